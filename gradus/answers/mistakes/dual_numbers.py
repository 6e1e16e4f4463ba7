"""Unit 7: dual numbers that go wrong."""

import numpy as np

from gradus.checks.mistakes import mistake_in


class _Dual:
    """Right; the mistakes below change one method."""

    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv

    def made(self, value, deriv):
        return type(self)(value, deriv)

    def dual(self, other):
        return other if isinstance(other, _Dual) else self.made(other, 0.0)

    def __add__(self, other):
        other = self.dual(other)
        return self.made(self.value + other.value, self.deriv + other.deriv)

    def __mul__(self, other):
        other = self.dual(other)
        return self.made(self.value * other.value, self.deriv * other.value + self.value * other.deriv)

    def __truediv__(self, other):
        other = self.dual(other)
        top = self.deriv * other.value - self.value * other.deriv
        return self.made(self.value / other.value, top / other.value**2)

    def __pow__(self, p):
        return self.made(self.value**p, (p * self.value ** (p - 1) if p else 0.0) * self.deriv)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -self.dual(other)

    def __rsub__(self, other):
        return self.dual(other) - self

    def __rtruediv__(self, other):
        return self.dual(other) / self

    def sin(self):
        return self.made(np.sin(self.value), np.cos(self.value) * self.deriv)

    def exp(self):
        return self.made(np.exp(self.value), np.exp(self.value) * self.deriv)


@mistake_in("Dual")
class ReturnsPairs(_Dual):
    """A tuple came back, where a Dual should. Every operation makes a new one of its value and slope: Dual(…, …)."""

    def made(self, value, deriv):
        return value, deriv


@mistake_in("Dual")
class ReturnsAPairFromSin(_Dual):
    """A pair came back from sin, where a Dual should. The operations make a new Dual: return Dual(…, …)."""

    def sin(self):
        return np.sin(self.value), np.cos(self.value) * self.deriv


@mistake_in("Dual")
class LosesTheSlopeOfASum(_Dual):
    """A sum has its value, and the slope 0. Give Dual both: Dual(value, slope), where slopes add as the values do."""

    def __add__(self, other):
        return self.made(self.value + self.dual(other).value, 0.0)


@mistake_in("Dual")
class AsksForItsOwnSine(_Dual):
    """This calls itself without end: np.sin(self) asks self for its sine, and so comes back here. Take the sine of the
    number, self.value.
    """

    def sin(self):
        return self.sin()


@mistake_in("Dual")
class AsksForItsOwnExponential(_Dual):
    """This calls itself without end: np.exp(self) asks self for its exp, and so comes back here. Take that of the
    number, self.value.
    """

    def exp(self):
        return self.exp()


@mistake_in("Dual")
class ForgetsToReturnTheSum(_Dual):
    """None came back from `__add__`, where a Dual should: is a `return` missing?"""

    def __add__(self, other):
        return None


@mistake_in("Dual")
class ForgetsToReturnTheProduct(_Dual):
    """None came back from `__mul__`, where a Dual should: is a `return` missing?"""

    def __mul__(self, other):
        return None


@mistake_in("Dual")
class ForgetsToReturnTheQuotient(_Dual):
    """None came back from `__truediv__`, where a Dual should: is a `return` missing?"""

    def __truediv__(self, other):
        return None


@mistake_in("Dual")
class ForgetsToReturnThePower(_Dual):
    """None came back from `__pow__`, where a Dual should: is a `return` missing?"""

    def __pow__(self, p):
        return None


@mistake_in("Dual")
class ForgetsToReturnTheSine(_Dual):
    """None came back from `sin`, where a Dual should: is a `return` missing?"""

    def sin(self):
        return None


@mistake_in("Dual")
class ForgetsToReturnTheExponential(_Dual):
    """None came back from `exp`, where a Dual should: is a `return` missing?"""

    def exp(self):
        return None


@mistake_in("Dual")
class AsksForItsOwnSums(_Dual):
    """Does `self + other` stand in `__add__`? That calls `__add__` again, without end. Take the numbers:
    self.value + other.value.
    """

    def __add__(self, other):
        return self + other


@mistake_in("Dual")
class AsksForItsOwnProducts(_Dual):
    """Does `self * other` stand in `__mul__`? That calls `__mul__` again, without end. Take the numbers:
    self.value * other.value.
    """

    def __mul__(self, other):
        return self * other


@mistake_in("Dual")
class AsksForItsOwnQuotients(_Dual):
    """Does `self / other` stand in `__truediv__`? That calls `__truediv__` again, without end. Take the numbers:
    self.value / other.value.
    """

    def __truediv__(self, other):
        return self / other


@mistake_in("Dual")
class HasZeroToThePowerZero(_Dual):
    """x**0 is 1, also where x is 0: Python says so of 0.0**0. Only its slope is 0."""

    def __pow__(self, p):
        return super().__pow__(p) if p or self.value else self.made(0.0, 0.0)


@mistake_in("Dual")
class AsksForItsOwnPowers(_Dual):
    """Does `self ** p` stand in `__pow__`? That calls `__pow__` again, without end. Take self.value ** p."""

    def __pow__(self, p):
        return self**p


@mistake_in("Dual")
class KeepsHalfTheProductRule(_Dual):
    """A product has two slopes to add, a'b + ab': either factor may change. Only one of them is here."""

    def __mul__(self, other):
        other = self.dual(other)
        return self.made(self.value * other.value, self.deriv * other.value)


@mistake_in("Dual")
class MultipliesTheSlopes(_Dual):
    """Is the slope that of one factor, or the product of both? The slope of a product is a'b + ab'."""

    def __mul__(self, other):
        other = self.dual(other)
        return self.made(self.value * other.value, self.deriv * other.deriv)


@mistake_in("Dual")
class LosesASlopeInSums(_Dual):
    """The slope of a sum is a' + b'. Here only one of the two is left."""

    def __add__(self, other):
        return self.made(self.value + self.dual(other).value, self.deriv)


@mistake_in("Dual")
class AddsDualsOnly(_Dual):
    """In `__add__` the other one may be a plain number, which has no `.value`. Start with other = dual(other)."""

    def __add__(self, other):
        return self.made(self.value + other.value, self.deriv + other.deriv)


@mistake_in("Dual")
class MultipliesDualsOnly(_Dual):
    """In `__mul__` the other one may be a plain number, which has no `.value`. Start with other = dual(other)."""

    def __mul__(self, other):
        return self.made(self.value * other.value, self.deriv * other.value + self.value * other.deriv)

    def __neg__(self):
        return self.made(-self.value, -self.deriv)


@mistake_in("Dual")
class DividesDualsOnly(_Dual):
    """In `__truediv__` the other one may be a plain number, which has no `.value`. Start with other = dual(other)."""

    def __truediv__(self, other):
        top = self.deriv * other.value - self.value * other.deriv
        return self.made(self.value / other.value, top / other.value**2)


@mistake_in("Dual")
class GivesConstantsASlope(_Dual):
    """A plain number does not change when x does: its slope is 0, not 1."""

    def dual(self, other):
        return other if isinstance(other, _Dual) else self.made(other, 1.0)


@mistake_in("Dual")
class SwapsTheReflectedDifference(_Dual):
    """2 - x came out as x - 2. In `__rsub__` the other one stands on the left."""

    def __rsub__(self, other):
        return self - other


@mistake_in("Dual")
class SwapsTheReflectedQuotient(_Dual):
    """3 / x came out as x / 3. In `__rtruediv__` the other one stands on the left, on top."""

    def __rtruediv__(self, other):
        return self / other


@mistake_in("Dual")
class FlipsTheQuotient(_Dual):
    """The slope of a quotient has its sign flipped: on top it is a'b - ab', in this order."""

    def __truediv__(self, other):
        other = self.dual(other)
        top = self.value * other.deriv - self.deriv * other.value
        return self.made(self.value / other.value, top / other.value**2)


@mistake_in("Dual")
class ForgetsTheSquareBelow(_Dual):
    """The slope of a quotient is divided by b squared, not by b."""

    def __truediv__(self, other):
        other = self.dual(other)
        top = self.deriv * other.value - self.value * other.deriv
        return self.made(self.value / other.value, top / other.value)


@mistake_in("Dual")
class DividesTheSlopes(_Dual):
    """Is the slope that of one part, or the quotient of both? The slope of a quotient is (a'b - ab') / b²."""

    def __truediv__(self, other):
        other = self.dual(other)
        with np.errstate(all="ignore"):
            return self.made(self.value / other.value, np.divide(self.deriv, other.deriv))


@mistake_in("Dual")
class TakesTheLowerOneForAConstant(_Dual):
    """Half of the slope of a quotient is missing: b may change too. On top it is a'b - ab'."""

    def __truediv__(self, other):
        other = self.dual(other)
        return self.made(self.value / other.value, self.deriv / other.value)


@mistake_in("Dual")
class KeepsTheSlopeInSin(_Dual):
    """`sin` passes the slope on as it is. The slope of sin(a) is cos(a) a'."""

    def sin(self):
        return self.made(np.sin(self.value), self.deriv)


@mistake_in("Dual")
class TakesTheCosineOfTheSlope(_Dual):
    """Is that cos(a'), the cosine of the slope? The slope of sin(a) is cos(a) a': the cosine of the value, times the
    slope.
    """

    def sin(self):
        return self.made(np.sin(self.value), np.cos(self.deriv))


@mistake_in("Dual")
class KeepsTheSine(_Dual):
    """The slope has the factor sin(a). The slope of sin(a) is cos(a) a'."""

    def sin(self):
        return self.made(np.sin(self.value), np.sin(self.value) * self.deriv)


@mistake_in("Dual")
class FlipsTheCosine(_Dual):
    """The slope of sin has its sign flipped: it is +cos(a) a'."""

    def sin(self):
        return self.made(np.sin(self.value), -np.cos(self.value) * self.deriv)


@mistake_in("Dual")
class TakesTheExponentialOfTheSlope(_Dual):
    """Is that exp(a'), the exponential of the slope? The slope of exp(a) is exp(a) a': that of the value, times the
    slope.
    """

    def exp(self):
        return self.made(np.exp(self.value), np.exp(self.deriv))


@mistake_in("Dual")
class KeepsTheSlopeInExp(_Dual):
    """`exp` passes the slope on as it is. The slope of exp(a) is exp(a) a'."""

    def exp(self):
        return self.made(np.exp(self.value), self.deriv)


@mistake_in("Dual")
class ForgetsTheChain(_Dual):
    """That is the slope of sin by itself. By the chain rule it is multiplied by the slope of what is inside, a'."""

    def sin(self):
        return self.made(np.sin(self.value), np.cos(self.value))


@mistake_in("Dual")
class ForgetsTheChainInExp(_Dual):
    """That is the slope of exp by itself. By the chain rule it is multiplied by the slope of what is inside, a'."""

    def exp(self):
        return self.made(np.exp(self.value), np.exp(self.value))


@mistake_in("Dual")
class TakesWholePowersOnly(_Dual):
    """This multiplies p times, which works for p = 2 and 3, but p may be 0.5 or -2. Use p a^(p-1) a'."""

    def __pow__(self, p):
        result = self.made(1.0, 0.0)
        for _ in range(p):
            result = result * self
        return result


@mistake_in("Dual")
class CutsThePower(_Dual):
    """Only whole powers come out right: 0.5 was cut down to 0. Use a^p and p a^(p-1) a', which know no such limit."""

    def __pow__(self, p):
        result = self.made(1.0, 0.0)
        for _ in range(int(p)):
            result = result * self
        return result


@mistake_in("Dual")
class ForgetsTheChainInPowers(_Dual):
    """That is the slope of the power by itself. By the chain rule it is multiplied by the slope of the base, a'."""

    def __pow__(self, p):
        return self.made(self.value**p, p * self.value ** (p - 1) if p else 0.0)


@mistake_in("Dual")
class LosesTheFactorInPowers(_Dual):
    """The exponent comes down as a factor when you take the slope: p a^(p-1) a'. That factor is missing."""

    def __pow__(self, p):
        return self.made(self.value**p, self.value ** (p - 1) * self.deriv if p else 0.0)


@mistake_in("Dual")
class KeepsTheExponent(_Dual):
    """The exponent goes down by one when you take the slope: p a^(p-1) a'."""

    def __pow__(self, p):
        return self.made(self.value**p, p * self.value**p * self.deriv)


@mistake_in("Dual")
class DividesByZeroInPowers(_Dual):
    """x ** 0 is 1 everywhere, at 0 as well, and has slope 0. There p a^(p-1) means 0 times 1/0: treat p = 0 apart."""

    def __pow__(self, p):
        return self.made(self.value**p, p * self.value ** (p - 1) * self.deriv)


@mistake_in("Dual")
class IsFlatAtTheValueZero(_Dual):
    """At 0 the slope of x ** 1 is 1, as everywhere. The special case is p = 0, not the value 0."""

    def __pow__(self, p):
        slope = p * self.value ** (p - 1) if p and self.value else 0.0
        return self.made(self.value**p, slope * self.deriv)


@mistake_in("Dual")
class TakesTheLogarithmOfTheBase(_Dual):
    """NaN at a negative base: is a logarithm in it? A negative number has none. As p is a plain number, p a^(p-1) a'
    needs none.
    """

    def __pow__(self, p):
        with np.errstate(all="ignore"):
            slope = p * self.value ** (p - 1) * self.deriv if p else 0.0
            return self.made(self.value**p, slope + 0.0 * np.log(self.value))


@mistake_in("Dual")
class WritesThePowerWithALogarithm(_Dual):
    """The value is NaN at a negative base: is it exp(p log(a))? A negative number has no logarithm; self.value ** p
    needs none.
    """

    def __pow__(self, p):
        with np.errstate(all="ignore"):
            value = np.exp(p * np.log(self.value))
            return self.made(value, p * value / self.value * self.deriv)


@mistake_in("Dual")
class ChangesItsOperands(_Dual):
    """x + 5 has changed x itself. Others still need it: return a new Dual, and leave both operands alone."""

    def __add__(self, other):
        other = self.dual(other)
        self.value += other.value
        self.deriv += other.deriv
        return self


@mistake_in("Dual")
class ChangesItsOperandsInProducts(_Dual):
    """2 * x * 5 has changed x itself. Others still need it: return a new Dual, and leave both operands alone."""

    def __mul__(self, other):
        product = super().__mul__(other)
        self.value, self.deriv = product.value, product.deriv
        return self
