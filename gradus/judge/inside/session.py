"""The student's process: a real IPython that runs the student's cells and answers the judge's calls.

The student's code can change anything in here, so nothing in here is trusted: the judge believes only what
`protocol.decode` lets through.
"""

import builtins
import contextlib
import itertools
import os
import random
import socket
import sys
from collections.abc import Iterator
from typing import Any

import cloudpickle
import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from gradus.checks.call import Call, NotAFunction, Outcome
from gradus.checks.error_location import error_location, stub_of
from gradus.checks.forgotten_self import forgotten_self
from gradus.checks.source import has_no_return
from gradus.judge.inside.health import Health
from gradus.judge.inside.outputs import Hook, Outputs, Publisher, Stream
from gradus.judge.wire import framing, protocol, references
from gradus.judge.wire.callbacks import callbacks, remembered
from gradus.judge.wire.limits import OutputLimits
from gradus.judge.wire.losses import kind_lost
from gradus.judge.wire.protocol import FunctionReference, Items, NotPlain

MOST_ITEMS = 10_000  # that are taken from a generator


class Shell(InteractiveShell):
    """IPython without a terminal or a kernel around it."""

    outputs: Outputs

    def enable_gui(self, gui: str | None = None) -> None:
        """No event loop: figures are drawn inline."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.outputs.add("error", ename=etype.__name__, evalue=_text_of(evalue), traceback=list(stb))


class Session:
    """One student's notebook, running."""

    memory_file: int | None = None  # open where the kernel says how much memory this process uses

    def __init__(self) -> None:
        references.current = self
        self._outputs = Outputs(OutputLimits())
        config = Config(HistoryManager=Config(enabled=False))
        self.shell = Shell.instance(display_pub_class=Publisher, displayhook_class=Hook, config=config)
        parts: list[Any] = [self.shell, self.shell.display_pub, self.shell.displayhook]
        for part in parts:
            part.outputs = self._outputs
        self.shell.colors = "nocolor"
        self.shell.run_line_magic("matplotlib", "inline")
        self._functions: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._given: dict[str, Any] = {}

    def warm_up(self) -> None:
        """Do once, before the fork, what is slow the first time: a figure, an error, a display."""
        for code in ("import matplotlib.pyplot as plt; plt.plot([0, 1]); plt.show()", "1 / 0", "'done'"):
            self.shell.run_cell(code, store_history=False)
        self.shell.reset()

    def prepare(self) -> None:
        """Do, in a child that waits for its submission, what TensorFlow is slow at the first time and a fork ends.

        No Keras here: it counts the layers it names, and students see the names.
        """
        tensorflow = sys.modules.get("tensorflow")
        if tensorflow is not None:
            with contextlib.suppress(Exception):
                x = tensorflow.Variable(1.0)
                with tensorflow.GradientTape() as tape:
                    y = tensorflow.function(lambda v: v * v)(x)
                tape.gradient(y, x)

    def serve(self, connection: socket.socket) -> None:
        """Answer the judge until it hangs up."""
        builtins.input = _no_input
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=connection.close)  # a student's own children have nothing to answer
        sys.stdout, sys.stderr = streams = Stream(self._outputs, "stdout"), Stream(self._outputs, "stderr")
        self._health = Health(streams, self.shell.user_ns, self.memory_file)
        while True:
            try:
                request = framing.receive(connection)
            except framing.Closed:
                return
            number, request = request[: framing.NUMBER], request[framing.NUMBER :]
            framing.send(connection, number + self._answer(request))

    def _answer(self, request: bytes) -> bytes:
        self._outputs.start()
        try:
            action, arguments = cloudpickle.loads(request)
            try:
                reply = getattr(self, f"do_{action}")(*arguments)
            finally:
                self._health.repair(self.shell.user_ns)  # what a call breaks, the next cell is not blamed for
            return protocol.encode(reply, self._refer)
        except NotPlain as what:
            return protocol.encode({"not_plain": str(what)})
        except BaseException as error:
            return protocol.encode({"error": _describe(error)})

    def do_start(self, files: dict[str, bytes], seed: int, most: OutputLimits) -> dict:
        """Write the files of the submission into the working folder; begin random numbers that a regrade repeats."""
        self._outputs.most = most
        random.seed(seed)
        np.random.seed(seed % 2**32)
        if "tensorflow" in sys.modules:
            sys.modules["tensorflow"].random.set_seed(seed % 2**32)
        for name, content in files.items():
            with contextlib.suppress(OSError):
                os.makedirs(os.path.dirname(os.path.abspath(name)), exist_ok=True)
                with open(name, "wb") as file:
                    file.write(content)
        return {"held": self._health.held()}

    def do_run(self, code: str, is_given: bool) -> dict:
        """Run a cell, but not where a call has lowered a limit for good. What given cells define is put back later."""
        if self._health.is_beyond_repair():
            return {"worn": True}
        names = self.shell.user_ns
        before = dict(names) if is_given else {}
        reply = {"outputs": [], "ok": False}
        try:
            result = self.shell.run_cell(code, store_history=True)
            reply |= {"ok": result.success, "count": result.execution_count}
        finally:
            repaired = self._health.repair(self.shell.user_ns)
            outputs = list(self._outputs.items)
            if is_given:
                self._health.note()
        if is_given:
            self._given |= {
                name: value
                for name, value in names.items()
                if not name.startswith("_") and before.get(name, self) is not value
            }
        reply["outputs"] = [output for output in outputs if self._is_plain(output)]
        reply |= {"repaired": repaired, "changed": self._health.changed(), "left": self._health.left()}
        return reply | {"held": self._health.held(), "works": self._works()}

    def _works(self) -> bool:
        """Whether a cell and a print still do what they should."""
        self._outputs.start()
        print("works")
        said = self._outputs.items[:1]
        is_printed = bool(said) and said[0].get("text") == "works\n"
        return is_printed and not self._health.is_beyond_repair() and self.shell.run_cell("0;", silent=True).success

    def do_put_back(self) -> dict:
        """Set what cells have changed to what it was."""
        self._became = self._health.put_back()
        return {}

    def do_put_forward(self) -> dict:
        """Undo that."""
        self._health.put_forward(self._became)
        return {}

    def do_restore(self, answers: list[str]) -> dict:
        """Put back what given cells defined, but for the names that are the student's to define."""
        self.shell.user_ns |= {name: value for name, value in self._given.items() if name not in answers}
        return {}

    def do_get(self, name: str) -> dict:
        """The value of a variable, a reference to a function, or what else it is."""
        if name not in self.shell.user_ns:
            return {"missing": True}
        value = self.shell.user_ns[name]
        if isinstance(value, type(os)):
            return {"module": value.__name__}
        if callable(value) and not _is_data(value):
            return {"value": self._refer(value, name)}
        return {"value": value, "lost": kind_lost(value)}

    def do_set(self, name: str, value: Any) -> dict:
        self.shell.user_ns[name] = value
        return {}

    def do_delete(self, name: str) -> dict:
        self.shell.user_ns.pop(name, None)
        return {}

    def do_call(self, call: Call) -> dict:
        """Make a call of `expect`, with copies of its inputs."""
        return self._reply(call, call.run())

    def do_draw_from(self, states: tuple[Any, Any]) -> dict:
        """Draw what is random from where the test has set it."""
        random.setstate(states[0])
        np.random.set_state(states[1])
        return {}

    def do_bare_call(self, call: Call) -> dict:
        """Make a call as a plain test makes it.

        What it leaves behind comes back too: lists, dicts, sets and arrays it was given, what it printed, and what
        the test's own functions remembered.
        """
        try:
            outcome = Outcome(call.function(*call.arguments, **call.keywords))
            if isinstance(outcome.value, Iterator):
                outcome = Outcome(Items(tuple(itertools.islice(outcome.value, MOST_ITEMS))))
        except BaseException as error:
            outcome = Outcome(error=error)
        printed = "".join(item["text"] for item in self._outputs.items if item.get("name") == "stdout")
        seen = [
            {name: value for name, value in remembered(callback).items() if self._is_plain(value)}
            for callback in callbacks(call.arguments)
        ]
        returned = list(outcome.value.values) if isinstance(outcome.value, Items) else outcome.value
        try:
            reply = self._reply(call, outcome) | {"lost": kind_lost(returned)}
        except NotPlain as what:
            reply = {"not_plain": str(what), "is_own": type(outcome.value).__module__ == "__main__"}
        return reply | self._inputs(call) | {"printed": printed, "remembered": seen}

    def do_attribute(self, name: str | None, number: int, attribute: str) -> dict:
        """A plain attribute of a function or class, such as its docstring."""
        return {"value": self._plainly(getattr(self.resolve(name, number), attribute))}

    def _reply(self, call: Call, outcome: Outcome) -> dict:
        own = self._answer_in(call)
        reply: dict[str, Any] = {"changed": list(outcome.changed)}
        if outcome.error is not None:
            return reply | {"error": _describe(outcome.error, own), "has_no_return": has_no_return(own)}
        value = outcome.value
        if isinstance(value, NotAFunction):
            return reply | {"not_a_function": self._plainly(value.value)}
        if value is None:
            reply["has_no_return"] = has_no_return(own)
        return reply | {"value": self._plainly(value)}

    def _answer_in(self, call: Call) -> Any:
        """The student's function or class among what a call is made of; None if there is none."""
        things = (call.function, *call.arguments)
        return next((thing for thing in things if id(thing) in self._numbers), None)

    def resolve(self, name: str | None, number: int) -> Any:
        """What a proxy stands for."""
        return self.shell.user_ns[name] if name is not None else self._functions[number]

    def _refer(self, function: Any, name: str | None = None) -> FunctionReference:
        number = self._numbers.setdefault(id(function), len(self._functions))
        if number == len(self._functions):
            self._functions.append(function)  # kept, so that no other object gets its id
        name = name or str(getattr(function, "__name__", type(function).__name__))
        kind = "class" if isinstance(function, type) else "function"
        if kind == "class" and issubclass(function, BaseException):
            kind = "exception"
        return FunctionReference(number, name, kind)

    def _plainly(self, value: Any) -> Any:
        """The value if it can cross; otherwise NotPlain is raised while the session can still say what it is."""
        protocol.encode(value, self._refer)
        return value

    def _is_plain(self, value: Any) -> bool:
        try:
            self._plainly(value)
        except NotPlain:
            return False
        return True

    def _inputs(self, call: Call) -> dict:
        """The arguments that the call may have changed in place, as they are now."""
        inputs: list[Any] = []
        for argument in call.arguments:
            is_open = isinstance(argument, list | dict | set) or type(argument) is np.ndarray
            inputs.append([argument] if is_open and self._is_plain(argument) else None)
        return {"inputs": inputs}


def _is_data(value: Any) -> bool:
    return hasattr(value, "__array__") and not isinstance(value, type)


def _no_input(prompt: object = "") -> str:
    raise RuntimeError("input() has nobody to ask while a notebook is being graded. Give the value in the code.")


def _describe(error: BaseException, answer: Any = None) -> dict[str, Any]:
    """An exception as plain data: modules and names of its type and its bases, its text, and where it happened."""
    bases = [[str(kind.__module__), kind.__qualname__] for kind in type(error).__mro__]
    return {
        "types": bases,
        "text": _text_of(error),
        "where": error_location(error, answer),
        "advice": forgotten_self(error, answer),
        "stub": stub_of(error),
    }


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:10_000]
    except Exception:
        return "(the error cannot say what it is)"
