"""What one cell breaks does not cost the next ones their points, and what it takes, it does not keep from them."""

import pytest

from tests.judge.cells import failure, mostly_slow

ANSWER = "import math\ndef double(x):\n    print('asked')\n    return 2 * x"
CHECK = ("double", "from gradus import expect\nexpect(double, 3.0).close_to(6.0)")
BREAKING = {
    "stderr": "import sys\nsys.stderr = None",
    "stdout": "import sys\nsys.stdout = None\nsys.__stdout__ = None",
    "a closed stream": "import sys\nsys.stdout.close()\nsys.stdout.write = None",
    "no streams": "import sys\ndel sys.stdout, sys.stderr",
    "builtins": "import builtins\nvars(builtins).clear()",
    "one builtin": "import builtins\nbuiltins.print = builtins.__import__ = None",
    "modules": "import sys\nsys.modules.clear()",
    "other modules": "import sys\nsys.modules = {}",
    "a module": "import sys\nsys.modules['math'] = sys.modules['numpy'] = None",
    "soft limits": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (10**6, resource.getrlimit(resource.RLIMIT_AS)[1]))",  # noqa: E501
    "hard limits": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (10**6, 10**6))",
    "names": "globals().clear()",
    "tracing": "import sys\nsys.settrace(lambda *a: 1 / 0)",
    "the shell": "get_ipython().run_cell = None",
    "the shell's class": "type(get_ipython()).run_cell_async = None",
}
CHANGING = {
    "folder": ("import os\nos.chdir('/')", "open('data.txt').read()"),
    "environment": ("import os\nos.environ.clear()", "__import__('os').environ['HOME']"),
    "floats": ("import numpy as np\nnp.seterr(all='raise')", "__import__('numpy').float64(1e-300) ** 2"),
    "recursion": ("import sys\nsys.setrecursionlimit(60)", "deep(200)"),
    "warnings": ("import warnings\nwarnings.simplefilter('error')", "__import__('warnings').warn('careful')"),
    "path": ("import sys\nsys.path.clear()", "__import__('colorsys')"),
    "no path": ("import sys\nsys.path = None", "__import__('colorsys')"),
    "finders": ("import sys\nsys.meta_path.clear()", "__import__('colorsys')"),
    "functions": ("import numpy as np\nnp.sqrt = np.sum = None", "__import__('numpy').sqrt(4.0)"),
}  # fmt: skip


@pytest.mark.parametrize("what", mostly_slow(BREAKING, "stderr", "builtins", "hard limits"))
def test_what_a_cell_breaks_is_put_back_and_named(grade, what):
    cells = grade(BREAKING[what], ANSWER, CHECK, "print('still here')", "1 / 0")
    assert failure(cells[2]) is None
    assert cells[3].outputs[0].text == "still here\n"
    assert cells[4].outputs[0].ename == "ZeroDivisionError"
    if what not in ("names", "tracing", "the shell", "a closed stream"):  # these are put right without a word
        assert any(output.get("ename") == "Stopped" for output in cells[0].outputs)


@pytest.mark.parametrize(
    "what", mostly_slow([what for what in BREAKING if "shell" not in what], "stdout", "hard limits")
)
def test_what_a_call_breaks_does_not_cost_another_answer(grade, what):
    harm = BREAKING[what].replace("\n", "; ")
    cells = grade(f"def hang(x):\n    {harm}\n    return x", ("hang", "assert hang(1) == 2"), ANSWER, CHECK)
    assert failure(cells[1]) is not None
    assert failure(cells[2]) is None and failure(cells[3]) is None


@pytest.mark.parametrize("what", mostly_slow(CHANGING, "folder", "floats"))
def test_what_a_cell_changes_is_put_back_if_an_answer_fails_by_it(grade, what):
    change, needs = CHANGING[what]
    answer = f"def deep(n):\n    return n and deep(n - 1)\ndef double(x):\n    {needs}\n    return 2 * x"
    cells = grade(change, answer, CHECK, files={"data.txt": "7"})
    assert failure(cells[-1]) is None


@pytest.mark.parametrize("what", mostly_slow(["folder", "environment", "path", "warnings"], "path"))
def test_and_if_a_cell_fails_by_it(grade, what):
    change, needs = CHANGING[what]
    cells = grade(change, f"{needs}\ndef double(x):\n    return 2 * x", CHECK, files={"data.txt": "7"})
    assert failure(cells[-1]) is None and failure(cells[1]) is None


def test_what_a_cell_changes_stays_for_those_that_build_on_it(grade):
    cells = grade("import os\nos.mkdir('data')\nos.chdir('data')\nopen('here', 'w').close()",
                  "def double(x):\n    open('here').close()\n    return 2 * x", CHECK, ("wrong", "assert double(1) == 3"),  # noqa: E501
                  CHECK)  # fmt: skip
    assert [failure(cell) is None for cell in cells] == [True, True, True, False, True]


DELAYED = {
    "a timer": "import threading, os\nthreading.Timer(0.3, os._exit, (1,)).start()",
    "an alarm": "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.3)",
    "a process": "import subprocess\nsubprocess.Popen(['sh', '-c', 'sleep 0.3; kill -ALRM 1; kill -SEGV 1; kill -TERM 1; kill -HUP 1'])",  # noqa: E501
}


@pytest.mark.parametrize("how", mostly_slow(DELAYED, "a timer"))
def test_a_delayed_end_does_not_cost_a_later_answer(grade, how):
    slow = "import time\ndef double(x):\n    time.sleep(0.6)\n    return 2 * x"
    cells = grade(DELAYED[how], slow, CHECK, "time.sleep(0.6); print('still here')")
    assert failure(cells[2]) is None
    assert cells[3].outputs[0].text == "still here\n"


def test_an_answer_that_ends_its_process_is_not_saved(grade):
    cells = grade("import os\ndef double(x):\n    os._exit(0)", CHECK, "print('still here')")
    assert "ended its process" in failure(cells[1])
    assert cells[2].outputs[0].text == "still here\n"


HOGS = {
    "all that a process may take": "hog = []\ntry:\n    while True: hog.append(bytearray(2**20))\nexcept MemoryError: pass",  # noqa: E501
    "all that is counted": "hog = bytes(1) * (395 * 2**20)",
    "files": "kept = []\ntry:\n    while True: kept.append(open('/dev/null'))\nexcept OSError: pass",
    "threads": "import threading, time\ntry:\n    while True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\nexcept RuntimeError: pass",  # noqa: E501
    "disk": "try:\n    open('big', 'wb').write(bytes(200 * 2**20))\nexcept OSError: pass",
}
NEEDS = """
import threading
def double(x):
    data = bytes(1) * (60 * 2**20)
    threading.Thread(target=int).start()
    with open('/dev/null'), open('file', 'wb') as file:
        file.write(bytes(2**20))
    return 2 * x
"""


@pytest.mark.parametrize("what", mostly_slow(HOGS, "all that is counted"))
def test_what_a_cell_keeps_does_not_cost_a_later_answer(grade, what):
    cells = grade(HOGS[what], NEEDS, CHECK, "double(1)")
    assert failure(cells[2]) is None
    assert failure(cells[3]) is None


def test_a_hang_that_a_test_swallows_costs_that_check_only(grade):
    hang = "def hang(x):\n    while True: pass"
    swallowed = "from gradus import expect\nexpect(lambda x: hang(x), 1).close_to(2)"
    cells = grade(hang, ANSWER, ("hang", swallowed), CHECK)
    assert "took longer than is allowed" in failure(cells[2])
    assert failure(cells[3]) is None
