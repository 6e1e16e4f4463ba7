"""What is said to a learner, as prose, and what it was said about, so that it can be shown."""

from typing import Any

from gradus.errors import GradusError
from gradus.why_none.playing import Asked, play

NOTHING_TO_PLAY = "There is nothing to play here: no way from a source to a target was asked about."


class Explanation(str):
    """A text that a notebook shows as prose, without quotes."""

    _asked: Asked | None

    def __new__(cls, text: str, asked: Asked | None = None) -> "Explanation":
        self = super().__new__(cls, text)
        self._asked = asked
        return self

    def show(self) -> Any:
        """The block, played: a `TapePlayer` of the way from the source to the target, with the arrow that is broken.

        The block runs once more for it, and nothing that it does stays. Raises GradusError where that cannot be.
        """
        if self._asked is None:
            raise GradusError(NOTHING_TO_PLAY)
        return play(self._asked)

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)
