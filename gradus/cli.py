"""The command `gradus`. What a command needs is imported inside it, so that every start is quick."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from gradus.errors import GradusError
from gradus.layout import find_course

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

        Console(stderr=True, soft_wrap=True).print(Text.assemble(("gradus: ", "bold red"), str(error)))
        sys.exit(2)


@app.callback(invoke_without_command=True)
def start(
    show: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    if show:
        from importlib.metadata import version

        print(f"gradus {version('gradus-course')}")
        raise typer.Exit


@app.command(context_settings={"ignore_unknown_options": True})
def learn(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[JUPYTERLAB ARGUMENTS]...", show_default=False)
    ] = None,
) -> None:
    """Open JupyterLab on your own copy of the lessons and exercises.

    Your files are never overwritten. Arguments go to JupyterLab: gradus learn --no-browser --port 8899
    """
    from gradus import lab, workspace

    course = find_course(Path.cwd())
    folder = course / "workspace"
    is_first_time = not folder.exists()
    for line in workspace.hand_out(course, folder):
        print(line)
    first_lesson = min((course / "course").glob("*.ipynb")).stem
    lab.launch(folder, arguments or [], first_page=f"{first_lesson}/lesson.ipynb" if is_first_time else None)


@app.command()
def build(
    check: Annotated[
        bool | None,
        typer.Option(
            "--check/--no-check", help="Try all units, or none. Without it, those that changed.", show_default=False
        ),
    ] = None,
) -> None:
    """Build course/, source/ and release/ from the manuscript.

    Each unit that changed is tried first: its solutions pass all its checks, and its stubs pass none.
    """
    from gradus.build import build as build_notebooks

    course = find_course(Path.cwd())
    tried: Literal["none", "changed", "all"] = "changed" if check is None else "all" if check else "none"
    changed = build_notebooks(course, tried)
    for path in changed:
        print(path.relative_to(course) if path.exists() else f"{path.relative_to(course)} (removed)")
    if not changed:
        print("Everything is up to date.")


@app.command()
def doctor() -> None:
    """Look for what could keep you from working, and say how to mend it."""
    from gradus import doctor as examination

    findings = examination.examine(find_course(Path.cwd()))
    examination.show(findings)
    if any(finding.state == "broken" for finding in findings):
        raise typer.Exit(2)
