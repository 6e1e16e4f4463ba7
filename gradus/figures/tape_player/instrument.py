"""A program rewritten so that each of its operations is told: what TensorFlow's AutoGraph does for other ends.

TensorFlow has no public way to see the operations of eager code, and a graph of the program would lack what breaks a
gradient most often: `.numpy()`, `float(x)`, NumPy's functions, Python's `if` on a value. So the source is read, and
each call, operator and subscript goes through a recorder, which does it and returns what it gave.
"""

import ast
import inspect
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from types import CellType, CodeType, FunctionType
from typing import Any, NamedTuple, cast

RECORDER, PROGRAM = "__recorder__", "__program__"
KEPT = {"super", "locals", "vars", "dir", "eval", "exec"}  # they look at the frame that calls them
TAKE_ALL = {"sum", "max", "min", "list", "tuple", "sorted"}  # a generator tells nothing, and these want all of it
LIBRARIES = [Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")]
OPERATORS = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "power", ast.MatMult: "matmul",
    ast.FloorDiv: "//", ast.Mod: "%", ast.BitAnd: "&", ast.BitOr: "|",
    ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


class Place(NamedTuple):
    """An operation in the source: what is done, how its arguments are written, and whether as in `y += x`."""

    text: str
    arguments: tuple[str, ...] = ()
    is_in_place: bool = False


def is_a_library(code: CodeType) -> bool:
    """Whether this is no program of a learner's, but of Python or of a package."""
    if "ipykernel" in code.co_filename:
        return False
    file = Path(code.co_filename)
    return "site-packages" in file.parts or any(folder in file.parents for folder in LIBRARIES)


def is_instrumented(function: FunctionType) -> bool:
    return RECORDER in function.__code__.co_freevars


def instrumented(function: FunctionType, recorder: Any, with_names: bool = True) -> FunctionType | None:
    """The function, with each operation told to the recorder; None where it has no source.

    It has the globals, the closure and the defaults of the function. recorder: has `call`, `operator`, `negative`,
    `piece`, `named`, `enter_loop`, `turn` and `leave_loop`, and a list of `places`. with_names: whether it is told what
    results are called.
    """
    source = _definition(function.__code__)
    if source is None:
        return None
    program = _compiled(_Rewriter(recorder.places, with_names).visit(source), function)
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    cells[RECORDER] = CellType(recorder)
    closure = tuple(cells[name] for name in program.__code__.co_freevars)
    result = FunctionType(program.__code__, function.__globals__, function.__name__, function.__defaults__, closure)
    result.__kwdefaults__ = function.__kwdefaults__
    return result


def _compiled(body: Any, function: FunctionType) -> FunctionType:
    """A definition as a function, with the free names of the given one and the recorder, which are to get cells."""
    if isinstance(body, ast.Lambda):
        body.args = _plain(body.args)
        inner: list[ast.stmt] = [ast.Return(body)]
    else:
        body.name, body.decorator_list, body.returns, body.args = PROGRAM, [], None, _plain(body.args)
        inner = [body, ast.Return(ast.Name(PROGRAM, ast.Load()))]
    taken = [ast.arg(name) for name in (RECORDER, *function.__code__.co_freevars)]
    factory = ast.FunctionDef("__factory__", ast.arguments([], taken, None, [], [], None, []), inner, [])
    module = ast.fix_missing_locations(ast.Module([factory], []))
    made: dict[str, Any] = {}
    exec(compile(module, function.__code__.co_filename, "exec"), function.__globals__, made)
    return cast(FunctionType, made["__factory__"](*taken))


def _definition(code: CodeType) -> ast.FunctionDef | ast.Lambda | None:
    """Where the function was written, parsed; None where that is not to be found, or is not its source any more."""
    try:
        lines, _ = inspect.findsource(code)
        tree = ast.parse("".join(lines))
        # IPython compiles each statement of a cell by itself, and what is imported beside a function changes its code.
        modules = [tree, *(ast.Module([statement], []) for statement in tree.body)]
        now = [compile(module, code.co_filename, "exec", dont_inherit=True) for module in modules]
    except (OSError, SyntaxError, TypeError, ValueError):
        return None
    if not any(_is_the_same(code, other) for module in now for other in _codes_in(module)):
        return None  # somebody has saved another since
    if code.co_name != "<lambda>":
        first = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and node.name == code.co_name
            and code.co_firstlineno in (node.lineno, *(d.lineno for d in node.decorator_list))
        ]
        return first[0] if first else None
    places = [(line, column) for line, _, column, _ in code.co_positions() if line and column]
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Lambda)
        and all((node.lineno, node.col_offset) <= at <= (node.end_lineno, node.end_col_offset) for at in places)
    ]
    return max(around, key=lambda node: (node.lineno, node.col_offset), default=None) if places else None


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes_in(constant)


def _is_the_same(code: CodeType, other: CodeType) -> bool:
    kinds = ("co_name", "co_firstlineno", "co_code", "co_names", "co_varnames")
    return all(getattr(code, kind) == getattr(other, kind) for kind in kinds)


def _plain(arguments: ast.arguments) -> ast.arguments:
    """Without annotations, and with stand-ins for the defaults, which are taken from the function itself."""
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    arguments.defaults = [ast.Constant(None) for _ in arguments.defaults]
    arguments.kw_defaults = [default and ast.Constant(None) for default in arguments.kw_defaults]
    return arguments


class _Rewriter(ast.NodeTransformer):
    def __init__(self, places: list[Place], with_names: bool):
        self.places = places
        self.with_names = with_names

    def _asked(self, what: str, place: Place, node: ast.AST, arguments: list[ast.expr],
               keywords: list[ast.keyword] | None = None) -> ast.Call:  # fmt: skip
        self.places.append(place)
        method = ast.Attribute(ast.Name(RECORDER, ast.Load()), what, ast.Load())
        number = ast.Constant(len(self.places) - 1)
        return ast.copy_location(ast.Call(method, [number, *arguments], keywords or []), node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in KEPT:
            return self.generic_visit(node)
        place = Place(ast.unparse(node.func), tuple(ast.unparse(x) for x in node.args))
        if place.text.rpartition(".")[2] in TAKE_ALL:
            node.args = [
                ast.copy_location(ast.ListComp(x.elt, x.generators), x) if isinstance(x, ast.GeneratorExp) else x
                for x in node.args
            ]
        self.generic_visit(node)
        return self._asked("call", place, node, [node.func, *node.args], node.keywords)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        return self._operator(node, node.op, node.left, node.right)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        if len(node.ops) > 1:
            return self.generic_visit(node)
        return self._operator(node, node.ops[0], node.left, node.comparators[0])

    def _operator(self, node: ast.expr, kind: ast.AST, left: ast.expr, right: ast.expr) -> ast.AST:
        if type(kind) not in OPERATORS:
            return self.generic_visit(node)
        place = Place(OPERATORS[type(kind)], (ast.unparse(left), ast.unparse(right)))
        return self._asked("operator", place, node, [self.visit(left), self.visit(right)])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        place = Place("neg", (ast.unparse(node.operand),))
        self.generic_visit(node)
        if not isinstance(node.op, ast.USub) or isinstance(node.operand, ast.Constant):
            return node
        return self._asked("negative", place, node, [node.operand])

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        place = Place(ast.unparse(node.slice), (ast.unparse(node.value),))
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        name = "__whole__"
        piece = ast.Subscript(ast.Name(name, ast.Load()), node.slice, ast.Load())
        take = ast.Lambda(ast.arguments([], [ast.arg(name)], None, [], [], None, []), piece)
        return self._asked("piece", place, node, [node.value, take])

    def visit_Assign(self, node: ast.Assign) -> Any:
        self.generic_visit(node)
        if not self.with_names:
            return node
        names = [x for target in node.targets for x in ast.walk(target) if isinstance(x, ast.Name)]
        return [node, *(self._named(name) for name in names if isinstance(name.ctx, ast.Store))]

    def _named(self, name: ast.Name) -> ast.stmt:
        told = self._asked("named", Place(name.id), name, [ast.Name(name.id, ast.Load())])
        return cast(ast.stmt, ast.copy_location(ast.Expr(told), name))

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        """`y += x` as `y = y + x`, unless to look up y twice would do something twice."""
        if type(node.op) not in OPERATORS or any(isinstance(x, ast.Call) for x in ast.walk(node.target)):
            return self.generic_visit(node)
        text = ast.unparse(node.target)
        place = Place(OPERATORS[type(node.op)], (text, ast.unparse(node.value)), is_in_place=True)
        before = self.visit(ast.parse(text, mode="eval").body)
        value = self._asked("operator", place, node, [before, self.visit(node.value)])
        assigned = ast.copy_location(ast.Assign([node.target], value), node)
        return [assigned, *([self._named(node.target)] if isinstance(node.target, ast.Name) else [])]

    def visit_For(self, node: ast.For) -> Any:
        return self._loop(node, f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}")

    def visit_While(self, node: ast.While) -> Any:
        return self._loop(node, f"while {ast.unparse(node.test)}")

    def _loop(self, node: Any, text: str) -> ast.stmt:
        def told(what: str) -> ast.stmt:
            return ast.copy_location(ast.Expr(self._asked(what, Place(text), node, [])), node)

        self.generic_visit(node)
        node.body.insert(0, told("turn"))
        around = ast.Try([told("enter_loop"), node], [], [], [told("leave_loop")])
        return cast(ast.stmt, ast.copy_location(around, node))
