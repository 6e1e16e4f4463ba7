"""The versions of a notebook that were handed out, kept in .gradus/, so that a learner can be shown what is new."""

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gradus.learn.notebook_content import fingerprint
from gradus.whole_files import read_present, write_whole


class Versions(NamedTuple):
    """What a learner's copy was made of, and what was handed out before that; None if it is not known."""

    present: bytes | None
    before: bytes | None


def keep(workspace: Path, name: PurePosixPath, content: bytes) -> None:
    """Keep what a learner's copy is made of now; what it was made of until now becomes the version before.

    Raises OSError if it cannot be written.
    """
    present, before = _files(workspace, name)
    kept = read_present(present)
    if kept is not None and fingerprint(name.name, kept) == fingerprint(name.name, content):
        return
    if kept is not None:
        write_whole(before, kept)
    write_whole(present, content)


def kept(workspace: Path, name: PurePosixPath) -> Versions:
    """Raises OSError if what is kept cannot be read."""
    return Versions(*map(read_present, _files(workspace, name)))


def _files(workspace: Path, name: PurePosixPath) -> tuple[Path, Path]:
    return workspace / ".gradus/handed_out" / name, workspace / ".gradus/handed_out_before" / name
