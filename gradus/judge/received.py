"""What a student's process reports for people to read: checked, cut to size, and made harmless.

The outputs of a graded notebook are opened in the browser of whoever grades. Nothing in them may run there, fill the
disk, or look like the judge's own lines.
"""

import functools
import json
import re
from typing import Any

import nbformat
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode, ValidationError, validate
from nbformat.v4 import new_output

from gradus.judge.limits import Most

MOST_OUTPUTS = 1000  # of one cell
FAULTS = ("Stopped", "CannotCross")
"""Names of errors by which the judge says that something else than an answer is wrong."""
PICTURES = ("image/png", "image/jpeg")
TAGS = [
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
]  # fmt: skip

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f\u2028\u2029]")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_LIVE_LATEX = re.compile(r"[<>]|\\(href|url|unicode|class|cssId|style|require|html)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#)")
_SCHEME = re.compile(r"(script|data)(\s*):", re.IGNORECASE)
_REMOTE_PICTURE = re.compile(r"!(?=\[)(?!\[[^\[\]]{0,200}\]\(attachment:)")


def outputs_of(reply: Any, most: Most) -> list[NotebookNode]:
    """The outputs that a session reports, if they are outputs at all, up to a limit that the session should keep."""
    reported = reply.get("outputs")
    outputs: list[NotebookNode] = []
    text = pictures = 0
    for output in reported[:MOST_OUTPUTS] if isinstance(reported, list) else []:
        if not isinstance(output, dict) or not _is_output(output):
            continue
        [node] = _sanitizer().sanitize_code_outputs([nbformat.from_dict(cleaned(output))])
        if node.output_type == "error":
            node.ename = not_ours(node.ename)
        data = node.get("data", {})
        if "text/html" in data:  # a page sets the mathematics in it, and that can hold links
            data["text/html"] = without_schemes(data["text/html"])
        if "text/markdown" in data:
            data["text/markdown"] = harmless_markdown(data["text/markdown"])
        size = {kind: len(json.dumps(content)) for kind, content in node.get("data", {"text": node}).items()}
        pictures += sum(size.pop(kind, 0) for kind in PICTURES)
        text += sum(size.values())
        if text > 2 * most.text or pictures > most.pictures:  # as JSON a text is somewhat longer
            return [*outputs, new_output("stream", name="stdout", text="… the rest of the output was cut off.\n")]
        outputs.append(node)
    return outputs


def cleaned(value: Any) -> Any:
    """Text that can be written and shown: lone surrogates and control characters but colours are replaced."""
    if isinstance(value, str):
        return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value.encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list):
        return [cleaned(part) for part in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(part) for key, part in value.items()}
    return value


def one_line(text: Any, most: int) -> str:
    """A student's words for use in a sentence of the judge's: they cannot begin a line of their own."""
    return " ".join(cleaned(str(text)[:most]).replace("\x1b", " ").split())


def not_ours(name: str) -> str:
    """The name of a student's exception; one that the judge uses for itself says whose it is."""
    return f"__main__.{name}" if name in FAULTS else name


def harmless_markdown(source: str) -> str:
    """A student's text without HTML tags, without links that run something, and without pictures from elsewhere,
    by which a server would learn who reads it and when. Pictures that were pasted in stay.
    """
    text = _TAG.sub(lambda mark: {"<": "&lt;", "&": "&amp;"}[mark[0]], source)
    return without_schemes(_REMOTE_PICTURE.sub("", text))


def without_schemes(text: str) -> str:
    """Without addresses that run something, such as javascript:, also those in mathematics."""
    return _SCHEME.sub(r"\1 \2:", text)


def _is_output(output: dict) -> bool:
    if output.get("output_type") == "stream" and not isinstance(output.get("text"), str):
        return False
    try:
        json.dumps(output)
        validate(nbformat.from_dict(output), ref="output", version=4)
    except (ValidationError, TypeError, ValueError, RecursionError):
        return False
    for kind, content in output.get("data", {}).items():
        if not isinstance(content, str) and not kind.endswith("json"):
            return False
        if kind in PICTURES and not BASE64.fullmatch(content):
            return False
        if kind == "text/latex" and _LIVE_LATEX.search(content):
            return False
    return True


@functools.cache
def _sanitizer() -> SanitizeHTML:
    return SanitizeHTML(tags=TAGS, strip=True)
