# Wrong answers of a student who has not got the idea.

# %% answer="step"
def step(theta, grad, lr):
    return (1 - lr) * theta - lr * grad

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    return np.linspace(theta0, 0 * theta0, steps + 1)

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    path = [theta0]
    for t in range(steps):
        path.append(path[-1] - schedule(path[-1]) * grad_f(path[-1]))
    return np.array(path)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta, taken = theta0, 0
    while np.linalg.norm(theta) > tol and taken < max_steps:
        theta, taken = theta - lr * grad_f(theta), taken + 1
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
    return theta, taken

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 / np.linalg.det(A)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path = [theta0]
    for _ in range(steps):
        path.append(beta * path[-1] - lr * grad_f(path[-1]))
    return np.array(path)

# %% answer="classify"
def classify(H):
    return "minimum" if np.all(H >= 0) else "maximum" if np.all(H <= 0) else "saddle"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    for _ in range(30):
        theta = theta - lr * grad_f(theta)
        lr = lr / 2
    return theta

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w, b = 0.0, 0.0
    for i in range(steps):
        r = w * x[i % len(x)] + b - y[i % len(x)]
        w, b = w - lr * 2 * r * x[i % len(x)], b - lr * 2 * r
    return w, b
