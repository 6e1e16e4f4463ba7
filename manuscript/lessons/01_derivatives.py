# %% [markdown]
r"""
# Derivatives: how fast, right here?

A car's display says 50 km/h, at this very instant. But in an instant a car goes nowhere. So what is the
display talking about?

In effect it compares two moments a little apart and divides. This lesson does the same to any function, asks how far
apart the two should be, and meets a surprise.

**You will be able to** measure the slope of a function by calling it · find slopes with five rules · say how wrong
a measured slope is · choose the step · spot a kink, where there is no slope.

About 80 minutes, in two parts: 40 up to *A good place to stop*, 40 after it. Run the cells from top to bottom
with Shift-Enter. Is a line like `def f(x): return x**2` new to you? Then [unit 0](00_before_you_start.ipynb), *Before you start*, comes first: forty
minutes, in the folder `00_before_you_start`.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus.figures import ErrorCurve, GrowingRectangle, Predict, Secant, Wheels, Zoom

# %% [markdown]
r"""
## Two points and a line

Here is the curve $f(x) = x^2/4 + 1$, with a line through two of its points: the ones above $x = 1$ and $x + h$, with $h = 2$.
"""

# %%
def f(x):
    return x**2 / 4 + 1

# %%
xs = np.linspace(-1, 4, 100)  # (places,)
figure, axes = plt.subplots(figsize=(5, 2.5))
axes.plot(xs, f(xs))
axes.plot([1, 3], [f(1), f(3)], "ro")
axes.plot(xs, f(1) + (f(3) - f(1)) / 2 * (xs - 1), "r--")
axes.set(xticks=[1, 3], xticklabels=["x", "x + h"])
plt.show()

# %% [markdown]
r"""
In this course you are asked *before* you are shown: a guess makes you see more, a wrong one no less. (Code that draws or asks
need not be read: run it.) Let $h$ go to 0, and the second point slides along the curve towards the first. What will the line do?
"""

# %%
@Predict({"As h goes to 0, the line": ["settles on one direction", "turns on and on", "ends upright"]})
def line_through_two_points():
    figure = Secant(f, x=1.0)
    display(figure)
    before, last = [(f(1 + h) - f(1)) / h for h in (1e-4, 1e-6)]
    if abs(last - before) < 1e-2:
        return "settles on one direction"
    return "ends upright" if abs(last) > 100 else "turns on and on"

# %% [markdown]
r"""
<details><summary>What happened</summary>

It settles. Drag `h` from right to left: the line turns less and less. At $h = 0$ itself there is no line, for one
point is not two; and yet it is plain where the line was heading.

</details>
"""

# %% [markdown]
r"""
The line through two points of a curve is a **secant** (割线), and its slope, *rise over run*, is

$$ \frac{f(x+h) - f(x)}{h} $$

If that settles on one and the same number as $h$ goes to zero, through numbers $h > 0$ and through numbers $h < 0$, that number is the
**derivative** (导数) of $f$ at $x$, written $f'(x)$. "Settles on" is the **limit** (极限):

$$ f'(x) = \lim_{h \to 0} \frac{f(x+h) - f(x)}{h} $$

So the display does not measure an instant. What it shows is close to the number on which the average speed *settles* as the two
moments move together.
"""

# %% [markdown]
r"""
## Watch the numbers settle

The same in numbers. The step shrinks tenfold from line to line; look at the last column.
"""

# %%
x = 1.0
for h in [1, 0.1, 0.01, 0.001]:
    rise = f(x + h) - f(x)
    print(f"h = {h:<6}  rise = {rise:.7f}  slope = {rise / h:.5f}")

# %% [markdown]
r"""
The slopes close in on 0.5, and pencil and paper agree. For this $f$ the ones cancel, and the quotient is

$$ \frac{f(x+h) - f(x)}{h} = \frac{(x+h)^2 - x^2}{4h} = \frac{2xh + h^2}{4h} = \frac{x}{2} + \frac{h}{4} $$

At $x = 1$ that is $0.5 + h/4$: the true slope, and an error that shrinks with $h$.
"""

# %% [markdown]
r"""
## A slope for any function

Nothing in that division is special to our curve. So put it in a function that takes *another function*
and never looks inside it. This is the **forward difference** (前向差分).

Two to try it on are in NumPy. `np.exp(x)` is $e^x$, a power of the number $e$, about 2.718. `np.sin(x)` is the sine, with the angle
$x$ in **radians** (弧度): a half turn, 180 degrees, is $\pi \approx 3.14$ radians.
"""

# %%
def forward(f, x, h=1e-6):
    return (f(x + h) - f(x)) / h

print("sine at 0       ", forward(np.sin, 0.0))
print("exponential at 0", forward(np.exp, 0.0))
print("our f at 1      ", forward(f, 1.0))

# %% [markdown]
r"""
## The derivative is a function

Most of our curves have a slope at each of their places. (At a corner, at a jump, and where it stands upright, a curve has none.) Write
the slope down *there*, and you get a new curve: $f'$ is a function too.
Look at the sine below. At its top, at $\pi/2$, about 1.57, how steep is it? And where it comes down through $\pi$, about 3.14?
"""

# %%
places = np.linspace(0, 7, 200)  # (places,)
figure, axes = plt.subplots(figsize=(6, 2))
axes.plot(places, np.sin(places))
axes.grid()
plt.show()

# %%
@Predict({"At its top the slope is": float, "At 3.14, coming down, it is": float})
def slopes_of_the_sine():
    figure, axes = plt.subplots(figsize=(6, 2))
    axes.plot(places, np.sin(places), label="sine")
    axes.plot(places, forward(np.sin, places), "--", label="its slope")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))  # beside the picture
    axes.grid()
    plt.show()
    return np.round(forward(np.sin, np.array([np.pi / 2, np.pi])), 5)

# %% [markdown]
r"""
<details><summary>What happened</summary>

At the top it is 0: the curve is level there. At 3.14 it is −1, falling as steeply as it ever does. The dashed
curve is above zero where the sine rises, below where it falls, and crosses zero where the sine is level.

</details>

Draw that curve yourself. Drag the point x along the sine: each place leaves the slope of its line below. Then bring `h` down,
and watch all these dots move to where the slopes settle.
"""

# %%
Secant(np.sin, x=2.0)

# %% [markdown]
r"""
With NumPy one call asked for 200 slopes. And the dashed curve looks familiar. Compare it with $\cos$, and the
slopes of $e^x$ with $e^x$ itself:
"""

# %%
x = np.array([0.0, 1.0, 2.0, 3.0])  # (places,)
print("slopes of sin", forward(np.sin, x))
print("cos          ", np.cos(x))
print("slopes of exp", forward(np.exp, x))
print("exp          ", np.exp(x))

# %% [markdown]
r"""
So, with a prime behind brackets for the slope of what is in them, $(\sin x)' = \cos x$, as nearly as we can measure, with $x$ in radians. And $(e^x)' = e^x$: it is its own
derivative.
"""

# %% [markdown]
r"""
## A square grows

For many functions a picture gives the derivative as a formula. A square of side $x$ has the area $x^2$. Let the side
grow by a little, $dx$: what is added to the area? (Read $dx$ as *one* symbol, a small change of $x$. It is no product of a $d$ and $x$.)
"""

# %%
GrowingRectangle(3, 3, 0.3, 0.3, names=("x", "x"))

# %% [markdown]
r"""
Two strips, $x\,dx$ each, and a corner. Divide by $dx$: the strips give $2x$, and the corner $dx$, which goes to 0. So
$(x^2)' = 2x$.

The same for a rectangle whose sides *both* change with $x$. They are $u(x)$ and $v(x)$, and grow by $du$ and $dv$:
"""

# %%
GrowingRectangle(3, 2, 0.3, 0.25)

# %% [markdown]
r"""
Divide by $dx$. What $du/dx$ settles on as $dx$ goes to 0 is the slope $u'$, and likewise for $v$. So the strips give $v\,u'$ and $u\,v'$, and the corner $du\,dv/dx = (du/dx)\,(dv/dx)\,dx$ is near $u' v'\,dx$, which goes to 0. That is the **product rule**
(乘法法则):

$$ (u v)' = u' v + u v' $$

So it is not $u'v'$: that belongs to the corner, and even there a $dx$ is left. Try it on $x^3 = x^2 \cdot x$. The slope of $x$ is 1, so it gives $2x \cdot x + x^2 \cdot 1 = 3x^2$, and
once more, $(x^4)' = 3x^2 \cdot x + x^3 \cdot 1 = 4x^3$. The pattern is the **power rule** (幂法则), $(x^n)' = n\,x^{n-1}$,
here for $n = 1, 2, 3, \dots$

Two more need no picture. When two curves are added, so are their slopes, $(u + v)' = u' + v'$. When a curve is
stretched upward by a factor, so is each slope, $(c\,u)' = c\,u'$; a constant alone has slope 0.
"""

# %%
@Predict({"The slope of 3x² + 5 at x = 2 is": float})
def sum_and_factor():
    slope = forward(lambda x: 3 * x**2 + 5, 2.0)
    print("measured:", slope)
    return round(slope, 4)

# %% [markdown]
r"""
<details><summary>By the rules</summary>

$(3x^2 + 5)' = 3 \cdot 2x + 0 = 6x$. At 2 that is 12. The 5 lifts the whole curve and tilts it nowhere.

</details>
"""

# %% [markdown]
r"""
## Wheels that drive wheels

Now a function *of a function*. Let $u = 2x$ and $y = 3u$. For each turn of $x$, the wheel $u$ makes two turns, and
for each turn of $u$, the wheel $y$ makes three.
"""

# %%
Wheels(2, 3)

# %% [markdown]
r"""
So $y$ turns $2 \cdot 3 = 6$ times as fast as $x$: the rates *multiply*. This holds for any chain of functions that have slopes, for close by each
function is nearly a wheel with a fixed ratio, its slope there. That is the **chain rule** (链式法则):

$$ y = g(u),\quad u = k(x) \qquad\Rightarrow\qquad y' = g'(u) \cdot k'(x) $$

Mind where each slope is taken: $g'$ at $u$, which is what the inner function gives. For $y = \sin(x^2)$ we have $u = x^2$,
so that $y'$, the slope along $x$, is $\cos(x^2) \cdot 2x$. The whole course ends in this rule: a gradient tape, the machine of unit 5, multiplies along
chains, adds where they meet, and does little else.
"""

# %%
@Predict({"The slope of e^(3x) at x = 0 is": float})
def chain_of_two():
    slope = forward(lambda x: np.exp(3 * x), 0.0)
    print("measured:", slope)
    return round(slope, 3)

# %% [markdown]
r"""
<details><summary>By the rule</summary>

$u = 3x$ has slope 3, and $e^u$ has slope $e^u$, which at $u = 0$ is 1. Together $1 \cdot 3 = 3$.

</details>

*A good place to stop. Exercises 1.1 and 1.9 ask for what you have so far. When you come back, first run all cells above this one.*
"""

# %% [markdown]
r"""
## What the straight line misses

How wrong is a measured slope? Look at the **tangent** (切线), the line with the curve's height and slope at one place, called $x_0$;
$x$ is any other:

$$ t(x) = f(x_0) + f'(x_0)\,(x - x_0) $$

Close by, it replaces the curve; that is what a derivative is *for*. Further off it misses something. What it misses
looks like this, for $e^x$ at 0, where the tangent is $1 + x$. Look down the last two columns.
"""

# %%
for d in [1, 0.1, 0.01]:
    gap = np.exp(d) - (1 + d)
    print(f"distance {d:<5} gap {gap:.6f}   gap / d {gap / d:.4f}   gap / d² {gap / d**2:.4f}")

# %% [markdown]
r"""
The gap shrinks faster than the distance. No other line through that point does this. And divided by the *square* of the
distance it settles, on 1/2. So what the line misses is close to $\tfrac12 d^2$, a parabola. Why just this one?
"""

# %% [markdown]
r"""
The tangent keeps its slope, and the curve does not. How fast the slope changes is the slope of the slope, the **second
derivative** (二阶导数) $f''$. For $e^x$ the slope is $e^x$, and the slope of that is $e^x$ again; at 0 it is 1.

So at a small distance $d$ the curve is steeper than its tangent by about $1 \cdot d$. The gap is curve minus tangent: that is *its* slope.
Which parabola has the slope $d$ at the distance $d$? That of $\tfrac12 d^2$. By the power rule $(d^2)' = 2d$, and half of $2d$ is $d$. That is where the half comes from.

For another function the slope changes by $f'' \cdot d$, and the parabola is $\tfrac12 f'' d^2$.
"""

# %% [markdown]
r"""
Now at any place $x$ at which $f$ has these slopes of slopes, not only at 0, and with $h$ for the distance:

$$ f(x + h) \;\approx\; f(x) + f'(x)\,h + \tfrac12 f''(x)\,h^2 $$

Height, plus the tangent's rise, plus the parabola. What does the parabola miss? For $e^x$ at 0 again:
"""

# %%
for d in [1, 0.1, 0.01]:
    rest = np.exp(d) - (1 + d + d**2 / 2)
    print(f"distance {d:<5} missed {rest:.9f}   missed / d³ {rest / d**3:.4f}")

# %% [markdown]
r"""
Divided by $d^3$, that settles too, near 0.1667, on 1/6. In general what is missed is close to $\tfrac16 f^{(3)}(x)\,h^3$. Here $f^{(3)}$ is the
third derivative, the slope of $f''$; for $e^x$ at 0 it is 1 once more. One such term follows another. Together they are
**Taylor's formula** (泰勒公式).
"""

# %% [markdown]
r"""
## How wrong is a measured slope?

Subtract $f(x)$ from that formula and divide by $h$. On the left is the forward difference; on the right the true slope, and
something left over. That is the error:

$$ \frac{f(x+h) - f(x)}{h} - f'(x) \;\approx\; \frac{h}{2}\, f''(x) $$

For our first curve the slope is $x/2$, so $f'' = \tfrac12$, and the error is the $h/4$ from above. Halve $h$ and the
error halves. Can we do better without a smaller $h$?
"""

# %% [markdown]
r"""
## Look both ways

Looking ahead misses the slope on one side; looking behind misses it on the other, by nearly as much.
Average the two, and $f(x)$ drops out and most of the miss with it:

$$ \frac12 \left( \frac{f(x+h)-f(x)}{h} + \frac{f(x)-f(x-h)}{h} \right) = \frac{f(x+h)-f(x-h)}{2h} $$

This is the **central difference** (中心差分, also 中心差商). Halve `h`, and the error of the forward difference shrinks by a factor
of 2. And this one's?
"""

# %%
def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)

@Predict({"When h is halved, the error of the central difference shrinks by a factor of": ["2", "3", "4", "8"]})
def order_of_the_central_difference():
    h = np.array([0.4, 0.2, 0.1, 0.05])
    error = np.abs(central(np.exp, 0.0, h) - 1)  # the true slope is 1
    print("errors ", error)
    print("factors", error[:-1] / error[1:])
    return f"{error[-2] / error[-1]:.0f}"

# %% [markdown]
r"""
<details><summary>Why</summary>

By a factor of 4. Write Taylor's formula for a step ahead, and below it the one for a step behind, with $-h$ for $h$:

$$ \begin{aligned} f(x+h) &\approx f(x) + f'(x)\,h + \tfrac12 f''(x)\,h^2 + \tfrac16 f^{(3)}(x)\,h^3 \\
f(x-h) &\approx f(x) - f'(x)\,h + \tfrac12 f''(x)\,h^2 - \tfrac16 f^{(3)}(x)\,h^3 \end{aligned} $$

Subtract. The first and the third terms are the same in both: they cancel. The others double: $2 f'(x)\,h$, and twice
$\tfrac16 f^{(3)}(x)\,h^3$. Divide by $2h$: the slope, and an error of about

$$ \frac{h^2}{6} f^{(3)}(x) $$

Halve $h$, and it falls to a quarter.

</details>
"""

# %% [markdown]
r"""
A method has **order** (阶) $p$ if its error, for small $h$, is close to a fixed number times $h^p$; in
short, it goes like $h^p$. Either difference costs two calls of $f$; the central one has the higher order.

This holds for a **smooth** (光滑) $f$, one that has these slopes of slopes, without jumps in them, and where
$f''(x)$ (for the forward difference) or $f^{(3)}(x)$ (for the central one) is not 0. For the sine at 0, where $f'' = 0$, the forward difference does better than it promises. From line to
line $h$ is halved; read the order off the errors:
"""

# %%
for h in [0.4, 0.2, 0.1]:
    print(f"h = {h}   error of the forward difference {forward(np.sin, 0.0, h) - 1:.5f}")

# %% [markdown]
r"""
<details><summary>Which order?</summary>

The errors fall to a quarter each time. $\tfrac14$ is $(\tfrac12)^2$, so the order *seen* at this place is 2: the next term of Taylor's
formula is what is left. The method's own order, what it promises for every smooth $f$, stays 1.

</details>
"""

# %% [markdown]
r"""
## How close?

The error shrinks with $h$, so take a small one. But how small? Here are four steps. Which one gives the central difference
of $e^x$ at 1 the least error?
"""

# %%
@Predict({"The best of the four steps is": ["1e-2", "1e-5", "1e-10", "1e-15"]})
def best_of_four_steps():
    errors = {}
    for h in ["1e-2", "1e-5", "1e-10", "1e-15"]:
        errors[h] = abs(central(np.exp, 1.0, float(h)) - np.exp(1.0))
        print(f"h = {h:<6}  error = {errors[h]:.1e}")
    return min(errors, key=errors.get)

# %% [markdown]
r"""
<details><summary>Why</summary>

Closer is not always better: the smallest step is the *worst*. A computer keeps about 16 digits of a number, so $x+h$, $x-h$ and the values
of $f$ there are all rounded. With a tiny $h$ the two values share nearly all their digits, the subtraction
leaves only the last, rounded ones, and the division by $2h$ blows that rubbish up.

</details>
"""

# %% [markdown]
r"""
Two errors pull against each other: **truncation** (截断误差), which grows with $h$, and **rounding** (舍入误差),
which grows like $1/h$. On a **logarithmic scale** (对数刻度) equal distances are equal *factors*: from 0.001 to 0.01 is as far as
from 0.01 to 0.1. Drawn with two such scales, the errors make a V.

Python's own numbers, `float64`, keep 16 digits. There are shorter ones, `float32`, with 7. Will the bottom of their V lie at a larger
step or at a smaller one?
"""

# %%
@Predict({"With only 7 digits, the best step is": ["larger", "the same", "smaller"]})
def best_step_of_float32():
    display(ErrorCurve(np.exp, np.exp, x=1.0))  # the function and its true derivative
    errors = {}
    for h in [1e-1, 1e-3, 1e-5, 1e-7]:
        ahead, behind = np.exp(np.float32([1 + h, 1 - h]))
        errors[h] = abs(float(ahead - behind) / (2 * h) - np.e)
    best = min(errors, key=errors.get)
    return "larger" if best > 1e-5 else "the same" if best == 1e-5 else "smaller"

# %% [markdown]
r"""
<details><summary>Why</summary>

Larger. Rounding is worse by nine digits, so its side of the V lies higher and meets the other side further right, near
$h = 5 \cdot 10^{-3}$. A lucky hit aside, the slope is right to about five digits there; with float64, to about ten, near
$h = 10^{-5}$. That is why units 1 to 4 compute in float64. With float32 and steps below $10^{-8}$ the error stays at 2.7: both
values are then the *same* number, the difference is 0, and all of the slope is missing.

</details>

Drag `h` down one side and up the other: which of the two errors rules where?

From here on $10^{-5}$ is the step of the central difference, if nothing else is said. Exercise 1.2 asks for this `central`
under the name `slope`, with `h=1e-5` as its default.

<details><summary>Where does 10⁻⁵ come from?</summary>

Rounding spoils a value $f$ by about $\epsilon\,\lvert f \rvert$, where $\epsilon \approx 2.2 \cdot 10^{-16}$, so the
central difference by about $\epsilon\,\lvert f \rvert / h$. Truncation adds about $h^2 \lvert f^{(3)} \rvert / 6$. The
sum is least where its slope in $h$ is zero. (The power rule holds for $n = -1$ too: the slope of $1/h$ is $-1/h^2$.) That is at
$h = \sqrt[3]{3\,\epsilon\,\lvert f / f^{(3)} \rvert}$, and for $e^x$ about $9 \cdot 10^{-6}$. For the forward difference of $e^x$ the same balance gives
$h \approx 2\sqrt{\epsilon}$, about $3 \cdot 10^{-8}$. We take $10^{-6}$ there: less exact for $e^x$, some 17 times by this balance,
and safe for functions with larger values.

($x \pm h$ is rounded as well, which adds up to about $\epsilon\,\lvert x f' \rvert / h$. For $e^x$ at 1 that is no more than the
rest; for large $x$ it can be far more.)

</details>
"""

# %% [markdown]
r"""
## How fast is the fastest?

The same quarrel, on a track. In Berlin, 2009, Usain Bolt ran 100 m in 9.58 s. Here are the times at which he passed each ten
metres. Speed is the slope of distance along time: two places, two moments, divide. `passed[2:] - passed[:-2]` is each entry minus the
one two before it.
"""

# %%
# Usain Bolt, Berlin, 16 August 2009: seconds after the gun, from the analysis of the race that the athletics
# federation (IAAF) published. Facts, free to use. (An earlier report of the same race had 6.31 at 60 m.)
passed = np.array([1.89, 2.88, 3.78, 4.64, 5.47, 6.29, 7.10, 7.92, 8.75, 9.58])  # (marks,)
metres = np.arange(10, 101, 10)  # (marks,)

# np.diff: each entry minus the one before it
print("m/s over  10 m:", np.round(np.diff(metres) / np.diff(passed), 2))
print("m/s over  20 m:", np.round((metres[2:] - metres[:-2]) / (passed[2:] - passed[:-2]), 2))

# %% [markdown]
r"""
His top speed, somewhere between 50 m and 80 m, is about 12.3 m/s, or 44 km/h. Would marks at each *metre* show it better? The clock reads
hundredths of a second, and over one metre at that speed it runs for 0.08 s.
"""

# %%
@Predict({"An error of 0.01 s spoils a speed over 1 m by about": ["0.15 m/s", "0.5 m/s", "1.5 m/s"]})
def speed_over_one_metre():
    for run in [20, 10, 1]:
        taken = run / 12.3  # seconds
        off = (run / (taken - 0.01) - run / (taken + 0.01)) / 2
        print(f"over {run:>2} m: {taken:.3f} s, and 0.01 s makes {off:.2f} m/s of difference")
    return f"{off:.1f} m/s"

# %% [markdown]
r"""
<details><summary>Why</summary>

By about 1.5 m/s, more than a tenth of the speed: 1.7 too fast if the time is short, 1.3 too slow if it is long. A longer stretch blurs: the speed changes on it. That is truncation. A shorter
one trembles: the clock's error is divided by less and less. That is rounding. Who measures a slope, of whatever, chooses between
the two.

</details>
"""

# %% [markdown]
r"""
## Where there is no slope

Zoom in on a smooth curve and it straightens: close up you cannot tell it from its tangent. Here is $\lvert x \rvert$, the number
without its sign:
"""

# %%
around = np.linspace(-2, 2, 101)  # (places,)
figure, axes = plt.subplots(figsize=(4, 2))
axes.plot(around, np.abs(around))
axes.set(xlabel="x", ylabel="|x|")
plt.show()

# %% [markdown]
r"""
What do you see when you zoom in on its corner, at 0?
"""

# %%
@Predict({"A million times larger, the corner of |x| is": ["a curve", "a straight line", "the same corner"]})
def corner_of_the_absolute_value():
    display(Zoom(np.sin, x=0.5))  # beside it, |x| at 0
    d = 1e-6 * np.array([-2, -1, 0, 1, 2])
    slopes = np.diff(np.abs(d)) / np.diff(d)  # of four pieces, side by side
    bends = np.sum(np.abs(np.diff(slopes)) > 1e-3)
    return {0: "a straight line", 1: "the same corner"}.get(bends, "a curve")

# %% [markdown]
r"""
<details><summary>What happened</summary>

The same corner, at every scale: a **kink** (角点). The sine straightens until its tangent, the dashed line, covers it. At the corner
no one line fits, and there is no derivative at 0.

</details>

The **one-sided** slopes (单侧导数) of $\lvert x \rvert$ at 0 still exist, each taken from its side:
"""

# %%
h = 1e-6
left = (abs(0.0) - abs(0.0 - h)) / h
right = (abs(0.0 + h) - abs(0.0)) / h
print("left", left, "  right", right)

# %% [markdown]
r"""
They disagree. What will the central difference say, which looks at both?
"""

# %%
@Predict({"At the kink of |x| the central difference": ["gives −1", "gives 0", "gives 1", "fails"]})
def central_difference_at_a_kink():
    slope = central(abs, 0.0, 1e-5)
    print("central", slope)
    return f"gives {slope:g}".replace("-", "−")

# %% [markdown]
r"""
<details><summary>Why</summary>

It averages −1 and 1 and answers 0, a slope that neither side has. The formula gives you a number all the same; whether
there is a derivative behind it is for you to know.

</details>
"""

# %% [markdown]
r"""
## What you can now do

You can measure the slope of a function by calling it twice, find many slopes by rule, say how the error of a measured one goes with
$h$, choose a step that balances truncation and rounding, and spot a kink.

| word | 中文 | meaning |
| --- | --- | --- |
| derivative | 导数 | what the slope settles on as $h \to 0$; at each place, so it is a function |
| slope | 斜率 | rise over run |
| limit | 极限 | the number that is settled on |
| secant, tangent | 割线、切线 | line through two points of the curve; line that touches it |
| product, power, chain rule | 乘法法则、幂法则、链式法则 | $u'v + uv'$; $n\,x^{n-1}$; $g'(u) \cdot k'(x)$ |
| second derivative | 二阶导数 | $f''$, the slope of the slope |
| Taylor's formula | 泰勒公式 | tangent, then what it misses, then what that misses |
| forward, central difference | 前向差分、中心差分（差商） | $(f(x+h)-f(x))/h$ and $(f(x+h)-f(x-h))/(2h)$ |
| truncation, rounding error | 截断误差、舍入误差 | from $h$ not being 0; from keeping 16 digits |
| order | 阶 | the $p$ in an error that goes like $h^p$ |
| smooth; kink | 光滑；角点 | with a slope, and slopes of slopes, everywhere; where left and right disagree |

Now write it yourself: [the exercises](../release/01_derivatives/derivatives.ipynb) are in `derivatives.ipynb`,
beside this lesson. **Unit 2** gives the function a second
input, and asks for a slope along each.
"""
