"""A CSV file of which a few cells are changed, and all else stays as it was, byte for byte.

The csv module says whether the file is well formed, and writes the new cells. How a cell was quoted it does not tell,
so each is cut out of the text as it stands there; a test holds that both read the same.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gradus.errors import GradusError
from gradus.whole_files import unwritable

BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel begin
DELIMITERS = ",;\t:"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass
class Table:
    """The rows of a file; the first is its header.

    raw: each cell as it stands in the file, quotes and all. ends: what stands after each row.
    """

    name: str
    bom: bytes
    encoding: str
    delimiter: str
    raw: list[list[str]]
    ends: list[str]

    def __len__(self) -> int:
        return len(self.raw)

    def cells(self, row: int) -> list[str]:
        """What the cells of a row hold."""
        return [_text(raw) for raw in self.raw[row]]

    @property
    def header(self) -> list[str]:
        return [cell.strip() for cell in self.cells(0)]

    def put(self, row: int, column: int, text: str) -> None:
        """Change a cell; it stays quoted if it was."""
        old = self.raw[row][column]
        if _text(old) != text:
            self.raw[row][column] = _written([text], self.delimiter, old.startswith('"'))

    def content(self) -> bytes:
        """The file."""
        rows = (self.delimiter.join(cells) + end for cells, end in zip(self.raw, self.ends, strict=True))
        return self.bom + "".join(rows).encode(self.encoding)


def read(file: Path, knows: Callable[[str], bool]) -> Table:
    """Read a file. knows: whether a header's cell is a known one, by which the delimiter is found.

    Raises GradusError if the file cannot be read as CSV.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise unwritable(file, error) from error
    if content.startswith(WORKBOOKS):
        raise GradusError(f"{file} is an Excel workbook: export it as CSV, or save it as one.")
    bom = next((bom for bom in BOMS if content.startswith(bom)), b"")
    encoding = BOMS.get(bom, "utf-8")
    try:
        text = content.removeprefix(bom).decode(encoding)
    except UnicodeDecodeError:
        raise GradusError(f"{file} is neither UTF-8 nor UTF-16: export it again, or save it as CSV in UTF-8.") from None
    if not text.strip():
        raise GradusError(f"{file} is empty: export it again.")
    delimiter = _delimiter(text, knows)
    return _read(file, bom, encoding, delimiter, text)


def write(rows: list[list[str]], delimiter: str = ",") -> bytes:
    """A new file of these rows, in UTF-8."""
    return "".join(_written(row, delimiter) + "\r\n" for row in rows).encode()


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _read(file: Path, bom: bytes, encoding: str, delimiter: str, text: str) -> Table:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        raise GradusError(f"{file} cannot be read as CSV ({error}): export it again.") from error
    table = Table(file.name, bom, encoding, delimiter, [], [])
    row: list[str] = []
    for cell in re.finditer(rf'("(?:[^"]++|"")*+"|[^{delimiter}\r\n]*)({delimiter}|\r\n|\r|\n|\Z)', text):
        if cell.start() == len(text) and not row:
            break
        row.append(cell[1])
        if cell[2] != delimiter:
            table.raw.append(row)
            table.ends.append(cell[2])
            row = []
    return table


def _delimiter(text: str, knows: Callable[[str], bool]) -> str:
    """The one that gives most known columns, or else most columns."""

    def columns(delimiter: str) -> tuple[int, int]:
        try:
            header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return sum(knows(cell.strip()) for cell in header), len(header)

    return max(DELIMITERS, key=columns)


def _text(raw: str) -> str:
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def _written(row: list[str], delimiter: str, quoted: bool = False) -> str:
    if row == [""] and not quoted:
        return ""
    line = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(line, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerow(row)
    return line.getvalue().removesuffix("\r\n")
