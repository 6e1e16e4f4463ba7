"""All text of all figures on the screen, from a phone's width to a desk's: large, in view, and not on other text."""

import numpy as np
import pytest

from gradus.figures import Descent, TapePlayer
from tests.figures.plain_page import FIGURES, set_dark, show
from tests.lab import new_page, until

pytestmark = pytest.mark.browser

# JupyterLab leaves 244 of 360. The narrowest and a usual one in every run, all in the long round.
SIGHTS = [
    pytest.param(width, theme, marks=[] if (width, theme) in ((260, "light"), (1280, "dark")) else pytest.mark.slow)
    for width in (260, 360, 700, 1280, 1600)
    for theme in ("light", "dark")
]


def program(a, b, c):
    p = a * b
    return (p * p).sin() + p * c + a * a


ALL = {name: (name, make) for name, make in FIGURES.items()} | {
    "descent in 1-D": (
        "descent",
        lambda: Descent(lambda x: x**2 / 2, -2.5, 1.7, momentum=0.3, mark_limit=True, step=50),
    ),
    "a long mark on the slider": (
        "descent",
        lambda: Descent(lambda x, y: x**2 / 2 + 2 * y**2, (1.0, 1.0), momentum=0.8, mark_limit=True),
    ),
    "a steep descent": ("descent", lambda: Descent(lambda x, y: 1e4 * (x**2 + 3 * y**2) - 2e5, (1.0, 1.0), step=9)),
    "a flat descent": ("descent", lambda: Descent(lambda x, y: 1e-7 * np.cos(x), (1.0, 1.0), window=(-0.02, 1.5))),
    "a tape with parallel arrows": ("tape_player", lambda: TapePlayer(program, 2.0, -5.0, 0.1)),
}
# Every piece of text that is seen: what it says, its size and box on the screen, and the box it must keep to.
TEXTS = """root => {
    const isSeen = (e) => e.checkVisibility() && !e.closest(".spoken");
    const texts = [];
    const rows = ".mark span, .bars .name, .bars .share, .tile .found, .caption";
    for (const e of root.querySelectorAll("svg text, label, output, dt, dd, p, button, legend, " + rows)) {
        if (!isSeen(e) || !e.textContent.trim() || (e.matches("p") && e.querySelector("button"))) continue;
        const svg = e.closest("svg"), stretch = svg ? svg.getScreenCTM().a : 1;
        let { left, right, top, bottom } = e.getBoundingClientRect();
        const pane = e.closest(".graph-frame")?.getBoundingClientRect(); // a tape's graph scrolls up and down in it
        if (pane && (top > pane.bottom - 2 || bottom < pane.top + 2)) continue;
        if (pane) [top, bottom] = [Math.max(top, pane.top), Math.min(bottom, pane.bottom)];
        const smallest = [e, ...e.querySelectorAll("*")].map((part) => parseFloat(getComputedStyle(part).fontSize));
        const frame = (svg ?? root).getBoundingClientRect();
        const slack = svg ? 0.2 * (bottom - top) : 2; // letters do not fill the height of their line
        texts.push({
            text: e.textContent.trim(), size: Math.min(...smallest) * stretch, box: [left, right, top, bottom],
            frame: [frame.left, frame.right, frame.top, frame.bottom],
            ink: [left, right, top + slack, bottom - slack],
        });
    }
    const boxes = [...root.querySelectorAll(".result rect")].map((e) => e.getBoundingClientRect());
    const shares = [...root.querySelectorAll(".share")].filter((e) => e.textContent && isSeen(e));
    const hidden = shares.filter((e) => {
        const a = e.getBoundingClientRect();
        return boxes.some((b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top < a.bottom - 3);
    });
    return { texts, hidden: hidden.map((e) => e.textContent), cut: root.scrollWidth > root.clientWidth };
}"""


@pytest.fixture(scope="module")
def paper(browser):
    with new_page(browser) as page:
        yield page


def faults(root):
    """What is wrong with the text of a figure, in words."""
    seen = root.evaluate(TEXTS)
    found = [f"{text!r} lies under a box" for text in seen["hidden"]]
    found += ["something is cut off at the right"] * seen["cut"]
    for one in seen["texts"]:
        if one["size"] < 12:
            found.append(f"{one['text']!r} is {one['size']:.1f} pixels large")
        left, right, top, bottom = one["box"]
        if (
            left < one["frame"][0] - 1
            or right > one["frame"][1] + 1
            or bottom > one["frame"][3] + 1
            or top < one["frame"][2] - 1
        ):
            found.append(f"{one['text']!r} sticks out: {one['box']} of {one['frame']}")
    texts = seen["texts"]
    for i, one in enumerate(texts):
        for other in texts[:i]:
            (l1, r1, t1, b1), (l2, r2, t2, b2) = one["ink"], other["ink"]
            if min(r1, r2) - max(l1, l2) > 1 and min(b1, b2) - max(t1, t2) > 1:
                found.append(f"{one['text']!r} lies on {other['text']!r}")
    return found


@pytest.mark.wide
@pytest.mark.parametrize(("width", "theme"), SIGHTS)
@pytest.mark.parametrize("name", ALL)
def test_all_text_can_be_read(paper, name, width, theme):
    script, make = ALL[name]
    paper.set_viewport_size({"width": width, "height": 900})
    show(paper, script, make())
    set_dark(paper, theme == "dark")
    root = paper.locator(".gradus-figure")
    found = {"at first": faults(root)}
    knobs = root.locator("input[type=range]").all()
    for key in ("End", "Home", *["PageUp"] * (4 if knobs else 0)):
        for knob in knobs:
            knob.press(key)
        found[key] = faults(root)
    for step in range(9 if script == "tape_player" else 0):
        root.get_by_role("button", name="One step forth").click()
        found[f"step {step}"] = faults(root)
    assert not any(found.values()), found
    assert paper.script_errors == []


@pytest.mark.parametrize("name", ["ravine", "descent"])
def test_a_figure_is_laid_out_anew_where_its_room_changes(paper, name):
    paper.set_viewport_size({"width": 1280, "height": 900})
    show(paper, name)
    root = paper.locator(".gradus-figure")
    root.locator("input[type=range]").first.focus()
    for width in (360, 700, 360):
        paper.set_viewport_size({"width": width, "height": 900})
        assert until(paper, lambda: not faults(root)), faults(root)
        assert until(paper, lambda: root.evaluate("e => e.contains(document.activeElement)"))
    before = root.evaluate("e => ({...e.dataset})")
    paper.keyboard.press("ArrowRight")
    assert root.evaluate("e => ({...e.dataset})") != before


def test_a_button_under_a_hand_is_not_replaced(paper):
    """It would not be clicked."""
    paper.set_viewport_size({"width": 360, "height": 900})
    show(paper, "tape_player")
    button = paper.get_by_role("button", name="One step forth")
    button.evaluate("e => { window.pressed = e; e.onclick = () => (window.clicked = true) }")
    button.hover()
    paper.mouse.down()
    paper.set_viewport_size({"width": 700, "height": 900})
    paper.wait_for_timeout(400)
    button.hover()
    paper.mouse.up()
    assert paper.evaluate("window.clicked")
    assert until(paper, lambda: not paper.evaluate("window.pressed.isConnected"))  # it is, when the hand has left
