"""What a class is handed: the package, the lessons, the exercises as students get them, and how to begin.

Neither a solution nor a hidden test is among it. What the checks of a student's own notebook need to name mistakes, and
the working tape that lesson 7 plays with, are in there as an archive that Python imports from: it keeps them from being
read by accident, and from no one who means to. Where a class is graded, no answer can import them.
"""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from traitlets.config import PyFileConfigLoader

from gradus.course.root import checkout_folder
from gradus.errors import GradusError

AUTHORS = ("cleaning", "export", "grading", "judge", "parallel", "report", "submit")
"""Packages for instructors, or for who has the masters. Of `course`, which authors use, it is all but this:"""
OF_COURSE = ("__init__.py", "root.py")
PACKED = ("answers", "tape.py")
"""Parts that hold right answers, or wrong ones from which the right one can be read."""
STUDENTS = "docs/students.md"
ARCHIVE = "answers.zip"  # gradus/__init__.py knows the name
PROJECT = "pyproject.toml"
MASTERS = ("source", "solutions")
"""Folders with right answers; a class has none of them, and installs none."""
ALONGSIDE = ("LICENSE", "environment.yml", "requirements.lock", "tools/make_environment.py")
MARKERS = ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME")
LONG_AGO = (2000, 1, 1, 0, 0, 0)  # the same archive each time


def hand_out(course: Path, folder: Path, units: list[str]) -> None:
    """Make the folder. units: names such as 01_derivatives; none means all.

    Raises GradusError if it exists, if a unit does not, or if a notebook in release/ is no release.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise GradusError(f"{folder} is there already: remove it, or name another folder.")
    if course.is_relative_to(folder.resolve()):
        raise GradusError(f"{folder} holds the course itself: name a folder of its own.")
    checkout = checkout_folder()
    missing = [name for name in (*ALONGSIDE, PROJECT, STUDENTS) if not (checkout / name).is_file()]
    if missing:
        raise GradusError(f"{checkout} is no checkout of Gradus, for it has no {missing[0]}: install from a checkout.")
    notebooks = list(_notebooks(course, units))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        new = Path(temporary, "new")
        _copy_package(checkout / "gradus", new / "gradus")
        for name in ALONGSIDE:
            _copy(checkout / name, new / name)
        for file in notebooks:
            _copy(file, new / file.relative_to(course))
        (new / "Makefile").write_text(_makefile(checkout / "Makefile"), encoding="utf-8")
        (new / PROJECT).write_text(_project(checkout / PROJECT), encoding="utf-8")
        _copy(checkout / STUDENTS, new / "README.md")
        (new / "nbgrader_config.py").write_text(_config(course), encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        new.rename(folder)


def pack(folder: Path) -> Path:
    """A zip file of the folder, beside it."""
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


def _notebooks(course: Path, units: list[str]) -> Iterator[Path]:
    """The lessons, and what lies in release/."""
    there = {path.name.removesuffix(".ipynb") for tree in ("course", "release") for path in (course / tree).glob("*")}
    for unit in units:
        if unit not in there:
            raise GradusError(f"{course} has no unit {unit!r}; it has {', '.join(sorted(there))}.")
    if not there:
        raise GradusError(f"{course} has neither lessons nor releases: build them with `gradus build`.")
    for tree in ("course", "release"):
        for file in _files(course / tree):
            unit = file.relative_to(course / tree).parts[0].removesuffix(".ipynb")
            if units and unit not in units:
                continue
            text = file.read_text("utf-8", errors="replace") if file.suffix == ".ipynb" else ""
            for marker in MARKERS:
                if marker in text:
                    raise GradusError(f"{file} says {marker}, so it is not what students get: make the release anew.")
            yield file


def _files(folder: Path) -> list[Path]:
    """The files of a tree, without what tools leave there."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in sorted(found)
            if not any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)]  # fmt: skip


def _copy_package(package: Path, target: Path) -> None:
    target.mkdir(parents=True)
    with zipfile.ZipFile(target / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(package):
            name = file.relative_to(package)
            if name.parts[0] in PACKED:
                archive.writestr(zipfile.ZipInfo(name.as_posix(), LONG_AGO), file.read_bytes(), zipfile.ZIP_DEFLATED)
            elif name.parts[0] not in AUTHORS and (name.parts[0] != "course" or name.name in OF_COURSE):
                _copy(file, target / name)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _makefile(file: Path) -> str:
    """The Makefile with its one target that is for students."""
    blocks = file.read_text("utf-8").split("\n\n")
    kept = [block for block in blocks if not (target := re.match(r"(\w+):", block)) or target[1] == "learn"]
    text = re.sub(r"^\.PHONY:.*$", ".PHONY: learn", "\n\n".join(kept), flags=re.MULTILINE)
    return re.sub(r"\A#.*\n", '# make learn      make learn ARGS="--no-browser"\n', text).rstrip() + "\n"


def _project(file: Path) -> str:
    """pyproject.toml without the folders that a class does not have."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}" = ' for name in MASTERS)))


def _config(course: Path) -> str:
    """By the name of the course, `nbgrader fetch_assignment` and `nbgrader submit` find it in the exchange."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    name = config.get("CourseDirectory", {}).get("course_id", "")
    return f"c = get_config()  # noqa: F821\nc.CourseDirectory.course_id = {str(name)!r}\n"
