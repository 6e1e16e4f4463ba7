"""Secant in a real JupyterLab: keyboard, mouse, Python, and what the kernel hears of it."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.lab import Frames, errors_on, keep_cells, run_all, run_code, settle

pytestmark = pytest.mark.browser

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELLS = [
    "from gradus.figures import Secant\n\ndef f(x):\n    return x**2 / 4 + 1",
    "figure = Secant(f, x=1.0)\nfigure",
]


FACTS = """root => {
    const line = root.querySelector("line.secant");
    const ends = ["x1", "y1", "x2", "y2"].map(end => [end, Number(line.getAttribute(end))]);
    const numbers = Object.entries(root.dataset).map(([name, value]) => [name, Number(value)]);
    return {
        ...Object.fromEntries([...ends, ...numbers]),
        text: root.querySelector("dl").innerText,
        spoken: root.querySelector(".spoken").innerText,
        value: root.querySelector("input[type=range]").getAttribute("aria-valuetext"),
    };
}"""


def facts(page, nth=0):
    """What the nth Secant on the page shows: its numbers in full, the line's ends, the words."""
    return page.locator(".gradus-figure:has(line.secant)").nth(nth).evaluate(FACTS)


def agrees(seen, f):
    """The numbers are exactly those that Python computes."""
    assert seen["yh"] == f(seen["x"] + seen["h"])
    assert seen["slope"] == (f(seen["x"] + seen["h"]) - f(seen["x"])) / seen["h"]


def rise(seen):
    """Slope of the drawn line in pixels; upward is negative."""
    return (seen["y2"] - seen["y1"]) / (seen["x2"] - seen["x1"])


def knob_of(slider):
    """The middle of the knob of a slider of ours, in pixels of the page."""
    slider.scroll_into_view_if_needed()
    box, share = slider.bounding_box(), slider.evaluate("e => Number(e.value) / Number(e.max)")
    return box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2


def drive_secant(page, frames, f):
    """Move the first Secant on the page by key and by mouse; return what it shows at the end.

    f: the function it draws. frames: the page's `Frames`. Fails if the figure does not follow, shows a wrong
    number, or the kernel hears of a drag before its end.
    """
    handle = page.locator(".gradus-figure input[type=range]").first
    handle.scroll_into_view_if_needed()
    before = facts(page)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    handle.focus()
    for key in ["ArrowLeft", "ArrowLeft", "PageDown", "a", "b", "d", "d", "x"]:
        page.keyboard.press(key)
    settle(page)  # answers of the kernel, if any, must not push the slider back
    after = facts(page)
    assert after["h"] == pytest.approx(before["h"] * 10 ** (-12 / 50))
    assert rise(after) != rise(before)
    agrees(after, f)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells  # the letters cut and added none

    x, y = knob_of(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    quiet = len(frames.sent)
    seen = [after]
    for step in range(1, 31):
        page.mouse.move(x - 4 * step, y)
        if step % 10 == 0:
            seen.append(facts(page))
            agrees(seen[-1], f)
    settle(page)
    assert frames.sent[quiet:] == []
    assert seen[0]["h"] > seen[1]["h"] > seen[2]["h"] > seen[3]["h"]
    assert len({rise(s) for s in seen}) == 4
    page.mouse.up()
    settle(page)
    assert frames.sent[quiet:].count("comm_msg") == 1
    last = facts(page)
    assert last["h"] == seen[-1]["h"]
    words = f"{last['slope']:.7g}".replace("-", "\u2212")
    page.locator(".gradus-figure .spoken", has_text=words).first.wait_for(state="attached")
    return last


def f(x):
    return x**2 / 4 + 1


@pytest.fixture(scope="module")
def opened(lab, desk):
    """A notebook that makes one Secant; and the frames its page sends."""
    frames = Frames(desk)
    cells = [new_code_cell(source) for source in CELLS]
    lab.open(desk, new_notebook(cells=cells, metadata=KERNEL), "secant.ipynb")
    return frames


@pytest.fixture
def notebook(page, opened):
    """The notebook with a new Secant named `figure`; and the frames its page sends."""
    keep_cells(page, len(CELLS))
    run_all(page)
    page.wait_for_function("document.querySelectorAll('.gradus-figure input[type=range]').length === 1")
    assert errors_on(page) == []
    yield opened
    assert page.script_errors == []


def test_the_line_follows_keys_and_mouse_and_the_kernel_hears_the_end(page, notebook):
    shown = drive_secant(page, notebook, f)
    assert run_code(page, "print(repr(figure.h), repr(figure.slope))") == f"{shown['h']!r} {shown['slope']!r}"


def test_python_moves_slider_line_and_numbers(page, notebook):
    before = facts(page)
    assert run_code(page, "figure.h = 0.5\nprint(figure.h)") == "0.5"
    settle(page)
    after = facts(page)
    assert (after["h"], after["slope"], after["value"]) == (0.5, 0.625, "0.5")
    assert rise(after) != rise(before)
    assert run_code(page, "print(figure.h, figure.sliders['h'].value)") == "0.5 0.5"


@pytest.mark.wide
def test_two_displays_move_together_and_leave_nothing_behind(page, notebook):
    run_code(page, "display(figure)")
    page.wait_for_function("document.querySelectorAll('.gradus-figure input[type=range]').length === 2")
    page.locator(".gradus-figure input[type=range]").nth(1).focus()
    page.keyboard.press("PageDown")
    assert facts(page, 0)["h"] == facts(page, 1)["h"] == pytest.approx(10**-0.2)
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-cell-output').then(() => null)")
    page.wait_for_function("document.querySelectorAll('.gradus-figure input[type=range]').length === 1")
    page.locator(".gradus-figure input[type=range]").first.focus()
    page.keyboard.press("PageUp")
    assert facts(page)["h"] == pytest.approx(1.0)


def test_the_slider_has_a_name_a_spoken_value_and_a_visible_focus(page, notebook):
    handle = page.get_by_role("slider", name="h, the distance between the two points")
    assert handle.get_attribute("aria-valuetext") == "1"
    handle.focus()
    page.keyboard.press("Home")
    assert handle.get_attribute("aria-valuetext") == "0.001"
    assert handle.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert page.get_by_role("group", name="Curve of f and the line through two of its points").count() == 1


def nearly(seen, f):
    """The numbers are those of f here in the test, up to the last digits."""
    assert seen["slope"] == pytest.approx((f(seen["x"] + seen["h"]) - f(seen["x"])) / seen["h"], rel=1e-12)


def test_x_moves_along_the_curve_and_leaves_its_slopes(page, notebook):
    knob = page.get_by_role("slider", name="x, the first point")
    knob.focus()
    quiet = len(notebook.sent)
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    settle(page)
    seen = facts(page)
    agrees(seen, f)
    assert (seen["x"], seen["seen"]) == (1.7, 8) and knob.get_attribute("aria-valuetext") == "1.7"
    assert 1 <= notebook.sent[quiet:].count("comm_msg") <= 7  # each press of a key ends a move
    assert page.locator("path.dots").get_attribute("d").count("M") == 8
    page.locator(".spoken", has_text="At x = 1.7 with h = 1").wait_for(state="attached")
    page.keyboard.press("Shift+ArrowLeft")
    assert facts(page)["x"] == 0.7
    places = []
    for key in ("Home", "End"):
        page.keyboard.press(key)
        places.append(facts(page)["x"])
    agrees(facts(page), f)
    assert places == [-1.5, 4.7] and facts(page)["seen"] == 63
    before = page.locator("path.dots").get_attribute("d")
    page.locator(".gradus-figure .scale input").focus()
    page.keyboard.press("Home")  # a smaller h moves all the dots
    assert page.locator("path.dots").get_attribute("d") != before
    settle(page)
    assert run_code(page, "print(figure.x, figure.h)") == "4.7 0.001"


@pytest.mark.wide
def test_x_is_dragged_and_the_kernel_hears_the_end(page, notebook):
    box = page.get_by_role("slider", name="x, the first point").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    quiet, places = len(notebook.sent), []
    for step in range(1, 21):
        page.mouse.move(x + 6 * step, y)
        places.append(facts(page))
        agrees(places[-1], f)
    settle(page)
    assert notebook.sent[quiet:] == [] and places[-1]["x"] > places[0]["x"] + 1
    page.mouse.up()
    settle(page)
    assert notebook.sent[quiet:].count("comm_msg") == 1
    assert run_code(page, "print(repr(figure.x))") == repr(places[-1]["x"])
    assert run_code(page, "figure.x = 0.123\nprint(figure.slope)") == repr((f(1.123) - f(0.123)) / 1)
    settle(page)
    assert facts(page)["x"] == 0.123
    agrees(facts(page), f)


LEARNERS = """
import numpy as np
def ahead(f, x, h=1e-6):
    return (f(x + h) - f(x)) / h
def both_ways(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)
def backwards(f, x, h):
    return (f(x) - f(x + h)) / h
def typo(f, x, h):
    return (f(x + h) - g(x)) / h
def endless(f, x, h):
    while True:
        pass
def stub(f, x, h):
    raise NotImplementedError
"""
SAYS = {
    "ahead": "ahead(f, x, h) is the slope of this line: the dashed line lies on it.",
    "both_ways": "is parallel to the dotted one through these two points.",
    "backwards": "at x + h its dashed line is 4.67 below the second point. It has the opposite sign.",
    "typo": "typo raised NameError: name 'g' is not defined. It happened in line 10 of its cell: return",
    "endless": "endless did not end within 2 seconds.",
    "stub": "stub is still to be written.",
}


@pytest.mark.slow
def test_a_learners_slope_is_drawn_beside_the_line_or_a_sentence(lab, page):
    cells = [new_code_cell("from gradus.figures import Secant" + LEARNERS)]
    cells += [new_code_cell(f"Secant(lambda x: x**3 / 3, x=1.0, slope={name})") for name in SAYS]
    lab.open(page, new_notebook(cells=cells, metadata=KERNEL), "learners.ipynb")
    run_all(page)
    assert errors_on(page) == []
    for nth, (name, words) in enumerate(SAYS.items(), start=1):
        figure = page.locator(".jp-CodeCell").nth(nth).locator(".gradus-figure")
        figure.locator(".note", has_text=words).wait_for()
        usable = name in ("ahead", "both_ways", "backwards")
        assert figure.locator("line.own:not(.dotted)").is_visible() == usable
        assert figure.locator("circle.ring-behind").is_visible() == (name == "both_ways")
        assert figure.locator('[role="status"]').inner_text().startswith("" if usable else words)
        knob = figure.get_by_role("slider", name="x, the first point")
        knob.focus()
        page.keyboard.press("ArrowRight")
        settle(page)  # the figure is alive, and the function has been asked again
        seen = facts(page, nth - 1)
        assert seen["x"] == 1.1
        nearly(seen, lambda x: x**3 / 3)
        assert figure.locator("dd").nth(2).inner_text() == (
            "no value" if not usable else f"{seen['own']:.7g}".replace("-", "\u2212")
        )
    assert page.script_errors == []
