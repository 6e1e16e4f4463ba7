"""The built lessons in a real JupyterLab: every cell runs, nothing errs, the figures move."""

import re

import nbformat
import pytest

from gradus.errors import WIDTH
from tests.figures.test_secant_browser import drive_secant, run_code
from tests.lab import Frames, errors_on, run_all, until
from tests.submissions import ROOT

pytestmark = pytest.mark.browser
# One full of figures in every run, all in the long round. tests/course/test_lessons.py runs the code of all every time.
OFTEN = "03_gradients"
LESSONS = [
    pytest.param(file, id=file.stem, marks=[] if file.stem == OFTEN else pytest.mark.slow)
    for file in sorted((ROOT / "course").glob("*.ipynb"))
]


def cells_that_ran(page):
    return page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets
            .filter(cell => cell.model.type === 'code' && cell.model.executionCount > 0).length"""
    )


PREDICTION = ".jp-Notebook .gradus-figure.predict:not(.practice)"

# Of each prediction: its cell's explanation, and whether anything of the answer is to be seen.
ASKED = """() => [...document.querySelectorAll(PREDICTION)].map((form) => {
    const fold = form.closest(".jp-Cell").nextElementSibling.querySelector("details");
    return {
        committed: form.dataset.committed === "true",
        unfolded: fold.open,
        result: form.querySelector(".result").innerText,
        shown: form.closest(".jp-Cell").querySelectorAll(".widget-output .jp-OutputArea-child").length,
    };
})""".replace("PREDICTION", repr(PREDICTION))


def practise(page):
    """Three questions, not known; then their answers with reasons; then three others, ready to be written to."""
    form = page.locator(".gradus-figure.practice")
    before = form.locator("form").inner_text()
    form.get_by_role("button", name="I don’t know").click()
    form.get_by_role("button", name="Other three").wait_for()
    assert form.locator("td.why").count() == 3 and "(Exercise " in form.locator("td.why").first.inner_text()
    form.get_by_role("button", name="Other three").click()
    form.get_by_role("button", name="Check").wait_for()
    assert form.locator("form").inner_text() != before
    assert until(page, lambda: page.evaluate("document.activeElement.tagName") == "INPUT")


@pytest.mark.wide
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_asks_first_and_shows_all_when_asked(lab, page, lesson):
    (lab.root / "predictions.jsonl").unlink(missing_ok=True)
    lab.open(page, lesson, lesson.name)
    run_all(page)
    assert errors_on(page) == []
    code = [cell for cell in nbformat.read(lesson, as_version=4).cells if cell.cell_type == "code"]
    assert cells_that_ran(page) == len(code)
    asked = page.evaluate(ASKED)
    predictions = [cell.source.partition("@Predict(")[2] for cell in code if "@Predict(" in cell.source]
    assert len(asked) == len(predictions)
    assert all(one == {"committed": False, "unfolded": False, "result": "", "shown": 0} for one in asked), asked
    if any("practice(" in cell.source for cell in code):
        practise(page)
    for button in page.locator(f'{PREDICTION} form button[type="button"]').all():  # "I don't know"
        button.click()
    assert until(page, lambda: all(one["committed"] and one["unfolded"] for one in page.evaluate(ASKED)))
    shows = [bool(re.search(r"(?m)^ {4}(print|display|plt.show)\(", source)) for source in predictions]
    assert until(page, lambda: all(one["shown"] >= must for one, must in zip(page.evaluate(ASKED), shows, strict=True)))
    assert errors_on(page) == []
    assert "stopped with an error" not in page.locator(".jp-Notebook").inner_text()
    assert page.script_errors == []


@pytest.mark.slow
def test_the_secant_of_lesson_1_follows_keyboard_and_mouse_without_the_kernel(lab, page):
    frames = Frames(page)
    (lab.root / "predictions.jsonl").unlink(missing_ok=True)
    lab.open(page, ROOT / "course" / "01_derivatives.ipynb", "drive.ipynb")
    run_all(page)
    page.locator('.predict form button[type="button"]').first.click()  # "I don't know"
    page.locator(".gradus-figure line.secant").nth(1).wait_for(state="attached")  # another stands further down
    shown = drive_secant(page, frames, lambda x: x**2 / 4 + 1)
    assert shown["slope"] < 0.75
    assert errors_on(page) == []


def test_a_failed_check_shows_two_lines_and_a_passed_one_says_what_it_found(lab, page):
    file = ROOT / "release" / "01_derivatives" / "derivatives.ipynb"
    lab.open(page, file, "exercises.ipynb")
    code = [cell for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "code"]
    run_all(page)  # no check passes yet, and JupyterLab says that it is done at the first
    assert until(page, lambda: cells_that_ran(page) == len(code))
    before = "import numpy as np\nfrom gradus import expect\nsquare = lambda x: x * x\n"
    wrong = "def slope(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / h\n"
    check = "expect(slope, square, 3.0).close_to(6.0)"
    assert run_code(page, before + wrong + check).splitlines() == [
        "✗ slope(square, 3.0) returned 12.0; expected 6.0.",
        "The two points are 2h apart, so divide by 2h, not by h.",
    ]
    assert run_code(page, wrong.replace("/ h", "/ (2 * h)") + check) == "✓ slope(square, 3.0) is close to 6.0"
    page.set_viewport_size({"width": 1280, "height": 800})
    said = run_code(page, wrong.replace("f(x + h)", "missing") + check)  # its advice is long
    assert "Nothing has that name here." in said and max(map(len, said.splitlines())) <= WIDTH
