"""Formulas of feedback: MathML, which needs no network, no script and nobody's trust."""

import re

import nbformat
import pytest

from gradus.grading.formulas import course_text, to_mathml
from tests import submissions


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_each_formula_of_an_exercise_notebook_can_be_converted(unit):
    for cell in submissions.notebook_of("release", unit).cells:
        if cell.cell_type == "markdown":
            html = re.sub(r"<(code|pre)[ >].*?</\1>", "", course_text(cell), flags=re.DOTALL)
            assert "$" not in html and r"\begin" not in html, cell.source


def test_what_is_not_known_stays_as_it_is():
    cell = nbformat.v4.new_markdown_cell(r"Now $x^2$, $\unheardof{x}$ and $$\frac{1}{x.$$")
    html = course_text(cell)
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert r"$\unheardof{x}$" in html and r"$$\frac{1}{x.$$" in html


def test_a_hint_has_its_formulas_too_and_code_has_none():
    source = "<details><summary>Hint</summary>\nIf $a &lt; b$, `$x$` costs <code>$HOME and $x</code>.</details>"
    html = course_text(nbformat.v4.new_markdown_cell(source))
    assert "If <math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>, " in html
    assert "<code>$HOME and $x</code>" in html


@pytest.mark.parametrize(("formula", "prime"), [("f'(x)", "′"), ("(u v)' = 0", "′"), ("f''", "″")])
def test_a_prime_stands_in_a_font_that_has_it_raised(formula, prime):
    mathml = to_mathml(formula, displaystyle=False)
    assert f'font-family: sans-serif">{prime}</mo>' in mathml and "msup" not in mathml


def test_a_formula_is_no_html():
    assert "<script" not in to_mathml(r"x < y, \text{<script>alert(1)</script>}", displaystyle=False)
