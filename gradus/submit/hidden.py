"""What who learns alone may do about a hidden check that failed. Its words name the kinds of its arguments only, as in
a class; what is to be tried is made of these, and of a check in view.
"""

import ast
import re

from gradus.judge.master_cells import parsed

CALLS = r"(?:\((?:[^()]|\([^()]*\))*\))+"
HIDDEN = re.compile(rf"Hidden check: (\w+)({CALLS})")
ARRAY = re.compile(r"an array of (floats|integers) of shape \(([1-5]),\)")
HELPER = "Hidden check: a helper of the check, which uses your answer,"


def without_helpers(text: str, known: set[str]) -> str:
    """The text without functions that only the check has. known: names in the learner's notebook."""
    return HIDDEN.sub(lambda found: found[0] if found[1] in known else HELPER, text)


def to_try(says: str, exercise: str, in_view: str, known: set[str]) -> str:
    """A line after what a hidden check says that has no sentence of its own; "" if there is nothing to say.

    in_view: the code of the checks that the learner has.
    """
    found = HIDDEN.match(says)
    if not found or found[1] != exercise or "\n" in says:
        return ""
    if example := _example(found[2], exercise, in_view, known):
        return f"Try, for instance, `{example}`: does it give what the exercise asks for?"
    return f"Try {exercise} with other arguments of these kinds: does it give what the exercise asks for?"


def _example(kinds: str, exercise: str, in_view: str, known: set[str]) -> str:
    """A call that is like one in view, with other kinds of arguments where the hidden one has others; or "" ."""
    wanted = [_kinds_in(group) for group in re.findall(r"\(((?:[^()]|\([^()]*\))*)\)", kinds)]
    for given in _calls_of(exercise, in_view):
        if [len(group) for group in given] != [len(group) for group in wanted]:
            continue
        texts = [[_of_kind(*pair) for pair in zip(*groups, strict=True)] for groups in zip(given, wanted, strict=True)]
        call = exercise + "".join(f"({', '.join(group)})" for group in texts)
        as_given = exercise + "".join(f"({', '.join(map(ast.unparse, group))})" for group in given)
        if all(map(all, texts)) and call != as_given and _names_in(call) <= known:
            return call
    return ""


def _names_in(call: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(call)) if isinstance(node, ast.Name)}


def _kinds_in(group: str) -> list[str]:
    """The kinds of a call's arguments: those commas part them that stand in no shape."""
    return re.split(r", (?![^()]*\))", group) if group else []


def _calls_of(exercise: str, in_view: str) -> list[list[list[ast.expr]]]:
    """The arguments of each call that a check in view makes, and of those of what came back."""
    found = []
    for statement in parsed(in_view).body:
        node = statement.value if isinstance(statement, ast.Expr) else None
        groups: list[list[ast.expr]] = []
        while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "at":
                groups.insert(0, node.args)
            node = node.func.value
        if isinstance(node, ast.Call) and not node.keywords and node.args and ast.unparse(node.args[0]) == exercise:
            found.append([node.args[1:], *groups])
    return found


def _of_kind(given: ast.expr, kind: str) -> str:
    """The argument in view as one of this kind; "" if it is not known how."""
    text = ast.unparse(given)
    if kind == "a function":
        return text if isinstance(given, ast.Name | ast.Attribute) else ""
    try:
        number = ast.literal_eval(given)
    except ValueError:
        return ""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    if kind == "a number":
        return repr(float(number))
    if kind == "an integer":
        return str(int(number)) if number == int(number) else ""
    if array := ARRAY.fullmatch(kind):
        kind_of_entry = float if array[1] == "floats" else int
        return f"np.array({[kind_of_entry(place + 1) for place in range(int(array[2]))]})"
    return ""
