# %% [markdown]
r"""
# Derivatives: how fast, right here?

A car's display says 50 km/h, at this very instant. But in an instant a car goes nowhere. So what is the
display talking about?

In effect it compares two moments a little apart and divides. This lesson does the same to any function, asks how far
apart the two should be, and meets a surprise: *closer is not always better*.

**You will be able to** compute the slope of any function by calling it · say how wrong the result is ·
choose the step ·
spot a kink, where there is no slope.

About 45 minutes. Run the cells from top to bottom with Shift-Enter.
"""

# %%
import numpy as np

from gradus.figures import ErrorCurve, Secant, Zoom

# %% [markdown]
r"""
## Two points and a line

Here is a curve and a line through two of its points, the ones above $x$ and $x + h$. Before you drag `h`
towards zero: will the line settle on one direction, or keep turning?
"""

# %%
def f(x):
    return x**2 / 4 + 1

Secant(f, x=1.0)

# %% [markdown]
r"""
It settles. The line through two points of a curve is a **secant** (割线), and its slope, *rise over run*, is

$$ \frac{f(x+h) - f(x)}{h} $$

If that settles on one and the same number as $h$ goes to zero, from above and from below, the number is the
**derivative** (导数) of $f$ at $x$, written $f'(x)$. "Settles on" is the **limit** (极限):

$$ f'(x) = \lim_{h \to 0} \frac{f(x+h) - f(x)}{h} $$

So the display does not measure an instant. It tells you what the average speed *settles on* as the two
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
"""

# %%
def forward(f, x, h=1e-6):
    return (f(x + h) - f(x)) / h

print("sine at 0       ", forward(np.sin, 0.0))
print("exponential at 0", forward(np.exp, 0.0))
print("our f at 1      ", forward(f, 1.0))

# %% [markdown]
r"""
At 0, sine and exponential both rise with slope 1. In fact $e^x$ has slope $e^x$ everywhere: it is its own
derivative. With NumPy the same two calls do many points at once. Compare: the slopes of $\sin$ turn out to be
$\cos$.
"""

# %%
x = np.array([0.0, 1.0, 2.0, 3.0])  # (points,)
print("measured", forward(np.sin, x))
print("cosine  ", np.cos(x))

# %% [markdown]
r"""
## How wrong is it?

Measured and true slopes part at about the sixth digit. Why? Close to $x$ a smooth function is nearly a
parabola, $f(x+h) \approx f(x) + f'(x)\,h + \tfrac12 f''(x)\,h^2$, where $f''$ is the slope of the slope.
Subtract $f(x)$, divide by $h$, and this is left over as the error:

$$ \frac{f(x+h) - f(x)}{h} - f'(x) \;\approx\; \frac{h}{2}\, f''(x) $$

For our curve the slope is $x/2$, so $f'' = \tfrac12$, and the error is the $h/4$ from above. Halve $h$ and the
error halves. Can we do better without a smaller $h$?
"""

# %% [markdown]
r"""
## Look both ways

Looking ahead misses the slope on one side; looking behind misses it on the other, by nearly as much.
Average the two, and $f(x)$ drops out and most of the miss with it:

$$ \frac12 \left( \frac{f(x+h)-f(x)}{h} + \frac{f(x)-f(x-h)}{h} \right) = \frac{f(x+h)-f(x-h)}{2h} $$

This is the **central difference** (中心差分).
"""

# %%
def central(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)

# %% [markdown]
r"""
**Predict, then run.** Halve `h`, and the error of the forward difference shrinks by a factor of 2. By what
factor will the central one shrink? Put your guess in first.
"""

# %%
guess = 2  # the error shrinks by this factor, I think

# %%
h = np.array([0.4, 0.2, 0.1, 0.05])
error = np.abs(central(np.exp, 0.0, h) - 1)  # the true slope is 1
print("errors ", error)
print("factors", error[:-1] / error[1:], "and your guess was", guess)

# %% [markdown]
r"""
By a factor of 4. The error is now about $\frac{h^2}{6} f^{(3)}(x)$, where $f^{(3)}$ is the slope of $f''$: halve
$h$, and it falls to a quarter. A method whose error goes like $h^p$ has **order** (阶) $p$: the forward
difference has order 1, the central difference order 2. Either costs two calls of $f$.

This holds for a **smooth** (光滑) $f$, one that has these slopes of slopes, without jumps in them, and where
$f''(x)$ or $f^{(3)}(x)$ is not 0. For the sine at 0 even the forward difference has order 2.
"""

# %% [markdown]
r"""
## Closer is not always better

So why not take $h = 10^{-15}$ and be done? **Predict, then run.** Which `h` gives the central difference of
$e^x$ at 1 the least error: `1e-2`, `1e-5`, `1e-10` or `1e-15`?
"""

# %%
guess = 1e-15  # your guess

# %%
for h in [1e-2, 1e-5, 1e-10, 1e-15]:
    error = abs(central(np.exp, 1.0, h) - np.exp(1.0))
    print(f"h = {h:<6}  error = {error:.1e}", "  <- your guess" if h == guess else "")

# %% [markdown]
r"""
The smallest step is the *worst*. A computer keeps about 16 digits of a number, so $x+h$, $x-h$ and the values
of $f$ there are all rounded. With a tiny $h$ the two values share nearly all their digits, the subtraction
leaves only the last, rounded ones, and the division by $2h$ blows that rubbish up.

Two errors pull against each other: **truncation** (截断误差), which grows with $h$, and **rounding** (舍入误差),
which grows like $1/h$. Drawn on logarithmic scales they make a V. Drag `h` down one side and up the other: which of
the two errors rules where? And where has float32, which keeps only 7 digits, its lowest point? The figure takes the
function and its true derivative.
"""

# %%
ErrorCurve(np.exp, np.exp, x=1.0)

# %% [markdown]
r"""
The lowest point for float32 is near $h = 5 \cdot 10^{-3}$ and, a lucky hit aside, the slope is right to about
five digits there. Float64, Python's own `float`, is right to about ten near $h = 10^{-5}$; that is why units 1
to 4 compute in float64.

<details><summary>Where does 10⁻⁵ come from?</summary>

Rounding spoils a value $f$ by about $\epsilon\,\lvert f \rvert$, where $\epsilon \approx 2 \cdot 10^{-16}$, so the
central difference by about $\epsilon\,\lvert f \rvert / h$. Truncation adds about $h^2 \lvert f^{(3)} \rvert / 6$. The
sum is least where its slope in $h$ is zero, at $h = \sqrt[3]{3\,\epsilon\,\lvert f / f^{(3)} \rvert}$, and for $e^x$
that is about $9 \cdot 10^{-6}$. For the forward difference of $e^x$ the same balance gives
$h \approx 2\sqrt{\epsilon}$, about $3 \cdot 10^{-8}$. We take $10^{-6}$ there: some 25 times less exact for $e^x$,
and safe for functions with larger values.
</details>
"""

# %% [markdown]
r"""
## The line that fits best

The height and the slope at $x_0$ are all you need for the line that touches the curve there, the **tangent**
(切线):

$$ t(x) = f(x_0) + f'(x_0)\,(x - x_0) $$

Close by, it is hardly different from the curve: the gap shrinks faster than the distance. Watch the last
column when the distance shrinks tenfold.
"""

# %%
x0 = 1.0
for d in [1, 0.1, 0.01]:
    t = np.exp(x0) + central(np.exp, x0) * d
    gap = np.exp(x0 + d) - t
    print(f"distance {d:<5} gap {gap:.6f}   gap / distance {gap / d:.4f}")

# %% [markdown]
r"""
No other line through that point does this. That is what the derivative is *for*: near $x_0$ it replaces a curve by a line, and lines are easy. The whole
course stands on that replacement.
"""

# %% [markdown]
r"""
## Where there is no slope

Zoom in on a smooth curve and it straightens, until you cannot tell it from its tangent: on the left below, with
$\sin$ at 0.5. On the right is $\lvert x \rvert$ at 0. Before you drag `zoom`: will the corner ever straighten?
"""

# %%
Zoom(np.sin, x=0.5)

# %% [markdown]
r"""
Never. A million times larger it is still the same corner, a **kink** (尖点), so no one line fits, and there is no derivative at 0.
The **one-sided** slopes (单侧导数) still exist, and they disagree:
"""

# %%
h = 1e-6
left = (abs(0.0) - abs(0.0 - h)) / h
right = (abs(0.0 + h) - abs(0.0)) / h
print("left", left, "  right", right, "  central", central(abs, 0.0))

# %% [markdown]
r"""
Mind the central difference: it averages −1 and 1 and answers 0, a slope that neither side has. The formula
gives you a number all the same; whether there is a derivative behind it is for you to know.
"""

# %% [markdown]
r"""
## What you can now do

You can take the slope of any function by calling it twice, say how its error goes with $h$, choose a step
that balances truncation and rounding, and spot a kink.

| word | 中文 | meaning |
| --- | --- | --- |
| derivative | 导数 | what the slope settles on as $h \to 0$ |
| slope | 斜率 | rise over run |
| limit | 极限 | the number that is settled on |
| secant, tangent | 割线、切线 | line through two points of the curve; line that touches it |
| forward, central difference | 前向差分、中心差分 | $(f(x+h)-f(x))/h$ and $(f(x+h)-f(x-h))/2h$ |
| truncation, rounding error | 截断误差、舍入误差 | from $h$ not being 0; from keeping 16 digits |
| order | 阶 | the $p$ in an error that goes like $h^p$ |
| smooth; kink | 光滑；尖点 | with a slope, and slopes of slopes, everywhere; where left and right disagree |

Now write it yourself: the exercises are in `derivatives.ipynb`, beside this lesson. **Unit 2** gives the function a second
input, and asks for a slope along each.
"""
