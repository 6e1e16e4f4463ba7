# %% [markdown]
r"""
# Exercises 3: Gradients

They go with [lesson 3](../../course/03_gradients.ipynb).

Seven small functions, two readings of a map, and a game in the fog: 28 points. Write your answer where it says *your
code here*, run the cell, then run the check below it. Try as often as you like.

A function `f` takes one array and returns a number. Points and arrows may hold whole numbers. Leave all inputs as
they are: the caller still needs them.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("gradient")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.

Run the next cell first: it loads what all exercises use.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus import expect, rng, solution
from gradus.figures import GradientField

def hills(x):
    return x[0] ** 2 * x[1] + np.sin(x[1])

def weighted_squares(X):
    """A function of a whole matrix: each entry squared, times 1, 2, 3, ... along the rows."""
    weights = np.arange(1, X.size + 1).reshape(X.shape)
    return np.sum(weights * X**2)

# %% [markdown]
r"""
## 3.1 All slopes at once

Measure the slope of `f` along every entry of `x`, one at a time, by central difference. The result has the shape of
`x`, whether that is a vector, a table (a *matrix*) or more: entry for entry,

$$ \nabla f(x) = \left( \frac{\partial f}{\partial x_0}, \frac{\partial f}{\partial x_1}, \dots \right) $$

<details><summary>Hint 1</summary>Make an array of zeros with the shape of <code>x</code>, and fill it place by
place.</details>
<details><summary>Hint 2</summary><code>for place in np.ndindex(x.shape):</code> goes through the places of any array,
and <code>ahead[place] += h</code> moves one entry.</details>
<details><summary>Hint 3</summary>Start every measurement from fresh copies of <code>x</code>, made with
<code>np.array(x, dtype=float)</code>.</details>
"""

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    r"""The gradient of f at the array x, in the shape of x.

    gradient(hills, np.array([3.0, 0.0])) is about [0, 10].
    """
    ### BEGIN SOLUTION
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result
    ### END SOLUTION

# %% check="gradient" points=3
expect(gradient, hills, np.array([3.0, 2.0])).close_to([12.0, 9 + np.cos(2.0)], rtol=1e-8)
expect(gradient, hills, np.array([3, 2])).close_to([12.0, 9 + np.cos(2.0)], rtol=1e-8)
### BEGIN HIDDEN TESTS
expect(gradient, lambda x: np.floor(100 * x[0]) / 50, np.array([3.0, 2.0]), h=0.25).close_to([2.0, 0.0], atol=0.2)  # stairs
expect(gradient, lambda x: np.exp(x[0]) * x[2], np.array([1.0, 5.0, 3.0])).close_to(
    [3 * np.exp(1.0), 0.0, np.exp(1.0)], rtol=1e-8, atol=1e-7
)
expect(gradient, lambda x: x[0] ** 3, np.array([2])).close_to([12.0], rtol=1e-8)
expect(gradient, lambda x: x[0] * x[1] ** 2 * x[2] ** 3, np.array([2.0, 2.0, 1.0])).close_to([4.0, 8.0, 24.0], rtol=1e-8)
expect(gradient, lambda x: x[0] * x[1] ** 2 * x[2] ** 3, np.ones(3, dtype=int)).close_to([1.0, 2.0, 3.0], rtol=1e-8)
expect(gradient, lambda x: np.sum(x**2), np.arange(8)).close_to(2.0 * np.arange(8), rtol=1e-7, atol=1e-7)

a, place = rng().uniform(1, 2, 3), rng().uniform(0.5, 1.5, 3)
expect(gradient, lambda x: np.exp(a[0] * x[0]) * np.sin(a[1] * x[1]) + a[2] * x[2] ** 2 * x[1], place).close_to(
    [
        a[0] * np.exp(a[0] * place[0]) * np.sin(a[1] * place[1]),
        a[1] * np.exp(a[0] * place[0]) * np.cos(a[1] * place[1]) + a[2] * place[2] ** 2,
        2 * a[2] * place[2] * place[1],
    ],
    rtol=1e-8, atol=1e-7,
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Weights in a network come as matrices, so try one. The last line of the check hands in the table turned over, with its columns as rows.
"""

# %% check="gradient.shape" points=2
matrix = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
expect(gradient, weighted_squares, matrix).close_to([[2.0, 8.0, 18.0], [32.0, 50.0, 72.0]], rtol=1e-8)
expect(gradient, weighted_squares, matrix.T).close_to([[2.0, 16.0], [12.0, 40.0], [30.0, 72.0]], rtol=1e-8)
### BEGIN HIDDEN TESTS
expect(gradient, np.sum, np.array([[1, 2], [3, 4]])).close_to([[1.0, 1.0], [1.0, 1.0]], rtol=1e-8)
cube = rng().uniform(-1, 1, (2, 3, 2))
expect(gradient, lambda x: np.sum(np.sin(x)), cube).close_to(np.cos(cube), rtol=1e-8, atol=1e-7)
expect(gradient, lambda x: np.sum(x**2), cube.transpose(2, 0, 1)).close_to(
    2 * cube.transpose(2, 0, 1), rtol=1e-8, atol=1e-7
)
expect(gradient, lambda x: np.sum(x**2), np.arange(12).reshape(3, 4)[:, ::2]).close_to(
    [[0, 4], [8, 12], [16, 20]], rtol=1e-7, atol=1e-7
)
expect(gradient, lambda x: np.sum(x**3), np.array([[2.0]])).close_to([[12.0]], rtol=1e-8)
expect(gradient, weighted_squares, matrix[:1]).close_to([[2.0, 8.0, 18.0]], rtol=1e-8)
expect(gradient, weighted_squares, matrix[:, :1]).close_to([[2.0], [16.0]], rtol=1e-8)
expect(gradient, weighted_squares, np.full((2, 2), 3)).close_to([[6.0, 12.0], [18.0, 24.0]], rtol=1e-8)
### END HIDDEN TESTS

# %% [markdown]
r"""
Here your `gradient` is at work: the dashed arrows are what it returns, beside those that the figure measures itself. Move the point.
"""

# %%
GradientField(hills, point=(1.5, -1.0), gradient=gradient)

# %% [markdown]
r"""
## 3.2 Which way is up?

The gradient `g` points uphill, and its length says how steep it is. Sometimes only the direction counts: return the
arrow of **length 1** that points along `g`. `g` may have any number of entries. Even a very short `g` has a
direction. Only where `g` is exactly zero there is none: return zeros.

<details><summary>Hint 1</summary>The length is the root of the sum of the squares;
<code>np.linalg.norm(g)</code> computes it.</details>
<details><summary>Hint 2</summary>0/0 is NaN, so ask before you divide.</details>
"""

# %% answer="steepest"
def steepest(g):
    r"""The unit vector along g, zeros if g is zero. steepest(np.array([3.0, 4.0])) is [0.6, 0.8]."""
    ### BEGIN SOLUTION
    length = np.linalg.norm(g)
    return g / length if length > 0 else np.zeros(len(g))
    ### END SOLUTION

# %%
def length_of(steepest, g):
    """How long the arrow is that comes back, to two decimals."""
    return np.round(np.linalg.norm(steepest(g)), 2)

# %% check="steepest" points=2
expect(steepest, np.array([3.0, -4.0])).close_to([0.6, -0.8])
expect(steepest, np.array([-6.0, -8.0])).close_to([-0.6, -0.8])
expect(length_of, steepest, np.array([3e-30, 4e-30])).close_to(1.0)
expect(steepest, np.array([0.0, -5.0])).close_to([0.0, -1.0])
expect(steepest, np.array([2.0, -2.0])).close_to([0.5**0.5, -(0.5**0.5)])
expect(steepest, np.array([0.0, 3.0, 4.0])).close_to([0.0, 0.6, 0.8])
expect(steepest, np.array([0.0, 0.0, -2.0])).close_to([0.0, 0.0, -1.0])
expect(steepest, np.array([3e-9, 4e-9])).close_to([0.6, 0.8])
expect(steepest, np.array([3e-30, 4e-30])).close_to([0.6, 0.8])
expect(steepest, np.array([0.0, 0.0])).close_to([0.0, 0.0])
### BEGIN HIDDEN TESTS
expect(steepest, np.array([3e-140, -4e-140])).close_to([0.6, -0.8])
expect(steepest, np.array([3e90, -4e90])).close_to([0.6, -0.8])
expect(steepest, np.array([0.0, -3.0, 4.0, 12.0])).close_to(np.array([0, -3, 4, 12]) / 13)
expect(steepest, np.array([2, 0, -2])).close_to([0.5**0.5, 0.0, -(0.5**0.5)])
expect(steepest, np.array([0, -5])).close_to([0.0, -1.0])
expect(steepest, np.array([1, 1, 1, 1])).close_to([0.5, 0.5, 0.5, 0.5])
expect(steepest, np.array([-7.0])).close_to([-1.0])
expect(steepest, np.zeros(3, dtype=int)).close_to(np.zeros(3))
expect(steepest, np.array([1.0, -1.0, 0.0])).close_to([0.5**0.5, -(0.5**0.5), 0.0])
expect(steepest, np.array([3000.0, 0.387, 4000.0])).close_to(np.array([3000, 0.387, 4000]) / np.sqrt(25e6 + 0.387**2))
g = rng().normal(size=5) * 100
expect(steepest, g).close_to(g / np.sqrt(np.sum(g**2)))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.3 A slope in any direction

You leave the point `x` in the direction of the arrow `u`. How steep is the way? The slope is the dot product of the
gradient with the *unit vector* along `u`:

$$ D_u f(x) = \nabla f(x) \cdot \frac{u}{\lVert u \rVert} $$

`u` may have any length but zero. A zero arrow points nowhere: `raise` a `ValueError`. That stops the function with an error.
(NumPy's 0/0 does not: it hands NaN on.) `return` would hand something back as if it were the slope.

<details><summary>Hint 1</summary>Your <code>gradient</code> and <code>steepest</code> do most of the work.</details>
<details><summary>Hint 2</summary><code>np.dot(a, b)</code>, or <code>a @ b</code>, multiplies entry by entry and adds
up.</details>
<details><summary>Hint 3</summary><code>raise ValueError("u points nowhere")</code>, on a line of its own below an
<code>if</code>, for the case that no entry of <code>u</code> differs from 0.</details>
"""

# %% answer="directional"
def directional(f, x, u):
    r"""The slope of f at x in the direction u, for any nonzero u.

    directional(hills, np.array([3.0, 0.0]), np.array([3.0, 4.0])) is about 8.
    """
    ### BEGIN SOLUTION
    length = np.linalg.norm(u)
    if length == 0:
        raise ValueError("u points nowhere")
    step = 1e-5 * u / length
    return (f(x + step) - f(x - step)) / 2e-5
    ### END SOLUTION

# %% check="directional" points=3
expect(directional, weighted_squares, np.ones(2), np.array([-4.0, 3.0])).close_to(0.8, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([3.0, 4.0])).close_to(8.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 2.0]), np.array([-1.0, 0.0])).close_to(-12.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([2.0, -2.0])).close_to(-10 / 2**0.5, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([3e-9, 4e-9])).close_to(8.0, rtol=1e-7)
expect(directional, weighted_squares, np.ones(3), np.array([0.0, 0.0, -2.0])).close_to(-6.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([0.0, 0.0])).raises(ValueError)
### BEGIN HIDDEN TESTS
expect(directional, hills, np.array([3, 0]), np.array([0, -2])).close_to(-10.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([0.003, 0.004])).close_to(8.0, rtol=1e-7)
expect(directional, np.sum, np.arange(4), np.ones(4)).close_to(2.0, rtol=1e-7)
expect(directional, np.sum, np.arange(2.0), np.array([3e-140, 4e-140])).close_to(1.4, rtol=1e-7)
expect(directional, np.sum, np.arange(2.0), np.array([3e9, 4e9])).close_to(1.4, rtol=1e-7)
expect(directional, lambda x: x[0] ** 2, np.array([3.0]), np.array([-5.0])).close_to(-6.0, rtol=1e-7)
expect(directional, hills, np.array([3, 0]), np.array([0, 0])).raises(ValueError)

a, x, u = rng().uniform(1, 2), rng().uniform(0.5, 1.5, 3), rng().uniform(-2, 2, 3)
slopes = np.array([np.exp(x[0]), a * np.cos(a * x[1]), 2 * x[2]])
expect(directional, lambda x: np.exp(x[0]) + np.sin(a * x[1]) + x[2] ** 2, x, u).close_to(
    slopes @ u / np.sqrt(u @ u), rtol=1e-7, atol=1e-7
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.4 Walk along the contour

In two dimensions, turn the gradient `g` by 90 degrees counterclockwise, and you face along the contour, with uphill on
your right. Return the unit vector in that direction. (`g` is not zero.)

<details><summary>Hint 1</summary>(1, 0) turns into (0, 1), and (0, 1) into (−1, 0). Draw it.</details>
<details><summary>Hint 2</summary>Swap the two coordinates, and change the sign of one. Which one?</details>
"""

# %% answer="along_contour"
def along_contour(g):
    r"""The unit vector 90 degrees counterclockwise of g. along_contour(np.array([2.0, 0.0])) is [0, 1]."""
    ### BEGIN SOLUTION
    return np.array([-g[1], g[0]]) / np.linalg.norm(g)
    ### END SOLUTION

# %% check="along_contour" points=2
expect(along_contour, np.array([3.0, 4.0])).close_to([-0.8, 0.6])
expect(along_contour, np.array([0.0, -0.5])).close_to([1.0, 0.0])
expect(along_contour, np.array([-3.0, 4.0])).close_to([-0.8, -0.6])
### BEGIN HIDDEN TESTS
expect(along_contour, np.array([-5, 12])).close_to([-12 / 13, -5 / 13])
expect(along_contour, np.array([-3e-5, 0.0])).close_to([0.0, -1.0])
expect(along_contour, np.array([5e-12, -12e-12])).close_to([12 / 13, 5 / 13])
expect(along_contour, np.array([7, 7])).close_to([-(0.5**0.5), 0.5**0.5])
expect(along_contour, np.array([-7.0, 7.0])).close_to([-(0.5**0.5), -(0.5**0.5)])
angle, length = rng().uniform(0, 2 * np.pi), rng().uniform(2, 9)
expect(along_contour, length * np.array([np.cos(angle), np.sin(angle)])).close_to(
    [-np.sin(angle), np.cos(angle)], atol=1e-7
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.5 Do two gradients agree?

A gradient by formula and a measured one are never equal to the last digit. To compare them, take the difference entry
by entry, set it against the size of the entries, and return **the largest**:

$$ \max_k \frac{\lvert a_k - b_k \rvert}{\max(1,\ \lvert a_k \rvert,\ \lvert b_k \rvert)} $$

`a` and `b` are arrays of the same shape, which may be a vector's or a matrix's. The 1 keeps tiny entries from looking
terribly wrong.

<details><summary>Hint 1</summary><code>np.maximum(a, b)</code> takes the larger one entry by entry;
<code>np.max(a)</code> takes the largest of all.</details>
<details><summary>Hint 2</summary>There are three things to take the largest of: use <code>np.maximum</code>
twice.</details>
"""

# %% answer="relative_error"
def relative_error(a, b):
    r"""The largest relative difference of the arrays a and b.

    relative_error(np.array([10.0, 0.0]), np.array([9.0, 0.01])) is 0.1.
    """
    ### BEGIN SOLUTION
    scale = np.maximum(1, np.maximum(np.abs(a), np.abs(b)))
    return np.max(np.abs(a - b) / scale)
    ### END SOLUTION

# %% check="relative_error" points=3
expect(relative_error, np.array([0.25, 20.0, 4.0]), np.array([0.5, 20.1, 4.4])).close_to(0.25)
expect(relative_error, np.array([4.0, 2.0]), np.array([2.0, 2.5])).close_to(0.5)
expect(relative_error, np.array([2.0, 10.0]), np.array([4.0, 10.5])).close_to(0.5)
expect(relative_error, np.array([1000.0, 0.5]), np.array([999.0, 0.0])).close_to(0.5)
expect(relative_error, np.array([0.0, 0.0]), np.array([0.0, 0.01])).close_to(0.01)
expect(relative_error, np.array([-10.0, 1.0]), np.array([-20.0, 1.0])).close_to(0.5)
expect(relative_error, np.array([-20.0, 1.0]), np.array([-10.0, 1.0])).close_to(0.5)
expect(relative_error, np.array([[1, -2], [3, -4]]), np.array([[1, -2], [3, 4]])).close_to(2.0)
### BEGIN HIDDEN TESTS
expect(relative_error, np.array([[8, -2, 1]]), np.array([[4, -2, 1]])).close_to(0.5)
expect(relative_error, np.array([1.0, 0.0, 5.0]), np.array([1.0, 0.0, 5.0])).close_to(0.0)
expect(relative_error, np.array([0.0]), np.array([1e-3])).close_to(1e-3)
expect(relative_error, np.array([1e-3, 50.0]), np.array([0.0, 40.0])).close_to(0.2)
a, b = rng().normal(size=(2, 3, 4)) * 5
expect(relative_error, a, b).close_to(
    max(abs(p - q) / max(1, abs(p), abs(q)) for p, q in zip(a.flat, b.flat, strict=True))
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.6 The gradient of a loss

Fit a line, or a plane, or its like in $d$ dimensions: `X` (n, d) holds the data, a row for each example, `y` (n,) the
targets and `w` (d,) the weights. The loss is the mean of the squared errors,

$$ L(w) = \frac1n \lVert Xw - y \rVert^2, \qquad \nabla L(w) = \frac2n\, X^\top (Xw - y) $$

Return its gradient at `w`, of shape (d,). Mind the shapes: this exercise is about them.

<details><summary>Hint 1</summary><code>X @ w - y</code> has the shape (n,). If yours has two axes, something was a
column.</details>
<details><summary>Hint 2</summary>From n errors to d weights: <code>X.T</code> has the shape (d, n).</details>
<details><summary>Hint 3</summary>Compare with
<code>gradient(lambda w: np.mean((X @ w - y) ** 2), w)</code>.</details>
"""

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    r"""The gradient, of shape (d,), of the mean squared error of X @ w; X (n, d), y (n,), w (d,).

    mse_gradient(np.array([1.0]), np.array([[1.0], [2.0]]), np.array([0.0, 1.0])) is [3].
    """
    ### BEGIN SOLUTION
    return 2 / len(y) * X.T @ (X @ w - y)
    ### END SOLUTION

# %% check="mse_gradient" points=4
# (examples, weights)
X = np.array([[1.0, 2, 0, 1], [0, 1, 1, 0], [3, 0, 1, 0], [1, 1, 0, 2], [2, 0, 1, 0], [0, 1, 0, 2]])
y = np.array([1.0, 1.0, 0.0, 3.0, 5.0, 1.0])
expect(mse_gradient, np.array([1.0, 1.0, 1.0, 1.0]), X, y).close_to(np.array([12, 10, 3, 9]) / 3)
expect(mse_gradient, np.array([0.0, 2.0, 1.0, 0.0]), X, y).close_to(np.array([-3, 8, -1, 3]) / 3)
### BEGIN HIDDEN TESTS
expect(mse_gradient, np.array([1, 2]), np.array([[1, 2], [3, 4]]), np.array([5, 6])).close_to([15.0, 20.0])
expect(mse_gradient, np.array([1.0]), np.array([[1.0], [2.0]]), np.array([0.0, 1.0])).close_to([3.0])
expect(mse_gradient, np.array([1.0, 0.0, 2.0]), np.array([[1.0, 2.0, 3.0]]), np.array([5.0])).close_to([4.0, 8.0, 12.0])

w, X, y = rng().normal(size=3), rng().normal(size=(7, 3)), rng().normal(size=7)
expect(mse_gradient, w, X, y).close_to(
    [2 * np.mean([X[n, k] * (X[n] @ w - y[n]) for n in range(7)]) for k in range(3)], atol=1e-6
)
expect(mse_gradient, w, X.T[:, :3].T, y[:3]).close_to(
    [2 * np.mean([X[n, k] * (X[n] @ w - y[n]) for n in range(3)]) for k in range(3)], atol=1e-6
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.7 Find the bug

The gradient of

$$ f(x) = x_0^2\, x_1 + \sin(x_1 x_2) + e^{-x_0 x_2} $$

was worked out by hand, and `broken_gradient` below is wrong in one entry. Find it with your `gradient`, then write the
formula correctly. A measured gradient is not exact enough: the checks ask for twelve digits.

Along one axis all other coordinates are numbers, so two rules of one variable are enough: for a constant $c$, the
slope of $\sin(ct)$ is $c \cos(ct)$, and that of $e^{ct}$ is $c\, e^{ct}$.

<details><summary>Hint 1</summary>Print <code>broken_gradient(x)</code> and <code>gradient(f, x)</code> at a point such
as <code>np.array([1.0, 2.0, 0.5])</code>. Which entry differs?</details>
<details><summary>Hint 2</summary>In that entry, what is the <em>c</em> of the sine?</details>
"""

# %%
def f(x):
    return x[0] ** 2 * x[1] + np.sin(x[1] * x[2]) + np.exp(-x[0] * x[2])

def broken_gradient(x):
    along_0 = 2 * x[0] * x[1] - x[2] * np.exp(-x[0] * x[2])
    along_1 = x[0] ** 2 + np.cos(x[1] * x[2])
    along_2 = x[1] * np.cos(x[1] * x[2]) - x[0] * np.exp(-x[0] * x[2])
    return np.array([along_0, along_1, along_2])

# %% answer="mend_gradient"
def mend_gradient(x):
    r"""The gradient of f at x (3,), by formula. mend_gradient(np.zeros(3)) is [0, 0, 0]."""
    ### BEGIN SOLUTION
    e, c = np.exp(-x[0] * x[2]), np.cos(x[1] * x[2])
    return np.array([2 * x[0] * x[1] - x[2] * e, x[0] ** 2 + x[2] * c, x[1] * c - x[0] * e])
    ### END SOLUTION

# %% [markdown]
r"""
The check looks at one entry at a time: `one_entry(mend_gradient, 2, x)` is the last one.
"""

# %%
def one_entry(mend_gradient, k, x):
    slopes = mend_gradient(x)
    if np.shape(slopes) != (3,):
        came = "None" if slopes is None else "one value" if np.ndim(slopes) == 0 else "something else"
        raise ValueError(f"return an array of three slopes, as broken_gradient does; {came} came back")
    if k != 1 and not np.isclose(slopes[k], broken_gradient(x)[k]):
        print(f"Entry {k} was right in broken_gradient, and is not any more.")
    return slopes[k]

# %% check="mend_gradient" points=3
place, e, c = np.array([1.5, 2.0, 0.3]), np.exp(-0.45), np.cos(0.6)
expect(one_entry, mend_gradient, 0, place).close_to(6 - 0.3 * e, rtol=0, atol=1e-12)
expect(one_entry, mend_gradient, 2, place).close_to(2 * c - 1.5 * e, rtol=0, atol=1e-12)
expect(one_entry, mend_gradient, 1, place).close_to(2.25 + 0.3 * c, rtol=0, atol=1e-12)
### BEGIN HIDDEN TESTS
def truth(x):
    e, c = np.exp(-x[0] * x[2]), np.cos(x[1] * x[2])
    return np.array([2 * x[0] * x[1] - x[2] * e, x[0] ** 2 + x[2] * c, x[1] * c - x[0] * e])

expect(mend_gradient, np.array([1, 0, 2])).close_to(truth([1, 0, 2]), rtol=0, atol=1e-12)
expect(mend_gradient, np.array([-0.5, 1.5, 2.0])).close_to(truth([-0.5, 1.5, 2.0]), rtol=0, atol=1e-12)
expect(mend_gradient, np.array([0, 0, 0])).close_to([0.0, 0.0, 0.0], rtol=0, atol=1e-12)
x = rng().uniform(-1.5, 1.5, 3)
expect(mend_gradient, x).close_to(truth(x), rtol=0, atol=1e-12)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.8 Read a map

Here is a land from above, with ten places. The bluer, the higher, and from each contour to the next the height changes by 0.5. Run the
two cells and read.
"""

# %%
def ground(x, y):
    mountain = 6 * np.exp(-((x + 1) ** 2 + (y - 0.5) ** 2) / 3)
    hill = 3 * np.exp(-4 * ((x - 1.6) ** 2 + (y - 1.5) ** 2))
    hollow = 3 * np.exp(-((x - 1.5) ** 2 + (y + 1.6) ** 2) / 1.2)
    return mountain + hill - hollow

letters = {"A": (1.5, -1.6), "B": (-1.0, 0.5), "C": (1.565, 1.487), "D": (-0.3, -0.6), "E": (1.9, 1.6)}
letters |= {"F": (2.5, 0.2), "P": (-2.4, -0.7), "Q": (-0.9, 2.0), "R": (0.2, -2.2), "S": (1.2, 1.5)}

# %%
x, y = np.meshgrid(np.linspace(-3, 3, 301), np.linspace(-3, 3, 301))
axes = plt.subplots(figsize=(7, 7))[1]
axes.contourf(x, y, ground(x, y), np.arange(-3, 6.5, 0.5), cmap="Blues", alpha=0.6)
axes.contour(x, y, ground(x, y), np.arange(-3, 6.5, 0.5), colors="gray", linestyles="solid")
for letter, place in letters.items():
    axes.plot(*place, "C3o", ms=4)
    on_white = {"color": "white", "boxstyle": "round,pad=0.15"}  # to be read in either theme
    axes.annotate(letter, place, (7, 6), textcoords="offset points", color="black", bbox=on_white)
axes.set(aspect="equal", xlabel="x, to the east", ylabel="y, to the north")
plt.show()
plt.close()

# %% [markdown]
r"""
At which of the six places A to F is the ground **steepest**? Return its letter. The check tells how steep it is where you are, and how
steep it could be.

<details><summary>Hint 1</summary>Each contour is 0.5 higher or lower than the next. How far do you have to walk for that?</details>
<details><summary>Hint 2</summary>At the middle of a set of rings the ground is level, however small the rings are.</details>
"""

# %% answer="steepest_place"
def steepest_place():
    r"""The letter of the steepest of the places A to F, as in "F"."""
    ### BEGIN SOLUTION
    return "E"
    ### END SOLUTION

# %%
def slopes_at(letter):
    """The gradient of the ground at a letter, measured."""
    (x, y), h = letters[letter], 1e-5
    rises = [ground(x + h, y) - ground(x - h, y), ground(x, y + h) - ground(x, y - h)]
    return np.array(rises) / (2 * h)

def steepness_there(steepest_place):
    answer = steepest_place()
    letter = str(answer).strip().upper()
    if letter not in list("ABCDEF"):
        raise ValueError(f"return one of the letters A to F as text, such as 'F'; this is {answer!r}")
    return np.linalg.norm(slopes_at(letter))

# %% check="steepest_place" points=1
steepest_of_all = max(np.linalg.norm(slopes_at(letter)) for letter in "ABCDEF")
expect(steepness_there, steepest_place).close_to(steepest_of_all)

# %% [markdown]
r"""
## 3.9 Where does the water run?

The same map. Water is poured out at P, at Q, at R and at S. In which direction does it start? Return a dict with one of the eight
directions N, NE, E, SE, S, SW, W and NW for each. The check tells the slope along your direction, and the least
that there is among the eight: water takes that.

<details><summary>Hint 1</summary>Look at the contour through the place, and at which side of it is bluer.</details>
<details><summary>Hint 2</summary>Water crosses the contour at a right angle. What lies farther off, it does not know.</details>
"""

# %% answer="water_runs"
def water_runs():
    r"""Where water runs at P, Q, R and S, as in {"P": "W", "Q": "NE", "R": "W", "S": "NE"}."""
    ### BEGIN SOLUTION
    return {"P": "SW", "Q": "N", "R": "E", "S": "W"}
    ### END SOLUTION

# %%
ways = {"N": (0, 1), "NE": (1, 1), "E": (1, 0), "SE": (1, -1)}
ways |= {"S": (0, -1), "SW": (-1, -1), "W": (-1, 0), "NW": (-1, 1)}

def slope_along(way, letter):
    return slopes_at(letter) @ ways[way] / np.linalg.norm(ways[way])

def slope_of_the_water(water_runs, letter):
    answer = water_runs()
    if not isinstance(answer, dict) or letter not in answer:
        raise ValueError(f"there is no direction for {letter!r}; return a dict, as the docstring shows")
    way = str(answer[letter]).strip().upper()
    for word in ["NORTH", "EAST", "SOUTH", "WEST"]:
        way = way.replace(word, word[0]).replace("-", "").replace(" ", "")
    if way not in ways:
        raise ValueError(f"use one of N, NE, E, SE, S, SW, W, NW; for {letter} there is {way}")
    return slope_along(way, letter)

# %% check="water_runs.P" points=0.5
expect(slope_of_the_water, water_runs, "P").close_to(min(slope_along(way, "P") for way in ways))

# %% check="water_runs.Q" points=0.5
expect(slope_of_the_water, water_runs, "Q").close_to(min(slope_along(way, "Q") for way in ways))

# %% check="water_runs.R" points=0.5
expect(slope_of_the_water, water_runs, "R").close_to(min(slope_along(way, "R") for way in ways))

# %% check="water_runs.S" points=0.5
expect(slope_of_the_water, water_runs, "S").close_to(min(slope_along(way, "S") for way in ways))

# %% [markdown]
r"""
## 3.10 A game: the summit in fog

You are somewhere near a summit, in thick fog. All you have is `measure(x, y)`, which tells the height at a place, **ten
times** at most. You may measure anywhere; (0, 0) is a good start. The eleventh call raises an error. Find the summit!

The hills are smooth, each has one summit, with $x$ and $y$ between −2 and 2, and it is 100 m high. They are not equally steep, and some are
longer in one direction than in another. Return a place at which the hill is at least 98 m high: there you look out of the fog, and count as
at the top. The hidden checks have hills of the same kind as the four below, elsewhere: `a` and `b` from 8 to 14, `c` from 2 to 8,
and $x$ and $y$ of the summit between −1.5 and 1.5; the hints lead to the top of each.

<details><summary>Hint 1</summary>Three heights make a gradient: here, a little to the east, a little to the north. Ten
measurements are three gradients, with a step uphill after each. But how long a step?</details>
<details><summary>Hint 2</summary>Take heights on a line, 1 apart: <em>l</em>, <em>m</em>, <em>r</em>. At the middle the slope is about (r − l)/2. And the
slope changes by about (r − m) − (m − l) for each step of 1. After how many steps is it 0?</details>
<details><summary>Hint 3</summary>On a hill that lies aslant, the best x depends on y. Once each is not enough.</details>
"""

# %%
def hill(x0, y0, a, b, c):
    """A hill of 100 m with its summit at (x0, y0); a, b and c say how steep it is, and how slanted."""
    def height(x, y):
        dx, dy = x - x0, y - y0
        return 300 - 200 * np.sqrt(1 + (a * dx**2 + b * dy**2 + c * dx * dy) / 100)
    return height

round_hill = hill(1.5, -0.6, 10, 10, 0)
long_hill = hill(-1.4, 0.5, 6, 14, 0)
slanted_hill = hill(0.6, 1.5, 10, 12, -12)
far_hill = hill(1.9, 1.8, 10, 10, 4)

# %% answer="find_summit"
def find_summit(measure):
    r"""A place (x, y) close to the summit, as in (0.5, -1.5), with ten calls of measure(x, y) at most."""
    ### BEGIN SOLUTION
    def steps_to_the_top(left, middle, right):
        return (right - left) / (2 * (2 * middle - left - right))

    x = steps_to_the_top(measure(-1, 0), measure(0, 0), measure(1, 0))
    y = steps_to_the_top(measure(x, -1), measure(x, 0), measure(x, 1))
    x += steps_to_the_top(measure(x - 1, y), measure(x, y), measure(x + 1, y))
    return x, y
    ### END SOLUTION

# %% [markdown]
r"""
To watch it, run `draw_search(find_summit, slanted_hill)` in a cell of your own: it shows on the map where you measured, in which
order, and which place you returned. The check prints the height there, and says how the place lies to those that you measured.
"""

# %%
def in_fog(hill):
    """measure(x, y) for this hill, and the list of all places that it was asked for."""
    asked = []
    def measure(x, y):
        if np.ndim(x) or np.ndim(y):
            raise TypeError("measure takes two numbers, one place at a time")
        asked.append((x, y))
        if len(asked) > 10:
            raise RuntimeError("this was the eleventh measurement, and ten are all there are")
        return float(hill(x, y))
    return measure, asked

def how_it_ended(find_summit, hill):
    """Prints the height at the place returned; says whether it is at the top, or how it lies to the places measured."""
    measure, asked = in_fog(hill)
    found = find_summit(measure)
    if len(asked) > 10:
        raise RuntimeError("there was an eleventh measurement, and ten are all there are")
    if np.ndim(found) == 0:
        raise ValueError("one value came back, or none; return the place, two numbers, as in (0.5, -1.5)")
    x, y = map(float, found)
    if not np.isfinite([x, y]).all():
        raise ValueError("the place has NaN or infinity in it; something may be divided by 0")
    print(f"The place returned is at {hill(x, y):.1f} m.")
    return "at the top" if hill(x, y) >= 98 else what_is_below(x, y, asked, hill)

def what_is_below(x, y, asked, hill):
    if not asked:
        return "below the top, and nothing was measured"
    places = np.array([*asked, (x, y)], dtype=float)
    if np.linalg.norm(places[:-1] - places[-1], axis=1).min() < 1e-9:
        return "below the top, at one of the places measured"
    if not hill(x, y) >= hill(*asked[0]):
        return "below the first place measured"
    if np.ptp(places, axis=0).min() < 1e-9:
        return "below the top, on the one line that was measured"
    moves = np.linalg.norm(np.diff(places[:-1], axis=0), axis=1)  # from each measurement to the next
    typical = np.median(moves[moves > 1e-9]) if np.any(moves > 1e-9) else 1.0  # one short move makes no gradients
    return f"below the top, measured {'close together' if typical < 0.5 else 'far apart'}"

# %%
def draw_search(find_summit, hill):
    measure, asked = in_fog(hill)
    found = find_summit(measure)
    x, y = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-3, 3, 121))
    axes = plt.subplots(figsize=(5, 5))[1]
    axes.contour(x, y, hill(x, y), [*range(-50, 100, 10), 98], colors="C0", linestyles="solid")
    for number, place in enumerate(asked, 1):
        axes.annotate(str(number), place, ha="center", va="center")
    axes.plot(*found, "C3*", ms=14)
    plt.show()

# %% check="find_summit" points=3
expect(how_it_ended, find_summit, round_hill).returns("at the top")
expect(how_it_ended, find_summit, long_hill).returns("at the top")
expect(how_it_ended, find_summit, slanted_hill).returns("at the top")
expect(how_it_ended, find_summit, far_hill).returns("at the top")
### BEGIN HIDDEN TESTS
expect(how_it_ended, find_summit, hill(-0.5, -1.4, 12, 10, 2)).returns("at the top")
expect(how_it_ended, find_summit, hill(1.4, 0.6, 14, 8, 6)).returns("at the top")
expect(how_it_ended, find_summit, hill(-1.5, 0.5, 8, 12, 8)).returns("at the top")
expect(how_it_ended, find_summit, hill(-1.4, -1.5, 10, 10, 2)).returns("at the top")
expect(how_it_ended, find_summit, hill(-0.3, 0.2, 10, 10, 2)).returns("at the top")
x0, y0, a, b = rng().uniform([1.3, 0.45, 8, 8], [1.5, 0.6, 14, 14])
expect(how_it_ended, find_summit, hill(x0, -y0, a, b, 4)).returns("at the top")
### END HIDDEN TESTS

# %% [markdown]
r"""
## Done?

You can now measure and check gradients of anything, read directions and steepness from them and from a map, and keep shapes straight
in the gradient of a loss. And you have found summits in fog. In
[unit 4](../../course/04_gradient_descent.ipynb) you walk: against the gradient, step by step, downhill.
"""

# %%
from gradus import how_far

how_far("03_gradients")
