# Wrong answers of a second reading: rejected before, with a sentence that was not true of them, or with none.

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    path = [theta0]
    for t in range(steps):
        new = step(path[-1], grad_f(path[-1]), lr)
        if np.allclose(new, path[-1]): break
        path.append(new)
    return np.array(path)

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    path = [theta0]
    for t in range(steps):
        path.append(step(path[-1], grad_f(path[-1]), schedule(steps)))
    return np.array(path)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    theta, v, path = theta0, 0, [theta0]
    for t in range(steps):
        v = beta * v - lr * grad_f(theta)
        theta = theta - lr * v
        path.append(theta)
    return np.array(path)

# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    s = 1e-9*np.max(np.abs(e))
    if e[0] * e[1] < 0: return "saddle"
    if np.any(np.abs(e) <= s): return "undecided"
    return "minimum" if np.all(e > 0) else "maximum"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    here = f(theta)
    while True:
        tried = theta - lr * grad_f(theta)
        if f(tried) < here:
            return tried
        here = f(tried)
        lr = lr / 2

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w = b = 0
    for _ in range(steps):
        r = w*x+b-y
        w, b = w - lr * 2*np.mean(r), b - lr * 2*np.mean(r*x)
    return w, b
