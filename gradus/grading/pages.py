"""How feedback and Formgrader show what students wrote: cleaned after it was rendered, and soon.

In nbgrader_config.py: `c.HTMLExporter.filters = FILTERS` and `c.HTMLExporter.sanitize_html = True`. Text and HTML of
autograded notebooks are harmless before, for programs that do not know of this.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from gradus.cleaning import markup
from gradus.cleaning.bounded_call import Patience, Refused
from gradus.cleaning.text_cells import GIVEN, MOST_TEXT, without_links

SHORT = 1000  # characters that no parser takes long for; the judge has tried
MOST_CODE = 20_000  # characters of a cell that get colours
PATIENCE = "gradus_patience"  # what is left of it for a page, in its resources

FILTERS = {name: f"{__name__}.{name}" for name in ("markdown2html", "clean_html", "highlight_code")}
"""For nbconvert's HTMLExporter, by the names that its templates and nbgrader's use."""


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """A text cell, an output or a comment as HTML. The course's own text stays as it is, but for links to notebooks."""
    cell = context.get("cell", {})
    attachments = cell.get("attachments", {})
    if cell.get("metadata", {}).get(GIVEN) and source == cell.get("source"):
        renderer = IPythonRenderer(escape=False, attachments=attachments)
        return MarkdownWithMath(renderer=renderer).render(without_links(source))
    if len(source) > 2 * MOST_TEXT:
        return markup.as_typed(source)
    answer = _soon(context, markup.render, source, attachments)
    return answer[0] if answer else markup.as_typed(source)


@pass_context
def clean_html(context: Context, html: Any) -> str:
    """HTML of an output, or what a template asks to clean."""
    text = html.decode() if isinstance(html, bytes) else str(html)
    answer = _soon(context, markup.clean_html, text)
    return markup.as_typed(text) if answer is None else answer


@pass_context
def highlight_code(context: Context, source: str, language: str | None = None, metadata: Any = None) -> str:
    """A code cell with colours, or without, if they would take long."""
    answer = _soon(context, markup.highlight, source or " ") if len(source) <= MOST_CODE else None
    return answer or f'<div class="highlight">{markup.as_typed(source)}</div>'


def _soon(context: Context, function: Callable, source: str, *arguments: Any) -> Any:
    """What the function makes of a text; None if that would take long, or it cannot."""
    resources = context["resources"]
    if PATIENCE not in resources:
        resources[PATIENCE] = Patience()
    try:
        if len(source) <= SHORT:
            return function(source, *arguments)
        return resources[PATIENCE].call(function, source, *arguments)
    except (Refused, markup.TooMuch):
        return None
