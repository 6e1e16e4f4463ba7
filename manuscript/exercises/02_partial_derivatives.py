# %% [markdown]
r"""
# Exercises 2: Partial derivatives

They go with [lesson 2](../../course/02_partial_derivatives.ipynb).

Seven small functions, a map to read and four cuts to match: 26 points. The hardest is 2.6; 2.8 and 2.9 need no code, and may
come first. Write your answer where it says *your code here*, run the cell, then run the check below it. Try as often as you like.

From 2.2 on, a function `f` takes **one array**, a point with as many coordinates as it needs: `f(np.array([3.0, 2.0]))`
is its value at $x_0 = 3$, $x_1 = 2$. Points may hold whole numbers. Leave them as they are: the caller still needs
them.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("partials")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.

Run the next cell first: it loads what all exercises use.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus import expect, rng, solution

def hills(x):
    return x[0] ** 2 * x[1] + np.sin(x[1])

def box(x):
    """The volume of a box with sides x[0], x[1] and x[2]."""
    return x[0] * x[1] * x[2]

def sum_of_squares(x):
    return np.sum(x**2)

# %% [markdown]
r"""
## 2.1 By hand

Pencil first: here is the function `hills` in the letters $x$ and $y$.

$$ f(x, y) = x^2 y + \sin y $$

Work out $\partial f / \partial x$ and $\partial f / \partial y$, and return both, in this order, for two numbers `x`
and `y`. (Measured slopes pass, too. But pencil and formulas are the exercise.)

<details><summary>Hint 1</summary>For the slope along <em>x</em>, pretend that <em>y</em> is a number, 5 say. What is
the slope of 5<em>x</em>² + sin 5?</details>
<details><summary>Hint 2</summary>For the slope along <em>y</em>, <em>x</em>² is the number. The slope of sin
<em>y</em> is cos <em>y</em>.</details>
"""

# %% answer="partials"
def partials(x, y):
    r"""The pair (df_dx, df_dy) of x**2 * y + np.sin(y). partials(1.0, 0.0) is (0, 2)."""
    ### BEGIN SOLUTION
    return 2 * x * y, x**2 + np.cos(y)
    ### END SOLUTION

# %% [markdown]
r"""
The check looks at one of the two at a time: `one_of(partials, "df_dx", 3.0, 4.0)` is your $\partial f / \partial x$ at $(3, 4)$.
"""

# %%
def one_of(partials, name, x, y):
    pair = partials(x, y)
    if np.shape(pair) != (2,):
        came = "None" if pair is None else "one value" if np.ndim(pair) == 0 else "something else"
        came = f"a {type(pair).__name__}" if isinstance(pair, dict | set | str) else came
        raise ValueError(f"return two numbers, first df_dx, then df_dy; {came} came back")
    return pair[0] if name == "df_dx" else pair[1]

# %% check="partials" points=2
expect(one_of, partials, "df_dx", 3.0, 4.0).close_to(24.0, atol=1e-6)
expect(one_of, partials, "df_dx", 1.0, 0.0).close_to(0.0, atol=1e-6)
expect(one_of, partials, "df_dy", 3.0, 4.0).close_to(9 + np.cos(4.0), atol=1e-6)
expect(one_of, partials, "df_dy", 1.0, 0.0).close_to(2.0, atol=1e-6)
### BEGIN HIDDEN TESTS
expect(partials, -2, 3).close_to((-12.0, 4 + np.cos(3.0)), atol=1e-6)
expect(partials, 2.0, -1.5).close_to((-6.0, 4 + np.cos(1.5)), atol=1e-6)

for x, y in rng().uniform(-3, 3, (3, 2)):
    expect(partials, x, y).close_to((2 * x * y, x * x + np.cos(y)), atol=1e-6)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.2 Cut a slice

Hold every coordinate still but number $i$, and put $t$ in its place. What is left is a function of the one number $t$:

$$ g(t) = f(x_0, \dots, x_{i-1},\ t,\ x_{i+1}, \dots) $$

Return *the function* $g$. It may be called many times. It must not change the point `x`, and it must stay what it is
when the caller moves `x` later, as the second check below does.

<details><summary>Hint 1</summary><code>def g(t): …</code> inside, then <code>return g</code>.</details>
<details><summary>Hint 2</summary><code>moved = x</code> is a second name for the same array;
<code>x.copy()</code> and <code>np.array(x, dtype=float)</code> make a new one.</details>
<details><summary>Hint 3</summary>Copy once as soon as you have <code>x</code>, and once more at each call.</details>
"""

# %% answer="slice_along"
def slice_along(f, x, i):
    r"""The function of one number t: f at x, with t in the place of x[i].

    slice_along(box, np.array([2.0, 3.0, 4.0]), 1)(10.0) is 80.
    """
    ### BEGIN SOLUTION
    kept = np.array(x, dtype=float)

    def g(t):
        moved = kept.copy()
        moved[i] = t
        return f(moved)

    return g
    ### END SOLUTION

# %% check="slice_along" points=2
expect(slice_along, lambda x: np.sum(x**2) + x[0], np.array([2.0, 3.0, 4.0, 6.0]), 3).at(10.0).close_to(131.0)
expect(slice_along, box, np.array([2.0, 3.0, 4.0]), 2).at(10.0).close_to(60.0)
expect(slice_along, hills, np.array([3.0, 0.0]), 0).at(7.0).close_to(0.0)
expect(slice_along, sum_of_squares, np.array([1.0, 2.0, 3.0]), 2).at(5.0).close_to(30.0)
### BEGIN HIDDEN TESTS
expect(slice_along, hills, np.array([3.0, 2.0]), 1).at(0.0).close_to(0.0)
expect(slice_along, box, np.array([2.0, 3.0, 4.0]), 0).at(-1).close_to(-12.0)
expect(slice_along, lambda x: x[0] - 10 * x[3], np.array([1.0, 2.0, 1.0, 1.0]), 3).at(2.25).close_to(-21.5)

place, i, t = rng().uniform(1, 3, 5), int(rng().integers(5)), rng().uniform(4, 6)
weights = np.arange(1.0, 6.0)
expect(slice_along, lambda x: weights @ x**2, place, i).at(t).close_to(
    weights @ place**2 + weights[i] * (t**2 - place[i] ** 2)
)
### END HIDDEN TESTS

# %% check="slice_along.safe" points=1
def call_twice(slice_along, x):
    g = slice_along(box, x, 1)
    if not callable(g):
        raise TypeError("slice_along is to return a function of t, such as g")
    return g(10.0), g(1.0)

def call_after_x_moved(slice_along, x):
    x = x.copy()
    g = slice_along(box, x, 1)
    x[:] = 100.0
    return g(10.0)

expect(call_twice, slice_along, np.array([2.0, 3.0, 4.0])).close_to((80.0, 8.0))
expect(call_after_x_moved, slice_along, np.array([2.0, 3.0, 4.0])).close_to(80.0)
expect(slice_along, box, np.array([2, 3, 4]), 2).at(0.5).close_to(3.0)
### BEGIN HIDDEN TESTS
def slice_both_ways(slice_along, f, x):
    g0, g1 = slice_along(f, x, 0), slice_along(f, x, 1)
    return g0(1.0), g1(1.0), g0(x[0]), g1(x[1])

def slice_at_two_points(slice_along, t):
    first, second = slice_along(box, np.array([2.0, 3.0, 4.0]), 0), slice_along(box, np.ones(3), 0)
    return second(t), first(t), second(t)

expect(slice_at_two_points, slice_along, 5.0).close_to((5.0, 60.0, 5.0))

u, v = rng().uniform(2, 3, 2)
expect(slice_both_ways, slice_along, hills, np.array([u, v])).close_to(
    (hills([1.0, v]), hills([u, 1.0]), hills([u, v]), hills([u, v]))
)
expect(slice_along, hills, np.array([3, 2]), 0).at(np.float64(1.5)).close_to(4.5 + np.sin(2.0))
expect(slice_along, lambda x: x @ np.array([1, 10, 100]), np.full(3, 2.0), 1).at(0.25).close_to(204.5)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.3 A slope along one axis

Now measure the slope along axis $i$: a step ahead and a step behind, while the rest stays put.

$$ \frac{\partial f}{\partial x_i}(x) \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$

Here $e_i$ is the step along axis $i$: 1 in place $i$, 0 elsewhere. Axes are counted from 0, as in `x[0]`.

<details><summary>Hint 1</summary>Two points: copies of <code>x</code> in which only <code>[i]</code> is
different.</details>
<details><summary>Hint 2</summary>A copy of an array of whole numbers holds whole numbers again. Ask for
<code>dtype=float</code>.</details>
<details><summary>Hint 3</summary>Or use your slice: with <code>g = slice_along(f, x, i)</code> and <code>t = x[i]</code>, take the central
difference of <code>g</code> at <code>t</code>. Write it out: <code>central</code> and <code>slope</code> live in other notebooks.</details>
"""

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    r"""The partial derivative of f at the point x along axis i, by central difference.

    partial(hills, np.array([3.0, 2.0]), 0) is about 12.
    """
    ### BEGIN SOLUTION
    ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
    ahead[i] += h
    behind[i] -= h
    return (f(ahead) - f(behind)) / (2 * h)
    ### END SOLUTION

# %% check="partial" points=2
expect(partial, lambda x: x[0] * x[1] + x[2] * x[3] + x[3] ** 2, np.array([2.0, 3.0, 5.0, 7.0]), 3).close_to(19.0, rtol=1e-8)
expect(partial, box, np.array([2.0, 3.0, 7.0]), 2).close_to(6.0, rtol=1e-8)
expect(partial, hills, np.array([3.0, 2.0]), 1).close_to(9 + np.cos(2.0), rtol=1e-8)
expect(partial, hills, np.array([3.0, 2.0]), 0).close_to(12.0, rtol=1e-8)
expect(partial, box, np.array([2, 3, 4]), 2).close_to(6.0, rtol=1e-8)
### BEGIN HIDDEN TESTS
expect(partial, hills, np.array([-1, 2]), 1).close_to(1 + np.cos(2.0), rtol=1e-8)
expect(partial, box, np.array([2.0, 0.0, 4.0]), 0).close_to(0.0, atol=1e-8)
expect(partial, box, np.array([2.0, -3.0, 4.0]), 0).close_to(-12.0, rtol=1e-8)
expect(partial, lambda x: np.exp(x[0]) + 0 * x[1], np.array([0.3, 8.0]), 1).close_to(0.0, atol=1e-7)
expect(partial, lambda x: x[0] ** 3, np.array([2.0]), 0).close_to(12.0, rtol=1e-8)
expect(partial, lambda x: np.sum(x**2), np.arange(10), 7).close_to(14.0, rtol=1e-7)
expect(partial, lambda x: x[0] * x[1] ** 2 * x[2] ** 3, np.array([2.0, 2.0, 2.0]), 1).close_to(64.0, rtol=1e-8)
expect(partial, lambda x: x[0] * x[1] ** 2 * x[2] ** 3, np.array([1, 2, 1]), 2).close_to(12.0, rtol=1e-8)
expect(partial, lambda x: np.sin(x[0]) * x[1], np.array([[0.7, 5.0], [2.0, 9.0]])[:, 0], 0).close_to(
    2 * np.cos(0.7), rtol=1e-8
)

(a, b), place = rng().uniform(1, 2, 2), rng().uniform(0.5, 1.5, 3)
def fresh(x):
    return np.exp(a * x[0]) * np.sin(x[1]) + b * x[2] ** 2 * x[1]
expect(partial, fresh, place, 0).close_to(a * np.exp(a * place[0]) * np.sin(place[1]), rtol=1e-8)
expect(partial, fresh, place, 1).close_to(
    np.exp(a * place[0]) * np.cos(place[1]) + b * place[2] ** 2, rtol=1e-8, atol=1e-7
)
expect(partial, fresh, place, 2).close_to(2 * b * place[2] * place[1], rtol=1e-8, atol=1e-7)
### END HIDDEN TESTS

# %% [markdown]
r"""
With a large step the gain of looking both ways is plain: along axis 0 `box` is a straight line, `hills` a parabola,
and for both the central difference is exact up to rounding. `stairs` climbs by 0.01 again and again: a large step passes over
many of them. And `place_asked` looks where along axis 0 you ask for the value of the function: one of these places has to be a whole
step ahead.
"""

# %%
def stairs(x):
    return np.floor(100 * x[1]) / 100

def place_asked(partial, x, h, near):
    """Of the numbers in place 0 of the points where partial asks for its function, the one nearest to `near`."""
    asked = []

    def line(x):
        asked.append(float(x[0]))
        return 3.0 * x[0]

    partial(line, x, 0, h=h)
    return min(sorted(asked, reverse=True), key=lambda t: abs(t - near), default=None)

# %% check="partial.order" points=1
expect(partial, box, np.array([2.0, 3.0, 4.0]), 0, h=0.5).close_to(12.0, rtol=1e-9)
expect(partial, hills, np.array([3.0, 2.0]), 0, h=0.5).close_to(12.0, rtol=1e-9)
expect(partial, hills, np.array([3.0, 2.0]), 1, h=0.01).close_to(9 + np.cos(2.0), rtol=0, atol=2e-5)
expect(partial, stairs, np.array([1.0, 2.0]), 1, h=0.5).close_to(1.0, atol=0.1)
expect(place_asked, partial, np.array([2.0, 5.0]), h=0.5, near=2.0 + 0.5).close_to(2.0 + 0.5)
### BEGIN HIDDEN TESTS
expect(partial, box, np.array([2, 3, 4]), 0, h=0.25).close_to(12.0, rtol=1e-9)
expect(partial, lambda x: np.floor(100 * x[0]) / 50, np.array([3.0, 2.0]), 0, h=0.25).close_to(2.0, atol=0.2)  # stairs
place = rng().uniform(1, 2, 2)
expect(partial, lambda x: x[0] + np.log(x[1]), place, 1, h=0.02).close_to(1 / place[1], rtol=0, atol=4e-4)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now your function draws. The plane cuts the surface of `hills`, and the dashed line beside it has the slope that `partial` gives. Drag
the point, move the cut, and switch the axis: does the dashed line lie on the other one everywhere?
"""

# %%
from gradus.figures import Slice

Slice(hills, point=(1.0, -1.0), window=(-2, 2), partial=partial)

# %% [markdown]
r"""
## 2.4 The tangent plane

Near a point $a$, a differentiable $f$ is hardly different from a plane with the same height and slopes:

$$ p(x) = f(a) + \sum_i \frac{\partial f}{\partial x_i}(a)\ (x_i - a_i) $$

Return *the function* $p$. It takes a point, an array like `a`, and gives a number. With more than two coordinates
nobody can draw it, and the formula stays the same.

<details><summary>Hint 1</summary>The slopes belong to <code>a</code>. Compute them once, before you define
<code>plane</code>.</details>
<details><summary>Hint 2</summary><code>sum(… for i in range(len(a)))</code>, or a list of slopes and a loop
that adds up slope times distance.</details>
"""

# %% answer="tangent_plane"
def tangent_plane(f, a):
    r"""The function whose graph touches that of f at the point a.

    tangent_plane(box, np.array([2.0, 3.0, 4.0]))(np.array([2.0, 3.0, 5.0])) is about 30.
    """
    ### BEGIN SOLUTION
    a = np.array(a, dtype=float)
    steps = 1e-5 * np.eye(len(a))
    slopes = np.array([(f(a + step) - f(a - step)) / 2e-5 for step in steps])
    height = f(a)

    def plane(x):
        return height + slopes @ (x - a)

    return plane
    ### END SOLUTION

# %% check="tangent_plane" points=3
expect(tangent_plane, box, np.array([2.0, 3.0, 4.0])).at(np.array([2.5, 3.25, 4.75])).close_to(36.5, rtol=1e-5)
expect(tangent_plane, hills, np.array([1.0, 0.0])).at(np.array([1.0, 0.0])).close_to(0.0, atol=1e-5)
expect(tangent_plane, hills, np.array([1.0, 0.0])).at(np.array([5.0, -3.0])).close_to(-6.0, rtol=1e-5)
### BEGIN HIDDEN TESTS
expect(tangent_plane, box, np.array([2, 3, 4])).at(np.array([3, 3, 3])).close_to(30.0, rtol=1e-5)
expect(tangent_plane, np.sum, np.arange(6)).at(np.arange(6.0) ** 2).close_to(55.0, rtol=1e-5)
expect(tangent_plane, box, np.array([2.0, 2.0, 4.0])).at(np.array([1.0, 5.0, 4.5])).close_to(34.0, rtol=1e-5)
expect(tangent_plane, lambda x: x[0] ** 3, np.array([2.0])).at(np.array([1.0])).close_to(-4.0, rtol=1e-5)

def ask_the_first_last(tangent_plane, x):
    first, second = tangent_plane(box, np.array([2.0, 3.0, 4.0])), tangent_plane(box, np.ones(3))
    return second(x), first(x), second(x)

expect(ask_the_first_last, tangent_plane, np.array([1.0, 2.0, 5.0])).close_to((6.0, 10.0, 6.0), rtol=1e-5)

a, x = rng().uniform(0.5, 1.5, (2, 2))
slopes = [np.cos(a[0]) * np.exp(a[1]), np.sin(a[0]) * np.exp(a[1])]
expect(tangent_plane, lambda x: np.sin(x[0]) * np.exp(x[1]), a).at(x).close_to(
    np.sin(a[0]) * np.exp(a[1]) + slopes @ (x - a), rtol=1e-5, atol=1e-5
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.5 What will change?

Nudge all inputs at once, the first by $dx_0$, the second by $dx_1$ and so on. The slopes at $x$ predict how much $f$
will change:

$$ \sum_i \frac{\partial f}{\partial x_i}(x)\ dx_i $$

Return this prediction. For small nudges it is close to the actual change, for large ones it is not, and the checks
make large ones.

<details><summary>Hint 1</summary>It is what the tangent plane at <code>x</code> rises from <code>x</code> to
<code>x + dx</code>.</details>
<details><summary>Hint 2</summary>One slope and one distance per axis: multiply the two, then add up.</details>
"""

# %% answer="total_change"
def total_change(f, x, dx):
    r"""The change of f that its slopes at x predict for the step dx (an array like x).

    total_change(box, np.array([2.0, 3.0, 4.0]), np.array([0.5, 0.25, 0.75])) is about 12.5.
    """
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    steps = 1e-5 * np.eye(len(x))
    slopes = np.array([(f(x + step) - f(x - step)) / 2e-5 for step in steps])
    return slopes @ dx
    ### END SOLUTION

# %% check="total_change" points=3
expect(total_change, box, np.array([2.0, 3.0, 4.0]), np.array([0.5, 0.25, 0.75])).close_to(12.5, rtol=1e-5)
expect(total_change, hills, np.array([3.0, 0.0]), np.array([1.0, -2.0])).close_to(-20.0, rtol=1e-5)
### BEGIN HIDDEN TESTS
expect(total_change, box, np.array([2, 3, 4]), np.array([1, 0, -1])).close_to(6.0, rtol=1e-5)
expect(total_change, np.sum, np.arange(6), np.ones(6)).close_to(6.0, rtol=1e-5)
expect(total_change, box, np.array([2.0, 2.0, 4.0]), np.array([-1.0, 3.0, 0.0])).close_to(16.0, rtol=1e-5)
expect(total_change, hills, np.array([3.0, 2.0]), np.zeros(2)).close_to(0.0, atol=1e-8)
expect(total_change, lambda x: x[0] ** 2, np.array([3.0]), np.array([2.0])).close_to(12.0, rtol=1e-5)

a, x, dx = rng().uniform(1, 2), rng().uniform(0.5, 1.5, 2), rng().uniform(-3, 3, 2)
slopes = [a * np.cos(a * x[0]), 2 * x[1]]
expect(total_change, lambda x: np.sin(a * x[0]) + x[1] ** 2, x, dx).close_to(slopes @ dx, rtol=1e-5, atol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.6 The slope of a slope

How does the slope along axis $j$ change as you move along axis $i$? Take the central difference of a central
difference: four corners of a little square, and a run of $2h$ in each direction.

$$ \begin{aligned} \frac{\partial^2 f}{\partial x_i\, \partial x_j} \approx \frac{1}{4h^2} \bigl( & f(x + he_i + he_j) - f(x + he_i - he_j) \\
& - f(x - he_i + he_j) + f(x - he_i - he_j) \bigr) \end{aligned} $$

It holds for $i = j$ too: the corners then lie on a line, two steps apart, and the result is the second derivative
along axis $i$. The checks ask for an error below $10^{-5}$, for smooth functions of size about 1;
the last line of the first check calls for a large `h`, and both steps use it.

<details><summary>Hint 1</summary>Write a helper inside that moves a copy of <code>x</code> by <code>a</code> along
<code>i</code> and by <code>b</code> along <code>j</code>, and returns <code>f</code> there.</details>
<details><summary>Hint 2</summary>For <code>i == j</code> both steps must add up: <code>+=</code>, not
<code>=</code>.</details>
<details><summary>Hint 3</summary><code>(2 * h) ** 2</code> and <code>4 * h ** 2</code> are the same;
<code>2 * h ** 2</code> is not.</details>
"""

# %%
def swirl(x):
    return np.sin(x[0]) * x[1] ** 2 + x[0] * x[2]

point = np.array([0.5, 1.5, 1.0])

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    r"""The second derivative of f at x along axes i and j.

    mixed_partial(hills, np.array([0.5, 1.0]), 0, 1) is about 1.
    """
    ### BEGIN SOLUTION
    def corner(a, b):
        moved = np.array(x, dtype=float)
        moved[i] += a
        moved[j] += b
        return f(moved)

    return (corner(h, h) - corner(h, -h) - corner(-h, h) + corner(-h, -h)) / (4 * h**2)
    ### END SOLUTION

# %% check="mixed_partial" points=3
expect(mixed_partial, swirl, point, 0, 1).close_to(3 * np.cos(0.5), atol=1e-5)
expect(mixed_partial, swirl, point, 1, 0).close_to(3 * np.cos(0.5), atol=1e-5)
expect(mixed_partial, swirl, point, 0, 2).close_to(1.0, atol=1e-5)
expect(mixed_partial, swirl, np.array([1, 2, 3]), 0, 1).close_to(4 * np.cos(1.0), atol=1e-5)
expect(mixed_partial, hills, np.array([0.5, 1.0]), 0, 1).close_to(1.0, atol=1e-5)

def terraces(x):
    return np.floor(100 * x[0] * x[1]) / 100  # about x[0] * x[1], in small steps

expect(mixed_partial, terraces, np.array([1.0, 1.0]), 0, 1, h=0.5).close_to(1.0, atol=0.1)
### BEGIN HIDDEN TESTS
expect(mixed_partial, swirl, point, 1, 2).close_to(0.0, atol=1e-5)
expect(mixed_partial, lambda x: x[0] ** 2 * x[1] ** 2, np.array([1, 1]), 1, 0).close_to(4.0, atol=1e-5)
expect(mixed_partial, swirl, np.array([0.5, 0.5, 0.5]), 2, 0).close_to(1.0, atol=1e-5)
expect(mixed_partial, lambda x: x[0] * x[4] + x[1] * x[3], np.arange(5), 4, 0).close_to(1.0, atol=1e-5)
expect(mixed_partial, lambda x: x[0] * x[4] + x[3] * x[2], np.ones(5), 3, 2).close_to(1.0, atol=1e-5)
expect(mixed_partial, lambda x: np.floor(100 * x[0] * x[1]) / 100, np.ones(2), 0, 1, h=0.5).close_to(1.0, atol=0.1)

a, place = rng().uniform(0.5, 1.5), rng().uniform(0.2, 1, 2)
expect(mixed_partial, lambda x: np.sin(a * x[0] * x[1]), place, 0, 1).close_to(
    a * np.cos(a * place[0] * place[1]) - a**2 * place[0] * place[1] * np.sin(a * place[0] * place[1]), atol=1e-5
)
### END HIDDEN TESTS

# %% check="mixed_partial.same_axis" points=2
expect(mixed_partial, swirl, point, 0, 0).close_to(-2.25 * np.sin(0.5), atol=1e-5)
expect(mixed_partial, swirl, point, 1, 1).close_to(2 * np.sin(0.5), atol=1e-5)
### BEGIN HIDDEN TESTS
expect(mixed_partial, swirl, point, 2, 2).close_to(0.0, atol=1e-5)
expect(mixed_partial, lambda x: np.exp(x[0]), np.array([0]), 0, 0).close_to(1.0, atol=1e-5)
expect(mixed_partial, swirl, np.array([0.5, 0.5, 0.5]), 1, 1).close_to(2 * np.sin(0.5), atol=1e-5)
a, place = rng().uniform(0.5, 1.5), rng().uniform(0.2, 1, 2)
expect(mixed_partial, lambda x: np.sin(a * x[0]) * x[1], place, 0, 0).close_to(
    -(a**2) * np.sin(a * place[0]) * place[1], atol=1e-5
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.7 Find the bug

A walking robot may put its foot down only where the ground is flat: where *no* slope, along any axis, is steeper
than `tol`. `broken_flat` should say so. At $(1, 1)$ on the pass below it says `True`, and the robot falls over.

Find the bug, then write the function correctly. It returns `True` or `False`.

<details><summary>Hint 1</summary>Print your <code>partial(mountain_pass, a, 0)</code> and
<code>partial(mountain_pass, a, 1)</code>.</details>
<details><summary>Hint 2</summary>What happens to a slope of 2 and a slope of −2 on the way to
<code>total</code>?</details>
"""

# %%
def mountain_pass(x):
    return x[0] ** 2 - x[1] ** 2

def broken_flat(f, a, tol=1e-3):
    total = 0.0
    for step in 1e-5 * np.eye(len(a)):  # a step along each axis in turn
        total += (f(a + step) - f(a - step)) / 2e-5
    return abs(total) <= tol

print(broken_flat(mountain_pass, np.array([1.0, 1.0])))

# %%
def steep_plane(x):
    return 200 * x[0] + 300 * x[1]

def plane(x):
    return 2 * x[0] + 3 * x[1]

def falling_plane(x):
    return -2 * x[0] - 3 * x[1]

def bowl(x):
    return x[0] ** 2 * (3 + x[0]) + x[1] ** 2

def gentle_plane(x):
    return 0.02 * x[0] + 0.02 * x[1]

def level_along_one(x):
    return 2 * x[0] + 3 * x[1] + 0 * x[2] + 2 * x[3]

def steep_along_the_third(x):
    return x[0] ** 2 + x[1] ** 2 + 5 * x[2]

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    r"""Whether every partial derivative of f at a has size at most tol.

    is_flat(mountain_pass, np.array([1.0, 1.0])) is False, at np.array([0.0, 0.0]) it is True.
    """
    ### BEGIN SOLUTION
    slopes = [(f(a + step) - f(a - step)) / 2e-5 for step in 1e-5 * np.eye(len(a))]
    return all(abs(slope) <= tol for slope in slopes)
    ### END SOLUTION

# %% check="is_flat" points=3
expect(is_flat, steep_plane, np.array([1.0, 1.0])).returns(False)
expect(is_flat, plane, np.array([1.0, 1.0])).returns(False)
expect(is_flat, plane, np.array([3.0, -2.0])).returns(False)
expect(is_flat, gentle_plane, np.array([1.0, 1.0])).returns(False)
expect(is_flat, level_along_one, np.ones(4)).returns(False)
expect(is_flat, bowl, np.array([0.0, 0.0])).returns(True)
expect(is_flat, bowl, np.array([0.5, 0.0])).returns(False)
expect(is_flat, bowl, np.array([0.0, 0.5])).returns(False)
expect(is_flat, falling_plane, np.array([1.0, 1.0])).returns(False)
expect(is_flat, bowl, np.array([0.0, -0.5])).returns(False)
expect(is_flat, mountain_pass, np.array([1.0, 1.0])).returns(False)
expect(is_flat, mountain_pass, np.array([0.0, 0.0])).returns(True)
expect(is_flat, box, np.array([0.0, 2.0, 4.0])).returns(False)
expect(is_flat, box, np.array([2.0, 0.0, 4.0])).returns(False)
expect(is_flat, steep_along_the_third, np.array([0.0, 0.0, 1.0])).returns(False)
for tol in (9.0, 5.5, 4.0, 3.5):
    expect(is_flat, plane, np.array([1.0, 1.0]), tol=tol).returns(True)
for tol in (2.25, 2.75):
    expect(is_flat, plane, np.array([1.0, 1.0]), tol=tol).returns(False)
### BEGIN HIDDEN TESTS
expect(is_flat, lambda x: 1.5e-3 * x[0] + 0 * x[1], np.array([1.0, 1.0])).returns(False)
expect(is_flat, lambda x: -1.5e-3 * x[0] + 0 * x[1], np.array([1.0, 1.0])).returns(False)
expect(is_flat, lambda x: 7e-4 * x[0] + 9e-4 * x[1], np.array([1.0, 1.0])).returns(True)
expect(is_flat, mountain_pass, np.array([0, 0])).returns(True)
expect(is_flat, mountain_pass, np.array([-1, 1])).returns(False)
expect(is_flat, box, np.array([0, 0, 4])).returns(True)
expect(is_flat, lambda x: x[0] ** 2 + x[1] ** 2 - 5 * x[2], np.array([0.0, 0.0, 1.0])).returns(False)
expect(is_flat, lambda x: np.sin(x[0]) + np.cos(x[1]), np.array([np.pi / 2, np.pi])).returns(True)
expect(is_flat, plane, np.array([1, 1]), tol=3.5).returns(True)
expect(is_flat, falling_plane, np.array([1.0, 1.0]), tol=4.0).returns(True)

u, v = rng().uniform(1, 3, 2)
expect(is_flat, lambda x: (x[0] - u) ** 4 - (x[1] - v) ** 2, np.array([u, v])).returns(True)
expect(is_flat, lambda x: u * x[0] - u * x[1] + v * x[2] - v * x[3], np.zeros(4)).returns(False)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.8 Read a map

An island, with contours 25 m apart; the top is at D. $x$ counts to the east, $y$ to the north. Find three of the places A to H, by eye:

- `"east"`: where does the ground *rise* most steeply to the east? There $\partial f / \partial x$ is largest.
- `"north"`: where does it *fall* most steeply to the north? There $\partial f / \partial y$ is least, far below 0.
- `"along"`: where is $\partial f / \partial x = 0$ and $\partial f / \partial y > 0$?

<details><summary>Hint 1</summary>Put a pencil on the place and move it a little to the right. Do you cross contours? Uphill or
downhill?</details>
<details><summary>Hint 2</summary>If <code>∂f/∂x</code> is 0, the contour runs east and west there, or there is none.</details>
"""

# %%
def island(x):
    width, depth = np.where(x[0] > 0, 1.0, 1.8), np.where(x[1] > 0, 0.8, 1.5)
    return 400 * np.exp(-((x[0] / width) ** 2) - (x[1] / depth) ** 2)

places = {"A": (0, -1.06), "B": (-2.4, 0.9), "C": (0.7, 0), "D": (0, 0),
          "E": (-1.27, 0), "F": (0, 0.57), "G": (1, -1.6), "H": (2.4, 1.5)}

on_white = {"color": "white", "boxstyle": "round,pad=0.15"}  # to be read on any blue, and in either theme

# %%
def draw_island():
    grid = np.array(np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-2.6, 2, 93)))  # (2, 93, 121)
    figure, axes = plt.subplots(figsize=(7, 5.5))
    axes.contourf(*grid, island(grid), levels=range(25, 426, 25), cmap="Blues", alpha=0.5)
    axes.contour(*grid, island(grid), levels=range(25, 400, 25), colors="C0", linewidths=0.8)
    for name, place in places.items():
        axes.plot(*place, "C3.", ms=9)
        axes.annotate(name, place, (8, 6), textcoords="offset points", color="black", bbox=on_white)
    axes.set(xlabel="x, to the east", ylabel="y, to the north", aspect="equal")
    plt.show()
    plt.close()

draw_island()

# %% answer="read_map"
def read_map():
    r"""The three places, as in {"east": "H", "north": "H", "along": "H"}."""
    ### BEGIN SOLUTION
    return {"east": "E", "north": "F", "along": "A"}
    ### END SOLUTION

# %% [markdown]
r"""
The checks measure the two slopes at the place that you name, $(\partial f/\partial x,\ \partial f/\partial y)$ in metres for each unit of the map,
and compare them with those at the place asked for.
"""

# %%
def slopes_of(name):
    place = np.array(places[name], dtype=float)
    rises = [float(island(place + e) - island(place - e)) for e in 1e-5 * np.eye(2)]
    return [round(rise / 2e-5, 1) + 0.0 for rise in rises]

def the_one_for(question, answers, known):
    """The letter given for a question, in the case of the known ones."""
    if not isinstance(answers, dict) or question not in answers:
        form = '{"east": "H", …}' if known is places else '{"cut 1": "a", …}'
        raise ValueError(f'there is no letter for "{question}"; return a dict like {form}, with a letter for each')
    letters = {name.lower(): name for name in known}
    letter = str(answers[question]).strip().lower()
    if letter not in letters:
        raise ValueError(f'for "{question}" came {answers[question]!r}; it should be one of {", ".join(known)}')
    return letters[letter]

def slopes_at(read_map, question):
    return slopes_of(the_one_for(question, read_map(), places))

# %% check="read_map.east" points=0.5
rises = max(places, key=lambda name: slopes_of(name)[0])
expect(slopes_at, read_map, "east").close_to(slopes_of(rises))

# %% check="read_map.north" points=0.5
falls = min(places, key=lambda name: slopes_of(name)[1])
expect(slopes_at, read_map, "north").close_to(slopes_of(falls))

# %% check="read_map.along" points=1
level = [name for name in places if abs(slopes_of(name)[0]) < 0.01]
rises_north = max(level, key=lambda name: slopes_of(name)[1])
expect(slopes_at, read_map, "along").close_to(slopes_of(rises_north))

# %% [markdown]
r"""
## 2.9 Four cuts

Land with a hill (dark) and a pit (light), cut along four lines. You walk cuts 1 and 2 to the east, cuts 3 and 4 to the north,
each from $-3$ to $3$. Beside it are six curves, each over a zero line of its own. Four of them are the *slope* along one of the cuts: $\partial f/\partial x$ along 1
and 2, $\partial f/\partial y$ along 3 and 4. The other two are heights.

Which curve belongs to which cut?

<details><summary>Hint 1</summary>Over a hill you go up, then down. What is the sign of the slope first, what then, and what is it on the
top?</details>
<details><summary>Hint 2</summary>Early or late? On each cut, is the hill or the pit in the first half of the walk or in the second?</details>
"""

# %%
def land(x):
    hill = np.exp(-((x[0] + 1) ** 2) - (x[1] - 1) ** 2)
    pit = np.exp(-((x[0] - 1) ** 2) - (x[1] + 1) ** 2)
    return 3 * hill - 2 * pit

walk, one = np.linspace(-3, 3, 121), np.ones(121)  # (places,)
cuts = {"cut 1": (walk, one), "cut 2": (walk, -one), "cut 3": (-one, walk), "cut 4": (one, walk)}
heights = {cut: land(line) for cut, line in cuts.items()}
slopes_along = {cut: np.gradient(height, walk) for cut, height in heights.items()}  # by differences

six = [*slopes_along.values(), heights["cut 1"], heights["cut 2"]]
order = np.random.RandomState(6).permutation(6)  # shuffled
curves = {name: six[i] for name, i in zip("abcdef", order, strict=True)}

# %%
def draw_cuts_and_curves():
    square = np.array(np.meshgrid(walk[::3], walk[::3]))  # (2, 41, 41)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 4.4))
    left.contourf(*square, land(square), levels=12, cmap="Blues", alpha=0.7)
    for cut, (x, y) in cuts.items():
        left.plot(x, y, "C3--", lw=1.5)
        left.annotate(cut, (x[-1], y[-1]), ha="center", va="center", color="black", bbox=on_white)
    left.set(xlabel="x, to the east", ylabel="y, to the north", aspect="equal")
    for k, (name, curve) in enumerate(curves.items()):
        middle = -8 * (k // 2)  # two beside each other, each with its own zero line
        right.axhline(middle, color="gray", lw=0.8)
        right.plot(walk + 8 * (k % 2), curve + middle)
        right.annotate(name, (8 * (k % 2) - 3, middle + 2), weight="bold", size=14)
    right.set(yticks=[], xticks=[-3, -1, 1, 3, 5, 7, 9, 11], xticklabels=[-3, -1, 1, 3] * 2, xlabel="place on the walk")
    plt.show()
    plt.close()

draw_cuts_and_curves()

# %% answer="match_cuts"
def match_cuts():
    r"""The curve of each cut, as in {"cut 1": "a", "cut 2": "a", "cut 3": "a", "cut 4": "a"}."""
    ### BEGIN SOLUTION
    return {"cut 1": "c", "cut 2": "e", "cut 3": "f", "cut 4": "d"}
    ### END SOLUTION

# %% [markdown]
r"""
The checks look at your curve in four places of the walk, $-1.5$, $-0.5$, $0.5$ and $1.5$, and compare it with the slope of the cut
there.
"""

# %%
def four_places(curve):
    return [round(float(value), 1) + 0.0 for value in curve[[30, 50, 70, 90]]]

def curve_of(match_cuts, cut):
    return four_places(curves[the_one_for(cut, match_cuts(), sorted(curves))])

# %% check="match_cuts.1" points=0.5
expect(curve_of, match_cuts, "cut 1").close_to(four_places(slopes_along["cut 1"]))

# %% check="match_cuts.2" points=0.5
expect(curve_of, match_cuts, "cut 2").close_to(four_places(slopes_along["cut 2"]))

# %% check="match_cuts.3" points=0.5
expect(curve_of, match_cuts, "cut 3").close_to(four_places(slopes_along["cut 3"]))

# %% check="match_cuts.4" points=0.5
expect(curve_of, match_cuts, "cut 4").close_to(four_places(slopes_along["cut 4"]))

# %% [markdown]
r"""
## Done?

You can now take a slope along any axis of any function, lay a plane against a surface, predict a change from slopes, and
read slopes off a map. In [unit 3](../../course/03_gradients.ipynb) the slopes become one arrow, and it points uphill.
"""

# %%
from gradus import how_far

how_far("02_partial_derivatives")
