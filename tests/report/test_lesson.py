"""Each exercise has a section of its lesson, and the figure named with it is the one that stands there."""

import tomllib

import pytest

from gradus.course.manuscript import read_exercises
from gradus.errors import GradusError
from gradus.report.lesson import FILE, figures_by_heading, pictures, sections
from tests.submissions import ROOT, UNITS


def test_each_exercise_has_a_section_that_is_there():
    assert sorted(tomllib.loads((ROOT / FILE).read_text("utf-8"))) == UNITS
    for unit in UNITS:
        master = read_exercises(ROOT / "manuscript" / "exercises" / f"{unit}.py")
        answers = [cell.id for cell in master.cells if cell.metadata.get("nbgrader", {}).get("solution")]
        found = sections(ROOT, unit)
        assert list(found) == answers, unit
        headings = figures_by_heading(ROOT / "course" / f"{unit}.ipynb")
        assert {section.heading for section in found.values()} <= headings.keys(), unit


def test_the_figure_is_the_one_of_that_section():
    found = sections(ROOT, "01_derivatives")
    assert found["has_kink"].figure == "Zoom" and found["best_step"].figure == "ErrorCurve"
    assert found["observed_order"].figure == ""
    assert pictures(ROOT, "ErrorCurve")["dark"].startswith("data:image/png;base64,")
    assert pictures(ROOT, "") == pictures(ROOT, "Nothing") == {}


def test_a_course_need_not_have_such_a_file_and_a_bad_one_is_named(tmp_path):
    assert sections(tmp_path, "01") == {}
    (tmp_path / "manuscript").mkdir()
    for text in ("[01", "01 = 3", "[01]\nslope = 3"):
        (tmp_path / FILE).write_text(text)
        with pytest.raises(GradusError, match="sections.toml cannot be read"):
            sections(tmp_path, "01")
