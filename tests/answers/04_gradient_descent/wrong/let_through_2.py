# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    for taken in range(max_steps):
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
    return theta, max_steps


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    theta = np.array(theta0)
    path, v = [theta0], np.zeros_like(theta)
    for _ in range(steps):
        v[...] = beta * v + grad_f(path[-1])
        path.append(path[-1] - lr * v)
    return np.array(path)


# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    s = 1e-9 * max(1, np.max(np.abs(e)))
    if np.any(e > s) and np.any(e < -s):
        return "saddle"
    if np.any(np.abs(e) <= s) and np.max(np.abs(e)) > 1e-11 or not np.any(H):
        return "undecided"
    return "minimum" if e[0] > 0 else "maximum"


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    here = f(theta)
    while True:
        theta = theta - lr * grad_f(theta)
        if f(theta) < here:
            return theta
        lr = lr / 2
