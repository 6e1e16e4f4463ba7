"""The command `gradus grade`."""

import time
from pathlib import Path

from rich.console import Console

from gradus.parallel import show
from gradus.parallel.run import Grading
from gradus.parallel.workers import Room, pool, room


def grade_assignment(
    root: Path, assignment: str, students: list[str], force: bool, workers: int | None, dry_run: bool
) -> bool:
    """Grade an assignment of the course in this folder, and show how it goes; whether all could be graded.

    students: whom to look at; none means all. workers: as many as there is room for if it is None.
    Raises GradusError.
    """
    console, began = Console(), time.monotonic()
    grading = Grading(root, assignment)
    todo, everybody = grading.todo(students, force), students or grading.course.students()
    if dry_run:
        for student in todo:
            console.print(student, highlight=False)
    if dry_run or not todo:
        console.print(f"{len(todo)} of {len(everybody)} are new or changed.", highlight=False)
        return True
    place = Room(workers, "as you asked") if workers else room()
    place = place._replace(workers=min(place.workers, len(todo)))
    console.print(f"{len(todo)} to be graded; workers: {place.workers} ({place.why}).", highlight=False)
    crew = grading.crew(pool, place.workers)
    done = show.follow(grading.run(todo, crew, force), len(todo), crew, console)
    console.print(show.summary(done, len(everybody) - len(todo), time.monotonic() - began))
    return not any(one.fault for one in done)
