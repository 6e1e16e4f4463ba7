"""All figures in a real JupyterLab: keyboard, mouse, play, theme, narrow window, less motion, accessibility.

One notebook with every figure is run once; the tests read facts from the page, and what Python knows beside them.
"""

import json
import re

import numpy as np
import pytest
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.figures.notebook_page import figure_in, page_of
from tests.figures.test_secant_browser import KERNEL, knob_of
from tests.lab import errors_on, run_all, run_code, set_theme, settle, until

pytestmark = pytest.mark.browser

FIGURES = {
    "secant": "Secant(lambda x: x**2 / 4 + 1, x=1.0)",
    "errors": "ErrorCurve(np.exp, np.exp, x=1.0)",
    "zoom": "Zoom(np.sin, x=0.5)",
    "cut": "Slice(lambda x, y: x**2 * y)",
    "field": "GradientField(lambda x, y: x**2 + 3 * y**2)",
    "plane": "Descent(lambda w: w[0]**2 / 2 + 2 * w[1]**2 + w[0] * w[1] / 2, start=(-2.4, 2.0), steps=40, momentum=0)",
    "line": "Descent(lambda x: x**2 / 2, start=-2.5, learning_rate=1.7, momentum=0, mark_limit=True)",
    "ravine": "Ravine()",
    "many": "Descent(lambda x, y: x**2 + np.cos(y), start=(1.0, 1.0), learning_rate=0.01, steps=10**6)",
    "flat": "Descent(lambda x, y: 1.0, start=(1.0, 1.0))",
    "map": "Map(lambda x, y: x**2 - y**2, point=(0.5, -1.0))",
    "surface": "Surface(lambda x, y: x**2 - y**2 / 2)",
    "bowl": "Bowl(point=(1.0, 1.0), turn=30)",
    "tape": "TapePlayer(program, 2.0, 0.5)",
    "long": "TapePlayer(chain, 0.5, 1.5)",
    "board": "Digits([(np.eye(64)[:, :10], np.zeros(10))], np.eye(64), np.arange(64) % 7)",
    "learnt": "Training((np.eye(64), np.arange(64) % 10))\nlearnt.record([(np.eye(64)[:, :10], np.zeros(10))])",
}
PROGRAMS = """
def program(a, b):
    p = a * b
    return p.sin() + a

def chain(x, w):
    for _ in range(30):
        x = (x * w).sin()
    return x
"""
NAMES = list(FIGURES)
SLIDERS = {
    "secant": ["h"], "errors": ["h"], "zoom": ["zoom"], "cut": ["x", "y"], "field": ["direction"],
    "plane": ["learning_rate", "momentum"], "line": ["learning_rate", "momentum"],
    "ravine": ["condition", "plain_learning_rate", "learning_rate", "momentum"], "bowl": ["turn"],
}  # fmt: skip


@pytest.fixture(scope="module")
def shown(desk, lab):
    """A page with all figures, which sends its messages to `page.frames_sent`."""
    first = "import numpy as np\nfrom gradus.figures import *" + PROGRAMS
    cells = [first, *(f"{name} = {code}\n{name}" for name, code in FIGURES.items())]
    return page_of(desk, lab, "figures", cells, len(FIGURES))


@pytest.fixture(autouse=True)
def no_errors(shown):
    """Each test answers for the errors that came while it ran."""
    shown.script_errors.clear()
    yield
    assert shown.script_errors == [] and errors_on(shown) == []


def root(page, name):
    return figure_in(page, NAMES.index(name) + 1)


def facts(page, name):
    """The numbers and words a figure writes on itself."""
    data = root(page, name).evaluate("e => ({...e.dataset})")
    return {key: float(text) if re.fullmatch(r"-?[\d.]+(e-?\d+)?", text) else text for key, text in data.items()}


def wait_for_words(figure, words):
    """Wait until a screen reader hears this of the figure, which speaks when things have come to rest."""
    figure.locator(".spoken", has_text=words).wait_for(state="attached")


def python(page, code):
    return json.loads(run_code(page, f"import json; print(json.dumps({code}))"))


def press(figure, name):
    figure.get_by_role("button", name=name, exact=True).press("Enter")


@pytest.mark.parametrize(("name", "slider"), [(n, s) for n, all_ in SLIDERS.items() for s in all_])
def test_a_slider_moves_its_figure_by_key_and_python_hears_once(shown, name, slider):
    figure = root(shown, name)
    handle = figure.locator(".scale input").nth(SLIDERS[name].index(slider))
    cells = shown.locator(".jp-Notebook .jp-Cell").count()
    before, path = (
        facts(shown, name),
        figure.locator("svg.plot").evaluate_all("all => all.map(e => e.innerHTML).join()"),
    )
    assert len(handle.get_attribute("aria-label")) >= 6
    handle.focus()
    quiet = len(shown.frames_sent)
    for key in "xabdd":
        shown.keyboard.press(key)
    shown.keyboard.press("PageUp" if slider in ("zoom", "momentum", "direction") else "PageDown")
    after = facts(shown, name)
    assert after != before
    assert figure.locator("svg.plot").evaluate_all("all => all.map(e => e.innerHTML).join()") != path
    assert shown.locator(".jp-Notebook .jp-Cell").count() == cells  # the letters cut and added none
    assert handle.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    said = handle.get_attribute("aria-valuetext")
    settle(shown)
    assert shown.frames_sent[quiet:].count("comm_msg") == 1
    value = python(shown, f"{name}.{slider}")
    assert float(said.replace("\u2212", "-").split("°")[0].split(" ")[0]) == pytest.approx(value, rel=0.05)
    assert facts(shown, name)[slider] == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("plane", "start"),
        pytest.param("field", "point", marks=pytest.mark.wide),
        pytest.param("ravine", "start", marks=pytest.mark.wide),
        ("map", "point"),
        ("surface", "point"),
        pytest.param("bowl", "point", marks=pytest.mark.wide),
    ],
)
def test_a_point_moves_by_key_click_and_drag_and_python_hears_at_the_end(shown, name, place):
    figure = root(shown, name)
    handle = figure.locator(".handle").first
    handle.focus()
    at = python(shown, f"{name}.{place}")
    handle.focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowRight", "d", "d"):
        shown.keyboard.press(key)
    assert handle.locator(".ring").evaluate("e => getComputedStyle(e).stroke") not in ("none", "")
    settle(shown)
    moved = python(shown, f"{name}.{place}")
    step = 0.2 if name == "ravine" else 0.1
    assert moved == pytest.approx([at[0] + 11 * step, at[1] + step], abs=0.51 * step)
    assert handle.get_attribute("aria-valuetext").startswith("(")

    box = root(shown, name).locator(".field").first.bounding_box()
    x, y = box["x"] + 0.7 * box["width"], box["y"] + 0.3 * box["height"]
    quiet = len(shown.frames_sent)
    shown.mouse.move(x, y)
    shown.mouse.down()
    places = []
    for k in range(10):
        shown.mouse.move(x - 8 * k, y + 3 * k)
        places.append(handle.get_attribute("transform"))
    settle(shown)
    assert shown.frames_sent[quiet:] == [] and len(set(places)) == 10
    shown.mouse.up()
    settle(shown)
    assert shown.frames_sent[quiet:].count("comm_msg") == 1
    left, right, bottom, top = python(shown, f"list({name}._window)")
    expected = [
        left + (right - left) * (x - 72 - box["x"]) / box["width"],
        top - (top - bottom) * (y + 27 - box["y"]) / box["height"],
    ]
    assert python(shown, f"{name}.{place}") == pytest.approx(expected, abs=0.02 * (right - left))


def test_the_path_on_the_page_is_the_path_in_python(shown):
    run_code(shown, "plane.start = (1.5, -2); plane.learning_rate = 0.3; plane.momentum = 0.3")
    settle(shown)
    figure = root(shown, "plane")
    xs, ys = figure.evaluate("e => [[...e.path.xs], [...e.path.ys]]")
    path = np.array(python(shown, "plane.path.tolist()"))
    assert path.shape == (41, 2) and list(path[0]) == [1.5, -2]
    assert np.abs(np.stack([xs, ys], axis=1) - path).max() < 1e-12
    seen = facts(shown, "plane")
    assert (
        [seen["rest"], seen["how"]]
        == python(shown, "[plane.rest, plane.how]")
        == ["comes to rest", "from side to side"]
    )
    assert "Comes to rest" in figure.locator(".note").inner_text()
    wait_for_words(figure, "Learning rate 0.3")
    assert "comes to rest" in figure.locator(".spoken").inner_text().lower()


def test_rest_ends_at_the_mark_on_the_slider(shown):
    figure = root(shown, "line")
    run_code(shown, "line.momentum = 0; line.learning_rate = 2.1")
    settle(shown)
    assert facts(shown, "line")["rest"] == "leaves all bounds"
    assert figure.locator(".mark").inner_text() == "2/λmax = 2"
    knob, _ = knob_of(figure.locator(".scale input").first)
    assert 0 < knob - figure.locator(".mark").bounding_box()["x"] < 12
    run_code(shown, "line.learning_rate = 1.0")
    settle(shown)
    assert facts(shown, "line")["rest"] == "comes to rest"
    assert figure.locator(".path").nth(1).get_attribute("d").startswith("M")


# Pressed by the page itself, which watches before it plays: a busy machine would come too late.
PAUSE_AT_4 = """e => {
    window.pausedAt = undefined;
    const observer = new MutationObserver(() => {
        if (Number(e.dataset.step) !== 4) return;
        observer.disconnect();
        e.querySelector("button.play").click();
        window.pausedAt = Number(e.dataset.step);
    });
    observer.observe(e, { attributes: true, attributeFilter: ["data-step"] });
}"""


@pytest.mark.wide
def test_the_player_steps_plays_and_pauses(shown):
    figure = root(shown, "plane")
    step = lambda: facts(shown, "plane")["step"]  # noqa: E731
    press(figure, "First step")
    assert step() == 0
    outline = "e => getComputedStyle(e).outlineStyle"
    assert figure.get_by_role("button", name="First step").evaluate(outline) == "solid"
    press(figure, "One step forth")
    press(figure, "One step forth")
    press(figure, "One step back")
    assert step() == 1
    assert figure.locator("dd").first.inner_text().startswith("(")
    settle(shown)
    assert python(shown, "plane.step") == 1
    figure.evaluate(PAUSE_AT_4)
    press(figure, "Play")
    shown.wait_for_function("window.pausedAt")
    shown.wait_for_timeout(400)  # the tick of a play is 90
    assert step() == shown.evaluate("window.pausedAt") == 4
    figure.get_by_role("slider", name="Step").focus()
    shown.keyboard.press("End")
    assert step() == 40


def test_less_motion_means_none(shown):
    figure = root(shown, "plane")
    try:
        shown.emulate_media(reduced_motion="reduce")
        figure.get_by_role("button", name="Play").wait_for(state="detached")
        figure.get_by_role("button", name="Last step").click()
        figure.get_by_role("button", name="One step back").click()
        assert facts(shown, "plane")["step"] == 39
        moving = shown.locator(".gradus-figure *").evaluate_all(
            "all => all.filter(e => parseFloat(getComputedStyle(e).animationDuration) > 0).length"
        )
        assert moving == 0
    finally:
        shown.emulate_media(reduced_motion="no-preference")
    figure.get_by_role("button", name="Play").wait_for()


def test_the_switch_of_the_axis_turns_the_cut(shown):
    figure = root(shown, "cut")
    run_code(shown, "cut.point = (1.0, 2.0); cut.axis = 0")
    settle(shown)
    assert facts(shown, "cut")["slope"] == pytest.approx(4, abs=0.01)
    figure.get_by_role("radio", name="along y, x is held").focus()
    shown.keyboard.press("Space")
    assert facts(shown, "cut")["slope"] == pytest.approx(1, abs=0.01)
    assert figure.get_by_role("group", name="The cut along y").is_visible()
    figure.get_by_role("slider", name="point on the cut, y").focus()
    shown.keyboard.press("ArrowRight")
    settle(shown)
    assert python(shown, "[cut.axis, cut.point, cut.slope]") == [1, [1.0, 2.1], pytest.approx(1)]


def test_the_arrow_is_the_gradient_and_stands_at_a_right_angle(shown):
    run_code(shown, "field.point = (1.0, -0.5); field.direction = 90")
    settle(shown)
    seen = facts(shown, "field")
    assert (seen["gx"], seen["gy"]) == pytest.approx((2, -3), abs=1e-6)
    assert seen["steepness"] == pytest.approx(13**0.5) and seen["slope"] == pytest.approx(-3)
    assert seen["angle"] == pytest.approx(90, abs=0.5)
    assert python(shown, "[*field.gradient, field.slope]") == pytest.approx([2, -3, -3])
    run_code(shown, "field.point = (0, 0)")
    settle(shown)
    wait_for_words(root(shown, "field"), "gradient is zero")


def test_the_ravine_splits_the_error(shown):
    figure = root(shown, "ravine")
    run_code(shown, "ravine.condition = 100")
    settle(shown)
    figure.get_by_role("button", name="Best for each").click()
    settle(shown)
    rates = [float(rate) for rate in figure.evaluate("e => e.dataset.rates").split()]
    assert python(shown, "list(ravine.rates.values())") == pytest.approx(rates)
    assert rates == pytest.approx([99 / 101, 9 / 11])


def test_a_tape_is_played_forward_and_back(shown):
    figure = root(shown, "tape")
    assert figure.locator(".result.later").count() == 3 and "The tape watches" in figure.locator(".note").inner_text()
    press(figure, "One step forth")
    seen = facts(shown, "tape")
    assert (seen["phase"], seen["head"], seen["value"], seen["adjoint"]) == ("forward", "p = a · b", 1, "")
    assert figure.locator(".use.forth").count() == 2 and figure.locator(".result.marked").count() == 1
    press(figure, "Last step")
    settle(shown)
    assert python(shown, "tape.step") == facts(shown, "tape")["step"] == 8
    assert figure.locator(".result .adjoint").all_text_contents()[0] == "adjoint 1.27"
    assert figure.locator(".use.back").count() == 2
    assert {text for text in figure.locator(".share").all_text_contents() if text} == {"1", "0.2702"}
    wait_for_words(figure, "Step 8 of 8")
    spoken = figure.locator(".spoken").inner_text()
    assert spoken.startswith("Step 8 of 8, backward. a was used twice, so its two contributions are added")
    assert "`" not in spoken and figure.locator(".note code").first.inner_text() == "a"
    run_code(shown, "tape.step = 5")
    settle(shown)
    seen = facts(shown, "tape")
    assert (seen["phase"], seen["head"], seen["adjoint"]) == ("backward", "v₁ = sin(p)", 1)


@pytest.mark.wide
def test_a_long_tape_scrolls_to_where_it_is(shown):
    figure = root(shown, "long")
    track = figure.get_by_role("slider", name="Step")
    track.focus()
    shown.keyboard.press("End")
    shown.keyboard.press("Home")
    frame = figure.get_by_role("group", name="Graph of chain")
    assert frame.evaluate("e => e.scrollLeft") == 0
    cells = shown.locator(".jp-Notebook .jp-Cell").count()
    for _ in range(60):
        shown.keyboard.press("ArrowRight")
    assert facts(shown, "long")["step"] == 60 and facts(shown, "long")["phase"] == "forward"
    inside = """([e]) => {
        const box = e.querySelector('.result.marked').getBoundingClientRect(), frame = e.getBoundingClientRect();
        return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    }"""
    assert frame.evaluate_all(inside)
    size = figure.locator(".result text").first.evaluate("e => e.getBoundingClientRect().height")
    assert size > 12  # it scrolls, and does not shrink
    frame.focus()
    assert frame.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    shown.keyboard.press("d")
    shown.keyboard.press("d")
    assert shown.locator(".jp-Notebook .jp-Cell").count() == cells
    figure.locator(".result").first.click()
    assert facts(shown, "long")["step"] == 0


PLAYED_TO_1 = """e => {
    const play = e.querySelector("button.play"), start = performance.now();
    window.took = undefined;
    const observer = new MutationObserver(() => {
        if (Number(e.dataset.step) === 0) return;
        observer.disconnect();
        play.click();
        window.took = performance.now() - start;
    });
    observer.observe(e, { attributes: true, attributeFilter: ["data-step"] });
    play.click();
}"""


@pytest.mark.wide
def test_a_tape_waits_while_one_reads(shown):
    figure = root(shown, "tape")
    press(figure, "First step")
    figure.evaluate(PLAYED_TO_1)
    shown.wait_for_function("window.took")  # a promise that `evaluate` waits for would have no end if it failed
    assert shown.evaluate("window.took") > 1000  # milliseconds


@pytest.mark.wide
def test_a_million_steps_and_flat_ground_leave_the_page_alive(shown):
    assert facts(shown, "many")["made"] == 10**6
    note = root(shown, "many").locator(".note")
    assert note.inner_text() == "Play, step, or drag to see the walk."  # nothing is told before it is asked
    assert root(shown, "many").locator(".path.later").first.get_attribute("d").count("L") == 0
    handle = root(shown, "many").locator(".scale input").first
    handle.focus()
    shown.keyboard.press("PageUp")
    assert "Play" not in note.inner_text() and root(shown, "many").locator(".scale input").count() == 1
    assert facts(shown, "many")["learning_rate"] == pytest.approx(0.01 * 10**0.2)
    assert len(root(shown, "many").locator(".path").nth(1).get_attribute("d")) < 100_000
    assert facts(shown, "flat")["rest"] == "stands still"
    run_code(shown, "many.learning_rate = 10; many.momentum = 0.99")
    settle(shown)
    assert facts(shown, "many")["rest"] == "leaves the window"


def test_both_themes_tell_lines_from_paper(shown):
    colours = """e => ['.path', '.level', '.title'].map(kind => {
        const { stroke, fill } = getComputedStyle(e.querySelector(kind));
        return stroke + fill;
    })"""
    light = root(shown, "plane").evaluate(colours)
    try:
        set_theme(shown, "dark")
        dark = root(shown, "plane").evaluate(colours)
    finally:
        set_theme(shown, "light")
    assert all(a != b for a, b in zip(light, dark, strict=True))


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.wide)])
def test_axe_finds_nothing(shown, node_modules, theme):
    shown.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    try:
        set_theme(shown, theme)
        found = shown.evaluate("async () => (await axe.run('.gradus-figure')).violations")
    finally:
        set_theme(shown, "light")
    problems = {(v["id"], node["html"][:160]) for v in found for node in v["nodes"]}
    assert not problems


# What Tab stops at; of a group of radio buttons that is the one that is chosen.
CONTROLS = """e => [...e.querySelectorAll('button, input, [tabindex="0"]')]
    .filter(c => c.checkVisibility() && !c.disabled && (c.type !== 'radio' || c.checked))"""


@pytest.mark.wide
@pytest.mark.parametrize("name", NAMES)
def test_tab_alone_reaches_every_control_and_leads_out_again(shown, name):
    figure = root(shown, name)
    wanted = figure.evaluate(f"e => ({CONTROLS})(e).length")
    assert wanted >= 1
    shown.keyboard.press("Escape")  # a key, and none of the mouse: only then do browsers show the focus
    figure.evaluate(f"e => ({CONTROLS})(e)[0].focus()")
    seen = []
    while (at := figure.evaluate("e => e.contains(document.activeElement)")) and len(seen) <= wanted:
        seen.append(shown.evaluate("() => document.activeElement.outerHTML"))
        focus = shown.evaluate(
            """() => {
                const ring = document.activeElement.querySelector('.ring');
                return ring ? getComputedStyle(ring).stroke : getComputedStyle(document.activeElement).outlineStyle;
            }"""
        )
        assert focus not in ("none", ""), seen[-1]
        shown.keyboard.press("Tab")
    assert not at and len(seen) == len(set(seen)) == wanted, seen


def cut_off(figure):
    """Whether something of the figure is out of view, or drawn too small to read."""
    wide, room, right = figure.evaluate("e => [e.scrollWidth, e.clientWidth, e.getBoundingClientRect().right]")
    plots = figure.locator("svg.plot:visible").evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect(), e.viewBox.baseVal.width])"
        ".map(([box, width]) => [box.right, box.width / width])"
    )
    return wide > room or any(end > right + 1 or size <= 0.65 for end, size in plots)


@pytest.mark.wide
@pytest.mark.parametrize("width", [600, 550])  # 550 is a window of 1100 pixels at a zoom of 200 %
def test_nothing_is_cut_off_in_a_narrow_window_or_at_twice_the_size(shown, width):
    try:
        shown.set_viewport_size({"width": width, "height": 900})
        shown.wait_for_function("width => innerWidth === width", arg=width)
        assert until(shown, lambda: [name for name in NAMES if cut_off(root(shown, name))] == []), width
    finally:
        shown.set_viewport_size({"width": 1100, "height": 1000})


@pytest.mark.wide
def test_two_views_move_together(shown):
    run_code(shown, "display(zoom)")
    shown.wait_for_function(f"document.querySelectorAll('.gradus-figure .spoken').length === {len(FIGURES) + 1}")
    root(shown, "zoom").locator(".scale input").focus()
    shown.keyboard.press("PageUp")
    both = shown.locator(".gradus-figure[data-bends]").evaluate_all("all => all.map(e => e.dataset.zoom)")
    assert len(both) == 2 and both[0] == both[1]


@pytest.mark.wide
def test_a_saved_notebook_that_is_opened_again_shows_the_still_instead_of_an_error(lab, page):
    from gradus.figures import Secant

    outputs = [new_output("display_data", data=data) for data in Secant(np.sin).outputs()]
    notebook = new_notebook(cells=[new_code_cell("Secant(np.sin)", outputs=outputs)], metadata=KERNEL)
    NotebookNotary().sign(notebook)
    lab.open(page, notebook, "saved.ipynb")
    page.wait_for_selector(".jp-OutputArea-output.jupyter-widgets", state="attached")
    page.locator(".gradus-still img").wait_for()
    assert not page.get_by_text("model not found").is_visible()
    notebook.cells[0].source = "import numpy as np; from gradus.figures import *; Secant(np.sin)"
    page.evaluate(
        "code => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code)",
        notebook.cells[0].source,
    )
    run_all(page)
    page.locator(".gradus-figure svg.plot").first.wait_for()
    assert not page.locator(".gradus-still").is_visible()


PICTURES = [
    "import matplotlib.pyplot as plt\nfrom gradus.figures import Map, Wheels",
    "plt.plot([1, 3, 2])\nplt.title('steps')\nplt.show()",
    "Map(lambda x, y: x * y)",
    "Wheels()",
]


@pytest.mark.wide
def test_pictures_suit_both_themes_and_keys_lead_from_a_cell_into_its_figure(lab, page):
    lab.open(page, new_notebook(cells=[new_code_cell(code) for code in PICTURES], metadata=KERNEL), "pictures.ipynb")
    run_all(page)
    page.wait_for_selector(".gradus-figure .handle")
    drawn = page.locator(".jp-RenderedImage img")
    clear = """img => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [img.naturalWidth, img.naturalHeight];
        const pen = canvas.getContext('2d');
        pen.drawImage(img, 0, 0);
        const corner = pen.getImageData(0, 0, 1, 1).data, paper = getComputedStyle(img).backgroundColor;
        return [corner[3], paper];
    }"""
    for theme in ("dark", "light"):
        set_theme(page, theme)
        assert drawn.evaluate(clear) == [0, "rgba(0, 0, 0, 0)"], theme
        turned = page.locator(".gradus-still img").last.evaluate("e => getComputedStyle(e).filter")
        assert turned == ("invert(1) hue-rotate(180deg)" if theme == "dark" else "none")
    page.evaluate(
        "() => { const { content } = window.jupyterapp.shell.currentWidget;"
        " content.activeCellIndex = 2; content.mode = 'command'; content.activate(); }"
    )
    in_figure = "() => Boolean(document.activeElement.closest('.gradus-figure'))"
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === 3")
    page.wait_for_selector(".gradus-figure .handle")
    settle(page)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(in_figure)
