"""A long class in one process: memory, open files and processes stay what they are, and nothing is left."""

import json
import os
import shutil
import statistics
import sys
from pathlib import Path

import pytest

from tests.judge import many
from tests.judge.classroom import Submission, cells_of
from tests.judge.quick import QuickCourse, forkserver

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.wide,
]
KINDS = {
    "right": "",
    "wrong": '# %% answer="double"\ndef double(x):\n    return x',
    "ends_its_process": '# %% answer="norm"\nimport os\nos._exit(3)',
    "leaves_things": """
# %% answer="norm"
import subprocess, tempfile, threading, time
kept = [tempfile.NamedTemporaryFile(delete=False) for _ in range(20)]
subprocess.Popen(["sleep", "1000"], start_new_session=True)
threading.Thread(target=time.sleep, args=(1000,)).start()

def norm(v):
    print(v)
    return root(sum(x * x for x in v))
""",
}
MEGABYTE = 2**20


@pytest.mark.parametrize(
    ("number", "settled"), [(40, 16), pytest.param(500, 100, marks=pytest.mark.attack)], ids=["40", "500"]
)
def test_a_long_class_leaves_nothing(tmp_path, number, settled):
    course = QuickCourse(tmp_path / "course")
    for name, answer in KINDS.items():
        course.hand_in(Submission(name, {"score": ""}, cells_of(answer) if answer else []))
    mounts = Path("/proc/self/mountinfo").read_text().count("\n")
    result = tmp_path / "result.json"
    process = forkserver.Process(target=many.grade, args=(str(course.folder), number, str(course.temporary), result))
    process.start()
    process.join(500)
    assert process.exitcode == 0
    found = json.loads(result.read_text())
    assert len(set(found["scores"][i] for i in range(0, number, len(KINDS)))) == 1
    assert found["left"] == []
    assert not os.listdir(course.temporary)
    assert Path("/proc/self/mountinfo").read_text().count("\n") == mounts
    held = found["held"][settled - 1 :]
    for what in ("files", "zygote's files", "processes"):
        assert len({one[what] for one in held[:: len(KINDS)]}) == 1, [one[what] for one in held]
    for what in ("memory", "zygote's memory"):
        half = len(held) // 2
        first, last = (statistics.median(one[what] for one in part) for part in (held[:half], held[half:]))
        assert last - first < MEGABYTE, f"{what} grows: {[one[what] // 1024 for one in held]} kB"
