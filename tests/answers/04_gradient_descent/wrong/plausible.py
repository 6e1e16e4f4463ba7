# Wrong answers of a student who has the idea, and one thing wrong.

# %% answer="step"
def step(theta, grad, lr):
    """A step of length lr, whatever the slope."""
    length = np.linalg.norm(grad)
    return theta - lr * grad / length if length else theta


# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """The entries one after another, each with the gradient of the moment."""
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    for _ in range(steps):
        for place in np.ndindex(theta.shape):
            theta[place] -= lr * np.asarray(grad_f(theta))[place]
        path.append(theta.copy())
    return np.array(path)


# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """All steps with the mean rate."""
    rate = np.mean([schedule(t) for t in range(steps)]) if steps else 0.0
    path = [theta0]
    for _ in range(steps):
        path.append(path[-1] - rate * grad_f(path[-1]))
    return np.array(path)


# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Less than tol, where equal would do, and the mean square for the length."""
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if np.sqrt(np.mean(np.square(g))) <= tol:
            return theta, taken
        theta = theta - lr * g
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
    return theta, max_steps


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """The best compromise, not the limit."""
    e = np.linalg.eigvalsh(A)
    return 2 / (e[0] + e[-1])


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """The velocity starts anew when the slope turns round."""
    path, v = [theta0], 0.0 * np.asarray(theta0)
    for _ in range(steps):
        g = grad_f(path[-1])
        v = np.where(v * g < 0, 0.0, beta * v) + g
        path.append(path[-1] - lr * v)
    return np.array(path)


# %% answer="classify"
def classify(H):
    """By the mean curvature and the determinant."""
    d, t = np.linalg.det(H), np.trace(H)
    if abs(d) <= 1e-9 * np.max(np.abs(H)) ** len(H):
        return "undecided"
    if d < 0:
        return "saddle"
    return "minimum" if t > 0 else "maximum"


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """Asks for a drop that is worth it, as Armijo does."""
    g = np.asarray(grad_f(theta))
    while f(theta - lr * g) > f(theta) - 0.5 * lr * np.sum(g * g):
        lr = lr / 2
    return theta - lr * g


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """The mean taken off x, and never put back."""
    x = x - np.mean(x)
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b
