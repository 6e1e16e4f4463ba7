"""Build the three trees of notebooks, course/, source/ and release/, from the manuscript."""

import filecmp
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import nbformat
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from gradus.checks import mistakes
from gradus.course.manuscript import ManuscriptError, read_exercises, read_lesson
from gradus.course.trial import try_unit
from gradus.errors import GradusError

TREES = ("course", "source", "release")
SCRATCH = {".ipynb_checkpoints", "__pycache__", "predictions.jsonl"}


def build(
    root: Path, tried: Literal["none", "changed", "all"] = "none", say: Callable[[str], object] = print
) -> list[Path]:
    """Build all notebooks of the course at root, and return the files that changed, stale ones deleted.

    Everything is built aside first, so that a manuscript with an error changes nothing. A course may have no lessons,
    or no exercises; the trees that would be built from them are then left alone. The units that are `tried` are run
    with their solutions, and as they are handed out; `say` is told which.
    Raises ManuscriptError for a bad manuscript, GradusError if nbgrader cannot make the release.
    """
    with tempfile.TemporaryDirectory() as folder:
        built, lessons, exercises = Path(folder), root / "manuscript" / "lessons", root / "manuscript" / "exercises"
        if not lessons.is_dir() and not exercises.is_dir():
            raise GradusError(
                f"{root} holds no manuscript: lessons are written in {lessons}, exercises in {exercises}. "
                "To build another course, change to its folder."
            )
        if not (root / "nbgrader_config.py").is_file():
            raise GradusError(
                f"{root} has no nbgrader_config.py: copy that of Gradus, and give the course its own name."
            )
        shutil.copy(root / "nbgrader_config.py", built)
        if lessons.is_dir():
            _write_lessons(lessons, built / "course", root)
        if exercises.is_dir():
            units = _write_sources(exercises, built / "source", root)
            _write_mistakes(root / "manuscript" / "mistakes", built / "source")
            for unit in units:
                _release(built, unit)
            for unit in units:
                if tried == "all" or (tried == "changed" and not _is_up_to_date(unit, built, root)):
                    say(f"Trying {unit}: its solutions, then its stubs …")
                    name = f"{unit}/{unit.split('_', 1)[1]}.ipynb"
                    try_unit(exercises / f"{unit}.py", built / "source" / name, built / "release" / name)
        trees = [tree for tree in TREES if (built / tree).is_dir()]
        return [path for tree in trees for path in _bring_up_to_date(built / tree, root / tree)]


def _is_up_to_date(unit: str, built: Path, root: Path) -> bool:
    present, wanted = root / "source" / unit, built / "source" / unit
    names = [file.name for file in wanted.iterdir()]
    return present.is_dir() and filecmp.cmpfiles(wanted, present, names, shallow=False)[0] == names


def _write_lessons(manuscripts: Path, folder: Path, root: Path) -> None:
    folder.mkdir()
    for file in _manuscripts(manuscripts, root):
        nbformat.write(read_lesson(file), folder / f"{file.stem}.ipynb")


def _write_sources(manuscripts: Path, folder: Path, root: Path) -> list[str]:
    """Write `source/01_derivatives/derivatives.ipynb` and its like; return the names of the units."""
    folder.mkdir()
    files = _manuscripts(manuscripts, root)
    owner: dict[str, Path] = {}
    for file in files:
        notebook = read_exercises(file)
        for cell in notebook.cells:
            name = cell.id if cell.metadata.get("nbgrader", {}).get("solution") else None
            if name in owner:
                raise ManuscriptError(
                    f"{file}: the answer {name!r} is also in {owner[name]}; names are unique in the course."
                )
            if name:
                owner[name] = file
        unit = folder / file.stem
        unit.mkdir()
        nbformat.write(notebook, unit / f"{file.stem.split('_', 1)[1]}.ipynb")
    return [file.stem for file in files]


def _write_mistakes(folder: Path, sources: Path) -> None:
    """Lay each unit's known mistakes beside its notebook: nbgrader hands them out, and the judge finds them there."""
    for file in sorted(folder.glob("*.py")):
        unit = sources / file.stem
        if not unit.is_dir():
            raise ManuscriptError(f"{file}:1: there is no {file.name} among the exercises that these mistakes are for.")
        shutil.copyfile(file, unit / mistakes.FILE)
        try:
            mistakes.load(unit)
        except Exception as error:
            raise ManuscriptError(f"{file}: cannot be loaded: {type(error).__name__}: {error}") from error


def _manuscripts(folder: Path, root: Path) -> list[Path]:
    """The manuscripts of a folder, named like 01_derivatives.py, in order."""
    files = sorted(folder.glob("*.py"))
    if not files:
        raise GradusError(f"{folder} holds no manuscript, so nothing of {root} is built.")
    for file in files:
        number, _, name = file.stem.partition("_")
        if not (number.isdigit() and name.isidentifier() and name.isascii() and len(name) < 40):
            raise ManuscriptError(f"{file}:1: a manuscript is named like 01_derivatives.py: number, _, unit.")
    return files


def _release(built: Path, unit: str) -> None:
    """Let nbgrader itself make release/ from source/, with the course's own configuration."""
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(built)).load_config())
    config.CourseDirectory.root = str(built)
    config.GenerateAssignment.no_database = True  # a build must not touch a gradebook
    config.SaveCells.enabled = False
    result = NbGraderAPI(config=config).generate_assignment(unit, force=True)
    if not result["success"]:
        raise GradusError(f"nbgrader cannot make the release of {unit}: {result['error'] or result['log']}")


def _bring_up_to_date(built: Path, tree: Path) -> list[Path]:
    """Make tree the same as built, touching only files that differ; return those."""
    wanted = {name: built / name for name in _files(built)}
    present = _files(tree)
    changed = []
    for name in sorted(present - set(wanted)):
        (tree / name).unlink()
        changed.append(tree / name)
    for name, file in sorted(wanted.items()):
        target = tree / name
        if not target.exists() or target.read_bytes() != file.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            changed.append(target)
    return changed


def _files(folder: Path) -> set[Path]:
    """The files in a folder, seen from there, but for what was left by whoever ran a notebook or imported a module."""
    names = {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}
    return {name for name in names if not SCRATCH & {*name.parts}}
