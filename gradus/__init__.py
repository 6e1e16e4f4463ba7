"""Gradus: a course on gradients whose exercises explain each wrong answer."""

from gradus.drawing import rng
from gradus.expect import expect

__all__ = ["expect", "rng"]
