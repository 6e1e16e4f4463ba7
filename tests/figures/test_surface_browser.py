"""`Surface` and `Bowl` in a real JupyterLab: turned and zoomed by keys, mouse and finger; one point in two figures."""

import json

import pytest

from tests.figures.notebook_page import figure_in, page_of
from tests.lab import run_code, set_theme, settle, until

pytestmark = pytest.mark.browser

CELLS = [
    """import traitlets
from gradus.figures import Bowl, Descent, GradientField, Surface

def hill(x, y):
    return 4 - x**2 / 2 - y**2 / 4 + x * y / 4""",
    "surface = Surface(hill, path=Descent(hill, (1.0, 1.0), 0.3, steps=8).path)\nsurface",
    "field = GradientField(hill)\ntraitlets.link((surface, 'point'), (field, 'point'))\nfield",
    "bowl = Bowl([[2, 1], [1, 3]])\nbowl",
]
SURFACE, FIELD, BOWL = 1, 2, 3


@pytest.fixture(scope="module")
def shown(desk, lab):
    page = page_of(desk, lab, "surface", CELLS, 3, width=1280)
    yield page
    assert page.script_errors == []


def facts(page, cell=SURFACE):
    data = figure_in(page, cell).evaluate("e => ({...e.dataset})")
    return {name: float(text) for name, text in data.items() if text != "NaN"}


def view(page):
    seen = facts(page)
    return [seen["azimuth"], seen["elevation"]], seen["zoom"]


def python(page, code):
    return json.loads(run_code(page, f"import json; print(json.dumps({code}))"))


def reset(page, code="surface.view, surface.zoom, surface.point = (-115, 30), 1, (0, 0)"):
    run_code(page, code)
    settle(page)
    stage = figure_in(page, SURFACE).locator(".stage")
    stage.scroll_into_view_if_needed()
    return stage


def picture(stage):
    """What is painted on the canvas, as a number that another picture hardly has."""
    return stage.locator("canvas").evaluate(
        "e => e.getContext('2d').getImageData(0, 0, e.width, e.height).data.reduce((sum, b) => (sum * 31 + b) | 0, 7)"
    )


@pytest.mark.wide
def test_keys_turn_zoom_and_lead_back(shown):
    stage = reset(shown)
    first = picture(stage)
    stage.focus()
    for keys, expected in [
        (["ArrowRight"], ([-112, 30], 1)),
        (["Shift+ArrowLeft"], ([-142, 30], 1)),
        (["ArrowUp", "ArrowUp", "ArrowDown"], ([-142, 33], 1)),
        (["+", "="], ([-142, 33], 1.56)),
        (["-"], ([-142, 33], 1.25)),
        (["Shift+ArrowUp", "Shift+ArrowUp"], ([-142, 90], 1.25)),  # no farther than straight above
        (["Shift+ArrowDown"] * 4, ([-142, 5], 1.25)),  # nor below
        (["-"] * 3 + ["+"] * 12, ([-142, 5], 5)),
    ]:
        for key in keys:
            shown.keyboard.press(key)
        assert view(shown) == expected
    assert picture(stage) != first
    settle(shown)
    assert python(shown, "[surface.view, surface.zoom]") == [[-142, 5], 5]
    stage.focus()
    cells = shown.locator(".jp-Notebook .jp-Cell").count()
    for key in ("d", "d", "a", "Home"):
        shown.keyboard.press(key)
    assert view(shown) == ([-115, 30], 1) and picture(stage) == first
    assert shown.locator(".jp-Notebook .jp-Cell").count() == cells
    settle(shown)
    assert python(shown, "[surface.view, surface.zoom]") == [[-115, 30], 1]


def test_a_drag_turns_and_python_hears_once_at_its_end(shown):
    stage = reset(shown)
    box = stage.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    quiet = len(shown.frames_sent)
    shown.mouse.move(x, y)
    shown.mouse.down()
    pictures = set()
    for k in range(1, 6):
        shown.mouse.move(x + 10 * k, y + 4 * k)
        pictures.add(picture(stage))
    settle(shown)
    assert len(pictures) == 5 and shown.frames_sent[quiet:] == []
    shown.mouse.up()
    settle(shown)
    assert shown.frames_sent[quiet:].count("comm_msg") == 1 and stage.evaluate("e => e === document.activeElement")
    assert python(shown, "surface.view") == [-140, 40]  # the near side goes with the hand


@pytest.mark.wide
def test_the_wheel_zooms_with_ctrl_and_scrolls_the_page_without(shown):
    stage = reset(shown)
    box = stage.bounding_box()
    shown.mouse.move(box["x"] + 100, box["y"] + 150)
    quiet = len(shown.frames_sent)
    shown.keyboard.down("Control")
    for _ in range(3):
        shown.mouse.wheel(0, -60)
    shown.keyboard.up("Control")
    assert until(shown, lambda: shown.frames_sent[quiet:].count("comm_msg")) == 1
    zoom = view(shown)[1]
    assert zoom == pytest.approx(1.82, abs=0.05) and stage.bounding_box() == box
    assert python(shown, "surface.zoom") == zoom
    stage = reset(shown)
    box = stage.bounding_box()
    shown.mouse.move(box["x"] + 100, box["y"] + 150)
    shown.mouse.wheel(0, 120)
    assert until(shown, lambda: stage.bounding_box() != box, seconds=20)
    assert view(shown) == ([-115, 30], 1)


def touches(page):
    """Fingers on the page: each call says where they are now; none is left with an empty list."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def put(kind, *places):
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return put


@pytest.mark.wide
def test_one_finger_turns_two_zoom_and_the_page_stays(shown):
    stage = reset(shown)
    box = stage.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    put = touches(shown)
    put("touchStart", (x, y))
    for k in range(1, 11):
        put("touchMove", (x - 4 * k, y - 2 * k))
    put("touchEnd")
    assert until(shown, lambda: view(shown)[0] != [-115, 30])
    (azimuth, elevation), zoom = view(shown)
    assert -115 < azimuth <= -95 and 20 <= elevation < 30 and zoom == 1
    assert stage.bounding_box() == box
    put("touchStart", (x - 30, y), (x + 30, y))
    for k in range(1, 7):
        put("touchMove", (x - 30 - 5 * k, y), (x + 30 + 5 * k, y))
    put("touchEnd")
    assert until(shown, lambda: view(shown)[1] > 1.7)
    assert view(shown)[0] == [azimuth, elevation] and stage.bounding_box() == box
    settle(shown)
    assert python(shown, "[surface.view, surface.zoom]") == [[azimuth, elevation], view(shown)[1]]


def test_a_finger_moves_the_point(shown):
    reset(shown)
    box = figure_in(shown, SURFACE).locator(".field").bounding_box()
    put = touches(shown)
    x, y = box["x"] + 0.75 * box["width"], box["y"] + 0.75 * box["height"]
    put("touchStart", (x, y))
    put("touchMove", (x + 3, y))
    put("touchMove", (x, y))
    put("touchEnd")
    assert until(shown, lambda: facts(shown)["x"] != 0)
    settle(shown)
    assert python(shown, "surface.point") == pytest.approx([1.5, -1.5], abs=0.1)


def test_buttons_zoom_and_reset(shown):
    reset(shown)
    figure = figure_in(shown, SURFACE)
    for name in ["Zoom in", "Zoom in", "Zoom out"]:
        figure.get_by_role("button", name=name).click()
    assert view(shown)[1] == 1.25
    run_code(shown, "surface.view = (10, 80)")
    settle(shown)
    assert view(shown) == ([10, 80], 1.25)
    figure.get_by_role("button", name="Reset the view").click()
    assert view(shown) == ([-115, 30], 1)
    settle(shown)
    assert python(shown, "[surface.view, surface.zoom]") == [[-115, 30], 1]


def test_the_numbers_are_those_of_python_and_are_said(shown):
    reset(shown)
    run_code(shown, "surface.point = (1, -1)")
    settle(shown)
    figure, seen = figure_in(shown, SURFACE), facts(shown)
    assert [seen["height"], seen["gx"], seen["gy"]] == python(shown, "[surface.height, *surface.gradient]")
    said = "At (1, \u22121) the height is 3. The slope along x is \u22121.25, along y 0.75."
    figure.locator(".spoken", has_text=said).wait_for(state="attached")
    stage = figure.get_by_role("application", name="Surface of hill with a path. Turn with the arrow keys")
    assert stage.get_attribute("aria-roledescription") == "view in three dimensions"
    assert figure.locator("dd").all_inner_texts() == ["(1, \u22121)", "3", "\u22121.25", "0.75"]


@pytest.mark.wide
def test_a_point_moved_in_one_figure_moves_in_the_other(shown):
    reset(shown)
    shown.locator(".jp-CodeCell").nth(FIELD).locator(".handle").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        shown.keyboard.press(key)
    settle(shown)
    assert until(shown, lambda: (facts(shown)["x"], facts(shown)["y"]) == (0.2, 0.1))
    figure_in(shown, SURFACE).locator(".handle").focus()
    shown.keyboard.press("Shift+ArrowDown")
    settle(shown)
    assert until(shown, lambda: facts(shown, FIELD)["y"] == -0.9)
    assert python(shown, "[surface.point, field.point]") == [[0.2, -0.9]] * 2


def test_what_the_surface_hides_is_faint(shown):
    stage = reset(shown, "surface.view, surface.point = (45, 10), (-2, -2)")
    assert "behind" in stage.locator(".on-surface").get_attribute("class")
    reset(shown, "surface.view = (-135, 60)")
    assert "behind" not in stage.locator(".on-surface").get_attribute("class")


@pytest.mark.wide
@pytest.mark.parametrize("width", [360, *(pytest.param(w, marks=pytest.mark.slow) for w in (700, 1280, 1600))])
def test_numbers_at_the_axes_stay_large_and_apart(shown, width):
    try:
        shown.set_viewport_size({"width": width, "height": 900})
        for azimuth in (-115, 0, 45):
            for elevation in (5, 30, 90):
                reset(shown, f"surface.view, surface.zoom = ({azimuth}, {elevation}), 1")
                boxes = (
                    figure_in(shown, SURFACE)
                    .locator(".stage text:visible")
                    .evaluate_all(
                        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.right, b.top, b.bottom])"
                    )
                )
                frame = shown.locator(".stage").bounding_box()
                assert len(boxes) >= 5
                for k, (left, right, top, bottom) in enumerate(boxes):
                    assert bottom - top >= 12 and frame["x"] - 1 <= left and right <= frame["x"] + frame["width"] + 1
                    for l2, r2, t2, b2 in boxes[:k]:
                        assert right <= l2 + 4 or left >= r2 - 4 or bottom <= t2 + 4 or top >= b2 - 4
    finally:
        shown.set_viewport_size({"width": 1280, "height": 1000})


@pytest.mark.wide
def test_the_canvas_follows_the_theme(shown):
    stage = reset(shown)
    light = picture(stage)
    try:
        set_theme(shown, "dark")
        dark = until(shown, lambda: picture(stage) != light and picture(stage))
        darkest = stage.locator("canvas").evaluate(
            "e => Math.min(...e.getContext('2d').getImageData(0, 0, e.width, e.height).data"
            ".filter((_, k, all) => k % 4 === 0 && all[k + 3]))"
        )
        assert dark and darkest < 60
    finally:
        set_theme(shown, "light")
    assert until(shown, lambda: picture(stage) == light)


def test_on_an_eigenvector_downhill_points_straight_at_the_bottom(shown):
    figure = figure_in(shown, BOWL)
    run_code(shown, "bowl.point, bowl.turn = (2, 1), 0")
    settle(shown)
    assert facts(shown, BOWL)["angle"] == pytest.approx(18.43, abs=0.01)
    assert "18.4° past the bottom" in figure.inner_text()
    run_code(shown, "bowl.turn = 40; bowl.point = tuple(2 * bowl.eigenvectors[:, 1])")
    settle(shown)
    assert facts(shown, BOWL)["angle"] < 1e-5 and "3.62 times the place. This is an eigenvector." in figure.inner_text()
    assert figure.locator("dl .good dd").inner_text() == "1.38 and 3.62"


def test_a_hand_that_comes_near_an_eigenvector_is_put_on_it(shown):
    run_code(shown, "bowl.point, bowl.turn = (2, 1), 30")
    settle(shown)
    u, v = python(shown, "(bowl.eigenvectors[:, 0] * 2).tolist()")
    box = figure_in(shown, BOWL).locator(".field").bounding_box()
    scale = box["width"] / 6
    x, y = box["x"] + (3 + u) * scale, box["y"] + (3 - v) * scale
    shown.mouse.move(x + 1, y + 1)
    shown.mouse.down()
    assert facts(shown, BOWL)["angle"] < 1e-5
    shown.mouse.move(x + 15 * v, y + 15 * u)
    assert facts(shown, BOWL)["angle"] > 1
    shown.mouse.up()
    settle(shown)
    assert python(shown, "bowl.angle") == pytest.approx(facts(shown, BOWL)["angle"])
