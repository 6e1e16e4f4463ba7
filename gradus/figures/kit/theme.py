"""How every still picture looks: colours, sizes, and an empty figure with both applied.

The colours are Okabe and Ito's, which colour-blind readers tell apart (Okabe & Ito 2008, "Color Universal
Design"). `figure.css` holds the same ones for figures drawn in the browser.
"""

from typing import Any

import matplotlib
import numpy as np
from IPython import get_ipython
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#B04A86"
INK, FAINT, PAPER = "#222222", "#767676", "#FFFFFF"
TEXT = 12.5  # points; at 100 pixels an inch still 9 pixels high when the picture shrinks to a phone
PIXELS_PER_INCH = 100  # on the page; files hold twice as many

BETWEEN = "#797979"  # as readable on white paper as on JupyterLab's dark: 4.3 to 1


def suit_both_themes() -> None:
    """What is drawn with pyplot in a notebook has no paper of its own, and words and axes in a grey between.

    Our stills are turned inside out on dark paper. A picture of somebody's own may be one of grey values, where bright
    means much, and stays as it is.
    """
    if get_ipython() is None:
        return
    matplotlib.rc("figure", facecolor="none")
    matplotlib.rc("axes", facecolor="none", edgecolor=BETWEEN, labelcolor=BETWEEN)
    matplotlib.rc("text", color=BETWEEN)
    matplotlib.rc("grid", color=BETWEEN + "66")
    matplotlib.rc("axes3d.xaxis", panecolor=BETWEEN + "1a")
    matplotlib.rc("axes3d.yaxis", panecolor=BETWEEN + "1a")
    matplotlib.rc("axes3d.zaxis", panecolor=BETWEEN + "1a")
    # By the rule of matplotlib_inline one of these is light and the other dark; were both the same, it would have
    # JupyterLab lay white paper under the picture.
    matplotlib.rc("xtick", color="#7f7f7f")
    matplotlib.rc("ytick", color="#808080")


def blank(width: float, height: float) -> Figure:
    """An empty figure of width by height inches that never touches pyplot's state."""
    figure = Figure(figsize=(width, height), facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def plain(axes: Axes) -> Axes:
    """Two thin spines, text in ink, and nothing else."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(FAINT)
    axes.tick_params(colors=INK, labelsize=TEXT - 1, color=FAINT)
    return axes


def contours(axes: Axes, grid: Any, heights: tuple[float, float], bunched: bool = False) -> None:
    """Twelve contours of a grid, darker upward; `bunched` ones lie equally far apart in a quadratic bowl."""
    low, high = heights
    levels = ((np.arange(12) + 0.5) / 12) ** (2 if bunched else 1)
    x = grid.left + grid.dx * np.arange(grid.nx)
    y = grid.bottom + grid.dy * np.arange(grid.ny)
    if high > low:  # drawn as shares of the range: huge and tiny numbers are beyond what matplotlib contours
        f = (np.array(grid.f).reshape(grid.ny, grid.nx) - low) / (high - low)
        axes.contourf(x, y, f, levels, cmap="Blues", alpha=0.45, extend="both")
        axes.contour(x, y, f, levels, colors=BLUE, linestyles="solid", linewidths=0.7, alpha=0.7)
