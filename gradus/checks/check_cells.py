"""What became of each check cell, told when it has run. Known in a notebook only, from IPython's events."""

from typing import Any

from gradus.checks import answer_cells
from gradus.errors import wrapped
from gradus.notices import tell


class CheckCells:
    """Looks at each cell that asked for an answer: did it run to its end, and if not, what was wrong?

    A cell that asked for nothing, or for what is not begun, is no check.
    """

    def __init__(self, answers: answer_cells.Cells, shell: Any = None):
        self._answers = answers
        self._shell = shell
        self._exercise = ""
        self._wrong: dict[str, tuple[Any, ...]] = {}
        """What was wrong last, by exercise: the check cell, what it said, and the version of the answer."""

    def asks(self, exercise: str) -> None:
        """The running cell checks the answer to this exercise."""
        self._exercise = self._exercise or exercise

    def before(self, info: Any) -> None:
        self._exercise = ""

    def after(self, result: Any) -> None:
        error = result.error_before_exec or result.error_in_exec
        if not self._exercise or not getattr(error, "is_an_attempt", not isinstance(error, KeyboardInterrupt)):
            return
        self._ask_whether_it_was_run(getattr(result.info, "cell_id", None), error)
        tell(
            "check",
            exercise=self._exercise,
            cell=getattr(result.info, "cell_id", None),
            source=result.info.raw_cell,
            passed=error is None,
            mistake=getattr(error, "mistake", None),
            answer=self._text_of(self._exercise),
        )

    def _ask_whether_it_was_run(self, cell: str | None, error: BaseException | None) -> None:
        """A learner who mends an answer and forgets to run its cell is told again what is no longer there."""
        before = self._wrong.pop(self._exercise, None)
        if error is None or self._exercise in self._answers.failed:
            return
        now = self._wrong[self._exercise] = (cell, str(error), self._shell.user_ns.get(self._exercise))
        if before and before[:2] == now[:2] and before[2] is now[2]:
            said = f"It is the same version of {self._exercise} as before: if you have changed it, run its cell first."
            print(wrapped(said))

    def _text_of(self, answer: str) -> str:
        """The last cell that defines a name, also one that ran before this was imported."""
        texts = reversed(self._shell.history_manager.input_hist_parsed)
        return next((text for text in texts if answer in answer_cells.defined_in(text)), "")


def watch(answers: answer_cells.Cells) -> CheckCells:
    """Watch the check cells of this notebook; where there is none, nothing is seen."""
    shell = answer_cells.notebook()
    cells = CheckCells(answers, shell)
    if shell is not None:
        shell.events.register("pre_run_cell", cells.before)
        shell.events.register("post_run_cell", cells.after)
    return cells
