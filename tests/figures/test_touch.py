"""Figures under a finger: what a mouse does, and the page still scrolls where no drag begins."""

import pytest

from tests.figures.plain_page import FIGURES, show
from tests.lab import new_page, until

pytestmark = [pytest.mark.browser, pytest.mark.wide]
# Until what was changed is on the screen: which part of it scrolls is known by the painted frame.
PAINTED = """async () => {
    for (let n = 0; n < 4; n++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""


class Finger:
    """A finger on the page, as the screen reports it to the browser."""

    def __init__(self, page):
        self.page, self.session = page, page.context.new_cdp_session(page)

    def _send(self, kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def tap(self, x, y):
        self._send("touchStart", (x, y))
        self._send("touchEnd")

    def swipe(self, start, end, steps=8):
        """From start to end, and off."""
        self._send("touchStart", start)
        for k in range(1, steps + 1):
            self._send("touchMove", tuple(a + (b - a) * k / steps for a, b in zip(start, end, strict=True)))
            self.page.wait_for_timeout(20)
        self._send("touchEnd")
        self.page.evaluate(PAINTED)


@pytest.fixture(scope="module")
def phone(browser):
    """A page 400 pixels wide under a finger, `page.finger`, with more below the figure to scroll to."""
    with new_page(browser, viewport={"width": 400, "height": 700}, has_touch=True) as page:
        page.finger = Finger(page)
        yield page


@pytest.fixture
def touch(phone):
    def open_figure(name):
        show(phone, name)
        phone.evaluate("() => { document.body.style.paddingBottom = '2000px'; scrollTo(0, 0) }")
        return phone.locator(".gradus-figure")

    yield open_figure
    assert phone.script_errors == []


def middle(locator):
    """Its middle, once the screen has it where it is."""
    locator.evaluate("e => e.scrollIntoView({ block: 'center' })")
    locator.page.evaluate(PAINTED)
    locator.page.wait_for_timeout(100)
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page):
    return page.evaluate("scrollY")


def facts(figure):
    return figure.evaluate("e => ({...e.dataset})")


POINTS = ["map", "gradient_field", "descent", "ravine", "slice"]


@pytest.mark.parametrize("name", POINTS)
def test_a_finger_drags_a_point_and_the_page_stands_still(phone, touch, name):
    figure = touch(name)
    handle = figure.locator(".handle:visible").first
    x, y = middle(handle.locator(".dot"))
    at, place = scrolled(phone), handle.get_attribute("transform")
    phone.finger.swipe((x + 8, y - 8), (x + 40, y - 48))  # beside the dot: a fingertip is larger than that
    assert until(phone, lambda: handle.get_attribute("transform") != place) and scrolled(phone) == at
    assert until(phone, lambda: len(phone.evaluate("saved")) == 1)
    moved = handle.get_attribute("transform")
    x, y = middle(handle.locator(".dot"))
    phone.finger.swipe((x, y), (x - 20, y + 10))  # and on it
    assert until(phone, lambda: handle.get_attribute("transform") != moved)
    assert until(phone, lambda: len(phone.evaluate("saved")) == 2)


@pytest.mark.parametrize("name", POINTS)
def test_a_tap_places_a_point_and_a_swipe_over_the_map_scrolls(phone, touch, name):
    figure = touch(name)
    handle = figure.locator(".handle:visible").first
    x, y = middle(figure.locator(".field:visible").first)
    handle_at, at = handle.get_attribute("transform"), scrolled(phone)
    phone.finger.swipe((x - 60, y), (x - 60, y - 120))
    assert until(phone, lambda: scrolled(phone) > at + 50)
    assert handle.get_attribute("transform") == handle_at and phone.evaluate("saved") == []
    x, y = middle(figure.locator(".field:visible").first)
    phone.finger.tap(x - 50, y - 20)
    assert until(phone, lambda: middle(handle.locator(".dot"))[0] == pytest.approx(x - 50, abs=1.5))
    assert until(phone, lambda: len(phone.evaluate("saved")) == 1)


@pytest.mark.parametrize("name", [name for name in FIGURES if name not in ("map", "surface", "digits")])
def test_a_finger_moves_each_slider_and_scrolls_across_it(phone, touch, name):
    figure = touch(name)
    for knob in figure.locator("input[type=range]").all():
        middle(knob)
        box, now = knob.bounding_box(), int(knob.input_value())
        share = now / max(1, int(knob.get_attribute("max")))
        x, y = box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2
        to = x + (60 if share < 0.5 else -60)
        sent, at = len(phone.evaluate("saved")), scrolled(phone)
        phone.finger.swipe((x, y), (to, y))
        assert until(phone, lambda: len(phone.evaluate("saved")) == sent + 1)  # noqa: B023
        assert int(knob.input_value()) != now and scrolled(phone) == at
    phone.finger.swipe((x, y), (x, y - 150))
    assert until(phone, lambda: scrolled(phone) > at + 50)


def test_a_finger_plays_and_steps(phone, touch):
    figure = touch("descent")
    phone.finger.tap(*middle(figure.get_by_role("button", name="One step forth")))
    assert until(phone, lambda: facts(figure)["step"] == "1")
    phone.finger.tap(*middle(figure.get_by_role("button", name="Play")))
    figure.get_by_role("button", name="Pause").wait_for()
    phone.finger.tap(*middle(figure.get_by_role("button", name="Pause")))
    assert until(phone, lambda: int(facts(figure)["step"]) >= 1)


def test_a_finger_chooses_a_box_of_the_tape_and_scrolls_its_graph(phone, touch):
    figure = touch("tape_player")
    phone.finger.tap(*middle(figure.locator(".result").last))
    assert until(phone, lambda: facts(figure)["step"] != "0")
