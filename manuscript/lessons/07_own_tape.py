# %% [markdown]
r"""
# Build your own tape

A network has a million weights, and you want the slope along each. With central differences, as in unit 1, that takes
two million runs of the network. A gradient tape hands you all of them at once. How can that be, and what does it cost?

In this lesson you take a tape apart; in the exercises you build one, in NumPy, and train with it.

**You will be able to** let numbers carry their slopes · say why the tape goes backwards, and in which order · write the rule of an
operation on arrays, and check it · explain `None`, *once only* and nested tapes from the inside · train a network with a hidden layer.

About 105 minutes, in four parts. After each you can stop, or do the exercises that belong to it.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as 1/3. To skip
them, read on.
"""

# %%
from gradus import practice

practice("07_own_tape")

# %%
import contextlib
import time

import matplotlib.pyplot as plt
import numpy as np

from gradus.figures import Predict, TapePlayer
from gradus.tape import RULES, Array, Tape

# %% [markdown]
r"""
## Part 1: An operator is a call

A **class** (类) is a pattern for objects that carry values and have functions of their own, their **methods** (方法). Here a
counter: `Counter(10)` makes an object, and first runs its `__init__`. `self` is the object itself, which stands *left of the dot* in a
call: in `counter.up(5)`, `self` is `counter` and `by` is 5. What is to be kept is kept on it, as `self.count`.
"""

# %%
class Counter:
    def __init__(self, start):
        self.count = start
    def up(self, by):
        self.count = self.count + by
        return self.count

counter = Counter(10)
print(counter.up(5), counter.up(5), counter.count)

# %% [markdown]
r"""
What is `a + b`? For numbers Python knows. For an object of yours it asks the object: `a + b` is the call `a.__add__(b)`, so `self` is
`a`. What it returns is the sum. Names with two underscores on each side are for Python to call. This class says when it is
called:
"""

# %%
class Name:
    def __init__(self, text):
        self.text = text
    def __add__(self, other):
        print("add", self.text, "and", other.text)
        return Name(f"({self.text} + {other.text})")
    def __mul__(self, other):
        print("multiply", self.text, "by", other.text)
        return Name(f"{self.text} * {other.text}")

# %%
y = Name("a") + Name("b") * Name("c")
print("result:", y.text)

# %% [markdown]
r"""
Python multiplies first, as at school. What *multiply* means is up to the class: here it makes a longer name. So whoever writes
these methods sees each operation when it happens.

| you write | Python calls | you write | Python calls |
| --- | --- | --- | --- |
| `a + b` | `a.__add__(b)` | `a - b` | `a.__sub__(b)` |
| `a * b` | `a.__mul__(b)` | `a / b` | `a.__truediv__(b)` |
| `a @ b` | `a.__matmul__(b)` | `a ** b` | `a.__pow__(b)` |
| `-a` | `a.__neg__()` | `2 * b` | `b.__rmul__(2)` |

The last is for a left side that does not know your class, as the number 2: then Python asks the *right* side.
"""

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
Start with slope 1, because $x$ itself rises one for one, and run any program that adds and multiplies such pairs. The one
below knows nothing of slopes.
"""

# %%
def cubic(x):
    return x * x * x + x

@Predict({"cubic(Dual(2.0, 1.0)) carries the slope": float})
def slope_of_the_cubic():
    result = cubic(Dual(2.0, 1.0))
    print("value", result.value, "  slope", result.deriv)
    return result.deriv

# %% [markdown]
r"""
<details><summary>Why</summary>

13, which is $3x^2 + 1$ at 2. Step by step: $x \cdot x$ carries the pair (4, 4), times $x$ again (8, 12), plus $x$ (10, 13).

</details>

No `h`, no truncation, no formula for the whole: one small rule for each operation,
applied as the program runs. This is **forward mode** (前向模式), and it is as exact as the arithmetic.
"""

# %% [markdown]
r"""
## Why this is not enough

A run of `cubic` answers one question: how does the result change with *this* input? Give the function below 200 inputs. An
input that starts with slope 0 counts as held still.
"""

# %%
def pairs(xs):
    total = Dual(0.0)
    for i in range(len(xs) - 1):
        total = total + xs[i] * xs[i + 1]
    return total

# %%
often = ["once", "once for each input", "twice for each input"]

@Predict({"If each slope is a single number, then for the whole gradient pairs must run": often})
def runs_of_forward_mode():
    numbers, slopes = np.linspace(0, 1, 200), []
    for k in range(200):
        slopes.append(pairs([Dual(v, float(i == k)) for i, v in enumerate(numbers)]).deriv)
    by_hand = [numbers[1]] + list(numbers[:-2] + numbers[2:]) + [numbers[-2]]  # each has one neighbour or two
    print("runs:", len(slopes), "\nthe first slopes:", np.round(slopes[:3], 4), "  by hand:", np.round(by_hand[:3], 4))
    print("their sum:", round(sum(slopes), 4), "  one run, all started with slope 1:", end=" ")
    print(round(pairs([Dual(v, 1.0) for v in numbers]).deriv, 4))
    return "once for each input" if np.allclose(slopes, by_hand) else "twice for each input"

# %% [markdown]
r"""
<details><summary>Why not once?</summary>

Once for each input: one run gives one number, and 200 are wanted. Let all of them start with slope 1, and what one run gives is the gradient times the vector
$(1, 1, \dots, 1)$, which is the sum of the 200 slopes. Nobody can tell them apart in it.

Or let each `Dual` carry 200 slopes, an array. Start the first number with $(1, 0, 0, \dots)$, the second with $(0, 1, 0, \dots)$, and so on, and one
run is enough. But then a product takes $1 + 2n$ multiplications for $n$ slopes, where $n$ runs take $3n$: a third is saved, no more. (NumPy does 200 in one stroke, and fast.) So for a single step of descent, a network with a million weights
would take about two million multiplications for each one: as many as central differences take, only exact.

</details>

TensorFlow calls forward mode `tf.autodiff.ForwardAccumulator`. You give it the slope to start with, and its `jvp` is the slope that the
result carries:

```python
x = tf.constant(2.0)
with tf.autodiff.ForwardAccumulator(x, tf.constant(1.0)) as forward:
    y = x * x * x + x
forward.jvp(y)
```
"""

# %% [markdown]
r"""
Training asks for something special: many inputs, and **one** output, the loss. For that the chain rule can be
read from the other end.

*A good place to stop. Exercise 7.1 completes this `Dual`. When you come back, run the cells up to here.*
"""

# %% [markdown]
r"""
## Part 2: The other end of the chain

Take $y = \sin(ab) + a$, and give each result a name: $p = ab$, $q = \sin p$, $y = q + a$. Ask of each: *if it rose a
little, how fast would $y$ rise?* That slope, $\bar v = \partial y / \partial v$, is the **adjoint** (伴随) of $v$. Going backwards,
each step needs only what is already known. $y$ rises as fast as itself, and as fast as $q$; $q$ rises $\cos p$ times as
fast as $p$; and $p = ab$ rises $a$ times as fast as $b$:

$$ \bar y = 1 \qquad \bar q = \bar y \cdot 1 \qquad \bar p = \bar q \cdot \cos p \qquad \bar b = \bar p \cdot a
\qquad \bar a = \bar p \cdot b + \bar y \cdot 1 $$

Look at $\bar a$: there are two ways from $a$ to $y$, one through $p$ and one direct. Along a way slopes multiply; where ways
meet they **add**. That is the chain rule for several variables, and it holds where all the steps are differentiable.

To go backwards, one must remember the way. So a tape writes it down.
"""

# %% [markdown]
r"""
## A `with` is two calls

`with Door() as door:` makes a `Door`, calls its `__enter__`, and gives the name `door` to what that returns. At the end
of the block Python calls `__exit__`.
"""

# %%
class Door:
    def __enter__(self):
        print("open")
        return self
    def __exit__(self, *error):
        print("shut")

with Door() as door:
    print("inside")

# %% [markdown]
r"""
`__exit__` is called even if an error ends the block. It gets three arguments that tell of the error, or three times None; `*error`
takes all of them as one tuple. If it returned True, the error would count as dealt with. Ours returns
nothing, so an error goes on.
"""

# %% [markdown]
r"""
## A diary of products

Now both together, and you have the inside of a tape. There is a list of the diaries that are open; `__enter__` puts a diary on it,
and `__exit__` takes it off.
"""

# %%
open_diaries = []

class Diary:
    def __enter__(self):
        self.lines = []
        open_diaries.append(self)
        return self
    def __exit__(self, *error):
        open_diaries.remove(self)

# %% [markdown]
r"""
And a number that tells all open diaries of each product:
"""

# %%
class Number:
    def __init__(self, value):
        self.value = value
    def __mul__(self, other):
        result = Number(self.value * other.value)
        for diary in open_diaries:
            diary.lines.append(f"{self.value} * {other.value} = {result.value}")
        return result

# %%
with Diary() as diary:
    p = Number(2.0) * Number(0.5)
    q = p * Number(3.0)
r = q * q
diary.lines

# %% [markdown]
r"""
Two lines. The third product came when the diary was shut, and nobody wrote it down. Remember that when a tape answers `None`.
"""

# %% [markdown]
r"""
## From the diary to the tape

A line of text is for people. A tape keeps the numbers *themselves*: the two factors, and their result. Then the list can be read backwards.
Each product passes its result's adjoint on to both factors, times the *other* factor. Here $q = pu = u^2 v$, and the list is still written by hand. (An object may be a key of a dict: it stands for itself.)
"""

# %%
u, v = Number(2.0), Number(0.5)
p = u * v
q = p * u
adjoint = {u: 0.0, v: 0.0, p: 0.0, q: 1.0}
for left, right, result in reversed([(u, v, p), (p, u, q)]):
    adjoint[left] += adjoint[result] * right.value
    adjoint[right] += adjoint[result] * left.value
print("along u:", adjoint[u], "  along v:", adjoint[v])

# %% [markdown]
r"""
As it should be: $2uv$ is 2, and $u^2$ is 4. What a tape adds: it writes the list itself, knows more operations than the product, and leaves out
what does not come from the numbers that you watch.
"""

# %% [markdown]
r"""
## One function for all operations

The `Array` of this course is such a number, only that it holds a whole array. To keep it short, all its operations call one function,
`apply(name, *inputs, **params)`, which computes the result and tells the open tapes. What do the stars do?
"""

# %%
def apply(name, *inputs, **params):
    print(name, "  inputs:", inputs, "  params:", params)

apply("mul", 2.0, 5.0)
apply("sum", [3.0, 4.0], axis=0, keepdims=True)

# %% [markdown]
r"""
`*inputs` collects the further arguments that are given without a name in a tuple, and `**params` those with one in a dict. In a *call* the stars do the
opposite: `f(*inputs, **params)` spreads both out again. So `apply` need not know how many inputs an operation has.
"""

# %% [markdown]
r"""
## The record

An `Array` here is what a tensor is in TensorFlow: numbers that a tape can follow. The tape below is told to follow `a` and `b`.
"""

# %%
a, b = Array(2.0), Array(0.5)
with Tape() as tape:
    tape.watch(a)
    tape.watch(b)
    p = a * b
    q = p.sin()
    y = q + a
[step.name for step in tape.steps]

# %% [markdown]
r"""
Each entry of the record names an operation, its inputs and its result; together they are the **computation graph** (计算图). Here is
the same program again, to be played: forward it fills in the values, backward the adjoints.

Values first. $p$ is 1, and $\cos(1) \approx 0.54$. So what will come back to $a$?
"""

# %%
def example(a, b):
    p = a * b
    q = p.sin()
    y = q + a
    return y

@Predict({"The adjoint of a is": float})
def adjoint_of_a():
    player = TapePlayer(example, 2.0, 0.5)
    display(player)
    def measured(f, h=1e-6):
        return (f(h) - f(-h)) / (2 * h)
    print("a: tape", player.gradient[0], "  differences", measured(lambda h: np.sin((2 + h) * 0.5) + 2 + h))
    print("b: tape", player.gradient[1], "  differences", measured(lambda h: np.sin(2 * (0.5 + h)) + 2))
    return player.gradient[0]

# %% [markdown]
r"""
<details><summary>Why</summary>

$0.54 \cdot 0.5 + 1 = 1.27$: what comes through $p$, and what comes from $y$ directly. Press *Play*, or go step by step, and
watch the two arrive. The differences below the figure agree.

</details>

Such a sweep from right to left is **reverse mode** (反向模式); for networks people call it **backpropagation** (反向传播).
"""

# %% [markdown]
r"""
## What it costs

Two jobs: to run a program, and to run it on a tape and ask for the gradient along all its inputs.
"""

# %%
def program(x):
    return ((x * x).sin() * x.exp()).sum()

def with_gradient(x):
    with Tape() as tape:
        tape.watch(x)
        y = program(x)
    return tape.gradient(y, [x])

# %% [markdown]
r"""
And a clock. It keeps the shortest of 30 rounds. With 10,000 inputs, how many times as long
does the second job take?
"""

# %%
def seconds(job, x, rounds=30):
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        job(x)
        taken.append(time.perf_counter() - start)
    return min(taken)

@Predict({"For 10,000 inputs, the gradient takes as long as": ["a few runs", "100 runs", "10,000 runs"]})
def price_of_a_gradient():
    for n in [10, 1000, 10_000]:
        inputs = Array(np.linspace(0, 1, n))
        times = seconds(with_gradient, inputs) / seconds(program, inputs)
        print(f"{n:>6} inputs: the gradient takes {times:.1f} times as long as a run")
    return "a few runs" if times < 15 else "100 runs" if times < 1000 else "10,000 runs"

# %% [markdown]
r"""
<details><summary>Why</summary>

As a few runs, with 10 inputs and with 10,000. The sweep passes each operation once, and its rule costs a small multiple of
what the operation cost: for a product of matrices, two such products. It stays a few, however many the inputs.

So one sweep finds the slopes of one result along *all* the inputs. (Several results would take a sweep each.)

</details>

There is a price in memory, too: the tape keeps every result that descends from what it watches, because most rules need them.
"""

# %% [markdown]
r"""
## Why order matters

Here is a sweep that looks right. Each node knows its parents and the slope along each. It adds its share to a parent,
and goes on from there at once: `hasty` calls itself. `hasty(parent)` inside `hasty` is a new call, with a `node` of its own; when it ends,
the loop of the call outside goes on with its next parent.
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
With $b = a + a$ and $c = b + b$ we have $c = 4a$, so the adjoint of $a$ should be 4. Go through `hasty(c)` with pencil and paper:
what does it say?
"""

# %%
@Predict({"The hasty sweep says that the adjoint of a is": ["2", "4", "6", "8"]})
def what_the_hasty_sweep_says():
    leaf = Node()  # a
    double = Node((leaf, 1.0), (leaf, 1.0))  # b
    target = Node((double, 1.0), (double, 1.0))  # c
    target.adjoint = 1.0
    hasty(target)
    return f"{leaf.adjoint:g}"

# %% [markdown]
r"""
<details><summary>Why</summary>

It says 6. It reaches $b$ when half of $\bar b$ has arrived, 1 of 2, and passes that on to $a$, twice: 2. Then the other
half comes, and it passes on the *whole*, 2, twice: 4 more. The first half has counted twice.

And where $n$ such steps follow each other, it visits $2^n$ paths.

</details>

The cure: pass an adjoint on **once, when it is complete**, that is after all uses of the node. Our tape has such an order for free. It
records a result after its inputs; an order in which every node comes after its inputs is a **topological order** (拓扑序) of the graph. The sweep
needs it *reversed*: read backwards, the record meets every use of a node before the node itself.
"""

# %%
x = Array(1.0)
with Tape() as tape:
    tape.watch(x)
    y = x
    for _ in range(60):
        y = y + y
print(f"steps: {len(tape.steps)}   paths: {2.0**60:.8g}   slope: {tape.gradient(y, [x])[0].value:.8g}")

# %% [markdown]
r"""
Each path brings 1, so the slope is their number.

Not every engine keeps a list. In some a result knows its parents, as a `Node` does; then an order has to be found. One
way is to *count the uses* of each node, and to let a node go when all of them are done. PyTorch counts like that, so does what is below `tf.GradientTape`, and you will in
exercise 7.4; your own tape reads its list.

*A good place to stop. Exercises 7.4, 7.5 and 7.9 are about order. When you come back, run the cells up to here.*
"""

# %% [markdown]
r"""
## Part 3: Rules for arrays

On arrays a rule gets $g$, the adjoint of the result, in the result's shape. It returns the adjoint of each input, in that
input's shape. Each entry of $\sin x$ is made of one entry of $x$, so the rule goes entry by entry:

$$ \bar x = g \cdot \cos x $$

As a matrix, the derivative of the sine of a thousand numbers is a Jacobian of a thousand by a thousand, nearly all zeros. Nobody
builds it. All that is needed is its product with $g$, a **vector-Jacobian product** (向量-雅可比积), *vjp* for short, and that is the line above.

One slope that you will need is new, that of the logarithm. That it has one is believed here. As $e^{\log x} = x$, the chain rule says $e^{\log x} \cdot (\log x)' = 1$, so
$(\log x)' = 1/x$.
"""

# %% [markdown]
r"""
## A class as a formula sheet

The exercises keep such rules in a class. It is a sheet of paper with a name on each line: nobody makes an object of it, so its
functions have no `self`.
"""

# %%
class Sheet:
    def __class_getitem__(cls, name):
        return getattr(cls, name)
    def mul(g, a, b):
        return g * b, g * a
    def sin(g, x):
        return (g * np.cos(x),)

print(Sheet["mul"](1.0, 2.0, 5.0))
print(Sheet["sin"](np.ones(2), np.zeros(2)))

# %% [markdown]
r"""
Square brackets on a class call `__class_getitem__`, and `getattr(cls, "mul")` is `cls.mul`. So `Sheet["mul"]` is the rule for
products, found by the name that stands on the record.

A rule returns a tuple, one adjoint an input. With one input that is a tuple of one, and what makes it a tuple is the comma: `(…,)`.
"""

# %% [markdown]
r"""
## Products of matrices

Let $Y = AB$, with shapes $(3, 4)$ and $(4, 2)$, so that $Y$ and $g$ have shape $(3, 2)$. Each entry of $Y$ is a row of $A$ times a
column of $B$, number by number, added up:

$$ Y_{ij} = A_{i0} B_{0j} + A_{i1} B_{1j} + A_{i2} B_{2j} + A_{i3} B_{3j} $$

(Rows and columns count from 0, as in code.) The entry $A_{ik}$ takes part in $Y_{i0}$, where its factor is $B_{k0}$, and in $Y_{i1}$, where it
is $B_{k1}$. Two ways, and ways add:

$$ \bar A_{ik} = g_{i0} B_{k0} + g_{i1} B_{k1} $$

Which product of $g$ and $B$ is that? The shapes help.
"""

# %%
products = ["g @ B", "g @ B.T", "B @ g.T", "B.T @ g"]

@Predict({"The adjoint of A, with shape (3, 4), is": products})
def adjoint_of_a_matrix():
    draw = np.random.default_rng(0).normal
    A, B, g, step = draw(size=(3, 4)), draw(size=(4, 2)), draw(size=(3, 2)), np.zeros((3, 4))
    step[1, 2] = 1e-6
    slope = (((A + step) @ B - A @ B) * g).sum() / 1e-6
    print(f"entry [1, 2] measured: {slope:.6f}")
    for name in products:
        with contextlib.suppress(ValueError):  # goes on where shapes do not fit
            product = eval(name, {"g": g, "B": B})  # computes what the text says
            print(f"{name:<8} has shape {product.shape}, and there {product[1, 2]:.6f}")
            if abs(product[1, 2] - slope) < 1e-6:
                found = name
    return found

# %% [markdown]
r"""
<details><summary>Why</summary>

`g @ B.T`. Row $i$ of $g$ meets row $k$ of $B$, and that is column $k$ of $B^T$. The other products have another shape, or
none. In the same way an entry of $B$ collects what it does to a column of $Y$:

$$ \bar A = g\,B^T \qquad\qquad \bar B = A^T g $$

</details>
"""

# %% [markdown]
r"""
## Products with a vector

In `A @ b` the second one may be a vector. NumPy takes it for a matrix with one column, and drops that axis from the result. A rule
can do it the same way: put the axis in, use the rule for matrices, and give back the shape. In `reshape((-1, 1))` the −1 stands for
*as many as there are*. The rules of this course's own tape are in `RULES`, and `RULES["matmul"].vjps` is the one for products of matrices.
"""

# %%
A, b = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([1.0, 0.0, -1.0])  # (2, 3) and (3,)
g = np.array([10.0, 20.0])  # (2,), as A @ b
column, G = b.reshape((-1, 1)), g.reshape((-1, 1))  # (3, 1) and (2, 1)
for_a_matrix, for_column = RULES["matmul"].vjps(G, A, column)  # the rule for matrices
print("for A:", for_a_matrix.tolist())
print("for b:", for_column.reshape(b.shape))

# %% [markdown]
r"""
Check one by hand: $A_{01}$, the 2, meets $b_1 = 0$, so its adjoint is $10 \cdot 0 = 0$. And $b_0$ meets column 0 of $A$:
$10 \cdot 1 + 20 \cdot 4 = 90$.

If `a` is the vector, it is the row of a matrix, `a.reshape((1, -1))`, and $g$ becomes a row as well. The product of two vectors is one number, so $g$ gets
the shape $(1, 1)$.
"""

# %% [markdown]
r"""
## Sums along an axis

`x.sum(axis=1)` adds up each row of `x`; with `axis=0` each column; with a tuple, `axis=(0, 1)`, along both. An entry goes into one sum, with slope 1. So it takes the $g$ of
*its own* sum. For rows: make $g$ a column, one number beside each row, and let it spread.
"""

# %%
x = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])  # (2, 3)
g = np.array([10.0, 20.0])  # one for each row, as x.sum(axis=1)
print("axes kept:", x.sum(axis=1, keepdims=True).shape, x.sum(axis=(0, 1), keepdims=True).shape)
print(g.reshape((2, 1)) * np.ones((2, 3)))

# %% [markdown]
r"""
`keepdims=True` leaves the summed axis there, with length 1. That is the shape that $g$ needs before it can spread.
"""

# %% [markdown]
r"""
## What broadcasting does

Now the other way round. Add to a matrix of shape `(4, 3)` a row of shape `(3,)` and a column of shape `(4, 1)`: NumPy **broadcasts** (广播) the
row, as if it stood there four times, and the column, too. Take the sum of all entries of the result. What is its gradient along the row?
"""

# %%
@Predict({"It has the shape": ["(3,)", "(4, 3)", "()"], "Each number in it is": float})
def gradient_along_a_row():
    matrix, row, column = Array(np.zeros((4, 3))), Array([1.0, 2.0, 3.0]), Array(np.zeros((4, 1)))
    with Tape() as tape:
        tape.watch(row)
        tape.watch(column)
        total = (matrix + row + column).sum()
    [g, of_column] = tape.gradient(total, [row, column])
    print("row:", g.shape, g.value, "  column:", of_column.shape, of_column.value.tolist())
    return str(g.shape), g.value[0]

# %% [markdown]
r"""
<details><summary>Why</summary>

The shape of the row, and a 4 for each entry: four uses, four ways, and ways add. Raise an entry of the row by 1, and the sum
rises by 4.

So the rule for `+` does not only *pass $g$ on*; it also **sums $g$ back** over the axes along which an input was repeated. The column is
stretched along axis 1: a 3 for each entry.

</details>
"""

# %% [markdown]
r"""
## Are all the rules right?

A wrong sign in a rule raises no error. So check each rule by differences: take a random direction, a *nudge* for each input, and move all inputs at
once, by $10^{-6}$ of it ahead and behind. Let $g$ be the slopes of some target along the result. Measured, the target's slope in that direction is the
sum of $g$ times the change of the result, divided by $2 \cdot 10^{-6}$ (the length of the nudge is not divided out). By the rule, it is the sum of $\bar x$ times the nudge, over all inputs. The two must agree.

`zip(inputs, nudges)` goes through two lists side by side; `strict=True` insists that they are equally long.
"""

# %%
chance = np.random.default_rng(0)

def two_routes(forward, rule, g, *inputs, **params):
    nudges = [chance.normal(size=np.shape(x)) for x in inputs]
    ahead = forward(*[x + 1e-6 * d for x, d in zip(inputs, nudges, strict=True)], **params)
    behind = forward(*[x - 1e-6 * d for x, d in zip(inputs, nudges, strict=True)], **params)
    parts = rule(g, *inputs, **params)
    assert [np.shape(part) for part in parts] == [np.shape(x) for x in inputs]  # or the next line would stretch them
    by_rule = sum((part * d).sum() for part, d in zip(parts, nudges, strict=True))
    return (g * (ahead - behind)).sum() / 2e-6, by_rule

# %% [markdown]
r"""
An entry of `RULES` has an operation, `.forward`, and in `.backward` a rule for each input; `.vjps` calls all of these.
"""

# %%
matrix, row = chance.uniform(1, 2, (3, 4)), chance.uniform(1, 2, 4)
params = {"sum": {"axis": 1}, "reshape": {"shape": (2, 6)}}
for name, rule in RULES.items():
    inputs = (matrix, row)[: len(rule.backward)]
    g = chance.normal(size=np.shape(rule.forward(*inputs, **params.get(name, {}))))
    measured, by_rule = two_routes(rule.forward, rule.vjps, g, *inputs, **params.get(name, {}))
    print(f"{name:<10} measured {measured:>12.6f}   by rule {by_rule:>12.6f}")

# %% [markdown]
r"""
Fourteen rules, and each pair agrees to all the digits printed. But each was tried on one case only, `sum`
along axis 1. A check says nothing of cases that it leaves out.

Here $g$ was random. Suppose it were 1 everywhere, and somebody's rule for the
sine forgot $g$: would the check notice?
"""

# %%
@Predict({"With g = 1 everywhere, a rule that forgets g": ["fails the check", "passes the check"]})
def rule_that_forgets_g():
    def forgetful(g, x):
        return (np.cos(x),)
    places = np.linspace(0, 1, 5)
    agree = {}
    for said, g in [("1 everywhere", np.ones(5)), ("random", chance.normal(size=5))]:
        measured, by_rule = two_routes(np.sin, forgetful, g, places)
        agree[said] = abs(measured - by_rule) < 1e-6
        print(f"g {said:<13} measured {measured:.6f}   by rule {by_rule:.6f}")
    return "passes the check" if agree["1 everywhere"] else "fails the check"

# %% [markdown]
r"""
<details><summary>Why</summary>

It passes. A factor that is 1 can be forgotten without a trace. With a random $g$, the two routes part. So check with numbers that
hide nothing, and with shapes that are not square.

</details>

*A good place to stop. Exercises 7.2, 7.3 and 7.10 are about rules. When you come back, run the cells up to here.*
"""

# %% [markdown]
r"""
## Part 4: None, and once only

A tape knows what is on its record, and nothing else. Go through the program below: what does each line write there?
"""

# %%
kinds = ["a number other than 0", "0", "None"]

@Predict({"y = x * x + z along x gives": kinds, "y along z gives": kinds, "w = y * y along x gives": kinds})
def what_is_connected():
    x, z = Array(3.0), Array(4.0)
    with Tape(persistent=True) as tape:
        tape.watch(x)
        y = x * x + z
    w = y * y
    found = [*tape.gradient(y, [x, z]), *tape.gradient(w, [x])]
    print(found)
    return ["None" if g is None else "0" if g.value == 0 else "a number other than 0" for g in found]

# %% [markdown]
r"""
<details><summary>Why</summary>

A number for the first: 6, which is $2x$. Then **None**, which does not mean *the slope is 0* (along `z` it is 1), but *I have no record
of that*. And `w` is not on the record at all, as the third product was not in the diary.

</details>

A record keeps alive every result that stands on it. So TensorFlow's tape throws its record away after one answer, and ours empties its list, unless you
said `persistent=True`. Without that, a second question gets this:
"""

# %%
x = Array(3.0)
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
records them too, and can be asked for the slope of the slope. Take $y = x^3$ at 3.
"""

# %%
@Predict({"The inner tape says": float, "The outer tape says, of that slope": float})
def tape_in_a_tape():
    x = Array(3.0)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = x**3
        [slope] = inner.gradient(y, [x])
    [bend] = outer.gradient(slope, [x])
    return slope.value, bend.value

# %% [markdown]
r"""
<details><summary>Why</summary>

$3x^2 = 27$ and $6x = 18$. It takes three things: `outer` follows `x` before the program runs, `inner.gradient` is called while `outer` is
open, and the rules work on Arrays, so that their steps can be recorded. Without the first the answer may be a number, and wrong: of `x * x * x` it is
12 if `outer` follows `x` from the call of `inner.gradient` on.

</details>
"""

# %% [markdown]
r"""
In unit 6 the same line lost four spaces, and TensorFlow's outer tape said None. Here is the outer record, before the call of
`inner.gradient` and after it:
"""

# %%
x = Array(3.0)
with Tape() as outer:
    outer.watch(x)
    with Tape() as inner:
        inner.watch(x)
        y = x**3
    print("before:", [step.name for step in outer.steps])
    inner.gradient(y, [x])
    print("after: ", [step.name for step in outer.steps])

# %% [markdown]
r"""
The rule has added two steps: the power $x^2$, and its product with 3. Along these the outer tape goes back from the slope to `x`. Four spaces
to the left, it is shut before they happen. The slope is right, but nobody has written down how it came about: None.
"""

# %% [markdown]
r"""
## Points that no line can part

Now put a tape to work. Here are 120 points, of two kinds: those near the middle are labelled 1, the others −1. A model gives each point a
score, and says 1 where the score is above 0.
"""

# %%
points = np.random.default_rng(1).uniform(-1, 1, (120, 2))  # (points, 2)
labels = np.where(np.hypot(points[:, 0], points[:, 1]) < 0.7, 1.0, -1.0)  # (points,)

plt.figure(figsize=(3.2, 3.2))
plt.scatter(points[:, 0], points[:, 1], c=np.where(labels > 0, "C3", "C0"), s=20)
plt.show()

# %% [markdown]
r"""
Training is what it was in unit 5: make the loss, here the mean squared error of the scores, ask for its gradient along all
parameters, and move each a little against its own.
"""

# %%
def train(score, start, lr=0.1, steps=1000):
    values = start
    for _ in range(steps):
        parameters = [Array(value) for value in values]
        with Tape() as tape:
            for parameter in parameters:
                tape.watch(parameter)
            off = score(points, *parameters) - labels
            loss = (off * off).sum() / len(labels)
        values = [v - lr * g.value for v, g in zip(values, tape.gradient(loss, parameters), strict=True)]
    return [Array(value) for value in values]

# %% [markdown]
r"""
First a model that is linear. Its score is 0 along a straight line, so it can only say *1 on this side, −1 on that*.
"""

# %%
def straight(X, v, c):
    return X @ v + c

def share_right(score, parameters):
    return np.mean((score(points, *parameters).value > 0) == (labels > 0))

print("right:", share_right(straight, train(straight, [np.zeros(2), 0.0])))

# %% [markdown]
r"""
Six of ten, and that it gets by saying −1 of all 120 points. Now put a **hidden layer** (隐藏层) between: eight numbers for each
point, $XW + b$, and the score is made of these. That is 33 parameters in the place of 3. Will it do better?
"""

# %%
def layered(X, W, b, v, c):
    return (X @ W + b) @ v + c  # (points, 2) @ (2, 8), then (points, 8) @ (8,)

def start_of(seed):
    draw = np.random.default_rng(seed).normal
    return [draw(size=(2, 8)), np.zeros(8), draw(size=8) / 3, 0.0]

@Predict({"With this hidden layer it gets right": ["no more than before", "about 8 of 10", "nearly all"]})
def hidden_layer_of_eight():
    share = share_right(layered, train(layered, start_of(1)))
    print("right:", share)
    return "nearly all" if share > 0.9 else "about 8 of 10" if share > 0.7 else "no more than before"

# %% [markdown]
r"""
<details><summary>Why</summary>

No more than before. A linear function of a linear function is linear: $(XW + b)\,v + c$ is $X(Wv)$ plus a constant. Where its score is 0 there is
a straight line again, or nothing.

</details>
"""

# %% [markdown]
r"""
Now put a kink (角点) into each hidden number. **relu** keeps a number that is above 0 and makes all others 0. It needs no rule of its own: it is a product
with a constant of ones and zeros, and the tape knows products. So its slope is 1 above 0, and 0 below; at the kink itself the tape says 0.
"""

# %%
def relu(z):
    return z * (z.value > 0)

def kinked(X, W, b, v, c):
    return relu(X @ W + b) @ v + c

trained = train(kinked, start_of(1))
print("right:", share_right(kinked, trained))

# %% [markdown]
r"""
Look at where the score is above 0. Each of the eight hidden numbers has a kink along a line, and between these lines the score is linear. So
the border is made of straight pieces, with a corner wherever it crosses one of the lines. Eight are enough to go around.
"""

# %%
grid = np.linspace(-1, 1, 80)
place = np.array([(x1, x2) for x2 in grid for x1 in grid])  # (places, 2)
scores = kinked(place, *trained).value.reshape(80, 80)
plt.figure(figsize=(3.2, 3.2))
plt.contourf(grid, grid, scores, levels=[-np.inf, 0, np.inf], colors=["#9bbcf0", "#f2b5a0"])
plt.scatter(points[:, 0], points[:, 1], c=labels, cmap="coolwarm", s=20, edgecolors="white")
plt.show()

# %% [markdown]
r"""
The weights `W` and `v` start at random. If all eight started with the same weights, they
would have the same gradient at each step and stay alike: eight copies of one. In exercise 7.8 *your* tape trains this network.

*Exercises 7.6 to 7.8 are about tapes.*
"""

# %% [markdown]
r"""
## What you can now do

You know all the parts: a rule for each operation, a record, adjoints that add up, read backwards; broadcasting undone; None where
the record shows no way. It takes fewer than 250 lines.

| word | 中文 | meaning |
| --- | --- | --- |
| dual number | 对偶数 | a value and its slope, computed together |
| forward mode | 前向模式 | slopes travel with the values; the work grows with the number of inputs |
| reverse mode, backpropagation | 反向模式、反向传播 | adjoints travel backwards; one sweep for all inputs of one result |
| computation graph | 计算图 | which result was made of what |
| gradient tape | 梯度带 | the record of it |
| adjoint | 伴随 | the slope of the final result along a value on the way |
| chain rule | 链式法则 | along a way slopes multiply, where ways meet they add |
| topological order | 拓扑序 | every node after its inputs; the sweep reads it backwards |
| vector-Jacobian product | 向量-雅可比积 | $g$ times the Jacobian, without building it |
| broadcasting | 广播 | repeating an array to fit a larger shape |
| hidden layer | 隐藏层 | numbers between input and score; with a kink in them, more than a line |

Now build it: [the exercises](../release/07_own_tape/own_tape.ipynb) are in `own_tape.ipynb`,
beside this lesson. In 7.8 your tape trains on real data and meets `tf.GradientTape`, to six digits and more. In **unit 8** it learns to read handwritten
digits.
"""
