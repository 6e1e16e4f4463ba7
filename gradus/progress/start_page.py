"""START_HERE.md, the page that a learner's JupyterLab opens first. It is written anew whenever something happens."""

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from gradus.errors import GradusError
from gradus.progress.record import events, file_of
from gradus.progress.renamed_copies import as_named
from gradus.progress.summary import Event, Place, Standing, next_place, standings, stopped_in, submitted
from gradus.progress.units import Unit
from gradus.whole_files import write_whole

NAME = "START_HERE.md"
MARK = "<!-- Gradus writes this page anew: notes of your own belong in another file. -->"
NEWS = "news.txt"
HOW_CHECKS_WORK = """\
**How checks work.** Run a cell with **Shift+Enter**. In the exercises, write your answer in place of the line
`raise NotImplementedError`, run the cell, then run the check below it: ✓ is right, ✗ is wrong and often says why, ○ is
not begun. Beside a cell `[*]` means that it runs; ■ above the notebook stops it. Try as often as you like, and save
with **Ctrl+S**."""
SOLUTIONS = """\
After three different answers, or when you are right, `solution("slope")` shows how one finds the answer to `slope`:
press the **+** in the notebook's own bar, click into the new cell, type it there and run it."""
COMING_BACK = """\
**Coming back.** To stop, choose *File > Save All*, then *File > Shut Down*; the command you came by leads here again.
By then Python has forgotten what was run, though it still stands there: click into the cell where you go on, and choose
*Run > Run All Above Selected Cell*. If it ends at an error, go on below that cell with Shift+Enter. Closed only the
tab? The address is in the terminal where you typed the command. *Server Connection Error*, or *Saving failed*? Then
that terminal was closed: keep the tab, type the command again in a new terminal, and try Ctrl+S in the old tab."""
KEPT = """\
What you checked and submitted is kept in `.gradus/progress.jsonl`, never your code, your guesses in `predictions.jsonl`
beside each lesson; none of it leaves this folder."""
SUBMITTING = """\
**Through with a unit?** Choose *File > New > Terminal* and type `gradus submit`. It takes what you saved last through
all checks, those too that you have not seen; `gradus submit 1` takes unit 1. What came of it is in the table above,
and in *feedback.html* beside your notebook: double-click the unit's folder on the left, then the file; if it is open
already, close it first. As often as you like."""
MORE_COMMANDS = """\
In that terminal `gradus reset {notebook}`, say, brings the original of a spoilt notebook back and keeps yours beside
it; `gradus doctor` says what is wrong, `gradus --help` what else there is."""


def write_page(workspace: Path, units: list[Unit], has_solutions: bool, news: list[str] | None = None) -> Path | None:
    """Write the page, whole or not at all. Returns it; None if a file of that name is there which is not ours.

    news: what is new since the last start of JupyterLab; None leaves on the page what was said then.
    Raises OSError.
    """
    page = workspace / NAME
    if page.exists() and not page.read_bytes().startswith(MARK.encode()):
        return None
    kept = file_of(workspace).with_name(NEWS)
    if news is not None:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(news), encoding="utf-8")
    told = kept.read_text("utf-8", errors="replace").splitlines() if kept.is_file() else []
    try:
        happened = events(workspace)
    except GradusError as error:
        happened, told = [], [str(error), *told]
    there = [as_named(workspace, unit) for unit in units]
    write_whole(page, text_of(there, happened, has_solutions, told).encode())
    return page


def text_of(units: list[Unit], happened: list[Event], has_solutions: bool, news: list[str]) -> str:
    """The page in Markdown. Its links are relative to the workspace."""
    standing = standings(units, happened)
    now = f"{datetime.now():%H:%M}"
    notebook = next((unit.notebook for unit in units if unit.notebook), "")
    parts = [
        MARK,
        "# Gradus: gradients, step by step",
        f"As of {now}. In JupyterLab *Start here*, top right, brings the newest.",
        _go_on(standing, happened),
        "\n".join(["| unit | lesson | exercises | points |", "| --- | --- | --- | --- |", *map(_row, standing)]),
        _unwrapped(HOW_CHECKS_WORK, SOLUTIONS if has_solutions else ""),
        _unwrapped(COMING_BACK, KEPT),
        _unwrapped(SUBMITTING, MORE_COMMANDS.format(notebook=notebook)) if has_solutions and notebook else "",
        "\n".join(["**New:**", "", *(f"* {line}" for line in news)]) if news else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _unwrapped(*sentences: str) -> str:
    """A paragraph of one line: an editor shows the page as it is."""
    return " ".join(filter(None, sentences)).replace("\n", " ")


def describe(place: Place | None) -> str:
    """Where to go on, in words."""
    if place is None:
        return "All exercises have passed: you are done."
    unit = place.unit
    if place.exercise:
        return f"Exercise {place.exercise.title}, `{place.exercise.name}`."
    minutes = f", about {unit.minutes} minutes" if unit.minutes and not place.prediction else ""
    where = ", at your next question" if place.prediction else ""
    return f"Lesson {unit.number}, *{unit.title}*{where}{minutes}."


def _go_on(standing: list[Standing], happened: list[Event]) -> str:
    place = next_place(standing, happened)
    if place is None:
        return f"## {describe(place)}"
    if any(one.is_begun for one in standing) or happened:
        here = stopped_in(standing, happened)
        is_new = here is not None and here.unit != place.unit
        here = next(one for one in standing if one.unit == place.unit) if here is None else here
        lesson = f"Lesson {here.unit.number}" if is_new else "The lesson"
        left = _left_of_the_lesson(here, lesson) if place.exercise or is_new else ""
        heading = "Next" if is_new else "Go on where I stopped"
        return f"## [▶ {heading}]({_link(place)})\n\n{describe(place)}{left}"
    zero = next((one.unit for one in standing if one.unit.number == "0" and one.unit != place.unit), None)
    first = f" Have you written little Python, or none? Then begin with [unit 0]({quote(zero.lesson)})." if zero else ""
    return f"## [▶ Begin]({_link(place)})\n\n{describe(place)}{first}"


def _left_of_the_lesson(standing: Standing, lesson: str) -> str:
    """Where its lesson goes on, for whoever began it, and then went to the exercises."""
    left = [prediction for prediction in standing.unit.predictions if prediction not in standing.predicted]
    if not left or not standing.predicted:
        return ""
    questions = "one question" if len(left) == 1 else f"{len(left)} questions"
    return f" {lesson} has {questions} left: [on with it]({_link(Place(standing.unit, None, left[0]))})."


def _link(place: Place) -> str:
    """To the notebook, and in JupyterLab to the cell."""
    if place.exercise:
        return f"{quote(place.unit.notebook)}#cell-id={quote(place.exercise.cell)}"
    cell = f"#cell-id={quote(place.prediction.cell)}" if place.prediction else ""
    return quote(place.unit.lesson) + cell


def _row(standing: Standing) -> str:
    unit, passed, predicted = standing.unit, len(standing.passed), len(standing.predicted)
    mark = " ✓" if standing.is_done else ""
    title = f"[{unit.number} · {unit.title}]({quote(unit.lesson or unit.notebook)}){mark}"
    minutes = f"{unit.minutes} minutes, " if unit.minutes else ""
    lesson = f"{minutes}{predicted} of {len(unit.predictions)} questions" if unit.lesson else ""
    exercises = f"[{passed} of {len(unit.exercises)}]({quote(unit.notebook)})" if unit.notebook else ""
    points = f"{standing.points:g} of {sum(exercise.points for exercise in unit.exercises):g}" if unit.notebook else ""
    if told := submitted(standing):
        points += f" ({told})"
    return f"| {title} | {lesson} | {exercises} | {points} |"
