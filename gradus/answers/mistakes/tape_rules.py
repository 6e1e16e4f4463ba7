"""Unit 7: broadcasts undone wrongly, and wrong rules for adjoints."""

import numpy as np

from gradus.checks.mistakes import mistake_in
from gradus.tape import RULES, unbroadcast


def _axes(g, shape):
    """How many axes are in front, and which are stretched."""
    front = np.ndim(g) - len(shape)
    return front, tuple(front + i for i, n in enumerate(shape) if n == 1 and np.shape(g)[front + i] != 1)


def _summed(g, shape):
    """As it should be, for arrays."""
    front, stretched = _axes(g, shape)
    return g.sum(axis=(*range(front), *stretched)).reshape(shape)


@mistake_in("unbroadcast")
def drops_the_stretched_axes(g, shape):
    """The stretched axes are summed, and gone. The result must have exactly the shape asked for: use keepdims=True."""
    front, stretched = _axes(g, shape)
    return np.sum(g, axis=(*range(front), *stretched))


@mistake_in("unbroadcast")
def forgets_the_axes_in_front(g, shape):
    """The axes that broadcasting put in front are still there. Sum them away: there are g.ndim - len(shape) of
    them.
    """
    return np.sum(g, axis=_axes(g, shape)[1], keepdims=True)


@mistake_in("unbroadcast")
def reshapes_only(g, shape):
    """reshape only arranges the numbers anew, and there must be as many afterwards. Sum first, over the axes that were
    repeated.
    """
    return np.reshape(g, shape)


@mistake_in("unbroadcast")
def asks_a_number_for_its_axes(g, shape):
    """g may be a plain number, and that has no .ndim. Then nothing was repeated: np.shape(g) is shape, and g the
    answer.
    """
    return _summed(g, shape) if g.ndim else g


@mistake_in("unbroadcast")
def asks_a_number_for_its_shape(g, shape):
    """g may be a plain number, and that has no .shape. But np.shape(g) is (), and then g is the answer as it is."""
    return _summed(g, shape) if g.shape != shape else g


@mistake_in("unbroadcast")
def takes_means(g, shape):
    """These are means. Every use of an entry adds its effect: sum."""
    if np.shape(g) == shape:
        return g
    front, stretched = _axes(g, shape)
    return np.mean(g, axis=(*range(front), *stretched)).reshape(shape)


@mistake_in("unbroadcast")
def takes_one_copy(g, shape):
    """This keeps one of the copies and forgets the others. Each of them has an effect: sum them."""
    front, stretched = _axes(g, shape)
    one = [0 if i < front else slice(0, 1) if i in stretched else slice(None) for i in range(np.ndim(g))]
    return np.asarray(g)[tuple(one)]


@mistake_in("unbroadcast")
def lines_up_on_the_left(g, shape):
    """Shapes line up at their right ends, so the extra axes are in front. This sums the last ones."""
    stretched = tuple(i for i, n in enumerate(shape) if n == 1 and np.shape(g)[i] != 1)
    return np.sum(np.sum(g, axis=tuple(range(len(shape), np.ndim(g)))), axis=stretched, keepdims=True)


@mistake_in("unbroadcast")
def sums_the_other_axes(g, shape):
    """The wrong axis is summed: the one that was *not* stretched. Where shape has a 1, g is summed."""
    front, stretched = _axes(g, shape)
    others = [i for i in range(front, np.ndim(g)) if i not in stretched]
    return np.sum(g, axis=(*range(front), *(others if stretched else ()))).reshape(shape)


@mistake_in("unbroadcast")
def sums_axis_1_of_every_matrix(g, shape):
    """Axis 1 was summed, whatever shape says. Where shape has a 1 and g has more, that axis was stretched; in (1, 2) it
    is axis 0.
    """
    if np.shape(g) == shape or np.ndim(g) != len(shape):
        return _summed(g, shape)
    return np.sum(g, axis=1, keepdims=True)


@mistake_in("unbroadcast")
def counts_stretched_axes_from_the_left(g, shape):
    """With an extra axis in front, all the others of g stand one place further right: add g.ndim - len(shape) to the
    place that a 1 has in shape.
    """
    g, extra = np.asarray(g), np.ndim(g) - len(shape)
    stretched = tuple(i for i, n in enumerate(shape) if n == 1)
    return g.sum(axis=tuple({*range(extra), *stretched})).reshape(shape) if g.shape != shape else g


@mistake_in("unbroadcast")
def sums_the_stretched_axes_too_soon(g, shape):
    """The place of a 1 in shape is the place of the stretched axis only when the axes in front are gone. Sum those
    first.
    """
    g = np.asarray(g)
    for axis, n in enumerate(shape):
        g = g.sum(axis=axis, keepdims=True) if n == 1 else g
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    return g


@mistake_in("unbroadcast")
def sums_one_axis_in_front(g, shape):
    """One axis in front is summed. Broadcasting may put several there, g.ndim - len(shape) of them: sum all."""
    g = np.asarray(g)
    if not shape:
        return g.sum()
    front, stretched = _axes(g, shape)
    g = g.sum(axis=0) if front else g
    return g.sum(axis=tuple(axis - min(front, 1) for axis in stretched), keepdims=True) if stretched else g


@mistake_in("unbroadcast")
def sums_axis_0_always(g, shape):
    """Axis 0 was summed, and here g has the shape asked for already: nothing was repeated. There are g.ndim -
    len(shape) axes in front, and that may be none.
    """
    return np.sum(g, axis=0)


@mistake_in("unbroadcast")
def sums_one_axis_in_front_also_for_a_number(g, shape):
    """An axis is left, and shape is (). Is one axis in front summed? There may be several, g.ndim - len(shape) of
    them: sum all.
    """
    g = np.asarray(g)
    front, stretched = _axes(g, shape)
    g = g.sum(axis=0) if front else g
    return g.sum(axis=tuple(axis - min(front, 1) for axis in stretched), keepdims=True) if stretched else g


@mistake_in("unbroadcast")
def sums_axes_that_have_moved(g, shape):
    """After the first sum the other axes have moved up: what was axis 1 is axis 0 then. Sum axis 0 each time, or all of
    them at once, with a tuple.
    """
    g, front = np.asarray(g), np.ndim(g) - len(shape)
    if not shape:
        return g.sum()
    for axis in range(front):
        g = g.sum(axis=axis)
    stretched = tuple(i for i, n in enumerate(shape) if n == 1)
    return g.sum(axis=stretched, keepdims=True) if stretched else g


@mistake_in("unbroadcast")
def sums_an_axis_that_is_gone(g, shape):
    """There is no such axis. After each sum the other axes move up: what was axis 1 is axis 0 then. Does a loop count
    them as they were? Sum axis 0 each time.
    """
    g = np.asarray(g)
    for axis in range(g.ndim - len(shape)):
        g = g.sum(axis=axis)
    return g.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)


@mistake_in("unbroadcast")
def forgets_the_stretched_axes(g, shape):
    """An axis of length 1 was stretched too, and is to be summed as well, with keepdims=True."""
    front, _ = _axes(g, shape)
    return np.sum(g, axis=tuple(range(front)))


class _Rules:
    """Right, but for the rules that a class below writes anew."""

    def __class_getitem__(cls, name):
        return cls.__dict__.get(name, RULES[name].vjps)


@mistake_in("VJPS")
class DropsTheUpstreamInNeg(_Rules):
    """The rule for neg gives the slope of -x alone, which is -1. By the chain rule it is multiplied by g."""

    def neg(g, x):
        return (-np.ones(np.shape(x)),)


@mistake_in("VJPS")
class DropsTheUpstreamInSin(_Rules):
    """The rule for sin gives the slope of sin alone. By the chain rule it is multiplied by g."""

    def sin(g, x):
        return (np.cos(x),)


@mistake_in("VJPS")
class DropsTheUpstreamInExp(_Rules):
    """The rule for exp gives the slope of exp alone. By the chain rule it is multiplied by g."""

    def exp(g, x):
        return (np.exp(x),)


@mistake_in("VJPS")
class DropsTheUpstreamInLog(_Rules):
    """The rule for log gives the slope of log alone. By the chain rule it is multiplied by g."""

    def log(g, x):
        return (1 / x,)


@mistake_in("VJPS")
class DropsTheUpstreamInMul(_Rules):
    """The rule for mul lacks g. Both slopes are multiplied by the adjoint of the result."""

    def mul(g, a, b):
        return b, a


@mistake_in("VJPS")
class DropsTheUpstreamForAInMul(_Rules):
    """In the rule for mul the adjoint of a lacks g. Both slopes are multiplied by the adjoint of the result."""

    def mul(g, a, b):
        return b, RULES["mul"].vjps(g, a, b)[1]


@mistake_in("VJPS")
class DropsTheUpstreamForBInMul(_Rules):
    """In the rule for mul the adjoint of b lacks g. Both slopes are multiplied by the adjoint of the result."""

    def mul(g, a, b):
        return RULES["mul"].vjps(g, a, b)[0], a


@mistake_in("VJPS")
class DropsTheUpstreamInDiv(_Rules):
    """The rule for div lacks g. Both slopes are multiplied by the adjoint of the result."""

    def div(g, a, b):
        return 1 / b, -a / (b * b)


@mistake_in("VJPS")
class DropsTheUpstreamForAInDiv(_Rules):
    """In the rule for div the adjoint of a lacks g. Both slopes are multiplied by the adjoint of the result."""

    def div(g, a, b):
        return 1 / b, RULES["div"].vjps(g, a, b)[1]


@mistake_in("VJPS")
class DropsTheUpstreamForBInDiv(_Rules):
    """In the rule for div the adjoint of b lacks g. Both slopes are multiplied by the adjoint of the result."""

    def div(g, a, b):
        return RULES["div"].vjps(g, a, b)[0], -a / (b * b)


@mistake_in("VJPS")
class DropsTheUpstreamInPower(_Rules):
    """The rule for power lacks g. Both slopes are multiplied by the adjoint of the result."""

    def power(g, a, p):
        return RULES["power"].vjps(np.ones(np.shape(g)), a, p)


@mistake_in("VJPS")
class DropsTheUpstreamForTheBase(_Rules):
    """In the rule for power the adjoint of a lacks g. Both slopes are multiplied by the adjoint of the result."""

    def power(g, a, p):
        return RULES["power"].vjps(np.ones(np.shape(g)), a, p)[0], RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class DropsTheUpstreamForTheExponent(_Rules):
    """In the rule for power the adjoint of p lacks g. Both slopes are multiplied by the adjoint of the result."""

    def power(g, a, p):
        return RULES["power"].vjps(g, a, p)[0], RULES["power"].vjps(np.ones(np.shape(g)), a, p)[1]


@mistake_in("VJPS")
class DropsTheUpstreamInSum(_Rules):
    """The rule for sum gives ones. Each entry went into a sum with slope 1, and that is multiplied by the sum's g."""

    def sum(g, x, axis=None, keepdims=False):
        return (np.ones(np.shape(x)),)


@mistake_in("VJPS")
class DropsTheUpstreamInMatmul(_Rules):
    """The rule for matmul gives the other factor alone. It is multiplied by g: g @ b.T for a, and a.T @ g for b."""

    def matmul(g, a, b):
        return b.T, a.T


@mistake_in("VJPS")
class ForgetsTheTuple(_Rules):
    """A rule returns a tuple, one adjoint an input, also where there is one input only. A comma makes it one:
    `return (g * np.cos(x),)`.
    """

    def neg(g, x):
        return RULES["neg"].vjps(g, x)[0]

    def sin(g, x):
        return RULES["sin"].vjps(g, x)[0]

    def exp(g, x):
        return RULES["exp"].vjps(g, x)[0]

    def log(g, x):
        return RULES["log"].vjps(g, x)[0]

    def sum(g, x, axis=None, keepdims=False):
        return RULES["sum"].vjps(g, x, axis=axis, keepdims=keepdims)[0]


@mistake_in("VJPS")
class ReturnsTheBareSlope(_Rules):
    """That is the slope alone, and no tuple. By the chain rule it is multiplied by g; and a comma makes a tuple of one:
    `return (g * ...,)`.
    """

    def sin(g, x):
        return np.cos(x)

    def exp(g, x):
        return np.exp(x)

    def log(g, x):
        return 1 / x


@mistake_in("VJPS")
class HasSelf(_Rules):
    """Has the rule for neg a `self`? Nobody makes an object of this class: its rules are functions, and the first thing
    they are given is g.
    """

    def neg(self, g, x):
        return (-g,)

    neg.__qualname__ = "VJPS.neg"


@mistake_in("VJPS")
class HasSelfInSin(_Rules):
    """Has the rule for sin a `self`? Nobody makes an object of this class: its rules are functions, and the first thing
    they are given is g.
    """

    def sin(self, g, x):
        return (g * np.cos(x),)

    sin.__qualname__ = "VJPS.sin"


@mistake_in("VJPS")
class ForgetsTheMinusInNeg(_Rules):
    """The rule for neg has lost the minus: -x falls where x rises, so the adjoint of x is -g."""

    def neg(g, x):
        return (g,)


@mistake_in("VJPS")
class FlipsTheSine(_Rules):
    """The rule for sin has its sign flipped: the slope of sin is +cos."""

    def sin(g, x):
        return (-g * np.cos(x),)


@mistake_in("VJPS")
class KeepsTheFunctionForItsSlope(_Rules):
    """The rule for sin multiplies by sin. The slope of sin is cos."""

    def sin(g, x):
        return (g * np.sin(x),)


@mistake_in("VJPS")
class KeepsTheLogarithm(_Rules):
    """The rule for log multiplies by the logarithm. The slope of log is 1/x."""

    def log(g, x):
        return (g * np.log(x),)


@mistake_in("VJPS")
class MultipliesInLog(_Rules):
    """The rule for log multiplies by x. The slope of log is 1/x: divide."""

    def log(g, x):
        return (g * x,)


@mistake_in("VJPS")
class DividesByTheLogarithm(_Rules):
    """The rule for log divides by the logarithm. The slope of log is 1/x: divide by x."""

    def log(g, x):
        with np.errstate(all="ignore"):
            return (g / np.log(x),)


@mistake_in("VJPS")
class ForgetsTheMinus(_Rules):
    """In a - b, b counts with a minus, and so does its adjoint."""

    def sub(g, a, b):
        return unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))


@mistake_in("VJPS")
class KeepsTheFactors(_Rules):
    """In a * b the slope along a is b, and the other way round. This gives each input its own value."""

    def mul(g, a, b):
        return unbroadcast(g * a, np.shape(a)), unbroadcast(g * b, np.shape(b))


@mistake_in("VJPS")
class ForgetsTheMinusInQuotients(_Rules):
    """a / b falls when b grows: the slope along b is -a / b²."""

    def div(g, a, b):
        return unbroadcast(g / b, np.shape(a)), unbroadcast(g * a / (b * b), np.shape(b))


@mistake_in("VJPS")
class LosesTheNumerator(_Rules):
    """The slope of a / b along b is -a / b². The a is missing on top."""

    def div(g, a, b):
        return unbroadcast(g / b, np.shape(a)), unbroadcast(-g / (b * b), np.shape(b))


@mistake_in("VJPS")
class ForgetsTheSquareInQuotients(_Rules):
    """The slope of a / b along b is -a / b². The square is missing below."""

    def div(g, a, b):
        return unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / b, np.shape(b))


@mistake_in("VJPS")
class KeepsTheExponentInPower(_Rules):
    """Along a the slope of a ** p is p a ** (p - 1): the exponent goes down by one."""

    def power(g, a, p):
        return unbroadcast(g * p * a**p, np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class LosesTheFactorInPower(_Rules):
    """Along a the slope of a ** p is p a ** (p - 1): the exponent comes down as a factor. That factor is missing."""

    def power(g, a, p):
        return unbroadcast(g * a ** (p - 1), np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class ForgetsTheLogarithm(_Rules):
    """Along the exponent the slope of a ** p is a ** p * log(a); the logarithm is missing."""

    def power(g, a, p):
        return RULES["power"].vjps(g, a, p)[0], unbroadcast(g * a**p, np.shape(p))


@mistake_in("VJPS")
class LosesThePower(_Rules):
    """Along the exponent the slope of a ** p is a ** p * log(a); the power is missing."""

    def power(g, a, p):
        return RULES["power"].vjps(g, a, p)[0], unbroadcast(g * np.log(a), np.shape(p))


@mistake_in("VJPS")
class BreaksAtZero(_Rules):
    """At a = 0, a ** (p - 1) is infinite for p = 0, and 0 times infinity is NaN. But a ** 0 is 1 everywhere: its
    slope is 0.
    """

    def power(g, a, p):
        with np.errstate(all="ignore"):
            return unbroadcast(g * p * a ** (p - 1), np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class StopsAtExponentZero(_Rules):
    """Is p - 1 replaced by 0 where it is below? Only at p = 0 will another exponent do, 0 say, for it is multiplied
    by 0. At p = 0.5 the slope is 0.5 a ** -0.5.
    """

    def power(g, a, p):
        return unbroadcast(g * p * a ** np.maximum(p - 1, 0), np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class IsFlatAtZero(_Rules):
    """Where a is 0 this gives 0 whatever p is. But a ** 1 is a, which has slope 1 at 0 as everywhere. What needs care
    is p = 0, not a = 0.
    """

    def power(g, a, p):
        with np.errstate(all="ignore"):
            slope = np.where(a == 0, 0.0, p * a ** (p - 1.0))
        return unbroadcast(g * slope, np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class DividesByTheBase(_Rules):
    """NaN at a = 0, also where p is 2. Is it a ** p / a? That is 0 / 0 there: write a ** (p - 1)."""

    def power(g, a, p):
        with np.errstate(all="ignore"):
            return unbroadcast(g * p * a**p / a, np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class AsksAllExponentsAtOnce(_Rules):
    """`if` wants one yes or no, and p, like a, may be an array, with one for each entry. Count it instead:
    `p + (getattr(p, "value", p) == 0)` is p, but 1 where p is 0. Less 1, that is 0 there: for the exponent only. The
    factor stays p.
    """

    def power(g, a, p):
        return RULES["power"].vjps(g, a, p) if p == 0 else RULES["power"].vjps(g, a, p)


@mistake_in("VJPS")
class ChangesTheFactorToo(_Rules):
    """Where p is 0 and a is 0 this gives g, as if p were 1 there. Only the exponent is to be another one: the factor
    stays p, and makes it 0.
    """

    def power(g, a, p):
        changed = p + (p == 0)
        return unbroadcast(g * changed * a ** (changed - 1), np.shape(a)), RULES["power"].vjps(g, a, p)[1]


@mistake_in("VJPS")
class TakesAnotherLogarithm(_Rules):
    """Along the exponent the slope of a ** p is a ** p * log(a), the natural logarithm, np.log. Is this np.log10?"""

    def power(g, a, p):
        return RULES["power"].vjps(g, a, p)[0], RULES["power"].vjps(g, a, p)[1] / np.log(10)


@mistake_in("VJPS")
class KeepsTheBroadcastShapeInAdd(_Rules):
    """In the rule for add an input that was broadcast gets an adjoint in the larger shape. Bring each back to its own:
    unbroadcast(..., np.shape(a)).
    """

    def add(g, a, b):
        return g, g


@mistake_in("VJPS")
class KeepsTheBroadcastShapeInSub(_Rules):
    """In the rule for sub an input that was broadcast gets an adjoint in the larger shape. Bring each back to its own:
    unbroadcast(..., np.shape(a)).
    """

    def sub(g, a, b):
        return g, -g


@mistake_in("VJPS")
class KeepsTheBroadcastShapeInMul(_Rules):
    """In the rule for mul an input that was broadcast gets an adjoint in the larger shape. Bring each back to its own:
    unbroadcast(..., np.shape(a)).
    """

    def mul(g, a, b):
        return g * b, g * a


@mistake_in("VJPS")
class KeepsTheBroadcastShapeInDiv(_Rules):
    """In the rule for div an input that was broadcast gets an adjoint in the larger shape. Bring each back to its own:
    unbroadcast(..., np.shape(a)).
    """

    def div(g, a, b):
        return g / b, -g * a / (b * b)


@mistake_in("VJPS")
class KeepsTheBroadcastShapeInPower(_Rules):
    """In the rule for power an input that was broadcast gets an adjoint in the larger shape. Bring each back to its
    own: unbroadcast(..., np.shape(a)).
    """

    def power(g, a, p):
        return tuple(vjp(g, a, p) for vjp in RULES["power"].backward)


def _with_the_larger_shape(name, which):
    """A rule that brings back one of its two adjoints only."""

    def rule(g, a, b):
        whole, brought_back = [vjp(g, a, b) for vjp in RULES[name].backward], RULES[name].vjps(g, a, b)
        return (whole[0], brought_back[1]) if which == 0 else (brought_back[0], whole[1])

    return rule


@mistake_in("VJPS")
class BringsBackTheSecondOnly(_Rules):
    """The adjoint of the second input has its own shape; that of the first has the larger one. Either may have been
    broadcast: unbroadcast(..., np.shape(a)) for the first, too.
    """

    add, sub, mul, div, power = (_with_the_larger_shape(name, 0) for name in ("add", "sub", "mul", "div", "power"))


@mistake_in("VJPS")
class BringsBackTheFirstOnly(_Rules):
    """The adjoint of the first input has its own shape; that of the second has the larger one. Either may have been
    broadcast: unbroadcast(..., np.shape(b)) for the second, too.
    """

    add, sub, mul, div, power = (_with_the_larger_shape(name, 1) for name in ("add", "sub", "mul", "div", "power"))


@mistake_in("VJPS")
class MultipliesMatricesAsNumbers(_Rules):
    """That is the rule for `*`, entry by entry. For `@` it is a product of matrices, and the other one is transposed: g
    @ b.T for a, and a.T @ g for b.
    """

    def matmul(g, a, b):
        return g * b, g * a


@mistake_in("VJPS")
class SwapsTheMatmulOrder(_Rules):
    """Matrices do not commute. The adjoint of a is g @ b.T, that of b is a.T @ g: the shapes tell which goes where."""

    def matmul(g, a, b):
        if np.ndim(a) == 1 or np.ndim(b) == 1:
            return RULES["matmul"].vjps(g, a, b)
        return b.T @ g, g @ a.T


@mistake_in("VJPS")
class SwapsTheAdjointsOfMatmul(_Rules):
    """The two adjoints stand in the wrong order. In the tuple that of a comes first; it has the shape of a."""

    def matmul(g, a, b):
        return RULES["matmul"].vjps(g, a, b)[::-1]


@mistake_in("VJPS")
class ForgetsTheTransposes(_Rules):
    """The other factor is transposed: g @ b.T for a, and a.T @ g for b."""

    def matmul(g, a, b):
        return g @ b, a @ g


@mistake_in("VJPS")
class MultipliesMatricesOnly(_Rules):
    """Right for two matrices, and not where one is a vector: make that a matrix of one row (a) or one column (b) first,
    and g the matrix to match; at the end give the vector's adjoint its shape.
    """

    def matmul(g, a, b):
        return g @ b.T, a.T @ g


@mistake_in("VJPS")
class MakesAColumnOfTheLeftVector(_Rules):
    """The shapes do not fit where a is a vector. As the left factor it is one row, a.reshape((1, -1)); then g has one
    row too.
    """

    def matmul(g, a, b):
        if np.ndim(a) == 1:
            raise ValueError
        return RULES["matmul"].vjps(g, a, b)


@mistake_in("VJPS")
class LeavesTheVectorAMatrix(_Rules):
    """The adjoint of a vector came as a matrix of one row or one column. Give it the shape of the vector at the end."""

    def matmul(g, a, b):
        found = RULES["matmul"].vjps(g, a, b)
        row, column = (np.reshape(part, shape) for part, shape in zip(found, ((1, -1), (-1, 1)), strict=True))
        return row if np.ndim(a) == 1 else found[0], column if np.ndim(b) == 1 else found[1]


@mistake_in("VJPS")
class DoesNotSpreadTheSum(_Rules):
    """This is one number for each sum. Every entry that went into a sum gets that number: spread g to the shape of
    x.
    """

    def sum(g, x, axis=None, keepdims=False):
        return (g,)


@mistake_in("VJPS")
class SpreadsAlongTheWrongAxis(_Rules):
    """g is spread without regard to axis. Put the summed axis back first, with length 1, so that each sum reaches
    the entries it was made of.
    """

    def sum(g, x, axis=None, keepdims=False):
        return (g * np.ones(x.shape),)


@mistake_in("VJPS")
class TakesOneAxisOnly(_Rules):
    """axis may be a tuple of axes, and a list has no place (0, 2). For a single one, make it a tuple too; then go
    through them.
    """

    def sum(g, x, axis=None, keepdims=False):
        shape = list(x.shape)
        if axis is not None:
            shape[axis] = 1
        return RULES["sum"].vjps(g, x, axis=axis, keepdims=keepdims)
