"""Many submissions through the Judge in one process, which watches what it holds."""

import atexit
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from gradus.judge.preprocessor import Judge


def grade(course: str, number: int, temporary: str, result: str) -> None:
    """Write, as JSON, what this process and those it has started held after each submission, and what was left."""
    os.environ["TMPDIR"] = tempfile.tempdir = temporary
    root = Path(course)
    files = sorted(root.glob("submitted/*/tiny/tiny.ipynb"))
    os.chdir(root)
    converter = Autograde(coursedir=CourseDirectory(root=course))
    exporter = NotebookExporter(parent=converter)
    settings = {"preload": ["numpy"], "memory": 300, "disk": 20, "call_seconds": 3, "cell_seconds": 5}
    me, held, scores = psutil.Process(), [], []
    for i in range(number):
        file = files[i % len(files)]
        resources = converter.init_single_notebook_resources(str(file))
        resources["metadata"] = {"path": str(file.parent)}
        notebook, _ = Judge(parent=exporter, **settings)(nbformat.read(file, 4), resources)
        scores.append(sum(bool(cell.outputs) and cell.outputs[0].output_type != "error" for cell in notebook.cells))
        gc.collect()
        started = _started(me, min((one["processes"] for one in held), default=sys.maxsize))
        zygote = next(one for one in started if "python" in one.name() and one.parent().name() == "bwrap")
        held.append(
            {
                "memory": me.memory_full_info().uss,
                "files": me.num_fds(),
                "zygote's memory": zygote.memory_info().rss,
                "zygote's files": zygote.num_fds(),
                "processes": len(started),
            }
        )
    atexit._run_exitfuncs()
    left = [one.name() for one in me.children(recursive=True)]
    Path(result).write_text(json.dumps({"held": held, "scores": scores, "left": left}))


def _started(me: psutil.Process, before: int) -> list[psutil.Process]:
    """The processes that were started and run on. The judge does not wait until a child that it ended is gone."""
    deadline = time.monotonic() + 60
    while len(started := me.children(recursive=True)) > before and time.monotonic() < deadline:
        time.sleep(0.01)
    return started
