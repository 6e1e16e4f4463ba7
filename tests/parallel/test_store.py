"""Results on disk: whole or not there."""

import stat

import pytest

from gradus.parallel.parcel import Entry
from gradus.parallel.store import FOLDER, Store
from gradus.parallel.task import Notebook, Result

RESULT = Result(
    "Ada \u00e9", "ab" * 32,
    (Entry("deep", stat.S_IFDIR | 0o755, None), Entry("deep/a.ipynb", stat.S_IFREG | 0o444, b"\x00{}"),
     Entry("large", stat.S_IFREG | 0o644, 2**40), Entry("link", stat.S_IFLNK | 0o777, "/etc")),
    (Notebook("a", {"check-1": 2.0, "by-hand": None}, {"answer-1": "No response.", "by-hand": None}, 0.5),),
    "2026-11-29T12:00:00", ("a warning",), 0.25,
)  # fmt: skip


def test_a_result_is_found_as_it_was_kept(tmp_path):
    store = Store(tmp_path)
    assert store.find(RESULT.key) is None
    store.keep(RESULT)
    store.keep(RESULT)
    assert store.find(RESULT.key) == RESULT
    assert not list((tmp_path / FOLDER).rglob(".*"))
    store.forget(RESULT.key)
    assert store.find(RESULT.key) is None


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.99])
def test_a_damaged_result_is_none(tmp_path, share):
    store = Store(tmp_path)
    store.keep(RESULT)
    [file] = (tmp_path / FOLDER).rglob("*.zip")
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    assert store.find(RESULT.key) is None
