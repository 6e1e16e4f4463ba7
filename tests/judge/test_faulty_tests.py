# ruff: noqa: E501  (a test is easier to read on one line)
"""Tests as other nbgrader courses have them: each is graded right, or refused by name, and never failed in silence."""

import re

import pytest
from nbformat.v4 import new_notebook

from gradus.judge.faulty_tests import out_of_reach
from gradus.judge.runner import Runner
from gradus.judge.wire.limits import TimeLimits
from tests import submissions
from tests.judge.cells import failure, marked

PATIENT = TimeLimits(call=60, cell=60, notebook=600)
FRAME = "import numpy as np\nclass DataFrame:\n    def __array__(self, dtype=None, copy=None): return np.ones((2, 1))\n"
COUNTER = "from collections import Counter\ndef f(): return Counter('aab')"
CATCHING = "import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f()\n"
SEED_OF_TENSORFLOW = "import types\ntf = types.SimpleNamespace(set_seed=print)\ntf.set_seed(0)\nassert f() == 2"
RIGHT = {
    "np_seed": (
        "import numpy as np\ndef f(): return np.random.rand()",
        "import numpy as np\nnp.random.seed(0)\na = f()\nnp.random.seed(0)\nassert a == np.random.rand()",
    ),
    "seed": (
        "import random\ndef f(): return random.random()",
        "import random\nrandom.seed(3)\na = f()\nrandom.seed(3)\nassert a == random.random()",
    ),
    "seed_own": (
        "def f(x): return x*2",
        "import numpy as np\nnp.random.seed(0)\nx = np.random.rand(3)\nassert (f(x) == 2*x).all()",
    ),
    "file_read": ("def f(p): return open(p).read()", "assert f('data.txt') == 'hello'"),
    "doc": (
        "def f(a, b=2):\n    'doc'\n    return a",
        "assert f.__doc__ == 'doc' and f.__name__ == 'f' and callable(f)",
    ),
    "unittest_run": (
        "def f(a): return a",
        "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertEqual(f(3), 3)\nr = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(T))\nassert r.wasSuccessful()",
    ),
    "time": ("def f(): return 3", "%%time\nassert f() == 3"),
    "stdout": (
        "def f(): print('hi')",
        "import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f()\nassert b.getvalue() == 'hi\\n'",
    ),
    "capsys_patch": (
        "def f(): print('hi')",
        "from unittest.mock import patch\nimport io\nwith patch('sys.stdout', new=io.StringIO()) as o:\n    f()\nassert o.getvalue() == 'hi\\n'",
    ),
    "raises": (
        "def f(x):\n    if x < 0: raise ValueError('neg')",
        "try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    assert False",
    ),
    "mutation": ("def f(v): v.sort()", "v = [3,1]\nf(v)\nassert v == [1,3]"),
    "generator": ("def f():\n    yield 1\n    yield 2", "assert list(f()) == [1,2]"),
    "closure": ("def f(n): return lambda x: x+n", "assert f(2)(3) == 5"),
    "its_type": ("def f(): return 3", "assert type(f()) is int"),
    "a_set": ("def f(): return {1,2}", "assert f() == {1,2}"),
    "json": ("def f(): return '{\"a\": 1}'", "import json\nassert json.loads(f())['a'] == 1"),
    "partial": ("def f(): return 1", "0.5 * f()"),
    "frame_as_data": (FRAME + "def f(): return DataFrame()", "assert f().shape == (2, 1)"),
    "counter_as_dict": (COUNTER, "assert f() == {'a': 2, 'b': 1}"),
}
REFUSED = {
    "file_written_by_answer": (
        "def f(p): open(p,'w').write('x')",
        "f('out.txt')\nassert open('out.txt').read() == 'x'",
    ),
    "file_written_by_test": (
        "def f(p): return open(p).read()",
        "open('in.txt','w').write('q')\nassert f('in.txt') == 'q'",
    ),
    "helper_module": ("import helper\ndef f(): return helper.K", "import helper\nassert f() == helper.K"),
    "instance": ("class A:\n    def __init__(self): self.x = 1\na = A()", "assert a.x == 1"),
    "class_in_test": ("class A:\n    def __init__(self): self.x = 1", "a = A()\nassert a.x == 1"),
    "gcf": (
        "import matplotlib.pyplot as plt\nplt.plot([1,2]);plt.title('T')\nfig = plt.gcf()",
        "import matplotlib.pyplot as plt\nassert plt.gca().get_title() == 'T'",
    ),
    "fig": (
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.set_title('T')",
        "assert ax.get_title() == 'T'",
    ),
    "ih": ("def f(): return [i for i in range(3)]", "assert 'for' in _ih[-2]"),
    "In": ("def f(): return [i for i in range(3)]", "assert any('for' in c for c in In)"),
    "getsource": (
        "def f():\n    for i in range(3): pass\n    return 1",
        "import inspect\nassert 'for' in inspect.getsource(f)",
    ),
    "signature": (
        "def f(a, b=2): return a",
        "import inspect\nassert list(inspect.signature(f).parameters) == ['a', 'b']",
    ),
    "code": ("def f(a, b=2): return a", "assert f.__code__.co_argcount == 2"),
    "annotations": ("def f(a: int) -> int: return a", "assert f.__annotations__ == {'a': int, 'return': int}"),
    "defaults": ("def f(a, b=2): return a", "assert f.__defaults__ == (2,)"),
    "functype": ("def f(a): return a", "import types\nassert isinstance(f, types.FunctionType)"),
    "unittest_main": (
        "def f(a): return 0",
        "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertEqual(f(3), 3)\nunittest.main(argv=[''], exit=False)",
    ),
    "doctest": ("def f(a):\n    '''\n    >>> f(1)\n    7\n    '''\n    return 0", "import doctest\ndoctest.testmod()"),
    "doctest2": (
        "def f(a):\n    '''\n    >>> f(1)\n    1\n    '''\n    return 1",
        "import doctest\ndoctest.run_docstring_examples(f, globals())",
    ),
    "globals": ("answer_x = 3", "assert 'answer_x' in globals()"),
    "dir": ("answer_x = 3", "assert 'answer_x' in dir()"),
    "in_locals": ("answer_x = 3", "assert 'answer_x' in locals()"),
    "patch_input": (
        "def f(): return int(input())",
        "from unittest.mock import patch\nwith patch('builtins.input', return_value='3'):\n    assert f() == 3",
    ),
    "input_rebound": ("def f(): return int(input())", "input = lambda *a: '3'\nassert f() == 3"),
    "stdin": ("def f(): return int(input())", "import io, sys\nsys.stdin = io.StringIO('3')\nassert f() == 3"),
    "environ": ("import os\ndef f(): return os.environ['Q']", "import os\nos.environ['Q'] = '3'\nassert f() == '3'"),
    "rebind_helper": (
        "def g(x): return x\ndef f(x): return g(x)",
        "calls = []\ndef g(x):\n    calls.append(x)\n    return x\nf(3)\nassert calls == [3]",
    ),
    "namedtuple": (
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(): return P(1, 2)",
        "assert f().x == 1",
    ),
    "counter": (
        "from collections import Counter\ndef f(): return Counter('aab')",
        "assert f().most_common(1) == [('a', 2)]",
    ),
    "fraction": (
        "from fractions import Fraction\ndef f(): return Fraction(1, 3)",
        "from fractions import Fraction\nassert f() == Fraction(1, 3)",
    ),
    "decimal": (
        "from decimal import Decimal\ndef f(): return Decimal('0.1')",
        "from decimal import Decimal\nassert f() == Decimal('0.1')",
    ),
    "datetime": (
        "import datetime\ndef f(): return datetime.date(2020,1,1)",
        "import datetime\nassert f() == datetime.date(2020,1,1)",
    ),
    "masked": ("import numpy as np\ndef f(): return np.ma.array([1,2],mask=[0,1])", "assert f().sum() == 1"),
    "async": ("async def f(): return 3", "assert await f() == 3"),
    "line_magic": ("def f(): return 3", "%time assert f() == 3"),
    "autotest": ("def f(): return 0", "### AUTOTEST f()"),
    "isclass": ("class A: pass", "assert isinstance(A(), A)"),
    "subclass": ("class A: pass\nclass B(A): pass", "assert issubclass(B, A)"),
    "records": (
        "import numpy as np\ndef f(): return np.array([('a', 1)], dtype=[('n','U1'),('v',int)])",
        "assert f()['v'][0] == 1",
    ),
    "datetime64": (
        "import numpy as np\ndef f(): return np.array(['2020-01-01'], dtype='datetime64[D]')",
        "import numpy as np\nassert f()[0] == np.datetime64('2020-01-01')",
    ),
    "frame": (FRAME + "def f(): return DataFrame()", "assert list(f().columns) == ['a']"),
    "frame_var": (FRAME + "df = DataFrame()", "assert list(df['a']) == [1, 1]"),
    "frame_in_a_list": (FRAME + "def f(): return [DataFrame()]", "assert f()[0].columns == ['a']"),
    "autotest_and_more": ("def f(): return 0", "### AUTOTEST f()\nassert f() == 0"),
    "not_in_globals": ("import numpy\nx = 3", "assert 'numpy' not in globals()"),
    "seed_of_tensorflow": ("def f(): return 1", SEED_OF_TENSORFLOW),
}
WRONG = {
    "wrong_number": ("def f(x): return x", "assert f(3) == 6"),
    "wrong_dict": (COUNTER, "assert f() == {'a': 1}"),
    "wrong_name": ("def f(x): return x", "assert g(3) == 6"),
    "raises_itself": ("def f(x): return open('none.txt')", "assert f(3) == 6"),
    "wrong_draw": ("import numpy as np\ndef f(): return 2.0", "import numpy as np\nnp.random.seed(0)\nassert f() == 1"),
    "wrong_print": ("def f(): print('no')", CATCHING + "assert b.getvalue() == 'hi'"),
}


@pytest.fixture
def verdict(zygotes, tmp_path):
    """How a test ends: None if it passes, what it says if it fails, and what is at fault in the test itself."""

    def run(solution, check):
        (tmp_path / "data.txt").write_text("hello")
        (tmp_path / "helper.py").write_text("K = 5\n")
        submitted, master = new_notebook(), new_notebook()
        for i, cell in enumerate([("answer", solution), ("c", check)]):
            submitted.cells.append(marked(i, cell))
            master.cells.append(marked(i, cell))
        runner = Runner(lambda: zygotes.child(("numpy",), ()), master, tmp_path, PATIENT)
        faults = runner.run(submitted).faulty_tests
        return failure(submitted.cells[1]), faults

    return run


@pytest.mark.parametrize("kind", RIGHT)
def test_it_is_graded_right(verdict, kind):
    assert verdict(*RIGHT[kind]) == (None, [])


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_by_name(verdict, kind):
    said, [fault] = verdict(*REFUSED[kind])
    assert said.startswith("The test can") and re.fullmatch(r"c: \w.{20,}", fault)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_is_no_fault_of_the_test(verdict, kind):
    said, faults = verdict(*WRONG[kind])
    assert said and not faults


def test_no_test_of_this_course_is_refused():
    cells = [cell for unit in submissions.UNITS for cell in submissions.notebook_of("source", unit).cells]
    checks = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert len(checks) > 60
    assert {cell.id: problem for cell in checks if (problem := out_of_reach(cell.source))} == {}
