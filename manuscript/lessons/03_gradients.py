# %% [markdown]
r"""
# Gradients: all slopes in one arrow

Thick fog on a hillside. You see no further than your boots, and you want to go up by the steepest way. With your
boots you can feel two slopes, one to the east and one to the north. Is that enough?

On smooth ground it is. Two numbers know the slope in *every* direction, and together they make an arrow. The same
arrow, with millions of numbers in it, is what trains a neural network.

**You will be able to** compute a gradient, of any shape · take a slope in any direction · say where a gradient
points, and why · read it off a map · check a gradient · derive the gradient of a loss.

About 100 minutes, in two parts: 70 up to *A good place to stop*, 30 after it. Run the cells from
top to bottom with Shift-Enter.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as 1/3. To skip
them, read on.
"""

# %%
from gradus import practice

practice("03_gradients")

# %%
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.cbook import get_sample_data

from gradus.figures import GradientField, Map, Predict, Surface

# %% [markdown]
r"""
## Arrows and lists are one thing

Walk 3 to the east, then 4 to the north. One arrow does the same in one go. As numbers it is the list $(3, 4)$: how
far east, how far north. Such a list is a **vector** (向量), and its numbers are its entries. (Cells that begin with
*only drawing* hold nothing new but their picture. Run them, and look.)
"""

# %%
# Only drawing: where an arrow starts, how far it goes east and north, its color.
figure, axes = plt.subplots(figsize=(3.5, 3.5))
for east_at, north_at, go_east, go_north, color in [(0, 0, 3, 0, "gray"), (3, 0, 0, 4, "gray"), (0, 0, 3, 4, "C0")]:
    axes.quiver(east_at, north_at, go_east, go_north, angles="xy", scale_units="xy", scale=1, color=color)
for east_at, north_at, name in [(1.4, -0.5, "a"), (3.2, 2, "b"), (0.6, 2.2, "a + b")]:
    axes.text(east_at, north_at, name)
axes.set(xlim=(-1, 5), ylim=(-1, 5), aspect="equal", xlabel="east", ylabel="north")
plt.show()

# %% [markdown]
r"""
Three things are done with arrows here, and each has its counterpart in numbers:

| with arrows | with numbers | here |
| --- | --- | --- |
| one after the other | add entry by entry | $(3, 0) + (0, 4) = (3, 4)$ |
| twice as long | times 2, each entry | $2 \cdot (3, 4) = (6, 8)$ |
| how long? | square, add, take the root (Pythagoras) | $\sqrt{3^2 + 4^2} = 5$ |

The length of $g$ is written $\lVert g \rVert$, in code `np.linalg.norm(g)`. With three or a million entries the
numbers are treated just so; only the picture is missing.
"""

# %% [markdown]
r"""
## Put the slopes side by side

The **gradient** (梯度) of $f$ is the vector of its partial derivatives, one for each input. The sign ∇ is called *nabla*:

$$ \nabla f(x) = \left( \frac{\partial f}{\partial x_0},\ \frac{\partial f}{\partial x_1},\ \dots,\
\frac{\partial f}{\partial x_{n-1}} \right) $$

Take the box of unit 2, with sides $x_0, x_1, x_2$ and volume $x_0 x_1 x_2$. Its slopes are $x_1 x_2$, $x_0 x_2$ and $x_0 x_1$, so
at $x = (2, 3, 4)$ its gradient is $(12, 8, 6)$. Measured, entry by entry:
"""

# %%
def box(x):
    return x[0] * x[1] * x[2]

sides = np.array([2.0, 3.0, 4.0])  # (inputs,)
for i, e in enumerate(np.eye(3)):  # e has 1 in place i, and 0 elsewhere
    print(f"entry {i}: {(box(sides + 1e-5 * e) - box(sides - 1e-5 * e)) / 2e-5:.6f}")

# %% [markdown]
r"""
Of two inputs, $x$ to the east and $y$ to the north, the gradient has two entries:

$$ \nabla f(x, y) = \left( \frac{\partial f}{\partial x},\ \frac{\partial f}{\partial y} \right) $$

So it is an arrow on the *map*, not one that climbs into the air. The land below has a summit in the east, at $(\sqrt 2, 0)$, and a
hollow in the west, at $(-\sqrt 2, 0)$. Where will the arrows be longest?
"""

# %%
def land(x, y):
    return 3 * x * np.exp(-(x**2 + y**2) / 4)

@Predict({"The arrows are longest": ["at the summit", "midway between the two", "far out"]})
def where_arrows_are_long():
    display(Surface(land))  # the arrows lie on the plane below
    words = ["at the summit", "midway between the two", "far out"]
    lengths = [GradientField(land, place).steepness for place in [(2**0.5, 0.0), (0.0, 0.0), (2.8, 2.8)]]
    return words[np.argmax(lengths)]

# %% [markdown]
r"""
<details><summary>What happened</summary>

Midway between summit and hollow, where it is steep. A gradient says nothing of how *high* the ground is: around
the summit the land is nearly level, and the arrows are short. Turn the land, and move the point on the map: the two lines that touch the
land have the entries of its arrow as their slopes.

</details>

Look at the arrows again. Each has two numbers, one for east and one for north, and yet they seem to know something about all
the directions in between.
"""

# %% [markdown]
r"""
## Two slopes make all slopes

A plane rises by 3 for each step of 1 to the east, and by 4 for each step of 1 to the north. Now take *one* step of length 1
to the north-east, halfway between the two. By how much do you rise?
"""

# %%
def plane(x, y):
    return 3 * x + 4 * y

@Predict({"One step of length 1 to the north-east rises by": float}, within=0.005)
def slope_to_the_north_east():
    east_part = north_part = 1 / np.sqrt(2)
    print(f"the step is {east_part:.4f} {north_part:.4f}, of length {np.hypot(east_part, north_part):.4f}")
    return round(plane(east_part, north_part) - plane(0, 0), 4)

# %% [markdown]
r"""
<details><summary>Why</summary>

By 4.95, more than along either axis. A step of length 1 to the north-east takes you 0.707 east *and* 0.707
north (Pythagoras: $0.707^2 + 0.707^2 \approx 1$), and you gain on both: $3 \cdot 0.707 + 4 \cdot 0.707$. So there are directions
steeper than the axes. Which one is the steepest of all?

</details>
"""

# %% [markdown]
r"""
A direction is a **unit vector** (单位向量) $u = (u_x, u_y)$, an arrow of length 1. Walk a length $t$ along it, and you come
$t u_x$ east and $t u_y$ north. If $f$ is differentiable, its tangent plane (unit 2) tells what happens:

$$ f(x + t u_x,\ y + t u_y) - f(x, y) \;\approx\; \frac{\partial f}{\partial x}\, t u_x + \frac{\partial f}{\partial y}\, t u_y $$

Divide by $t$ and let it go to zero. The error shrinks faster than $t$, so what is left is the slope along $u$, the
**directional derivative** (方向导数):

$$ D_u f = \frac{\partial f}{\partial x}\, u_x + \frac{\partial f}{\partial y}\, u_y = \nabla f \cdot u $$
"""

# %% [markdown]
r"""
The dot is the **dot product** (点积): multiply entry by entry, then add up. Two vectors make one number. NumPy writes it
`@`, for vectors of any length.
"""

# %%
g = np.array([3.0, 4.0])  # (inputs,)
u = np.array([1.0, 1.0])
u = u / np.linalg.norm(u)  # now of length 1
print("entry by entry", g * u)
print("added up      ", g @ u)

# %% [markdown]
r"""
## Turn the compass

On a map, a **contour** (等高线) is a line along which the height stays the same. You stand at $(0.5, -1)$ on the land, with the
gradient's arrow at your feet (drawn at half its length). The cross is the summit.
"""

# %%
# Only drawing: the land from above, and the gradient where you stand, measured.
east_slope = (land(0.5 + 1e-5, -1) - land(0.5 - 1e-5, -1)) / 2e-5
north_slope = (land(0.5, -1 + 1e-5) - land(0.5, -1 - 1e-5)) / 2e-5
figure, axes = plt.subplots(figsize=(4.5, 4.5))
map_x, map_y = np.meshgrid(np.linspace(-3, 3, 100), np.linspace(-3, 3, 100))  # (100, 100) both
axes.contour(map_x, map_y, land(map_x, map_y), 16, colors="C0", linestyles="solid")
axes.quiver(0.5, -1, east_slope, north_slope, angles="xy", scale_units="xy", scale=2, color="C1")
axes.plot(0.5, -1, "C7o")
axes.plot(2**0.5, 0, "C7x")
axes.set(aspect="equal", xlabel="x, to the east", ylabel="y, to the north")
plt.show()

# %% [markdown]
r"""
Now turn a direction $u$ once around, as you turn a compass. Two guesses:
"""

# %%
def contour_at(x, y):
    turns = np.radians(np.arange(0, 360, 0.1))  # of all directions, the one in which the height changes least
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=1)  # (directions, 2)
    rises = land(x + 0.001 * ways[:, 0], y + 0.001 * ways[:, 1]) - land(x, y)
    return ways[np.argmin(np.abs(rises))]

# %%
@Predict({
    "The slope is largest when u points": ["along the arrow", "to the summit", "along the contour"],
    "It is 0 when u points": ["against the arrow", "away from the summit", "along the contour"],
})
def once_around_the_compass():
    field = GradientField(land, point=(0.5, -1.0))
    display(field)
    g, summit = field.gradient, np.array([0.91, 1.0])  # how far it is to the summit
    words = ["along the arrow", "against the arrow", "along the contour", "to the summit", "away from the summit"]
    ways = [g, -g, contour_at(0.5, -1.0), summit, -summit]
    slopes = [g @ u / np.linalg.norm(u) for u in ways]
    return words[np.argmax(slopes)], words[np.argmin(np.abs(slopes))]

# %% [markdown]
r"""
<details><summary>What happened</summary>

Largest along the arrow, and the slope is then the arrow's length; straight to the summit it is less steep. It is 0
along the contour, at a right angle to the arrow, on either side. Turn $u$, the purple arrow, by its tip or with the slider: beside the
map, the slope along $u$ makes a wave, and its peak is at the arrow. (The angle in the table is the *gradient's*: it stays at 90° to
the contour.) Drag the point, and see that the same holds elsewhere.

</details>

An arrow of length 1 that points to some angle, counted from east towards north, goes the cosine of that angle to the east and its sine to
the north; one of length 5 goes five times as far. So in numbers, for the gradient $(3, 4)$ and every whole degree:
"""

# %%
degrees = np.arange(361)  # u is (cos, sin) of each
around = 3 * np.cos(np.radians(degrees)) + 4 * np.sin(np.radians(degrees))  # g · u, each degree

print("steepest at", degrees[np.argmax(around)], "degrees, with slope", around.max())
# np.arctan2(north, east) is the angle of an arrow, in radians
print("(3, 4) is at", np.degrees(np.arctan2(4, 3)), "degrees and has length", np.hypot(3, 4))

# %% [markdown]
r"""
Is there a place where the slope is 0 in *all* directions? Move the point there: click, drag, or use the arrow keys.
"""

# %%
@Predict({"A place where all slopes are 0": Map(land, point=(0.0, -1.5), window=(-2.5, 2.5))})
def place_where_all_slopes_are_0():
    line, h = np.linspace(-2.5, 2.5, 501), 1e-5  # look at each hundredth
    x, y = np.meshgrid(line, line)
    dx, dy = land(x + h, y) - land(x - h, y), land(x, y + h) - land(x, y - h)
    length = np.hypot(dx, dy) / (2 * h)
    shortest = np.argsort(length, axis=None)[:2]
    print("lengths of the two shortest arrows:", length.flat[shortest])
    return [(x.flat[k], y.flat[k]) for k in shortest]

# %% [markdown]
r"""
<details><summary>What happened</summary>

There are two: the summit, $(\sqrt 2, 0)$, and the bottom of the hollow, $(-\sqrt 2, 0)$. There the arrow has length 0, and
$0 \cdot u_x + 0 \cdot u_y = 0$ whatever $u$ is. (The search looked at hundredths only and missed them by 0.004; so its shortest
arrows are not quite 0.) On the map, contours close around each of these two in smaller and smaller rings.

</details>
"""

# %% [markdown]
r"""
## Why it points uphill

Say the gradient $g$ has the length $\lVert g \rVert$ and points to the angle $\varphi$, and $u$ has length 1 and points
to $\psi$, both counted from east towards north:
"""

# %%
# Only drawing: two arrows and their angles, φ = 53° and ψ = 20°.
figure, axes = plt.subplots(figsize=(3, 3))
for angle, length, radius, letter, arrow, color in [(53, 2, 1.4, "φ", "g", "C1"), (20, 1, 0.5, "ψ", "u", "C4")]:
    tip, arc = np.radians(angle), np.radians(np.linspace(0, angle, 50))
    axes.quiver(0, 0, length * np.cos(tip), length * np.sin(tip), angles="xy", scale_units="xy", scale=1, color=color)
    axes.plot(radius * np.cos(arc), radius * np.sin(arc), "C0")
    axes.text(radius * np.cos(tip / 2) + 0.07, radius * np.sin(tip / 2), letter, color="C0")
    axes.text((length + 0.1) * np.cos(tip), (length + 0.1) * np.sin(tip), arrow)
axes.set(xlim=(-0.2, 2), ylim=(-0.2, 2), aspect="equal", xlabel="east", ylabel="north")
plt.show()

# %% [markdown]
r"""
So $g = \lVert g \rVert\,(\cos\varphi, \sin\varphi)$ and $u = (\cos\psi, \sin\psi)$, and

$$ g \cdot u = \lVert g \rVert\,(\cos\varphi \cos\psi + \sin\varphi \sin\psi)
= \lVert g \rVert \cos(\varphi - \psi) $$

The last step is the rule for the cosine of a difference; if it is new to you, compare both sides at φ = 53° and ψ = 20°. Only the angle between the two arrows counts, and the cosine is the wave you saw:

- It is largest, 1, at angle 0. **So the steepest way up is along the gradient, and the slope there is its
  length.**
- It is −1 at 180°. The steepest way *down* is along $-\nabla f$. That is where unit 4 goes.
- It is 0 at 90°. Across the gradient, the ground is level.

With more inputs nothing changes. We take it as a fact that two arrows from one place always lie in one plane, also where there are
more than three axes; in that plane the lines above hold. The small print: $f$ is differentiable, and $\nabla f$ is not zero. A zero arrow points nowhere.
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
Now in numbers. The bowl $f(x, y) = x^2/2 + y^2$ has $\nabla f = (x, 2y)$. At $(3, 2)$ that is $(3, 4)$, of length 5. Take a step of
0.01 along the gradient; then, from the same place again, one in the direction of the contour. Both go straight ahead.
"""

# %%
def bowl(x, y):
    return x**2 / 2 + y**2

# %%
@Predict({
    "0.01 along the gradient, you are higher by about": float,
    "0.01 straight ahead, starting out along the contour, you are":
        ["exactly as high", "a little higher", "a little lower"],
})
def two_steps_in_the_bowl():
    for d in [0.1, 0.01]:
        uphill = bowl(3 + 0.6 * d, 2 + 0.8 * d) - bowl(3, 2)
        level = bowl(3 - 0.8 * d, 2 + 0.6 * d) - bowl(3, 2)
        print(f"step {d:<5} along the gradient {uphill:.6f}   across it {level:.6f}")
    words = ["exactly as high", "a little higher", "a little lower"]  # words[-1] is the last one
    return round(uphill, 4), words[int(np.sign(level))]

# %% [markdown]
r"""
<details><summary>Why</summary>

Uphill by about 5 times the step, slope times distance. Across the gradient next to nothing, but not nothing: the contour is
an ellipse around the bottom, a *straight* step leaves it to the outside, and outside is higher. That gain goes
like the *square* of the step: a tenth of the step, a hundredth of the gain. So the slope along the contour is 0.

</details>

(Where $\nabla f$ is not zero and the partial derivatives are continuous, the contour is a smooth curve, so "along the
contour" has a meaning. At a top a contour can be a single point.)
"""

# %% [markdown]
r"""
## Straight to the goal?

The bottom of the bowl is at $(0, 0)$. You are at $(3, 2)$, turn to the steepest way down, and walk straight on. Where does that
lead?
"""

# %%
@Predict({"The steepest way down, walked straight on": ["meets the bottom", "misses the bottom"]})
def straight_down_the_steepest_way():
    # The purple arrow shows to the bottom: (3, 2) lies at 34° as seen from there, so turn around, 34° + 180°.
    field = GradientField(bowl, point=(3.0, 2.0), direction=214.0, window=(-4, 4))
    display(field)
    gx, gy = field.gradient
    aside = abs(3 * gy - 2 * gx) / np.hypot(gx, gy)  # how far that line stays from (0, 0)
    print(f"between that line and the bottom: {aside:.2f}")
    return "meets the bottom" if aside < 1e-6 else "misses the bottom"

# %% [markdown]
r"""
<details><summary>What happened</summary>

It misses the bottom by 1.2. Seen from the bottom, you are at 34° (tan 34° ≈ 2/3). So the way to the bottom is at 34° + 180° = 214°, as
the purple arrow shows; the slope along it is −4.7. The gradient $(3, 4)$ is at 53°, as above, so straight against it is at
53° + 180° = 233°, and there the slope is −5. The gradient knows the ground under your boots and nothing of
the rest. So take a short step, and ask again: that is unit 4.

</details>
"""

# %% [markdown]
r"""
## A real mountain

Here is a real one, near Jacksboro in Tennessee, from a survey that comes with Matplotlib. The heights, in metres, were taken
on a grid, one every 75 m to the east and every 93 m to the north. Some of the places have letters, kept in a **dict** (字典): in braces,
after each letter its row and column. `places["A"]` looks up those of A, and `places.items()` goes through all, letter and place.
"""

# %%
with get_sample_data("jacksboro_fault_dem.npz") as survey:  # every third second of arc
    height = survey["elevation"][262:302, 246:286].astype(float)  # (rows, columns), metres
height = height[::-1]  # all rows, last to first: the first lay in the north; now rows go to the north, as y does
east, north = 75 * np.arange(40), 93 * np.arange(40)  # metres

levels = range(280, 821, 20)  # metres: a contour at each
places = {"A": (24, 19), "B": (12, 24), "C": (15, 29), "W": (19, 20)}  # (row, column)

# %%
def draw_mountain():  # only drawing
    axes = plt.subplots(figsize=(6, 7))[1]
    axes.contourf(east, north, height, levels, cmap="Blues", alpha=0.7)  # the bluer, the higher
    axes.contour(east, north, height, levels, colors="gray", linewidths=0.7)
    label = {"color": "black", "bbox": {"color": "white", "boxstyle": "round,pad=0.15"}}
    for letter, (row, column) in places.items():
        axes.text(east[column], north[row], letter, ha="center", va="center", **label)
    axes.set(aspect="equal", xlabel="metres to the east", ylabel="metres to the north")
    return axes

# %%
draw_mountain()
plt.show()

# %% [markdown]
r"""
The bluer, the higher, and 20 m from each contour to the next. Nobody has a formula for this land. But for
each place on the grid `np.gradient` takes the difference between the two neighbours, and divides it by their distance, twice the
spacing: a central difference along either axis. (At the edges it looks to one side.) It begins with the first axis, the rows: it
returns the slopes to the *north* first, then those to the east. Read the map first.
"""

# %%
@Predict({
    "Water poured out at W runs to the": ["north-west", "south-west", "south", "south-east"],
    "Of A, B and C it is steepest at": ["A", "B", "C"],
})
def water_on_the_mountain():
    to_north, to_east = np.gradient(height, 93, 75)  # both in the shape of height
    axes = draw_mountain()
    axes.quiver(east[::3], north[::3], -to_east[::3, ::3], -to_north[::3, ::3], scale=8, color="C1")  # every third
    plt.show()
    words, ways = ["north-west", "south-west", "south", "south-east"], [(-1, 1), (-1, -1), (0, -1), (1, -1)]
    runs = [-to_east[places["W"]], -to_north[places["W"]]]
    along = [np.dot(runs, way) / np.linalg.norm(way) for way in ways]  # ways of length 1
    steep = [np.hypot(to_east, to_north)[places[letter]] for letter in "ABC"]
    return words[np.argmax(along)], "ABC"[np.argmax(steep)]

# %% [markdown]
r"""
<details><summary>What happened</summary>

To the south-east: water takes the steepest way down, against the gradient, straight across the contours. That is not
straight away from the summit, which would be nearly due south. And it is steepest at C, where the contours lie closest together: 0.51, so
51 m up for every 100 m ahead. A is the summit itself, B lies on a terrace; both have slopes of about 0.1.
(Not 0, though A is the summit: its neighbours, 75 and 93 m away, are not equally high on both sides.)

The arrows point *down*; they are $-\nabla f$. Follow them, and they run together in the valleys, as streams do.

</details>
"""

# %% [markdown]
r"""
## A good place to stop

You can say which way is up and how steep it is, also in any other direction. [Exercises](../release/03_gradients/gradients.ipynb) **3.1 to 3.4** and **3.8 to 3.10** in
`gradients.ipynb` need no more than this. (3.1
hands in a table, too: `for place in np.ndindex(x.shape):` goes through the places of a vector and of a table.) Do them now,
and come back another day for tables, checks, and the gradient of a loss. When you come back, run the cell that begins with `import` and the one that defines
`land`, and go on here.
"""

# %% [markdown]
r"""
## Tables of numbers

A network keeps its weights in a **matrix** (矩阵), a table with rows and columns. Everything that is done with it here
happens in a shop, too. Three shoppers fill their baskets:

| | apples | loaves | | pays, at 2 an apple and 5 a loaf |
| --- | --- | --- | --- | --- |
| Ann | 1 | 2 | → | $1 \cdot 2 + 2 \cdot 5 = 12$ |
| Bo | 3 | 0 | → | $3 \cdot 2 + 0 \cdot 5 = 6$ |
| Chen | 2 | 2 | → | $2 \cdot 2 + 2 \cdot 5 = 14$ |

The table is $X$, the prices are a vector, and each row times the prices is a dot product. All three at once are
`X @ prices`:
"""

# %%
X = np.array([[1.0, 2.0], [3.0, 0.0], [2.0, 2.0]])  # (shoppers, goods)
prices = np.array([2.0, 5.0])  # (goods,)
print("pays", X @ prices, "  shapes", X.shape, "@", prices.shape, "->", (X @ prices).shape)

# %% [markdown]
r"""
Now the other way. Ann comes 10 times, Bo 20 times, Chen 30 times. How many apples and how many loaves are sold?

Each good is a *column* of $X$. Turn the table over, so that columns become rows. That is the **transpose** (转置) $X^\top$, in
code `X.T`, and its rows times the visits give the answer. Work out the loaves before the computer does.
"""

# %%
visits = np.array([10.0, 20.0, 30.0])  # (shoppers,)

@Predict({"Loaves sold": float})
def loaves_sold():
    print(X.T)
    print("sold", X.T @ visits, " shapes", X.T.shape, "@", visits.shape, "->", (X.T @ visits).shape)
    return (X.T @ visits)[1]

# %% [markdown]
r"""
<details><summary>By hand</summary>

Ann takes 2 loaves, Bo none, Chen 2: $10 \cdot 2 + 20 \cdot 0 + 30 \cdot 2 = 80$ loaves.

</details>

So $X$ leads from goods to shoppers, and $X^\top$ from shoppers back to goods. The last tool takes two vectors and
multiplies each entry of one with each entry of the other, the **outer product** (外积; not the 叉积, which is also called so):
"""

# %%
print(np.outer([1, 2, 3], [10, 20]))

# %% [markdown]
r"""
All of it on one page. The two numbers that meet at the `@` must be the same, and they vanish:

| | is | shapes |
| --- | --- | --- |
| `a @ b` | entry times entry, added up | (d,) @ (d,) → () |
| `X @ w` | the dot product of each row with `w` | (n, d) @ (d,) → (n,) |
| `X.T` | rows and columns change places | (n, d) → (d, n) |
| `X.T @ r` | the dot product of each *column* of `X` with `r` | (d, n) @ (n,) → (d,) |
| `np.outer(p, v)` | in row $i$, column $j$: $p_i v_j$ | (n,) and (d,) → (n, d) |

() is the shape of a single number: it has no axis.
"""

# %% [markdown]
r"""
## A gradient in the shape of a matrix

The gradient of a function of a matrix is a matrix of the same shape, with the slope along each entry in that entry's place. Take
$f(W) = \lVert Wv \rVert^2$: multiply $W$ with a fixed vector $v$, and add up the squares of what comes out. Here $W$ has three rows, so
$Wv$ (in code, `W @ v`) has three numbers. Nudge the single entry $W_{2,1}$, in row 2 and column 1, counted from 0. (Without the comma, as in $W_{ij}$, two indices are meant all the same:
row $i$, column $j$.) How many of the three move?
"""

# %%
W = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])  # (outputs, inputs)
v = np.array([2.0, 1.0])  # (inputs,)

@Predict({"Of the three numbers in Wv there move": ["one", "two", "all three"]})
def numbers_that_move():
    nudged = W.copy()
    nudged[2, 1] += 0.1
    print("before", W @ v)
    print("after ", nudged @ v)
    return ["none", "one", "two", "all three"][np.sum(nudged @ v != W @ v)]

# %% [markdown]
r"""
<details><summary>Why</summary>

One, that of row 2: each number of $Wv$ is the dot product of *its own row* with $v$. It moves by 0.1 times $v_1$, the number that
$W_{2,1}$ is multiplied with.

</details>
"""

# %% [markdown]
r"""
So the slope along an entry $W_{ij}$ takes three steps. Call the product $p = Wv$.

1. Only row $i$ feels it, and in $p_i = W_{i,0}\, v_0 + W_{i,1}\, v_1 + \dots$ the factor of $W_{ij}$ is $v_j$. So
   $p_i$ moves $v_j$ times as fast as $W_{ij}$.
2. In $f = p_0^2 + p_1^2 + \dots$ only $p_i^2$ feels that, and it moves $2 p_i$ times as fast as $p_i$.
3. The rates multiply, by the chain rule of unit 1:

$$ \frac{\partial f}{\partial W_{ij}} = 2\, p_i\, v_j, \qquad\text{all at once}\qquad \nabla f = 2 \cdot \operatorname{outer}(Wv,\ v) $$

for $p_i v_j$ in row $i$ and column $j$ is what the outer product is. (In books: $2\,(Wv)\,v^\top$.) Check one entry by measuring:
"""

# %%
grad_f = 2 * np.outer(W @ v, v)  # the shape of W
print(grad_f)

nudge = np.zeros((3, 2))
nudge[2, 1] = 1e-5
ahead, behind = (W + nudge) @ v, (W - nudge) @ v
print("entry [2, 1] measured:", (np.sum(ahead**2) - np.sum(behind**2)) / 2e-5)

# %% [markdown]
r"""
## Trust, but measure

Formulas for gradients go wrong, and a program with a wrong gradient seldom crashes. It may learn badly, or run
away, or learn a little worse so that nobody notices. So compare each formula with a measured gradient: a **gradient
check** (梯度检验).

One of these two formulas for the gradient of `land` is wrong in a sign. Try the product rule on $3x \cdot e^{-(x^2+y^2)/4}$.
"""

# %%
def formula_1(x, y):
    e = 3 * np.exp(-(x**2 + y**2) / 4)
    return np.array([(1 - x**2 / 2) * e, -x * y / 2 * e])

def formula_2(x, y):
    e = 3 * np.exp(-(x**2 + y**2) / 4)
    return np.array([(1 + x**2 / 2) * e, -x * y / 2 * e])

# %%
@Predict({
    "Right is": ["formula 1", "formula 2"],
    "Digits in which it agrees with what is measured, about": ["5", "10", "16"],
})
def formulas_against_measuring():
    x, y, h = 0.5, -1.0, 1e-5
    along_x = (land(x + h, y) - land(x - h, y)) / (2 * h)
    along_y = (land(x, y + h) - land(x, y - h)) / (2 * h)
    off = [np.abs(formula(x, y) - [along_x, along_y]) for formula in (formula_1, formula_2)]
    print("formula 1 is off by", off[0], "\nformula 2 is off by", off[1])
    closest = min(["5", "10", "16"], key=lambda n: abs(int(n) + np.log10(min(map(max, off)))))
    return f"formula {1 + np.argmin([max(errors) for errors in off])}", closest

# %% [markdown]
r"""
<details><summary>Why</summary>

Formula 1. Write $E$ for the exponential. By the chain rule its slope along $x$ is $-\tfrac{x}{2} E$, and by the product rule

$$ \frac{\partial}{\partial x}(3x \cdot E) = 3E + 3x \cdot \left(-\tfrac{x}{2}\right) E = 3\,\left(1 - \tfrac{x^2}{2}\right) E $$

The two agree to ten digits, as far as a central difference reaches (unit 1). The wrong one differs in the first digit already, and the entry
that differs tells where to look.

</details>

The gulf between right and wrong is not always so wide. A wrong term that is tiny at one place may be large at another, so
check at several. And within a step of a kink it is *measuring* that fails. The exercises divide the difference by the size of
the numbers, so that large gradients are judged like small ones.
"""

# %% [markdown]
r"""
## The gradient of a loss

Now the first gradient that learns. The prices have come off the shelf, but you have the receipts: what was in each
basket, $X$, and what was paid, $y$. Guess some prices $w$, the weights. Then $Xw$ are your predictions, and the
**residuals** (残差) $r = Xw - y$ say how far off they are. All $n$ of them together make the **mean squared error** (均方误差),

$$ L(w) = \frac1n \sum_j r_j^2 $$

Nudge one weight $w_k$ by $d$. Residual $j$ moves by $X_{jk}\,d$, one $d$ for each apple in basket $j$, and its square by about
$2 r_j$ times that (the chain rule again). So

$$ \frac{\partial L}{\partial w_k} = \frac1n \sum_j 2\, r_j X_{jk}, \qquad\text{all at once}\qquad
\nabla L = \frac2n\, X^\top r $$

for the sum over $j$ is column $k$ of $X$ times $r$: from shoppers back to goods. Check the first entry:
"""

# %%
y = X @ prices  # (shoppers,), what was paid
w = np.array([1.0, 4.0])  # (goods,), a guess

print("by formula", 2 / 3 * X.T @ (X @ w - y))
ahead, behind = X @ (w + [1e-5, 0]) - y, X @ (w - [1e-5, 0]) - y  # residuals, w_0 nudged
print("first entry measured", (np.mean(ahead**2) - np.mean(behind**2)) / 2e-5)

# %% [markdown]
r"""
Both entries are negative: raise either price a little, and the loss falls. Here both guesses were too low. But an entry alone does not
say so: it tells what helps while the other weight is held still.

One trap before you write it: how NumPy combines two shapes. It writes them one under the other, flush *right*, and a length that is missing on the left
counts as 1. Then a 1 is stretched to the other length, and two that differ without a 1 are an error. For example, (2, 1) and (2, 3)
give (2, 3):
"""

# %%
print(np.array([[10], [20]]) + np.array([[1, 2, 3], [4, 5, 6]]))  # (2, 1) and (2, 3)

# %% [markdown]
r"""
Data files like columns, and a column of predictions has the shape (3, 1). What is the shape of a column (3, 1) minus targets of
shape (3,)?
"""

# %%
@Predict({"The shape of (3, 1) minus (3,) is": ["(3,)", "(3, 1)", "(3, 3)", "an error"]})
def column_minus_list():
    column = (X @ w).reshape(3, 1)  # (shoppers, 1)
    print(column - y)
    return str((column - y).shape)

# %% [markdown]
r"""
<details><summary>Why</summary>

A table, (3, 3): the targets count as (1, 3), and NumPy stretches both, so every prediction meets every target. No error, no warning, only a wrong loss.
The three residuals that you wanted are on the diagonal. Keep an eye on shapes, and write them where an array is born.

</details>
"""

# %% [markdown]
r"""
## What you can now do

You can put slopes into an arrow, read direction and steepness off it, say why it points uphill and why it crosses
contours at right angles, check any gradient by measuring, and derive the one of a mean squared error.

| word | 中文 | meaning |
| --- | --- | --- |
| vector | 向量 | a list of numbers; of two, an arrow |
| gradient | 梯度 | all partial derivatives, as one arrow (or array) |
| unit vector | 单位向量 | an arrow of length 1: a direction |
| dot product | 点积 | multiply entry by entry, add up |
| directional derivative | 方向导数 | the slope along a unit vector, $\nabla f \cdot u$ |
| contour | 等高线 | a line along which $f$ does not change |
| matrix; transpose | 矩阵；转置 | a table of numbers; with rows and columns exchanged |
| outer product | 外积 | each entry of one vector times each of another, a matrix |
| gradient check | 梯度检验 | a formula compared with a measured gradient |
| residual | 残差 | prediction minus target (in statistics the other way round) |
| mean squared error | 均方误差 | the mean of the squared residuals |

Now write it yourself: [the exercises](../release/03_gradients/gradients.ipynb) are in `gradients.ipynb`,
beside this lesson. **Unit 4** takes the arrow, turns it
around, and walks.
"""
