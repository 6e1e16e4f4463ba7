"""Figures to learn from: `Secant` moves under the hand, `ErrorCurve` and `Zoom` are still."""

from gradus.figures.error_curve import ErrorCurve
from gradus.figures.secant import Secant
from gradus.figures.zoom import Zoom

__all__ = ["ErrorCurve", "Secant", "Zoom"]
