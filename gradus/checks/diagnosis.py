"""Which known mistake gives exactly the wrong answers that the learner's function gave?"""

import contextlib
import inspect
import io
import logging
import re
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import numpy as np

from gradus import bytecode
from gradus.checks import mistakes
from gradus.checks.call import Call, NotAFunction, Outcome
from gradus.checks.compare import distance
from gradus.checks.error_location import function_in, type_name
from gradus.checks.wording import name_of

MANY_CAUSES = ("AttributeError", "IndexError", "InvalidArgumentError", "NameError", "TypeError", "ValueError")
WORDS = 1000  # characters of an error's text that tell what it is
ALIKE = 1e-3  # in units of the tolerance: mistakes so close to an answer are equally close


class Answer(NamedTuple):
    """A call that a check made, what came of it, how close answers must be to count as one, and how long it took."""

    call: Call
    outcome: Outcome
    rtol: float
    atol: float
    seconds: float = 0.0


class History:
    """What the checks have seen of one exercise. It starts anew when its function is defined anew."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[Any, deque[Answer]]] = {}

    def of(self, exercise: str, function: Any) -> deque[Answer]:
        known, answers = self._answers.get(exercise, (None, deque()))
        if known is not function:
            answers = deque(maxlen=20)  # checks can be run again and again
            self._answers[exercise] = (function, answers)
        return answers


def exercise_of(call: Call, names: Mapping[str, Any]) -> tuple[str, Any]:
    """The exercise that a call tests, and the learner's function (or class) for it.

    It is whichever of the function and its arguments bears a name with mistakes, or what that wraps; if none does,
    the function itself.
    """
    things = (call.function, *(argument for argument in call.arguments if callable(argument)))
    for thing in things:
        for name in mistakes.exercises():
            if names.get(name) is thing:
                return name, thing
    for thing in things:
        if getattr(thing, "__name__", None) in mistakes.exercises():
            return thing.__name__, inspect.unwrap(thing)  # a check may wrap an answer, to do the rest itself
    return name_of(call.function, names), call.function


def modules_used(answer: Any, barred: Sequence[str]) -> str:
    """Which of the modules a function or class uses, by itself or by functions and classes it uses; "" if none."""
    seen: list[Any] = []
    waiting = [answer] if barred else []
    while waiting:
        thing = waiting.pop()
        if any(thing is other for other in seen):
            continue
        seen.append(thing)
        home = thing.__name__ if inspect.ismodule(thing) else str(getattr(thing, "__module__", ""))
        for module in barred:
            if f"{home}.".startswith(f"{module}."):
                return module
        if inspect.ismodule(thing) or home != answer.__module__:
            continue
        if isinstance(thing, type):
            waiting += [*thing.__bases__, *(inspect.unwrap(function_in(part)) for part in vars(thing).values())]
        elif isinstance(thing, FunctionType):
            waiting += _globals_used(thing.__code__, thing.__globals__)
    return ""


def _globals_used(code: CodeType, names: Mapping[str, Any]) -> list[Any]:
    """What a piece of code takes from its notebook, and the modules it imports."""
    found = list[Any]()
    for part in bytecode.codes_in(code):
        found += [names[name] for name in sorted(bytecode.globals_read(part)) if name in names]
        found += [sys.modules[name] for name in sorted(bytecode.modules_imported(part)) if name in sys.modules]
    return found


def find_the_mistake(
    exercise: str, function: Any, answers: deque[Answer], is_right: Callable[[Outcome], bool]
) -> Callable | None:
    """The mistake that explains the last answer and contradicts none before it, or None.

    `is_right` tells whether an outcome would pass the check that failed: a mistake that would pass
    it explains nothing. If none fits throughout, one will do that fits the part that was asked for by name:
    other rules, snippets and entries may be right, or wrong in other ways. Of several that fit, the closest speaks;
    if two are as close, none does.
    """
    throughout: list[tuple[float, Callable]] = []
    in_this_part: list[tuple[float, Callable]] = []
    for mistake in mistakes.mistakes_in(exercise):
        apart, fits_throughout = _compared(mistake, function, answers, is_right)
        if not apart > 1:
            (throughout if fits_throughout else in_this_part).append((apart, mistake))
    return _the_one(throughout or in_this_part)


def _compared(
    mistake: Callable, function: Any, answers: deque[Answer], is_right: Callable[[Outcome], bool]
) -> tuple[float, bool]:
    """How far a mistake is from the last answer, in tolerances, and whether it contradicts none before.

    Infinity if it explains nothing, or contradicts an answer of the same part. The answer that failed rules most
    mistakes out, so it is asked first, unless that takes longer than all the others; of these the quick ones first.
    """
    failed, apart, fits_throughout = answers[-1], 0.0, True
    others = sorted((answer for answer in answers if answer is not failed), key=lambda answer: answer.seconds)
    is_quick = failed.seconds <= sum(answer.seconds for answer in others)
    for answer in (failed, *others) if is_quick else (*others, failed):
        try:
            outcome = _run_quietly(answer.call.replacing(function, mistake))
            far = distance_in_tolerances(answer, outcome)
            if answer is failed and (far > 1 or is_right(outcome)):
                return np.inf, False
        except Exception:  # the learner's object did not bear to be compared, so it is not this mistake
            return np.inf, False
        if answer is failed:
            apart = far
        elif far > 1:
            fits_throughout = False
            if _part(answer.call) == _part(failed.call):
                return np.inf, False
    return apart, fits_throughout


def _part(call: Call) -> tuple[str, ...]:
    """The names by which a driver asks for one part of an answer: `expect(vjp, VJPS, "sin", ...)`."""
    return tuple(argument for argument in call.arguments if isinstance(argument, str))


def _the_one(fitting: list[tuple[float, Callable]]) -> Callable | None:
    """The closest mistake, if no other is as close but such that say the same."""
    closest = min((apart for apart, _ in fitting), default=0.0)
    near = [mistake for apart, mistake in fitting if apart <= 2 * closest + ALIKE]
    return near[0] if len({mistakes.sentence_of(mistake) for mistake in near}) == 1 else None


def distance_in_tolerances(answer: Answer, other: Outcome) -> float:
    """How far the mistake's outcome is from the learner's, in units of the tolerance."""
    mine = answer.outcome
    if mine.changed != other.changed:
        return np.inf
    if mine.error or other.error:
        alike = mine.error and other.error and _are_alike(mine.error, other.error)
        return 0.0 if alike else np.inf
    a, b = mine.value, other.value
    if isinstance(a, NotAFunction) != isinstance(b, NotAFunction):
        return np.inf
    if isinstance(a, NotAFunction):
        a, b = a.value, b.value
    return distance(a, b, answer.rtol, answer.atol)


def _are_alike(mine: BaseException, mistaken: BaseException) -> bool:
    """Whether two errors are of one type, and, of the types that have many causes, say the same but for numbers.

    A mistake that raises without a text stands for any text.
    """
    if type_name(mine) != type_name(mistaken):
        return False
    if type_name(mine) not in MANY_CAUSES or not str(mistaken):
        return True
    said, expected = (_what_stays(str(error)) for error in (mine, mistaken))
    return said == expected


def _what_stays(text: str) -> str:
    """An error's words on one line, as they come from another process, which sends the beginning of a long text.

    Without what differs from process to process: numbers, the names of files that AutoGraph writes, and the address
    by which protobuf begins a message that it prints (one of several, at random, lest anybody rely on it).
    """
    return re.sub(r"goo\.gle/\w+|__autograph_generated_file\w+|0x\w+|\d+", "", " ".join(text.split()))[:WORDS]


def _run_quietly(call: Call) -> Outcome:
    """Make a call that is not the learner's: what it warns of, prints or logs, they would seek in their own code."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
        _without_logging(),
    ):
        warnings.simplefilter("ignore")
        return call.run()


@contextlib.contextmanager
def _without_logging() -> Iterator[None]:
    disabled = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(disabled)
