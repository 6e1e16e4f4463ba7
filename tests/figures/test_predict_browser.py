"""Predict in a real JupyterLab: asked, answered by hand, shown, kept, and found again after a restart."""

import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.figures.test_secant_browser import KERNEL
from tests.lab import CLOSE_ALL, KERNEL_IS_READY, OPEN, command, errors_on, run_all, set_theme, until

pytestmark = pytest.mark.browser

CELLS = [
    new_code_cell("from gradus.figures import Map, Predict, Secant\nimport matplotlib.pyplot as plt"),
    new_code_cell(
        '@Predict({"The ground to the east": ["rises", "falls"], "Its slope is": float})\n'
        "def ground():\n"
        '    print("measured:", 7 * 6)\n'
        "    display(Secant(lambda x: -x**2))\n"
        '    return "fa" + "lls", -2.5'
    ),
    new_markdown_cell("<details><summary>Why</summary>\n\nBecause $x$ is *so*.\n\n</details>\n\nAnd on it goes."),
    new_code_cell('@Predict({"Its top is": Map(lambda x, y: -(x - 1) ** 2 - y**2)})\ndef top():\n    return 1.0, 0.0'),
    new_code_cell(
        '@Predict({"The sum is": float})\ndef total():\n    plt.plot([1, 2])\n    plt.show()\n    return 1 + 1'
    ),
    new_code_cell('@Predict({"It goes": ["well", "wrong"]})\ndef failing():\n    return 1 / 0'),
]
# Ten moves and the guess before Python has heard of the first.
HURRIED = """([point, button]) => {
    const east = () => new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true });
    for (let i = 0; i < 10; i++) point.dispatchEvent(east());
    button.click();
}"""


def question(page, nth):
    return page.locator(".jp-Notebook .gradus-figure.predict").nth(nth)


def result(page, nth):
    """What the result says, row by row; nothing before the guess."""
    rows = question(page, nth).locator(".result tr")
    return [row.replace("\t", " | ") for row in rows.all_inner_texts()[1:]]


@pytest.fixture
def asked(lab, page):
    """The questions, none answered: by the kernel of the test before, if its notebook stands open."""
    page.set_viewport_size({"width": 1100, "height": 1000})
    (lab.root / "predictions.jsonl").unlink(missing_ok=True)
    if page.evaluate("() => window.jupyterapp?.shell.currentWidget?.context?.path") == "predict.ipynb":
        command(page, "notebook:clear-all-cell-outputs")
    else:
        lab.open(page, new_notebook(cells=CELLS, metadata=KERNEL), "predict.ipynb")
    run_all(page)
    question(page, 3).wait_for()
    return page


def kept(lab):
    lines = (lab.root / "predictions.jsonl").read_text("utf-8").splitlines()
    return [(entry["prediction"], entry["guess"]) for entry in map(json.loads, lines)]


def test_nothing_is_shown_before_the_guess_and_all_of_it_after(lab, asked):
    page = asked
    text = page.locator(".jp-Notebook").inner_text()
    assert "42" not in text and "so." not in text and "2.5" not in text.replace("-2.5", "")
    assert not page.locator(".jp-OutputArea-output .gradus-figure .secant").count()
    assert "And on it goes" in text
    first = question(page, 0)
    first.get_by_role("button", name="This is my guess").click()
    assert "Choose how it goes on" in first.get_by_role("alert").inner_text()
    first.get_by_role("radio", name="falls").check()
    for text in ("", "much", "1/2/3"):
        first.get_by_role("textbox").fill(text)
        first.get_by_role("button", name="This is my guess").click()
        assert "Write a number" in first.get_by_role("alert").inner_text()
    first.get_by_role("textbox").fill("−5/2")
    first.get_by_role("textbox").press("Enter")
    assert until(page, lambda: result(page, 0)) == [
        "The ground to the east | falls | falls, as you predicted",
        "Its slope is | −2.5 | −2.5, as you predicted",
    ]
    page.wait_for_selector(".gradus-figure line.secant")
    assert "measured: 42" in page.locator(".jp-Notebook").inner_text()
    assert until(page, lambda: page.locator("details").first.get_attribute("open") is not None)
    assert page.evaluate("document.activeElement.className") == "result"
    assert kept(lab) == [("ground", ["falls", -2.5])]
    assert errors_on(page) == [] and page.script_errors == []


def test_a_wrong_guess_costs_nothing_and_none_is_allowed_and_all_are_there_after_a_restart(lab, asked):
    page = asked
    question(page, 2).get_by_role("textbox").fill("3,5")
    question(page, 2).get_by_role("button", name="This is my guess").click()
    assert until(page, lambda: result(page, 2)) == ["The sum is | 3.5 | 2"]
    question(page, 0).get_by_role("button", name="I don’t know").click()
    assert until(page, lambda: result(page, 0))[1] == "Its slope is | I don’t know | −2.5"
    point = page.get_by_role("slider", name="your point")
    button = question(page, 1).get_by_role("button", name="This is my guess")
    page.evaluate(HURRIED, [point.element_handle(), button.element_handle()])
    assert until(page, lambda: result(page, 1)) == ["Its top is | (1, 0) | (1, 0), as you predicted"]
    assert page.locator("circle.mark").count() == 1
    seen = [result(page, nth) for nth in range(3)]

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    question(page, 2).get_by_role("button", name="Ask me again").click()  # Python has forgotten the question
    assert until(page, lambda: "If it was restarted" in question(page, 2).get_by_role("alert").inner_text())
    run_all(page)
    assert until(page, lambda: all(result(page, nth) for nth in range(3)))
    assert [result(page, nth) for nth in range(3)] == seen
    assert len(kept(lab)) == 3

    question(page, 2).get_by_role("button", name="Ask me again").click()
    assert until(page, lambda: question(page, 2).get_by_role("textbox").is_visible())
    assert kept(lab)[-1] == ("total", None)
    assert page.script_errors == []


def test_an_error_of_the_code_is_shown_and_said(asked):
    question(asked, 3).get_by_role("button", name="I don’t know").click()
    assert until(asked, lambda: result(asked, 3)) == ["It goes | I don’t know | …"]
    assert "stopped with an error" in question(asked, 3).inner_text()
    assert "ZeroDivisionError" in asked.locator(".jp-Notebook").inner_text()


def violations(page):
    found = page.evaluate("async () => (await axe.run('.gradus-figure.predict')).violations")
    return {(v["id"], node["html"][:160]) for v in found for node in v["nodes"]}


@pytest.mark.wide
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after(asked, node_modules, theme):
    asked.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    set_theme(asked, theme)
    try:
        question(asked, 2).get_by_role("textbox").fill("much")
        question(asked, 2).get_by_role("textbox").press("Enter")  # refused, in a colour of its own
        assert violations(asked) == set()
        question(asked, 0).get_by_role("button", name="I don’t know").click()
        assert until(asked, lambda: result(asked, 0))
        assert violations(asked) == set()
    finally:
        set_theme(asked, "light")


def test_it_is_answered_by_keys_alone(asked):
    page, first = asked, question(asked, 0)
    first.get_by_role("radio", name="rises").focus()
    for key in ("ArrowRight", "Tab", "-", "2", ".", "5", "d", "d", "Backspace", "Backspace", "Tab", "Enter"):
        page.keyboard.press(key)
    assert until(page, lambda: result(page, 0)) == [
        "The ground to the east | falls | falls, as you predicted",
        "Its slope is | −2.5 | −2.5, as you predicted",
    ]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Ask me again"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    assert until(page, lambda: "falls" in first.locator(".spoken").inner_text())  # said once things are at rest


@pytest.mark.wide
@pytest.mark.parametrize("width", [600, 550])
def test_nothing_is_cut_off_or_forgotten_in_a_narrow_window(asked, width):
    question(asked, 2).get_by_role("textbox").fill("3.5")
    asked.set_viewport_size({"width": width, "height": 900})
    asked.wait_for_function("width => innerWidth === width", arg=width)
    wide = "all => all.map(e => e.scrollWidth - e.clientWidth).filter(more => more > 0)"
    forms = asked.locator(".gradus-figure.predict")
    assert until(asked, lambda: forms.evaluate_all(wide) == [])
    asked.wait_for_timeout(300)  # by then a figure that is laid out anew has been
    assert question(asked, 2).get_by_role("textbox").input_value() == "3.5"
    question(asked, 0).get_by_role("button", name="I don’t know").click()
    assert until(asked, lambda: result(asked, 0))
    assert until(asked, lambda: forms.evaluate_all(wide) == [])


@pytest.mark.wide
def test_a_saved_notebook_without_a_kernel_has_the_questions_and_the_guess(asked):
    question(asked, 2).get_by_role("textbox").fill("3.5")
    question(asked, 2).get_by_role("button", name="This is my guess").click()
    assert until(asked, lambda: result(asked, 2))
    command(asked, "docmanager:save")
    asked.evaluate(CLOSE_ALL)
    asked.evaluate(OPEN, "predict.ipynb")
    asked.wait_for_function(KERNEL_IS_READY)
    asked.wait_for_selector(".gradus-prediction:visible")
    texts = asked.locator(".gradus-prediction:visible").all_inner_texts()
    assert "The ground to the east: rises / falls" in texts[0] and "Run the cell to answer." in texts[0]
    assert "The sum is: 2. Your guess: 3.5." in texts[2] and "Run the cell to see again what happened." in texts[2]
    assert not asked.get_by_text("Error displaying widget").or_(asked.get_by_text("model not found")).count()
