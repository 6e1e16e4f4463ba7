"""Numbers that a slider holds: where it stops, what it accepts, and how Python and the browser share it."""

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
        shared = {
            "description": label,
            "continuous_update": False,  # Python hears of a drag when it ends
            "readout": False,  # the figure prints the value; a second, editable one would have no accessible name
            "layout": ipywidgets.Layout(width="auto"),
            "style": {"description_width": "initial"},
        }
        if logarithmic:
            low, high = math.log10(stops[0]), math.log10(stops[-1])
            step = (high - low) / (len(stops) - 1)
            self.slider = ipywidgets.FloatLogSlider(value=stops[0], base=10, min=low, max=high, step=step, **shared)
        else:
            low, high, step = stops[0], stops[-1], (stops[-1] - stops[0]) / (len(stops) - 1)
            self.slider = ipywidgets.FloatSlider(value=low, min=low, max=high, step=step, **shared)

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
    """A trait of a figure whose value lives in its slider of the same name.

    The browser knows the slider only. Were the trait sent as well, each move would cost a second message, and
    Python's answer could overtake the next press of a key.
    """

    def validate(self, obj: Any, value: Any) -> float:
        return obj.specs[self.name].check(value)


def tie(figure: Any, spec: SliderSpec) -> None:
    """Keep the figure's trait and the slider at the same value, whoever moves."""

    def hear(change: Any) -> None:
        setattr(figure, spec.name, change["new"])

    def tell(change: Any) -> None:
        # The browser's powers of ten may differ from a stop in the last digit; that is no reason to answer.
        if nearest_stop(spec.stops, spec.slider.value) != change["new"]:
            spec.slider.value = change["new"]

    spec.slider.value = getattr(figure, spec.name)
    spec.slider.observe(hear, "value")
    figure.observe(tell, spec.name)
