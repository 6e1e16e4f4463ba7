"""A digit drawn by mouse, finger and keys, and a training run that is followed: on a plain page and in JupyterLab."""

import json

import numpy as np
import pytest

from gradus.figures import Digits
from gradus.figures.kit.drawing import pixels_of
from tests.figures.notebook_page import figure_in, page_of
from tests.figures.plain_page import images, network, show, training
from tests.figures.test_digits import chances
from tests.figures.test_touch import Finger
from tests.lab import errors_on, new_page, run_code, settle, until

pytestmark = pytest.mark.browser

PARAMS = network(64, 32, 10)
SEVEN = [[(8, 6), (22, 6), (13, 27)], [(11, 16), (20, 16)]]


@pytest.fixture(scope="module")
def paper(browser):
    with new_page(browser, viewport={"width": 700, "height": 900}, has_touch=True) as page:
        page.finger = Finger(page)
        yield page
        assert page.script_errors == []


def numbers(figure, name):
    return np.array([float(text) for text in figure.evaluate(f"e => e.dataset.{name}").split()])


def place_on(board):
    box = board.bounding_box()
    return lambda x, y: (box["x"] + x / 32 * box["width"], box["y"] + y / 32 * box["height"])


def by_mouse(page, board):
    at = place_on(board)
    for stroke in SEVEN:
        page.mouse.move(*at(*stroke[0]))
        page.mouse.down()
        for point in stroke[1:]:
            page.mouse.move(*at(*point), steps=5)
        page.mouse.up()


def by_touch(page, board):
    at = place_on(board)
    for stroke in SEVEN:
        for start, end in zip(stroke, stroke[1:], strict=False):
            page.finger.swipe(at(*start), at(*end))


def by_keys(page, board):
    board.focus()
    for key in ["ArrowLeft"] * 4 + ["ArrowUp"] * 5 + [" "] + ["Shift+ArrowRight"] * 2 + ["ArrowDown", "x"] * 9 + [" "]:
        page.keyboard.press(key)


@pytest.mark.parametrize("draw", [by_mouse, by_touch, by_keys])
def test_what_is_drawn_is_read_as_python_reads_it(paper, draw):
    show(paper, "digits", Digits(PARAMS))
    figure, board = paper.locator(".gradus-figure"), paper.locator(".board")
    before = numbers(figure, "probabilities")
    assert before == pytest.approx(chances(PARAMS, np.zeros(64)), abs=1e-6)
    paper.evaluate("""() => {
        const figure = document.querySelector(".gradus-figure");
        window.seen = new Set();
        const watch = new MutationObserver(() => window.seen.add(figure.dataset.probabilities));
        watch.observe(figure, { attributes: true });
    }""")
    draw(paper, board)
    saved = paper.evaluate("window.saved")
    assert len(saved) == {by_mouse: 2, by_touch: 3, by_keys: 1}[draw]  # one for each stroke, at its end
    strokes = saved[-1]["strokes"]
    pixels, read = numbers(figure, "pixels"), numbers(figure, "probabilities")
    assert np.array_equal(pixels, pixels_of(strokes, fit=True)) and 0.1 < pixels.mean() < 0.5
    assert read == pytest.approx(chances(PARAMS, pixels), abs=1e-6) and np.abs(read - before).max() > 0.05
    assert paper.evaluate("window.seen.size") > 5  # they changed on the way, not only at the end
    assert numbers(figure, "activity") == pytest.approx(np.maximum(pixels @ PARAMS[0][0] + PARAMS[0][1], 0), abs=1e-9)
    spoken = figure.locator(".spoken", has_text=f"It reads {read.argmax()}, ")
    spoken.wait_for(state="attached")
    figure.get_by_label("centre and scale, as the data are").uncheck()
    assert np.array_equal(numbers(figure, "pixels"), pixels_of(strokes, fit=False))
    figure.get_by_role("button", name="Clear").click()
    assert numbers(figure, "probabilities") == pytest.approx(before)


@pytest.mark.wide
def test_the_pen_says_where_it_is_while_it_is_down(paper):
    show(paper, "digits", Digits(PARAMS))
    paper.locator(".board").focus()
    for key in (" ", "ArrowRight", "Shift+ArrowUp"):
        paper.keyboard.press(key)
    paper.locator(".spoken", has_text="Pen down, 4.5 to the right and 2 down, of 8.").wait_for(state="attached")
    assert paper.evaluate("window.saved") == []
    paper.keyboard.press(" ")
    paper.locator(".spoken", has_text="It reads").wait_for(state="attached")
    assert len(paper.evaluate("window.saved")) == 1


def test_examples_are_loaded_and_the_misread_found(paper):
    X, y = images(30)
    figure = Digits(PARAMS, X, y)
    show(paper, "digits", figure)
    root = paper.locator(".gradus-figure")
    for k in figure.misread[:2]:
        root.get_by_role("button", name="Next misread").click()
        assert root.evaluate("e => e.dataset.example") == str(k)
        assert numbers(root, "probabilities") == pytest.approx(chances(PARAMS, X[k]), abs=1e-6)
        assert f"Row {k} of X, labelled {y[k]}: it reads " in root.locator(".note").first.inner_text()
        assert root.locator(".note").first.inner_text().endswith("Misread.")
    root.get_by_role("button", name="Previous").click()
    assert paper.evaluate("window.saved.at(-1).example") == figure.misread[1] - 1
    root.get_by_role("button", name="Undo").click()
    assert root.evaluate("e => e.dataset.example") == ""


def test_the_losses_on_the_page_are_those_in_python(paper):
    run = training(records=6)
    show(paper, "training", run)
    root = paper.locator(".gradus-figure")
    paper.wait_for_function("document.querySelector('.gradus-figure').dataset.made === '6'")
    for name in ("training", "validation"):
        seen = root.evaluate("(e, name) => e.records.map(({ of }) => [of[name].loss, of[name].accuracy])", name)
        assert np.array(seen) == pytest.approx(np.stack([run.losses[name], run.accuracies[name]], axis=1), abs=1e-9)
    root.get_by_role("button", name="One step back").click()
    root.get_by_role("button", name="First step").click()
    assert paper.evaluate("window.saved.map(({ at }) => at)") == [4, 0]
    assert float(root.evaluate("e => e.dataset.training")) == pytest.approx(run.losses["training"][0])
    assert root.locator("dd").first.inner_text() == f"{run.losses['training'][0]:.3g}"
    run.clear()
    paper.evaluate("hear", {"recorded": {"indices": [], "sizes": []}, "at": None, "words": run.said})
    assert root.locator(".note").all_inner_texts() == [run.said] and root.locator("canvas").count() == 0


CELLS = [
    "import time\nfrom gradus.figures import Digits, Training\nfrom tests.figures.plain_page import images, network",
    "board = Digits(network(64, 32, 10), *images(5))\nboard",
    "run = Training(images(40), images(20))\nrun",
    "def train(params, X, y, lr, epochs, seed):\n    return [], [(0.9 * W, b) for W, b in params]\n"
    "own = Training(images(40), train=train, params=lambda: network(64, 10), epochs=4)\nown",
]
LOOP = """
for k in range(5):
    run.record([(W * 2**k, b) for W, b in network(64, 12, 10)])
    time.sleep(max(0.2, run._next - time.monotonic()))  # after a slow message the next one waits long
"""


@pytest.fixture(scope="module")
def shown(desk, lab):
    page = page_of(desk, lab, "digits", CELLS, 3, height=1400)
    yield page
    assert errors_on(page) == page.script_errors == []


def python(page, code):
    return json.loads(run_code(page, f"import json; print(json.dumps({code}))"))


@pytest.mark.wide
def test_python_hears_of_a_stroke_at_its_end(shown):
    figure = figure_in(shown, 1)
    at = place_on(figure.locator(".board"))
    quiet, seen = len(shown.frames_sent), set()
    shown.mouse.move(*at(8, 6))
    shown.mouse.down()
    for k in range(10):
        shown.mouse.move(*at(9 + k, 6 + 2 * k))
        seen.add(figure.evaluate("e => e.dataset.probabilities"))
    settle(shown)
    assert shown.frames_sent[quiet:] == [] and len(seen) >= 8
    shown.mouse.up()
    settle(shown)
    assert shown.frames_sent[quiet:].count("comm_msg") == 1
    assert python(shown, "board.probabilities.tolist()") == pytest.approx(numbers(figure, "probabilities"), abs=1e-6)
    run_code(shown, "board.example = 3")
    settle(shown)
    assert figure.evaluate("e => [e.dataset.example, e.dataset.strokes]") == ["3", "0"]


@pytest.mark.wide
def test_a_run_is_followed_while_its_cell_runs_and_its_still_is_renewed(shown):
    figure = figure_in(shown, 2)
    figure.evaluate("""figure => {
        window.made = [];
        const watch = new MutationObserver(() => window.made.push(Number(figure.dataset.made)));
        watch.observe(figure, { attributes: true, attributeFilter: ["data-made"] });
    }""")
    still = figure.locator("xpath=ancestor::*[contains(@class, 'jp-OutputArea ')]").locator(".gradus-still img")
    assert "0 records" in still.get_attribute("alt")
    run_code(shown, LOOP)
    assert until(shown, lambda: shown.evaluate("window.made.at(-1)") == 5)
    assert len({*shown.evaluate("window.made")} & {1, 2, 3, 4}) >= 2
    assert until(shown, lambda: "5 records. At epoch 4 the training loss" in still.get_attribute("alt"))
    assert figure.evaluate("e => Number(e.dataset.validation)") == pytest.approx(
        python(shown, "run.losses['validation'][-1]"), abs=1e-9
    )
    assert "it has risen" in figure.locator(".note", has_text="At epoch 4").first.inner_text()


@pytest.mark.wide
def test_a_learners_train_runs_below_its_figure(shown):
    figure = figure_in(shown, 3)
    assert until(shown, lambda: figure.evaluate("e => e.dataset.made") == "5")
    assert "At epoch 4 the training loss is" in figure.locator(".note", has_text="At epoch").first.inner_text()
