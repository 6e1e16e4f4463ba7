"""The registry of named wrong answers: the body of a mistake is the wrong answer, its docstring the feedback.

The mistakes themselves are in gradus.answers.mistakes, and beside a unit's notebook. The sandbox has none.

    @mistake_in("slope")
    def divides_by_h(f, x, h=1e-5):
        "The two points are 2h apart, so divide by 2h, not by h."
        return (f(x + h) - f(x - h)) / h
"""

import functools
import importlib.util
import inspect
import sys
from collections.abc import Callable
from pathlib import Path

FILE = "known_mistakes.py"
_MISTAKES: dict[str, list[Callable]] = {}
_loaders: list[Callable[[], object]] = []


def mistake_in(exercise: str) -> Callable[[Callable], Callable]:
    """Register a function (or class) as a known wrong answer to the exercise of that name."""

    def register(mistake: Callable) -> Callable:
        if not sentence_of(mistake):
            raise ValueError(f"the mistake {mistake.__name__} of {exercise} has no docstring, so it cannot explain")
        _MISTAKES.setdefault(exercise, []).append(mistake)
        return mistake

    return register


def mistakes_in(exercise: str) -> list[Callable]:
    """The known wrong answers to an exercise, in the order they were written; none if it is unknown."""
    _load_units()
    return list(_MISTAKES.get(exercise, ()))


def exercises() -> list[str]:
    """The names of all exercises that have mistakes, in the order of the units."""
    _load_units()
    return list(_MISTAKES)


def sentence_of(mistake: Callable) -> str:
    """What a mistake tells the learner: its docstring on one line."""
    return " ".join((inspect.getdoc(mistake) or "").split())


def load_from(loader: Callable[[], object]) -> None:
    """Call this once, when mistakes are asked for: it imports modules that register some."""
    _loaders.append(loader)


def _load_units() -> None:
    while _loaders:
        _loaders.pop(0)()


@functools.cache
def load(folder: Path) -> None:
    """Load the mistakes that lie in a unit's folder, if any do. It must be one that no student can write to."""
    file = folder.resolve() / FILE
    if not file.is_file():
        return
    _load_units()
    name = f"{__name__}.of_{folder.resolve().name}_{len(_MISTAKES)}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec and spec.loader:
        sys.modules[name] = module = importlib.util.module_from_spec(spec)  # where inspect looks for its source
        spec.loader.exec_module(module)
