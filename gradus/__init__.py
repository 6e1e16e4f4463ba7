"""Gradus: a course on gradients whose exercises explain each wrong answer."""

from gradus import quiet  # noqa: F401  (before anything can import TensorFlow)
from gradus.drawing import rng
from gradus.expect import expect
from gradus.unconnected import explain_none

__all__ = ["expect", "explain_none", "rng"]
