"""A program on a gradient tape, played: forward through the values, backward through the adjoints."""

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.still import Still
from gradus.figures.tape_player.chain_rule import Backward, backward
from gradus.figures.tape_player.formulas import adjoint_of, formula, short
from gradus.figures.tape_player.graph import scene_of
from gradus.figures.tape_player.recording import Recording
from gradus.figures.tape_player.still import draw_graph
from gradus.figures.tape_player.tensor_chain_rule import backward_of_tensors, ends_of
from gradus.figures.tape_player.tensorflow_trace import is_for_tensorflow, record_tensorflow
from gradus.figures.tape_player.trace import record


class TapePlayer(LiveFigure):
    r"""The computation graph of f, and how a tape goes through it: each value forward, each adjoint backward.

    f: a program, at most 300 operations, which is run once. It is made of + - * / ** @ and the methods .sin() .cos()
    .exp() .log() .sum() of its arguments, or of TensorFlow's operations and layers. inputs: a number or an array for
    each, or TensorFlow's tensors and variables. If f returns an array, the tape takes the sum of it.
    Tape, Array: the tape that is played and its arrays, of any design with the interface of unit 7 (`Array(value)`,
    `.value`, `watch`, `gradient`); those of `gradus.tape` if left out. What is shown is what *they* answer, and a
    sentence says where an adjoint is not the sum of its contributions.
    watch: whether TensorFlow's tape is told to watch the inputs that are tensors; variables it watches by itself.
    note: a sentence that is told first.
    A parameter `tape` of f that is given by name only, `def f(x, *, tape)`, is that tape.

    `step` can be read and set, and `opened`: which of the folded boxes is open, counted from 1 in the order of the
    program, 0 if none is. `sentences` has one for each step. `gradient` is what the tape says for the inputs, `wrong`
    the names of the results where it goes wrong; `ends` says where a way back ends in TensorFlow, and why.
    Raises GradusError if f or the tape fails, or if f's result is not made of its inputs.
    """

    _esm = script("tape_player")
    step = traitlets.Int().tag(sync=True)
    opened = traitlets.Int().tag(sync=True)

    def __init__(self, f: Callable[..., Any], *inputs: Any, Tape: Any = None, Array: Any = None, watch: bool = True,
                 note: str = "", step: int = 0, opened: int = 0):  # fmt: skip
        with np.errstate(all="ignore"):  # what overflows is shown as infinity
            if Tape is None and Array is None and is_for_tensorflow(f, inputs):
                self.recording = record_tensorflow(f, inputs, watch)
                self._backwards = backward_of_tensors(self.recording)
            else:
                self.recording, self._backwards = _on_a_tape_of_the_course(f, inputs, Tape, Array)
            self.recording.note = note + self.recording.note
            scene = scene_of(self.recording, self._backwards)
        super().__init__((), scene=scene, opened=opened, step=step)

    @property
    def sentences(self) -> list[str]:
        """What is told at each step, with the boxes that are open now."""
        return [step["sentence"] for step in self._view()["steps"]]

    @property
    def ends(self) -> list[str]:
        """Where a way back ends that the tape could follow until there, and why."""
        said = [why for node in self.recording.nodes for why in ends_of(node)]
        return list(dict.fromkeys(said))

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

    @traitlets.validate("opened")
    def _tidy_opened(self, proposal: Any) -> int:
        return int(max(0, min(len(self.scene["views"]), proposal["value"])))

    @traitlets.observe("opened")
    def _stay_within(self, _: Any) -> None:
        self.step = min(self.step, len(self.sentences) - 1)

    def _view(self) -> dict[str, Any]:
        return self.scene["views"][self.opened - 1] if self.opened else self.scene

    def describe(self) -> str:
        """All values and adjoints, and the step that is shown."""
        view = self._view()
        step = f"Step {self.step} of {len(self.sentences) - 1}: {self.sentences[self.step].replace('`', '')}"
        if self.scene["views"]:
            boxes = "; ".join(
                f"{box['head']} has the value {box['value']} and the adjoint {box['adjoint'] or 'None'}"
                for box in view["boxes"]
            )
            return f"A graph of {len(view['boxes'])} boxes, some of which hold others. {boxes}. {step}"
        values = "; ".join(f"{formula(node)} is {short(node.value)}" for node in self.recording.nodes)
        adjoints = "; ".join(f"{told.node.name} {adjoint_of(told.node)}" for told in self._backwards)
        ends = f" {' '.join(self.ends).replace('`', '')}" if self.ends else ""
        return (
            f"A graph of {len(self.recording.nodes)} boxes. Forward: {values}. "
            f"Backward, the adjoints: {adjoints}.{ends} {step}"
        )

    def still(self) -> Still:
        caption = "Each box has its value and the adjoint that came back to it. Run the cell to play it."
        return Still(draw_graph(self._view()), alt=self.describe(), caption=caption)


def _on_a_tape_of_the_course(f: Callable, inputs: Any, Tape: Any, Array: Any) -> tuple[Recording, list[Backward]]:
    if Tape is None or Array is None:
        # Only here, because the judge's sandbox, where students' code runs, holds no answer key.
        from gradus import tape

        Tape, Array = Tape or tape.Tape, Array or tape.Array
    recording = record(f, inputs, Tape, Array)
    return recording, backward(recording)
