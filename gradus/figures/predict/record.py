"""The guesses of a learner, kept beside the notebook: one line each in predictions.jsonl, the last one holds."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

FILE = "predictions.jsonl"


def last_guess(folder: Path, name: str, labels: list[str]) -> list[Any] | None:
    """The guess that was made there to these questions, None if there is none or it was taken back."""
    try:
        lines = (folder / FILE).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except ValueError:  # cut off, by a crash or a full disk
            continue
        if isinstance(entry, dict) and entry.get("prediction") == name:
            guess = entry.get("guess") if entry.get("questions") == labels else None
            return guess if isinstance(guess, list) and len(guess) == len(labels) else None
    return None


def keep_guess(folder: Path, name: str, labels: list[str], guess: list[Any] | None) -> str:
    """Write the guess down; None takes it back. Returns why that was not possible, or nothing."""
    entry = {
        "time": datetime.now().astimezone().isoformat(timespec="seconds"),
        "prediction": name,
        "questions": labels,
        "guess": guess,
    }
    try:
        with (folder / FILE).open("ab+") as file:
            # A line that was cut off must not spoil this one; one write, for another kernel may append as well.
            whole = file.seek(0, 2) == 0 or (file.seek(-1, 2), file.read(1))[1] == b"\n"
            file.write(("" if whole else "\n").encode() + json.dumps(entry, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        return f"Your guess could not be kept in {FILE}: {error.strerror or error}."
    return ""
