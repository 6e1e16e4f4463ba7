# %% [markdown]
r"""
# Second order: the slope of the slope

You stand on a hillside in fog. The slope under your feet says which way is down. It does not say how far to go: is the ground about
to level off, or does it fall ever more steeply?

That is in the *slope of the slope*. It tells a valley from a pass, takes you to the bottom in a few jumps, and says how large a learning
rate may be. You get it from a tape inside a tape.

**You will be able to** take second derivatives with a tape in a tape · read a Hessian, and do without one · walk with Newton ·
compute how large a learning rate may be.

About 85 minutes, in two parts: 50 up to *A good place to stop*, 35 after it. Run the cells from top to bottom with Shift-Enter.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as 1/3. To skip
them, read on.
"""

# %%
from gradus import practice

practice("06_second_order")

# %%
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
import gradus  # before TensorFlow: keeps its start-up messages out of the page
import tensorflow as tf

from gradus.figures import GradientField, Map, Predict

# %% [markdown]
r"""
## A tape in a tape

To differentiate twice, put a tape in a tape. The inner one gives the slope. The outer one has watched how that slope was
computed, and gives *its* slope.

The short text that this course grew from ends with the program below. It asks how fast the slope of the line $y = x w + b$ changes
with $w$.
"""

# %%
def slope_of_slope(x, w, b):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = x * w + b
        [dy_dw, dy_db] = inner.gradient(y, [w, b])
    [d2y_dw2] = outer.gradient(dy_dw, [w])
    return d2y_dw2

# %% [markdown]
r"""
Let $x = 3$, $w = 1$ and $b = 2$. What comes out if all three are `tf.Variable`s? And if all are `tf.constant`s?
"""

# %%
@Predict({"With Variables, the slope of the slope is": ["3", "0", "None", "an error"],
          "With constants": ["3", "0", "None", "an error"]})
def slope_of_the_slope_of_a_line():
    answers = []
    for kind in (tf.Variable, tf.constant):
        try:
            bend = slope_of_slope(kind(3.0), kind(1.0), kind(2.0))
            answers.append(str(bend) if bend is None else f"{float(bend):g}")
        except Exception as error:
            print("error:", error)
            answers.append("an error")
    return answers

# %% [markdown]
r"""
<details><summary>Why</summary>

With Variables it is `None`. The slope itself is right, $\partial y / \partial w = x = 3$. Now be the outer tape and look at how this 3 came about.
The slope of $x w$ along $w$ is $x$, so the inner tape took $x$, times the 1 that comes back from $y$. The inner gradient is $1 \cdot x$, and no operation made it from $w$.

With constants nothing is watched. So the inner tape already says `None`, twice; and when the outer one is asked for the slope of a `None`,
it raises a TypeError. (The text itself does not get that far: it never makes `b`, and Python stops with a NameError.)

</details>

Mind the difference:

- **0** says: there is a way from `w` to the target, and the slopes along all the ways add up to 0 (unless you asked for zeros in
  place of `None`).
- **None** says: no way was recorded along which a slope could travel from `w` to the target.
"""

# %% [markdown]
r"""
A tape sees steps, not mathematics. Something that does not depend on $w$ at all has the derivative 0, and where *you* know that this is the
case you may say so:
"""

# %%
x, w = tf.Variable(3.0), tf.Variable(1.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x * w + 2
    slope = inner.gradient(y, w)
print(outer.gradient(slope, w, unconnected_gradients="zero").numpy())

# %% [markdown]
r"""
## Four spaces

The curve $y = w^3$ does bend. At $w = 4$ its slope is $3w^2 = 48$, and the slope of that $6w = 24$. In this program one line has lost four
spaces at its beginning: the inner gradient is taken outside *both* blocks. What does the outer tape say?
"""

# %%
def slope_taken_outside(w):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = w**3
    slope = inner.gradient(y, w)
    return outer.gradient(slope, w)

# %%
@Predict({"The outer tape says": ["48", "24", "0", "None"]})
def four_spaces_lost():
    bend = slope_taken_outside(tf.Variable(4.0))
    return str(bend) if bend is None else f"{bend:g}"

# %% [markdown]
r"""
<details><summary>Why</summary>

`None`, and for another reason than before: `slope` was computed after the outer tape had stopped. With
`unconnected_gradients="zero"` you would get 0 here, and it would be *wrong*. So ask for zeros only where you have
understood the `None`.

</details>

With the line in its right place:
"""

# %%
def two_slopes(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slope = inner.gradient(y, x)
    return y.numpy(), slope.numpy(), outer.gradient(slope, x).numpy()

print(*two_slopes(lambda w: w**3, 4.0))

# %% [markdown]
r"""
The value 64, the slope 48, and the slope of the slope, 24.

## The parabola that hugs the curve

A value and a slope make a tangent. In unit 1 you saw what it misses: close by, a parabola, $\tfrac12 f''$ times the distance squared. Add it:

$$ q(x) = f(x_0) + f'(x_0)(x - x_0) + \tfrac12 f''(x_0)(x - x_0)^2 $$

`interact` makes a slider for `x0`, from 0.5 to 5.5 in steps of 0.1, and calls `hug` anew whenever you move it. Drag $x_0$. Look at how much longer the parabola stays with the curve than the tangent does, and at which way it opens.
"""

# %%
def f(x):
    return x * tf.sin(x)

# %%
def hug(x0=4.3):
    x = np.linspace(0, 6, 200)
    value, slope, bend = two_slopes(f, x0)
    line = value + slope * (x - x0)
    plt.plot(x, f(x), "C7", label="curve")
    plt.plot(x, line, "C1--", label="tangent")
    plt.plot(x, line + bend * (x - x0) ** 2 / 2, "C0", label="parabola")
    plt.plot(x0, value, "C7o")
    plt.axis([0, 6, -6, 4])
    plt.legend()
    plt.show()

# %%
slider = interact(hug, x0=(0.5, 5.5, 0.1))

# %% [markdown]
r"""
At 4.3 the second derivative is positive: the curve bends up, and the parabola has a lowest point, not far from that of the curve. At 2.5
it is negative, and the parabola opens downward. Somewhere between, $f''$ is 0. What becomes of $q$ there?
"""

# %%
@Predict({"Where f″ is 0, the curve of q is": ["the tangent", "a level line", "undefined"]})
def parabola_without_a_bend():
    low, high = 2.5, 4.3  # between them the bend goes from below 0 to above
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if two_slopes(f, middle)[2] < 0 else (low, middle)
    hug(low)
    _, slope, bend = two_slopes(f, low)
    print(f"at {low:.3f} the slope is {slope:.2f}, and its slope {abs(bend):.3f}")
    if not np.isfinite(bend):
        return "undefined"
    return "a level line" if abs(slope) < 0.1 else "the tangent"

# %% [markdown]
r"""
<details><summary>Why</summary>

Its last term is gone, and what is left is the tangent. Here, near 3.644, the curve changes from bending down to bending up, and
crosses its tangent. Such a place is an **inflection point** (拐点).

</details>
"""

# %% [markdown]
r"""
## Many inputs: slopes of each slope

Now a function of two inputs, $x_0^2\, x_1$. Its partial derivatives, those of unit 2, make the gradient
$(2 x_0 x_1,\ x_0^2)$, and at $(3, 2)$ that is $(12, 9)$.

Take a small step east: $x_0$ grows, $x_1$ stays. Now *both* parts of the gradient change. How fast does each, per unit of $x_0$?
(The maps of unit 3 also take a function of one array, as `twisted` is.)
"""

# %%
def twisted(x):
    return x[0] ** 2 * x[1]

@Predict({"Going east from (3, 2), the 12 changes at the rate": float,
          "and the 9 at the rate": float})
def slopes_of_both_slopes():
    maps = [GradientField(twisted, point=(x0, 2), window=(0, 5)) for x0 in (2.99, 3, 3.01)]
    display(maps[1])
    return np.round((maps[2].gradient - maps[0].gradient) / 0.02, 3)

# %% [markdown]
r"""
<details><summary>By hand</summary>

Along $x_0$, the slope of $2 x_0 x_1$ is $2 x_1 = 4$, and that of $x_0^2$ is $2 x_0 = 6$. Move the point to the east and watch its arrow: it
gets longer *and* turns.

</details>
"""

# %% [markdown]
r"""
With two inputs there are two slopes, and each changes along two axes. With $n$ inputs that makes $n^2$ numbers. The matrix of
all of them is the **Hessian** (黑塞矩阵), which unit 4 used already:

$$ H_{ij} = \frac{\partial}{\partial x_j} \left( \frac{\partial f}{\partial x_i} \right) \qquad\text{here}\qquad
H = \begin{pmatrix} 2x_1 & 2x_0 \\ 2x_0 & 0 \end{pmatrix} $$

Row $i$ has the slopes of $\partial f / \partial x_i$; column $j$ says how the whole gradient changes along axis $j$. So it is the Jacobian of the
gradient, and you can ask for it in those words:
"""

# %%
x = tf.Variable([3.0, 2.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = twisted(x)
    grad = inner.gradient(y, x)
print(outer.jacobian(grad, x).numpy())

# %% [markdown]
r"""
It is symmetric, and that is no accident: where the second derivatives are continuous, the order of differentiation does not matter.

What if the last line said `gradient` instead of `jacobian`? Remember what a tape does with a target of several entries.
"""

# %%
@Predict({"The gradient of the gradient is": ["[[4, 6], [6, 0]]", "[4, 0]", "[10, 6]", "an error"]})
def gradient_of_a_gradient():
    x = tf.Variable([3.0, 2.0])
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = twisted(x)
        grad = inner.gradient(y, x)
    try:
        return str(outer.gradient(grad, x).numpy().astype(int).tolist())
    except Exception as error:
        print(error)
        return "an error"

# %% [markdown]
r"""
<details><summary>Why</summary>

It adds the two slopes up first, and then differentiates. So what comes is the sum of the rows, $(4 + 6,\ 6 + 0)$, and not the diagonal.

</details>
"""

# %% [markdown]
r"""
## Curvature in any direction

At a place where the gradient is 0, the parabola has a counterpart in many inputs. A small step $v$ away, the height is about

$$ f(a + v) \;\approx\; f(a) + \tfrac12\, v \cdot H v $$

$Hv$ is the matrix times the vector: how the gradient changes along $v$. If $v$ has length 1, $v \cdot H v$ is the **curvature** (曲率) along it:
as you walk that way the slope is
$\nabla f \cdot v$; for each unit of length the gradient changes by $Hv$, so the slope changes by $Hv \cdot v$. The formula is Taylor's of unit 1, along $v$. (Unit 4 wrote
$d$ for $v$.)

Here is $H = \begin{pmatrix} 2 & 1.6 \\ 1.6 & 2 \end{pmatrix}$. To the east, $v = (1, 0)$ makes $Hv = (2, 1.6)$, the first column, and
$v \cdot Hv = 1 \cdot 2 + 0 \cdot 1.6 = 2$. Along the other axis it is 2 as well. What do the contours around the bottom look like?
"""

# %%
@Predict({"The contours are":
          ["round", "longest towards the upper right", "longest towards the lower right"]})
def contours_of_a_tilted_bowl():
    H = np.array([[2, 1.6], [1.6, 2]])
    display(Map(lambda v: v @ H @ v / 2))
    upper, lower = [u @ H @ u / 2 for u in np.array([[1, 1], [1, -1]])]  # these u have length √2
    print(f"curvature towards the upper right {upper:.2f}, towards the lower right {lower:.2f}")
    if np.isclose(upper, lower):
        return "round"
    return f"longest towards the {'upper' if upper < lower else 'lower'} right"

# %% [markdown]
r"""
<details><summary>Why</summary>

Towards the upper right $H$ makes $(3.6, 3.6)$ of $(1, 1)$, so the curvature is 3.6; towards the lower right it makes $(0.4, -0.4)$ of
$(1, -1)$, and the curvature is 0.4. Where it is weak you can walk far before you are a contour higher. Both arrows keep their line: they
are the eigenvectors of unit 4, and the axes of the ellipses.

</details>
"""

# %% [markdown]
r"""
So a map shows a Hessian: a contour is *long* along the way that bends weakly. The signs show in its shape. Four places where the gradient is 0:
"""

# %%
side = np.linspace(-2, 2, 81)
X, Y = np.meshgrid(side, side)
figure, four = plt.subplots(2, 2, figsize=(6, 6), layout="constrained")
for axes, (a, b, c) in zip(four.flat, [(2, 0, 1), (-1, 0, -2), (0, 2, 0), (2, 0, 0)], strict=True):
    lines = axes.contour(X, Y, (a * X**2 + 2 * b * X * Y + c * Y**2) / 2, colors="C0")
    axes.clabel(lines)  # below 0 they are dashed
    axes.set(aspect="equal", title=f"H = [[{a}, {b}], [{b}, {c}]]")
plt.show()

# %% [markdown]
r"""
- All curvatures positive: rings that *rise* outward, a minimum.
- All negative: rings that *fall* outward, a maximum.
- Of both signs: a saddle. Two contours cross there, and beside them you climb one way and descend the other.
- All of one sign, but 0 along one line: a trough, or a ridge, as far as $H$ can tell. Along its floor smaller terms decide: $x^2 + y^4$ has a minimum at
  $(0, 0)$, $x^2 - y^4$ has none, and both have the fourth map's $H$ there.

On a slope the spacing tells. Walk uphill over contours of equal height steps. If they crowd together as you go, the slope grows,
and the curvature along your way is positive. If they spread, it is negative.
"""

# %% [markdown]
r"""
## Curvature without the Hessian

A model with 20,000 parameters is a tiny one. Its Hessian has 400 million entries: 1.6 GB in float32. But what you want to know
is mostly how the gradient changes *along one direction* $v$, and that is $Hv$, only a vector.

Multiply the gradient by $v$ and add up: $\nabla f \cdot v = \sum_i v_i\, \partial f / \partial x_i$ is *one number*, the slope along $v$. Its slope along $x_j$ is
$\sum_i v_i H_{ij}$, and by symmetry that is entry $j$ of $Hv$. So, with $v$ held fixed,

$$ H v = \nabla \big( \nabla f(x) \cdot v \big) $$
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

# %%
print(hvp(twisted, tf.constant([3.0, 2.0]), tf.constant([1.0, 0.0])).numpy())

# %% [markdown]
r"""
With $v = (1, 0)$ that is the first column of $H$, as it should be. The Hessian was never there: two questions to a tape, whatever the number
of inputs. Here with 20,000, and with two million:
"""

# %%
def many(x):
    return tf.reduce_sum(tf.sin(x) * x)

for n in (20_000, 2_000_000):
    x, v = tf.random.normal([n]), tf.random.normal([n])
    print(f"{n:>9,} inputs: Hv has {len(hvp(many, x, v)):,} entries")

# %% [markdown]
r"""
**A good place to stop.** [Exercises](../release/06_second_order/second_order.ipynb) 6.1 to 6.3, 6.8, 6.9 and 6.11 in
`second_order.ipynb` need no more than this (6.3 also
`tf.stop_gradient`, under *Tools for later* in unit 5). When you come back, run the cells up to here, and go on.
"""

# %% [markdown]
r"""
## The other way: forward

TensorFlow has a second machine, which runs *with* the computation instead of back through it. A **ForwardAccumulator** is told that $x$
moves along $v$, and carries for each value how fast it changes; `.jvp(value)` tells it. That is **forward mode** (前向模式).

Put a tape *into* it. The tape computes a gradient, and the accumulator carries how fast that gradient changes along $v$. This
*is* $Hv$, with no sum and no second tape:
"""

# %%
def hvp_forward(f, x, v):
    with tf.autodiff.ForwardAccumulator(x, v) as accumulator:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        grad = tape.gradient(y, x)
    return accumulator.jvp(grad)

# %%
x, v = tf.random.normal([20_000]), tf.random.normal([20_000])
one, other = hvp(many, x, v), hvp_forward(many, x, v)
print("largest difference", np.abs(one - other).max(), "  of entries up to", np.abs(one).max())

# %% [markdown]
r"""
The two agree up to rounding. Neither costs $n$ gradients. When we measured, the double tape took two to six of them. The accumulator has a fixed
price: with 20,000 inputs it took fifteen gradients and more, with two million three or so. Time them yourself
with `%timeit hvp(many, x, v)`, in a cell of its own: it runs the line many times and tells how long it takes.
"""

# %% [markdown]
r"""
## Newton: jump to where the parabola is level

The slope of the parabola under your feet is $f' + f''\,(x - x_0)$. It is zero at $x_0 - f'(x_0) / f''(x_0)$. Go there, and do it again.
That is **Newton's method** (牛顿法) for minimising.

The curve $x \sin x$ has a minimum near 4.913. Watch both errors from step to step, Newton's and that of gradient descent, and count the zeros.
"""

# %%
minimum = 4.913180439434884
newton = descent = tf.constant(4.3, tf.float64)
for step in range(6):
    errors = [abs(x - minimum) for x in (newton, descent)]
    print(f"step {step}   Newton {errors[0]:.16f}   descent {errors[1]:.16f}")
    _, slope, bend = two_slopes(f, newton)
    newton = newton - slope / bend
    descent = descent - 0.1 * two_slopes(f, descent)[1]

# %% [markdown]
r"""
Close to a minimum of a smooth curve, with $f'' > 0$ there, the number of correct digits about doubles in each of Newton's steps, until they are all there. Gradient descent
gains the same part of a digit again and again.
"""

# %% [markdown]
r"""
With many inputs, ask for the step $s$ that brings the gradient $g = \nabla f$ to zero. Along $-s$ it changes by about $-Hs$, so $H s = g$ is what you
have to solve, and then you go to $x - s$. The tilted bowl from above has the height $\tfrac12\, x \cdot Hx$ and the gradient $Hx$:
"""

# %%
H, x = tf.constant([[2.0, 1.6], [1.6, 2.0]]), tf.constant([1.0, 3.0])
g = tf.linalg.matvec(H, x)
s = tf.linalg.solve(H, g[:, None])[:, 0]  # takes a column, gives a column
print("g", g.numpy(), "  H s", tf.linalg.matvec(H, s).numpy())
print("s", s.numpy(), "  x - s", (x - s).numpy())

# %% [markdown]
r"""
The first line is the check: $Hs$ is $g$. The second says that one step leads to the bottom, up to rounding, since this bowl *is* its parabola. In one line the step is written
$x - H^{-1} g$. There $H^{-1}$ is the **inverse** (逆矩阵) of $H$, the matrix that undoes it: $H^{-1}(H s) = s$. You need not compute it; `solve` is
cheaper.

Back to the one curve, $x \sin x$. You start at $x_0 = 1.7$. Where does it lead?
"""

# %%
@Predict({"From 1.7, Newton goes to":
          ["the minimum at 0", "the maximum near 2", "the minimum near 4.9"]})
def newton_from_another_start():
    x = 1.7
    for _ in range(5):
        _, slope, bend = two_slopes(f, tf.constant(x, tf.float64))
        x = x - slope / bend
    _, slope, bend = two_slopes(f, tf.constant(x, tf.float64))
    print(f"ends at {x:.6f}   slope {slope:.1e}   second derivative {bend:.2f}")
    places = {"the minimum at 0": 0, "the maximum near 2": 2, "the minimum near 4.9": 4.9}
    return min(places, key=lambda place: abs(places[place] - x))

# %% [markdown]
r"""
<details><summary>Why</summary>

Drag the slider of the parabola to 1.7. There the curve bends *down*, and the parabola's slope is zero at its top. Newton's step looks for slope zero, and does not care whether that is a
bottom, a top or a saddle.

</details>

Nor does it always arrive: where $f''$ is close to zero, the jump is wild. That, and the price of $H$ for large $n$, are reasons why networks are
still trained with gradients.
"""

# %% [markdown]
r"""
## The direction that bends most

Unit 4 found for bowls: gradient descent is stable as long as the learning rate $\alpha$ is below $2 / \lambda_{\max}$, where $\lambda_{\max}$ is the
largest **eigenvalue** (特征值) of $H$, the curvature along the direction that bends most. Where does one get it from without $H$, for many inputs?

From $Hv$ alone. Take $H = \begin{pmatrix} 3 & 1 \\ 1 & 2 \end{pmatrix}$ and an arrow. Multiply it by $H$, bring it to length 1, multiply again. What
will the arrow do?
"""

# %%
@Predict({"Multiplied by this H again and again, the arrow":
          ["turns on and on", "swings to and fro", "settles on a direction"]})
def arrow_under_a_hessian():
    H, v, turns = np.array([[3, 1], [1, 2]]), np.array([-0.5, 1]), []
    plt.figure(figsize=(4, 3))
    for number in range(12):
        v = v / np.linalg.norm(v)
        plt.plot([0, v[0]], [0, v[1]], color=plt.cm.plasma(0.3 + number / 24))
        v, turns = H @ v, [*turns, v]
    plt.axis("equal")
    plt.show()
    if np.allclose(turns[-1], turns[-2], atol=1e-3):
        return "settles on a direction"
    return "swings to and fro" if np.allclose(turns[-1], turns[-3], atol=1e-3) else "turns on and on"

# %% [markdown]
r"""
<details><summary>Why</summary>

It settles, and you see it in the crowding lines, the purple ones first. Split the first arrow into parts along the eigenvectors. $H$ multiplies
each part by its eigenvalue, here 3.6 and 1.4, so round after round the part with the larger one gains.

</details>

This is **power iteration** (幂迭代). It finds the eigenvalue that is largest *in size*, if one is larger in size than all others, unless the start has no part at all along its
direction; so start at random. If that eigenvalue is negative, the arrow turns about in every round, on a line that settles all the same. And for $v$ of length 1
the curvature along it, $v \cdot Hv$, tends to that eigenvalue, sign and all: the sooner, the further its size is ahead of the others.

So what it finds is $\lambda_{\max}$ only if no negative curvature is larger in size. And $2/\lambda$ of a negative one is no learning rate.
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
## The curvature that sets the learning rate

Try it on a straight-line fit, where $\theta = (w, b)$. The inputs lie between 0 and 3, not around zero, so the valley is a narrow one.
The loss is a mean of squares of such sums as $wx + b - y$, and along no direction does that bend down. So the curvature that is largest in size is $\lambda_{\max}$.
"""

# %%
inputs = tf.linspace(0.0, 3.0, 20)  # (examples,)
targets = 2 * inputs + 1  # (examples,)

def loss(theta):
    return tf.reduce_mean((theta[0] * inputs + theta[1] - targets) ** 2)

bound = 2 / largest_curvature(loss, tf.constant([0.0, 0.0]))
print("largest stable rate", bound, "  loss at the start", loss([0.0, 0.0]).numpy())

# %% [markdown]
r"""
Descend 40 steps with 95 % of that rate, and with 105 %. How different can it be?
"""

# %%
@Predict({"After 40 steps with 105 % the loss is":
          ["below the first one", "up to 100 times the first", "more than 100 times the first"]})
def beyond_the_bound():
    for share in (0.95, 1.05):
        theta = tf.Variable([0.0, 0.0])
        for _ in range(40):
            with tf.GradientTape() as tape:
                y = loss(theta)
            theta.assign_sub(share * bound * tape.gradient(y, theta))
        print(f"{share:.0%} of the bound: loss {loss(theta).numpy():.3g}")
    times = loss(theta).numpy() / loss([0.0, 0.0]).numpy()
    if times < 1:
        return "below the first one"
    return "up to 100 times the first" if times <= 100 else "more than 100 times the first"

# %% [markdown]
r"""
<details><summary>Why</summary>

One learns, the other explodes. Along the sharpest direction each step multiplies the distance to the bottom by $1 - \alpha \lambda_{\max}$. At 105 % that is
$1 - 2.1 = -1.1$, so that part of the loss is multiplied by $1.1^2 = 1.21$ in every step, and 40 steps make $1.21^{40} \approx 2000$ of it.

</details>

For a quadratic loss such as this one the bound is exact, and the same everywhere. For another smooth loss, compute $H$ at a minimum: with a larger rate
than $2/\lambda_{\max}$ there, descent that comes near is thrown out again, but for rare starts.
"""

# %% [markdown]
r"""
## When the formula is right and the numbers are not

A classifier that answers yes or no has $\ln(1 + e^x)$ in its loss. The slope of $\ln z$ is $1/z$, as unit 7 shows. So by the chain rule that of
$\ln(1 + e^x)$ is $e^x/(1 + e^x)$, which is $1/(1 + e^{-x})$, the sigmoid. At $-100$ that is as good as 0, at 0 it is 0.5, and at 100 as good
as 1. What does the tape make of the formula at 100?
"""

# %%
@Predict({"At 100, the tape's gradient is": ["0.0", "1.0", "inf", "nan"]})
def slope_of_a_large_logarithm():
    x = tf.Variable([-100.0, 0.0, 100.0])
    with tf.GradientTape() as tape:
        y = tf.math.log(1 + tf.exp(x))
    grad = tape.gradient(y, x).numpy()
    print("value   ", y.numpy())
    print("gradient", grad)
    return str(grad[-1])

# %% [markdown]
r"""
<details><summary>Why</summary>

$e^{100}$ is too large for float32 and becomes infinity, an **overflow** (溢出). Backward, the logarithm's slope $1/z$ is 1/infinity, which is 0, the
exponential's is infinity, and 0 times infinity is not a number, `nan`.

</details>

The steps were the wrong ones, so *tell* TensorFlow value and slope yourself. `tf.custom_gradient` takes a function that returns both:
the value, and how to pass `upstream`, the slope of everything that comes after, on to `x`.
"""

# %%
@tf.custom_gradient
def cubed(x):
    def backward(upstream):
        return upstream * 3 * x**2
    return x**3, backward

# %%
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = 5.0 * cubed(x)
print(tape.gradient(y, x).numpy())

# %% [markdown]
r"""
$5 \cdot 3 \cdot 2^2 = 60$: the 5 came in `upstream`. For a cube that is a long way round. In exercise 6.7 you mend $\ln(1 + e^x)$
with it, in such a way that its second derivative is right as well.
"""

# %% [markdown]
r"""
## What you can now do

You can take slopes of slopes, tell a `None` from a zero, read a Hessian off a map and use one without having it, walk with Newton, and
compute the largest stable learning rate.

| word | 中文 | meaning |
| --- | --- | --- |
| second derivative | 二阶导数 | the slope of the slope |
| inflection point | 拐点 | where a curve changes from bending down to bending up, or the other way |
| Hessian | 黑塞矩阵 | all second derivatives, the Jacobian of the gradient |
| Hessian-vector product | 黑塞-向量积 | $Hv$: how the gradient changes along $v$ |
| curvature | 曲率 | here: how strongly a curve bends, $f''$, or along $v$ of length 1, $v \cdot Hv$ |
| forward mode | 前向模式 | slopes carried along with the values, by a `ForwardAccumulator` |
| Newton's method | 牛顿法 | go to where the parabola has slope zero |
| inverse | 逆矩阵 | the matrix $H^{-1}$ that undoes $H$ |
| eigenvalue, eigenvector | 特征值、特征向量 | the $\lambda$ and the $v$ in $Hv = \lambda v$ |
| power iteration | 幂迭代 | multiplying by $H$ again and again, which finds the eigenvalue of the largest size |
| overflow | 溢出 | a number too large for its type, which becomes infinity |

Now write it yourself: [the exercises](../release/06_second_order/second_order.ipynb) are in `second_order.ipynb`,
beside this lesson. In **unit 7** you build the tape.
"""
