"""Gradus: a course on gradients whose exercises explain each wrong answer."""

__path__ = [*__path__, f"{__path__[0]}/answers.zip"]  # only what a class is handed has that: see gradus.handout

from gradus import quiet  # noqa: F401  (before anything can import TensorFlow)
from gradus.borrowing import borrow
from gradus.drawing import rng
from gradus.expect import expect, without
from gradus.unconnected import explain_none

__all__ = ["borrow", "expect", "explain_none", "rng", "without"]
