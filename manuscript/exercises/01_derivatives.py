# %% [markdown]
r"""
# Exercises 1: Derivatives

They go with [lesson 1](../../course/01_derivatives.ipynb).

Eight small functions, easy to hard, and four pairs of pictures: 25 points. Write your answer where it says *your code here*, run the
cell, then run the check below it. A check tells you at once whether you are right and, if you are not,
often *why*. Try as often as you like.

In the checks, `close_to(6.0, rtol=1e-5)` accepts a result that is off by a hundred-thousandth of 6 at most;
`rtol=0, atol=5e-3` allows 0.005, whatever the size.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("forward_difference")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.

Run the next cell first: it loads what all exercises use.
"""

# %%
import numpy as np

from gradus import expect, rng, solution

def square(x):
    return x * x

def place_asked(measure, x, h, near):
    """Of the places where measure asks for the value of its function, the one nearest to `near`."""
    asked = []

    def line(t):
        asked.extend(np.ravel(t))
        return 3.0 * t

    measure(line, x, h=h)
    return min(sorted(asked, reverse=True), key=lambda t: abs(t - near), default=None)

# %% [markdown]
r"""
## 1.1 Look ahead

How much does $f$ rise over a small step $h$, per unit of $x$?

$$ f'(x) \approx \frac{f(x+h) - f(x)}{h} $$

The function `f` may be any Python function. `x` is a number or an array; whole numbers are welcome too.
Look only ahead: what `f` did before `x` must not matter. The last line of the
check looks at the places where you ask for the value of `f`: `x + h` has to be one of them.

<details><summary>Hint 1</summary>Two calls of <code>f</code> are enough: one at <code>x</code>, one a step ahead.</details>
<details><summary>Hint 2</summary>The whole difference is divided by <code>h</code>, so the difference needs brackets.</details>
"""

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    r"""Slope of f at x, looking ahead. forward_difference(square, 3.0) is about 6."""
    ### BEGIN SOLUTION
    return (f(x + h) - f(x)) / h
    ### END SOLUTION

# %% check="forward_difference" points=2
expect(forward_difference, square, 2.5).close_to(5.0, rtol=1e-5)
expect(forward_difference, np.sin, 0.0).close_to(1.0, rtol=1e-5)
expect(forward_difference, np.exp, np.array([-1.0, 0.0, 2.0])).close_to(np.exp([-1.0, 0.0, 2.0]), rtol=1e-5)
expect(forward_difference, lambda x: -3.0 * x, 2.0, h=0.5).close_to(-3.0)
expect(place_asked, forward_difference, 1.5, h=0.5, near=1.5 + 0.5).close_to(1.5 + 0.5)
### BEGIN HIDDEN TESTS
expect(forward_difference, np.sqrt, np.array([1, 4, 9])).close_to([1 / 2, 1 / 4, 1 / 6], rtol=1e-5)
expect(forward_difference, np.sqrt, 4).close_to(1 / 4, rtol=1e-5)
expect(forward_difference, np.exp, 5.0).close_to(np.exp(5.0), rtol=1e-5)
expect(forward_difference, lambda x: np.sin(50 * x), 0.3).close_to(50 * np.cos(15.0), rtol=1e-4)
expect(forward_difference, lambda x: 0 * x + 7.0, 2.0).close_to(0.0, atol=1e-5)
expect(forward_difference, square, np.array([[1.0, 2.0], [3.0, 4.0]]).T).close_to([[2, 6], [4, 8]], rtol=1e-5)
expect(forward_difference, square, 3.0, h=1e-3).close_to(6.0, rtol=1e-3)
expect(forward_difference, square, np.array([[1, 2, -3]])).close_to([[2, 4, -6]], rtol=1e-5)
expect(forward_difference, lambda x: np.floor(100 * x) / 100, 2.0, h=0.5).close_to(1.0, atol=0.1)  # stairs: h matters
expect(forward_difference, lambda x: 3 * x, np.array([2.0, 2.0])).close_to([3.0, 3.0], rtol=1e-5)

place, height = rng().uniform(1, 3, 2)
expect(forward_difference, lambda x: height * np.sin(x), place).close_to(height * np.cos(place), atol=1e-4)
### END HIDDEN TESTS

# %% [markdown]
r"""
A lamp is switched on at $t = 0$. Before that there was nothing; how fast does the light rise from there?
Only a slope that looks ahead can tell.
"""

# %% check="forward_difference.ahead" points=1
def light(t):
    return np.where(t < 0, 0.0, 5 * t + t**2)

expect(forward_difference, light, 0.0).close_to(5.0, rtol=1e-5)
expect(forward_difference, light, 2.0).close_to(9.0, rtol=1e-5)
### BEGIN HIDDEN TESTS
start, rate = rng().uniform(1, 3, 2)
expect(forward_difference, lambda t: np.where(t < start, 7.0, 7.0 + rate * (t - start)), start).close_to(rate, rtol=1e-5)
expect(forward_difference, light, np.array([0.0, 1.0])).close_to([5.0, 7.0], rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now your function draws: the dashed line through the point x has the slope that `forward_difference` gives. Drag x and `h`;
does it always go through the second point too?
"""

# %%
from gradus.figures import Secant

Secant(lambda x: x**2 / 4 + 1, x=1.0, slope=forward_difference)

# %% [markdown]
r"""
## 1.2 Look both ways

Average what you see ahead and what you see behind, and most of the error cancels:

$$ f'(x) \approx \frac{f(x+h) - f(x-h)}{2h} $$

It is the lesson's `central`; here it is called `slope`. (Copy its line: the name `central` is unknown in this
notebook.) Again `x` may be a number or an array. The second check takes large steps, where the gain is plain to see. Its `stairs` climbs by 0.01 again and again: a step of 0.5 passes over many.

<details><summary>Hint 1</summary>How far apart are the two points?</details>
<details><summary>Hint 2</summary>In Python <code>a / 2 * h</code> is not <code>a / (2 * h)</code>, and <code>2h</code> is nothing at all: <code>2 * h</code>.</details>
"""

# %% answer="slope"
def slope(f, x, h=1e-5):
    r"""Slope of f at x by central difference. slope(square, 3.0) is about 6."""
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION

# %% check="slope" points=2
expect(slope, square, 3.0).close_to(6.0, rtol=5e-9)
expect(slope, np.sin, 3.0).close_to(np.cos(3.0), rtol=5e-9)
expect(slope, np.exp, np.array([-1.0, 0.0, 2.0])).close_to(np.exp([-1.0, 0.0, 2.0]), rtol=5e-9)
### BEGIN HIDDEN TESTS
expect(slope, np.sqrt, np.array([1, 4, 9])).close_to([1 / 2, 1 / 4, 1 / 6], rtol=5e-9)
expect(slope, np.sqrt, 4).close_to(1 / 4, rtol=5e-9)
expect(slope, np.exp, 5.0).close_to(np.exp(5.0), rtol=5e-9)
expect(slope, lambda x: np.sin(50 * x), 0.3).close_to(50 * np.cos(15.0), rtol=1e-6)
expect(slope, lambda x: 0 * x + 7.0, 2.0).close_to(0.0, atol=1e-7)
expect(slope, square, np.array([[1.0, 2.0], [3.0, 4.0]]).T).close_to([[2, 6], [4, 8]], rtol=5e-9)

expect(slope, square, np.array([[1, 2, -3]])).close_to([[2, 4, -6]], rtol=5e-9)

place, rate = rng().uniform(1, 2, 2)
expect(slope, lambda x: np.exp(rate * x), place).close_to(rate * np.exp(rate * place), rtol=5e-9)
### END HIDDEN TESTS

# %% check="slope.order" points=2
expect(slope, np.exp, 0.0, h=0.1).close_to(1.0, rtol=0, atol=5e-3)
expect(slope, np.exp, 0.0, h=0.01).close_to(1.0, rtol=0, atol=5e-5)

def stairs(x):
    return np.floor(100 * x) / 100

expect(slope, stairs, 2.0, h=0.5).close_to(1.0, atol=0.1)
expect(place_asked, slope, 2.0, h=0.5, near=2.0 + 0.5).close_to(2.0 + 0.5)
### BEGIN HIDDEN TESTS
expect(slope, np.log, np.array([1.0, 2.0]), h=0.02).close_to([1.0, 0.5], rtol=0, atol=4e-4)
expect(slope, lambda x: np.floor(100 * x) / 50, 3.0, h=0.25).close_to(2.0, atol=0.2)  # stairs: h matters
### END HIDDEN TESTS

# %% [markdown]
r"""
The same with your `slope`, for the sine; the thin dashed line is the tangent. Which line turns less far from it, yours or
the one that only looks ahead?
"""

# %%
Secant(np.sin, x=0.5, h=1.0, df=np.cos, slope=slope)

# %% [markdown]
r"""
## 1.3 Measure the gain

Halve the step. If the error halves, the order seen at this place is 1; if it falls to a quarter, it is 2. An error that
falls to 1/2 shrank by $2 = 2^1$, one that falls to 1/4 by $4 = 2^2$: the exponent is the order, and $\log_2$
finds it. So the order can be *measured*. With $e(h) = \lvert\,\text{method}(f, x, h) - f'(x)\,\rvert$,

$$ \text{order} = \log_2 \frac{e(h)}{e(h/2)} $$

`method(f, x, h)` is any way to measure a slope, and `df(x)` gives the true one. To try it out, here are three
pretend methods for the slope of the sine, with errors that we know exactly, and a real one.

<details><summary>Hint 1</summary>You call <code>method</code> twice, once with <code>h</code> and once with <code>h / 2</code>.</details>
<details><summary>Hint 2</summary>An error can be negative. Take <code>abs</code> before you divide.</details>
<details><summary>Hint 3</summary>NumPy has <code>np.log2</code>.</details>
"""

# %%
def off_by_3h(f, x, h):
    return np.cos(x) + 3 * h

def off_by_h_cubed(f, x, h):
    return np.cos(x) - h**3

def changes_sides(f, x, h):
    return np.cos(x) + np.where(h > 0.007, h, -h)

def looks_ahead(f, x, h):
    return (f(x + h) - f(x)) / h

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    r"""Order of a method, seen by halving h. observed_order(off_by_3h, np.sin, np.cos, 1.0) is 1."""
    ### BEGIN SOLUTION
    def error(h):
        return abs(method(f, x, h) - df(x))

    return np.log2(error(h) / error(h / 2))
    ### END SOLUTION

# %% check="observed_order" points=3
expect(observed_order, off_by_h_cubed, np.sin, np.cos, 1.0).close_to(3.0, rtol=1e-4)
expect(observed_order, off_by_3h, np.sin, np.cos, 1.0).close_to(1.0, rtol=1e-4)
expect(observed_order, changes_sides, np.sin, np.cos, 1.0).close_to(1.0, rtol=1e-4)
expect(observed_order, looks_ahead, square, lambda x: 2 * x, 3.0).close_to(1.0, rtol=1e-4)
expect(observed_order, looks_ahead, np.exp, np.exp, 0.0).close_to(1.0024, rtol=1e-4)
expect(observed_order, looks_ahead, np.exp, np.exp, 0.0, h=0.1).close_to(1.0243, rtol=1e-4)
### BEGIN HIDDEN TESTS
def mixed(f, x, h):
    return np.cos(x) + h + 100 * h**2

def gets_worse(f, x, h):
    return np.cos(x) + 1e-3 / h

def five_points(f, x, h):
    return (8 * (f(x + h) - f(x - h)) - f(x + 2 * h) + f(x - 2 * h)) / (12 * h)

expect(observed_order, mixed, np.sin, np.cos, 2.0).close_to(np.log2(8 / 3), rtol=1e-4)
expect(observed_order, lambda f, x, h: np.cos(x) - h**2, np.sin, np.cos, 1.0, h=1e-4).close_to(2.0, rtol=1e-4)
expect(observed_order, mixed, np.sin, np.cos, 2.0, h=0.1).close_to(np.log2(11 / 3), rtol=1e-4)
expect(observed_order, gets_worse, np.sin, np.cos, 2.0).close_to(-1.0, rtol=1e-4)
expect(observed_order, five_points, np.exp, np.exp, 1, h=0.1).close_to(4.0, rtol=1e-2)

def ahead(f, x, h):
    return (f(x + h) - f(x)) / h

truth = np.log2(abs(ahead(np.sin, 1.0, 0.1) - np.cos(1.0)) / abs(ahead(np.sin, 1.0, 0.05) - np.cos(1.0)))
expect(observed_order, ahead, np.sin, np.cos, 1.0, h=0.1).close_to(truth, rtol=1e-6)

power = rng().uniform(1, 4)
expect(observed_order, lambda f, x, h: np.cos(x) + h**power, np.sin, np.cos, 2.0).close_to(power, rtol=1e-4)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now point it at your own work: in a new cell below this one, run
`observed_order(forward_difference, np.exp, np.exp, 0.0)`, then the same with `slope`. You should see about 1
and about 2.
"""

# %% [markdown]
r"""
## 1.4 The best step

Too large a step has a large truncation error; too small a step drowns in rounding. From the step sizes on offer, return
the one for which the *central* difference comes closest to the true slope `df(x)`.

<details><summary>Hint 1</summary>Compute the error of every step first, and look at the list.</details>
<details><summary>Hint 2</summary><code>min(steps, key=…)</code> or <code>np.argmin</code>: one gives the step, the other its position.</details>
"""

# %% answer="best_step"
def best_step(f, df, x, steps):
    r"""The h in steps with the least error of the central difference of f at x.

    best_step(np.sin, np.cos, 1.0, [0.3, 0.03, 0.1]) is 0.03.
    """
    ### BEGIN SOLUTION
    def error(h):
        return abs((f(x + h) - f(x - h)) / (2 * h) - df(x))

    return min(steps, key=error)
    ### END SOLUTION

# %% check="best_step" points=3
def cube(x):
    return x * x * x

def cube_slope(x):
    return 3 * x * x

def falling(x):
    return -np.sin(x)

def lifted(x):
    return x * x + 1e6

steps = [1e-2, 1e-3, 0.5, 1e-11, 1e-5, 1e-8, 1e-4]
expect(best_step, cube, cube_slope, 3.8, steps).close_to(1e-5, atol=0)
expect(best_step, np.cos, falling, 1.0, [0.1, 0.03, 0.3]).close_to(0.03, atol=0)
expect(best_step, np.sin, np.cos, 1.0, [0.3, 0.03, 0.1]).close_to(0.03, atol=0)
expect(best_step, np.exp, np.exp, 3.0, [2.0, 1.5, 1.0]).close_to(1.0, atol=0)
expect(best_step, lifted, lambda x: 2 * x, 3.0, [1e-5, 0.5, 1e-9]).close_to(0.5, atol=0)
### BEGIN HIDDEN TESTS
expect(best_step, np.exp, np.exp, 2, np.array([1.0, 1e-2, 1e-5, 1e-10])).close_to(1e-5, atol=0)
expect(best_step, np.log, lambda x: 1 / x, 3.0, [1e-14, 1e-2]).close_to(1e-2, atol=0)
expect(best_step, lifted, lambda x: 2 * x, 0.3, [1e-9, 1e-5, 1.0]).close_to(1.0, atol=0)
expect(best_step, np.exp, np.exp, 1.0, [1e-5, 1e-1, 1e-12]).close_to(1e-5, atol=0)
expect(best_step, np.exp, np.exp, 1.0, [0.125]).close_to(0.125, atol=0)
fast, fast_slope = (lambda x: np.sin(1e4 * x)), (lambda x: 1e4 * np.cos(1e4 * x))
expect(best_step, fast, fast_slope, 0.3, [1e-3, 1e-5, 4.5e-4, 1e-7, 1e-13]).close_to(1e-7, atol=0)
expect(best_step, cube, cube_slope, 0.0, [0.1, 1e-3, 0.01]).close_to(1e-3, atol=0)  # where the true slope is 0
expect(best_step, lambda x: np.cbrt(x) ** 5, lambda x: 5 / 3 * np.cbrt(x) ** 2, 0.0, [0.1, 1e-3, 0.01]).close_to(1e-3, atol=0)

place, steps = rng().uniform(1, 2), rng().permutation([1.0, 1e-2, 1e-5, 1e-11])
expect(best_step, np.exp, np.exp, place, steps).close_to(1e-5, atol=0)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.5 The tangent

Close to $x_0$ a smooth curve is hardly different from a straight line. That line is the tangent:

$$ t(x) = f(x_0) + f'(x_0)\,(x - x_0) $$

Return *the function* $t$. It should take a number or an array.

<details><summary>Hint 1</summary>A function can define another function inside and return it: <code>def line(x): …</code>, then <code>return line</code>.</details>
<details><summary>Hint 2</summary>The slope belongs to <code>x0</code>. It can be computed once, before <code>line</code> is defined; your <code>slope</code> may help.</details>
"""

# %% answer="tangent"
def tangent(f, x0):
    r"""The function whose graph touches that of f at x0. tangent(square, 1.0)(4.0) is about 7."""
    ### BEGIN SOLUTION
    h = 1e-5
    height, slope_there = f(x0), (f(x0 + h) - f(x0 - h)) / (2 * h)

    def line(x):
        return height + slope_there * (x - x0)

    return line
    ### END SOLUTION

# %% check="tangent" points=3
expect(tangent, square, 3.0).at(8.5).close_to(42.0, rtol=1e-5)
expect(tangent, np.exp, 0.0).at(2.0).close_to(3.0, rtol=1e-5)
expect(tangent, square, 3.0).at(np.array([3.0, 8.5])).close_to([9.0, 42.0], rtol=1e-5)
### BEGIN HIDDEN TESTS
def ask_the_first_last(tangent, x):
    first, second = tangent(square, 3.0), tangent(np.exp, 0.0)
    return second(x), first(x), second(x)

expect(ask_the_first_last, tangent, 5.0).close_to((6.0, 21.0, 6.0), rtol=1e-5)
expect(tangent, np.sin, 2.0).at(np.array([1.0, 2.0, 3.0])).close_to(
    np.sin(2.0) + np.cos(2.0) * np.array([-1.0, 0.0, 1.0]), rtol=1e-5
)
expect(tangent, np.exp, 5).at(6).close_to(2 * np.exp(5.0), rtol=1e-5)
expect(tangent, np.log, 2.0).at(np.array([1, 3])).close_to([np.log(2) - 0.5, np.log(2) + 0.5], rtol=1e-5)

height = rng().uniform(1, 3)
expect(tangent, lambda x: height * x**3, 1.0).at(2.0).close_to(4 * height, rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.6 Left and right

At a corner, looking ahead and looking behind give two different slopes. Return both, **left first**:

$$ \left( \frac{f(x) - f(x-h)}{h},\ \frac{f(x+h) - f(x)}{h} \right) $$

<details><summary>Hint 1</summary>Both are a rise over a run from left to right, so further right comes first in each difference.</details>
<details><summary>Hint 2</summary><code>return left, right</code> returns a pair.</details>
"""

# %%
def bent(x):
    """Slope 1 up to x = 2, slope 3 from there."""
    return x + 5 if x < 2 else 3 * x + 1

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    r"""The slopes (left, right) of f at the number x. one_sided(abs, 0.0) is (-1, 1)."""
    ### BEGIN SOLUTION
    return (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    ### END SOLUTION

# %% check="one_sided" points=2
expect(one_sided, bent, 2.0).close_to((1.0, 3.0), rtol=1e-5)
expect(one_sided, abs, 0.0).close_to((-1.0, 1.0), rtol=1e-5)
expect(one_sided, square, 1.5).close_to((3.0, 3.0), rtol=1e-5)
for near in (-0.5, 0.0, 0.5):
    expect(place_asked, one_sided, 0.0, h=0.5, near=near).close_to(near)
### BEGIN HIDDEN TESTS
expect(one_sided, bent, 2).close_to((1.0, 3.0), rtol=1e-5)
expect(one_sided, np.exp, 0.0).close_to((1.0, 1.0), rtol=1e-5)
expect(one_sided, square, 1.5, h=2**-14).close_to((3 - 2**-14, 3 + 2**-14), rtol=1e-8)  # exact: from x, a step each
expect(one_sided, lambda x: -abs(x - 1), 1.0).close_to((1.0, -1.0), rtol=1e-5)
expect(one_sided, lambda x: np.floor(100 * (x + 2 * abs(x))) / 100, 0.0, h=0.5).close_to((-1.0, 3.0), atol=0.1)  # stairs

corner, left, right = rng().uniform(1, 3, 3)
expect(one_sided, lambda x: (left if x < corner else right) * (x - corner), corner).close_to((left, right), rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.7 Is there a kink?

Where the left slope $l$ and the right slope $r$ differ, there is no derivative. Measured slopes nearly
always differ a little, and large ones by more, so call it a kink only where

$$ \lvert r - l \rvert > \text{tol} \cdot \max(1, \lvert l \rvert, \lvert r \rvert) $$

Return `True` or `False`. It is a judgement at one $h$, not a proof: $1000\,x^2$ has no kink at 0, but bends so
sharply there that this test says it has.

<details><summary>Hint 1</summary>Your <code>one_sided</code> gives both slopes.</details>
<details><summary>Hint 2</summary>Python's <code>max</code> takes three numbers: <code>max(1, abs(l), abs(r))</code>.</details>
"""

# %%
def ramp(x):
    return max(0.0, 1e4 * x)

def roof(x):
    return -abs(x)

def gentle_line(x):
    return 2 * x

def steep_line(x):
    return 1e4 * x

def level_ground(x):
    return 0 * x + 3.0

def plunge(x):
    return -np.exp(x)

def sharp_bend(x):
    return 1000 * x * x

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    r"""Whether the one-sided slopes of f at the number x differ. has_kink(abs, 0.0) is True."""
    ### BEGIN SOLUTION
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * max(1, abs(left), abs(right))
    ### END SOLUTION

# %% check="has_kink" points=3
expect(has_kink, gentle_line, 0.0).returns(False)
expect(has_kink, level_ground, 1.0).returns(False)
expect(has_kink, ramp, 0.0).returns(True)
expect(has_kink, square, 3.0).returns(False)
expect(has_kink, square, 0.0).returns(False)
expect(has_kink, steep_line, 0.0).returns(False)
expect(has_kink, bent, 2.0).returns(True)
expect(has_kink, abs, 0.0).returns(True)
expect(has_kink, np.exp, 12.0).returns(False)
expect(has_kink, roof, 0.0).returns(True)
expect(has_kink, plunge, 12.0).returns(False)
expect(has_kink, bent, 2.0, tol=1.0).returns(False)
expect(has_kink, sharp_bend, 0.0, h=1e-9).returns(False)
expect(has_kink, bent, 2.0, tol=0.45).returns(True)
expect(has_kink, bent, 2.0, tol=0.55).returns(True)
expect(has_kink, lambda x: bent(-x), -2.0, tol=1.0).returns(False)
expect(has_kink, bent, 2.0, tol=0.8).returns(False)
### BEGIN HIDDEN TESTS
expect(has_kink, lambda x: -np.exp(x), 11.0).returns(False)
expect(has_kink, bent, 2).returns(True)
expect(has_kink, bent, 1).returns(False)
expect(has_kink, lambda x: -abs(x + 1), -1.0).returns(True)
expect(has_kink, lambda x: 0 * x if x < 0 else 1.5e-3 * x, 0.0).returns(True)
expect(has_kink, bent, 2.0, tol=0.6).returns(True)
expect(has_kink, lambda x: x if x < 0 else 1.01 * x, 0.0).returns(True)
expect(has_kink, lambda x: -1e4 * x if x < 0 else 0 * x, 0.0, tol=1.5).returns(False)
expect(has_kink, lambda x: 0 * x if x < 0 else -1e4 * x, 0.0, tol=1.5).returns(False)
expect(has_kink, lambda x: 0 * x if x < 0 else -0.7e-3 * x, 0.0).returns(False)
expect(has_kink, lambda x: 800 * x * x, 0.0).returns(True)
expect(has_kink, lambda x: 400 * x * x, 0.0).returns(False)
expect(has_kink, lambda x: 1000 * x * x, 0.0, h=1e-9).returns(False)

corner, steep = rng().uniform(1, 3, 2)
expect(has_kink, lambda x: steep * abs(x - corner), corner).returns(True)
expect(has_kink, lambda x: steep * x**2, corner).returns(False)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.8 Find the bug

A cyclist wants to know where a road climbs most steeply. `broken_climb` returns the place in the list `xs`
with the steepest *climb* of the road `f`, or should. (On a road that only falls, that is the place where it falls least.) On the hill below it sends the cyclist to $x = 3$,
where the road plunges. Find the bug, then write the function correctly.

<details><summary>Hint 1</summary>Print your <code>slope(hill, x)</code> for each of the four places. Which is the largest?</details>
<details><summary>Hint 2</summary>Going down steeply is not climbing: the sign matters.</details>
"""

# %%
def hill(x):
    return -x * x

def broken_climb(f, xs, h=1e-5):
    def rise(x):
        return abs(f(x + h) - f(x - h))

    return max(xs, key=rise)

def slide(x):
    return np.exp(-x)

broken_climb(hill, [-2.0, -0.5, 1.0, 3.0])

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    r"""The x in xs where f climbs most steeply. steepest_climb(hill, [-2.0, -0.5, 1.0, 3.0]) is -2."""
    ### BEGIN SOLUTION
    def rise(x):
        return f(x + h) - f(x - h)

    return max(xs, key=rise)
    ### END SOLUTION

# %% check="steepest_climb" points=2
expect(steepest_climb, square, [-2.5, 1.0, 3.0, -2.9, 2.5, 0.5, 0.75]).close_to(3.0)
expect(steepest_climb, hill, [-2.0, 0.5, 1.0]).close_to(-2.0)
expect(steepest_climb, hill, [-2.0, -0.5, 1.0, 3.0]).close_to(-2.0)
expect(steepest_climb, slide, [1.0, 3.0, 2.0]).close_to(3.0)
expect(steepest_climb, np.sin, [0.0, 1.5, 6.0, 4.5]).close_to(0.0)
### BEGIN HIDDEN TESTS
expect(steepest_climb, np.cos, [1.0, 2.0, 5.0, 3.0]).close_to(5.0)
expect(steepest_climb, lambda x: np.exp(-x), [0, 1, 2]).close_to(2)
expect(steepest_climb, np.sin, [4.0, 6.0, 8.0, 2.5]).close_to(6.0)
expect(steepest_climb, square, [1.0, 3.0, 2.0]).close_to(3.0)
expect(steepest_climb, lambda x: np.sin(4 * x), [0.4, 1.6, 0.9]).close_to(1.6)
expect(steepest_climb, lambda x: np.sin(4 * x), [3.1, 0.4, 0.9]).close_to(3.1)
expect(steepest_climb, lambda x: np.sin(20 * x), [0.275, 0.025, -0.1, 0.2]).close_to(0.025)

places = list(rng().permutation(rng().uniform(0, 5, 4)))
expect(steepest_climb, square, places).close_to(max(places))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.9 Which slope belongs to which curve?

Above four curves, A to D. Below six graphs, 1 to 6: four of them are the slopes of the curves, two belong to none.
Read the pictures; the code is at most for checking.
"""

# %%
import matplotlib.pyplot as plt

curves = {
    "A": lambda x: x**2 / 2 - 1,
    "B": lambda x: 1 - x**2 / 2,
    "C": lambda x: np.sin(2 * x),
    "D": lambda x: x**3 / 3,
}
graphs = {
    1: lambda x: -x,
    2: lambda x: np.sin(2 * x + np.pi / 2) * 2,
    3: lambda x: x**2,
    4: lambda x: np.sin(2 * x) * 2,
    5: lambda x: x,
    6: lambda x: np.sin(2 * x - np.pi / 2) * 2,
}

def draw(functions):
    figure, axes = plt.subplots(figsize=(8, 2.5))
    for place, (name, function) in enumerate(functions.items()):
        x = np.linspace(-2, 2, 200)
        axes.plot(x + 5 * place, function(x), "C0", linewidth=2)
        axes.plot([5 * place - 2, 5 * place + 2], [0, 0], color="gray", linewidth=1)  # height 0
        axes.text(5 * place - 2.75, 3.3, name, fontsize=13)
    axes.set(xlim=(-2.9, 27.4), ylim=(-3, 4.3), frame_on=False, xticks=[], yticks=[])
    plt.show()

draw(curves)
draw(graphs)

# %% [markdown]
r"""
Return a dict: for each curve the number of the graph that shows its slope.

<details><summary>Hint 1</summary>Where the curve is level, its slope is 0: the graph crosses or touches the gray line there.</details>
<details><summary>Hint 2</summary>Where the curve rises, the graph lies above the gray line; where it falls, below. Look at the left end
first.</details>
"""

# %% answer="matching_graphs"
def matching_graphs():
    r"""The graph of the slope of each curve, as in {"A": 6, "B": 2, "C": 1, "D": 4}."""
    ### BEGIN SOLUTION
    return {"A": 5, "B": 1, "C": 2, "D": 3}
    ### END SOLUTION

# %%
def number_for(matching_graphs, curve):
    """The number, also where it was written as a text."""
    numbers = matching_graphs()
    if not isinstance(numbers, dict) or curve not in numbers:
        raise ValueError(f'there is no number for "{curve}"; return a dict like {{"A": 6, "B": 2, "C": 1, "D": 4}}')
    number = numbers[curve]
    written = str(number).strip().removesuffix(".0")
    return int(written) if written.isdigit() else number

def right_number(curve, h=1e-5):
    """The graph that is nearest to the measured slopes."""
    x = np.linspace(-2, 2, 41)
    measured = (curves[curve](x + h) - curves[curve](x - h)) / (2 * h)
    return min(graphs, key=lambda number: np.max(np.abs(graphs[number](x) - measured)))

# %% check="matching_graphs.A" points=0.5
expect(number_for, matching_graphs, "A").returns(right_number("A"))

# %% check="matching_graphs.B" points=0.5
expect(number_for, matching_graphs, "B").returns(right_number("B"))

# %% check="matching_graphs.C" points=0.5
expect(number_for, matching_graphs, "C").returns(right_number("C"))

# %% check="matching_graphs.D" points=0.5
expect(number_for, matching_graphs, "D").returns(right_number("D"))

# %% [markdown]
r"""
## Done?

You can now take the slope of a function with nothing but calls of it, say how exact it is, and spot a kink.
In [unit 2](../../course/02_partial_derivatives.ipynb) the functions get several inputs, and a slope for each.
"""

# %%
from gradus import how_far

how_far("01_derivatives")
