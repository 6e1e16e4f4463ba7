"""What do the checks let through? `python -m tools.mutants slope 03_gradients`, from the root of the checkout.

Each reference answer is changed in one place, hundreds of times, and every change is put to the exercise's checks. One
that passes is either as right as the reference, and then listed with a reason in tests/equivalent_mutants/UNIT.toml, or
shows what the checks cannot tell. With --named also what is said of those that fail: it must be true of each.
"""

import argparse
import collections
import contextlib
import importlib
import io
import json
import multiprocessing
import os
import resource
import signal
import sys
import tomllib
import traceback
import warnings
from collections.abc import Iterator
from typing import Any

from gradus.checks import mistakes as known_mistakes
from tests import submissions
from tools.mutate import Mutant, mutants

EQUIVALENT = submissions.ROOT / "tests" / "equivalent_mutants"
SECONDS = 20  # of computing, unless asked otherwise; a mutant that takes longer loops for ever
MEMORY = 4 * 1024**3  # beyond what is there already; one that takes more is stopped
SURVIVED = ""


def main() -> int:
    parser = argparse.ArgumentParser(description="Put small changes of the reference answers to their checks.")
    parser.add_argument("names", nargs="*", help="units or exercises; without any, all")
    parser.add_argument("--named", action="store_true", help="show what is said of the mutants that fail, too")
    parser.add_argument("--alternatives", action="store_true", help="change the other right answers instead")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of computing for one mutant and its checks")
    options = parser.parse_args()
    wanted = [
        (unit, exercise)
        for unit in submissions.UNITS
        for exercise in submissions.reference(unit)
        if not options.names or unit in options.names or exercise in options.names
    ]
    with multiprocessing.get_context("spawn").Pool(min(2, os.cpu_count() or 1), maxtasksperchild=1) as pool:
        jobs = [(unit, exercise, options.alternatives, options.seconds) for unit, exercise in wanted]
        bad = sum(report(*result, options.named) for result in pool.imap(_put_to_checks, jobs, chunksize=1))
    print(f"{bad} to look at." if bad else "Nothing passes that is not listed as equivalent.")
    return bool(bad)


def report(unit: str, exercise: str, verdicts: dict[str, str], is_reference: bool, named: bool) -> int:
    """Print the mutants that passed and are not listed, and the listed ones that did not; return how many they are."""
    listed = equivalents(unit).get(exercise, {})
    survivors = [change for change, verdict in verdicts.items() if verdict == SURVIVED]
    new = [change for change in survivors if change not in listed]
    stale = [change for change in listed if change not in survivors] if is_reference else []
    print(f"{exercise}: {len(verdicts)} mutants, {len(survivors)} pass, {len(new)} of them not listed", flush=True)
    for change in new:
        print(_indented(f"PASSES\n{change}"))
    for change in stale:
        print(_indented(f"LISTED, BUT DOES NOT PASS ({verdicts.get(change, 'is no mutant')})\n{change}"))
    if named:
        said = collections.defaultdict(list)
        for change, verdict in verdicts.items():
            said[verdict].append(change)
        for verdict, changes in said.items():
            if verdict != SURVIVED:
                print(_indented(f"{verdict}\n" + _indented("\n".join(changes))))
    return len(new) + len(stale)


def equivalents(unit: str) -> dict[str, dict[str, str]]:
    """The mutants of a unit that are as right as its reference: {exercise: {change: why}}."""
    file = EQUIVALENT / f"{unit}.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {exercise: {each["change"].strip(): each["why"] for each in listed} for exercise, listed in entries.items()}


def put_to_checks(unit: str, exercise: str, alternatives: bool = False, seconds: int = SECONDS) -> dict[str, str]:
    """What the checks of an exercise say of each mutant of its answers, by the change; "" of one that passes.

    The cells before the answer are run once; each mutant has a fork of this process to itself. But where TensorFlow is
    used it is only imported here, and all cells are run in the fork: once it has computed, its threads hold locks that
    no fork ever gets.
    """
    notebook = submissions.notebook_of("source", unit)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    at = next(i for i, cell in enumerate(cells) if cell.id == exercise)
    checks = [cell.id for cell in submissions.check_cells(notebook, exercise)]
    before = [cell for cell in cells[:at] if not cell.id.startswith("check-")]
    after = [cell for cell in cells[at + 1 :] if not cell.id.startswith("check-") or cell.id in checks]
    last = max(i for i, cell in enumerate(after) if cell.id in checks)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(io.StringIO()):
        known_mistakes.exercises()  # loaded once, not in every fork
        if any("tensorflow" in cell.source for cell in cells):
            importlib.import_module("tensorflow")
        else:
            _run(before, namespace)
            _run([cells[at], *after[: last + 1]], dict(namespace))
            before = []
    verdicts, listed = {}, equivalents(unit).get(exercise, {})
    for mutant in _all_mutants(unit, exercise, alternatives):
        verdict = _in_fork(mutant, before, after[: last + 1], checks, dict(namespace), seconds)
        verdicts[mutant.change] = verdict
        if verdict == SURVIVED and mutant.change not in listed:  # at once, for a long round may be broken off
            print(f"{exercise} PASSES\n{mutant.change}", file=sys.stderr, flush=True)
    return verdicts


def _put_to_checks(job: tuple[str, str, bool, int]) -> tuple[str, str, dict[str, str], bool]:
    unit, exercise, alternatives, seconds = job
    return unit, exercise, put_to_checks(unit, exercise, alternatives, seconds), not alternatives


def _all_mutants(unit: str, exercise: str, alternatives: bool) -> Iterator[Mutant]:
    if not alternatives:
        yield from mutants(submissions.reference(unit)[exercise])
        return
    for name, answers in submissions.alternatives(unit).items():
        for mutant in mutants(answers.get(exercise, "")):
            yield Mutant(f"in {name}\n{mutant.change}", mutant.code)


def _run(cells: list, namespace: dict[str, Any]) -> None:
    for cell in cells:
        exec(compile(cell.source, cell.id, "exec"), namespace)


def _in_fork(
    mutant: Mutant, before: list, cells: list, checks: list[str], namespace: dict[str, Any], seconds: int
) -> str:
    """Run the cells before, a mutant and the checks in a child; what the checks that fail say, or "" if all pass."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump(_verdict(mutant, before, cells, checks, namespace, seconds), pipe)
            pipe.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else "(stopped: too long, too large, or crashed)"


def _verdict(
    mutant: Mutant, before: list, cells: list, checks: list[str], namespace: dict[str, Any], seconds: int
) -> str:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    here = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_AS, (here + MEMORY, here + MEMORY))
    signal.alarm(10 * seconds)  # for one that sleeps
    failures = []
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        _run(before, namespace)
        try:
            exec(compile(mutant.code, "answer", "exec"), namespace)
        except BaseException as error:
            return f"(its cell raised {type(error).__name__})"
        for cell in cells:
            try:
                exec(compile(cell.source, cell.id, "exec"), namespace)
            except BaseException as error:
                if cell.id in checks:
                    last = "".join(traceback.format_exception_only(error)).strip()
                    failures.append(last.split(": ", 1)[-1])
    return "\n".join(dict.fromkeys(failures))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


if __name__ == "__main__":
    sys.exit(main())
