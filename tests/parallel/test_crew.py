"""Workers that die cost nobody but who kills them anything."""

import os
import time
from concurrent.futures import ProcessPoolExecutor

from gradus.parallel.crew import MOST_DEATHS, Crew
from tests.judge.quick import forkserver


def do(task):
    kind, number, folder = task
    if kind == "kills":
        with open(f"{folder}/deaths", "a") as file:
            file.write(".")
        os._exit(1)
    if kind == "raises":
        raise ValueError(number)
    if kind == "sleeps":
        time.sleep(0.05)
    return number


def crew():
    return Crew(lambda workers: ProcessPoolExecutor(workers, mp_context=forkserver), 2, do)


def test_each_task_has_one_outcome_whoever_dies(tmp_path):
    kinds = ["sleeps", "kills", "sleeps", "raises", "sleeps", "kills", *["sleeps"] * 5]
    tasks = [(kind, number, str(tmp_path)) for number, kind in enumerate(kinds)]
    outcomes = list(crew().run(tasks))
    assert sorted(task for task, _ in outcomes) == sorted(tasks)
    for (kind, number, _), outcome in outcomes:
        if kind == "sleeps":
            assert outcome == number
        else:
            assert isinstance(outcome, ValueError if kind == "raises" else Exception)
    assert len((tmp_path / "deaths").read_text()) <= 2 * (MOST_DEATHS + 1)


def test_tasks_are_made_when_there_is_somebody_to_do_them():
    made = []

    def tasks():
        for number in range(20):
            made.append(number)
            yield ("", number, "")

    for count, _ in enumerate(crew().run(tasks()), 1):
        assert len(made) <= count + 4
    assert len(made) == 20
