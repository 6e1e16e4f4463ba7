"""Every grader, in one process: right answers pass, the stub is not attempted, every mistake is named.

The same is asked of the real nbgrader in tests/grading/; here it is fast enough to run at every change.
"""

import ast
import builtins
import contextlib
import functools
import io
import re
import symtable

import nbformat
import pytest

from gradus.checks import mistakes, random_inputs
from gradus.checks.expect import CheckFailed, NotAttempted
from tests import submissions
from tests.units.separation import separation


@functools.cache
def code_cells(unit):
    """The code cells of a unit's master, each with its id and the exercise that it checks, if it checks one."""
    cells = [cell for cell in submissions.notebook_of("source", unit).cells if cell.cell_type == "code"]
    return [(cell.id, cell.source, re.match(r"(?:check-([^-]+))?", cell.id)[1]) for cell in cells]


@functools.lru_cache(maxsize=4096)
def compiled(source, name):
    """The given cells and the checks are the same for all answers of a unit."""
    return compile(source, name, "exec")


@functools.lru_cache(maxsize=4096)
def names_in(code):
    """The names that a cell binds for other cells, and those that it takes from the notebook or from Python."""
    bound, used = set(), set()
    tables = [symtable.symtable(code, "cell", "exec")]
    for table in tables:
        tables += table.get_children()
        is_a_cell = table.get_type() == "module"
        for name in table.get_symbols():
            is_given = name.is_assigned() or name.is_imported() or name.is_namespace()
            if is_given and (is_a_cell or name.is_declared_global()):
                bound.add(name.get_name())
            if name.is_referenced() and (is_a_cell or name.is_global()):
                used.add(name.get_name())
    return bound, used


def cells_for(unit, answers, exercises):
    """The cells that the checks of these exercises lean on, as (id, code, exercise that it checks): those that bind a
    name that is used, and so on backwards. What only draws a picture is left out; test_the_reference_passes runs all.
    """
    needed, names = [], set()
    for name, given, checked in reversed(code_cells(unit)):
        bound, used = names_in(answers.get(name, given))
        if checked in exercises or name in exercises or (not checked and bound & names):
            needed.append((name, answers.get(name, given), checked))
            names |= used
    return needed[::-1]


HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS", re.DOTALL)


def run_notebook(unit, answers, only=None, seed=0, in_view=False):
    """Run the master of a unit with these answers; the failures of its checks, by exercise (`only`: of which;
    `in_view`: of the checks that a learner sees).

    The same inputs each time, so that a run that was green stays green; the long round asks with others, too.
    """
    random_inputs.restart(seed)
    cells = cells_for(unit, answers, only) if only else [(n, answers.get(n, c), x) for n, c, x in code_cells(unit)]
    namespace, failures = {"__name__": "__main__"}, {}
    for name, code, checked in cells:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compiled(HIDDEN.sub("", code) if in_view else code, name), namespace)
        except CheckFailed as failed:
            failures.setdefault(checked, []).append(failed)
    return failures


EVERY_EXERCISE = [(unit, exercise) for unit in submissions.UNITS for exercise in submissions.reference(unit)]
EVERY_MISTAKE = [
    pytest.param((unit, exercise, mistake), id=f"{exercise}-{mistake.__name__}")
    for unit, exercise in EVERY_EXERCISE
    for mistake in mistakes.mistakes_in(exercise)
]
EVERY_WRONG_ANSWER = [
    pytest.param(unit, exercise, code, id=f"{exercise}-{student}")
    for unit in submissions.UNITS
    for student, answers in submissions.wrong_answers(unit).items()
    for exercise, code in answers.items()
]
EVERY_COINCIDENCE = [
    pytest.param(unit, *of_one, id=f"{of_one[0]}-{of_one[2]}")
    for unit in submissions.UNITS
    for of_one in submissions.coincidences(unit)
]
TAKES_LONG = {("06_second_order", "noisy"), ("06_second_order", "from_the_text")}  # half a minute each


def when_asked(unit, i, name):
    """One of each unit in every run, but for unit 6, whose answers take longest."""
    if (unit, name) in TAKES_LONG:
        return pytest.mark.slow
    return [pytest.mark.wide] if i or unit == "06_second_order" else []


EVERY_ALTERNATIVE = [
    pytest.param(unit, name, marks=when_asked(unit, i, name))
    for unit in submissions.UNITS
    for i, name in enumerate(submissions.alternatives(unit))
]


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_the_reference_passes(unit):
    assert run_notebook(unit, {}) == {}


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_a_check_needs_nothing_that_another_check_binds(unit):
    """A check that fails stops in the middle; what it was to bind is missing from then on."""
    cells = [cell for cell in submissions.notebook_of("source", unit).cells if cell.cell_type == "code"]
    others = [names_in(cell.source)[0] for cell in cells if not cell.id.startswith("check-")]
    known = set(dir(builtins)).union(*others)
    for cell in cells:
        bound, used = names_in(cell.source)
        if cell.id.startswith("check-"):
            assert used <= known | bound, cell.id


def functions_in(cells):
    """The functions and classes that cells define, by their names, each without what it says of itself."""
    found = {}
    for cell in cells:
        tree = ast.parse(cell.source) if cell.cell_type == "code" else ast.Module([], [])
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                node.body = node.body[ast.get_docstring(node) is not None :]
                found[node.name] = ast.unparse(node)
    return found


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_a_helper_has_no_namesake_in_the_lesson(unit):
    """Who copies a lesson's function into the exercises, as their text may advise, would break the checks with it."""
    exercises = [cell for cell in submissions.notebook_of("source", unit).cells if not cell.id.startswith("check-")]
    lesson = functions_in(nbformat.read(submissions.ROOT / "course" / f"{unit}.ipynb", 4).cells)
    own = functions_in(cell for cell in exercises if cell.id not in submissions.reference(unit))
    assert not [name for name in own.keys() & lesson.keys() if own[name] != lesson[name]]


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_no_line_is_hidden_that_stands_in_view(unit):
    whole = "\n".join(cell.source for cell in submissions.notebook_of("source", unit).cells)
    hidden = re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", whole, re.DOTALL)
    lines = {line.strip() for region in hidden for line in region.splitlines() if "expect(" in line}
    shown = "\n".join(cell.source for cell in submissions.notebook_of("release", unit).cells)
    assert not [line for line in lines if line in shown]


@pytest.mark.parametrize(("unit", "name"), EVERY_ALTERNATIVE)
@pytest.mark.filterwarnings("ignore:still experimental")
def test_every_other_right_answer_passes(unit, name):
    answers = submissions.alternatives(unit)[name]
    assert run_notebook(unit, answers, only=answers) == {}


@pytest.mark.parametrize(("unit", "exercise"), EVERY_EXERCISE)
def test_there_are_three_other_right_answers(unit, exercise):
    codes = {answers[exercise] for answers in submissions.alternatives(unit).values() if exercise in answers}
    assert len(codes) >= 3


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_the_stub_is_not_attempted(unit):
    release = submissions.answer_cells(submissions.notebook_of("release", unit))
    failures = run_notebook(unit, {name: cell.source for name, cell in release.items()})
    assert set(failures) == set(release)
    assert all(isinstance(failed, NotAttempted) for each in failures.values() for failed in each)


@pytest.mark.parametrize(("unit", "exercise"), EVERY_EXERCISE)
def test_at_least_four_mistakes_are_known(unit, exercise):
    assert len(mistakes.mistakes_in(exercise)) >= 4


def test_a_mistake_has_its_name_for_itself_in_its_module():
    names = [
        (mistake.__module__, mistake.__name__)
        for exercise in mistakes.exercises()
        for mistake in mistakes.mistakes_in(exercise)
    ]
    assert len(set(names)) == len(names)  # its code is found by its name


@pytest.fixture(scope="module", params=EVERY_MISTAKE)
def mistaken(request):
    """A unit, an exercise, a mistake in it, and how its checks fail with that: one run for all tests of it."""
    unit, exercise, mistake = request.param
    answers = {exercise: submissions.wrong_answer(exercise, mistake)}
    return unit, exercise, mistake, run_notebook(unit, answers, only=[exercise])


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_mistake_fails_and_is_named(mistaken):
    unit, exercise, mistake, failures = mistaken
    assert exercise in failures, "the mistake passes"
    said = "\n".join(map(str, failures[exercise]))
    assert mistakes.sentence_of(mistake) in said, separation(unit, exercise)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_no_mistake_is_taken_for_another(mistaken):
    unit, exercise, mistake, failures = mistaken
    said = "\n".join(map(str, failures[exercise]))
    others = [m for m in mistakes.mistakes_in(exercise) if m is not mistake and mistakes.sentence_of(m) in said]
    assert not others, separation(unit, exercise)


def test_the_table_of_a_failing_test_says_which_check_separates_which_mistakes():
    table = separation("01_derivatives", "slope")
    assert table.count("\nexpect(slope, ") >= 3
    assert "divides_by_h" in table and ": passes" in table and "returned 12.0; expected 6.0." in table


@pytest.mark.wide
@pytest.mark.parametrize(("unit", "exercise", "code"), EVERY_WRONG_ANSWER)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_other_wrong_answers_fail_too(unit, exercise, code):
    assert exercise in run_notebook(unit, {exercise: code}, only=[exercise])


@pytest.mark.wide
@pytest.mark.parametrize(("unit", "exercise", "code", "name"), EVERY_COINCIDENCE)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_no_wrong_answer_is_taken_for_a_mistake_that_it_does_not_make(unit, exercise, code, name):
    sentence = next((mistakes.sentence_of(m) for m in mistakes.mistakes_in(exercise) if m.__name__ == name), name)
    said = "\n".join(map(str, run_notebook(unit, {exercise: code}, only=[exercise])[exercise]))
    assert sentence not in said


DRAWN = {checked for unit in submissions.UNITS for _, code, checked in code_cells(unit) if "rng()" in code}


@pytest.mark.slow
@pytest.mark.parametrize("unit", submissions.UNITS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_no_wrong_answer_passes_by_luck(unit):
    """Where inputs are drawn, with others, too."""
    answers = [
        (exercise, mistake.__name__, submissions.wrong_answer(exercise, mistake))
        for of, exercise in EVERY_EXERCISE
        for mistake in mistakes.mistakes_in(exercise)
        if of == unit
    ]
    answers += [(each.values[1], each.id, each.values[2]) for each in EVERY_WRONG_ANSWER if each.values[0] == unit]
    lucky = [
        (name, seed)
        for exercise, name, code in answers
        for seed in range(1, 6)
        if exercise in DRAWN and exercise not in run_notebook(unit, {exercise: code}, only=[exercise], seed=seed)
    ]
    assert lucky == []
