"""Looks after what all cells of a process share: streams, builtins, modules, limits, settings.

Runs in the student's process, after each of their cells. What is broken, so that nothing could work any more, is put
back at once. What is changed, and may be meant so, stays; it is put back for a second try of what fails afterwards.
Nothing here is a safeguard for the judge: who forges it harms their own later cells.
"""

import builtins
import contextlib
import os
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

WATCHED = ("numpy", "numpy.linalg", "math", "random", "time", "itertools", "functools", "operator", "tensorflow")
"""Modules whose functions a cell may replace."""
STREAMS = ("stdout", "stderr")
MANY = 100  # files that are open
Part = tuple[Callable[[], Any], Callable[[Any], object]]  # what it is now, and how to set it


class Health:
    """Remembers how things are, tells what has changed, and puts it back."""

    def __init__(self, streams: tuple[Any, Any], shell_names: dict[str, Any], memory_file: int | None):
        self._streams = streams
        self._shell_names = dict(shell_names)
        self._memory_file = memory_file
        self._builtins, self._live_builtins = dict(vars(builtins)), vars(builtins)
        self._modules, self._live_modules = dict(sys.modules), sys.modules
        self._limits = {kind: resource.getrlimit(kind) for kind in _limits()}
        self._threads = set(threading.enumerate())
        self._short = _short_of()
        self.note()

    def note(self) -> None:
        """Take the settings as they are now for what they should be."""
        self._settings = {name: _now(name) for name in _settings()}

    def repair(self, names: dict[str, Any]) -> list[str]:
        """Put back what nothing can work without; say what it was."""
        found = self._live_builtins.copy()  # no builtin may be called before they are back
        self._live_builtins.update(self._builtins)
        lost = {"Python's built-in names": _others(found, self._builtins)}
        lost["imported modules"] = _others(getattr(sys, "modules", {}), self._modules)
        sys.modules = self._live_modules
        sys.modules.update(self._modules if lost["imported modules"] else {})
        lost["print"] = [
            stream for name, stream in zip(STREAMS, self._streams, strict=True) if not _is_whole(name, stream)
        ]
        sys.stdout, sys.stderr = self._streams
        for name in self._shell_names.keys() - names.keys():
            names[name] = self._shell_names[name]
        sys.settrace(None)
        sys.setprofile(None)
        for kind in [kind for kind, before in self._limits.items() if resource.getrlimit(kind) != before]:
            lost["limits"] = ["lowered"]
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, self._limits[kind])
        return [what for what, parts in lost.items() if parts]

    def is_beyond_repair(self) -> bool:
        """Whether a limit was lowered for good."""
        return any(resource.getrlimit(kind) != before for kind, before in self._limits.items())

    def changed(self) -> list[str]:
        """Which settings are not what they were."""
        return [name for name in self._settings if self._differs(name)]

    def put_back(self) -> dict[str, Any]:
        """Set them to what they were; what they had become, for `put_forward`."""
        became = {name: _now(name) for name in self.changed()}
        self._set({name: self._settings[name] for name in became})
        return became

    def put_forward(self, became: dict[str, Any]) -> None:
        self._set(became)

    def held(self) -> int:
        """Bytes of memory that are taken, touched or not, as far as it can be known."""
        if self._memory_file is not None and resource:
            with contextlib.suppress(OSError, ValueError):
                return int(os.pread(self._memory_file, 200, 0).split()[0]) * resource.getpagesize()
        return 0

    def left(self) -> list[str]:
        """What a cell leaves that later ones may suffer from: threads, an alarm, processes, hardly a file to open."""
        found = ["threads"] if set(threading.enumerate()) - self._threads else []
        if hasattr(signal, "getitimer"):
            found += ["an alarm"] if any(signal.getitimer(kind)[0] for kind in (0, 1, 2)) else []
        with contextlib.suppress(AttributeError, ChildProcessError):
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            found.append("processes")
        return found + [what for what in _short_of() if what not in self._short]

    def _differs(self, name: str) -> bool:
        now, before = _now(name), self._settings[name]
        if isinstance(before, _Functions):
            return not isinstance(now, _Functions) or bool(_others(now, before))
        return bool(now != before)

    def _set(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            with contextlib.suppress(Exception):
                _settings()[name][1](value)


def _short_of() -> list[str]:
    """What there is hardly any left of for later cells."""
    found = []
    try:
        number = os.dup(0)  # the lowest that is free
        os.close(number)
    except OSError:
        number = MANY
    if number >= MANY:
        found.append("open files")
    with contextlib.suppress(OSError, AttributeError):
        disk = os.statvfs(tempfile.gettempdir())
        if disk.f_bavail < disk.f_blocks / 10 or disk.f_favail < disk.f_files / 10:
            found.append("a full disk")
    return found


def _others(now: dict, before: dict) -> list:
    """The entries that are missing or replaced. What was added does not count."""
    return [name for name, value in before.items() if now.get(name, now) is not value]


def _is_whole(name: str, stream: Any) -> bool:
    """Whether a stream is where it was and can be written to. IPython hangs a `write` on it, and leaves it there."""
    extra = {key: value for key, value in vars(stream).items() if key not in ("_outputs", "_name")}
    for attribute in extra:
        delattr(stream, attribute)
    return getattr(sys, name, None) is stream and callable(extra.get("write", print))


def _now(name: str) -> Any:
    """A setting as it is; None if it cannot even be read."""
    try:
        return _settings()[name][0]()
    except Exception:
        return None


def _limits() -> list[int]:
    """The limits on what a process may use; the processor's time is the judge's to look after."""
    names = ("AS", "DATA", "STACK", "FSIZE", "NOFILE", "NPROC", "CPU")
    return [getattr(resource, f"RLIMIT_{name}") for name in names] if resource else []


def _settings() -> dict[str, Part]:
    parts: dict[str, Part] = {
        "the working folder": (os.getcwd, os.chdir),
        "environment variables": (lambda: dict(os.environ), _set_environment),
        "the places of modules": (lambda: list(sys.path), lambda value: setattr(sys, "path", list(value))),
        "what finds modules": (lambda: list(sys.meta_path), lambda value: setattr(sys, "meta_path", list(value))),
        "NumPy's errors": (np.geterr, lambda value: np.seterr(**value)),
        "the recursion limit": (sys.getrecursionlimit, sys.setrecursionlimit),
        "warnings": (lambda: list(warnings.filters), _set_warnings),
        "functions of modules": (_functions, _set_functions),
    }
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None and hasattr(tensorflow, "config"):
        config, v1 = tensorflow.config, tensorflow.compat.v1
        parts["how TensorFlow runs functions"] = (config.functions_run_eagerly, config.run_functions_eagerly)
        parts["whether TensorFlow computes at once"] = (
            tensorflow.executing_eagerly,
            lambda value: v1.enable_eager_execution() if value else v1.disable_eager_execution(),
        )
    return parts


def _set_environment(values: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(values)


def _set_warnings(filters: list) -> None:
    warnings.resetwarnings()
    warnings.filters[:] = filters  # type: ignore[index]


class _Functions(dict):
    """Functions by their module and name; many cannot be compared but by being the same."""


def _functions() -> _Functions:
    modules = [(name, sys.modules[name]) for name in WATCHED if name in sys.modules]
    return _Functions(
        {(name, key): value for name, module in modules for key, value in vars(module).items() if callable(value)}
    )


def _set_functions(values: dict) -> None:
    for (module, name), value in values.items():
        vars(sys.modules[module])[name] = value
