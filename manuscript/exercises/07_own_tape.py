# %% [markdown]
r"""
# Exercises 7: Build your own tape

They go with [lesson 7](../../course/07_own_tape.ipynb).

Ten pieces, 29 points, about 170 minutes. At the end you have a gradient tape of your own, in NumPy, and train with it.

They belong to the four parts of the lesson:

| part of the lesson | exercises | you have then | minutes, about |
| --- | --- | --- | --- |
| 1 · An operator is a call | 7.1 | numbers that know their slope | 20 |
| 2 · The other end of the chain | 7.4, 7.5 and, at the end, 7.9 | an order for the sweep, and adjoints that add up | 40 |
| 3 · Rules for arrays | 7.2, 7.3 and, at the end, 7.10 | a rule for each operation | 50 |
| 4 · None, and once only | 7.6 to 7.8 | a tape, second derivatives, and a trained model | 60 |

Here they stand in the order in which a tape is put together: go part by part with the lesson, or from 7.1 to 7.10 after it. Below 7.3, 7.5 and
7.6 is a good place to stop. 7.9 and 7.10 have no code to write; pencil and paper help.

Write your answer where it says *your code here*, run the cell, then run the check below it. Each piece is checked
alone before the next one uses it.

**Stuck?** Later exercises use earlier pieces. To go on without your own `unbroadcast`, say, write one line into its cell:
`unbroadcast = borrow("unbroadcast")`. That costs the points of that exercise and no others; come back to it when
you like. `VJPS` can be borrowed too; and in the place of 7.6, for 7.7 and 7.8, `Tape = borrow("Tape")`, which brings its `Array`.

NumPy and Python's own library are all it takes. The checks refuse TensorFlow, JAX, PyTorch and autograd, and the tape that
comes with this course.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("Dual")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.
"""

# %%
import numpy as np

import gradus.figures  # so that pictures suit the light and the dark theme
from gradus import borrow, expect, solution, without

without("tensorflow", "keras", "jax", "torch", "autograd", "gradus.tape")

# %% [markdown]
r"""
## 7.1 Numbers that know their slope

A dual number carries a value $a$ and a slope $a'$ (`deriv`). Every operation computes both:

$$ (a + b)' = a' + b' \qquad (a\,b)' = a'b + a\,b' \qquad \left(\frac ab\right)' = \frac{a'b - a\,b'}{b^2} $$

$$ \sin(a)' = \cos(a)\,a' \qquad \exp(a)' = \exp(a)\,a' \qquad (a^p)' = p\,a^{p-1} a' $$

In the last one the exponent $p$ is a plain number. A plain number has slope 0; `dual(other)` makes a `Dual` of it (`isinstance(x, Dual)` asks whether x is one already).
The result of every operation is a new `Dual`. The last lines of the class are done: they call what you write.
`__radd__, __rmul__ = __add__, __mul__` gives both methods a second name, since the order of the operands does not matter there.

<details><summary>Hint 1</summary>Start with <code>other = dual(other)</code>; then there is only one case to think about.</details>
<details><summary>Hint 2</summary><code>self.value</code> and <code>self.deriv</code> are a and a'. Return <code>Dual(…, …)</code>.</details>
"""

# %% answer="Dual" without=["tensorflow", "keras", "jax", "torch", "autograd", "gradus.tape"]
def dual(x):
    """x itself if it is a Dual; a plain number becomes one, with slope 0."""
    return x if isinstance(x, Dual) else Dual(x)

class Dual:
    """A value and its slope. With x = Dual(3.0, 1.0), (x * x).deriv is 6."""

    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv

    def __add__(self, other):
        ### BEGIN SOLUTION
        other = dual(other)
        return Dual(self.value + other.value, self.deriv + other.deriv)
        ### END SOLUTION

    def __mul__(self, other):
        ### BEGIN SOLUTION
        other = dual(other)
        return Dual(self.value * other.value, self.deriv * other.value + self.value * other.deriv)
        ### END SOLUTION

    def __truediv__(self, other):
        ### BEGIN SOLUTION
        other = dual(other)
        top = self.deriv * other.value - self.value * other.deriv
        return Dual(self.value / other.value, top / other.value**2)
        ### END SOLUTION

    def __pow__(self, p):
        """self ** p, where p is a plain number; also at value 0, where p may be 0, or any number from 1 up."""
        ### BEGIN SOLUTION
        slope = p * self.value ** (p - 1) if p != 0 else 0.0
        return Dual(self.value**p, slope * self.deriv)
        ### END SOLUTION

    def sin(self):
        ### BEGIN SOLUTION
        return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)
        ### END SOLUTION

    def exp(self):
        ### BEGIN SOLUTION
        return Dual(np.exp(self.value), np.exp(self.value) * self.deriv)
        ### END SOLUTION

    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %%
def run_dual(Dual, f, value, deriv=1.0):
    """Value and slope of f at Dual(value, deriv)."""
    y = f(Dual(value, deriv))
    if not hasattr(y, "deriv"):
        raise TypeError(f"a Dual was to come, and {type(y).__name__} came: every operation returns a Dual")
    return y.value, y.deriv

def after_use(Dual, f, value, deriv):
    """The Dual that went into f, afterwards."""
    x = Dual(value, deriv)
    f(x)
    return x.value, x.deriv

# %% check="Dual" points=3
expect(run_dual, Dual, lambda x: x + x, 3.0).close_to((6.0, 2.0))
expect(run_dual, Dual, lambda x: x + 5, 3.0).close_to((8.0, 1.0))
expect(after_use, Dual, lambda x: x + 5, 3.0, 1.0).close_to((3.0, 1.0))
expect(run_dual, Dual, lambda x: x * x, 3.0).close_to((9.0, 6.0))
expect(run_dual, Dual, lambda x: 2 * x * 5, 3.0).close_to((30.0, 10.0))
expect(after_use, Dual, lambda x: 2 * x * 5, 3.0, 1.0).close_to((3.0, 1.0))
expect(run_dual, Dual, lambda x: x - 2, 3.0).close_to((1.0, 1.0))
expect(run_dual, Dual, lambda x: 2 - x, 3.0).close_to((-1.0, -1.0))
expect(run_dual, Dual, lambda x: x / (x + 2), 3.0).close_to((0.6, 0.08))
expect(run_dual, Dual, lambda x: x / 4, 3.0).close_to((0.75, 0.25))
expect(run_dual, Dual, lambda x: 3 / x, 2.0).close_to((1.5, -0.75))
expect(run_dual, Dual, lambda x: x.sin(), 0.5, 3.0).close_to((np.sin(0.5), 3 * np.cos(0.5)))
expect(run_dual, Dual, lambda x: x.exp(), 0.5, 3.0).close_to((np.exp(0.5), 3 * np.exp(0.5)))
expect(run_dual, Dual, lambda x: x**3, -2.0, 5.0).close_to((-8.0, 60.0))
expect(run_dual, Dual, lambda x: x**0.5, 4.0).close_to((2.0, 0.25))
expect(run_dual, Dual, lambda x: x**0, 0.0).close_to((1.0, 0.0))
expect(run_dual, Dual, lambda x: x**1, 0.0).close_to((0.0, 1.0))
bump, wave = np.exp(-0.16), np.sin(1.2)
expect(run_dual, Dual, lambda x: (-x * x).exp() * (3 * x).sin(), 0.4).close_to(
    (bump * wave, bump * (3 * np.cos(1.2) - 0.8 * wave))
)
### BEGIN HIDDEN TESTS
from gradus import rng

at, rate, factor = rng().uniform(0.5, 1.5, 3)
low, top = 1 + np.exp(at), (factor - 1 / factor) ** 2 * at**2

def crooked(x):
    return (factor * x - x / factor) ** 2 / (1 + x.exp()) - (x * x).sin() * (2 - x) ** -1.5 + factor

expect(run_dual, Dual, lambda x: (x * factor).sin() + factor, at, rate).close_to(
    (np.sin(at * factor) + factor, np.cos(at * factor) * factor * rate)
)
slope = (2 * top / at * low - top * np.exp(at)) / low**2
slope -= 2 * at * np.cos(at**2) * (2 - at) ** -1.5 + 1.5 * np.sin(at**2) * (2 - at) ** -2.5
value = top / low - np.sin(at**2) * (2 - at) ** -1.5 + factor
expect(run_dual, Dual, crooked, at, rate).close_to((value, slope * rate))
expect(run_dual, Dual, lambda x: x**2, 0.0).close_to((0.0, 0.0))
expect(run_dual, Dual, lambda x: x**1, 0.0, rate).close_to((0.0, rate))
expect(run_dual, Dual, lambda x: x**0, at, rate).close_to((1.0, 0.0))
expect(run_dual, Dual, lambda x: x**3, 0.0, rate).close_to((0.0, 0.0))
expect(run_dual, Dual, lambda x: x**-2, -2.0).close_to((0.25, 0.25))
expect(run_dual, Dual, lambda x: np.float64(factor) * x - np.float64(factor) / x, at).close_to(
    (factor * at - factor / at, factor + factor / at**2)
)
expect(run_dual, Dual, lambda x: x * x + x, 3, 1).close_to((12, 7))
expect(run_dual, Dual, lambda x: x + 3 * x, 0.0, rate).close_to((0.0, 4 * rate))  # 0 has a slope like others
expect(run_dual, Dual, lambda x: x * (x + 2), 0.0, rate).close_to((0.0, 2 * rate))
expect(run_dual, Dual, lambda x: x / 3, at, rate).close_to((at / 3, rate / 3), rtol=1e-12)
expect(run_dual, Dual, lambda x: -x, 3, 2).close_to((-3, -2))
expect(after_use, Dual, crooked, at, rate).close_to((at, rate))
expect(after_use, Dual, lambda x: (x * x, x - 1, x**2, x / 3, -x), at, rate).close_to((at, rate))
expect(after_use, Dual, lambda x: (x.sin(), x.exp(), 2 - x, 2 * x, 3 / x, x + x), at, rate).close_to((at, rate))

def used_before(Dual, value):
    """The slope of x * y * c**2 at x = value, where the others were made and used before."""
    y, c = Dual(3.0), Dual(2.0, 0.0)
    y * c + y / c, (y * c).sin(), c**2
    x = Dual(value, 1.0)
    z = x * y * c**2
    return z.value, z.deriv, y.deriv, c.deriv

expect(used_before, Dual, at).close_to((12 * at, 12.0, 0.0, 0.0))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.2 Undo a broadcast

Add a row of shape `(3,)` to a matrix of shape `(2, 3)`, and NumPy uses the row twice. So each entry of the row has two
effects, and its adjoint is the **sum** of both. `unbroadcast(g, shape)` sums `g` over all the axes along which an
array of that shape was repeated to get the shape of `g`.

| `g.shape` | `shape` | summed |
| --- | --- | --- |
| `(2, 3)` | `(3,)` | axis 0, which broadcasting put in front |
| `(2, 3)` | `(2, 1)` | axis 1, which was stretched; the result is `(2, 1)` |
| `(2, 3)` | `()` | everything |
| `(2, 3)` | `(2, 3)` | nothing |

Broadcasting lines shapes up at their *right* ends, and may put several axes in front. `g` may also be a plain number; then
`shape` is `()`. Use the methods `g.sum` and `g.reshape`: the arrays that you build in exercise 7.6 will have these two as well.

<details><summary>Hint 1</summary>First sum over the axes in front: there are <code>np.ndim(g) - len(shape)</code> of them.</details>
<details><summary>Hint 2</summary>Then sum over each axis where <code>shape</code> has a 1 and <code>g</code> has more, with <code>keepdims=True</code>.</details>
"""

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    """Sum g back to the shape that was broadcast. unbroadcast(np.ones((2, 3)), (3,)) is [2, 2, 2]."""
    ### BEGIN SOLUTION
    if np.shape(g) == shape:
        return g
    in_front = g.ndim - len(shape)
    stretched = [in_front + i for i, n in enumerate(shape) if n == 1]
    return g.sum(axis=(*range(in_front), *stretched)).reshape(shape)
    ### END SOLUTION

# %% check="unbroadcast" points=2
square = np.array([[1.0, 2.0], [4.0, 8.0]])  # its size does not tell which axis was summed
expect(unbroadcast, square, (2, 2)).close_to(square)
expect(unbroadcast, square, (2,)).close_to([5.0, 10.0])
expect(unbroadcast, square, (2, 1)).close_to([[3.0], [12.0]])
expect(unbroadcast, square, (1, 2)).close_to([[5.0, 10.0]])
expect(unbroadcast, square, ()).close_to(15.0)
cube = np.array([[[1.0, 2.0], [4.0, 8.0]], [[16.0, 32.0], [64.0, 128.0]]])  # (2, 2, 2)
expect(unbroadcast, cube, (2, 1)).close_to([[51.0], [204.0]])
expect(unbroadcast, cube, (2,)).close_to([85.0, 170.0])
expect(unbroadcast, cube, (1,)).close_to([255.0])
g = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])  # (2, 3)
expect(unbroadcast, g, (3,)).close_to([9.0, 18.0, 36.0])
expect(unbroadcast, g, (2, 1)).close_to([[7.0], [56.0]])
expect(unbroadcast, 2.5, ()).close_to(2.5)
### BEGIN HIDDEN TESTS
from gradus import rng

big = rng().normal(size=(4, 1, 3, 3))
expect(unbroadcast, big, (3,)).close_to(big.sum(axis=(0, 1, 2)))
expect(unbroadcast, big, (3, 1)).close_to(big.sum(axis=(0, 1, 3))[:, None])
expect(unbroadcast, big, (1, 3, 3)).close_to(big.sum(axis=0))
expect(unbroadcast, big, (4, 1, 1, 3)).close_to(big.sum(axis=2, keepdims=True))
expect(unbroadcast, big, (1, 1, 3, 1)).close_to(big.sum(axis=(0, 3), keepdims=True))
expect(unbroadcast, big[:, 0], (1, 3)).close_to(big.sum(axis=(0, 1, 2))[None])
expect(unbroadcast, big[:, 0], (3, 3)).close_to(big.sum(axis=(0, 1)))
expect(unbroadcast, big[0, 0], (1, 1)).close_to(big[0, 0].sum().reshape(1, 1))
expect(unbroadcast, big[0, 0, 0], (1,)).close_to([big[0, 0, 0].sum()])
expect(unbroadcast, big, (1, 1, 1)).close_to(big.sum().reshape(1, 1, 1))
expect(unbroadcast, big, ()).close_to(big.sum())
expect(unbroadcast, big[:1], (1, 1, 3, 3)).close_to(big[:1])
expect(unbroadcast, big[0, 0].T, (1, 3)).close_to(big[0, 0].T.sum(axis=0, keepdims=True))
expect(unbroadcast, np.arange(6).reshape(2, 3), (1, 3)).close_to([[3, 5, 7]])
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.3 The rules

For every operation $y = f(a, b)$ a rule gets $g$, the adjoint of $y$, and the inputs. It returns a tuple: the adjoint of
each input, *in the shape of that input*. That is $g$ times the slope of $y$ along the input, so each rule is a line of a formula sheet. 7.1 has
most of the slopes; the logarithm is new, and the slope along an exponent:

$$ (\log x)' = \frac 1x \qquad\qquad \frac{\partial}{\partial p}\, a^p = a^p \log a $$

Three rules are done, as examples. As in part 3 of the lesson the functions have no `self`, and the comma in `(…,)` makes a tuple of one.

- `a` and `b` may have been broadcast: undo that with `unbroadcast(…, np.shape(a))`.
- Write the rules with operators, `np.sin`, `np.cos`, `np.exp`, `np.log`, and the methods `.sum`, `.reshape` and `.T`. Your own arrays of 7.6
  will know these (`np.sin(x)` asks an object that NumPy does not know for its `x.sin()`), and so the rules will work on them too. They
  will not know `np.where`, `np.outer`, `np.expand_dims` and `np.broadcast_to`.

The last three rules need more. Open each line when you come to it.

<details><summary><code>power</code></summary>

This is `a ** p`. The adjoint of p has to be right only where $a > 0$; that of a also at $a = 0$, where p is 0, or 1 or more, and at $a < 0$, where p is a whole number. Where p is 0, p − 1 is
−1, and NumPy's `0.0 ** -1` is infinite (a plain 0.0 raises an error, as in 7.1), and 0 times infinity is NaN. So let the *exponent* be 0 there instead of p − 1. The factor p stays, and makes
the slope 0.

How to find where p is 0? It may be an array, so `if` cannot ask. `p == 0` is True or False for each entry, and that counts as 1 or 0 when you
add it. But for an array of 7.6, which has its numbers in `.value`, `p == 0` is always False. So ask `getattr(p, "value", p) == 0`: that takes
`p.value`, or p itself where there is no `.value`.

</details>
<details><summary><code>matmul</code></summary>

This is `a @ b`, where each may be a matrix or a vector. For matrices the adjoint of a is `g @ b.T`, that of b is `a.T @ g`: check the shapes. Make
a vector a matrix of one row (a) or one column (b) first, and g the matrix to match. Reshape at the end.

</details>
<details><summary><code>sum</code></summary>

It gets `axis` (None, a number from 0 on, or a tuple of such) and `keepdims`. Each entry went into one sum, with slope 1. Reshape g so that the summed axes are there
again, with length 1: the shape that the sum has with `keepdims=True`. Multiplied by `np.ones(…)` it spreads to the shape of x.

</details>
"""

# %% answer="VJPS"
class VJPS:
    """VJPS["mul"](g, a, b) is (g * b, g * a), each in the shape of its input; and so on for each operation."""

    def __class_getitem__(cls, name):
        return getattr(cls, name)

    def cos(g, x):
        return (-g * np.sin(x),)

    def reshape(g, x, shape):
        return (g.reshape(x.shape),)

    def transpose(g, x):
        return (g.T,)

    def add(g, a, b):
        ### BEGIN SOLUTION
        return unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))
        ### END SOLUTION

    def sub(g, a, b):
        ### BEGIN SOLUTION
        return unbroadcast(g, np.shape(a)), unbroadcast(-g, np.shape(b))
        ### END SOLUTION

    def mul(g, a, b):
        ### BEGIN SOLUTION
        return unbroadcast(g * b, np.shape(a)), unbroadcast(g * a, np.shape(b))
        ### END SOLUTION

    def div(g, a, b):
        ### BEGIN SOLUTION
        return unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / (b * b), np.shape(b))
        ### END SOLUTION

    def neg(g, x):
        ### BEGIN SOLUTION
        return (-g,)
        ### END SOLUTION

    def sin(g, x):
        ### BEGIN SOLUTION
        return (g * np.cos(x),)
        ### END SOLUTION

    def exp(g, x):
        ### BEGIN SOLUTION
        return (g * np.exp(x),)
        ### END SOLUTION

    def log(g, x):
        ### BEGIN SOLUTION
        return (g / x,)
        ### END SOLUTION

    def power(g, a, p):
        ### BEGIN SOLUTION
        lower = p - (getattr(p, "value", p) != 0)  # 0 stays 0
        with np.errstate(all="ignore"):  # there may be no log(a)
            along_p = g * a**p * np.log(a)
        return unbroadcast(g * p * a**lower, np.shape(a)), unbroadcast(along_p, np.shape(p))
        ### END SOLUTION

    def matmul(g, a, b):
        ### BEGIN SOLUTION
        rows = a.reshape((1, -1)) if len(a.shape) == 1 else a
        columns = b.reshape((-1, 1)) if len(b.shape) == 1 else b
        g = g.reshape((rows.shape[0], columns.shape[1]))
        return (g @ columns.T).reshape(a.shape), (rows.T @ g).reshape(b.shape)
        ### END SOLUTION

    def sum(g, x, axis=None, keepdims=False):
        ### BEGIN SOLUTION
        kept = np.ones(x.shape).sum(axis=axis, keepdims=True).shape
        return (g.reshape(kept) * np.ones(x.shape),)
        ### END SOLUTION

# %%
def vjp(VJPS, name, g, *inputs, **params):
    """What your rule of that name returns."""
    with np.errstate(all="ignore"):  # a rule may try a log or a power that is not there, and drop it
        return VJPS[name](g, *inputs, **params)

def along_base(VJPS, g, a, p):
    """What your rule for a ** p returns for a."""
    return vjp(VJPS, "power", g, a, p)[0]

# %% check="VJPS" points=2
from gradus.lending import lend

lend(VJPS, "unbroadcast")

g, a, b = np.array([1.0, -2.0]), np.array([3.0, 5.0]), np.array([2.0, 4.0])
expect(vjp, VJPS, "neg", g, a).close_to((-g,))
expect(vjp, VJPS, "sin", g, a).close_to((g * np.cos(a),))
expect(vjp, VJPS, "exp", g, a).close_to((g * np.exp(a),))
expect(vjp, VJPS, "log", g, a).close_to((g / a,))
expect(vjp, VJPS, "add", g, a, b).close_to((g, g))
expect(vjp, VJPS, "sub", g, a, b).close_to((g, -g))
expect(vjp, VJPS, "mul", g, a, b).close_to(([2.0, -8.0], [3.0, -10.0]))
expect(vjp, VJPS, "div", g, a, b).close_to(([0.5, -0.5], [-0.75, 0.625]))
expect(vjp, VJPS, "power", g, a, b).close_to(([6.0, -1000.0], [9 * np.log(3), -1250 * np.log(5)]))
expect(along_base, VJPS, g, np.array([0.0, 0.0]), np.array([0.0, 2.0])).close_to([0.0, 0.0])
expect(along_base, VJPS, g, np.array([0.0, -2.0]), np.array([1.0, 3.0])).close_to(g * [1.0, 12.0])
expect(along_base, VJPS, g, np.array([4.0, 2.0]), np.array([0.5, -1.0])).close_to(g * [0.25, -0.25])
g, column = np.array([[1.0, -2.0], [4.0, 8.0]]), np.array([[7.0], [9.0]])
expect(vjp, VJPS, "add", g, a, column).close_to(([5.0, 6.0], [[-1.0], [12.0]]))
expect(vjp, VJPS, "sub", g, a, column).close_to(([5.0, 6.0], [[1.0], [-12.0]]))
expect(vjp, VJPS, "mul", g, a, column).close_to(([43.0, 58.0], [[-7.0], [52.0]]))
expect(vjp, VJPS, "div", g, column, a).close_to(([[-1 / 15], [44 / 15]], [-43 / 9, -58 / 25]))
p = np.array([[2.0], [1.0]])
along_p = [[9 * np.log(3) - 50 * np.log(5)], [12 * np.log(3) + 40 * np.log(5)]]
expect(vjp, VJPS, "power", g, a, p).close_to(([10.0, -12.0], along_p))
### BEGIN HIDDEN TESTS
from gradus import rng

draw = rng()
g, x = draw.normal(size=(2, 3)), draw.uniform(0.5, 2, (2, 3))
row, column = draw.uniform(0.5, 2, 3), draw.uniform([[0.5], [1.1]], [[0.9], [2.0]])
expect(vjp, VJPS, "sin", g, x).close_to((g * np.cos(x),))
expect(vjp, VJPS, "exp", g, x).close_to((g * np.exp(x),))
expect(vjp, VJPS, "log", g, x).close_to((g / x,))
expect(vjp, VJPS, "log", g, x / 4).close_to((4 * g / x,))
expect(vjp, VJPS, "neg", g, x).close_to((-g,))
expect(vjp, VJPS, "add", g, row, column).close_to((g.sum(0), g.sum(1, keepdims=True)))
expect(vjp, VJPS, "sub", g, row, column).close_to((g.sum(0), -g.sum(1, keepdims=True)))
expect(vjp, VJPS, "mul", g, column, row).close_to(((g * row).sum(1, keepdims=True), (g * column).sum(0)))
expect(vjp, VJPS, "mul", g, np.float64(2.0), x).close_to(((g * x).sum(), 2 * g))
expect(vjp, VJPS, "add", g, x, np.float64(2.0)).close_to((g, g.sum()))
expect(vjp, VJPS, "sub", g, np.float64(2.0), x).close_to((g.sum(), -g))
expect(vjp, VJPS, "div", g, np.float64(2.0), x).close_to(((g / x).sum(), -2 * g / x**2))
expect(vjp, VJPS, "div", g, x, -2 * x).close_to((-g / x / 2, -g / x / 4))
expect(vjp, VJPS, "div", g, row, column).close_to(
    ((g / column).sum(0), (-g * row / column**2).sum(1, keepdims=True))
)
p = g * x**column * np.log(x)
expect(vjp, VJPS, "power", g, x, column).close_to((g * column * x ** (column - 1), p.sum(1, keepdims=True)))
p = g * row**column
expect(vjp, VJPS, "power", g, row, column).close_to(
    ((p * column / row).sum(0), (p * np.log(row)).sum(1, keepdims=True))
)

zero = np.array([0.0, 0.0, 0.0, -2.0])
whole = np.array([0.0, 1.0, 2.0, 3.0])
g = draw.normal(size=4)
expect(along_base, VJPS, g, zero, whole).close_to(g * [0.0, 1.0, 0.0, 12.0])
expect(along_base, VJPS, g, zero, np.float64(2.0)).close_to(2 * g * zero)
expect(vjp, VJPS, "mul", g[0], np.float64(3.0), np.float64(4.0)).close_to((4 * g[0], 3 * g[0]))
### END HIDDEN TESTS

# %% check="VJPS.matmul" points=1
from gradus.lending import lend

lend(VJPS, "unbroadcast")

a, b, g = np.array([[1, 2], [3, 4]]), np.array([[1, 0], [2, 1]]), np.array([[1, 2], [3, 5]])
expect(vjp, VJPS, "matmul", g, a, b).close_to(([[1, 4], [3, 11]], [[10, 17], [14, 24]]))
a = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])  # (2, 3)
b = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]])  # (3, 2)
g = np.array([[1.0, 2.0], [3.0, 5.0]])  # (2, 2), as a @ b
expect(vjp, VJPS, "matmul", g, a, b).close_to(
    ([[1, 4, -2], [3, 11, -5]], [[13, 22], [17, 29], [21, 36]])
)
expect(vjp, VJPS, "matmul", np.array([1.0, 2.0]), a, b[:, 1]).close_to(
    ([[0, 1, -1], [0, 2, -2]], [9, 12, 15])
)
expect(vjp, VJPS, "matmul", np.array([1.0, 2.0]), a[0], b).close_to(([1, 4, -2], [[1, 2], [2, 4], [3, 6]]))
expect(vjp, VJPS, "matmul", np.float64(5.0), a[0], b[:, 1]).close_to(([0, 5, -5], [5, 10, 15]))
### BEGIN HIDDEN TESTS
from gradus import rng

draw = rng()
a, b, g = draw.normal(size=(3, 4)), draw.normal(size=(4, 3)), draw.normal(size=(3, 3))
expect(vjp, VJPS, "matmul", g, a, b).close_to((g @ b.T, a.T @ g))
a, b, g = draw.normal(size=(2, 4)), draw.normal(size=(4, 5)), draw.normal(size=(2, 5))
expect(vjp, VJPS, "matmul", g, a, b).close_to((g @ b.T, a.T @ g))
expect(vjp, VJPS, "matmul", g[0], a[0], b).close_to((b @ g[0], np.outer(a[0], g[0])))
expect(vjp, VJPS, "matmul", g[:, 0], a, b[:, 0]).close_to((np.outer(g[:, 0], b[:, 0]), a.T @ g[:, 0]))
expect(vjp, VJPS, "matmul", g[0, 0], a[0], b[:, 0]).close_to((g[0, 0] * b[:, 0], g[0, 0] * a[0]))
### END HIDDEN TESTS

# %% check="VJPS.sum" points=1
from gradus.lending import lend

lend(VJPS, "unbroadcast")

x = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])  # (2, 3)
expect(vjp, VJPS, "sum", np.float64(5.0), x).close_to(([[5.0, 5.0, 5.0], [5.0, 5.0, 5.0]],))
expect(vjp, VJPS, "sum", np.array([1.0, 2.0, 3.0]), x, axis=0).close_to(
    ([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]],)
)
expect(vjp, VJPS, "sum", np.array([1.0, 2.0]), x, axis=1).close_to(
    ([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]],)
)
kept = np.array([[1.0], [2.0]])  # (2, 1): with keepdims=True the summed axis is there
expect(vjp, VJPS, "sum", kept, x, axis=1, keepdims=True).close_to(([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]],))
cube = np.arange(8.0).reshape(2, 2, 2)
expect(vjp, VJPS, "sum", np.array([1.0, 2.0]), cube, axis=(0, 2)).close_to(
    ([[[1.0, 1.0], [2.0, 2.0]], [[1.0, 1.0], [2.0, 2.0]]],)
)
### BEGIN HIDDEN TESTS
from gradus import rng

x, g = rng().normal(size=(3, 3, 2)), rng().normal(size=(3, 3))
expect(vjp, VJPS, "sum", g, x, axis=2).close_to((g[:, :, None] * np.ones(2),))
expect(vjp, VJPS, "sum", g, x, axis=-1).close_to((g[:, :, None] * np.ones(2),))
expect(vjp, VJPS, "sum", g[:1].reshape(1, 3, 1), x, axis=(0, 2), keepdims=True).close_to(
    (g[:1].reshape(1, 3, 1) * np.ones((3, 3, 2)),)
)
expect(vjp, VJPS, "sum", g[0], x, axis=(2, 1)).close_to((g[0][:, None, None] * np.ones((3, 2)),))
g = rng().normal(size=3)
expect(vjp, VJPS, "sum", g, x, axis=(0, 2)).close_to((g[:, None] * np.ones((3, 3, 2)),))
expect(vjp, VJPS, "sum", g, x[..., 0], axis=0).close_to((g * np.ones((3, 3)),))
expect(vjp, VJPS, "sum", g[:, None], x[..., 0], axis=1, keepdims=True).close_to((g[:, None] * np.ones((3, 3)),))
expect(vjp, VJPS, "sum", g[:1].reshape(1, 1), x[0], keepdims=True).close_to((g[0] * np.ones((3, 2)),))
g = rng().normal(size=(1, 1))
expect(vjp, VJPS, "sum", g[0, 0], x[0, 0, 0]).close_to((g[0, 0],))
### END HIDDEN TESTS

# %% [markdown]
r"""
Now check your rules as the lesson checks those of the course: all inputs move at once, each by a small random step, and the change of the
result is measured. Then each rule is tried on a `LaterArray`, which knows what your arrays of 7.6 will know, and no more: what fails
there will fail in 7.6. (`np.expand_dims`, say, and the others named above are for NumPy's arrays only.) In a new cell below the next one, run `try_rules(VJPS)`.
"""

# %%
FORWARD = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "neg": np.negative,
    "sin": np.sin, "cos": np.cos, "exp": np.exp, "log": np.log, "power": np.power, "matmul": np.matmul,
    "sum": np.sum, "reshape": np.reshape, "transpose": np.transpose,
}

def measured_and_by_rule(rule, forward, *inputs, **params):
    """How far a target moves when all inputs do, divided by the step: by differences, and by your rule."""
    draw = np.random.default_rng()
    steps = [draw.normal(size=np.shape(x)) for x in inputs]
    ahead = forward(*[x + 1e-6 * step for x, step in zip(inputs, steps, strict=True)], **params)
    behind = forward(*[x - 1e-6 * step for x, step in zip(inputs, steps, strict=True)], **params)
    g = draw.normal(size=np.shape(ahead))
    parts = rule(g, *inputs, **params)
    for part, x in zip(parts, inputs, strict=True):
        if np.shape(part) != np.shape(x):
            raise ValueError(f"an adjoint of shape {np.shape(part)} came for an input of shape {np.shape(x)}")
    by_rule = sum((part * step).sum() for part, step in zip(parts, steps, strict=True))
    return (g * (ahead - behind)).sum() / 2e-6, by_rule

def mean_of(x, axis=None, keepdims=False, **_):
    """The mean, as a method of Arrays. np.mean asks for it; without one it takes an Array for one thing, and returns it."""
    total = x.sum(axis, keepdims)
    return total / (x.value.size / total.value.size)

class LaterArray:
    """What the arrays of exercise 7.6 know: operators, and a few methods. There is no tape here."""

    __array_priority__ = 100

    def __init__(self, value): self.value = np.array(getattr(value, "value", value), dtype=float)
    def __neg__(self): return LaterArray(-self.value)
    def sin(self): return LaterArray(np.sin(self.value))
    def cos(self): return LaterArray(np.cos(self.value))
    def exp(self): return LaterArray(np.exp(self.value))
    def log(self): return LaterArray(np.log(self.value))
    def sum(self, axis=None, keepdims=False, **_): return LaterArray(self.value.sum(axis=axis, keepdims=keepdims))
    def reshape(self, shape, **_): return LaterArray(self.value.reshape(shape))
    mean = mean_of
    T = property(lambda self: LaterArray(self.value.T))
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)

def with_operator(name, operation):
    """Give LaterArray an operator, for where it stands on the left, and on the right."""
    setattr(LaterArray, f"__{name}__", lambda a, b: LaterArray(operation(a.value, LaterArray(b).value)))
    setattr(LaterArray, f"__r{name}__", lambda b, a: LaterArray(operation(LaterArray(a).value, b.value)))

for name, operation in (
    ("add", np.add), ("sub", np.subtract), ("mul", np.multiply), ("truediv", np.divide),
    ("pow", np.power), ("matmul", np.matmul),
):
    with_operator(name, operation)

USES_NUMPY = "(does this rule give an Array to np.where, np.outer, np.expand_dims, np.broadcast_to, or the like?)"
ASKS_AN_ARRAY = "(does this rule ask an Array, p == 0? ask its numbers. Or does it give an Array to np.where, or the like?)"

def works_later(rule, g, *inputs, **params):
    """Whether a rule gives the same for the arrays of 7.6 as for NumPy's."""
    parts = rule(LaterArray(g), *map(LaterArray, inputs), **params)
    pairs = zip(parts, rule(g, *inputs, **params), strict=True)
    return all(np.allclose(np.array(getattr(a, "value", a), dtype=float), b, equal_nan=True) for a, b in pairs)

def try_later(VJPS, name, *inputs, **params):
    """How a rule fares on the arrays of 7.6, in words."""
    try:
        with np.errstate(all="ignore"):
            why = ASKS_AN_ARRAY if name == "power" else USES_NUMPY
            word = "agree" if works_later(VJPS[name], *inputs, **params) else f"DIFFER {why}"
    except Exception as error:
        return f"{type(error).__name__}: {error} {USES_NUMPY}"
    return word

def try_rules(VJPS):
    """Your rules beside differences, for matrices and vectors of random numbers between 1 and 2."""
    matrix, row = np.random.default_rng().uniform(1, 2, (3, 4)), np.random.default_rng().uniform(1, 2, 4)
    trials = {name: (matrix, row) for name in ("add", "sub", "mul", "div", "power", "matmul")}
    params = {"sum": {"axis": 1}, "reshape": {"shape": (2, 6)}}
    for name, forward in FORWARD.items():
        inputs = trials.get(name, (matrix,))
        try:
            measured, by_rule = measured_and_by_rule(VJPS[name], forward, *inputs, **params.get(name, {}))
        except Exception as error:  # go on with the others
            print(f"{name:<10} {type(error).__name__}: {error}")
            continue
        word = "agree" if abs(measured - by_rule) < 1e-5 * (1 + abs(measured)) else "DIFFER"
        print(f"{name:<10} measured {measured:12.6f}   by your rule {by_rule:12.6f}   {word}")
    print("\nAnd do they give the same for arrays as you build them in 7.6?")
    for name, forward in FORWARD.items():
        inputs = trials.get(name, (matrix,))
        g = np.ones(np.shape(forward(*inputs, **params.get(name, {}))))
        print(f"{name:<10} {try_later(VJPS, name, g, *inputs, **params.get(name, {}))}")
    print(f"{'power at 0':<10} {try_later(VJPS, 'power', np.ones(2), np.zeros(2), np.array([0.0, 2.0]))}")

# %% [markdown]
r"""
*A good place to stop. Part 3 of the lesson has one exercise more, 7.10 at the end of this notebook. What is next here: the order in which a sweep
may go.*
"""

# %% [markdown]
r"""
## 7.4 Who comes first?

An adjoint may be passed on only when it is complete: after *all* that uses the node. So walk the graph backwards in an
order in which **every node comes after all nodes that have it as a parent**. The node you start from is first; every node
it is made of comes once.

A node has `.parents`, a tuple of the nodes it was made from (`()` if from none); the same node may be in it
twice. It has nothing else: keep what you count in a dict of your own, `uses[node]`. Any such order is right. The graph may be a chain of
thousands of nodes, and Python gives up on functions that call themselves that deep: use a loop, and leave the recursion limit alone. And in
a small ladder there can be $2^{200}$ paths, so visit nodes, not paths, and ask each for its parents a few times only.

Your tape of 7.6 will not need this: it keeps a list, and read backwards that is such an order already. But an engine whose results know nothing but
their parents has to find one, and PyTorch's does it by counting, as in the hints.

<details><summary>Hint 1</summary>Count for each node how many uses it has. A node may go into the answer when all of its uses are there.</details>
<details><summary>Hint 2</summary>So: a first loop finds and counts, a second one takes a node that waits for nothing, appends it, and lets its parents wait for one less. <code>n = ready.pop()</code> takes the last one off a list.</details>
<details><summary>Hint 3</summary>To find all nodes, keep a list <code>todo</code> of those still to be looked at, at first only <code>node</code>. <code>while todo:</code> take one off, count each entry of its <code>.parents</code>, and put a parent into <code>todo</code> only when you meet it for the first time.</details>
"""

# %% answer="backward_order"
def backward_order(node):
    """A list of the node and all it is made of: each once, the node first, and each before its parents."""
    ### BEGIN SOLUTION
    found, uses = [node], {node: 0}
    for child in found:
        for parent in child.parents:
            if parent not in uses:
                found.append(parent)
            uses[parent] = uses.get(parent, 0) + 1
    order = [node]
    for child in order:
        for parent in child.parents:
            uses[parent] -= 1
            if uses[parent] == 0:
                order.append(parent)
    return order
    ### END SOLUTION

# %%
import sys

class TooSlow(Exception):
    """Nodes have been asked for their parents far more often than there are nodes."""

class AskedNode:
    """It has .parents, and nothing else."""

    @property
    def parents(self):
        self._asked[0] += 1
        if self._asked[0] > self._limit:
            hint = "Ask each node a few times only: are paths followed, or all nodes looked through for each node?"
            raise TooSlow(f".parents was asked for {self._limit:,} times. {hint}")
        return self._parents

    def __setattr__(self, name, value):
        if name == "parents":
            raise AttributeError("the graph is not yours to change: leave .parents as they are")
        hint = "Keep what you count in a dict of your own: uses[node]"
        raise AttributeError(f"a node cannot keep .{name}, only .parents. {hint}")

    def __getattr__(self, name):
        hint = "Keep what you count in a dict of your own: uses[node]"
        raise AttributeError(f"a node has no .{name}, only .parents. {hint}")

def graph_of(graph):
    """The nodes of a graph, where graph[i] lists the parents of node i."""
    nodes, asked = [AskedNode() for _ in graph], [0]
    for node, parents in zip(nodes, graph, strict=True):
        vars(node).update(_parents=tuple(nodes[i] for i in parents), _asked=asked, _limit=1000 * len(graph) + 1000)
    return nodes

def order_of(backward_order, graph):
    """Your order for a graph: graph[i] lists the parents of node i, and node 0 is the start."""
    nodes = graph_of(graph)
    number, limit = {id(node): i for i, node in enumerate(nodes)}, sys.getrecursionlimit()
    order = [number.get(id(node), "no node") for node in backward_order(nodes[0])]
    if sys.getrecursionlimit() != limit:
        sys.setrecursionlimit(limit)
        raise RecursionError("the recursion limit was changed")
    return order

def chain_order(backward_order, length):
    """For a long chain: the first and the last node of your order, and how many there are."""
    order = order_of(backward_order, [[i + 1] for i in range(length)] + [[]])
    return [order[0], order[-1], len(order)]

def too_early(backward_order, graph):
    """The pairs (child, parent) of which your order has the parent first."""
    place = {node: i for i, node in enumerate(order_of(backward_order, graph))}
    return [(child, parent) for child in place for parent in graph[child] if place[parent] < place[child]]

def asked_again(backward_order):
    """How long the order is from the start, from the start again, from a parent, and from a leaf."""
    nodes = graph_of([[1, 2], [3], [3], []])
    return [len(backward_order(nodes[i])) for i in (0, 0, 1, 3)]

# %% check="backward_order" points=2
expect(order_of, backward_order, [[1], [2], []]).returns([0, 1, 2])
expect(order_of, backward_order, [[1, 3], [2], [3], []]).returns([0, 1, 2, 3])
expect(order_of, backward_order, [[2, 1], [2], []]).returns([0, 1, 2])
expect(order_of, backward_order, [[1, 1], [2, 2], []]).returns([0, 1, 2])
expect(order_of, backward_order, [[2, 2, 1], [2], []]).returns([0, 1, 2])
expect(order_of, backward_order, [[1, 2, 2], [2], []]).returns([0, 1, 2])
expect(order_of, backward_order, [[1, 4, 2], [2], [3], [4], []]).returns([0, 1, 2, 3, 4])
expect(order_of, backward_order, [[4, 1], [2], [3], [4], [5], []]).returns([0, 1, 2, 3, 4, 5])
diamond = [[1, 2], [3], [4, 3], [5], [5], []]
expect(too_early, backward_order, diamond).returns([])
ladder = [[i + 1, i + 1] for i in range(200)] + [[]]
expect(order_of, backward_order, ladder).returns(list(range(201)))
expect(asked_again, backward_order).returns([4, 4, 2, 1])
expect(chain_order, backward_order, 4000).returns([0, 4000, 4001])
### BEGIN HIDDEN TESTS
from gradus import rng

draw = rng()
path = [[int(j) for j in draw.permutation([i + 1, *draw.integers(i + 1, 60, 3)])] for i in range(59)] + [[]]
expect(order_of, backward_order, path).returns(list(range(60)))  # node after node: there is only one order
names = draw.permutation(np.arange(1, 60))
names = [0, *map(int, names)]
mixed = [[] for _ in names]
for i, parents in enumerate(path):
    mixed[names[i]] = [names[j] for j in parents]
expect(order_of, backward_order, mixed).returns(names)
wide = [[int(j) for j in draw.integers(i + 1, 80, 4)] for i in range(79)] + [[]]
expect(too_early, backward_order, wide).returns([])
expect(order_of, backward_order, [[], [0]]).returns([0])
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.5 Find the bug

Now read a record backwards. Each entry names a result and its inputs with their slopes: after
`b = 2 * a + 1`, `c = a * b` at $a = 3$ the record is `[("b", [("a", 2.0)]), ("c", [("a", 7.0), ("b", 3.0)])]`.
`broken_adjoints` should return the adjoint of everything the target is made of. But $c = 2a^2 + a$ has slope 13 at 3, and it says 6. Find
the bug, then write the function correctly.

<details><summary>Hint 1</summary>There are two paths from <code>a</code> to <code>c</code>. What happens to the first when the second arrives?</details>
<details><summary>Hint 2</summary><code>adjoint.get(name, 0.0)</code> is what has arrived so far.</details>
"""

# %%
def broken_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint[result] * slope
    return adjoint

record = [("b", [("a", 2.0)]), ("c", [("a", 7.0), ("b", 3.0)])]
broken_adjoints(record, "c")["a"]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    """The adjoints, in a dict: of the target (1.0) and of everything in the record that it is made of."""
    ### BEGIN SOLUTION
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint
    ### END SOLUTION

# %%
def adjoints_of(mend_adjoints, record, target, names):
    """The adjoints of some names, to nine digits; None where there is none."""
    found = mend_adjoints(record, target)
    return [a if a is None else round(float(a), 9) + 0.0 for a in map(found.get, names)]

# %% check="mend_adjoints" points=2
line = [("b", [("a", 2.0)]), ("c", [("b", 3.0)]), ("d", [("c", 5.0)])]
expect(adjoints_of, mend_adjoints, line, "d", ["d", "c", "b", "a"]).returns([1.0, 5.0, 15.0, 30.0])
expect(adjoints_of, mend_adjoints, line, "c", ["a", "d"]).returns([6.0, None])
expect(adjoints_of, mend_adjoints, line, "b", ["a", "b", "c", "d"]).returns([2.0, 1.0, None, None])
expect(adjoints_of, mend_adjoints, record, "c", ["a"]).returns([13.0])
doubled = [("b", [("a", 1.0), ("a", 1.0)]), ("c", [("b", 1.0), ("b", 1.0)])]  # b = a + a, c = b + b
expect(adjoints_of, mend_adjoints, doubled, "c", ["a", "b"]).returns([4.0, 2.0])
level = [("b", [("a", 2.0)]), ("c", [("b", 0.0), ("a", 1.0)])]  # a slope of 0 is a slope
expect(adjoints_of, mend_adjoints, level, "c", ["a", "b"]).returns([1.0, 0.0])
flat = [("b", [("a", 2.0)]), ("c", [("b", 0.0)])]  # and so is an adjoint of 0
expect(adjoints_of, mend_adjoints, flat, "c", ["a", "b"]).returns([0.0, 0.0])
### BEGIN HIDDEN TESTS
from gradus import rng

level.append(("d", [("c", 0.0)]))  # and an adjoint of 0 is passed on
expect(adjoints_of, mend_adjoints, level, "d", ["c", "b", "a"]).returns([0.0, 0.0, 0.0])
gentle = [("b", [("a", 0.5)]), ("c", [("b", 0.5), ("a", 1.5)])]
expect(adjoints_of, mend_adjoints, gentle, "c", ["a", "b"]).returns([1.75, 0.5])

draw = rng()
names = [f"v{i}" for i in range(12)]
long, truth = [], dict.fromkeys(names, 0.0)
for i in range(1, 12):
    long.append((names[i], [(names[int(j)], float(draw.integers(-3, 4))) for j in draw.integers(0, i, 3)]))
long.append(("apart", [("elsewhere", 2.0)]))
truth[names[11]] = 1.0
for result, inputs in reversed(long[:-1]):
    for name, slope in inputs:
        truth[name] += truth[result] * slope
reached, waiting = {names[11]}, [names[11]]
for result in waiting:
    for name, _ in dict(long).get(result, ()):
        waiting += [name] if name not in reached else []
        reached.add(name)
wanted = [truth[name] if name in reached else None for name in names]
expect(adjoints_of, mend_adjoints, long, names[11], names).returns([None if w is None else w + 0.0 for w in wanted])
expect(adjoints_of, mend_adjoints, long, "apart", ["elsewhere", "v0"]).returns([2.0, None])
expect(adjoints_of, mend_adjoints, long, names[0], ["v0", "v1"]).returns([1.0, None])
### END HIDDEN TESTS

# %% [markdown]
r"""
*A good place to stop. Part 2 of the lesson has one exercise more, 7.9 at the end of this notebook. What is next here: the tape, which goes with part 4.*
"""

# %% [markdown]
r"""
## 7.6 The tape

Here it comes together. `Array` is written: it holds numbers in `.value`, and all its operations go through `apply`, which computes the
value (with `FORWARD`, from the end of 7.3) and shows the operation to every open tape. Write `Tape`:

- `with Tape() as tape:` opens the tape, and the end of the block closes it, also when an error ends it; the error goes on.
- `tape.watch(x)` comes before x is used: what was made of x earlier is not connected. The tape writes down what descends from watched Arrays, as long as it is open.
- `tape.gradient(y, [x, …])` returns a list, an entry for each source: its adjoint, in its shape, or **None** if y does not
  come from it *through this tape's record*. Watched Arrays and results can be sources; along itself the slope of y is 1. If y is not a single number, the
  gradient is that of its sum.
- Each adjoint in the list is an Array, and is computed by operations on Arrays, so that another tape can follow it: 7.7 lives on that.
- A second call of `gradient` raises `RuntimeError`, unless the tape is `persistent`; then calls do not disturb each other.
- Several tapes may be open at once, and may be closed in any order. All of them record, and none knows of the others.

<details><summary>What a set is</summary>

A **set** can keep the Arrays that a tape follows. It is a bag without order, in which nothing is twice: `s = set()` is an empty one, `s.add(x)`
puts `x` in, and `x in s` asks whether it is there. Two Arrays with equal numbers are two different things: for Arrays, `in` asks for the very
same object, in a set as among the keys of a dict. And `any(…)` asks whether at least one entry of a list is True.

</details>
<details><summary>A design of your own</summary>

You may write all of it your own way, with another `Array`: the checks use only the operators, `.value`, the methods
`.sin() .exp() .log() .sum()`, and what stands above. (`property` is what lets you write `x.shape` and `x.T` without brackets: a function is called all
the same.)

</details>
<details><summary>Hint 1</summary>Two things to keep: a set of the Arrays that the tape follows, and a list of what it was shown.</details>
<details><summary>Hint 2</summary><code>record</code> is called for every operation while the tape is open. When does it concern this tape, and what does the tape follow afterwards?</details>
<details><summary>Hint 3</summary><code>gradient</code> is the loop of 7.5. What was the product <code>adjoint[result] * slope</code> there is now an entry of <code>VJPS[name](adjoint[result], *inputs, **params)</code>: g is in it already. The adjoints are new at each call, and begin with ones in the shape of y, in an Array: then the rules get Arrays, and return some.</details>
"""

# %% answer="Tape"
open_tapes = []

def apply(name, *inputs, **params):
    """Compute the result of an operation, and show it to every open tape."""
    inputs = [x if isinstance(x, Array) else Array(x) for x in inputs]
    result = Array(FORWARD[name](*[x.value for x in inputs], **params))
    for tape in open_tapes:
        tape.record(name, inputs, params, result)
    return result

class Array:
    """float64 numbers that a tape can follow."""

    __array_priority__ = 100  # NumPy leaves np.ones(3) * Array(2.0) to __rmul__

    def __init__(self, value):
        self.value = np.array(value, dtype=float)

    def __repr__(self): return f"Array({self.value})"
    def __add__(self, other): return apply("add", self, other)
    def __radd__(self, other): return apply("add", other, self)
    def __sub__(self, other): return apply("sub", self, other)
    def __rsub__(self, other): return apply("sub", other, self)
    def __mul__(self, other): return apply("mul", self, other)
    def __rmul__(self, other): return apply("mul", other, self)
    def __truediv__(self, other): return apply("div", self, other)
    def __rtruediv__(self, other): return apply("div", other, self)
    def __pow__(self, other): return apply("power", self, other)
    def __rpow__(self, other): return apply("power", other, self)
    def __matmul__(self, other): return apply("matmul", self, other)
    def __rmatmul__(self, other): return apply("matmul", other, self)
    def __neg__(self): return apply("neg", self)
    def sin(self): return apply("sin", self)
    def cos(self): return apply("cos", self)
    def exp(self): return apply("exp", self)
    def log(self): return apply("log", self)
    def sum(self, axis=None, keepdims=False, **_): return apply("sum", self, axis=axis, keepdims=keepdims)
    def reshape(self, shape, **_): return apply("reshape", self, shape=shape)  # **_ is for what np.reshape adds
    mean = mean_of  # as for LaterArray, in the cell that begins with FORWARD
    T = property(lambda self: apply("transpose", self))
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)

class Tape:
    """Records what happens to watched Arrays, and gives gradients."""

    def __init__(self, persistent=False):
        ### BEGIN SOLUTION
        self.persistent, self.is_used = persistent, False
        self.followed, self.steps = set(), []
        ### END SOLUTION

    def __enter__(self):
        ### BEGIN SOLUTION
        open_tapes.append(self)
        return self
        ### END SOLUTION

    def __exit__(self, *error):
        ### BEGIN SOLUTION
        open_tapes.remove(self)
        ### END SOLUTION

    def watch(self, x):
        ### BEGIN SOLUTION
        self.followed.add(x)
        ### END SOLUTION

    def record(self, name, inputs, params, result):
        """Called by apply while the tape is open."""
        ### BEGIN SOLUTION
        if not self.followed.isdisjoint(inputs):
            self.followed.add(result)
            self.steps.append((name, inputs, params, result))
        ### END SOLUTION

    def gradient(self, y, sources):
        ### BEGIN SOLUTION
        if self.is_used and not self.persistent:
            raise RuntimeError("A tape gives its gradients once, unless it is persistent.")
        self.is_used = True
        adjoints = {y: Array(np.ones(y.shape))} if y in self.followed else {}
        for name, inputs, params, result in reversed(self.steps):
            if result in adjoints:
                for x, g in zip(inputs, VJPS[name](adjoints[result], *inputs, **params), strict=True):
                    if x in self.followed:
                        adjoints[x] = adjoints[x] + g if x in adjoints else g
        return [adjoints.get(x) for x in sources]
        ### END SOLUTION

# %% [markdown]
r"""
The checks use your classes through a few small functions like these. `gradients_of` watches an Array for each value,
runs a program on them, and asks for all gradients.

**Watch your tape at work.** As soon as its `gradient` is written, add a cell with `play(crossed, 2.0)`, or with a program of your own. You see what
*your* tape answers for each result; where an adjoint is not the sum of its contributions, the figure says so.
"""

# %%
def plain(g):
    """A gradient as plain numbers; None stays None."""
    return None if g is None else np.asarray(getattr(g, "value", g), dtype=float)

def gradients_of(Tape, Array, program, *values):
    xs = [Array(value) for value in values]
    with Tape() as tape:
        for x in xs:
            tape.watch(x)
        y = program(*xs)
    with np.errstate(all="ignore"):  # the rule for power may try a log that is not there
        return [plain(g) for g in tape.gradient(y, xs)]

def through_a_result(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        y = 3 * x
        z = y + 1
    return [plain(g) for g in tape.gradient(z, [x, y, z])]

def are_arrays(Tape, Array, program):
    """Whether the adjoints of two sources, and of the result itself, are of the kind that the sources are."""
    x, y = Array(2.0), Array([3.0, 4.0])
    with Tape() as tape:
        tape.watch(x)
        tape.watch(y)
        z = program(x, y)
    return [isinstance(g, type(x)) for g in tape.gradient(z, [x, y, z])]

def reused(a):
    b = a + a
    return b + b

def crossed(a):
    b = a * a
    c = b + a
    return c * b

def play(program, *values):
    from gradus.figures import TapePlayer
    return TapePlayer(program, *values, Tape=Tape, Array=Array)

# %% check="Tape" points=3
from gradus.lending import lend

lend(Tape, "unbroadcast", "VJPS", "backward_order")

expect(gradients_of, Tape, Array, lambda x, y: x * y, 2.0, 5.0).close_to([5.0, 2.0])
expect(gradients_of, Tape, Array, lambda x: 5 * x, 2.0).close_to([5.0])
expect(through_a_result, Tape, Array).returns([3.0, 1.0, 1.0])
expect(gradients_of, Tape, Array, lambda x: 2 * x * 5, 2.0).close_to([10.0])
expect(gradients_of, Tape, Array, lambda x: 2 - 3 * x, 2.0).close_to([-3.0])
expect(gradients_of, Tape, Array, lambda x: 6 / x, 2.0).close_to([-1.5])
expect(gradients_of, Tape, Array, lambda x, y: x / y - y, 1.0, 2.0).close_to([0.5, -1.25])
expect(gradients_of, Tape, Array, lambda x: 5 * x.sin(), 0.5).close_to([5 * np.cos(0.5)])
expect(gradients_of, Tape, Array, lambda x: (2 * x).exp(), 0.5).close_to([2 * np.exp(1.0)])
expect(gradients_of, Tape, Array, lambda x: x * x, 3.0).close_to([6.0])
expect(gradients_of, Tape, Array, reused, 3.0).close_to([4.0])
expect(gradients_of, Tape, Array, crossed, 2.0).close_to([44.0])
expect(gradients_of, Tape, Array, lambda x: x**3 * 2, [1.0, 2.0]).close_to([[6.0, 24.0]])
expect(gradients_of, Tape, Array, lambda x: -x, [1.0, 2.0]).close_to(([-1.0, -1.0],))
expect(gradients_of, Tape, Array, lambda x: x**0 * 3 + x**2, [0.0, 2.0]).close_to([[0.0, 4.0]])
expect(gradients_of, Tape, Array, lambda x: x.sum() * 7, [1.0, 2.0]).close_to([[7.0, 7.0]])
a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
row = np.array([1.0, -1.0])
expect(gradients_of, Tape, Array, lambda x, y: (x * y).sum(), a, row).close_to(
    (row + 0 * a, [4.0, 6.0])
)
expect(gradients_of, Tape, Array, lambda x, y: ((x @ y) * a).sum(), a, b).close_to(
    (a @ b.T, a.T @ a)
)
expect(gradients_of, Tape, Array, lambda x: x.sum(axis=1) * row, a).close_to([[[1.0, 1.0], [-1.0, -1.0]]])
expect(gradients_of, Tape, Array, lambda x, y: (x @ y) * b[0], a, row).close_to(
    ([[5.0, -5.0], [6.0, -6.0]], b[0] @ a)
)
expect(are_arrays, Tape, Array, lambda x, y: x * y).returns([True, True, True])
expect(are_arrays, Tape, Array, lambda x, y: x + y).returns([True, True, True])
### BEGIN HIDDEN TESTS
from gradus import rng
from gradus.answers.random_programs import differences, random_program
from gradus.tape import Array as KnownArray, Tape as KnownTape

draw = rng()
x, y, column = draw.uniform(0.5, 2, (3, 4)), draw.uniform(0.5, 2, 4), draw.uniform(0.5, 2, (3, 1))
w = draw.normal(size=(3, 4))
expect(gradients_of, Tape, Array, lambda a, b, c: ((a + b) / c - b**c).log() * w, *(9 + x, y / 2, column)).close_to(
    tuple(differences(lambda a, b, c: np.log((a + b) / c - b**c) * w, 9 + x, y / 2, column)[0]), rtol=1e-6, atol=1e-7
)
expect(gradients_of, Tape, Array, lambda a: w * (2.0**a - a / w) - np.float64(2) / a, x).close_to(
    [w * np.log(2) * 2**x - 1 + 2 / x**2]
)
half = np.exp(1 - x) * x / 4
expect(gradients_of, Tape, Array, lambda a: ((1 - a).exp() / (4 / a)).sin() + (a - 3).exp(), x).close_to(
    [np.cos(half) * half * (1 / x - 1) + np.exp(x - 3)]
)
expect(gradients_of, Tape, Array, lambda a: ((w - a).sin() * (w / a) + (w * a).exp()) * (w + a), x).close_to(
    tuple(differences(lambda a: (np.sin(w - a) * (w / a) + np.exp(w * a)) * (w + a), x)[0]), rtol=1e-6, atol=1e-7
)
square = draw.normal(size=(3, 3))
expect(gradients_of, Tape, Array, lambda a, b, c: (a * b - a / (9 + c)) * square, square, square[0], column).close_to(
    tuple(differences(lambda a, b, c: (a * b - a / (9 + c)) * square, square, square[0], column)[0]), atol=1e-7
)
expect(gradients_of, Tape, Array, lambda a, b: ((a @ b) * w[:, 0]).sum() + (w[:, 1] @ a).sum(), x, y).close_to(
    (np.outer(w[:, 0], y) + w[:, 1:2], x.T @ w[:, 0])
)
expect(gradients_of, Tape, Array, lambda a: (a.sum(axis=1, keepdims=True) * w).sum(axis=0) * y, x).close_to(
    [np.ones((3, 4)) * (w * y).sum(axis=1, keepdims=True)]
)
expect(gradients_of, Tape, Array, lambda a: a.sum(axis=1) * w[:, 0], x).close_to([np.outer(w[:, 0], np.ones(4))])
expect(gradients_of, Tape, Array, lambda a: a**2 + (-a) ** 3 + a**0 + a**-1.5, 2).close_to([4 - 12 - 1.5 * 2**-2.5])
expect(gradients_of, Tape, Array, lambda a: a**-1 / 3, [1, 2]).close_to([[-1 / 3, -1 / 12]])
expect(gradients_of, Tape, Array, lambda a: a**2 * w[0], [0, 0, 1, -1]).close_to([[0, 0, 2 * w[0, 2], -2 * w[0, 3]]])

def run(steps, things):
    """Play a program: each step names an operation and the places of its inputs."""
    things = list(things)
    for name, places, *constant in steps:
        operands = [things[i] for i in places] + constant
        if name in ("sin", "exp", "log", "sum"):
            things.append(getattr(operands[0], name)(*operands[1:]))
        else:
            things.append(getattr(operands[0], f"__{name}__")(operands[1]))
    return things[-1]

for _ in range(5):
    steps, values = random_program(draw)
    slopes = gradients_of(KnownTape, KnownArray, lambda *xs, steps=steps: run(steps, xs), *values)
    expect(gradients_of, Tape, Array, lambda *xs, steps=steps: run(steps, xs), *values).close_to(
        tuple(slopes), rtol=1e-9, atol=1e-10
    )
### END HIDDEN TESTS

# %% [markdown]
r"""
Next: what is connected, and what is not? Each small function below asks one question. `None` is not 0: it says that the tape
has nothing to tell.
"""

# %%
def not_watched(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x)
        z = x * y
    return [plain(g) for g in tape.gradient(z, [x, y])]

def not_reached(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x)
        tape.watch(y)
        z = x * x
    return [plain(g) for g in tape.gradient(z, [y, x])]

def equal_numbers(Tape, Array):
    x, y = Array(2.0), Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        z = x * y
    return [plain(g) for g in tape.gradient(z, [y, x])]

def made_before(Tape, Array):
    x = Array(2.0)
    y = x * x
    with Tape() as tape:
        tape.watch(x)
        z = y * x
    return [plain(g) for g in tape.gradient(z, [x, y])]

def made_after(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        y = x * x
    z = y * y
    return [plain(g) for g in tape.gradient(z, [x])]

def in_the_middle(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        y = x * x
        z = y * y
    return [plain(g) for g in tape.gradient(z, [x, y, z])]

def watched_too_late(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        y = x * x
        tape.watch(x)
        z = y * 3
    return [plain(g) for g in tape.gradient(z, [x])]

def only_a_constant(Tape, Array):
    x, c = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x)
        y = c * 5
        z = x * y
    return [plain(g) for g in tape.gradient(z, [c, x, y])]

def watched_and_gone(Tape, Array):
    """Whether Arrays that nobody watched have a gradient, where watched ones have gone before."""
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        for many in [Array(1.0) for _ in range(200)]:  # gone together: whatever comes next lies where one has lain
            tape.watch(many)
        del many
        fresh = [Array(3.0) for _ in range(100)]
        z = x * x
        for y in fresh:
            z = z + x * y
    return any(g is not None for g in tape.gradient(z, fresh))

# %% check="Tape.none" points=2
from gradus.lending import lend

lend(Tape, "unbroadcast", "VJPS", "backward_order")

expect(not_watched, Tape, Array).returns([3.0, None])
expect(not_reached, Tape, Array).returns([None, 4.0])
expect(equal_numbers, Tape, Array).returns([None, 2.0])
expect(made_before, Tape, Array).returns([4.0, None])
expect(made_after, Tape, Array).returns([None])
expect(in_the_middle, Tape, Array).returns([32.0, 8.0, 1.0])
expect(watched_too_late, Tape, Array).returns([None])
expect(only_a_constant, Tape, Array).returns([None, 15.0, None])
expect(watched_and_gone, Tape, Array).returns(False)
### BEGIN HIDDEN TESTS
def through_value(Tape, Array):
    x = Array([2.0, 3.0])
    with Tape() as tape:
        tape.watch(x)
        y = Array(x.value) * 2 + x * x
    first = plain(tape.gradient(y, [x])[0])
    with Tape() as tape:
        tape.watch(x)
        y = Array(x.value) * 2
    return [first, plain(tape.gradient(y, [x])[0])]

def watched_in_the_middle(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        y = x * x
        tape.watch(y)
        z = y * 3
    return [plain(g) for g in tape.gradient(z, [x, y])]

def before_the_end(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        y = x * x
        z = y * 3
        w = z * z + x
    return [plain(g) for g in tape.gradient(z, [x, w, y, z])]

def temporaries(Tape, Array):
    x, y = Array(1.0), Array(1.0)
    with Tape() as tape:
        tape.watch(x)
        z = x * 1
        for _ in range(100):
            z = z + (x * 2 - x * 1) * 1
            (Array(1.0) * 3 + y) * y
    return [plain(g) for g in tape.gradient(z, [y, x])]

def many_dead(Tape, Array):
    x = Array(1.0)
    found = []
    for i in range(50):
        with Tape() as tape:
            w = Array(float(i))
            tape.watch(w)
            z = w * w + x * x
        found.append([plain(g) for g in tape.gradient(z, [w, x, Array(float(i))])])
    return found

def asked_for_twice(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x), tape.watch(y)
        dead_end = (x * y).exp()
        z = x * y * y
    return [plain(g) for g in tape.gradient(z, [y, x, y, dead_end])]

def through_zero(Tape, Array):
    x, y = Array(2.0), Array(0.0)
    with Tape() as tape:
        tape.watch(x)
        z = (x * x) * y
    return [plain(g) for g in tape.gradient(z, [x])]

def watched_on_another_tape(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x)
        z = x * y
    first = tape.gradient(z, [x, y])
    with Tape() as tape:
        tape.watch(y)
        w = x * y * z
    return [plain(g) for g in first + tape.gradient(w, [x, y, z])]

expect(asked_for_twice, Tape, Array).returns([12.0, 9.0, 12.0, None])
expect(watched_on_another_tape, Tape, Array).returns([3.0, None, None, 12.0, None])
expect(through_zero, Tape, Array).returns([0.0])
expect(through_value, Tape, Array).returns([[4.0, 6.0], None])
expect(watched_in_the_middle, Tape, Array).returns([12.0, 3.0])
expect(before_the_end, Tape, Array).returns([12.0, None, 3.0, 1.0])
expect(temporaries, Tape, Array).returns([None, 101.0])
expect(many_dead, Tape, Array).returns([[2.0 * i, None, None] for i in range(50)])
### END HIDDEN TESTS

# %% [markdown]
r"""
Last: once only, persistent, several tapes at once, and long programs.
"""

# %%
from contextlib import ExitStack

def again_on_another_tape(Tape, Array):
    x = Array(2.0)
    found = []
    for _ in range(3):
        with Tape() as tape:
            tape.watch(x)
            y = x * x
        found.append(plain(tape.gradient(y, [x])[0]))
    return found

def asked_twice(Tape, Array, persistent):
    x = Array(3.0)
    with Tape(persistent=persistent) as tape:
        tape.watch(x)
        y = x * x
        z = y * y
    return [plain(tape.gradient(target, [x])[0]) for target in (z, y, z)]

def two_tapes(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(y)
            z = x * y
        z = z + x
    return [plain(g) for g in inner.gradient(z, [y]) + outer.gradient(z, [x, y])]

def first_one_closed_first(Tape, Array):
    """Two tapes follow x: the one that was opened first is closed, x is squared, and then the other is closed."""
    x = Array(2.0)
    early, late = ExitStack(), ExitStack()  # each keeps a block open until it is closed
    first = early.enter_context(Tape())
    first.watch(x)
    second = late.enter_context(Tape())
    second.watch(x)
    early.close()
    y = x * x
    late.close()
    return [plain(g) for g in first.gradient(y, [x]) + second.gradient(y, [x])]

def error_inside(Tape, Array):
    x = Array(2.0)
    with Tape() as tape:
        tape.watch(x)
        raise KeyError("this goes on to whoever opened the tape")

def long_chain(Tape, Array, steps):
    x = Array(1.0)
    with Tape() as tape:
        tape.watch(x)
        y = x
        for _ in range(steps):
            y = -y
    return plain(tape.gradient(y, [x])[0])

# %% check="Tape.again" points=2
from gradus.lending import lend

lend(Tape, "unbroadcast", "VJPS", "backward_order")

expect(again_on_another_tape, Tape, Array).returns([4.0, 4.0, 4.0])
expect(asked_twice, Tape, Array, True).returns([108.0, 6.0, 108.0])
expect(asked_twice, Tape, Array, False).raises(RuntimeError)
expect(two_tapes, Tape, Array).returns([None, 4.0, None])
expect(error_inside, Tape, Array).raises(KeyError)
expect(first_one_closed_first, Tape, Array).returns([None, 4.0])
### BEGIN HIDDEN TESTS
from gradus import rng

def chain_of(Tape, Array, steps, factor):
    x = Array(1.0)
    with Tape() as tape:
        tape.watch(x)
        y = x
        for _ in range(steps):
            y = y * factor
    return plain(tape.gradient(y, [x])[0])

def closed_by_an_error(Tape, Array):
    x = Array(2.0)
    y = x
    try:
        with Tape() as tape:
            tape.watch(x)
            y = x * x
            raise ValueError("on purpose")
    except ValueError:
        z = y * y
    return [plain(g) for g in tape.gradient(z, [x])]

def overlapping(Tape, Array):
    x = Array(2.0)
    early, late = ExitStack(), ExitStack()
    first = early.enter_context(Tape())
    first.watch(x)
    y = x * x
    second = late.enter_context(Tape(persistent=True))
    second.watch(y)
    z = y * x
    early.close()
    w = z * y
    late.close()
    found = first.gradient(z, [x, y]) + second.gradient(w, [x, y]) + second.gradient(z, [y])
    return [plain(g) for g in found]

def none_then_again(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x)
        z = x * x
    tape.gradient(z, [y])
    return plain(tape.gradient(z, [x])[0])

def none_at_all_then_again(Tape, Array):
    x, y = Array(2.0), Array(3.0)
    with Tape() as tape:
        tape.watch(x)
        z = x * x
    tape.gradient(y * y, [x])
    return plain(tape.gradient(z, [x])[0])

def asked_inside_another(Tape, Array):
    """Whether an outer tape has recorded how the inner one's answer came about, and what came after it."""
    x = Array(3.0)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = x * x * x
        [slope] = inner.gradient(y, [x])
        z = slope * x  # 3 x to the third
    [found] = outer.gradient(z, [x])
    return "recorded" if found is not None and np.isclose(plain(found), 81.0) else "not recorded"

def all_outer_record(Tape, Array):
    x = Array([2.0, 3.0])
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = x * x
        z = (y * x).sum()
    return [plain(g) for g in inner.gradient(y, [x]) + outer.gradient(z, [x, y])]

def doublings(Tape, Array, n):
    x = Array(1.0)
    with Tape() as tape:
        tape.watch(x)
        y = x
        for _ in range(n):
            y = y + y
    return plain(tape.gradient(y, [x])[0])

def values_after(Tape, Array):
    given = np.array([1.0, 2.0])
    x, y = Array(given), Array([3.0, 4.0])
    with Tape(persistent=True) as tape:
        tape.watch(x), tape.watch(y)
        s = x + y
        z = (s * s + s + s).sum()
    found = [plain(g) for g in tape.gradient(z, [x, y, s])]
    found += [plain(g) for g in tape.gradient(s, [x, y])]
    return [*found, plain(x), plain(y), plain(s), given]

expect(closed_by_an_error, Tape, Array).returns([None])
expect(overlapping, Tape, Array).returns([12.0, 2.0, None, 16.0, 2.0])
expect(none_then_again, Tape, Array).raises(RuntimeError)
expect(none_at_all_then_again, Tape, Array).raises(RuntimeError)
expect(all_outer_record, Tape, Array).returns([[4.0, 6.0], [12.0, 27.0], [2.0, 3.0]])
expect(doublings, Tape, Array, 80).close_to(2.0**80)
both = [10.0, 14.0]
expect(values_after, Tape, Array).returns(
    [both, both, both, [1.0, 1.0], [1.0, 1.0], [1.0, 2.0], [3.0, 4.0], [4.0, 6.0], [1.0, 2.0]]
)
factor = rng().uniform(0.99, 1.01)
expect(chain_of, Tape, Array, 1000, factor).close_to(factor**1000)
expect(asked_inside_another, Tape, Array).returns("recorded")
### END HIDDEN TESTS
expect(long_chain, Tape, Array, 4_001).close_to(-1.0)  # last: what fails above is explained the sooner

# %% [markdown]
r"""
*A good place to stop. You have a tape. What is next: two of them at once, and a model to train.*
"""

# %% [markdown]
r"""
## 7.7 The slope of the slope

Put one tape inside another: the inner one gives the slope, and the outer one has recorded *how* the slope was computed.
Return the second derivative of `f` at `x`, a number or an array. `f` takes an `Array` and returns one. For an array, `f` works
elementwise, and so does the answer.

A straight line bends nowhere: its second derivative is **0**, not None. So is that of a constant, where `f` may return a plain number: no tape
need be asked about that. `isinstance(y, Array)` tells which it is.

<details><summary>Hint 1</summary>The call of <code>inner.gradient</code> must happen while the outer tape is open: indent it.</details>
<details><summary>Hint 2</summary>Always None? Then your <code>gradient</code> works on <code>.value</code>, and the outer tape sees nothing. Give the rules Arrays.</details>
<details><summary>Hint 3</summary>Either gradient can be None. What does that mean here?</details>
"""

# %% answer="second"
def second(f, x):
    """The second derivative of f at x. second(lambda x: x**3, 3.0) is 18."""
    ### BEGIN SOLUTION
    x = Array(x)
    nothing = np.zeros(x.shape)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        [slope] = inner.gradient(y, [x]) if isinstance(y, Array) else [None]
    if slope is None:
        return nothing
    [bend] = outer.gradient(slope, [x])
    return nothing if bend is None else bend.value
    ### END SOLUTION

# %%
def second_of(second, f, x):
    """Your second derivative, as plain numbers."""
    return plain(second(f, x))

def line(x):
    return 3 * x + 1

# %% check="second" points=2
from gradus.lending import lend

lend(second, "unbroadcast", "VJPS", "backward_order", "Tape")

expect(second_of, second, lambda x: x**3, 3.0).close_to(18.0)
expect(second_of, second, lambda x: 2 * x.sin(), 0.5).close_to(-2 * np.sin(0.5), rtol=1e-9)
expect(second_of, second, lambda x: (3 * x).exp(), np.array([0.0, 0.2])).close_to(
    9 * np.exp([0.0, 0.6]), rtol=1e-9
)
expect(second_of, second, line, 2.0).close_to(0.0)
expect(second_of, second, lambda x: 7.0, 2.0).close_to(0.0)
expect(second_of, second, line, np.array([1.0, 2.0, 3.0])).close_to(np.zeros(3))
expect(second_of, second, lambda x: 7.0, np.array([1.0, 2.0])).close_to(np.zeros(2))
### BEGIN HIDDEN TESTS
from gradus import rng

draw = rng()
x, c = draw.uniform(0.5, 2, 4), draw.uniform(0.5, 2)
expect(second_of, second, lambda x: c / x + x.log() * x, x).close_to(2 * c / x**3 + 1 / x, rtol=1e-9)
expect(second_of, second, lambda x: (c * x).sin() * (-x).exp(), x).close_to(
    ((1 - c**2) * np.sin(c * x) - 2 * c * np.cos(c * x)) * np.exp(-x), rtol=1e-9, atol=1e-10
)
expect(second_of, second, lambda x: (x * x - 1) ** 4, x).close_to(
    8 * (x**2 - 1) ** 3 + 48 * x**2 * (x**2 - 1) ** 2, rtol=1e-9, atol=1e-10
)
expect(second_of, second, lambda x: x**2, 3).close_to(2.0)
expect(second_of, second, lambda x: x**2, np.array([0, 1])).close_to([2.0, 2.0])
expect(second_of, second, lambda x: x - x, x).close_to(np.zeros(4))
expect(second_of, second, line, x).close_to(np.zeros(4))
expect(second_of, second, lambda x: 7.0, x).close_to(np.zeros(4))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.8 Train with it

In the early morning of 28 January 1986 it was freezing at the launch pad of the space shuttle Challenger. On 7 of the 23
earlier flights for which there are records, rubber O-rings had been damaged. Here are the temperatures at those launches, in degrees
Fahrenheit. How does the risk of damage depend on the temperature?

A **logistic model** says: with the score $z = Xw + b$, the probability of damage is $\sigma(z) = 1 / (1 + e^{-z})$.
Its loss is the mean **cross-entropy** over the $n$ flights,

$$ L = \frac1n \sum_i \left( \log\left(1 + e^{z_i}\right) - y_i z_i \right) $$

Start at $w = 0$, $b = 0$, and make exactly `steps` steps of gradient descent with rate `lr`, both parameters from the same
point. Let your `Tape` take the gradients. Return `(w, b)` as plain numbers, not as Arrays: a NumPy array of shape `(d,)` and a number.

Scores may be many millions, and $e^{1000}$ is infinite already. With a constant $m_i = \max(z_i, 0)$, taken from
`.value`, the same loss is safe: $\log(1 + e^z) = m + \log(e^{-m} + e^{z-m})$.

<details><summary>Hint 1</summary>In every step: make Arrays of w and b, open a tape, watch both, compute the loss, ask for both gradients in one call.</details>
<details><summary>Hint 2</summary><code>m = np.maximum(z.value, 0)</code> is a plain array. Does it matter that the tape does not see it? The formula is true for every constant m.</details>
"""

# %%
temperature = np.array([53, 57, 58, 63, 66, 67, 67, 67, 68, 69, 70, 70, 70, 70, 72, 73, 75, 75, 76, 76, 78, 79, 81])
damage = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0])
flights = ((temperature - 70) / 10).reshape(-1, 1)  # (flights, 1): tens of degrees above 70 °F

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    """Weights (d,) and bias of logistic regression by gradient descent from zero; X is (n, d), y is 0 or 1."""
    ### BEGIN SOLUTION
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        weights, bias = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(weights)
            tape.watch(bias)
            z = X @ weights + bias
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
        dw, db = tape.gradient(loss, [weights, bias])
        w, b = w - lr * dw.value, b - lr * db.value
    return w, b
    ### END SOLUTION

# %%
def with_a_flat_tape(train_logistic, Tape, X, y, lr, steps):
    """Where your training gets to if every gradient that a Tape gives is 0."""
    kind = type(Tape())
    usual, method = kind.__getattribute__, vars(kind).get("gradient")

    def flat(gradient):
        return lambda *of, **named: [g if g is None else g * 0 for g in gradient(*of, **named)]

    kind.__getattribute__ = lambda tape, name: flat(usual(tape, name)) if name == "gradient" else usual(tape, name)
    is_function = isinstance(method, type(flat))
    if is_function:  # for who writes Tape.gradient(tape, ...)
        kind.gradient = flat(method)
    try:
        return train_logistic(X, y, lr, steps)
    finally:
        kind.__getattribute__ = usual
        if is_function:
            kind.gradient = method

# %% check="train_logistic" points=2
from gradus.lending import lend

lend(train_logistic, "unbroadcast", "VJPS", "backward_order", "Tape")

expect(train_logistic, flights, damage, 1.0, 0).close_to(([0.0], 0.0))
first_w, first_b = flights[:, 0] @ (damage - 0.5) / 23, (damage - 0.5).mean()
expect(train_logistic, flights, damage, 1.0, 1).close_to(([first_w], first_b), rtol=1e-9)
expect(train_logistic, flights, damage, 1.0, 2).close_to(
    ([-0.321148723294], -0.344511687967), rtol=1e-9
)
huge = np.array([[1e4], [-1e4], [2e4]])
expect(train_logistic, huge, np.array([1, 0, 1]), 1.0, 2).close_to(([20000 / 3], 1 / 6), rtol=1e-9)
expect(with_a_flat_tape, train_logistic, Tape, flights, damage, 1.0, 2).close_to(([0.0], 0.0))
### BEGIN HIDDEN TESTS
from gradus import rng

def descended(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        off = 1 / (1 + np.exp(-(X @ w + b))) - y
        w, b = w - lr * X.T @ off / len(y), b - lr * off.mean()
    return w, b

draw = rng()
for rows, columns in ((12, 3), (5, 1), (7, 5)):
    X, y = draw.normal(size=(rows, columns)), draw.integers(0, 2, rows)
    expect(train_logistic, X, y, 0.3, 8).close_to(descended(X, y, 0.3, 8), rtol=1e-10, atol=1e-10)
expect(train_logistic, X, y.astype(float), 0.3, 3).close_to(descended(X, y, 0.3, 3), rtol=1e-10, atol=1e-10)
whole = draw.integers(-3, 4, (6, 2))
far = np.array([[1e4], [1e4], [3e4]])  # after one step the second is on the wrong side, and far
expect(train_logistic, far, np.array([1, 0, 1]), 1.0, 2).close_to(([5000 / 3], -1 / 6), rtol=1e-9)
expect(train_logistic, whole, np.array([1, 0, 0, 1, 1, 0]), 0.1, 5).close_to(
    descended(whole, np.array([1, 0, 0, 1, 1, 0]), 0.1, 5), rtol=1e-10, atol=1e-10
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now put it beside `tf.GradientTape`. TensorFlow has trained the same model in float64, and these are its losses after 0,
20, 40, … steps with `lr = 1.0`. (TensorFlow is not allowed in this notebook, so they were recorded beforehand; a
test of the course computes them again.)
"""

# %%
tensorflow_losses = [
    0.6931471805599453, 0.45357409807299354, 0.4435356531228722,
    0.44201969657732215, 0.4417199425614099, 0.441654278399134,
]

def losses_of(train_logistic, marks):
    """The loss on the flights after each number of steps in marks."""
    found = []
    for steps in marks:
        w, b = train_logistic(flights, damage, 1.0, steps)
        z = flights @ w + b
        found.append(float(np.mean(np.logaddexp(0, z) - damage * z)))
    return found

def draw_losses(train_logistic):
    """Your losses, drawn over TensorFlow's."""
    import matplotlib.pyplot as plt

    marks = range(0, 101, 20)
    fig, ax = plt.subplots(figsize=(6, 3.2))
    ax.plot(marks, tensorflow_losses, color="#0072B2", linewidth=7, alpha=0.35, label="tf.GradientTape")
    ax.plot(marks, losses_of(train_logistic, marks), "o-", color="#D55E00", markersize=4, label="your tape")
    ax.set(xlabel="steps", ylabel="loss")
    ax.legend()
    plt.show()

# %% check="train_logistic.tensorflow" points=1
from gradus.lending import lend

lend(train_logistic, "unbroadcast", "VJPS", "backward_order", "Tape")

expect(losses_of, train_logistic, [0, 20, 40, 60, 80, 100]).close_to(tensorflow_losses, rtol=1e-6)

# %% [markdown]
r"""
In a new cell below this one, run `draw_losses(train_logistic)`: two curves, one on top of the other. Then ask your model about
that morning: with `w, b = train_logistic(flights, damage, 1.0, 2000)`, what is the probability of damage at 31 °F, where the feature
is $(31 - 70) / 10 = -3.9$, by `1 / (1 + np.exp(-(w @ [-3.9] + b)))`? (0.9996. But 31 °F lies far outside the data. Mind that a model can be sure of itself where nobody has looked.)
"""

# %% [markdown]
r"""
And points that no line can part: the network of the lesson, with its hidden layer and `relu`, trained by *your* tape. In another new cell
run `train_hidden_layer(Tape, Array)`. It takes a moment.
"""

# %%
def relu(z):
    return z * (z.value > 0)

def scores_of(X, W, b, v, c):
    return relu(X @ W + b) @ v + c

def train_hidden_layer(Tape, Array, steps=500, lr=0.1):
    """A hidden layer of eight, trained by your tape on points in and around a disc, and drawn."""
    import matplotlib.pyplot as plt

    draw = np.random.default_rng(1)
    X = draw.uniform(-1, 1, (120, 2))  # (points, 2)
    y = np.where(np.hypot(X[:, 0], X[:, 1]) < 0.7, 1.0, -1.0)
    values = [draw.normal(size=(2, 8)), np.zeros(8), draw.normal(size=8) / 3, 0.0]
    for _ in range(steps):
        parameters = [Array(value) for value in values]
        with Tape() as tape:
            for parameter in parameters:
                tape.watch(parameter)
            off = scores_of(X, *parameters) - y
            loss = (off * off).sum() / len(y)
        slopes = map(plain, tape.gradient(loss, parameters))
        values = [value - lr * slope for value, slope in zip(values, slopes, strict=True)]
    parameters = [Array(value) for value in values]
    print("right:", np.mean((scores_of(X, *parameters).value > 0) == (y > 0)))
    side = np.linspace(-1, 1, 80)
    places = np.array([(x1, x2) for x2 in side for x1 in side])
    plt.figure(figsize=(3.2, 3.2))
    above = scores_of(places, *parameters).value.reshape(80, 80)
    halves = {"levels": [-np.inf, 0, np.inf], "colors": ["#9bbcf0", "#f2b5a0"]}
    plt.contourf(side, side, above, **halves)
    plt.scatter(X[:, 0], X[:, 1], c=y, cmap="coolwarm", s=20, edgecolors="white")
    plt.show()

# %% [markdown]
r"""
## 7.9 Put the sweep in order

Here is a program, and below it its graph (`u * u` is one arrow). No code to write: put something in order.

```python
u = a * b
t = u + b
v = u.sin()
w = u * u
s = v + w
y = t * s
```

The backward sweep is cut into six pieces, and they are mixed up. Each passes on one adjoint, as it is *at that moment*. At the
start $\bar y = 1$, and all others are 0; `+=` adds.

| piece | passes on the adjoint of | by |
| --- | --- | --- |
| A | `w` | $\bar u$ += $\bar w \cdot 2u$ |
| B | `s` | $\bar v$ += $\bar s$ and $\bar w$ += $\bar s$ |
| C | `u` | $\bar a$ += $\bar u \cdot b$ and $\bar b$ += $\bar u \cdot a$ |
| D | `y` | $\bar t$ += $\bar y \cdot s$ and $\bar s$ += $\bar y \cdot t$ |
| E | `t` | $\bar u$ += $\bar t$ and $\bar b$ += $\bar t$ |
| F | `v` | $\bar u$ += $\bar v \cdot \cos u$ |

Return a list of all six letters, in an order that makes $\bar a$ and $\bar b$ right. There is more than one such order. The checks play yours
with numbers, and compare with differences.

<details><summary>Hint 1</summary>Whose adjoint is known at the start?</details>
<details><summary>Hint 2</summary>Follow the arrows that leave <code>u</code>. How many shares does its adjoint consist of?</details>
"""

# %%
def draw_program():
    import matplotlib.pyplot as plt

    places = {
        "a": (0, 2), "b": (0, 0), "u": (1, 1.6), "v": (2, 2.2), "w": (2, 1.2),
        "s": (3, 1.7), "t": (3, 0.2), "y": (4, 1),
    }
    made_of = {"u": "ab", "t": "ub", "v": "u", "w": "u", "s": "vw", "y": "ts"}
    fig, ax = plt.subplots(figsize=(5, 2.6))
    for result, inputs in made_of.items():
        for name in inputs:
            arrow = {"arrowstyle": "->", "color": "#888888", "shrinkA": 12, "shrinkB": 12}
            ax.annotate("", places[result], places[name], arrowprops=arrow)
    for name, (x, y) in places.items():
        ring = {"boxstyle": "circle", "facecolor": "white", "edgecolor": "#0072B2"}
        ax.text(x, y, name, ha="center", va="center", color="black", bbox=ring)
    ax.set(xlim=(-0.4, 4.4), ylim=(-0.4, 2.6))
    ax.axis("off")
    plt.show()
    plt.close(fig)

draw_program()

# %% answer="sweep_order"
def sweep_order():
    """The six letters, in the order in which the pieces are played.

    As in ["A", "B", "C", "D", "E", "F"].
    """
    ### BEGIN SOLUTION
    return ["D", "B", "E", "A", "F", "C"]
    ### END SOLUTION

# %%
def program_y(a, b):
    u = a * b
    t = u + b
    s = np.sin(u) + u * u
    return t * s

def pieces_at(a, b):
    """Whose adjoint each piece passes on, and to whom, with which slopes."""
    u = a * b
    return {
        "A": ("w", {"u": 2 * u}),
        "B": ("s", {"v": 1, "w": 1}),
        "C": ("u", {"a": b, "b": a}),
        "D": ("y", {"t": np.sin(u) + u * u, "s": u + b}),
        "E": ("t", {"u": 1, "b": 1}),
        "F": ("v", {"u": np.cos(u)}),
    }

def letters_in(order):
    """The letters of an order that is a list, or a text such as "A, B, C"."""
    return [letter for letter in "".join(map(str, order)).upper() if letter.isalpha()]

def letters_of(sweep_order):
    """The letters of your order, sorted."""
    return "".join(sorted(letters_in(sweep_order())))

def played_too_early(sweep_order):
    """The first piece that is played before others that bring shares of what it passes on; and these."""
    played, order = set(), letters_in(sweep_order())
    for letter in order:
        name, _ = pieces_at(1.0, 1.0)[letter]
        pieces = pieces_at(1.0, 1.0).items()
        missing = [other for other, (_, slopes) in pieces if name in slopes and other not in played]
        if missing:
            return f"{letter} before {' and '.join(missing)}"
        played.add(letter)
    return "none"

def swept(sweep_order, a, b):
    """The adjoints of a and b when your order is played."""
    adjoint = dict.fromkeys("abtuvws", 0.0) | {"y": 1.0}
    for letter in letters_in(sweep_order()):
        name, slopes = pieces_at(a, b)[letter]
        for other, slope in slopes.items():
            adjoint[other] += adjoint[name] * slope
    return adjoint["a"], adjoint["b"]

def by_differences(f, a, b, h=1e-5):
    """The slopes of f along a and b, measured."""
    return (f(a + h, b) - f(a - h, b)) / (2 * h), (f(a, b + h) - f(a, b - h)) / (2 * h)

# %% check="sweep_order" points=2
expect(letters_of, sweep_order).returns("".join(pieces_at(2.0, 0.25)))
expect(played_too_early, sweep_order).returns("none")
expect(swept, sweep_order, 2.0, 0.25).close_to(by_differences(program_y, 2.0, 0.25))
### BEGIN HIDDEN TESTS
from gradus import rng

at, beside = rng().uniform(0.5, 1.5, 2)
expect(swept, sweep_order, at, beside).close_to(by_differences(program_y, at, beside))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.10 Whose rule is it?

Many rules are shortest when they use the *result* $y$, which a tape has at hand anyway. Here are seven rules, six of them written so, for $y = f(x)$,
each without its name:

| rule | $\bar x$ is | rule | $\bar x$ is |
| --- | --- | --- | --- |
| A | $g / x$ | E | $g / (2y)$ |
| B | $g \cdot y$ | F | $-g \cdot y^2$ |
| C | $g \cdot (1 - y^2)$ | G | $g$ where $y > 0$, else 0 |
| D | $g \cdot y\,(1 - y)$ | | |

And here are the seven operations, drawn: $e^x$, $\log x$, $\sqrt x$, $1/x$, $\operatorname{relu}(x) = \max(x, 0)$, the sigmoid, and
$\tanh$, which you may not have met. The slopes of both can be read off the picture:

$$ \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}} \qquad\qquad \sigma(x) = \frac{1}{1 + e^{-x}} $$

Return a dict: for each operation the letter of its rule. Its keys are the names over the pictures, as texts: `"exp"`, `"log"`,
`"sqrt"`, `"1/x"`, `"tanh"`, `"sigmoid"` and `"relu"`. (Each letter is used once.)

<details><summary>Hint 1</summary>Where is the curve level, where is it steepest, where does it fall? What is y there, and what does each rule make of it?</details>
<details><summary>Hint 2</summary>The first four have the slopes of 7.1 and 7.3, written with y where that is shorter. √x is a power too, with the exponent 1/2. For 1/x it is −1/x²: which rule is that?</details>
"""

# %%
OPERATIONS = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "1/x": lambda x: 1 / x,
    "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "relu": lambda x: np.maximum(x, 0),
}

def draw_operations():
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(2, 4, figsize=(7, 3.4), layout="constrained")
    for ax, name in zip(axes.flat, OPERATIONS, strict=False):  # one stays empty
        f = OPERATIONS[name]
        left, right = 0.2 if name in ("log", "sqrt", "1/x") else -3, 2 if name == "exp" else 3
        x = np.linspace(left, right, 100)
        ax.plot(x, f(x), color="#0072B2")
        ax.set_title(name, size=9)
        ax.grid(alpha=0.4)
    axes.flat[-1].axis("off")
    plt.show()
    plt.close(fig)

draw_operations()

# %% answer="match_rules"
def match_rules():
    """For each operation the letter of its rule.

    As in {"exp": "G", "log": "E", ...}, and so on; these two are wrong.
    """
    ### BEGIN SOLUTION
    return {
        "exp": "B", "log": "A", "sqrt": "E", "1/x": "F",
        "tanh": "C", "sigmoid": "D", "relu": "G",
    }
    ### END SOLUTION

# %%
RULES_BY_LETTER = {
    "A": lambda g, x, y: g / x,
    "B": lambda g, x, y: g * y,
    "C": lambda g, x, y: g * (1 - y * y),
    "D": lambda g, x, y: g * y * (1 - y),
    "E": lambda g, x, y: g / (2 * y),
    "F": lambda g, x, y: -g * y * y,
    "G": lambda g, x, y: g * (y > 0),
}

def without_a_rule(match_rules, *operations):
    """Those of the operations for which your dict has no letter of a rule; or that letters are among its keys."""
    found = match_rules()
    keys = found.keys()
    if any(str(key).strip().upper() in RULES_BY_LETTER for key in keys):
        return "letters are among the keys"
    return [name for name in operations if str(found.get(name)).strip().upper() not in RULES_BY_LETTER]

def adjoint_by(match_rules, operation, g, x):
    """What the rule that you chose for an operation makes of g, at x."""
    rule = RULES_BY_LETTER[str(match_rules()[operation]).strip().upper()]
    return rule(g, x, OPERATIONS[operation](x))

def measured(operation, g, x, h=1e-5):
    """g times the slope of an operation at x, by differences."""
    f = OPERATIONS[operation]
    return g * (f(x + h) - f(x - h)) / (2 * h)

# %% check="match_rules" points=1
expect(without_a_rule, match_rules, "exp", "log", "sqrt", "1/x").returns([])
expect(adjoint_by, match_rules, "exp", 2.0, 0.7).close_to(measured("exp", 2.0, 0.7))
expect(adjoint_by, match_rules, "log", 2.0, 0.7).close_to(measured("log", 2.0, 0.7))
expect(adjoint_by, match_rules, "sqrt", 2.0, 0.7).close_to(measured("sqrt", 2.0, 0.7))
expect(adjoint_by, match_rules, "1/x", 2.0, 0.7).close_to(measured("1/x", 2.0, 0.7))

# %% check="match_rules.bounded" points=1
expect(without_a_rule, match_rules, "tanh", "sigmoid", "relu").returns([])
expect(adjoint_by, match_rules, "tanh", 2.0, 0.7).close_to(measured("tanh", 2.0, 0.7))
expect(adjoint_by, match_rules, "sigmoid", 2.0, 0.7).close_to(measured("sigmoid", 2.0, 0.7))
expect(adjoint_by, match_rules, "relu", 2.0, 0.7).close_to(measured("relu", 2.0, 0.7))
expect(adjoint_by, match_rules, "relu", 2.0, -0.7).close_to(measured("relu", 2.0, -0.7))

# %% [markdown]
r"""
## Done?

You have written the heart of `tf.GradientTape`. What it does and what it refuses to do, `None`, once only, nested tapes, has no
secrets any more. And a network with a hidden layer has learned by it.
"""

# %%
from gradus import how_far

how_far("07_own_tape")
