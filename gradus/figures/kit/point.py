"""A movable point: one number or two in the figure's window, shared with the browser as two."""

from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.grid import Window
from gradus.figures.kit.plane import on_a_plane, value_on_plane
from gradus.figures.kit.sampling import is_real, name_of


class Place(traitlets.Any):
    """A trait of a figure that has a `_window` and a `_plane`, which says whether the place is two numbers or one."""

    def __init__(self) -> None:
        super().__init__()
        self.tag(
            sync=True,
            to_json=lambda place, _: [place, 0.0] if is_real(place) else list(place),
            from_json=lambda pair, figure: tuple(pair) if figure._plane else pair[0],
        )

    def validate(self, obj: Any, value: Any) -> Any:
        return check_place(self.name or "place", value, obj._window, obj._plane)


def check_place(name: str, place: Any, window: Window, plane: bool = True) -> Any:
    """place as a float or two. Raises GradusError unless it lies in the window."""
    left, right, bottom, top = window
    if not plane:
        if is_real(place) and left <= place <= right:
            return float(place)
        raise GradusError(f"{name} must be a number in the window, {left:g} to {right:g}; got {place!r}.")
    try:
        x, y = (float(number) for number in place)
    except (TypeError, ValueError):
        x = y = np.nan
    if left <= x <= right and bottom <= y <= top:
        return x, y
    raise GradusError(
        f"{name} must be two numbers in the window, [{left:g}, {right:g}] × [{bottom:g}, {top:g}]; got {place!r}."
    )


def check_value(f: Any, name: str, place: tuple[float, float]) -> None:
    """Raises GradusError if f has no finite value at the place."""
    if not np.isfinite(value_on_plane(f, on_a_plane(f), *place)):
        raise GradusError(f"{name_of(f)} has no finite real value at {place}. Choose another {name}.")
