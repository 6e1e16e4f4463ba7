r"""A check is a sentence: `expect(slope, square, 3.0).close_to(6.0)`.

`expect` keeps the function and its arguments instead of a finished value, so that a failing check can
say what was called, what came and what was expected, and can ask which known mistake returns just that.
"""

import contextlib
import linecache
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from gradus import bytecode
from gradus.checks import answer_cells, check_cells, placeholder
from gradus.checks.call import Call, NotAFunction, Outcome
from gradus.checks.compare import RETURN, Difference, exact_difference, numeric_difference, require_finite
from gradus.checks.diagnosis import Answer, History, exercise_of, find_the_mistake, modules_used
from gradus.checks.error_location import error_location, stub_of
from gradus.checks.mistakes import exercises, load, sentence_of
from gradus.checks.raised import problem_of
from gradus.checks.source import has_no_return
from gradus.checks.wording import kind as describe_kind
from gradus.checks.wording import show
from gradus.deadline import deadline
from gradus.errors import Interruption, OnlyWords

RTOL, ATOL = 1e-6, 1e-8
PATIENCE = 60  # seconds; the judge, whose machine is known, has less
ENDLESS = "Is there a loop that never ends? What its condition asks for has to change from round to round."
INNER_RETURN = (
    "The function that came back gives None itself. Does the one that you define inside have a return of its own?"
)
RAISE = "An error was returned, which stops nothing. Write `raise` in place of `return`."
BARRED = "_do_without"  # the name under which a notebook keeps the modules it does without
_history = History()
_cells = answer_cells.watch()
_check_cells = check_cells.watch(_cells)
if _cells.is_a_notebook:  # its own folder, as it is now; later it may be another's, above all in the judge
    with contextlib.suppress(Exception):
        load(Path.cwd())


class CheckFailed(OnlyWords, AssertionError):
    """An answer is wrong. It says so in two or three lines."""

    is_an_attempt = True

    def __init__(self, said: str, mistake: str | None = None, error: BaseException | None = None):
        super().__init__(said)
        self.mistake = mistake
        """The name of the known mistake that explains it."""
        self.error = error
        """What the answer raised."""


class NotAttempted(CheckFailed):
    """The answer is still the stub that was handed out."""

    is_an_attempt = False
    mark = "○"


class OutOfTime(Interruption):
    """A call that goes on and on."""


class Stopped(OnlyWords, KeyboardInterrupt):
    """A learner has ended a call that took too long."""


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
        self._is_asked = False

    def __repr__(self) -> str:
        return f"✗ {self._said}: this check asks nothing. It needs an ending, such as .close_to(…) or .returns(…)."

    def __del__(self) -> None:
        if not getattr(self, "_is_asked", True) and bytecode.is_at_the_end_of_a_statement(self._check):
            print(self)  # and does not go because there was an error in what its ending is given

    def at(self, *arguments: Any) -> "Expectation":
        """Expect the call to return a function, and go on with what that returns for these arguments."""
        self._is_asked = True
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

        def is_welcome(error: BaseException | None) -> bool:
            # a stub is no right answer, though NotImplementedError is a RuntimeError
            is_asked_for = not isinstance(error, NotImplementedError) or NotImplementedError in errors
            return isinstance(error, errors) and is_asked_for

        def difference(outcome: Outcome) -> Difference | None:
            if is_welcome(outcome.error):
                return None
            said = (f"returned {show(outcome.value)}{ending}", f"returned {describe_kind(outcome.value)}{ending}")
            return Difference(*said, otherwise=RAISE if _is_an_error(outcome.value) else "")

        ending = f"; expected it to raise {wanted}."
        self._judge(f"raises {wanted}", difference, is_welcome=is_welcome, ending=ending)

    def _judge(
        self,
        established: str,
        difference: Callable[[Outcome], Difference | None],
        tolerance: tuple[float, float] = (RTOL, ATOL),
        is_welcome: Callable[[BaseException | None], bool] = lambda error: error is None,
        ending: str = ".",
    ) -> None:
        """Make the call; print what was established, or raise what is wrong and which mistake explains it.

        ending: of the sentence that tells of an error that is not welcome.
        """
        self._is_asked = True
        exercise, function = exercise_of(self._call, self._names)
        _check_cells.asks(exercise)
        self._refuse_what_cannot_be_judged(exercise, function)

        def problem(outcome: Outcome) -> Difference | None:
            try:
                return self._general_problem(exercise, function, outcome, is_welcome, ending) or difference(outcome)
            except Exception as error:  # a learner's object may do anything when it is looked at
                said = f"returned {describe_kind(outcome.value)}, which cannot be read: {type(error).__name__}."
                return Difference(said, said)

        began = time.perf_counter()
        try:
            with deadline(PATIENCE, OutOfTime):
                outcome = self._call.run()
        except OutOfTime as error:
            where = error_location(error, function)
            said = f"{self._said} had not ended after {PATIENCE} seconds, and was stopped. {where}".rstrip()
            raise CheckFailed(f"{said}\n{ENDLESS}") from None
        except KeyboardInterrupt as error:
            raise Stopped(f"{exercise} was stopped. {error_location(error, function)}".rstrip()) from None
        seconds = time.perf_counter() - began
        stub = stub_of(outcome.error) if outcome.error else ""
        if stub:
            # in a hidden check the name of a function may be a message of what it was given
            raise NotAttempted(_not_attempted(exercise, stub, not self._hidden, "borrow" in self._names)) from None
        answers = _history.of(exercise, function)
        answers.append(Answer(self._call, outcome, *tolerance, seconds))
        wrong = problem(outcome)
        if wrong:
            said = wrong.without_values if self._hidden else wrong.text
            mistake = find_the_mistake(exercise, function, answers, lambda other: problem(other) is None)
            why = sentence_of(mistake) if mistake else ""
            if not why and (len(answers) == 1 or wrong.guess == RETURN):  # what was right before has no flipped sign
                why = wrong.guess
            if why == RETURN and self._call.then and outcome.value is None:
                why = INNER_RETURN
            elif why == RETURN and not (outcome.has_no_return or has_no_return(function)):
                why = ""
            why = why or wrong.otherwise
            name = mistake.__name__ if mistake else None
            raise CheckFailed(f"{self._said} {said}" + (why and f"\n{why}"), name, outcome.error) from None
        print(f"✓ {self._said} passed" if self._hidden else f"✓ {self._said} {established}")

    def _refuse_what_cannot_be_judged(self, exercise: str, function: Any) -> None:
        """Refuse what is no function, is borrowed, is not the version in its cell, or uses what it must not."""
        if not callable(self._call.function):
            raise CheckFailed(f"{exercise} is {show(self._call.function)}, not a function.")
        if exercise in _cells.failed:
            raise CheckFailed(
                f"The last version of {exercise} did not run{_cells.failed[exercise]}. Mend that cell, run it, then "
                "run this check again."
            )
        if isinstance(function, placeholder.Borrowed):
            raise NotAttempted(f"{exercise} is borrowed. You can go on with it, and come back to this exercise.")
        barred = modules_used(function, self._names.get(BARRED, ()))
        if barred:
            raise CheckFailed(f"{exercise} uses {barred}. Here it is to be done without: NumPy is all it takes.")

    def _general_problem(
        self,
        exercise: str,
        answer: Any,
        outcome: Outcome,
        is_welcome: Callable[[BaseException | None], bool],
        ending: str,
    ) -> Difference | None:
        """What is wrong with any answer, whatever was expected: an error, a changed input, no function to call."""
        if outcome.error is not None and not is_welcome(outcome.error):
            return problem_of(outcome.error, self._call, self._check, self._hidden, exercise, answer, ending)
        if outcome.changed:
            which = " and ".join(outcome.changed)
            said = f"changed its input {which}. Work on a copy: the caller still needs the original."
        elif isinstance(outcome.value, NotAFunction):
            got = outcome.value.value
            said = f"cannot be computed: {describe_kind(got)} came back, where a function should."
            return Difference(said, said, RETURN if got is None else "")
        else:
            return None
        return Difference(said, said)


def _not_attempted(exercise: str, stub: str, names_the_part: bool, may_borrow: bool) -> str:
    """Says whose stub it is: the exercise's own, a part of it, or another exercise's that it needs."""
    missing = stub.split(".")[0]
    if missing != exercise and missing in exercises():
        said, way = f"{exercise} needs {missing}, which is not attempted yet.", "Write it first"
    else:
        part = f": {stub} is still to be written" if names_the_part and stub != exercise else ""
        said = f"{exercise} is not attempted yet{part}."
        way = "Write it in its cell, in place of `raise NotImplementedError`, run that cell, then run this check again"
        missing = exercise
    if may_borrow and missing in placeholder.NAMES:
        way += f'; or go on without it: `{missing} = borrow("{missing}")`'
    return f"{said} {way}."


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


def _is_an_error(value: Any) -> bool:
    return isinstance(value, BaseException) or (isinstance(value, type) and issubclass(value, BaseException))


def _say_it_short(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, CheckFailed):
        print(*error._render_traceback_(), sep="\n", file=sys.stderr)
    else:
        _previous_hook(kind, error, trace)


# In a plain terminal a failed check shows its sentences too, not a stack of our frames.
_previous_hook, sys.excepthook = sys.excepthook, _say_it_short
