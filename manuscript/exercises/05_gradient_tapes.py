# %% [markdown]
r"""
# Exercises 5: Gradient tapes

They go with [lesson 5](../../course/05_gradient_tapes.ipynb).

Eight predictions, four functions to write, eight broken snippets to mend, a training step, and three puzzles with
lines and pictures: 31 points. Write your answer where it says *your code here*, run the cell, then run the check below it. A check tells you at once
whether you are right and, if you are not, often *why*.

TensorFlow computes in float32 unless told otherwise, with about seven digits. So most checks allow a relative
error of `rtol=1e-5`. Where a gradient comes out as `None`, `explain_none(target, source, tape)` may tell you why.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("predictions")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.

Run the next cell first: it loads what all exercises use.
"""

# %%
import numpy as np

import gradus.figures  # so that pictures suit the light and the dark theme
from gradus import expect, explain_none, solution
import tensorflow as tf

def square(x):
    return x * x

# %% [markdown]
r"""
## 5.1 Predict

Eight snippets, each ending in a gradient. Read them, and do not run them yet: what does each return?
"""

# %%
def snippet_a():
    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        y = x**2
    return tape.gradient(y, x)

def snippet_b():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = x * [3.0, 4.0]
    return tape.gradient(y, x)

def snippet_c():
    x = tf.Variable(3)
    with tf.GradientTape() as tape:
        y = x * x
    return tape.gradient(y, x)

def snippet_d():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = x**2
        z = y**2
    return tape.gradient(y, x) + tape.gradient(z, x)

# %%
def snippet_e():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * x
    x.assign(10.0)
    return tape.gradient(y, x)

def snippet_f():
    x = tf.Variable(2.0)
    double = 2.0 * x
    with tf.GradientTape() as tape:
        y = double**2
    return tape.gradient(y, x)

def snippet_g():
    x = tf.Variable(-3.0)
    with tf.GradientTape() as tape:
        y = x**2 if x > 0 else 5.0 * x
    return tape.gradient(y, x)

def snippet_h():
    x = tf.Variable(5.0)
    with tf.GradientTape() as tape:
        y = tf.clip_by_value(x, 0.0, 1.0) ** 2
    return tape.gradient(y, x)

# %% [markdown]
r"""
Return a dict with your eight predictions: for each snippet a number, `"None"`, or `"error"`. The checks then run
the snippets and compare.

<details><summary>Hint 1</summary>Three questions find most of it: does the tape watch <code>x</code>? Does all of
the way from <code>x</code> to <code>y</code> lie inside the <code>with</code> block? Is <code>x</code> a float?</details>
<details><summary>Hint 2</summary>A tape keeps the numbers it needs when it sees them. And if the target has several
entries, it is their sum whose gradient you get.</details>
"""

# %% answer="predictions"
def predictions():
    r"""What each snippet returns, as in {"a": 1.5, "b": "None", "c": "error", ...}."""
    ### BEGIN SOLUTION
    return {"a": "None", "b": 7.0, "c": "None", "d": "error", "e": 6.0, "f": "None", "g": 5.0, "h": 0.0}
    ### END SOLUTION

# %%
def in_words(result):
    """A number, a list of them, None or a text, as a text: "7.0" is 7, "RuntimeError" an error."""
    if isinstance(result, list | tuple | np.ndarray) and np.ndim(result):
        return f"[{', '.join(map(in_words, result))}]"
    try:
        return f"{float(result) + 0.0:g}"
    except (TypeError, ValueError):
        word = str(getattr(result, "__name__", result)).strip(" .").lower()
        if "," in word or word.startswith(("[", "(")):
            return in_words(word.strip("[]()").replace(",", " ").split())
        return "error" if word.endswith("error") else word

def prediction(predictions, snippet):
    return in_words(predictions()[snippet])

def truth(snippet):
    try:
        return in_words(snippet())
    except Exception:
        return "error"

# %% check="predictions.a" points=0.5
expect(prediction, predictions, "a").returns(truth(snippet_a))

# %% check="predictions.b" points=0.5
expect(prediction, predictions, "b").returns(truth(snippet_b))

# %% check="predictions.c" points=0.5
expect(prediction, predictions, "c").returns(truth(snippet_c))

# %% check="predictions.d" points=0.5
expect(prediction, predictions, "d").returns(truth(snippet_d))

# %% check="predictions.e" points=0.5
expect(prediction, predictions, "e").returns(truth(snippet_e))

# %% check="predictions.f" points=0.5
expect(prediction, predictions, "f").returns(truth(snippet_f))

# %% check="predictions.g" points=0.5
expect(prediction, predictions, "g").returns(truth(snippet_g))

# %% check="predictions.h" points=0.5
expect(prediction, predictions, "h").returns(truth(snippet_h))

# %% [markdown]
r"""
## 5.2 A value and its gradient

Return two things: `f(x)`, and the gradient of `f` at `x`. Here `f` is any function made of TensorFlow's operations.
`x` may be a number, an array or a tensor:

- arrays and tensors of floats keep their type: float64 goes in, float64 comes out;
- Python's own floats, and whole numbers everywhere, become float32.

The gradient has the shape of `x`. If `f(x)` has several entries, return them as they are; the gradient is that of
their sum, as `tape.gradient` has it anyway.

<details><summary>Hint 1</summary><code>tf.convert_to_tensor(x)</code> makes a tensor of numbers, arrays and tensors.
Whether it holds floats is in its <code>.dtype.is_floating</code>.</details>
<details><summary>Hint 2</summary>A tensor is watched only if you ask for it. Two lines belong into the block.</details>
"""

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    r"""The pair f(x), df/dx. value_and_gradient(square, 3.0) is 9 and 6."""
    ### BEGIN SOLUTION
    x = tf.convert_to_tensor(x)
    if not x.dtype.is_floating:
        x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)
    ### END SOLUTION

# %% check="value_and_gradient" points=2
def sum_of_squares(x):
    return tf.reduce_sum(x**2)

def types_of_both(value_and_gradient, f, x):
    """The types of the value and of the gradient."""
    value, slope = value_and_gradient(f, x)
    return f"{np.asarray(value).dtype}, {np.asarray(slope).dtype}"

expect(value_and_gradient, square, tf.constant(3.0)).close_to((9.0, 6.0), rtol=1e-5)
expect(value_and_gradient, square, 3.0).close_to((9.0, 6.0), rtol=1e-5)
expect(value_and_gradient, square, 3).close_to((9.0, 6.0), rtol=1e-5)
expect(value_and_gradient, square, tf.constant([1, 5])).close_to(
    ([1.0, 25.0], [2.0, 10.0]), rtol=1e-5
)
expect(value_and_gradient, square, np.array([1, 5])).close_to(([1.0, 25.0], [2.0, 10.0]), rtol=1e-5)
expect(value_and_gradient, sum_of_squares, np.array([0.1, 0.2, 0.3])).close_to(
    (0.14, [0.2, 0.4, 0.6]), rtol=1e-12
)
expect(types_of_both, value_and_gradient, square, 3).returns("float32, float32")
### BEGIN HIDDEN TESTS
from gradus import rng

expect(value_and_gradient, lambda x: x * [3.0, 4.0], 2.0).close_to(([6.0, 8.0], 7.0), rtol=1e-5)
expect(value_and_gradient, tf.sin, tf.constant([0.0, 1.0])).close_to(
    (np.sin([0.0, 1.0]), np.cos([0.0, 1.0])), rtol=1e-5, atol=1e-6
)
expect(value_and_gradient, square, np.array([[1, 2], [3, 4]])).close_to(
    ([[1, 4], [9, 16]], [[2, 4], [6, 8]]), rtol=1e-5
)
single = tf.constant([3.0, 4.0])  # float32, which mixes with no other type
expect(value_and_gradient, lambda x: x * single, 2).close_to(([6.0, 8.0], 7.0), rtol=1e-5)
expect(value_and_gradient, lambda x: x * single, tf.constant(2)).close_to(([6.0, 8.0], 7.0), rtol=1e-5)
expect(value_and_gradient, lambda x: x * single, np.array([1, 2])).close_to(([3.0, 8.0], [3.0, 4.0]), rtol=1e-5)
expect(value_and_gradient, lambda x: x * single, tf.constant([1.0, 2.0])).close_to(
    ([3.0, 8.0], [3.0, 4.0]), rtol=1e-5
)
expect(value_and_gradient, lambda x: tf.reduce_sum(x[0] * x[1]), tf.constant([[1.0, 2.0], [3.0, 4.0]])).close_to(
    (11.0, [[3.0, 4.0], [1.0, 2.0]]), rtol=1e-5
)

points = rng().uniform(1, 2, (2, 3))
expect(value_and_gradient, lambda x: tf.exp(-x) / 3, points).close_to(
    (np.exp(-points) / 3, -np.exp(-points) / 3), rtol=1e-11
)
rate = float(rng().uniform(1, 2))
expect(value_and_gradient, lambda x: tf.exp(rate * x), 0.5).close_to(
    (np.exp(rate / 2), rate * np.exp(rate / 2)), rtol=1e-5
)
expect(value_and_gradient, square, tf.constant(-5.0)).close_to((25.0, -10.0), rtol=1e-5)  # a known f, elsewhere
expect(value_and_gradient, lambda x: x[0] * x, tf.constant([2.0, 3.0])).close_to(([4.0, 6.0], [7.0, 2.0]), rtol=1e-5)
expect(value_and_gradient, square, np.array([3, 5], "int16")).close_to(([9.0, 25.0], [6.0, 10.0]), rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
From here on you need not write the conversion again. `float_tensor` does what 5.2 asked of you.
"""

# %%
def float_tensor(x):
    """A tensor of floats: arrays and tensors of floats keep their type, Python's floats and whole numbers become float32."""
    x = tf.convert_to_tensor(x)
    return x if x.dtype.is_floating else tf.cast(x, tf.float32)

# %% [markdown]
r"""
## 5.3 Several sources

Now `f` takes several arguments. Return a list with one gradient for each, in their order. An argument that `f` does
not use is none of its business: its gradient is zeros, in the shape of the argument, and not `None`.

One recording is enough for all of them, which counts when `f` is a large network.

<details><summary>Hint 1</summary><code>tape.gradient</code> takes a list of sources and returns a list.</details>
<details><summary>Hint 2</summary>There is a keyword <code>unconnected_gradients</code>; it may be <code>"zero"</code>.</details>
"""

# %% answer="gradients"
def gradients(f, *xs):
    r"""A list: the gradient of f(*xs) along each of xs. gradients(price, 2.0, 3.0) is [4, 2]."""
    ### BEGIN SOLUTION
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return tape.gradient(y, xs, unconnected_gradients="zero")
    ### END SOLUTION

# %% check="gradients" points=2
def price(a, b):
    return a * b + a

def first_only(a, b):
    return a**3

expect(gradients, price, 2.0, 3.0).close_to([4.0, 2.0], rtol=1e-5)
expect(gradients, price, 2, 3).close_to([4.0, 2.0], rtol=1e-5)
expect(gradients, first_only, 2.0, np.array([1.0, 2.0])).close_to([12.0, [0.0, 0.0]], rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

expect(gradients, square, 3.0).close_to([6.0], rtol=1e-5)
expect(gradients, lambda a, b, c: tf.reduce_sum(a * c), np.ones(3), 2, np.array([1.0, 2.0, 3.0])).close_to(
    [[1.0, 2.0, 3.0], 0.0, [1.0, 1.0, 1.0]], rtol=1e-5
)
expect(gradients, lambda a, b: a - 2 * b, 1.0, tf.constant([1.0, 1.0])).close_to([2.0, [-2.0, -2.0]], rtol=1e-5)
expect(gradients, lambda a, b: tf.constant(4.0), 1.0, 2.0).close_to([0.0, 0.0], atol=0)
expect(gradients, lambda a, b, c: a * c**2, tf.constant(3), np.array([[1, 2]]), np.array([2, 5])).close_to(
    [29.0, [[0.0, 0.0]], [12.0, 30.0]], rtol=1e-5
)
expect(gradients, lambda a, b, c, d: a + 10 * b + 100 * c + 1000 * d, 1.0, 2, 3.0, np.array([4.0], "float32")).close_to(
    [1.0, 10.0, 100.0, [1000.0]], rtol=1e-5
)

left, right = rng().uniform(1, 2, (2, 2, 3))
expect(gradients, lambda a, b: a * tf.exp(b), left, right).close_to(
    [np.exp(right), left * np.exp(right)], rtol=1e-11
)
expect(gradients, lambda a, b: tf.reduce_sum(a * b), left, right).close_to([right, left], rtol=1e-11)
expect(gradients, price, 3.0, 3.0).close_to([4.0, 3.0], rtol=1e-5)  # equal numbers are two sources
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.4 Ask twice

Return two gradients as a pair: that of $f(x)$ and that of $g(f(x))$, both with respect to $x$. Both have the shape of `x`.
One tape and one call of each function are enough, which counts when `f` is a large network.

<details><summary>Hint 1</summary>A tape answers once, unless you say otherwise when you make it.</details>
<details><summary>Hint 2</summary>The chain rule is the tape's work: ask it for <code>g(f(x))</code> with respect to <code>x</code>.</details>
"""

# %% answer="both_gradients"
def both_gradients(f, g, x):
    r"""The pair df(x)/dx, dg(f(x))/dx. both_gradients(square, triple, 2.0) is 4 and 12."""
    ### BEGIN SOLUTION
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    return tape.gradient(y, x), tape.gradient(z, x)
    ### END SOLUTION

# %% check="both_gradients" points=2
def triple(x):
    return 3 * x

def parabola(x):
    return x * x + 3 * x

def first_times_all(x):
    return x[0] * x

expect(both_gradients, square, parabola, 2.0).close_to((4.0, 44.0), rtol=1e-5)
expect(both_gradients, triple, square, 2.0).close_to((3.0, 36.0), rtol=1e-5)
expect(both_gradients, square, triple, 2.0).close_to((4.0, 12.0), rtol=1e-5)
expect(both_gradients, first_times_all, square, tf.constant([2.0, 3.0])).close_to(
    ([7.0, 2.0], [68.0, 24.0]), rtol=1e-5
)
### BEGIN HIDDEN TESTS
from gradus import rng

expect(both_gradients, square, square, 3).close_to((6.0, 108.0), rtol=1e-5)
expect(both_gradients, square, triple, tf.constant([1, 5])).close_to(([2.0, 10.0], [6.0, 30.0]), rtol=1e-5)
expect(both_gradients, tf.reduce_sum, lambda s: s**2, np.array([1.0, 2.0, 4.0])).close_to(
    ([1.0, 1.0, 1.0], [14.0, 14.0, 14.0]), rtol=1e-5
)
expect(both_gradients, lambda x: x[0] * x, tf.reduce_sum, tf.constant([2.0, 3.0])).close_to(
    ([7.0, 2.0], [7.0, 2.0]), rtol=1e-5
)
expect(both_gradients, lambda x: x[0] * x, lambda y: y * [1.0, 10.0], tf.constant([2.0, 3.0])).close_to(
    ([7.0, 2.0], [34.0, 20.0]), rtol=1e-5
)
expect(both_gradients, lambda x: x * [1.0, 2.0], square, 3.0).close_to((3.0, 30.0), rtol=1e-5)

points = rng().uniform(0.5, 1.5, 4)
expect(both_gradients, tf.sin, tf.exp, points).close_to(
    (np.cos(points), np.exp(np.sin(points)) * np.cos(points)), rtol=1e-11
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.5 Mend

Eight snippets, each with one thing wrong that everybody gets wrong some day. Find it, and write the function as it
was meant. **Its meaning stays**: the same formula, the same results in the same order, but right. Let the tape do it: a slope
that you work out by hand, or a NaN that you paint over, mends nothing, though the check sees only the numbers. Inputs are floats
unless a snippet says otherwise.

*First: the constants.* A pane of glass costs 3 for a unit of area, and its frame 2 for a unit of height. How fast
does the price grow with the width, and with the height?

<details><summary>Hint</summary>What follows a <code>tf.Variable</code> by itself has to be asked to follow a
<code>tf.constant</code>.</details>
"""

# %%
def broken_constant(width, height):
    width, height = tf.constant(width), tf.constant(height)
    with tf.GradientTape() as tape:
        price = 3.0 * width * height + 2.0 * height
    return tape.gradient(price, [width, height])

broken_constant(2.0, 5.0)

# %% answer="mend_constant"
def mend_constant(width, height):
    r"""The price per unit of width and of height. mend_constant(2.0, 5.0) is [15, 8]."""
    ### BEGIN SOLUTION
    width, height = tf.constant(width), tf.constant(height)
    with tf.GradientTape() as tape:
        tape.watch([width, height])
        price = 3.0 * width * height + 2.0 * height
    return tape.gradient(price, [width, height])
    ### END SOLUTION

# %% check="mend_constant" points=1
expect(mend_constant, 2.0, 5.0).close_to([15.0, 8.0], rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

width, height = (float(side) for side in rng().uniform(1, 4, 2))
expect(mend_constant, width, height).close_to([3 * height, 3 * width + 2], rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
*Second: inside and outside.* A room is to have `wanted` degrees Fahrenheit, and the heating is set in Celsius. Return
the squared error, and its slope with respect to the Celsius.

<details><summary>Hint</summary>Which steps lead from <code>celsius</code> to <code>error</code>? Which of them does
the tape see?</details>
"""

# %%
def broken_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    fahrenheit = 1.8 * celsius + 32.0
    with tf.GradientTape() as tape:
        error = (fahrenheit - wanted) ** 2
    return error, tape.gradient(error, celsius)

broken_outside(20.0, 70.0)

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    r"""The squared error, and its slope per degree Celsius. mend_outside(20.0, 70.0) is 4 and -7.2."""
    ### BEGIN SOLUTION
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as tape:
        fahrenheit = 1.8 * celsius + 32.0
        error = (fahrenheit - wanted) ** 2
    return error, tape.gradient(error, celsius)
    ### END SOLUTION

# %% check="mend_outside" points=1
expect(mend_outside, 20.0, 70.0).close_to((4.0, -7.2), rtol=1e-4)
### BEGIN HIDDEN TESTS
from gradus import rng

celsius, wanted = (float(degrees) for degrees in rng().uniform([10, 80], [20, 99]))
miss = 1.8 * celsius + 32 - wanted
expect(mend_outside, celsius, wanted).close_to((miss**2, 3.6 * miss), rtol=1e-4)
expect(mend_outside, 30.0, 70.0).close_to((256.0, 57.6), rtol=1e-4)  # too warm
### END HIDDEN TESTS

# %% [markdown]
r"""
*Third: whole numbers.* A tank of `side` whole metres is filled to a quarter. Return the volume of water, and its
slope per metre of side. `side` is a whole number or an array of them.

<details><summary>Hint</summary>Nothing can be a little more than 3 if it is an <code>int32</code>.</details>
"""

# %%
def broken_integer(side):
    side = tf.Variable(side)
    with tf.GradientTape() as tape:
        water = side**3 / 4
    return water, tape.gradient(water, side)

broken_integer(3)

# %% answer="mend_integer"
def mend_integer(side):
    r"""A quarter of the cube, and its slope. mend_integer(3) is 6.75 and 6.75."""
    ### BEGIN SOLUTION
    side = tf.Variable(side, dtype=tf.float32)
    with tf.GradientTape() as tape:
        water = side**3 / 4
    return water, tape.gradient(water, side)
    ### END SOLUTION

# %% check="mend_integer" points=1
expect(mend_integer, 5).close_to((31.25, 18.75), rtol=1e-5)
expect(mend_integer, np.array([1, 3])).close_to(([0.25, 6.75], [0.75, 6.75]), rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

side = int(rng().integers(5, 50))
expect(mend_integer, side).close_to((side**3 / 4, 3 * side**2 / 4), rtol=1e-5)
expect(mend_integer, 44).close_to((21296.0, 1452.0), rtol=1e-5)
expect(mend_integer, np.array([[2, 4], [7, 9]])).close_to(
    ([[2.0, 16.0], [85.75, 182.25]], [[3.0, 12.0], [36.75, 60.75]]), rtol=1e-5
)
### END HIDDEN TESTS

# %% [markdown]
r"""
*Fourth: NumPy.* The sum of $x_i \sin x_i$ over an array of floats, and its gradient. It is one of the two
dangerous ones: no `None`, no error, just wrong numbers.

<details><summary>Hint</summary>Compare with $\sin x + x \cos x$. Which half is missing, and which line makes it?</details>
"""

# %%
def broken_numpy(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        wave = np.sin(x)
        total = tf.reduce_sum(wave * x)
    return total, tape.gradient(total, x)

broken_numpy([0.0, 1.0, 2.0])

# %% answer="mend_numpy"
def mend_numpy(x):
    r"""The sum of x sin(x), and its gradient. mend_numpy([0.0]) is 0 and [0]."""
    ### BEGIN SOLUTION
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        wave = tf.sin(x)
        total = tf.reduce_sum(wave * x)
    return total, tape.gradient(total, x)
    ### END SOLUTION

# %% check="mend_numpy" points=1
x = np.array([0.0, 1.0, 2.0])
expect(mend_numpy, x).close_to((np.sum(x * np.sin(x)), np.sin(x) + x * np.cos(x)), rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

x = rng().uniform(0.5, 3, 6)
expect(mend_numpy, x).close_to((np.sum(x * np.sin(x)), np.sin(x) + x * np.cos(x)), rtol=1e-5, atol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
*Fifth: a new name for an old thing.* Gradient descent on $(w - 3)^2$. Return where it ends after `steps` steps.

<details><summary>Hint</summary>What is <code>w</code> before the first step, and what is it after? Ask
<code>type(w)</code>.</details>
"""

# %%
def broken_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w = w - lr * tape.gradient(loss, w)
    return w

broken_rebound(0.0, 0.25, 1)  # works; with 2 steps it fails

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    r"""Where descent on (w - 3)**2 ends. mend_rebound(2.0, 0.25, 2) is 2.75."""
    ### BEGIN SOLUTION
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(lr * tape.gradient(loss, w))
    return w
    ### END SOLUTION

# %% check="mend_rebound" points=1
expect(mend_rebound, 2.0, 0.25, 3).close_to(2.875, rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

start, lr = (float(number) for number in rng().uniform([5, 0.05], [9, 0.2]))
for steps in (0, 1, 6, 15):
    expect(mend_rebound, start, lr, steps).close_to(3 + (start - 3) * (1 - 2 * lr) ** steps, rtol=1e-5)
expect(mend_rebound, 3.02, 0.25, 2).close_to(3.005, rtol=1e-5)  # near the bottom steps are short, and steps
expect(mend_rebound, 5.0, 0.75, 3).close_to(2.75, rtol=1e-5)  # from side to side
### END HIDDEN TESTS

# %% [markdown]
r"""
*Sixth: asked twice.* For $s = x^2$ and $t = e^{-s}$, return both slopes with respect to $x$: that of $s$ first, then
that of $t$.

<details><summary>Hint</summary>Read the last line of the error: it names what kind of tape could do it.</details>
"""

# %%
def broken_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        s = x**2
        t = tf.exp(-s)
    return tape.gradient(s, x), tape.gradient(t, x)

try:
    broken_second_call(1.0)
except RuntimeError as error:
    print(error)

# %% answer="mend_second_call"
def mend_second_call(x):
    r"""The slopes of s and t with respect to x. mend_second_call(0.75) is 1.5 and about -0.85."""
    ### BEGIN SOLUTION
    x = tf.Variable(x)
    with tf.GradientTape(persistent=True) as tape:
        s = x**2
        t = tf.exp(-s)
    return tape.gradient(s, x), tape.gradient(t, x)
    ### END SOLUTION

# %% check="mend_second_call" points=1
expect(mend_second_call, 0.75).close_to((1.5, -1.5 * np.exp(-0.75**2)), rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

x = float(rng().uniform(0.6, 1.4))
expect(mend_second_call, x).close_to((2 * x, -2 * x * np.exp(-(x**2))), rtol=1e-5)
expect(mend_second_call, -x).close_to((-2 * x, 2 * x * np.exp(-(x**2))), rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
r"""
*Seventh: one shape too many.* The mean squared error of `X @ w` against `y`, and its gradient along `w`. The shapes:
`X` is (n, d), `w` is (d, 1), `y` is (n,). Nothing fails, and the loss looks like any other number.

<details><summary>Hint</summary>Print <code>(X @ w - y).shape</code>. How many errors are there, for how many
examples?</details>
"""

# %%
def broken_broadcast(w, X, y):
    w = tf.Variable(w)  # (d, 1)
    with tf.GradientTape() as tape:
        errors = X @ w - y
        loss = tf.reduce_mean(errors**2)
    return loss, tape.gradient(loss, w)

X = np.array([[0.0], [1.0], [2.0]])  # (examples, features)
y = np.array([0.0, 2.0, 4.0])  # (examples,)
broken_broadcast(np.array([[2.0]]), X, y)  # w = 2 fits every example, and yet...

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    r"""The mean squared error, a number, and its gradient, (d, 1)."""
    ### BEGIN SOLUTION
    w = tf.Variable(w)  # (d, 1)
    with tf.GradientTape() as tape:
        errors = (X @ w)[:, 0] - y
        loss = tf.reduce_mean(errors**2)
    return loss, tape.gradient(loss, w)
    ### END SOLUTION

# %% check="mend_broadcast" points=1
expect(mend_broadcast, np.array([[2.0]]), X, y).close_to((0.0, [[0.0]]))
expect(mend_broadcast, np.array([[1.0]]), X, y).close_to((5 / 3, [[-10 / 3]]), rtol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

X, y, w = rng().normal(size=(5, 2)), rng().normal(size=5), rng().normal(size=(2, 1))
errors = X @ w - y[:, None]
expect(mend_broadcast, w, X, y).close_to((np.mean(errors**2), 2 * X.T @ errors / 5), rtol=1e-5, atol=1e-6)
### END HIDDEN TESTS

# %% [markdown]
r"""
*Eighth: not a number.* The entropy $-\sum_i p_i \ln p_i$ of the probabilities $p$, and its gradient. A term with
$p_i = 0$ counts as 0, and so does its slope. The value comes out right and the gradient does not.

<details><summary>Hint 1</summary>Both branches of <code>tf.where</code> are computed, and so are both gradients. The
one that is not wanted is multiplied by 0. What is 0 times infinity?</details>
<details><summary>Hint 2</summary>Give the logarithm a number that it likes wherever its result is not wanted.</details>
"""

# %%
def broken_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        terms = tf.where(p > 0, p * tf.math.log(p), 0.0)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)

broken_nan([0.0, 0.5, 0.5])

# %% answer="mend_nan"
def mend_nan(p):
    r"""The entropy of p and its gradient, with zeros where p is zero."""
    ### BEGIN SOLUTION
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        safe = tf.where(p > 0, p, 1.0)
        terms = tf.where(p > 0, p * tf.math.log(safe), 0.0)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)
    ### END SOLUTION

# %%
def slope_at_zero(mend_nan, p):
    """The slope of your entropy where p is 0, in a word."""
    slopes = mend_nan(p)[1]
    if slopes is None or np.shape(slopes) != p.shape:
        return "None" if slopes is None else "missing"
    [slope] = np.asarray(tf.convert_to_tensor(slopes))[p == 0]
    return "NaN" if np.isnan(slope) else "zero" if slope == 0 else "not zero"

# %% check="mend_nan" points=1
p = np.array([0.0, 0.5, 0.5], dtype="float32")
expect(slope_at_zero, mend_nan, p).returns("zero")
expect(mend_nan, p).close_to((np.log(2), [0.0, np.log(2) - 1, np.log(2) - 1]), rtol=1e-4, atol=1e-5)
### BEGIN HIDDEN TESTS
from gradus import rng

p = rng().dirichlet([2, 2, 2, 2]).astype("float32")
logs = np.log(p)
expect(mend_nan, np.append(p, np.float32(0))).close_to(
    (-np.sum(p * logs), np.append(-logs - 1, 0)), rtol=1e-4, atol=1e-4
)
expect(mend_nan, np.float32([0, 1])).close_to((0.0, [0.0, -1.0]), rtol=1e-4, atol=1e-4)
expect(mend_nan, np.float32([1e-8, 0.5, 0.5])).close_to(  # small is not zero
    (np.log(2), -np.log([1e-8, 0.5, 0.5]) - 1), rtol=1e-4, atol=1e-4
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.6 One step of training

The model is $\hat y = X w + b$, the loss the mean of the squared errors over the examples. Take one step of gradient
descent with the learning rate `lr`: change `w` and `b` **in place**, with `assign` or `assign_sub`, and return the loss
*before* the step.

`w` is a `tf.Variable` of shape (d, 1), `b` one of shape (1,) or (); `x` is (n, d) and `y` is (n,). Mind what
`x @ w + b` and `y` have for shapes.

<details><summary>Hint 1</summary>The seventh snippet of 5.5 has the trap in it.</details>
<details><summary>Hint 2</summary>One call of <code>tape.gradient</code> gives both gradients, and both must be taken
before either variable moves.</details>
"""

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    r"""Move w and b one step downhill, in place. Returns the loss before the step."""
    ### BEGIN SOLUTION
    with tf.GradientTape() as tape:
        errors = tf.reshape(x @ w + b, [-1]) - y
        loss = tf.reduce_mean(errors**2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss
    ### END SOLUTION

# %%
def trained(train_step, w, b, x, y, lr, steps=1):
    """The last loss that was returned, then w and b as they are afterwards."""
    w, b = tf.Variable(w, dtype=tf.float32), tf.Variable(b, dtype=tf.float32)
    x, y = tf.constant(x, tf.float32), tf.constant(y, tf.float32)
    for _ in range(steps):
        loss = train_step(w, b, x, y, lr)
    return loss, w.numpy(), b.numpy()

xs = [[0.0], [1.0], [2.0]]  # (examples, features)
ys = [1.0, 3.0, 5.0]  # (examples,)

# %% check="train_step" points=3
expect(trained, train_step, [[1.0]], [0.5], xs, ys, 0.1).close_to(
    (35 / 12, [[43 / 30]], [0.8]), rtol=1e-5
)
expect(trained, train_step, [[2.0]], [1.0], xs, ys, 0.1).close_to((0.0, [[2.0]], [1.0]), rtol=1e-5)
expect(trained, train_step, [[0.0]], [0.0], xs, ys, 0.35, 60).close_to(
    (0.0, [[2.0]], [1.0]), rtol=1e-3, atol=1e-5
)
two_features = [[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]]  # (examples, features)
expect(trained, train_step, [[1.0], [2.0]], [0.0], two_features, [1.0, 1.0, 1.0], 0.3).close_to(
    (13 / 3, [[0.6], [0.4]], [-1.0]), rtol=1e-5, atol=1e-6
)
### BEGIN HIDDEN TESTS
from gradus import rng

def by_hand(w, b, x, y, lr, steps):
    for _ in range(steps):
        errors = (x @ w)[:, 0] + b - y
        loss, dw, db = np.mean(errors**2), 2 * x.T @ errors[:, None] / len(y), 2 * np.mean(errors)
        w, b = w - lr * dw, b - lr * db
    return loss, w, b

x, y, w = rng().normal(size=(6, 3)), rng().normal(size=6), rng().normal(size=(3, 1))
b, lr = float(rng().uniform(1, 2)), float(rng().uniform(0.02, 0.05))
for steps in (1, 3):
    truth_now = by_hand(w, b, x, y, lr, steps)
    expect(trained, train_step, w, b, x, y, lr, steps).close_to(truth_now, rtol=1e-4, atol=1e-5)
    expect(trained, train_step, w, [b], x, y, lr, steps).close_to((*truth_now[:2], [truth_now[2]]), rtol=1e-4, atol=1e-5)
far = 100 * y  # long steps are steps too
expect(trained, train_step, w, b, x, far, lr).close_to(by_hand(w, b, x, far, lr, 1), rtol=1e-4, atol=1e-3)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.7 Every slope of every output

If $f(x)$ has many entries, `tape.gradient` adds their slopes up. The **Jacobian** (雅可比矩阵) keeps them apart: for
vectors, its row $i$ and column $j$ hold $\partial f_i / \partial x_j$. In general its shape is `f(x).shape + x.shape`, that of
`f(x)` first.

`x` and `f(x)` may be numbers, vectors or matrices. An entry that does not depend on `x` has zeros in its row, not
`None`. Any way is right: `tape.jacobian`, or one gradient an output.

<details><summary>Hint 1</summary><code>tape.jacobian</code> takes <code>unconnected_gradients</code> too.</details>
<details><summary>Hint 2</summary>With a loop: the tape is asked many times, and each entry <code>y[i]</code> must be
taken inside the block.</details>
"""

# %% answer="jacobian"
def jacobian(f, x):
    r"""All slopes of f at x, of shape f(x).shape + x.shape. jacobian(square, 3.0) is 6."""
    ### BEGIN SOLUTION
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.jacobian(y, x, unconnected_gradients="zero")
    ### END SOLUTION

# %% check="jacobian" points=3
def sum_and_product(x):
    return tf.stack([x[0] + x[1] + x[2], x[0] * x[1] * x[2]])

def one_of_two(x):
    return tf.stack([tf.constant(5.0), x * x])

expect(jacobian, sum_and_product, tf.constant([1.0, 2.0, 3.0])).close_to(
    [[1, 1, 1], [6, 3, 2]], rtol=1e-5
)
expect(jacobian, square, 3).close_to(6.0, rtol=1e-5)
expect(jacobian, one_of_two, 3.0).close_to([0.0, 6.0], rtol=1e-5)
expect(jacobian, lambda x: tf.ones([2]), tf.constant([1.0, 2.0, 3.0])).close_to(np.zeros((2, 3)))
### BEGIN HIDDEN TESTS
from gradus import rng

expect(jacobian, tf.reduce_sum, tf.constant([1.0, 2.0])).close_to([1.0, 1.0], rtol=1e-5)
expect(jacobian, square, np.array([3.0])).close_to([[6.0]], rtol=1e-9)
expect(jacobian, lambda x: tf.stack([x[1], tf.constant(4.0), x[0] * x[1]]), tf.constant([2, 3])).close_to(
    [[0.0, 1.0], [0.0, 0.0], [3.0, 2.0]], rtol=1e-5
)
expect(jacobian, lambda x: x[0] * x, tf.constant([2.0, 3.0])).close_to([[4.0, 0.0], [3.0, 2.0]], rtol=1e-5)

A, x = rng().normal(size=(2, 3)), rng().normal(size=(3, 2))  # all four axes at once
expect(jacobian, lambda x: tf.sin(A @ x), x).close_to(
    np.einsum("ik,ij,kl->ikjl", np.cos(A @ x), A, np.eye(2)), rtol=1e-9
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.8 Put in order

One round of training, its lines shuffled, and two lines among them that do not belong there. Say in which order they
make a round that can be run again and again. The check runs your lines three times, one below the other as you
named them, and tells what came of it.

<details><summary>Hint 1</summary>Record, ask, step.</details>
<details><summary>Hint 2</summary>The indented lines stand right below the line that opens their block.</details>
"""

# %%
LINES = {
    "A": "w.assign_sub(0.2 * dw)",
    "B": "    predicted = w * x + b",
    "C": "with tf.GradientTape() as tape:",
    "D": "b.assign_sub(0.2 * db)",
    "E": "    loss = tf.reduce_mean((predicted - y) ** 2)",
    "F": "predicted = w * x + b",
    "G": "dw, db = tape.gradient(loss, [w, b])",
    "H": "w = w - 0.2 * dw",
}
print("\n".join(f"{letter}   {line}" for letter, line in LINES.items()))

# %% answer="training_order"
def training_order():
    r"""The letters of the lines, the first line first, as in "HAGE"."""
    ### BEGIN SOLUTION
    return "CBEGAD"
    ### END SOLUTION

# %%
def three_rounds(letters):
    """Where w and b are after three rounds from 0, or the round that stopped, and why."""
    names = {"tf": tf, "w": tf.Variable(0.0), "b": tf.Variable(0.0)}
    names |= {"x": tf.constant([0.0, 1.0, 2.0]), "y": tf.constant([1.0, 3.0, 5.0])}
    for turn in (1, 2, 3):
        try:
            exec("\n".join(LINES[letter] for letter in letters), names)
        except IndentationError:
            return "IndentationError: a block has no lines, or its lines no block"
        except Exception as error:
            said = str(error).replace("tensorflow.python.framework.ops.", "")
            return f"round {turn} stops with {type(error).__name__}: {said}"
    return f"w = {float(names['w']):.3f}, b = {float(names['b']):.3f}"

def after_three_rounds(training_order):
    """The same for your order, and whether it would be so without one of your lines."""
    letters = [letter for letter in "".join(map(str, training_order())).upper() if letter not in " ,;-"]
    if unknown := [letter for letter in letters if letter not in LINES]:
        return f"there is no line {unknown[0]}"
    end = three_rounds(letters)
    for place, letter in enumerate(letters):
        if end.startswith("w") and three_rounds(letters[:place] + letters[place + 1 :]) == end:
            return f"{end}, and the same without line {letter}"
    return end

def three_rounds_by_hand():
    w, b, x, y = 0.0, 0.0, np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])
    for _ in range(3):
        errors = w * x + b - y
        w, b = w - 0.2 * np.mean(2 * errors * x), b - 0.2 * np.mean(2 * errors)
    return f"w = {w:.3f}, b = {b:.3f}"

# %% check="training_order" points=2
expect(after_three_rounds, training_order).returns(three_rounds_by_hand())

# %% [markdown]
r"""
## 5.9 Find the line

Three programs, P, Q and R. Each runs without an error, and none arrives: P and R do not get to the line $y = 2x + 1$, on which
all points lie, and Q not to the lowest place of $w \sin w$ near its start. In each, *one* line is at fault. Beside each line
stands what somebody would write instead. Which line has to be changed? Return its number for each program.

The check puts the other line there, runs the program, and tells where the loss ends.

<details><summary>Hint for P</summary>Which slope goes to which variable?</details>
<details><summary>Hint for Q</summary>Compute the slope of $w \sin w$ by hand, and compare.</details>
<details><summary>Hint for R</summary>How many variables are there to be trained, and when was the list made?</details>
"""

# %%
RECORD = ("    with tf.GradientTape() as tape:", "    with tf.GradientTape(persistent=True) as tape:")
P = [
    ("w, b = tf.Variable(0.0), tf.Variable(0.0)", "w, b = tf.Variable(1.0), tf.Variable(0.0)"),
    ("for _ in range(15):", "for _ in range(30):"),
    RECORD,
    (
        "        loss = tf.reduce_mean((w * x + b - y) ** 2)",
        "        loss = tf.reduce_sum((w * x + b - y) ** 2)",
    ),
    ("    db, dw = tape.gradient(loss, [w, b])", "    dw, db = tape.gradient(loss, [w, b])"),
    ("    w.assign_sub(0.4 * dw)", "    w.assign_sub(0.04 * dw)"),
    ("    b.assign_sub(0.4 * db)", "    b.assign_sub(0.04 * db)"),
]

# %%
Q = [
    ("w = tf.Variable(4.0)", "w = tf.Variable(5.0)"),
    ("for _ in range(15):", "for _ in range(30):"),
    RECORD,
    ("        wave = np.sin(w)", "        wave = tf.sin(w)"),
    ("        loss = w * wave", "        loss = tf.reduce_sum(w * wave)"),
    (
        "    w.assign_sub(0.3 * tape.gradient(loss, w))",
        "    w.assign_sub(0.6 * tape.gradient(loss, w))",
    ),
]
R = [
    (
        'layer = tf.keras.layers.Dense(1, kernel_initializer="zeros")',
        'layer = tf.keras.layers.Dense(1, kernel_initializer="ones")',
    ),
    (
        "variables = layer.trainable_variables",
        "layer.build((None, 1)); variables = layer.trainable_variables",
    ),
    ("for _ in range(15):", "for _ in range(30):"),
    RECORD,
    (
        "        loss = tf.reduce_mean((layer(x[:, None])[:, 0] - y) ** 2)",
        "        loss = tf.reduce_sum((layer(x[:, None])[:, 0] - y) ** 2)",
    ),
    (
        "    slopes = tape.gradient(loss, variables)",
        "    slopes = tape.gradient(loss, layer.trainable_variables)",
    ),
    (
        "    for v, slope in zip(variables, slopes): v.assign_sub(0.4 * slope)",
        "    for v, slope in zip(variables, slopes): v.assign(0.4 * slope)",
    ),
]
PROGRAMS = {"P": P, "Q": Q, "R": R}
for name, program in PROGRAMS.items():
    for number, (line, instead) in enumerate(program, start=1):
        print(f"{name}{number}  {line}\n       or {instead.strip()}")
    print()

# %% [markdown]
r"""
In R, `layer.build((None, 1))` makes the layer's variables at once, for any number of examples with 1 feature each. And
`kernel_initializer` says what the kernel starts with.
"""

# %% answer="culprits"
def culprits():
    r"""The number of the line that is at fault in each program, as in {"P": 1, "Q": 1, "R": 1}."""
    ### BEGIN SOLUTION
    return {"P": 5, "Q": 4, "R": 2}
    ### END SOLUTION

# %%
ENDS = {}  # each program is run once with each line
LOWEST = {"P": 0.0, "Q": np.min(np.linspace(4, 6, 10_001) * np.sin(np.linspace(4, 6, 10_001))), "R": 0.0}

def loss_at_the_end(name, number):
    if (name, number) not in ENDS:
        lines = [both[i == number] for i, both in enumerate(PROGRAMS[name], start=1)]
        names = {"tf": tf, "np": np, "x": tf.constant([-1.0, 0.0, 1.0]), "y": tf.constant([-1.0, 1.0, 3.0])}
        exec("\n".join(lines), names)
        ENDS[name, number] = float(names["loss"])
    return ENDS[name, number]

def with_the_other_line(culprits, name):
    """What the program does with the other line in the place that you name."""
    written = str(culprits()[name]).strip().upper().removesuffix(".0")
    number = written.removeprefix("LINE").strip().removeprefix(name).strip()
    if not number.isdecimal():
        return f"{written}: name the line by its number alone, as in 1"
    if number not in map(str, range(1, len(PROGRAMS[name]) + 1)):
        return f"{name} has no line {number}"
    loss = loss_at_the_end(name, int(number))
    arrives = abs(loss - LOWEST[name]) < 1e-2
    return "it arrives" if arrives else f"with another line {number} the loss ends at {loss:.3g}"

# %% check="culprits.P" points=1
expect(with_the_other_line, culprits, "P").returns("it arrives")

# %% check="culprits.Q" points=1
expect(with_the_other_line, culprits, "Q").returns("it arrives")

# %% check="culprits.R" points=1
expect(with_the_other_line, culprits, "R").returns("it arrives")

# %% [markdown]
r"""
## 5.10 Match

Four programs, each from a variable `x` with many entries to a `y` of the same shape. And seven pictures of slopes. Which picture does
`tape.gradient(y, x)` draw for each program? Three pictures are left over. The check compares the slopes of your picture at 0.4 and at 1.6
with those of the tape.

<details><summary>Hint 1</summary>What is a constant for the tape? Its slope is 0, but it may be a factor.</details>
<details><summary>Hint 2</summary>Take one place, say $x = 1.6$, and follow it through the program, then the slope back.</details>
"""

# %%
def program_p(x):
    return x * tf.constant(x)

def program_q(x):
    return x * tf.round(x)

def program_r(x):
    return tf.clip_by_value(x, -1.0, 1.0) ** 2

def program_s(x):
    return tf.maximum(x * x, x)

# %%
import matplotlib.pyplot as plt

PICTURES = {
    "A": lambda x: 0 * x,
    "B": lambda x: np.where((x < 0) | (x > 1), 2 * x, 1),
    "C": lambda x: 2 * x,
    "D": np.round,
    "E": lambda x: np.where(abs(x) < 1, 2 * x, 0),
    "F": lambda x: x,
    "G": lambda x: 2 * x + 1,
}
places = np.linspace(-2, 2, 80)  # (places,)
figure, panels = plt.subplots(2, 4, figsize=(8, 4), sharex=True, sharey=True, layout="constrained")
panels[-1, -1].set_visible(False)
for (letter, slope), panel in zip(PICTURES.items(), panels.flat, strict=False):
    panel.plot(places, slope(places))
    panel.set_title(letter)
    panel.grid()
plt.show()

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    r"""The letter of the picture for each program, as in {"p": "A", "q": "A", "r": "A", "s": "A"}."""
    ### BEGIN SOLUTION
    return {"p": "F", "q": "D", "r": "E", "s": "B"}
    ### END SOLUTION

# %%
def slopes_in_the_picture(pictures_of_slopes, program):
    """The slopes at 0.4 and at 1.6 in the picture that you name for the program."""
    letter = str(pictures_of_slopes()[program]).strip().upper()
    if letter not in PICTURES:
        raise ValueError(f"the pictures are {', '.join(PICTURES)}, and there is no {letter}")
    return [float(PICTURES[letter](x)) + 0.0 for x in (0.4, 1.6)]

def slopes_of_the_tape(program):
    x = tf.Variable([0.4, 1.6])
    with tf.GradientTape() as tape:
        y = program(x)
    return tape.gradient(y, x).numpy()

# %% check="pictures_of_slopes.p" points=0.5
expect(slopes_in_the_picture, pictures_of_slopes, "p").close_to(slopes_of_the_tape(program_p), rtol=1e-5)

# %% check="pictures_of_slopes.q" points=0.5
expect(slopes_in_the_picture, pictures_of_slopes, "q").close_to(slopes_of_the_tape(program_q), rtol=1e-5)

# %% check="pictures_of_slopes.r" points=0.5
expect(slopes_in_the_picture, pictures_of_slopes, "r").close_to(slopes_of_the_tape(program_r), rtol=1e-5)

# %% check="pictures_of_slopes.s" points=0.5
expect(slopes_in_the_picture, pictures_of_slopes, "s").close_to(slopes_of_the_tape(program_s), rtol=1e-5)

# %% [markdown]
r"""
## Done?

You can now get gradients out of TensorFlow, read a `None` and an error, and train with them. [Unit 6](../../course/06_second_order.ipynb) puts a tape
inside a tape and asks how fast the slope itself changes.
"""

# %%
from gradus import how_far

how_far("05_gradient_tapes")
