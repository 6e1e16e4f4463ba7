# Wrong answers of students who know the idea and slip in one place.

# %% answer="step"
def step(theta, grad, lr):
    return theta - lr * np.abs(grad)

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """The first two coordinates, as in the picture."""
    path = [np.array(theta0, dtype=float)]
    for _ in range(steps):
        g, theta = grad_f(path[-1]), path[-1].copy()
        for i in range(min(2, theta.size)):
            theta.flat[i] -= lr * np.ravel(g)[i]
        path.append(theta)
    return np.array(path)

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """A factor of zero means: the rate stays."""
    path, rate = [theta0], 0.0
    for t in range(steps):
        rate = schedule(t) or rate
        path.append(path[-1] - rate * grad_f(path[-1]))
    return np.array(path)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """A slope that grows is taken for divergence."""
    theta, last = theta0, np.inf
    for taken in range(max_steps):
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
        if np.linalg.norm(g) > last:
            raise RuntimeError("diverges")
        last = np.linalg.norm(g)
        theta = theta - lr * g
    return theta, max_steps

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """One step of the power method, from the axis of the largest entry."""
    v = A[:, np.argmax(np.diag(A))]
    return 2 * (v @ v) / (v @ A @ v)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """The velocity takes part only while it is small."""
    path, v = [theta0], 0.0
    for _ in range(steps):
        v = np.clip(beta * v, -1, 1) + grad_f(path[-1])
        path.append(path[-1] - lr * v)
    return np.array(path)

# %% answer="classify"
def classify(H):
    """Without the size of the smallest: a product of signs of first and last."""
    e = np.linalg.eigvalsh(H)
    small = 1e-9 * abs(e[-1])
    if e[0] < -small and e[-1] > small:
        return "saddle"
    if np.min(np.abs(e)) <= small:
        return "undecided"
    return "minimum" if e[0] > 0 else "maximum"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """A thousandth of the slope is the least it takes for a fall."""
    g = np.asarray(grad_f(theta))
    while f(theta - lr * g) > f(theta) - 1e-3 * lr * np.sum(g * g):
        lr = lr / 2
    return theta - lr * g

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """Momentum for good measure, and so little that nobody would see it."""
    w, b, v = 0.0, 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        v = 0.01 * v + np.mean(r * x)
        w, b = w - lr * 2 * v, b - lr * 2 * np.mean(r)
    return w, b
