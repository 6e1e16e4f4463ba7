"""Gradus: a course on gradients whose exercises explain each wrong answer."""

from gradus.expect import expect

__all__ = ["expect"]
