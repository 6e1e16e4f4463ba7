"""What is handed to a package index: wheel and sdist, built, looked at and used; version, citation, workflow."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import nbformat
import pytest
import yaml

from gradus.checks.mistakes import sentence_of
from gradus.progress.record import events
from tests import submissions
from tests.clean_clone import ROOT, clone_to, fresh_environment
from tests.lab import until
from tests.learn.page import answer, enter, menu, open_exercises, save, start_here
from tests.terminal import PATIENCE, Browser, typed

UNIT = "01_derivatives"

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Nobody who installs the package gets these with it.
NOT_INSIDE = re.compile(
    r"(^|/)(tests|manuscript|submitted|workspace|\.venv|node_modules)/|\.judge_seed|\.ipynb_checkpoints"
)
SHARED = ("course", "release", "source", "solutions", "nbgrader_config.py")
"""What of the course comes with the package."""
LARGEST = 3 * 10**6  # bytes of the wheel


def build(folder: Path, into: Path, *kinds: str) -> None:
    """Build with what pyproject.toml names as the build system, installed with the tests: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(into), *kinds]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder that holds both, built in a clean clone."""
    folder = tmp_path_factory.mktemp("package")
    clone_to(folder / "clone")
    build(folder / "clone", folder / "dist")
    return folder / "dist"


def files_of(archive: Path) -> dict[str, bytes]:
    """The files of a wheel or an sdist by name, without the sdist's own folder."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(archive) as sdist:
        found = {member.name: sdist.extractfile(member) for member in sdist if member.isfile()}
        return {name.split("/", 1)[1]: file.read() for name, file in found.items()}


def archives(built):
    [wheel], [sdist] = built.glob("*.whl"), built.glob("*.tar.gz")
    return files_of(wheel), files_of(sdist)


def test_the_wheel_holds_the_package_and_the_lessons_and_no_more(built):
    wheel, sdist = archives(built)
    assert {name for name in wheel if name.startswith("gradus/")} >= tracked("gradus") > set()
    assert "gradus/py.typed" in wheel
    shared = {name.partition("share/gradus/")[2] for name in wheel if "share/gradus/" in name}
    assert shared == {name for name in tracked(*SHARED) if "/." not in name}
    assert shared > {f"source/{unit}/{unit.split('_', 1)[1]}.ipynb" for unit in submissions.UNITS}
    assert any(name.endswith("licenses/LICENSE") for name in wheel) and "LICENSE" in sdist
    assert any(name.endswith("share/jupyter/lab/settings/overrides.d/gradus.json") for name in wheel)
    for files in (wheel, sdist):
        assert not [name for name in files if NOT_INSIDE.search(name)]
        text = b"\n".join(content for name, content in files.items() if "source/" not in name).decode(errors="replace")
        assert not [line for line in hidden_checks() if line in text]
    [file] = built.glob("*.whl")
    assert file.stat().st_size < LARGEST


def tracked(*places):
    """The files of this checkout, in these places, that git knows or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *places]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {name for name in listed.split("\0") if (ROOT / name).is_file()}


def hidden_checks():
    """Every line of the masters that students must not see."""
    for unit in submissions.UNITS:
        for cell in submissions.notebook_of("source", unit).cells:
            for region in re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", cell.source, re.DOTALL):
                yield from (line.strip() for line in region.splitlines() if "expect(" in line)


@pytest.mark.wide
def test_whoever_builds_it_anywhere_at_any_time_gets_the_same_bytes(built, tmp_path):
    """From the sdist, and in another clone whose files are of another day and may be read by nobody else."""
    [sdist], [wheel] = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    [folder] = (tmp_path / "unpacked").iterdir()
    build(folder, tmp_path / "from sdist", "-t", "wheel")
    clone_to(tmp_path / "clone")
    for file in (tmp_path / "clone").rglob("*"):
        if file.is_file() and ".git" not in file.parts:
            os.utime(file, (10**9, 10**9))
            file.chmod(0o600)
    build(tmp_path / "clone", tmp_path / "from clone")
    again = [*(tmp_path / "from sdist").iterdir(), *(tmp_path / "from clone").iterdir()]
    assert [file.read_bytes() for file in again if file.suffix == ".whl"] == [wheel.read_bytes()] * 2
    assert (tmp_path / "from clone" / sdist.name).read_bytes() == sdist.read_bytes()


def test_the_docker_image_is_given_all_that_the_package_is_made_of(built, tmp_path):
    lines = (ROOT / "docker/Dockerfile.dockerignore").read_text().splitlines()
    assert lines[0] == "*"
    taken = tracked(*(line[1:] for line in lines if line.startswith("!")))
    for name in taken:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    assert "requirements.lock" in taken
    build(tmp_path, tmp_path / "dist", "-t", "wheel")
    [wheel], [made] = built.glob("*.whl"), (tmp_path / "dist").iterdir()
    assert made.read_bytes() == wheel.read_bytes()


def test_an_index_can_show_it(built):
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built.iterdir())]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.count("PASSED") == 2, run.stdout + run.stderr


def test_its_metadata_says_what_it_is_and_its_links_stand_alone(built):
    wheel, _ = archives(built)
    [content] = [content for name, content in wheel.items() if name.endswith(".dist-info/METADATA")]
    said = message_from_bytes(content)
    assert (said["Name"], said["Version"]) == ("gradus-course", PROJECT["version"])
    assert said["License-Expression"] == "MIT AND CC-BY-4.0" and sorted(said["Requires-Python"].split(",")) == [
        "<3.14",
        ">=3.11",
    ]
    urls = dict(line.split(", ") for line in said.get_all("Project-URL"))
    assert {"Homepage", "Documentation", "Changelog", "Issues"} <= urls.keys()
    page = said.get_payload()
    links = re.findall(r"(!?)\[[^]]*\]\(([^)]+)\)", page)
    relative = [link for _, link in links if not link.startswith("https://")]
    assert links and not relative
    for kind, link in links:
        if f"/v{PROJECT['version']}/" in link:
            assert (ROOT / link.split(f"/v{PROJECT['version']}/")[1].split("#")[0]).exists(), link
            assert ("raw.githubusercontent.com" in link) == bool(kind)


RELEASED = re.search(r"^## \[(\d[\d.]*)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)


def test_version_changelog_and_citation_agree():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    newest = RELEASED
    assert newest is not None
    assert newest.groups() == (PROJECT["version"], str(cited["date-released"]))
    assert cited["version"] == PROJECT["version"] and cited["cff-version"] == "1.2.0"
    assert cited["authors"] == PROJECT["authors"] and cited["repository-code"] == PROJECT["urls"]["Homepage"]
    assert " AND ".join(cited["license"]) == PROJECT["license"]


def test_the_workflow_runs_what_runs_here():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    [job] = workflow["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == "bash .ci/run"
    supported = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d", c)]
    assert job["strategy"]["matrix"]["python"] == supported
    from tools import make_environment, test_all

    assert list(test_all.SUPPORTED) == supported
    assert [f"3.{minor}" for minor in range(make_environment.OLDEST[1], make_environment.NEWEST[1] + 1)] == supported


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The environment variables of somebody who has installed the wheel, far from any checkout, with an empty HOME.

    Only what the wheel needs is not installed anew, which would fetch half a gigabyte: it is linked from here.
    """
    folder = tmp_path_factory.mktemp("installed")
    environment, home = folder / "environment", folder / "home"
    venv.create(environment, symlinks=os.name != "nt")
    ours = re.compile(r"gradus|_editable_impl_gradus|__editable__")
    for kind in ("purelib", "scripts"):
        here = Path(sysconfig.get_path(kind))
        there = Path(sysconfig.get_path(kind, vars={"base": str(environment), "platbase": str(environment)}))
        copy_linked(here, there, ours)
    for kind in ("share", "etc"):
        copy_linked(Path(sys.prefix, kind), environment / kind, ours)
    [wheel] = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
    run = subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", str(wheel)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    home.mkdir()
    return fresh_environment(home) | {"PATH": f"{environment / 'bin'}:{fresh_environment(home)['PATH']}"}


def copy_linked(folder: Path, into: Path, without: re.Pattern) -> None:
    """The files of a folder, without a second copy of them on the disk; what is there already stays."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not without.match(name)]
        there = into / Path(place).relative_to(folder)
        there.mkdir(parents=True, exist_ok=True)
        for name in names:
            if not without.match(name) and not (there / name).exists():
                link_or_copy(Path(place, name), there / name)


def link_or_copy(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # another disk
        shutil.copy2(file, target)


@pytest.mark.wide
@pytest.mark.browser
def test_from_the_wheel_to_a_graded_unit(installed, browser, tmp_path):
    """A learner's first evening: two exercises, the first wrong at first, the worked solution, what the judge says."""
    noting, here = Browser(tmp_path / "browser"), tmp_path / "here"
    here.mkdir()
    unit = Path(installed["HOME"], "gradus", UNIT)
    right, known = submissions.reference(UNIT), submissions.mistakes_by_exercise(UNIT)
    mistake = known["forward_difference"][0]
    sentence = " ".join(sentence_of(mistake).split())

    def gradus(*arguments):
        return subprocess.run(["gradus", *arguments], cwd=here, env=installed, capture_output=True, text=True)

    context = browser.new_context(viewport={"width": 1300, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    with typed("gradus learn", here, installed | noting.env) as terminal:
        terminal.wait_until("no browser was opened", noting.opened)
        page = enter(context, noting.opened()[0])
        open_exercises(page)
        answer(page, "forward_difference", submissions.wrong_answer("forward_difference", mistake))
        page.get_by_text(sentence).first.wait_for()
        answer(page, "forward_difference", right["forward_difference"], below=3)
        page.get_by_text("✓ forward_difference(light, 2.0) is close to 9.0").wait_for()
        answer(page, "slope", right["slope"], below=2)
        page.get_by_text("✓ slope(exp, 0.0, h=0.01) is close to 1.0").wait_for()
        page.keyboard.press("b")  # a cell of the learner's own
        page.keyboard.press("Enter")
        page.keyboard.insert_text("solution(slope)")
        page.keyboard.press("Shift+Enter")
        page.get_by_role("heading", name="A worked solution of slope").wait_for()
        answer(page, "tangent", submissions.wrong_answer("tangent", known["tangent"][0]), below=0)
        save(page)
        start_here(page)
        page.get_by_role("link", name="2 of 9").wait_for()
        assert "2 of 9" in gradus("progress").stdout

        before, feedback = (unit / "derivatives.ipynb").read_bytes(), unit / "feedback.html"
        page.get_by_text("gradus submit", exact=True).wait_for()
        menu(page, "File", "New", "Terminal")
        page.locator(".jp-Terminal .xterm-screen").wait_for()
        page.locator(".jp-Terminal textarea").focus()
        page.keyboard.type("gradus submit\n")
        assert until(page, feedback.exists)
        *_, handed_in = events(unit.parent)
        assert (handed_in["kind"], handed_in["points"], handed_in["max"]) == ("submission", 7, 25)
        assert (unit / "derivatives.ipynb").read_bytes() == before and not list(here.iterdir())

        page.goto(feedback.as_uri())
        page.get_by_text(" ".join(sentence_of(known["tangent"][0]).split())).first.wait_for()
        said = page.locator("body").inner_text()
        assert "one_sided is not attempted yet" in said and "BEGIN HIDDEN" not in said
        context.close()
        terminal.interrupt()


SERVE = """
import json, os, re, subprocess, sys, time, urllib.request
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect
bin = os.path.dirname(sys.executable)
outside = {**os.environ, "PATH": os.environ["PATH"].replace(bin, ""), "JUPYTER_TOKEN": "secret"}
outside["SHELL"] = "/bin/bash"
learn = ["gradus", "learn", "--no-browser", "--ip", "0.0.0.0", "--port", "8877"]
lab = subprocess.Popen([sys.executable, "-m", *learn], env=outside)
until = time.monotonic() + 300

def ask(page, **what):
    request = urllib.request.Request("http://127.0.0.1:8877/" + page, headers={"Authorization": "token secret"}, **what)
    return urllib.request.urlopen(request, timeout=60).read().decode()

while True:
    try:
        print(ask("api"))
        break
    except OSError:
        assert lab.poll() is None and time.monotonic() < until
        time.sleep(0.2)

async def version():
    name = json.loads(ask("api/terminals", method="POST"))["name"]
    terminal = await websocket_connect(f"ws://127.0.0.1:8877/terminals/websocket/{name}?token=secret")
    await terminal.write_message(json.dumps(["stdin", "pwd; gradus --version\\r"]))
    said = ""
    while not re.search(r"gradus [0-9.]+|not found", said):
        said += str(json.loads(await terminal.read_message())[-1])
    print("terminal:", said)

IOLoop.current().run_sync(version, timeout=60)
lab.terminate()
lab.wait()
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap takes the network away")
def test_a_shared_installation_needs_no_network_and_serves_whoever_may_only_read_it(installed, tmp_path):
    """As in a container that is started as any user: without a name, and with nothing to write to but a home."""
    home = tmp_path / "home"
    home.mkdir()
    alone = ["bwrap", "--ro-bind", "/", "/", "--bind", str(tmp_path), str(tmp_path), "--dev", "/dev", "--proc", "/proc"]
    alone += ["--unshare-net", "--unshare-pid", "--unshare-user", "--uid", "12345", "--gid", "0"]
    env = installed | {"HOME": str(home), "TMPDIR": str(tmp_path)}

    def run(*command):
        return subprocess.run([*alone, *command], cwd=home, env=env, capture_output=True, text=True, timeout=PATIENCE)

    served = run("python", "-c", SERVE)
    assert served.returncode == 0 and "version" in served.stdout, served.stdout + served.stderr
    assert "/lab/tree/" in served.stderr
    terminal = served.stdout.partition("terminal:")[2]  # it is among the notebooks, and knows the command
    assert f"{home}/gradus" in terminal and f"gradus {PROJECT['version']}" in terminal
    file = home / "gradus" / UNIT / "derivatives.ipynb"
    nbformat.write(submissions.submission(UNIT, {"slope": submissions.reference(UNIT)["slope"]}), file)
    graded = run("gradus", "submit")
    assert "\n4 of 25 points." in graded.stdout and file.with_name("feedback.html").is_file(), graded
