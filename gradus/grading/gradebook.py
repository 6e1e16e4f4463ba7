"""Makes nbgrader's gradebook quick to write, where that is safe.

nbgrader commits once for every cell it grades. SQLite's write-ahead log makes a commit some forty times cheaper and no
less durable, but needs a disk of this machine: https://sqlite.org/wal.html
"""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

LOCAL = {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "overlay", "tmpfs"}
"""File systems that are not shared with other machines."""


def use_write_ahead_log() -> None:
    """From now on, switch gradebooks that are opened, and lie on a local disk, to a write-ahead log."""
    if not event.contains(Engine, "connect", _switch):
        event.listen(Engine, "connect", _switch)


def _switch(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        if file and is_local(Path(file)):
            connection.execute("PRAGMA journal_mode = WAL")


def is_local(file: Path) -> bool:
    """Whether a file lies on a disk of this machine, as far as Linux says."""
    if sys.platform != "linux":
        return False
    folder = os.path.realpath(file.parent)
    kinds = {}
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, place, kind, *_ = line.split()
        place = place.encode().decode("unicode_escape")  # a space is written as \040
        if os.path.commonpath([place, folder]) == place:
            kinds[place] = kind
    return bool(kinds) and kinds[max(kinds, key=len)] in LOCAL
