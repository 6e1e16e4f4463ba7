"""Where the lesson treats what an exercise asks for.

manuscript/sections.toml of a course says it, a line an exercise, by unit; a course without it has no such places.

    [01_derivatives]
    slope = "Look both ways"
"""

import base64
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from gradus.errors import GradusError

FILE = "manuscript/sections.toml"
PICTURES = "docs/images/figures"
IMPORTED = re.compile(r"from gradus\.figures import (\([^)]*\)|.*)")


@dataclass(frozen=True)
class Section:
    """A section of a lesson, and the figure that is used there, by its name in `gradus.figures`; "" if none is."""

    lesson: str
    heading: str
    figure: str = ""


def sections(course: Path, unit: str) -> dict[str, Section]:
    """The section for each exercise of a unit, as far as the course names any. Raises GradusError for a bad file."""
    file = course / FILE
    if not file.is_file():
        return {}
    try:
        named = tomllib.loads(file.read_text("utf-8")).get(unit, {})
        if not all(isinstance(heading, str) for heading in named.values()):
            raise ValueError(f"in [{unit}] an exercise is to have one heading, in quotes")
    except (ValueError, AttributeError) as error:
        raise GradusError(f"{file} cannot be read: {error}.") from error
    lesson = course / "course" / f"{unit}.ipynb"
    figures = figures_by_heading(lesson) if lesson.is_file() else {}
    return {
        exercise: Section(f"course/{lesson.name}", heading, figures.get(heading, ""))
        for exercise, heading in named.items()
    }


def figures_by_heading(lesson: Path) -> dict[str, str]:
    """All headings of a lesson, each with the figure below it: one that moves, rather than a question before it."""
    cells = json.loads(lesson.read_text("utf-8"))["cells"]
    texts = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    code = "\n".join(text for kind, text in texts if kind == "code")
    names = {name for line in IMPORTED.findall(code) for name in re.findall(r"\w+", line)} - {"Predict"}
    heading, found = "", dict[str, str]()
    for kind, text in texts:
        if kind == "markdown":
            for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
                found[heading] = ""
        elif heading and not found[heading]:
            found[heading] = next((name for name in re.findall(r"\b([A-Z]\w+)\(", text) if name in names), "")
    return found


def pictures(course: Path, figure: str) -> dict[str, str]:
    """A figure as it looks, by theme, as addresses that hold the whole picture; none where the course has none."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", figure).lower()
    files = {theme: course / PICTURES / f"{name}-{theme}.png" for theme in ("light", "dark")}
    if not figure or not all(file.is_file() for file in files.values()):
        return {}
    return {
        theme: f"data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()}" for theme, file in files.items()
    }
