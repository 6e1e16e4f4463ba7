"""Cells of small notebooks for the judge, and what came of them."""

from nbformat.v4 import new_code_cell


def marked(i, cell):
    if isinstance(cell, str):
        return new_code_cell(cell)
    kind, code = cell
    marks = {"schema_version": 3, "solution": False, "task": False, "locked": True, "grade": kind != "given"}
    marks["grade_id"] = f"given-{i}" if kind == "given" else kind
    if kind != "given":
        marks["points"] = 2
    return new_code_cell(code, metadata={"nbgrader": marks})


def failure(cell):
    """What a failed check or cell says; None if it passed."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return "\n".join(errors[0].traceback) if errors else None
