"""A student's text cells: whoever renders them shows nothing that runs or fetches, and has done so soon.

Most stay as they were typed. What is no harmless Markdown becomes the HTML that it may be; what no parser gets through
in time, or is too long, is shown letter by letter.
"""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from gradus.cleaning.bounded_call import Patience, Refused
from gradus.cleaning.markup import as_typed, render

MOST_TEXT = 200_000  # characters of a cell
GIVEN = "gradus_given"  # in the metadata of a text cell that is the course's own, word for word
_LINK_TO_NOTEBOOK = re.compile(r"\[([^\]]*)\]\([\w./-]+\.ipynb(#[^)]*)?\)")  # in a learner's copy it leads elsewhere

# JupyterLab reads Markdown a little differently, and cleans it, but for pictures from elsewhere.
_PICTURE = re.compile(r"!\s*\[|<[A-Za-z][^<>]*=")
_ADDRESS = re.compile(r"//|[=:(\"']\s*\\\\|&(?:#|sol)")
# In a block of HTML on one line, Markdown finds neither an end nor mathematics.
_OF_MARKDOWN = {ord(mark): f"&#{ord(mark)};" for mark in "\n\r\u2424$\\`"}


def given_texts(master: NotebookNode) -> dict[str, NotebookNode]:
    """The course's own text cells, by their text, wherever its links to notebooks lead."""
    return {without_links(cell.source): cell for cell in master.cells if cell.cell_type == "markdown"}


def without_links(text: str) -> str:
    """Of links to other notebooks of the course only the words: beside a page they are not there."""
    return _LINK_TO_NOTEBOOK.sub(r"\1", text) if len(text) <= MOST_TEXT else text


def make_harmless(cells: list[NotebookNode], given: dict[str, NotebookNode], patience: Patience) -> Iterator[str]:
    """Replace the source of text cells where it must be; say what cannot be shown as it was meant."""
    mine = []
    for cell in cells:
        if own := given.get(without_links(cell.source)):  # the copy may have lost its pictures, or have got others
            cell.metadata[GIVEN] = True
            cell.source = own.source
            _attach(cell, own.get("attachments"))
        elif len(cell.source) > MOST_TEXT:
            yield _give_up(cell, f"it has more than {MOST_TEXT} characters")
        else:
            mine.append(cell)
    answers = patience.map(render, [(cell.source, cell.get("attachments", {})) for cell in mine])
    for cell, answer in zip(mine, answers, strict=True):
        if isinstance(answer, Refused):
            yield _give_up(cell, str(answer))
            continue
        html, is_harmless = answer
        if not is_harmless or (_PICTURE.search(cell.source) and _ADDRESS.search(cell.source)):
            _replace(cell, html)


def _give_up(cell: NotebookNode, why: str) -> str:
    _replace(cell, as_typed(cell.source))
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return f"{f'The text {name}' if name else 'A text'} is shown as it was typed: {why}"


def _replace(cell: NotebookNode, html: str) -> None:
    cell.source = f"<div>{html.translate(_OF_MARKDOWN)}</div>"
    _attach(cell, None)  # pictures are in the HTML


def _attach(cell: NotebookNode, pictures: NotebookNode | None) -> None:
    cell.pop("attachments", None)
    if pictures:
        cell.attachments = pictures
