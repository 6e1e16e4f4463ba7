"""What a student wrote, cleaned after it was rendered: honest text stays, and what costs too much is shown as typed."""

import re

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from gradus.cleaning import markup
from gradus.cleaning.bounded_call import Patience, Refused
from gradus.cleaning.text_cells import GIVEN, given_texts, make_harmless
from gradus.judge.name_binding import may_bind
from gradus.judge.sanitize import Received
from gradus.judge.wire.limits import OutputLimits
from tests import submissions
from tests.grading import hostile

HONEST = [
    "metadata: a script: none; data: 3",
    "`a<b` and $a<b$ and $$a<b$$ and \\\\[ a < b \\\\]",
    "\\begin{align} a &< b \\\\ c &> d \\end{align}",
    "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "```python\nx = a < b\n```",
    "# A heading\n\n- a list\n\n1. another\n\n> quoted\n\n---\n\n**b** *i* ~~s~~",
    "[a link](https://example.org/?a=1&b=2) <https://example.org>",
    "![beside](plots/curve 1.png)",
    "<details><summary>Hint 1</summary>The <em>points</em></details>",
    "x<sub>1</sub><br>y<sup>2</sup> <kbd>Ctrl</kbd>",
    '<p align="left" style="text-align: right">x</p>'.replace(' align="left"', ""),
    "long " * 20_000,
]
COSTLY = {
    "spaces": "x" + " " * 10**6 + "y",
    "headings": "# " + "a " + " " * 20_000 + "x",
    "bold": "".join(f"<b id=x{i}>" for i in range(12_000)),
    "nested": "<div>" * 30_000,
    "deep": "<div>" * 300,
    "many": "<b>x</b>" * 30_000,
    "mathematics": "\\\\[" * 10_000,
}


def text_cell(source, **content):
    return new_markdown_cell(source, **content)


@pytest.mark.parametrize("source", HONEST)
def test_honest_text_stays_as_it_was_typed(source):
    cell = text_cell(source)
    assert list(make_harmless([cell], {}, Patience())) == []
    assert cell.source == source


def test_text_that_markdown_would_lose_is_shown():
    html, _ = markup.render("if x<y and z>2 then", {})
    assert "x&lt;y and z&gt;2" in html


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_the_course_s_own_text_stays_whatever_it_is(unit):
    master = submissions.notebook_of("source", unit)
    master.cells.append(text_cell("<iframe src='https://example.org'></iframe> ![](https://example.org/a.png)"))
    master.cells[-1].attachments = {"a.svg": {"image/svg+xml": "PHN2Zy8+"}}
    before = [cell.source for cell in master.cells if cell.cell_type == "markdown"]
    copies = [re.sub(r"\.\./\.\./course/(\w+)\.ipynb", r"../\1/lesson.ipynb", source) for source in before]
    assert copies != before  # a learner's copy has other links
    cells = [text_cell(source) for source in copies]
    assert list(make_harmless(cells, given_texts(master), Patience())) == []
    assert [cell.source for cell in cells] == before
    assert all(cell.metadata[GIVEN] for cell in cells)
    assert cells[-1].attachments == master.cells[-1].attachments


def test_hostile_text_is_harmless_for_who_renders_it_without_care():
    cells = [text_cell(source) for source in hostile.TEXTS]
    list(make_harmless(cells, {}, Patience()))
    for cell, was in zip(cells, hostile.TEXTS, strict=True):
        plain = markup._markdown(cell.source, {}, markup.IPythonRenderer)
        for tag, attributes in markup._Shape.of(plain).elements:
            assert tag in markup.TAGS, (was, plain)
            for name, value in attributes:
                assert name in ("src", "href", "style", "alt", "title", "border", "open", "class"), (was, plain)
                assert name != "src" or value.startswith("data:image/png;") or re.fullmatch(r"\w+\.png", value), was
                assert name != "href" or value.startswith("https://"), was
                assert name != "style" or "url" not in value, was
                assert name != "class" or value in ("", "highlight", *markup.STANDARD_TYPES.values()), (was, value)


@pytest.mark.parametrize(
    "source",
    [
        r"$\href{javascript:pwn()}{x}$",
        r"$$\href {java&#10;script:pwn()}{x}$$",
        r"$\def\g#1{\href{#1}{x}}\g{javascript:pwn()}$",
    ],
)
def test_mathematics_links_nowhere_but_to_pages(source):
    for text in (source, source.replace("$$", "$").replace("$", ""), f"<p>{source}</p>"):
        html, is_harmless = markup.render(text, {})
        assert r"\href" not in html and not is_harmless
    assert markup.render(r"$\href{https://example.org}{x}$", {})[1]


@pytest.mark.wide
@pytest.mark.parametrize("source", COSTLY.values(), ids=COSTLY)
def test_what_costs_too_much_is_shown_as_it_was_typed(source):
    cell, patience = text_cell(source), Patience()
    [said] = make_harmless([cell], {}, patience)
    assert said.startswith("A text is shown as it was typed: ")
    assert cell.source.startswith("<div><pre>") and len(cell.source) < 10 * len(source)
    html, is_harmless = Patience().call(markup.render, cell.source, {})  # and that is quick
    assert is_harmless and "<pre>" in html


def test_one_costly_text_does_not_cost_the_others():
    cells = [text_cell("good *text*"), text_cell(COSTLY["spaces"]), text_cell("[x](javascript:pwn())")]
    assert len(list(make_harmless(cells, {}, Patience()))) == 1
    assert cells[0].source == "good *text*" and "javascript" not in cells[2].source


def test_patience_ends():
    patience = Patience(seconds=0)
    with pytest.raises(Refused):
        patience.call(markup.clean_html, "x")
    assert Patience(elements=1).map(markup.clean_html, [("<b>1</b>",)] * 3) == ["<b>1</b>"] * 3


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif", "image/webp"])
def test_pasted_pictures_are_shown(kind):
    html, _ = markup.render("![a](attachment:a.x)", {"a.x": {kind: "AAAA"}})
    assert f'src="data:{kind};base64,AAAA"' in html


@pytest.mark.parametrize(
    "attachments", [{}, {"a.png": {}}, {"a.png": {"image/svg+xml": "AAAA"}}, {"a.png": {"image/png": '"><script>'}}]
)
def test_damaged_attachments_are_no_trouble(attachments):
    cell = text_cell("before ![a](attachment:a.png) after", attachments=nbformat.from_dict(attachments))
    list(make_harmless([cell], {}, Patience()))
    html, _ = markup.render(cell.source, {})
    assert "before" in html and "after" in html and "<script" not in html


def received(*outputs):
    return Received(OutputLimits(), Patience()).outputs_of({"outputs": list(outputs)})


def display(data, metadata=None):
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def test_metadata_of_outputs_is_dropped():
    [output] = received(display({"image/png": "AAAA"}, {"image/png": {"width": "1 onload=pwn()"}, "filenames": {}}))
    assert output == display({"image/png": "AAAA"})


def test_markdown_of_outputs_becomes_clean_html():
    [output] = received(display({"text/markdown": "**b** [x](javascript&colon;pwn())", "text/plain": "x"}))
    assert set(output.data) == {"text/html", "text/plain"}
    assert "<strong>b</strong>" in output.data["text/html"] and "javascript" not in output.data["text/html"]


def test_what_nobody_can_show_is_left_out():
    assert received(display({"application/javascript": "pwn()"}), display({"image/svg+xml": "<svg/>"})) == []


def test_latex_with_a_comparison_is_shown():
    [output] = received(display({"text/latex": "$a<b$"}))
    assert output.data["text/latex"] == "$a<b$"


@pytest.mark.wide
def test_costly_html_falls_back_to_the_text_beside_it():
    first, second = received(
        display({"text/html": COSTLY["bold"], "text/plain": "beside"}), display({"text/html": "<b>good</b>"})
    )
    assert first.data == {"text/plain": "beside"}
    assert second.data == {"text/html": "<b>good</b>"}


def test_a_table_of_pandas_keeps_its_looks():
    page = (
        "<div><style scoped>.dataframe tbody tr th {vertical-align: top;}</style>"
        '<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>a</th></tr></thead>'
        "<tbody><tr><th>0</th><td>1 &lt; 2</td></tr></tbody></table></div>"
    )
    [output] = received(display({"text/html": page}))
    assert output.data["text/html"] == page.replace(page[page.index("<style") : page.index("<table")], "").replace(
        "text-align: right;", "text-align:right"
    )


@pytest.mark.parametrize(
    "code",
    ["def f(x): pass", "async def f(): pass", "class f: pass", "f = 1", "a, f = 1, 2", "f: int = 3", "x = 1\nf=2",
     "import g as f", "from g import (a, f)", "for f in x: pass", "f += 1"],
)  # fmt: skip
def test_a_cell_that_binds_a_name(code):
    assert may_bind(code, "f")


@pytest.mark.parametrize(
    "code", ["g = f(3)", "print(f(x, h=3))", "def g(): f = 1", "ff = 1", "f == 2", "# f", "", "  f(1)"]
)
def test_a_cell_that_does_not_bind_a_name(code):
    assert not may_bind(code, "f")


def test_what_a_cell_binds_is_seen_at_once():
    for code in (
        "x1 = %pwd\n" * 20_000,
        '"a"' + ".b" * 50_000,
        "(" * 100_000,
        "f " * 50_000,
        "a," * 50_000,
        "from " * 30_000,
    ):
        Patience().call(may_bind, code, "f")  # in its two seconds, or it raises
