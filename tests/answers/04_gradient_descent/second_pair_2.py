# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="step"
from operator import sub


def step(theta, grad, lr):
    return sub(theta, lr * grad)


# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    theta = np.asarray(theta0, dtype=float)
    path = np.zeros((steps + 1, *theta.shape))
    path[0] = theta
    for before, after in zip(path[:-1], range(1, steps + 1)):
        path[after] = before - lr * np.array(grad_f(before.copy()))
    return path


# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    def places():
        theta, t = theta0, 0
        while t < steps:
            yield theta
            theta, t = step(theta, grad_f(theta), schedule(t)), t + 1
        yield theta

    return np.array([*places()])


# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    def walk(theta):
        while True:
            if np.isnan(theta).any() or np.isinf(theta).any():
                raise RuntimeError("diverged")
            g = grad_f(theta)
            yield theta, np.linalg.norm(np.ravel(g)) <= tol
            theta = theta - lr * g

    for taken, (theta, flat) in enumerate(walk(theta0)):
        if flat or taken == max_steps:
            return theta, taken


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return -2.0 / np.linalg.eigvalsh(-np.asarray(A))[0]


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path = [theta0]
    for k in range(steps):
        drift = path[-1] - path[-2] if k else 0 * theta0
        path.append(path[-1] - lr * grad_f(path[-1]) + beta * drift)
    return np.array(path, dtype=float)


# %% answer="classify"
def classify(H):
    low, *_, high = [*np.linalg.eigvalsh(H)] * 2
    e = np.linalg.eigvalsh(H)
    zero = 1e-9 * max(-e[0], e[-1])
    if e[0] < -zero and e[-1] > zero:
        return "saddle"
    if e[0] > zero:
        return "minimum"
    return "maximum" if e[-1] < -zero else "undecided"


# %% answer="careful_step"
import itertools


def careful_step(f, grad_f, theta, lr=1.0):
    g = grad_f(theta) * 1.0
    tries = (theta - lr * 0.5**k * g for k in itertools.count())
    return next(place for place in tries if f(place) < f(theta))


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w, b, k = 0.0, 0.0, 2 * lr
    sxx, sx, sxy, sy = (np.mean(v) for v in (x * x, x, x * y, y))
    while steps:
        w, b, steps = w - k * (w * sxx + b * sx - sxy), b - k * (w * sx + b - sy), steps - 1
    return w, b
