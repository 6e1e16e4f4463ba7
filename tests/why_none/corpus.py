"""Programs whose gradient is None, with the true cause and a mended twin; and a judge of what is said about them.

A program is text: `=== name`, `cause: tag evidence|evidence ; tag` (all of them true), ` | ` for a choice of readings,
the code, and `mend: old => new ;; old => new`; `advice:`, written likewise, where the mend is not what the answer
advises. `P` says whether tapes are persistent, `ASK y, w, tape` asks for the gradient and then why it is None, `# %%`
begins the next cell of a notebook.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.why_none.notebook import Notebook

KEYS = ("cause", "from", "mend", "advice")
FOLDER = Path(__file__).parent / "programs"

# Which words claim which cause. What matches nothing is either a list of what is left or unknown words.
CLAIMS = {
    "watch": r"tape does not watch it|is not watched by this tape|watches? only",
    "late": r"tape\.watch comes after",
    "trainable": r"trainable=False",
    "dtype": r"only floats have gradients",
    "before": r"computed before the block",
    "earlier": r"Nothing that the block did leads from",
    "after": r"computed outside the block|computed after the block",
    "left": r"leaves TensorFlow|left TensorFlow",
    "copy": r"copies the numbers",
    "rebound": r"made it a plain tensor",
    "replaced": r"bound to a new tf\.Variable|gave the name \w+ to something new",
    "state": r"through a variable's state",
    "operation": r"has no gradient, so the path ends|which ha(s|ve) no gradient",
    "unused": r"is not made from|does not depend on|does not come from",
    "off": r"watch_accessed_variables=False",
    "swapped": r"swapped",
    "other_tape": r"another tape|recorded by `",
    "failed": r"stopped with|did not run to its end|failed",
    "inside": r"still recording",
    "piece": r"is a piece|made anew|is a copy of",
    "straight": r"straight line|slope is constant",
    "branch": r"only decides which lines run",
    "stopped": r"stop_recording",
    "reset": r"\.reset\(\)",
    "symbol": r"no value yet|is a symbol",
    "many": r"one target and one source at a time",
    "none_target": r"target is None itself",
    "notape": r"This is about a tf\.GradientTape",
    "notsource": r"The source is a NumPy",
    "compiled": r"is a compiled function",
    "custom_none": r"gives None back|returns None",
}
# Sentences that list or suppose claim nothing.
LIST = re.compile(r"What is left|either|or the way leaves|perhaps|So the target was computed|[Ii]f |it could be", re.S)
NOT_NONE = "This is not None: it is "
IF_NONE = "If it is None at all"


@dataclass
class Program:
    name: str
    causes: list[list[tuple[set[str], list[str]]]]  # readings; each is all that must be true
    code: str
    mended: str
    advised: str
    source: str = ""


def programs() -> list[Program]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for text in re.split(r"^=== ", file.read_text("utf-8"), flags=re.M)[1:]:
            head, *lines = text.splitlines()
            values = {k: [v for line in lines if (v := _after(line, k))] for k in KEYS}
            code = "\n".join(line for line in lines if not any(_after(line, k) for k in KEYS))
            mended = _mend(code, values["mend"][0])
            advised = _mend(code, values["advice"][0]) if values["advice"] else mended
            found.append(Program(head, _readings(values["cause"][0]), code, mended, advised, *values["from"]))
    return found


def _after(line: str, key: str) -> str:
    return line[len(key) + 2 :] if line.startswith(f"{key}: ") else ""


def _readings(text: str) -> list[list[tuple[set[str], list[str]]]]:
    readings = []
    for reading in text.split(" | "):
        parts = []
        for part in reading.split(" ; "):
            tags, _, evidence = part.strip().partition(" ")
            parts.append((set(tags.split("|")), evidence.split("|") if evidence else []))
        readings.append(parts)
    return readings


def _mend(code: str, mends: str) -> str:
    for step in mends.split(" ;; "):
        old, new = (part.replace("\\n", "\n") for part in re.split(r" => ?| =>$", step, maxsplit=1))
        assert old in code, f"{old!r} is not in\n{code}"
        code = code.replace(old, new)
    return code


@dataclass
class Answer:
    said: str
    gradient: Any
    seconds: float
    error: str = ""


def run(code: str, persistent: bool, explain: Any) -> Answer:
    """What a program's gradient is and what is said of it; persistent tapes or such that are spent by then."""
    notebook = Notebook(P=persistent, explain_none=explain, gradient=None)
    for cell in re.split(r"^# %%\n", code, flags=re.M):
        cell = re.sub(r"^( *)ASK (.*), (\w+)", ASK, cell, flags=re.M)
        notebook.run(re.sub(r"(\w+(?:\.\w+)*) = explain_none\((.*)\)", TIMED, cell))
    names = notebook.names
    said = names.get("said")
    return Answer(
        said if isinstance(said, str) else str(said),
        names["gradient"],
        names.get("T", 0.0),
        "" if said is not None else repr(notebook.error),
    )


ASK = r"""\1try:
\1    gradient = \3.gradient(\2)
\1except Exception:
\1    pass
\1said = explain_none(\2, \3)"""
TIMED = r"T0 = CLOCK(); \1 = explain_none(\2); T = CLOCK() - T0"


@dataclass
class Verdict:
    """Is it false, did it crash, are all causes named or one, and the words."""

    false: str
    crashed: bool
    all_named: bool
    one_named: bool
    answer: Answer


def judge(program: Program, answer: Answer) -> Verdict:
    said = answer.said
    if answer.error:
        return Verdict("", True, False, False, answer)
    certain = " ".join(s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z`])", said) if not LIST.search(s))
    claims = {tag for tag, words in CLAIMS.items() if re.search(words, certain)}
    parts = [part for reading in program.causes for part in reading]
    false = [tag for tag in claims if not any(tag in tags for tags, _ in parts)]
    evidence = [words for tags, words in parts if tags & claims & QUOTING]
    for quoted in re.findall(r"`([^`]*)`", certain) if evidence and all(evidence) else []:
        if not any(word in quoted or quoted in word for words in evidence for word in words):
            false.append(quoted)
    if said.startswith(NOT_NONE):
        false.append("not None")
    named = [[bool(tags & claims) for tags, _ in reading] for reading in program.causes]
    return Verdict(", ".join(false), False, any(map(all, named)), any(map(any, named)), answer)


def judge_mended(answer: Answer, persistent: bool) -> Verdict:
    is_right = answer.said.startswith(NOT_NONE) or (not persistent and answer.said.startswith(IF_NONE))
    return Verdict("" if is_right else "mended", bool(answer.error), is_right, is_right, answer)


QUOTING = {"operation", "left", "copy", "state"}
