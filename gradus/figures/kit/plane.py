"""Functions of two numbers, however they take them: as x and y or as one array, one place at a time or many.

Like sampling.py for functions of one number, it says in a sentence what is wrong with a function.
"""

import inspect
import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.sampling import name_of, value

Plane = Callable[[Any, Any], Any]  # a function of x and y


def on_a_plane(f: Any, what: str = "f") -> Plane:
    """f as a function of x and y, which it takes as two numbers or as one array; the signature tells."""
    if not callable(f):
        raise GradusError(f"{what} must be a function of two numbers, f(x, y), or of an array of two; got {f!r}.")
    if _inputs(f) == 1:
        return lambda x, y: f(np.array([x, y], dtype=float))
    return lambda x, y: f(x, y)


def _inputs(f: Any) -> int:
    """1 if f takes one argument, else 2."""
    try:
        parameters = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):  # NumPy's own functions do not tell
        return int(getattr(f, "nin", 2))
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return 2
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    needed = [p for p in positional if p.default is p.empty]
    return 1 if 1 in (len(needed), len(positional)) else 2


def call_at(f: Any, x: float, y: float, unnamed: str = "f") -> str:
    """How the call of f there is written."""
    place = f"{x:.6g}, {y:.6g}"
    return f"{name_of(f, unnamed)}([{place}])" if _inputs(f) == 1 else f"{name_of(f, unnamed)}({place})"


def value_on_plane(f: Any, plane: Plane, x: float, y: float) -> float:
    """f(x, y) as a float, NaN where it has no real value; see sampling.value for what is refused."""

    return value(lambda t: plane(t, y), x, call_at(f, x, y))


def pair_of(grad: Any, slopes: Plane, x: float, y: float) -> tuple[float, float]:
    """What a gradient function, on a plane `slopes`, returns at (x, y), which must be two numbers."""
    call = call_at(grad, x, y, "grad")
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            result = slopes(x, y)
    except (ValueError, ArithmeticError):
        return math.nan, math.nan
    except Exception as error:
        raise GradusError(f"{call} raised {type(error).__name__}: {error}") from error
    try:
        pair = np.asarray(result, dtype=float)
    except (TypeError, ValueError):
        pair = np.array(math.nan)
    if pair.shape != (2,):
        raise GradusError(f"{call} returned {result!r}; expected both partial derivatives, two numbers.")
    return float(pair[0]), float(pair[1])


def gradient_at(f: Any, grad: Any, x: float, y: float, width: float) -> tuple[float, float]:
    """Both partial derivatives at (x, y): from grad, or, if that is None, by central differences.

    width: of the window; the differences are of a hundred-thousandth of it to each side.
    """
    if grad is not None:
        return pair_of(grad, on_a_plane(grad, "grad"), x, y)
    plane, h = on_a_plane(f), 1e-5 * width
    (right, left), (up, down) = (
        [value_on_plane(f, plane, x + sign * dx, y + sign * dy) for sign in (1, -1)] for dx, dy in ((h, 0.0), (0.0, h))
    )
    return (right - left) / (2 * h), (up - down) / (2 * h)


def takes_arrays(plane: Plane, xs: np.ndarray, ys: np.ndarray, results: int = 1) -> bool:
    """Whether asking for many places at once gives what asking one by one gives; tried on a diagonal."""
    x, y = xs[::17], ys[::-17]
    wanted = x.shape if results == 1 else (results, *x.shape)
    try:
        with np.errstate(all="ignore"):
            together = np.asarray(plane(x, y))
            alone = np.stack([np.asarray(plane(float(p), float(q))) for p, q in zip(x, y, strict=True)], axis=-1)
            if together.shape != wanted or alone.shape != wanted:
                return False
            if together.dtype.kind not in "fiu" or alone.dtype.kind not in "fiu":
                return False
    except Exception:  # whatever it is, the calls one by one will say it better
        return False
    return bool(np.allclose(together, alone, rtol=1e-12, atol=0, equal_nan=True))


def one_by_one(f: Any, plane: Plane) -> Plane:
    def many(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.array([value_on_plane(f, plane, float(p), float(q)) for p, q in zip(x, y, strict=True)])

    return many


def pair_by_pair(grad: Any, slopes: Plane) -> Plane:
    def many(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.array([pair_of(grad, slopes, float(p), float(q)) for p, q in zip(x, y, strict=True)]).T

    return many
