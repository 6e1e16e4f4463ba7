"""Gradus: a course on gradients whose exercises explain each wrong answer."""

from importlib.util import find_spec
from pathlib import Path

__path__ = [*__path__, f"{__path__[0]}/answers.zip"]  # only what a class is handed has it: gradus.course.class_folder

from gradus import tensorflow_logging  # noqa: F401  (before anything can import TensorFlow)
from gradus.checks.expect import expect, without
from gradus.checks.placeholder import borrow
from gradus.checks.random_inputs import rng
from gradus.notices import tell
from gradus.why_none.explain import explain_none
from gradus.why_none.wrong_numbers import explain_gradient

if find_spec("gradus.answers"):  # in no sandbox
    from gradus import answers

    answers.hand_over()
if find_spec("gradus.progress"):  # in no sandbox, either
    from gradus.progress import notebook

    notebook.follow()


def how_far(unit: str) -> None:
    """Say how many exercises of a unit have passed, and which is next; nothing where no progress is kept."""
    tell("how far", unit=unit)


def solution(exercise: object) -> None:
    """Show the worked solution of an exercise that has passed, or was tried three times, as in solution("slope")."""
    if not find_spec("gradus.learn"):  # where students' work is graded
        print("Worked solutions are not shown where work is graded.")
        return
    from gradus.learn import solutions

    solutions.show(exercise, Path.cwd())


def practice(unit: str) -> None:
    """Ask for three ideas of earlier units with new numbers, as in practice("03_gradients"). Skipping them is fine."""
    if not find_spec("gradus.spaced_practice"):  # where students' work is graded
        print("There is no practice where work is graded.")
        return
    from gradus.spaced_practice.practice import show

    show(unit, Path.cwd())


__all__ = ["borrow", "expect", "explain_gradient", "explain_none", "how_far", "practice", "rng", "solution", "without"]
