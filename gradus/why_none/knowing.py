"""What a block that was run once more shows: the causes of a None, each a sentence, or why nothing is certain."""

import ast
import contextlib
import inspect
import textwrap
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from gradus.why_none.causes import SAY as READ
from gradus.why_none.causes import has_another_origin, statically_before
from gradus.why_none.flow import COMPARING, SIZES, Break, Flow, is_float, is_of_keras, key_of
from gradus.why_none.obstacles import SAY as STEP
from gradus.why_none.recorder import Place
from gradus.why_none.rerun import FILE, Rerun, run_again
from gradus.why_none.slice import relevant_part
from gradus.why_none.values import (
    ask,
    close,
    comes_back,
    copies,
    decides,
    has_values,
    is_a_key,
    is_of_numpy,
    is_watched_now,
    is_written,
    named,
    outermost,
    several,
)  # fmt: skip
from gradus.why_none.with_block import Block, names_in
from gradus.why_none.words import SAY, expression_at, line, short, statement_of


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

    def find(self) -> Known:
        wanted = [e for e in self.wanted if e is not None]
        if key_of(self.target) == key_of(self.source):
            return Known()
        if len(wanted) < 2 or (rerun := run_again(self.block, self.frame, wanted)) is None:
            return Known()
        if rerun.error:
            return Known(fails=rerun.error)
        if rerun.stopped:
            return Known(self._stopped(rerun))
        target, source = rerun.asked
        if key_of(target) == key_of(self.target) and not is_written(rerun, target):
            return Known(self._swapped(rerun, target, source), is_elsewhere=True)
        if target is None or not self._is_the_same(rerun, target, source):
            return Known()
        source = self.source if source is None else source
        gradient = ask(rerun.tape, target, source)
        if gradient is not None:
            return Known(self._compiled(source), gradient=gradient)
        return self._causes(rerun, target, source)

    def _compiled(self, source: Any) -> list[str]:
        """A result of a compiled function along another one. Here it ran as plain Python, and there is a way."""
        import tensorflow as tf

        for call in (part for part in ast.walk(self.block.node) if isinstance(part, ast.Call)):
            function = self.block.names.get(getattr(call.func, "id", ""))
            if isinstance(function, tf.types.experimental.PolymorphicFunction) and key_of(source) != key_of(
                self.source
            ):
                return [SAY["compiled"].format(line(ast.unparse(call)), self.target_name, self.source_name)]
        return []

    def _stopped(self, rerun: Rerun) -> list[str]:
        """Keras ran a whole model outside of the tape, on the way to the target."""
        if rerun.places and self._is_relevant(None, rerun.places):
            if rerun.stopped.startswith("keras "):
                return [SAY["predict"].format(expression_at(self.block, rerun.places[0]))]
            if rerun.stopped in ("PyFunc", "PyFuncStateless"):
                return [STEP["left"].format(expression_at(self.block, rerun.places[0]))]
        return []

    def _is_the_same(self, rerun: Rerun, target: Any, source: Any) -> bool:
        """Whether what ran now is what ran then: the same value came out, and the tape watched the same variables."""
        then = {key_of(v) for v in self.tape.watched_variables()}
        now = {key_of(v) for v in rerun.tape.watched_variables()}
        made = {key_of(h) for o in rerun.operations if o.kind == "VarHandleOp" for h in o.outputs}
        if (then & self._living(rerun)) != now - made:
            return False
        is_source = source is None or key_of(source) == key_of(self.source)
        if close(target, self.target) and (is_source or close(source, self.source)):
            return True
        # Other values may come from other numbers in the same code: what it does must not hang on them.
        hangs = any(o.kind in ("bool", "int", "index") for o in rerun.operations)
        used = {*names_in(self.block.node), *(name for code in rerun.functions for name in code.co_names)}
        is_as_then = not hangs and not used & self.block.given_since()
        return is_as_then and is_source and getattr(target, "shape", None) == getattr(self.target, "shape", None)

    def _living(self, rerun: Rerun) -> set[int]:
        """Watched variables but those that were made in the block, of which each run has its own."""
        now = {key_of(v) for v in rerun.tape.watched_variables()}
        then = {key_of(v) for v in self.tape.watched_variables()}
        return (
            then if len(then) == len(now & then) or not any(o.kind == "VarHandleOp" for o in rerun.operations) else now
        )

    def _causes(self, rerun: Rerun, target: Any, source: Any) -> Known:
        flow = Flow(rerun.operations, source, target)
        if key_of(source) == key_of(target):
            return Known()
        if key_of(source) in Flow(rerun.operations, target, source).made and not flow.is_connected:
            return Known(self._swapped(rerun, target, source))
        is_unwatched = self._is_unwatched(rerun, source)
        causes = []
        if flow.is_connected:
            causes = [self._break(found) for found in flow.breaks()]
            left = self._leavings(rerun, flow, is_confirmed=False)
            causes = causes + left if flow.is_by_values or not left else left
            causes = [*self._watching(rerun, source, is_unwatched, flow, bool(causes)), *causes]
        else:
            causes = self._without_a_way(rerun, flow, target, source)
        return Known(several(causes))

    def _swapped(self, rerun: Rerun, target: Any, source: Any) -> list[str]:
        if ask(rerun.tape, source, target) is None:
            return []
        return [SAY["swapped"].format(self.target_name, self.source_name)]

    def _watching(self, rerun: Rerun, source: Any, is_unwatched: bool, flow: Flow, is_cut: bool) -> list[str]:
        """What keeps a way that is open from being recorded."""
        import tensorflow as tf

        source = source.value if is_of_keras(source) else source
        name = min(self.block.tapes, default="tape")
        calls = {part.attr for part in ast.walk(self.block.node) if isinstance(part, ast.Attribute)}
        if isinstance(source, tf.Variable):
            if any(key_of(v) == key_of(source) for v in rerun.tape.watched_variables()):
                return [] if is_cut else self._hidden(rerun, flow, source, calls)
            if not source.trainable:
                return [SAY["trainable"].format(self.source_name)]
            if "reset" in calls:
                return [SAY["reset"].format(name)]
            return [SAY["stopped"]] if "stop_recording" in calls else []
        if is_unwatched:
            is_made_here = any(source is o for op in rerun.operations for o in op.outputs)
            return [] if is_made_here else [self.rebound or SAY["watch"].format(*self._to_watch(name))]
        return [] if is_cut else self._hidden(rerun, flow, source, calls)

    def _to_watch(self, tape: str) -> tuple[str, str]:
        return (
            ("The source", f"{tape}.watch(it)")
            if "the " in self.source_name
            else (self.source_name, f"{tape}.watch({self.source_name})")
        )

    def _hidden(self, rerun: Rerun, flow: Flow, source: Any, calls: set[str]) -> list[str]:
        first = flow.first_without(lambda value: ask(rerun.tape, value, source))
        if first is None:
            return []
        if first.has_own_gradient:
            outer = next((p for p in first.places if p.file == FILE), None)
            return [SAY["own"].format(expression_at(self.block, outer))] if outer else []
        if "reset" in calls:
            return [SAY["reset"].format(min(self.block.tapes, default="tape"))]
        if "stop_recording" in calls:
            return [SAY["stopped"]]
        return [READ["late"]] if "watch" in calls and is_watched_now(rerun, source) else []

    def _is_unwatched(self, rerun: Rerun, source: Any) -> bool:
        import tensorflow as tf

        source = source.value if is_of_keras(source) else source
        if isinstance(source, tf.Variable):
            return not any(key_of(v) == key_of(source) for v in rerun.tape.watched_variables())
        return not is_watched_now(rerun, source)

    def _without_a_way(self, rerun: Rerun, flow: Flow, target: Any, source: Any) -> list[str]:
        """Nothing of TensorFlow's leads from the source to the target."""
        if before := self._before(rerun, flow):
            return [before]
        nudged = run_again(self.block, self.frame, [e for e in self.wanted if e is not None], source)
        depends = None
        if nudged and not nudged.stopped and not nudged.error and nudged.asked[0] is not None:
            depends = not close(nudged.asked[0], target)
        if depends:
            return self._leavings(rerun, flow, is_confirmed=True) or self._arrays(rerun)
        if depends is None:
            return []
        for answer in flow.gradients:
            is_behind = any(key_of(o) in flow.behind for o in answer.outputs if o is not None)
            first = answer.inputs[0] if answer.inputs else None
            if is_behind and key_of(first) in flow.made:
                return [SAY["straight"].format(expression_at(self.block, answer.places[0]), self.source_name)]
        if piece := self._piece(rerun, target):
            return [piece]
        plain = [o for o in flow.leavings() if o.kind != "text"]
        choices = [o for o in plain if decides(o)]
        if choices and len(choices) == len(plain):
            where = expression_at(self.block, choices[0].places[0])
            return [SAY["branch"].format(where, self.source_name, self.target_name)]
        arrays = self._arrays(rerun)
        if written_with_it := [said for said in arrays if self._mentions_source(said)]:
            return written_with_it
        if arrays or plain:
            return []
        if unknown := self._of_unknown_origin(rerun, flow):
            return [SAY["perhaps before"].format(self.target_name, self.source_name, unknown)]
        return [SAY["unused"].format(self.target_name, self.source_name)]

    def _before(self, rerun: Rerun, flow: Flow) -> str:
        known = {key_of(v): name for name, v in rerun.before.items() if has_values(v)}
        behind = {known[key_of(v)] for v in flow.unknown_inputs(set(known))}
        read = self._relevant()[1] - {a.name for a in self.block.assigned if self.block.is_inside(a.line)}
        return statically_before(self.block, self.source, behind | read, self._holder())

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
                text = (
                    f"`{line(ast.unparse(made_by))}`"
                    if not given
                    else f"{self.source_name} (`{line(ast.unparse(made_by))}`)"
                )
                return SAY["piece"].format(text, name, self.target_name)
        return ""

    def _leavings(self, rerun: Rerun, flow: Flow, is_confirmed: bool) -> list[str]:
        """Where values left TensorFlow, on statements that have to do with the target."""
        found = []
        for operation in flow.leavings():
            is_plain = operation.kind != "text" and not decides(operation) and operation.places
            if not is_plain or not self._is_relevant(
                operation.places[-1] if operation.places else None, operation.places
            ):
                continue
            if not is_confirmed and not comes_back(flow, operation):
                continue
            text = statement_of(self.block, operation.places[0])
            found.append(SAY["copied"].format(text) if copies(text) else STEP["left"].format(text))
        return found

    def _arrays(self, rerun: Rerun) -> list[str]:
        """Calls of NumPy in the code that ran: it takes the memory of a tensor, and asks nobody."""
        lines = self._relevant()[0]
        found = [c for c in ast.walk(self.block.node) if isinstance(c, ast.Call) and c.lineno in lines]
        texts = outermost(call for call in found if is_of_numpy(call, self.block.names))
        for code in rerun.functions:
            with contextlib.suppress(OSError, TypeError, SyntaxError, ValueError, IndentationError):
                tree = ast.parse(textwrap.dedent(inspect.getsource(code)))
                calls = [c for c in ast.walk(tree) if isinstance(c, ast.Call) and is_of_numpy(c, self.frame.f_globals)]
                texts += outermost(calls)
        return [STEP["left"].format(text) for text in dict.fromkeys(texts)]

    def _mentions_source(self, said: str) -> bool:
        text = said.split("`")[1]
        with contextlib.suppress(SyntaxError):
            return ast.unparse(self.wanted[1]) in {
                ast.unparse(n) for n in ast.walk(ast.parse(text)) if isinstance(n, ast.expr)
            }
        return False

    def _is_relevant(self, place: Place | None, places: tuple[Place, ...] = ()) -> bool:
        at = next((p for p in (*places, place) if p and p.file == FILE and p.function == "<module>"), None)
        if at is None:
            return not places
        return at.line in self._relevant()[0]

    def _relevant(self) -> tuple[set[int], set[str]]:
        targets = names_in(self.wanted[0]) if self.wanted[0] is not None else set()
        return relevant_part(self.block.node, targets, self._ignored(), self._still())

    def _still(self) -> set[str]:
        return {n for n, v in self.block.names.items() if has_values(v) or isinstance(v, int | float | str)}

    def _ignored(self) -> set[str]:
        kinds = (inspect.ismodule, inspect.isroutine, inspect.isclass)
        return {n for n, v in self.block.names.items() if any(kind(v) for kind in kinds)} | self.block.tapes

    def _break(self, found: Break) -> str:
        operation = found.operation
        text = expression_at(self.block, operation.places[0] if operation.places else None)
        if not text:
            return ""
        if found.new_variable:
            return SAY["copied"].format(text)
        if found.is_write:
            return STEP["state"].format(text)
        if operation.kind in COMPARING:
            return STEP["compared"].format(text)
        if operation.kind in SIZES:
            return SAY["sizes"].format(text, self.target_name, self.source_name)
        dtypes = [o.dtype for o in operation.outputs if hasattr(o, "dtype")]
        if any(d.is_integer for d in dtypes):
            return SAY["whole"].format(text)
        if any(d.name == "string" for d in dtypes):
            return SAY["text"].format(text)
        return STEP["jumps"].format(text)
