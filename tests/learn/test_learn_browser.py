"""In by the door: README's own command in a clean clone, an empty HOME, and a browser on what it opens."""

import re
import shutil

import pytest

from gradus.progress.record import note
from tests.clean_clone import ROOT
from tests.lab import until
from tests.learn.page import (
    all_ran,
    answer,
    enter,
    go_on,
    menu,
    open_exercises,
    outputs,
    save,
    start_here,
    tabs,
    wait_for_kernel,
)
from tests.terminal import PATIENCE, Browser, typed

pytestmark = pytest.mark.browser
COMMAND = "make learn"
WRONG = "def forward_difference(f, x, h=1e-6):\n    return f(x + h) - f(x)"
RIGHT = "def forward_difference(f, x, h=1e-6):\n    return (f(x + h) - f(x)) / h"


def test_the_command_is_the_readmes():
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert COMMAND in [block.partition("#")[0].strip() for block in blocks]


@pytest.mark.wide
def test_from_the_readmes_command_to_a_checked_exercise(clean_clone, browser, tmp_path):
    noting = Browser(tmp_path / "browser")
    env = clean_clone.env | noting.env
    workspace = clean_clone.folder / "workspace/01_derivatives"
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)

    with typed(COMMAND, clean_clone.folder, env) as terminal:
        terminal.wait_until("no browser was opened", noting.opened)
        page = enter(context, noting.opened()[0])
        wait_for_kernel(page)
        menu(page, "Run", "Run All Cells")
        page.locator(".gradus-figure").first.wait_for()
        assert until(page, lambda: all_ran(page, workspace / "lesson.ipynb"))
        for _, shown in outputs(workspace / "lesson.ipynb"):
            assert not [output for output in shown if output["output_type"] == "error"], shown

        open_exercises(page)
        answer(page, "forward_difference", WRONG)
        page.get_by_text("✗ forward_difference").first.wait_for()
        assert page.get_by_text("Divide by h to get the change per unit of x.").is_visible()
        answer(page, "forward_difference", RIGHT)
        page.get_by_text("✓ forward_difference(square, 2.5) is close to 5.0").wait_for()
        save(page)
        start_here(page)
        page.get_by_text("Exercise 1.1 Look ahead").wait_for()  # its second check is still to be run
        go_on(page, "1.1 Look ahead")
        assert page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").count() == 0  # it is for instructors
        assert page.locator(".jp-Dialog, .jp-toast-message, .Toastify__toast").count() == 0  # nothing is asked
        page.close()

        second = clean_clone.run(COMMAND)
        assert second.returncode == 0 and "JupyterLab already runs on" in second.stdout
        address = re.search(r"open (\S+) or", second.stdout).group(1)
        page = context.new_page()
        page.goto(address)
        assert until(page, lambda: "derivatives.ipynb" in tabs(page))
        page.close()
        said = terminal.text  # the interrupt may end what Node.js is asked, and JupyterLab says so
        terminal.interrupt()
        assert "Traceback" not in terminal.text
        if shutil.which("node"):  # JupyterLab asks it something, and prints the whole of a program that fails
            assert "yarn" not in said and max(map(len, said.splitlines())) < 1000

    # The second time, what was open is behind the page to start from; a file of theirs named like a module is theirs.
    (workspace / "json.py").write_text("raise SystemExit('not the json that was meant')\n")
    note(workspace.parent, {"kind": "check", "unit": workspace.name, "exercise": "has_kink", "passed": False})
    with typed(COMMAND, clean_clone.folder, env) as terminal:
        terminal.wait_until("no browser was opened", lambda: len(noting.opened()) == 2)
        page = context.new_page()
        page.goto(noting.opened()[1])
        assert until(page, lambda: sorted(tabs(page)) == ["START_HERE.md", "derivatives.ipynb", "lesson.ipynb"])
        go_on(page, "1.7 Is there a kink?")
        page.locator(".jp-NotebookPanel:visible .jp-CodeCell", has_text="expect(has_kink").locator(
            ".cm-content"
        ).click()
        page.keyboard.press("Shift+Enter")  # and Python has forgotten all
        page.get_by_text("A cell above that defines expect has not been run since Python started").wait_for()
        second = clean_clone.run(COMMAND)
        ended = clean_clone.run(re.search(r"end it: `(.+)`", second.stdout).group(1))
        assert ended.returncode == 0, ended.stderr
        terminal.end()
    context.close()
