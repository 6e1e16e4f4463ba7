"""What a student's process reports for people to read: checked, cut to size, and made harmless.

The outputs of a graded notebook are opened in the browser of whoever grades. Nothing in them may run there, fetch
anything, fill the disk, or look like the judge's own lines.
"""

import json
import re
from typing import Any

import nbformat
from nbformat import NotebookNode, ValidationError, validate
from nbformat.v4 import new_output

from gradus.cleaning.bounded_call import Patience, Refused
from gradus.cleaning.markup import as_typed, clean_html, render
from gradus.judge.wire.limits import OutputLimits

MOST_OUTPUTS = 1000  # of one cell
ALL = 40  # times what one cell may put out: what all cells of a notebook may, each run once or twice
ELEMENT = 40  # characters that a page spends on an element, a colour or an output
FAULTS = ("Stopped", "CannotCross")
"""Names of errors by which the judge says that something else than an answer is wrong."""
PICTURES = ("image/png", "image/jpeg")
PLAIN = ("text/plain", "text/latex", "application/json")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f\u2028\u2029]")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_LIVE_LATEX = re.compile(r"\\(href|url|unicode|class|cssId|style|require|html)|</?script|javascript:", re.IGNORECASE)


class Received:
    """Takes the outputs of one notebook's cells, up to a limit that the session should keep."""

    def __init__(self, most: OutputLimits, patience: Patience):
        self._most = most
        self._patience = patience
        self._text, self._pictures = ALL * most.text, ALL * most.pictures  # characters that are left

    def outputs_of(self, reply: Any) -> list[NotebookNode]:
        """The outputs that a session reports of a cell, if they are outputs at all."""
        reported = reply.get("outputs")
        outputs: list[NotebookNode] = []
        text, pictures = min(2 * self._most.text, self._text), min(self._most.pictures, self._pictures)
        for output in reported[:MOST_OUTPUTS] if isinstance(reported, list) else []:
            if not isinstance(output, dict) or not _is_output(output):
                continue
            node = nbformat.from_dict(cleaned(output))
            contents = {kind: json.dumps(content) for kind, content in node.get("data", {"text": node}).items()}
            used = sum(len(contents.pop(kind, "")) for kind in PICTURES)
            pictures, self._pictures = pictures - used, self._pictures - used
            used = ELEMENT + sum(len(content) + ELEMENT * content.count("\\u001b") for content in contents.values())
            text, self._text = text - used, self._text - used
            if text < 0 or pictures < 0:  # as JSON a text is somewhat longer
                outputs.append(new_output("stream", name="stdout", text="… the rest of the output was cut off.\n"))
                break
            outputs.append(node)
        self._make_harmless(outputs)
        return [node for node in outputs if node.get("data") != {}]

    def _make_harmless(self, outputs: list[NotebookNode]) -> None:
        """Leave in the outputs only what a page may show. Their Markdown becomes HTML, for that can be cleaned."""
        for node in outputs:
            if node.output_type == "error":
                node.ename = not_ours(node.ename)
        shown = [node for node in outputs if "data" in node]
        pages = [node.data.get("text/html") for node in shown]
        texts = [None if page else node.data.get("text/markdown") for page, node in zip(pages, shown, strict=True)]
        clean = iter(self._patience.map(clean_html, [(page,) for page in pages if page]))
        rendered = iter(self._patience.map(render, [(text, {}) for text in texts if text]))
        for node, page, text in zip(shown, pages, texts, strict=True):
            html = next(clean) if page else next(rendered) if text else None
            html = html[0] if isinstance(html, list) else html
            if isinstance(html, Refused):
                html = None if "text/plain" in node.data else as_typed(page or text or "")
            node.metadata = NotebookNode()  # sizes and addresses that pages would believe
            kept = {kind: content for kind, content in node.data.items() if kind in (*PLAIN, *PICTURES)}
            node.data = NotebookNode(kept | ({"text/html": html} if html else {}))


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
