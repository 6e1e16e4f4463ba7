"""A training run: what is kept of it, what is said of it, and a learner's train that goes wrong."""

import math
import time

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures import Training
from gradus.figures.kit import run as runs
from tests.figures.plain_page import images, network

PARTS = images(40), images(20)


def run_of(*losses_of_scales, parts=PARTS):
    """A run whose records are one network, its last layer multiplied by each of these numbers."""
    run = Training(*parts)
    for scale in losses_of_scales:
        first, (W, b) = network(64, 12, 10)
        run.record([first, (W * scale, b * scale)])
    return run


def loss(params, X, y):
    """Image by image, with the plain formula."""
    total = 0.0
    for x, label in zip(X, y, strict=True):
        *hidden, (W, b) = params
        for V, c in hidden:
            x = np.where(x @ V + c > 0, x @ V + c, 0)
        z = x @ W + b
        total += math.log(sum(math.exp(v) for v in z)) - z[label]
    return total / len(y)


def test_each_record_has_its_losses_and_its_own_copy():
    run = Training(*PARTS)
    params = network(64, 12, 10)
    for _ in range(3):
        run.record(params)
        params[0][0][:] *= 1.3  # in place, as some loops do
    again = network(64, 12, 10)
    expected = [[loss([(again[0][0] * 1.3**k, again[0][1]), again[1]], *part) for k in range(3)] for part in PARTS]
    assert run.losses["training"] == pytest.approx(expected[0], abs=1e-9)
    assert run.losses["validation"] == pytest.approx(expected[1], abs=1e-9)
    assert run.indices == [0, 1, 2] and run.step == 2
    run.step = 0
    assert np.array_equal(run.params[0][0], again[0][0])
    run.record([[W.tolist(), b.tolist()] for W, b in again])  # lists will do
    assert run.losses["training"][3] == pytest.approx(expected[0][0])
    run.clear()
    assert run.indices == [] and "Nothing is recorded yet" in run.said


def test_of_a_long_run_fewer_records_are_kept_and_the_last_always(monkeypatch):
    monkeypatch.setattr(runs, "MOST", 8)
    run = run_of(*np.linspace(1, 2, 30))
    assert run.indices == [0, 8, 16, 24, 29] and len(run.losses["training"]) == 5
    run.step = 11
    assert np.array_equal(run.params[1][0], network(64, 12, 10)[1][0] * np.linspace(1, 2, 30)[8])


def test_a_run_that_diverges_is_said_with_its_step_and_a_likely_reason():
    run = run_of(1, 3, 9, np.nan)
    first, top = run.losses["training"][[0, 2]]
    assert run.diverged == 3 and run.said == (
        "At epoch 3 W of params[1] holds NaN: the run has diverged, and what follows means nothing. Before that the "
        f"loss had risen from {first:.3g} to {top:.3g}: most likely the learning rate is too large."
    )
    assert math.isnan(run.accuracies["validation"][3]) and math.isfinite(run.accuracies["validation"][2])
    assert "had not risen before: either a step was far too large" in run_of(1, 0.9, np.inf).said
    assert run_of(np.nan).said.startswith("At epoch 0 W of params[1] holds NaN, before a step was made")
    overflow = run_of(1, 1e308)  # finite weights, infinite logits
    assert overflow.diverged == 1 and "At epoch 1 the loss is" in overflow.said
    assert "it has risen: the learning rate is too large, or the steps lead uphill" in run_of(1, 5).said
    assert "hardly changed since the start" in run_of(1, 1, 1, 1).said
    assert len(run.still().png) > 5000 and len(run_of().still().png) > 5000


def test_over_fitting_is_said_where_it_is_and_not_elsewhere():
    X, y = images(10)
    other = images(30)
    params, run = [(np.zeros((64, 10)), np.zeros(10))], Training((X, y), other)
    run.record(params)
    for _ in range(60):  # noise has nothing to teach
        W, b = params[0]
        p = np.exp(X @ W + b)
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(10), y] -= 1
        params = [(W - 0.1 * X.T @ p / 10, b - 0.1 * p.mean(axis=0))]
        run.record(params)
    held = run.losses["validation"]
    assert run.losses["training"][-1] < 0.5 and held[-1] > 1.05 * held.min()
    assert f"was least at epoch {held.argmin()}, {held.min():.3g}" in run.said and "it over-fits" in run.said
    assert "over-fits" not in run_of(1, 0.9, 0.8, 0.7, 0.6).said


def follow(train, params=None, **options):
    figure = Training(*PARTS, train=train, params=params or network(64, 10), epochs=3, seed=5, **options)
    figure._follow(*figure._train)
    return figure


def test_a_learners_train_is_called_epoch_by_epoch():
    calls = []

    def train(params, X, y, lr, epochs, seed):
        calls.append((lr, epochs, seed, len(X)))
        return [1.0, 0.5], [(0.9 * W, b) for W, b in params]

    figure = follow(train, lambda: network(64, 10), lr=0.2)
    assert calls == [(0.2, 1, 5, 40), (0.2, 1, 6, 40), (0.2, 1, 7, 40)] and figure.indices == [0, 1, 2, 3]
    figure.step = 2
    assert figure.params[0][0] == pytest.approx(0.81 * network(64, 10)[0][0])


def endless(*_):
    while True:
        time.sleep(0.01)


def stub(*_):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("train", "says"),
    [
        (stub, "stub is still to be written."),
        (lambda *a: 1 / 0, "raised ZeroDivisionError: division by zero"),
        (lambda *a: None, "returned None; expected (history, params). Is there a `return` in it?"),
        (lambda *a: [1, 2, 3], "returned list; expected (history, params)"),
        (lambda p, *a: (p, [1.0, 0.5]), "must return (history, params), in this order. params must be"),
        (lambda p, *a: ([1], network(64, 9)), "The records so far are of a network [64, 10]; got [64, 9]"),
        (endless, "endless did not end within"),
    ],
)  # fmt: skip
def test_a_learners_train_that_goes_wrong_is_a_sentence(train, says, monkeypatch):
    monkeypatch.setattr("gradus.figures.kit.learner.SECONDS", 0.1)
    figure = follow(train)
    assert says in figure.said and figure.words == figure.said and figure.indices == [0]


def test_params_that_are_still_to_be_written_are_a_sentence():
    assert follow(stub, stub).said == "stub is still to be written."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Training(3), r"training is a pair \(X, y\) of images and labels; got int"),
        (lambda: Training(PARTS[0], (PARTS[1][0][:, :9], PARTS[1][1])), "X of validation must have 64 columns"),
        (lambda: Training((PARTS[0][0], PARTS[0][1] - 1)), r"y of training must hold whole numbers 0 or more"),
        (lambda: Training((np.full((2, 64), np.inf), [0, 1])), "X of training holds NaN or infinity"),
        (lambda: Training((np.empty((0, 64)), [])), "X of training is empty"),
        (lambda: Training(*PARTS, unit=""), "unit is a word"),
        (lambda: Training(*PARTS, train=3), "train is a function of yours"),
        (lambda: Training(*PARTS, train=stub), "train needs params"),
        (lambda: Training(*PARTS, train=stub, params=[], epochs=0.5), "epochs and seed are whole"),
        (lambda: Training(*PARTS).record(network(63, 10)), "first W must have 64 rows"),
        (lambda: Training(*PARTS).record(network(64, 9)), "labels go up to 9, but the last W has only 9 columns"),
        (lambda: run_of(1).record(network(64, 10)), r"of a network \[64, 12, 10\]; got \[64, 10\]"),
        (lambda: Training(*PARTS).params, "Nothing is recorded yet"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(GradusError, match=says):
        wrong()
