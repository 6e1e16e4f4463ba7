"""The still of a tape's graph: the graph where it fits the page, else the record as a table."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, PAPER, PIXELS_PER_INCH, PURPLE, TEXT, blank

WIDEST, HIGHEST = 1160, 700  # pixels
ROW, TABLE = 24, 560  # of the table: pixels from line to line, and across
SMALL = TEXT - 2


def draw_graph(scene: dict[str, Any]) -> Figure:
    """scene: what `graph.scene_of` returns, or one of its views."""
    fits = scene["width"] <= WIDEST and scene["height"] <= HIGHEST
    width, height = (scene["width"], scene["height"]) if fits else (TABLE, ROW * (len(scene["boxes"]) + 1.5))
    picture = blank(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
    picture.set_layout_engine("none")
    axes = picture.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    if fits:
        for arrow in scene["arrows"]:
            _draw_arrow(axes, arrow)
        for box in scene["boxes"]:
            _draw_box(axes, box)
    else:
        _draw_table(axes, scene["boxes"])
    return picture


def _draw_arrow(axes: Axes, arrow: dict[str, Any]) -> None:
    """Straight from an even point to the next, bent to the one after; with a cross where the way back ends."""
    points = arrow["points"]
    vertices, codes = [points[0], points[1]], [Path.MOVETO, Path.LINETO]
    for (x0, y0), (x1, y1), end in zip(points[1::2], points[2::2], points[3::2], strict=False):
        middle = (x0 + x1) / 2
        vertices += [(middle, y0), (middle, y1), (x1, y1), end]
        codes += [Path.CURVE4] * 3 + [Path.LINETO]
    colour, line = (PURPLE if arrow["way"] == "ends" else FAINT), ("--" if arrow["way"] else "-")
    head = "-|>,head_length=5,head_width=2.5"
    path = Path(vertices, codes)
    axes.add_patch(FancyArrowPatch(path=path, arrowstyle=head, facecolor=colour, edgecolor=colour, lw=1.3, ls=line))
    (x0, y0), (x1, y1) = points[-3:-1] if len(points) > 2 else points
    if arrow["way"] == "ends":
        axes.plot([(x0 + x1) / 2], [(y0 + y1) / 2], marker="x", markersize=10, markeredgewidth=2.5, color=PURPLE)
    if arrow["far"]:
        axes.text(points[0][0] - 2, points[0][1], arrow["name"], ha="right", va="center", size=SMALL, color=FAINT)


def _draw_box(axes: Axes, box: dict[str, Any]) -> None:
    x, y, width, height = (box[name] for name in ("x", "y", "width", "height"))
    colour, thick = (ORANGE, 2.5) if box["wrong"] else (FAINT, 1.2)
    corner, shape = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=6"
    if box["opens"]:
        behind = (corner[0] + 4, corner[1] + 4)
        axes.add_patch(FancyBboxPatch(behind, width, height, shape, facecolor=PAPER, edgecolor=FAINT))
    axes.add_patch(FancyBboxPatch(corner, width, height, shape, facecolor=PAPER, edgecolor=colour, lw=thick))
    axes.text(x, y - 19, box["head"], ha="center", va="center", size=SMALL, color=INK, weight="bold")
    axes.text(x, y + 2, f"value {box['value']}", ha="center", va="center", size=SMALL, color=BLUE)
    if box["adjoint"]:
        says = f"adjoint {box['adjoint']}" + (" ✗" if box["wrong"] else "")
        colour = PURPLE if box["none"] else ORANGE
        axes.text(x, y + 21, says, ha="center", va="center", size=SMALL, color=colour)


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
