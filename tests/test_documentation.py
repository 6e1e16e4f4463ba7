"""What the documentation tells its readers to do is done, in a clean clone, with an empty HOME, as it stands there.

Console blocks run in order, in one shell a document. What cannot run here bears its reason in the document, as a
comment above the block: `<!-- not run: ... -->`. Commands in sentences are looked up; the long round runs them too.
"""

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import nbformat
import pytest
import typer
from nbgrader.apps import NbGraderApp

from gradus import cli
from tests import documents, submissions
from tests.clean_clone import ROOT, git, held_clone
from tests.terminal import Browser, typed

UNIT = "01_derivatives"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_LINKS = [
    *DOCUMENTS,
    *sorted((ROOT / "docs/decisions").glob("*.md")),
    ROOT / "CHANGELOG.md",
    ROOT / "benchmarks/README.md",
]
WITH_BLOCKS = [path for path in DOCUMENTS if any(b.language == "console" for b in documents.read(path).blocks)]
GOES_ON = {ROOT / "docs/teaching.md": ROOT / "docs/university.md"}  # what is typed in one goes on where the other ends
FOLLOWED = [  # README and CONTRIBUTING in every run; an instructor's pages grade a class of twelve: minutes
    pytest.param(path, marks=[] if path.parent == ROOT else pytest.mark.wide)
    for path in WITH_BLOCKS
    if path not in GOES_ON.values()
]
NOT_RUN = 9  # blocks that cannot run here; each says why
SERVES = re.compile(r"make learn|gradus learn(?! --only-copies)|jupyter[ -](?:lab|notebook)")
# `make test` inside a test would not end. The command is the one that `.ci/run` runs; here it takes these tests only.
FEW_TESTS = {"PYTEST_ADDOPTS": "tests/answers/test_calculus.py"}
# What a cell of a notebook, or the page around the block, gives to a block of Python.
GIVEN = """
import numpy as np
from gradus import expect, rng
from gradus.checks.mistakes import mistake_in
square = lambda x: x * x
class Account:
    def __init__(self): self.balance = 0
    def pay(self, amount): self.balance += amount
"""


def ids(path):
    return path.relative_to(ROOT).as_posix()


class Shell:
    """One shell in which a document is followed: where `cd` led and what was activated or set stays."""

    def __init__(self, clone, scratch: Path):
        self.folder, self.env, self.state = clone.folder, dict(clone.env), scratch / "state"
        self.browser = Browser(scratch / "browser")
        self.env |= self.browser.env

    def type(self, command: documents.Command) -> None:
        """Raises AssertionError if the command fails, or if what is said about it is not so."""
        if SERVES.search(command.line) and "--help" not in command.line:
            return self._serve(command.line)
        keep = f'\nstatus=$?\n{{ pwd; env -0; }} > "{self.state}"\nexit $status'
        extra = FEW_TESTS if command.line.startswith("make test") else {}
        run = subprocess.run(
            ["bash", "-c", command.line + keep], cwd=self.folder, env=self.env | extra, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=1200,
        )  # fmt: skip
        output = run.stdout + run.stderr
        assert run.returncode == 0, f"$ {command.line}\n{output[-4000:]}"
        assert not extra or re.search(r"\d+ passed", output), output[-2000:]
        where, _, rest = self.state.read_text().partition("\n")
        self.folder = Path(where)
        self.env = dict(pair.split("=", 1) for pair in rest.split("\0") if "=" in pair)
        for name in extra:
            self.env.pop(name, None)
        assert is_said(command.says, output), f"$ {command.line}\n{output[-4000:]}\ndoes not say\n" + "\n".join(
            command.says
        )
        missing = [path for path in command.makes if not (self.folder / path).exists()]
        assert not missing, f"$ {command.line}\nmade no {missing}:\n{output[-2000:]}"

    def _serve(self, line: str) -> None:
        """Start a server, ask it for the page that it opened (or names, with --no-browser), and end it."""
        before = len(self.browser.opened())
        if "jupyter" in line and os.geteuid() == 0:  # `gradus learn` does that itself
            line += " --allow-root"
        with typed(line, self.folder, self.env) as terminal:
            if "--no-browser" in line:
                address = r"http://\S+/lab\S*token=\w+"
                terminal.wait_until("no address was printed", lambda: re.search(address, terminal.text))
                url = re.search(address, terminal.text).group()
            else:
                terminal.wait_until("no browser was opened", lambda: len(self.browser.opened()) > before)
                url = self.browser.opened()[-1]
            terminal.wait_until("nobody answers at the address", lambda: answers(target_of(url)))
            said = terminal.text  # a signal that comes while Jupyter logs something has a traceback of its own
            os.killpg(terminal.process.pid, signal.SIGTERM)
            terminal.end()
            assert "Traceback" not in said, said


def answers(url: str) -> bool:
    """Whether JupyterLab or the notebook is there. Jupyter opens the browser a moment before it listens."""
    try:
        with urllib.request.urlopen(url, timeout=120) as page:
            return page.status == 200 and bool(re.search("JupyterLab|Jupyter Notebook", page.read().decode()))
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionRefusedError):
            return False
        raise


def target_of(url: str) -> str:
    """JupyterLab opens a file of its own that leads on to the server."""
    if not url.startswith("file:"):
        return url
    page = Path(url.removeprefix("file://")).read_text()
    return re.search(r'href="(http[^"]+)"', page).group(1).replace("&amp;", "&")


def is_said(lines: list[str], output: str) -> bool:
    """Whether the lines come in the output, in this order; … stands for anything."""
    patterns = [".*?".join(re.escape(part.strip()) for part in re.split(r"…|\.\.\.", line)) for line in lines]
    return re.search("[^\n]*\n(?:.*\n)*?[^\n]*?".join(patterns), output) is not None


# How the platforms name what a student handed in, in the zip file that an instructor downloads.
DOWNLOADS = {
    "Moodle": "Course-Homework-77.zip: Student {0}_10{0:02}_assignsubmission_file_/{1}",
    "Canvas": "submissions.zip: student{0}_47{0:02}_902{0:02}_{1}",
}

ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section,Derivatives (4711)
    Points Possible,,,,,20
"One, Student",1815,,student 1,01,
"""


def prepare(folder: Path, line: str) -> None:
    """What students have done by the time that this line is typed: a class of twelve, where the document says."""
    [master] = (ROOT / "release" / UNIT).glob("*.ipynb")
    if line.startswith("gradus grade") and not list((folder / "submitted").glob("student *")):
        answers = [submissions.reference(UNIT), {}, *submissions.alternatives(UNIT).values()]
        answers += [{e: submissions.wrong_answer(e, m[0])} for e, m in submissions.mistakes_by_exercise(UNIT).items()]
        for number, answer in zip(range(1, 13), itertools.cycle(answers), strict=False):
            own = folder / "submitted" / f"student {number}" / UNIT
            own.mkdir(parents=True)
            nbformat.write(submissions.submission(UNIT, answer), own / master.name)
    if "--into roster.csv" in line:
        (folder / "roster.csv").write_text(ROSTER)
    for platform, pattern in DOWNLOADS.items():
        if "zip_collect" in line and platform in line:
            archive = folder / "downloaded" / UNIT / "archive"
            shutil.rmtree(archive)
            archive.mkdir()
            name, _, entry = pattern.partition(": ")
            with zipfile.ZipFile(archive / name, "w") as download:
                for number in range(12):
                    download.write(master, entry.format(number, master.name))


def graded(folder: Path) -> int:
    """How many students have a page of feedback."""
    return len(list((folder / "feedback").glob(f"*/{UNIT}/*.html")))


@pytest.mark.parametrize("path", FOLLOWED, ids=ids)
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap")
def test_the_blocks_of_a_document_run_as_they_stand(path, tmp_path):
    blocks = [block for each in (path, GOES_ON.get(path)) if each for block in documents.read(each).blocks]
    home = tmp_path / "home"
    home.mkdir()
    with held_clone(home) as clone:
        shell = Shell(clone, tmp_path)
        lines = [c for b in blocks if b.language == "console" and not b.not_run for c in b.commands]
        for command in lines:
            prepare(shell.folder, command.line)
            shell.type(command)
        if any(command.line.startswith("nbgrader generate_feedback") for command in lines):
            assert graded(clone.folder) >= 12
        assert git(clone.folder, "status", "--porcelain") == ""


def test_what_is_not_run_is_counted():
    skipped = [f"{ids(p)}:{b.number} {b.not_run}" for p in DOCUMENTS for b in documents.read(p).blocks if b.not_run]
    assert len(skipped) == NOT_RUN, skipped


def test_every_block_says_what_it_is():
    """Blocks of other languages would not be run: `text` is looked at below, tests/parallel uses `yaml`."""
    languages = {b.language for p in DOCUMENTS for b in documents.read(p).blocks if not b.not_run}
    assert languages <= {"console", "python", "text", "yaml"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=[] if path.parent == ROOT else pytest.mark.wide)
        for path in DOCUMENTS
        if any(block.language == "python" for block in documents.read(path).blocks)
    ],
    ids=ids,
)
def test_the_python_of_a_document_runs(path):
    blocks = [b for b in documents.read(path).blocks if b.language == "python" and not b.not_run]
    settings = "from traitlets.config import Config\nc = Config()\n"
    code = "\n".join([GIVEN, settings, *(block.text for block in blocks), DEFAULTS])
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


# Settings that a document shows are ours, of the right kind, and have the values that it calls the defaults.
DEFAULTS = """
from gradus.judge.preprocessor import Judge
judge = Judge()
for name, value in c.get("Judge", {}).items():
    assert Judge.class_traits(config=True)[name].default() == value or name == "sandbox", (name, value)
    setattr(judge, name, value)
"""


def test_the_readme_shows_what_a_check_says():
    from gradus.answers.mistakes import derivatives
    from gradus.checks.expect import CheckFailed, expect

    [shown] = [b.text.strip() for b in documents.read(ROOT / "README.md").blocks if b.language == "text"]
    names = {"expect": expect, "square": lambda x: x * x}
    names["square"].__name__ = "square"
    exec(submissions.wrong_answer("slope", derivatives.divides_by_h), names)
    with pytest.raises(CheckFailed) as failed:
        exec("expect(slope, square, 3.0).close_to(6.0)", names)
    assert failed.value._render_traceback_() == [shown]


PROSE = [
    pytest.param(path, line, id=f"{ids(path)}: {line}") for path in DOCUMENTS for line in documents.read(path).commands
]
TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize(("path", "line"), PROSE)
def test_a_command_in_a_sentence_exists(path, line):
    program, *words = line.split()
    first = next((word for word in words if not word.startswith("-")), "")
    if program == "make":
        assert first in TARGETS
    elif program.endswith("gradus"):
        assert not first.islower() or first in typer.main.get_command(cli.app).commands
    elif program == "nbgrader":
        assert not first.islower() or first in NbGraderApp.subcommands
    elif program == "python":
        assert (ROOT / first).is_file()


ONCE = ["make build", "make lint", "make figures", ".venv/bin/gradus doctor", "gradus doctor",
        'make learn ARGS="--no-browser --port 8899"']  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", dict.fromkeys(line for path in DOCUMENTS for line in documents.read(path).commands if line in ONCE)
)
def test_a_command_in_a_sentence_runs(line, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with held_clone(home) as clone:
        shell = Shell(clone, tmp_path)
        if not line.startswith(("make", ".venv")):
            shell.type(documents.Command("source .venv/bin/activate"))
        shell.type(documents.Command(line))
        assert git(clone.folder, "status", "--porcelain") == ""


@pytest.mark.parametrize("path", WITH_LINKS, ids=ids)
def test_links_and_pictures_lead_somewhere(path):
    for link in documents.read(path).links:
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in documents.read(target).anchors, link


def test_what_ci_runs_is_what_the_readme_says():
    assert re.search(r"^exec make test\b", (ROOT / ".ci/run").read_text(), re.MULTILINE)
    commands = [
        c.line for b in documents.read(ROOT / "README.md").blocks if b.language == "console" for c in b.commands
    ]
    assert "make test" in commands
