# %% [markdown]
r"""
# Build your own tape

A network has a million weights, and you want the slope along each. With differences, as in unit 1, that takes
a million runs of the network. A gradient tape hands you all of them for the price of a few. How can that be?

In this lesson you take a tape apart; in the exercises you build one, in NumPy, and train with it.

**You will be able to** let numbers carry their slopes · say why the tape goes backwards, and in which order · write the rule of an
operation on arrays · explain `None`, *once only* and nested tapes from the inside.

About 40 minutes, and 80 more for the exercises.
"""

# %%
import time

import numpy as np

from gradus.figures import TapePlayer
from gradus.tape import Array, Tape

# %% [markdown]
r"""
## Numbers that know their slope

Let every number carry a second one: its slope. Where numbers are added, slopes add; where they are multiplied, the
slopes follow the product rule $(ab)' = a'b + ab'$. Such a pair is a **dual number** (对偶数).
"""

# %%
class Dual:
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv
    def __add__(self, b):
        return Dual(self.value + b.value, self.deriv + b.deriv)
    def __mul__(self, b):
        return Dual(self.value * b.value, self.deriv * b.value + self.value * b.deriv)

# %% [markdown]
r"""
Start with slope 1, because $x$ itself rises one for one, and run any program of sums and products. **Predict, then run:** what is
the slope of $x^3 + x$ at 2?
"""

# %%
guess = 0.0  # your guess

# %%
def cubic(x):
    return x * x * x + x

y = cubic(Dual(2.0, 1.0))
print("value", y.value, "  slope", y.deriv, "  your guess", guess)

# %% [markdown]
r"""
13, which is $3x^2 + 1$. No `h`, no truncation, no formula for the whole: only one small rule for each operation,
applied as the program runs. This is **forward mode** (前向模式), and it is as exact as the arithmetic.
"""

# %% [markdown]
r"""
## Why this is not enough

A run of `cubic` answers one question: how does the result change with *this* input? Only the input that starts with slope 1 is moved. **Predict, then run:** the function below has 200 inputs. How often must it run for
the whole gradient?
"""

# %%
guess = 1  # your guess

# %%
def pairs(xs):
    total = Dual(0.0)
    for i in range(len(xs) - 1):
        total = total + xs[i] * xs[i + 1]
    return total

x = np.linspace(0, 1, 200)  # (inputs,)
slopes = [pairs([Dual(v, float(i == k)) for k, v in enumerate(x)]).deriv for i in range(200)]
print("runs:", len(slopes), "  your guess:", guess, "  the first slopes:", np.round(slopes[:3], 4))

# %% [markdown]
r"""
One run for each input. A network with a million weights would run a million times for a single step of descent: no better
than differences, only more exact.

But training asks for something special: many inputs, and **one** output, the loss. For that the chain rule can be
read from the other end.
"""

# %% [markdown]
r"""
## The other end of the chain

Take $y = \sin(ab) + a$, and give each result a name: $p = ab$, $q = \sin p$, $y = q + a$. Ask of each: *if it rose a
little, how fast would $y$ rise?* That slope, $\bar v = \partial y / \partial v$, is the **adjoint** (伴随) of $v$. Going backwards,
each step needs only what is already known:

$$ \bar y = 1 \qquad \bar q = \bar y \cdot 1 \qquad \bar p = \bar q \cdot \cos p \qquad \bar b = \bar p \cdot a
\qquad \bar a = \bar p \cdot b + \bar y \cdot 1 $$

Look at $\bar a$: there are two ways from $a$ to $y$, one through $p$ and one direct. Along a way slopes multiply; where ways
meet they **add**. That is the chain rule for several variables, and it holds where all the steps are differentiable.

To go backwards, one must remember the way. So a tape writes it down:
"""

# %%
a, b = Array(2.0), Array(0.5)
with Tape(persistent=True) as tape:
    tape.watch(a), tape.watch(b)
    p = a * b
    q = p.sin()
    y = q + a
[step.name for step in tape.steps]

# %% [markdown]
r"""
An `Array` here is what a tensor is in TensorFlow: numbers that a tape can follow. Each line of the record names an
operation, its inputs and its result; together they are the **computation graph** (计算图). Here is the same program again, to be
played: forward it fills in the values, backward the adjoints. **Predict**, when all values are there: $\cos(1) \approx 0.54$, so what will come back to $a$?
"""

# %%
def example(a, b):
    p = a * b
    q = p.sin()
    y = q + a
    return y

TapePlayer(example, 2.0, 0.5)

# %% [markdown]
r"""
$0.54 \cdot 0.5 + 1 = 1.27$. One sweep from right to left found the slopes along *all* the inputs, and would have done so for a million of
them. This is **reverse mode** (反向模式); for networks people call it **backpropagation** (反向传播). Is it true? Differences know:
"""

# %%
def f(a, b):
    return np.sin(a * b) + a

h = 1e-6
print("differences", (f(2 + h, 0.5) - f(2 - h, 0.5)) / (2 * h), (f(2, 0.5 + h) - f(2, 0.5 - h)) / (2 * h))
print("tape       ", *(g.value for g in tape.gradient(y, [a, b])))

# %% [markdown]
r"""
## What it costs

Now the claim from the top. The program below runs on 10, then on a thousand, then on 10,000 inputs. **Predict, then
run:** by how much is the gradient dearer than the run itself, and does that factor grow with the number of inputs?
"""

# %%
guess = "about … times, and it …"

# %%
def seconds(job, x, rounds=30):
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        job(x)
        taken.append(time.perf_counter() - start)
    return min(taken)  # the round that was disturbed least

# %%
def program(x):
    return ((x * x).sin() * x.exp()).sum()

def with_gradient(x):
    with Tape() as tape:
        tape.watch(x)
        y = program(x)
    return tape.gradient(y, [x])

# %%
for n in [10, 1000, 10_000]:
    x = Array(np.linspace(0, 1, n))
    run, both = seconds(program, x), seconds(with_gradient, x)
    print(f"{n:>6} inputs: the gradient takes {both / run:.1f} times as long as a run")

# %% [markdown]
r"""
A few times as long, and not ten thousand times. The price is memory: the tape keeps every result on the way, because the
rules need them. (With a million inputs the factor grows somewhat: then most of the time goes into fetching that memory.)
"""

# %% [markdown]
r"""
## Why order matters

Here is a sweep that looks right. Each node knows its parents and the slope along each, adds its share to the parent,
and goes on from there at once.
"""

# %%
class Node:
    def __init__(self, *parents):  # pairs (parent, slope)
        self.parents, self.adjoint = parents, 0.0

def hasty(node):
    for parent, slope in node.parents:
        parent.adjoint += node.adjoint * slope
        hasty(parent)

# %% [markdown]
r"""
**Predict, then run.** With $b = a + a$ and $c = b + b$ we have $c = 4a$, so the adjoint of $a$ is 4. What does the hasty sweep
say?
"""

# %%
guess = 4  # your guess

# %%
a = Node()
b = Node((a, 1.0), (a, 1.0))
c = Node((b, 1.0), (b, 1.0))
c.adjoint = 1.0
hasty(c)
print("the hasty sweep says", a.adjoint, "  your guess", guess)

# %% [markdown]
r"""
It says 6. It reached $b$ when only half of $\bar b$ had arrived, and passed that on; then the other half came, and it passed on
the *whole*, so the first half counted twice. And where $n$ such steps follow each other, it visits $2^n$ paths.

The cure: pass an adjoint on **once, when it is complete**, that is after all uses of the node. An order in which every node comes after its
uses is a **topological order** (拓扑序) of the graph. And there is one for free: a result is recorded after its inputs, so
the record *read backwards* meets every use of a node before the node itself.
"""

# %%
x = Array(1.0)
with Tape() as tape:
    tape.watch(x)
    y = x
    for _ in range(60):
        y = y + y
print("slope", tape.gradient(y, [x])[0].value, "  paths", 2.0**60, "  steps on the record: 60")

# %% [markdown]
r"""
## Rules for arrays

On arrays a rule gets $g$, the adjoint of the result, in the result's shape, and returns the adjoint of an input, in the
input's shape. For $y = \sin x$ on a thousand numbers the derivative is a Jacobian of a thousand by a thousand, nearly all
zeros. Nobody builds it. All that is needed is the product with $g$, a **vector-Jacobian product** (向量-雅可比积):

$$ \bar x = g \cdot \cos x \quad \text{(entry by entry)} $$

Where does the rule for a matrix product come from? Let $Y = AB$, and move $A$ by a little $dA$: $Y$ moves by $dA\,B$, and the loss by
the sum, over all entries, of $g$ times that. Sort the sum by the entries of $dA$:

$$ \sum_{ij} g_{ij} \sum_k dA_{ik} B_{kj} = \sum_{ik} dA_{ik} \sum_j g_{ij} B_{kj}
\quad\Rightarrow\quad \bar A = g\,B^T, \qquad \text{likewise} \quad \bar B = A^T g $$

The shapes alone would nearly have told you. Try it on one entry:
"""

# %%
rng = np.random.default_rng(0)
A, B, g = rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), rng.normal(size=(3, 2))
moved = A.copy()
moved[1, 2] += 1e-6
print("differences", ((moved @ B - A @ B) * g).sum() / 1e-6, "  rule", (g @ B.T)[1, 2])

# %% [markdown]
r"""
## What broadcasting does

Add a row of shape `(3,)` to a matrix of shape `(4, 3)`: NumPy **broadcasts** (广播) the row, using it four times. **Predict, then run:** the
gradient of the sum of all entries along the row has which shape, and which numbers?
"""

# %%
guess = "shape …, numbers …"

# %%
X, row = Array(np.zeros((4, 3))), Array([1.0, 2.0, 3.0])
with Tape() as tape:
    tape.watch(row)
    y = (X + row).sum()
[g] = tape.gradient(y, [row])
print("shape", g.value.shape, "numbers", g.value, "  your guess:", guess)

# %% [markdown]
r"""
The shape of the row, and a 4 for each entry: four uses, four ways, and ways add. So the rule for `+` is not only *pass $g$ on*;
it also **sums $g$ back** over the axes along which an input was repeated.
"""

# %% [markdown]
r"""
## None, and once only

A tape knows what is on its record, and nothing else. Here `z` is never watched, and `w` is made after the block.
**Predict, then run:** for each of the three, a number, 0 or None?
"""

# %%
guess = ["y along x: …", "y along z: …", "w along x: …"]

# %%
x, z = Array(3.0), Array(4.0)
with Tape(persistent=True) as tape:
    tape.watch(x)
    y = x * x + z
w = y * y
print("y along x and z:", tape.gradient(y, [x, z]), "  w along x:", tape.gradient(w, [x]))

# %% [markdown]
r"""
A number for the first. Then **None**, which does not mean *the slope is 0* (along `z` it is 1), but *I have no record of that*. And
`w` is not on the record at all.

A record keeps everything alive that was computed on the way. So a tape throws its record away after one answer, unless you
said `persistent=True`. Without that, a second question gets this:
"""

# %%
with Tape() as tape:
    tape.watch(x)
    y = x * x
print(tape.gradient(y, [x]))
try:
    tape.gradient(y, [x])
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
r"""
## A tape around a tape

`gradient` computes the slope with the very same operations: products, sums, cosines. If another tape is open at that moment, it
records them too, and can be asked for the slope of the slope. **Predict, then run:** for $y = x^3$ at 3, which two numbers?
"""

# %%
guess = (0, 0)  # first and second derivative

# %%
x = Array(3.0)
with Tape() as outer:
    outer.watch(x)
    with Tape() as inner:
        inner.watch(x)
        y = x**3
    [slope] = inner.gradient(y, [x])
[bend] = outer.gradient(slope, [x])
print(slope.value, bend.value, "  your guess", guess)

# %% [markdown]
r"""
$3x^2 = 27$ and $6x = 18$. Two things are needed for that: `inner.gradient` is called while `outer` is open, and the rules work
on Arrays, so that their steps can be recorded. **Predict, then run:** what if
it is called one line later, outside?
"""

# %%
x = Array(3.0)
with Tape() as outer:
    outer.watch(x)
    with Tape() as inner:
        inner.watch(x)
        y = x**3
[slope] = inner.gradient(y, [x])  # the outer tape is closed
print(slope.value, outer.gradient(slope, [x]))

# %% [markdown]
r"""
The slope is right, but the outer tape has not seen how it came about: None.
"""

# %% [markdown]
r"""
## What you can now do

You know all the parts: a rule for each operation, a record, adjoints that add up, read backwards; broadcasting undone; None where
there is no way. Such a tape has fewer than 250 lines, and most of them are a formula sheet.

| word | 中文 | meaning |
| --- | --- | --- |
| dual number | 对偶数 | a value and its slope, computed together |
| forward mode | 前向模式 | slopes travel with the values; one run for each input |
| reverse mode, backpropagation | 反向模式、反向传播 | adjoints travel backwards; one sweep for all inputs |
| computation graph | 计算图 | which result was made of what |
| gradient tape | 梯度带 | the record of it |
| adjoint | 伴随 | the slope of the final result along a value on the way |
| chain rule | 链式法则 | along a way slopes multiply, where ways meet they add |
| topological order | 拓扑序 | every node after all of its uses |
| vector-Jacobian product | 向量-雅可比积 | $g$ times the Jacobian, without building it |
| broadcasting | 广播 | repeating an array to fit a larger shape |

Now build it: the exercises are in `own_tape.ipynb`, beside this lesson. As soon as your tape records, `TapePlayer` plays it there. At their end your tape trains on real data and meets `tf.GradientTape`,
to six digits and more. **Unit 8** reads handwritten digits with such a tape.
"""
