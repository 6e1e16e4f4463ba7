"""A question that must be answered, if only by "I don't know", before something is shown."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets
import traitlets
from IPython.display import display

from gradus.errors import GradusError
from gradus.figures.kit.live import LiveFigure, fallback, script
from gradus.figures.predict.question import Question
from gradus.figures.predict.record import keep_guess, last_guess
from gradus.notices import tell


class Form(LiveFigure):
    """The question as the browser shows it, part of a Predict. It sends a guess, {"known": true, "guess": [...]}, or
    {"known": false}, or {"again": true}. Asked to settle, it sends the guess once more, with "settled".
    """

    _esm = script("predict")
    # {"rows": [{guess, truth, same}, …], "note": …} once the guess is made
    outcome = traitlets.Dict().tag(sync=True)


class Predict:
    """Asks first, then shows what happens, with the guess beside it.

        @Predict({"The walk": ["comes to rest", "leaves all bounds"], "After 10 steps it is at": float})
        def walk_at_one():
            walk = Descent(...)
            display(walk)
            return walk.rest, walk.path[10]

    questions: lines to be completed, each by one of a list of words, by a number (`float`), or by the point of a
    `Map`. The decorated function shows what it likes and returns what happened, one answer for each question. It
    runs when the learner has committed a guess, or "I don't know"; what it shows appears below the question.
    within: how near a number must come, as a share of it, to be as predicted; for a place, as a share of the map.

    The guess is kept under the function's name in predictions.jsonl beside the notebook, so that it is there when
    the cell runs again, also after a restart. If the Markdown cell below begins with `<details>`, JupyterLab
    unfolds it with the guess.
    Raises GradusError if a question or what happened is unusable.
    """

    def __init__(self, questions: dict[str, Any], within: float = 0.05):
        if not isinstance(questions, dict) or not questions:
            raise GradusError(
                'Predict takes lines to be completed and how, as in Predict({"The slope is": float}); '
                f"got {questions!r}."
            )
        self.questions = [Question(str(label), answer) for label, answer in questions.items()]
        self.labels = [question.label for question in self.questions]
        self.within = within
        self.guess: list[Any] | None = None  # None: not yet made
        self.truth: list[Any] | None = None  # None: nothing happened yet
        self._maps = {i: q.answer for i, q in enumerate(self.questions) if q.kind == "place"}
        self._folder = Path.cwd()

    def __call__(self, happens: Callable[[], Any]) -> "Predict":
        self._happens, self.name = happens, happens.__name__
        self.form = Form([], scene={"questions": [question.scene() for question in self.questions]})
        self.form.on_msg(self._hear)
        self.shown = ipywidgets.Output()
        self._box = ipywidgets.VBox([*self._maps.values(), self.form, self.shown])
        self._page: Any = None
        display(self)
        guess = last_guess(self._folder, self.name, self.labels)
        if guess is not None and self._is_answer(guess):
            self._open(guess)
        return self

    def commit(self, guess: list[Any] | None = None) -> None:
        """As the button does it: one guess for each question, None for what is not known.

        Raises GradusError if a guess is no answer to its question.
        """
        guess = [None] * len(self.questions) if guess is None else guess
        guess = [question.guess(one) for question, one in zip(self.questions, guess, strict=True)]
        self._open(guess, keep_guess(self._folder, self.name, self.labels, guess))
        tell("prediction", prediction=self.name)

    def ask_again(self) -> None:
        """Forget the guess and what was shown."""
        keep_guess(self._folder, self.name, self.labels, None)
        self.guess = self.truth = None
        for figure in self._maps.values():
            figure.marks = []
        self.shown.clear_output()
        self._tell_page()
        self.form.outcome = {}

    def _hear(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if "again" in message:
            self.ask_again()
        elif message.get("known") and self._maps and not message.get("settled"):
            # A widget's changes wait in the page while an earlier one is heard, and its messages do not: by the time
            # that the page has this answer, the last move of the point is on its way.
            self.form.send({"settle": True})
        elif message.get("known"):
            self.commit([list(self._maps[i].point) if i in self._maps else g for i, g in enumerate(message["guess"])])
        else:
            self.commit()

    def _is_answer(self, guess: list[Any]) -> bool:
        try:
            return guess == [question.guess(one) for question, one in zip(self.questions, guess, strict=True)]
        except GradusError:
            return False

    def _open(self, guess: list[Any], note: str = "") -> None:
        self.guess, self.truth = guess, self._happen()
        if self.truth is None:
            note = "The code of this cell stopped with an error; it stands below."
        for i, figure in self._maps.items():
            if guess[i] is not None:
                figure.point = guess[i]
            figure.marks = self.truth[i] if self.truth else []
        self._tell_page()  # first: what a learner sees is in the notebook then, though it be saved at once
        self.form.outcome = {"rows": self._rows(), "note": note}

    def _happen(self) -> list[Any] | None:
        """Show it, and return what happened; None where the code stopped with an error, which is shown instead."""
        truths = []
        self.shown.clear_output()
        with self.shown:  # in IPython an error goes no further
            truths = self._truths(self._happens())
        return truths or None

    def _truths(self, result: Any) -> list[Any]:
        results = [result] if len(self.questions) == 1 else result
        try:
            return [question.truth(one) for question, one in zip(self.questions, results, strict=True)]
        except (TypeError, ValueError):
            raise GradusError(
                f"{self.name} must return what happened, {len(self.questions)} answers; got {result!r}."
            ) from None

    def _rows(self) -> list[dict[str, Any]]:
        truths = self.truth or [None] * len(self.questions)
        return [
            {
                "guess": guess,
                "truth": truth,
                "same": truth is not None and question.came_true(guess, truth, self.within),
            }
            for question, guess, truth in zip(self.questions, self.guess or [], truths, strict=True)
        ]

    def _repr_html_(self) -> str:
        """The question for a page without a kernel, and the guess, if there is one."""
        lines = []
        for i, question in enumerate(self.questions):
            words = " / ".join(question.answer) if question.kind == "choice" else "…"
            if self.guess is not None and self.truth is not None:
                guess, truth = (_text(one) for one in (self.guess[i], self.truth[i]))
                words = f"{truth}. Your guess: {guess}."
            lines.append(f"<li>{html.escape(question.label)}: {html.escape(words)}</li>")
        lead = f"<p>Run the cell to {'answer' if self.guess is None else 'see again what happened'}.</p>"
        return f'<div class="gradus-prediction"><p>Predict:</p><ul>{"".join(lines)}</ul>{lead}</div>'

    def _tell_page(self) -> None:
        if self._page is not None:
            self._page.update(self._fallback(), raw=True)

    def _fallback(self) -> dict[str, str]:
        return fallback(self._repr_html_(), "; ".join(self.labels))

    def _ipython_display_(self) -> None:
        display(self._box)
        self._page = display(self._fallback(), raw=True, display_id=True)


def _text(value: Any) -> str:
    if value is None:
        return "I don't know"
    if isinstance(value, float):
        return f"{value + 0.0:.4g}"  # no -0
    if isinstance(value, list):
        places = value if isinstance(value[0], list) else [value]
        return " and ".join(f"({x:.3g}, {y:.3g})" for x, y in places)
    return str(value)
