"""Results on disk, each whole or not at all, so that whatever is killed, nothing that was graded is graded again.

A result is a zip file: what nbgrader keeps in autograded/, and the rest as JSON. It lies under its key, which follows
from the submission and from everything it was graded by, and is written before the gradebook hears of it.
"""

import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path

from gradus.parallel.parcel import Entry
from gradus.parallel.task import Notebook, Result
from gradus.whole_files import write_whole

FOLDER = ".gradus/results"  # in the course's folder
REST = "result.json"


class Store:
    """The results of a course, by key."""

    def __init__(self, course: Path):
        self._folder = course / FOLDER

    def keep(self, result: Result) -> None:
        """Write it, whole or not at all; what is there already stays, for a result may come twice."""
        file = self._file(result.key)
        if not file.exists():
            write_whole(file, _written(result))

    def find(self, key: str) -> Result | None:
        """The result with this key; None if there is none, or what lies there is damaged."""
        try:
            with zipfile.ZipFile(self._file(key)) as archive:
                return _read(archive)
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
            return None

    def forget(self, key: str) -> None:
        self._file(key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.zip"


def _written(result: Result) -> bytes:
    rest = asdict(result)
    rest["files"] = [
        (path, mode, content if isinstance(content, int | str) else None) for path, mode, content in result.files
    ]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(REST, json.dumps(rest))
        for number, entry in enumerate(result.files):
            if isinstance(entry.content, bytes):
                archive.writestr(str(number), entry.content)
    return file.getvalue()


def _read(archive: zipfile.ZipFile) -> Result:
    rest = json.loads(archive.read(REST))
    names = set(archive.namelist())
    rest["files"] = tuple(
        Entry(path, mode, archive.read(str(number)) if str(number) in names else content)
        for number, (path, mode, content) in enumerate(rest["files"])
    )
    rest["notebooks"] = tuple(Notebook(**notebook) for notebook in rest["notebooks"])
    rest["log"] = tuple(rest["log"])
    return Result(**rest)
