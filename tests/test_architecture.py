"""The walls of the house: each package is a zone of trust, and imports nothing but what this table lets it.

Imports inside functions count as well as those at the top. What is not in the table may not be there.
"""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter

import pytest

from gradus.judge import bubblewrap
from tests.submissions import ROOT

# What each zone may import. A zone is the longest of these names that a module's name begins with.
MAY = {
    "errors": "",
    "bytecode": "",
    "deadline": "",
    "memory_ceiling": "",
    "tensorflow_logging": "",
    "tape": "",
    "notices": "",
    "whole_files": "errors",
    "checks": "errors bytecode deadline notices",
    "why_none": "errors deadline checks",
    "figures": "errors deadline notices",
    "digits": "errors",
    "answers": "tape checks digits",
    "lending": "answers checks",
    "": "tensorflow_logging notices checks why_none",
    "course": "errors checks",
    "progress": "errors notices whole_files course",
    "spaced_practice": "errors notices figures progress",
    "learn": "errors whole_files course progress",
    "judge.wire": "errors bytecode",
    "judge.inside": "judge.wire checks",
    "cleaning": "memory_ceiling",
    "judge": "errors deadline memory_ceiling checks cleaning judge.wire",
    "grading": "errors checks cleaning judge",
    "parallel": "errors whole_files grading judge",
    "export": "errors whole_files grading",
    "report": "errors whole_files checks grading parallel export",
    "submit": "errors whole_files learn progress grading judge",
    "cli": "submit errors course learn progress parallel export report",
    "__main__": "cli learn",
}
# The others, from module to module or zone, and why.
EXCEPT = {
    ("", "answers"): "it hands the checks the mistakes and pieces, wherever there are any: in no sandbox",
    ("figures.tape_player.figure", "tape"): "when no tape is given, not before; a sandbox has no such tape",
    ("figures.tape_player.chain_rule", "tape"): "the rules by which shares are told; a sandbox has none",
    ("", "progress"): "it hears what the checks tell, in a notebook in a workspace: in no sandbox",
    ("", "learn"): "solution() is theirs, and imports them when it is called: in no sandbox",
    ("", "spaced_practice"): "practice() is theirs, likewise: in no sandbox",
    ("why_none.playing", "figures"): "an explanation that is to be seen, when it is",
    ("judge.bubblewrap", ""): "it asks where this package is",
}


def imports() -> dict[str, set[str]]:
    """The modules of this package, without its name in front, and those of them that each imports."""
    files = {".".join(f.relative_to(ROOT).with_suffix("").parts): f for f in (ROOT / "gradus").rglob("*.py")}
    files = {name.removesuffix(".__init__"): file for name, file in files.items()}
    found: dict[str, set[str]] = {name: set() for name in files}
    for name, file in files.items():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found[name] |= {alias.name for alias in node.names if alias.name in files}
            elif isinstance(node, ast.ImportFrom) and node.module in files:
                inside = {f"{node.module}.{alias.name}" for alias in node.names}
                found[name] |= inside & files.keys() or {node.module}
    return {_short(name): {_short(other) for other in others} for name, others in found.items()}


def _short(module: str) -> str:
    return module.removeprefix("gradus").removeprefix(".")


def zone(module: str) -> str:
    """The entry of the table for a module; a module of no package must be there itself."""
    parents = [module[:i] for i, letter in enumerate(module) if letter == "."]
    found = [name for name in (*parents, module) if name in MAY]
    assert found, f"gradus.{module} has no place in the table"
    return found[-1]


def is_in_the_sandbox(module: str) -> bool:
    alone = {name.removesuffix("__init__").rstrip(".") for name in bubblewrap.MODULES}
    return zone(module) in bubblewrap.PACKAGES or module in alone


def test_each_module_has_a_zone_and_imports_what_that_may():
    for module, others in imports().items():
        here = zone(module)
        for other in others:
            allowed = zone(other) in {here, *MAY[here].split()} or (module, zone(other)) in EXCEPT
            assert allowed, f"gradus.{module} imports gradus.{other}: {here or 'gradus'} may import {MAY[here]}"


def test_there_is_no_circle():
    arrows = imports()
    TopologicalSorter(arrows).prepare()  # of modules
    zones = {name: set(may.split()) for name, may in MAY.items()}
    TopologicalSorter(zones).prepare()


def test_every_exception_is_needed():
    arrows = {(module, zone(other)) for module, others in imports().items() for other in others}
    assert EXCEPT.keys() <= arrows


def test_nothing_in_the_sandbox_leads_out_of_it():
    """But for the exceptions, whose modules are not there: tests/judge/test_bubblewrap.py looks."""
    for module, others in imports().items():
        if is_in_the_sandbox(module):
            out = {o for o in others if not is_in_the_sandbox(o) and (module, zone(o)) not in EXCEPT}
            assert not out, f"gradus.{module} is in the sandbox, and gradus.{out} is not"
    outside = {
        "answers", "course", "progress", "spaced_practice", "learn",
        "grading", "judge", "cleaning", "parallel", "export", "report",
    }  # fmt: skip
    assert not outside & {*bubblewrap.PACKAGES}


def test_no_module_is_imported_by_a_string():
    """A name in a text is an arrow that the table does not see. Only packages that start others bear some, and the
    judge knows a figure by it, which it leaves out.
    """
    known = {f"gradus.{module}" for module in imports() if module}
    texts = {
        (file.relative_to(ROOT / "gradus").as_posix(), node.value)
        for file in (ROOT / "gradus").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in known
    }
    assert texts == {
        ("__init__.py", "gradus.answers"),
        ("__init__.py", "gradus.learn"),
        ("__init__.py", "gradus.progress"),
        ("__init__.py", "gradus.spaced_practice"),
        ("answers/__init__.py", "gradus.answers.mistakes"),
        ("cli.py", "gradus.course.build"),
        ("cli.py", "gradus.course.class_folder"),
        ("cli.py", "gradus.export"),
        ("cli.py", "gradus.parallel"),
        ("cli.py", "gradus.report"),
        ("cli.py", "gradus.submit"),
        ("judge/master_cells.py", "gradus.figures"),
        ("judge/unsandboxed.py", "gradus.judge.inside.cold_start"),
        ("judge/zygotes.py", "gradus.judge.inside.zygote"),
    }


def test_a_package_says_in_a_line_what_it_is():
    for file in (ROOT / "gradus").rglob("__init__.py"):
        doc = ast.get_docstring(ast.parse(file.read_text("utf-8")))
        assert doc and "\n" not in doc, file


@pytest.mark.parametrize("name", ["expect", "calls", "judge.sandbox"])
def test_a_module_that_has_moved_is_not_there(name):
    """Above all `import gradus.expect`, which would give a function where a module is meant."""
    run = subprocess.run([sys.executable, "-c", f"import gradus.{name}"], capture_output=True, text=True)
    assert "ModuleNotFoundError" in run.stderr
