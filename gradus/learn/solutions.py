"""The worked solutions: `solutions/UNIT.md` of the course, one section for each exercise.

One opens when its exercise has passed, or after three different answers that a check has judged.
"""

import difflib
import re
from pathlib import Path

from gradus.course.root import find_course
from gradus.errors import GradusError, wrapped
from gradus.progress import record, summary
from gradus.progress.units import read_units

SECTION = re.compile(r"^## (\w+)\n", re.MULTILINE)
CODE_BLOCK = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$((?:(?!\n\n)[^$])+)\$", re.DOTALL)
MORE = {1: "one more try: another answer", 2: "two more tries: different answers", 3: "three tries: different answers"}


class Markdown(str):
    """Text that a notebook shows formatted, and a terminal as it is."""

    def _repr_markdown_(self) -> str:
        return str(self)

    __repr__ = str.__str__


def show(exercise: object, folder: Path) -> None:
    """Show the worked solution of an exercise, or the sentence that says why there is none yet.

    exercise: its name, its number or its function. folder: that of the notebook.
    """
    try:
        text = worked_solution(str(getattr(exercise, "__name__", exercise)), folder)
    except GradusError as reason:
        print(wrapped(str(reason)))
        return
    from IPython.display import display

    display(Markdown(text))


def worked_solution(exercise: str, folder: Path) -> str:
    """The worked solution of an exercise, in Markdown, for whoever works in this folder of a workspace.

    exercise: its name, or its number, as in 1.5.
    Raises GradusError, which says what is missing, if there is no such exercise, or if it is not open yet.
    """
    written = _written(folder)
    workspace = record.workspace_of(folder)
    if workspace is None or not written:
        raise GradusError(
            "Worked solutions are for who learns on their own, in a folder that `gradus learn` has made; there are "
            "none here. In a class, ask your instructor."
        )
    exercise = _named_by_number(exercise, folder) or exercise
    unit = next((unit for unit, sections in written.items() if exercise in sections), None)
    if unit is None:
        raise GradusError(_no_such_exercise(exercise, folder, written))
    events = record.events(workspace)
    if not summary.solution_is_open(events, unit, exercise):
        tries = summary.TRIES - summary.attempts(events, unit, exercise)
        raise GradusError(
            f"The solution of {exercise} opens as soon as you are right, or after {MORE[tries]}, run through the check "
            "below the exercise."
        )
    return f"## A worked solution of `{exercise}`\n\n{written[unit][exercise]}"


def for_terminal(markdown: str) -> str:
    r"""The same without what only a notebook typesets: the dollars around formulas, the spaces \, in them.

    A formula becomes code, so that Markdown leaves its underscores and backslashes alone.
    """
    parts = CODE_BLOCK.split(markdown)
    parts[::2] = [FORMULA.sub(lambda found: _plain(found[1] or found[2]), part) for part in parts[::2]]
    return "".join(parts)


def _plain(formula: str) -> str:
    text = " ".join(re.sub(r"\\[,;:! ]", " ", formula).split())
    return f"`{text}`"


def sections(text: str) -> dict[str, str]:
    """The sections of a file of solutions by the exercise that their heading names, in the file's order."""
    parts = SECTION.split(text)
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _written(folder: Path) -> dict[str, dict[str, str]]:
    """All solutions of the course, by unit and exercise; none where there is no course, or one without solutions."""
    try:
        files = sorted((find_course(folder) / "solutions").glob("*.md"))
    except GradusError:
        return {}
    return {file.stem: sections(file.read_text("utf-8")) for file in files}


def _named_by_number(number: str, folder: Path) -> str | None:
    """The exercise whose heading begins with this number, as in 1.5."""
    if not number[:1].isdigit():
        return None
    every = [exercise for unit in read_units(find_course(folder)) for exercise in unit.exercises]
    return next((exercise.name for exercise in every if exercise.number == number), None)


def _no_such_exercise(name: str, folder: Path, written: dict[str, dict[str, str]]) -> str:
    every = [exercise for exercises in written.values() for exercise in exercises]
    near = difflib.get_close_matches(name, every, 3) or list(written.get(folder.name, every))
    return f"There is no exercise {name!r}. Name one as in its answer cell, such as {' or '.join(map(repr, near[:3]))}."
