# Wrong answers that work until the input changes its kind.

# %% answer="step"
def step(theta, grad, lr):
    """Rounded, because the example came out whole."""
    return np.round(theta - lr * grad, 1)


# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """An array of the start's type: whole numbers stay whole."""
    path = np.zeros((steps + 1, *np.shape(theta0)), dtype=np.asarray(theta0).dtype)
    path[0] = theta0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad_f(path[t])
    return path


# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """The rate is asked for at the place it leads to."""
    path = [theta0]
    for t in range(steps):
        path.append(path[-1] - schedule(max(t, 1)) * grad_f(path[-1]))
    return np.array(path)


# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Never asks whether it has come far enough when max_steps is reached early, and counts the look."""
    theta, taken = theta0, 0
    while taken < max_steps:
        taken += 1
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            break
        theta = theta - lr * g
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
    return theta, taken


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """Two by two, by the formula for the roots."""
    t, d = A[0][0] + A[1][1], A[0][0] * A[1][1] - A[0][1] * A[1][0]
    return 2 / ((t + np.sqrt(t * t - 4 * d)) / 2)


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """The first step without, so the velocity begins one step late."""
    path, v = [theta0], 0.0
    for t in range(steps):
        g = grad_f(path[-1])
        v = beta * v + g if t else 0.0
        path.append(path[-1] - lr * (v if t else g))
    return np.array(path)


# %% answer="classify"
def classify(H):
    """Largest and smallest only, compared with a zero of one's own."""
    e = np.linalg.eigvalsh(H)
    if e[0] > 1e-6 * e[-1]:
        return "minimum"
    if e[-1] < 1e-6 * e[0]:
        return "maximum"
    return "saddle" if e[0] < 0 < e[-1] else "undecided"


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """Gives up after five tries."""
    g = grad_f(theta)
    for k in range(5):
        if f(theta - lr / 2**k * g) < f(theta):
            break
    return theta - lr / 2**k * g


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """b's slope is taken from the first point on its own."""
    w, b = 0.0, float(y[0]) * 0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * np.sum(r * x) / len(x), b - lr * 2 * np.median(r)
    return w, b
