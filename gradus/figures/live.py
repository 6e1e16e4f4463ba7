"""What the figures drawn in the browser share: script, slider, and a still for when no kernel runs."""

import math
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from gradus.errors import GradusError
from gradus.figures.sample import is_real
from gradus.figures.still import Still

HERE = Path(__file__).parent
STOPS_PER_DECADE = 50  # fine enough for the hand, few enough for the arrow keys: 5 % a stop


def script(name: str) -> str:
    """The module `name`.js with `kit.js` written into it, because a widget carries a single module.

    Both are modules of their own that a bundler could read as well; here `kit.js` loses its `export`s and the
    figure its import line.
    """
    kit = (HERE / "kit.js").read_text(encoding="utf-8").replace("\nexport ", "\n")
    lines = (HERE / f"{name}.js").read_text(encoding="utf-8").splitlines()
    return "\n".join([kit, *(line for line in lines if not line.startswith("import "))])


def stops_between(low: float, high: float) -> list[float]:
    """The values a logarithmic slider from low to high stops at; powers of ten are exact."""
    if not (is_real(low) and is_real(high) and 0 < low < high):
        raise GradusError(f"A slider's range is (low, high) with 0 < low < high; got ({low!r}, {high!r}).")
    first = math.floor(round(math.log10(low) * STOPS_PER_DECADE, 6))
    last = math.ceil(round(math.log10(high) * STOPS_PER_DECADE, 6))
    return [10.0 ** (k / STOPS_PER_DECADE) for k in range(first, last + 1)]


def log_slider(stops: list[float], value: float, description: str) -> ipywidgets.FloatLogSlider:
    """A slider over the stops that reports to Python only when it is let go."""
    return ipywidgets.FloatLogSlider(
        value=value,
        base=10,
        min=math.log10(stops[0]),
        max=math.log10(stops[-1]),
        step=1 / STOPS_PER_DECADE,
        description=description,
        continuous_update=False,
        readout=False,  # the figure prints the value; a second, editable one would have no accessible name
        layout=ipywidgets.Layout(width="auto"),
    )


def nearest_stop(stops: list[float], value: float) -> float:
    """The stop that value is, but for the rounding in the browser's powers of ten; else value itself."""
    stop = min(stops, key=lambda s: abs(s - value))
    return stop if math.isclose(stop, value, rel_tol=1e-9) else value


class LiveFigure(anywidget.AnyWidget):
    """A widget that also carries a still picture of itself, for viewers without a kernel."""

    _css = HERE / "figure.css"
    slider = traitlets.Instance(ipywidgets.FloatLogSlider).tag(sync=True, **ipywidgets.widget_serialization)

    def still(self) -> Still:
        """The figure as it stands, as a picture."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:  # the widget has been closed
            return None
        data, metadata = bundle
        return data | self.still()._repr_mimebundle_(), metadata
