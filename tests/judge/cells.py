"""Cells of small notebooks for the judge, and what came of them."""

import pytest
from nbformat.v4 import new_code_cell


def mostly_slow(names, *quick, wide=()):
    """Parameters of which only a few are tried in the short round, and a few more in the wide one."""
    marks = {name: pytest.mark.wide for name in wide} | {name: [] for name in quick}
    return [pytest.param(name, marks=marks.get(name, pytest.mark.slow)) for name in names]


def marked(i, cell):
    if isinstance(cell, str):
        return new_code_cell(cell)
    kind, code, *_ = cell
    is_check = kind not in ("given", "answer")
    marks = {"schema_version": 3, "solution": kind == "answer", "task": False, "locked": kind != "answer"}
    marks |= {"grade": is_check, "grade_id": kind if is_check else f"{kind}-{i}"}
    if is_check:
        marks["points"] = 2
    return new_code_cell(code, metadata={"nbgrader": marks})


def failure(cell):
    """What a failed check or cell says; None if it passed."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return "\n".join(errors[0].traceback) if errors else None
