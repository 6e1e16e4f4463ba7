"""The command `gradus` as a person runs it: `gradus learn` with a real JupyterLab, and every refusal."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path

import pytest

from gradus import errors
from tests.courses import make_course, notebook, write
from tests.terminal import PATIENCE, Browser, typed

SETTINGS = "lab/api/settings/@jupyterlab/apputils-extension:kernels-settings"


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "Ada's course, é 路")


def gradus(*arguments, cwd, env=None, inside=()):
    """`python -m gradus`. inside: a command that runs it."""
    command = [*inside, sys.executable, "-m", "gradus", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | (env or {}), capture_output=True, text=True, timeout=PATIENCE
    )


def refusal(run):
    """The one sentence a refused command prints."""
    assert run.returncode == 2, run
    assert "Traceback" not in run.stderr
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("gradus: "), run.stderr
    return lines[0]


@contextmanager
def learning(course, *arguments, env=None, inside=()):
    """`gradus learn` without a browser; gives a function that asks the server for a page of its API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*inside, sys.executable, "-m", "gradus", "learn", *arguments, "--no-browser", "--port", str(port)]
    log = (course.parent / "jupyterlab.txt").open("a+")
    process = subprocess.Popen(
        command, cwd=course, env=os.environ | (env or {}), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )

    def ask(page):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/{page}", headers={"Authorization": "token secret"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                ask("api/status")
                break
            except urllib.error.URLError:
                log.seek(0)
                assert process.poll() is None and time.monotonic() < deadline, log.read()
                time.sleep(0.05)
        ask.port, ask.log, ask.process = port, log, process
        yield ask
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)
        log.close()


@pytest.mark.wide
def test_learn_serves_the_workspace_with_our_setting_in_force(course, monkeypatch):
    monkeypatch.setenv("JUPYTER_TOKEN", "secret")
    with learning(course) as ask:
        names = {entry["name"] for entry in ask("api/contents")["content"]}
        assert names == {"01_derivatives", "02_partials", "START_HERE.md"}
        lesson = ask("api/contents/01_derivatives/lesson.ipynb")
        assert lesson["writable"] and lesson["content"]["cells"][0]["source"] == "slope = 1"
        setting = ask(SETTINGS)
        assert setting["schema"]["properties"]["commsOverSubshells"]["default"] == "disabled"
        assert setting["settings"] == {}  # the learner's own file is not ours to write
        kernel = ask("api/kernelspecs")["kernelspecs"]["python3"]["spec"]
        assert kernel["language"] == "python"
        ask.log.seek(0)
        assert "/lab/tree/START_HERE.md" in ask.log.read()

        # A second one would save over what is open in the first.
        run = gradus("learn", cwd=course)
        assert (run.returncode, run.stderr) == (0, "")
        second = run.stdout
        address = f"http://localhost:{ask.port}/lab/tree/START_HERE.md?token="
        assert f"JupyterLab already runs on {course / 'workspace'}: open {address}" in second
        end = second.partition("end it: `")[2].partition("`")[0]
        subprocess.run(end, shell=True, check=True, capture_output=True)
        ask.process.wait(PATIENCE)


@pytest.mark.parametrize("form", ["--port {}", "--port={}", "--ServerApp.port={}", "--ip=0.0.0.0 --port={}"])
def test_learn_refuses_a_port_in_use(course, form):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        run = gradus("learn", "--no-browser", *form.format(port).split(), cwd=course)
    assert f"Port {port} is in use" in refusal(run)


def test_learn_without_arguments_opens_the_page_to_start_from(course, tmp_path):
    """It begins with lesson 1; lesson 0 is for who wants it."""
    write(course / "course/00_before_you_start.ipynb", notebook("a = 1"))
    browser = Browser(tmp_path / "browser")
    with typed(f"{sys.executable} -m gradus learn", course, os.environ | browser.env) as terminal:
        terminal.wait_until("no browser was opened", browser.opened)
        page = Path(urllib.request.url2pathname(browser.opened()[0].removeprefix("file://"))).read_text()
        assert "/lab/tree/START_HERE.md" in page
        terminal.wait_until("nothing says that all is well", lambda: "Leave this terminal open" in terminal.text)
        last = terminal.text[terminal.text.index("Gradus: all is well.") :]
        assert str(course / "workspace") in last and re.search(
            r"Open http://localhost:\d+/lab/tree/START_HERE.md", last
        )
        terminal.interrupt()
        assert "Traceback" not in terminal.text
    assert "## [▶ Begin](01_derivatives/lesson.ipynb)" in (course / "workspace/START_HERE.md").read_text()


@pytest.mark.parametrize("command", [["-m", "gradus"], [str(Path(sys.executable).with_name("gradus"))]])
def test_learn_from_a_folder_below_and_into_a_folder_anywhere(course, tmp_path, command):
    deep = course / "workspace/01_derivatives"
    write(deep / "json.py", "raise SystemExit('not the json that was meant')")
    command = [sys.executable, *command] if command[0] == "-m" else command
    folder = tmp_path / "my copies" / "gradus"
    below = course / "release" if command[0] == sys.executable else deep
    run = subprocess.run(
        [*command, "learn", os.path.relpath(folder, below), "--port", "eighty"],
        cwd=below,
        capture_output=True,
        text=True,
    )
    assert "eighty is not a port" in refusal(run)
    assert (folder / "01_derivatives/lesson.ipynb").is_file() and not (deep / "lesson.ipynb").exists()


def test_copies_without_jupyterlab_for_another_editor(course):
    """Beside a JupyterLab that runs on them, too."""
    for _ in range(2):
        run = gradus("learn", "mine", "--only-copies", cwd=course)
        assert run.stdout == f"Your copies are up to date in {course / 'mine'}; START_HERE.md is where to begin.\n"
        assert (run.returncode, run.stderr) == (0, "")
    assert (course / "mine/01_derivatives/lesson.ipynb").is_file() and (course / "mine/START_HERE.md").is_file()
    refused = refusal(gradus("learn", "--only-copies", "--port", "8899", cwd=course))
    assert "Nothing is started, so --port 8899 is for nobody" in refused and not (course / "workspace").exists()


@pytest.mark.wide
@pytest.mark.parametrize(
    ("folder", "says"),
    [
        (".", "holds the course itself: name a folder of your own"),
        ("course", "holds the course itself: name a folder of your own"),
        ("nbgrader_config.py", "is a file where the folder of your copies should be"),
        ("/sys/gradus", "cannot be written"),
        ("nbgrader_config.py/below", "cannot be written (Not a directory): name a folder of your own, as in `"),
    ],
)
def test_learn_refuses_a_folder_that_cannot_hold_the_copies(course, folder, says):
    before = sorted(course.rglob("*"))
    assert says in refusal(gradus("learn", folder, cwd=course))
    assert sorted(course.rglob("*")) == before


def read_only(*folders):
    if not shutil.which("bwrap"):
        pytest.skip("needs bubblewrap: sudo apt-get install bubblewrap")
    binds = [word for folder in folders for word in ("--ro-bind", str(folder), str(folder))]
    return ["bwrap", "--die-with-parent", "--bind", "/", "/", "--dev", "/dev", *binds]


@pytest.mark.wide
@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap makes the folder read-only")
def test_a_shared_course_that_cannot_be_written_and_a_home_that_cannot(course, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    inside, env = read_only(course, home), {"HOME": str(home), "JUPYTER_TOKEN": "secret"}
    sentence = refusal(gradus("learn", cwd=course, env=env, inside=inside))
    assert "workspace cannot be written (Read-only file system): name a folder of your own, as in `" in sentence
    folder = tmp_path / "mine"
    with learning(course, str(folder), inside=inside, env=env) as ask:
        names = {entry["name"] for entry in ask("api/contents")["content"]}
        assert names == {"01_derivatives", "02_partials", "START_HERE.md"}
        ask.log.seek(0)
        assert f"Your home folder cannot be written, so {folder / '.home'} is used" in ask.log.read()


def test_an_installed_package_brings_its_lessons_and_puts_the_copies_below_home(course, tmp_path):
    """The package in another place than a checkout, and its lessons where a wheel puts them."""
    shutil.copytree(
        Path(errors.__file__).parent, tmp_path / "site/gradus", ignore=shutil.ignore_patterns("__pycache__")
    )
    for tree in ("course", "release"):
        shutil.copytree(course / tree, tmp_path / "prefix/share/gradus" / tree)
    code = f"import sys; sys.prefix = {str(tmp_path / 'prefix')!r}; from gradus.__main__ import main; main()"
    home = tmp_path / "home"
    home.mkdir()

    def run(*arguments, cwd=tmp_path):
        return subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments], cwd=cwd, capture_output=True, text=True,
            env=os.environ | {"PYTHONPATH": str(tmp_path / "site"), "HOME": str(home)},
        )  # fmt: skip

    write(home / "gradus/notes.txt", "precious")
    assert f"{home / 'gradus'} is there already and holds something else: name another" in refusal(run("learn"))
    shutil.rmtree(home / "gradus")
    first = run("learn", "--port", "eighty")
    assert f"Your copies of the lessons are in {home / 'gradus'}; `" in first.stdout
    assert "eighty is not a port" in refusal(first)
    assert (home / "gradus/01_derivatives/derivatives.ipynb").is_file()
    refusal(run("learn", "mine", "--port", "eighty"))
    assert (tmp_path / "mine/01_derivatives/derivatives.ipynb").is_file()
    below = run("learn", "--port", "eighty", cwd=tmp_path / "mine/01_derivatives")
    assert f"Your copies of the lessons are in {tmp_path / 'mine'}; `" in below.stdout  # where one is goes first
    shutil.rmtree(tmp_path / "prefix")
    assert "is not part of" in refusal(run("learn", "mine"))


def note_of_a_server(folder, root, port):
    url = f"http://127.0.0.1:{port}/"
    write(folder / "jpserver-1.json", {"pid": 1, "port": port, "root_dir": str(root), "token": "t", "url": url})


def test_what_a_crash_left_behind_is_no_running_server(course, tmp_path):
    """Nobody listens on its port any more, or another program does."""
    env = {"JUPYTER_RUNTIME_DIR": str(tmp_path)}
    (course / "workspace").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    note_of_a_server(tmp_path, course / "workspace", port)
    write(tmp_path / "jpserver-2.json", "{")
    assert "eighty" in refusal(gradus("learn", "--port", "eighty", cwd=course, env=env))
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        threading.Thread(target=other.handle_request, daemon=True).start()
        note_of_a_server(tmp_path, course / "workspace", other.server_port)
        assert "eighty" in refusal(gradus("learn", "--port", "eighty", cwd=course, env=env))


def test_the_way_on_windows_ends_as_jupyterlab_does_and_leaves_ctrl_c_to_it(tmp_path):
    """There the course stays beside JupyterLab instead of becoming it."""
    child = (
        "import signal, sys, time; signal.signal(2, lambda *_: sys.exit(5)); print('up', flush=True); time.sleep(600)"
    )
    code = f"import sys; from gradus.learn.jupyterlab import accompany; accompany([sys.executable, '-c', {child!r}])"
    with typed("exec " + shlex.join([sys.executable, "-c", code]), tmp_path, dict(os.environ)) as terminal:
        terminal.wait_for("up")
        terminal.press("\x03")
        assert terminal.end() == 5 and "Traceback" not in terminal.text


def test_a_missing_package_is_named_with_the_line_that_installs_it(course, tmp_path):
    write(tmp_path / "site/typer.py", "raise ModuleNotFoundError('No module named typer', name='typer')")
    sentence = refusal(gradus("learn", cwd=course, env={"PYTHONPATH": str(tmp_path / "site")}))
    assert "typer is missing" in sentence and "pip install -c" in sentence


def test_an_error_in_a_terminal_is_broken_at_spaces(course):
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")} | {"TERM": "dumb"}
    sentence, command = refusal(gradus("reset", "no_unit", cwd=course)), f"{sys.executable} -m gradus reset no_unit"
    for columns, widest in (("200", 90), ("40", 40)):
        with typed(f"exec {command}", course, env | {"COLUMNS": columns}) as terminal:
            assert terminal.end() == 2
        lines = terminal.text.splitlines()
        assert " ".join(lines) == sentence and len(lines) > 1
        assert all(len(line) <= widest or " " not in line for line in lines), lines


def test_reset_brings_the_original_back_and_keeps_what_stood_there(course):
    gradus("learn", "--port", "eighty", cwd=course)
    lesson = course / "workspace/01_derivatives/lesson.ipynb"
    original = lesson.read_text()
    lesson.write_text(original[:50])
    told = gradus("learn", "--port", "eighty", cwd=course).stdout
    assert f"{lesson} is damaged and will not open" in told
    mend = told.partition("`")[2].partition("`")[0]
    run = subprocess.run(mend, shell=True, cwd=course, capture_output=True, text=True, check=True)
    assert "kept as lesson-old.ipynb" in run.stdout
    assert lesson.read_text() == original and lesson.with_name("lesson-old.ipynb").read_text() == original[:50]
    assert gradus("learn", "--port", "eighty", cwd=course).stdout == ""
    lesson.write_text("mine")
    said = gradus("reset", "01_derivatives/lesson.ipynb", cwd=course).stdout  # as JupyterLab shows where it is
    assert "kept as lesson-old-2.ipynb" in said and lesson.read_text() == original, said
    assert said.endswith("What you passed stays counted until you submit that unit.\n")
    for number, file in enumerate(("workspace/01_derivatives/lesson.ipynb", "01_derivatives/lesson.ipynb"), 3):
        lesson.write_text(f"mine {number}")  # in JupyterLab's terminal, which stands in the workspace
        said = gradus("reset", file, cwd=course / "workspace").stdout
        assert f"kept as lesson-old-{number}.ipynb" in said and lesson.read_text() == original


def test_reset_of_nothing_gives_an_example(course):
    assert "reset 01_derivatives/lesson.ipynb`" in refusal(gradus("reset", cwd=course))


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


def test_help_has_what_learners_need_first(tmp_path):
    shown = gradus(cwd=tmp_path).stdout
    places = [shown.index(f" {word} ") for word in ("For learners", "learn", "submit", "doctor")]
    places += [shown.index(f" {word} ") for word in ("For instructors", "grade", "export", "For authors", "build")]
    assert places == sorted(places)


def test_start_is_light():
    """None of the slow libraries is imported before a command needs it."""
    code = "import sys, gradus.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    slow = {"tensorflow", "matplotlib", "nbgrader", "jupytext", "nbformat", "jupyter_client", "rich.table"}
    assert not slow.intersection(loaded)
