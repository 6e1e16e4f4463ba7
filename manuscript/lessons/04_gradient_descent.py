# %% [markdown]
r"""
# Gradient descent: walk downhill

A model that writes text has billions of numbers inside. Nobody chose them, nobody could. They were all found by a rule
that, at heart, fits on one line and is repeated. What is the rule, and why does it work at all?

This lesson walks it with you: on a curve, on a map, through a ravine, and at the end it lets eight planets tell it a
law of nature.

**You will be able to** descend on any function whose gradient you have · say how large the steps may be, and why · see
why a ravine is slow and what momentum does about it · tell a minimum from a saddle.

About 120 minutes, in three parts: 55 up to *A good place to stop*, 25 up to *Another good place to stop*, 40
after it. Run the cells from top to bottom with Shift-Enter.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as 1/3. To skip
them, read on.
"""

# %%
from gradus import practice

practice("04_gradient_descent")

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus.figures import Bowl, Descent, GradientField, Map, Predict, Ravine, Surface

# %% [markdown]
r"""
## The rule

In unit 3 the **gradient** (梯度) $\nabla f$ turned out to point where $f$ rises fastest. So to get down, step the other way:

$$ \theta_{t+1} = \theta_t - \alpha_t\, \nabla f(\theta_t) $$

That is **gradient descent** (梯度下降). The **parameters** (参数) $\theta$ are where you stand, $t$ counts the steps, and the
**learning rate** (学习率) $\alpha > 0$ says how far to go; often it is the same at each step. What $f$ measures is what you want small:
the **loss** (损失).
"""

# %% [markdown]
r"""
Try it on $f(\theta) = \theta^2/2$, whose slope is $\theta$ itself. Watch how each step is shorter than the one before, though
$\alpha$ stays the same: near the bottom the slope is small.
"""

# %%
theta = -2.5
for t in range(6):
    print(f"step {t}   theta = {theta:7.4f}   f = {theta**2 / 2:.4f}")
    theta = theta - 0.3 * theta  # α is 0.3

# %% [markdown]
r"""
## Why it goes down

Close to $\theta$, a differentiable $f$ is hardly different from its tangent plane. Put in the step $-\alpha g$, with $g = \nabla f(\theta)$:

$$ f(\theta - \alpha g) \;\approx\; f(\theta) - g \cdot \alpha g \;=\; f(\theta) - \alpha\, \lVert g \rVert^2 $$

($g \cdot g$ adds up the squares of the entries, and that is $\lVert g \rVert^2$.) The loss falls by about
$\alpha \lVert g \rVert^2$, which is positive wherever the gradient is not zero. Is the promise kept? Look at the last two columns as $\alpha$ shrinks.
"""

# %%
def bowl(x, y):
    return (x**2 + 4 * y**2) / 2

place, g = np.array([1.0, 2.0]), np.array([1.0, 8.0])  # the gradient is (x, 4y)
for lr in [0.2, 0.02, 0.002]:
    # *place hands over its entries one by one, as bowl(1.0, 2.0) does
    fell = bowl(*place) - bowl(*(place - lr * g))
    print(f"α = {lr:<6} fell by {fell:7.4f}   promised {lr * (g @ g):7.4f}")

# %% [markdown]
r"""
So a step that is small enough goes down, wherever the gradient is not zero. But the tangent plane is good only nearby, and at
$\alpha = 0.2$ only six tenths of the promise arrived. Which $\alpha$ is small *enough*?
"""

# %% [markdown]
r"""
## On a curve

The curve is $f(\theta) = \theta^2/2$ again, from $-2.5$ on. For each of four learning rates there are two things to ask. Given
steps enough, does the walk **come to rest** at the bottom? And if so, does it get there from one side, or does it hop from side
to side?
"""

# %%
def parabola(theta):
    return theta**2 / 2

ends = ["comes to rest, from one side", "comes to rest, from side to side", "leaves all bounds"]

# %%
@Predict({f"With α = {lr} the walk": ends for lr in (0.5, 1.5, 1.9, 2.1)})
def walks_on_a_parabola():
    walk, said = Descent(parabola, start=-2.5, steps=150), []
    for lr in [2.1, 1.9, 1.5, 0.5]:
        walk.learning_rate = lr
        said.insert(0, f"{walk.rest}, {walk.how}" if walk.rest == "comes to rest" else walk.rest)
    display(walk)
    return said

# %% [markdown]
r"""
<details><summary>What happened</summary>

At 0.5 it comes down on its own side. At 1.5 and at 1.9 it hops across the valley, and comes to rest all the same; at 1.9 that
takes many hops. At 2.1 each hop is longer than the last.

Press play, or step; drag $\alpha$ from small to large. The staircase shows each step: along to the new place, down (or up!)
to the loss there. Where does the hopping begin, and where does rest end?

</details>
"""

# %% [markdown]
r"""
## One step is a multiplication

Take any parabola $f = \tfrac12 \lambda \theta^2$ with $\lambda > 0$. Its slope is $\lambda\theta$, and how fast the slope changes, its
**curvature** (曲率, here: the second derivative), is $\lambda$. So

$$ \theta_{t+1} = \theta_t - \alpha \lambda\, \theta_t = (1 - \alpha\lambda)\, \theta_t $$

After $t$ steps $\theta$ has been multiplied by $(1 - \alpha\lambda)^t$, and the distance by $\lvert 1 - \alpha\lambda \rvert^t$. All that a walk can do is in that one factor. Look at its
sign, then at its size, then at the share of the distance that is left.
"""

# %%
for lr in [0.05, 0.5, 1.0, 1.5, 1.9, 2.0, 2.1]:
    factor = 1 - lr  # λ is 1 here
    print(f"α = {lr:<5} factor {factor:5.2f}   left after 40 steps {abs(factor) ** 40:9.2e}")

# %% [markdown]
r"""
- $\alpha$ below $1/\lambda$: the factor is positive. You come closer on the same side.
- $\alpha = 1/\lambda$: the factor is 0, you arrive in *one* step.
- Between $1/\lambda$ and $2/\lambda$: the factor is negative. You hop across the valley, and land *closer* all the same.
- $\alpha = 2/\lambda$: you land just as high on the other side, for ever. Beyond, each hop is longer than the last.

Hopping across is no failure. The walk **converges** (收敛), which means that it comes to rest in the end, for every $\alpha$ between 0 and
the limit $2/\lambda$. At the limit it comes to rest no more. A walk that never does **diverges** (发散): on a parabola, beyond the limit,
it leaves all bounds.
"""

# %% [markdown]
r"""
Who knows $\lambda$? Mostly nobody. Then one tries a long step and halves it until the loss falls clearly, or tries a few rates and looks
at the loss.

<details><summary>And where f is no parabola?</summary>

Suppose the gradient changes by at most $M$ times the distance walked: $\lVert \nabla f(a) - \nabla f(b) \rVert \le M \lVert a - b \rVert$.
If $f$ has second derivatives, $M$ bounds the curvature. Then the real loss after a step is at most

$$ f(\theta - \alpha g) \;\le\; f(\theta) - \alpha \Big(1 - \frac{\alpha M}{2}\Big) \lVert g \rVert^2 $$

The bracket is positive for $0 < \alpha < 2/M$: the same 2. The guaranteed drop is largest at $\alpha = 1/M$: that is what $1/M$ is good for, a
cautious choice, not a limit. If moreover $f$ is convex (see below) and has a minimum, the walk tends to one. Without
convexity and with $f$ bounded below, only this is sure: the gradient goes to zero.
</details>
"""

# %% [markdown]
r"""
## Two valleys

A curve may have more than one bottom. This one has a valley on the left and one, less deep, on the right, and a hilltop at about
$0.15$ between them. A walk with small steps starts at $0.5$.
"""

# %%
def two_valleys(x):
    return x**4 / 4 - x**2 + 0.3 * x + 1.5

places = np.linspace(-2.2, 2.2, 200)  # (places,)
figure, axes = plt.subplots(figsize=(6, 2))
axes.plot(places, two_valleys(places))
axes.plot(0.5, two_valleys(0.5), "C7o")
plt.show()

# %%
@Predict({"From 0.5 the walk finds the bottom": ["on its own side of the hilltop", "that is deeper"]})
def two_bottoms():
    walk = Descent(two_valleys, start=0.5, learning_rate=0.1, steps=60, window=(-2.2, 2.2))
    display(walk)
    return "on its own side of the hilltop" if walk.path[-1] > 0.15 else "that is deeper"

# %% [markdown]
r"""
<details><summary>Why</summary>

The one on its own side of the hilltop, deeper or not, nearer or not: the rule knows the slope under its feet and nothing
else. Drag the start across the hilltop, and the walk changes
its mind.

</details>

The lowest place nearby is a **local minimum** (局部极小值), the lowest of all the **global minimum** (全局最小值). A function is **convex**
(凸; calculus books such as 同济 say 凹) if between any two points of its graph the graph lies nowhere above the straight line that joins them.
Then each local minimum is global.
"""

# %% [markdown]
r"""
At the right bottom $f''(x) = 3x^2 - 2$ is about $3.3$, so close by the curve is nearly a parabola with $\lambda = 3.3$, and its limit
is $2/3.3 \approx 0.6$. A little beyond it, at $\alpha = 0.65$, what will the walk from $0.5$ do?
"""

# %%
futures = ["comes to rest", "hops for ever, within bounds", "leaves all bounds"]

@Predict({"With α = 0.65 the walk": futures})
def beyond_the_limit_of_a_valley():
    walk = Descent(two_valleys, start=0.5, learning_rate=0.65, steps=200, window=(-2.2, 2.2))
    display(walk)
    print("the last six places:", walk.path[-6:].round(3))
    return walk.rest.replace("does not rest", "hops for ever, within bounds")

# %% [markdown]
r"""
<details><summary>Why</summary>

It hops for ever between two places, about 1.13 and 1.47. Near the bottom each hop is longer than the last, as on a parabola. But
towards the hilltop the slope is weaker than the parabola's, so that the hops from that side fall short, and the growth ends. On a
parabola "beyond the limit" always means "out of all bounds"; on another curve it may, or may not. Here, from 0.5, it leaves all bounds only
for $\alpha$ above about 0.95.

</details>
"""

# %% [markdown]
r"""
## On a map

Two parameters now. Contours connect places of equal height, and each step sets out at a right angle to the contour it starts
from. Here is $f(x, y) = \tfrac12 (x^2 + 4 y^2)$, a bowl that is steep along $y$ and flat along $x$: its curvature is 4 along $y$, and only
1 along $x$. (On the figure's axes $x$ is
$\theta_0$ and $y$ is $\theta_1$: there 0 and 1 count the entries of $\theta$, not steps. Its contours lie closer in height towards the
bottom, so that one sees them there.) How long may the steps be?
"""

# %%
@Predict({
    "It converges for α below": float,
    "Just beyond that, it breaks out along": ["x", "y", "both alike"],
})
def limit_on_a_map():
    display(Descent(bowl, start=(-2.5, 1.5), learning_rate=0.1, steps=60, mark_limit=True))
    curvatures = np.array([1.0, 4.0])  # along x and y
    limit = 2 / curvatures.max()
    for lr in [0.2 * limit, 0.8 * limit, 0.96 * limit, 1.04 * limit]:
        print(f"α = {lr:<5.3g} a step leaves {1 - lr * curvatures} of x and y")
    return limit, "xy"[np.argmax(np.abs(1 - 1.04 * limit * curvatures))]

# %% [markdown]
r"""
<details><summary>Why</summary>

The gradient is $(x, 4y)$, so each coordinate is multiplied by a factor of its own, as if the other were not there:

$$ x \leftarrow (1 - \alpha)\, x, \qquad y \leftarrow (1 - 4\alpha)\, y $$

($\leftarrow$ means: becomes.) Two walks in one. Alone, $x$ would allow $\alpha$ up to 2, and $y$ up to $2/4 = 0.5$. Both have the same $\alpha$, so $y$ sets the limit, and it
is $y$ that breaks out. The figure's slider marks the limit.

Drag $\alpha$ from 0.1 to 0.52. At 0.1 the walk soon has $y$ behind it and creeps along $x$. At 0.48 it hops to and fro across the valley.
Between them, at 0.4, both factors have the size 0.6: no $\alpha$ does better for both.

</details>
"""

# %% [markdown]
r"""
## A bowl that is turned

That looked like luck, with a bowl along the axes. Now turn it: $f(x, y) = x^2 + x y + y^2$, with the gradient $(2x + y,\; x + 2y)$.
Walk downhill from the dot at one of the four letters, at a right angle to the contours, with tiny steps. Mostly your way bends before it
reaches the middle. But from one of them it is straight.
"""

# %%
def turned(x, y):
    return x**2 + x * y + y**2

starts = {"A": (2.4, 0.5), "B": (-2.0, 1.0), "C": (1.5, 1.5), "D": (0.0, -2.5)}

# %%
# Only drawing: the bowl from above, and the four starts.
side = np.linspace(-3, 3, 100)  # (places,)
figure, axes = plt.subplots(figsize=(4, 4))
axes.contour(side, side, turned(side, side[:, np.newaxis]), 12, colors="C0")
for name, start in starts.items():
    axes.plot(start[0], start[1], "C7.")
    axes.text(start[0] + 0.12, start[1] + 0.12, name, fontsize=14)
axes.plot(0, 0, "C7.")
plt.show()

# %%
@Predict({"The way down is straight from": list(starts)})
def straight_way_down():
    walk = Descent(turned, start=(2.4, 0.5), learning_rate=0.05, steps=100)
    strays = {}
    for name, (x, y) in starts.items():
        walk.start = (x, y)
        strays[name] = np.max(np.abs(walk.path @ [-y, x])) / np.hypot(x, y)
        print(f"from {name} the way strays {strays[name]:.3f} from the straight line")
    display(walk)
    return min(strays, key=strays.get)

# %% [markdown]
r"""
<details><summary>What happened</summary>

From C, on a diagonal. There the gradient $(2x + y,\; x + 2y)$ is a multiple of the place itself: at $(1.5, 1.5)$ it is $(4.5, 4.5)$,
three times as much. Downhill then points straight at the middle, and the walk stays on its line.

There is one more such line, the other diagonal: at $(2, -2)$ the gradient is $(2, -2)$, once as much.

</details>

A direction in which the gradient is a multiple of the place is one in which the bowl does not turn you aside: an **eigenvector** (特征向量). The
multiple is its **eigenvalue** (特征值) $\lambda$. Along that line the slope is $\lambda$ times the distance from the bottom. So there the bowl is a
parabola with the curvature $\lambda$, and a step multiplies by $1 - \alpha\lambda$, as before.

Move the point round the bottom. The arrow points downhill, the dashed line at the bottom: only on the two green lines are they one. Then turn the
bowl. The four numbers in its gradient change (the figure writes them as a matrix), and the eigenvectors turn along. The eigenvalues stay.
"""

# %%
Bowl([[2, 1], [1, 2]], point=(2.4, 0.5))

# %% [markdown]
r"""
## Two walks in one, again

And from any other place? Split it: each place is the sum of a part along $(1, 1)$ and a part along $(1, -1)$. For example

$$ (-2, 3) = 0.5 \cdot (1, 1) \;-\; 2.5 \cdot (1, -1) $$

The gradient $(2x + y,\; x + 2y)$ at a sum of two places is the sum of the two gradients, so each part walks as if the other were not there.
The eigenvalues are 3 along $(1, 1)$ and 1 along $(1, -1)$.
"""

# %%
@Predict({
    "With α = 0.5 a step multiplies the part along (1, 1) by": float,
    "And the part along (1, −1) by": float,
})
def two_independent_walks():
    x, y, parts = -2.0, 3.0, []
    for t in range(5):
        parts.append([(x + y) / 2, (x - y) / 2])
        print(f"step {t}   at ({x:7.4f}, {y:7.4f})   parts", np.array(parts[-1]))
        x, y = x - 0.5 * (2 * x + y), y - 0.5 * (x + 2 * y)
    return np.array(parts[1]) / parts[0]

# %% [markdown]
r"""
<details><summary>Why</summary>

$1 - 0.5 \cdot 3 = -0.5$ and $1 - 0.5 \cdot 1 = 0.5$. Look down the two columns of parts: the first changes its sign and halves, the second halves.
The coordinates $x$ and $y$ themselves show no such order.

</details>
"""

# %% [markdown]
r"""
## A good place to stop

You can walk downhill, and say how long the steps may be. [Exercises](../release/04_gradient_descent/gradient_descent.ipynb) **4.1**, **4.2**, **4.4**, **4.8** and **4.11** in
`gradient_descent.ipynb`
need no more than this. When you come back, run the cell that begins with `import`, and go on here.
"""

# %% [markdown]
r"""
## Any bowl

From here on the numbers in $\theta_0$ and $\theta_1$ count the entries of $\theta$; only an index $t$ still counts steps.

Take any matrix of two rows and columns that is **symmetric** (对称), with the same number $q$ in both of its corners off the diagonal. As in
unit 3, it makes a vector of the place $\theta$, and the dot product with $\theta$ makes a number of that:

$$ A = \begin{pmatrix} p & q \\ q & s \end{pmatrix}, \qquad A\theta = (p\,\theta_0 + q\,\theta_1,\; q\,\theta_0 + s\,\theta_1) $$

$$ f(\theta) = \tfrac12\, \theta \cdot A\theta = \tfrac12\,(p\,\theta_0^2 + 2q\,\theta_0\theta_1 + s\,\theta_1^2) $$

Its slope along $\theta_0$ is $p\,\theta_0 + q\,\theta_1$, and along $\theta_1$ it is $q\,\theta_0 + s\,\theta_1$. These are the entries of
$A\theta$, so $\nabla f(\theta) = A\theta$. With $p = s = 2$ and $q = 1$ it is the turned bowl. (Books write $\theta^\top A\,\theta$ for $\theta \cdot A\theta$; it is the same.)

Such an $f$ is a **quadratic** (二次函数): each term is a number times at most two factors $\theta_i$, equal or not.
"""

# %% [markdown]
r"""
An eigenvector $v$ is an arrow, not zero, with $A v = \lambda v$. Here is a fact that we believe without proof: a symmetric matrix of size $n$ ($A_{ij} = A_{ji}$) has $n$ of them at
right angles to each other. So each place is a sum of parts along them, as above. If all eigenvalues are positive, $f$ is a bowl, the walk on it
is $n$ walks in one, and it converges from every start exactly if

$$ 0 < \alpha < \frac{2}{\lambda_{\max}} $$

`np.linalg.eigh` finds the eigenvalues, and eigenvectors of length 1; `np.linalg.eigvalsh` finds the eigenvalues only.
"""

# %%
A = np.array([[2.0, 1.0], [1.0, 2.0]])
values, vectors = np.linalg.eigh(A)  # (2,), smallest first, and (2, 2): a vector a column
print("eigenvalues ", values)
print("eigenvectors", vectors[:, 0], "and", vectors[:, 1])
print("limit for α ", 2 / values[-1])

# %% [markdown]
r"""
## Why a ravine is slow

Let one eigenvalue be much larger than the other: a **ravine** (峡谷), steep across and nearly flat along. The
ratio $\kappa = \lambda_{\max} / \lambda_{\min}$ is its **condition number** (条件数).

The best compromise is to let both factors have the same size, $1 - \alpha\lambda_{\min} = -(1 - \alpha\lambda_{\max})$. Bring all $\alpha$ to one
side: $2 = \alpha\,(\lambda_{\min} + \lambda_{\max})$, so $\alpha = 2 / (\lambda_{\min} + \lambda_{\max})$. Put that in, and *each* step leaves this
share of the error, the distance from the bottom (in the last step, divide above and below by $\lambda_{\min}$):

$$ 1 - \frac{2\,\lambda_{\min}}{\lambda_{\min} + \lambda_{\max}} = \frac{\lambda_{\max} - \lambda_{\min}}{\lambda_{\max} + \lambda_{\min}}
= \frac{\kappa - 1}{\kappa + 1} $$

On the bowl of the map, with $\kappa = 4$, that is 0.6, and 14 steps leave a thousandth of the error. How many does $\kappa = 100$ need? (After $n$ steps the share is $r^n$. It is $1/1000$ where
$n \log r = \log \tfrac{1}{1000}$, so $n$ is the quotient of two logarithms, which the code rounds up.)
"""

# %%
counts = ["some 20 steps", "some 70 steps", "some 350 steps", "some 8000 steps"]

@Predict({"For κ = 100 it takes": counts})
def steps_through_a_ravine():
    needed = {}
    for kappa in [4, 10, 100, 1000]:
        left = (kappa - 1) / (kappa + 1)
        needed[kappa] = int(np.ceil(np.log(1e-3) / np.log(left)))
        print(f"κ = {kappa:<5} a step leaves {left:.3f}   {needed[kappa]:5} steps")
    return min(counts, key=lambda count: abs(int(count.split()[1]) - needed[100]))

# %% [markdown]
r"""
<details><summary>Why</summary>

346 steps. A step takes away the share $2/(\kappa + 1)$ of the error, so for large $\kappa$ the number of steps grows like $\kappa$ itself.

</details>

Losses with a $\kappa$ of thousands are nothing unusual. No other constant rate mends that: a larger one does worse across the ravine, a smaller
one worse along it.
"""

# %% [markdown]
r"""
## Momentum

Let a ball roll instead of a walker. Across the ravine it is pushed left, right, left, right, and the pushes cancel. Along it they
all point the same way and add up. Give $\theta$ a velocity $v$ that starts at zero and keeps the share $\beta$ of itself, $0 \le \beta < 1$
($\leftarrow$: becomes):

$$ v \leftarrow \beta v + \nabla f(\theta), \qquad \theta \leftarrow \theta - \alpha v $$

This is **momentum** (动量). With a steady gradient $g$ the velocity grows towards the sum $s = g + \beta g + \beta^2 g + \dots$
All but its first term is $\beta s$. So $s = g + \beta s$, and $s = g / (1 - \beta)$: for
$\beta = 0.9$, ten times a plain step. (Books that write $(1-\beta)\nabla f$ mean the same ball with another $\alpha$.)
"""

# %% [markdown]
r"""
In the next ravine the curvature is 1 across the valley and $1/\kappa$ along it, so you can work out what a plain step multiplies each by. A
walker and a ball go through it, both from $(-9, 1.5)$ and with $\alpha = 1.6$, the ball with $\beta = 0.8$. Split the error in two, along the valley
and across it. That makes four curves. Which is the highest after 60 steps if the ravine is narrow, $\kappa = 500$?
"""

# %%
curves = ["plain, along it", "plain, across it", "momentum, along it", "momentum, across it"]

@Predict({"The largest error is left by": curves})
def slowest_of_four():
    ravine = Ravine(condition=500, learning_rate=1.6, momentum=0.8)  # both walks start with this rate
    display(ravine)
    ends = np.abs([path[-1] for path in ravine.paths.values()])  # (2, 2): plain first, along first
    return curves[int(np.argmax(ends))]

# %% [markdown]
r"""
<details><summary>What happened</summary>

Plain descent along the valley: a step takes away a share of $1.6/500$ there. Momentum pulls the same error down about five
times as fast. Drag $\beta$: find one that helps, and one that is too much, where the ball swings to and fro like one on ice.

</details>

The second map has a place for each pair of $\alpha$ and $\beta$: the bluer, the faster the ball comes down in the long run.
Momentum also allows longer steps: on a quadratic the limit becomes $2(1+\beta)/\lambda_{\max}$, the thick line. Beyond it the error grows. Drag
the purple point to where the map is bluest. *Best for each* takes the walker and the ball to the best settings that each of them has. With
those, a step of the ball leaves, in the long run,

$$ \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \qquad \text{of the error, and a step of the walker} \qquad \frac{\kappa - 1}{\kappa + 1} $$

The root makes a difference. Count the steps to a thousandth again, best against best:
"""

# %%
def steps_with_momentum(kappa):
    root, curvatures = np.sqrt(kappa), np.array([1 / kappa, 1.0])
    lr, beta = (2 / (1 + 1 / root)) ** 2, ((root - 1) / (root + 1)) ** 2
    theta, v, steps = np.ones(2), 0.0, 0
    while np.max(np.abs(theta)) > 1e-3:  # again and again, as long as that holds
        v = beta * v + curvatures * theta
        theta, steps = theta - lr * v, steps + 1
    return steps

# %%
for kappa in [4, 10, 100, 1000]:
    plain = np.ceil(np.log(1e-3) / np.log((kappa - 1) / (kappa + 1)))
    heavy = steps_with_momentum(kappa)
    print(f"κ = {kappa:<5} plain {plain:5.0f} steps   momentum {heavy:4} steps")

# %% [markdown]
r"""
These are more steps than the share above promises, 58 against 35 for $\kappa = 100$: with the best $\alpha$ and $\beta$ the error goes like
$t\,r^t$, not like $r^t$. At first it even grows.

<details><summary>Where the root comes from</summary>

Along one eigenvector, $\theta_{t+1} = (1 + \beta - \alpha\lambda)\,\theta_t - \beta\,\theta_{t-1}$: the velocity is the last move, divided by
$-\alpha$. Such a sequence grows or shrinks like $r^t$ (like $t\,r^t$ where two roots meet), where $r^2 - (1 + \beta - \alpha\lambda)\, r + \beta = 0$. The two roots have the
product $\beta$; if they are complex, both have the size $\sqrt\beta$, *whatever* $\lambda$ is. They are complex, or just meet, for all $\lambda$ from
$\lambda_{\min}$ to $\lambda_{\max}$ if $(1 - \sqrt\beta)^2 \le \alpha\lambda \le (1 + \sqrt\beta)^2$. Fit both ends, and

$$ \sqrt\beta = \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}, \qquad \alpha = \Big(\frac{2}{\sqrt{\lambda_{\max}} + \sqrt{\lambda_{\min}}}\Big)^2 $$

All this is for quadratics (Polyak 1964). Elsewhere momentum is a good habit without that guarantee.
</details>
"""

# %% [markdown]
r"""
## A rate that changes

Often the gradient is not exact: it is computed from a few of the data, or measured. Is a constant
rate still good enough? The rate may also change with $t$; that is a **schedule** (学习率调度). The function below walks on
$\theta^2/2$ from $\theta = 5$, twenty times, and tells the typical distance from 0 over the last 500 of 2000 steps. The slope, $\theta$, is noisy:
`noise.normal` adds chance numbers around 0, most of them between −2 and 2, one for each walk.
"""

# %%
def typical_distance(schedule):
    noise, theta, seen = np.random.default_rng(4), np.full(20, 5.0), []  # twenty walks
    for t in range(2000):
        theta = theta - schedule(t) * (theta + noise.normal(size=20))
        seen.append(theta)
    return float(np.sqrt(np.mean(np.square(seen[-500:]))))

# %%
schedules = {
    "constant 0.2": lambda t: 0.2,
    "1 / (t + 2)": lambda t: 1 / (t + 2),
    "halved each time": lambda t: 0.5 ** (t + 1),
}

# %%
@Predict({"Nearest to 0 ends": list(schedules)})
def best_of_three_schedules():
    distances = {name: typical_distance(schedule) for name, schedule in schedules.items()}
    for name, distance in distances.items():
        print(f"{name:<18} {distance:.3f}")
    return min(distances, key=distances.get)

# %% [markdown]
r"""
<details><summary>Why</summary>

The constant rate got near, but with noise it never comes to rest: it trembles. $1/(t+2)$ settles. Halving freezes on the way: one
step of 1 would arrive, but these add up to 1 in pieces, and each takes only its share of what is left. Of the way there remains,
noise aside, $(1 - \frac12)(1 - \frac14)(1 - \frac18) \cdots \approx 0.29$. A rate can fall too fast.

The classic condition asks for both: the sum of all $\alpha_t$ infinite, so that every place can be reached, and that of all
$\alpha_t^2$ finite, so that the noise dies out (Robbins and Monro 1951). Without noise a constant rate below the limit does.

</details>
"""

# %% [markdown]
r"""
## Another good place to stop

You know why a ravine is slow and what helps. Now you can do **4.3**, **4.5**, **4.6**, **4.10** and **4.12**, too; **4.7** and **4.9** are about
what follows. When you come back, run the cell that begins with `import`, and go on here.
"""

# %% [markdown]
r"""
## Flat is not yet the bottom

The walk stops where the gradient is zero. So is a zero gradient a minimum? Here are the contours of a landscape with two valleys. The
gradient is zero at *three* places. Two are the bottoms of the valleys. Move the point, watch the height, and find the third.
"""

# %%
def mountain_pass(x, y):
    return x**2 / 2 + y**4 / 4 - y**2 / 2

@Predict({"Flat, and yet no bottom, is": Map(mountain_pass, point=(1.2, -0.4), window=(-2, 2))})
def third_flat_place():
    display(GradientField(mountain_pass, point=(0.3, 0.3), window=(-2, 2)))
    x, y = np.meshgrid(*[np.linspace(-2, 2, 401)] * 2)  # each hundredth
    slopes = np.hypot(x, y**3 - y)  # the length of the gradient
    flat_and_high = np.argmin(np.where(mountain_pass(x, y) > -0.2, slopes, np.inf))  # the bottoms lie at −0.25
    return x.flat[flat_and_high], y.flat[flat_and_high]

# %% [markdown]
r"""
<details><summary>Where it is</summary>

At the origin. The bottoms are at $(0, 1)$ and $(0, -1)$, and the way from one to the other leads over a pass. The top of the pass is flat: the lowest place along
$x$, and along $y$ the highest nearby. Move the point of the second map towards it, and the arrow shrinks to nothing.

</details>

A flat place that is lower than its neighbours one way and higher than them another way is a **saddle point** (鞍点). What does a walk do that
comes to one? It starts at $x = -2$, with $\alpha = 0.2$: once exactly on the line $y = 0$, and once
a hair beside it.
"""

# %%
def walk_from(y):
    places = [np.array([-2.0, y])]
    for _ in range(80):
        slopes = np.array([places[-1][0], places[-1][1] ** 3 - places[-1][1]])
        places.append(places[-1] - 0.2 * slopes)
    return np.array(places)  # (81, 2)

# %%
ends_at = ["at a minimum", "at the saddle"]

@Predict({"From (−2, 0) it ends": ends_at, "From (−2, 0.0001) it ends": ends_at})
def walks_over_a_pass():
    figure, axes = plt.subplots(figsize=(6, 3))
    for y in [0.0, 1e-4]:
        x_way, y_way = walk_from(y).T
        axes.semilogy(mountain_pass(x_way, y_way) + 0.25, label=f"from y = {y:g}")
    axes.set(xlabel="step", ylabel="height above the bottom")
    axes.legend()
    plt.show()
    display(Surface(mountain_pass, window=(-2, 2), path=walk_from(1e-4)))
    return [ends_at[int(abs(walk_from(y)[-1, 1]) < 0.5)] for y in (0.0, 1e-4)]

# %% [markdown]
r"""
<details><summary>What happened</summary>

The first ends at the saddle, for on its line the slope along $y$ is exactly zero. The second comes to the pass as well, and for some thirty
steps its loss hardly falls. But each step multiplies its tiny $y$ by about 1.2, and in the end it finds a valley. On the
surface its dots crowd at the pass before they turn off.

So saddles are a nuisance and seldom the end. With small enough steps almost every start misses a saddle that bends down some way, as this one
does; but the loss may hardly fall for a long time, and it looks as if all were done.

</details>
"""

# %% [markdown]
r"""
## Which kind of flat?

At a place with zero gradient the *second* derivatives tell more. Put them in a matrix, the **Hessian** (黑塞矩阵)
$H_{ij} = \partial^2 f / \partial\theta_i \partial\theta_j$. It is symmetric if they are continuous.

Walk from a flat place $a$ straight to $a + d$, with $d = (d_0, d_1)$: at $t$, which runs from 0 to 1, you are at $a + t\,d$. The slope in $t$ is, as in unit 3,
the first line below. There $\partial f/\partial\theta_0$ is itself a function: by the same rule it changes at the rate $H_{00} d_0 + H_{10} d_1$,
and its factor $d_0$ stays. Likewise the other. Together that is the slope of the slope, the second line:

$$ \frac{\partial f}{\partial\theta_0} d_0 + \frac{\partial f}{\partial\theta_1} d_1 $$

$$ H_{00}\, d_0^2 + H_{01}\, d_0 d_1 + H_{10}\, d_1 d_0 + H_{11}\, d_1^2 $$

At $a$ the first is 0, and the second is $d \cdot H d$. So of Taylor's formula of unit 1, with $h = 1$ (what is small here is $d$), there is left

$$ f(a + d) \;\approx\; f(a) + \tfrac12\, d \cdot H d $$

That is the form of the bowls above, with $H$ for $A$. (Where an eigenvalue is negative it is no bowl.) So the eigenvalues of $H$ are the
curvatures along its eigenvectors:

- all positive: a minimum, at least a local one. All negative: a maximum.
- both signs: a saddle.
- otherwise some are zero, and $H$ alone cannot tell: $x^2 + y^4$ and $x^2 - y^4$ have the same $H$ at 0, one a minimum, one a saddle.

For our pass, by hand: $\partial^2 f/\partial x^2 = 1$, $\partial^2 f/\partial y^2 = 3y^2 - 1$, and the mixed ones are zero. At the origin, with $d = (0, 0.1)$,
$\tfrac12\, d \cdot H d$ is $\tfrac12 \cdot (-1) \cdot 0.01 = -0.005$: down.
"""

# %%
for y in [0.0, 1.0, -1.0]:
    H = np.diag([1.0, 3 * y**2 - 1])  # np.diag: these numbers from top left to bottom right, 0 elsewhere
    print(f"at (0, {y:4})  eigenvalues {np.linalg.eigvalsh(H)}")

# %% [markdown]
r"""
## Eight planets and a law

Now something real: the distances of the planets from the sun, and how long a round takes. On logarithmic axes they line up, and a
straight line there means that the period $T$ is a constant $c$ times $a^w$, a power of the distance $a$, for
$\log(c\,a^w) = \log c + w \log a$.
"""

# %%
# Mercury to Neptune: semi-major axes and sidereal periods, rounded.
# Source: NASA/JPL, Solar System Dynamics; facts, free to use.
a = np.array([0.3871, 0.7233, 1.0, 1.5237, 5.203, 9.537, 19.19, 30.07])  # (8,) earth's is 1
T = np.array([0.2408, 0.6152, 1.0, 1.8808, 11.863, 29.447, 84.02, 164.79])  # (8,) years

figure, axes = plt.subplots(figsize=(5, 3))
axes.loglog(a, T, "o")
axes.set(xlabel="distance from the sun (earth = 1)", ylabel="period (years)")
plt.show()

# %% [markdown]
r"""
With $x = \log_{10} a$ and $y = \log_{10} T$, look for the line $w x + b$ that comes closest; $b$ is $\log_{10} c$. The loss is the **mean squared error**
(均方误差), a quadratic bowl over the plane of $w$ and $b$:

$$ L(w, b) = \frac1n \sum_i (w x_i + b - y_i)^2 $$

Each place on its map is a line, with $w$ along $\theta_0$ and $b$ along $\theta_1$. Which $w$ will the walk find?
"""

# %%
log_a, log_T = np.log10(a), np.log10(T)  # (8,) each

def loss(w, b):
    return np.mean((w * log_a + b - log_T) ** 2)

# %%
@Predict({"The power w is about": float})
def law_of_the_planets():
    window = (-0.5, 2.5, -1.2, 1.2)
    fit = Descent(loss, start=(0.0, 0.0), learning_rate=0.5, steps=40, window=window)
    display(fit)
    slope, height = fit.path[-1]
    print(f"T = {10**height:.4f} · a^{slope:.4f}")
    return round(slope, 3)

# %% [markdown]
r"""
<details><summary>What it means</summary>

The power is $3/2$, as nearly as these numbers can say: the square of the period goes like the cube of the distance. That is Kepler's
third law. It took him years, and the walk 40 steps.

</details>
"""

# %% [markdown]
r"""
## The same planets, in other units

Measure in million kilometres and days instead. The points move, their pattern does not, and $w$ stays the same. The earth's distance
is 149.6, and $\log_{10} 149.6$, about 2.2, is added to each $x$. Will the same $\alpha = 0.5$ still work? For the limit we need the
Hessian. The slopes are

$$ \frac{\partial L}{\partial w} = \frac2n \sum_i (w x_i + b - y_i)\, x_i, \qquad \frac{\partial L}{\partial b} = \frac2n \sum_i (w x_i + b - y_i) $$

and their slopes, in which $y$ no longer stands,

$$ \frac{\partial^2 L}{\partial w^2} = \frac2n \sum_i x_i^2, \qquad \frac{\partial^2 L}{\partial w\,\partial b} = \frac2n \sum_i x_i, \qquad
\frac{\partial^2 L}{\partial b^2} = 2 $$

For $\alpha = 0.5$ the largest eigenvalue must stay below $2/0.5 = 4$. No number on the diagonal of $H$ is above it. How large is the
first one, roughly?
"""

# %%
def limit_and_condition(x):
    H = 2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]])  # the Hessian of the loss
    small, large = np.linalg.eigvalsh(H)
    return 2 / large, large / small

# %%
@Predict({"In million kilometres, with α = 0.5 the walk": ["converges", "diverges"]})
def planets_in_other_units():
    km = np.log10(149.6) + log_a  # the logarithms of the distances in million kilometres
    in_units = {"earth units": log_a, "million km": km, "the same, less its mean": km - np.mean(km)}
    for name, x in in_units.items():
        limit, kappa = limit_and_condition(x)
        print(f"{name:<24} limit for α {limit:.3f}   condition number {kappa:6.1f}")
    theta, H = np.ones(2), 2 * np.array([[np.mean(km**2), np.mean(km)], [np.mean(km), 1.0]])
    for _ in range(40):
        theta = theta - 0.5 * H @ theta  # theta: (w, b) less the best (w, b); the gradient there is H @ theta
    print(f"after 40 steps with α = 0.5 the distance from the best line is {np.hypot(*theta):.1e}")
    return "converges" if np.hypot(*theta) < 1 else "diverges"

# %% [markdown]
r"""
<details><summary>Why</summary>

The limit is now $0.116$, and the bowl has become a ravine with $\kappa = 172$. The planets did not change, only where zero is. All $x$
are far from 0 now, so $w$ and $b$ do nearly the same to the line, and the walk can hardly tell them apart.

The cure costs one subtraction: take the mean off $x$. Then $w$ and $b$ no longer get in each other's way, and $\kappa$ is 2.3.

</details>

That is why people **standardise** (标准化) their data before they train: subtract the mean, and divide by the *standard deviation*
(标准差), the root of the mean squared distance from the mean. (With both, $\kappa$ is 1 here.)
"""

# %% [markdown]
r"""
## What you can now do

You can walk downhill on any function whose gradient you have, say how large the steps may be, recognise a ravine by its condition
number and help with momentum or better units, and ask the Hessian what a flat place is.

| word | 中文 | meaning |
| --- | --- | --- |
| gradient descent | 梯度下降 | $\theta_{t+1} = \theta_t - \alpha_t \nabla f(\theta_t)$ |
| parameters, loss | 参数、损失 | where you stand; what is to become small |
| learning rate | 学习率 | $\alpha$: how far a step goes, per slope |
| converge, diverge | 收敛、发散 | come to rest in the end; never come to rest (hop for ever, or leave all bounds) |
| curvature | 曲率 | $\lambda$: how fast the slope changes; the limit is $2/\lambda_{\max}$ |
| local, global minimum | 局部极小值、全局最小值 | lowest nearby; lowest of all |
| convex | 凸（微积分教材也称凹） | between any two of its points the graph lies nowhere above the straight line that joins them; so each local minimum is global |
| eigenvector, eigenvalue | 特征向量、特征值 | a direction in which the bowl does not turn a walk aside; its curvature $\lambda$ |
| quadratic | 二次函数 | each term is a number times at most two factors $\theta_i$, equal or not; $\tfrac12\,\theta \cdot A\theta$ is one |
| condition number | 条件数 | $\kappa = \lambda_{\max}/\lambda_{\min}$: how narrow the ravine is |
| momentum | 动量 | a velocity that remembers the gradients |
| saddle point | 鞍点 | flat, up one way and down another |
| Hessian | 黑塞矩阵 | the matrix of second derivatives |

Now write it yourself: [the exercises](../release/04_gradient_descent/gradient_descent.ipynb) are in `gradient_descent.ipynb`,
beside this lesson. So far somebody had to give you the
gradient. In **unit 5** TensorFlow takes it, of programs that you write with its operations.
"""
