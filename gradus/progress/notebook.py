"""Notes what a learner does in a notebook that lies in a workspace, as checks, predictions and practice tell it."""

import ast
import contextlib
import hashlib
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

from gradus import notices
from gradus.course.root import find_course
from gradus.errors import GradusError, wrapped
from gradus.progress import not_run
from gradus.progress.record import events, note, workspace_of
from gradus.progress.start_page import write_page
from gradus.progress.summary import how_far, passed_checks, solution_is_open, standings, what_is_left
from gradus.progress.units import Unit, exercise_of, read_units


def follow() -> None:
    """Listen from now on, if this is the kernel of a notebook in a workspace, and nbgrader does not run it."""
    kernel = getattr(sys.modules.get("ipykernel.kernelapp"), "IPKernelApp", None)
    if kernel is None or not kernel.initialized() or "NBGRADER_EXECUTION" in os.environ:
        return
    if workspace := workspace_of(Path.cwd()):
        notices.listen(Follower(workspace).hear)
        not_run.load_ipython_extension(kernel.instance().shell)


class Follower:
    """Turns what it hears into events of the workspace's record."""

    def __init__(self, workspace: Path):
        self._workspace = workspace
        self._has_complained = False

    def hear(self, notice: dict[str, Any]) -> None:
        """Note it. Where that cannot be done the learner is told so, once, and goes on."""
        try:
            if notice["kind"] == "how far":
                self._say_how_far(notice["unit"])
            elif event := self._event(notice):
                note(self._workspace, event)
                if event["kind"] == "check" and not event["passed"]:
                    self._say_if_solution_is_open(event["unit"], event["exercise"])
                elif event["kind"] == "check" and event["cell"]:
                    self._say_what_is_left(event)
                with contextlib.suppress(OSError):  # it says of which time it is
                    write_page(self._workspace, self._units, self._has_solutions)
        except GradusError as error:
            if not self._has_complained:
                print(wrapped(str(error)))
            self._has_complained = True

    @cached_property
    def _course(self) -> Path:
        return find_course(self._workspace)

    @cached_property
    def _units(self) -> list[Unit]:
        return read_units(self._course)

    @property
    def _has_solutions(self) -> bool:
        return (self._course / "solutions").is_dir()

    def _say_if_solution_is_open(self, unit: str, exercise: str) -> None:
        if self._has_solutions and solution_is_open(events(self._workspace), unit, exercise):
            print(f'If you would rather read on than try again: solution("{exercise}") shows a worked answer.')

    def _say_what_is_left(self, event: dict[str, Any]) -> None:
        """After a check that passed: an exercise counts when all its checks have, and the others are out of sight."""
        [unit] = (unit for unit in self._units if unit.name == event["unit"])
        [exercise] = (one for one in unit.exercises if one.name == event["exercise"])
        print(what_is_left(exercise, event["cell"], passed_checks(events(self._workspace), unit.name, exercise.name)))

    def _say_how_far(self, name: str) -> None:
        happened = events(self._workspace)
        for standing in standings(self._units, happened):
            if standing.unit.name == name:
                print(how_far(standing, happened))
                print("In JupyterLab `Start here`, top right, says what is next.")
                if self._has_solutions:  # and so what to grade by
                    print(
                        "Save (Ctrl+S), then, in a terminal (File > New > Terminal), "
                        f"`gradus submit {standing.unit.number}`:\n"
                        "checks you have not seen, and feedback.html in this folder."
                    )

    def _event(self, notice: dict[str, Any]) -> dict[str, Any] | None:
        """What is to be noted; nothing for what is no part of the course."""
        if notice["kind"] == "prediction":
            names = {prediction.name: unit.name for unit in self._units for prediction in unit.predictions}
            if notice["prediction"] in names:
                return {"kind": "prediction", "unit": names[notice["prediction"]], "prediction": notice["prediction"]}
        if notice["kind"] == "practice":
            return notice
        if notice["kind"] == "check":
            return self._check(notice)
        return None

    def _check(self, notice: dict[str, Any]) -> dict[str, Any] | None:
        cell = self._check_cell(notice)
        name = exercise_of(cell) if cell else notice["exercise"]
        for unit in self._units:
            for exercise in unit.exercises:
                if exercise.name == name:
                    return {
                        "kind": "check", "unit": unit.name, "exercise": name, "cell": cell,
                        "checks": exercise.checks, "passed": notice["passed"], "mistake": notice["mistake"],
                        "attempt": short_hash(notice["answer"]) if notice["answer"] else None,
                    }  # fmt: skip
        return None

    def _check_cell(self, notice: dict[str, Any]) -> str | None:
        """The course's name of a check cell: its id, or what it is by its text, where it was copied or has no id."""
        texts = {text: name for unit in self._units for text, name in unit.texts.items()}
        return notice["cell"] if notice["cell"] in texts.values() else texts.get(notice["source"])


def short_hash(code: str) -> str:
    """The same for code that differs in comments and spaces only."""
    try:
        code = ast.unparse(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError):  # code that does not even run is an attempt, too
        code = "\n".join(line.rstrip() for line in code.splitlines() if line.strip())
    return hashlib.sha256(code.encode(errors="replace")).hexdigest()[:12]
