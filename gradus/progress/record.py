"""The events of a workspace, one JSON object a line in .gradus/progress.jsonl, which only ever grows.

    {"time": "2026-03-01T19:20:00+01:00", "kind": "check", "unit": "01_derivatives", "exercise": "slope",
     "cell": "check-slope", "checks": ["check-slope"], "passed": false, "mistake": "divides_by_h", "attempt": "5e1f…"}
    {"time": ..., "kind": "prediction", "unit": "01_derivatives", "prediction": "the_cyclist"}
    {"time": ..., "kind": "practice", "unit": "01_derivatives", "exercise": "slope", "right": true}
    {"time": ..., "kind": "submission", "unit": "01_derivatives", "points": 22, "max": 25,
     "exercises": {"slope": true, "tangent": false}, "attempts": {"tangent": "5e1f…"}}

cell: the check cell, null where a learner asked by themselves. checks: all check cells of the exercise. mistake: the
known one that explains the answer, or null. attempt: a short hash of the answer's code, which is never written itself.
exercises: what was graded, and whether it earned all its points; attempts: the answers that did not.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from gradus.errors import GradusError

MANIFEST = ".gradus.json"
"""A workspace is the folder that has it; what else it is for, gradus.learn.workspace knows."""
LONGEST = 4096  # bytes: so much of a file is written at once or not at all


def workspace_of(folder: Path) -> Path | None:
    """The workspace that a folder is, or lies in; None if there is none."""
    folder = folder.absolute()
    return next((place for place in (folder, *folder.parents) if (place / MANIFEST).is_file()), None)


def file_of(workspace: Path) -> Path:
    return workspace / ".gradus" / "progress.jsonl"


def note(workspace: Path, event: dict[str, Any]) -> None:
    """Add an event, with the time. It needs a "kind".

    Safe beside other kernels, and whenever this one is killed: a line is one write to the file's end. It begins with
    its newline, so that one which was cut off ends there. Raises GradusError if the file cannot be written.
    """
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    line = b"\n" + json.dumps({"time": now, **event}, ensure_ascii=False).encode()
    if len(line) > LONGEST:
        raise ValueError(f"an event is at most {LONGEST} bytes long; this {event['kind']} has {len(line)}")
    file = file_of(workspace)
    try:
        file.parent.mkdir(exist_ok=True)
        number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            is_whole = os.write(number, line) == len(line)
        finally:
            os.close(number)
    except OSError as error:
        raise GradusError(
            f"Your progress could not be noted in {file} ({error.strerror or error}): make it and its folder yours, "
            "and free some space if the disk is full."
        ) from error
    if not is_whole:
        raise GradusError(f"Your progress could not be noted in {file}: the disk is full. Free some space.")


def events(workspace: Path) -> list[dict[str, Any]]:
    """All events that this version understands, oldest first; lines that were cut off are left out.

    Raises GradusError if there is a file that cannot be read.
    """
    file = file_of(workspace)
    try:
        lines = file.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise GradusError(
            f"{file}, your progress, cannot be read ({error.strerror or error}): make it yours; or delete it, and "
            "begin to count anew."
        ) from error
    return [event for line in lines if (event := _event(line))]


def _event(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) and _is_known(event) else None


def _is_known(event: dict[str, Any]) -> bool:
    """Whether an event has what its kind must have; of kinds that are not ours, time and kind are all we ask for."""
    wanted = [_is_text(event.get("kind")), _is_time(event.get("time"))]
    if event.get("kind") == "check":
        wanted += [_is_text(event.get(name)) for name in ("unit", "exercise")]
        wanted += [event.get(name) is None or _is_text(event[name]) for name in ("cell", "mistake", "attempt")]
        wanted += [isinstance(event.get("passed"), bool), _are_texts(event.get("checks", []))]
    elif event.get("kind") == "prediction":
        wanted += [_is_text(event.get(name)) for name in ("unit", "prediction")]
    elif event.get("kind") == "practice":
        wanted += [_is_text(event.get("unit")), _is_text(event.get("exercise")), isinstance(event.get("right"), bool)]
    elif event.get("kind") == "submission":
        wanted += [_is_text(event.get("unit")), _is_number(event.get("points")), _is_number(event.get("max"))]
        graded = event.get("exercises", {})
        wanted += [isinstance(graded, dict) and all(isinstance(whole, bool) for whole in graded.values())]
        answers = event.get("attempts", {})
        wanted += [isinstance(answers, dict) and all(map(_is_text, answers.values()))]
    return all(wanted)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_time(text: Any) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except (TypeError, ValueError):
        return False
