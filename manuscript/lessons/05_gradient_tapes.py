# %% [markdown]
r"""
# Gradient tapes: let TensorFlow do it

Five lines of TensorFlow, copied from somewhere. They ask for the gradient of $w^2$ at 3, and you know that it is 6.
TensorFlow answers `[None]`. No error, no warning. What went wrong?

By the end of this lesson you will know at a glance, and you will have trained a model.

**You will be able to** record a computation on a tape and get its gradients · say why a gradient is `None`, and mend it ·
spot gradients that are silently wrong · train with them, your own loop and a Keras model alike.

About 120 minutes, in two parts: 75 up to *A good place to stop*, 45 after it. Run the cells from top to bottom with
Shift-Enter. The cell with the imports takes some ten seconds: TensorFlow is large.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as 1/3. To skip
them, read on.
"""

# %%
from gradus import practice

practice("05_gradient_tapes")

# %%
import matplotlib.pyplot as plt
import numpy as np
from gradus import explain_gradient, explain_none
from gradus.figures import Predict, TapePlayer
import tensorflow as tf

# %% [markdown]
r"""
## Five lines and a None

Here they are. `tf.constant(3.0)` makes TensorFlow's kind of number, and the last line asks for the gradient of `y`
along `w`. Read them, run them.
"""

# %%
w = tf.constant(3.0)
y = w**2
with tf.GradientTape() as tape:
    tape.watch(w)
tape.gradient(y, [w])

# %% [markdown]
r"""
A **gradient tape** (梯度带) is a recorder. While its `with` block runs, it writes down every step that is made from
something it watches. Afterwards it can go back along those steps. One change of the five lines is enough to get the 6.
Which?
"""

# %%
changes = ["w is a tf.Variable", "y = w**2 stands in the block", "we ask for w, not for [w]"]

@Predict({"6 comes out if": changes})
def mending_the_five_lines():
    for change in changes:
        w = tf.Variable(3.0) if change == changes[0] else tf.constant(3.0)
        y = w**2
        with tf.GradientTape() as tape:
            tape.watch(w)
            y = w**2 if change == changes[1] else y
        slope = tape.gradient(y, w)
        print(change, "gives", slope)
        if slope is not None:
            mended = change
    return mended

# %% [markdown]
r"""
<details><summary>Why</summary>

$w^2$ was computed *before* the block. The tape was switched on, nothing happened, it was switched off again, and so it
knows of no way from `w` to `y`. Move that one line into the block, and there is one.

</details>

The words: what you differentiate, here `y`, is the **target**; what you differentiate along, here `w`, is a **source**.
`tape.gradient(y, [w])` takes a list of sources and returns a list; `tape.gradient(y, w)` returns the gradient itself.
"""

# %% [markdown]
r"""
## Python in this unit

Five forms of Python that you may not have met. Skip what you know.

- `with thing as name:` runs the block below it, and tells the thing when the block begins and when it ends.
- `try:` … `except Exception as error:` If a line after `try` fails, the lines after `except` run instead of the rest, and the
  program goes on. The error is called `error` there.
- `[a, b] = answers` gives names to the entries of a list, one to each.
- `def f(*xs)` takes as many arguments as you like; `xs` holds them all. In a call, `f(*xs)` hands them out again, one by one.
- `zip(these, those, strict=True)` pairs the entries of two lists, and fails if one list is longer.
"""

# %%
def count(*xs):
    return len(xs)

numbers = [10, 20, 30]
print(count(), count(numbers), count(*numbers))
print(list(zip([1, 2], ["one", "two"], strict=True)))
try:
    [a, b] = numbers
except Exception as error:
    print("too many:", error)

# %% [markdown]
r"""
## Tensors, for NumPy people

A **tensor** (张量) is TensorFlow's array. It has a shape and a dtype, as NumPy's have, and `+ - * / **` and slices do what you know. So
does **broadcasting** (广播), by which a number or a row is repeated to fit a larger shape. `tf.constant` makes a tensor of a number, a
list or an array. `tf.convert_to_tensor` does so too, and leaves a tensor as it is. `.numpy()` gives an array back.
"""

# %%
t = tf.constant([1.0, 2.0])  # (entries,)
print(t)
print(t.numpy(), t.shape, tf.reduce_sum(t).numpy(), tf.sin(t).numpy())
for made_of in (3, 3.0, np.ones(2)):
    print(f"made of {made_of!r:16}", tf.constant(made_of).dtype.name)

# %% [markdown]
r"""
Sums, sines and the like are functions of `tf`, not methods: `tf.sin`, and with longer names `tf.reduce_sum`, `tf.reduce_mean` and
`tf.math.log`. Python's whole numbers become `int32`, or
`int64` if they do not fit; its floats become `float32`, with seven digits. An array keeps the dtype it has, mostly `float64`.

Some names for later: `tf.linspace` and `tf.reshape` are NumPy's. `tf.stack` makes one tensor of several of the same shape,
`tf.gather(t, [3, 1])` takes the rows 3 and 1, and `tf.nn.relu(x)` is $x$ where $x$ is positive, and 0 elsewhere.

Four habits from NumPy need care. The first: putting a number into a place.
"""

# %%
@Predict({"On a tensor t, the line t[0] = 9.0": ["changes t", "makes a changed copy", "ends in an error"]})
def assigning_to_a_tensor():
    t = tf.constant([1.0, 2.0])
    before = t
    try:
        t[0] = 9.0
    except Exception as error:
        print(error)
        return "ends in an error"
    return "changes t" if t is before else "makes a changed copy"

# %% [markdown]
r"""
<details><summary>Why</summary>

An error. A tensor never changes, and a tape counts on that: it can go back along its steps only if the numbers are
still the same.

</details>

What is there to be changed is a `tf.Variable`. It is used like a tensor, and has methods that change it *in place*: `assign`,
`assign_add`, `assign_sub` for all of it, and the same for a part.
"""

# %%
v = tf.Variable([1.0, 2.0])
v.assign([5.0, 6.0])
v[0].assign(9.0)
v.assign_sub([1.0, 1.0])  # subtract
v.numpy()

# %% [markdown]
r"""
The second habit: mixing dtypes. NumPy makes floats of whole numbers where it has to. Halve the numbers 1 and 2, a
tensor of whole numbers, with an array from NumPy:
"""

# %%
@Predict({"tf.constant([1, 2]) * np.array([0.5, 0.5]) is": ["[0.5, 1.0]", "[0, 0]", "an error"]})
def whole_numbers_times_halves():
    try:
        product = tf.constant([1, 2]) * np.array([0.5, 0.5])
    except Exception as error:
        print(error)
        return "an error"
    print(product)
    return str(product.numpy().tolist())

# %% [markdown]
r"""
<details><summary>Why</summary>

`[0, 0]`, and silently. Beside a tensor, with `+ - * / **`, a NumPy array is first turned into the *tensor's* dtype. Halves become
whole numbers, which are 0.

</details>

Beside a `float32` tensor an array loses the digits after the seventh, and numbers beyond $3.4 \cdot 10^{38}$ become infinity. Python's own
0.5 beside a tensor of whole numbers is an error. And two *tensors* of different dtypes never mix. One of them must be cast:
"""

# %%
whole, half = tf.constant([1, 2]), tf.constant(0.5)
try:
    whole * half
except tf.errors.InvalidArgumentError as error:
    print(error.message)
print(tf.cast(whole, tf.float32) * half)

# %% [markdown]
r"""
`float32` and `float64` do not mix either; that one is called *double* in the error.

The third habit: `@` between a matrix and a vector. In TensorFlow it multiplies matrices only. Make a column of the vector, or use `matvec`;
for two vectors there is `tensordot`, which with `axes=1` is the sum of their products.
"""

# %%
A, v = tf.constant([[1.0, 2.0], [3.0, 4.0]]), tf.constant([1.0, 1.0])  # (rows, columns), (columns,)
try:
    A @ v
except tf.errors.InvalidArgumentError:
    print("A @ v is refused")
print((A @ v[:, None]).numpy().tolist())  # (columns, 1): a column
print(tf.linalg.matvec(A, v).numpy(), tf.tensordot(v, v, axes=1).numpy())

# %% [markdown]
r"""
The fourth: NumPy's functions. They take a tensor without a word, and what they return is NumPy's: an array, or of `np.sum` a
number. The numbers are right; what that means for a tape you will see.
"""

# %%
print(type(tf.sin(v)).__name__, type(np.sin(v)).__name__)

# %% [markdown]
r"""
## Constants and variables

Why `tape.watch(w)`? A program has thousands of constants, and nobody wants gradients for all of them. So a tape follows
a `tf.constant` only if you ask for it, and only from then on. So ask before its first use. A `tf.Variable` is there to be changed, as
the parameters of a model are. So a variable is followed without being asked for, unless it was made with `trainable=False`:
"""

# %%
w = tf.Variable(3.0)
b = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = 2.0 * w + b
[w_grad, b_grad] = tape.gradient(y, [w, b])
print(w_grad, b_grad, sep="\n")

# %% [markdown]
r"""
## What the tape writes down

Take a loss in three steps, $p = w x$, $e = p + b - t$ and $L = e^2$, at $w = 3,\ b = 1,\ x = 2,\ t = 5$. Forward, a tape
writes down each operation with its numbers. Backward, it starts with $\partial L / \partial L = 1$ and multiplies by one
slope a step. That is the **chain rule** (链式法则) of unit 1.

On the way forward $p = 6$, then $e = 6 + 1 - 5 = 2$, then $L = 4$. Which slope will come back to `w`?
"""

# %%
def loss_of(w, b):
    p = w * 2.0
    e = p + b - 5.0
    L = e**2
    return L

@Predict({"Back at w arrives the slope": float})
def slope_that_comes_back():
    display(TapePlayer(loss_of, 3.0, 1.0))
    w, b = tf.Variable(3.0), tf.Variable(1.0)
    with tf.GradientTape() as tape:
        loss = loss_of(w, b)
    return float(tape.gradient(loss, w))

# %% [markdown]
r"""
<details><summary>What happened</summary>

Press play, or go step by step. The same on one page, with $p + b$ and $-\,t$ taken together; read the values down, then the last
column up:

| forward | value | slope of this step | backward: slope of $L$ |
| --- | --- | --- | --- |
| $p = w x$ | 6 | $\partial p / \partial w = x = 2$ | $\partial L / \partial w = 4 \cdot 2 = 8$ |
| $e = p + b - t$ | 2 | $\partial e / \partial p = 1$ | $\partial L / \partial p = 4 \cdot 1 = 4$ |
| $L = e^2$ | 4 | $\partial L / \partial e = 2e = 4$ | $\partial L / \partial e = 1 \cdot 4 = 4$ |

</details>

The boxes and arrows are a **computation graph** (计算图): the operations, and what each is made from. The slope of $L$ along a
value on the way is that value's **adjoint** (伴随). The figure plays a small tape of this course. TensorFlow's does the same:
"""

# %%
x, t = 2.0, 5.0
with tf.GradientTape() as tape:
    p = w * x
    e = p + b - t
    loss = e**2
print([float(slope) for slope in tape.gradient(loss, [e, p, w])])

# %% [markdown]
r"""
The last column of the table, from the bottom up. An intermediate result like `p` may be a source too.

Never believe a derivative that you have not checked in a second way. Unit 1 has one: the central difference.
"""

# %%
def loss_at(w):
    return (w * 2.0 + 1.0 - 5.0) ** 2

h = 1e-5
(loss_at(3.0 + h) - loss_at(3.0 - h)) / (2 * h)

# %% [markdown]
r"""
The tape did not measure anything. It knows the slope of each operation, multiplies along the way, and adds up where ways
meet. So it has no step $h$ and no truncation error, only the rounding of its dtype, here float32. And **one** pass
backward gives the slopes along all sources, whether there are two or two million.
"""

# %% [markdown]
r"""
## Ask, and ask again

So far each tape was asked once. This one is asked twice: for the slope of $y = x^2$, and then for that of $z = y^2$, both along $x$.
"""

# %%
@Predict({"The second question gets": ["the slope of z", "None", "an error"]})
def the_second_question():
    x = tf.Variable(1.5)
    with tf.GradientTape() as tape:
        y = x**2
        z = y**2
    try:
        print("first: ", tape.gradient(y, x))
        return "None" if tape.gradient(z, x) is None else "the slope of z"
    except Exception as error:
        print("second:", error)
        return "an error"

# %% [markdown]
r"""
<details><summary>Why</summary>

An error. A recording keeps the numbers of the steps, which for a large network is often most of the memory. So a tape throws
it away with the first answer.

</details>

`persistent=True` keeps a recording until the tape itself is gone; `del tape` when you are done. At $x = 1.5$ we expect $2x = 3$, and for
$z = x^4$ the slope $4x^3 = 13.5$:
"""

# %%
x = tf.Variable(1.5)
with tf.GradientTape(persistent=True) as tape:
    y = x**2
    z = y**2
print(tape.gradient(y, x).numpy(), tape.gradient(z, x).numpy())
del tape

# %% [markdown]
r"""
The chain rule from `z` over `y` to `x` is the tape's work, not yours.
"""

# %% [markdown]
r"""
## Python decides, the tape records

What if the program has an `if`, or a loop? The slope of $x^3$ is $3x^2$, that of $7x$ is 7, and this $y$ is the one or the
other:
"""

# %%
@Predict({"At x = −2 the slope of this y is": float})
def slope_of_a_branch():
    x = tf.Variable(-2.0)
    with tf.GradientTape() as tape:
        y = x**3 if x < 0 else 7.0 * x
    return float(tape.gradient(y, x))

# %% [markdown]
r"""
<details><summary>Why</summary>

12, as $3x^2$ says. Python looks at the number −2 and decides which line runs. The tape sees no `if`. It sees a power, and
nothing else that leads to $y$.

</details>

This is called **control flow** (控制流). A tape records the operations that are really carried out. Of a loop it records
each turn. Here $x$ is multiplied in three times, so that $y = x^4$, with the slope $4x^3$:
"""

# %%
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = x
    for _ in range(3):
        y = y * x
print("y", y.numpy(), "  slope", tape.gradient(y, x).numpy())

# %% [markdown]
r"""
Now let a variable change after the block and before you ask. The slope of $x^3$ is 27 at 3, and 3 at 1.
"""

# %%
@Predict({"tape.gradient answers": ["27, for the old x", "3, for the new x", "None", "with an error"]})
def a_variable_changed_after_the_block():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x**3
    x.assign(1.0)
    slope = tape.gradient(y, x)
    print("x is now", x.numpy(), "  slope", slope.numpy())
    return {27: "27, for the old x", 3: "3, for the new x"}[round(float(slope))]

# %% [markdown]
r"""
<details><summary>Why</summary>

The tape answers 27: it kept the number that it saw, 3. What becomes of the variable afterwards changes nothing in the recording. Training lives
on that: first ask, then move.

</details>

One more kind of decision is made inside an operation. `tf.clip_by_value(x, -1.0, 1.0)` leaves numbers from −1 to 1 as they are,
makes −1 of all that is below and 1 of all that is above. What is the slope of $y = 5 \cdot \text{clip}(x)$ at $x = 3$?
"""

# %%
@Predict({"At x = 3 the tape answers": ["0", "5", "None"]})
def slope_of_a_clipped_line():
    x = tf.Variable(np.linspace(-3, 3, 121), dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = 5.0 * tf.clip_by_value(x, -1.0, 1.0)
    slope = tape.gradient(y, x)  # one slope for each x; more on that below
    plt.plot(x, y, label="5 clip(x)")
    plt.plot(x, slope, "--", label="its slope")
    plt.legend()
    plt.show()
    return f"{float(slope[-1]):.0f}"

# %% [markdown]
r"""
<details><summary>Why</summary>

It is 0. At 3 the curve is flat: 3 is cut down to 1, and so is 3.1. The way from $x$ to $y$ is on the tape, and the slope of that step is 0.
So nothing but 0 comes back through it. Other ways from $x$ to $y$, if there were any, are not affected.

</details>

`tf.maximum` and `tf.minimum` work alike: the slope goes along the one that was chosen. A 0 of that kind is no fault of the tape.
But a descent that starts on flat ground does not move.
"""

# %% [markdown]
r"""
## Many outputs

The target $y$ has three entries now, $x$, $2x$ and $5x$, and the source is a single number. You ask for its gradient:
"""

# %%
@Predict({"What comes out is": ["[1, 2, 5]", "8", "an error", "None"]})
def gradient_of_three_outputs():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = x * [1.0, 2.0, 5.0]
    slope = tape.gradient(y, x)
    print(slope)
    return str(slope.numpy().astype(int).tolist())

# %% [markdown]
r"""
<details><summary>Why</summary>

It is 8. A gradient has the shape of the *source*, and the tape adds up what all outputs contribute, $1 + 2 + 5$. It is the gradient of
the sum of $y$.

</details>

That is less strange than it looks, and useful. If entry $i$ of `y` depends on entry $i$ of `x` alone, nothing is mixed, and a single
call draws the slope of a whole curve:
"""

# %%
x = tf.linspace(-6.0, 6.0, 200)  # (points,)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * tf.sin(x)
plt.plot(x, y, label="x sin x")
plt.plot(x, tape.gradient(y, x), "--", label="its slope")
plt.legend()
plt.show()

# %% [markdown]
r"""
Wherever the curve is level, the dashed slope crosses zero.

To keep the outputs apart, ask for the **Jacobian** (雅可比矩阵): one row an output, one column an input.
"""

# %%
x = tf.Variable([1.0, 2.0, 3.0])  # (inputs,)
with tf.GradientTape() as tape:
    y = tf.stack([x[0] + x[1] + x[2], x[0] * x[1] * x[2]])  # (outputs,)
tape.jacobian(y, x).numpy()  # (outputs, inputs)

# %% [markdown]
r"""
In general its shape is `y.shape + x.shape`, the one tuple behind the other: here `(2,) + (3,)`, which is `(2, 3)`. For a single
number `y` it is `() + (3,)`, the shape of the gradient.

Sources may come in any packing, a list, a tuple, a dict, and the gradients come in the same. Models are often kept so. For *targets* it is
otherwise. A list of them is added up, as the entries of one were:
"""

# %%
model = {"w": tf.Variable(3.0), "b": tf.Variable(1.0)}
with tf.GradientTape(persistent=True) as tape:
    y = model["w"] ** 2 + model["b"]
    z = 10.0 * model["b"]
print(tape.gradient(y, model))
print("both:", tape.gradient([y, z], model["b"]).numpy())

# %% [markdown]
r"""
## One more square

A last program of the kind you know: a variable, and everything happens inside the block. At 4, the slope $2x$ of $x^2$ is 8.
"""

# %%
@Predict({"tape.gradient(y, x) is": ["8", "None", "an error"]})
def gradient_of_one_more_square():
    x = tf.Variable(4)
    with tf.GradientTape() as tape:
        y = x * x
    try:
        slope = tape.gradient(y, x)
    except Exception as error:
        print(error)
        return "an error"
    return str(slope if slope is None else int(slope))

# %% [markdown]
r"""
<details><summary>Why</summary>

`None`. `tf.Variable(4)` holds the whole number 4. A slope asks what happens a little beside 4, and an integer has no *a little
beside*. Write `4.0`, or `tf.Variable(4, dtype=tf.float32)`.

</details>
"""

# %% [markdown]
r"""
## None, and why

`None` always means the same: *no way was recorded along which a slope can travel* from the target back to the source. Four questions
find most of the breaks.

1. Is the source **watched**? (a trainable variable, or what `tape.watch` was told)
2. Are the source, the target and all between them **floats**? (also a `tf.cast` to whole numbers on the way breaks it)
3. Does the whole way lie **inside the block**?
4. Does it stay **within TensorFlow**?

When you are stuck, `explain_none` of this course goes through them for you. It asks the tape, too, and an ordinary tape answers only once.
So ask it *instead of* `tape.gradient`, or make the tape persistent, as here:
"""

# %%
for x in (tf.constant(3.0), tf.Variable(4)):
    with tf.GradientTape(persistent=True) as tape:
        y = x * x
    print(tape.gradient(y, x))
    display(explain_none(y, x, tape))

# %% [markdown]
r"""
The fourth question is about NumPy. It takes tensors, computes with them, and gives arrays back. The tape sees numbers that
fall from the sky.
"""

# %%
x = tf.Variable([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.reduce_sum(np.sin(x))
print(tape.gradient(y, x))
explain_none(y, x, tape)

# %% [markdown]
r"""
Where is that on the way? `.show()` plays the block that you asked about. Press *Play* and watch the adjoints come back, as far as they get.
"""

# %%
explain_none(y, x, tape).show()

# %% [markdown]
r"""
With `tf.sin` it works. The same break hides in `x.numpy()`, in `float(x)`, and in a `tf.constant(x)` or `tf.Variable(x)` made of a
variable: they copy the number. And in a source that is not the thing itself: `x[0]` makes a *new* tensor, and no way leads to that
one. Take the gradient along `x`, and then its first entry:
"""

# %%
x = tf.Variable([2.0, 3.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.reduce_sum(x**2)
    copied = tf.reduce_sum(tf.constant(x) ** 2)
print("of the copy    ", tape.gradient(copied, x))
print("along x[0]     ", tape.gradient(y, x[0]))
print("first of the gradient along x", tape.gradient(y, x)[0].numpy())

# %% [markdown]
r"""
Rarer is this. What goes *through the value of another variable* is not followed:
"""

# %%
x, total = tf.Variable(3.0), tf.Variable(0.0)
with tf.GradientTape(persistent=True) as tape:
    total.assign_add(x)
    y = total**2
print(tape.gradient(y, x))
explain_none(y, x, tape)

# %% [markdown]
r"""
Functions that jump are a case of their own. `tf.round` and `tf.sign` are both recorded. Both are flat, with jumps. And yet TensorFlow
answers differently:
"""

# %%
x = tf.Variable(2.6)
with tf.GradientTape(persistent=True) as tape:
    rounded, sign, mixed = tf.round(x), tf.sign(x), x * tf.round(x)
for y in (rounded, sign, mixed):
    print(tape.gradient(y, x))

# %% [markdown]
r"""
TensorFlow has a rule for both. For `round` the rule is *here no slope passes*, and you get `None`. For `sign` it is *the slope is 0*, which is true beside
the jump. For a descent both are of no use. And in $x \cdot \text{round}(x)$ the rounded factor counts as a constant: 3.

Other operations have *no rule at all*: nobody has told TensorFlow what to do there. Then you get neither a number nor `None`, but an error:
"""

# %%
amounts = tf.Variable([1.0, 2.0, 4.0])
with tf.GradientTape() as tape:
    sums = tf.math.bincount([0, 1, 1], weights=amounts)  # 1.0 into bin 0, 2.0 + 4.0 into bin 1
try:
    tape.gradient(sums, amounts)
except LookupError as error:
    print("LookupError:", error)

# %% [markdown]
r"""
The gradient of the sum of all bins exists, it is 1 for each amount. What is missing is the rule. Look for another that does the same, here
`tf.math.unsorted_segment_sum(amounts, [0, 1, 1], 2)`, which has one.

And sometimes `None` is the plain truth: the target does not depend on that source. If you would rather have zeros there, say so.
"""

# %%
a, b = tf.Variable(2.0), tf.Variable([1.0, 1.0])
with tf.GradientTape(persistent=True) as tape:
    y = a**3
print(tape.gradient(y, b))
print(tape.gradient(y, b, unconnected_gradients="zero"))

# %% [markdown]
r"""
Do not ask for zeros to get rid of a `None` that you do not understand. It would hide the break.
"""

# %% [markdown]
r"""
## A good place to stop

You can record, ask, and read a `None`. [Exercises](../release/05_gradient_tapes/gradient_tapes.ipynb) **5.1 to 5.4**, **5.7** and **5.10** in
`gradient_tapes.ipynb` need no more than this, nor do the
first, second, third and sixth snippets of **5.5**. Do them now, and come back another day for the second part: gradients that lie, training, models, and tools for later. When you come
back, run the cell that begins with `import`, and go on here.
"""

# %% [markdown]
r"""
## Wrong, and silent

`None` is the friendly case: you notice it. Four others you may not notice.

**A factor from NumPy.** For $x \sin x$ the slope is $\sin x + x \cos x$, by the product rule. Here the sine comes from NumPy:
"""

# %%
@Predict({"The tape answers": ["sin x + x cos x", "sin x", "x cos x", "None"]})
def a_factor_from_numpy():
    x = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(np.sin(x) * x)
    slope, values = tape.gradient(y, x).numpy(), x.numpy()
    print("tape           ", slope)
    print("sin x + x cos x", np.sin(values) + values * np.cos(values))
    for name, half in {"sin x": np.sin(values), "x cos x": values * np.cos(values)}.items():
        if np.allclose(half, slope):
            return name
    return "sin x + x cos x"

# %% [markdown]
r"""
<details><summary>Why</summary>

The array from NumPy counts as a constant $c$, and the slope of $c\,x$ is $c$, so the tape returned $\sin x$ alone. There is no
`None`, for *one* way from `x` to `y` is recorded. Only a second way to compute it tells you that the other is missing.

</details>
"""

# %% [markdown]
r"""
**One shape too many.** The line $\hat y = 2x$ meets the three points (0, 0), (1, 2) and (2, 4) exactly. So each error
ought to be 0. What does the program below print as the mean of their squares?
"""

# %%
@Predict({"The printed loss is": float})
def loss_of_a_perfect_line():
    X = tf.constant([[0.0], [1.0], [2.0]])  # (examples, features)
    y = tf.constant([0.0, 2.0, 4.0])  # (examples,)
    w = tf.constant([[2.0]])  # (features, 1)
    errors = X @ w - y
    loss = tf.reduce_mean(errors**2)
    print("loss", loss.numpy(), "  shape of errors", errors.shape)
    return float(loss)

# %% [markdown]
r"""
<details><summary>Why</summary>

5.33, not 0. `X @ w` has the shape (3, 1), `y` has (3,), and broadcasting makes 3 × 3 of them: every prediction is
compared with every `y`. The cure is one shape for both: `(X @ w)[:, 0] - y`.

</details>

Nothing failed, and the gradient of such a loss is as wrong as the loss. Print shapes before you believe one.
"""

# %% [markdown]
r"""
**A branch not taken.** `tf.where(condition, a, b)` takes its entries from `a` where the condition holds, and from `b` elsewhere. The
logarithm is wanted only where $x > 0$, and 0 elsewhere:
"""

# %%
@Predict({"At x = 0 the slope comes out as": ["0", "1", "inf", "nan"]})
def slope_of_a_branch_not_taken():
    x = tf.Variable([0.0, 1.0])
    with tf.GradientTape() as tape:
        y = tf.where(x > 0, tf.math.log(x), 0.0)
    slope = tape.gradient(y, x).numpy()
    print("values", y.numpy(), "  slopes", slope)
    return f"{slope[0]:g}"

# %% [markdown]
r"""
<details><summary>Why</summary>

NaN, *not a number*, though the values are fine. `tf.where` chooses, but *both* branches were computed. Backward, the branch
that was not chosen gets the factor 0, and 0 times the infinite slope of the logarithm is NaN.

</details>

Unlike Python's `if`, `tf.where` needs both branches. So keep bad numbers away from the logarithm in the first place:
"""

# %%
x = tf.Variable([0.0, 1.0])
with tf.GradientTape() as tape:
    safe = tf.where(x > 0, x, 1.0)
    y = tf.where(x > 0, tf.math.log(safe), 0.0)
print("values  ", y.numpy())
print("gradient", tape.gradient(y, x).numpy())

# %% [markdown]
r"""
A number that surprises has a question of its own, `explain_gradient`. It does not find a factor that has become a constant, as in *A factor from
NumPy*: that shows only when you compute the slope in a second way. Here it meets the branch that was not taken:
"""

# %%
with tf.GradientTape(persistent=True) as tape:
    y = tf.reduce_sum(tf.where(x > 0, tf.math.log(x), 0.0))
explain_gradient(y, x, tape)

# %% [markdown]
r"""
**A kink.** `tf.nn.relu(x)` and `tf.maximum(x, 0.0)` are the same function: 0 for negative $x$, and $x$ itself otherwise. At 0 it has a kink, with
the slope 0 on the left, 1 on the right.
"""

# %%
kinks = ["0", "1/2", "1"]

@Predict({"At 0 the tape gives for tf.nn.relu(x)": kinks, "and for tf.maximum(x, 0.0)": kinks})
def what_the_tape_gives_at_a_kink():
    slopes = []
    for f in (tf.nn.relu, lambda x: tf.maximum(x, 0.0)):
        x = tf.Variable(0.0)
        with tf.GradientTape() as tape:
            y = f(x)
        slopes.append(float(tape.gradient(y, x)))
    print(slopes)
    return ["1/2" if slope == 0.5 else f"{slope:.0f}" for slope in slopes]

# %% [markdown]
r"""
<details><summary>Why</summary>

0 and 1. At a kink there is no derivative, and each operation has its own convention: `relu` takes the left side, `maximum` its first
argument where both are equal. So `tf.maximum(0.0, x)`, the other way round, gives 0. In training it hardly matters; in a comparison with central differences, which say ½ there, it does.

</details>
"""

# %% [markdown]
r"""
## Train with it

Now the whole of unit 4 in a few lines. Twenty points near the line $y = 2x + 1$, and two parameters that start at zero:
"""

# %%
rng = np.random.default_rng(5)
inputs = np.linspace(-1, 1, 20, dtype="float32")  # (examples,)
noise = rng.normal(0, 0.2, 20).astype("float32")  # 20 chance numbers around 0, of a size near 0.2
targets = 2 * inputs + 1 + noise  # (examples,)
w, b = tf.Variable(0.0), tf.Variable(0.0)

# %%
losses = []
for _ in range(60):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * inputs + b - targets) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(0.2 * dw)
    b.assign_sub(0.2 * db)
    losses.append(loss)

# %% [markdown]
r"""
Each round: record, ask, step. `assign_sub` subtracts in place. A new tape each time costs next to nothing, and it forgets
what is no longer true.
"""

# %%
print("by descent", w.numpy(), b.numpy())
print("by NumPy  ", *np.polyfit(inputs, targets, 1))
plt.figure(figsize=(5, 2.5))
plt.semilogy(losses)
plt.xlabel("step")
plt.ylabel("loss")
plt.show()

# %% [markdown]
r"""
The loss falls and then stays: the noise in the points is what is left.

One trap stands exactly here. Why not write `w = w - 0.2 * dw`, as in the formula? Three rounds of it on $(w - 3)^2$:
"""

# %%
@Predict({"So many of the three rounds get a gradient": ["none", "one", "two", "all three"]})
def rounds_with_a_new_w():
    w, worked = tf.Variable(0.0), 0
    for _ in range(3):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        dw = tape.gradient(loss, w)
        print(type(w).__name__, "gradient", dw)
        if dw is None:
            break
        w, worked = w - 0.2 * dw, worked + 1
    return ["none", "one", "two", "all three"][worked]

# %% [markdown]
r"""
<details><summary>Why</summary>

One. The difference of a variable and a number is a plain tensor, and `w = …` gives the name `w` to that. The variable is
still there, unchanged, but nobody calls it `w` any more, and the tensor is not watched.

</details>

(`w -= …` on a `tf.Variable` raises an error instead, since it is so often meant the other way.)
"""

# %% [markdown]
r"""
## A whole model

Who writes $w x + b$ for a network of fifty layers? Keras, TensorFlow's library of models, has a **layer** (层) for it: `Dense(1)` computes
`X @ kernel + bias` with one column of outputs. The kernel is our $w$, the bias our $b$. Make one, and ask at once for its variables:
"""

# %%
@Predict({"A new Dense(1) has so many trainable variables": ["0", "1", "2"]})
def variables_of_a_new_layer():
    layer = tf.keras.layers.Dense(1)
    before = len(layer.trainable_variables)
    layer(tf.ones((4, 3)))  # (examples, features)
    print("before", before)
    print("after ", [(variable.name, variable.shape) for variable in layer.trainable_variables])
    return str(before)

# %% [markdown]
r"""
<details><summary>Why</summary>

None at all, an empty list. The kernel has one row for each feature, and how many there are the layer learns from its first input. A
bare `for` over an empty list trains nothing, and says nothing. An optimizer, which you meet next, stops with a `ValueError`, "not enough
values to unpack".

</details>

Say the size of an input, and the variables are there at once. One line of Keras is our line; then the loop is the one you know, for any
model:
"""

# %%
line = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD(0.2)  # learning rate
X = inputs[:, None]  # (examples, features)
for _ in range(60):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((line(X)[:, 0] - targets) ** 2)
    slopes = tape.gradient(loss, line.trainable_variables)
    optimizer.apply_gradients(zip(slopes, line.trainable_variables, strict=True))

# %%
for variable in line.trainable_variables:
    print(variable.name, variable.numpy())

# %% [markdown]
r"""
The same 1.96 and 0.96. `trainable_variables` is a list, so the gradients are a list in the same order, and an **optimizer** (优化器) takes
pairs of both, *gradient first*. SGD (stochastic gradient descent: each step by some of the
examples, here by all) steps as you did; `Adam` keeps two things for each parameter: a running mean
of its gradients, where unit 4 has a velocity, and one of their squares, from which each gets a rate of its own.

After `line.compile(optimizer=optimizer, loss="mse")`, `line.fit(X, targets, epochs=60)` runs such rounds for you. An **epoch** is one walk
through the data, in batches of 32 examples; without `epochs` there is only one. Write the loop yourself when you want to see inside. And mind: `line(X)` is a tensor on
the tape, `line.predict(X)` an array from NumPy.
"""

# %% [markdown]
r"""
## Tools for later

Seven short sections, most with a cell or two. Read them now, or when you meet the problem. Exercise 6.3 may need one of them, `tf.stop_gradient`;
the exercises of this unit need `tf.convert_to_tensor` from its beginning (5.2), and nothing from here.

**Which variables did it watch?** `watched_variables` lists them, so that you need not guess. One is missing here. Why?
"""

# %%
w, fixed = tf.Variable(2.0, name="w"), tf.Variable(3.0, name="fixed", trainable=False)
with tf.GradientTape() as tape:
    y = w * fixed
print([variable.name for variable in tape.watched_variables()])

# %% [markdown]
r"""
(TensorFlow adds the `:0`.) `trainable=False` says that no gradient is wanted. So it is not watched unless you ask, and its gradient is `None`.

**Leave something out.** In $x \cdot \text{stop\_gradient}(x)$ the second factor counts as a constant: the slope is $x$, not $2x$. And what runs
under `tape.stop_recording()`, such as a value that you only want to print, is not written down at all.
"""

# %%
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * tf.stop_gradient(x)
    with tape.stop_recording():
        shown = tf.sqrt(y)  # no step on the tape
print(shown.numpy(), tape.gradient(y, x).numpy())

# %% [markdown]
r"""
**Gradients that are too long.** One steep place, and a step throws the model far away. `clip_by_global_norm` takes all gradients together, as one
long arrow, and if that is longer than a length of your choice, shortens it to this length. Its direction stays.
"""

# %%
slopes = [tf.constant([3.0, 0.0]), tf.constant(4.0)]  # together an arrow of length 5
shorter, length = tf.clip_by_global_norm(slopes, 1.0)
print("length", length.numpy(), "  now", *[slope.numpy() for slope in shorter])

# %% [markdown]
r"""
Somewhere *inside* a computation you can do the same with a rule of your own. `tf.custom_gradient` takes a function that returns two things: the value, and a
function that takes `upstream`, the slope of everything that comes after, and returns the slope to pass on to `x`. This one changes no value (`tf.identity(x)` is a new tensor with the same numbers), and lets no slope beyond ±1 through:
"""

# %%
@tf.custom_gradient
def softened(x):
    return tf.identity(x), lambda upstream: tf.clip_by_value(upstream, -1.0, 1.0)

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = softened(x) ** 4  # 4 * 27 would come back
print(y.numpy(), tape.gradient(y, x).numpy())

# %% [markdown]
r"""
**A Jacobian for each example.** With 3 examples of 2 numbers each in, and 2 out, `jacobian` also computes how the output of one example depends on
the input of another: zeros. `batch_jacobian` leaves them out. It takes your word that each output depends on its own example alone.
"""

# %%
X = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])  # (examples, inputs)
with tf.GradientTape(persistent=True) as tape:
    tape.watch(X)
    Y = tf.stack([X[:, 0] * X[:, 1], X[:, 0] ** 2], axis=1)  # (examples, outputs)
print(tape.jacobian(Y, X).shape, tape.batch_jacobian(Y, X).shape)
print(tape.batch_jacobian(Y, X)[0].numpy())  # of the first example: (outputs, inputs)

# %% [markdown]
r"""
**Few rows of a large table.** A table of word vectors has a row for each of, say, 50,000 words, and an example uses three of them. Their gradient would be nearly all
zeros. TensorFlow keeps only the rows, as `IndexedSlices`, for `tf.gather` straight from the variable and for Keras' `Embedding`. It has no `.numpy()`;
`tf.convert_to_tensor` makes the full table, and optimizers take it as it is.
"""

# %%
table = tf.Variable(tf.reshape(tf.range(10.0), (5, 2)))  # (words, numbers)
with tf.GradientTape() as tape:
    y = tf.reduce_sum(tf.gather(table, [3, 1, 3]) ** 2)
slope = tape.gradient(y, table)
print(type(slope).__name__, "rows", slope.indices.numpy())
print(tf.convert_to_tensor(slope).numpy())

# %% [markdown]
r"""
Row 3 was used twice, and its two contributions are added up.

**Forward instead of backward.** A `ForwardAccumulator` carries a slope along *with* the values: choose a direction of the inputs, and it tells how all outputs
change along it. One pass along an axis gives a column of the Jacobian, where one pass of a tape, back from *one* output, gives a row. So it pays when there are few inputs and many outputs.
"""

# %%
x, direction = tf.constant([1.0, 2.0]), tf.constant([1.0, 0.0])
with tf.autodiff.ForwardAccumulator(x, direction) as forward:
    y = tf.stack([x[0] * x[1], x[0] ** 2, 5.0 * x[1]])
print("each output along x[0]:", forward.jvp(y).numpy())  # jvp: Jacobian times vector, here the direction

# %% [markdown]
r"""
In unit 7 you build both, the forward way first.

**What old texts say.** Much of what one reads about tapes was written for older versions. This course grew from a short Chinese text of that kind. What it
says, in our words, and what TensorFlow answers today:

| it says | today |
| --- | --- |
| $y = xw + b$, with `x` and `w` made, `b` never | `NameError`, before any tape is asked |
| $y$ made before the block: `[None]` | still `[None]` |
| a constant must be watched | still so; a trainable variable need not |
| a tape answers once, and then fails | still so, in new words: older versions said "can only be called once" |
| the slope of the slope: $y = xw + b$, twice along `w` | you predict it in unit 6 |
"""

# %% [markdown]
r"""
## What you can now do

You can record a computation, get gradients and Jacobians from it, read a `None`, distrust a number, and train a model.

| word | 中文 | meaning |
| --- | --- | --- |
| tensor | 张量 | TensorFlow's array; it never changes |
| gradient tape | 梯度带 | records the steps inside its block, and multiplies their slopes backward |
| computation graph | 计算图 | the steps, and what each is made from |
| adjoint | 伴随 | the slope of the target along a value on the way |
| chain rule | 链式法则 | the slope of a chain of steps is the product of their slopes |
| source, target | 源、目标 | what is differentiated along; what is differentiated |
| watched | 被监视 | followed by the tape: trainable variables by themselves, all else on request |
| control flow | 控制流 | which lines run, and how often; the tape sees only what ran |
| persistent | 持久的 | keeps its recording after the first answer |
| Jacobian | 雅可比矩阵 | all slopes of all outputs, one row an output |
| broadcasting | 广播 | stretching arrays of different shapes to one shape |
| layer, optimizer | 层、优化器 | a piece of a model with its variables; what moves them, given gradients |

Now write it yourself: [the exercises](../release/05_gradient_tapes/gradient_tapes.ipynb) are in `gradient_tapes.ipynb`,
beside this lesson. **Unit 6** puts a tape inside a
tape.
"""
