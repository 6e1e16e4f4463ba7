"""What tests of other courses reach for that is not there, because the answer runs in another process.

Such a test would fail everybody, or pass everybody, without a word. It is named instead, and earns no points.
"""

import ast
import functools
import re

from IPython.core.inputtransformer2 import TransformerManager

from gradus.checks.error_location import RemoteError
from gradus.judge.testable import body_of
from gradus.judge.wire.losses import keeps_equality

HISTORY = re.compile(r"In|Out|_ih|_oh|_dh|_i{1,3}|_i\d+|_\d+")
AUTOTEST = re.compile(r"^\s*###\s*(HASHED\s+)?AUTOTEST\b", re.MULTILINE)
MODULES = {
    "doctest": "runs examples where the answer is not",
    "inspect": "looks into the answer's code",
    "dis": "looks into the answer's code",
}
CODE = {"__code__", "__annotations__", "__defaults__", "__kwdefaults__", "__closure__", "__globals__", "__wrapped__"}
FUNCTIONS = {"FunctionType", "LambdaType", "MethodType"}
CURRENT = {"gca", "gcf", "get_fignums", "get_figlabels", "fignum_exists"}
ASKED = {"input", "open", "print"}
STREAMS = ("sys.stdout", "sys.stderr")  # what the answer prints does come back
ELSEWHERE = "and the answer runs in another process"


@functools.lru_cache(1000)  # the instructor's cells are the same for all students
def out_of_reach(code: str) -> str:
    """What a test needs that it cannot have, as the end of a sentence; "" if nothing is seen."""
    try:
        tree = ast.parse(TransformerManager().transform_cell(body_of(code)))
    except SyntaxError:
        return ""
    if AUTOTEST.search(code):
        return "it has AUTOTEST, from which nbgrader makes tests that source/ does not have. Write those into the cell"
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return next((problem for node in ast.walk(tree) if (problem := _problem(node, stored))), "")


def _problem(node: ast.AST, stored: set[str]) -> str:
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if HISTORY.fullmatch(name) and name not in stored:
            return f"it reads the history of the notebook ({name}), which a student can write"
        case ast.Call(func=ast.Name(id="globals" | "locals" | "dir" | "vars" as name), args=[]):
            return f"it looks for names with {name}(), {ELSEWHERE}. Write the name itself"
        case ast.Import(names=names) if found := [name.name for name in names if name.name in MODULES]:
            return f"it imports {found[0]}, which {MODULES[found[0]]}, {ELSEWHERE}"
        case ast.ImportFrom(module=str(module)) if module in MODULES:
            return f"it imports {module}, which {MODULES[module]}, {ELSEWHERE}"
        case ast.Attribute(value=ast.Name(id="unittest"), attr="main"):
            return "it calls unittest.main, which finds no test here. Run a TestSuite, and assert wasSuccessful()"
        case ast.Attribute(attr=name) if name in CODE:
            return f"it reads {name}, which looks into the answer's code, {ELSEWHERE}"
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in FUNCTIONS:
            return f"it asks whether the answer is a {name}, {ELSEWHERE}. Ask callable(), or call it"
        case ast.Call(func=ast.Name(id="issubclass")):
            return f"it asks issubclass() of a class, {ELSEWHERE}. Let a function ask, and pass it the class"
        case ast.Attribute(value=ast.Name(id="plt" | "pyplot"), attr=name) if name in CURRENT:
            return f"it asks plt.{name}() for the current figure, {ELSEWHERE}. Let a function draw and return numbers"
        case ast.Call(args=[ast.Constant(value=str(what)), *_]) if _is_patch(node.func) and what not in STREAMS:
            return f"it patches {what}, {ELSEWHERE}"
        case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) if name in ASKED:
            return f"it puts another {name} in the place of Python's, {ELSEWHERE}"
        case ast.Attribute(value=ast.Name(id="builtins"), attr=name, ctx=ast.Store()):
            return f"it puts another {name} in the place of Python's, {ELSEWHERE}"
        case ast.Attribute(value=ast.Name(id="sys"), attr="stdin" | "argv" as name, ctx=ast.Store()):
            return f"it sets sys.{name}, {ELSEWHERE}"
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id="os"), attr="environ"), ctx=ast.Store()):
            return f"it sets os.environ, {ELSEWHERE}"
    return ""


def _is_patch(function: ast.expr) -> bool:
    return ast.unparse(function).rpartition(".")[2] == "patch"


def sets_a_seed(code: str) -> bool:
    """Whether a test sets a seed of `random` or NumPy. The answer then draws from there, too."""
    return bool(re.search(r"\bseed\(", code))


def fault_of(error: BaseException, code: str, lost: str, new_files: set[str], rebound: set[str]) -> str:
    """Why a test that failed is not to be believed, as the end of a sentence; "" if it is.

    lost: the kind of a value that became another on the way. new_files: what the test has written. rebound: answers
    in whose place the test has put functions of its own.
    """
    is_ours = not isinstance(error, RemoteError)
    if isinstance(error, SyntaxError) and is_ours and (error.filename or "").startswith("<"):
        return f"it is not Python that runs in a cell of its own: {error.msg} in line {error.lineno}"
    if isinstance(error, ModuleNotFoundError) and is_ours:
        return f"it imports {error.name}, which is not installed. A module beside the notebook is for answers only"
    if isinstance(error, FileNotFoundError) and is_ours:
        return f"it opens a file that was not handed out. What an answer writes stays where it was written, {ELSEWHERE}"
    if new_files:
        return f"it writes {', '.join(sorted(new_files)[:3])}, {ELSEWHERE}. Hand the file out with the notebook"
    if rebound:
        return f"it puts a function of its own in the place of {', '.join(sorted(rebound))}, {ELSEWHERE}"
    if lost and not (isinstance(error, AssertionError) and keeps_equality(lost)):
        return f"it was given a {lost}, of which only the data leaves the answer's process"
    if re.search(r"\b(set_seed|manual_seed|set_random_seed)\(", code):
        return f"it sets a seed of TensorFlow or PyTorch, {ELSEWHERE}. Pass a generator, or set it in a given cell"
    return ""
