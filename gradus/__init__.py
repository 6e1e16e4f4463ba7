"""Gradus: a course on gradients whose exercises explain each wrong answer."""

from importlib.util import find_spec

__path__ = [*__path__, f"{__path__[0]}/answers.zip"]  # only what a class is handed has it: gradus.course.class_folder

from gradus import tensorflow_logging  # noqa: F401  (before anything can import TensorFlow)
from gradus.checks.expect import expect, without
from gradus.checks.placeholder import borrow
from gradus.checks.random_inputs import rng
from gradus.why_none.explain import explain_none

if find_spec("gradus.answers"):  # in no sandbox
    from gradus import answers

    answers.hand_over()
if find_spec("gradus.progress"):  # in no sandbox, either
    from gradus.progress import notebook

    notebook.follow()

__all__ = ["borrow", "expect", "explain_none", "rng", "without"]
