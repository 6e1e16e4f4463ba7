"""A learner's own copies of the lessons and exercises, and how newer versions reach them.

Nothing a learner typed is ever lost. A file that holds nothing but what was handed out is replaced by a newer
version; any other stays as it is, and the newer version is laid beside it, `lesson-new.ipynb`.
"""

import difflib
import json
import os
import posixpath
import re
import secrets
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gradus.errors import GradusError
from gradus.learn import command_lines, versions
from gradus.learn.notebook_content import MALFORMED, fingerprint, is_notebook
from gradus.progress import start_page
from gradus.progress.record import MANIFEST, workspace_of
from gradus.progress.renamed_copies import as_named
from gradus.progress.units import read_units
from gradus.whole_files import FULL, read_present, unwritable, write_whole

LINK = re.compile(rb"\]\(([\w./-]+\.ipynb)(?=[)#])")
"""From a notebook's text to a notebook beside it, up to its name's end."""


def damaged(workspace: Path) -> list[Path]:
    """The notebooks handed out there that JupyterLab cannot open."""
    files = (workspace / name for name in _read_manifest(workspace / MANIFEST) if name.endswith(".ipynb"))
    return [file for file in files if file.is_file() and not is_notebook(file.read_bytes())]


def hand_out(course: Path, workspace: Path) -> list[str]:
    """Bring the newest lessons and exercises into the workspace; return a line for each piece of news.

    course: the folder found by gradus.course.root. workspace: made if missing.
    Needs no lock: every file appears whole or not at all, and two runs at once do the same twice.
    Raises GradusError if a notebook of the course is damaged or the workspace cannot be written.
    """
    newest = originals(course)
    _make_folder(course, workspace)
    try:
        manifest = _read_manifest(workspace / MANIFEST)
        news, updated, laid = [], 0, 0
        renamed = _renamed(course, workspace)
        for name, content in newest.items():
            if other := renamed.get(str(name)):
                new = f"`{command_lines.gradus('reset', str(workspace / name))}` hands out a new one"
                news.append(f"{workspace / other} has the cells of {name.name}, and START_HERE leads to it; {new}.")
                continue
            if link := _link_on_the_way(workspace, name):
                news.append(f"{link} is a link, so nothing was put there; the newest is in {course}.")
                continue
            entry = manifest.setdefault(str(name), {})
            match _bring(workspace / name, content, entry):
                case "updated":
                    updated += 1
                case Path() as beside:
                    laid += 1
                    news.append(f"{workspace / name} is yours and stays; the newer is {beside.name}.")
            if name.suffix == ".ipynb" and entry.get("version") == fingerprint(name.name, content):
                versions.keep(workspace, name, content)
        _write_manifest(workspace, manifest)
        if updated:
            news.append(f"{updated} file{'s' if updated > 1 else ''} you had not changed brought up to date.")
        if updated or laid:
            news.append(f"`{command_lines.gradus('diff')}` shows what is new.")
        if laid:
            newer = f"`{command_lines.gradus('reset', 'FILE')}` takes the newer, and keeps yours beside it"
            news.append(f"Go on in yours, or change over: {newer}.")
        for file in damaged(workspace):
            mend = command_lines.gradus("reset", str(file))
            news.append(f"{file} is damaged and will not open; `{mend}` brings the original back.")
    except OSError as error:
        raise unwritable(workspace, error) from error
    return news


def _renamed(course: Path, workspace: Path) -> dict[str, str]:
    """The notebooks that a learner gave other names, and those."""
    found: dict[str, str] = {}
    for unit in read_units(course):
        there = as_named(workspace, unit)
        found |= {unit.lesson: there.lesson, unit.notebook: there.notebook}
    return {name: other for name, other in found.items() if name != other}


def write_start_page(course: Path, workspace: Path, news: list[str]) -> str | None:
    """Write the page that JupyterLab opens first; return its name, None if a file of that name is the learner's own.

    Raises GradusError if it cannot be written, or if a notebook of the course is damaged.
    """
    # As it is in JupyterLab's own terminal, which stands in the workspace and knows gradus.
    there = [
        line.replace(f"{workspace}{os.sep}", "").replace(f"`{command_lines.gradus()} ", "`gradus ") for line in news
    ]
    try:
        page = start_page.write_page(workspace, read_units(course), (course / "solutions").is_dir(), there)
    except OSError as error:
        raise unwritable(workspace, error) from error
    return page.name if page else None


def reset(course: Path, file: Path) -> Path | None:
    """Bring back what was handed out as this file of a workspace.

    Returns the file beside it that now holds what stood there, `lesson-old.ipynb`; None if nothing stood there or
    it was the original itself. Raises GradusError if the course has no such file or nothing can be written.
    """
    file = Path(os.path.abspath(file))  # not resolved: a link is not followed, here as elsewhere
    newest = dict(sources(course))
    workspace = workspace_of(file.parent)
    if workspace is None:
        raise GradusError(f"{file} is in no workspace: name a file among your copies of the lessons and exercises.")
    name = PurePosixPath(file.relative_to(workspace).as_posix())
    if name not in newest:
        raise GradusError(f"{file} is not one of the course's files. {_meant(name, list(newest))}")
    if link := _link_on_the_way(workspace, name / "itself"):
        raise GradusError(
            f"{link} is a link: remove it, and `{command_lines.gradus('learn')}` hands out the file anew."
        )
    content = _original(name, newest)
    try:
        present = read_present(file)
        if present == content:
            return None
        old = None if present is None else _lay_beside(file, present, {}, "old")
        if not write_whole(file, content, replacing=present):
            raise GradusError(f"{file} was saved at this moment: close it in JupyterLab and try again.")
        manifest = _read_manifest(workspace / MANIFEST)
        manifest.setdefault(str(name), {})["version"] = fingerprint(file.name, content)
        if file.suffix == ".ipynb":
            versions.keep(workspace, name, content)
        _write_manifest(workspace, manifest)
    except OSError as error:
        raise unwritable(workspace, error) from error
    return old


def _meant(name: PurePosixPath, names: list[PurePosixPath]) -> str:
    """Which files may be meant by a name that is none of them, as a question."""
    same = [str(one) for one in names if one.name.lower() == name.name.lower()]
    beside = [str(one) for one in names if one.parent == name.parent]
    near = difflib.get_close_matches(str(name), same or beside or map(str, names), 3, 0.5) or same or beside
    if near:
        return f"Do you mean {' or '.join(near)}?"
    return f"Those are in {', '.join(sorted({one.parts[0] for one in names}))}."


def sources(course: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """What is handed out: the name in the workspace, `01_derivatives/lesson.ipynb`, and its source."""
    lessons = sorted((course / "course").glob("*.ipynb"))
    if not lessons:
        raise GradusError(f"{course / 'course'} holds no lessons: get the course anew, or build them: `gradus build`.")
    for lesson in lessons:
        yield PurePosixPath(lesson.stem, "lesson.ipynb"), lesson
    for file in sorted((course / "release").rglob("*")):
        name = PurePosixPath(file.relative_to(course / "release").as_posix())
        if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.parts):
            yield name, file


def originals(course: Path) -> dict[PurePosixPath, bytes]:
    """What is handed out, by its name in the workspace. Raises GradusError if a notebook of the course is damaged."""
    files = dict(sources(course))
    return {name: _original(name, files) for name in files}


def _original(name: PurePosixPath, files: dict[PurePosixPath, Path]) -> bytes:
    """A file of the course as it is handed out: a link from notebook to notebook leads to the copy there."""
    file, content = files[name], _read_source(files[name])
    names = {other: there for there, other in files.items()}

    def linked(link: re.Match[bytes]) -> bytes:
        there = names.get(Path(os.path.normpath(file.parent / link[1].decode())))
        return b"](" + posixpath.relpath(str(there), str(name.parent)).encode() if there else link[0]

    return LINK.sub(linked, content) if file.suffix == ".ipynb" else content


def _read_source(file: Path) -> bytes:
    content = file.read_bytes()
    if file.suffix == ".ipynb" and not is_notebook(content):
        raise GradusError(f"{file} is not a notebook: make it anew with `gradus build`.")
    return content


def _bring(target: Path, content: bytes, entry: dict[str, Any]) -> str | Path | None:
    """Bring one file up to date; return "updated", the path of a newer version laid beside it, or None.

    entry: of the manifest. "version" is what was last handed out at this name, "offered" what was last laid
    beside it, "beside" all files ever laid beside it; versions are fingerprints.
    """
    new = fingerprint(target.name, content)
    present = read_present(target)
    if present is None:
        write_whole(target, content)
        entry["version"] = new
        return None
    found = fingerprint(target.name, present)
    if found == new:
        entry["version"] = new
    elif found == entry.get("version") and not target.is_symlink():
        if write_whole(target, content, replacing=present):
            entry["version"] = new
            return "updated"
    elif new not in (entry.get("version"), entry.get("offered")):
        entry["offered"] = new
        return _lay_beside(target, content, entry)
    return None


def _lay_beside(target: Path, content: bytes, entry: dict[str, Any], mark: str = "new") -> Path:
    laid = entry.get("beside")
    laid = entry["beside"] = laid if isinstance(laid, dict) else {}
    number = 1
    while True:
        beside = target.with_name(f"{target.stem}-{mark}{f'-{number}' if number > 1 else ''}{target.suffix}")
        present = read_present(beside)
        found = None if present is None else fingerprint(beside.name, present)
        new = fingerprint(beside.name, content)
        if found == new or (
            (found is None or (found == laid.get(beside.name) and not beside.is_symlink()))
            and write_whole(beside, content, replacing=present)
        ):
            laid[beside.name] = new
            return beside
        number += 1


def _make_folder(course: Path, workspace: Path) -> None:
    own = f"name a folder of your own, as in `{command_lines.elsewhere()}`."
    inside = [course / part for part in ("course", "source", "release", "manuscript", "gradus")]
    if workspace.resolve() == course or any(workspace.resolve().is_relative_to(part) for part in inside):
        raise GradusError(f"{workspace} holds the course itself: {own}")
    if workspace.exists() and not workspace.is_dir():
        raise GradusError(f"{workspace} is a file where the folder of your copies should be: rename the file.")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        probe = workspace / f".{secrets.token_hex(4)}"
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        if error.errno in FULL:
            raise unwritable(workspace, error) from error
        raise GradusError(f"{workspace} cannot be written ({error.strerror}): {own}") from error


def _read_manifest(file: Path) -> dict[str, dict[str, Any]]:
    """What was handed out, by name. Without a sound manifest every file counts as the learner's own."""
    try:
        files = json.loads(file.read_bytes())["files"]
        return {name: entry for name, entry in files.items() if isinstance(entry, dict)}
    except (FileNotFoundError, *MALFORMED):
        return {}


def _write_manifest(workspace: Path, manifest: dict[str, dict[str, Any]]) -> None:
    write_whole(workspace / MANIFEST, json.dumps({"files": manifest}, indent=1).encode())


def _link_on_the_way(workspace: Path, name: PurePosixPath) -> Path | None:
    """The first folder below the workspace that is a link, and so may lead out of it."""
    return next((workspace / parent for parent in name.parents[:-1] if (workspace / parent).is_symlink()), None)
