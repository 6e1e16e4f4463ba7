r"""A check is a sentence: `expect(slope, square, 3.0).close_to(6.0)`.

`expect` keeps the function and its arguments instead of a finished value, so that a failing check can
say what was called, what came and what was expected, and can ask which known mistake returns just that.
"""

import linecache
import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType, TracebackType
from typing import Any

from gradus.borrowing import Borrowed
from gradus.calls import Call, NotAFunction, Outcome, raised_in, type_name, where
from gradus.compare import Difference, exact_difference, numeric_difference, require_finite
from gradus.diagnosis import Answer, History, exercise_of, modules_used, name_the_mistake
from gradus.mistakes import exercises
from gradus.wording import kind as describe_kind
from gradus.wording import shortened, show

RTOL, ATOL = 1e-6, 1e-8
BARRED = "_do_without"  # the name under which a notebook keeps the modules it does without
_history = History()


class CheckFailed(AssertionError):
    """An answer is wrong. Notebooks show its two or three lines and no stack of frames."""

    def _render_traceback_(self) -> list[str]:  # the hook that IPython offers to exceptions
        return [f"✗ {self}"]


class NotAttempted(CheckFailed):
    """The answer is still the stub that was handed out."""

    def _render_traceback_(self) -> list[str]:
        return [f"○ {self}"]


def expect(function: Any, *arguments: Any, **keywords: Any) -> "Expectation":
    """Call function(*arguments, **keywords), and expect something of the result.

    The arguments must come out of the call unchanged. The result is judged by the method that follows:
    `close_to`, `returns`, `raises` or `is_none`; `at` first calls what was returned.
    """
    return Expectation(Call(function, arguments, keywords), sys._getframe(1))


def without(*modules: str) -> None:
    """Let this notebook's checks refuse answers that use these modules. Where a class is graded, they are absent."""
    sys._getframe(1).f_globals[BARRED] = modules


class Expectation:
    """A call whose result is yet to be judged."""

    def __init__(self, call: Call, check: FrameType):
        self._call = call
        self._check = check
        self._names = check.f_globals
        self._hidden = _in_hidden_tests(check)
        said = call.describe(self._names, self._hidden)
        self._said = f"Hidden check: {said}" if self._hidden else said

    def at(self, *arguments: Any) -> "Expectation":
        """Expect the call to return a function, and go on with what that returns for these arguments."""
        return Expectation(replace(self._call, then=(*self._call.then, arguments)), self._check)

    def close_to(self, expected: Any, *, rtol: float = RTOL, atol: float = ATOL) -> None:
        r"""Pass if the result has the shape of expected and $|r - e| \le atol + rtol\,|e|$ everywhere."""
        require_finite(expected)
        self._judge(
            f"is close to {show(expected)}",
            lambda outcome: numeric_difference(outcome.value, expected, rtol, atol),
            (rtol, atol),
        )

    def returns(self, expected: Any) -> None:
        """Pass if the result is exactly expected: text, truth values, counts, shapes."""
        self._judge(f"is {show(expected)}", lambda outcome: exact_difference(outcome.value, expected))

    def is_none(self) -> None:
        """Pass if the result is None; 0 is not None."""
        self._judge("is None", lambda outcome: exact_difference(outcome.value, None))

    def raises(self, *errors: type[BaseException]) -> None:
        """Pass if the call raises one of these exceptions."""
        if not errors:
            raise ValueError("raises() needs the exceptions that are expected")
        wanted = " or ".join(error.__name__ for error in errors)

        def difference(outcome: Outcome) -> Difference | None:
            if isinstance(outcome.error, errors):
                return None
            ending = f"; expected it to raise {wanted}."
            return Difference(
                f"returned {show(outcome.value)}{ending}", f"returned {describe_kind(outcome.value)}{ending}"
            )

        self._judge(f"raises {wanted}", difference, welcome=errors)

    def _judge(
        self,
        established: str,
        difference: Callable[[Outcome], Difference | None],
        tolerance: tuple[float, float] = (RTOL, ATOL),
        welcome: tuple[type[BaseException], ...] = (),
    ) -> None:
        """Make the call; print what was established, or raise what is wrong and which mistake explains it."""
        exercise, function = exercise_of(self._call, self._names)

        def problem(outcome: Outcome) -> Difference | None:
            try:
                return _general_problem(self._call, outcome, welcome) or difference(outcome)
            except Exception as error:  # a learner's object may do anything when it is looked at
                said = f"returned {describe_kind(outcome.value)}, which cannot be read: {type(error).__name__}."
                return Difference(said, said)

        if not callable(self._call.function):
            raise CheckFailed(f"{exercise} is {show(self._call.function)}, not a function.")
        if isinstance(function, Borrowed):
            raise NotAttempted(f"{exercise} is borrowed. You can go on with it, and come back to this exercise.")
        barred = modules_used(function, self._names.get(BARRED, ()))
        if barred:
            raise CheckFailed(f"{exercise} uses {barred}. Here it is to be done without: NumPy is all it takes.")
        outcome = self._call.run()
        if isinstance(outcome.error, NotImplementedError):
            raise NotAttempted(_not_attempted(exercise, outcome.error)) from None
        answers = _history.of(exercise, function)
        answers.append(Answer(self._call, outcome, *tolerance))
        wrong = problem(outcome)
        if wrong:
            said = wrong.without_values if self._hidden else wrong.text
            guess = wrong.guess if len(answers) == 1 else ""  # what was right before has no flipped sign
            why = name_the_mistake(exercise, function, answers, lambda other: problem(other) is None) or guess
            raise CheckFailed(f"{self._said} {said}" + (why and f"\n{why}")) from None
        print(f"✓ {self._said} passed" if self._hidden else f"✓ {self._said} {established}")


def _general_problem(call: Call, outcome: Outcome, welcome: tuple[type[BaseException], ...]) -> Difference | None:
    """What is wrong with any answer, whatever was expected: an error, a changed input, no function to call."""
    said = ""
    if outcome.error is not None and not isinstance(outcome.error, welcome):
        kind, line = type_name(outcome.error), where(outcome.error, call.function)
        texts = (f"raised {kind}{_text_of(outcome.error)}.", f"raised {kind}.")
        return Difference(*(f"{text}\n{line}".strip() for text in texts))
    if outcome.changed:
        which = " and ".join(outcome.changed)
        said = f"changed its input {which}. Work on a copy: the caller still needs the original."
    elif isinstance(outcome.value, NotAFunction):
        got = outcome.value.value
        said = f"cannot be computed: {describe_kind(got)} came back, where a function should."
        said += " Is a return missing?" if got is None else ""
    return Difference(said, said) if said else None


def _text_of(error: BaseException) -> str:
    """The error's own words, if it has any and can say them."""
    try:
        text = shortened(str(error), 200)
    except Exception:
        return ""
    return f": {text}".removesuffix(".") if text and text != "None" else ""


def _not_attempted(exercise: str, error: NotImplementedError) -> str:
    other = raised_in(error)
    if other != exercise and other in exercises():
        return f"{exercise} needs {other}, which is not attempted yet."
    return f"{exercise} is not attempted yet. Write it in its cell, run that cell, then run this check again."


def _in_hidden_tests(check: FrameType) -> bool:
    """Whether the check stands between BEGIN and END HIDDEN TESTS: then its numbers are not given away."""
    frame: FrameType | None = check
    while frame is not None and frame.f_globals is check.f_globals:  # a helper may be called from there
        above = linecache.getlines(frame.f_code.co_filename, frame.f_globals)[: frame.f_lineno]
        marks = [line for line in above if "HIDDEN TESTS" in line]
        if marks and "BEGIN HIDDEN TESTS" in marks[-1]:
            return True
        frame = frame.f_back
    return False


def _say_it_short(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, CheckFailed):
        print(*error._render_traceback_(), sep="\n", file=sys.stderr)
    else:
        _previous_hook(kind, error, trace)


# In a plain terminal a failed check shows its sentences too, not a stack of our frames.
_previous_hook, sys.excepthook = sys.excepthook, _say_it_short
