"""A tiny course for tests that must not depend on the real one."""

import json
from pathlib import Path
from typing import Any


def notebook(*sources: str, **metadata: Any) -> dict[str, Any]:
    """A notebook of code cells, as a dict."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "source": source,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for n, source in enumerate(sources)
    ]
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write(file: Path, content: dict[str, Any] | str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return file


def make_course(folder: Path) -> Path:
    """Two units; the first has exercises and a data file."""
    write(folder / "nbgrader_config.py", "")
    write(folder / "course/01_derivatives.ipynb", notebook("slope = 1"))
    write(folder / "course/02_partials.ipynb", notebook("partial = 1"))
    write(folder / "release/01_derivatives/derivatives.ipynb", notebook("raise NotImplementedError"))
    write(folder / "release/01_derivatives/data/rides.csv", "t,km\n0,0\n")
    return folder
