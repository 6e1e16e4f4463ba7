r"""How wrong a difference quotient is, for every step h: the V between truncation and rounding.

Truncation, from Taylor's theorem:

- forward: $\frac{f(x+h) - f(x)}{h} - f'(x) \approx \frac h2 f''(x)$
- central: $\frac{f(x+h) - f(x-h)}{2h} - f'(x) \approx \frac{h^2}6 f'''(x)$

Rounding: each of the two values of f is off by up to $\epsilon |f|$, and each argument $x \pm h$ by up to
$\frac\epsilon2 |x|$, which moves f by $\frac\epsilon2 |x f'|$. The division makes an error of size E into
$E / h$ or $E / 2h$:

- forward: $(2 \epsilon |f| + \frac\epsilon2 |x f'|) / h$ (one argument is moved)
- central: $(\epsilon |f| + \frac\epsilon2 |x f'|) / h$ (both are)

The sum of $T h^p$ and $R / h$ is least at $h = (R / (p T))^{1/(p+1)}$.
Source: Nocedal & Wright 2006, section 8.1.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.sampling import name_of, value

ORDER = {"forward": 1, "central": 2}
STEPS = 10.0 ** np.linspace(-16, 0, 193)  # (steps,), twelve a decade


@dataclass(frozen=True)
class Model:
    """The two straight lines: truncation * h**order and rounding / h."""

    order: int
    truncation: float
    rounding: float

    @property
    def best_step(self) -> float:
        """The h where the sum of both is least; NaN if one of them is missing."""
        if self.truncation == 0 or self.rounding == 0:
            return math.nan
        return float((self.rounding / (self.order * self.truncation)) ** (1 / (self.order + 1)))


def error_model(f: Any, df: Any, x: float, method: str, eps: float) -> Model:
    """The lines for numbers with machine epsilon eps. Higher derivatives are differences of df."""
    scale = max(1.0, abs(x))
    if method == "forward":
        k = 1e-5 * scale
        second = (value(df, x + k) - value(df, x - k)) / (2 * k)
        truncation, weight = abs(second) / 2, 2.0
    else:
        k = 1e-3 * scale
        third = (value(df, x + k) - 2 * value(df, x) + value(df, x - k)) / k**2
        truncation, weight = abs(third) / 6, 1.0
    if not truncation > 1e-8 * abs(value(df, x)):  # what is left of an exact 0, or no value at all
        truncation = 0.0
    rounding = weight * eps * abs(value(f, x)) + eps / 2 * abs(x * value(df, x))
    return Model(ORDER[method], truncation, rounding)


def measured(f: Callable[[Any], Any], df: Any, x: float, method: str, dtype: type[np.floating]) -> np.ndarray:
    """Absolute error at each of STEPS, everything computed in dtype; NaN where it is exactly 0, or f has no value.

    The truth is df at the x that dtype holds, so the rounding of x itself is not counted.
    Raises GradusError if f leaves dtype, as functions of the `math` module do, or fails.
    """
    at = dtype(x)

    def f_of(x: np.floating) -> np.floating:
        return _value_in(f, x, dtype)

    truth = value(df, float(at))
    errors = []
    with np.errstate(all="ignore"):
        for step in STEPS.astype(dtype):
            if method == "forward":
                slope = (f_of(at + step) - f_of(at)) / step
            else:
                slope = (f_of(at + step) - f_of(at - step)) / (dtype(2) * step)
            errors.append(abs(float(slope) - truth))
    found = np.array(errors)  # (steps,)
    found[~((found > 0) & np.isfinite(found))] = np.nan
    return found


def _value_in(f: Any, x: np.floating, dtype: type[np.floating]) -> np.floating:
    """f(x), which must be of dtype or a whole number; NaN where f has no real value."""
    kept: list[Any] = []

    def keeping(x: np.floating) -> Any:
        kept.append(f(x))
        return kept[0]

    y = value(keeping, x, f"{name_of(f)}({x:.6g})")  # type: ignore[arg-type]
    if math.isfinite(y):
        found = np.asarray(kept[0]).dtype
        if found != dtype and found.kind not in "bui":
            raise GradusError(f"{name_of(f)} turns {dtype.__name__} into {found}.")
    return dtype(y)
