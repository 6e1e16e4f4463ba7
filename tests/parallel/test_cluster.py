"""`gradus grade --scheduler`: the grades of one process, by workers that are spoken to over TLS, come and go."""

import os
import shutil
import signal
import subprocess
import sys

import dask
import pytest

from gradus.errors import GradusError
from gradus.parallel import cluster, command, scheduler
from gradus.parallel.crew import MOST_DEATHS, Crew, GivenUp
from gradus.parallel.run import Grading
from gradus.parallel.store import FOLDER
from tests.parallel.machines import PATIENCE, Machines, until
from tests.parallel.tasks import do
from tests.parallel.tiny_class import class_of, copy_of, grade, notebooks, rows

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's
]
STUDENTS = 6
COMM = "distributed.comm"
PLAIN = {f"{COMM}.default-scheme": "tcp", f"{COMM}.require-encryption": False, f"{COMM}.tls.ca-file": None}
"""Dask's configuration where nobody has one."""


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    """Two workers that can grade, with a nanny each, who starts them again."""
    with Machines(tmp_path_factory.mktemp("machines")) as machines, dask.config.set(machines.config):
        machines.worker("--nworkers", "2")
        machines.wait(2)
        yield machines


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class, graded in this process."""
    folder = tmp_path_factory.mktemp("class")
    course = class_of(folder, STUDENTS)
    (course.folder / ".judge_seed").write_text("the same for all")
    assert not [one for one in grade(course) if one.fault]
    return course


@pytest.fixture
def again(graded, tmp_path):
    """The class, not graded."""
    return copy_of(graded, tmp_path / "course")


def workers_of(machines):
    return lambda: cluster.Cluster(machines.address, sandbox=True)


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_costs_nothing(machines, graded, again):
    grading = Grading(again.folder, "tiny")
    staff = workers_of(machines)()
    with scheduler.connect(machines.address) as client:
        victim, *_ = client.run(os.getpid).values()
    done = []
    for one in grading.run(grading.todo(force=True), grading.crew(staff), force=True):
        if not done:
            os.kill(victim, signal.SIGKILL)
        done.append(one)
    assert sorted(one.student for one in done) == grading.course.students() and not any(one.fault for one in done)
    assert rows(again) == rows(graded)
    assert notebooks(again) == notebooks(graded)


@pytest.mark.wide
def test_a_task_that_kills_three_workers_is_given_up_and_no_other(machines, tmp_path):
    kinds = ["sleeps", "kills", "sleeps", "raises", *["sleeps"] * 6]
    tasks = [(kind, number, str(tmp_path)) for number, kind in enumerate(kinds)]
    outcomes = dict(Crew(cluster.Cluster(machines.address, sandbox=False), do, "the same").run(tasks))
    assert outcomes.keys() == set(tasks)
    for (kind, number, _), outcome in outcomes.items():
        expected = {"sleeps": int, "kills": GivenUp, "raises": ValueError}[kind]
        assert isinstance(outcome, expected) and (kind != "sleeps" or outcome == number)
    assert len((tmp_path / "deaths").read_text()) <= MOST_DEATHS + 1  # another may have been blamed once


@pytest.mark.slow
def test_who_cannot_grade_gets_nothing_and_is_named(machines, graded, again, tmp_path, capsys):
    (tmp_path / "gradus_course-9.9.dist-info").mkdir()
    (tmp_path / "gradus_course-9.9.dist-info" / "METADATA").write_text("Name: gradus-course\nVersion: 9.9\n")
    with Machines(tmp_path) as others, dask.config.set(others.config):
        others.worker("--no-nanny", PATH=str(tmp_path))
        others.worker("--no-nanny", "--nthreads", "3")
        others.worker("--no-nanny", PYTHONPATH=f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}")
        others.wait(3)
        assert not command.show_workers(others.address)
        said = capsys.readouterr().out
        for why in ("it has no bubblewrap: ", "it has 3 threads, ", "it has gradus 9.9, and this is "):
            assert said.count(why) == 1
        with pytest.raises(GradusError, match="has no worker that can grade.*it has no bubblewrap"):
            cluster.Cluster(others.address, sandbox=True)

        others.worker("--no-nanny")
        others.wait(4)
        staff = cluster.Cluster(others.address, sandbox=True)
        assert len(staff.unfit) == 3 and len(staff.present()) == 1
        assert len(grade(again, staff=lambda: staff)) == STUDENTS
    assert rows(again) == rows(graded)


@pytest.mark.wide
def test_when_all_workers_or_the_scheduler_are_gone_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    monkeypatch.setattr(cluster, "LOOK", 0)
    with Machines(tmp_path) as few, dask.config.set(few.config | {"distributed.comm.timeouts.connect": "1s"}):
        few.worker("--no-nanny")
        few.wait(1)
        with cluster.Cluster(few.address, sandbox=False) as staff:
            for process, says in zip(reversed(few.started), ("has lost all workers", "has gone"), strict=True):
                process.kill()
                with pytest.raises(GradusError, match=says):
                    until(lambda: not staff.present() and False)


@pytest.mark.slow
def test_ctrl_c_ends_it_and_the_next_run_goes_on(machines, graded, again):
    process = subprocess.Popen(
        [sys.executable, "-m", "gradus", "grade", "tiny", "--scheduler", machines.address],
        cwd=again.folder, env=os.environ | machines.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    until(lambda: [*(again.folder / FOLDER).rglob("*.zip")])
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode in (1, 130) and "Traceback" not in said and "workers: 2 (of tls://" in said, said
    assert not any(one.fault for one in grade(again, staff=workers_of(machines)))
    assert rows(again) == rows(graded)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("tcp://192.0.2.7:8786", "beyond this machine and without TLS"),
        ("192.0.2.7:8786", "beyond this machine and without TLS"),
        ("tcp://0.0.0.0:8786", "beyond this machine and without TLS"),
        ("tcp://[2001:db8::1]:8786", "beyond this machine and without TLS"),
        ("tcp://gradus.example:8786", "beyond this machine and without TLS"),
        ("tcp://localhost.example:8786", "beyond this machine and without TLS"),
        ("tls://192.0.2.7:8786", "names none: set distributed.comm.tls.ca-file"),
        ("tls://192.0.2.7", "is no address of a scheduler"),
        ("tls://192.0.2.7:eight", "is no address of a scheduler"),
        ("", "is no address of a scheduler"),
    ],
)
def test_what_is_not_safe_is_not_spoken_to(address, says, monkeypatch):
    monkeypatch.setattr(scheduler, "Client", None)
    with dask.config.set(PLAIN), pytest.raises(GradusError, match=says):
        scheduler.connect(address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "localhost:8786", "tcp://[::1]:8786", "tls://h.example:1"])
def test_what_stays_on_this_machine_or_is_encrypted_may_be_spoken_to(address):
    with dask.config.set(PLAIN):
        scheduler.check_address(address)


def test_who_does_not_answer_is_told_soon(monkeypatch):
    monkeypatch.setattr(scheduler, "ANSWER", 0.5)
    with dask.config.set(PLAIN), pytest.raises(GradusError, match="No scheduler answers at tcp://127.0.0.1:9: .+[.]$"):
        scheduler.connect("tcp://127.0.0.1:9")


def test_a_scheduler_that_listens_to_the_network_is_refused_and_so_is_a_worker(monkeypatch):
    class Client:
        def scheduler_info(self):
            return {"address": "tcp://192.0.2.7:8786"}

    with pytest.raises(GradusError, match="also listens to other machines, at tcp://192.0.2.7:8786, without TLS"):
        scheduler._check_scheduler(Client(), "tcp://127.0.0.1:8786")
    [why] = scheduler.examine(Client(), {"tcp://192.0.2.7:5": 1}, sandbox=True).values()
    assert "without TLS" in why


def test_without_dask_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    with pytest.raises(GradusError, match=r"pip install 'gradus-course\[cluster\]'"):
        command.show_workers("tls://127.0.0.1:8786")
