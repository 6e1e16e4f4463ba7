"""The inputs of hidden tests reach no page that a student sees, whatever an answer does with them."""

import pytest
from nbformat.v4 import new_notebook

from gradus.judge.redaction import usual_outputs
from gradus.judge.runner import Runner
from tests.judge.cells import failure, marked

SECRET = "48151623"
CHECK = """
from gradus import expect
expect(double, 1.0).close_to(2.0)
### BEGIN HIDDEN TESTS
%s
### END HIDDEN TESTS
"""
HIDDEN = f"expect(double, {SECRET}).close_to(2 * {SECRET})"
RECORDS = """
kept = []
def double(x):
    kept.append(x)
    open('/tmp/kept', 'a').write(f'{x} ')
    return 2 * x
"""


def shown(cells):
    return "".join(str(output) for cell in cells for output in cell.outputs)


@pytest.mark.parametrize(
    "last",
    ["print(kept)", "kept", "raise ValueError(kept)", "print(open('/tmp/kept').read())",
     "import matplotlib.pyplot as plt\nplt.title(kept)\nprint(*kept)",
     "from IPython.display import display\ndisplay(kept)"],
)  # fmt: skip
def test_a_later_cell_cannot_print_what_an_answer_was_asked(grade, last):
    cells = grade(RECORDS, ("double", CHECK % HIDDEN), "print('the same')", last)
    assert failure(cells[1]) is None
    assert cells[2].outputs[0].text == "the same\n"
    assert SECRET not in shown(cells)
    assert cells[3].outputs


@pytest.mark.parametrize(
    "tells",
    ["import sys\nif x: sys.stdout = None", "import sys\nif x: sys.modules.clear()", "import os\nif x: os._exit(0)",
     "if x: print('told')"],
)  # fmt: skip
def test_no_later_cell_shows_a_bit_of_it_by_what_it_breaks(grade, tells):
    answer = RECORDS + "def bit(n):\n    return int(kept[-1]) >> n & 1 if len(kept) > 1 else 0"
    test = ("double", CHECK % f"expect(double, {SECRET}).close_to(2 * {SECRET})")
    cells = grade(answer, test, *(f"x = bit({n})\n{tells}" for n in range(4)))
    assert "told" not in shown(cells) and "Stopped" not in shown(cells)


def test_a_later_visible_test_does_not_show_it(grade):
    answer = RECORDS + "def triple(x):\n    return kept[-1] + x - 1"
    visible = ("triple", "from gradus import expect\nexpect(triple, 1.0).close_to(3.0)\nprint('made')")
    cells = grade(answer, ("double", CHECK % HIDDEN), visible, ("other", "print(triple(1.0))"))
    assert SECRET not in shown(cells)
    assert "triple(1.0) returned 1.0; expected 3.0" in failure(cells[2])


NAMED = "f = lambda x: x; f.__name__ = f'f{int(kept[-1])}'; return f"
LATER = {
    "the part of its points": ("return kept[-1] / 1e9 if len(kept) > 1 else 0.25", "made(1)", "0.25"),
    "the name of a function": (NAMED, "made(1)", "<the student's f1>"),
    "a tick with such a name": (NAMED, "expect(made(1), 2).returns(2)", "✓ f1(2)"),
    "a tick of the test's own": ("return kept[-1]", "print('✓ got', made(1))", "✓ got 1.0"),
    "what a test reads": ("return kept", "expect(made, str(kept)).returns([1.0])", "made('[1.0]')"),
}  # fmt: skip


@pytest.mark.parametrize("how", LATER)
def test_a_later_check_does_not_tell_it_by(grade, how):
    code, later, without = LATER[how]
    answer = RECORDS + f"def made(x):\n    {code}"
    test = ("made", f"from gradus import expect\n{later}\n")
    cells = grade(("answer", "kept = made = double = None", answer), ("double", CHECK % HIDDEN), test)
    assert SECRET not in shown(cells)
    assert without in shown(cells[2:])


def test_a_right_notebook_is_not_run_again(zygotes, tmp_path):
    """Nor is one whose given cells show what the instructor's do."""
    code = [("answer", RECORDS), ("double", CHECK % HIDDEN), ("given", "print(double(4))"), ("again", CHECK % HIDDEN)]
    starts = []

    def run(answer, **usual):
        master, notebook = (new_notebook(cells=[marked(i, cell) for i, cell in enumerate(code)]) for _ in range(2))
        notebook.cells[0].source = answer
        del starts[:]
        runner = Runner(lambda: starts.append(1) or zygotes.child(("numpy",), ()), master, tmp_path, **usual)
        runner.run(notebook)
        return notebook.cells, len(starts)

    cells, _ = run(RECORDS, asks_hidden=False)
    usual = usual_outputs(cells)
    assert run(RECORDS, usual=lambda: usual)[1] == 1
    assert run(RECORDS + "print('mine')", usual=lambda: usual)[1] == 1  # it comes before
    assert run(RECORDS.replace("2 * x", "x + x + (x == 4)"), usual=lambda: usual)[1] == 2


def test_the_verdict_on_a_later_test_stays(grade):
    answer = RECORDS + "def triple(x):\n    return 3 * x + (len(kept) > 2)"
    visible = ("triple", "from gradus import expect\nexpect(triple, 1.0).close_to(3.0)")
    cells = grade(answer, ("double", CHECK % (HIDDEN + "\n" + HIDDEN)), visible)
    assert "depends on earlier calls" in failure(cells[2])


def test_a_helper_of_a_test_does_not_show_what_it_was_given(grade):
    helper = "def same(x, y):\n    assert x == y, f'{x} is not {y}'\n"
    check = helper + CHECK % f"same(double({SECRET}), 1)"
    assert SECRET not in shown(grade("def double(x):\n    return 2 * x", ("double", check))[-1:])


def test_a_figure_that_is_drawn_in_a_hidden_test_is_not_shown(grade):
    draws = "import matplotlib.pyplot as plt\ndef double(x):\n    if x != 1: plt.title(x)\n    return 2 * x"
    cells = grade(draws, ("double", CHECK % HIDDEN), "print('the same')")
    assert [output.output_type for output in cells[2].outputs] == ["stream"]


def test_cells_that_build_on_each_other_are_shown_as_they_were(grade):
    cells = grade(
        "x = 1", ("double", CHECK % "assert 1"), "x += 1\nprint(x)", ("given", "y = x + 1\nprint(y)"), "print(x, y)"
    )
    assert [cell.outputs[0].text for cell in cells[2:]] == ["2\n", "3\n", "2 3\n"]


TELLING = {
    "the name of an error": "raise type(f'E{x}', (Exception,), {})()",
    "the name of a known error": "raise type(f'E{x}', (ValueError,), {})()",
    "the text of an error": "raise ValueError(x)",
    "a line of the cell": "exec(compile(f'raise ValueError # {x}', '<ipython-input>', 'exec'))",
    "a forged place": "from gradus.judge.inside import session; session.error_location = lambda *_: f'in {x}'; raise ValueError",  # noqa: E501
    "forged names": "from gradus.judge.inside import session; session.references.current.do_call = lambda c: {'changed': [f'n{x}'], 'value': 0}",  # noqa: E501
    "a kind of thing": "return type(f'T{x}', (), {})()",
    "a function": "f = lambda: 0; f.__name__ = f'f{x}'; return f",
    "what is printed": "print(x); __import__('sys').stderr.write(str(x)); return 0",
    "a number": "return x",
    "text": "return str(x)",
    "a warning": "__import__('warnings').warn(str(x)); return 0",
    "broken protocol": "from gradus.judge.wire import framing; framing.send = lambda c, m: c.sendall(framing.LENGTH.pack(int(x) + 10**9)); return 0",  # noqa: E501
    "an odd message": "from gradus.judge.wire import protocol; protocol.encode = lambda *_: b'\\0\\0\\0\\x14{\"x%d\": [12345678]}' % x; return 0",  # noqa: E501
}
TESTS = {
    "expect": HIDDEN,
    "a plain test": f"assert double({SECRET}) == 2 * {SECRET} + 0.5",
    "a plain test of a driver": f"def run(f):\n    return f({SECRET})\nexpect(run, double).close_to(1.0)",
    "points": f"double({SECRET})",
}


QUICK = {"the name of an error": "expect", "the text of an error": "a plain test", "a function": "points"}


@pytest.mark.parametrize(
    ("how", "test"),
    [
        pytest.param(how, test, marks=[] if QUICK.get(how) == test else pytest.mark.slow)
        for how in TELLING
        for test in TESTS
    ],
)
def test_a_hidden_test_says_nothing_of_its_inputs(grade, how, test):
    answer = f"def double(x):\n    if x == 1: return 2.0\n    {TELLING[how]}"
    [_, check] = grade(answer, ("double", CHECK % TESTS[test]))
    said = shown([check])
    assert SECRET not in said
    assert str(2 * int(SECRET)) not in said
