"""Numbers that a slider holds: where it stops, what it accepts, and the same number in a slider of ipywidgets."""

import math
from collections.abc import Sequence
from typing import Any

import ipywidgets
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.sampling import is_real

STOPS_PER_DECADE = 50  # fine enough for the hand, few enough for the arrow keys: 5 % a stop


def stops_between(ends: Any) -> list[float]:
    """The values a logarithmic slider from low to high, its ends, stops at; powers of ten are exact."""
    try:
        low, high = ends
    except (TypeError, ValueError):
        low = high = None
    if not (is_real(low) and is_real(high) and 0 < low < high):
        raise GradusError(f"A slider's range is (low, high) with 0 < low < high; got {ends!r}.")
    first = math.floor(round(math.log10(low) * STOPS_PER_DECADE, 6))
    last = math.ceil(round(math.log10(high) * STOPS_PER_DECADE, 6))
    return [10.0 ** (k / STOPS_PER_DECADE) for k in range(first, last + 1)]


def nearest_stop(stops: Sequence[float], value: float) -> float:
    """The stop that value is, but for the rounding in the browser's arithmetic; else value itself."""
    stop = min(stops, key=lambda s: abs(s - value))
    return stop if math.isclose(stop, value, rel_tol=1e-9, abs_tol=1e-9 * (stops[1] - stops[0])) else value


class SliderSpec:
    """A slider of the figure for its trait `name`.

    stops: where it stops, evenly spaced (their logarithms, if logarithmic). wider: the argument that would widen
    it, for the message. only_stops: whether Python too can put it at a stop only, the nearest.
    """

    def __init__(
        self,
        name: str,
        label: str,
        stops: list[float],
        wider: str = "",
        logarithmic: bool = True,
        only_stops: bool = False,
    ):
        self.name, self.label, self.stops, self.wider, self.only_stops = name, label, stops, wider, only_stops
        self.logarithmic = logarithmic

    def scale(self) -> dict[str, Any]:
        """What the browser has to know to draw it: a drag there ends at one of these very numbers."""
        return {"label": self.label, "stops": self.stops}

    def slider(self, value: float) -> Any:
        """The same as a slider of ipywidgets, which a notebook may show anywhere."""
        low, high = self.stops[0], self.stops[-1]
        shared = {"value": value, "description": self.label, "style": {"description_width": "initial"}}
        shared["continuous_update"] = False  # Python hears of a drag when it ends
        between = len(self.stops) - 1
        if self.logarithmic:
            low, high = math.log10(low), math.log10(high)
            return ipywidgets.FloatLogSlider(base=10, min=low, max=high, step=(high - low) / between, **shared)
        return ipywidgets.FloatSlider(min=low, max=high, step=(high - low) / between, **shared)

    def check(self, value: Any) -> float:
        """value as one of the slider's stops where it is one. Raises GradusError where it cannot go."""
        what = self.name.replace("_", " ")
        if not is_real(value):
            raise GradusError(f"{what} must be a number; got {value!r}.")
        low, high = self.stops[0], self.stops[-1]
        value = nearest_stop(self.stops, float(value))
        if self.only_stops and low <= value <= high:
            return min(self.stops, key=lambda stop: abs(stop / value - 1))
        if not low <= value <= high:
            advice = f" Choose another, or a wider range: {self.wider}." if self.wider else ""
            raise GradusError(f"{what} = {value:g} is outside the slider's range, {low:.3g} to {high:.3g}.{advice}")
        return value


class Slid(traitlets.Float):
    """A trait of a figure that a slider of the figure moves."""

    def __init__(self) -> None:
        super().__init__()
        self.tag(sync=True)

    def validate(self, obj: Any, value: Any) -> float:
        return obj.specs[self.name].check(value)


def tie(figure: Any, spec: SliderSpec) -> Any:
    """A slider of ipywidgets that has the value of the figure's trait from now on, whoever moves."""
    slider = spec.slider(getattr(figure, spec.name))

    def hear(change: Any) -> None:
        setattr(figure, spec.name, change["new"])

    def tell(change: Any) -> None:
        # The slider's powers of ten may differ from a stop in the last digit; that is no reason to answer.
        if nearest_stop(spec.stops, slider.value) != change["new"]:
            slider.value = change["new"]

    slider.observe(hear, "value")
    figure.observe(tell, spec.name)
    return slider
