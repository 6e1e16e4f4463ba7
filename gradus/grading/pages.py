"""How feedback and Formgrader show what students wrote: cleaned after it was rendered, and soon.

In nbgrader_config.py: `c.HTMLExporter.filters = FILTERS` and `c.HTMLExporter.sanitize_html = True`. Text and HTML of
autograded notebooks are harmless before, for programs that do not know of this.
"""

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from gradus.judge import markup
from gradus.judge.bounded import Patience, Refused
from gradus.judge.texts import GIVEN, MOST_TEXT

SHORT = 1000  # characters of code that no highlighter takes long for
MOST_CODE = 20_000  # characters of a cell that get colours
PATIENCE = "gradus_patience"  # what is left of it for a page, in its resources

FILTERS = {name: f"{__name__}.{name}" for name in ("markdown2html", "clean_html", "highlight_code")}
"""For nbconvert's HTMLExporter, by the names that its templates and nbgrader's use."""


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """A text cell, an output or a comment as HTML. The course's own text stays as it is."""
    cell = context.get("cell", {})
    attachments = cell.get("attachments", {})
    if cell.get("metadata", {}).get(GIVEN) and source == cell.get("source"):
        return MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)
    try:
        if len(source) > 2 * MOST_TEXT:
            raise Refused("too long")
        return _patience(context).call(markup.render, source, attachments)[0]
    except Refused:
        return markup.as_typed(source)


@pass_context
def clean_html(context: Context, html: Any) -> str:
    """HTML of an output, or what a template asks to clean."""
    text = html.decode() if isinstance(html, bytes) else str(html)
    try:
        return _patience(context).call(markup.clean_html, text)
    except Refused:
        return markup.as_typed(text)


@pass_context
def highlight_code(context: Context, source: str, language: str | None = None, metadata: Any = None) -> str:
    """A code cell with colours, or without, if they would take long."""
    if len(source) <= SHORT:
        return markup.highlight(source or " ")
    try:
        if len(source) > MOST_CODE:
            raise Refused("too long")
        return _patience(context).call(markup.highlight, source)
    except Refused:
        return f'<div class="highlight">{markup.as_typed(source)}</div>'


def _patience(context: Context) -> Patience:
    resources = context["resources"]
    if PATIENCE not in resources:
        resources[PATIENCE] = Patience(30.0)
    return resources[PATIENCE]
