"""The ravine: each walk with a rate of its own, the best of each, and the map of learning rate and momentum."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures import Ravine
from tests.figures.conftest import ROOT


def test_each_walk_has_its_own_learning_rate():
    figure = Ravine(learning_rate=1.6)
    assert figure.plain_learning_rate == 1.6  # the same, if nothing else is said
    plain = figure.paths["plain"]
    figure.learning_rate, figure.momentum = 3.0, 0.9
    assert np.array_equal(figure.paths["plain"], plain)
    figure.plain_learning_rate = 0.5
    assert figure.paths["plain"][1] == pytest.approx([-9 * (1 - 0.5 / 50), 1.5 * 0.5])
    assert figure.paths["momentum"][1] == pytest.approx([-9 * (1 - 3 / 50), 1.5 * (1 - 3)])
    assert Ravine(learning_rate=1.6, plain_learning_rate=0.1).plain_learning_rate == 0.1
    assert "learning rate 0.5 leaves" in figure.describe() and "learning rate 3 and momentum 0.9" in figure.describe()
    with pytest.raises(GradusError, match="plain learning rate = 9 is outside"):
        figure.plain_learning_rate = 9


def largest_root(learning_rate, momentum, condition):
    """By linear algebra: the spectral radius of one step of heavy ball, as a matrix of place and velocity."""
    H = np.diag([1 / condition, 1.0])
    eye, zero = np.eye(2), np.zeros((2, 2))
    step = np.block([[eye, -learning_rate * eye], [zero, eye]]) @ np.block([[eye, zero], [H, momentum * eye]])
    return np.abs(np.linalg.eigvals(step)).max()


@pytest.mark.parametrize("condition", [1.5, 4, 100, 1000])
def test_the_best_of_each_is_best(condition):
    figure = Ravine(condition=condition)
    best = figure.best
    for name, value in best.items():
        setattr(figure, name, value)
    root = np.sqrt(condition)
    assert figure.rates["plain"] == pytest.approx((condition - 1) / (condition + 1))
    assert figure.rates["momentum"] == pytest.approx((root - 1) / (root + 1), abs=1e-6)
    for share in (0.97, 1.03):
        assert largest_root(best["plain_learning_rate"] * share, 0, condition) > figure.rates["plain"]
        assert largest_root(best["learning_rate"] * share, best["momentum"], condition) > figure.rates["momentum"]
        assert (
            largest_root(best["learning_rate"], best["momentum"] * share, condition) > figure.rates["momentum"] - 1e-6
        )


def test_the_map_in_the_browser_shows_where_each_rate_is_reached():
    node = shutil.which("node")
    if node is None:
        pytest.skip("No node: the browser's map is tested with Node.js 18 or newer.")
    rng = np.random.default_rng(15)
    asked = []
    for _ in range(3000):
        condition = 10 ** rng.uniform(0, 3)
        asked.append([rng.uniform(0.01, 4.2), rng.uniform(0, 0.99), condition, 1 - 10 ** rng.uniform(-3, -0.3)])
    asked += [[a, b, 50, 1] for a, b in rng.uniform(0, [4.2, 1], (200, 2))]
    run = subprocess.run(
        [node, "tests/figures/heavy_ball.mjs"], cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout)
    seen = set()
    for (alpha, beta, condition, r), answer in zip(asked, answers, strict=True):
        truth = largest_root(alpha, beta, condition)
        assert answer["rate"] == pytest.approx(truth, abs=1e-6)
        if abs(truth - r) > 1e-6:
            assert answer["inside"] == (truth < r), (alpha, beta, condition, r)
        seen.add(answer["inside"])
        if r == 1 and abs(alpha - 2 * (1 + beta)) > 1e-6:
            assert answer["inside"] == (alpha < 2 * (1 + beta))  # the black line
        assert answer["best"] == pytest.approx(Ravine.best.fget(type("", (), {"condition": condition})))
    assert seen == {True, False}


def test_what_the_browser_sends_and_is_told():
    figure = Ravine(mark_best=True)
    assert figure.mark_best and figure.get_state("mark_best")["mark_best"]
    figure.set_state({"mark_best": False, "start": [1.0, 2.0]})
    assert not figure.mark_best and figure.start == (1.0, 2.0)
