"""What a learner does in the JupyterLab that `gradus learn` has opened."""

import contextlib
import json
import re

from playwright.sync_api import Error

from tests.lab import NO_SPLASH, until

IN_VIEW = """heading => {
    const { top, bottom } = heading.getBoundingClientRect(), panel = heading.closest(".jp-Notebook");
    const room = panel.getBoundingClientRect();
    return room.top <= bottom && top <= room.bottom;
}"""


def menu(page, *labels):
    """Choose from JupyterLab's menu."""
    page.locator(".lm-MenuBar-itemLabel", has_text=labels[0]).first.click()
    for label in labels[1:]:
        page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{label}$")).click()


def tabs(page):
    """The names of the open documents, when all that were open are open again: one may come to the front last."""
    page.wait_for_function(NO_SPLASH)
    shown = page.locator("#jp-main-dock-panel .lm-TabBar-tab:not(.jp-mod-launcher)")
    shown.first.wait_for()
    return shown.locator(".lm-TabBar-tabLabel").all_inner_texts()


def wait_for_kernel(page):
    """Until the notebook in front has a kernel and it is idle; before, JupyterLab forgets what is to be run."""
    for sign in _of_an_idle_kernel(page):
        sign.wait_for()


def _of_an_idle_kernel(page):
    return (
        page.locator(".jp-NotebookPanel:visible .jp-Toolbar-kernelName", has_text="ipykernel"),
        page.locator("#jp-main-statusbar").get_by_text(re.compile("ipykernel.* Idle")),
        page.locator(".jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator[data-status=idle]"),
    )


def enter(context, address):
    """Come in by the address that the browser was asked to open, and begin lesson 1; the page."""
    page = context.new_page()
    page.goto(address)
    assert tabs(page) == ["START_HERE.md"]
    page.get_by_role("link", name="▶ Begin").click()
    page.get_by_role("heading", name="Derivatives: how fast, right here?").wait_for()
    return page


def open_exercises(page):
    """From START_HERE into the exercises of unit 1, whose first cell is run."""
    start_here(page)
    page.get_by_role("link", name="0 of 9").first.click()
    page.get_by_role("heading", name="Exercises 1: Derivatives").wait_for()
    wait_for_kernel(page)
    page.locator(".jp-NotebookPanel:visible .jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")


def start_here(page):
    """One click from anywhere: the page to start from, as it is now."""
    page.locator("#jp-top-bar").get_by_text("Start here").click()
    page.locator(".jp-MarkdownViewer:visible").wait_for()


def go_on(page, heading):
    """Click on the way on, until one is there and may work: JupyterLab brings START_HERE to the front once more when it
    has started, be somebody quicker than that."""
    link = page.get_by_role("link", name="▶ Go on where I stopped").locator("visible=true")
    there = page.locator(".jp-NotebookPanel:visible").get_by_role("heading", name=heading)

    def arrived():
        if link.count():
            with contextlib.suppress(Error):  # it has just gone
                link.click(timeout=1000)
        signs = _of_an_idle_kernel(page)
        return there.is_visible() and there.evaluate(IN_VIEW) and all(sign.is_visible() for sign in signs)

    assert until(page, arrived), tabs(page)


def save(page):
    """Save, and wait until the tab no longer shows that there is something to save."""
    page.keyboard.press("Control+s")
    page.locator("#jp-main-dock-panel .lm-mod-current.jp-mod-dirty").wait_for(state="detached")


def outputs(file):
    """The outputs of each code cell, and how often it was run."""
    cells = [cell for cell in json.loads(file.read_text())["cells"] if cell["cell_type"] == "code"]
    return [(cell["execution_count"], cell["outputs"]) for cell in cells]


def all_ran(page, file):
    """Whether each code cell has run: a kernel is idle between two cells, too."""
    wait_for_kernel(page)
    save(page)
    return all(count for count, _ in outputs(file))


def answer(page, function, code, below=1):
    """Type an answer into the cell of an exercise, run it, and run so many cells below it, those with text too."""
    cell = page.locator(".jp-NotebookPanel:visible .jp-CodeCell", has_text=f"def {function}(").first
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)
    for _ in range(1 + below):
        page.keyboard.press("Shift+Enter")
