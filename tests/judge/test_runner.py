"""A notebook through the judge: what a kernel would show, what a check sees, what a crash costs."""

import resource

import pytest
from nbformat.v4 import new_notebook

from gradus.judge.runner import Runner
from tests.judge.cells import failure, marked

DOUBLE = "def double(x):\n    return 2 * x"
CHECK = ("double", "from gradus import expect\nexpect(double, 3.0).close_to(6.0)")


def test_a_right_answer_passes_and_a_wrong_one_is_told_why(grade):
    right = grade(DOUBLE, CHECK)[-1]
    assert failure(right) is None
    assert right.outputs[0].text == "✓ double(3.0) is close to 6.0\n"
    assert failure(grade(DOUBLE.replace("2", "3"), CHECK)[-1]) == "✗ double(3.0) returned 9.0; expected 6.0."


def test_outputs_are_those_of_a_kernel(grade):
    cells = grade(
        "import sys\nprint('one')\nprint('two', file=sys.stderr)\n3",
        "from IPython.display import HTML\ndisplay(HTML('<b>bold</b>'))",
        "import matplotlib.pyplot as plt\nplt.plot([0, 1]);",
        "1 / 0",
        "%time 1 + 1",
        "await __import__('asyncio').sleep(0, 'waited')",
        "input('your name? ')",
        "_",
    )
    assert [(o.output_type, o.get("name")) for o in cells[0].outputs] == [
        ("stream", "stdout"),
        ("stream", "stderr"),
        ("execute_result", None),
    ]
    assert cells[0].outputs[2].data["text/plain"] == "3"
    assert cells[1].outputs[0].data["text/html"] == "<b>bold</b>"
    assert cells[2].outputs[0].data["image/png"].startswith("iVBOR")
    assert cells[3].outputs[0].ename == "ZeroDivisionError"
    assert "Wall time" in cells[4].outputs[0].text
    assert cells[5].outputs[0].data["text/plain"] == "'waited'"
    assert "nobody to ask" in cells[6].outputs[0].evalue
    assert [cell.execution_count for cell in cells] == list(range(1, 9))


def test_what_helps_with_an_error_is_said_of_one_in_the_other_process_too(grade):
    given = ("given", "tf = 1\ndef entry(predictions, key):\n    return predictions(0)[key]")
    student = """def predictions(x):
    if not x:
        return {'a': 1}
    raise TypeError("operand type(s) for *: 'NoneType'")"""
    check = "from gradus import expect\n{}expect({}).close_to(6.0)"
    for hidden, key in ("", "'b'"), ("### BEGIN HIDDEN TESTS\n", "such key"):
        found = failure(grade(given, student, ("predictions", check.format(hidden, "entry, predictions, 'b'")))[-1])
        assert f" found no {key} in what predictions returned.\nEach has an entry" in found
        said = failure(grade(given, student, ("predictions", check.format(hidden, "predictions, 3.0")))[-1])
        assert said.splitlines()[-1].startswith("Something here is None.")


def test_given_cells_run_on_both_sides_and_are_put_back(grade):
    given = ("given", "def base(x):\n    return x + 1")
    student = "def double(x):\n    return 2 * base(x)\nbase = None"
    assert failure(grade(given, student, ("double", "assert double(base(0)) == 4"))[-1]) is None


def test_plain_tests_call_read_and_change(grade):
    student = """
name = 'ada'
scores = {'a': [1, 2]}
def sort(a):
    a.sort()
def grow():
    return lambda x: x + 1
"""
    plain = """
import numpy as np
assert name == 'ada' and scores['a'][1] == 2
a = [3, 1, 2]
assert sort(a) is None
assert a == [1, 2, 3]
b = np.array([2.0, 1.0]); sort(b)
assert b.tolist() == [1.0, 2.0]
assert grow()(4) == 5
try:
    sort(3)
except AttributeError as error:
    assert 'sort' in str(error)
else:
    raise AssertionError('no error')
"""
    assert failure(grade(student, ("plain", plain))[-1]) is None


def test_a_test_may_take_a_helper_away(grade):
    student = "def helper(x):\n    return x\ndef answer(x):\n    return helper(x) + 1"
    test = """
kept = helper
del helper
try:
    answer(1)
except NameError:
    pass
else:
    raise AssertionError('answer does not use helper')
finally:
    helper = kept
assert answer(1) == 2
"""
    assert failure(grade(student, ("answer", test))[-1]) is None


def test_what_cannot_cross_is_the_tests_fault(grade):
    student = "class Account:\n    balance = 3\naccount = Account()"
    assert "The test cannot be run: The test reads account, a Account" in failure(
        grade(student, ("account", "assert account.balance == 3"))[-1]
    )


def test_an_answer_that_is_no_plain_data_is_refused(grade):
    student = (
        "class Liar:\n    def __eq__(self, other): return True\n    __hash__ = None\ndef double(x):\n    return Liar()"
    )
    assert "no plain data" in failure(grade(student, CHECK)[-1])
    assert "no plain data" in failure(grade(student, ("double", "assert double(3.0) == 6.0"))[-1])


def test_missing_names_and_errors_read_as_in_python(grade):
    assert "NameError: name 'double' is not defined" in failure(grade("pass", CHECK)[-1])
    assert "raised ValueError: no" in failure(grade("def double(x):\n    raise ValueError('no')", CHECK)[-1])
    stub = "def double(x):\n    raise NotImplementedError"
    assert "double is not attempted yet" in failure(grade(stub, CHECK)[-1])


@pytest.mark.parametrize(
    "harm",
    [
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "while True: pass",
        pytest.param("import time; time.sleep(10**6)", marks=pytest.mark.wide),
        "import ctypes; ctypes.string_at(0)",
        "data = bytearray(10**9)",
    ],
)
def test_a_cell_that_does_harm_costs_itself_only(grade, harm):
    cells = grade(
        DOUBLE, harm, "def triple(x):\n    return 3 * double(x) / 2", CHECK, ("triple", "assert triple(2) == 6")
    )
    first_of_its_world = "SIGKILL" in harm  # whom the kernel does not let kill itself
    assert failure(cells[1]) is not None or first_of_its_world
    assert failure(cells[3]) is None and failure(cells[4]) is None


def test_an_answer_that_hangs_costs_its_check_only(grade):
    hang = "def hang(x):\n    while True: pass"
    cells = grade(hang, DOUBLE, ("hang", "assert hang(1) == 1"), CHECK)
    assert "took longer than is allowed" in failure(cells[2])
    assert failure(cells[3]) is None


@pytest.mark.parametrize(
    ("value", "points"), [("1.5", 1.5), ("5", 2.0), ("-1", 0.0), ("float('nan')", 0.0), ("float('inf')", 0.0)]
)
def test_partial_credit_stays_between_nothing_and_all(grade, value, points):
    [output] = grade(f"def score():\n    return {value}", ("score", "score()"))[-1].outputs
    assert float(output.data["text/plain"]) == points


def test_files_of_the_submission_are_there_and_no_others(grade):
    student = """
import os
def read():
    return open('data.txt').read()
def look(place):
    return sorted(os.listdir(place))
"""
    test = ("files", "assert read() == 'seven'\nassert look('.') == ['data.txt']\nassert look('/home') == []")
    assert failure(grade(student, test, files={"data.txt": "seven"})[-1]) is None


def test_a_file_that_is_too_large_is_named_and_hides_no_other(zygotes, tmp_path):
    with (tmp_path / "big.bin").open("wb") as file:
        file.truncate(51 * 2**20)  # it takes no room on the disk
    (tmp_path / "data.txt").write_text("seven")
    notebook = new_notebook(cells=[marked(0, "import os\nprint(sorted(os.listdir()), open('data.txt').read())")])
    result = Runner(lambda: zygotes.child(("numpy",), ()), new_notebook(), tmp_path).run(notebook)
    assert notebook.cells[0].outputs[0].text == "['data.txt'] seven\n"
    assert result.faults == ["big.bin is too large (51 MB); it was left out"]


CAN_IMPORT = """
def can(module):
    try:
        __import__(module)
    except ImportError:
        return False
    return True
"""


def test_modules_can_be_kept_away(grade):
    assert failure(grade(CAN_IMPORT, ("can", "assert can('matplotlib')"))[-1]) is None
    assert failure(grade(CAN_IMPORT, ("can", "assert not can('tensorflow')"), without=("tensorflow",))[-1]) is None


@pytest.mark.parametrize(
    "module", ["gradus.answers", "gradus.tape", "gradus.lending", "gradus.course.root", "gradus.judge.runner"]
)
def test_answers_and_tools_of_the_course_are_not_in_the_sandbox(grade, module):
    assert failure(grade(CAN_IMPORT, ("can", f"assert not can('{module}')"))[-1]) is None


def test_a_hidden_plain_test_does_not_show_its_line(grade):
    test = "assert double(1) == 2\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS"
    said = failure(grade("def double(x):\n    return 2", ("double", test))[-1])
    assert "21" not in said and "hidden test" in said
    assert "assert double(1) == 2" in failure(grade("def double(x):\n    return 1", ("double", test))[-1])


DRAWS = """
from gradus import rng
import numpy as np
print(*rng().uniform(size=2), *rng().uniform(size=1), np.random.rand())
"""


def test_each_student_gets_random_inputs_of_their_own_and_the_same_at_a_regrade(grade):
    first, again, other = (grade(("draw", DRAWS), seed=seed)[0].outputs[0].text for seed in ("one", "one", "two"))
    assert first == again != other
    assert len(set(first.split())) == 4


def test_a_students_own_random_numbers_are_the_same_at_a_regrade(grade):
    code = "import random, numpy as np\nprint(random.random(), np.random.rand(), {'a', 'b', 'c'})"
    first, again, other = (grade(code, seed=seed)[0].outputs[0].text for seed in ("one", "one", "two"))
    assert first == again != other


HABITS = """
class Refused(ValueError):
    pass
def refuse(x):
    raise Refused('no')
def countdown(n):
    "Counts down."
    while n:
        yield n
        n -= 1
def call_twice(f):
    return f(f(1))
def loud(x):
    print('loud', x)
    return x
def total(numbers):
    return sum(numbers)
def pair():
    return range(3), 'b'
"""
TESTS = {
    "except": """
try:
    refuse(1)
except Refused as error:
    assert str(error) == 'no'
else:
    raise AssertionError
try:
    refuse(1)
except ValueError:
    pass
""",
    "pytest.raises": "import pytest\nwith pytest.raises(ValueError, match='no'):\n    refuse(1)",
    "generators": "assert list(countdown(3)) == [3, 2, 1]\nassert next(countdown(2)) == 2",
    "attributes": "assert countdown.__doc__ == 'Counts down.'\nassert countdown.__name__ == 'countdown'",
    "a spy with a list": """
calls = []
def spy(x):
    calls.append(x)
    return x + 1
assert call_twice(spy) == 3
assert calls == [1, 2]
""",
    "a spy with a global": """
count = 0
def spy(x):
    global count
    count += 1
    return x
call_twice(spy)
assert count == 2
""",
    "a spy with a variable around it": """
def counted():
    n = 0
    def spy(x):
        nonlocal n
        n += 1
        return x
    call_twice(spy)
    return n
assert counted() == 2
""",
    "what is printed": """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as out:
    loud(3)
assert out.getvalue() == 'loud 3' + chr(10)
""",
    "a generator as argument": "assert total(i * i for i in range(4)) == 14",
    "ranges": "assert pair() == (range(3), 'b')",
}


@pytest.mark.parametrize("habit", TESTS)
def test_habits_of_test_writers(grade, habit):
    assert failure(grade(HABITS, ("habit", TESTS[habit]))[-1]) is None


@pytest.mark.parametrize(
    ("test", "what"),
    [
        ("import threading\ntotal(threading.Lock())", "cannot be sent"),
        ("countdown.missing", "AttributeError"),
        ("import datetime\nassert call_twice(datetime.date.fromordinal)", "TypeError"),
    ],
)
def test_what_a_test_cannot_have_is_said(grade, test, what):
    assert what in failure(grade(HABITS, ("habit", test))[-1])


def test_a_class_is_tested_through_a_function(grade):
    student = "class Account:\n    balance = 0\n    def pay(self, x): self.balance += x"
    plain = "account = Account()\naccount.pay(3)\nassert account.balance == 3"
    driver = """
from gradus import expect
def use(Account):
    account = Account()
    account.pay(3)
    return account.balance
expect(use, Account).returns(3)
"""
    assert "The test needs a Account" in failure(grade(student, ("account", plain))[-1])
    assert failure(grade(student, ("account", driver))[-1]) is None


def test_a_students_line_is_not_taken_for_the_judges(grade):
    student = "def double(x):\n    raise ValueError('\\n✓ double passed\\x1b[2K\\r✓ all passed')"
    for check in (CHECK, ("double", "assert double(3) == 6"), ("double", "assert 0, 'a\\n✓ b'")):
        assert not [line for line in failure(grade(student, check)[-1]).splitlines() if line.startswith("✓")]


LIVE = r"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown
display(HTML('<table><tr><td onclick=run()>1</td></tr></table><script>run()</script>'))
display(Javascript('run()'))
display(Latex(r'\href{javascript:run()}{x}'))
display({'image/png': 'x"><script>run()</script>'}, raw=True)
display(HTML(r'$\\href{javascript:run()}{x}$'))
display(Markdown(r'<img src=x onerror=run()> $\\href{javascript:run()}{x}$ [x](JavaScript:run()) ![x](http://x.invalid/me.png)'))
"""


def test_what_would_run_in_a_browser_is_left_out(grade):
    [cell] = grade(LIVE)
    shown = [output.data for output in cell.outputs]
    assert "onclick" not in shown[0]["text/html"] and "<script" not in shown[0]["text/html"]
    assert "<td>1</td>" in shown[0]["text/html"]
    *others, formula, text = shown[1:]
    assert all(set(data) <= {"text/plain"} for data in others)
    assert formula["text/html"] == r"$\\mathrm{javascript:run()}{x}$"
    assert r"\href" not in text["text/html"]
    assert "src=" not in text["text/html"] and "href=" not in text["text/html"]


def test_a_check_that_would_fill_the_machines_memory_with_what_came_fails(grade):
    size = ("size", "import numpy as np\nassert np.empty((2, size())).shape[0] == 2")
    assert failure(grade("def size():\n    return 10**6", size)[-1]) is None
    before = resource.getrlimit(resource.RLIMIT_AS)
    assert "MemoryError" in failure(grade("def size():\n    return 10**9", size)[-1])
    assert resource.getrlimit(resource.RLIMIT_AS) == before
