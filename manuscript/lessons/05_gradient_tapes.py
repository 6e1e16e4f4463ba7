# %% [markdown]
r"""
# Gradient tapes: let TensorFlow do it

Five lines of TensorFlow, copied from somewhere. They ask for the gradient of $w^2$ at 3, and you know that it is 6.
TensorFlow answers `[None]`. No error, no warning. What went wrong?

By the end of this lesson you will know at a glance, and you will have trained a model.

**You will be able to** record a computation on a tape and get its gradients · say why a gradient is `None`, and mend it ·
spot gradients that are silently wrong · train with them.

About 75 minutes. Run the cells from top to bottom with Shift-Enter. The first one takes some ten seconds: TensorFlow is large.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np
from gradus import explain_none
import tensorflow as tf

# %% [markdown]
r"""
## Five lines and a None

Here they are. Before you run them: can you see what the tape does *not* see?
"""

# %%
w = tf.constant(3.0)
y = w**2
with tf.GradientTape() as tape:
    tape.watch(w)
tape.gradient(y, [w])

# %% [markdown]
r"""
A **gradient tape** (梯度带) is a recorder. While its `with` block runs, it writes down every step that is
made from something it watches. Here $w^2$ was computed *before* the block. The tape was switched on, nothing happened, it
was switched off again, and so it knows of no way from `w` to `y`.

Move that one line into the block:
"""

# %%
with tf.GradientTape() as tape:
    tape.watch(w)
    y = w**2
[w_grad] = tape.gradient(y, [w])
w_grad

# %% [markdown]
r"""
That is the 6. `tape.gradient(y, [w])` takes a list of **sources** and returns a list. With `tape.gradient(y, w)` you
get the gradient itself. What you differentiate, here `y`, is the **target**.
"""

# %% [markdown]
r"""
## Constants and variables

Why `tape.watch(w)`? A program has thousands of constants, and nobody wants gradients for all of them. So a tape follows
a `tf.constant` only if you ask for it. A `tf.Variable` is a number that is there to be changed, as the parameters of a model
are. Those are followed by themselves:
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
writes down each operation with its numbers. Backward, it starts with $\partial L / \partial L = 1$ and multiplies by one slope a step.
That is the **chain rule** (链式法则).

Press play, or go step by step. Stop in the middle, when all values are there. **Predict:** which slope will come back to `w`?
"""

# %%
from gradus.figures import TapePlayer

def loss_of(w, b):
    p = w * 2.0
    e = p + b - 5.0
    L = e**2
    return L

TapePlayer(loss_of, 3.0, 1.0)

# %% [markdown]
r"""
The boxes and arrows are a **computation graph** (计算图): the operations, and what each is made from. The slope of $L$ along a value on
the way is that value's **adjoint** (伴随). The same on one page, with $p + b$ and $-\,t$ taken together; read the values down,
then the last column up:

| forward | value | slope of this step | backward: slope of $L$ |
| --- | --- | --- | --- |
| $p = w x$ | 6 | $\partial p / \partial w = x = 2$ | $\partial L / \partial w = 4 \cdot 2 = 8$ |
| $e = p + b - t$ | 2 | $\partial e / \partial p = 1$ | $\partial L / \partial p = 4 \cdot 1 = 4$ |
| $L = e^2$ | 4 | $\partial L / \partial e = 2e = 4$ | $\partial L / \partial e = 1 \cdot 4 = 4$ |

The figure plays a small tape of this course. TensorFlow's tape does the same:
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
4, 4 and 8: the table, from the bottom up. An intermediate result like `p` may be a source too.

Never believe a derivative that you have not checked in a second way. Unit 1 has one: the central difference.
"""

# %%
def loss_at(w):
    return (w * 2.0 + 1.0 - 5.0) ** 2

h = 1e-5
(loss_at(3.0 + h) - loss_at(3.0 - h)) / (2 * h)

# %% [markdown]
r"""
The tape did not measure anything. It knows the slope of each operation, multiplies along the way, and adds up where ways meet. So it has no step $h$ and
no truncation error, only the rounding of float32, and **one** pass backward gives the slopes along all sources, whether there are two
or two million.
"""

# %% [markdown]
r"""
## Many outputs

**Predict, then run.** The target has two entries, $3x$ and $4x$. What is its gradient: `[3, 4]`, an error, or something else?
Put your guess in first.
"""

# %%
guess = [3, 4]  # your guess

# %%
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = x * [3.0, 4.0]
print("gradient", tape.gradient(y, x).numpy(), "  your guess", guess)

# %% [markdown]
r"""
It is 7: a gradient has the shape of the *source*, and the tape adds up what all outputs contribute. It is the gradient
of the sum of $y$.

That is less strange than it looks, and useful. If entry $i$ of `y` depends on entry $i$ of `x` alone, the sum mixes nothing, and a single
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
## None, and why

`None` always means the same: *there is no recorded way from the source to the target*. Four questions find most of the breaks.

1. Is the source **watched**? (a variable, or a watched constant)
2. Does it hold **floats**?
3. Does the whole way lie **inside the block**?
4. Does it stay **within TensorFlow**?

When you are stuck, `explain_none` of this course goes through them for you.
"""

# %%
x = tf.constant(3.0)
with tf.GradientTape() as tape:
    y = x * x
print(tape.gradient(y, x))
explain_none(y, x, tape)

# %% [markdown]
r"""
**Predict, then run.** A variable this time, and everything happens inside. What comes out, 6 or `None`?
"""

# %%
x = tf.Variable(3)
with tf.GradientTape() as tape:
    y = x * x
print(tape.gradient(y, x))
explain_none(y, x, tape)

# %% [markdown]
r"""
`tf.Variable(3)` holds the whole number 3. A slope asks what happens a little beside 3, and an integer has no *a little beside*.
Write `3.0`. For a watched constant, TensorFlow at least says so:
"""

# %%
x = tf.constant(3)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * x
print(tape.gradient(y, x))

# %% [markdown]
r"""
The fourth question: NumPy takes tensors, computes with them, and gives arrays back. The tape sees numbers that fall
from the sky.
"""

# %%
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(np.sin(x))
print(tape.gradient(y, x))
explain_none(y, x, tape)

# %% [markdown]
r"""
With `tf.sin` it works. The same break hides in `x.numpy()`, in `float(x)`, and in a `tf.constant(x)` made of a tensor.

Two rarer ones. What goes *through the value of another variable* is not followed, and neither is an operation that
jumps, such as `tf.round`.
"""

# %%
x, total = tf.Variable(3.0), tf.Variable(0.0)
with tf.GradientTape() as tape:
    total.assign_add(x)
    y = total**2
print(tape.gradient(y, x))
explain_none(y, x, tape)

# %% [markdown]
r"""
And sometimes `None` is the plain truth: the target does not depend on that source. If you would rather have zeros
there, say so.
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
## Once only

That last tape was `persistent`. This one is not. Before you run it: the first question gets an answer. Will the second?
"""

# %%
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = x**2
    z = y**2
print(tape.gradient(y, x))
try:
    tape.gradient(z, x)
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
r"""
A recording keeps all the numbers of all the steps, which for a large network is most of the memory. So a tape throws it away with the first
answer. `persistent=True` keeps it until the tape itself is gone; `del tape` when you are done.
"""

# %%
with tf.GradientTape(persistent=True) as tape:
    y = x**2
    z = y**2
print(tape.gradient(y, x).numpy(), tape.gradient(z, x).numpy())
del tape

# %% [markdown]
r"""
At $x = 2$: $2x = 4$, and for $z = x^4$ it is $4x^3 = 32$. The chain rule from `z` over `y` to `x` is the tape's work, not yours.
"""

# %% [markdown]
r"""
## Wrong, and silent

`None` is the friendly case: you notice it. Three others you may not notice.

**Half of a gradient.** For $x \sin x$ the slope is $\sin x + x \cos x$. Here one of the factors comes from NumPy:
"""

# %%
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(np.sin(x) * x)
print("tape  ", tape.gradient(y, x).numpy())
print("truth ", np.sin(x) + x.numpy() * np.cos(x))

# %% [markdown]
r"""
The array from NumPy counts as a constant, so the tape returned $\sin x$ alone. Only a second way to compute it tells you.

**One shape too many.** **Predict, then run.** The line $\hat y = 2x$ meets all three points exactly. What is the loss?
"""

# %%
X = tf.constant([[0.0], [1.0], [2.0]])  # (examples, features)
y = tf.constant([0.0, 2.0, 4.0])  # (examples,)
w = tf.Variable([[2.0]])  # (features, 1)
errors = X @ w - y
print("loss", tf.reduce_mean(errors**2).numpy())

# %% [markdown]
r"""
It is not 0! `X @ w` has the shape (3, 1), `y` has (3,), and **broadcasting** (广播) makes 3 × 3 of them: every prediction is compared
with every `y`. Print shapes before you believe a loss.
"""

# %%
print(errors.shape)
errors = (X @ w)[:, 0] - y
print(errors.shape, "loss", tf.reduce_mean(errors**2).numpy())

# %% [markdown]
r"""
**Not a number.** The logarithm is wanted only where $x > 0$, and the values are fine. Look at the first gradient.
"""

# %%
x = tf.Variable([0.0, 1.0])
with tf.GradientTape() as tape:
    y = tf.where(x > 0, tf.math.log(x), 0.0)
print("values  ", y.numpy())
print("gradient", tape.gradient(y, x).numpy())

# %% [markdown]
r"""
`tf.where` chooses, but *both* branches were computed. Backward, the branch that was not chosen gets the factor 0, and 0 times the infinite slope of the
logarithm is NaN. The cure is to keep the bad number away from the logarithm in the first place:
"""

# %%
with tf.GradientTape() as tape:
    safe = tf.where(x > 0, x, 1.0)
    y = tf.where(x > 0, tf.math.log(safe), 0.0)
print("values  ", y.numpy())
print("gradient", tape.gradient(y, x).numpy())

# %% [markdown]
r"""
## Train with it

Now the whole of unit 4 in a few lines. Twenty points near the line $y = 2x + 1$, and two parameters that start at zero:
"""

# %%
rng = np.random.default_rng(5)
x = np.linspace(-1, 1, 20, dtype="float32")  # (examples,)
y = 2 * x + 1 + rng.normal(0, 0.2, 20).astype("float32")  # (examples,)
w, b = tf.Variable(0.0), tf.Variable(0.0)

# %%
losses = []
for _ in range(60):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
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
print("by NumPy  ", *np.polyfit(x, y, 1))
plt.figure(figsize=(5, 2.5))
plt.semilogy(losses)
plt.xlabel("step")
plt.ylabel("loss")
plt.show()

# %% [markdown]
r"""
The loss falls and then stays: the noise in the points is what is left.

One last trap stands exactly here. Why not write `w = w - 0.2 * dw`, as in the formula? **Predict, then run**: how many
of these three steps work?
"""

# %%
w = tf.Variable(0.0)
for step in range(3):
    with tf.GradientTape() as tape:
        loss = (w - 3.0) ** 2
    dw = tape.gradient(loss, w)
    print("step", step, type(w).__name__, "gradient", dw)
    if dw is None:
        break
    w = w - 0.2 * dw

# %%
explain_none(loss, w, tape)

# %% [markdown]
r"""
One. The difference of a variable and a number is a plain tensor, and `w = …` gives the name `w` to that. The variable is
still there, unchanged, but nobody calls it `w` any more. (`w -= …` on a `tf.Variable` raises an error instead, since it is so often
meant the other way.)
"""

# %% [markdown]
r"""
## What you can now do

You can record a computation, get gradients and Jacobians from it, read a `None`, distrust a number, and train.

| word | 中文 | meaning |
| --- | --- | --- |
| gradient tape | 梯度带 | records the steps inside its block, and multiplies their slopes backward |
| computation graph | 计算图 | the steps, and what each is made from |
| adjoint | 伴随 | the slope of the target along a value on the way |
| chain rule | 链式法则 | the slope of a chain of steps is the product of their slopes |
| source, target | 源、目标 | what is differentiated along; what is differentiated |
| watched | 被监视 | followed by the tape: variables by themselves, tensors on request |
| persistent | 持久的 | keeps its recording after the first answer |
| Jacobian | 雅可比矩阵 | all slopes of all outputs, one row an output |
| broadcasting | 广播 | stretching arrays of different shapes to one shape |

Now write it yourself: the exercises are in `gradient_tapes.ipynb`, beside this lesson. **Unit 6** puts a tape inside a
tape.
"""
