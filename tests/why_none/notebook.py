"""Cells of a notebook run as a kernel runs them, without one: `In` grows, each cell is a file, `%%time` has none."""

import contextlib
import io
import linecache
import re
import sys
import time
from typing import Any


def noted(cell: str, names: dict[str, Any]) -> str:
    """The file that a cell is compiled as: its text can be read again there, and it stands in the history."""
    file = f"/tmp/ipykernel_1/{id(names)}{len(names['In'])}.py"
    names["In"].append(cell)
    linecache.cache[file] = (len(cell), None, cell.splitlines(keepends=True), file)
    return file


class Notebook:
    def __init__(self, **names: Any) -> None:
        import numpy as np
        import tensorflow as tf

        self.names: dict[str, Any] = {"tf": tf, "np": np, "In": [""], "CLOCK": time.process_time, **names}
        self.names["__name__"] = "__main__"
        self.error: BaseException | None = None

    def run(self, cell: str) -> None:
        """A cell that fails does not end a notebook."""
        if magic := re.match(r"%%(\w+)\n", cell):
            body, file = cell[magic.end() :], "<timed exec>"
            self.names["In"].append(f"get_ipython().run_cell_magic({magic[1]!r}, '', {body!r})")
        else:
            body, file = cell, noted(cell, self.names)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(body, file, "exec"), self.names)
        except Exception as error:
            self.error = sys.last_value = error  # as IPython has it
