"""The worked solutions: one for each exercise, right to the last hidden check, and other ways that are other ways.

What a section may hold, and in which order, is said here by `parts_of`.
"""

import ast
import re
import symtable
from dataclasses import dataclass

import pytest

from gradus.learn.solutions import sections
from tests import submissions
from tests.units.test_graders import code_cells, names_in, run_notebook

FOLDER = submissions.ROOT / "solutions"
LONG = {"05_gradient_tapes", "06_second_order"}  # their checks take seconds: other ways are tried in the long round
QUICK = {"hessian": "Row by row"}  # where others lean on it: tape.jacobian prepares anew for each function
MACHINERY = r"gradus|nbgrader|\bexpect\b|\brng\b|\bborrow\b|SOLUTION|HIDDEN|MARK SCHEME|known_mistakes|tests/"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Way:
    """One way to do an exercise: its heading ("" of the worked solution), its code, the prose before and after."""

    heading: str
    code: str
    before: str
    after: str


def parts_of(section):
    """The ways of a section, the worked solution first; each is one block of Python under a heading of its own."""
    first, *others = re.split(r"^### (.+)\n", section, flags=re.MULTILINE)
    ways = []
    for heading, text in zip(["", *others[::2]], [first, *others[1::2]], strict=True):
        pieces = BLOCK.split(text)
        assert len(pieces) == 3, f"{heading or 'the worked solution'} is not one block of Python: {text[:80]!r}"
        before, code, after = pieces
        ways.append(Way(heading, code.rstrip("\n"), before.strip(), after.strip()))
    return ways


def solutions_of(unit):
    file = FOLDER / f"{unit}.md"
    return sections(file.read_text("utf-8")) if file.is_file() else {}


def way_of(unit, exercise, heading):
    [way] = [way for way in parts_of(solutions_of(unit)[exercise]) if way.heading == heading]
    return way


EVERY_SECTION = [
    pytest.param(unit, exercise, section, id=exercise)
    for unit in submissions.UNITS
    for exercise, section in solutions_of(unit).items()
]
EVERY_WAY = [
    pytest.param(
        unit,
        exercise,
        way,
        id=f"{exercise}-{way.heading or 'worked'}",
        marks=pytest.mark.slow if way.heading and unit in LONG else [],
    )
    for unit in submissions.UNITS
    for exercise, section in solutions_of(unit).items()
    for way in parts_of(section)
]


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_every_exercise_has_a_solution_in_the_notebooks_order(unit):
    assert list(solutions_of(unit)) == list(submissions.reference(unit))


def test_no_file_is_there_for_nothing():
    assert {file.stem for file in FOLDER.iterdir()} <= set(submissions.UNITS)


@pytest.mark.wide
@pytest.mark.parametrize(("unit", "exercise", "way"), EVERY_WAY)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_way_passes_all_checks(unit, exercise, way):
    beside = {name: way_of(unit, name, heading).code for name, heading in QUICK.items() if name in solutions_of(unit)}
    assert run_notebook(unit, beside | {exercise: way.code}, only=[exercise]) == {}


@pytest.mark.parametrize(("unit", "exercise", "section"), EVERY_SECTION)
def test_a_way_takes_no_name_that_another_cell_gives(unit, exercise, section):
    """Given cells are run again when a notebook is graded, and by learners, in whatever order."""
    others = set().union(*(names_in(code)[0] for name, code, _ in code_cells(unit) if name != exercise))
    for way in parts_of(section):
        assert not names_in(way.code)[0] & others, way.heading


@pytest.mark.parametrize(("unit", "exercise", "section"), EVERY_SECTION)
def test_what_is_a_function_has_two_other_ways_that_differ_in_more_than_names(unit, exercise, section):
    ways = parts_of(section)
    assert len(ways) >= 3 or is_a_value(submissions.reference(unit)[exercise])
    assert len({shape_of(way.code) for way in ways}) == len(ways)
    assert len({way.heading for way in ways}) == len(ways)


@pytest.mark.parametrize(("unit", "exercise", "section"), EVERY_SECTION)
def test_a_solution_says_how_and_why_and_nothing_of_the_machinery(unit, exercise, section):
    worked, *others = parts_of(section)
    assert len(worked.before.split()) >= 25, "how is it found?"
    assert len(worked.after.split()) >= 25, "why is it so?"
    assert all(len(f"{way.before} {way.after}".split()) >= 10 for way in others), "when would one choose it?"
    assert not re.search(MACHINERY, section)


def test_the_errors_in_a_solution_are_those_of_the_steps_on_offer():
    """Its table has the steps of the check, from the longest to the shortest, and their errors to one digit."""
    checks = "\n".join(code for _, code, checked in code_cells("01_derivatives") if checked == "best_step")
    [offered] = re.findall(r"^steps = (\[.*\])$", checks, re.MULTILINE)
    rows = re.findall(r"^\| (step|error) \|(.*)\|$", solutions_of("01_derivatives")["best_step"], re.MULTILINE)
    told = {name: [float(number) for number in row.split("|")] for name, row in rows}
    assert told["step"] == sorted(ast.literal_eval(offered), reverse=True)

    def cube(x):
        return x * x * x

    errors = [abs((cube(3.8 + h) - cube(3.8 - h)) / (2 * h) - 3 * 3.8 * 3.8) for h in told["step"]]
    assert told["error"] == pytest.approx(errors, rel=0.1)


def is_a_value(code):
    """Whether an answer is a function without parameters: a matching, an order, a prediction."""
    last = ast.parse(code).body[-1]
    return isinstance(last, ast.FunctionDef) and not last.args.args


def own_names(table):
    """The names of a cell and of the functions in it that are not somebody else's."""
    here = {name.get_name() for name in table.get_symbols() if name.is_local() or name.is_namespace()}
    return here.union(*map(own_names, table.get_children()))


def shape_of(code):
    """The code without its own names, docstrings and remarks."""
    own, numbers = own_names(symtable.symtable(code, "cell", "exec")), {}
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list):
            node.body = [n for n in node.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
        for field in ("id", "arg", "name"):
            name = getattr(node, field, None)
            if name in own:
                setattr(node, field, f"name {numbers.setdefault(name, len(numbers))}")
    return ast.dump(tree)


def test_other_names_and_remarks_make_no_other_way():
    one = 'def slope(f, x, h=1e-5):\n    "Doc."\n    return (f(x + h) - f(x - h)) / (2 * h)'
    same = "def slope(g, a, d=1e-5):\n    return (g(a + d) - g(a - d)) / (2 * d)  # a remark"
    other = "def slope(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / 2 / h"
    assert shape_of(one) == shape_of(same) != shape_of(other)
