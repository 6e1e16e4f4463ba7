"""Operations and numbers of a recording as people write them: `q = sin(p)`, x², −1.5, shape (4, 3)."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gradus.figures.tape_player.recording import Constant, Node

SIGNS = {"add": "+", "sub": "−", "mul": "·", "div": "/", "matmul": "@"}
RAISED = str.maketrans("0123456789-−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻·")


def short(value: Any) -> str:
    """A number with four digits; a short vector; of a larger array its shape."""
    array = np.asarray(value)
    if array.ndim == 0 and array.dtype.kind in "bc":
        return str(array) if array.dtype.kind == "b" else f"{array:.3g}".replace("-", "−")
    if array.ndim == 1 and array.size <= 3:
        return f"[{', '.join(short(entry) for entry in array)}]"
    if array.ndim:
        return f"shape {array.shape}"
    number = float(array)
    if not np.isfinite(number):
        return "NaN" if np.isnan(number) else "infinity" if number > 0 else "−infinity"
    digits, _, exponent = f"{number + 0.0:.4g}".replace("-", "−").partition("e")
    if not exponent:
        return digits
    return f"{digits} · 10{str(int(exponent.replace('−', '-'))).translate(RAISED)}"


def adjoint_of(node: Node) -> str:
    """What the tape says, in short."""
    return "None" if node.adjoint is None else short(node.adjoint)


def bracketed(text: str) -> str:
    """A factor or summand that follows a sign."""
    return f"({text})" if text.startswith("−") else text


def named(x: Node | Constant) -> str:
    """An operand by its name, or as the number that it is."""
    return x.name or short(x.value)


def formula(node: Node) -> str:
    """`p = a · b`; the name alone for an input."""
    return f"{node.name} = {written(node, named)}" if node.operation else node.name


def written(node: Node, text: Callable[[Any], str]) -> str:
    """The operation with what `text` says of each operand."""
    parts = [text(x) for x in node.operands]
    if node.pattern:
        return node.pattern.format(*parts)
    if node.operation in SIGNS:
        return f" {SIGNS[node.operation]} ".join([parts[0], *map(bracketed, parts[1:])])
    if node.operation == "power":
        return power(*parts)
    if node.operation == "neg":
        return f"−{bracketed(parts[0])}"
    if node.operation == "transpose":
        return f"{parts[0]}ᵀ"
    said = [f"{name}={value}" for name, value in node.params.items() if value is not None and value is not False]
    return f"{node.operation}({', '.join(parts + said)})"


def power(base: str, exponent: str) -> str:
    """x², x⁻¹·⁵, and x ^ p where p is no number."""
    base = bracketed(base)
    return f"{base} ^ {exponent}" if exponent.strip("0123456789−.") else base + exponent.translate(RAISED)
