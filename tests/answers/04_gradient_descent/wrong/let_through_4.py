# Wrong answers that used to pass, or not to come to an end, or to pass the open checks only.

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    here, g = f(theta), grad_f(theta)
    while True:
        new = theta
        new -= lr * g
        if f(new) < here:
            return new
        lr = lr / 2

# %% answer="swing"
def swing():
    return 0.431, 0.01

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    theta = np.array(theta0)
    path = [theta.copy()]
    for _ in range(steps):
        theta -= lr * grad_f(theta)
        path.append(theta.copy())
    return np.array(path)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path, v = [theta0], np.zeros_like(theta0)
    for _ in range(steps):
        v *= beta
        v = v + grad_f(path[-1])
        path.append(path[-1] - lr * v)
    return np.array(path)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if not np.all(np.isfinite(g)):
            raise RuntimeError("diverged")
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
    return theta, max_steps

# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    small = 1e-9 * np.max(np.abs(e))
    if e[0] < -small and e[1] > small:
        return "saddle"
    if abs(e[0]) <= small or abs(e[1]) <= small:
        return "undecided"
    return "minimum" if e[0] > 0 else "maximum"

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 / np.max(np.sum(A, axis=1))

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w = b = 0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 / len(x) * r * x, b - lr * 2 / len(x) * r
    return w, b
