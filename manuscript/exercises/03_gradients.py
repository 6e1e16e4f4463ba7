# %% [markdown]
r"""
# Exercises 3: Gradients

Seven small functions, 22 points. Write your answer where it says *your code here*, run the cell, then run the check
below it. Try as often as you like.

A function `f` takes one array and returns a number. Points and arrows may hold whole numbers. Leave all inputs as
they are: the caller still needs them.

Run the next cell first: it loads what all exercises use.
"""

# %%
import numpy as np

from gradus import expect, rng

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
`x`, whether that is a vector, a matrix or more: entry for entry,

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
Weights in a network come as matrices, so try one. The last check hands in its transpose.
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
## 3.2 Which way is up?

The gradient `g` points uphill, and its length says how steep it is. Sometimes only the direction counts: return the
arrow of **length 1** that points along `g`. Even a very short `g` has a direction. Only where `g` is exactly zero
there is none: return zeros.

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

# %% check="steepest" points=2
expect(steepest, np.array([3.0, -4.0])).close_to([0.6, -0.8])
expect(steepest, np.array([3e-9, 4e-9])).close_to([0.6, 0.8])
expect(steepest, np.array([0.0, -5.0])).close_to([0.0, -1.0])
expect(steepest, np.array([2.0, -2.0])).close_to([0.5**0.5, -(0.5**0.5)])
expect(steepest, np.array([0.0, 0.0])).close_to([0.0, 0.0])
### BEGIN HIDDEN TESTS
expect(steepest, np.array([3e-30, -4e-30])).close_to([0.6, -0.8])
expect(steepest, np.array([3e90, -4e90])).close_to([0.6, -0.8])
expect(steepest, np.array([0.0, 3.0, 4.0])).close_to([0.0, 0.6, 0.8])
expect(steepest, np.array([2, 0, -2])).close_to([0.5**0.5, 0.0, -(0.5**0.5)])
expect(steepest, np.array([0, -5])).close_to([0.0, -1.0])
expect(steepest, np.array([1, 1, 1, 1])).close_to([0.5, 0.5, 0.5, 0.5])
expect(steepest, np.array([-7.0])).close_to([-1.0])
expect(steepest, np.zeros(3, dtype=int)).close_to(np.zeros(3))
expect(steepest, np.array([1.0, -1.0, 0.0])).close_to([0.5**0.5, -(0.5**0.5), 0.0])
g = rng().normal(size=5) * 100
expect(steepest, g).close_to(g / np.sqrt(np.sum(g**2)))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.3 A slope in any direction

You leave the point `x` in the direction of the arrow `u`. How steep is the way? The slope is the dot product of the
gradient with the *unit vector* along `u`:

$$ D_u f(x) = \nabla f(x) \cdot \frac{u}{\lVert u \rVert} $$

`u` may have any length but zero. A zero arrow points nowhere: raise a `ValueError`.

<details><summary>Hint 1</summary>Your <code>gradient</code> and <code>steepest</code> do most of the work.</details>
<details><summary>Hint 2</summary><code>np.dot(a, b)</code>, or <code>a @ b</code>, multiplies entry by entry and adds
up.</details>
<details><summary>Hint 3</summary><code>raise ValueError("u points nowhere")</code>, if no entry of <code>u</code>
differs from 0.</details>
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
expect(directional, hills, np.array([3.0, 0.0]), np.array([3.0, 4.0])).close_to(8.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 2.0]), np.array([-1.0, 0.0])).close_to(-12.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([2.0, -2.0])).close_to(-10 / 2**0.5, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([3e-9, 4e-9])).close_to(8.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([0.0, 0.0])).raises(ValueError)
### BEGIN HIDDEN TESTS
expect(directional, hills, np.array([3, 0]), np.array([0, -2])).close_to(-10.0, rtol=1e-7)
expect(directional, hills, np.array([3.0, 0.0]), np.array([0.003, 0.004])).close_to(8.0, rtol=1e-7)
expect(directional, np.sum, np.arange(4), np.ones(4)).close_to(2.0, rtol=1e-7)
expect(directional, np.sum, np.arange(2.0), np.array([3e-30, 4e-30])).close_to(1.4, rtol=1e-7)
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
expect(relative_error, np.array([0.25, 4.0, 20.0]), np.array([0.5, 4.4, 20.1])).close_to(0.25)
expect(relative_error, np.array([4.0, 2.0]), np.array([2.0, 2.5])).close_to(0.5)
expect(relative_error, np.array([2.0, 10.0]), np.array([4.0, 10.5])).close_to(0.5)
expect(relative_error, np.array([1000.0, 0.5]), np.array([999.0, 0.0])).close_to(0.5)
expect(relative_error, np.array([0.0, 0.0]), np.array([0.0, 0.01])).close_to(0.01)
expect(relative_error, np.array([-10.0, 1.0]), np.array([-20.0, 1.0])).close_to(0.5)
expect(relative_error, np.array([-20.0, 1.0]), np.array([-10.0, 1.0])).close_to(0.5)
### BEGIN HIDDEN TESTS
expect(relative_error, np.array([[1, -2], [3, -4]]), np.array([[1, -2], [3, 4]])).close_to(2.0)
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
X = np.array([[1.0, 2, 0], [0, 1, 1], [3, 0, 1], [1, 1, 0], [2, 0, 1]])  # (examples, weights)
y = np.array([1.0, 1.0, 0.0, 3.0, 5.0])
expect(mse_gradient, np.array([1.0, 1.0, 1.0]), X, y).close_to([3.6, 1.6, 1.2])
expect(mse_gradient, np.array([0.0, 2.0, 1.0]), X, y).close_to([-1.2, 2.8, -0.4])
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

# %% check="mend_gradient" points=3
e, c = np.exp(-0.45), np.cos(0.6)
slopes = [6 - 0.3 * e, 2.25 + 0.3 * c, 2 * c - 1.5 * e]
expect(mend_gradient, np.array([1.5, 2.0, 0.3])).close_to(slopes, rtol=0, atol=1e-12)
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
## Done?

You can now measure and check gradients of anything, read directions and steepness from them, and keep shapes straight
in the gradient of a loss. In unit 4 you walk: against the gradient, step by step, downhill.
"""
