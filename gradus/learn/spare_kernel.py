"""A kernel that has imported TensorFlow before anybody asks for it. Run as a program by `warm_kernels`, never imported.

It waits on its standard input for one line of JSON: "cwd", "env", and "argv", what follows `python -m
ipykernel_launcher`. Then it is that kernel. If its server ends first, the line does not come, and it ends too.

Only what takes seconds and asks for no kernel is imported: matplotlib.pyplot and ipywidgets look for theirs when they
are imported, and so does gradus.
"""

import sys

del sys.path[0]  # this folder, whose modules are no part of a notebook's

import json  # noqa: E402
import os  # noqa: E402
import runpy  # noqa: E402
from pathlib import Path  # noqa: E402

started_with = dict(os.environ)
runpy.run_path(str(Path(__file__).parents[1] / "tensorflow_logging.py"))

import ipykernel.kernelapp  # noqa: E402, F401
import tensorflow  # noqa: E402, F401

if line := sys.stdin.buffer.readline():
    order = json.loads(line)
    os.chdir(order["cwd"])
    set_by_imports = {name: value for name, value in os.environ.items() if started_with.get(name) != value}
    os.environ.clear()
    os.environ.update(order["env"] | set_by_imports)
    sys.argv[1:] = order["argv"]
    runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)
