"""TapePlayer in a real browser, on a plain page: boxes that open, broken arrows, lines, the pace of Play."""

import pytest
import tensorflow as tf

from gradus.figures import TapePlayer
from tests.figures.plain_page import set_dark, show
from tests.figures.tensorflow_programs import PROGRAMS, variables
from tests.figures.test_looks import faults
from tests.lab import new_page, until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser):
    with new_page(browser) as page:
        yield page


def player(page, name, width=1100):
    f, inputs = variables(name)
    page.set_viewport_size({"width": width, "height": 900})
    show(page, "tape_player", TapePlayer(f, *inputs))
    return page.locator(".gradus-figure")


def heads(root):
    return root.locator(".result .head").all_text_contents()


def test_a_box_opens_and_is_folded_by_keys_and_by_its_sign(page):
    root = player(page, "Newton")
    root.get_by_role("button", name="One step forth").click()
    assert heads(root) == ["x", "a", "for _ in range(6)"]
    root.get_by_role("button", name="Open for _ in range(6)").focus()
    page.keyboard.press("Enter")
    assert heads(root) == ["x", "a", *(f"round {k}" for k in range(1, 7))]
    assert root.evaluate("e => e.dataset.head") == "round 1"  # the step is that of the first box inside
    assert page.evaluate("window.saved.at(-1)") == {"opened": 1}
    root.get_by_role("button", name="Last step").click()
    root.locator(".sign").nth(5).click()
    assert heads(root)[-1].startswith("x₇") and len(heads(root)) == 12
    root.get_by_role("button", name="Fold round 6").focus()
    page.keyboard.press("Enter")
    assert len(heads(root)) == 8
    root.get_by_role("button", name="Fold for _ in range(6)").focus()
    page.keyboard.press("Enter")
    assert len(heads(root)) == 3 and page.evaluate("document.activeElement.textContent") == "Open for _ in range(6)"
    page.evaluate("hear({opened: 1, step: 3})")
    assert root.evaluate("e => e.dataset.head") == "round 3"


def test_a_way_that_ends_is_a_broken_arrow_with_a_reason(page):
    root = player(page, "two ends")
    assert root.locator(".use.lost").count() == 0  # nothing of the way back is shown before it is gone
    root.get_by_role("button", name="Last step").click()
    assert root.locator(".use.lost.ends").count() == 2
    assert root.locator(".cross").evaluate_all("all => all.filter((e) => e.getAttribute('d')).length") == 2
    assert "adjoint None" in root.locator(".result.lost .adjoint").all_text_contents()
    told = []
    for _ in range(4):
        root.get_by_role("button", name="One step back").click()
        told.append(root.locator(".note").inner_text())
    assert any("s = float(q) leaves TensorFlow" in text and "stop_gradient" in text for text in told)


@pytest.mark.wide
@pytest.mark.parametrize(("name", "width", "theme"), [("a network", 700, "dark"), ("298 operations", 1280, "light")])
def test_a_large_graph_is_broken_into_lines_that_can_be_read(page, name, width, theme):
    root = player(page, name, width)
    set_dark(page, theme == "dark")
    frame = root.locator(".graph-frame")
    if root.locator(".folds button:visible").count():
        root.locator(".folds button").first.click()
    for _ in range(3):
        root.get_by_role("button", name="One step forth").click()
        assert faults(root) == []
    root.get_by_role("button", name="Last step").click()
    assert faults(root) == []
    assert frame.evaluate("e => e.scrollWidth <= e.clientWidth")
    lines = root.locator(".result").evaluate_all("all => new Set(all.map((e) => e.getBoundingClientRect().left)).size")
    assert lines > 2
    before = root.locator("svg.graph").evaluate("e => e.viewBox.baseVal.height")
    page.set_viewport_size({"width": 2 * width, "height": 900})
    assert until(page, lambda: root.locator("svg.graph").evaluate("e => e.viewBox.baseVal.height") < before)
    assert page.script_errors == []


@pytest.mark.wide
def test_play_waits_as_long_as_its_sentence_takes_to_read(browser):
    with new_page(browser) as page:
        page.clock.install()  # a clock of its own, that runs when it is told to
        root = player(page, "loss")
        root.get_by_role("button", name="Play").click()
        for step in range(3):
            assert root.evaluate("e => e.dataset.step") == str(step)
            words = len(root.locator(".note").inner_text().split())
            page.clock.run_for(900 + 200 * words)
            assert root.evaluate("e => e.dataset.step") == str(step)
            page.clock.run_for(70 * words)


def test_axe_finds_nothing(page, node_modules):
    root = player(page, "Keras")
    root.get_by_role("button", name="Last step").click()
    page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    for is_dark in (False, True):
        set_dark(page, is_dark)
        found = page.evaluate("async () => (await axe.run('.gradus-figure')).violations")
        assert {(v["id"], node["html"][:160]) for v in found for node in v["nodes"]} == set()


def test_every_program_looks_right_at_its_end(page):
    for name in PROGRAMS.keys() - {"298 operations", "Keras", "Newton"}:  # which other tests show
        root = player(page, name, 700)
        root.get_by_role("button", name="Last step").click()
        assert faults(root) == [], name
    show(page, "tape_player", TapePlayer(lambda x: tf.sin(x), tf.constant(1.0), watch=False))
    root.get_by_role("button", name="Last step").click()
    assert "tape.watch(x)" in root.locator(".note").inner_text() and faults(root) == []
