"""Small changes to a piece of code, one at a time: what a check of it has to notice."""

import ast
import copy
import difflib
from collections.abc import Iterator
from typing import Any, NamedTuple

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot, ast.Eq),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
NAMES = {
    "sin": "cos", "cos": "sin", "exp": "expm1", "log": "log1p", "log2": "log", "sum": "mean", "mean": "sum",
    "min": "max", "max": "min", "maximum": "minimum", "minimum": "maximum", "argmin": "argmax", "argmax": "argmin",
    "any": "all", "all": "any", "zeros": "ones", "zeros_like": "ones_like", "ones_like": "zeros_like",
    "reversed": "list", "append": "extend", "outer": "dot", "isfinite": "isnan", "eigvalsh": "diag",
    "assign_sub": "assign_add", "assign_add": "assign", "reduce_sum": "reduce_mean", "reduce_mean": "reduce_sum",
}  # fmt: skip


class Mutant(NamedTuple):
    """Changed code, and the lines that differ: `- old` and `+ new`, or the new order of lines, `>`."""

    change: str
    code: str


def mutants(code: str) -> list[Mutant]:
    """The mutants of a piece of code, each different from it and from all others; text is left alone."""
    tree = ast.parse(code)
    original = ast.unparse(tree)
    found: dict[str, str] = {}
    seen = {original}
    for node in list(ast.walk(tree)):
        for variant in list(_variants(node, tree)):
            try:
                text = _unparsed_with(node, variant, tree)
                ast.parse(text)
            except (SyntaxError, ValueError, AttributeError):
                continue
            if text not in seen:
                seen.add(text)
                change, count = _difference(original, text), 1
                while (name := change if count == 1 else f"{change}  ({count})") in found:
                    count += 1
                found[name] = text
    return [Mutant(*pair) for pair in found.items()]


def _unparsed_with(node: Any, variant: Any, tree: ast.AST) -> str:
    """The code of a tree with the variant in the place of one of its nodes."""
    kind, parts = node.__class__, dict(node.__dict__)
    variant = copy.deepcopy(variant)  # parts of the node itself may be parts of it
    try:
        node.__class__, node.__dict__ = variant.__class__, variant.__dict__
        return ast.unparse(ast.fix_missing_locations(tree))
    finally:
        node.__class__, node.__dict__ = kind, parts


def _difference(old: str, new: str) -> str:
    """The lines that differ; of lines that changed places, the new order, each behind a `>`."""
    before, after = old.splitlines(), new.splitlines()
    if sorted(before) == sorted(after):
        moved = [i for i, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
        return "\n".join(f"> {line.strip()}" for line in after[moved[0] : moved[-1] + 1])
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in lines if line[0] in "+-")


def _variants(node: ast.AST, tree: ast.Module) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    match node:
        case ast.BinOp(left, op, right):
            for other in OPERATORS.get(type(op), ()):
                yield ast.BinOp(left, other(), right)
            yield left
            yield right
            if isinstance(op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
                yield ast.BinOp(right, op, left)
        case ast.AugAssign(target, op, value):
            for other in OPERATORS.get(type(op), ()):
                yield ast.AugAssign(target, other(), value)
            yield ast.Assign([target], value)
            load = copy.deepcopy(target)
            load.ctx = ast.Load()
            yield ast.Assign([target], ast.BinOp(load, op, value))
        case ast.Compare(left, [op], [right]):
            for comparison in COMPARISONS.get(type(op), ()):
                yield ast.Compare(left, [comparison()], [right])
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for i in range(len(values)):
                yield _bool_op(op, values[:i] + values[i + 1 :])
        case ast.UnaryOp(_, operand):
            yield operand
        case ast.IfExp(_, body, orelse):
            yield body
            yield orelse
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            for number in dict.fromkeys((0, 1, value + 1, -value, 2 * value)):
                yield ast.Constant(type(value)(number))
        case ast.Constant(None):
            yield ast.Constant(0.0)
        case ast.Call(function, arguments, keywords):
            if len(arguments) >= 1 and not isinstance(arguments[0], ast.Starred):
                yield arguments[0]
            if isinstance(function, ast.Attribute) and not arguments:
                yield function.value  # x.copy() -> x
            if len(arguments) >= 2:
                yield ast.Call(function, [arguments[1], arguments[0], *arguments[2:]], keywords)
                yield ast.Call(function, arguments[:-1], keywords)
            for i in range(len(keywords)):
                yield ast.Call(function, arguments, keywords[:i] + keywords[i + 1 :])
        case ast.Name(name, ast.Load()):
            for neighbour in _neighbours(node, tree):
                yield ast.Name(neighbour, ast.Load())
            if name in NAMES:
                yield ast.Name(NAMES[name], ast.Load())
        case ast.Attribute(value, name, context) if name in NAMES:
            yield ast.Attribute(value, NAMES[name], context)
        case ast.Subscript(value, ast.Slice(lower, upper, step), context):
            for piece in (ast.Slice(None, upper, step), ast.Slice(lower, None, step), ast.Slice(lower, upper, None)):
                yield ast.Subscript(value, piece, context)
        case ast.Subscript(value, _, ast.Load()):
            yield value
            for constant in (0, -1):
                yield ast.Subscript(value, ast.Constant(constant), ast.Load())
        case ast.Tuple([first, second, *rest], context) | ast.List([first, second, *rest], context):
            yield type(node)([second, first, *rest], context)
        case ast.Break() | ast.Continue():
            yield ast.Pass()
        case ast.If(_, body, orelse):
            yield ast.If(ast.Constant(True), body, [])
            yield ast.If(ast.Constant(False), body, orelse)
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield from _other_blocks(node, name, block)
    if isinstance(node, ast.FunctionDef) and node.decorator_list:
        variant = copy.copy(node)
        variant.decorator_list = []
        yield variant


def _bool_op(op: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return values[0] if len(values) == 1 else ast.BoolOp(op, values)


def _other_blocks(node: ast.AST, name: str, block: list[ast.stmt]) -> Iterator[ast.AST]:
    """The node with one statement of a block left out, out of its branch, or changed for the next."""
    for i, statement in enumerate(block):
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.Return | ast.Raise):
            continue
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        yield _with_block(node, name, block[:i] + [ast.Pass()] + block[i + 1 :])
        after = block[i + 1] if i + 1 < len(block) else None
        if after is not None and not isinstance(after, ast.Return | ast.Raise | ast.FunctionDef | ast.ClassDef):
            yield _with_block(node, name, block[:i] + [after, statement] + block[i + 2 :])


def _with_block(node: ast.AST, name: str, block: list[ast.stmt]) -> ast.AST:
    variant = copy.copy(node)
    setattr(variant, name, block)
    return variant


def _neighbours(name: ast.Name, tree: ast.Module) -> list[str]:
    """The other parameters and variables of the innermost function around a name."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    around = [node for node in functions if name in ast.walk(node)]
    if not around:
        return []
    inner = list(ast.walk(min(around, key=lambda node: sum(1 for _ in ast.walk(node)))))
    names = [node.arg for node in inner if isinstance(node, ast.arg)]
    names += [node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return [other for other in dict.fromkeys(names) if other not in (name.id, "self", "_")] if name.id in names else []
