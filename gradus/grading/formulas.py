"""The course's own text with its formulas in MathML: a browser shows them without a network, and without a script."""

import re
from html import unescape

from math_core import LatexError, LatexToMathML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from gradus.cleaning.text_cells import without_links

IN_HTML = re.compile(r"<(code|pre)\b.*?</\1>|\$\$(?P<block>[^$<]+)\$\$|\$(?P<line>[^$<]+)\$", re.DOTALL)
_PRIMES = re.compile(r"<msup>(<(m[ion])\b[^<]*</\2>)<mo>([′″‴])</mo></msup>")
_converter = LatexToMathML(fancy_error=False)


class Renderer(IPythonRenderer):
    """nbconvert's. A formula that cannot be converted stays as it is; where there is a network MathJax sets it."""

    def inline_math(self, body: str) -> str:
        """A formula in a line."""
        return to_mathml(body, displaystyle=False) or super().inline_math(body)

    def block_math(self, body: str) -> str:
        """A formula on a line of its own."""
        return to_mathml(body, displaystyle=True) or super().block_math(body)

    def block_html(self, html: str) -> str:
        """Lines of HTML, such as a hint that opens. Markdown looks for no formula there; MathJax and JupyterLab do."""
        return super().block_html(IN_HTML.sub(_converted, html))


def _converted(found: re.Match[str]) -> str:
    block, line = found["block"], found["line"]
    return (to_mathml(unescape(block or line), displaystyle=bool(block)) if block or line else "") or found[0]


def to_mathml(formula: str, displaystyle: bool) -> str:
    """A formula of TeX's as an element of MathML; nothing if it has something that is not known."""
    try:
        mathml = _converter.convert_with_local_state(" ".join(formula.split()), displaystyle=displaystyle)
    except LatexError:
        return ""
    # Fonts for text have primes raised already. In an exponent of theirs one is a speck; that of a font for
    # mathematics needs an exponent, and not every machine has such a font.
    return _PRIMES.sub(r'\1<mo lspace="0" rspace="0" style="font-family: sans-serif">\3</mo>', mathml)


def course_text(cell: NotebookNode) -> str:
    """The HTML of a text cell that is the course's own, but for links to notebooks."""
    renderer = Renderer(escape=False, attachments=cell.get("attachments", {}))
    return MarkdownWithMath(renderer=renderer).render(without_links(cell.source))
