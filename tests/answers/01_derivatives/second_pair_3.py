# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="forward_difference"
class Forward:
    def __init__(self, f, h):
        self.f, self.h = f, h

    def __call__(self, x):
        a, b = (self.f(np.asarray(x, float) + k * self.h) for k in (0, 1))
        return np.true_divide(b - a, self.h)


forward_difference = lambda f, x, h=1e-6: Forward(f, h)(x)


# %% answer="slope"
def slope(f, x, h=1e-5):
    x = np.asarray(x, float)
    return np.tensordot(
        np.array([-0.5, 0.5]) / h, np.stack([np.asarray(f(x - h), float), np.asarray(f(x + h), float)]), axes=1
    )


# %% answer="observed_order"
import math


def observed_order(method, f, df, x, h=1e-2):
    ratio = (method(f, x, h) - df(x)) / (method(f, x, 0.5 * h) - df(x))
    return 0.5 * math.log2(ratio * ratio)


# %% answer="best_step"
def best_step(f, df, x, steps):
    return {abs(slope(f, x, h) - df(x)): h for h in reversed(steps)}[min(abs(slope(f, x, h) - df(x)) for h in steps)]


# %% answer="tangent"
from functools import partial as bind


def tangent(f, x0):
    def point(start, rise, x):
        return start[1] + rise * (x - start[0])

    return bind(point, (x0, f(x0)), slope(f, x0))


# %% answer="one_sided"
from collections import namedtuple

Sides = namedtuple("Sides", "left right")


def one_sided(f, x, h=1e-6):
    left, right = (s * (f(x + s * h) - f(x)) / h for s in (-1, 1))
    return Sides(left, right)


# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    low, high = sorted(one_sided(f, x, h=h))
    if high - low > tol * max(1, -low, high):
        return True
    return False


# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    def better(first, *others):
        if not others:
            return first
        best = better(*others)
        return first if slope(f, first, h) >= slope(f, best, h) else best

    return better(*xs)
