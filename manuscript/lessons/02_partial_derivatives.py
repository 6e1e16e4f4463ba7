# %% [markdown]
r"""
# Partial derivatives: one axis at a time

You stand on a hillside. How steep is it? That is only half a question. One way the ground falls, another way it
rises: a surface has a slope in every direction, all at the same place.

This lesson asks for one direction at a time, and holds everything else still. Then the derivative of unit 1 does
all the work, for functions of two inputs or of two million.

**You will be able to** read slopes off a map · cut a surface into a curve · take a slope along any axis, by hand and by
measuring · lay a plane against a surface · predict a change from slopes · take the slope of a slope.

About 80 minutes. Run the cells from top to bottom with Shift-Enter.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as 1/3. To skip
them, read on.
"""

# %%
from gradus import practice

practice("02_partial_derivatives")

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus.figures import GrowingRectangle, Map, Predict, Slice, Surface

# %% [markdown]
r"""
## East or north?

A function of two inputs is a landscape. Here $x$ counts to the east, $y$ to the north, and the height is

$$ f(x, y) = 4 - \frac{x^2}{2} - \frac{y^2}{4} + \frac{xy}{4} $$

Below it lies as a map, seen from above. Each line is a **contour** (等高线): it joins places of the same height. The top is at
$(0, 0)$, where it is bluest, and you stand at $(1, -1)$. On all maps of this course you place the point by a click, or drag it, or
choose it by keys (Shift-Tab, just after Shift-Enter) and move it with the arrows.
"""

# %%
def hill(x, y):
    return 4 - x**2 / 2 - y**2 / 4 + x * y / 4

Map(hill, point=(1.0, -1.0), height=False)

# %% [markdown]
r"""
Which way is up from here? Look at the map, or put a few numbers into the formula.
"""

# %%
@Predict({"One small step east, the ground": ["falls", "rises"], "One small step north, it": ["falls", "rises"]})
def east_or_north():
    display(Surface(hill, point=(1.0, -1.0)))
    here = hill(1, -1)
    east, north = hill(1.001, -1) - here, hill(1, -0.999) - here
    return "rises" if east > 0 else "falls", "rises" if north > 0 else "falls"

# %% [markdown]
r"""
<details><summary>What happened</summary>

East it falls, at a rate of 1.25, and north it rises, at a rate of 0.75: those are the slopes of the two lines. (Turn the hill, to
see each of them from the side.) They are rates,
*right here*. A whole step of 1 to the east falls by 1.75, for the hill gets steeper on the way.

</details>

Two numbers, and both are slopes of the same ground at the same point. So *the* slope of a surface does not exist. The slope
along an axis does.
"""

# %% [markdown]
r"""
## Cut a slice

Walk east, and your $y$ stays put. Only $x$ changes, so what you walk on is a *curve*: the edge that appears when a
plane cuts the hill along $y = -1$. And the slope of a curve is an old friend.

Now cut along $y = 2$ instead, further north. At $x = 1$, is the cut as steep as before?
"""

# %%
@Predict({"At x = 1, the cut along y = 2 falls": ["less steeply", "just as steeply", "more steeply"]})
def another_cut():
    display(Slice(hill, point=(1.0, -1.0), axis=0))
    before, now = (hill(1.001, y) - hill(1, y) for y in (-1, 2))
    if abs(now - before) < 1e-5:
        return "just as steeply"
    return "less steeply" if now > before else "more steeply"

# %% [markdown]
r"""
<details><summary>What happened</summary>

Less steeply. Move the cut, from $y = -1$ to $y = 2$, and watch the slope at $x = 1$ go from $-1.25$ to $-0.5$. Another cut is
another curve. Switch the axis too, and the cut runs north.

</details>
"""

# %% [markdown]
r"""
The slope of the cut is the **partial derivative** (偏导数; in Taiwan also 偏微分) of $f$ along that axis. It is written with a
round ∂, and only the coordinate that moves has an $h$ beside it:

$$ \frac{\partial f}{\partial x}(x, y) = \lim_{h \to 0} \frac{f(x + h, y) - f(x, y)}{h} $$

$$ \frac{\partial f}{\partial y}(x, y) = \lim_{h \to 0} \frac{f(x, y + h) - f(x, y)}{h} $$

As in unit 1, the limit has to be the same from both sides.
"""

# %% [markdown]
r"""
## By hand: the rest is a number

For the slope along $x$, treat $y$ as a number, like 4 or 1/2. Then go term by term, with the rules of unit 1.

| term | slope along $x$ | slope along $y$ |
| --- | --- | --- |
| $4$ | $0$ | $0$ |
| $-x^2/2$ | $-x$ | $0$, there is no $y$ in it |
| $-y^2/4$ | $0$, there is no $x$ in it | $-y/2$ |
| $xy/4$ | $y/4$, the factor of $x$ | $x/4$, the factor of $y$ |
| all of $f$ | $-x + y/4$ | $-y/2 + x/4$ |

Does measuring agree? Holding $y$ still is one line: `lambda t: hill(t, -1.0)` is the slice, a function of `t` alone.
"""

# %%
def central(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)

print("along x:", central(lambda t: hill(t, -1.0), 1.0), " by hand", -1.0 + -1.0 / 4)
print("along y:", central(lambda t: hill(1.0, t), -1.0), " by hand", 1.0 / 2 + 1.0 / 4)

# %% [markdown]
r"""
Now you: $x^2 y^3$. Along $x$, the factor $y^3$ is a number, 8 if $y = 2$. Along $y$, it is $x^2$ that is held still.
"""

# %%
@Predict({"∂/∂x of x²y³ at x = 1, y = 2 is": float, "∂/∂y of it there is": float})
def two_slopes_by_hand():
    east = central(lambda t: t**2 * 2**3, 1.0)
    north = central(lambda t: 1**2 * t**3, 2.0)
    print("measured:", east, "and", north)
    return round(east, 4), round(north, 4)

# %% [markdown]
r"""
<details><summary>By the rules</summary>

Along $x$: $y^3$ stays as a factor, and $(x^2)' = 2x$. That is $2x\,y^3 = 2 \cdot 1 \cdot 8 = 16$. Along $y$: $x^2$ stays, and
$(y^3)' = 3y^2$, together $3x^2 y^2 = 3 \cdot 1 \cdot 4 = 12$.

</details>
"""

# %% [markdown]
r"""
## Read a map

A map shows slopes too. Between one contour and the next the height changes by the same amount, so where you cross many of
them in a short walk, the ground is steep along that walk. Walk along one, and you stay level.

Here is a round hill. Where does the ground *rise most steeply to the east*, which means: where is $\partial f / \partial x$
largest? Place the point. (The code below tries 121 times 121 places; you need not read it.)
"""

# %%
def round_hill(x, y):
    return np.exp(-(x**2 + y**2) / 2)

@Predict({"It rises most steeply to the east at": Map(round_hill, point=(2.0, 2.0), height=False)}, within=0.1)
def steepest_to_the_east():
    x, y = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-3, 3, 121))  # (121, 121) both
    east = central(lambda t: round_hill(t, y), x)  # (121, 121), a slope at each place
    best = np.unravel_index(np.argmax(east), east.shape)  # row and column of the largest
    return [round(x[best], 2), round(y[best], 2)]

# %% [markdown]
r"""
<details><summary>Why</summary>

At $(-1, 0)$, on the *western* flank: a walker who comes from the west and goes east climbs there. On the eastern flank the ground
is as steep, but going east you fall, and $\partial f / \partial x$ is negative. North and south of the top the contours are
as close, yet they run east, and who walks along a contour stays level: $\partial f / \partial x = 0$.

</details>
"""

# %% [markdown]
r"""
## A piece of real land

Land is not given by a formula, but measured: heights on a grid. Here is a part of Tennessee, the country around the
Jacksboro fault, from the sample data of Matplotlib. The first row is the northernmost, as on a map, and each later row lies
further *south*.
"""

# %%
from matplotlib.cbook import get_sample_data

# Heights in whole metres on a grid of 1/1200 degree, here at about 36.36 degrees north. Source: the file
# jacksboro_fault_dem.npz that comes with Matplotlib, which draws it in its example "Topographic hillshading".
data = get_sample_data("jacksboro_fault_dem.npz")
land = data["elevation"][90:125, 270:320].astype(float)  # (rows, columns), metres
print("shape", land.shape, "  lowest", land.min(), "  highest", land.max())

# %% [markdown]
r"""
For slopes in *metres per metre* we need the distances. A degree of latitude, north to south, is about 111 km. A degree of
longitude, east to west, is as long only at the equator. Towards the poles it gets shorter, in proportion to the cosine of the latitude.
"""

# %%
north_step = data["dy"] * 111_000  # metres from row to row
east_step = data["dx"] * 111_000 * np.cos(np.radians(36.36))  # metres from column to column
print(f"to the next row {north_step:.1f} m, to the next column {east_step:.1f} m")

east_km = np.arange(50) * east_step / 1000  # (columns,)
north_km = np.arange(34, -1, -1) * north_step / 1000  # (rows,), the first row furthest north

# %%
figure, axes = plt.subplots(figsize=(5.5, 4.5))
lines = axes.contour(east_km, north_km, land, levels=range(350, 701, 50), colors="C0")
axes.clabel(lines, levels=[400, 450, 500, 600, 650])  # 550 would hide the cross
axes.plot(east_km[20], north_km[15], "rx", ms=12, mew=3)  # the place land[15, 20]
axes.set(xlabel="km to the east", ylabel="km to the north", aspect="equal")
plt.show()

# %% [markdown]
r"""
A long ridge, with a valley on either side. The cross is on its flank. Two questions on it, and for the second mind the order of the rows.
"""

# %%
@Predict({"At the cross, the slope to the east is": ["positive", "negative"],
          "land[16, 20] − land[14, 20] is": ["positive", "negative"]})
def slopes_of_the_land():
    east = (land[15, 21] - land[15, 19]) / (2 * east_step)
    south = (land[16, 20] - land[14, 20]) / (2 * north_step)
    print(f"to the east {east:.2f}   to the south {south:.2f}   to the north {-south:.2f}")
    return ["positive" if number > 0 else "negative" for number in (east, south)]

# %% [markdown]
r"""
<details><summary>Why</summary>

The cross is on the south-eastern flank. East of it the ground is lower, so that slope is negative: 40 cm down for each metre. Row 16 lies
*south* of row 14, and lower. So that difference is negative too, and divided by the distance it is the slope to the *south*. To the
north the land rises, by 35 cm a metre.

</details>
"""

# %% [markdown]
r"""
Who takes rows for $y$ gets a sign wrong, with photographs as with maps.

<details><summary>Even this file has one wrong</summary>

Its `ymin`, the south edge, is 36.73, and its `ymax` is 36.45, as if the height of the grid had been added to the north edge. Subtract it,
and the highest place of the grid, 1076 m, lies where maps have Cross Mountain, 1077 m.

</details>
"""

# %% [markdown]
r"""
Now all slopes at once. `land[:, 2:]` is the grid without its first two columns, `land[:, :-2]` without its last two. Place by place, their
difference looks one column ahead and one behind. Each picture is bright where the land rises that way.
"""

# %%
east = (land[:, 2:] - land[:, :-2]) / (2 * east_step)  # (35, 48)
north = (land[:-2] - land[2:]) / (2 * north_step)  # (33, 50), the row before minus the row after
figure, pair = plt.subplots(1, 2, figsize=(8, 3))
for axes, slopes, name in ((pair[0], east, "east"), (pair[1], north, "north")):
    axes.imshow(slopes, cmap="gray", aspect=north_step / east_step)
    axes.set(title=f"slope to the {name}", xticks=[], yticks=[])
plt.show()

# %% [markdown]
r"""
They look like a relief in the sun, and that is no accident. Ground that rises to the east faces west: the left picture is
lit as if from the west, the right one from the south. Shaded maps are computed from these two slopes and the place of the sun.

How good are they? Rounded to whole metres, each height may be off by half a metre, and the difference of two by a whole one. That alone may spoil a slope over 149 m by up to
1/149, about 0.007.
"""

# %% [markdown]
r"""
## Three inputs, or three million

Nobody draws a surface over three inputs, but a slope along one of them is no harder. The inputs become a **vector** (向量), a list
of numbers $x = (x_0, x_1, x_2)$, counted from 0 as in Python. (In unit 1 $x_0$ was a place; from here on the small number says *which coordinate*.) NumPy adds two vectors place by place, and a number in front
multiplies each place.

So a step along one axis is $h e_i$, where the vector $e_i$ has a 1 in place $i$ and 0 elsewhere. (Its letter has nothing to do with the
number $e$ of $e^x$.) `np.eye(3)` holds all three of them; for a point of any length they are `np.eye(len(x))`, and $e_i$ is
`np.eye(len(x))[i]`.
"""

# %%
print(np.eye(3))
print(np.array([2.0, 3.0, 4.0]) + 0.5 * np.eye(3)[1])

# %% [markdown]
r"""
Place 1 has moved, the rest stayed. The central difference along axis $i$ is then

$$ \frac{\partial f}{\partial x_i}(x) \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$

A box is 2 wide, 3 deep and 4 high. Make one side a little longer: which one adds most to the volume?
"""

# %%
def box(x):
    return x[0] * x[1] * x[2]

@Predict({"Most is added by the": ["shortest side", "middle side", "longest side"]})
def side_that_adds_most():
    sides, slopes = np.array([2.0, 3.0, 4.0]), []
    for i, e in enumerate(np.eye(3)):  # the rows of np.eye are e_0, e_1, e_2
        slopes.append((box(sides + 1e-5 * e) - box(sides - 1e-5 * e)) / 2e-5)
        print(f"along side {i}: {slopes[i]:.4f}")
    return ["shortest side", "middle side", "longest side"][np.argmax(slopes)]

# %% [markdown]
r"""
<details><summary>Why</summary>

The shortest. By hand, $\partial f / \partial x_0 = x_1 x_2 = 12$: a longer side adds a slab as large as the face that
it pushes out, and the shortest side pushes the largest face.

</details>

`box` takes *one* array, so a slice of it puts the moving number `t` into one place of a new array, and leaves the others as they are:
"""

# %%
print(central(lambda t: box(np.array([2.0, t, 4.0])), 3.0))  # along side 1, at 3

# %% [markdown]
r"""
Before you write this yourself, read how the next cell moves two points. Where are `a` and `c` at its end?
"""

# %%
@Predict({"a is then at": ["(1, 2)", "(6, 2)"], "c is then at": ["(3, 2)", "(3.5, 2)", "(4, 2)"]})
def two_moved_points():
    a = np.array([1.0, 2.0])
    b = a
    b[0] += 5
    c = np.array([3, 2])
    c[0] += 0.5
    return [f"({first:g}, {second:g})" for first, second in (a, c)]

# %% [markdown]
r"""
<details><summary>Why</summary>

`b = a` copies nothing: it is a second name for the same array, so `a` has moved. And an array of whole numbers
stays one: the half is cut off without a word. So move a *copy*, and make it of *floats*: `np.array(x, dtype=float)` does
both.

</details>
"""

# %% [markdown]
r"""
## A plane that touches

A curve has a tangent line; a surface has a **tangent plane** (切平面), a flat sheet with the height and both slopes of the surface
at one place $a$. Below it lies against the hill at $a = (1, -1)$, where the slopes are $-1.25$ and $0.75$. The code of the picture you need not read.
"""

# %%
def sheet(x, y):
    return hill(1, -1) - 1.25 * (x - 1) + 0.75 * (y + 1)

# %%
u, v = np.meshgrid(np.linspace(-1, 3, 20), np.linspace(-3, 1, 20))  # (20, 20) both
axes = plt.figure(figsize=(5, 4)).add_subplot(projection="3d")
axes.plot_surface(u, v, hill(u, v), color="tab:blue", alpha=0.7)
axes.plot_surface(u, v, sheet(u, v), color="tab:orange", alpha=0.4)
axes.set(xlabel="x", ylabel="y")
axes.tick_params("y", colors="gray")  # else a dark theme lays white paper under it
plt.show()

# %% [markdown]
r"""
In symbols: start from the height at $a$, and add for each axis its slope times the distance along it. For two inputs, $x_0$ to the
east and $x_1$ to the north,

$$ p(x) = f(a) + \frac{\partial f}{\partial x_0}(a)\,(x_0 - a_0) + \frac{\partial f}{\partial x_1}(a)\,(x_1 - a_1) $$

and for any number of them, with $\sum_i$ for "add up over all axes $i$",

$$ p(x) = f(a) + \sum_i \frac{\partial f}{\partial x_i}(a)\,(x_i - a_i) $$

How well does it fit? Go off at an angle, 0.6 east for every 0.8 north, from $a = (1, -1)$, and watch the last column.
($0.6^2 + 0.8^2 = 1$, so $d$ is the distance.)
"""

# %%
for d in [1, 0.1, 0.01]:
    x, y = 1 + 0.6 * d, -1 + 0.8 * d
    gap = hill(x, y) - sheet(x, y)
    print(f"distance {d:<5} gap {gap:.6f}   gap / distance {gap / d:.4f}")

# %% [markdown]
r"""
The gap shrinks faster than the distance, as it did for the tangent line. If gap / distance goes to 0 on *every* way to
$a$, $f$ is called **differentiable** (可微) there. Two slopes, measured along the axes only, then tell the height
close by on *all* sides.
"""

# %% [markdown]
r"""
Do two slopes along the axes always do that? Take

$$ f(x, y) = \frac{xy}{\sqrt{x^2 + y^2}}, \qquad f(0, 0) = 0 $$

Below the line is the distance from the origin, `np.hypot(x, y)`. Along both axes $f$ is 0, so both slopes at the origin
are 0, and the plane is level, $p = 0$: all of the height is gap. Come in along the diagonal, $x = y$. What does gap / distance do?
"""

# %%
def star(x, y):
    return x * y / np.hypot(x, y) if x or y else 0.0  # a number counts as True unless it is 0

# %%
@Predict({"On the way in, gap / distance": ["goes to 0", "stays the same", "grows without end"]})
def plane_against_the_star():
    display(Surface(star, point=(0.0, 0.0), window=(-1, 1)))
    shares = []
    for t in [1, 0.1, 0.01, 0.001]:
        shares.append(star(t, t) / np.hypot(t, t))
        print(f"at ({t}, {t})   gap {star(t, t):.5f}   gap / distance {shares[-1]:.3f}")
    trend = np.sign(np.round(shares[-1] - shares[0], 9))
    return {-1: "goes to 0", 0: "stays the same", 1: "grows without end"}[trend]

# %% [markdown]
r"""
<details><summary>Why</summary>

It stays 1/2. On the diagonal $t^2$ is divided by $\sqrt{2t^2}$, and that again by $\sqrt{2t^2}$: together $t^2 / 2t^2$. Along
both axes the star is level, along the diagonal it has a kink, as steep on either side however close you come: turn it, and zoom in. The plane through
the two lines is level too, and it misses. (A picture with `window=(-0.001, 0.001)` looks the same.) So the two partial
derivatives alone are no promise.

</details>
"""

# %% [markdown]
r"""
Here is a promise: if all partial derivatives exist around $a$ and are **continuous** (连续) at $a$, so that near $a$ they come as
close as you like to their values there, then $f$ is differentiable there.

The star must fail this test. At the origin $\partial f / \partial x$ is 0. And at places $(0, y)$, closer and closer to it?
"""

# %%
for y in [0.1, 0.01, 0.001, 0.0]:
    east_slope = (star(1e-5, y) - star(-1e-5, y)) / 2e-5
    print(f"∂f/∂x at (0, {y}) is {east_slope:.4f}")

# %% [markdown]
r"""
Always 1 on the way, and 0 at the end: it *jumps* at the origin, is not continuous there, and so nothing is promised.

What is put together from sums, products, sines and exponentials passes that test everywhere. Look twice at
roots, quotients and absolute values.
"""

# %% [markdown]
r"""
## Small changes add up

How far does the plane rise between $x$ and $x + dx$? That is the change the slopes predict:

$$ f(x + dx) - f(x) \;\approx\; \sum_i \frac{\partial f}{\partial x_i}(x)\, dx_i $$

The right side is called the **total differential** (全微分). Try it on the box. Its sides 2, 3 and 4 all grow by $d$. The slopes
are 12, 8 and 6, so they predict $12d + 8d + 6d = 26\,d$.
"""

# %%
@Predict({"The true change of the volume is": ["less than 26 d", "26 d", "more than 26 d"]})
def growing_box():
    sides = np.array([2.0, 3.0, 4.0])  # (sides,)
    for d in [1, 0.1, 0.01]:
        change = box(sides + d) - box(sides)
        print(f"d = {d:<5} predicted {26 * d:<6.4g} actual {change:.4f}")
    display(GrowingRectangle(3, 2, 0.3, 0.3, names=("x₁", "x₀")))  # the box from above
    sign = np.sign(np.round(change / d - 26, 6))
    return {-1: "less than 26 d", 0: "26 d", 1: "more than 26 d"}[sign]

# %% [markdown]
r"""
<details><summary>Why</summary>

More. Three slabs make the prediction, and where two slabs meet there is an edge to fill, as the corner of the rectangle in
unit 1. Three edges add $9d^2$, and the corner of all three $d^3$: for small $d$ they hardly count.

</details>

This is also how a measuring error spreads: if each side is right to 0.01, the volume is right to about 0.26. (That is the worst
case. Errors need not have the same sign, nor slopes: add up the *sizes*, slope times error.)
"""

# %% [markdown]
r"""
## The slope of a slope

Go back to the slice, and move the cut north: the slope along $x$ changes with $y$. How fast it does is a second
partial derivative, a **mixed** one (混合偏导数):

$$ \frac{\partial^2 f}{\partial y\, \partial x} = \frac{\partial}{\partial y} \left( \frac{\partial f}{\partial x} \right) $$

The small 2 is no square: it counts the slopes taken. Read from the right: first the slope along $x$, then how that changes along $y$.
For the hill, $\partial f/\partial x = -x + y/4$ grows by 1/4 for each step north.

To measure it, take a difference of differences: the rise to the east on the upper edge of a little square, minus the same on
its lower edge. That asks for $f$ at four corners, with these signs:

| | $x - h$ | $x + h$ |
| --- | --- | --- |
| $y + h$ | − | + |
| $y - h$ | + | − |

Both differences reach over $2h$, so divide by $2h$ twice:

$$ \begin{aligned} \frac{\partial^2 f}{\partial y\, \partial x} \approx \frac{1}{4h^2} \bigl( & f(x+h, y+h) - f(x-h, y+h) \\
& - f(x+h, y-h) + f(x-h, y-h) \bigr) \end{aligned} $$
"""

# %% [markdown]
r"""
That is A, how fast the *east* slope grows on the way *north*. Now B, the other way round, $\partial^2 f / \partial x\, \partial y$: how
fast does the *north* slope grow on the way *east*? Take a function with less symmetry, $g(x, y) = y^2 \sin x + x e^y$, at
$(0.5, 1.5)$. How do the two compare?
"""

# %%
def g(x, y):
    return np.sin(x) * y**2 + x * np.exp(y)

@Predict({"B is": ["less than A", "equal to A", "greater than A"]})
def two_orders():
    # The inner step is much the smaller one. Why, says the answer.
    first = central(lambda y: central(lambda x: g(x, y), 0.5, 1e-5), 1.5, 1e-3)
    second = central(lambda x: central(lambda y: g(x, y), 1.5, 1e-5), 0.5, 1e-3)
    print("A, the east slope going north:", first)
    print("B, the north slope going east:", second)
    return {-1: "less than A", 0: "equal to A", 1: "greater than A"}[np.sign(np.round(second - first, 4))]

# %% [markdown]
r"""
<details><summary>Why</summary>

They are equal. (The cell measures with two steps that differ: with equal ones A and B would be one and the same sum, whatever $g$ is.)
By hand, $\partial g / \partial x = y^2 \cos x + e^y$, and its slope along $y$ is $2y \cos x + e^y$. The other way round,
$\partial g / \partial y = 2y \sin x + x e^y$, and its slope along $x$ is $2y \cos x + e^y$ again.

The table shows why. Read it by columns: the rise to the north on the right edge, minus the same on the left. Those are the same four
corners, with the same signs. And in the limit $h \to 0$ the order does not matter either, wherever both mixed partial derivatives exist
nearby and are continuous. (This is Schwarz's theorem, also named after Clairaut. There are strange functions for which A and B
differ at a point; there they are not continuous.)

</details>
"""

# %% [markdown]
r"""
## What you can now do

You can read the slopes along both axes off a map, cut a slice out of any function, take its slope along any axis, lay a plane
against a surface, say when it fits, and predict what small changes do together.

| word | 中文 | meaning |
| --- | --- | --- |
| contour | 等高线 | joins places of the same height |
| partial derivative | 偏导数 | slope along one axis, the rest held still |
| slice | 截线 | what is left of $f$ when all inputs but one are held still |
| vector | 向量 | a list of numbers, here the inputs |
| tangent plane | 切平面 | the plane with the height and the slopes of $f$ at a point |
| differentiable | 可微 | a plane fits: gap / distance goes to 0 on all ways to the point |
| continuous | 连续 | near a place as close as you like to the value there |
| total differential | 全微分 | the change that the slopes predict |
| mixed partial derivative | 混合偏导数 | how the slope along one axis changes along another |

Now write it yourself: [the exercises](../release/02_partial_derivatives/partial_derivatives.ipynb) are in `partial_derivatives.ipynb`,
beside this lesson. **Unit 3** puts all the
slopes into one arrow, and finds out where it points.
"""
