# %% [markdown]
r"""
# Gradient descent: walk downhill

A model that writes text has billions of numbers inside. Nobody chose them, nobody could. They were all found by a rule
that, at heart, fits on one line and is repeated. What is the rule, and why does it work at all?

This lesson walks it with you: on a curve, on a map, through a ravine, and at the end it lets eight planets tell it a
law of nature.

**You will be able to** descend on any function whose gradient you have · say how large the steps may be, and why · see
why a ravine is slow and what momentum does about it · tell a minimum from a saddle.

About 90 minutes. Run the cells from top to bottom with Shift-Enter.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus.figures import Descent, Ravine, Surface

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
    theta = theta - 0.5 * theta  # α is 0.5

# %% [markdown]
r"""
## Why it goes down

Close to $\theta$, a differentiable $f$ is hardly different from its tangent plane. Put in the step $-\alpha g$, with $g = \nabla f(\theta)$:

$$ f(\theta - \alpha g) \;\approx\; f(\theta) - g \cdot \alpha g \;=\; f(\theta) - \alpha\, \lVert g \rVert^2 $$

The loss falls by about $\alpha \lVert g \rVert^2$, which is positive wherever the gradient is not zero. Is the promise kept? Look at the
last two columns as $\alpha$ shrinks.
"""

# %%
def bowl(x, y):
    return (x**2 + 4 * y**2) / 2

theta, g = np.array([1.0, 2.0]), np.array([1.0, 8.0])  # the gradient is (x, 4y)
for lr in [0.2, 0.02, 0.002]:
    fell = bowl(*theta) - bowl(*(theta - lr * g))
    print(f"α = {lr:<6} fell by {fell:7.4f}   promised {lr * (g @ g):7.4f}")

# %% [markdown]
r"""
So a step that is small enough always goes down. But the tangent plane is good only nearby, and at $\alpha = 0.2$ only six tenths of the
promise arrived. Which $\alpha$ is small *enough*?
"""

# %% [markdown]
r"""
## On a curve

**Predict, then run.** The curve is $f(\theta) = \theta^2/2$ again, from $-2.5$ on. What will the walk do for each of these learning
rates? Write
`"crawls"`, `"converges"`, `"oscillates"` or `"diverges"`.
"""

# %%
guess = {0.05: "crawls", 1.0: "?", 1.5: "?", 1.9: "?", 2.1: "?"}

# %%
def parabola(theta):
    return theta**2 / 2

walk = Descent(parabola, start=-2.5, learning_rate=0.05, steps=40)
for lr in guess:
    walk.learning_rate = lr
    print(f"α = {lr:<5} {walk.verdict:<11} your guess: {guess[lr]}")

# %% [markdown]
r"""
Now see them walk. Press play, or step; drag the learning rate from small to large. The staircase shows each step: along to
the new place, down (or up!) to the loss there. Where does landing on the *other* side begin, and where does it end badly?
"""

# %%
walk.learning_rate = 0.3
walk

# %% [markdown]
r"""
## The limit is 2/λ, not 1/λ

Take any parabola $f = \tfrac12 \lambda \theta^2$ with $\lambda > 0$. Its slope is $\lambda\theta$, and how fast the slope changes, its
**curvature** (曲率, here: the second derivative), is $\lambda$. One step is a multiplication:

$$ \theta_{t+1} = \theta_t - \alpha \lambda\, \theta_t = (1 - \alpha\lambda)\, \theta_t $$

So after $t$ steps the distance has been multiplied by $(1 - \alpha\lambda)^t$. All four behaviours are in that one factor. Look at its
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
- Between $1/\lambda$ and $2/\lambda$: the factor is negative. You jump across the valley, and land *closer* all the same.
- $\alpha = 2/\lambda$: you land just as high on the other side, for ever. Beyond, each jump is longer than the last.

Jumping across is no failure. Only beyond $2/\lambda$ does it stop paying, and the walk **diverges** (发散) instead of
**converging** (收敛).
"""

# %% [markdown]
r"""
Who knows $\lambda$? Mostly nobody. Then one tries a long step and halves it until the loss falls, or tries a few rates and looks
at the loss.

<details><summary>And where f is no parabola?</summary>

Suppose the gradient changes by at most $L$ times the distance walked: $\lVert \nabla f(a) - \nabla f(b) \rVert \le L \lVert a - b \rVert$.
If $f$ has second derivatives, $L$ bounds the curvature. Then the real loss after a step is at most

$$ f(\theta - \alpha g) \;\le\; f(\theta) - \alpha \Big(1 - \frac{\alpha L}{2}\Big) \lVert g \rVert^2 $$

The bracket is positive for $0 < \alpha < 2/L$: the same 2. The guaranteed drop is largest at $\alpha = 1/L$: that is what $1/L$ is good for, a
cautious choice, not a limit. If moreover $f$ is convex (see below) and has a minimum, the walk tends to one. Without
convexity and with $f$ bounded below, only this is sure: the gradient goes to zero.
</details>
"""

# %% [markdown]
r"""
## Two valleys

Most curves have more than one bottom. **Predict, then run.** The curve below has one valley on the left and one, less deep, on the right.
A walk starts at $0.5$. Which bottom will it find, the nearer or the deeper?
"""

# %%
guess = "nearer"  # or "deeper"

# %%
def two_valleys(x):
    return x**4 / 4 - x**2 + 0.3 * x + 1.5

Descent(two_valleys, start=0.5, learning_rate=0.1, steps=40, window=(-2.2, 2.2))

# %% [markdown]
r"""
The nearer one: the rule knows the slope under its feet and nothing else. It ends in a **local minimum** (局部极小值); the deeper one
is the **global minimum** (全局最小值). Drag the start across the hilltop at about $0.15$ and the walk changes its mind.

Then drag $\alpha$ up. At the right bottom $f''(x) = 3x^2 - 2$ is about $3.3$, so near it the curve is nearly a parabola with $\lambda = 3.3$, and
beyond $2/3.3 \approx 0.6$ the walk no longer comes to rest there. In a **convex** (凸) valley, a bowl without dents, each local minimum is global.
"""

# %% [markdown]
r"""
## On a map

Two parameters now. Contours connect places of equal height, and each step sets out at a right angle to the contour it starts
from. Here is $f(x, y) = \tfrac12 (x^2 + 4 y^2)$. The curvature along $y$ is 4, along $x$
only 1. (On the figure's axes $x$ is $\theta_0$ and $y$ is $\theta_1$.)

**Before you drag**: up to which $\alpha$ will this walk converge? And which of the two coordinates will break out first?
"""

# %%
Descent(bowl, start=(-2.5, 1.5), learning_rate=0.1, steps=40)

# %% [markdown]
r"""
Up to $2/4 = 0.5$, the mark on the slider, and it is $y$ that breaks out. On this bowl the two coordinates take no notice of each other:

$$ x \leftarrow (1 - \alpha)\, x, \qquad y \leftarrow (1 - 4\alpha)\, y $$

Two walks in one. The steep direction sets the limit, and the flat one has to live with it. At $\alpha = 0.4$ the walk hops across the valley in
$y$ and creeps along it in $x$.
"""

# %% [markdown]
r"""
## Any bowl, seen from the right angle

That looked like luck, with a bowl along the axes. But any quadratic bowl $f = \tfrac12 \theta^\top A\, \theta$, with $A$ symmetric and its
eigenvalues positive, is such a bowl turned round. Its gradient is $A\theta$. In the direction of an **eigenvector** (特征向量), $A$ only
multiplies by the **eigenvalue** (特征值) $\lambda_i$, and that is the curvature there. So a step multiplies the part of
$\theta$ along it by

$$ 1 - \alpha \lambda_i, \qquad \text{and the walk converges if } 0 < \alpha < \frac{2}{\lambda_{\max}} $$

The next cell walks on a turned bowl and splits each place into its parts. Look down each column: one and the same factor from line to line.
"""

# %%
A = np.array([[2.0, 1.0], [1.0, 2.0]])
values, vectors = np.linalg.eigh(A)  # (2,) and (2, 2), one eigenvector a column
print("eigenvalues", values, "  factors", 1 - 0.5 * values)
theta = np.array([-2.0, 3.0])  # (2,)
for t in range(5):
    print(f"step {t}  parts", theta @ vectors)
    theta = theta - 0.5 * (A @ theta)

# %% [markdown]
r"""
The first column halves, because $1 - 0.5 \cdot 1 = 0.5$. The second changes sign and halves, because $1 - 0.5 \cdot 3 = -0.5$.
"""

# %% [markdown]
r"""
## Why a ravine is slow

Let one eigenvalue be much larger than the other: a **ravine** (峡谷), steep across and nearly flat along. The
ratio $\kappa = \lambda_{\max} / \lambda_{\min}$ is its **condition number** (条件数).

The best compromise is to let both factors have the same size, $1 - \alpha\lambda_{\min} = -(1 - \alpha\lambda_{\max})$. So
$\alpha = 2 / (\lambda_{\min} + \lambda_{\max})$, and then *each* step leaves this share of the error:

$$ \frac{\kappa - 1}{\kappa + 1} $$

**Predict, then run.** For $\kappa = 100$, how many steps until the error is a thousandth?
"""

# %%
guess = 30  # steps for κ = 100, I think

# %%
for condition in [2, 10, 100, 1000]:
    left = (condition - 1) / (condition + 1)
    print(f"κ = {condition:<5} {np.ceil(np.log(1e-3) / np.log(left)):6.0f} steps")

# %% [markdown]
r"""
The number of steps grows like $\kappa$, and real losses often have a $\kappa$ of thousands. No other learning rate mends that: a larger one
does worse across the ravine, a smaller one worse along it.
"""

# %% [markdown]
r"""
## Momentum

A ball does better than a walker. Across the ravine it is pushed left, right, left, right, and the pushes cancel. Along it they
all point the same way and add up. Give $\theta$ a velocity $v$ that starts at zero and keeps the share $\beta$ of itself:

$$ v \leftarrow \beta v + \nabla f(\theta), \qquad \theta \leftarrow \theta - \alpha v $$

This is **momentum** (动量). With a steady gradient $g$ the velocity becomes $g + \beta g + \beta^2 g + \dots = g / (1 - \beta)$: for
$\beta = 0.9$, ten times a plain step. (Books that write $(1-\beta)\nabla f$ mean the same ball with another $\alpha$.)
"""

# %% [markdown]
r"""
Below, both walk in one ravine, and the panels follow the error along the valley and across it. **Before you drag**: which of the four
curves will suffer most if the ravine gets narrower, $\kappa = 500$? Then find a $\beta$ that helps, and one that is too much. The two
buttons set the best there is.
"""

# %%
Ravine(condition=50, learning_rate=1.6, momentum=0.8)

# %% [markdown]
r"""
Plain descent suffers along the valley, where its curve hardly falls. Momentum pulls it down; too much of it, and the ball
swings to and fro like one on ice. It also allows longer steps: on a quadratic the limit becomes $2(1+\beta)/\lambda_{\max}$, and
with the best $\alpha$ and $\beta$ a step leaves, in the long run,

$$ \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \qquad \text{of the error, instead of} \qquad \frac{\kappa - 1}{\kappa + 1} $$

A root makes a difference. Count the steps to a thousandth again, now with momentum, and compare with the table above:
"""

# %%
for condition in [2, 10, 100, 1000]:
    root, curvatures = np.sqrt(condition), np.array([1 / condition, 1.0])
    lr, beta = (2 / (1 + 1 / root)) ** 2, ((root - 1) / (root + 1)) ** 2
    theta, v, steps = np.ones(2), 0.0, 0
    while np.max(np.abs(theta)) > 1e-3:
        v = beta * v + curvatures * theta
        theta, steps = theta - lr * v, steps + 1
    print(f"κ = {condition:<5} {steps:6} steps with momentum")

# %% [markdown]
r"""
<details><summary>Where the root comes from</summary>

Along one eigenvector, $\theta_{t+1} = (1 + \beta - \alpha\lambda)\,\theta_t - \beta\,\theta_{t-1}$: the velocity is the last move, divided by
$-\alpha$. Such a sequence grows or shrinks like $r^t$, where $r^2 - (1 + \beta - \alpha\lambda)\, r + \beta = 0$. The two roots have the
product $\beta$; if they are complex, both have the size $\sqrt\beta$, *whatever* $\lambda$ is. They are complex, or just meet, for all $\lambda$ from
$\lambda_{\min}$ to $\lambda_{\max}$ if $(1 - \sqrt\beta)^2 \le \alpha\lambda \le (1 + \sqrt\beta)^2$. Fit both ends, and

$$ \sqrt\beta = \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}, \qquad \alpha = \Big(\frac{2}{\sqrt{\lambda_{\max}} + \sqrt{\lambda_{\min}}}\Big)^2 $$

All this is for quadratics (Polyak 1964). Elsewhere momentum is a good habit without that guarantee.
</details>
"""

# %% [markdown]
r"""
## A rate that changes

Often the gradient is not exact: it is computed from a few of the data, or measured. Then a constant rate never comes to rest, it
trembles with the noise. Let the rate fall with $t$, and the noise averages out.

**Predict, then run.** Three **schedules** (学习率调度), one noisy slope of $\theta^2/2$, from $\theta = 5$ on. Which ends nearest to 0? Can a rate fall too fast?
"""

# %%
guess = "1 / (t + 2)"  # or "constant 0.2", or "halved each time"

# %%
def typical_distance(schedule):
    noise, theta, seen = np.random.default_rng(4), 5.0, []
    for t in range(2000):
        theta = theta - schedule(t) * (theta + noise.normal())
        seen.append(theta)
    return round(float(np.sqrt(np.mean(np.square(seen[-500:])))), 3)  # over the last 500 steps

print("constant 0.2     ", typical_distance(lambda t: 0.2))
print("1 / (t + 2)      ", typical_distance(lambda t: 1 / (t + 2)))
print("halved each time ", typical_distance(lambda t: 0.5 ** (t + 1)))

# %% [markdown]
r"""
The constant rate got near and trembles. $1/(t+2)$ settles. Halving freezes on the way: its rates add up to 1 all told, too little to
get there. The classic condition asks for both: the sum of all $\alpha_t$ infinite, so that every place can be reached, and that of all
$\alpha_t^2$ finite, so that the noise dies out (Robbins and Monro 1951). Without noise a constant rate below the limit does.
"""

# %% [markdown]
r"""
## Flat is not yet the bottom

The walk stops where the gradient is zero. So is a zero gradient a minimum? Here is a surface with two valleys and a pass between them, with the
gradients as arrows below. Find the *three* places where they vanish.
"""

# %%
def mountain_pass(x, y):
    return x**2 / 2 + y**4 / 4 - y**2 / 2

Surface(mountain_pass, window=(-2, 2))

# %% [markdown]
r"""
Two are the valleys, at $y = 1$ and $y = -1$. The third is the pass at the origin: lowest along $x$, highest along $y$, flat. Such a place is a
**saddle point** (鞍点).

**Predict, then run.** The walk starts at $(-2, 0)$, exactly on the line that leads up to the pass. Where does it end?
"""

# %%
guess = "at a minimum"  # or "at the saddle"

# %%
Descent(mountain_pass, start=(-2.0, 0.0), learning_rate=0.2, steps=60, window=(-2.5, 2.5))

# %% [markdown]
r"""
At the saddle, for on that line the slope along $y$ is exactly zero. Now move the start a hair to the side: drag it, or Tab to it and press an
arrow key. The walk still visits the pass, lingers where it is flat, and then finds its valley.

So saddles are a nuisance and seldom the end. With small enough steps almost every start misses one that bends down some way, as this one
does, but the loss may hardly fall for a long time.
"""

# %% [markdown]
r"""
## Which kind of flat?

At a place with zero gradient the *second* derivatives tell more. Put them in a matrix, the **Hessian** (黑塞矩阵)
$H_{ij} = \partial^2 f / \partial\theta_i \partial\theta_j$. It is symmetric if they are continuous. Its eigenvalues are the curvatures:

- all positive: a minimum, at least a local one. All negative: a maximum.
- both signs: a saddle.
- otherwise some are zero, and $H$ alone cannot tell: $x^2 + y^4$ and $x^2 - y^4$ have the same $H$ at 0, one a minimum, one a saddle.

For our pass, by hand: $\partial^2 f/\partial x^2 = 1$, $\partial^2 f/\partial y^2 = 3y^2 - 1$, and the mixed ones are zero.
"""

# %%
for y in [0.0, 1.0, -1.0]:
    H = np.diag([1.0, 3 * y**2 - 1])
    print(f"at (0, {y:4})  eigenvalues {np.linalg.eigvalsh(H)}")

# %% [markdown]
r"""
## Eight planets and a law

Now something real: the distances of the planets from the sun, and how long a round takes. On logarithmic axes they line up, and a
straight line there means $T = a^w$ times a constant. What is $w$?
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
With $x = \log_{10} a$ and $y = \log_{10} T$, look for the line $w x + b$ that comes closest. The loss is the **mean squared error**
(均方误差), a quadratic bowl over the plane of $w$ and $b$:

$$ L(w, b) = \frac1n \sum_i (w x_i + b - y_i)^2 $$

Each place on this map is a line, with $w$ along $\theta_0$ and $b$ along $\theta_1$. Play the walk, and see what $w$ it finds.
"""

# %%
x, y = np.log10(a), np.log10(T)  # (8,) each

def loss(w, b):
    return np.mean((w * x + b - y) ** 2)

fit = Descent(loss, start=(0.0, 0.0), learning_rate=0.5, steps=40, window=(-0.5, 2.5, -1.2, 1.2))
fit

# %%
w, b = fit.path[-1]
print(f"T = {10**b:.4f} · a^{w:.4f}")

# %% [markdown]
r"""
The exponent is $3/2$, as nearly as these numbers can say: the square of the period goes like the cube of the distance. That is Kepler's
third law. It took him years, and the walk 40 steps.
"""

# %% [markdown]
r"""
## The same planets, in other units

**Predict, then run.** Measure in million kilometres and days instead. The points move, their pattern does not: $w$ is the same. Will the same
$\alpha = 0.5$ still work? (The limit depends on $x$ alone: the second derivatives of $L$ do not contain $y$.)
"""

# %%
guess = "yes"  # or "no"

# %%
def say_limit(name, x):
    H = 2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]])  # the Hessian of the loss
    small, large = np.linalg.eigvalsh(H)
    print(f"{name:<27} limit for α {2 / large:.3f}   condition number {large / small:6.1f}")

km = np.log10(149.6 * a)  # (8,)
say_limit("earth units", np.log10(a))
say_limit("million km", km)
say_limit("million km, mean taken off", km - np.mean(km))

# %% [markdown]
r"""
No: the limit is now $0.116$, and the bowl has become a ravine with $\kappa = 172$. The planets did not change, only where zero is. All $x$
are far from 0 now, so $w$ and $b$ do nearly the same to the line, and the walk cannot tell them apart.

The cure costs one subtraction: take the mean off $x$. Then $w$ and $b$ no longer get in each other's way, and $\kappa$ is 2.3. That is why people
**standardise** (标准化) their data before they train: subtract the mean, divide by the spread.
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
| converge, diverge | 收敛、发散 | come to rest at a place; leave all bounds |
| curvature | 曲率 | $\lambda$: how fast the slope changes; the limit is $2/\lambda_{\max}$ |
| local, global minimum | 局部极小值、全局最小值 | lowest nearby; lowest of all |
| convex | 凸 | a bowl without dents: each local minimum is global |
| condition number | 条件数 | $\kappa = \lambda_{\max}/\lambda_{\min}$: how narrow the ravine is |
| momentum | 动量 | a velocity that remembers the gradients |
| saddle point | 鞍点 | flat, up one way and down another |
| Hessian | 黑塞矩阵 | the matrix of second derivatives |

Now write it yourself: the exercises are in `gradient_descent.ipynb`, beside this lesson. So far somebody had to give you the
gradient. In **unit 5** TensorFlow takes it, of any program you write.
"""
