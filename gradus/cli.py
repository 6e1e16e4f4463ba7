"""The command `gradus`. What a command needs is imported inside it, so that every start is quick."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer

from gradus.course.root import find_course
from gradus.errors import GradusError, fitted

LEARNERS, INSTRUCTORS, AUTHORS = "For learners", "For instructors", "For authors"
"""The parts of the list of commands, which has them in the order of this file."""

app = typer.Typer(
    help="Gradus, a course on gradients.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line. A GradusError is printed as the sentence it is, with exit code 2."""
    try:
        app()
    except GradusError as error:
        from rich.console import Console
        from rich.text import Text

        said = Text(fitted(f"gradus: {error}", sys.stderr))
        said.stylize("bold red", 0, len("gradus:"))
        Console(stderr=True, soft_wrap=True).print(said)
        sys.exit(2)


@app.callback(invoke_without_command=True)
def start(
    show: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    if show:
        from importlib.metadata import version

        print(f"gradus {version('gradus-course')}")
        raise typer.Exit


@app.command(rich_help_panel=LEARNERS, context_settings={"ignore_unknown_options": True})
def learn(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[FOLDER] [JUPYTERLAB ARGUMENTS]...", show_default=False)
    ] = None,
    only_copies: Annotated[
        bool, typer.Option("--only-copies", help="Bring them up to date and start nothing: you have another editor.")
    ] = False,
) -> None:
    """Open JupyterLab on your own copy of the lessons and exercises.

    It is in FOLDER; or else where you are, if that is your copy; or in the course's workspace/; or, without a checkout,
    in ~/gradus. Your files are never overwritten. All else goes to JupyterLab: gradus learn --no-browser --port 8899
    """
    from gradus.learn import command_lines, jupyterlab, place, workspace

    passed_on = arguments or []
    course = find_course(Path.cwd())
    if passed_on and not passed_on[0].startswith("-"):
        folder, passed_on = Path.cwd() / passed_on[0], passed_on[1:]
    else:
        folder = place.workspace_for(course, Path.cwd())
        if not folder.is_relative_to(course):
            elsewhere = command_lines.gradus("learn", "FOLDER")
            print(f"Your copies of the lessons are in {folder}; `{elsewhere}` puts them elsewhere.")
    if only_copies and passed_on:
        raise GradusError(f"Nothing is started, so {' '.join(passed_on)} is for nobody: leave it out.")
    if not only_copies:
        jupyterlab.check_kernel()
        if said := jupyterlab.where_it_runs(folder, passed_on):
            print(said)
            return
    news = workspace.hand_out(course, folder)
    for line in news:
        print(line)
    page = workspace.write_start_page(course, folder, news)
    if only_copies:
        print(f"Your copies are up to date in {folder}; {page or 'its folders'} is where to begin.")
    else:
        jupyterlab.launch(folder, passed_on, page)


@app.command(rich_help_panel=LEARNERS)
def progress(
    forget: Annotated[bool, typer.Option("--forget", help="Delete what is kept of it, after a question.")] = False,
) -> None:
    """Show how far you are: exercises, questions and points of each unit, what is next, and the last weeks."""
    from gradus.learn.place import workspace_for
    from gradus.progress import report

    course = find_course(Path.cwd())
    folder = workspace_for(course, Path.cwd())
    if forget:
        report.forget(course, folder, lambda question: typer.confirm(question))
    else:
        report.show(course, folder)


@app.command(rich_help_panel=LEARNERS)
def solution(
    exercise: Annotated[str, typer.Argument(help="As in slope, the name in its answer cell, or 1.3.")],
) -> None:
    """Show the worked solution of an exercise that you have passed, or tried three times."""
    from rich.console import Console
    from rich.markdown import Markdown

    from gradus.learn.place import workspace_for
    from gradus.learn.solutions import for_terminal, worked_solution

    folder = workspace_for(find_course(Path.cwd()), Path.cwd())
    Console().print(Markdown(for_terminal(worked_solution(exercise, folder))))


@app.command(rich_help_panel=LEARNERS)
def submit(
    notebook: Annotated[
        str | None,
        typer.Argument(
            metavar="[UNIT OR NOTEBOOK]", show_default=False, help="As in 01_derivatives; else what was saved last."
        ),
    ] = None,
) -> None:
    """Have your exercises graded, hidden checks too, by what grades a class. What you wrote is not changed."""
    course = find_course(Path.cwd())
    if not find_spec("gradus.submit"):
        raise GradusError("Your instructor grades your notebooks: hand them in as you were told.")
    from gradus.learn.place import present_workspace
    from gradus.submit.submit import submit as grade_and_show

    grade_and_show(course, present_workspace(course, Path.cwd()), notebook)


@app.command(rich_help_panel=LEARNERS)
def diff(
    unit: Annotated[
        str | None, typer.Argument(metavar="[UNIT]", show_default=False, help="As in 01_derivatives; else all.")
    ] = None,
) -> None:
    """Show what is new in the lessons and exercises since your copies were made, or with the last update."""
    from gradus.learn.difference import show_difference
    from gradus.learn.place import present_workspace

    course = find_course(Path.cwd())
    show_difference(course, present_workspace(course, Path.cwd()), unit)


@app.command(rich_help_panel=LEARNERS)
def reset(
    file: Annotated[
        Path | None, typer.Argument(help="One of your copies, as in 01_derivatives/lesson.ipynb", show_default=False)
    ] = None,
) -> None:
    """Bring back the original of a lesson or exercise; what stands there is kept beside it."""
    from gradus.learn import command_lines, workspace
    from gradus.learn.place import named_copy

    if file is None:
        example = command_lines.gradus("reset", "01_derivatives/lesson.ipynb")
        raise GradusError(f"Name one of your copies, as in `{example}`.")
    course = find_course(Path.cwd())
    old = workspace.reset(course, named_copy(course, Path.cwd(), file))
    print(f"{file} is as it was handed out." + (f" What stood there is kept as {old.name}." if old else ""))
    if old:
        print("If it is open in JupyterLab, close it there without saving, and open it again. If JupyterLab asks,")
        print("choose Revert: with Overwrite the old text would be back.")
        print("What you passed stays counted until you submit that unit.")


@app.command(rich_help_panel=LEARNERS)
def doctor(
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Of Dask's: look at its workers instead.", show_default=False),
    ] = "",
) -> None:
    """Look for what could keep you from working, and say how to mend it."""
    if scheduler:
        _check_whole("a class is graded", "gradus.parallel")
        from gradus.parallel.command import show_workers

        if not show_workers(scheduler):
            raise typer.Exit(2)
        return
    from gradus.learn import doctor as examination

    findings = examination.examine(find_course(Path.cwd()))
    examination.show(findings)
    if any(finding.state == "broken" for finding in findings):
        raise typer.Exit(2)


@app.command(rich_help_panel=INSTRUCTORS)
def release_folder(
    folder: Annotated[Path, typer.Argument(help="It is made.")],
    units: Annotated[list[str] | None, typer.Argument(help="As in 01_derivatives; all, if none is named.")] = None,
    zip_too: Annotated[bool, typer.Option("--zip", help="Make a zip file of it, too.")] = False,
) -> None:
    """Make the folder that a class is handed: without solutions, and without hidden tests."""
    course = _course_for("handed out", "gradus.course.class_folder")
    from gradus.course import class_folder

    class_folder.hand_out(course, folder.absolute(), units or [])
    print(f"{folder} is what your class gets.")
    if zip_too:
        print(f"{class_folder.pack(folder.absolute()).name}, beside it, is the same in one file.")


@app.command(rich_help_panel=INSTRUCTORS)
def grade(
    assignment: Annotated[str, typer.Argument(help="As in 01_derivatives.")],
    students: Annotated[str, typer.Option(help="Only these, as in ada,grace.", show_default=False)] = "",
    force: Annotated[bool, typer.Option("--force", help="Those that are graded, too.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; else as many as there is room for.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say who would be graded.")] = False,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Dask's, whose workers do it: tls://HOST:8786.", show_default=False)
    ] = "",
    compare: Annotated[
        bool, typer.Option("--compare", help="Only say whose points would change, and why, after a mended check, say.")
    ] = False,
) -> None:
    """Grade what is new or changed in an assignment, several submissions at a time.

    In the folder of an nbgrader course. The grades are those of `nbgrader autograde`, which goes on working.
    """
    _check_whole("a class is graded", "gradus.parallel")
    from gradus.parallel.command import grade_assignment

    named = [name for name in students.split(",") if name]
    if scheduler and workers:
        raise GradusError("A scheduler has as many workers as it has: name either --scheduler or --workers.")
    if not grade_assignment(Path.cwd(), assignment, named, force, workers, dry_run, compare, scheduler):
        raise typer.Exit(1)


@app.command(rich_help_panel=INSTRUCTORS)
def report(
    assignment: Annotated[str, typer.Argument(help="As in 01_derivatives.")],
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; else report/.", show_default=False)
    ] = None,
    next_: Annotated[
        bool, typer.Option("--next", help="Only say what to teach tomorrow: the mistakes that cost the class most.")
    ] = False,
) -> None:
    """Write the page of a class: what was hard, which mistakes were made, and what to teach tomorrow.

    In the folder of an nbgrader course. It has names and answers of students: it is for instructors.
    """
    _check_whole("a class is reported on", "gradus.report")
    from gradus.report.command import report_on, say_what_is_next

    if next_:
        say_what_is_next(Path.cwd(), assignment)
    else:
        report_on(Path.cwd(), assignment, to)


@app.command(rich_help_panel=INSTRUCTORS)
def export(
    assignment: Annotated[str, typer.Argument(help="As in 01_derivatives.")],
    platform: Annotated[
        Literal["canvas", "moodle", "brightspace", "blackboard"], typer.Option("--format", help="For which platform.")
    ],
    into: Annotated[
        Path | None, typer.Option(help="The roster that it exported; a copy is filled.", show_default=False)
    ] = None,
    column: Annotated[
        str, typer.Option(help="Of the roster, if not called as the assignment is.", show_default=False)
    ] = "",
    key: Annotated[
        str, typer.Option(help="The column that says whose a row is, or name; else all with ids.", show_default=False)
    ] = "",
    missing_as_zero: Annotated[bool, typer.Option("--missing-as-zero", help="0 for who handed in nothing.")] = False,
    to: Annotated[Path | None, typer.Option(help="The file to write.", show_default=False)] = None,
) -> None:
    """Write the grades of an assignment as Canvas, Moodle, Brightspace or Blackboard imports them.

    Best into a copy of what the platform itself exported. Where anything is in doubt, nothing is written.
    """
    _check_whole("grades are exported", "gradus.export")
    from gradus.export.command import Wishes, export_grades

    for line in export_grades(Path.cwd(), assignment, platform, Wishes(into, column, key, missing_as_zero, to)):
        print(line)


@app.command(rich_help_panel=AUTHORS)
def build(
    check: Annotated[
        bool | None,
        typer.Option(
            "--check/--no-check", help="Try all units, or none. Without it, those that changed.", show_default=False
        ),
    ] = None,
) -> None:
    """Build course/, source/ and release/ from the manuscript of the course you are in.

    Each unit that changed is tried first: its solutions pass all its checks, and its stubs pass none.
    """
    course = _course_for("built", "gradus.course.build")
    from gradus.course.build import build as build_notebooks

    tried: Literal["none", "changed", "all"] = "changed" if check is None else "all" if check else "none"
    changed = build_notebooks(course, tried)
    for path in changed:
        print(path.relative_to(course) if path.exists() else f"{path.relative_to(course)} (removed)")
    if not changed:
        print("Everything is up to date.")


def _course_for(what: str, needed: str) -> Path:
    """The course of an author's command; if it is not the one they are in, they are told."""
    course = find_course(Path.cwd())
    _check_whole(f"{course} is {what}", needed)
    if not Path.cwd().resolve().is_relative_to(course):
        print(f"{Path.cwd()} is no course; {course} is {what}.", file=sys.stderr)
    return course


def _check_whole(what: str, needed: str) -> None:
    """Raises GradusError if this is a hand-out, without the package that a command of an instructor's needs."""
    if not find_spec(needed):
        raise GradusError(f"This is what students have of Gradus: {what} where the whole of it is.")
