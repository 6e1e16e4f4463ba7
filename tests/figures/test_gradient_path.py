"""Descent in Python, in the browser's own code, and by linear algebra: three ways to one path and what it does."""

import json
import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from gradus.figures.kit.gradient_path import descend, falls_away, verdict
from gradus.figures.kit.grid import sample_line, sample_plane
from gradus.figures.kit.sampling import sendable
from tests.figures.conftest import ROOT

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
WINDOW = (-4.5, 4.5, -4.5, 4.5)


def bowl(case):
    A, middle = np.array(case["hessian"]), np.array(case["minimum"])
    return lambda x, y: (
        A[0, 0] * (x - middle[0]) ** 2 / 2
        + A[0, 1] * (x - middle[0]) * (y - middle[1])
        + A[1, 1] * (y - middle[1]) ** 2 / 2
    )


def falling(grid, path):
    return falls_away(grid.gradient, path[-1], grid.dx, grid.dy)


def in_python(case, grid, steps=60):
    stay = [grid.holds] if case.get("stay") else []
    path, end = descend(grid.gradient, tuple(case["start"]), case["rate"], case["momentum"], steps, 6.0, *stay)
    losses = [grid.value(*point) for point in path]
    return {
        "path": np.array(path),
        "losses": losses,
        "end": end,
        "word": str(verdict(path, end, losses, grid.holds(*path[-1]), 6.0, falling(grid, path))),
    }


def in_node(cases, grids, steps=60):
    node = shutil.which("node")
    if node is None:
        pytest.skip("No node: the browser's descent is tested with Node.js 18 or newer.")
    question = []
    for case, grid in zip(cases, grids, strict=True):
        numbers = {name: getattr(grid, name) for name in ("left", "bottom", "dx", "dy", "nx", "ny")}
        lists = {name: sendable(getattr(grid, name)) for name in ("f", "gx", "gy")}
        question.append({**case, "grid": numbers | lists, "steps": steps, "size": 6.0})
    run = subprocess.run(
        [node, "tests/figures/gradient_path.mjs"], cwd=ROOT, input=json.dumps(question), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_python_and_the_browser_walk_the_path_of_linear_algebra():
    grids = [sample_plane(bowl(case), None, WINDOW) for case in VECTORS]
    for case, grid, there in zip(VECTORS, grids, in_node(VECTORS, grids), strict=True):
        here = in_python(case, grid)
        size = max(1.0, np.abs(case["path"]).max())
        expected = np.array(case["path"])
        assert np.abs(here["path"][case["at"]] - expected).max() <= 1e-9 * size
        both = np.stack([there["xs"], there["ys"]], axis=1)
        assert np.abs(both[case["at"]] - expected).max() <= 1e-9 * size
        assert np.abs(both - here["path"]).max() <= 1e-12 * size
        assert np.allclose(there["losses"], here["losses"], rtol=1e-12, atol=1e-15)
        assert here["word"] == there["word"] == case["word"]
        lambda_max = np.linalg.eigvalsh(case["hessian"])[-1]
        assert grid.largest_curvature == pytest.approx(lambda_max, rel=1e-9)


@pytest.mark.parametrize(
    ("f", "window"),
    [
        (lambda x, y: np.sin(x) * np.cos(y) + x / 4, WINDOW),
        (lambda x, y: np.log(x + 3) + y**2, WINDOW),  # no value on the left
        (lambda x, y: abs(x) + 3 * abs(y), WINDOW),
        (lambda x, y: -x - y, WINDOW),
    ],
)
def test_python_and_the_browser_agree_on_functions_that_are_not_quadratic(f, window):
    grid = sample_plane(f, None, window)
    settings = [(rate, momentum) for rate in (0.01, 0.1, 0.9, 30.0) for momentum in (0.0, 0.9)]
    cases = [
        {"start": [1.3, -0.7], "rate": rate, "momentum": momentum, "stay": stay}
        for rate, momentum in settings
        for stay in (False, True)
    ]
    for case, there in zip(cases, in_node(cases, [grid] * len(cases)), strict=True):
        here = in_python(case, grid)
        assert np.array_equal(np.stack([there["xs"], there["ys"]], axis=1), here["path"])
        assert (there["end"], there["word"]) == (here["end"], here["word"])


def facts(f, start, rate, momentum=0.0, steps=50):
    """Whether descent on f comes to rest, and from where."""
    grid = sample_line(f, None, -6.0, 6.0)
    path, end = descend(grid.gradient, (start, 0.0), rate, momentum, steps, 6.0)
    losses = [grid.value(*point) for point in path]
    return verdict(path, end, losses, grid.holds(*path[-1]), 6.0, falling(grid, path))


def parabola(slope):
    return lambda x: slope * x * x / 2


ONE, BOTH, HOPS = "from one side", "from side to side", "hops between two places"


@pytest.mark.parametrize("slope", [0.1, 1.0, 50.0])
@pytest.mark.parametrize(
    ("share", "rest", "how"),
    [(1e-3, "not yet at rest", ONE), (0.1, "not yet at rest", ONE), (0.5, "comes to rest", ONE),
     (1.0, "comes to rest", ONE), (1.5, "comes to rest", BOTH), (1.9, "not yet at rest", BOTH),
     (1.99, "not yet at rest", BOTH), (2.0, "does not rest", HOPS), (2.01, "does not rest", BOTH),
     (2.5, "leaves all bounds", BOTH), (1e6, "leaves all bounds", BOTH)],
)  # fmt: skip
def test_rest_ends_at_two_over_lambda_and_sides_change_at_one(slope, share, rest, how):
    assert facts(parabola(slope), 1.0, share / slope) == (rest, how)


@pytest.mark.parametrize("share", [0.05, 1.9, 1.95])
def test_who_is_still_on_the_way_comes_to_rest_with_more_steps(share):
    assert facts(parabola(1.0), 1.0, share).rest == "not yet at rest"
    assert facts(parabola(1.0), 1.0, share, steps=400).rest == "comes to rest"


@pytest.mark.parametrize("rate", [0.606, 0.61, 0.631, 0.7, 0.794])
def test_a_walk_that_hops_for_ever_between_bounds_leaves_none(rate):
    def two_valleys(x):
        return x**4 / 4 - x**2 + 0.3 * x + 1.5

    for steps in (40, 60, 200):
        rest, how = facts(two_valleys, 0.5, rate, steps=steps)
        assert (rest, how) in [("does not rest", HOPS), ("does not rest", BOTH), ("not yet at rest", BOTH)]
    assert facts(two_valleys, 0.5, 0.65, steps=200) == ("does not rest", HOPS)


def test_a_walk_that_comes_round_is_called_that():
    def well(x):
        return x**4 / 4 - x**2 / 2

    grid = sample_line(well, lambda x: x**3 - x, -6.0, 6.0)
    words = []
    for rate in (1.05, 1.27):
        path, end = descend(grid.gradient, (0.5, 0.0), rate, 0.0, 400, 6.0)
        words.append(str(verdict(path, end, [grid.value(*place) for place in path], True, 6.0)))
    assert words == [
        "does not rest: it hops between two places",
        "does not rest: it comes round every four steps",
    ]


def test_who_lingers_at_a_saddle_is_not_at_rest():
    grid = sample_plane(lambda x, y: x**2 / 2 + y**4 / 4 - y**2 / 2, None, WINDOW)
    for steps in (30, 40, 50):
        path, end = descend(grid.gradient, (-2.0, 1e-7), 0.3, 0.0, steps, 6.0)
        assert abs(path[-1][0]) < 1e-3 and abs(path[-1][1]) < 0.1
        word = verdict(path, end, [grid.value(*place) for place in path], True, 6.0, falling(grid, path))
        assert word.rest == "not yet at rest"
    assert falls_away(grid.gradient, (0.0, 0.0), grid.dx, grid.dy)
    assert not falls_away(grid.gradient, (0.0, 1.0), grid.dx, grid.dy)


def test_a_walk_that_is_to_stay_on_the_grid_ends_at_the_first_place_that_is_not():
    grid = sample_line(lambda x: -(x**3) / 3, None, -3.0, 3.0)
    path, end = descend(grid.gradient, (1.0, 0.0), 0.5, 0.0, 50, 6.0, grid.holds)
    assert end == "off" and not grid.holds(*path[-1]) and all(grid.holds(*place) for place in path[:-1])
    assert verdict(path, end, [], False, 6.0) == ("leaves the window", ONE)


@pytest.mark.parametrize("momentum", [0.3, 0.6, 0.9])
def test_heavy_ball_is_stable_up_to_twice_one_plus_beta_over_lambda(momentum):
    limit = 2 * (1 + momentum)
    assert facts(parabola(1.0), 1.0, 1.01 * limit, momentum, steps=400).rest in ("does not rest", "leaves all bounds")
    assert facts(parabola(1.0), 1.0, 0.9 * limit, momentum, steps=400) == ("comes to rest", BOTH)


def test_words_for_the_other_ends():
    assert facts(parabola(1.0), 0.0, 0.1) == ("stands still", "")
    assert facts(lambda x: -x, 0.0, 1.0) == ("leaves all bounds", ONE)
    root = sample_line(lambda x: math.sqrt(x), None, -6.0, 6.0)
    path, end = descend(root.gradient, (1.0, 0.0), 1.0, 0.0, 50, 6.0)
    assert end == "no value" and len(path) < 50 and np.isfinite(path).all()
    assert verdict(path, end, [], False, 6.0).rest == "stops"


def test_a_path_beyond_all_bounds_ends_there():
    grid = sample_line(lambda x: x * x / 2, None, -6.0, 6.0)
    path, end = descend(grid.gradient, (1.0, 0.0), 1e300, 0.0, 10**6, 6.0)
    assert end == "far" and len(path) == 2
