"""Gradus: a course on gradients whose exercises explain each wrong answer."""

from gradus.calls import Borrowed as borrow
from gradus.drawing import rng
from gradus.expect import expect, without

__all__ = ["borrow", "expect", "rng", "without"]
