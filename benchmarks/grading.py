"""How long it takes to grade a class of TensorFlow notebooks: by nbgrader as it comes, with the judge, in parallel.

    python benchmarks/grading.py                            # all three, and where the judge's time goes
    python benchmarks/grading.py --plain 0 --judge 200      # without plain nbgrader
    python benchmarks/grading.py --plain 0 --dask 41        # by workers of Dask, too, over TLS
    python benchmarks/grading.py --plain 0 --judge 0 --dask 41 --one-core --stages 0   # what a second core is worth
    python benchmarks/grading.py --otter 5                  # by Otter, too, in an environment that uv makes

A class of hundreds or thousands is in benchmarks/scale.py.

All grade copies of the same submissions. The first two do so one after the other, with the real `nbgrader autograde`;
only the first of its autograde preprocessors differs. A hook of nbgrader's notes when it begins and ends each
submission; of `gradus grade`, each result's file tells when it was there. So

    a submission = (end of the last - end of the first) / (number - 1)
    start-up     = the whole run - number * a submission

which leaves to the start-up what the first submission waits for: TensorFlow's import into the zygote and into the
judge. Memory is the sum over all processes of the run, where pages they share count once (PSS), looked at every three
seconds. The stages are measured in a third run: a clock around each.
"""

import contextlib
import functools
import importlib.metadata
import itertools
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import psutil  # noqa: E402
import typer  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from benchmarks.others import otter  # noqa: E402
from gradus.parallel.store import FOLDER  # noqa: E402
from tests.judge.classroom import Course, Submission  # noqa: E402
from tests.judge.tensorflow_class import EXPECTED, NOTEBOOK, SUBMISSIONS  # noqa: E402
from tests.parallel.machines import Machines  # noqa: E402

# TensorFlow's start-up log would cost answers their marks under plain nbgrader, as stderr in a test cell does.
WITHOUT_A_MODEL = re.sub(r'# %% answer="line".*?(?=# %% answer="power")', "", NOTEBOOK, flags=re.DOTALL)
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3"}
KINDS = [submission for submission in SUBMISSIONS if submission.name != "noisy"]
COMMON = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from benchmarks import grading
c.Autograde.pre_convert_hook = c.Autograde.post_convert_hook = grading.note_the_time
c.Judge.preload = ["numpy", "tensorflow"]
c.Judge.call_seconds, c.Judge.cell_seconds, c.Judge.notebook_seconds = 20, 60, 300
c.Judge.memory, c.Judge.disk, c.Judge.processes = 2048, 100, 256
"""
PLAIN = """
from nbgrader.preprocessors import Execute
c.Autograde.autograde_preprocessors[0] = Execute
c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
"""
JUDGE = """
from nbgrader.preprocessors import CheckCellMetadata
c.Autograde.autograde_preprocessors.remove(CheckCellMetadata)  # as in the course's own configuration
"""
STAGES = JUDGE + "grading.measure_stages()\n"


def note_the_time(**_: object) -> None:
    """nbgrader calls this before and after each submission, in the folder of the course."""
    with open("times.txt", "a") as file:
        file.write(f"{time.monotonic()}\n")


@dataclass
class Measured:
    """One run over a class. Seconds and bytes."""

    students: int
    whole: float
    each: float
    start_up: float
    cpu: float
    memory: int
    scores: dict[str, dict[str, float] | None]
    ends: list[float]
    """When each was done, one after another; by the time of day for `gradus grade`."""
    samples: list[tuple[float, int]]
    """Memory at times of day."""


class Watch(threading.Thread):
    """Watches how much memory processes and all they have started take together, and the processor time of zygotes.

    That time is not among the used time of the processes that were waited for: bubblewrap does not wait for its own.
    """

    def __init__(self, pid: int, others: list[int]):
        super().__init__(daemon=True)
        self._root, self._cpu = psutil.Process(pid), dict[int, float]()
        self.samples: list[tuple[float, int]] = []
        self._others = [psutil.Process(other) for other in others]
        self.start()

    @property
    def cpu(self) -> float:
        return sum(self._cpu.values())

    @property
    def peak(self) -> int:
        return max((memory for _, memory in self.samples), default=0)

    def run(self) -> None:
        with contextlib.suppress(psutil.Error):
            while self._root.is_running() and self._root.status() != psutil.STATUS_ZOMBIE:
                roots = [self._root, *self._others]
                everyone = [*roots, *(child for root in roots for child in root.children(recursive=True))]
                self.samples.append((time.time(), sum(map(_share, everyone))))
                zygotes = list(filter(_is_zygote, everyone))
                for _ in range(6):  # seldom, for whoever is looked at has to wait
                    for zygote in zygotes:
                        with contextlib.suppress(psutil.Error):  # it ends before the run does
                            self._cpu[zygote.pid] = sum(zygote.cpu_times()[:4])
                    time.sleep(0.5)


def _is_zygote(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error, AttributeError):
        return "python" in process.name() and process.parent().name() == "bwrap"
    return False


def _share(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error, OSError):
        return process.memory_full_info().pss
    return 0


def grade(
    folder: Path, students: int, settings: str, text: str, workers: int = 0, machines: Machines | None = None,
    kinds: list[Submission] = KINDS, expected: dict[str, dict[str, float]] = EXPECTED,
) -> Measured:  # fmt: skip
    """Make a class of this many students, and have nbgrader grade it, or `gradus grade` with so many workers."""
    course = Course(folder / "course", {}, text)
    _allow_tensorflow(course.folder / "source" / "tiny" / "tiny.ipynb")
    with (course.folder / "nbgrader_config.py").open("a") as config:
        config.write(COMMON + settings)
    class_ = class_of(students, kinds, text)
    for number, kind in enumerate(class_):
        course.hand_in(Submission(f"student-{number:04}", kind.head, kind.cells))
    _make_equally_large(list((course.folder / "submitted").rglob("*.ipynb")))
    scripts = Path(sys.executable).parent
    environment = os.environ | QUIET | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    command: list[Path | str] = [scripts / "nbgrader", "autograde", "tiny"]
    if workers:
        command = [sys.executable, "-m", "gradus", "grade", "tiny"]
        command += ["--scheduler", machines.address] if machines else ["--workers", str(workers)]
    if machines:
        environment |= machines.environment
    began, used = time.monotonic(), _cpu_seconds()
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(command, cwd=course.folder, env=environment, stdout=log, stderr=log)
        watch = Watch(process.pid, [started.pid for started in machines.started] if machines else [])
        status = process.wait()
    whole, used = time.monotonic() - began, _cpu_seconds() - used + watch.cpu
    if status:
        raise SystemExit((folder / "log.txt").read_text()[-3000:])
    if workers:
        ends = sorted(file.stat().st_mtime for file in (course.folder / FOLDER).rglob("*.zip"))
    else:
        ends = [float(line) for line in (course.folder / "times.txt").read_text().split()][1::2]
    each = (ends[-1] - ends[0]) / (students - 1)
    scores = {f"{number:03} {kind.name}": course.scores(f"student-{number:04}") for number, kind in enumerate(class_)}
    _complain(scores, expected)
    return Measured(students, whole, each, whole - students * each, used, watch.peak, scores, ends, watch.samples)


def _make_equally_large(files: list[Path]) -> None:
    """The largest is graded first, and kinds are to take turns."""
    largest = max(file.stat().st_size for file in files)
    for file in files:
        file.write_text(file.read_text() + " " * (largest - file.stat().st_size))


def class_of(students: int, kinds: list[Submission], text: str) -> list[Submission]:
    """So many submissions, of all kinds by turns, each with the answers that the notebook asks for."""
    answers = [[cell for cell in kind.cells if f'answer="{cell.metadata.get("answer")}"' in text] for kind in kinds]
    kinds = [Submission(kind.name, kind.head, cells) for kind, cells in zip(kinds, answers, strict=True)]
    return list(itertools.islice(itertools.cycle(kinds), students))


def _complain(scores: dict[str, dict[str, float] | None], expected: dict[str, dict[str, float]]) -> None:
    wrong = {name: got for name, got in scores.items() if not got or got.items() - expected[name.split()[1]].items()}
    if wrong:
        Console().print("[red]not what the answers deserve:[/]", wrong)


def grade_by_otter(folder: Path, students: int, text: str) -> Measured:
    """The same class by `otter run`, one process for each submission, which is all of its time."""
    otter.make_environment(folder / "environment")
    class_ = class_of(students, KINDS, text)
    otter.lay_out(folder / "course", text, class_)
    samples: list[tuple[float, int]] = []

    def run(command: list, variables: dict[str, str]) -> None:
        with (folder / "log.txt").open("w") as log:
            process = subprocess.Popen(command, cwd=folder, env=os.environ | QUIET | variables, stdout=log, stderr=log)
            watch = Watch(process.pid, [])
            if process.wait():
                raise SystemExit((folder / "log.txt").read_text()[-3000:])
        samples.extend(watch.samples)

    began, used = time.monotonic(), _cpu_seconds()
    scores, ends = {}, []
    for number, kind in enumerate(class_):
        scores[f"{number:03} {kind.name}"] = otter.grade(folder / "environment", folder / "course", number, ROOT, run)
        ends.append(time.monotonic())
    _complain(scores, EXPECTED)
    whole, used = time.monotonic() - began, _cpu_seconds() - used
    memory = max(memory for _, memory in samples)
    return Measured(students, whole, whole / students, 0.0, used, memory, scores, ends, samples)


@contextlib.contextmanager
def cluster_of(workers: int, one_core: bool) -> Iterator[Machines]:
    """A Dask scheduler on this machine and so many workers, over TLS."""
    with tempfile.TemporaryDirectory() as folder, Machines(Path(folder)) as machines:
        for core in range(workers):
            with on_core(core) if one_core else contextlib.nullcontext():
                machines.worker(**QUIET)
        machines.wait(workers)
        yield machines


@contextlib.contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started in the block has this core and no other, with all that it starts itself."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _allow_tensorflow(file: Path) -> None:
    file.write_text(file.read_text().replace('"tensorflow",', "").replace('"keras",', ""))


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Stages:
    """A stack of clocks: each stage's own seconds, without those of the stages inside it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self._open: list[str] = []
        self._since = time.monotonic()

    def _switch(self) -> None:
        now = time.monotonic()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def around(self, owner: type, method: str, stage: str) -> None:
        inner = getattr(owner, method)

        @functools.wraps(inner)
        def timed(*arguments, **keywords):
            self._switch()
            name = stage.format(*arguments[1:2])
            self._open.append(name)
            self.calls[name] += 1
            try:
                return inner(*arguments, **keywords)
            finally:
                self._switch()
                self._open.pop()

        setattr(owner, method, timed)


@functools.cache  # the configuration is read several times
def measure_stages() -> None:
    """Put clocks around the parts of the grading that runs in this process; write them at each submission's end."""
    from nbconvert.writers import FilesWriter
    from nbgrader import preprocessors
    from nbgrader.converters import Autograde

    from gradus.grading.submission import SubmissionExporter
    from gradus.judge.preprocessor import Judge
    from gradus.judge.proxies import Student
    from gradus.judge.zygotes import Child, Zygotes

    stages = Stages()
    for owner, method, stage in (
        (Autograde, "init_assignment", "nbgrader: student and submission in the gradebook, files"),
        (Autograde, "convert_single_notebook", "nbgrader: the rest"),
        (SubmissionExporter, "from_filename", "nbgrader: reading, laying answers into the master, validating"),
        (preprocessors.OverwriteCells, "preprocess", "nbgrader: OverwriteCells"),
        (preprocessors.SaveAutoGrades, "preprocess", "nbgrader: SaveAutoGrades"),
        (preprocessors.AssignLatePenalties, "preprocess", "nbgrader: AssignLatePenalties"),
        (FilesWriter, "write", "nbgrader: writing the notebook"),
        (Judge, "preprocess", "judge: its own work and the checks"),
        (Zygotes, "child", "judge: waiting for a child"),
        (Student, "ask", "student: {}"),
        (Child, "end", "judge: ending a child"),
    ):
        stages.around(owner, method, stage)
    inner = Autograde.run_post_convert_hook

    def write(self):
        inner(self)
        seconds = dict(stages.seconds)
        with open("stages.txt", "a") as file:
            file.write(repr((seconds, dict(stages.calls))) + "\n")

    Autograde.run_post_convert_hook = write


def stages_of(folder: Path) -> dict[str, float]:
    """Seconds a submission by stage, the first submission left out."""
    lines = [eval(line) for line in (folder / "course" / "stages.txt").read_text().splitlines()]
    (first, _), (last, _) = lines[0], lines[-1]
    return {stage: (last[stage] - first.get(stage, 0)) / (len(lines) - 1) for stage in last}


def machine() -> str:
    versions = {name: importlib.metadata.version(name) for name in ("nbgrader", "numpy")}
    tensorflow = next(
        importlib.metadata.version(name)
        for name in ("tensorflow-cpu", "tensorflow")
        if next(importlib.metadata.distributions(name=name), None)
    )
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, TensorFlow {tensorflow}, {listed}"


def _compare(first: str, name: str, done: dict[str, Measured], console: Console) -> None:
    slow, fast = done[first], done[name]
    both = slow.scores.keys() & fast.scores.keys()
    differ = {who: (slow.scores[who], fast.scores[who]) for who in sorted(both) if slow.scores[who] != fast.scores[who]}
    console.print(f"{name}: {slow.each / fast.each:.1f} times as fast a submission as {first}; "
                  f"scores of {len(both)} submissions compared; different:", differ or "none")  # fmt: skip


def _row(got: Measured, is_elsewhere: bool = False) -> tuple[str, ...]:
    cpu = "" if is_elsewhere else f"{got.cpu:.0f}"  # the workers are not this process's to count
    return str(got.students), f"{got.each:.3f}", f"{got.start_up:.1f}", cpu, f"{got.memory / 2**20:.0f}"


def main(
    plain: int = 9,
    judge: int = 41,
    parallel: int = 41,
    workers: int = 2,
    dask: int = 0,
    otter_: Annotated[int, typer.Option("--otter")] = 0,
    stages: int = 21,
    one_core: bool = False,
    fit: bool = False,
    keep: Path | None = None,
) -> None:
    """Grade a class in each way; 0 students leave one out. With --fit they train a Keras model. With --one-core one
    worker of `gradus grade` has one core, and each of Dask's another, as on machines of one core."""
    text = NOTEBOOK if fit else WITHOUT_A_MODEL
    console, folder = Console(), Path(tempfile.mkdtemp())
    try:
        runs = {
            "plain nbgrader autograde": (plain, PLAIN, 0, False),
            "nbgrader autograde with the judge": (judge, JUDGE, 0, False),
            "gradus grade, one worker": (parallel, JUDGE, 1, False),
            f"gradus grade, {workers} workers": (parallel, JUDGE, workers, False),
            f"gradus grade, {workers} workers of Dask": (dask, JUDGE, workers, True),
        }
        table = Table("", "students", "a submission, s", "start-up, s", "CPU, s", "peak memory, MB", title=machine())
        done = {}
        if otter_:
            done[f"Otter {otter.VERSION}"] = got = grade_by_otter(folder / "otter", otter_, text)
            table.add_row(f"Otter {otter.VERSION}", *_row(got))
        for number, (name, (students, settings, crew, is_elsewhere)) in enumerate(runs.items()):
            if students:
                alone = on_core(0) if one_core and crew == 1 else contextlib.nullcontext()
                with alone, cluster_of(crew, one_core) if is_elsewhere else contextlib.nullcontext() as machines:
                    done[name] = got = grade(folder / str(number), students, settings, text, crew, machines)
                table.add_row(name, *_row(got, is_elsewhere))
        console.print(table)
        if not done:
            raise typer.BadParameter("Somebody has to be graded: not 0 of all.")
        others = {name for name in done if name.startswith(("plain", "Otter"))} or {next(iter(done))}
        for first, name in itertools.product(done, done):
            if first in others and name not in others:
                _compare(first, name, done, console)
        if stages:
            grade(folder / "stages", stages, STAGES, text)
            table = Table("stage", "ms a submission", title="Where the time goes with the judge")
            seconds = stages_of(folder / "stages")
            for stage, each in sorted(seconds.items(), key=lambda item: -item[1]):
                table.add_row(stage, f"{1000 * each:.1f}")
            table.add_row("together", f"{1000 * sum(seconds.values()):.1f}")
            console.print(table)
    finally:
        if keep:
            shutil.copytree(folder, keep)
        shutil.rmtree(folder)


if __name__ == "__main__":
    typer.run(main)
