# Wrong answers that come close.

# %% answer="step"
def step(theta, grad, lr):
    """Right for floats: an array of integers keeps its type."""
    new = np.array(theta)
    new[...] = theta - lr * grad
    return new

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """Flattens whatever it is given."""
    theta = np.ravel(theta0)
    path = [theta]
    for _ in range(steps):
        theta = theta - lr * np.ravel(grad_f(theta.reshape(np.shape(theta0))))
        path.append(theta)
    return np.array(path)

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """The gradient of the place before."""
    path, g = [theta0], grad_f(theta0)
    for t in range(steps):
        path.append(path[-1] - schedule(t) * g)
        g = grad_f(path[-2])
    return np.array(path)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Calls any growing loss divergence, and so gives up on what only starts badly."""
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if abs(np.sum(g)) <= tol:
            return theta, taken
        theta = theta - lr * g
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
    return theta, max_steps

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """The largest sum of a row: a bound for the eigenvalue, not the eigenvalue."""
    return 2 / np.max(np.sum(np.abs(A), axis=1))

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """Nesterov's method in the form of deep-learning libraries."""
    path, v = [theta0], 0.0
    for _ in range(steps):
        g = grad_f(path[-1])
        v = beta * v + g
        path.append(path[-1] - lr * (g + beta * v))
    return np.array(path)

# %% answer="classify"
def classify(H):
    """The corner determinants of Sylvester, which say nothing where one is zero."""
    corners = [np.linalg.det(H[:k, :k]) for k in range(1, len(H) + 1)]
    if all(d > 0 for d in corners):
        return "minimum"
    if all(d * (-1) ** k > 0 for k, d in enumerate(corners, start=1)):
        return "maximum"
    return "saddle" if abs(corners[-1]) > 1e-9 else "undecided"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """Writes into the array it is given, and takes it back."""
    g, here = grad_f(theta), f(theta)
    while True:
        theta = np.asarray(theta, dtype=float)
        theta -= lr * g
        if f(theta) < here:
            return theta
        theta += lr * g
        lr = lr / 2

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """Stops when it is close, which is not `steps` steps."""
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        if np.mean(r**2) < 0.5:
            break
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b
