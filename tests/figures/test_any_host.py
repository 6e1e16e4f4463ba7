"""The bundles outside Jupyter: on a plain page whose model has anywidget's own interface, and nothing besides."""

import re

import pytest

from tests.figures.conftest import JAVASCRIPT
from tests.figures.plain_page import FIGURES, show
from tests.figures.test_bundle import BUNDLES
from tests.lab import new_page

INTERFACE = {"get", "set", "on", "off", "save_changes", "send"}
SOURCES = sorted((JAVASCRIPT / "figures").rglob("*.js"))


def test_of_a_model_only_anywidgets_own_interface_is_named():
    named = {name for file in SOURCES for name in re.findall(r"\bmodel\.(\w+)", file.read_text(encoding="utf-8"))}
    assert named <= INTERFACE and {"get", "set", "on", "off", "save_changes"} <= named
    for file in [*SOURCES, *BUNDLES]:
        found = re.search(r"widget_manager|IPY_MODEL_|noUi|\bcreate_view\b", file.read_text(encoding="utf-8"))
        assert not found, f"{file.name} says {found[0]}."


@pytest.fixture(scope="module")
def blank_page(browser):
    with new_page(browser) as page:
        yield page


@pytest.mark.browser
@pytest.mark.parametrize("name", FIGURES)
def test_a_bundle_runs_on_a_plain_page(blank_page, name):
    page = blank_page
    show(page, name)
    root = page.locator(".gradus-figure")
    before = root.evaluate("e => ({...e.dataset})")
    for knob in root.locator("input[type=range]").all():
        knob.focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
    for handle in root.locator(".handle:visible").all():
        handle.focus()
        page.keyboard.press("ArrowRight")
    for board in root.locator(".board").all():
        board.focus()
        for key in (" ", "ArrowRight", " "):
            page.keyboard.press(key)
    assert root.evaluate("e => ({...e.dataset})") != before
    assert len(page.evaluate("window.saved")) >= 1
    page.evaluate("window.leave()")
    assert page.evaluate("window.left()") == 0 and page.script_errors == []


@pytest.mark.browser
def test_the_hand_sets_a_stop_and_a_value_between_is_shown_as_it_is(blank_page):
    page = blank_page
    figure = FIGURES["secant"]()
    show(page, "secant", figure)
    knob = page.get_by_role("slider", name="h, the distance between the two points")
    stops = figure.specs["h"].stops
    page.evaluate("e => 0")
    assert float(knob.input_value()) == stops.index(1.0)
    figure.h = 0.5
    page.evaluate("hear", {"h": figure.h})
    assert (knob.get_attribute("aria-valuetext"), page.locator("output").inner_text()) == ("0.5", "0.5")
    assert pytest.approx(stops[int(knob.input_value())], rel=0.03) == 0.5
    page.evaluate("hear", {"h": 1.0})
    knob.focus()
    for key, stop in {
        "ArrowLeft": 149, "Shift+ArrowLeft": 139, "PageUp": 149, "ArrowRight": 150, "Home": 0, "End": len(stops) - 1,
    }.items():  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate("window.saved.at(-1)") == {"h": stops[stop]}, key
