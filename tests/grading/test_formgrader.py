"""Formgrader in a real Jupyter server: it lists the course's units, and its buttons assign and grade."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest

from tests import submissions
from tests.grading.test_nbgrader import SCRIPTS, full_marks, hand_in, scores
from tests.lab import free_port

UNIT = submissions.UNITS[0]
TOKEN = "formgrader-test"


@pytest.fixture
def course(tmp_path):
    """The course as an instructor has it before anything was done, with one submission."""
    shutil.copy(submissions.ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(submissions.ROOT / "source" / UNIT, tmp_path / "source" / UNIT)
    hand_in(tmp_path, UNIT, f"{UNIT.split('_', 1)[1]}.ipynb", "ada", submissions.reference(UNIT))
    return tmp_path


@pytest.fixture
def formgrader(course):
    """A function that asks Formgrader's own interface; a body makes it a POST."""
    port = free_port()
    env = dict(os.environ, PATH=f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", JUPYTER_TOKEN=TOKEN)
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.disable_check_xsrf=True"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], cwd=course, env=env, stderr=subprocess.DEVNULL
    )

    def ask(path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/formgrader/{path}", method="POST" if body else "GET")
        request.add_header("Authorization", f"token {TOKEN}")
        data = json.dumps(body).encode() if body else None
        with urllib.request.urlopen(request, data, timeout=200) as reply:
            return reply.read().decode()

    try:
        for _ in range(240):
            try:
                ask("")
                break
            except OSError:
                assert server.poll() is None, "JupyterLab ended"
                time.sleep(0.25)
        yield ask
    finally:
        server.terminate()
        server.wait(20)


def test_formgrader_lists_assigns_and_grades(formgrader, course):
    [assignment] = json.loads(formgrader("api/assignments"))
    assert assignment["name"] == UNIT
    assert json.loads(formgrader(f"api/assignment/{UNIT}/assign", {"go": True}))["success"]
    assert json.loads(formgrader(f"api/submission/{UNIT}/ada/autograde", {"go": True}))["success"]
    assert scores(course, UNIT, "ada") == full_marks(UNIT)
    assert (course / ".judge_seed").exists()  # the judge has drawn for her
    assert "manage" in formgrader("manage_assignments").lower()
