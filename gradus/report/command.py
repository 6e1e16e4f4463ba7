"""The command `gradus report`."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from gradus.report import tables
from gradus.report.numbers import Numbers
from gradus.report.page import in_points, page
from gradus.report.reading import numbers_of
from gradus.whole_files import write_whole

FOLDER = "report"


def report_on(root: Path, assignment: str, to: Path | None) -> None:
    """Write the page of an assignment, and its numbers as tables. Raises GradusError."""
    numbers, folder = numbers_of(root, assignment), to or root / FOLDER
    written = {
        f"{assignment}.html": page(numbers, root).encode(),
        f"{assignment}.json": tables.as_json(numbers).encode(),
        f"{assignment}-exercises.csv": tables.exercises_csv(numbers).encode("utf-8-sig"),  # as Excel knows UTF-8
        f"{assignment}-students.csv": tables.students_csv(numbers).encode("utf-8-sig"),
    }
    for name, content in written.items():
        write_whole(folder / name, content)
    first, *others = written
    print(f"{folder / first} is the page; its numbers are beside it, in {', '.join(others)}.")


def say_what_is_next(root: Path, assignment: str) -> None:
    """Print the mistakes that cost the class most points, each with its section and figure. Raises GradusError."""
    console = Console(soft_wrap=True, highlight=False)
    for line in _next(numbers_of(root, assignment)):
        console.print(Text.assemble(*line))


def _next(numbers: Numbers) -> list[list[str | tuple[str, str]]]:
    graded, lost = len(numbers.graded), sum(numbers.lost.values())
    if not graded:
        return [[f"Nothing is graded yet: grade with `gradus grade {numbers.assignment}`."]]
    if not lost:
        return [["Nobody lost a point: go on with the next unit."]]
    lines: list[list[str | tuple[str, str]]] = []
    for place, (exercise, mistake) in enumerate(numbers.dearest(), 1):
        lines.append([f"{place}. ", (mistake.sentence, "bold")])
        name = numbers.called(exercise.name, exercise.notebook)
        where = f"{exercise.title} ({name})" if exercise.title else name
        lines.append([f"   {mistake.students} of {graded}, in {where}; {in_points(mistake.points)} points"])
        if section := exercise.section:
            figure = f", with the figure {section.figure}" if section.figure else ""
            lines.append([f"   {section.lesson}, section “{section.heading}”{figure}"])
    if not lines:
        hardest = max(numbers.exercises, key=lambda exercise: exercise.lost)
        name = hardest.title or numbers.called(hardest.name, hardest.notebook)
        return [[f"No known mistake was made. Most points, {in_points(hardest.lost)}, were lost in {name}."]]
    return lines
