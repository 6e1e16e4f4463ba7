"""What a person wrote into a file, as against what opening and running it brings about."""

import contextlib
import hashlib
import json
from typing import Any

MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)  # what a notebook that is none raises

# What JupyterLab and VS Code write into a notebook by themselves; all else counts as written by the learner.
ADDED_TO_NOTEBOOKS = {"kernelspec", "language_info"}
ADDED_TO_CELLS = {
    "collapsed", "scrolled", "jupyter", "jp-MarkdownHeadingCollapsed", "execution", "ExecuteTime", "vscode",
}  # fmt: skip


def fingerprint(name: str, content: bytes) -> str:
    """A hash of what a person wrote into a file: of a notebook not the outputs, of any other file all."""
    if name.endswith(".ipynb"):
        with contextlib.suppress(*MALFORMED):
            content = json.dumps(_written(json.loads(content)), sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()


def _written(notebook: dict[str, Any]) -> list[Any]:
    """What a person wrote into a notebook, or might have: all but what opening and running it brings about.

    Outputs come back by running, unless they hold what was typed at an input prompt. Saved widget state does
    not: it may hold a guess. Raises what access to a malformed notebook raises.
    """
    cells = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        metadata = _without(ADDED_TO_CELLS, cell["metadata"])
        outputs = cell.get("outputs") if "input(" in source else None
        cells.append([cell["cell_type"], source, metadata, cell.get("attachments") or {}, outputs])
    return [_without(ADDED_TO_NOTEBOOKS, notebook["metadata"]), cells]


def _without(keys: set[str], metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata without these keys, and without empty saved widget state, which says nothing."""
    return {key: value for key, value in metadata.items() if key not in keys and (key != "widgets" or value)}


def is_notebook(content: bytes) -> bool:
    """Whether JupyterLab can open this as a notebook."""
    try:
        _written(json.loads(content))
        return True
    except MALFORMED:
        return False
