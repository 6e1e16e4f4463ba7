"""Makes nbgrader's gradebook quick, where that is safe.

nbgrader commits once for every cell it grades. SQLite's write-ahead log makes a commit some forty times cheaper, but
needs a disk of this machine: https://sqlite.org/wal.html. With it no commit need wait for the disk: a program that dies
loses nothing, and when the last program closes the gradebook, as `nbgrader autograde` does before it writes a graded
notebook, all of it is on the disk. Only a power cut while Formgrader has it open may take back the last commits.

And it opens the gradebook nine times for a submission. SQLAlchemy then writes the same thirty statements as SQL again
each time, unless all those engines share what was written: https://docs.sqlalchemy.org/en/20/core/connections.html
"""

import functools
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
    file = _file_of(connection)
    if file and file not in _scratch and is_local(Path(file)):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")


_scratch: set[str] = set()


def use_no_log(file: Path) -> None:
    """From now on, a gradebook that is made here is one that nobody wants afterwards: nothing of it waits for the disk.

    A program that dies may leave it damaged.
    """
    _scratch.add(str(file.resolve()))
    if not event.contains(Engine, "connect", _hurry):
        event.listen(Engine, "connect", _hurry)


def _hurry(connection: Any, _: Any) -> None:
    if _file_of(connection) in _scratch:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")


def _file_of(connection: Any) -> str:
    """The file of a gradebook; nothing if it is none of SQLite's, or has no file."""
    is_sqlite = isinstance(connection, sqlite3.Connection)
    return connection.execute("PRAGMA database_list").fetchone()[2] if is_sqlite else ""


def is_local(file: Path) -> bool:
    """Whether a file lies on a disk of this machine, as far as Linux says."""
    return sys.platform == "linux" and _is_local(os.path.realpath(file.parent))


@functools.cache
def _is_local(folder: str) -> bool:
    kinds = {}
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, place, kind, *_ = line.split()
        place = place.encode().decode("unicode_escape")  # a space is written as \040
        if os.path.commonpath([place, folder]) == place:
            kinds[place] = kind
    return bool(kinds) and kinds[max(kinds, key=len)] in LOCAL
