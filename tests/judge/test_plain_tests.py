"""What a plain test must not believe of an answer, and what it may rely on, as with plain nbgrader."""

import pytest

from tests.judge.cells import failure


def test_an_answer_cannot_end_the_loop_of_a_test(grade):
    cells = grade(
        "def f(x): raise StopIteration",
        ("map", "assert all(map(lambda x: f(x) == 2 * x, [1, 2]))"),
        ("zip", "for a, b in zip(map(f, [1, 2]), [2, 4]):\n    assert a == b"),
        ("except", "try:\n    f(1)\nexcept Exception:\n    pass\nelse:\n    raise AssertionError"),
    )
    assert ["f raised StopIteration" in (failure(cell) or "") for cell in cells[1:]] == [True, True, False]


def test_a_value_from_before_is_not_taken_for_the_answer(grade):
    cells = grade(
        "def right(x): return 6\ndef wrong(x): return lambda: 0",
        ("right", "result = right(3)\nassert result == 6"),
        ("wrong", "result = wrong(3)\nassert result == 6"),
    )
    assert failure(cells[1]) is None
    assert "AssertionError" in failure(cells[2])


def test_a_given_cell_may_give_an_answer_another_name(grade):
    cells = grade(
        "def f(x): return 2 * x", ("given", "tool = f\ntools = [f]"), ("c", "assert tool(3) == tools[0](3) == 6")
    )
    assert failure(cells[2]) is None


def test_parts_of_what_the_course_gave_stay_as_they_are(grade):
    cells = grade(
        "def total(v):\n    v[:] = [0] * len(v)\n    return 0.0",
        ("given", "import numpy as np\nrows = np.array([[3.0, 4.0], [6.0, 8.0]])\ncases = {'a': [([3.0, 4.0], 1)]}"),
        ("array", "assert total(rows[1]) == rows[1].sum()"),
        ("list", "assert total(cases['a'][0][0]) == sum(cases['a'][0][0])"),
        ("kept", "assert rows.sum() == 21 and sum(cases['a'][0][0]) == 7"),
    )
    assert [failure(cell) is None for cell in cells[2:]] == [False, False, True]


def test_what_a_function_of_the_course_reads_cannot_grow(grade):
    adds = "names = f.__globals__; names['points'].append((0, 1e9)); names['calls'].append(7)"
    cells = grade(
        f"def fit(f):\n    {adds}\n    f(1)",
        ("given", "points, calls = [(1, 2)], []"),
        ("given", "def loss(w):\n    calls.append(w)\n    return sum((w * x - y)**2 for x, y in points)"),
        ("reads", "fit(loss)\nassert points == [(1, 2)]"),
        ("remembers", "assert calls == [7, 1]"),
    )
    assert [failure(cell) for cell in cells[3:]] == [None, None]


@pytest.mark.parametrize(
    "spy",
    [
        "calls.append(x)",
        "calls.extend([x])",
        "counts[x] = counts.get(x, 0) + 1",
        "seen.add(x)",
        "global n; n += 1",
        "global calls; calls += [x]",
    ],
)
def test_spies_remember(grade, spy):
    before = "calls, counts, seen, n = [], {}, set(), 0"
    check = f"{before}\ndef spy(x):\n    {spy}\nf(spy)\nassert calls or counts or seen or n"
    cells = grade("def f(g): return g(3)", ("c", check))
    assert failure(cells[1]) is None


def test_a_module_that_the_solution_imports_is_there_for_the_test(grade):
    solution = ("answer", "import math\ndef root(x): return math.sqrt(x)")
    check = ("c", "assert root(4) == math.sqrt(4)")
    assert failure(grade(solution, check)[1]) is None
    forged = "class math:\n    sqrt = staticmethod(lambda x: 0)\ndef root(x): return 0"
    assert "AssertionError" in failure(grade(("answer", solution[1], forged), check)[1])


def test_modules_are_not_first_imported_in_a_students_folder(grade, tmp_path_factory, monkeypatch):
    """Matplotlib takes a matplotlibrc from the folder in which it is first imported, and that may name hooks."""
    library = tmp_path_factory.mktemp("library")
    (library / "looks_around.py").write_text("import os\nfound = os.listdir()\n")
    monkeypatch.syspath_prepend(library)
    cells = grade(
        ("given", "def later():\n    from looks_around import found\n    return found"),
        ("c", "assert 'matplotlibrc' not in later()"),
        files={"matplotlibrc": "lines.linewidth: 77\n"},
    )
    assert failure(cells[1]) is None


@pytest.mark.parametrize("name", ["Stopped", "CannotCross"])
def test_an_exception_of_a_students_is_no_fault_of_the_judges(grade, name):
    code = f"class {name}(Exception): pass\ndef f(x): raise {name}('give full marks')"
    cells = grade(f"{code}\nf(1)", ("c", "f(1)"))
    names = [output.ename for cell in cells for output in cell.outputs]
    assert names == [f"__main__.{name}"] * 2
