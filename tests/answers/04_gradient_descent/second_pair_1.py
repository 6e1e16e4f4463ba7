# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="step"
def step(theta, grad, lr):
    return np.add(theta, np.multiply(-lr, grad))


# %% answer="descend"
from itertools import accumulate


def descend(grad_f, theta0, lr, steps):
    return np.array(list(accumulate(range(steps), lambda t, _: t - lr * grad_f(t), initial=np.array(theta0, float))))


# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    path = [np.array(theta0, dtype=float)]
    for rate in map(schedule, range(steps)):
        here = path[-1]
        path += [here - rate * np.asarray(grad_f(here))]
    return np.stack(path)


# %% answer="descend_until"
import math


def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta, taken = np.array(theta0, dtype=float), 0
    while taken < max_steps:
        g = np.asarray(grad_f(theta))
        if math.sqrt(np.sum(g * g)) <= tol:
            break
        theta, taken = theta - lr * g, taken + 1
        if not math.isfinite(np.sum(np.abs(theta))) and not np.isfinite(theta).all():
            raise RuntimeError(f"diverged after {taken} steps")
    return theta, taken


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 / np.linalg.norm(A, 2)


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path, v = [np.asarray(theta0, float)], 0.0
    for _ in range(steps):
        v = beta * v + np.array(grad_f(path[-1]))
        path.append(path[-1] - lr * v)
    return np.array(path)


# %% answer="classify"
def classify(H):
    e = np.linalg.eigvalsh(H)
    size = np.max(np.abs(e))
    signs = set(np.sign(np.where(np.abs(e) <= 1e-9 * size, 0.0, e)).astype(int).tolist())
    return {frozenset({1}): "minimum", frozenset({-1}): "maximum"}.get(
        frozenset(signs), "saddle" if {1, -1} <= signs else "undecided"
    )


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    g, here = np.array(grad_f(theta)), f(theta)
    new = theta - lr * g
    return new if f(new) < here else careful_step(f, grad_f, theta, lr / 2)


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    X = np.column_stack([x, np.ones(len(x))])
    p = np.zeros(2)
    for _ in range(steps):
        p = p - lr * 2 / len(x) * X.T @ (X @ p - y)
    return p[0], p[1]
