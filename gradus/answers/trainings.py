"""What the checks of unit 8 ask of a training whose batches they did not draw, and of a network's recipe.

All of it is computed where the checks are: neither the digits of the test part nor the right numbers go to an answer.
"""

import copy
import functools
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from gradus import digits
from gradus.answers import network
from gradus.checks.call import Call

CLOSE = 1e-6
MOST = 300 * 10**6
"""Multiplications that a network of my_network may take."""
GUESSED = 0.15
"""A guess reads one digit in ten. Of 497 it is this share, nearly four standard errors more, once in 4,000 trials."""


def by(driver: Callable, answer: Any) -> Callable:
    """The answer as a function of the checks' own: a call of it is driver(answer, ...), made where the answer lives.

    It bears the answer's name, so that `expect` knows whose exercise it is, and puts known mistakes in its place; and
    it wraps the answer, in whose cell an error is then looked for.
    """

    def here(*arguments: Any) -> Any:
        outcome = Call(driver, (answer, *arguments)).run()
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    return functools.update_wrapper(here, answer, assigned=["__name__"], updated=[])


def draw(rng: np.random.Generator, n: int, sizes: tuple[int, ...]) -> tuple[network.Params, np.ndarray, np.ndarray]:
    """Random parameters, images and labels. The biases are not 0, and the images have negative entries."""
    shapes = list(zip(sizes[:-1], sizes[1:], strict=True))
    params = [(rng.normal(0, 1 / np.sqrt(n), (n, out)), rng.normal(0, 0.5, out)) for n, out in shapes]
    return params, rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], n)


def _without_relu(params: network.Params, X: np.ndarray, y: np.ndarray, lr: float) -> network.Params:
    """A step of one hidden layer whose way back does not stop where the unit was 0."""
    (V, c), (W, b) = params
    h = np.maximum(X @ V + c, 0)
    p = np.exp(h @ W + b)
    g = (p / p.sum(axis=1, keepdims=True) - np.eye(p.shape[1])[y]) / len(y)
    back = g @ W.T
    return [(V - lr * X.T @ back, c - lr * back.sum(axis=0)), (W - lr * h.T @ g, b - lr * g.sum(axis=0))]


# What a step on some of n rows may have done, by the words that tell of it: the right one comes first.
STEPS: dict[str, Callable] = {
    "each batch by its own mean": lambda params, X, y, lr, n: network.step(params, X, y, lr),
    "each batch divided by len(X)": lambda params, X, y, lr, n: network.step(params, X, y, lr * len(y) / n),
    "each batch divided by 32": lambda params, X, y, lr, n: network.step(params, X, y, lr * len(y) / 32),
    "the sum of each batch": lambda params, X, y, lr, n: network.step(params, X, y, lr * len(y)),
    "no ReLU on the way back": lambda params, X, y, lr, n: _without_relu(params, X, y, lr),
    "no ReLU on the way back, and each batch divided by len(X)": lambda params, X, y, lr, n: _without_relu(
        params, X, y, lr * len(y) / n
    ),
}
BOTH_BUGS = list(STEPS)[-1]
# The batches of an epoch, for each image that may be left, by the words that tell of them.
ORDERS: dict[str, Callable] = {
    "a batch of 32 and one of 1": lambda X, y: [_parts(X, y, last) for last in range(33)],
    "one batch of all 33": lambda X, y: [[(X, y)]],
    "two steps, each on all 33": lambda X, y: [[(X, y), (X, y)]],
    "a batch of 32 and no more": lambda X, y: [_parts(X, y, last)[:1] for last in range(33)],
    "a batch of 1 before one of 32": lambda X, y: [_parts(X, y, last)[::-1] for last in range(33)],
}
WAYS = [(order, what) for order in ORDERS for what in STEPS]
RIGHT = ", ".join(WAYS[0])
OTHER = "other steps than of a batch of 32 and one of 1"
NOTED_OTHERWISE = "after the first epoch another loss than a batch of 32 and one of 1 lead to"


ONE_STEP = "one step on all 20, each with its own label"


def first_step(train: Callable, seed: int) -> str:
    """Of an epoch on 20 images, each with a pixel and a label of its own, with one layer of zeros: ONE_STEP, or what
    else it was, if that is known.

    The row of W that belongs to a pixel moves towards the label that its image has met, and in the first step by a
    length that tells how many images were in it.
    """
    X, y = np.eye(20), np.roll(np.arange(20), 7)
    _, after = _run(train, [(np.zeros((20, 20)), np.zeros(20))], X, y, 1.0, 1, seed)
    W = after[0][0]
    if W.shape != X.shape:
        return "parameters of another shape"

    def moved(labels: np.ndarray, together: int) -> np.ndarray:
        return (np.eye(20)[labels] - 1 / 20) / together

    if _is_close(W, moved(y, 20)):
        return ONE_STEP
    met = W.argmax(axis=1)
    if len(set(met)) == 20 and _is_close(W, moved(met, 20)):
        return "one step on all 20, with labels of other images"
    shared = [sum(map(_is_close, W, moved(y, together))) for together in range(1, 20)]
    is_dealt = any(count == together for together, count in enumerate(shared, 1))
    return "more than one step" if is_dealt and np.all(np.any(W, axis=1)) else "another step than on all 20"


def epoch_of_33(train: Callable, params: network.Params, X: np.ndarray, y: np.ndarray, lr: float, seed: int) -> str:
    """What an epoch on 33 images consists of, with one hidden layer: each could be the one that is left for the last
    batch. RIGHT, or what else it was, if that is known.
    """
    history, after = _run(train, params, X[:32], y[:32], lr, 2, seed)
    whole = network.step(network.step(params, X[:32], y[:32], lr), X[:32], y[:32], lr)
    if not (_fits(history, after, X[:32], y[:32]) and _is_close(_flat(after), _flat(whole))):
        return "not even two epochs on 32 images are right"
    history, after = _run(train, params, X, y, lr, 1, seed)
    if not np.all(np.isfinite(_flat(after))):
        return "NaN or infinity"
    case = pickle.dumps((params, X, y, lr))
    found = next((way for way in WAYS if any(_is_close(_flat(after), end) for end in _ends(case, *way))), None)
    if found is None:
        return "the parameters of the start" if _is_close(_flat(after), _flat(params)) else OTHER
    said = ", ".join(found)
    if said == RIGHT and len(history) != 2:
        return f"the right steps, but {len(history)} {'loss' if len(history) == 1 else 'losses'} for one epoch"
    if said == RIGHT and not _fits(history, after, X, y):
        return "the right steps, but the last loss is not that of the parameters on all of X"
    return said


def was_mended(train: Callable, params: network.Params, X: np.ndarray, y: np.ndarray, lr: float, seed: int) -> str:
    """Whether an epoch on 33 images, with one hidden layer, leads elsewhere than with both bugs of `broken_train`."""
    _, after = _run(train, params, X, y, lr, 1, seed)
    ends = _ends(pickle.dumps((params, X, y, lr)), next(iter(ORDERS)), BOTH_BUGS)
    return "all is as it was" if any(_is_close(_flat(after), end) for end in ends) else "something was mended"


@functools.lru_cache(maxsize=100)  # each mistake is asked about the same images
def _ends(case: bytes, order: str, what: str) -> list[np.ndarray]:
    """Where an epoch of such steps in such an order may lead."""
    params, X, y, lr = pickle.loads(case)
    return [_flat(_epoch(STEPS[what], params, batches, lr)) for batches in ORDERS[order](X, y)]


def orders(train: Callable, params: network.Params, X: np.ndarray, y: np.ndarray, lr: float, seeds: list[int]) -> str:
    """Whether two epochs on 33 images have one order, by which image is left for the last batch: for all seeds alike,
    it is no chance.
    """
    step, same = STEPS["each batch by its own mean"], 0
    parts = [_parts(X, y, last) for last in range(33)]
    halfway = [_epoch(step, params, batches, lr) for batches in parts]
    for seed in seeds:
        history, after = _run(train, params, X, y, lr, 2, seed)
        begins = [(first, begun) for first, begun in enumerate(halfway) if _fits(history[:2], begun, X, y)]
        if not begins:
            return NOTED_OTHERWISE
        found = [
            (first, second)
            for first, begun in begins
            for second, batches in enumerate(parts)
            if _is_close(_flat(after), _flat(_epoch(step, begun, batches, lr)))
        ]
        if not found and any(_is_close(_flat(after), _flat(begun)) for _, begun in begins):
            return "the parameters after the first epoch"
        if not found:
            return "from the second epoch on, " + OTHER
        same += any(first == second for first, second in found)
    return "the same order in both epochs" if same == len(seeds) else "a new order in each epoch"


def _run(train: Callable, params: network.Params, *others: Any) -> Any:
    """A training on copies: what writes into its parameters is told so by another check."""
    return train(copy.deepcopy(params), *others)


def _parts(X: np.ndarray, y: np.ndarray, last: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.delete(X, last, 0), np.delete(y, last)), (X[[last]], y[[last]])]


def _epoch(step: Callable, params: network.Params, batches: list, lr: float) -> network.Params:
    for images, labels in batches:
        params = step(params, images, labels, lr, 33)
    return params


def _flat(params: network.Params) -> np.ndarray:
    return np.concatenate([np.ravel(part) for pair in params for part in pair])


def _is_close(some: np.ndarray, other: np.ndarray) -> bool:
    return some.shape == other.shape and bool(np.all(np.abs(some - other) <= CLOSE * (1 + np.abs(other))))


def _fits(history: Any, after: network.Params, X: np.ndarray, y: np.ndarray) -> bool:
    """Whether the last loss is that of the parameters."""
    return bool(np.isclose(history[-1], network.loss(after, X, y), rtol=1e-5, atol=1e-6))


def last_loss_fits(train: Callable, params: network.Params, X: np.ndarray, y: np.ndarray, lr: float, seed: int) -> bool:
    """Whether the last loss of two epochs is that of the parameters that came back."""
    history, after = _run(train, params, X, y, lr, 2, seed)
    return _fits(history, after, X, y)


def are_same(train: Callable, params: network.Params, X: np.ndarray, y: np.ndarray, lr: float, seed: int) -> bool:
    """Whether two trainings from the same seed are the same, and one from another seed is not."""
    one, again, other = (_flat(_run(train, params, X, y, lr, 1, s)[1]) for s in (seed, seed, seed + 1))
    return _is_close(one, again) and not _is_close(one, other)


def loss_on_the_digits(train: Callable, seed: int) -> str:
    """The loss of the linear classifier on the 1,000 after five epochs. The rate is small, so that no last step jumps:
    right answers ended at 0.92 or less in 600 seeds.
    """
    X, y = digits.load("train")
    found = network.loss(train(network.init_params([64, 10], seed), X, y, 0.1, 5, seed)[1], X, y)
    return "below 1" if found < 1 else "1 or more"


def multiplications(sizes: Sequence[int], epochs: int, n: int = 1000) -> int:
    """Of a training on n images: forward, the slopes of W, those of h, each in times out for an image and a layer."""
    return 3 * n * epochs * sum(a * b for a, b in zip(sizes[:-1], sizes[1:], strict=True))


def _recipe(answer: Any) -> tuple[list[int], float, int]:
    """A recipe in Python's own numbers: 64.0 makes no shape, and NumPy's lose what is too large.

    Raises ValueError for one that breaks a rule: it was another when they were asked about, and a network of any
    size would be trained here.
    """
    sizes, lr, epochs = answer
    sizes, lr, epochs = [int(n) for n in sizes], float(lr), int(epochs)
    is_whole = len(sizes) >= 2 and min(sizes) > 0 and (sizes[0], sizes[-1]) == (64, 10)
    if not (is_whole and 1 <= epochs <= 40 and multiplications(sizes, epochs) <= MOST):
        raise ValueError("this is another recipe than before")
    return sizes, lr, epochs


def reading(my_network: Callable, seeds: list[int]) -> str:
    """How networks by this recipe, trained from these seeds on the 1,000, read the test part; by their median.

    A loss above log 10 is no sign of guessing: who is sure of all, and wrong of one in ten, has one, too.
    """
    sizes, lr, epochs = _recipe(my_network())
    X, y = digits.load("train")
    shares, losses = [], []
    with np.errstate(all="ignore"):
        for seed in seeds:
            history, params = network.train(network.init_params(sizes, seed), X, y, lr, epochs, seed)
            shares.append(network.accuracy(params, *digits.load("test")))
            losses.append(history[-1])
    if np.median(shares) >= 0.95:
        return "at least 0.95"
    if np.median(shares) < GUESSED:
        return "no more than by guessing"
    return "fewer than 0.95" if np.median(losses) < np.log(10) else "fewer than 0.95, with a loss above log 10"
