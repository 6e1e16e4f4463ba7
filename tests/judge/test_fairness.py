"""What ordinary courses do in given cells and plain tests: right answers keep full marks, a cheat gets none.

Each exercise here is a habit of test writers that two processes make hard.
"""

import pytest

from tests.judge.classroom import Course, Submission, cells_of

pytestmark = pytest.mark.attack

NOTEBOOK = """
# %% given="setup"
%matplotlib inline
from numpy.testing import assert_allclose

# %% answer="magic"
def magic(x):
    return x + 1

# %% check="magic" points=1
assert_allclose(magic(1.0), 2.0)

# %% answer="early"
def early(x):
    return x + 1

# %% given="shows"
shown = early(1)
def truth(x):
    return x + 1

# %% check="early" points=1
assert early(5) == truth(5)

# %% given="error"
class TooBig(Exception):
    pass

# %% answer="refuse"
def refuse(x):
    raise TooBig(x)

# %% check="refuse" points=1
try:
    refuse(10)
except TooBig:
    pass
else:
    raise AssertionError("10 is too big")

# %% answer="spied"
def spied(f):
    return f(1) + f(2)

# %% check="spied" points=1
calls = []
def spy(x):
    calls.append(x)
    return x
assert spied(spy) == 3
assert len(calls) == 2

# %% answer="greet"
def greet(name):
    print("Hello", name)

# %% check="greet" points=1
import contextlib, io
said = io.StringIO()
with contextlib.redirect_stdout(said):
    greet("Ada")
assert said.getvalue() == "Hello Ada\\n"

# %% given="data"
data = [3, 1, 2]
counter = 0

# %% answer="sorted"
data.sort()
counter = counter + 5

# %% check="sorted" points=1
assert data == [1, 2, 3]
assert counter == 5

# %% answer="pow"
def pow(x, n):
    return x ** n

# %% check="pow" points=1
assert pow(2, 3) == 8

# %% answer="truthy"
def truthy(x):
    return x > 0

# %% check="truthy" points=2
assert truthy(1)
truthy(1) == True

# %% answer="generator"
def generator(numbers):
    return sum(numbers)

# %% check="generator" points=1
assert generator(n for n in range(4)) == 6

# %% answer="linalg"
import numpy as np
def linalg(matrix):
    return np.linalg.inv(matrix)

# %% check="linalg" points=1
import numpy as np
try:
    linalg(np.zeros((2, 2)))
except np.linalg.LinAlgError:
    pass
"""
FULL = {"magic": 1, "early": 1, "refuse": 1, "spied": 1, "greet": 1, "sorted": 1, "pow": 1, "truthy": 2, "generator": 1,
        "linalg": 1}  # fmt: skip
CHEATS = """
# %% answer="magic"
from gradus.judge.inside import session
session.references.current.do_restore = lambda: {}
assert_allclose = lambda *a, **k: None
def magic(x):
    return 0

# %% answer="early"
count = [0]
def early(x):
    if x == 1: raise ValueError("so that the given cell stops before it defines the truth")
    return 7
truth = lambda x: 7

# %% answer="pow"
0
"""
CHEATED = ["magic", "early", "pow"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("class") / "course", {}, NOTEBOOK)
    course.hand_in(Submission("honest", {"score": ""}, []))
    course.hand_in(Submission("cheat", {"score": ""}, cells_of(CHEATS)))
    status, log = course.nbgrader("autograde", "tiny")
    assert status == 0, log
    return course


@pytest.mark.parametrize("exercise", FULL)
def test_a_right_answer_keeps_its_marks(course, exercise):
    shown = [c.outputs for c in course.graded("honest").cells if c.id == f"check-{exercise}"]
    assert course.scores("honest")[exercise] == FULL[exercise], shown


@pytest.mark.parametrize("exercise", CHEATED)
def test_a_cheat_gets_none(course, exercise):
    assert course.scores("cheat")[exercise] == 0
