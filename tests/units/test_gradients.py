"""Unit 3: what its own checks say and draw, beside the mistakes that they name."""

import contextlib
import io

import pytest

from gradus.checks.expect import CheckFailed
from gradus.checks.mistakes import mistakes_in, sentence_of
from tests.units.test_graders import cells_for, run_notebook

UNIT = "03_gradients"
PARABOLAS = """
def find_summit(measure):
    def top(left, middle, right):
        return (right - left) / (2 * (2 * middle - left - right))

    place = np.zeros(2)
    for axis in AXES:
        step = np.eye(2)[axis]
        place += step * top(*[measure(*(place + k * step)) for k in (-1, 0, 1)])
    return place
"""
GRADIENTS = """
def find_summit(measure):
    place, h = np.zeros(2), STEP
    for _ in range(3):
        here = measure(*place)
        rises = [measure(place[0] + h, place[1]) - here, measure(place[0], place[1] + h) - here]
        place += RATE * np.array(rises) / h
    return place
"""
WAYS_OF_THE_HINTS = {
    "x, y, x": PARABOLAS.replace("AXES", "(0, 1, 0)"),
    "y, x, y": PARABOLAS.replace("AXES", "(1, 0, 1)"),
    "short gradients": GRADIENTS.replace("RATE", "0.03").replace("STEP", "0.01"),
    "gradients": GRADIENTS.replace("RATE", "0.04").replace("STEP", "0.1"),
    "long gradients": GRADIENTS.replace("RATE", "0.05").replace("STEP", "0.01"),
}


@pytest.mark.parametrize("way", WAYS_OF_THE_HINTS)
def test_the_hints_lead_to_the_top_of_each_hill_that_can_be_drawn(way):
    answer = {"find_summit": WAYS_OF_THE_HINTS[way]}
    failed = [seed for seed in range(60) if run_notebook(UNIT, answer, only=["find_summit"], seed=seed)]
    assert not failed


BROKEN = [
    "2 * x[0] * x[1] - x[2] * np.exp(-x[0] * x[2])",
    "x[0] ** 2 + np.cos(x[1] * x[2])",
    "x[1] * np.cos(x[1] * x[2]) - x[0] * np.exp(-x[0] * x[2])",
]


def printed_for(entries):
    """What the first check prints, in view, of an answer to 3.7 with these three entries."""
    answer = {"mend_gradient": f"def mend_gradient(x):\n    return np.array([{', '.join(entries)}])"}
    namespace, out = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(CheckFailed):
        for _, code, _ in cells_for(UNIT, answer, ["mend_gradient"]):
            exec(code, namespace)
    return out.getvalue()


@pytest.mark.parametrize("entry", [0, 2])
@pytest.mark.parametrize("change", ["2 * ({})", "-({})", "x[2] * np.cos(x[1] * x[2])", "np.nan * x[0]"])
def test_an_entry_that_was_right_is_left_alone(entry, change):
    entries = list(BROKEN)
    entries[entry] = change.format(entries[entry])
    assert f"Entry {entry} was right in broken_gradient, and is not any more." in printed_for(entries)


@pytest.mark.parametrize("digits", [" + 1e-10", " + 0"])
def test_what_was_left_alone_is_not_blamed(digits):
    assert "was right" not in printed_for([entry + digits for entry in BROKEN])


@pytest.mark.parametrize(
    "length",
    [
        *[f"np.linalg.norm(g) + 1e-{k}" for k in range(7, 17)],
        *[f"(lambda n: n if n > 1e-{k} else np.inf)(np.linalg.norm(g))" for k in range(5, 17)],
        "np.inf if np.allclose(g, 0) else np.linalg.norm(g)",
    ],
)
def test_whatever_is_added_to_the_length_or_compared_with_it_is_named(length):
    (failure,) = run_notebook(UNIT, {"steepest": f"def steepest(g):\n    return g / ({length})"}, only=["steepest"])[
        "steepest"
    ]
    assert failure.mistake == "calls_very_short_arrows_zero"


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_higher_ground_is_on_the_side_that_is_told(side):
    names = {}
    for _, code, _ in cells_for(UNIT, {}, ["water_runs"]):
        exec(code, names)
    (mistake,) = [m for m in mistakes_in("water_runs") if f"higher ground on your {side}" in sentence_of(m)]
    for letter, way in mistake().items():
        x, y = names["ways"][way]
        to_the_right = names["slopes_at"](letter) @ [y, -x]
        assert (to_the_right > 0) == (side == "right"), letter
