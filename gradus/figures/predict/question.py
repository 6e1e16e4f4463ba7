"""What may be asked before something is shown, and when a guess is what happened."""

import math
from typing import Any

from gradus.errors import GradusError
from gradus.figures.kit.sampling import is_real
from gradus.figures.map import Map


class Question:
    """A line to be completed: by one of a list of words, by a number (`float`), or by a place on a map (a `Map`)."""

    def __init__(self, label: str, answer: Any):
        self.label, self.answer = label, answer
        if answer is float:
            self.kind = "number"
        elif isinstance(answer, Map):
            self.kind = "place"
        elif _is_words(answer):
            self.kind = "choice"
        else:
            raise GradusError(
                f"{label!r} is answered by a list of two or more different words, by `float` or by a Map; "
                f"got {answer!r}."
            )

    def scene(self) -> dict[str, Any]:
        """What the browser has to know."""
        choices = list(self.answer) if self.kind == "choice" else []
        return {"label": self.label, "kind": self.kind, "choices": choices}

    def guess(self, value: Any) -> Any:
        """A learner's guess as plain data, None for "I don't know". Raises GradusError if it is no answer."""
        if value is None or (self.kind == "choice" and value in self.answer):
            return value
        if self.kind == "number" and is_real(value):
            return float(value) + 0.0  # −0 is 0
        if self.kind == "place" and _is_place(value):
            return [float(number) for number in value]
        wanted = {"choice": f"one of {self.answer}", "number": "a number", "place": "two numbers"}[self.kind]
        raise GradusError(f"{self.label!r} is answered by {wanted}; got {value!r}.")

    def truth(self, value: Any) -> Any:
        """What happened, as plain data; for a place a list of places, if value is one or several.

        Raises GradusError if it is no answer.
        """
        value = value.tolist() if hasattr(value, "tolist") else value
        if value is None:
            raise GradusError(f"{self.label!r} asks what will happen, and nothing came back. Is there a `return`?")
        if self.kind == "place" and isinstance(value, list | tuple) and value and not is_real(value[0]):
            return [self.guess(place) for place in value]
        return [self.guess(value)] if self.kind == "place" else self.guess(value)

    def came_true(self, guess: Any, truth: Any, within: float) -> bool:
        """Whether the guess is what happened: numbers up to the share `within`, places up to that share of the map."""
        if guess is None:
            return False
        if self.kind == "number":
            return abs(guess - truth) <= within * abs(truth)
        if self.kind == "place":
            return min(math.dist(guess, place) for place in truth) <= within * self.answer.width
        return bool(guess == truth)


def _is_words(answer: Any) -> bool:
    if not isinstance(answer, list | tuple) or not all(isinstance(word, str) and word for word in answer):
        return False
    return len(answer) >= 2 and len(set(answer)) == len(answer)


def _is_place(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(map(is_real, value))
