"""The still of a tape's graph: the graph where it fits the page, else the record as a table."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, PAPER, PIXELS_PER_INCH, TEXT, blank

WIDEST, HIGHEST = 1000, 700  # pixels
ROW, TABLE = 24, 560  # of the table: pixels from line to line, and across
SMALL = TEXT - 2


def draw_graph(scene: dict[str, Any]) -> Figure:
    """scene: what `tape_graph.graph_of` returns."""
    fits = scene["width"] <= WIDEST and scene["height"] <= HIGHEST
    width, height = (scene["width"], scene["height"]) if fits else (TABLE, ROW * (len(scene["boxes"]) + 1.5))
    picture = blank(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
    picture.set_layout_engine("none")
    axes = picture.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    if fits:
        for arrow in scene["arrows"]:
            _draw_arrow(axes, arrow["points"])
        for box in scene["boxes"]:
            _draw_box(axes, box)
    else:
        _draw_table(axes, scene["boxes"])
    return picture


def _draw_arrow(axes: Axes, points: list[tuple[float, float]]) -> None:
    """Straight from an even point to the next, bent to the one after."""
    vertices, codes = [points[0], points[1]], [Path.MOVETO, Path.LINETO]
    for (x0, y0), (x1, y1), end in zip(points[1::2], points[2::2], points[3::2], strict=False):
        middle = (x0 + x1) / 2
        vertices += [(middle, y0), (middle, y1), (x1, y1), end]
        codes += [Path.CURVE4] * 3 + [Path.LINETO]
    head = "-|>,head_length=5,head_width=2.5"
    axes.add_patch(
        FancyArrowPatch(path=Path(vertices, codes), arrowstyle=head, facecolor=FAINT, edgecolor=FAINT, lw=1.3)
    )


def _draw_box(axes: Axes, box: dict[str, Any]) -> None:
    x, y, width, height = (box[name] for name in ("x", "y", "width", "height"))
    colour, thick = (ORANGE, 2.5) if box["wrong"] else (FAINT, 1.2)
    corner, shape = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=6"
    axes.add_patch(FancyBboxPatch(corner, width, height, shape, facecolor=PAPER, edgecolor=colour, lw=thick))
    axes.text(x, y - 19, box["head"], ha="center", va="center", size=SMALL, color=INK, weight="bold")
    axes.text(x, y + 2, f"value {box['value']}", ha="center", va="center", size=SMALL, color=BLUE)
    if box["adjoint"]:
        says = f"adjoint {box['adjoint']}" + (" ✗" if box["wrong"] else "")
        axes.text(x, y + 21, says, ha="center", va="center", size=SMALL, color=ORANGE)


def _draw_table(axes: Axes, boxes: list[dict[str, Any]]) -> None:
    rows = [("on the tape", "value", "adjoint", INK, INK)]
    rows += [
        (box["head"], box["value"], box["adjoint"] + (" ✗" if box["wrong"] else ""), BLUE, ORANGE) for box in boxes
    ]
    for k, (head, value, adjoint, blue, orange) in enumerate(rows):
        y = ROW * (k + 0.75)
        weight = "bold" if k == 0 else "normal"
        for x, text, colour in ((16, head, INK), (300, value, blue), (430, adjoint, orange)):
            axes.text(x, y, text, ha="left", va="center", size=SMALL, color=colour, weight=weight)
    axes.plot([16, TABLE - 16], [ROW * 1.25] * 2, color=FAINT, lw=0.8)
