# %% [markdown]
r"""
# Exercises 6: Second order

They go with [lesson 6](../../course/06_second_order.ipynb).

Seven functions to write, easy to hard; then two exercises with maps, lines to put in order, and four programs to heal: 30 points. The last
four need none of the others, so take them when you like. Write your answer where it says *your code here*, run the cell, then run the
check below it. A check tells you at once whether you are right and, if you are not, often *why*.

**Stuck?** Later exercises may use earlier ones. To go on without your own `hvp`, say, write one line into its cell:
`hvp = borrow("hvp")`. That costs the points of that exercise and no others; come back to it when you like. `hessian` and
`largest_curvature` can be borrowed too.

In all of them `f` is a function made of TensorFlow's operations, and `x` may be a number, an array or a tensor. Arrays and tensors of
floats keep their type; Python's own floats, and whole numbers everywhere, become float32. The cell below has `float_tensor` for that.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("second_derivative")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.

Run the next cell first: it loads what all exercises use.
"""

# %%
import numpy as np

import gradus.figures  # so that pictures suit the light and the dark theme
from gradus import borrow, expect, solution
import tensorflow as tf

def float_tensor(x):
    """A tensor of floats: arrays and tensors of floats keep their type, Python's floats and whole numbers become float32."""
    x = tf.convert_to_tensor(x)
    return x if x.dtype.is_floating else tf.cast(x, tf.float32)

# %% [markdown]
r"""
## 6.1 The slope of the slope

Return $f''(x)$ by a tape inside a tape. `x` is a number, or an array on which `f` works elementwise; the answer has
the shape of `x`. For a straight line, and for a constant, it is **0** and not `None`.

<details><summary>Hint 1</summary>The inner gradient has to be taken while the outer tape is still looking.</details>
<details><summary>Hint 2</summary>A line has a slope that does not depend on <code>x</code>; a constant has a value that
does not. There is a <code>None</code> to be expected at two places.</details>
"""

# %%
def cube(x):
    return x**3

def line(x):
    return 3 * x + 1

def flat(x):
    return tf.ones_like(x)

# %% answer="second_derivative"
def second_derivative(f, x):
    r"""The slope of the slope of f at x. second_derivative(cube, 3.0) is 18."""
    ### BEGIN SOLUTION
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x, unconnected_gradients="zero")
    return outer.gradient(slope, x, unconnected_gradients="zero")
    ### END SOLUTION

# %% check="second_derivative" points=3
expect(second_derivative, cube, 3.0).close_to(18.0, rtol=1e-4)
expect(second_derivative, cube, 3).close_to(18.0, rtol=1e-4)
expect(second_derivative, line, 2.0).close_to(0.0)
expect(second_derivative, flat, 2.0).close_to(0.0)
expect(second_derivative, tf.sin, np.array([0.5, 1.0, 2.0])).close_to(
    -np.sin([0.5, 1.0, 2.0]), rtol=1e-9
)
### BEGIN HIDDEN TESTS
from gradus import rng

expect(second_derivative, line, np.array([[1, 2], [3, 4]])).close_to([[0.0, 0.0], [0.0, 0.0]])
expect(second_derivative, flat, tf.constant([1.0, 2.0])).close_to([0.0, 0.0])
expect(second_derivative, cube, tf.constant([1, -2])).close_to([6.0, -12.0], rtol=1e-4)
expect(second_derivative, lambda x: x**2 - 3 * x, np.array([[1], [2]])).close_to([[2.0], [2.0]], rtol=1e-4)
expect(second_derivative, lambda x: x**2 * x**2, tf.constant([[1.0], [2.0]])).close_to([[12.0], [48.0]], rtol=1e-4)
double = tf.constant(2.0)  # float32, which mixes with no other type
expect(second_derivative, lambda x: double * x**3, 2).close_to(24.0, rtol=1e-4)
rate, points = float(rng().uniform(1, 2)), rng().uniform(-1, 1, 5)
expect(second_derivative, lambda x: tf.exp(rate * x), points).close_to(rate**2 * np.exp(rate * points), rtol=1e-9)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.2 The Hessian

For a function of a vector, $H_{ij} = \frac{\partial}{\partial x_j} \left( \frac{\partial f}{\partial x_i} \right)$: row $i$ says how slope $i$ changes along
each axis. Return the **Hessian** (黑塞矩阵) of `f` at the vector `x`, an (n, n) array. For a linear or a constant `f`
all of it is 0.

<details><summary>Hint 1</summary>The Hessian is the Jacobian of the gradient, and you have written a Jacobian in unit 5.</details>
<details><summary>Hint 2</summary><code>tape.gradient</code> of a gradient would add its entries up.</details>
"""

# %%
def bowl(x):
    return x[0] ** 2 + 3 * x[1] ** 2

def folded(x):
    return x[0] ** 2 * x[1] + x[1] * x[2]

def tilted(x):
    return 2 * x[0] - x[1]

def level(x):
    return tf.constant(7.0, x.dtype)

# %% answer="hessian"
def hessian(f, x):
    r"""The (n, n) second derivatives of f at the vector x. hessian(bowl, [1.0, 1.0]) is [[2, 0], [0, 6]]."""
    ### BEGIN SOLUTION
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    return outer.jacobian(slopes, x, unconnected_gradients="zero")
    ### END SOLUTION

# %% check="hessian" points=3
expect(hessian, folded, np.array([1.0, 2.0, 3.0])).close_to(
    [[4, 2, 0], [2, 0, 1], [0, 1, 0]], rtol=1e-6
)
expect(hessian, tilted, np.array([1.0, 2.0])).close_to(np.zeros((2, 2)))
expect(hessian, level, np.array([1.0, 2.0])).close_to(np.zeros((2, 2)))
expect(hessian, bowl, tf.constant([3, 4])).close_to([[2.0, 0.0], [0.0, 6.0]], rtol=1e-4)
### BEGIN HIDDEN TESTS
from gradus import rng

expect(hessian, lambda x: tf.reduce_sum(x**4), np.array([2])).close_to([[48.0]], rtol=1e-4)
expect(hessian, level, np.array([1.0, 2.0, 3.0])).close_to(np.zeros((3, 3)))
expect(hessian, tilted, np.array([1.0, 2.0, 3.0])).close_to(np.zeros((3, 3)))
A, x = rng().normal(size=(4, 4)), rng().normal(size=4)
expect(hessian, lambda x: tf.reduce_sum(x * tf.linalg.matvec(A, x) + tf.exp(x)), x).close_to(
    A + A.T + np.diag(np.exp(x)), rtol=1e-6
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.3 Hessian times vector

A network with six million parameters has a Hessian of 36 million million entries. Nobody can store that, and hardly anybody
needs it: often all that is wanted is $Hv$ for some vector $v$, how the gradient changes along $v$. For a vector $v$ that is held fixed,

$$ H v = \nabla \left( \nabla f(x) \cdot v \right) $$

The bracket is one number, so two questions to a tape are enough, whatever the size. Return $Hv$ for vectors `x` and `v` of one
length, **without** making $H$. Here `v` is a constant, even when a caller passes the same tensor for both; its type may
differ from that of `x`.

The last check has six million parameters. An answer that makes $H$ fails there; one that takes its columns one by one
would run for days, and is stopped after a minute.

<details><summary>Hint 1</summary>Inside the outer tape: the inner gradient, times <code>v</code>, summed.</details>
<details><summary>Hint 2</summary><code>tf.stop_gradient(v)</code> makes a tape take <code>v</code> for a constant.</details>
"""

# %% answer="hvp"
def hvp(f, x, v):
    r"""The Hessian of f at x times v, never making the Hessian. hvp(bowl, [1.0, 1.0], [1.0, 2.0]) is [2, 12]."""
    ### BEGIN SOLUTION
    x = float_tensor(x)
    v = tf.stop_gradient(tf.cast(v, x.dtype))
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
    return outer.gradient(along, x, unconnected_gradients="zero")
    ### END SOLUTION

# %% check="hvp" points=3
def along_itself(hvp, f, x):
    """hvp with one and the same tensor for x and v."""
    x = tf.constant(x)
    return hvp(f, x, x)

def exponentials(x):
    return tf.reduce_sum(tf.exp(x))

def many_cubes(x):
    return tf.reduce_sum(x * x * x)

def among_six_millions(hvp):
    """Three entries of a product with a Hessian that no machine can hold."""
    x = tf.ones([6_000_000])
    return hvp(many_cubes, x, 2 * x)[:3]

expect(hvp, folded, np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, 2.0])).close_to(
    [4.0, 4.0, 0.0], rtol=1e-6
)
expect(along_itself, hvp, bowl, [1.0, 2.0]).close_to([2.0, 12.0], rtol=1e-4)
expect(hvp, tilted, np.array([1.0, 2.0]), np.array([1.0, 1.0])).close_to([0.0, 0.0])
expect(hvp, bowl, np.array([1, 2]), np.array([1.0, 2.0])).close_to([2.0, 12.0], rtol=1e-4)
expect(hvp, exponentials, np.array([0.0, 1.0]), np.array([1.0, 2.0])).close_to([1.0, 2 * np.e], rtol=1e-12)
expect(among_six_millions, hvp).close_to([12.0, 12.0, 12.0], rtol=1e-4)
### BEGIN HIDDEN TESTS
from gradus import rng

A, x, v = rng().normal(size=(5, 5)), rng().normal(size=5), rng().normal(size=5)
expect(hvp, lambda x: tf.reduce_sum(x * tf.linalg.matvec(A, x)), x, v).close_to((A + A.T) @ v, rtol=1e-9)
expect(hvp, bowl, np.array([1, 2]), [0.5, 1.0]).close_to([1.0, 6.0], rtol=1e-4)
expect(hvp, level, x, v).close_to(np.zeros(5))
expect(hvp, lambda x: tf.exp(tf.reduce_sum(x)), np.array([0.0, 1.0]), np.float32([1.0, -3.0])).close_to(
    [-2 * np.e, -2 * np.e], rtol=1e-6
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.4 Newton's method

Gradient descent takes a small step along the slope. Newton's method puts a parabola under its feet and goes to where
that has slope zero, in one step:

$$ x_{t+1} = x_t - H^{-1}\, \nabla f(x_t) $$

Return the path, of shape `(steps + 1, n)`, start first, in exactly `steps` full steps from the vector `x0`. The
Hessians in the checks can be inverted.

<details><summary>Hint 1</summary>You have a <code>hessian</code>. The gradient takes one more tape.</details>
<details><summary>Hint 2</summary><code>tf.linalg.solve(H, b)</code> solves $H s = b$; it wants <code>b</code> as a
column, (n, 1).</details>
"""

# %% answer="newton"
def newton(f, x0, steps):
    r"""The path of Newton's method, (steps + 1, n). newton(bowl, [1.0, 1.0], 1) ends at [0, 0]."""
    ### BEGIN SOLUTION
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            slopes = inner.gradient(y, x)
        H = outer.jacobian(slopes, x)
        x = x - tf.linalg.solve(H, slopes[:, tf.newaxis])[:, 0]
        path.append(x)
    return tf.stack(path)
    ### END SOLUTION

# %% check="newton" points=3
from gradus.lending import lend

lend(newton, "hessian")

def valley(x):
    return x[0] ** 4 + x[0] * x[1] + (1 + x[1]) ** 2

def newton_by_numpy(x, steps):
    """The same for the valley, with derivatives taken by hand."""
    path = [np.array(x)]
    for _ in range(steps):
        a, b = path[-1]
        slopes, H = [4 * a**3 + b, a + 2 * (1 + b)], [[12 * a**2, 1], [1, 2]]
        path.append(path[-1] - np.linalg.solve(H, slopes))
    return np.array(path)

expect(newton, valley, np.array([0.75, -1.25]), 2).close_to(
    newton_by_numpy([0.75, -1.25], 2), rtol=1e-6
)
expect(newton, bowl, [3, 4], 2).close_to([[3.0, 4.0], [0.0, 0.0], [0.0, 0.0]], rtol=1e-4, atol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

expect(newton, bowl, [3, 4], 0).close_to([[3.0, 4.0]], rtol=1e-6)
expect(newton, bowl, [3.0, 4.0], 5).close_to([[3.0, 4.0]] + 5 * [[0.0, 0.0]], rtol=1e-4, atol=1e-5)
start = rng().uniform([0.6, -1.5], [1.0, -1.0])
expect(newton, valley, start, 1).close_to(newton_by_numpy(start, 1), rtol=1e-10)
Q, _ = np.linalg.qr(rng().normal(size=(3, 3)))
S, b = Q @ np.diag([-2.0, -1.0, -0.7]) @ Q.T, rng().normal(size=3)  # up to a top, which Newton does not mind

def turned(x):
    return tf.reduce_sum(x * (tf.linalg.matvec(tf.cast(S, x.dtype), x) / 2 - tf.cast(b, x.dtype)))

expect(newton, turned, tf.zeros(3), 1).close_to([np.zeros(3), np.linalg.solve(S, b)], rtol=1e-4, atol=1e-4)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.5 The largest curvature

How sharply can `f` bend at `x`, along any direction? The answer is the eigenvalue (特征值) of $H$ of the largest size,
and **power iteration** (幂迭代) finds it with products $Hv$ alone. Start from a random vector of length 1, and repeat:

$$ w = H v, \qquad \lambda = v \cdot w, \qquad v = w / \lVert w \rVert $$

Each round turns $v$ further towards the direction of the sharpest bend. Return the last $\lambda$, a number with its
sign: it is negative if `f` bends down there. Where $Hv$ is zero, the gradient does not change along $v$, and the answer is 0, not NaN.

In the checks one eigenvalue is clearly the largest in size.

(For three inputs the whole Hessian and its eigenvalues would do as well. For a million they would not, and products with
$H$ still do.)

<details><summary>Hint 1</summary>Random, because a vector chosen by hand, all ones perhaps, may be at a right angle to the direction
you are after.</details>
<details><summary>Hint 2</summary><code>tf.random.normal(x.shape, dtype=x.dtype)</code>, divided by its <code>tf.norm</code>.</details>
"""

# %%
def dome(x):
    return x[0] ** 2 / 2 - 4 * x[1] ** 2 + x[2] ** 2

def diagonal_ditch(x):
    return (x[0] - x[1]) ** 2 + 0.1 * (x[0] + x[1])

def narrow(x):
    return 3 * x[0] ** 2

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    r"""The eigenvalue of the Hessian of f at x of the largest size. largest_curvature(bowl, [1.0, 1.0]) is 6."""
    ### BEGIN SOLUTION
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v /= tf.norm(v)
    curvature = tf.zeros([], x.dtype)
    for _ in range(iterations):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
        w = outer.gradient(along, x, unconnected_gradients="zero")
        length = tf.norm(w)
        if length == 0:
            return tf.zeros([], x.dtype)
        curvature = tf.reduce_sum(v * w)
        v = w / length
    return curvature
    ### END SOLUTION

# %% check="largest_curvature" points=3
from gradus.lending import lend

lend(largest_curvature, "hvp")

def called_three_times(largest_curvature):
    """Each start is another one, and after 50 rounds it no longer matters which."""
    found = [np.asarray(largest_curvature(dome, tf.constant([1.0, 1.0, 1.0]))) for _ in range(3)]
    is_settled = np.allclose(found, found[0], rtol=1e-2) or not np.all(np.isfinite(found))
    return "settled" if is_settled else "another number each time"

expect(called_three_times, largest_curvature).returns("settled")
expect(largest_curvature, dome, tf.constant([1.0, 1.0, 1.0])).close_to(-8.0, rtol=1e-3)
expect(largest_curvature, bowl, np.array([1.0, 1.0]), 15).close_to(6.0, rtol=1e-3)
expect(largest_curvature, diagonal_ditch, np.array([1.0, 1.0]), 5).close_to(4.0, rtol=1e-3)
expect(largest_curvature, tilted, np.array([1.0, 2.0]), 5).close_to(0.0)

def in_one_round(largest_curvature, curvature):
    """Along one axis there is one direction, so a single round from a vector of length 1 finds the curvature."""
    found = [float(largest_curvature(narrow, np.array([5.0]), 1)) for _ in range(3)]
    if np.allclose(found, curvature, rtol=1e-3):
        return "the curvature"
    return "other numbers" if np.any(found) else "zero"

expect(in_one_round, largest_curvature, 6.0).returns("the curvature")
### BEGIN HIDDEN TESTS
from gradus import rng

sizes = np.array([1.0, 0.6, -0.5, 0.3, 0.0]) * rng().uniform(3, 9)
Q, _ = np.linalg.qr(rng().normal(size=(5, 5)))
A = -Q @ np.diag(sizes) @ Q.T

def turned(x):
    return tf.reduce_sum(x * tf.linalg.matvec(A, x)) / 2

expect(largest_curvature, turned, rng().normal(size=5), 30).close_to(-sizes[0], rtol=1e-3)
expect(largest_curvature, lambda x: x[0] ** 4 + x[1] ** 2, np.array([2, 1]), 5).close_to(48.0, rtol=1e-3)
expect(largest_curvature, level, np.array([1.0, 2.0]), 5).close_to(0.0)
expect(largest_curvature, lambda x: 0.001 * narrow(x), np.array([5.0]), 3).close_to(0.006, rtol=1e-3)

def crosswise(x):
    """Sharpest along (1, -2, 1), which is at a right angle to (1, 1, 1) and to (1, 2, 3)."""
    return 5 * (x[0] - 2 * x[1] + x[2]) ** 2 + (x[0] + x[1] + x[2]) ** 2

expect(largest_curvature, crosswise, np.array([1.0, 2.0, 0.5]), 6).close_to(60.0, rtol=1e-3)

u = rng().normal(size=12)
u /= np.linalg.norm(u)

def nearly_round(x):
    """Curvature 7 along u, and 6 in all directions across it: many rounds are needed, and asked for."""
    return 3 * tf.reduce_sum(x * x) + tf.reduce_sum(u * x) ** 2 / 2

expect(largest_curvature, nearly_round, np.ones(12), 200).close_to(7.0, rtol=1e-3)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.6 The bridge to unit 4

Unit 4 found that gradient descent on a bowl is stable up to the learning rate $2 / \lambda_{\max}$. Now you can
compute this number at *any* place of a smooth function. It is the bound for the bowl that has the Hessian of that place. For
`f` itself it says something near a minimum, and everywhere only if `f` is quadratic. Return
$2/\lambda_{\max}$ at `x`. In the checks no eigenvalue is negative, and one is clearly the largest.

<details><summary>Hint</summary>One call and one division.</details>
"""

# %% answer="stable_lr"
def stable_lr(f, x):
    r"""2 / λ_max at x: the largest stable rate on the bowl that has the Hessian of f at x.

    stable_lr(bowl, [1.0, 1.0]) is 1/3.
    """
    ### BEGIN SOLUTION
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x)
    return 2 / tf.linalg.eigvalsh(outer.jacobian(slopes, x))[-1]  # with yours: 2 / largest_curvature(f, x)
    ### END SOLUTION

# %% check="stable_lr" points=2
from gradus.lending import lend

lend(stable_lr, "hessian", "hvp", "largest_curvature")

expect(stable_lr, bowl, np.array([3.0, 2.0])).close_to(1 / 3, rtol=1e-3)
expect(stable_lr, lambda x: x[0] ** 4 + x[1] ** 2, tf.constant([2.0, 5.0])).close_to(1 / 24, rtol=1e-3)
expect(stable_lr, lambda x: x[0] ** 2 + x[0] * x[1] + x[1] ** 2, np.array([1.0, 2.0])).close_to(2 / 3, rtol=1e-3)
### BEGIN HIDDEN TESTS
from gradus import rng

X = rng().normal(size=(8, 3)) * [4.0, 1.0, 1.0]
largest = np.linalg.eigvalsh(2 * X.T @ X / 8)[-1]
expect(stable_lr, lambda w: tf.reduce_mean(tf.linalg.matvec(X, w) ** 2), np.array([1.0, 2.0, 3.0])).close_to(
    2 / largest, rtol=1e-3
)

def steeper_and_steeper(x):
    return x[0] ** 4 / 12 + x[1] ** 2 / 50

expect(stable_lr, steeper_and_steeper, np.array([3.0, 1.0])).close_to(2 / 9, rtol=1e-3)
expect(stable_lr, steeper_and_steeper, np.array([0.5, 1.0])).close_to(8.0, rtol=1e-3)  # the same f, elsewhere
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.7 Find the bug

The function $\ln(1 + e^x)$ is in the loss of every yes-or-no classifier. Written down as it stands, it breaks at 100:
"""

# %%
def broken_log1pexp(x):
    return tf.math.log(1 + tf.exp(x))

for point in (1.0, 100.0):
    x = tf.Variable(point)
    with tf.GradientTape() as tape:
        y = broken_log1pexp(x)
    print("x =", point, " value", y.numpy(), " gradient", tape.gradient(y, x).numpy())

# %% [markdown]
r"""
Where is the bug? Print $e^{100}$ as a float32. Then mend it with `@tf.custom_gradient`, which lets you say yourself
what the gradient is: the decorated function returns two things, the value, and an inner function that multiplies the incoming `upstream` by
the slope. For the square,

```python
@tf.custom_gradient
def squared(x):
    def backward(upstream):
        return upstream * 2 * x
    return x**2, backward
```

Value, gradient and second derivative must be right for every float tensor `x`, float32 and float64, as far as
±1000; and the value to four digits even where it is tiny, as at −20, where it is about $2 \cdot 10^{-9}$. The slope of $\ln(1+e^x)$ is the sigmoid $1/(1+e^{-x})$.

<details><summary>Hint 1</summary>$\ln(1+e^x) = \max(x, 0) + \ln(1 + e^{-\lvert x \rvert})$, and <code>tf.math.log1p</code> keeps the
small digits.</details>
<details><summary>Hint 2</summary><code>tf.sigmoid</code> is safe everywhere. If <code>backward</code> is made of
TensorFlow's operations, an outer tape differentiates it as well.</details>
<details><summary>Hint 3</summary><code>upstream</code> is what the rest of the computation multiplies by. Do not drop it.</details>
"""

# %% answer="log1pexp"
def log1pexp(x):
    r"""log(1 + exp(x)), elementwise, with gradients that are right everywhere. log1pexp([0.0]) is [0.6931...]."""
    ### BEGIN SOLUTION
    @tf.custom_gradient
    def safe(x):
        def backward(upstream):
            return upstream * tf.sigmoid(x)

        return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x))), backward

    return safe(x)
    ### END SOLUTION

# %%
def three_orders(g, x, upstream=None):
    """The value of g at x, the gradient of sum(upstream * g), and the slope of that again."""
    x = tf.constant(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = g(x)
            total = tf.reduce_sum(y if upstream is None else upstream * y)
        slope = inner.gradient(total, x)
    return y, slope, outer.gradient(slope, x)

places = np.array([-100.0, -1.0, 0.0, 1.0, 100.0], dtype="float32")
rise = np.exp(places.astype(float))
truths = np.log1p(rise), rise / (1 + rise), rise / (1 + rise) ** 2

# %% check="log1pexp" points=4
expect(three_orders, log1pexp, places).close_to(truths, rtol=1e-5, atol=1e-6)
weights = np.array([2.0, 1.0, -3.0, 4.0, 5.0], dtype="float32")
expect(three_orders, log1pexp, places, weights).close_to(
    (truths[0], weights * truths[1], weights * truths[2]), rtol=1e-5, atol=1e-6
)
expect(log1pexp, tf.constant([-20.0])).close_to(np.log1p(np.exp([-20.0])), rtol=1e-4, atol=1e-14)
expect(three_orders, log1pexp, np.array([-1000.0, 1000.0])).close_to(([0.0, 1000.0], [0.0, 1.0], [0.0, 0.0]), atol=1e-9)
rise = np.exp([1.0])  # in float64 there are more digits to be right
expect(three_orders, log1pexp, np.array([1.0])).close_to(
    (np.log1p(rise), rise / (1 + rise), rise / (1 + rise) ** 2), rtol=1e-12
)
### BEGIN HIDDEN TESTS
expect(log1pexp, tf.constant([-12.0, -16.0])).close_to(np.log1p(np.exp([-12.0, -16.0])), rtol=1e-4, atol=1e-14)
expect(log1pexp, tf.constant([-20.0, -40.0], tf.float64)).close_to(
    np.log1p(np.exp([-20.0, -40.0])), rtol=1e-6, atol=1e-25
)
from gradus import rng

def doubled_and_squared(log1pexp, x):
    """The same behind one function and before another: the slope of the slope through a chain."""
    x = tf.constant(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.reduce_sum(log1pexp(2 * x) ** 2)
        slope = inner.gradient(y, x)
    return y, slope, outer.gradient(slope, x)

x = np.concatenate([rng().uniform(-3, 3, 2), [-6.0, 8.0, 12.0, 1000.0, -1000.0]])
value, sigmoid = np.logaddexp(0, x), (1 + np.tanh(x / 2)) / 2
expect(three_orders, log1pexp, x).close_to((value, sigmoid, sigmoid * (1 - sigmoid)), rtol=1e-9, atol=1e-12)
upstream = rng().normal(size=7)
expect(three_orders, log1pexp, x, upstream).close_to(
    (value, upstream * sigmoid, upstream * sigmoid * (1 - sigmoid)), rtol=1e-6, atol=1e-9
)
x = rng().uniform(-1.5, 1.5, (2, 3))
value, sigmoid = np.logaddexp(0, 2 * x), 1 / (1 + np.exp(-2 * x))
expect(doubled_and_squared, log1pexp, x).close_to(
    (np.sum(value**2), 4 * value * sigmoid, 8 * sigmoid**2 + 8 * value * sigmoid * (1 - sigmoid)), rtol=1e-6
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.8 Which Hessian belongs to which map?

Four maps. In the middle of each the gradient is 0, so close by the height is $\tfrac12\, v \cdot H v$. Eight Hessians, four of which
belong to them.
"""

# %%
import matplotlib.pyplot as plt

HESSIANS = {
    1: [[4, 0], [0, 1]], 2: [[1, 0], [0, 4]],
    3: [[2.5, 1.5], [1.5, 2.5]], 4: [[2.5, -1.5], [-1.5, 2.5]],
    5: [[2, 0], [0, -2]], 6: [[0, 2], [2, 0]],
    7: [[1, 1], [1, 1]], 8: [[1, -1], [-1, 1]],
}  # fmt: skip

def land(first, second, degrees):
    """Heights with these two curvatures, along axes that are turned by so many degrees."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return lambda x, y: (first * (c * x + s * y) ** 2 + second * (c * y - s * x) ** 2) / 2

MAPS = {"A": land(1, 4, 0), "B": land(1, 4, 45), "C": land(2, -2, 45), "D": land(0, 2, 135)}

# %%
def draw(axes, height, size, levels):
    """Contours of equal height steps, with their heights."""
    x, y = np.meshgrid(np.linspace(-size, size, 121), np.linspace(-size, size, 121))
    lines = axes.contour(x, y, height(x, y), levels, colors="tab:blue")
    axes.clabel(lines, levels[::2])
    axes.set(aspect="equal", xlabel="x", ylabel="y")

figure, four = plt.subplots(2, 2, figsize=(8, 8), num="four maps", clear=True, layout="constrained")
for axes, name in zip(four.flat, MAPS, strict=True):
    draw(axes, MAPS[name], 2, np.arange(-3.5, 9))
    axes.set_title(f"Map {name}")
plt.show()

# %% [markdown]
r"""
Return a dict with the number of the Hessian for each map. The checks take the Hessian that you chose and compare: the heights
$\tfrac12\, v \cdot H v$ at $(1, 0)$, $(0, 1)$ and $(1, 1)$ must be those of the map.

<details><summary>Hint 1</summary>Is the height along an axis rising, falling, or does it stay? That is the sign of the number on the
diagonal of H.</details>
<details><summary>Hint 2</summary>Rings are long where the curvature is weak. Try H times (1, 1) and H times (1, −1): which is longer?</details>
"""

# %% answer="hessian_maps"
def hessian_maps():
    r"""The number of each map's Hessian, as in {"A": 8, "B": 1, "C": 5, "D": 4}."""
    ### BEGIN SOLUTION
    return {"A": 2, "B": 4, "C": 6, "D": 7}
    ### END SOLUTION

# %%
def heights_by_choice(hessian_maps, name):
    """The heights at (1, 0), (0, 1) and (1, 1) that the chosen Hessian makes."""
    number = str(hessian_maps()[name]).strip().removesuffix(".0")
    if number not in map(str, HESSIANS):
        raise ValueError(f"the Hessians have the numbers 1 to {len(HESSIANS)}, and not {number}")
    (a, b), (_, c) = HESSIANS[int(number)]
    return [a / 2, c / 2, (a + 2 * b + c) / 2]

def heights_on_the_map(name):
    return [round(MAPS[name](x, y), 9) + 0.0 for x, y in [(1, 0), (0, 1), (1, 1)]]

# %% check="hessian_maps.A" points=0.5
expect(heights_by_choice, hessian_maps, "A").close_to(heights_on_the_map("A"))

# %% check="hessian_maps.B" points=0.5
expect(heights_by_choice, hessian_maps, "B").close_to(heights_on_the_map("B"))

# %% check="hessian_maps.C" points=0.5
expect(heights_by_choice, hessian_maps, "C").close_to(heights_on_the_map("C"))

# %% check="hessian_maps.D" points=0.5
expect(heights_by_choice, hessian_maps, "D").close_to(heights_on_the_map("D"))

# %% [markdown]
r"""
## 6.9 Read the land

One map, six places; contours below 0 are dashed. At A, B, C and D the ground is level. At E and F it is not; there, look along the
red dashed line.
"""

# %%
def waves(x, y):
    return np.sin(x + y / 2) * np.cos(y - x / 3)

PLACES = {
    "A": (-0.67, 1.35), "B": (-1.35, -0.45), "C": (-2.69, 2.24),
    "D": (0.67, -1.35), "E": (-0.7, -0.3), "F": (2.0, 0.85),
}  # fmt: skip

figure, axes = plt.subplots(figsize=(8, 8), num="the land", clear=True, layout="constrained")
draw(axes, waves, 3, np.arange(-8, 9) / 10)
for name, (x, y) in PLACES.items():
    axes.plot(x, y, "C3o")
    axes.annotate(name, (x, y), (6, 6), textcoords="offset points", size=16)
for name in "EF":
    x, y = PLACES[name]
    axes.plot([x - 0.6, x + 0.6], [y, y], "C3--")
plt.show()

# %% [markdown]
r"""
Say what is at A to D: `"minimum"`, `"maximum"` or `"saddle"`. For E and F say whether the height, along the dashed line, bends `"up"` or
`"down"`. The checks compare signs of curvature: along the two eigenvectors for A to D, along the line for E and F.

<details><summary>Hint 1</summary>Rings, or a crossing? If rings, compare the height of an outer one with that of an inner one.</details>
<details><summary>Hint 2</summary>Bending up means that the slope grows on the way. Walk uphill along the dashed line: do the contours come closer
together, or spread?</details>
"""

# %% answer="kinds_of_places"
def kinds_of_places():
    r"""What is at each letter, as in {"A": "maximum", "B": "maximum", "C": "saddle", ..., "E": "up", "F": "up"}."""
    ### BEGIN SOLUTION
    return {"A": "saddle", "B": "minimum", "C": "maximum", "D": "saddle", "E": "up", "F": "down"}
    ### END SOLUTION

# %%
SIGNS = {"minimum": [1, 1], "maximum": [-1, -1], "saddle": [-1, 1], "up": [1], "down": [-1]}

def signs_by_word(kinds_of_places, name):
    """The signs of curvature that the word for a place stands for."""
    word, asked = str(kinds_of_places()[name]).strip().lower(), list(SIGNS)[3:] if name in "EF" else list(SIGNS)[:3]
    if word not in asked:
        raise ValueError(f"{word!r} is none of the words for {name}: {', '.join(asked)}")
    return SIGNS[word]

def signs_on_the_map(name, h=1e-3):
    """The signs of curvature, least first, measured by differences; along x alone for E and F."""
    x, y = PLACES[name]
    xx = waves(x + h, y) - 2 * waves(x, y) + waves(x - h, y)
    yy = waves(x, y + h) - 2 * waves(x, y) + waves(x, y - h)
    both = waves(x + h, y + h) - 2 * waves(x, y) + waves(x - h, y - h)
    H = [[xx, (both - xx - yy) / 2], [(both - xx - yy) / 2, yy]]
    return np.sign(np.linalg.eigvalsh(H) if name in "ABCD" else [xx])

# %% check="kinds_of_places.A" points=0.5
expect(signs_by_word, kinds_of_places, "A").close_to(signs_on_the_map("A"))

# %% check="kinds_of_places.B" points=0.5
expect(signs_by_word, kinds_of_places, "B").close_to(signs_on_the_map("B"))

# %% check="kinds_of_places.C" points=0.5
expect(signs_by_word, kinds_of_places, "C").close_to(signs_on_the_map("C"))

# %% check="kinds_of_places.D" points=0.5
expect(signs_by_word, kinds_of_places, "D").close_to(signs_on_the_map("D"))

# %% check="kinds_of_places.E" points=0.5
expect(signs_by_word, kinds_of_places, "E").close_to(signs_on_the_map("E"))

# %% check="kinds_of_places.F" points=0.5
expect(signs_by_word, kinds_of_places, "F").close_to(signs_on_the_map("F"))

# %% [markdown]
r"""
## 6.10 Put the lines in order

These lines make power iteration, if they are put in order and repeated 30 times. But the paper was cut up, and two of the six lines belong to something
else.
"""

# %%
LINES = {
    "A": "v = w",
    "B": "curvature = v @ w",
    "C": "v = v / len(v)",
    "D": "w = H @ v",
    "E": "curvature = np.linalg.norm(w)",
    "F": "v = v / np.linalg.norm(v)",
}

def curvature_by_lines(power_iteration_order, H):
    """The lines in the order that is returned, 30 times over, from a random start."""
    letters = [letter for letter in "".join(power_iteration_order()).upper() if letter not in " ,;-"]
    if unknown := [letter for letter in letters if letter not in LINES]:
        raise ValueError(f"there is no line {unknown[0]}")
    if len(letters) > 4:
        raise ValueError(f"four lines are asked for, and here are {len(letters)}")
    random = np.random.default_rng(5).normal(size=len(H))
    names = {"np": np, "H": np.array(H), "v": random, "w": random}
    for _ in range(30):
        for letter in letters:
            exec(LINES[letter], names)
    if "curvature" not in names:
        raise ValueError("none of these lines gives curvature a value")
    return names["curvature"]

# %% [markdown]
r"""
Return the letters of the four lines, in an order that works. The checks run your lines: after 30 rounds `curvature` must be the eigenvalue of
`H` of the largest size. More than one order works.

<details><summary>Hint 1</summary>$v \cdot Hv$ is the curvature along $v$ if $v$ has length 1, and if $w$ is $Hv$ for this same $v$.</details>
<details><summary>Hint 2</summary>Go round in a circle: $v$ becomes $w$, then gets the length 1, then is multiplied, then measured. You may start
anywhere.</details>
"""

# %% answer="power_iteration_order"
def power_iteration_order():
    r"""The letters of four lines, the first one first, as in ["E", "B", "A", "C"]."""
    ### BEGIN SOLUTION
    return ["F", "D", "B", "A"]
    ### END SOLUTION

# %% check="power_iteration_order" points=2
def largest_in_size(H):
    values = np.linalg.eigvalsh(H)
    return values[np.argmax(np.abs(values))]

expect(curvature_by_lines, power_iteration_order, [[-5, 4], [4, 1]]).close_to(
    largest_in_size([[-5, 4], [4, 1]]), rtol=1e-6
)
### BEGIN HIDDEN TESTS
from gradus import rng

Q, _ = np.linalg.qr(rng().normal(size=(4, 4)))
A = Q @ np.diag([-9.0, 4.0, 2.0, 1.0]) @ Q.T
expect(curvature_by_lines, power_iteration_order, (A + A.T) / 2).close_to(-9.0, rtol=1e-6)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.11 Four patients, seven cures

Each program below is to find the slope of the slope of $x^4$ at 2, which is $12 x^2 = 48$. Each has one fault.
"""

# %%
PROGRAMS = {
    "A": """
x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**4
slope = inner.gradient(y, x)
bend = outer.gradient(slope, x)""",
    "B": """
x = tf.constant(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        inner.watch(x)
        y = x**4
    slope = inner.gradient(y, x)
bend = outer.gradient(slope, x)""",
    "C": """
x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**4
    slope = tf.constant(inner.gradient(y, x).numpy())
bend = outer.gradient(slope, x)""",
    "D": """
x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**4
    below = x - 0.1 * inner.gradient(y, x)
    slope = inner.gradient(y, x)
bend = outer.gradient(slope, x)""",
}
print(*(f"Program {name}:{program}\n" for name, program in PROGRAMS.items()), sep="\n")

# %% [markdown]
r"""
Each cure replaces a piece of text by another, wherever it stands:
"""

# %%
CURES = {
    1: ("(2.0)", "(2)"),
    2: ("\nslope", "\n    slope"),
    3: ("tf.constant(inner.gradient(y, x).numpy())", "inner.gradient(y, x)"),
    4: ("GradientTape()", "GradientTape(persistent=True)"),
    5: ("gradient(slope, x)", "gradient(slope, x, unconnected_gradients='zero')"),
    6: ("inner.watch(x)", "outer.watch(x); inner.watch(x)"),
    7: ("tf.constant(2.0)", "tf.Variable(2.0); x = x + 0"),
}
for number, (old, new) in CURES.items():
    print(f"{number}: {old!r}  becomes  {new!r}")

# %% [markdown]
r"""
Return a dict with the number of the cure for each program. The checks treat the program with it, run it, and look at `bend`. A program in which there is
nothing to replace stays as it is, and the check says "nothing to replace".

<details><summary>Hint 1</summary>Run a program in a cell of its own, if you like: <code>exec(PROGRAMS["A"])</code>, then look at
<code>slope</code> and <code>bend</code>.</details>
<details><summary>Hint 2</summary>For each program: does the outer tape watch <code>x</code>? Does it see how the slope comes about? And how often is
each tape asked?</details>
"""

# %% answer="cures"
def cures():
    r"""The number of the cure for each program, as in {"A": 7, "B": 5, "C": 1, "D": 2}."""
    ### BEGIN SOLUTION
    return {"A": 2, "B": 6, "C": 3, "D": 4}
    ### END SOLUTION

# %%
def bend_after(cures, name):
    """What a program finds when it was treated: a number, or what else came."""
    number = str(cures()[name]).strip().removesuffix(".0")
    if number not in map(str, CURES):
        raise ValueError(f"the cures have the numbers 1 to {len(CURES)}, and not {number}")
    old, new = CURES[int(number)]
    if old not in PROGRAMS[name]:
        return "nothing to replace"
    names = {"tf": tf}
    try:
        exec(PROGRAMS[name].replace(old, new), names)
    except Exception as error:
        return type(error).__name__
    return "None" if names["bend"] is None else float(names["bend"])

def slope_of_slope_of_the_fourth_power(x):
    return 12 * x**2

# %% check="cures.A" points=0.5
expect(bend_after, cures, "A").returns(slope_of_slope_of_the_fourth_power(2.0))

# %% check="cures.B" points=0.5
expect(bend_after, cures, "B").returns(slope_of_slope_of_the_fourth_power(2.0))

# %% check="cures.C" points=0.5
expect(bend_after, cures, "C").returns(slope_of_slope_of_the_fourth_power(2.0))

# %% check="cures.D" points=0.5
expect(bend_after, cures, "D").returns(slope_of_slope_of_the_fourth_power(2.0))

# %% [markdown]
r"""
## Done?

You can now take slopes of slopes, read a Hessian off a map, use one that is never made, and tell from it how large a learning rate may be.
In [unit 7](../../course/07_own_tape.ipynb) you write the tape yourself.
"""

# %%
from gradus import how_far

how_far("06_second_order")
