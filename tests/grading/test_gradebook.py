"""The gradebook: what is switched on for nbgrader's engines, and that each still reads its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import Engine, event, text

from gradus.grading import gradebook


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    """A gradebook with nothing in it; nbgrader starts alembic to make one."""
    file = tmp_path_factory.mktemp("empty") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        Gradebook(f"sqlite:///{file}", "gradus").close()
    return file


@pytest.fixture
def url(tmp_path, empty) -> str:
    return f"sqlite:///{shutil.copy(empty, tmp_path / 'one.db')}"


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(gradebook, "_statements", gradebook.Statements())
    before = event.contains(Engine, "engine_connect", gradebook._share)
    gradebook.share_statements()
    yield gradebook._statements
    if not before:
        event.remove(Engine, "engine_connect", gradebook._share)


def students(url: str) -> list[str]:
    with Gradebook(url, "gradus") as book:
        return [student.id for student in book.students]


def test_gradebooks_share_statements_and_nothing_else(tmp_path, url, empty, quick):
    urls = [url, f"sqlite:///{shutil.copy(empty, tmp_path / 'two.db')}"]
    for url, names in zip(urls, (["ada", "emmy"], ["sofia"]), strict=True):
        with Gradebook(url, "gradus") as book:
            for name in names:
                book.add_student(name)
    assert students(urls[0]) == ["ada", "emmy"]
    written = set(quick)
    assert written
    assert students(urls[1]) == ["sofia"]
    assert students(urls[0]) == ["ada", "emmy"]
    assert set(quick) == written


def test_not_more_statements_are_kept_than_a_number(url, quick, monkeypatch):
    monkeypatch.setattr(gradebook, "MOST_STATEMENTS", 2)
    with Gradebook(url, "gradus") as book:
        for name in ("ada", "emmy", "sofia"):
            book.add_student(name)
            assert book.find_student(name).id == name
    assert 0 < len(quick) <= 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what is local")
def test_a_commit_outlives_the_program(url):
    """Without a close, as when the grader is killed."""
    program = f"""
import os
from gradus.grading.gradebook import share_statements, use_write_ahead_log
from nbgrader.api import Gradebook
use_write_ahead_log()
share_statements()
book = Gradebook("{url}", "gradus")
book.add_student("ada")
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert students(url) == ["ada"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what is local")
def test_all_is_in_the_file_when_the_gradebook_is_closed(tmp_path, url):
    gradebook.use_write_ahead_log()
    file = tmp_path / "one.db"
    with Gradebook(url, "gradus") as book:
        assert book.db.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        book.add_student("ada")
        assert file.with_name("one.db-wal").exists()
    assert not file.with_name("one.db-wal").exists()
    assert b"ada" in file.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what is local")
def test_a_gradebook_that_is_thrown_away_waits_for_no_disk_and_no_other_is_like_that(tmp_path, url, empty):
    gradebook.use_write_ahead_log()
    scratch = shutil.copy(empty, tmp_path / "scratch.db")
    gradebook.use_no_log(scratch)
    for address, expected in ((f"sqlite:///{scratch}", ("memory", 0)), (url, ("wal", 1))):
        with Gradebook(address, "gradus") as book:
            assert (
                tuple(book.db.execute(text(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "synchronous"))
                == expected
            )
