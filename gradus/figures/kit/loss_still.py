"""The losses of a run in a still."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, NullFormatter

from gradus.figures.kit.theme import INK, ORANGE, PURPLE, TEXT

STYLES = {"training": (ORANGE, "-"), "validation": (PURPLE, "--")}
HIGHEST = 1e9  # beyond that nothing is drawn
MOST_TICKS = 8


def draw_losses(axes: Axes, indices: list[int], losses: dict[str, np.ndarray], unit: str) -> None:
    """One line for each part, on a logarithmic axis; a gap where a loss is no number, 0, or beyond all bounds."""
    shown = {name: np.where((values > 0) & (values < HIGHEST), values, np.nan) for name, values in losses.items()}
    for name, values in shown.items():
        colour, dashes = STYLES[name]
        axes.plot(indices, values, color=colour, ls=dashes, marker="." if len(indices) < 3 else "", lw=2, label=name)
    seen = np.concatenate([values[np.isfinite(values)] for values in shown.values()])
    if len(seen):
        low, high = _round(seen.min(), down=True), _round(seen.max() * (1 + 1e-9), down=False)
        axes.set(yscale="log", ylim=(low, high), yticks=_ticks(low, high))
        axes.yaxis.set_major_formatter(lambda loss, _: f"{loss:g}")
        axes.yaxis.set_minor_formatter(NullFormatter())
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(unit, size=TEXT, color=INK)
    axes.set_title("loss, logarithmic", size=TEXT, color=INK, loc="left")
    if len(seen):
        axes.legend(fontsize=TEXT - 2, labelcolor=INK)


def _round(value: float, down: bool) -> float:
    """The nearest of …, 0.5, 1, 2, 5, 10, … below or above."""
    power = 10.0 ** math.floor(math.log10(value))
    rounds = [k * power for k in (1, 2, 5, 10)]
    return max(r for r in rounds if r <= value) if down else min(r for r in rounds if r >= value)


def _ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = [k * 10.0**n for n in powers for k in (1, 2, 5)]
    inside = [tick for tick in every if low * 0.999 <= tick <= high * 1.001]
    return inside if len(inside) <= MOST_TICKS else [10.0**n for n in powers if low * 0.999 <= 10.0**n <= high * 1.001]
