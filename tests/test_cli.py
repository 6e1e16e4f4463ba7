"""The command `gradus` as a person runs it: `gradus learn` with a real JupyterLab, and every refusal."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib.metadata import version

import pytest

from tests.courses import make_course, notebook, write

SETTINGS = "lab/api/settings/@jupyterlab/apputils-extension:kernels-settings"


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "a course")


def gradus(*arguments, cwd, env=None):
    command = [sys.executable, "-m", "gradus", *arguments]
    return subprocess.run(command, cwd=cwd, env=os.environ | (env or {}), capture_output=True, text=True, timeout=60)


def refusal(run):
    """The one sentence a refused command prints."""
    assert run.returncode == 2, run
    assert "Traceback" not in run.stderr
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("gradus: "), run.stderr
    return lines[0]


@contextmanager
def learning(course, *arguments):
    """`gradus learn` without a browser; gives a function that asks the server for a page of its API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gradus", "learn", "--no-browser", "--port", str(port), *arguments]
    log = (course / "jupyterlab.txt").open("w+")
    process = subprocess.Popen(command, cwd=course, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def ask(page):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/{page}", headers={"Authorization": "token secret"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                ask("api/status")
                break
            except urllib.error.URLError:
                log.seek(0)
                assert process.poll() is None and time.monotonic() < deadline, log.read()
                time.sleep(0.05)
        ask.port, ask.log = port, log
        yield ask
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        log.close()


def test_learn_serves_the_workspace_with_our_setting_in_force(course, monkeypatch):
    monkeypatch.setenv("JUPYTER_TOKEN", "secret")
    with learning(course) as ask:
        units = {entry["name"] for entry in ask("api/contents")["content"]}
        assert units == {"01_derivatives", "02_partials"}
        lesson = ask("api/contents/01_derivatives/lesson.ipynb")
        assert lesson["writable"] and lesson["content"]["cells"][0]["source"] == "slope = 1"
        setting = ask(SETTINGS)
        assert setting["schema"]["properties"]["commsOverSubshells"]["default"] == "disabled"
        assert setting["settings"] == {}  # the learner's own file is not ours to write
        kernel = ask("api/kernelspecs")["kernelspecs"]["python3"]["spec"]
        assert kernel["language"] == "python"
        ask.log.seek(0)
        assert "/lab/tree/01_derivatives/lesson.ipynb" in ask.log.read()  # the first time, the first lesson opens

        # While it runs, its port is taken; JupyterLab by itself would quietly move to another.
        second = gradus("learn", "--no-browser", "--port", str(ask.port), cwd=course)
        assert f"Port {ask.port} is in use: name another, as in --port" in refusal(second)
        assert str(ask.port + 1) not in second.stdout


@pytest.mark.parametrize("form", ["--port {}", "--port={}", "--ServerApp.port={}", "--ip=0.0.0.0 --port={}"])
def test_learn_refuses_a_port_in_use(course, form):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        run = gradus("learn", "--no-browser", *form.format(port).split(), cwd=course)
    assert f"Port {port} is in use" in refusal(run)


def test_learn_refuses_what_is_no_port(course):
    assert "eighty is not a port" in refusal(gradus("learn", "--port", "eighty", cwd=course))


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (
            ["/usr/bin/another-python", "-m", "ipykernel_launcher"],
            "starts another Python, /usr/bin/another-python",
        ),
        ([], "is damaged"),
    ],
)
def test_learn_refuses_a_kernel_of_another_python(course, tmp_path, argv, says):
    write(
        tmp_path / "jupyter/kernels/python3/kernel.json",
        {"argv": argv, "display_name": "x", "language": "python"},
    )
    run = gradus("learn", "--no-browser", cwd=course, env={"JUPYTER_PATH": str(tmp_path / "jupyter")})
    sentence = refusal(run)
    assert says in sentence and "kernelspec remove -y python3" in sentence


def test_the_command_that_mends_a_wrong_kernel_mends_it(course, tmp_path):
    write(tmp_path / "jupyter/kernels/python3/kernel.json", {"argv": ["/usr/bin/false"]})
    env = {"JUPYTER_PATH": str(tmp_path / "jupyter")}
    sentence = refusal(gradus("learn", "--no-browser", cwd=course, env=env))
    mend = sentence.partition("`")[2].partition("`")[0]
    subprocess.run(mend, shell=True, check=True, env=os.environ | env, capture_output=True)
    assert gradus("doctor", cwd=course, env=env).stdout.find("another Python") == -1
    assert not (tmp_path / "jupyter/kernels/python3").exists()


def test_learn_refuses_a_damaged_lesson_before_it_writes_anything(course):
    write(course / "course/01_derivatives.ipynb", "{")
    assert "01_derivatives.ipynb is not a notebook" in refusal(gradus("learn", "--no-browser", cwd=course))
    assert not (course / "workspace").exists()


def test_learn_says_where_newer_versions_are_and_goes_on(course):
    with socket.create_server(("127.0.0.1", 0)) as server:  # stops it before JupyterLab, after the copying
        port = str(server.getsockname()[1])
        gradus("learn", "--port", port, cwd=course)
        write(course / "workspace/01_derivatives/lesson.ipynb", notebook("mine"))
        write(course / "course/01_derivatives.ipynb", notebook("slope = 2"))
        run = gradus("learn", "--port", port, cwd=course)
    assert "lesson-new.ipynb" in run.stdout and "is in use" in refusal(run)


def test_the_course_is_found_from_any_folder_in_it(course):
    deep = course / "workspace" / "deep"
    deep.mkdir(parents=True)
    run = gradus("learn", "--port", "eighty", cwd=deep)
    assert "eighty is not a port" in refusal(run)
    assert (course / "workspace/01_derivatives/lesson.ipynb").exists()


def test_build_refuses_a_bad_manuscript(course):
    write(course / "manuscript/lessons/01_derivatives.py", '# %% answer="slope"\nslope = 1\n')
    before = (course / "course/01_derivatives.ipynb").read_bytes()
    assert "01_derivatives.py:1: " in refusal(gradus("build", cwd=course))
    assert (course / "course/01_derivatives.ipynb").read_bytes() == before


def test_version(tmp_path):
    assert gradus("--version", cwd=tmp_path).stdout == f"gradus {version('gradus-course')}\n"


def test_help_names_the_commands(tmp_path):
    shown = gradus("--help", cwd=tmp_path).stdout
    assert all(command in shown for command in ("learn", "build", "doctor"))


def test_start_is_light():
    """None of the slow libraries is imported before a command needs it."""
    code = "import sys, gradus.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    slow = {"tensorflow", "matplotlib", "nbgrader", "jupytext", "nbformat", "jupyter_client", "rich.table"}
    assert not slow.intersection(loaded)
