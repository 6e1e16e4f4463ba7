"""What all live figures share without a browser: traits, numbers, stills, sentences for what cannot be drawn."""

import json
import math
import re

import nbformat
import numpy as np
import pytest
import traitlets
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from gradus.errors import GradusError
from gradus.figures import Bowl, Descent, ErrorCurve, GradientField, Map, Ravine, Secant, Slice, Surface, Zoom


def bowl(x, y):
    return x**2 / 2 + 5 * y**2


def saddle(w):
    return w[0] ** 2 - w[1] ** 2


ALL = {
    "secant": lambda: Secant(np.sin),
    "error curve": lambda: ErrorCurve(np.exp, np.exp),
    "zoom": lambda: Zoom(math.exp, 0.0),
    "slice": lambda: Slice(bowl, axis=1),
    "field": lambda: GradientField(saddle),
    "map": lambda: Map(bowl),
    "descent": lambda: Descent(bowl, (1.0, 1.0)),
    "descent in 1-D": lambda: Descent(np.cos, 1.0),
    "descent without values": lambda: Descent(lambda x, y: np.log(x), (1.0, 1.0)),
    "flat": lambda: GradientField(lambda x, y: 2.0),
    "ravine": lambda: Ravine(),
    "surface": lambda: Surface(bowl),
    "surface with a path": lambda: Surface(bowl, point=(1.0, 1.0), path=Descent(bowl, (1.0, 1.0), 0.3).path),
    "surface with gaps": lambda: Surface(lambda x, y: np.log(x)),
    "bowl": lambda: Bowl(),
    "round bowl": lambda: Bowl([[2, 0], [0, 2]], point=(0, 0)),
}


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
def test_a_figure_carries_a_widget_and_a_still_for_viewers_without_a_kernel(make):
    figure = make()
    widget, data = figure.outputs()
    assert "application/vnd.jupyter.widget-view+json" in widget and "text/html" not in widget
    assert re.search(r'<img src="data:image/png;base64,[^"]{1000,}" ', data["text/html"])
    assert len(figure.describe()) > 60 and figure.describe() in data["text/plain"]
    json.dumps({k: v for k, v in figure.scene.items() if k != "grid"}, allow_nan=False)
    outputs = [new_output("display_data", data=data) for data in (widget, data)]
    notebook = new_notebook(cells=[new_code_cell("", outputs=outputs)])
    nbformat.validate(notebook)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert (
        page.count('<div class="gradus-fallback"><figure class="gradus-still">') == 1 and "widget-view+json" not in page
    )


def test_descent_is_read_and_set():
    figure = Descent(bowl, (2.0, 1.0), learning_rate=0.05, steps=20)
    assert figure.path.shape == (21, 2) and figure.losses.shape == (21,)
    assert figure.path[1] == pytest.approx([1.9, 0.5], abs=1e-9) and figure.losses[0] == pytest.approx(7)
    assert figure.largest_stable == 0.2
    facts = {}
    for figure.learning_rate in (0.01, 0.1, 0.2, 0.3):
        facts[figure.learning_rate] = (figure.rest, figure.how)
    assert facts == {
        0.01: ("not yet at rest", "from one side"),
        0.1: ("not yet at rest", "from one side"),
        0.2: ("not yet at rest", "from side to side"),
        0.3: ("leaves all bounds", "from side to side"),
    }
    assert figure.step == 0
    figure.start, figure.momentum, figure.step = (0.5, 0.5), 0.5, 99
    assert figure.path[0].tolist() == [0.5, 0.5] and figure.step == 20
    assert figure.sliders["momentum"].value == 0.5
    figure.sliders["learning_rate"].value = 10 ** (-1 + 1e-15)  # as the browser's arithmetic has it
    assert figure.learning_rate == 0.1


def test_descent_in_one_dimension_speaks_numbers():
    figure = Descent(lambda x: 2 * x**2, 1.0, learning_rate=0.1, steps=5)
    assert figure.path == pytest.approx(0.6 ** np.arange(6), abs=1e-12)
    assert figure.start == 1.0 and figure.largest_stable == 0.5
    figure.set_state({"start": [0.5, 0.0]})  # as the browser sends it
    assert figure.start == 0.5 and figure.get_state("start")["start"] == [0.5, 0.0]


def test_a_loss_that_cannot_be_negative_is_not():
    figure = Descent(lambda x: x**2 / 2, -2.5, learning_rate=0.6, steps=40)
    assert figure.rest == "comes to rest" and figure.losses.min() >= 0
    assert figure.losses[-1] == figure.path[-1] ** 2 / 2
    assert "loss -" not in figure.describe() and figure.scene["lowest"] >= 0


def test_the_limit_and_the_slider_of_momentum_are_shown_when_asked_for():
    plain, full = Descent(bowl, (1, 1)), Descent(bowl, (1, 1), momentum=0.0, mark_limit=True)
    assert (plain.scene["largest"], plain.scene["heavy"], plain.momentum) == (None, False, 0)
    assert (full.scene["largest"], full.scene["heavy"]) == (pytest.approx(10), True)
    assert "momentum" not in plain.describe() and "momentum 0" in full.describe()


def test_a_hessian_that_is_given_sets_the_mark():
    assert Descent(np.cos, 1.0).largest_stable is None
    assert Descent(np.cos, 1.0, hessian=1.0).largest_stable == 2
    assert Descent(lambda x, y: np.cos(x) + y**4, (1, 1), hessian=[[1, 0], [0, 8]]).largest_stable == 0.25


def test_the_field_reads_gradient_steepness_and_slope():
    figure = GradientField(bowl, (1.0, -0.5), direction=90)
    assert figure.gradient == pytest.approx([1, -5]) and figure.steepness == pytest.approx(26**0.5)
    assert figure.slope == pytest.approx(-5)
    figure.point, figure.direction = (0, 1), 0
    assert (figure.slope, figure.point) == (pytest.approx(0), (0.0, 1.0))
    assert GradientField(bowl, grad=lambda x, y: (7, 0)).gradient.tolist() == [7, 0]


def test_a_slice_reads_the_partial_derivative():
    figure = Slice(lambda x, y: x**2 * y, (2.0, 3.0), axis=0)
    assert figure.slope == pytest.approx(12)
    figure.axis = 1
    assert figure.slope == pytest.approx(4)
    figure.point = (-1, 1)
    assert (figure.x, figure.y, figure.slope) == (-1, 1, pytest.approx(1))


def test_the_ravine_keeps_to_the_theory():
    figure = Ravine(condition=100, learning_rate=2 / 1.01, momentum=0.0)
    assert figure.rates["plain"] == pytest.approx(99 / 101)
    figure.learning_rate, figure.momentum = 4 / 1.1**2, 0.67  # ((10 - 1) / (10 + 1))^2 = 0.669
    assert figure.rates["momentum"] == pytest.approx(9 / 11, abs=2e-3)
    errors = np.abs(figure.paths["momentum"])
    assert errors.shape == (61, 2) and errors[-1].max() < 1e-3 < np.abs(figure.paths["plain"][-1]).max()


def test_the_error_curve_goes_to_the_nearest_step():
    figure = ErrorCurve(np.exp, np.exp, h=1.03e-5)
    assert figure.h == pytest.approx(1e-5) and figure.error < 1e-9
    figure.h = 1
    assert figure.error == pytest.approx(math.e * (math.sinh(1) - 1))


def test_a_zoom_keeps_the_curve_and_straightens_it():
    side, kink = Zoom(np.sin, 0.5).scene["sides"]
    bends = [np.abs(np.diff(level, 2)).max() for level in side["levels"]]
    assert all(b < 0.2 * a for a, b in zip(bends[:4], bends[1:5], strict=True))
    assert np.allclose(kink["levels"][6], kink["levels"][0])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Descent(bowl, (9.0, 0.0)), "start must be two numbers in the window"),
        (lambda: Descent(bowl, (1, 2, 3)), "start must be"),
        (lambda: Descent(bowl, "here"), "start must be"),
        (lambda: Descent(np.cos, math.nan), "start must be"),
        (lambda: Descent(bowl, (1, 1), learning_rate=0), "learning rate = 0 is outside"),
        (lambda: Descent(bowl, (1, 1), learning_rate="big"), "learning rate must be a number"),
        (lambda: Descent(bowl, (1, 1), momentum=1.0), "momentum = 1 is outside"),
        (lambda: Descent(bowl, (1, 1), steps=0), "steps is a whole number"),
        (lambda: Descent(bowl, (1, 1), steps=10**7), "steps is a whole number"),
        (lambda: Descent(bowl, (1, 1), hessian=[1, 2]), "hessian is 2 × 2"),
        (lambda: Descent(lambda x, y: math.log(x), (-1, 1)), "no finite real value"),
        (lambda: Descent(lambda x: None, 1.0), "returned None"),
        (lambda: Descent(bowl, 1.0), "raised TypeError"),
        (lambda: GradientField(bowl, (9, 9)), "point must be"),
        (lambda: GradientField(bowl, window=(0, 0)), "window"),
        (lambda: GradientField(bowl, direction=400), "direction = 400 is outside"),
        (lambda: Slice(bowl, axis=2), "axis is 0"),
        (lambda: Slice(lambda x, y: "up"), "expected a number"),
        (lambda: Surface(bowl, point=(9, 9)), "point must be"),
        (lambda: Surface(bowl, path=[1, 2, 3]), "path has shape"),
        (lambda: Surface(bowl, path=[]), "path has shape"),
        (lambda: Surface(bowl, path="down"), "path is an array"),
        (lambda: Surface(bowl, path=[(math.nan, 0)]), "the first one finite"),
        (lambda: setattr(Surface(bowl), "view", (0, 2)), "view is .* the elevation 5 to 90"),
        (lambda: setattr(Surface(bowl), "view", (math.inf, 30)), "view is"),
        (lambda: setattr(Surface(bowl), "zoom", 0.5), "zoom is a number from 1 to 5"),
        (lambda: setattr(Surface(bowl), "zoom", "near"), "zoom is a number"),
        (lambda: Bowl([[1, 2], [3, 4]]), "2 × 2 and symmetric"),
        (lambda: Bowl([[1, 2], [2, 1]]), "both must be positive"),
        (lambda: Bowl(3), "2 × 2"),
        (lambda: Bowl(point=(9, 9)), "point must be"),
        (lambda: Bowl(turn=181), "turn = 181 is outside"),
        (lambda: Ravine(condition=0.5), "condition = 0.5 is outside"),
        (lambda: Ravine(steps=-1), "steps is"),
        (lambda: Zoom(np.sin, 1.0, width=0), "width must be"),
        (lambda: ErrorCurve(np.exp, np.exp, h=0), "h = 0 is outside"),
        (lambda: Descent(bowl, (1, 1), learning_rates=3), "slider's range"),
        (lambda: Surface(lambda x, y: math.nan), "no finite real value anywhere"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(GradusError, match=says):
        wrong()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [0.0, 1e-300, 1e290])
def test_flat_tiny_and_huge_functions_are_drawn_without_a_warning(scale):
    def f(x, y):
        return scale * (x**2 + y**2)

    for figure in (Slice(f), GradientField(f), Descent(f, (1.0, 1.0))):
        assert len(figure.outputs()) == 2
    for figure in (Surface(f), Surface(f, point=(1, 1), path=[(1, 1), (0, 0), (1e9, 0)])):
        assert len(figure.outputs()) == 2


def test_where_there_is_no_direction_the_field_says_so():
    assert "the gradient is zero" in GradientField(bowl, (0.0, 0.0)).describe()
    assert "no gradient" in GradientField(lambda x, y: math.log(x), (1e-9, 1.0), window=(0, 3)).describe()
    assert "no slope" in Slice(lambda x, y: math.log(x), (1e-9, 1.0), window=(0, 3)).describe()


def test_a_surface_shows_arrows_or_slopes_with_words():
    arrows, slopes = Surface(saddle), Surface(bowl, point=(1.0, 0.5))
    assert "gradients, as arrows" in arrows.describe() and "arrows" not in slopes.describe()
    assert "slope along x is 1, along y 5" in slopes.describe() and "height is 1.75" in slopes.describe()
    assert all(len(figure.still().png) > 20_000 for figure in (arrows, slopes))


def test_a_surface_is_read_and_set():
    figure = Surface(bowl, point=(1.0, 0.5))
    assert (figure.view, figure.zoom) == ((-115, 30), 1)
    figure.view, figure.zoom, figure.point = (200, 90), 2, (0, -1)
    assert (figure.view, figure.zoom, figure.point) == ((-160, 90), 2, (0, -1))
    assert figure.height == 5 and figure.gradient == pytest.approx([0, -10])
    assert figure.reading == pytest.approx([0, -1, 5, 0, -10])
    figure.set_state({"view": [10, 20], "zoom": 3, "point": [1, 1]})  # as the browser sends it
    assert (figure.view, figure.zoom, figure.point) == ((10, 20), 3, (1, 1)) and figure.reading[2] == 5.5
    assert Surface(bowl, lambda x, y: (7, 8), point=(1, 1)).gradient.tolist() == [7, 8]


def test_the_numbers_at_the_point_are_those_of_f_itself():
    figure = Surface(lambda x, y: abs(x) ** 0.5, point=(0.013, 1))
    assert figure.reading[2] == 0.013**0.5 != pytest.approx(figure.grid.value(0.013, 1), rel=1e-3)


def test_a_point_where_f_fails_leaves_the_surface_alive():
    def holed(x, y):
        if 0.01 < x < 0.02:
            raise KeyError(x)
        return x * y

    figure = Surface(holed, point=(1, 1))
    figure.point = (0.015, 1)
    assert figure.reading == [0.015, 1, None, None, None]
    figure.point = (2, 1)
    assert figure.reading[2] == 2


def test_without_a_point_a_surface_begins_where_there_is_something():
    assert Surface(bowl).point == (0, 0) and Surface(bowl, window=(0, 1, 0, 2)).point == (0.5, 1)
    assert Surface(bowl, path=[(2, 1), (0, 0)]).point == (2, 1)
    assert Surface(bowl, path=[(9, 9), (0, 0)]).point == (0, 0)
    figure = Surface(lambda x, y: np.log(x))
    assert figure.point[0] > 0 and math.isfinite(figure.height) and np.isfinite(figure.gradient).all()


def test_a_point_is_shared_by_two_figures():
    surface, field = Surface(bowl, point=(1, 1)), GradientField(bowl, point=(0, 0))
    link = traitlets.link((surface, "point"), (field, "point"))
    assert field.point == (1, 1)
    field.point = (2, -1)
    assert surface.point == (2, -1) and surface.reading[:2] == [2, -1]
    surface.set_state({"point": [0.5, 0.5]})
    assert field.point == (0.5, 0.5)
    link.unlink()


@pytest.mark.parametrize("turn", [0, 30, 133, 180])
def test_a_bowl_turns_its_eigenvectors_and_keeps_its_eigenvalues(turn):
    figure = Bowl([[2, 1], [1, 3]], turn=turn)
    assert figure.eigenvalues == pytest.approx([(5 - 5**0.5) / 2, (5 + 5**0.5) / 2])
    for k in (0, 1):
        figure.point = 2 * figure.eigenvectors[:, k]
        assert figure.angle < 1e-6 and "straight at the bottom" in figure.describe()
        assert figure.gradient == pytest.approx(figure.eigenvalues[k] * np.array(figure.point))
    rotation = math.radians(turn)
    start = np.linalg.eigh(np.array([[2, 1], [1, 3]]))[1][:, 0]
    turned = [[math.cos(rotation), -math.sin(rotation)], [math.sin(rotation), math.cos(rotation)]] @ start
    assert abs(turned @ figure.eigenvectors[:, 0]) == pytest.approx(1)


def test_elsewhere_downhill_does_not_point_at_the_bottom():
    figure = Bowl([[1, 0], [0, 3]], point=(1, 1))
    assert figure.angle == pytest.approx(math.degrees(math.atan2(3, 1)) - 45)
    assert "26.6 degrees past the bottom" in figure.describe()
    figure.point = (0, 0)
    assert math.isnan(figure.angle) and "the gradient is zero" in figure.describe()


def test_sliders_of_ipywidgets_are_made_when_asked_for_and_move_with_the_figure():
    figure = Ravine()
    assert "sliders" not in vars(figure) and "condition" in figure.get_state()
    sliders = figure.sliders
    assert (
        list(sliders) == ["condition", "plain_learning_rate", "learning_rate", "momentum"] and figure.sliders is sliders
    )
    sliders["momentum"].value = 0.5
    assert figure.momentum == 0.5
    figure.learning_rate = 0.3
    assert sliders["learning_rate"].value == pytest.approx(0.3) and figure.learning_rate == 0.3
    figure.set_state({"condition": figure.specs["condition"].stops[7]})  # as the browser sends it
    assert sliders["condition"].value == figure.specs["condition"].stops[7]


def test_what_the_browser_sends_is_a_stop_and_needs_no_answer():
    figure = Secant(np.sin)
    for stop in figure.specs["h"].stops:
        figure.set_state({"h": json.loads(json.dumps(stop))})
        assert figure.h == stop and figure.get_state("h")["h"] == stop
    assert figure.scales["h"] == {"label": "h", "stops": figure.specs["h"].stops}


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
def test_python_sends_nothing_back_of_what_it_hears(make, monkeypatch):
    figure, sent = make(), []
    monkeypatch.setattr(figure, "_send", lambda message, buffers=None: sent.append(message))
    moved = {name: spec.stops[3] for name, spec in figure.specs.items()}
    places = {name: [0.5, 0.0] for name in ("start", "point") if name in figure.keys}
    heard = moved | places | ({"step": 1} if "step" in figure.keys else {})
    for name, value in heard.items():
        figure.set_state({name: value})
    assert not [message for message in sent if message["state"].keys() & heard.keys()]
    assert all(getattr(figure, name) == value for name, value in moved.items())


def test_where_no_widget_can_live_a_figure_is_its_words(capsys):
    Secant(np.sin)._ipython_display_()
    assert "Curve of sin with the points (1, 0.84147)" in capsys.readouterr().out
