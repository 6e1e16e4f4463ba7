"""A submission's folder as bytes, and made again."""

import os
import stat

import pytest

from gradus.grading.submitted_files import LARGEST_FILE
from gradus.parallel.parcel import pack, unpack


@pytest.fixture
def odd(tmp_path):
    folder = tmp_path / "odd"
    (folder / "deep" / "empty").mkdir(parents=True)
    (folder / "answers.ipynb").write_bytes(b"{}\r\n\x00")
    (folder / "deep" / "data \u00e9.csv").write_text("1,2")
    (folder / "nowhere").symlink_to("/no/such/file")
    (folder / "away").symlink_to("/etc")
    os.mkfifo(folder / "pipe")
    (folder / "run.sh").write_text("#!/bin/sh")
    (folder / "run.sh").chmod(0o755)
    (folder / os.fsdecode(b"not-utf8-\xff")).write_text("x")
    with (folder / "endless").open("wb") as file:
        os.truncate(file.fileno(), 2**40)  # a terabyte of nothing, which is never read
    return folder


def look(folder):
    """Each path, with what it is and what is in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        kind = path.lstat()
        content = None
        if path.is_symlink():
            content = os.readlink(path)
        elif stat.S_ISREG(kind.st_mode):
            content = path.read_bytes() if kind.st_size < LARGEST_FILE else kind.st_size
        found[str(path.relative_to(folder))] = (stat.S_IFMT(kind.st_mode), stat.S_IMODE(kind.st_mode), content)
    return found


def test_a_folder_is_made_again_as_it_was(odd, tmp_path):
    parcel = pack(odd)
    unpack(parcel, tmp_path / "again")
    assert look(tmp_path / "again") == look(odd)
    assert pack(tmp_path / "again") == parcel


def test_what_may_not_be_written_to_is_filled_before_it_is_closed(tmp_path):
    locked = tmp_path / "odd" / "locked"
    locked.mkdir(parents=True)
    (locked / "in.txt").write_text("x")
    locked.chmod(0o555)
    unpack(pack(tmp_path / "odd"), tmp_path / "again")
    assert (tmp_path / "again" / "locked" / "in.txt").read_text() == "x"
    assert stat.S_IMODE((tmp_path / "again" / "locked").stat().st_mode) == 0o555
