"""A folder as bytes that can be sent to another machine, and made there again as it was.

Links, pipes and folders that may not be read are sent as what they are: what is to be left out of a submission is
decided where it is graded, by gradus.grading.submitted_files, and must look the same there.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gradus.grading.submitted_files import LARGEST_FILE, MOST_FOLDERS

MOST = 2 * MOST_FOLDERS  # entries; a submission with more is refused for that where it is graded


class Entry(NamedTuple):
    """One file or folder: its path in the parcel, its mode, and what is in it.

    content: the bytes of a file, or its size if nobody will read so much; where a link leads; None for anything else.
    """

    path: str
    mode: int
    content: bytes | int | str | None


Parcel = tuple[Entry, ...]


def pack(folder: Path) -> Parcel:
    """Everything in the folder. Raises OSError if a file that may be read cannot be."""
    entries = []
    for path in _walk(folder):
        entries.append(_entry(folder, path))
        if len(entries) > MOST:
            break
    return tuple(entries)


def unpack(parcel: Parcel, folder: Path) -> None:
    """Make the folder as it was. What was a device is a pipe now."""
    folder.mkdir(parents=True)
    for path, mode, content in parcel:
        place = folder / path
        if stat.S_ISDIR(mode):
            place.mkdir()
        elif stat.S_ISLNK(mode):
            place.symlink_to(str(content))
        elif isinstance(content, bytes):
            place.write_bytes(content)
        elif isinstance(content, int):
            place.touch()
            os.truncate(place, content)
        else:
            os.mkfifo(place)
    for path, mode, _ in reversed(parcel):  # when all is in it that is to be
        if not stat.S_ISLNK(mode):
            (folder / path).chmod(stat.S_IMODE(mode) & 0o777)


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if name not in links]
        yield from (Path(place, name) for name in sorted([*folders, *files, *links]))


def _entry(folder: Path, path: Path) -> Entry:
    found, name = path.lstat(), str(path.relative_to(folder))
    if stat.S_ISLNK(found.st_mode):
        return Entry(name, found.st_mode, os.readlink(path))
    if not stat.S_ISREG(found.st_mode):
        return Entry(name, found.st_mode, None)
    if found.st_size > LARGEST_FILE or not os.access(path, os.R_OK):
        return Entry(name, found.st_mode, found.st_size)
    return Entry(name, found.st_mode, path.read_bytes())
