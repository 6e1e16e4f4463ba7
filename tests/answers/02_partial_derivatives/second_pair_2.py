# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="partials"
import math

partials = lambda x, y: (math.prod((2, x, y)), math.fsum([x**2, math.sin(y + math.pi / 2)]))


# %% answer="slice_along"
class Slice:
    def __init__(self, f, x, i):
        self.f, self.x, self.i = f, np.array(x, dtype=float), i

    def __call__(self, t):
        return self.f(np.where(np.arange(len(self.x)) == self.i, t, self.x))


def slice_along(f, x, i):
    return Slice(f, x, i).__call__


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    return np.subtract(*(f(p) for p in x + np.outer([h, -h], np.eye(len(x))[i]))) / (2 * h)


# %% answer="tangent_plane"
class tangent_plane:
    def __init__(self, f, a):
        self.slopes = np.array([partial(f, a, i) for i in range(len(a))])
        self.height = f(a) - self.slopes @ a

    def __call__(self, x):
        return np.inner(x, self.slopes) + self.height


# %% answer="total_change"
def total_change(f, x, dx):
    length = np.sqrt(np.sum(np.square(dx, dtype=float)))
    u = np.divide(dx, length) if length else np.zeros(len(x))
    return length * (f(x + 1e-5 * u) - f(x - 1e-5 * u)) / 2e-5


# %% answer="mixed_partial"
import itertools


def mixed_partial(f, x, i, j, h=1e-4):
    steps = h * np.eye(len(x))
    return (
        sum(a * b * f(x + a * steps[i] + b * steps[j]) for a, b in itertools.product((1, -1), repeat=2)) / (2 * h) ** 2
    )


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    slopes = np.array([partial(f, a, i) for i in range(len(a))])
    return np.linalg.norm(slopes, np.inf) <= tol
