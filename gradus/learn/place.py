"""Where a learner's copies are if nobody says where."""

from pathlib import Path

from gradus.course.root import default_workspace
from gradus.errors import GradusError
from gradus.learn import command_lines
from gradus.progress.record import workspace_of


def workspace_for(course: Path, here: Path) -> Path:
    """The workspace one is in, or else the one of this course; it need not be there yet.

    Raises GradusError if it is to be in the home folder, and something else has that name there.
    """
    folder = workspace_of(here) or default_workspace(course)
    is_ours = folder.is_relative_to(course) or workspace_of(folder)
    if is_ours or not folder.is_dir() or not any(folder.iterdir()):
        return folder
    another = command_lines.elsewhere("gradus-course")
    raise GradusError(f"{folder} is there already and holds something else: name another folder, as in `{another}`.")


def named_copy(course: Path, here: Path, file: Path) -> Path:
    """The file that is meant: from here, or else as JupyterLab names it, from the workspace.

    Whoever stands in the workspace may name it, too, as from the folder above.
    """
    standing_in = workspace_of(here)
    if standing_in and file.parts[:1] == (standing_in.name,) and not (here / file.parts[0]).exists():
        return standing_in.parent / file
    if workspace_of((here / file).parent):
        return here / file
    in_workspace = workspace_for(course, here) / file
    return in_workspace if workspace_of(in_workspace.parent) else here / file


def present_workspace(course: Path, here: Path) -> Path:
    """The same, for whoever has begun. Raises GradusError if there is no such folder."""
    folder = workspace_for(course, here)
    if folder.is_dir():
        return folder
    start = command_lines.gradus("learn")
    raise GradusError(f"{folder} is not there yet: `{start}` puts your copies of the notebooks there.")


def shown(file: Path) -> str:
    """A file as one names it in the terminal: from here, if it lies below, or else from the home folder, or whole."""
    for folder, before in ((Path.cwd(), ""), (Path.home(), "~/")):
        if file.is_relative_to(folder):
            return f"{before}{file.relative_to(folder).as_posix()}"
    return str(file)
