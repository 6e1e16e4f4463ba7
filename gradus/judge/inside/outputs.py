"""The outputs of a running cell, kept as a notebook keeps them, up to a limit."""

import base64
import io
import json
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

from gradus.judge.wire.limits import OutputLimits

PICTURES = ("image/png", "image/jpeg")
CUT = "\n… the rest of the output was cut off.\n"


class Outputs:
    """Collects what a cell prints, displays and returns, up to a limit."""

    def __init__(self, most: OutputLimits):
        self.most = most
        self.start()

    def start(self) -> None:
        self.items: list[dict[str, Any]] = []
        self._left = self.most.text
        self._left_for_pictures = self.most.pictures

    def print(self, stream: str, text: str) -> None:
        """Add text to a stream, to the last output if that is the same stream."""
        if self._left <= 0:
            return
        kept = text[: self._left]
        self._left -= len(text)
        if self._left <= 0:
            kept += CUT
        last = self.items[-1] if self.items else None
        if last and last.get("name") == stream:
            last["text"] += kept
        else:
            self.items.append({"output_type": "stream", "name": stream, "text": kept})

    def add(self, output_type: str, **content: Any) -> None:
        """Add an output of another type, whole or not at all."""
        if self._left <= 0:
            return
        data = content.get("data", {})
        pictures = sum(len(data[kind]) for kind in PICTURES if kind in data)
        self._left -= len(json.dumps(content, default=str)) - pictures
        self._left_for_pictures -= pictures
        if self._left > 0 and self._left_for_pictures >= 0:
            self.items.append({"output_type": output_type, **content})
        else:
            self._left = 0
            self.items.append({"output_type": "stream", "name": "stdout", "text": CUT})


class Stream(io.TextIOBase):
    """Takes the place of sys.stdout or sys.stderr."""

    encoding = "utf-8"

    def __init__(self, outputs: Outputs, name: str):
        self._outputs = outputs
        self._name = name

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.print(self._name, text)
        return len(text)

    def writable(self) -> bool:
        return True

    def close(self) -> None:
        """Stays open: the next cell prints too."""


class Publisher(DisplayPublisher):
    """`display(...)` becomes a display_data output."""

    outputs: Outputs

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        self.outputs.add("display_data", data=_mime(data), metadata=metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.start()


class Hook(DisplayHook):
    """The value of a cell's last expression becomes an execute_result output."""

    outputs: Outputs

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self.outputs.add("execute_result", data=_mime(format_dict), metadata=md_dict or {}, execution_count=None)

    def finish_displayhook(self) -> None:
        pass


def _mime(data: dict) -> dict:
    """A notebook holds pictures as base64 text."""
    return {
        kind: base64.b64encode(content).decode("ascii") if isinstance(content, bytes) else content
        for kind, content in data.items()
    }
