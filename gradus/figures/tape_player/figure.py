"""A program on a gradient tape, played: forward through the values, backward through the adjoints."""

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.still import Still
from gradus.figures.tape_player.chain_rule import backward, forward_sentence
from gradus.figures.tape_player.formulas import formula, short
from gradus.figures.tape_player.graph import adjoint_of, graph_of
from gradus.figures.tape_player.still import draw_graph
from gradus.figures.tape_player.trace import record


class TapePlayer(LiveFigure):
    r"""The computation graph of f, and how a tape goes through it: each value forward, each adjoint backward.

    f: a program of + - * / ** @ and the methods .sin() .cos() .exp() .log() .sum() of its arguments; at most 300
    operations. inputs: a number or an array for each. If f returns an array, the tape takes the sum of it.
    Tape, Array: the tape that is played and its arrays, of any design with the interface of unit 7 (`Array(value)`,
    `.value`, `watch`, `gradient`); those of `gradus.tape` if left out. What is shown is what *they* answer, and a
    sentence says where an adjoint is not the sum of its contributions.

    `step` can be read and set. `sentences` has one for each step. `gradient` is what the tape says for the inputs,
    `wrong` the names of the results where it goes wrong.
    Raises GradusError if f or the tape fails, or if f's result is not made of its inputs.
    """

    _esm = script("tape_player")
    step = traitlets.Int().tag(sync=True)

    def __init__(self, f: Callable[..., Any], *inputs: Any, Tape: Any = None, Array: Any = None, step: int = 0):
        if Tape is None or Array is None:
            # Only here, because the judge's sandbox, where students' code runs, holds no answer key.
            from gradus import tape

            Tape, Array = Tape or tape.Tape, Array or tape.Array
        with np.errstate(all="ignore"):  # what overflows is shown as infinity
            self.recording = record(f, inputs, Tape, Array)
            self._backwards = backward(self.recording)
        self.sentences = self._tell()
        super().__init__((), scene=graph_of(self.recording, self._backwards, self.sentences), step=step)

    @property
    def gradient(self) -> list[Any]:
        """What the tape says for each input: an array of its shape, or None."""
        return [node.adjoint for node in self.recording.inputs]

    @property
    def wrong(self) -> list[str]:
        """The results, in the order of the way back, whose adjoint is not the sum of its contributions."""
        return [told.node.name for told in self._backwards if not told.is_right]

    @traitlets.validate("step")
    def _tidy_step(self, proposal: Any) -> int:
        return int(max(0, min(len(self.sentences) - 1, proposal["value"])))

    def _tell(self) -> list[str]:
        inputs = ", ".join(f"`{node.name}` = {short(node.value)}" for node in self.recording.inputs)
        forward = [forward_sentence(node) for node in self.recording.nodes if node.operation]
        *others, last = (told.sentence for told in self._backwards)
        found = ", ".join(f"{node.name} {adjoint_of(node)}" for node in self.recording.inputs)
        return [
            f"The tape watches {inputs}.",
            *forward,
            *others,
            f"{last} With that the gradient of this tape is complete: {found}.",
        ]

    def describe(self) -> str:
        """All values and adjoints, and the step that is shown."""
        values = "; ".join(f"{formula(node)} is {short(node.value)}" for node in self.recording.nodes)
        adjoints = "; ".join(f"{told.node.name} {adjoint_of(told.node)}" for told in self._backwards)
        return (
            f"A graph of {len(self.recording.nodes)} boxes. Forward: {values}. Backward, the adjoints: {adjoints}. "
            f"Step {self.step} of {len(self.sentences) - 1}: {self.sentences[self.step].replace('`', '')}"
        )

    def still(self) -> Still:
        caption = "Each box has its value and the adjoint that came back to it. Run the cell to play it."
        return Still(draw_graph(self.scene), alt=self.describe(), caption=caption)
