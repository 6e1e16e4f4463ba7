"""The numbers of a class as one HTML file: no script, nothing from elsewhere, and everything in it as text.

Names, answers and what checks say of them are the students' own: the template escapes all it is given, and characters
that would turn the direction of a line or hide in it are replaced.
"""

import functools
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from gradus.report import statistics
from gradus.report.lesson import pictures
from gradus.report.numbers import MISTAKES, OTHER, STOPPED, UNTRIED, Exercise, Numbers

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
TELLS, TELLS_A_LITTLE = 0.3, 0.2  # item-rest correlations, by the usual rule (Ebel & Frisbie 1991, chapter 13)


def page(numbers: Numbers, course: Path) -> str:
    """The page. course: the folder where pictures of figures may be."""
    dearest = numbers.dearest()
    figures = {exercise.section.figure for exercise, _ in dearest if exercise.section}
    return _template().render(
        n=numbers,
        dearest=dearest,
        pictures={figure: pictures(course, figure) for figure in figures},
        lost=sum(numbers.lost.values()),
        least_tried=max(numbers.exercises, key=lambda one: one.untried, default=None),
        most_lost=sorted(numbers.exercises, key=lambda one: -one.lost)[:3],
        told=_told(numbers),
        telling=telling,
        margin=statistics.margin(max(len(numbers.graded), statistics.FEWEST)),
        fewest=statistics.FEWEST,
        seconds=statistics.median([student.seconds for student in numbers.graded]),
        slowest=sorted(numbers.graded, key=lambda student: -student.seconds)[:3],
        kinds={"mistakes": MISTAKES, "other": OTHER, "stopped": STOPPED, "untried": UNTRIED},
    )


@functools.cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_visible,
    )  # fmt: skip
    environment.filters |= {"points": in_points, "prose": _prose, "share": _share}
    return environment.get_template("page.html.jinja")


def in_points(value: float | None) -> str:
    """A number of points with two digits at most: 2, 1.5, 0.33."""
    return "" if value is None else f"{round(value, 2):g}"


def telling(correlation: float, margin: float) -> str:
    """What an item-rest correlation says of an exercise. margin: up to which chance alone may move it."""
    if correlation >= max(TELLS, margin):
        return "tells strong from weak"
    if correlation >= TELLS_A_LITTLE:
        return "tells a little" + (", or by chance" if correlation < margin else "")
    return "hardly tells" if correlation >= 0 else "the wrong way round"


def _told(numbers: Numbers) -> list[Exercise]:
    """Exercises whose correlation is known, from the one that tells most."""
    known = [exercise for exercise in numbers.exercises if exercise.discrimination is not None]
    return sorted(known, key=lambda exercise: -(exercise.discrimination or 0.0))


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.3g}%" if whole else "0%"


def _prose(text: str) -> Markup:
    """A sentence of ours; what stands in `backquotes` is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def _visible(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value)
    return value
