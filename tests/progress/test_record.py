"""The record of a learner's progress: what is written whole is never lost, and what is not whole does no harm."""

import contextlib
import json
import multiprocessing
import sys
import threading
from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from gradus.errors import GradusError
from gradus.progress import record
from gradus.progress.summary import has_passed

CHECK = {"kind": "check", "unit": "01_derivatives", "exercise": "slope", "cell": "check-slope", "passed": False}


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / record.MANIFEST).write_text("{}")
    return tmp_path


def check(answer: str | None = "a", passed: bool = True, **more):
    return {**CHECK, "attempt": answer, "passed": passed, **more}


def test_what_was_noted_is_there_with_its_time(workspace):
    assert record.events(workspace) == []
    record.note(workspace, check("a", False, mistake="divides_by_h"))
    record.note(workspace, {"kind": "prediction", "unit": "01_derivatives", "prediction": "größer"})
    first, second = record.events(workspace)
    assert first.pop("time")[10] == "T"
    assert first == check("a", False, mistake="divides_by_h")
    assert second["prediction"] == "größer"


def test_the_workspace_is_the_nearest_folder_with_a_manifest(workspace, tmp_path_factory):
    inner = workspace / "01_derivatives" / "mine"
    inner.mkdir(parents=True)
    assert record.workspace_of(inner) == record.workspace_of(workspace) == workspace
    (inner / record.MANIFEST).write_text("{}")
    assert record.workspace_of(inner) == inner
    assert record.workspace_of(tmp_path_factory.mktemp("class")) is None


def test_a_line_that_was_cut_off_costs_itself_only(workspace):
    record.note(workspace, check("a"))
    whole = record.file_of(workspace).read_bytes()
    for end in range(1, len(whole)):
        record.file_of(workspace).write_bytes(whole + whole[:end])
        record.note(workspace, check("b"))
        found = [event["attempt"] for event in record.events(workspace)]
        assert found in (["a", "b"], ["a", "a", "b"]), end  # the second if only its newline was there to be cut off


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00",
        b"[1, 2]",
        b"[" * 100_000,
        b'{"kind": "check"}',
        b'{"kind": ["check"], "time": "2026-03-01T19:20:00+01:00"}',
        json.dumps({**check(), "time": "yesterday"}).encode(),
        json.dumps({**check(), "time": "2026-03-01T19:20:00"}).encode(),
        json.dumps({**check(), "time": "2026-03-01T19:20:00+01:00", "passed": 1}).encode(),
        json.dumps({**check(), "time": "2026-03-01T19:20:00+01:00", "cell": ["a"]}).encode(),
        json.dumps({**check(), "time": "2026-03-01T19:20:00+01:00", "checks": [["a"]]}).encode(),
        json.dumps({**check(), "time": "2026-03-01T19:20:00+01:00", "exercise": {"name": "slope"}}).encode(),
        b'{"kind": "submission", "time": "2026-03-01T19:20:00Z", "unit": "a", "points": "4", "max": 4}',
        b'{"kind": "submission", "time": "2026-03-01T19:20:00Z", "unit": "a", "points": 4, "max": 4, "exercises": []}',
    ],
)
def test_a_line_that_is_no_event_is_left_out(workspace, line):
    record.note(workspace, check("a"))
    with record.file_of(workspace).open("ab") as file:
        file.write(b"\n" + line)
    record.note(workspace, check("b"))
    assert [event["attempt"] for event in record.events(workspace)] == ["a", "b"]


def test_what_a_newer_version_writes_does_no_harm(workspace):
    record.note(workspace, {"kind": "nap", "minutes": 20})
    record.note(workspace, check("a", weather={"sun": True}))
    events = record.events(workspace)
    assert [event["kind"] for event in events] == ["nap", "check"]
    assert has_passed(events, "01_derivatives", "slope")


def test_two_writers_at_once_lose_nothing(workspace):
    writers = [
        threading.Thread(target=lambda name=name: [record.note(workspace, check(f"{name}{i}")) for i in range(300)])
        for name in "ab"
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = [event["attempt"] for event in record.events(workspace)]
    assert [sorted(a for a in found if a[0] == name) for name in "ab"] == [
        sorted(f"{name}{i}" for i in range(300)) for name in "ab"
    ]


def write_for_ever(workspace: Path, name: str, told: Connection) -> None:
    for number in count():
        record.note(workspace, check(f"{name}-{number}", filled="x" * 2000))
        told.send(number)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork, or it takes minutes")
@pytest.mark.parametrize("deaths", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_writers_that_are_killed_lose_no_line_that_they_had_written(workspace, deaths):
    """Two at once; each is killed in the middle of whatever it does."""
    warm = multiprocessing.get_context("forkserver")
    warm.set_forkserver_preload([__name__])
    written = 0
    for killed in range(0, deaths, 2):
        writers = {}
        for name in (f"{killed}", f"{killed + 1}"):
            told, tell = warm.Pipe(duplex=False)
            writer = warm.Process(target=write_for_ever, args=(workspace, name, tell))
            writer.start()
            tell.close()
            writers[name] = (writer, told)
        for writer, told in writers.values():
            told.recv()
            writer.kill()
        for writer, _ in writers.values():
            writer.join()
        there = [event["attempt"] for event in record.events(workspace)]
        written += len(there)
        for name, (_, told) in writers.items():
            numbers = [0, *all_that_was(told)]
            mine = [attempt for attempt in there if attempt.startswith(f"{name}-")]
            assert mine[: len(numbers)] == [f"{name}-{number}" for number in numbers]
        record.file_of(workspace).unlink()
    assert written >= deaths


def all_that_was(told: Connection) -> Iterator[int]:
    with contextlib.suppress(EOFError, OSError):
        while True:
            yield told.recv()


@pytest.mark.skipif(sys.platform != "linux", reason="uses /sys, where not even root may make files")
def test_a_folder_that_cannot_be_written_is_told(workspace):
    record.file_of(workspace).parent.symlink_to("/sys")
    with pytest.raises(GradusError, match="could not be noted in .*progress.jsonl .Permission denied."):
        record.note(workspace, check())


def test_what_stands_in_the_way_is_told(workspace):
    (workspace / ".gradus").write_text("")
    with pytest.raises(GradusError, match=r"could not be noted in .*progress\.jsonl"):
        record.note(workspace, check())
    (workspace / ".gradus").unlink()
    record.file_of(workspace).mkdir(parents=True)
    with pytest.raises(GradusError, match=r"progress\.jsonl, your progress, cannot be read"):
        record.events(workspace)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_a_full_disk_is_told(workspace):
    record.file_of(workspace).parent.mkdir()
    record.file_of(workspace).symlink_to("/dev/full")
    with pytest.raises(GradusError, match="No space left on device.*free some space"):
        record.note(workspace, check())


def test_an_event_that_could_be_cut_in_two_is_refused(workspace):
    with pytest.raises(ValueError, match="at most 4096 bytes"):
        record.note(workspace, check(filled="x" * 4096))
    assert record.events(workspace) == []
