"""A learner's own gradient and descent in a figure: right, wrong, raising, without end, still to be written."""

import time

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures import Descent, GradientField, Slice
from gradus.figures.kit import learner, own_gradient, own_walk
from gradus.figures.kit.flat import flat_places
from gradus.figures.kit.grid import sample_plane
from gradus.figures.kit.own_gradient import told
from tests.figures.own_answers import descend, endless, partial, raises, stub


def bowl(x, y):
    return (x**2 + 4 * y**2) / 2


def two_valleys(x):
    return x**4 / 4 - x**2 + 0.3 * x + 1.5


def uphill(grad, theta, lr, steps):
    return descend(grad, theta, -lr, steps)


def forgets_its_start(grad, theta, lr, steps):
    return descend(grad, theta, lr, steps)[1:]


def keeps_one_array(grad, theta, lr, steps):
    path = [theta]
    for _ in range(steps):
        theta -= lr * grad(theta)
        path.append(theta)
    return np.array(path)


def loses_its_way(grad, theta, lr, steps):
    path = descend(grad, theta, lr, steps)
    path[5:] = np.nan
    return path


def only_the_end(grad, theta, lr, steps):
    return descend(grad, theta, lr, steps)[-1]


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Time enough for what ends by itself, however busy the machine is."""
    monkeypatch.setattr(learner, "SECONDS", 60)
    for module in (own_walk, own_gradient):
        monkeypatch.setattr(module, "AHEAD", 30)


@pytest.fixture
def short(request, monkeypatch, patient):
    """Little time for what never ends, and for nothing else."""
    if endless not in request.node.callspec.params.values():
        return
    monkeypatch.setattr(learner, "SECONDS", 0.3)
    for module in (own_walk, own_gradient):
        monkeypatch.setattr(module, "AHEAD", 0.05)


@pytest.mark.parametrize("lr", [0.1, 0.45, 0.6, 3.0])
def test_a_right_descent_is_the_figures_walk_at_every_learning_rate(lr):
    figure = Descent(bowl, (-2.5, 1.5), learning_rate=lr, steps=40, descend=descend)
    assert np.array_equal(figure.own_path, figure.path)
    assert (figure.own_rest, figure.own_how) == (figure.rest, figure.how)
    assert figure.own_said == "It is the figure's walk, place for place." and figure.own_said in figure.describe()
    assert figure.step == 40 and len(figure.yours["rates"]) > 20  # asked ahead


@pytest.mark.parametrize("lr", [0.1, 0.65, 2.0])
def test_a_right_descent_on_a_curve_is_the_figures_walk(lr):
    figure = Descent(two_valleys, 0.5, learning_rate=lr, steps=60, window=(-2.2, 2.2), descend=descend)
    assert np.array_equal(figure.own_path, figure.path)
    assert (figure.own_rest, figure.own_how) == (figure.rest, figure.how)
    if lr == 0.65:
        assert "Yours: Does not rest: it hops between two places. It is" in figure.describe()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (uphill, "Its first step leads uphill. It leaves the figure's walk at step 1."),
        (forgets_its_start, "It begins at (-2.25, 0.9), not at the start. It has 40 places; the start and 40 steps"),
        (keeps_one_array, "All its places are the same."),
        (loses_its_way, "Step 5 leads to a place that is not a number."),
        (only_the_end, "only_the_end(grad, start, 0.1, 40) returned numbers of shape (2,); expected the path"),
        (lambda grad, theta, *_: grad([theta]), "Your function raised ValueError: grad takes an array of shape (2,)"),
        (lambda *_: None, "returned None; expected the path, numbers of shape (41, 2). Is there a `return` in it?"),
        (lambda *_: np.zeros((0, 2)), "returned a path without a first place."),
        (lambda *_: 1j, "expected the path"),
        (raises, "raises raised ZeroDivisionError: division by zero. It happened in line"),
        (stub, "stub is still to be written."),
        (lambda *_: stub(), "stub is still to be written."),
        (lambda *_: raises(), "raises raised ZeroDivisionError"),
        (endless, "endless did not end within 0.3 seconds."),
    ],
)  # fmt: skip
def test_another_descent_says_how_it_is_wrong(wrong, says, short):
    figure = Descent(bowl, (-2.5, 1.5), learning_rate=0.1, steps=40, descend=wrong)
    assert says in figure.own_said
    assert figure.rest == "not yet at rest" and figure.path.shape == (41, 2)  # the figure's own walk goes on
    figure.learning_rate = 0.2
    assert figure.own_said and figure.outputs()


def test_what_can_be_drawn_of_a_wrong_path_is():
    assert Descent(bowl, (-2.5, 1.5), steps=40, descend=forgets_its_start).own_path.shape == (40, 2)
    assert Descent(bowl, (-2.5, 1.5), steps=40, descend=loses_its_way).own_path.shape == (5, 2)
    assert Descent(bowl, (-2.5, 1.5), steps=40, descend=only_the_end).own_path is None
    far = Descent(bowl, (-2.5, 1.5), steps=40, learning_rate=10.0, descend=descend)
    assert far.own_rest == "leaves all bounds" and len(far.own_path) == len(far.path) < 41


def test_descend_is_asked_again_when_the_start_or_an_unknown_learning_rate_comes():
    asked = []

    def watched(grad, theta, lr, steps):
        asked.append((tuple(theta), lr))
        theta[:] = 0  # its own copy
        return descend(grad, np.array([1.0, 1.0]), lr, steps)

    figure = Descent(bowl, (-2.5, 1.5), learning_rate=0.1, steps=5, descend=watched)
    assert asked[0] == ((-2.5, 1.5), 0.1) and len({rate for _, rate in asked}) == len(asked)
    count = len(asked)
    figure.learning_rate = 0.2 * 10 ** (1 / 50)  # no stop
    assert asked[count] == ((-2.5, 1.5), figure.learning_rate)
    count = len(asked)
    figure.learning_rate = 0.1
    figure.learning_rate = 0.2
    assert "It begins at (1, 1), not at the start." in figure.own_said
    figure.start = (1.0, 1.0)
    assert asked[-1][0] == (1.0, 1.0) and "begins at" not in figure.own_said and count < len(asked)


def test_a_slow_descent_is_asked_ahead_as_far_as_there_is_time(monkeypatch):
    def slow(grad, theta, lr, steps):
        time.sleep(0.1)
        return descend(grad, theta, lr, steps)

    monkeypatch.setattr(own_walk, "AHEAD", 0.5)
    figure = Descent(bowl, (-2.5, 1.5), steps=5, descend=slow)
    assert 1 <= len(figure.yours["rates"]) <= 6
    assert figure.yours["rates"][0] == 0.1


def test_a_race_of_momentum_against_the_plain_walk():
    def rolled(grad, theta, lr, steps, beta=0.7):
        path, v = [theta], 0.0
        for _ in range(steps):
            v = beta * v + grad(path[-1])
            path.append(path[-1] - lr * v)
        return np.array(path)

    figure = Descent(bowl, (-2.5, 1.5), learning_rate=0.1, steps=40, descend=rolled)
    assert figure.own_said == "It leaves the figure's walk at step 2."
    model = Descent(bowl, (-2.5, 1.5), learning_rate=0.1, momentum=0.7, steps=40)
    assert np.allclose(figure.own_path, model.path, atol=1e-12) and figure.own_how == model.how == "from side to side"


def test_without_a_descend_there_is_nothing_of_it():
    figure = Descent(bowl, (-2.5, 1.5))
    assert figure.own_path is None and figure.own_rest == figure.own_said == "" and figure.step == 0
    assert not figure.scene["own"] and figure.yours == {} and "Yours" not in figure.describe()


def gradient(f, x, h=1e-5):
    result = np.zeros(2)
    for k in range(2):
        ahead, behind = x.copy(), x.copy()
        ahead[k] += h
        behind[k] -= h
        result[k] = (f(ahead) - f(behind)) / (2 * h)
    return result


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (gradient, "It agrees with the figure's: they are"),
        (lambda f, x: gradient(f, x, 1e-2) + 1e-3, "It nearly agrees with the figure's: they are 0.0014 apart."),
        (lambda f, x: -gradient(f, x), "It points the opposite way, downhill, and is as long: they are 8.2 apart."),
        (lambda f, x: 2 * gradient(f, x), "It points the same way as the figure's, and is 2 times as long"),
        (lambda f, x: gradient(f, x) * [1, 0], "It stands at 76° to the figure's, and is 0.24 times as long"),
        (lambda f, x: np.zeros(2), "It is zero, and the figure's is not: they are 4.1 apart."),
        (lambda f, x: x * np.nan, "It is not two finite numbers."),
        (lambda f, x: 3.0, "returned one number; expected the gradient, two numbers."),
        (lambda f, x: None, "returned None"),
        (raises, "raises raised ZeroDivisionError"),
        (stub, "stub is still to be written."),
        (endless, "endless did not end within 0.3 seconds."),
    ],
)
def test_an_own_gradient_is_set_beside_the_figures(own, says, short):
    figure = GradientField(bowl, (1.0, -1.0), gradient=own)
    assert says in figure.own_said and figure.asked["said"] == figure.own_said
    assert figure.own_said in figure.describe() and figure.gradient == pytest.approx([1, -4])
    figure.point = (2.0, 0.5)
    assert figure.asked["at"] == [2.0, 0.5] and figure.own_said and figure.outputs()


def test_the_arrows_are_what_it_returns_at_their_places():
    figure = GradientField(bowl, window=(-3, 3, -1, 1), gradient=gradient)
    places = np.array(figure.scene["places"])
    assert places.shape == (44, 2) and np.allclose(figure.scene["own"], places * [1, 4], atol=1e-6)

    def harms(f, x):
        x[:] = 0
        return [1.0, np.inf] if f(x) else [0.0, 1.0]

    assert GradientField(bowl, gradient=harms).scene["own"] == [(0.0, 1.0)] * 121
    assert GradientField(lambda theta: theta @ theta, gradient=gradient).own_gradient == pytest.approx([2, 2])
    assert GradientField(bowl).scene["own"] is None and GradientField(bowl).own_said == ""


def test_where_the_gradient_is_zero_the_field_says_so():
    figure = GradientField(lambda x, y: 3 * x * np.exp(-(x**2 + y**2) / 4), gradient=gradient)
    assert figure.scene["flat"] == [pytest.approx((-(2**0.5), 0), abs=1e-7), pytest.approx((2**0.5, 0), abs=1e-7)]
    figure.point = figure.scene["flat"][1]
    assert "the gradient is zero: no direction leads up. At (1.414, 0) your gradient is" in figure.describe()
    assert "It agrees" in figure.own_said


@pytest.mark.parametrize("f", [lambda x, y: 0.0 * x, lambda x, y: x**2, lambda x, y: np.log(x), lambda x, y: x + y])
def test_a_line_or_plane_of_flat_places_is_left_out(f):
    figure = GradientField(f, (1.0, 1.0))
    assert figure.scene["flat"] == []
    grid = sample_plane(lambda x, y: (x - 1) ** 2 - (y + 0.3) ** 2, None, (-3, 3, -3, 3))
    assert flat_places(grid, lambda x, y: (2 * (x - 1), -2 * (y + 0.3)), (-3, 3, -3, 3)) == [(1.0, -0.3)]


def test_a_right_partial_agrees_along_both_axes_and_is_asked_once_a_place():
    asked = []

    def watched(f, x, i):
        asked.append((*x, i))
        answer = partial(f, x, i)
        x[:] = 0  # its own copy
        return answer

    figure = Slice(two_valleys_along_x, (0.5, -1.0), window=(-2, 2), partial=watched)
    assert figure.own_slope == pytest.approx(figure.slope, abs=1e-8)
    assert "It agrees with the slope of the cut" in figure.own_said and figure.own_said in figure.describe()
    figure.point = (1.0, 1.0)
    figure.axis = 1
    assert asked == [(0.5, -1.0, 0), (1.0, 1.0, 0), (1.0, 1.0, 1)]
    assert figure.own_slope == pytest.approx(4.0) and "along y is 4 here. It agrees" in figure.own_said
    assert figure.asked["height"] == pytest.approx(two_valleys_along_x(1.0, 1.0))


def two_valleys_along_x(x, y):
    return two_valleys(x) + 2 * y**2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda f, x, i: -partial(f, x, i), "It has the size of the cut's slope, and the other sign."),
        (lambda f, x, i: partial(f, x, 1 - i), "That is the slope along y, the other axis."),
        (lambda f, x, i: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5, "along y. Do both coordinates move?"),
        (lambda f, x, i: 2 * partial(f, x, i), "The slope of the cut is 1, and yours is 2 times that."),
        (lambda f, x, i: 1.005 * partial(f, x, i), "It nearly agrees with the slope of the cut: they are 0.005 apart."),
        (lambda f, x, i: [partial(f, x, k) for k in (0, 1)], "returned numbers of shape (2,); expected one number"),
        (lambda *_: np.nan, "returned nan, which is no slope."),
        (lambda *_: None, "returned None; expected one number, the slope. Is there a `return` in it?"),
        (raises, "raises raised ZeroDivisionError: division by zero. It happened in line"),
        (stub, "stub is still to be written."),
        (endless, "endless did not end within 0.3 seconds."),
    ],
)  # fmt: skip
def test_another_partial_says_how_it_is_wrong_and_the_figure_goes_on(wrong, says, short):
    figure = Slice(bowl, (1.0, -0.75), partial=wrong)
    assert says in figure.own_said and figure.slope == pytest.approx(1.0)
    figure.point = (1.5, 0.5)
    assert figure.asked["at"] == [1.5, 0.5, 0] and figure.own_said in figure.describe()


def test_a_partial_where_the_cut_is_level_or_has_no_slope():
    level = Slice(bowl, (0.0, 1.0), partial=lambda f, x, i: 0.5)
    assert level.own_said == "Your partial derivative along x is 0.5 here. The cut is level there."
    assert "It agrees" in Slice(lambda x, y: 7.0 + 0 * x, partial=partial).own_said
    edge = Slice(lambda x, y: np.log(x), (1e-9, 1.0), window=(0, 3), partial=lambda *_: 1.0)
    assert "The figure finds no slope there." in edge.own_said and edge.outputs()
    assert Slice(bowl).own_said == "" and np.isnan(Slice(bowl).own_slope)


def test_what_is_no_function_is_refused():
    with pytest.raises(GradusError, match="partial is a function of yours; got 2"):
        Slice(bowl, partial=2)
    with pytest.raises(GradusError, match="descend is a function of yours; got 3"):
        Descent(bowl, (1, 1), descend=3)
    with pytest.raises(GradusError, match="gradient is a function of yours; got 'g'"):
        GradientField(bowl, gradient="g")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (-0.5, "−0.5"), (1.23e-10, "1.2 × 10⁻¹⁰"), (-4e7, "−4 × 10⁷"), (290.0, "290"), (0.002, "0.002")],
)
def test_numbers_are_told_as_people_write_them(number, text):
    assert told(number) == text
