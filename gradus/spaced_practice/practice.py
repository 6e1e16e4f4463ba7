"""Three earlier ideas with new numbers, in the form of a prediction: answered, judged at once, and drawn anew."""

import html
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
from IPython import get_ipython
from IPython.display import display

from gradus.errors import GradusError, wrapped
from gradus.figures.kit.live import fallback
from gradus.figures.predict.figure import Form
from gradus.figures.predict.question import Question
from gradus.notices import tell
from gradus.progress.record import events, workspace_of
from gradus.spaced_practice.bank import BANK
from gradus.spaced_practice.choice import Idea, choose
from gradus.spaced_practice.item import Item, say

WORDS = {"commit": "Check", "columns": ["your answer", "what is right"], "same": "", "again": "Other three"}


def show(unit: object, folder: Path) -> None:
    """Ask for three ideas of the units before this one. folder: that of the notebook.

    unit: a name such as "03_gradients". Where it has no units before it the learner reads a sentence that says so.
    """
    try:
        display(Practice(unit, folder, np.random.default_rng()))
    except GradusError as reason:
        print(wrapped(str(reason)))


class Practice:
    """Three questions. What the learner answers is told as "practice", and chooses the next three.

    Raises GradusError if no unit of this name has others before it.
    """

    def __init__(self, unit: object, folder: Path, rng: np.random.Generator):
        if not isinstance(unit, str) or not any(earlier < unit for earlier, _ in BANK) or not unit[:2].isdigit():
            raise GradusError(
                f'practice() asks for what came before a unit, as in practice("03_gradients"); got {unit!r}.'
            )
        self._unit, self._rng = unit, rng
        self._events = _record_of(folder)
        self.form = Form([])
        self.form.on_msg(self._hear)
        self._page: Any = None
        self.draw()

    def draw(self) -> None:
        """Three ideas with new numbers."""
        self.ideas: list[Idea] = choose(BANK, self._events, self._unit, self._rng)
        self.items: list[Item] = [BANK[idea](self._rng) for idea in self.ideas]
        self.questions = [
            Question(f"{i}. {item.line}", item.choices(self._rng) or float) for i, item in enumerate(self.items, 1)
        ]
        with self.form.hold_sync():
            self.form.outcome = {}
            self.form.scene = {"questions": [question.scene() for question in self.questions], "words": WORDS}
        self._tell_page()

    def answer(self, guesses: list[Any] | None = None) -> None:
        """As the button does it: an answer to each question, None for what is not known."""
        guesses = [None] * len(self.items) if guesses is None else guesses
        guesses = [question.guess(guess) for question, guess in zip(self.questions, guesses, strict=True)]
        rows = []
        for (unit, exercise), item, guess in zip(self.ideas, self.items, guesses, strict=True):
            right = item.is_right(guess)
            rows.append({"guess": guess, "truth": item.answer, "same": right, "why": _why(unit, exercise, item, guess)})
            tell("practice", unit=unit, exercise=exercise, right=right)
            self._events.append({"kind": "practice", "unit": unit, "exercise": exercise, "right": right})
        self.form.outcome = {"rows": rows, "note": ""}
        self._tell_page()

    def _hear(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if "again" in message:
            self.draw()
        else:
            self.answer(message["guess"] if message.get("known") else None)

    def _repr_html_(self) -> str:
        """The questions for a page without a kernel, each with its answer folded."""
        lines = []
        for question, item, (unit, exercise) in zip(self.questions, self.items, self.ideas, strict=True):
            asked = html.escape(f"{question.label} {' / '.join(question.scene()['choices']) or '…'}")
            told = html.escape(f"{_text(item.answer)}. {_why(unit, exercise, item, None)}")
            lines.append(f"<p>{asked}</p><details><summary>Answer</summary><p>{told}</p></details>")
        return f'<div class="gradus-prediction">{"".join(lines)}</div>'

    def __repr__(self) -> str:
        """For a terminal: the questions, and below all of them the answers."""
        asked = [f"{q.label} {' / '.join(q.scene()['choices']) or '…'}" for q in self.questions]
        told = [
            f"{i}. {_text(item.answer)}. {_why(*idea, item, None)}"
            for i, (idea, item) in enumerate(zip(self.ideas, self.items, strict=True), 1)
        ]
        return "\n".join([*asked, "", "The answers:", *told])

    def _tell_page(self) -> None:
        if self._page is not None:
            self._page.update(self._fallback(), raw=True)

    def _fallback(self) -> dict[str, str]:
        return fallback(self._repr_html_(), repr(self))

    def _ipython_display_(self) -> None:
        if getattr(get_ipython(), "kernel", None) is None:  # no widget can live in a terminal
            display({"text/plain": repr(self)}, raw=True)
            return
        display(ipywidgets.VBox([self.form]))
        self._page = display(self._fallback(), raw=True, display_id=True)


def _record_of(folder: Path) -> list[dict[str, Any]]:
    """The events of the learner's workspace; none where there is none, or where it cannot be read."""
    workspace = workspace_of(folder)
    try:
        return events(workspace) if workspace else []
    except GradusError:  # questions at random are better than none
        return []


def _why(unit: str, exercise: str, item: Item, guess: Any) -> str:
    title = BANK[unit, exercise].__doc__
    return f"{item.verdict(guess)} (Exercise {title})"


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else say(value)
