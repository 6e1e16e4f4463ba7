"""The manuscript's reader refuses what cannot become a good notebook, naming file and line."""

import textwrap

import pytest

from gradus.course.manuscript import ManuscriptError, read_exercises, read_lesson
from gradus.course.typesetting import typeset

GOOD = '''\
# %% [markdown]
r"""
# Title with $\\frac{1}{2}$
"""

# %%
import numpy as np

# %% answer="double"
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=2
assert double(2) == 4
### BEGIN HIDDEN TESTS
assert double(3) == 6
### END HIDDEN TESTS

# %% check="double.more" points=0.5
%matplotlib inline
assert double(0) == 0
'''


TYPESET = [
    ("Not $x$, ($y$). (Nor $t$: is $z$?)", "Not $x,$ $(y{)}{.}$ (Nor $t{:}$ is $z{?}{)}$"),
    ("`$x$.` and $$y$$. and \\$3, \\$4.\n```\n$z$.\n```", None),
    ("A **slope** (斜率) is", 'A **slope** (<span lang="zh-CN" style="white-space:nowrap">斜率</span>) is'),
    ('`斜率` <img alt="斜率">', None),
    ("导数是函数在一点附近的变化率, which is a slope", None),
    ("The slope (導関数 とは) of a function, in words that are not Chinese", None),
]


@pytest.mark.parametrize(("prose", "expected"), TYPESET)
def test_no_line_breaks_beside_a_formula_or_in_a_chinese_word(prose, expected):
    assert typeset(prose) == (expected or prose)


WHOLE_DEF = GOOD.replace("    ### BEGIN SOLUTION\n", "").replace("def double", "### BEGIN SOLUTION\ndef double")


def manuscript(tmp_path, text, name="01_things.py"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_cells_and_their_marks(tmp_path):
    notebook = read_exercises(manuscript(tmp_path, GOOD))
    assert [cell.id for cell in notebook.cells] == [
        "01_things-01",
        "given-1",
        "double",
        "check-double",
        "check-double-more",
    ]
    prose, given, answer, check, more = (cell.metadata.get("nbgrader") for cell in notebook.cells)
    assert prose is None
    assert given.locked and not given.grade and not given.solution
    assert answer.solution and not answer.grade and not answer.locked
    assert check.grade and check.locked and check.points == 2 and not check.solution
    assert more.points == 0.5
    assert notebook.cells[0].source == "# Title with $\\frac{1}{2}$"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_reading_is_reproducible(tmp_path):
    file = manuscript(tmp_path, GOOD)
    assert read_exercises(file) == read_exercises(file)


def altered(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (altered("    ### BEGIN SOLUTION\n", "").replace("    ### END SOLUTION\n", ""), 9, "no ### BEGIN SOLUTION"),
        (altered("    ### END SOLUTION\n", ""), 9, "### BEGIN SOLUTION without its partner"),
        (altered("    ### BEGIN SOLUTION\n", ""), 13, "### END SOLUTION without its partner"),
        (altered("### END HIDDEN TESTS\n", ""), 16, "### BEGIN HIDDEN TESTS without its partner"),
        (altered('check="double" ', 'check="halve" '), 16, "'halve' has no answer before it"),
        (altered('check="double.more"', 'check="double"'), 22, "already a cell check='double'"),
        (GOOD + GOOD[GOOD.index('# %% answer="double"') :], 25, "already a cell answer='double'"),
        (GOOD[: GOOD.index("# %% check")], 9, "the answer 'double' has no check"),
        (altered("points=2", "points=0"), 16, "needs positive points"),
        (altered("points=2", "points=-1"), 16, "needs positive points"),
        (altered("points=2", 'points="two"'), 16, "needs positive points"),
        (altered('answer="double"', 'answer="double" without="numpy"'), 9, "without lists modules"),
        (altered("points=2", 'points=2 without=["numpy"]'), 16, "without lists modules"),
        (altered("points=2", ""), 16, "needs positive points"),
        (altered('answer="double"', 'answer="double" points=2'), 9, "has points and a check"),
        (altered("# %%\nimport", "# %% points=2\nimport"), 6, "only a check has points"),
        (altered('answer="double"', 'answer="double" check="double"'), 9, "an answer or a check, not both"),
        (altered('answer="double"', 'anwser="double"'), 9, "unknown key 'anwser'"),
        (altered('answer="double"', 'answer="two words"'), 9, "does not define two words"),
        (altered("def double", "def dbl"), 9, "does not define double"),
        (altered('"""\n\n# %%\n', '"""\nx = 1\n\n# %%\n'), 1, "there is code in it"),
        (altered('r"""\n# Title', '"""\n# Title'), 1, 'one r"""…""" string'),
        (altered("import numpy as np", "import numpy as"), 7, "not Python"),
        (altered("import numpy as np", "x = 1\n### BEGIN SOLUTION\n### END SOLUTION"), 6, "not an answer"),
        (altered("import numpy as np", "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"), 6, "not a check"),
        (altered("points=2", "points=1e400"), 16, "needs positive points"),
        (altered('answer="double"', 'answer="doublé"'), 9, "does not define doublé"),
        (WHOLE_DEF, 9, "keep the def outside"),
        (altered("import numpy as np", "return 1"), 7, "not Python"),
        (altered("# Title", "### BEGIN SOLUTION"), 1, "markers in a prose cell"),
        (altered('"""\n\n# %%\n', '"""\n# and more\n\n# %%\n'), 1, 'one r"""…""" string'),
        (altered("# %% [markdown]", "# %% [raw]"), 1, "a cell is prose"),
        (altered("import numpy as np", "### BEGIN MARK SCHEME"), 6, "MARK SCHEME"),
        (altered("### BEGIN SOLUTION", "### Begin solution"), 12, "write ### BEGIN SOLUTION."),
        (altered("### END SOLUTION", "# END SOLUTION"), 14, "write ### END SOLUTION."),
        (altered("### END SOLUTION", "### END  SOLUTION"), 14, "write ### END SOLUTION."),
        (altered("### BEGIN HIDDEN TESTS", "### Begin hidden tests"), 18, "write ### BEGIN HIDDEN TESTS."),
        (altered("### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TEST"), 18, "write ### BEGIN HIDDEN TESTS."),
        (altered("### BEGIN HIDDEN TESTS", "###BEGIN HIDDEN TESTS"), 18, "write ### BEGIN HIDDEN TESTS."),
        (altered("### BEGIN HIDDEN TESTS", "### BEGIN_HIDDEN_TESTS"), 18, "write ### BEGIN HIDDEN TESTS."),
        (altered("### BEGIN HIDDEN TESTS", "## begin hiden tests:"), 18, "write ### BEGIN HIDDEN TESTS."),
        (altered("### END HIDDEN TESTS", "    # end hidden tests #"), 20, "write ### END HIDDEN TESTS."),
        (altered("# Title with $\\frac{1}{2}$", "# Begin Solution"), 3, "write ### BEGIN SOLUTION."),
        (altered("    return 2 * x\n", "    ### BEGIN SOLUTION\n    return 2 * x\n"), 13, "without its partner"),
        (altered("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"), 18, "without its partner"),
        (altered("assert double(3) == 6", "expect(double, 3)"), 19, "asks nothing"),
        (altered("assert double(2) == 4", "expect(double).at(2)"), 17, "asks nothing"),
        (altered("assert double(2) == 4", "for n in [1]:\n    expect(double, n)"), 18, "asks nothing"),
        (altered("# %% [markdown]", '# %% [markdown] answer="why"'), 1, "is prose, so a person grades it"),
        (altered("# %% [markdown]", '# %% [markdown] check="double"'), 1, "cannot be a check"),
        (altered("# %% [markdown]", '# %% [markdown] answer="why" points=-1'), 1, "needs positive points"),
        ("x = 1\n" + GOOD, 1, "begins with a cell marker"),
        ("", 1, "begins with a cell marker"),
    ],
)
def test_a_bad_manuscript_is_refused(tmp_path, text, line, says):
    file = manuscript(tmp_path, text)
    with pytest.raises(ManuscriptError) as caught:
        read_exercises(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert says in str(caught.value)


def test_a_check_is_named_like_its_answer(tmp_path):
    file = manuscript(tmp_path, altered('check="double.more"', 'check="double.more.still"'))
    with pytest.raises(ManuscriptError, match="is not a name"):
        read_exercises(file)


def test_a_lesson_has_no_graded_cells(tmp_path):
    with pytest.raises(ManuscriptError, match=r":9: a lesson has no graded cells"):
        read_lesson(manuscript(tmp_path, GOOD))
    lesson = read_lesson(manuscript(tmp_path, GOOD[: GOOD.index("# %% answer")]))
    assert [cell.id for cell in lesson.cells] == ["01_things-01", "01_things-02"]


def test_a_manuscript_is_utf8(tmp_path):
    file = tmp_path / "01_things.py"
    file.write_bytes(textwrap.dedent(GOOD).encode() + b"# \xff\n")
    with pytest.raises(ManuscriptError, match="is not UTF-8 text"):
        read_exercises(file)


def test_an_exercise_can_be_done_without_a_module(tmp_path):
    text = altered('answer="double"', 'answer="double" without=["tensorflow", "jax"]')
    notebook = read_exercises(manuscript(tmp_path, text))
    assert notebook.metadata.gradus == {"without": ["jax", "tensorflow"]}
    assert "gradus" not in read_exercises(manuscript(tmp_path, GOOD)).metadata


BY_HAND = (
    GOOD
    + '''
# %% [markdown]
r"""
Why does it hold? Write a sentence or two.
"""

# %% [markdown] answer="why" points=3
r"""
### BEGIN SOLUTION
Because 2x is x + x.
### END SOLUTION
"""

# %% answer="picture" points=1.5
double(1)
'''
)


def test_an_answer_with_points_is_graded_by_a_person(tmp_path):
    why, picture = read_exercises(manuscript(tmp_path, BY_HAND)).cells[-2:]
    assert (why.cell_type, why.id, why.source.splitlines()[1]) == ("markdown", "why", "Because 2x is x + x.")
    for cell, points in ((why, 3), (picture, 1.5)):
        marks = cell.metadata.nbgrader
        assert marks.solution and marks.grade and not marks.locked and marks.points == points


def test_words_about_markers_are_no_markers(tmp_path):
    text = altered(
        "assert double(2) == 4", "# begin with two\n# the end\n# hidden: the solution\nassert double(2) == 4"
    )
    read_exercises(manuscript(tmp_path, text))
