"""The chain rule in sentences: what a step of a recording computes, and where an adjoint comes from."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from gradus.figures.tape_player.formulas import adjoint_of, bracketed, formula, named, power, short, written
from gradus.figures.tape_player.recording import Node, Recording

MANY = 4  # contributions, of which not each is told
COUNTS = {2: "twice, so its two contributions", 3: "three times, so its three contributions"}

# The slope of an operation along its first and its second operand; entry by entry if they are arrays.
SLOPES: dict[str, tuple[Callable[..., str], ...]] = {
    "add": (lambda a, b: "1", lambda a, b: "1"),
    "sub": (lambda a, b: "1", lambda a, b: "−1"),
    "mul": (lambda a, b: b, lambda a, b: a),
    "div": (lambda a, b: f"1 / {b}", lambda a, b: f"−{a} / {b}²"),
    "neg": (lambda x: "−1",),
    "sin": (lambda x: f"cos {x}",),
    "cos": (lambda x: f"−sin {x}",),
    "exp": (lambda x: f"exp {x}",),
    "log": (lambda x: f"1 / {x}",),
    "sqrt": (lambda x: f"1 / (2 · √{x})",),
    "square": (lambda x: f"2 · {x}",),
    "abs": (lambda x: f"the sign of {x}",),
    "relu": (lambda x: f"1 where {x} is above 0, else 0",),
    "power": (lambda a, p: _slope_of_power(a, p), lambda a, p: f"{power(a, p)} · log {a}"),
}
# What the other operations hand back to an operand; g is the adjoint of their result.
SHARES: dict[str, tuple[Callable[..., str], ...]] = {
    "matmul": (lambda g, a, b: f"{g} @ {b}ᵀ", lambda g, a, b: f"{a}ᵀ @ {g}"),
    "sum": (lambda g, x: f"{g}, for each entry that went into it",),
    "mean": (lambda g, x: f"{g}, shared out equally among the entries",),
    "piece": (lambda g, x: f"{g} at its place, and 0 elsewhere",),
    "reshape": (lambda g, x: f"{g}, in the old shape",),
    "transpose": (lambda g, x: f"{g}, transposed",),
}


class Share(NamedTuple):
    """What one use of a result contributes to its adjoint.

    use: the result it went into; operand: as its first or second (0, 1). slope: in words and, if it is one number,
    as that. words: the contribution as a product; upstream: its first factor.
    """

    use: Node
    operand: int
    amount: np.ndarray
    slope: str
    words: str
    upstream: str = ""


class Backward(NamedTuple):
    """How one adjoint comes about. is_right: whether the tape's is the sum of the shares."""

    node: Node
    shares: list[Share]
    sentence: str
    is_right: bool


def forward_sentence(node: Node) -> str:
    """What one operation of the forward run computes."""
    if not _is_scalar(node):
        return f"`{formula(node)}`: {short(node.value)}."
    in_numbers = written(node, lambda x: short(x.value))
    return f"`{formula(node)}`, in numbers {in_numbers} = {short(node.value)}."


def backward(recording: Recording) -> list[Backward]:
    """Every result that leads to the target, after all its uses: from the target back to the inputs.

    The shares follow by the rules of `gradus.tape` from the adjoints that *the tape* gives; so where it goes wrong,
    the first adjoint that is not the sum of its shares shows it.
    """
    shares: dict[Node, list[Share]] = {recording.target: []}
    steps = []
    for node in reversed(recording.nodes):
        if node not in shares:
            continue
        is_target = node is recording.target
        start = np.ones_like(node.value) if is_target else np.zeros_like(node.value)
        expected = sum((share.amount for share in shares[node]), start)
        steps.append(_told(node, shares[node], expected))
        if node.operation:
            for share in shares_by_rule(node, node.adjoint if _is_usable(node) else expected):
                x = node.operands[share.operand]
                if isinstance(x, Node):
                    shares.setdefault(x, []).append(share)
    return steps


def _is_scalar(node: Node) -> bool:
    return not any(x.value.ndim for x in (node, *node.operands))


def _is_usable(node: Node) -> bool:
    return node.adjoint is not None and node.adjoint.shape == node.value.shape


def shares_by_rule(node: Node, g: Any) -> list[Share]:
    """What an operation hands back by its rule in `gradus.tape`. g: the adjoint of its result."""
    # Only here, because the judge's sandbox, where students' code runs, holds no answer key.
    from gradus.tape import RULES

    vjps, values = RULES[node.operation].vjps, [x.value for x in node.operands]
    amounts = vjps(g, *values, **node.params)
    return shares_of(node, g, amounts, vjps(np.ones_like(node.value), *values, **node.params))


def shares_of(node: Node, g: Any, amounts: Sequence[Any], slopes: Sequence[Any]) -> list[Share]:
    """What an operation hands back, in words. slopes: the amounts if the adjoint g were 1; None where nothing is."""
    return [
        _share_of(node, i, g, np.asarray(amount), slope)
        for i, (amount, slope) in enumerate(zip(amounts, slopes, strict=True))
        if amount is not None
    ]


def _share_of(node: Node, operand: int, g: Any, amount: np.ndarray, slope: Any) -> Share:
    names, x = [named(x) for x in node.operands], node.operands[operand]
    adjoint = f"the adjoint of {node.name}"
    share_in_words, slope_in_words = SHARES.get(node.operation, ()), SLOPES.get(node.operation, ())
    if len(share_in_words) == len(names) and not _is_scalar(node):
        return Share(node, operand, amount, "", share_in_words[operand](adjoint, *names))
    words = slope_in_words[operand](*names) if len(slope_in_words) == len(names) else ""
    if _is_scalar(node):
        number = short(slope)
        words = number if words in ("", number) else f"{words} = {number}"
        return Share(node, operand, amount, words, f"{short(g)} · {bracketed(number)}", short(g))
    if not words:
        return Share(node, operand, amount, "", f"what `{node.operation}` hands back to it")
    product = adjoint if words == "1" else f"{adjoint} times {bracketed(words)}, entry by entry"
    is_repeated = x.value.shape != node.value.shape
    return Share(node, operand, amount, "", product + (f", summed over the uses of {x.name}" if is_repeated else ""))


def _told(node: Node, shares: list[Share], expected: np.ndarray) -> Backward:
    sentence = tell(node, shares, expected)
    adjoint = node.adjoint if node.adjoint is not None and _is_usable(node) else np.nan * expected
    is_right = bool(np.allclose(adjoint, expected, rtol=1e-9, atol=1e-12, equal_nan=True)) and _is_usable(node)
    if not is_right:
        sentence += f" But this tape says {adjoint_of(node)}: look at what it does here."
    return Backward(node, shares, sentence, is_right)


def tell(node: Node, shares: list[Share], adjoint: np.ndarray) -> str:
    """How an adjoint comes about; that of the target has no shares."""
    return (_of_target if not shares else _of_one_use if len(shares) == 1 else _of_uses)(node, shares, adjoint)


def _of_target(node: Node, shares: list[Share], expected: np.ndarray) -> str:
    if expected.ndim:
        return f"Now backwards. The tape takes the sum of all entries of `{node.name}`: adjoint 1 for each."
    return f"Now backwards. If `{node.name}` rises by 1, `{node.name}` rises by 1: adjoint 1."


def _of_one_use(node: Node, shares: list[Share], expected: np.ndarray) -> str:
    [share] = shares
    used = f"`{node.name}` was used once, in `{formula(share.use)}`"
    if not share.slope:
        return f"{used}. So its adjoint is {share.words}: {short(expected)}."
    return (
        f"{used}, whose slope along {node.name} is {share.slope}. The adjoint of {share.use.name} is {share.upstream}, "
        f"so that of {node.name} is {share.words} = {short(expected)}."
    )


def _of_uses(node: Node, shares: list[Share], expected: np.ndarray) -> str:
    count = COUNTS.get(len(shares), f"{len(shares)} times, so its {len(shares)} contributions")
    *most, last = (f"{share.words} from `{share.use.name}`" for share in shares)
    if expected.ndim:
        return f"`{node.name}` was used {count} are added: {', '.join(most)}, and {last}. Together: {short(expected)}."
    if len(shares) > MANY:
        largest = max(shares, key=lambda share: abs(share.amount))
        return (
            f"`{node.name}` was used {count} are added: together {short(expected)}. The largest is "
            f"{short(largest.amount)}, from `{largest.use.name}`."
        )
    first, *others = (short(share.amount) for share in shares)
    total = " + ".join([first, *map(bracketed, others)])
    return (
        f"`{node.name}` was used {count} are added: {total} = {short(expected)}. They are {', '.join(most)} and {last}."
    )


def _slope_of_power(a: str, p: str) -> str:
    """p · a^(p − 1), with the exponent worked out if it is a number."""
    try:
        less = float(p.replace("−", "-")) - 1
    except ValueError:
        return f"{p} · {a} ^ ({p} − 1)"
    if less in (-1.0, 0.0):
        return str(int(less + 1))
    return f"{p} · {a}" if less == 1 else f"{p} · {power(a, short(less))}"
