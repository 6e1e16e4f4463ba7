"""Figures to learn from; docs/figures.md lists them. All but the stills move under the hand, without the kernel."""

from gradus.figures.bowl import Bowl
from gradus.figures.descent import Descent
from gradus.figures.digits import Digits
from gradus.figures.error_curve import ErrorCurve
from gradus.figures.gradient_field import GradientField
from gradus.figures.kit.theme import suit_both_themes
from gradus.figures.map import Map
from gradus.figures.predict.figure import Predict
from gradus.figures.ravine import Ravine
from gradus.figures.rules import GrowingRectangle, Wheels
from gradus.figures.secant import Secant
from gradus.figures.slice import Slice
from gradus.figures.surface import Surface
from gradus.figures.tape_player.figure import TapePlayer
from gradus.figures.training import Training
from gradus.figures.zoom import Zoom

suit_both_themes()

__all__ = [
    "Bowl",
    "Descent",
    "Digits",
    "ErrorCurve",
    "GradientField",
    "GrowingRectangle",
    "Map",
    "Predict",
    "Ravine",
    "Secant",
    "Slice",
    "Surface",
    "TapePlayer",
    "Training",
    "Wheels",
    "Zoom",
]
