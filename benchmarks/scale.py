"""Whether a submission takes longer, or memory grows, in a large class: `gradus grade`, and where its one writer stops.

    python benchmarks/scale.py                              # 300 submissions with TensorFlow, two workers
    python benchmarks/scale.py --small --students 3000      # without TensorFlow

Each row is a part of the class, in the order in which it is graded, with the same answers by turns: seconds from the
end of the last submission before it to the end of its own last one, for each submission, and the most memory that the
run took in that time. If nothing grows, the rows are alike. Then all results are entered again from where they are
kept, which is what the one process does that writes: no number of workers is faster than that.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import typer  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from benchmarks import grading  # noqa: E402
from gradus.parallel import ledger  # noqa: E402
from tests.judge import classroom  # noqa: E402

SMALL = [one for one in classroom.submissions("honest") if one.name in ("a_reference", "m_stub", "n_half_right")]


def enter_again(course: Path) -> float:
    """Submissions a second that are entered from their results, when nothing is to be graded."""
    shutil.rmtree(course / ledger.FOLDER)
    subprocess.run([sys.executable, "-m", "gradus", "grade", "tiny"], cwd=course, check=True, capture_output=True)
    ends = sorted(file.stat().st_mtime for file in (course / ledger.FOLDER).rglob("*.json"))
    return (len(ends) - 1) / (ends[-1] - ends[0])


def main(
    students: Annotated[int, typer.Option(min=2)] = 300,
    small: bool = False,
    workers: int = 2,
    parts: int = 10,
) -> None:
    """Grade a class, and print its parts one after another."""
    console, parts = Console(), min(parts, students - 1)
    kinds = SMALL if small else grading.KINDS
    expected = {kind.name: kind.scores for kind in SMALL} if small else grading.EXPECTED
    text = classroom.NOTEBOOK if small else grading.WITHOUT_A_MODEL
    with tempfile.TemporaryDirectory() as folder:
        course, began = Path(folder, "class", "course"), time.monotonic()
        settings = grading.JUDGE + ('c.Judge.preload = ["numpy"]\n' if small else "")
        got = grading.grade(course.parent, students, settings, text, workers, kinds=kinds, expected=expected)
        table = Table("submissions", "a submission, s", "memory, MB", title=grading.machine())
        bounds = [round(part * (students - 1) / parts) for part in range(parts + 1)]
        for first, last in zip(bounds, bounds[1:], strict=False):
            since, until = got.ends[first], got.ends[last]
            memory = [used for at, used in got.samples if since <= at <= until]
            numbers = f"{(until - since) / (last - first):.3f}", f"{max(memory) / 2**20:.0f}" if memory else ""
            table.add_row(f"{first + 2} to {last + 1}", *numbers)
        console.print(table)
        console.print(f"{students} with {workers} workers in {got.whole:.0f} s, {got.start_up:.1f} s of them start-up; "
                      f"{got.cpu:.0f} s of processor time; {got.memory / 2**20:.0f} MB at most.")  # fmt: skip
        console.print(f"Entered again, by the one process that writes: {enter_again(course):.0f} a second.")
        console.print(f"With making the class, {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    typer.run(main)
