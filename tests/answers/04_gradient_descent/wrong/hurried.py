# Wrong answers of a student in a hurry.

# %% answer="step"
def step(theta, grad, lr):
    theta - lr * grad

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    path = [theta0]
    for _ in range(steps):
        path.append(theta0 - lr * grad_f(theta0))
    return np.array(path)

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    return descend(grad_f, theta0, schedule, steps)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
        if not np.all(np.isfinite(theta)):
            raise RuntimeError

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 / max(A[0])

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path = [theta0]
    for _ in range(steps):
        v = 0
        v = beta * v + grad_f(path[-1])
        path.append(path[-1] - lr * v)
    return np.array(path)

# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    if e[0] * e[-1] < 0:
        return "saddle"
    if e[0] > 0:
        return "minimum"
    if e[-1] < 0:
        return "maximum"
    return "Undecided"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    if f(theta - lr * grad_f(theta)) > f(theta):
        lr = lr / 2
    return theta - lr * grad_f(theta)

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
        return w, b
