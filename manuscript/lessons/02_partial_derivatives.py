# %% [markdown]
r"""
# Partial derivatives: one axis at a time

You stand on a hillside. How steep is it? That is only half a question. Walk east and it may go down, turn north
and it goes up: a surface has a slope in every direction, all at the same place.

This lesson asks for one direction at a time, and holds everything else still. Then the derivative of unit 1 does
all the work, for functions of two inputs or of two million.

**You will be able to** cut a surface into a curve · take a slope along any axis, by hand and by measuring · lay
a plane against a surface · predict a change from slopes · take the slope of a slope.

About 45 minutes. Run the cells from top to bottom with Shift-Enter.
"""

# %%
import numpy as np

from gradus.figures import Slice, Surface

# %% [markdown]
r"""
## East or north?

Here is the hillside, with $x$ to the east, $y$ to the north and the height

$$ f(x, y) = 4 - \frac{x^2}{2} - \frac{y^2}{4} + \frac{xy}{4} $$

You stand at $(1, -1)$. Before you run the cell: does the ground rise or fall to the east? And to the north?
"""

# %%
def hill(x, y):
    return 4 - x**2 / 2 - y**2 / 4 + x * y / 4

Surface(hill, point=(1.0, -1.0))

# %% [markdown]
r"""
East it falls, by 1.25 for each step of 1. North it rises, by 0.75. Both numbers are slopes of the same ground at
the same point, so *the* slope of a surface does not exist. The slope along an axis does.
"""

# %% [markdown]
r"""
## Cut a slice

Walk east, and your $y$ stays put. Only $x$ changes, so what you walk on is a *curve*: the edge that appears when a
plane cuts the hill along $y = -1$. And the slope of a curve is an old friend.

Move the point along the cut first. Then move the cut itself, to $y = 2$. Before you do: will the slope at $x = 1$
stay what it was?
"""

# %%
Slice(hill, point=(1.0, -1.0), axis=0)

# %% [markdown]
r"""
It changes, from $-1.25$ to $-0.5$. Another cut is another curve. Switch the axis too, and the cut runs north.

The slope of the cut is the **partial derivative** (偏导数, also 偏微分) of $f$ along that axis. It is written with a
round ∂, and only the coordinate that moves has an $h$ beside it:

$$ \frac{\partial f}{\partial x}(x, y) = \lim_{h \to 0} \frac{f(x + h, y) - f(x, y)}{h}
\qquad
\frac{\partial f}{\partial y}(x, y) = \lim_{h \to 0} \frac{f(x, y + h) - f(x, y)}{h} $$

As in unit 1, the limit has to be the same from both sides.
"""

# %% [markdown]
r"""
## By hand: the rest is a number

For the slope along $x$, treat $y$ as a number, like 4 or 1/2. Then go term by term.

| term | slope along $x$ | slope along $y$ |
| --- | --- | --- |
| $4$ | $0$ | $0$ |
| $-x^2/2$ | $-x$ | $0$, there is no $y$ in it |
| $-y^2/4$ | $0$, there is no $x$ in it | $-y/2$ |
| $xy/4$ | $y/4$, the factor of $x$ | $x/4$, the factor of $y$ |
| all of $f$ | $-x + y/4$ | $-y/2 + x/4$ |

Does measuring agree? Holding $y$ still is one line: `lambda t: hill(t, y)` is the slice, a function of `t` alone.
"""

# %%
def central(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)

x, y = 1.0, -1.0
print("along x:", central(lambda t: hill(t, y), x), " by hand", -x + y / 4)
print("along y:", central(lambda t: hill(x, t), y), " by hand", -y / 2 + x / 4)

# %% [markdown]
r"""
## Three inputs, or three million

Nobody draws a surface over three inputs, but a slope along one of them is no harder. The inputs become a vector
$x = (x_0, x_1, x_2)$, counted from 0 as in Python, and the step goes to one place of it: $e_i$ has a 1 in place $i$
and 0 elsewhere.

$$ \frac{\partial f}{\partial x_i}(x) \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$

**Predict, then run.** A box is 2 wide, 3 deep and 4 high. Make one side a little longer: which one adds most to the
volume? The shortest (0), the middle one (1) or the longest (2)?
"""

# %%
guess = 2  # the side that adds most, I think

# %%
def box(x):
    return x[0] * x[1] * x[2]

x, h = np.array([2.0, 3.0, 4.0]), 1e-5  # (sides,)
for i, e in enumerate(np.eye(3)):  # the rows of np.eye are e_0, e_1, e_2
    slope = (box(x + h * e) - box(x - h * e)) / (2 * h)
    print(f"side {i}: {slope:.6f}", "  <- your guess" if i == guess else "")

# %% [markdown]
r"""
The shortest. By hand, $\partial f / \partial x_0 = x_1 x_2 = 12$: a longer side adds a slab as large as the face that
it pushes out, and the shortest side pushes the largest face.

Before you write this yourself, two traps of NumPy. **Predict, then run.** What will be printed?
"""

# %%
a = np.array([1.0, 2.0])
b = a
b[0] += 5
print("a is", a)

c = np.array([3, 2])
c[0] += 0.5
print("c is", c)

# %% [markdown]
r"""
`b = a` copies nothing: it is a second name for the same array, so `a` has moved. And an array of whole numbers
stays one: the half is cut off without a word. So move a *copy*, and make it of *floats*:
`np.array(x, dtype=float)` does both.
"""

# %% [markdown]
r"""
## A plane that touches

A curve has a tangent line; a surface has a **tangent plane** (切平面). Start from the height at $a$, and add
for each axis its slope times the distance along it:

$$ p(x) = f(a) + \sum_i \frac{\partial f}{\partial x_i}(a)\,(x_i - a_i) $$

How well does it fit? Go off at an angle, 0.6 east for every 0.8 north, from $a = (1, -1)$, and watch the last
column.
"""

# %%
for d in [1, 0.1, 0.01]:
    dx, dy = 0.6 * d, 0.8 * d  # a distance d, across both axes
    plane = hill(1, -1) - 1.25 * dx + 0.75 * dy
    gap = hill(1 + dx, -1 + dy) - plane
    print(f"distance {d:<5} gap {gap:.6f}   gap / distance {gap / d:.4f}")

# %% [markdown]
r"""
The gap shrinks faster than the distance, as it did for the tangent line. Where it does so however you come closer to
$a$, $f$ is called **differentiable** (可微) there. Two slopes, measured along the axes only, then tell the height
close by on *all* sides.

Do two slopes along the axes always do that? Here is a surface with the slopes 0 and 0 at the origin. **Predict, then
run.** Is it level there?
"""

# %%
def star(x, y):
    return x * y / np.hypot(x, y) if x or y else 0.0

Surface(star, point=(0.0, 0.0), window=(-1, 1))

# %%
for t in [-0.1, -0.01, 0.01, 0.1]:
    d = np.hypot(t, t)  # how far (t, t) is from the origin
    print(f"t = {t:<6} height {star(t, t):.4f}   height / distance {star(t, t) / d:.2f}")

# %% [markdown]
r"""
Along both axes it is level, and along the diagonal it has a kink, as steep on either side however close you
come. (Try `window=(-0.001, 0.001)`: the picture stays the same.) The plane through the two lines is level too, and it
misses. So partial derivatives alone are no promise.

What *is* one: if all partial derivatives exist around $a$ and are continuous (连续) at $a$, then $f$ is differentiable
there. What is put together from sums, products, sines and exponentials passes that test everywhere. Look twice at
roots, quotients and absolute values.
"""

# %% [markdown]
r"""
## Small changes add up

How far does the plane rise between $x$ and $x + dx$? That is the change the slopes predict:

$$ f(x + dx) - f(x) \;\approx\; \sum_i \frac{\partial f}{\partial x_i}(x)\, dx_i $$

The right side is called the **total differential** (全微分). **Predict, then run.** All three sides of the box
grow by $d$. The slopes are 12, 8 and 6, so they predict $26\,d$. Is the true change larger or smaller?
"""

# %%
guess = "smaller"

# %%
x = np.array([2.0, 3.0, 4.0])  # (sides,)
for d in [1, 0.1, 0.01]:
    actual = box(x + d) - box(x)
    print(f"d = {d:<5} predicted {26 * d:<6.4g} actual {actual:.4f}")
print("your guess was", guess)

# %% [markdown]
r"""
Larger: three slabs make the prediction, and where two slabs meet there is an edge to fill. Edges are as small as
$d^2$, so for small $d$ they hardly count. This is also how a measuring error spreads: sides good to 0.01 give a
volume good to about 0.26.
"""

# %% [markdown]
r"""
## The slope of a slope

Go back to the slice, and move the cut north: the slope along $x$ changed with $y$. How fast it does is a second
partial derivative, a **mixed** one (混合偏导数):

$$ \frac{\partial^2 f}{\partial y\, \partial x} = \frac{\partial}{\partial y} \left( \frac{\partial f}{\partial x} \right) $$

For the hill, $\partial f/\partial x = -x + y/4$ grows by 1/4 for each step north. Now the other way round: does the slope
along $y$ change by as much when you walk *east*? **Predict, then run**, for a function with less symmetry.
"""

# %%
def g(x, y):
    return np.sin(x) * y**2 + x * np.exp(y)

x, y, h = 0.5, 1.5, 1e-4
print("east slope, changing north", central(lambda y: central(lambda x: g(x, y), x, h), y, h))
print("north slope, changing east", central(lambda x: central(lambda y: g(x, y), y, h), x, h))
print("by hand                   ", 2 * y * np.cos(x) + np.exp(y))

# %% [markdown]
r"""
The same! Write both out, and you see why. A difference of differences asks for $f$ at the four corners of a little
square, and either way the signs are these:

| | $x - h$ | $x + h$ |
| --- | --- | --- |
| $y + h$ | − | + |
| $y - h$ | + | − |

Divided by $2h$ twice, that is $\partial^2 f/\partial x\,\partial y$, whichever slope you took first. In the limit
$h \to 0$ the order does not matter wherever the mixed partial derivatives are continuous. (This is Schwarz's
theorem, also named after Clairaut. There are strange functions for which it fails at a point.)
"""

# %% [markdown]
r"""
## What you can now do

You can cut a slice out of any function, take its slope along any axis, lay a plane against a surface, say when it
fits, and predict what small changes do together.

| word | 中文 | meaning |
| --- | --- | --- |
| partial derivative | 偏导数（偏微分） | slope along one axis, the rest held still |
| slice | 截线 | what is left of $f$ when all inputs but one are held still |
| tangent plane | 切平面 | the plane with the height and the slopes of $f$ at a point |
| differentiable | 可微 | a plane fits: gap / distance goes to 0 on all ways to the point |
| continuous | 连续 | without jumps |
| total differential | 全微分 | the change that the slopes predict |
| mixed partial derivative | 混合偏导数 | how the slope along one axis changes along another |

Now write it yourself: the exercises are in `partial_derivatives.ipynb`, beside this lesson. **Unit 3** puts all the
slopes into one arrow, and finds out where it points.
"""
