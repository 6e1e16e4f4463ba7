# %% [markdown]
r"""
# Gradients: all slopes in one arrow

Thick fog on a hillside. You see no further than your boots, and you want to go up by the steepest way. With your
boots you can feel two slopes, one to the east and one to the north. Is that enough?

On smooth ground it is. Two numbers know the slope in *every* direction, and together they make an arrow that points the way. The same
arrow, with millions of numbers in it, is what trains a neural network.

**You will be able to** compute a gradient, of any shape · take a slope in any direction · say why the gradient
points uphill and crosses contours at right angles · check a gradient · derive the gradient of a loss.

About 60 minutes. Run the cells from top to bottom with Shift-Enter.
"""

# %%
import numpy as np

from gradus.figures import GradientField, Surface

# %% [markdown]
r"""
## Put the slopes side by side

The **gradient** (梯度) of $f$ is the list of its partial derivatives, read as an arrow. The sign ∇ is called *nabla*:

$$ \nabla f(x, y) = \left( \frac{\partial f}{\partial x},\ \frac{\partial f}{\partial y} \right) $$

It has as many numbers as $f$ has inputs, so it is an arrow on the *map*, not up the slope. Below, each arrow lies on
the plane under the surface. Before you run the cell: where will the arrows be short?
"""

# %%
def land(x, y):
    return 3 * x * np.exp(-(x**2 + y**2) / 4)

Surface(land)

# %% [markdown]
r"""
They are short where the ground is nearly level: at the top, at the bottom of the hollow, and far out. They are long
between the two, where it is steep. And they all seem to point uphill. Two numbers, one for east and one for north:
how can they know?
"""

# %% [markdown]
r"""
## Two slopes make all slopes

Take a step of length $t$ in the direction of a **unit vector** (单位向量) $u = (u_x, u_y)$, an arrow of length 1. If $f$ is
differentiable, its tangent plane tells what happens:

$$ f(x + t u_x,\ y + t u_y) - f(x, y) \;\approx\; \frac{\partial f}{\partial x}\, t u_x + \frac{\partial f}{\partial y}\, t u_y
= t\ \nabla f \cdot u $$

Divide by $t$ and let it go to zero. The error shrinks faster than $t$, so what is left is the slope along $u$, the **directional derivative** (方向导数):

$$ D_u f = \nabla f \cdot u $$

The dot is the **dot product** (点积): multiply entry by entry, then add up. **Predict, then run.** The ground rises
with slope 3 to the east and 4 to the north. How steep is it to the north-east, halfway between them?
"""

# %%
guess = 3.5  # the slope to the north-east, I think

# %%
g = np.array([3.0, 4.0])  # (slopes,)
u = np.array([1.0, 1.0]) / np.sqrt(2)  # north-east, length 1
print("the slope is", g @ u, "and your guess was", guess)

# %% [markdown]
r"""
Steeper than both! One step to the north-east takes you 0.71 east *and* 0.71 north, and you gain on both. So there
are directions steeper than the axes. Which one is the steepest of all?
"""

# %% [markdown]
r"""
## Turn the compass

The lines below are **contours** (等高线): along each of them the height stays the same. Drag the point, and turn the
purple arrow $u$. Beside the map is the slope along $u$, once around the compass. Find three things:

1. Where does $u$ point when the slope is largest? And how large is it then?
2. Where does $u$ point when the slope is 0?
3. Can you find a place where the slope is 0 in *all* directions?
"""

# %%
GradientField(land, point=(0.5, -1.0), direction=0.0)

# %% [markdown]
r"""
1. Along the arrow; the slope is then the arrow's length.
2. Along the contour, at a right angle to the arrow, on either side.
3. At the top, (1.41, 0), and at the bottom, (−1.41, 0). The arrow there has length 0.

Once around the compass the slope makes a wave, and its peak is at the arrow. Check that in numbers, for the arrow
(3, 4) and every whole degree:
"""

# %%
degrees = np.arange(361)
slopes = 3 * np.cos(np.radians(degrees)) + 4 * np.sin(np.radians(degrees))

print("steepest at", degrees[np.argmax(slopes)], "degrees, with slope", slopes.max())
print("(3, 4) is at", np.degrees(np.arctan2(4, 3)), "degrees and has length", np.hypot(3, 4))

# %% [markdown]
r"""
## Why it points uphill

Say the gradient $g$ has the length $\lVert g \rVert$ and points to the angle $\varphi$, and $u$ has length 1 and points
to $\psi$. So $g = \lVert g \rVert\,(\cos\varphi, \sin\varphi)$ and $u = (\cos\psi, \sin\psi)$, and

$$ g \cdot u = \lVert g \rVert\,(\cos\varphi \cos\psi + \sin\varphi \sin\psi)
= \lVert g \rVert \cos(\varphi - \psi) $$

Only the angle between the two counts, and the cosine is the wave you saw. Read off what you found:

- The cosine is largest, 1, at angle 0. **So the steepest way up is along the gradient, and the slope there is its
  length.**
- It is −1 at 180°. The steepest way *down* is along $-\nabla f$. That is where unit 4 goes.
- It is 0 at 90°. Across the gradient, the ground is level.

With more inputs nothing changes: two arrows always lie in one plane, and there the lines above hold. The small
print: $f$ is differentiable, and $\nabla f$ is not zero. A zero arrow points nowhere.
"""

# %% [markdown]
r"""
## Why it crosses contours at right angles

Walk along a contour. The height does not change, so in the direction you face the slope is 0. But that slope is
$\nabla f \cdot u$, which is 0 only where the cosine is, at a right angle. That is all.

See it on the map, enlarged. The closer you look, the straighter the contours, for close up the surface is hardly
different from its tangent plane, and a plane has straight, parallel contours. Turn $u$ to 90 degrees from the arrow:
it lies along the contour.
"""

# %%
GradientField(land, point=(0.5, -1.0), direction=0.0, window=(0.3, 0.7, -1.2, -0.8))

# %% [markdown]
r"""
And in numbers. The bowl $f(x, y) = x^2/2 + y^2$ has $\nabla f = (x, 2y)$, at $(3, 2)$ that is $(3, 4)$, of length 5.
**Predict, then run.** How much higher are you after a step of 0.01 along the gradient? And after one along the
contour?
"""

# %%
def bowl(x, y):
    return x**2 / 2 + y**2

for d in [0.1, 0.01]:
    uphill = bowl(3 + 0.6 * d, 2 + 0.8 * d) - bowl(3, 2)
    level = bowl(3 - 0.8 * d, 2 + 0.6 * d) - bowl(3, 2)
    print(f"step {d:<5} along the gradient {uphill:.6f}   along the contour {level:.6f}")

# %% [markdown]
r"""
Uphill about 5 times the step. Along the contour next to nothing: a straight step leaves the curved contour a little, by
something like the *square* of the step.

(Where $\nabla f$ is not zero and the partial derivatives are continuous, the contour is a smooth curve, so "along the
contour" has a meaning. At a top a contour can be a single point.)
"""

# %% [markdown]
r"""
## Steepest is not straight to the goal

The bottom of the bowl is at $(0, 0)$. You are at $(3, 2)$ and go down the steepest way, against the arrow. **Predict,
then run.** Are you heading for the bottom?
"""

# %%
guess = "yes"

# %%
GradientField(bowl, point=(3.0, 2.0), direction=214.0, window=(-4, 4))

# %% [markdown]
r"""
The purple arrow, at 214 degrees, shows the way to the bottom; the slope along it is −4.7. Straight against the gradient,
at 233 degrees, it is −5, and that way passes the bottom by. The gradient knows the ground under your boots and nothing
of the rest. Unit 4 has much to say about it.
"""

# %% [markdown]
r"""
## Any number of inputs, any shape

A network has matrices of weights. The gradient of a function of a matrix is a matrix of the same shape, with the slope
along each entry in that entry's place. For $f(W) = \lVert Wv \rVert^2$, say, the slope along $W_{ij}$ is $2\,(Wv)_i\,v_j$. Here
it is by that formula, and one entry of it measured.
"""

# %%
W = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])  # (outputs, inputs)
v = np.array([2.0, 1.0, -1.0])  # (inputs,)
grad_f = 2 * np.outer(W @ v, v)  # the shape of W

E = np.zeros((2, 3))
E[1, 2] = 1e-5
print(grad_f)
print("entry [1, 2] measured:", (np.sum(((W + E) @ v) ** 2) - np.sum(((W - E) @ v) ** 2)) / 2e-5)

# %% [markdown]
r"""
## Trust, but measure

Formulas for gradients go wrong, and a program with a wrong gradient does not crash. It learns a little worse. So compare
each formula with a measured gradient: a **gradient check** (梯度检验).

**Predict, then run.** One of these two formulas for the gradient of `land` is wrong in a sign. Which? And to how many
digits will the other agree with what is measured?
"""

# %%
def formula_1(x, y):
    e = 3 * np.exp(-(x**2 + y**2) / 4)
    return np.array([(1 - x**2 / 2) * e, -x * y / 2 * e])

def formula_2(x, y):
    e = 3 * np.exp(-(x**2 + y**2) / 4)
    return np.array([(1 + x**2 / 2) * e, -x * y / 2 * e])

# %%
x, y, h = 0.5, -1.0, 1e-5
measured = np.array([land(x + h, y) - land(x - h, y), land(x, y + h) - land(x, y - h)]) / (2 * h)
print("formula 1 is off by", np.abs(formula_1(x, y) - measured))
print("formula 2 is off by", np.abs(formula_2(x, y) - measured))

# %% [markdown]
r"""
Right means ten digits, wrong means hardly one, and between them is a gulf: nobody need argue about a limit. The entry
that differs tells where to look. The exercises divide the difference by the size of the numbers, so that large
gradients are judged like small ones.
"""

# %% [markdown]
r"""
## The gradient of a loss

Now the first gradient that learns. Row $j$ of $X$ describes an example, $w$ holds the weights, $Xw$ the predictions,
$y$ the targets. The **residuals** (残差) are $r = Xw - y$, and the loss is their **mean squared error** (均方误差)

$$ L(w) = \frac1n \sum_j r_j^2 $$

Nudge one weight $w_k$ by $d$. Residual $j$ moves by $X_{jk}\,d$, and its square by about $2 r_j$ times that. So

$$ \frac{\partial L}{\partial w_k} = \frac1n \sum_j 2\, r_j X_{jk}, \qquad\text{all at once}\qquad
\nabla L = \frac2n\, X^\top r $$

for the sum over $j$ is row $k$ of $X^\top$ times $r$. Check the first entry with a nudge:
"""

# %%
X = np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]])  # (examples, weights)
y = np.array([1.0, 2.0, 2.0])  # (examples,)
w = np.array([0.5, 1.0])  # (weights,)

print("by formula", 2 / 3 * X.T @ (X @ w - y))
ahead, behind = X @ (w + [1e-5, 0]) - y, X @ (w - [1e-5, 0]) - y  # residuals, w_0 nudged
print("first entry measured", (np.mean(ahead**2) - np.mean(behind**2)) / 2e-5)

# %% [markdown]
r"""
One trap before you write it. Data files like columns, and a column of predictions has the shape (3, 1). **Predict, then
run.** What is the shape of a column (3, 1) minus targets of shape (3,)?
"""

# %%
column = (X @ w).reshape(3, 1)  # (examples, 1)
print((column - y).shape)

# %% [markdown]
r"""
A table, (3, 3): NumPy stretches both, so every prediction meets every target. No error, no warning, only a wrong loss. Keep
an eye on shapes, and write them where an array is born.
"""

# %% [markdown]
r"""
## What you can now do

You can put slopes into an arrow, read direction and steepness off it, say why it points uphill and why it crosses
contours at right angles, check any gradient by measuring, and derive the one of a mean squared error.

| word | 中文 | meaning |
| --- | --- | --- |
| gradient | 梯度 | all partial derivatives, as one arrow (or array) |
| unit vector | 单位向量 | an arrow of length 1: a direction |
| dot product | 点积 | multiply entry by entry, add up |
| directional derivative | 方向导数 | the slope along a unit vector, $\nabla f \cdot u$ |
| contour | 等高线 | a line along which $f$ does not change |
| gradient check | 梯度检验 | a formula compared with a measured gradient |
| residual | 残差 | prediction minus target |
| mean squared error | 均方误差 | the mean of the squared residuals |

Now write it yourself: the exercises are in `gradients.ipynb`, beside this lesson. **Unit 4** takes the arrow, turns it
around, and walks.
"""
