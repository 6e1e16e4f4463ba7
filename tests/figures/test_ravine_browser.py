"""The ravine with its map of learning rate and momentum, and Zoom with its tangent, in a real JupyterLab."""

import json

import pytest

from tests.figures.notebook_page import page_of
from tests.lab import errors_on, run_code, settle

pytestmark = pytest.mark.browser

CELLS = [
    "import numpy as np\nfrom gradus.figures import Ravine, Zoom",
    "ravine = Ravine(condition=100, learning_rate=1.6, momentum=0.8, plain_learning_rate=1.0)\nravine",
    "zoom = Zoom(np.sin, x=0.5)\nzoom",
]


@pytest.fixture(scope="module")
def shown(desk, lab):
    page = page_of(desk, lab, "ravine", CELLS, len(CELLS) - 1, height=1400)
    yield page
    assert errors_on(page) == page.script_errors == []


def figure(page, nth=1):
    return page.locator(".jp-CodeCell").nth(nth).locator(".gradus-figure")


def facts(page):
    return figure(page).evaluate("e => ({...e.dataset})")


def python(page, code):
    return json.loads(run_code(page, f"import json; print(json.dumps({code}))"))


def the_point(page):
    return figure(page).get_by_role("slider", name="learning rate and momentum")


def test_the_point_on_the_map_moves_by_key_and_the_plain_walk_stays(shown):
    run_code(shown, "ravine.learning_rate, ravine.momentum = 1.6, 0.8")
    settle(shown)
    before = facts(shown)
    the_point(shown).focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "ArrowDown"):
        shown.keyboard.press(key)
    settle(shown)
    after = facts(shown)
    assert python(shown, "[ravine.learning_rate, ravine.momentum]") == pytest.approx([1.84, 0.78])
    assert (float(after["learning_rate"]), float(after["momentum"])) == pytest.approx((1.84, 0.78))
    assert after["rates"].split()[0] == before["rates"].split()[0] and after["rates"] != before["rates"]
    assert the_point(shown).get_attribute("aria-valuetext") == "learning rate 1.84, momentum 0.78"


@pytest.mark.wide
def test_the_point_on_the_map_is_dragged_and_clicked_to_and_stays_on_its_sliders(shown):
    box = figure(shown).locator(".field").nth(1).bounding_box()
    x, y = box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"]
    shown.mouse.move(x, y)
    shown.mouse.down()
    quiet, seen = len(shown.frames_sent), []
    for k in range(10):
        shown.mouse.move(x + 5 * k, y - 5 * k)
        seen.append(facts(shown)["rates"])
    settle(shown)
    assert shown.frames_sent[quiet:] == [] and len(set(seen)) == 10
    shown.mouse.move(box["x"] + box["width"] + 40, box["y"] - 40)  # beyond the corner
    shown.mouse.up()
    settle(shown)
    assert shown.frames_sent[quiet:].count("comm_msg") == 1
    alpha, beta = python(shown, "[ravine.learning_rate, ravine.momentum]")
    assert 4 < alpha < 4.2 and beta == 0.99
    figure(shown).locator(".field").nth(1).click(position={"x": 0.5 * box["width"], "y": 0.5 * box["height"]})
    settle(shown)
    assert python(shown, "[ravine.learning_rate, ravine.momentum]") == pytest.approx([2.1, 0.5], abs=0.03)


@pytest.mark.wide
def test_best_for_each_is_best_and_marked_only_when_asked_for(shown):
    marks = figure(shown).locator("circle.mark")
    assert [mark.is_visible() for mark in marks.all()] == [False, False]
    figure(shown).get_by_role("button", name="Best for each").click()
    settle(shown)
    assert [mark.is_visible() for mark in marks.all()] == [False, False]
    rates = [float(rate) for rate in facts(shown)["rates"].split()]
    assert rates == pytest.approx([99 / 101, 9 / 11])
    assert python(shown, "list(ravine.rates.values())") == pytest.approx(rates)
    assert python(shown, "[getattr(ravine, name) for name in ravine.best]") == python(
        shown, "list(ravine.best.values())"
    )
    figure(shown).get_by_role("checkbox", name="mark the best on the map of α and β").check()
    settle(shown)
    assert python(shown, "ravine.mark_best") and all(mark.is_visible() for mark in marks.all())
    place = "e => { const box = e.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"
    assert marks.nth(1).evaluate(place) == pytest.approx(the_point(shown).locator(".dot").evaluate(place), abs=1)
    run_code(shown, "ravine.mark_best = False; ravine.condition = 400")
    settle(shown)
    assert [mark.is_visible() for mark in marks.all()] == [False, False]


def test_the_sentence_names_both_walks(shown):
    run_code(shown, "ravine.condition, ravine.plain_learning_rate, ravine.momentum = 100, 3, 0")
    run_code(shown, "ravine.learning_rate = 1")
    settle(shown)
    spoken = figure(shown).locator(".spoken", has_text="With learning rate 1 and momentum 0 it is not yet at rest")
    spoken.wait_for(state="attached")
    assert "Plain descent with learning rate 3 leaves all bounds" in spoken.inner_text()
    assert "a step leaves 200 % of the error" in spoken.inner_text()


def test_the_curve_comes_to_its_tangent_and_the_kink_has_none(shown):
    zoom = figure(shown, 2)
    lines = zoom.locator("line.tangent")
    assert lines.count() == 1
    assert "Dashed: the tangent of sin at 0.5." in zoom.locator(".note").inner_text()
    # Pixels between the ends of the curve and of its tangent.
    gap = """e => {
        const line = e.querySelector("line.tangent"), path = e.querySelector("path.curve");
        const end = path.getPointAtLength(path.getTotalLength());
        const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => Number(line.getAttribute(name)));
        return Math.abs(y1 + ((y2 - y1) * (end.x - x1)) / (x2 - x1) - end.y);
    }"""
    before, place = zoom.evaluate(gap), lines.evaluate("e => e.outerHTML")
    run_code(shown, "zoom.zoom = 1000")
    settle(shown)
    assert before > 20 and zoom.evaluate(gap) < 0.5
    assert lines.evaluate("e => e.outerHTML") == place  # the line stays, and the curve comes to it
