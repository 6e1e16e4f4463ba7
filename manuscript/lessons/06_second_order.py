# %% [markdown]
r"""
# Second order: the slope of the slope

Here is a straight line, $y = x w + b$. How fast does its slope along $w$ change? Not at all: the second derivative is 0. You know it,
and TensorFlow will not say it. It says `None`.

Is that a bug? It is a small lesson about what a tape knows, and the beginning of everything that curvature can do for
you: find a minimum in five steps, and tell you the learning rate.

**You will be able to** take second derivatives with a tape in a tape · compute Hessians, and do without them · walk with Newton ·
compute how large a learning rate may be.

About 60 minutes. Run the cells from top to bottom with Shift-Enter.
"""

# %%
from time import perf_counter

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
import gradus  # before TensorFlow: keeps its start-up messages out of the page
import tensorflow as tf

# %% [markdown]
r"""
## A None that should be 0

To differentiate twice, put a tape in a tape. The inner one gives the slope. The outer one has watched how that slope was
computed, and gives *its* slope.
"""

# %%
x, w, b = tf.constant(3.0), tf.Variable(1.0), tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x * w + b
    [dy_dw, dy_db] = inner.gradient(y, [w, b])
[d2y_dw2] = outer.gradient(dy_dw, [w])
print("dy/dw   =", dy_dw.numpy(), "\nd2y/dw2 =", d2y_dw2)

# %% [markdown]
r"""
The first is right: $\partial y / \partial w = x = 3$. Now be the outer tape and look at how this 3 came about. The slope of $x w$ along
$w$ is $x$, so the inner tape took $x$. In that step, $w$ does not occur.

- **0** says: there is a way from `w` to the target, and a small change of `w` changes nothing.
- **None** says: no way from `w` to the target was recorded.

TensorFlow sees steps, not mathematics. A function that does not depend on $w$ at all has the derivative 0, and *we* know that this is
the case here. So say that you want zeros:
"""

# %%
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x * w + b
    dy_dw = inner.gradient(y, w)
outer.gradient(dy_dw, w, unconnected_gradients="zero")

# %% [markdown]
r"""
## A curve has a second derivative

**Predict, then run.** $y = w^3$ at $w = 2$ has the slopes $3w^2 = 12$ and $6w = 12$. Below, one line has lost four spaces at its
beginning: the inner gradient is taken outside *both* blocks. What will the outer tape say: 12, 0 or `None`?
"""

# %%
guess = 12  # your guess

# %%
w = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = w**3
slope = inner.gradient(y, w)
print("slope", slope.numpy(), "  its slope", outer.gradient(slope, w), "  your guess", guess)

# %% [markdown]
r"""
`None` again, for another reason: `slope` was computed after the outer tape had stopped. With
`unconnected_gradients="zero"` you would get 0 here, and it would be *wrong*. So ask for zeros only where you have
understood the `None`. In its right place:
"""

# %%
def two_slopes(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slope = inner.gradient(y, x)
    return y.numpy(), slope.numpy(), outer.gradient(slope, x).numpy()

print(two_slopes(lambda w: w**3, 2.0))

# %% [markdown]
r"""
Value 8, slope 12, and the slope of the slope, 12.

## The parabola that hugs the curve

A value and a slope make the tangent of unit 1. With the second derivative there is something that fits better, a parabola:

$$ q(x) = f(x_0) + f'(x_0)(x - x_0) + \tfrac12 f''(x_0)(x - x_0)^2 $$

Drag $x_0$. Look at how much longer the parabola stays with the curve than the tangent does, and at which way it opens.
"""

# %%
def f(x):
    return x * tf.sin(x)

def hug(x0=4.3):
    x = np.linspace(0, 6, 200)
    value, slope, bend = two_slopes(f, x0)
    line = value + slope * (x - x0)
    plt.plot(x, f(x), "k", label="curve")
    plt.plot(x, line, "C1--", label="tangent")
    plt.plot(x, line + bend * (x - x0) ** 2 / 2, "C0", label="parabola")
    plt.plot(x0, value, "ko")
    plt.axis([0, 6, -6, 4])
    plt.legend()
    plt.show()

# %%
slider = interact(hug, x0=(0.5, 5.5, 0.1))

# %% [markdown]
r"""
At 4.3 the second derivative is positive: the curve bends up, and the parabola has a lowest point, not far from that of the curve. At 2.5
it is negative, and the parabola opens downward. Somewhere between, $f''$ is 0. What becomes of the parabola there?
"""

# %% [markdown]
r"""
## Many inputs: the Hessian

With $n$ inputs there are $n$ slopes, and each of them changes along each of $n$ axes. The matrix of all these is the **Hessian** (黑塞矩阵)

$$ H_{ij} = \frac{\partial^2 f}{\partial x_i\, \partial x_j} $$

It is the Jacobian of the gradient. Take $f = x_0^2\, x_1$ at $(1, 2)$. By hand, the gradient is $(2 x_0 x_1,\ x_0^2)$, and $H$ has the rows
$(2x_1,\ 2x_0) = (4, 2)$ and $(2x_0,\ 0) = (2, 0)$.
"""

# %%
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x[0] ** 2 * x[1]
    grad = inner.gradient(y, x)
outer.jacobian(grad, x).numpy()

# %% [markdown]
r"""
It is symmetric, and that is no accident: where the second derivatives are continuous, the order of differentiation does not matter.

**Predict, then run.** What if the last line said `gradient` instead of `jacobian`? Remember what a tape does with a target of several
entries.
"""

# %%
guess = [[4, 2], [2, 0]]  # your guess

# %%
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x[0] ** 2 * x[1]
    grad = inner.gradient(y, x)
print("gradient of the gradient", outer.gradient(grad, x).numpy(), "  your guess", guess)

# %% [markdown]
r"""
It adds the two slopes up first. So $(6, 2)$ is the sum of the rows, and not the diagonal.
"""

# %% [markdown]
r"""
## Curvature without the Hessian

A model with 20,000 parameters is a tiny one. Its Hessian has 400 million entries: 1.6 GB in float32. But what you want to know
is mostly how the gradient changes *along one direction* $v$, and that is $Hv$, a vector. For a fixed $v$ it is the gradient of a single number:

$$ H v = \nabla \big( \nabla f(x) \cdot v \big) $$

Gradient, times $v$, summed; gradient again. The Hessian is never there.
"""

# %%
def hvp(f, x, v):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x) * v)
    return outer.gradient(along, x)

hvp(lambda x: x[0] ** 2 * x[1], tf.constant([1.0, 2.0]), tf.constant([1.0, 0.0]))

# %% [markdown]
r"""
With $v = (1, 0)$ that is the first column of $H$, as it should be. And with 20,000 inputs:
"""

# %%
x = tf.random.normal([20_000])
v = tf.random.normal([20_000])
start = perf_counter()
hvp(lambda x: tf.reduce_sum(tf.sin(x) * x), x, v)
print(f"{1000 * (perf_counter() - start):.0f} ms")

# %% [markdown]
r"""
Milliseconds. This works with two million as well.
"""

# %% [markdown]
r"""
## Newton: jump to where the parabola is lowest

The parabola under your feet has slope zero at $x_0 - f'(x_0) / f''(x_0)$. Go there, and do it again. That is **Newton's method**
(牛顿法) for minimising; with many inputs the division becomes $H^{-1} \nabla f$.

The curve $x \sin x$ has a minimum near 4.913. Watch the error from step to step, and count the correct digits.
"""

# %%
x, minimum = 4.3, 4.913180439434884
for step in range(5):
    _, slope, bend = two_slopes(f, tf.constant(x, tf.float64))
    print(f"step {step}   x = {x:.15f}   error {abs(x - minimum):.1e}")
    x = x - slope / bend

# %% [markdown]
r"""
Close to a minimum with $f'' > 0$, the number of correct digits about doubles in every step. Gradient descent gains the same few digits again and
again.

**Predict, then run.** Newton goes where the parabola's slope is zero. Start at $x_0 = 1.7$, where the curve bends *down*. Where does it go?
"""

# %%
x = 1.7
for _ in range(5):
    _, slope, bend = two_slopes(f, tf.constant(x, tf.float64))
    x = x - slope / bend
print("ends at", x, "  slope", slope, "  second derivative", bend)

# %% [markdown]
r"""
At a **maximum**, near 2.029. Newton's step looks for slope zero, and does not care whether that is a bottom, a top or a saddle. Nor does it always
arrive: where $f''$ is close to zero, the jump is wild. That, and the price of $H$ for large $n$, is why networks are still trained with gradients.
"""

# %% [markdown]
r"""
## The curvature that sets the learning rate

Unit 4 found for bowls: gradient descent is stable as long as the learning rate $\alpha$ is below $2 / \lambda_{\max}$, where $\lambda_{\max}$ is the
largest **eigenvalue** (特征值) of $H$, the curvature along the direction that bends most. For large $n$, where does one get it from without
$H$? From $Hv$ alone: multiply again and again, and $v$ turns towards the direction whose eigenvalue is largest in size. This is **power
iteration** (幂迭代).
"""

# %%
def largest_curvature(f, x, rounds=50):
    v = tf.random.normal(x.shape)
    for _ in range(rounds):
        v = v / tf.norm(v)
        Hv = hvp(f, x, v)
        curvature = tf.reduce_sum(v * Hv)
        v = Hv
    return curvature.numpy()

# %% [markdown]
r"""
Try it on a straight-line fit, where $\theta = (w, b)$. The inputs lie between 0 and 3, not around zero, so the valley is a narrow one.
"""

# %%
inputs = tf.linspace(0.0, 3.0, 20)  # (examples,)
targets = 2 * inputs + 1  # (examples,)

def loss(theta):
    return tf.reduce_mean((theta[0] * inputs + theta[1] - targets) ** 2)

curvature = largest_curvature(loss, tf.constant([0.0, 0.0]))
print("largest curvature", curvature, "  largest stable rate", 2 / curvature)

# %% [markdown]
r"""
**Predict, then run.** Descend 40 steps with 95% of that rate, and with 105%. How different can it be?
"""

# %%
for share in (0.95, 1.05):
    theta = tf.Variable([0.0, 0.0])
    for _ in range(40):
        with tf.GradientTape() as tape:
            y = loss(theta)
        theta.assign_sub(share * 2 / curvature * tape.gradient(y, theta))
    print(f"{share:.0%} of the bound: loss {loss(theta).numpy():.3g}")

# %% [markdown]
r"""
One learns, the other explodes. For a quadratic loss such as this one the bound is exact, and the same everywhere. For other smooth losses it speaks of the
neighbourhood of the place where you computed $H$: with a larger rate, descent is thrown out of a minimum there again.
"""

# %% [markdown]
r"""
## When the formula is right and the numbers are not

A yes-or-no classifier has $\ln(1 + e^x)$ in its loss. Its slope, the sigmoid, lies between 0 and 1. Look at what the tape makes of it:
"""

# %%
x = tf.Variable([-100.0, 0.0, 100.0])
with tf.GradientTape() as tape:
    y = tf.math.log(1 + tf.exp(x))
print("value   ", y.numpy())
print("gradient", tape.gradient(y, x).numpy())

# %% [markdown]
r"""
$e^{100}$ is too large for float32 and becomes infinity. Backward, the logarithm's slope is 1/infinity, which is 0, the exponential's is infinity, and 0 times infinity is not a
number. The steps were the wrong ones, so *tell* TensorFlow value and slope yourself. `tf.custom_gradient` takes a function that returns both: the value, and how to pass `upstream`, the slope of everything that comes after, on
to `x`.
"""

# %%
@tf.custom_gradient
def cube(x):
    def backward(upstream):
        return upstream * 3 * x**2
    return x**3, backward

x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = 5.0 * cube(x)
tape.gradient(y, x).numpy()

# %% [markdown]
r"""
$5 \cdot 3 \cdot 2^2 = 60$: the 5 came in `upstream`. For a cube that is a long way round. In the last exercise you mend $\ln(1 + e^x)$
with it, in such a way that its second derivative is right as well.
"""

# %% [markdown]
r"""
## What you can now do

You can take slopes of slopes, tell a `None` from a zero, use a Hessian without having one, walk with Newton, and compute the
largest stable learning rate.

| word | 中文 | meaning |
| --- | --- | --- |
| second derivative | 二阶导数 | the slope of the slope |
| Hessian | 黑塞矩阵 | all second derivatives, the Jacobian of the gradient |
| Hessian-vector product | 黑塞向量积 | $Hv$: how the gradient changes along $v$ |
| curvature | 曲率 | here: how strongly a curve bends, $f''$, or along $v$ of length 1, $v \cdot Hv$ |
| Newton's method | 牛顿法 | go to where the parabola has slope zero |
| eigenvalue | 特征值 | the $\lambda$ in $Hv = \lambda v$ |
| power iteration | 幂迭代 | multiplying by $H$ again and again, which finds the largest one |
| overflow | 溢出 | a number too large for its type, which becomes infinity |

Now write it yourself: the exercises are in `second_order.ipynb`, beside this lesson. In **unit 7** you build the tape.
"""
