# Right answers in other shapes: generators, accumulate, classes, decorators, partials, float scalars from NumPy.

# %% answer="step"
class step:
    """An object that is made of the arguments and is a number or an array in the end."""

    def __new__(cls, theta, grad, lr):
        return np.add(theta, np.negative(np.multiply(lr, grad)))


# %% answer="descend"
import itertools


def descend(grad_f, theta0, lr, steps):
    """The path as an accumulation: every place from the one before."""
    places = itertools.accumulate(range(steps), lambda theta, _: theta - lr * grad_f(theta), initial=theta0)
    return np.array(list(places))


# %% answer="descend_scheduled"
import functools


def as_path(walk):
    @functools.wraps(walk)
    def wrapped(*arguments):
        return np.stack([np.asarray(place, dtype=float) for place in walk(*arguments)])

    return wrapped


@as_path
def descend_scheduled(grad_f, theta0, schedule, steps):
    """A generator of places, and a decorator that makes an array of them."""
    theta = theta0
    yield theta
    for t in np.arange(steps):
        theta = theta - schedule(int(t)) * grad_f(theta)
        yield theta


# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Looks for trouble first, then whether it may stop."""
    with np.errstate(all="ignore"):
        theta, taken = np.array(theta0, dtype=float), 0
        while True:
            if np.isnan(theta).any() or np.isinf(theta).any():
                raise RuntimeError(f"left all bounds in step {taken}")
            g = np.asarray(grad_f(theta), dtype=float).ravel()
            if taken >= max_steps or not np.sqrt((g * g).sum()) > tol:
                return theta, np.int64(taken)
            theta = theta - lr * g.reshape(theta.shape)
            taken += 1


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """By power iteration from a start that no symmetry knows."""
    v = 1 / (np.arange(len(A)) + np.sqrt(2))
    for _ in range(2000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ A @ v)


# %% answer="momentum"
class Ball:
    def __init__(self, place):
        self.place, self.speed = np.array(place, dtype=float), np.zeros(np.shape(place))

    def roll(self, g, lr, beta):
        self.speed = beta * self.speed + g
        self.place = self.place - lr * self.speed
        return self.place


def momentum(grad_f, theta0, lr, beta, steps):
    ball = Ball(theta0)
    return [ball.place, *(ball.roll(grad_f(ball.place), lr, beta) for _ in range(steps))]


# %% answer="classify"
def classify(H):
    """The signs are rounded first, then looked up."""
    e = np.real(np.linalg.eigvals(H))
    largest = np.abs(e).max()
    signs = frozenset(np.where(np.abs(e) > 1e-9 * largest, np.sign(e), 0).astype(int).tolist())
    if {1, -1} <= signs:
        return "saddle"
    return {frozenset([1]): "minimum", frozenset([-1]): "maximum"}.get(signs, "undecided")


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """By recursion: a try that fails asks again with half the rate."""
    trial = np.subtract(theta, lr * grad_f(theta))
    return trial if f(trial) < f(theta) else careful_step(f, grad_f, theta, lr / 2)


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """In matrices: one step is a matrix and a shift, and `steps` of them are a power of one larger matrix."""
    X = np.stack([np.asarray(x, dtype=float), np.ones(len(x))], axis=1)
    one = np.eye(3)
    one[:2, :2] -= 2 * lr / len(x) * X.T @ X
    one[:2, 2] = 2 * lr / len(x) * X.T @ y
    return np.linalg.matrix_power(one, steps)[:2, 2]
