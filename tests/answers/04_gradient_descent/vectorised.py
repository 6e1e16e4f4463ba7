# Right answers as NumPy and itertools one-liners.

# %% answer="step"
step = lambda theta, grad, lr: np.subtract(theta, np.multiply(lr, grad))

# %% answer="descend"
from itertools import accumulate, repeat


def descend(grad_f, theta0, lr, steps):
    return np.array([*accumulate(repeat(lr, steps), lambda theta, rate: step(theta, grad_f(theta), rate), initial=theta0)])

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    rates = map(schedule, range(steps))
    return np.array([*accumulate(rates, lambda theta, rate: theta - rate * grad_f(theta), initial=theta0)])

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """A long path in pieces, looked at afterwards."""
    theta, taken = np.asarray(theta0, dtype=float), 0
    while True:
        piece = descend(grad_f, theta, lr, min(100, max_steps - taken))
        for place in piece[:-1]:
            if np.linalg.norm(np.ravel(grad_f(place))) <= tol:
                return place, taken
            taken += 1
        theta = piece[-1]
        if not np.isfinite(theta).all():
            raise RuntimeError("diverged")
        if taken >= max_steps:
            return theta, taken

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 / np.linalg.norm(A, 2)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    state = np.array([theta0, np.zeros_like(theta0)], dtype=float)  # place and velocity in one array
    path = [state]
    for _ in range(steps):
        theta, v = path[-1]
        v = beta * v + grad_f(theta)
        path.append(np.array([theta - lr * v, v]))
    return np.array(path)[:, 0]

# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    signs = np.sign(np.where(np.abs(e) <= 1e-9 * np.abs(e).max(), 0, e))
    names = {(-1, 1): "saddle", (-1, -1): "maximum", (1, 1): "minimum"}
    return names.get((signs.min(), signs.max()), "undecided")

# %% answer="careful_step"
from itertools import count


def careful_step(f, grad_f, theta, lr=1.0):
    return next(place for k in count() if f(place := theta - lr / 2**k * grad_f(theta)) < f(theta))

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    X = np.stack([x, np.ones(len(x))], axis=1)  # (n, 2)
    theta = np.zeros(2)
    for _ in range(steps):
        theta = step(theta, 2 / len(x) * X.T @ (X @ theta - y), lr)
    return theta
