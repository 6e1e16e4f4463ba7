"""The questions, one module a unit."""

from collections.abc import Callable

import numpy as np

from gradus.spaced_practice.bank import (
    derivatives,
    gradient_descent,
    gradient_tapes,
    gradients,
    own_tape,
    partial_derivatives,
    second_order,
)
from gradus.spaced_practice.item import Item

MODULES = {
    "01_derivatives": derivatives,
    "02_partial_derivatives": partial_derivatives,
    "03_gradients": gradients,
    "04_gradient_descent": gradient_descent,
    "05_gradient_tapes": gradient_tapes,
    "06_second_order": second_order,
    "07_own_tape": own_tape,
}
BANK: dict[tuple[str, str], Callable[[np.random.Generator], Item]] = {
    (unit, question.__name__): question for unit, module in MODULES.items() for question in module.QUESTIONS
}
"""Each question by its unit and the exercise whose idea it asks for, in the course's order."""
