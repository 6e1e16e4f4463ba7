"""What a block that was run once more shows: the causes of a None, each a sentence, or why nothing is certain."""

import ast
import contextlib
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from gradus.why_none.flow import Flow, has_values, is_float, key_of
from gradus.why_none.leavings import Leavings, decides
from gradus.why_none.obstacles import SAY as STEP
from gradus.why_none.obstacles import calls_in, is_tensorflow, text_of
from gradus.why_none.outside import has_another_origin, used_from_before
from gradus.why_none.rerun import Rerun, run_again
from gradus.why_none.unrecorded import is_watched, unrecorded
from gradus.why_none.values import ask, close, is_a_key, is_written, named, ran_as_then, several
from gradus.why_none.with_block import Block, names_in
from gradus.why_none.words import SAY, cut_at, expression_at, short


@dataclass
class Known:
    """Sentences on causes, none where nothing is certain; the gradient that the block gives now, if it gives one."""

    causes: list[str] = field(default_factory=list)
    gradient: Any = None
    is_elsewhere: bool = False
    fails: Exception | None = None


class Knowing:
    def __init__(
        self, block: Block, frame: FrameType, target: Any, source: Any, tape: Any, asked: list[ast.expr], rebound: str
    ) -> None:
        self.rebound = rebound
        self.block, self.frame, self.tape = block, frame, tape
        self.target, self.source = target, source
        self.wanted: list[Any] = [*asked] or [named(block, target), named(block, source)]
        self.target_name, self.source_name = (
            short(e, w) for e, w in zip(self.wanted, ("target", "source"), strict=True)
        )
        self.leavings = Leavings(block, self.wanted[0], frame.f_globals)

    def find(self) -> Known:
        if key_of(self.target) == key_of(self.source) or None in self.wanted:
            return Known()
        if (rerun := run_again(self.block, self.frame, self.wanted)) is None:
            return Known()
        if rerun.error:
            return Known(fails=rerun.error)
        if rerun.stopped:
            return Known(self._stopped(rerun))
        target, source = rerun.asked
        if key_of(target) == key_of(self.target) and not is_written(rerun, target):
            return Known(self._swapped(rerun, target, source), is_elsewhere=True)
        if target is None or not ran_as_then(rerun, self.block, self.tape, self.target, self.source):
            return Known()
        source = self.source if source is None else source
        gradient = ask(rerun.tape, target, source)
        if gradient is not None:
            return Known(self._compiled(source), gradient=gradient)
        return self._causes(rerun, target, source)

    def _compiled(self, source: Any) -> list[str]:
        """A result of a compiled function along another one. Here it ran as plain Python, and there is a way."""
        import tensorflow as tf

        is_made_anew = key_of(source) != key_of(self.source)
        for call in calls_in(self.block.node):
            function = self.block.names.get(getattr(call.func, "id", ""))
            if is_made_anew and isinstance(function, tf.types.experimental.PolymorphicFunction):
                return [SAY["compiled"].format(text_of(call), self.target_name, self.source_name)]
        return []

    def _stopped(self, rerun: Rerun) -> list[str]:
        """Keras ran a whole model outside of the tape, on the way to the target."""
        made = Flow(rerun.operations, self.source, self.target).made
        if not any(has_values(value) and key_of(value) in made for value in rerun.given):
            return []
        if not getattr(self.source, "trainable", is_watched(rerun.tape, self.source)):
            return []  # then something else is the matter
        if self.leavings.is_relevant(rerun.places):
            if rerun.stopped.startswith("keras "):
                return [SAY["predict"].format(expression_at(self.block, rerun.places[0]))]
            if rerun.stopped in ("PyFunc", "PyFuncStateless"):
                return [STEP["left"].format(expression_at(self.block, rerun.places[0]))]
        return []

    def _causes(self, rerun: Rerun, target: Any, source: Any) -> Known:
        flow = Flow(rerun.operations, source, target)
        if key_of(source) == key_of(target):
            return Known()
        if key_of(source) in Flow(rerun.operations, target, source).made and not flow.is_connected:
            return Known(self._swapped(rerun, target, source))
        if flow.is_connected:
            # Where a way is open, what cuts others beside it is not why nothing arrives.
            causes = [] if flow.is_open else self._cuts(flow)
            causes = [*unrecorded(self.block, rerun, flow, source, self.source_name, self.rebound), *causes]
        else:
            causes = self._without_a_way(rerun, flow, target, source)
        return Known(several(causes))

    def _cuts(self, flow: Flow) -> list[str]:
        causes = [cut_at(self.block, found, self.target_name, self.source_name) for found in flow.breaks()]
        left = self.leavings.recorded(flow, is_confirmed=False)
        return causes + left if flow.is_by_values or not left else left

    def _swapped(self, rerun: Rerun, target: Any, source: Any) -> list[str]:
        if ask(rerun.tape, source, target) is None:
            return []
        return [SAY["swapped"].format(self.target_name, self.source_name)]

    def _without_a_way(self, rerun: Rerun, flow: Flow, target: Any, source: Any) -> list[str]:
        """Nothing of TensorFlow's leads from the source to the target."""
        if before := self._before(rerun, flow):
            return [before]
        nudged = run_again(self.block, self.frame, self.wanted, source)
        depends = None
        if nudged and not nudged.stopped and not nudged.error and nudged.asked[0] is not None:
            depends = not close(nudged.asked[0], target)
        if depends:
            return self.leavings.recorded(flow, is_confirmed=True) or self.leavings.arrays(rerun.functions)
        if depends is None:
            return []
        for answer in flow.gradients:
            is_behind = any(key_of(o) in flow.behind for o in answer.outputs if o is not None)
            first = answer.inputs[0] if answer.inputs else None
            if is_behind and key_of(first) in flow.made:
                return [SAY["straight"].format(expression_at(self.block, answer.places[0]), self.source_name)]
        if piece := self._piece(rerun, target) or self._anew(rerun):
            return [piece]
        plain = [o for o in flow.leavings() if o.kind != "text" or self.leavings.is_relevant(o.places)]
        choices = [o for o in plain if decides(o)]
        if choices and len(choices) == len(plain):
            where = expression_at(self.block, choices[0].places[0])
            return [SAY["branch"].format(where, self.source_name, self.target_name)]
        arrays = self.leavings.arrays(rerun.functions)
        if written_with_it := [said for said in arrays if self._mentions_source(said)]:
            return written_with_it
        if arrays or plain:
            return []
        if unknown := self._of_unknown_origin(rerun, flow) or self._kept(rerun):
            return [SAY["perhaps before"].format(self.target_name, self.source_name, unknown)]
        return [SAY["unused"].format(self.target_name, self.source_name)]

    def _before(self, rerun: Rerun, flow: Flow) -> str:
        known = {key_of(v): name for name, v in rerun.before.items() if has_values(v)}
        behind = {known[key_of(v)] for v in flow.unknown_inputs(set(known))}
        read = self.leavings.relevant[1] - {a.name for a in self.block.assigned if self.block.is_inside(a.line)}
        return used_from_before(self.block, self.source, behind | read, self._holder())

    def _holder(self) -> str:
        """The name of what holds the source: the model of `model.w`."""
        return min(names_in(self.wanted[1]), default="")

    def _of_unknown_origin(self, rerun: Rerun, flow: Flow) -> str:
        """A tensor behind the target that was there before, and the code here does not show where it is from."""
        import tensorflow as tf

        known = {key_of(v): name for name, v in rerun.before.items() if has_values(v)}
        for value in flow.unknown_inputs(rerun.older):
            if not isinstance(value, tf.Tensor) or not is_float(value):
                continue
            name = known.get(key_of(value), "")
            if not has_another_origin(self.block, name, self.source, self._holder()):
                return name or "something in it"
        return ""

    def _piece(self, rerun: Rerun, target: Any) -> str:
        """The source is a part or a copy of something else, which the target does depend on."""
        expression = self.wanted[1]
        given = [a for a in self.block.assigned if isinstance(expression, ast.Name) and a.name == expression.id]
        made_by = given[-1].value if given else expression
        if isinstance(made_by, ast.Name | ast.Attribute | None) or (given and is_a_key(made_by, rerun.names)):
            return ""
        if not isinstance(made_by, ast.Subscript | ast.Call):
            return ""
        for name in sorted(names_in(made_by)):
            value = rerun.names.get(name)
            if has_values(value) and ask(rerun.tape, target, value) is not None:
                written = f"`{text_of(made_by)}`"
                text = f"{self.source_name} ({written})" if given else written
                return SAY["piece"].format(text, name, self.target_name)
        return ""

    def _kept(self, rerun: Rerun) -> str:
        """What was put by before, perhaps made from the source: in a function that keeps its results, or a number."""
        used = {*names_in(self.block.node), *(name for code in rerun.functions for name in code.co_names)}
        keeping = sorted(name for name in used if hasattr(self.block.names.get(name), "cache_info"))
        return f"what `{keeping[0]}` keeps" if keeping else next(iter(rerun.numbers), "")

    def _anew(self, rerun: Rerun) -> str:
        """The source is no value that is kept, but what a call or a property makes."""
        expression = self.wanted[1]
        if isinstance(expression, ast.Call):
            known = {key_of(value) for value in self.block.names.values() if has_values(value)}
            is_anew = is_tensorflow(self.block, expression.func) and key_of(self.source) not in known
        else:
            is_anew = not rerun.is_kept
        return SAY["anew"].format(f"`{text_of(expression)}`", self.target_name) if is_anew else ""

    def _mentions_source(self, said: str) -> bool:
        text = said.split("`")[1]
        with contextlib.suppress(SyntaxError):
            return ast.unparse(self.wanted[1]) in {
                ast.unparse(n) for n in ast.walk(ast.parse(text)) if isinstance(n, ast.expr)
            }
        return False
