"""What the events of a workspace add up to: attempts, and what has passed."""

from collections.abc import Iterable, Iterator
from typing import Any

Event = dict[str, Any]


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
