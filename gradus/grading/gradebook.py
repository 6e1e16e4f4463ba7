"""Makes nbgrader's gradebook quick, where that is safe.

nbgrader commits once for every cell it grades. SQLite's write-ahead log makes a commit some forty times cheaper, but
needs a disk of this machine: https://sqlite.org/wal.html. With it no commit need wait for the disk: a program that dies
loses nothing, and when the last program closes the gradebook, as `nbgrader autograde` does before it writes a graded
notebook, all of it is on the disk. Only a power cut while Formgrader has it open may take back the last commits.

And it opens the gradebook nine times for a submission. SQLAlchemy then writes the same thirty statements as SQL again
each time, unless all those engines share what was written: https://docs.sqlalchemy.org/en/20/core/connections.html
"""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event

LOCAL = {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "overlay", "tmpfs"}
"""File systems that are not shared with other machines."""
MOST_STATEMENTS = 500


class Statements(dict[Any, Any]):
    """Statements in SQL. SQLAlchemy looks them up by the dialect among other things, and each engine has its own.

    Those of SQLite in one process are alike, so their kind is enough.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_for_any_engine(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        if len(self) >= MOST_STATEMENTS:
            self.clear()
        super().__setitem__(_for_any_engine(key), compiled)


def _for_any_engine(key: tuple) -> tuple:
    return tuple(type(part) if isinstance(part, Dialect) else part for part in key)


_statements = Statements()


def share_statements() -> None:
    """From now on, what one SQLite engine has written as SQL serves all others."""
    if not event.contains(Engine, "engine_connect", _share):
        event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execution_options(compiled_cache=_statements)


def use_write_ahead_log() -> None:
    """From now on, switch gradebooks that are opened, and lie on a local disk, to a write-ahead log."""
    if not event.contains(Engine, "connect", _switch):
        event.listen(Engine, "connect", _switch)


def _switch(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        if file and is_local(Path(file)):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")


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
