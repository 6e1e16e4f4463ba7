"""The contours of a surface, and a point to place among them."""

from collections.abc import Callable
from typing import Any

import traitlets

from gradus.figures.kit.grid import check_window, sample_plane, squarer
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.plane import on_a_plane, value_on_plane
from gradus.figures.kit.point import Place, check_place
from gradus.figures.kit.sampling import name_of
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import GREEN, INK, TEXT, blank, contours, plain


class Map(LiveFigure):
    """Contours of f with a point that can be moved, and nothing that tells more: a map to be read.

    f: f(x, y) or f(theta), theta an array of two. point: where it lies first, the middle if left out.
    window: (low, high), or (left, right, bottom, top). height: whether the height at the point is told.

    `point` can be read and set. `marks`, a list of places, are ringed on the map, to compare the point with.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("map")
    _plane = True
    point = Place()
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, f: Callable[..., Any], point: Any = None, window: Any = (-3.0, 3.0), height: bool = True):
        self._window = left, right, bottom, top = squarer(check_window(window))
        point = check_place("point", ((left + right) / 2, (bottom + top) / 2) if point is None else point, self._window)
        self.f = f
        self.grid = sample_plane(f, None, self._window)
        scene = {
            "name": name_of(f),
            "window": self._window,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(self._window),
            "told": height,
        }
        super().__init__([], scene=scene, point=point)

    @property
    def width(self) -> float:
        """From the left to the right of the window."""
        return self._window[1] - self._window[0]

    @property
    def height(self) -> float:
        """f at the point."""
        return value_on_plane(self.f, on_a_plane(self.f), *self.point)

    def describe(self) -> str:
        """The figure as it stands, in a few sentences."""
        x, y = self.point
        there = f"Contours of {self.scene['name']}, with a point at ({x:.3g}, {y:.3g})."
        if self.scene["told"]:
            there += f" The height there is {self.height:.3g}."
        if self.marks:
            there += " Marked: " + ", ".join(f"({x:.3g}, {y:.3g})" for x, y in self.marks) + "."
        return there

    def still(self) -> Still:
        figure = blank(5.0, 5.0)
        axes = plain(figure.add_subplot())
        left, right, bottom, top = self._window
        contours(axes, self.grid, self.scene["heights"])
        axes.plot(*self.point, "o", color=INK, ms=9)
        for mark in self.marks:
            axes.plot(*mark, "o", mfc="none", mec=GREEN, mew=3, ms=17)
        axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
        axes.set_title(f"point ({self.point[0]:.3g}, {self.point[1]:.3g})", size=TEXT, color=INK)
        return Still(figure, alt=self.describe(), caption="Run the cell to move the point.")
