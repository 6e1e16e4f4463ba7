"""What learners write, for figures that call it: right, and in all the ways that give no result.

Whole, for it is run in a notebook as well as imported.
"""

import numpy as np


def descend(grad, theta, lr, steps):
    path = [theta]
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]))
    return np.array(path)


def gradient(f, x, h=1e-5):
    across, up = np.array([h, 0]), np.array([0, h])
    return np.array([f(x + across) - f(x - across), f(x + up) - f(x - up)]) / (2 * h)


def partial(f, x, i, h=1e-5):
    step = h * np.eye(len(x))[i]
    return (f(x + step) - f(x - step)) / (2 * h)


def raises(*_):
    return 1 / 0


def endless(*_):
    while True:
        pass


def stub(*_):
    raise NotImplementedError
