"""The board for a digit: its pixels, what a network reads in them, and what it refuses."""

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures import Digits
from gradus.figures.kit.drawing import pixels_of
from tests.figures.plain_page import images, network

NETWORK = network(64, 32, 10)
STROKES = [[[10.0, 6.0], [18.0, 4.0], [20.0, 10.0]], [[12.0, 20.0]]]


def chances(params, x):
    """The softmax, written out once more."""
    *hidden, (W, b) = params
    for V, c in hidden:
        x = np.where(x @ V + c > 0, x @ V + c, 0)
    e = np.exp(x @ W + b)
    return e / e.sum()


@pytest.mark.parametrize("sizes", [(64, 10), (64, 32, 10), (64, 7, 5, 10)])
def test_what_is_read_is_the_softmax_of_the_logits(sizes):
    params = network(*sizes)
    figure = Digits(params)
    for pixels in (np.zeros(64), *images(3)[0]):
        figure.pixels = pixels
        assert np.array_equal(figure.pixels, pixels)
        assert figure.probabilities == pytest.approx(chances(params, pixels), abs=1e-12)
        assert figure.reading == np.argmax(chances(params, pixels))
    assert figure.activity.shape == (sizes[1],) and len(figure.still().png) > 5000


def test_a_pixel_is_the_share_of_its_places_that_a_stroke_covers():
    line = pixels_of([[[16, 0], [16, 32]]], fit=False).reshape(8, 8)  # 5 wide: the places at 13.5 … 18.5
    assert np.array_equal(line, np.tile([0, 0, 0, 12 / 16, 12 / 16, 0, 0, 0], (8, 1)))
    dot = pixels_of([[[16, 16]]], fit=False)
    middles = np.arange(32) + 0.5
    assert dot.sum() * 16 == sum((x - 16) ** 2 + (y - 16) ** 2 <= 6.25 for x in middles for y in middles)
    assert not pixels_of([], fit=True).any()


def test_a_drawing_is_centred_and_scaled_as_the_data_are():
    shape = np.array([[0.0, 0], [4, 1], [3, 6], [0, 7.5]])
    one = pixels_of([shape + 3], fit=True)
    for scale, move in ((1, (20, 2)), (2, (1, 15)), (4, (12, 1))):
        assert np.array_equal(pixels_of([scale * shape + move], fit=True), one)
        assert not np.array_equal(pixels_of([scale * shape + move], fit=False), one)
    rows, columns = one.reshape(8, 8).any(axis=1), one.reshape(8, 8).any(axis=0)
    assert rows.all() and not columns[[0, 7]].any()  # as in the data
    wide = pixels_of([[[2, 16], [30, 16]]], fit=True).reshape(8, 8)
    assert wide.any(axis=0).tolist() == [False] + [True] * 6 + [False]
    assert np.array_equal(pixels_of([[[3, 3]]], fit=True), pixels_of([[[16, 16]]], fit=False))  # a dot stays one


def test_examples_are_loaded_and_drawn_on():
    X, y = images(9)
    figure = Digits(NETWORK, X, y)
    right = [np.argmax(chances(NETWORK, x)) for x in X]
    assert figure.misread == [k for k in range(9) if right[k] != y[k]] and figure.example is None
    figure.strokes = STROKES
    figure.example = 4
    assert figure.strokes == [] and np.array_equal(figure.pixels, X[4])
    assert f"row 4 of X, labelled {y[4]} as {figure.reading}" in figure.describe()
    figure.strokes = STROKES  # on an example nothing is moved
    assert np.array_equal(figure.pixels, np.maximum(X[4], pixels_of(STROKES, fit=False)))
    figure.pixels = X[2]
    assert (figure.example, figure.strokes) == (None, []) and np.array_equal(figure.pixels, X[2])
    figure.set_state({"strokes": STROKES, "given": [], "example": None, "fit": False})  # as the browser sends it
    assert np.array_equal(figure.pixels, pixels_of(STROKES, fit=False)) and not figure.fit


def spoilt(value, layer=0, which=0):
    params = [[W.copy(), b.copy()] for W, b in NETWORK]
    params[layer][which][..., 3] = value
    return params


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Digits(network(63, 10)), r"first W must have 64 rows, one for each pixel; got shape \(63, 10\)"),
        (lambda: Digits(network(64, 9)), r"last W must have 10 columns, one for each digit; got shape \(64, 9\)"),
        (lambda: Digits([NETWORK[0], network(31, 10)[0]]), r"W of params\[1\] has shape \(31, 10\), but the layer bef"),
        (lambda: Digits([(NETWORK[0][0], np.zeros(10))]), r"In params\[0\] W has shape \(64, 32\), so b must have"),
        (lambda: Digits([(np.zeros((64, 10)), np.zeros((10, 1)))]), r"b of params\[0\] must have one axis"),
        (lambda: Digits(spoilt(np.nan, 1, 1)), r"b of params\[1\] holds NaN: .* Did the training diverge\?"),
        (lambda: Digits(spoilt(-np.inf)), r"W of params\[0\] holds infinity"),
        (lambda: Digits(spoilt(1e300, 0) [:1] + spoilt(1e300, 1)[1:]), "logits become infinite"),
        (lambda: Digits([]), r"params must be a list of \(W, b\) pairs, one for each layer; got \[\]"),
        (lambda: Digits(NETWORK[0][0]), "params must be a list"),
        (lambda: Digits({"W": 1}), "params must be a list"),
        (lambda: Digits([NETWORK[0][0]]), r"params\[0\] is array"),
        (lambda: Digits([("W", "b")]), r"W of params\[0\] must be an array of numbers; got 'W'"),
        (lambda: Digits(NETWORK, 16 * images(2)[0]), "pixels from 0 to 1; got 0 to 16. Divide by 16."),
        (lambda: Digits(NETWORK, images(2)[0][:, :9]), "X must have 64 columns"),
        (lambda: Digits(NETWORK, np.full((2, 64), np.nan)), "X holds NaN or infinity, first in row 0"),
        (lambda: Digits(NETWORK, np.empty((0, 64))), "X is empty"),
        (lambda: Digits(NETWORK, *images(4)[:1], [1, 2, 3]), "a label for each of the 4 images"),
        (lambda: Digits(NETWORK, images(2)[0], [0, 10]), r"whole numbers from 0 to 9; y\[1\] is 10"),
        (lambda: Digits(NETWORK, y=[1]), "there is no X"),
        (lambda: setattr(Digits(NETWORK, *images(4)), "example", 4), "a row of X, 0 to 3; got 4"),
        (lambda: setattr(Digits(NETWORK), "example", 0), "no X to load from"),
        (lambda: setattr(Digits(NETWORK), "pixels", np.zeros(63)), "pixels must have 64 columns"),
        (lambda: setattr(Digits(NETWORK), "strokes", [[(1, 40)]]), "each from 0 to 32"),
        (lambda: setattr(Digits(NETWORK), "strokes", [[]]), "strokes is a list"),
    ],
)  # fmt: skip
def test_what_is_no_network_or_no_picture_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(GradusError, match=says):
        wrong()
