"""Which ideas come back: what went wrong before, the longest ago first; then what was not asked for long."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Idea = tuple[str, str]
"""A unit and one of its exercises."""


def choose(
    ideas: Iterable[Idea], events: Sequence[dict[str, Any]], unit: str, rng: np.random.Generator, number: int = 3
) -> list[Idea]:
    """Ideas of the units before this one. events: those of the learner's record, oldest first.

    First come those that went wrong and have not been right in practice since, the longest ago first. Then those that
    were never practised: as long ago as they were checked, then what is not in the record. Last, those practised, the
    longest ago first. Chance decides between equals.
    """
    before = sorted(idea for idea in ideas if idea[0] < unit)
    in_chance_order = [before[i] for i in rng.permutation(len(before))]
    return sorted(in_chance_order, key=lambda idea: _rank(idea, events))[:number]


def _rank(idea: Idea, events: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """What comes first has the smallest. Times are counted in events."""
    wrong = practised = checked = math.nan
    for time, event in enumerate(events):
        if (event.get("unit"), event.get("exercise")) != idea:
            continue
        if event["kind"] == "practice":
            practised, wrong = time, math.nan if event["right"] else time
        elif event["kind"] == "check":
            checked = time
            if not event["passed"] and (event.get("mistake") or event.get("attempt")):  # or it was not begun
                wrong = time
    if not math.isnan(wrong):
        return 0, wrong, 0
    return 1, -1 if math.isnan(practised) else practised, math.inf if math.isnan(checked) else checked
