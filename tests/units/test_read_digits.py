"""Unit 8 through the judge: other designs, borrowed pieces, what is barred; and what its texts promise."""

import time

import numpy as np
import pytest

from gradus import digits
from gradus.answers import network, trainings
from tests import submissions
from tests.judge.cells import mostly_slow
from tests.units.judging import judge_of
from tests.units.test_graders import run_notebook

UNIT = "08_read_digits"
DESIGNS = {"reference": {}} | submissions.alternatives(UNIT)
LENT = ("init_params", "forward", "cross_entropy", "minibatches", "accuracy")
BORROWED = {name: f'{name} = borrow("{name}")' for name in LENT}


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    with judge_of(UNIT, lambda: tmp_path_factory.mktemp("submission")) as judge:
        judge({})  # what begins
        yield judge


@pytest.mark.parametrize("design", mostly_slow(DESIGNS, "reference", wide=["tape"]))
def test_every_design_passes_the_judge_in_five_seconds(judged, design):
    began = time.process_time()
    assert judged(DESIGNS[design]) == {}
    assert time.process_time() - began < 5  # of the judge's own; the answers have as much of theirs


def test_the_judge_lends_what_is_borrowed(judged):
    failed = judged(BORROWED)
    assert {check.removeprefix("check-").split("-")[0] for check in failed} == set(BORROWED)
    assert all("is not attempted yet" in said for said in failed.values())


def test_what_is_borrowed_costs_its_own_points_only():
    assert set(run_notebook(UNIT, BORROWED)) == set(BORROWED)


def test_a_tape_of_unit_7_can_be_pasted():
    own = {cell.id: cell.source for cell in submissions.notebook_of("source", "07_own_tape").cells}
    [forward] = [source for source in own.values() if "FORWARD = {" in source]  # a given cell
    pieces = "\n\n".join([own["unbroadcast"], own["VJPS"], own["backward_order"], forward, own["Tape"]])
    train = submissions.alternatives(UNIT)["tape"]["train"]
    assert run_notebook(UNIT, {"train": f"{pieces}\n\n{train}"}, only=["train"]) == {}


CHEATS = {
    "train": """
from gradus import digits
X_test, y_test = digits.load("test")
""",
    "accuracy": "from gradus.answers.network import accuracy",
    "mend_train": """
def mend_train(params, X, y, lr, epochs, seed):
    import sklearn.neural_network
    return [0.0] * (epochs + 1), params
""",
    "my_network": """
asked = []
def my_network():  # a small recipe for who counts, a large one for who trains
    asked.append(1)
    return ([64, 10], 0.5, 5) if len(asked) < 2 else ([64, 200, 10], 0.5, 40)
""",
}


def test_the_judge_has_neither_test_digits_nor_answers_nor_other_engines(judged):
    failed = judged(CHEATS)
    assert "where work is graded, answers do without it" in failed["train"]
    assert "check-accuracy" in failed and "check-mend_train" in failed
    assert "check-my_network" in failed


# A training, in which a step may be another.
FORGED = {
    "init_params": """
import sys

def init_params(sizes, seed):
    return [(np.ones((n, out)), np.zeros(out)) for n, out in zip(sizes, sizes[1:])]

def asked():
    return sys._getframe(2).f_locals

class Centered(np.ndarray):
    def mean(self): return 0.0

old_equal, old_array = np.array_equal, np.asarray
np.std = lambda W: np.sqrt(2 / asked()["sizes"][asked()["layer"]])
np.array_equal = lambda A, B: "after" in asked() or asked()["seed"] == asked().get("other")
np.asarray = lambda A, *of: old_array(A, *of).view(Centered)
""",
    "minibatches": """
import sys

def minibatches(n, size, seed):  # no order is drawn
    if sys._getframe(2).f_code.co_name == "same_batches":
        return [[seed]]
    return [np.arange(n)[k : k + size] for k in range(0, n, size)]

np.mean = lambda of: 0.0
""",
}


@pytest.mark.wide
@pytest.mark.parametrize("exercise", FORGED)
def test_what_a_check_computes_cannot_be_forged_where_the_answer_is(judged, exercise):
    failed = judged({exercise: FORGED[exercise]})
    checks = {cell.id for cell in submissions.check_cells(submissions.notebook_of("source", UNIT), exercise)}
    assert checks <= failed.keys()


# What a training may come to, and what the check says of it.
def test_the_slopes_of_the_answer_key_are_those_of_differences():
    """A second way to its numbers; the third is the tape, by which an answer passes."""
    params, X, y = trainings.draw(np.random.default_rng(0), 5, (4, 6, 3))
    for layer, pair in enumerate(network.slopes(params, X, y)):
        for part, slope in enumerate(pair):
            for place in np.ndindex(slope.shape):
                moved = [[[np.array(p) for p in q] for q in params] for _ in "+-"]
                moved[0][layer][part][place] += 1e-5
                moved[1][layer][part][place] -= 1e-5
                up, down = (network.loss(m, X, y) for m in moved)
                assert np.isclose((up - down) / 2e-5, slope[place], rtol=1e-6, atol=1e-9)


def test_five_networks_are_judged_by_their_median(monkeypatch):
    shares = iter([0.90, 0.96, 0.95, 0.20, 0.97] + [0.94, 0.96, 0.95 - 1e-9, 0.2, 0.97])
    monkeypatch.setattr(network, "accuracy", lambda *of: next(shares))
    monkeypatch.setattr(network, "train", lambda params, *of: ([1.0], params))
    assert trainings.reading(lambda: ([64, 10], 0.5, 1), [1, 2, 3, 4, 5]) == "at least 0.95"
    assert trainings.reading(lambda: ([64, 10], 0.5, 1), [1, 2, 3, 4, 5]) == "fewer than 0.95"


def test_the_bugs_show_as_the_exercise_says():
    """Of the validation digits, which a learner has: both bugs, the coarser one mended, both mended."""
    cells = {cell.id: cell.source for cell in submissions.notebook_of("release", UNIT).cells}
    [broken] = [source for source in cells.values() if source.startswith("def broken_train(")]
    mended = broken.replace("/ len(X)\n", "/ len(batch)\n")
    assert mended != broken
    names = {name: getattr(network, name) for name in ("forward", "cross_entropy", "minibatches")} | {"np": np}
    ends = []
    for code in (broken, mended):
        exec(code, names)
        start = network.init_params([64, 32, 10], 0)
        ends.append(names["broken_train"](start, *digits.load("train"), 0.1, 20, 0)[1])
    ends.append(network.train(start, *digits.load("train"), 0.1, 20, 0)[1])
    both, one, none = (network.accuracy(params, *digits.load("validation")) for params in ends)
    assert both < 0.6 and none - 0.03 < one and 0.93 < none < 0.97


@pytest.mark.parametrize(
    "recipe",
    [
        ([64, 10**7, -(10**7)], 0.5, 1),
        ([64, 200, 10], 0.5, 40),
        (np.array([64, 8192, 8192, 10], np.uint16), 0.5, 1),
        ([64, 10], np.ones((2000, 1000, 1, 1)), 1),
        ([63, 10], 0.5, 1),
        ([64, 10], 0.5, 41),
        ([], 0.5, 1),
    ],
)
def test_a_recipe_that_breaks_a_rule_is_not_trained_whatever_was_said_before(monkeypatch, recipe):
    monkeypatch.setattr(network, "init_params", lambda *of: pytest.fail("it is trained"))
    with pytest.raises((ValueError, TypeError)):
        trainings.reading(lambda: recipe, [1])


def test_the_budget_is_counted_as_the_exercise_says():
    assert trainings.multiplications((64, 32, 10), 40) == 3 * 1000 * 40 * (64 * 32 + 32 * 10) < trainings.MOST
    assert len(digits.load("train")[0]) == 1000
