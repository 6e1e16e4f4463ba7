"""A learner's own gradient and descent in a real JupyterLab: shown, said, and the figure still answers a slider."""

import inspect

import numpy as np
import pytest

from tests.figures import own_answers
from tests.figures.notebook_page import figure_in, page_of
from tests.lab import errors_on, run_code, set_theme, settle, until

pytestmark = pytest.mark.browser

GROUND = """
from gradus.figures import Descent, GradientField, Slice

def bowl(x, y):
    return (x**2 + 4 * y**2) / 2

def land(x, y):
    return 3 * x * np.exp(-(x**2 + y**2) / 4)
"""


def some_of(functions, always=("right", "hangs")):
    """These in every run, the others in the wide one."""
    return [pytest.param(f, marks=[] if f in always else pytest.mark.wide) for f in functions]


DESCENTS = {
    "right": ("descend", "It is the figure's walk, place for place."),
    "uphill": ("lambda grad, theta, lr, steps: descend(grad, theta, -lr, steps)", "Its first step leads uphill."),
    "raises": ("raises", "raises raised ZeroDivisionError: division by zero."),
    "hangs": ("endless", "endless did not end within 2 seconds."),
    "stub": ("stub", "stub is still to be written."),
}
GRADIENTS = {
    "right": ("gradient", "It agrees with the figure's"),
    "downhill": ("lambda f, x: -gradient(f, x)", "It points the opposite way, downhill"),
    "raises": ("raises", "raises raised ZeroDivisionError"),
    "hangs": ("endless", "endless did not end within 2 seconds."),
    "stub": ("stub", "stub is still to be written."),
}
PARTIALS = {
    "right": ("partial", "It agrees with the slope of the cut"),
    "turned": ("lambda f, x, i: partial(f, x, 1 - i)", "That is the slope along y, the other axis."),
    "raises": ("raises", "raises raised ZeroDivisionError"),
    "hangs": ("endless", "endless did not end within 2 seconds."),
    "stub": ("stub", "stub is still to be written."),
}
FIGURES = {
    **{
        f"walk_{name}": f"Descent(bowl, (-2.5, 1.5), learning_rate=0.1, steps=40, descend={own})"
        for name, (own, _) in DESCENTS.items()
    },
    **{
        f"field_{name}": f"GradientField(land, (0.5, -1.0), direction=90, gradient={own})"
        for name, (own, _) in GRADIENTS.items()
    },
    **{f"cut_{name}": f"Slice(land, (0.5, -1.0), partial={own})" for name, (own, _) in PARTIALS.items()},
}
NAMES = list(FIGURES)


@pytest.fixture(scope="module")
def shown(desk, lab):
    cells = [inspect.getsource(own_answers) + GROUND, *(f"{name} = {code}\n{name}" for name, code in FIGURES.items())]
    page = page_of(desk, lab, "own", cells, len(FIGURES))
    page.finger = page.context.new_cdp_session(page)
    page.finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    yield page
    page.finger.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.finger.detach()


@pytest.fixture(autouse=True)
def no_errors(shown):
    shown.script_errors.clear()
    yield
    assert shown.script_errors == [] and errors_on(shown) == []


def root(page, name):
    return figure_in(page, NAMES.index(name) + 1)


def told(figure):
    return figure.locator("[role=status]").inner_text()


def data(figure, key):
    return figure.evaluate("(e, key) => e.dataset[key]", key)


def settled(page, holds):
    assert until(page, holds)


@pytest.mark.parametrize("name", some_of(DESCENTS))
def test_an_own_descent_is_shown_and_said_and_the_slider_still_answers(shown, name):
    figure = root(shown, f"walk_{name}")
    says = DESCENTS[name][1]
    assert says in told(figure)
    drawn = figure.locator(".path.other").nth(1).get_attribute("d")
    assert bool(drawn) == (name in ("right", "uphill"))
    before = float(data(figure, "learning_rate"))
    figure.get_by_role("slider", name="learning rate").focus()
    shown.keyboard.press("ArrowRight")
    settle(shown)
    assert float(data(figure, "learning_rate")) > before
    settled(shown, lambda: says in told(figure))


def test_a_right_descent_lies_on_the_figures_walk_while_the_slider_moves(shown):
    figure = root(shown, "walk_right")
    same = """e => e.own && !e.own.stale && e.own.xs.length === e.path.xs.length
        && e.own.xs.every((x, k) => Math.hypot(x - e.path.xs[k], e.own.ys[k] - e.path.ys[k]) < 1e-9)"""
    figure.get_by_role("slider", name="learning rate").focus()
    for key in ("PageUp", "PageUp", "PageDown", "ArrowRight"):
        shown.keyboard.press(key)
        settled(shown, lambda: figure.evaluate(same))
    settle(shown)
    assert run_code(shown, "print(walk_right.own_rest == walk_right.rest, np.array_equal(walk_right.own_path, walk_right.path))") == "True True"  # fmt: skip  # noqa: E501


def test_an_own_descent_waits_for_the_end_of_a_drag_of_the_start(shown):
    figure = root(shown, "walk_right")
    box = figure.locator(".field").bounding_box()
    x, y = box["x"] + 0.7 * box["width"], box["y"] + 0.3 * box["height"]
    quiet = len(shown.frames_sent)
    shown.mouse.move(x, y)
    shown.mouse.down()
    shown.mouse.move(x - 20, y + 10)
    assert told(figure) == "Yours: Your descent is asked again when you let go."
    assert data(figure, "stale") == "true" and figure.locator(".path.other.stale").count() == 2
    settle(shown)
    assert shown.frames_sent[quiet:] == []
    shown.mouse.up()
    settled(shown, lambda: "place for place" in told(figure))
    assert shown.frames_sent[quiet:].count("comm_msg") == 1
    assert data(figure, "stale") == "false"


@pytest.mark.parametrize("name", some_of(GRADIENTS))
def test_an_own_gradient_is_shown_and_said_and_the_figure_still_answers(shown, name):
    figure = root(shown, f"field_{name}")
    says = GRADIENTS[name][1]
    assert says in told(figure)
    works = name in ("right", "downhill")
    assert bool(figure.locator(".arrows.own").get_attribute("d")) == works
    assert bool(figure.locator(".arrow.own").get_attribute("d")) == works
    figure.get_by_role("slider", name="direction of u").focus()
    shown.keyboard.press("ArrowRight")
    assert data(figure, "direction") == "91"
    figure.locator(".handle").focus()
    shown.keyboard.press("ArrowRight")
    settled(shown, lambda: says in told(figure) and (not works or "At (0.6, −1)" in told(figure)))
    run_code(shown, f"field_{name}.direction = 90; field_{name}.point = (0.5, -1.0)")
    settle(shown)


def test_an_own_gradient_stays_faint_where_it_was_until_the_hand_lets_go(shown):
    figure = root(shown, "field_right")
    run_code(shown, "field_right.point = (0.5, -1.0)")
    settle(shown)
    root(shown, "field_right")
    arrow = figure.locator(".arrow.own")
    before = arrow.get_attribute("d")
    box = figure.locator(".field").bounding_box()
    shown.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.4 * box["height"])
    shown.mouse.down()
    assert arrow.get_attribute("d") == before and "stale" in arrow.get_attribute("class")
    assert told(figure) == "Your gradient is asked again when you let go."
    shown.mouse.up()
    settled(shown, lambda: "It agrees" in told(figure))
    assert arrow.get_attribute("d") != before and "stale" not in arrow.get_attribute("class")


@pytest.mark.parametrize("name", some_of(PARTIALS, always=("right",)))
def test_an_own_partial_is_shown_and_said_and_the_figure_still_answers(shown, name):
    figure = root(shown, f"cut_{name}")
    says = PARTIALS[name][1]
    assert says in told(figure)
    assert figure.locator(".own").first.is_visible() == (name in ("right", "turned"))
    figure.get_by_role("slider", name="x, where to cut").focus()
    shown.keyboard.press("ArrowRight")
    settled(shown, lambda: says in told(figure) and data(figure, "stale") == "false")
    assert float(data(figure, "x")) > 0.5
    run_code(shown, f"cut_{name}.point = (0.5, -1.0)")
    settle(shown)


def test_an_own_partial_stays_faint_where_it_was_until_the_hand_lets_go(shown):
    figure = root(shown, "cut_right")
    line = figure.locator(".own").first
    before = line.get_attribute("y1")
    knob = figure.locator(".handle:visible").bounding_box()
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    quiet = len(shown.frames_sent)
    shown.mouse.move(x, y)
    shown.mouse.down()
    shown.mouse.move(x + 40, y, steps=4)
    assert line.get_attribute("y1") == before and "faint" in line.get_attribute("class")
    assert told(figure) == "Your partial derivative is asked again when you let go."
    settle(shown)
    assert shown.frames_sent[quiet:] == []
    shown.mouse.up()
    settled(shown, lambda: "It agrees" in told(figure))
    assert line.get_attribute("y1") != before and "faint" not in line.get_attribute("class")


def tip_of(figure):
    box = figure.locator(".tip .dot").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_compass_is_taken_by_its_tip_and_the_point_stays(shown):
    figure = root(shown, "field_right")
    run_code(shown, "field_right.point = (0.5, -1.0); field_right.direction = 0")
    settle(shown)
    settled(shown, lambda: data(root(shown, "field_right"), "direction") == "0")
    x, y = tip_of(figure)
    knob = figure.locator(".handle").bounding_box()
    foot = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    quiet = len(shown.frames_sent)
    shown.mouse.move(x, y)
    shown.mouse.down()
    shown.mouse.move(foot[0], foot[1] - 80, steps=4)
    settle(shown)
    turned = float(data(figure, "direction"))
    assert shown.frames_sent[quiet:] == [] and turned == pytest.approx(90, abs=2)
    shown.mouse.up()
    settle(shown)
    assert shown.frames_sent[quiet:].count("comm_msg") == 1
    assert run_code(shown, "print(field_right.direction, field_right.point)") == f"{turned} (0.5, -1.0)"
    assert tip_of(figure)[0] == pytest.approx(foot[0], abs=1.5) and tip_of(figure)[1] < foot[1] - 30


def test_a_finger_takes_the_tip_too(shown):
    figure = root(shown, "field_right")
    run_code(shown, "field_right.point = (0.5, -1.0); field_right.direction = 0")
    settle(shown)
    settled(shown, lambda: data(root(shown, "field_right"), "direction") == "0")
    assert figure.locator(".tip circle").first.evaluate("e => getComputedStyle(e).touchAction") == "none"
    knob = figure.locator(".handle").bounding_box()
    x, y = tip_of(figure)
    for kind, at in [("touchStart", (x, y)), ("touchMove", (knob["x"] - 50, y)), ("touchEnd", None)]:
        points = [{"x": at[0], "y": at[1]}] if at else []
        shown.finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    settle(shown)
    turned, place = run_code(shown, "print(field_right.direction, field_right.point)").split(" ", 1)
    assert float(turned) == pytest.approx(180, abs=2) and place == "(0.5, -1.0)"


@pytest.mark.wide
def test_keys_come_to_round_places_and_to_where_the_arrow_is_zero(shown):
    figure = root(shown, "field_right")
    run_code(shown, "field_right.point = (1.63, 0.02)")
    settle(shown)
    figure.locator(".handle").focus()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft"):
        shown.keyboard.press(key)
    settle(shown)
    assert run_code(shown, "print(field_right.point)") == "(1.5, 0.0)"
    figure.locator(".handle").focus()
    shown.keyboard.press("ArrowLeft")
    settle(shown)
    x, y = map(float, run_code(shown, "print(*field_right.point)").split())
    assert (x, y) == pytest.approx((2**0.5, 0), abs=1e-7)
    figure.locator(".spoken", has_text="the gradient is zero").wait_for(state="attached")
    assert "contour" not in figure.locator(".spoken").inner_text()
    figure.locator(".handle").focus()
    for _ in range(14):
        shown.keyboard.press("ArrowLeft")
    settle(shown)
    assert run_code(shown, "print(*field_right.point)") == "0.0 0.0"


def test_the_angle_says_whose_it_is(shown):
    figure = root(shown, "field_right")
    assert "the gradient\u2019s angle to the contour" in figure.locator("dt").all_inner_texts()


@pytest.mark.wide
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(shown, node_modules, theme):
    shown.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    try:
        set_theme(shown, theme)
        found = shown.evaluate("async () => (await axe.run('.gradus-figure')).violations")
    finally:
        set_theme(shown, "light")
    assert {(v["id"], node["html"][:160]) for v in found for node in v["nodes"]} == set()


@pytest.mark.wide
@pytest.mark.parametrize("width", [360, *(pytest.param(w, marks=pytest.mark.slow) for w in (700, 1280))])
def test_nothing_is_cut_off(shown, width):
    sticks_out = """e => [...e.querySelectorAll('*')].filter(c => c.checkVisibility() && !c.closest('svg.plot')
        && c.getBoundingClientRect().right > e.getBoundingClientRect().right + 1)
        .map(c => c.outerHTML.slice(0, 90))"""

    def cut_off():
        names = ("walk_uphill", "field_downhill", "cut_turned")
        return {name: found for name in names if (found := root(shown, name).evaluate(sticks_out))}

    try:
        shown.set_viewport_size({"width": width, "height": 900})
        shown.wait_for_function("width => innerWidth === width", arg=width)
        # JupyterLab lays out its panels a moment after the window has its width
        assert until(shown, lambda: not cut_off()), cut_off()
    finally:
        shown.set_viewport_size({"width": 1100, "height": 1000})


def test_what_is_drawn_is_what_python_has(shown):
    figure = root(shown, "walk_uphill")
    run_code(shown, "walk_uphill.learning_rate = 0.05")
    settled(shown, lambda: figure.evaluate("e => !e.own.stale && Number(e.dataset.learning_rate) === 0.05"))
    xs = figure.evaluate("e => [...e.own.xs]")
    there = run_code(shown, "print(*walk_uphill.own_path[:, 0])").split()
    assert np.array_equal(xs, [float(x) for x in there])
