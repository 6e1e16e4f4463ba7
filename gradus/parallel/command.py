"""The commands `gradus grade` and `gradus doctor --scheduler`."""

import logging
import time
import warnings
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.text import Text

from gradus.errors import GradusError
from gradus.parallel import show
from gradus.parallel.crew import Staff
from gradus.parallel.how_many import Room, room
from gradus.parallel.run import Done, Grading
from gradus.parallel.workers import Local


def grade_assignment(
    root: Path,
    assignment: str,
    students: list[str],
    force: bool,
    workers: int | None,
    dry_run: bool,
    compare: bool,
    scheduler: str = "",
) -> bool:
    """Grade an assignment of the course in this folder, and show how it goes; whether all could be graded.

    students: whom to look at; none means all. workers: as many as there is room for if it is None. scheduler: the
    address of Dask's whose workers are to do it. compare: show what would change of points that were given before, and
    enter nothing.
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
    sandbox, number = grading.course.needs_sandbox, len(todo)
    staff = _elsewhere(scheduler, sandbox, number, console) if scheduler else _here(workers, sandbox, number, console)
    crew = grading.crew(staff)
    done = show.follow(grading.run(todo, crew, force, enter=not compare), number, crew, console)
    _show_changes(done, assignment, compare, console)
    console.print(show.summary(done, len(everybody) - number, time.monotonic() - began))
    if not compare and (old := grading.old_feedback(done)):
        again = f"`nbgrader generate_feedback {assignment} --force`"
        said = f"The feedback of {old} of them is from before: {again} writes it anew."
        console.print(said, highlight=False, soft_wrap=True)
    return not any(one.fault for one in done)


def _show_changes(done: list[Done], assignment: str, compare: bool, console: Console) -> None:
    if changed := show.changes(done):
        console.print("Points that would change:" if compare else "Points that have changed:", changed)
    elif compare:
        console.print("No points would change.")
    if compare:
        console.print(f"Nothing was entered; `gradus grade {assignment}` enters it, and need not grade again.")


def _here(workers: int | None, sandbox: bool, number: int, console: Console) -> Staff:
    place = Room(workers, "as you asked") if workers else room()
    place = place._replace(workers=min(place.workers, number))
    console.print(f"{number} to be graded; workers: {place.workers} ({place.why}).", highlight=False)
    return Local(place.workers, sandbox)


def _elsewhere(scheduler: str, sandbox: bool, number: int, console: Console) -> Staff:
    _check_dask()
    from gradus.parallel.cluster import Cluster

    for name in ("distributed", "tornado"):  # what they have to say of a worker that died is said by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", "Sending large graph")  # a submission with data in it
    cluster = Cluster(scheduler, sandbox)
    for address, why in cluster.unfit.items():
        console.print(Text(f"{address} gets nothing: {why}.", style="yellow"), soft_wrap=True)
    console.print(f"{number} to be graded; workers: {len(cluster.present())} (of {scheduler}).", highlight=False)
    return cluster


def show_workers(scheduler: str) -> bool:
    """Say of each worker of a Dask scheduler whether it can grade; whether any can. Raises GradusError."""
    _check_dask()
    from gradus.parallel.scheduler import connect, examine

    console = Console()
    with connect(scheduler) as client:
        found = examine(client, client.nthreads(), sandbox=True)
    for address, why in found.items():
        console.print(
            Text.assemble(address, (": ", ""), (why, "bold red") if why else ("can grade", "green")), soft_wrap=True
        )
    if not found:
        console.print(f"No worker has reached the scheduler at {scheduler} yet.", highlight=False)
    return "" in found.values()


def _check_dask() -> None:
    if not find_spec("distributed"):
        raise GradusError("A scheduler is Dask's, which is not installed: `pip install 'gradus-course[cluster]'`.")
