"""A learner's copies in Notebook 7, which comes with nbgrader: what docs/running.md says of it."""

import os
import re
import subprocess
import sys

import pytest

from gradus.checks.mistakes import sentence_of
from gradus.learn.workspace import hand_out, write_start_page
from gradus.progress.record import events
from tests.lab import free_port, new_page, until, wait_for
from tests.learn.page import answer
from tests.submissions import ROOT, mistakes_by_exercise, reference, wrong_answer
from tests.terminal import PATIENCE

pytestmark = pytest.mark.browser
UNIT = "01_derivatives"


@pytest.fixture
def notebook_7(tmp_path):
    """The address of a Notebook 7 without settings of anybody's, and the workspace that it shows."""
    workspace, port = tmp_path / "workspace", free_port()
    write_start_page(ROOT, workspace, hand_out(ROOT, workspace))
    options = [
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        "--allow-root",
    ]
    log = tmp_path / "notebook.txt"
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "notebook", *options], cwd=workspace, stdout=said, stderr=subprocess.STDOUT,
            env=os.environ | {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")},
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/api", server, log)
        yield f"http://127.0.0.1:{port}", workspace
    finally:
        server.terminate()
        server.wait(PATIENCE)


def run(page, cells):
    """Run the first code cell, as soon as it can be, and so many cells below it."""
    first = page.locator(".jp-Notebook .jp-CodeCell").first
    first.locator(".cm-content").click()

    def has_run():
        page.keyboard.press("Control+Enter")  # forgotten as long as there is no kernel
        page.wait_for_timeout(200)
        return re.search(r"\d", first.locator(".jp-InputPrompt").inner_text())

    assert until(page, has_run)
    for _ in range(1 + cells):
        page.keyboard.press("Shift+Enter")


@pytest.mark.slow
def test_figures_questions_checks_and_progress(notebook_7, browser):
    address, workspace = notebook_7
    mistake = mistakes_by_exercise(UNIT)["forward_difference"][0]
    with new_page(browser) as page:
        page.goto(f"{address}/notebooks/{UNIT}/lesson.ipynb")
        run(page, 5)
        question = page.locator(".gradus-figure.predict").first
        question.get_by_role("radio", name="settles on one direction").check()
        question.get_by_role("button", name="This is my guess").click()
        question.get_by_text(", as you predicted", exact=True).wait_for()
        page.get_by_role("paragraph").get_by_text("It settles. Drag").wait_for()  # the explanation below has unfolded
        secant = page.locator(".gradus-figure:has(line.secant)").first
        handle = secant.locator("input[type=range]").first
        before = secant.get_attribute("data-slope")
        handle.focus()
        page.keyboard.press("Home")
        assert until(page, lambda: secant.get_attribute("data-slope") != before)

        page.goto(f"{address}/notebooks/{UNIT}/derivatives.ipynb")
        run(page, 0)
        answer(page, "forward_difference", wrong_answer("forward_difference", mistake))
        page.get_by_text(" ".join(sentence_of(mistake).split())).first.wait_for()
        answer(page, "forward_difference", reference(UNIT)["forward_difference"], below=3)
        page.get_by_text("✓ forward_difference(light, 2.0) is close to 9.0").wait_for()
    kinds = [(event["kind"], event.get("passed"), event.get("mistake")) for event in events(workspace)]
    assert kinds[:2] == [("prediction", None, None), ("check", False, mistake.__name__)]
    assert [passed for _, passed, _ in kinds[2:]] == [True, True]
    assert "1 of 9" in (workspace / "START_HERE.md").read_text()
