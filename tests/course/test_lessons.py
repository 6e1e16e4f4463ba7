"""What holds for every lesson: it asks before it shows, gives nothing away, and takes the minutes it says."""

import ast
import builtins
import re
import symtable

import matplotlib
import nbformat
import pytest

from gradus.figures import Predict
from tests.submissions import ROOT
from tests.units.test_graders import names_in
from tests.why_none.notebook import noted

LESSONS = {file.stem: file for file in sorted((ROOT / "course").glob("*.ipynb"))}
PAGES = [*LESSONS.values(), *sorted((ROOT / "release").glob("*/*.ipynb"))]
FIGURES = (
    r"\b(Bowl|Descent|Digits|ErrorCurve|GradientField|GrowingRectangle|Map|Ravine|Secant|Slice|Surface|TapePlayer"
    r"|Training|Wheels|Zoom)\("
)


def cells_of(lesson):
    return nbformat.read(LESSONS[lesson], as_version=4).cells


def is_prediction(cell):
    return cell.cell_type == "code" and "@Predict(" in cell.source


def predictions_in(code):
    """The names of the functions that are decorated with Predict in a cell."""
    return re.findall(r"^@Predict\(.*?\)\ndef (\w+)", code, re.DOTALL | re.MULTILINE)


def run_cell(source, namespace):
    """Run the code of a cell, and show what its last line gives, as a notebook does; its text can be read again."""
    file = noted(source, namespace)
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, file, "exec"), namespace)
    value = eval(compile(ast.Expression(last.value), file, "eval"), namespace) if last else None
    return value.outputs() if hasattr(value, "outputs") else repr(value)


@pytest.mark.parametrize(  # the last one trains for long
    "lesson", [pytest.param(name, marks=pytest.mark.wide if name == "08_read_digits" else []) for name in LESSONS]
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore:FigureCanvasAgg is non-interactive")
def test_a_lesson_runs_and_what_it_asks_has_an_answer(lesson, tmp_path, monkeypatch, capsys):
    """In this process; in a real JupyterLab: tests/test_lessons_browser.py."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(builtins, "display", print, raising=False)
    matplotlib.use("agg")
    namespace = {"__name__": "__main__", "In": [""]}
    for cell in cells_of(lesson):
        if cell.cell_type == "code":
            run_cell(cell.source, namespace)
    asked = [thing for thing in namespace.values() if isinstance(thing, Predict)]
    assert len(asked) == sum(is_prediction(cell) for cell in cells_of(lesson))
    for prediction in asked:  # after all other cells, as whoever runs them all at once does
        prediction.commit()
        assert len(prediction.truth) == len(prediction.questions), prediction.name


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_explanation_of_a_prediction_is_folded_and_comes_next(lesson):
    cells = cells_of(lesson)
    asked = [i for i, cell in enumerate(cells) if is_prediction(cell)]
    assert len(asked) >= 2, "who predicts learns"
    for i in asked:
        after = cells[i + 1]
        assert after.cell_type == "markdown" and after.source.startswith("<details><summary>"), cells[i].source
        assert "</details>" in after.source
        assert cells[i].source.count("@Predict(") == 1, "one prediction a cell"


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_prediction_goes_through_predict(lesson):
    for cell in cells_of(lesson):
        assert not re.search(r"^guess\b", cell.source, re.MULTILINE), cell.source
        said = re.search(r"(?i)\*\*predict|predict, then run|before you (run|drag|do)\b|put your guess", cell.source)
        assert cell.cell_type == "code" or not said, said[0]


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_sentence_is_taken_for_a_list(lesson):
    """Markdown makes a list of a line that begins with a number and a dot; ours begin at 1, one below the other."""
    for cell in cells_of(lesson):
        numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\. ", cell.source) if cell.cell_type != "code"]
        assert numbers == list(range(1, len(numbers) + 1)), cell.source


@pytest.mark.parametrize(
    "file", [*LESSONS.values(), *sorted((ROOT / "release").glob("*/*.ipynb"))], ids=lambda f: f.stem
)
def test_code_fits_its_cell_and_pictures_both_themes(file):
    """Matplotlib's own contours are dark purple where low, and not seen on dark paper."""
    for cell in nbformat.read(file, as_version=4).cells:
        if cell.cell_type == "code":
            assert max(map(len, cell.source.splitlines()), default=0) <= 130, cell.source  # at 1280 pixels
            for drawn in re.findall(r"\.contour\(.*", cell.source):
                assert "colors=" in drawn, drawn


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_guesses_of_a_folder_do_not_mix(lesson):
    names = [name for cell in cells_of(lesson) if is_prediction(cell) for name in predictions_in(cell.source)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lesson", LESSONS)
def test_who_stops_at_a_good_place_is_told_which_cells_to_run_again(lesson):
    """With a new kernel the second part has all names that it needs of the first."""
    cells = cells_of(lesson)
    stops = [i for i, cell in enumerate(cells) if i and re.search(r"\bgood place to stop\b", cell.source)]
    for i in stops:
        said = " ".join(cells[i].source.split("good place to stop")[1].split())
        way_back = re.search(r"When you come back, ([^.]*)\.", said)
        assert way_back, said
        if re.search(r"\b(all cells above|the cells up to here)\b", way_back[1]):
            continue
        known = names_in(next(cell.source for cell in cells if cell.source.startswith("import ")))[0]
        assert "the cell that begins with `import`" in way_back[1], said
        known = known.union(re.findall(r"the one that defines `(\w+)`", way_back[1]))
        before = set().union(*(names_in(cell.source)[0] for cell in cells[:i] if cell.cell_type == "code"))
        for bound, used in (names_in(cell.source) for cell in cells[i:] if cell.cell_type == "code"):
            assert not (used & before) - known - bound, "a name of the first part"
            known |= bound


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_happens_is_the_same_whenever_it_happens(lesson):
    """The code of a prediction may run after all other cells: it needs no name that is bound twice, or later."""
    cells = [symtable.symtable(cell.source, "", "exec") for cell in cells_of(lesson) if cell.cell_type == "code"]
    bound = [{s.get_name() for s in cell.get_symbols() if s.is_assigned() or s.is_imported()} for cell in cells]
    for i, code in enumerate([cell.source for cell in cells_of(lesson) if cell.cell_type == "code"]):
        for function in predictions_in(code):
            [table] = [table for table in cells[i].get_children() if table.get_name() == function]
            for name in globals_of(table):
                homes = [j for j, names in enumerate(bound) if name in names]
                assert len(homes) <= 1 and all(j <= i for j in homes), f"{function} uses {name}"


def globals_of(table):
    """The names that a function, or what is defined in it, takes from the notebook."""
    own = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return own.union(*map(globals_of, table.get_children()))


def minutes(cells):
    """How long a careful first reader takes: 110 words a minute; formulas, code, figures and questions by the piece."""
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    formulas = len(re.findall(r"\$\$", prose)) / 2
    words = len(re.sub(r"\$\$.*?\$\$|<[^>]*>", " ", prose, flags=re.DOTALL).split())
    lines = sum(bool(line.strip()) for line in code.splitlines())
    figures = len(re.findall(FIGURES, code)) + code.count("plt.show()")
    return words / 110 + 0.6 * formulas + 0.15 * lines + 1.5 * figures + 1.5 * code.count("@Predict(")


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_takes_the_minutes_that_it_says(lesson):
    cells = cells_of(lesson)
    stated = int(re.search(r"About (\d+) minutes", cells[0].source)[1])
    assert stated == pytest.approx(minutes(cells), abs=5)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"^\| {int(lesson[:2])} · .* \| {stated} \|$", readme, re.MULTILINE), "README has other minutes"
