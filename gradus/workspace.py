"""A learner's own copies of the lessons and exercises, and how newer versions reach them.

Nothing a learner typed is ever lost. A file that holds nothing but what was handed out is replaced by a newer
version; any other stays as it is, and the newer version is laid beside it, `lesson-new.ipynb`.
"""

import contextlib
import errno
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gradus.errors import GradusError

MANIFEST = ".gradus.json"

# What JupyterLab and VS Code write into a notebook by themselves; all else counts as written by the learner.
ADDED_TO_NOTEBOOKS = {"kernelspec", "language_info"}
ADDED_TO_CELLS = {
    "collapsed", "scrolled", "jupyter", "jp-MarkdownHeadingCollapsed", "execution", "ExecuteTime", "vscode",
}  # fmt: skip


def hand_out(course: Path, workspace: Path) -> list[str]:
    """Bring the newest lessons and exercises into the workspace; return a line for each piece of news.

    course: the folder found by gradus.layout. workspace: made if missing.
    Needs no lock: every file appears whole or not at all, and two runs at once do the same twice.
    Raises GradusError if a notebook of the course is damaged or the workspace cannot be written.
    """
    newest = {name: _read_source(file) for name, file in _sources(course)}
    try:
        _make_folder(workspace)
        manifest = _read_manifest(workspace / MANIFEST)
        news, updated = [], 0
        for name, content in newest.items():
            if link := _link_on_the_way(workspace, name):
                news.append(f"{link} is a link, so nothing was put there; the newest is in {course}.")
                continue
            entry = manifest.setdefault(str(name), {})
            match _bring(workspace / name, content, entry):
                case "updated":
                    updated += 1
                case Path() as beside:
                    news.append(f"{workspace / name} is yours and stays; the newer is {beside.name}.")
        _write(workspace / MANIFEST, json.dumps({"files": manifest}, indent=1).encode())
    except OSError as error:
        raise _unwritable(workspace, error) from error
    if updated:
        news.append(f"{updated} file{'s' if updated > 1 else ''} you had not changed brought up to date.")
    return news


def _sources(course: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """What is handed out: the name in the workspace, `01_derivatives/lesson.ipynb`, and its source."""
    lessons = sorted((course / "course").glob("*.ipynb"))
    if not lessons:
        raise GradusError(f"{course / 'course'} holds no lessons: build them with `gradus build`.")
    for lesson in lessons:
        yield PurePosixPath(lesson.stem, "lesson.ipynb"), lesson
    for file in sorted((course / "release").rglob("*")):
        name = PurePosixPath(file.relative_to(course / "release").as_posix())
        if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.parts):
            yield name, file


def _read_source(file: Path) -> bytes:
    content = file.read_bytes()
    if file.suffix == ".ipynb":
        try:
            _written(json.loads(content))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise GradusError(f"{file} is not a notebook: make it anew with `gradus build`.") from error
    return content


def _bring(target: Path, content: bytes, entry: dict[str, Any]) -> str | Path | None:
    """Bring one file up to date; return "updated", the path of a newer version laid beside it, or None.

    entry: of the manifest. "version" is what was last handed out at this name, "offered" what was last laid
    beside it, "beside" all files ever laid beside it; versions are fingerprints.
    """
    new = fingerprint(target.name, content)
    present = _read_present(target)
    if present is None:
        _write(target, content)
        entry["version"] = new
        return None
    found = fingerprint(target.name, present)
    if found == new:
        entry["version"] = new
    elif found == entry.get("version") and not target.is_symlink():
        if _write(target, content, replacing=present):
            entry["version"] = new
            return "updated"
    elif new not in (entry.get("version"), entry.get("offered")):
        entry["offered"] = new
        return _lay_beside(target, content, entry)
    return None


def _lay_beside(target: Path, content: bytes, entry: dict[str, Any]) -> Path:
    laid = entry.get("beside")
    laid = entry["beside"] = laid if isinstance(laid, dict) else {}
    number = 1
    while True:
        beside = target.with_name(f"{target.stem}-new{f'-{number}' if number > 1 else ''}{target.suffix}")
        present = _read_present(beside)
        found = None if present is None else fingerprint(beside.name, present)
        new = fingerprint(beside.name, content)
        if found == new or (
            (found is None or (found == laid.get(beside.name) and not beside.is_symlink()))
            and _write(beside, content, replacing=present)
        ):
            laid[beside.name] = new
            return beside
        number += 1


def fingerprint(name: str, content: bytes) -> str:
    """A hash of what a person wrote into a file: of a notebook not the outputs, of any other file all."""
    if name.endswith(".ipynb"):
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            content = json.dumps(_written(json.loads(content)), sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()


def _written(notebook: dict[str, Any]) -> list[Any]:
    """What a person wrote into a notebook, or might have: all but what opening and running it brings about.

    Outputs come back by running, unless they hold what was typed at an input prompt. Saved widget state does
    not: it may hold a guess. Raises what access to a malformed notebook raises.
    """
    cells = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        metadata = _without(ADDED_TO_CELLS, cell["metadata"])
        outputs = cell.get("outputs") if "input(" in source else None
        cells.append([cell["cell_type"], source, metadata, cell.get("attachments") or {}, outputs])
    return [_without(ADDED_TO_NOTEBOOKS, notebook["metadata"]), cells]


def _without(keys: set[str], metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata without these keys, and without empty saved widget state, which says nothing."""
    return {key: value for key, value in metadata.items() if key not in keys and (key != "widgets" or value)}


def _make_folder(workspace: Path) -> None:
    if workspace.exists() and not workspace.is_dir():
        raise GradusError(f"{workspace} is a file where the folder of your copies should be: rename the file.")
    workspace.mkdir(exist_ok=True)


def _read_manifest(file: Path) -> dict[str, dict[str, Any]]:
    """What was handed out, by name. Without a sound manifest every file counts as the learner's own."""
    try:
        files = json.loads(file.read_bytes())["files"]
        return {name: entry for name, entry in files.items() if isinstance(entry, dict)}
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _link_on_the_way(workspace: Path, name: PurePosixPath) -> Path | None:
    """The first folder below the workspace that is a link, and so may lead out of it."""
    return next((workspace / parent for parent in name.parents[:-1] if (workspace / parent).is_symlink()), None)


def _read_present(target: Path) -> bytes | None:
    """None if there is nothing of this name; a dangling link is something."""
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b"" if target.is_symlink() else None


def _write(target: Path, content: bytes, replacing: bytes | None = None) -> bool:
    """Put content at target, whole or not at all. False if what stood there is no longer `replacing`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Looked at again at the last moment: JupyterLab may have saved it since.
        if replacing is not None and _read_present(target) != replacing:
            return False
        os.replace(temporary, target)
        return True
    finally:
        temporary.unlink(missing_ok=True)


def _unwritable(workspace: Path, error: OSError) -> GradusError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return GradusError(f"The disk is full: free some space for {workspace} and start again; no file was damaged.")
    file = error.filename or workspace
    reason = error.strerror or str(error)
    return GradusError(f"{file} cannot be read or written ({reason}): make it yours, or move it out of the way.")
