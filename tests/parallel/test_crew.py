"""Workers that die cost nobody but who kills them anything."""

from concurrent.futures import ProcessPoolExecutor

from gradus.parallel.crew import MOST_DEATHS, Crew, GivenUp
from gradus.parallel.workers import Local
from tests.judge.quick import forkserver
from tests.parallel.tasks import do


def crew():
    return Crew(Local(2, new=lambda: ProcessPoolExecutor(1, mp_context=forkserver)), do, "the same")


def test_each_task_has_one_outcome_whoever_dies(tmp_path):
    kinds = ["sleeps", "kills", "sleeps", "raises", "sleeps", "kills", *["sleeps"] * 5]
    tasks = [(kind, number, str(tmp_path)) for number, kind in enumerate(kinds)]
    outcomes = list(crew().run(tasks))
    assert sorted(task for task, _ in outcomes) == sorted(tasks)
    for (kind, number, _), outcome in outcomes:
        if kind == "sleeps":
            assert outcome == number
        else:
            assert isinstance(outcome, ValueError if kind == "raises" else GivenUp)
    assert len((tmp_path / "deaths").read_text()) == 2 * MOST_DEATHS


def test_tasks_are_made_when_there_is_somebody_to_do_them():
    made = []

    def tasks():
        for number in range(20):
            made.append(number)
            yield ("", number, "")

    for count, _ in enumerate(crew().run(tasks()), 1):
        assert len(made) <= count + 4
    assert len(made) == 20
