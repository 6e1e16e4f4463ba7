# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    path = [theta0]
    for _ in range(steps):
        g = grad_f(path[-1])
        path.append(path[-1] - lr * g if np.linalg.norm(g) > 1e-1 else path[-1])
    return np.array(path)


# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    for taken in range(max_steps):
        g = np.atleast_1d(grad_f(theta))
        if np.linalg.norm(g, 2) <= tol:
            return theta, taken
        theta = theta - lr * (g if np.ndim(theta) else g[0])
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
    return theta, max_steps


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path, v = [theta0], 0 * theta0
    for _ in range(steps):
        v = beta * (v + grad_f(path[-1]))
        path.append(path[-1] - lr * v)
    return np.array(path)


# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    s = 1e-9 * abs(np.trace(H))
    if np.any(e > s) and np.any(e < -s):
        return "saddle"
    if np.any(np.abs(e) <= s):
        return "undecided"
    return "minimum" if e[0] > 0 else "maximum"


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    g = grad_f(theta)
    while f(theta - lr * g) >= f(theta):
        lr = lr / 4
    return theta - lr * g
