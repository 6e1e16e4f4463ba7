"""What the events of a workspace add up to: attempts, what has passed, how far one is, and what comes next."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from gradus.progress.units import Exercise, Prediction, Unit

Event = dict[str, Any]
MOST_NAMED = 4  # exercises in a sentence; of more it says how many
TRIES = 3
"""Different answers, after which the worked solution of an exercise is open, be none of them right."""


def attempts(events: Iterable[Event], unit: str, exercise: str) -> int:
    """How many different answers were checked. One that only looks different, or was not begun, is none."""
    return len({event.get("attempt") for event in _checks(events, unit, exercise)} - {None})


def has_passed(events: Iterable[Event], unit: str, exercise: str) -> bool:
    """Whether one and the same answer has passed all check cells of the exercise; what comes later changes nothing."""
    passed: set[str | None] = set()
    answer = None
    for event in _checks(events, unit, exercise):
        cell = event.get("cell")
        if event.get("attempt") != answer:
            passed, answer = set(), event.get("attempt")
        if event["passed"]:
            passed.add(cell)
        else:
            passed.discard(cell)
        if passed.issuperset(event.get("checks") or [cell]):
            return True
    return False


def _checks(events: Iterable[Event], unit: str, exercise: str) -> Iterator[Event]:
    for event in events:
        if event["kind"] == "check" and event["unit"] == unit and event["exercise"] == exercise:
            yield event


def passed_checks(events: Iterable[Event], unit: str, exercise: str) -> set[str | None]:
    """The check cells that the answer has passed as it is now: as it was last checked."""
    results: dict[str | None, bool] = {}
    answer = None
    for event in _checks(events, unit, exercise):
        if event.get("attempt") != answer:
            results, answer = {}, event.get("attempt")
        results[event.get("cell")] = event["passed"]
    return {cell for cell, passed in results.items() if passed}


def solution_is_open(events: Iterable[Event], unit: str, exercise: str) -> bool:
    """Whether the worked solution of an exercise may be read: it has passed, or was tried in earnest."""
    events = list(events)
    return attempts(events, unit, exercise) >= TRIES or has_passed(events, unit, exercise)


def counts(events: Iterable[Event], unit: str, exercise: str) -> bool:
    """Whether an exercise counts as passed.

    It does by its checks, until the unit is submitted: hidden checks know better. From then on it counts if the last
    submission gave it all its points, or if an answer that was neither in it nor checked before has passed since.
    """
    events = list(events)
    last = last_submission(events, unit)
    whole = last.get("exercises", {}).get(exercise) if last else None
    if last is None or whole is None:
        return has_passed(events, unit, exercise)
    before, since = events[: events.index(last)], events[events.index(last) + 1 :]
    known = {event.get("attempt") for event in _checks(before, unit, exercise)}
    known.add(last.get("attempts", {}).get(exercise))
    return whole or has_passed([event for event in since if event.get("attempt") not in known], unit, exercise)


def last_submission(events: Iterable[Event], unit: str) -> Event | None:
    return next((e for e in reversed(list(events)) if e["kind"] == "submission" and e["unit"] == unit), None)


class Standing(NamedTuple):
    """How far a learner is in a unit: the exercises that count, the predictions that were made, the last submission."""

    unit: Unit
    passed: tuple[Exercise, ...]
    predicted: tuple[Prediction, ...]
    submission: Event | None = None

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.passed)

    @property
    def is_begun(self) -> bool:
        return bool(self.passed or self.predicted)

    @property
    def is_done(self) -> bool:
        """Whether all exercises have passed; a unit that has none asks for predictions only."""
        parts = self.unit.exercises or self.unit.predictions
        done = self.passed if self.unit.exercises else self.predicted
        return bool(parts) and len(parts) == len(done)


def standings(units: Iterable[Unit], events: Iterable[Event]) -> list[Standing]:
    """How far a learner is in each unit."""
    events = list(events)
    found = []
    for unit in units:
        made = {e["prediction"] for e in events if e["kind"] == "prediction" and e["unit"] == unit.name}
        passed = (exercise for exercise in unit.exercises if counts(events, unit.name, exercise.name))
        predicted = (prediction for prediction in unit.predictions if prediction.name in made)
        found.append(Standing(unit, tuple(passed), tuple(predicted), last_submission(events, unit.name)))
    return found


def how_far(standing: Standing, events: Iterable[Event]) -> str:
    """How many exercises of a unit have passed, and which is next, in a sentence."""
    unit, following = standing.unit, exercise_to_go_on(standing, events)
    if following is None:
        return f"All {len(unit.exercises)} exercises of unit {unit.number} have passed their checks here."
    said = f"{len(standing.passed)} of {len(unit.exercises)} exercises have passed; {following.label} is next."
    done = passed_checks(events, unit.name, following.name)
    if standing.submission and standing.submission.get("exercises", {}).get(following.name) is False:
        said += " The last `gradus submit` left it without all its points."
    elif done:
        said += f" Its answer, as it is now, has passed {len(done)} of {len(following.checks)} checks."
    return said


def what_is_left(exercise: Exercise, cell: str, passed: set[str | None]) -> str:
    """In a sentence, which checks of an exercise have still to pass, seen from this one; or that all have."""
    name = exercise.number
    left = [check for check in exercise.checks if check not in passed]
    if not left:
        return f"{name} has passed its checks here: {exercise.points:g} point{'s' * (exercise.points != 1)}."
    how_many = "one more check" if len(left) == 1 else f"{len(left)} more checks"
    here = exercise.checks.index(cell)
    sides = dict.fromkeys("below" if exercise.checks.index(check) > here else "above" for check in left)
    return f"{name} has {how_many}, {' and '.join(sides)}."


def exercise_to_go_on(standing: Standing, events: Iterable[Event]) -> Exercise | None:
    """The one that was checked last, unless it has passed or was submitted since; or the first that has not passed."""
    here = [e for e in events if e["kind"] in ("check", "submission") and e["unit"] == standing.unit.name]
    stopped_at = here[-1].get("exercise") if here else None
    left = [exercise for exercise in standing.unit.exercises if exercise not in standing.passed]
    return next((exercise for exercise in left if exercise.name == stopped_at), left[0] if left else None)


def submitted(standing: Standing) -> str:
    """What came of the last submission of a unit: when it was, how many points, what is left now. "" without one."""
    event = standing.submission
    if event is None:
        return ""
    then = datetime.fromisoformat(event["time"]).astimezone()
    when = then.strftime("%H:%M" if then.date() == datetime.now().date() else "%d %B")
    graded = event.get("exercises", {})
    missed = [e for e in standing.unit.exercises if graded.get(e.name) is False]
    left = [e.number for e in missed if e not in standing.passed]
    which = ", ".join(left) if len(left) <= MOST_NAMED else f"{len(left)} exercises"
    rest = f"; {which} {'is' if len(left) == 1 else 'are'} left" if left else ""
    if missed and not left:
        rest = "; changed since"
    return f"submitted {when}: {event['points']:g} of {event['max']:g}{rest}"


class Place(NamedTuple):
    """Where to go on: an exercise of a unit, or else its lesson, at a prediction or at its beginning."""

    unit: Unit
    exercise: Exercise | None = None
    prediction: Prediction | None = None


def next_place(standing: list[Standing], events: Iterable[Event]) -> Place | None:
    """Where a learner stopped, or what comes next; None if all is done.

    A lesson that was begun is read to its last prediction. After the first check, or a submission, it is the exercises:
    see `exercise_to_go_on`. Unit 0 is for who wants it, so that nobody is sent there.
    """
    events = list(events)
    last = _last(standing, events)
    here = stopped_in(standing, events)
    if last is None or here is None:
        return _first([one for one in standing if one.unit.number != "0"] or standing, events)
    if last["kind"] == "prediction":
        for prediction in here.unit.predictions:
            if prediction not in here.predicted:
                return Place(here.unit, None, prediction)
    if exercise := exercise_to_go_on(here, events):
        return Place(here.unit, exercise)
    after = standing[standing.index(here) + 1 :]
    return _first([one for one in (*after, *standing) if one.unit.number != "0"], events)


def stopped_in(standing: list[Standing], events: Iterable[Event]) -> Standing | None:
    """The unit that something was done in last."""
    last = _last(standing, events)
    return next((one for one in standing if last and one.unit.name == last["unit"]), None)


def _last(standing: list[Standing], events: Iterable[Event]) -> Event | None:
    kinds, known = ("check", "prediction", "submission"), {one.unit.name for one in standing}
    return next((e for e in reversed(list(events)) if e["kind"] in kinds and e["unit"] in known), None)


def _first(standing: Iterable[Standing], events: list[Event]) -> Place | None:
    """The first unit that is not done: its lesson, or its exercises if they were begun or there is no lesson."""
    for one in standing:
        if not one.is_done:
            is_read = one.passed or not one.unit.lesson
            return Place(one.unit, exercise_to_go_on(one, events) if is_read else None)
    return None
