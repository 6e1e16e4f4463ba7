"""Turns a student's Markdown and HTML into HTML in which nothing runs, fetches, or passes for the page's own.

What was rendered is cleaned, not what is to be rendered, so it does not matter by which spelling it came. Some texts
take these functions minutes or gigabytes; call them through `bounded`.
"""

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

import nh3
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.token import STANDARD_TYPES

DEEPEST = 200  # elements in elements
MOST_ELEMENTS = 20_000
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""Kinds of pictures that may be pasted into a text. None of them can hold a script or an address."""

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"style", "title", "dir", "lang"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "table": {"border"},
    "td": {"align", "colspan", "rowspan", "valign"},
    "th": {"align", "colspan", "rowspan", "scope", "valign"},
}
# No name, id or other class: Formgrader's scripts and style sheets go by them.
_CLASSES = {"div": {"highlight"}, "span": set(STANDARD_TYPES.values()) - {""}, "table": {"dataframe"}}
_STYLES = {"background-color", "color", "font-style", "font-weight", "text-align", "vertical-align"}
_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
# A picture that was pasted in, or handed in beside the notebook. nbconvert takes `files/` off an address after this.
_PART = r"(?!\.\.)(?:[\w\- .,()+]|%20)+"
_PICTURE = re.compile(
    rf"(?:{'|'.join(map(re.escape, (f'data:{kind};base64,' for kind in PICTURES)))})[A-Za-z0-9+/=\s]*"
    rf"|{_PART}(?:/{_PART})*\.(?:png|jpe?g|gif|webp)",
    re.IGNORECASE,
)
_FETCHING_STYLE = re.compile(r"url|image|expression|[\\@]", re.IGNORECASE)
_LIVE_MATHEMATICS = re.compile(r"\\href(?![A-Za-z])(?!\s*\{\s*(?:https?://|mailto:))")
_ELEMENT = re.compile(r"</?([A-Za-z][\w-]*)")
_OF_HTML = TAGS | nh3.ALLOWED_TAGS | {
    "applet", "audio", "base", "body", "button", "canvas", "dialog", "embed", "fieldset", "font", "form", "frame",
    "frameset", "head", "html", "iframe", "input", "label", "legend", "link", "main", "marquee", "math", "meta",
    "meter", "noscript", "object", "option", "output", "param", "picture", "portal", "progress", "script", "section",
    "select", "slot", "source", "style", "svg", "template", "textarea", "title", "track", "video", "xml",
}  # fmt: skip
_coloured = Highlight2HTML("ipython3")


class TooMuch(Exception):
    """A text that is not worth its cost: too deep, too many elements."""


def clean_html(html: str) -> str:
    """HTML without what runs, fetches something from elsewhere, or reaches out of its place. Raises TooMuch."""
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_harmless,
        allowed_classes=_CLASSES,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "data"},
    )
    if _Shape.of(cleaned).depth > DEEPEST or cleaned.count("<") > 2 * MOST_ELEMENTS:
        raise TooMuch("elements")
    return _LIVE_MATHEMATICS.sub(r"\\mathrm", cleaned)


def render(source: str, attachments: dict[str, dict[str, str]]) -> tuple[str, bool]:
    """A text cell as harmless HTML, and whether what nbconvert itself makes of it would be that too. Raises TooMuch."""
    cleaned = clean_html(_markdown(source, attachments, Renderer))
    try:
        plain = _markdown(source, attachments, IPythonRenderer)
    except Exception:  # a picture that is not there
        return cleaned, False
    is_same = _Shape.of(plain).elements == _Shape.of(cleaned).elements and not _LIVE_MATHEMATICS.search(unescape(plain))
    return cleaned, is_same


def highlight(source: str) -> str:
    """A code cell with colours."""
    return _coloured(source)


def as_typed(text: str, most: int = 100_000) -> str:
    """A text as HTML that shows it letter by letter, up to a length."""
    cut = "\n… the rest is cut off." if len(text) > most else ""
    return f"<pre>{escape(text[:most], quote=False)}{cut}</pre>"


class Renderer(IPythonRenderer):
    """nbconvert's, for texts of which something may be missing."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture; its name, if it was to be pasted in and is not there."""
        name = url.removeprefix("attachment:")
        if name != url and name not in self.attachments:
            return f"<em>[the picture {escape(name)} is missing]</em>"
        return super().image(text, url, title)

    def inline_html(self, html: str) -> str:
        """HTML in a line; as text, if it is none: `x<y and z>2`."""
        name = _ELEMENT.match(html)
        return super().inline_html(html) if not name or name[1].lower() in _OF_HTML else escape(html)


def _markdown(source: str, attachments: dict, renderer: type[IPythonRenderer]) -> str:
    how = renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=how).render(source)


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and not _LINK.match(value):
        return None
    if attribute == "style" and _FETCHING_STYLE.search(value):
        return None
    if attribute == "src" and not _PICTURE.fullmatch(value):
        return None
    return value


class _Shape(HTMLParser):
    """The elements of a piece of HTML with their attributes, and how deep they lie in each other."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, list]] = []
        self.depth = self._open = 0

    @classmethod
    def of(cls, html: str) -> "_Shape":
        shape = cls()
        shape.feed(html)
        shape.close()
        return shape

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self._begin(tag, attrs)
        if tag not in ("br", "col", "hr", "img", "wbr"):
            self._open += 1
            self.depth = max(self.depth, self._open)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._open -= 1

    def _begin(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        kept = [(name, (value or "").replace(" ", "").rstrip(";")) for name, value in attrs if name != "rel"]
        self.elements.append((tag, sorted(kept)))
