"""One short question with its numbers: a line to be completed, what is right and why, and known slips with theirs."""

import math
from typing import NamedTuple, TypeVar

import numpy as np

T = TypeVar("T")
NEAR = 0.02  # as a share: so near must a number come that is not short, and so far must a slip be from it


class Item(NamedTuple):
    """line: to be completed by a number, or by one of several texts. why: a sentence or two with this item's numbers.

    slips: wrong answers that a known mistake gives, each with what it did. Of a question that is answered by texts
    they are the other choices.
    """

    line: str
    answer: float | str
    why: str
    slips: dict[float | str, str]

    def choices(self, rng: np.random.Generator) -> list[str]:
        """The texts to choose from in random order; none where a number is asked for."""
        texts = [str(text) for text in (self.answer, *self.slips)] if isinstance(self.answer, str) else []
        return [texts[i] for i in rng.permutation(len(texts))]

    def is_right(self, guess: float | str | None) -> bool:
        return guess is not None and _same(guess, self.answer)

    def verdict(self, guess: float | str | None) -> str:
        """Whether a guess is right, or what slipped if that is known, and why; guess is None for "I don't know"."""
        if guess is None:
            return self.why
        if self.is_right(guess):
            return f"Right. {self.why}"
        slipped = next((reason for slip, reason in self.slips.items() if _same(guess, slip)), "Not this time.")
        return f"{slipped} {self.why}"


def item(line: str, answer: float | str, why: str, *slips: tuple[float | str, str]) -> Item:
    """An item without the slips that give what is right with these numbers, or that give the same as another one."""
    kept: dict[float | str, str] = {}
    for i, (wrong, reason) in enumerate(slips):
        others = [answer, *(other for j, (other, _) in enumerate(slips) if j != i)]
        if isinstance(answer, str):  # a choice has to be there only once, and either of two reasons is true
            if wrong != answer:
                kept.setdefault(wrong, reason)
        elif not any(_too_near(wrong, other) for other in others):
            kept[wrong] = reason
    return Item(line, answer, why, kept)


def pick(rng: np.random.Generator, *options: T) -> T:
    return options[rng.integers(len(options))]


def whole(rng: np.random.Generator, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return int(rng.integers(low, high + 1))


def say(*numbers: float) -> str:
    """A number as people write it, with a real minus; several as a list in brackets."""
    texts = [f"{number + 0.0:.4g}".replace("e-0", "e-").replace("-", "\N{MINUS SIGN}") for number in numbers]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def _same(guess: float | str, answer: float | str) -> bool:
    """Texts and short numbers must be met exactly, a long number to two digits."""
    if isinstance(guess, str) or isinstance(answer, str):
        return guess == answer
    return abs(guess - answer) <= (1e-6 if _is_short(answer) else NEAR) * abs(answer) + 1e-12


def _is_short(number: float) -> bool:
    return math.isclose(number, round(number, 3), abs_tol=1e-12)


def _too_near(a: float | str, b: float | str) -> bool:
    """Whether one guess could be meant for both numbers."""
    a, b = float(a), float(b)
    return abs(a - b) <= (1e-5 if _is_short(a) and _is_short(b) else 2 * NEAR) * max(abs(a), abs(b))
