"""The documentation as data: its blocks, the commands in its sentences, its links."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
NOT_RUN = re.compile(r"<!-- not run: (.+?) -->", re.DOTALL)
# A sentence names a command if it begins with one of these; others are a machine's own (apt-get, systemd-run).
OURS = ("make ", "gradus ", ".venv/bin/gradus ", ".venv/bin/pre-commit ", "nbgrader ", "python ", "pip ", "source ")
# Below a folder, or with a file's ending; names in capitals stand for others.
A_PATH = re.compile(
    r"(?<![\w./])(?:(?:[a-z0-9_.-]+/)+[a-z0-9_.-]*[a-z0-9_]|[a-z0-9_-]+\.(?:csv|md|db|ipynb|zip))(?![\w/])"
)


@dataclass
class Command:
    """A line to be typed. says: what the document shows of its output. makes: what it says is there afterwards."""

    line: str
    says: list[str] = field(default_factory=list)
    makes: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A fenced block. number: its first line. not_run: the reason that the comment above it gives, if there is one."""

    language: str
    text: str
    number: int
    not_run: str | None

    @property
    def commands(self) -> list[Command]:
        """Lines after `$ ` with what they print below them; without any `$`, each line is a command."""
        lines = self.text.replace("\\\n", " ").splitlines()
        prompts = any(line.startswith("$ ") for line in lines)
        found: list[Command] = []
        for line in filter(str.strip, lines):
            if prompts and not line.startswith("$ "):
                found[-1].says.append(line)
            elif not line.startswith("#"):
                typed, _, comment = line.removeprefix("$ ").partition("  # ")
                found.append(Command(" ".join(typed.split()), makes=A_PATH.findall(comment)))
        return found


@dataclass
class Document:
    """A Markdown file: its blocks, the code in its sentences, its links and pictures, its headings' anchors."""

    path: Path
    blocks: list[Block]
    spans: list[str]
    links: list[str]
    anchors: set[str]

    @property
    def commands(self) -> list[str]:
        """The commands in its sentences, each once."""
        return list(dict.fromkeys(span for span in self.spans if span.startswith(OURS)))


def read(path: Path) -> Document:
    """A document of the project."""
    document, comment = Document(path, [], [], [], set()), None
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "fence":
            document.blocks.append(Block(token.info.strip(), token.content, token.map[0] + 1, comment))
        if token.type == "heading_open":
            words = re.sub(r"[^\w\s-]", "", after.content.lower())
            document.anchors.add(re.sub(r"\s", "-", words))
        for child in token.children or ():
            if child.type == "code_inline":
                document.spans.append(" ".join(child.content.split()))
            if link := child.attrs.get("href") or child.attrs.get("src"):
                document.links.append(link)
        reason = NOT_RUN.search(token.content) if token.type == "html_block" else None
        comment = " ".join(reason.group(1).split()) if reason else None
    return document
