"""Two rules of differentiation as pictures: a rectangle that grows, and wheels that drive each other."""

import math

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from gradus.errors import GradusError
from gradus.figures.kit.sampling import is_real
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, GREEN, INK, ORANGE, TEXT, blank


class GrowingRectangle(Still):
    r"""A rectangle of sides u and v that grows by du and dv: two strips and a corner, $u\,dv + v\,du + du\,dv$.

    names: what the sides are called; with the same name twice, and the same sizes, it is a square. All four sizes
    are positive. Raises GradusError if one is not.
    """

    def __init__(
        self, u: float = 3.0, v: float = 2.0, du: float = 0.5, dv: float = 0.5, names: tuple[str, str] = ("u", "v")
    ):
        if not all(is_real(size) and size > 0 for size in (u, v, du, dv)):
            raise GradusError(f"Sides and what they grow by must be positive numbers; got {(u, v, du, dv)!r}.")
        a, b = names
        figure = blank(4.4, 4.4 * 1.2 * (v + dv) / (1.34 * (u + du)))
        axes = figure.add_subplot()
        parts = [
            ((0, 0), u, v, BLUE, f"{a} · {b}" if a != b else f"{a}²"),
            ((u, 0), du, v, ORANGE, f"{b} · d{a}"),
            ((0, v), u, dv, ORANGE, f"{a} · d{b}"),
            ((u, v), du, dv, GREEN, f"d{a} · d{b}"),
        ]
        for corner, width, height, color, text in parts:
            axes.add_patch(Rectangle(corner, width, height, facecolor=color, alpha=0.25, edgecolor=color, lw=2))
            middle = (corner[0] + width / 2, corner[1] + height / 2)
            narrow = width < 0.25 * (u + du)
            if narrow and height < 0.25 * (v + dv):
                axes.annotate(text, middle, (24, 18), textcoords="offset points", size=TEXT, color=INK)
            else:
                turn = 90 if narrow else 0
                axes.text(*middle, text, ha="center", va="center", size=TEXT + 1, color=INK, rotation=turn)
        axes.text(u / 2, -0.04 * (v + dv), a, ha="center", va="top", size=TEXT + 1, color=INK)
        axes.text(-0.03 * (u + du), v / 2, b, ha="right", va="center", size=TEXT + 1, color=INK)
        _bare(axes, (-0.12 * (u + du), 1.22 * (u + du)), (-0.1 * (v + dv), 1.1 * (v + dv)))
        alt = (
            f"A rectangle with sides {a} and {b}. It has grown by a strip {b} · d{a} at its right, a strip {a} · d{b} "
            f"at its top, and a small corner d{a} · d{b} where they meet."
        )
        super().__init__(figure, alt=alt)


class Wheels(Still):
    r"""Three wheels joined by belts: u turns `first` times as fast as x, and y turns `second` times as fast as u.

    Together y turns first · second times as fast as x: the chain rule. Both are positive.
    Raises GradusError if one is not.
    """

    def __init__(self, first: float = 2.0, second: float = 3.0):
        if not all(is_real(ratio) and ratio > 0 for ratio in (first, second)):
            raise GradusError(f"The ratios of the wheels must be positive numbers; got {(first, second)!r}.")
        turns = [1.0, first, first * second]
        radii = [1 / turn / max(1 / turn for turn in turns) for turn in turns]  # the largest is 1
        centers = [0.0, 2.2, 4.4]
        figure = blank(4.6, 1.95)
        axes = figure.add_subplot()
        for x, radius, turn, name in zip(centers, radii, turns, "xuy", strict=True):
            axes.add_patch(Circle((x, 0), radius, facecolor=BLUE, alpha=0.2, edgecolor=BLUE, lw=2))
            axes.plot([x, x + radius * math.cos(1.0)], [0, radius * math.sin(1.0)], color=BLUE, lw=1.5)
            axes.plot(x, 0, "o", color=INK, ms=4)
            words = f"{name}: {turn:g} turn" + ("" if turn == 1 else "s")
            axes.text(x, -1.15, words, ha="center", va="top", size=TEXT, color=INK)
        for k, ratio in enumerate((first, second)):
            sine = (radii[k] - radii[k + 1]) / (centers[k + 1] - centers[k])
            cosine = math.sqrt(1 - sine**2)
            ends = [(centers[i] + radii[i] * sine, radii[i] * cosine) for i in (k, k + 1)]
            for side in (1, -1):
                axes.plot([x for x, _ in ends], [side * y for _, y in ends], color=ORANGE, lw=2)
            axes.text((centers[k] + centers[k + 1]) / 2, ends[1][1] + 0.45, f"× {ratio:g}", color=INK, size=TEXT + 1)
        _bare(axes, (-1.1, centers[2] + 1.1), (-1.5, 1.1))
        alt = (
            f"Three wheels joined by belts. One turn of the first, x, makes {first:g} turns of the second, u, and each "
            f"turn of that makes {second:g} turns of the third, y: together {first * second:g}."
        )
        super().__init__(figure, alt=alt)


def _bare(axes: Axes, x: tuple[float, float], y: tuple[float, float]) -> None:
    axes.set(xlim=x, ylim=y, aspect="equal")
    axes.set_axis_off()
