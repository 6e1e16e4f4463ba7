# %% [markdown]
r"""
# Read digits with your own engine

A child of six tells a 3 from an 8, and cannot say how. Whoever tries to write the rule down, pixel by pixel, soon
gives up. In this lesson the rule is found as the law of the planets was in unit 4: by walking downhill. And what
takes the slopes is a tape like yours.

**You will be able to** turn scores into probabilities, and into a loss that survives any score · say what a hidden
layer is for, and what it is not for · train with minibatches, and choose the learning rate · look into what a network
has learned, and say where it fails.

About 95 minutes, in four parts of 20 to 25, of which the second asks most. After each you can stop. Guess from the words above a question: its code,
which may be long, can be read afterwards.
"""

# %% [markdown]
r"""
Five minutes more, if you like: three ideas from earlier units, with new numbers. A number may be written as 0.5 or as
1/3. To skip them, read on.
"""

# %%
from gradus import practice

practice("08_read_digits")

# %%
import time

import matplotlib.pyplot as plt
import numpy as np
import gradus  # before TensorFlow: keeps its start-up messages out of the page
import tensorflow as tf

from gradus import digits
from gradus.figures import Digits, Predict, Surface, Training
from gradus.tape import Array, Tape

# %% [markdown]
r"""
The last line brings the tape that comes with this course. **Have you built your own in unit 7?** Then make a cell
below this text, and copy into it your answers to 7.2, 7.3 and 7.6 from [unit 7's
exercises](../release/07_own_tape/own_tape.ipynb), with the cell of `FORWARD` that follows 7.3, and 7.4 if your tape
calls it. From here on the lesson then runs on yours. (If a helper of yours has a name that this lesson uses for
something else, rename the helper.)
"""

# %% [markdown]
r"""
## Part 1: Ten scores

In the 1990s thirteen people wrote digits on forms, and 1,797 of these became images of 8 × 8 **pixels** (像素). A pixel
is the share of ink in its square: 0 is paper, 1 is ink. So an image is a row of 64 numbers, and its **label** (标签) is
the digit that was meant.
"""

# %%
X, y = digits.load("train")  # (1000, 64) and (1000,)
X_val, y_val = digits.load("validation")  # (300, 64) and (300,)
print("of each digit from 0 to 9:", np.bincount(y))

# %% [markdown]
r"""
The images are dealt into three parts. On the **training** part the walk goes downhill. The **validation** part (验证集)
is for every choice, such as a learning rate. The **test** part (测试集) stays shut until the end: it says how well the
chosen reader reads images that nothing was fitted to.

Here are twenty of them, and what a network gets to see of the fifth, in sixteenths. Take the two-digit numbers for
ink.
"""

# %%
digits.show(X[20:40], y[20:40])
print((16 * X[24].reshape(8, 8)).astype(int))

# %% [markdown]
r"""
## From scores to a loss

The simplest reader is unit 3's `X @ w`, plus a number, ten times. It gives each digit a **score** (得分), also called
*logit*: a sum over all 64 pixels, each with a weight, plus a number of the digit's own, its **bias** (偏置): $z = XW + b$,
where column $k$ of $W$ belongs to the digit $k$. The largest score is what it reads.

A score may be any number, of either sign. A score of 3.0 by itself says nothing; how far it is above the others does. **Softmax**
makes probabilities of the ten: all positive, with the sum 1. The loss of an image is the **cross-entropy** (交叉熵),
minus the natural logarithm of the probability that the *right* digit got:

$$ p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \qquad L = -\log p_{\text{right}} $$

Take three scores, 2, 1 and 0: $e^2$, $e^1$ and $e^0$ are 7.39, 2.72 and 1, with the sum 11.11, so the probabilities are 0.67, 0.24 and 0.09. If the first is right,
the loss is 0.41; if the last, 2.41.

The loss is close to 0 where the reader is sure and right, and grows without bound where it is sure and wrong. The loss
of many images is the mean. For a reader that knows nothing, all of whose scores are 0, each probability is a tenth, and
the loss $\log 10 \approx 2.303$. Remember that number: a loss that stays there from the start is that of knowing nothing.
"""

# %% [markdown]
r"""
## Scores of a thousand

On its way a training may meet large scores. Let three of them be 1000, 0 and −1000, so that the first is as good as
certain.
"""

# %%
z = np.array([1000.0, 0.0, -1000.0])
with np.errstate(all="ignore"):  # no warnings
    print("by the formula", np.exp(z) / np.exp(z).sum())
print("with the largest score taken off", np.exp(z - z.max()) / np.exp(z - z.max()).sum())

# %% [markdown]
r"""
$e^{1000}$ overflows, as in unit 6, and infinity divided by infinity is not a number. (The other two are 1 and 0, divided
by infinity.) The cure costs one subtraction. Take the same $m$ off all scores: $e^{z_k - m}$ is $e^{z_k}$ divided by $e^m$,
above and below the line of the fraction, so no $p_k$ changes. With $m$ the largest score, no power is above 1.

But a power may still be rounded to 0, whose logarithm is minus infinity. So use that the logarithm of a fraction is a
difference, $-\log \tfrac{e^a}{S} = \log S - a$. Here $a$ is $z_{\text{right}} - m$. $e^a$ is one term of the sum, and may be rounded to 0
there without harm; its logarithm is never taken, for it is $a$ itself:

$$ -\log p_{\text{right}} = \log \sum_j e^{z_j - m} - (z_{\text{right}} - m) $$

The sum is at least 1, for one of its terms is $e^0$. So its logarithm is safe. For the tape, $m$ is a constant: it
comes from `.value`, and the formula is true for every $m$.
"""

# %%
def loss_of(scores, labels):
    lower = scores - scores.value.max(axis=1, keepdims=True)  # (images, 10), none above 0
    right = np.eye(10)[labels]  # (images, 10): a 1 in the column of the label
    return (lower.exp().sum(axis=1).log() - (lower * right).sum(axis=1)).sum() / len(labels)

large = Array([[1000.0, 0.0, -1000.0] + 7 * [-2000.0]])
for right in (0, 1):
    print("loss if the digit is", right, "  ", loss_of(large, np.array([right])).value)

# %% [markdown]
r"""
What slope does a score get? Think of a probability as how loudly the reader says its digit. Along a wrong score the
slope is that probability: the louder it is said, the more the loss grows with it. And along the right one?
"""

# %%
along = ["its probability, too", "its probability less 1", "its probability plus 1"]

@Predict({"Along the right score the slope is": along})
def slopes_of_scores():
    z, label = Array(np.arange(10.0).reshape(1, 10) / 4), np.array([2])
    with Tape() as tape:
        tape.watch(z)
        loss = loss_of(z, label)
    slopes, p = tape.gradient(loss, [z])[0].value[0], (np.exp(z.value) / np.exp(z.value).sum())[0]
    print("slopes       ", slopes.round(2))
    print("probabilities", p.round(2))
    step = 1e-6 * np.eye(10)[2]
    ahead, back = (loss_of(Array(z.value + side), label).value for side in (step, -step))
    print("along the right one, by a central difference:", ((ahead - back) / 2e-6).round(2))
    return along[int(np.argmin(np.abs(p[2] + np.array([0, -1, 1]) - slopes[2])))]

# %% [markdown]
r"""
<details><summary>Why</summary>

The slope along a score is its probability, and for the right digit its probability less 1. A step downhill lowers the
scores of what was said too loudly, and raises the right one: the slope is *what was said, less what is true*. By hand:
$L = \log \sum_j e^{z_j} - z_{\text{right}}$. Along $z_k$ the first term has the slope $e^{z_k} / \sum_j e^{z_j}$,
which is $p_k$; the second one −1 if $k$ is the right digit, else 0.

</details>
"""

# %% [markdown]
r"""
## The first reader

Now the training of unit 7, for any model and any list of parameters. `gradients` is the **engine**: parameters and
images go in, slopes come out.
"""

# %%
def gradients(model, values, images, labels):
    parameters = [Array(value) for value in values]
    with Tape() as tape:
        for parameter in parameters:
            tape.watch(parameter)
        loss = loss_of(model(images, *parameters), labels)
    return [slope.value for slope in tape.gradient(loss, parameters)]

# %% [markdown]
r"""
`train` does not take all images at each step. It shuffles them, deals them into **minibatches** (小批量) of 32 (what is left
is a shorter one), and steps with the mean gradient of each. One walk through all is an **epoch** (轮). `train` returns the
parameters after each epoch, the start first.
"""

# %%
def train(model, values, images, labels, lr, epochs, size=32, engine=gradients, seed=0):
    chance, path = np.random.default_rng(seed), [values]
    for _ in range(epochs):
        order = chance.permutation(len(labels))
        for first in range(0, len(labels), size):
            batch = order[first : first + size]
            slopes = engine(model, values, images[batch], labels[batch])
            values = [v - lr * g for v, g in zip(values, slopes, strict=True)]
        path.append(values)
    return path

# %% [markdown]
r"""
The linear model starts from zeros. Of 300 digits that it has never seen, how many will it read? (Its rate, 0.5, was
found as part 3 tells.)
"""

# %%
def straight(X, W, b):
    return X @ W + b

def zeros():
    return [np.zeros((64, 10)), np.zeros(10)]

def scores_of(model, values, images):
    return model(images, *[Array(value) for value in values]).value  # (images, 10)

def share_right(model, values, images, labels):
    return np.mean(scores_of(model, values, images).argmax(axis=1) == labels)

# %%
readings = ["about half of them", "about 8 of 10", "more than 9 of 10"]

@Predict({"A linear model reads": readings})
def first_reader():
    W, b = train(straight, zeros(), X, y, lr=0.5, epochs=30)[-1]
    share = share_right(straight, [W, b], X_val, y_val)
    print("right:", round(share, 3))
    digits.show(W.T, range(10), cmap="coolwarm", vmin=-2, vmax=2)
    return readings[int(share > 0.65) + int(share > 0.9)]

# %% [markdown]
r"""
<details><summary>What happened</summary>

More than 9 of 10, with 650 numbers and no hidden layer. The pictures are the columns of $W$. On a red pixel ink
speaks for that digit more than for the average one, on a blue one less. Look at the 0: its middle is blue. Each pixel is counted by itself,
and the votes are added up.

</details>

So what is a hidden layer for?

*A good place to stop. When you come back, run the cells up to here. Of the exercises, [8.3](../release/08_read_digits/read_digits.ipynb) and 8.4 need no more than this.*
"""

# %% [markdown]
r"""
## Part 2: White on black

Write with chalk on a blackboard: every ink value $x$ becomes $1 - x$. You read both without noticing. Now train the
linear model on 1,000 images *and* their negatives, and let it read new ones of both kinds. (The rate is smaller, 0.1: with 0.5 this
walk trembles more.)
"""

# %%
def both_ways(images, labels):
    return np.concatenate([images, 1 - images]), np.concatenate([labels, labels])

# %%
shares = ["about 96 of 100", "about half", "hardly more than a guess would"]

@Predict({"Of both kinds it reads": shares})
def white_on_black():
    digits.show(np.concatenate([X[20:25], 1 - X[20:25]]), [*y[20:25]] * 2)
    last = train(straight, zeros(), *both_ways(X, y), lr=0.1, epochs=30)[-1]
    share = share_right(straight, last, *both_ways(X_val, y_val))
    print("right:", round(share, 3))
    return shares[int(share < 0.8) + int(share < 0.3)]

# %% [markdown]
r"""
<details><summary>Why</summary>

A sum over pixels turns round when the ink does. Put $1 - x$ for $x$ in the score of the digit $k$:

$$ z_k(1 - x) = \textstyle\sum w - \sum w x + b = \left(\sum w + 2b\right) - z_k(x) $$

The bracket, call it $s_k$, is the same for all images. Let $r$ be the right digit, $k$ another. To be right on the image
takes $z_r > z_k$; to be right on its negative, $s_r - z_r > s_k - z_k$. Add the two: $s_r > s_k$. So $s_r$ is the largest of
the ten, and that is true of one digit at most: no weights are right on an image of one digit, an
image of another, and the negatives of both. That would
still allow half:

</details>
<details><summary>Then why not half, by reading ink on paper only?</summary>

What weights gain on an image, they lose, and more, on its negative. Say, with two digits whose $s$ are equal, and the right one ahead
by 2: its probability is $e^2 / (e^2 + 1)$, so the loss is $\log(1 + e^{-2}) \approx 0.13$, and on the negative, behind by 2, it is 2.13. The mean, 1.13, is more than $\log 2
\approx 0.69$. So it is always, for as a function of the scores the loss is convex (unit 4; believed here): the mean of the losses at two
points is never below the loss halfway between them. Between $z$ and $s - z$ that is $s/2$, the same for all images, and $W = 0$ with the bias $s/2$ has just these
scores. So to ignore the image is the best that training can do, and
who ignores it reads about one of ten.

</details>

That is what *linear* costs. A hidden layer with kinks can ask whether there is ink *or* a lack of ink, and turn
either into the same answer:

$$ z = \operatorname{relu}(XW + b)\,V + c $$
"""

# %%
def relu(z):
    return z * (z.value > 0)

def layered(X, W, b, V, c):
    return relu(X @ W + b) @ V + c

def losses_of(model, path, images, labels):
    return np.array([loss_of(Array(scores_of(model, values, images)), labels).value for values in path])

# %% [markdown]
r"""
## Where to begin

Each hidden number is made by a **unit** (单元): a column of $W$ with its bias, and the kink. (Not to be mixed up with the
units of this course, as unit 7.) With 32 of them, $W$ is (64, 32) and $V$ (32, 10). Start with zeros again, as the linear model
did. Which parts get a gradient that is not zero?
"""

# %%
@Predict({"From zeros, a gradient that is not 0 comes to": ["W, b, V, c", "V, c", "c", "none of them"]})
def start_from_zeros():
    nothing = [np.zeros((64, 32)), np.zeros(32), np.zeros((32, 10)), np.zeros(10)]
    slopes = gradients(layered, nothing, X, y)
    losses = losses_of(layered, train(layered, nothing, X, y, lr=0.1, epochs=20), X, y)
    print("loss after 0, 5, 10, 15, 20 epochs:", losses[::5].round(4))
    return ", ".join(name for name, slope in zip("WbVc", slopes, strict=True) if np.any(slope)) or "none of them"

# %% [markdown]
r"""
<details><summary>Why</summary>

Only to $c$. The gradient of $V$ is the hidden numbers times what comes back, and the hidden numbers are 0. The slope on its way to
$W$ is multiplied by $V$, and that is 0. Each waits for the other. Only $c$ moves, and learns how often each digit
occurs: the loss hardly leaves $\log 10$.

</details>

Nor would another number do, the same for all: units that begin alike stay alike (unit 7). So the start is random. Its
**spread** $s$ (standard deviation, as in unit 4) should be such that numbers keep their size on the way through a layer.
For a unit with $n$ inputs that is $s = \sqrt{2/n}$: **He's start** (He 初始化). The biases may start at 0.

<details><summary>Why √(2/n)</summary>

Take two numbers whose signs are drawn by chance: $(u + v)^2 = u^2 + v^2 + 2uv$, and $2uv$ is as often above 0 as below, by
as much. So on average *squares add up*. A unit adds $n$ products. If the mean square of an input is $q$, that of a
product is $s^2 q$, and that of the sum $n s^2 q$. The kink lets half of that through. It is $q$ again if $n s^2 / 2 = 1$.

</details>

Look whether the hidden numbers have the size of the pixels (that is so on average over starts; for a single one a third more or less is usual), and how many
digits of both kinds they help to read:
"""

# %%
def he_start(hidden=32):
    draw = np.random.default_rng(1).normal
    W, V = draw(size=(64, hidden)) * np.sqrt(2 / 64), draw(size=(hidden, 10)) * np.sqrt(2 / hidden)
    return [W, np.zeros(hidden), V, np.zeros(10)]

hidden_numbers = np.maximum(X @ he_start()[0], 0)  # (images, units)
print("mean square: pixels", np.mean(X**2).round(3), "  hidden numbers", np.mean(hidden_numbers**2).round(3))
both = train(layered, he_start(), *both_ways(X, y), lr=0.1, epochs=30)[-1]
print("of both kinds:", round(share_right(layered, both, *both_ways(X_val, y_val)), 3))

# %% [markdown]
r"""
A hidden layer reads nearly all, where the linear model was as good as helpless. And what would another spread have cost?
"""

# %%
for factor in [0.01, 1, 10]:
    path = train(layered, [factor * part for part in he_start()], X, y, lr=0.1, epochs=5)
    print(f"spread × {factor:<5} loss after 0 to 5 epochs", losses_of(layered, path, X, y).round(2))

# %% [markdown]
r"""
With too small a start nothing is learned yet; too large a one begins far off.

*A good place to stop. Exercises [8.1](../release/08_read_digits/read_digits.ipynb) to 8.4 need no more than this. When you come back, run the cells up to here.*
"""

# %% [markdown]
r"""
## Digits that have moved

Does a hidden layer also help with digits that have moved by a pixel, up, down, left or right? First both models learn
from plain images only, then from moved ones, too. (Where there are more images, the linear model gets the rate 0.1, as
with the negatives.)
"""

# %%
moved = digits.moved(X)  # (4000, 64): each image four times
noisy = X_val + np.random.default_rng(0).normal(0, 0.4, X_val.shape)
for taught, seen in [("plain", X), ("plain and moved", np.concatenate([X, moved]))]:
    meant = np.tile(y, len(seen) // len(X))
    line = train(straight, zeros(), seen, meant, lr=0.5 if seen is X else 0.1, epochs=15)[-1]
    kinked = train(layered, he_start(), seen, meant, lr=0.1, epochs=15)[-1]
    for kind, new in [("plain", X_val), ("noisy", noisy), ("moved", digits.moved(X_val))]:
        true = np.tile(y_val, len(new) // len(X_val))
        low, high = share_right(straight, line, new, true), share_right(layered, kinked, new, true)
        print(f"trained on {taught:<15}  reads {kind}:   linear {low:.3f}   hidden layer {high:.3f}")

# %% [markdown]
r"""
Trained on plain images, neither reads half of the moved ones: for both, ink one column further is ink somewhere else.
If moved ones are among those to learn from, a pixel no longer speaks for one digit, and one weight a pixel is not
enough for the moved ones. The hidden layer still finds what it needs. On plain images alone, in the first row, the two are about as good.
Noise, as of a bad scan, hurts both.

A hidden layer can make more of the data. It adds nothing that the data do not show.
"""

# %% [markdown]
r"""
## Thirty-two at a time

The mean gradient of 32 images drawn by chance estimates that of all 1,000, as a poll estimates a vote: right on
average, and off each time. Where signs are drawn by chance, *squares* add up, on average (the fold *Why √(2/n)* says
why). So the sum of $n$ draws is off by $\sqrt n$ times the spread of one, and their mean by the spread of one divided by
$\sqrt n$: half the noise costs four times as many images. See it, after five epochs of training: gradients are arrows of
64 · 32 + 32 + 32 · 10 + 10 = 2,410 numbers, and *off by* is the distance between two of
them, as the root of the mean square of a hundred.
"""

# %%
def arrow(parts):
    return np.concatenate([part.ravel() for part in parts])  # ravel: all its numbers in one row

after_five, chance = train(layered, he_start(), X, y, lr=0.1, epochs=5)[-1], np.random.default_rng(0)
whole = arrow(gradients(layered, after_five, X, y))
print("length of the whole gradient", np.linalg.norm(whole).round(2))
for size in [8, 32, 128]:
    picks = [chance.integers(0, len(y), size) for _ in range(100)]
    off = [np.linalg.norm(arrow(gradients(layered, after_five, X[pick], y[pick])) - whole) for pick in picks]
    print(f"batches of {size:<4} off by {np.sqrt(np.mean(np.square(off))):.2f}")

# %% [markdown]
r"""
Here a batch of 32 is off by more than twice the length of the gradient! And
yet it pays. Compare walks that look at as many images: five epochs are 5 exact steps, short or long, or 160 noisy ones.
"""

# %%
for together, lr in [(1000, 0.1), (1000, 0.5), (32, 0.1)]:
    losses = losses_of(layered, train(layered, he_start(), X, y, lr, epochs=5, size=together), X, y)
    print(f"batches of {together:<5} α = {lr}   loss after 0 to 5 epochs", losses.round(2))

# %% [markdown]
r"""
The last numbers: from as many images, noisy steps come lower by far. The noise has its price, as in unit 4: with a
constant rate the walk trembles, and a smaller rate calms it.

*A good place to stop. Exercises [8.1](../release/08_read_digits/read_digits.ipynb) to 8.6 need no more than this. When you come back, run the cells up to here.*
"""

# %% [markdown]
r"""
## Part 3: Two engines, one training

`train` takes any engine. Here is one that asks TensorFlow, with the same numbers in and out. The long name in it is
softmax and cross-entropy in one, safe as ours.
"""

# %%
def tf_layered(X, W, b, V, c):
    return tf.nn.relu(X @ W + b) @ V + c

def tf_gradients(model, values, images, labels):
    parameters = [tf.constant(value) for value in values]
    with tf.GradientTape() as tape:
        tape.watch(parameters)
        scores = model(images, *parameters)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores))
    return [slope.numpy() for slope in tape.gradient(loss, parameters)]

# %% [markdown]
r"""
(TensorFlow's `watch` takes a list, too; that of our tape takes one Array at a time.) Both train the same network from the same start, with the same batches. They agree to rounding, for both do the same sums
of float64 numbers:
"""

# %%
tf_gradients(tf_layered, he_start(), X[:32], y[:32])  # its first call is slow
for hidden in (32, 2048):
    ends = []
    for name, model, engine in [("NumPy", layered, gradients), ("TensorFlow", tf_layered, tf_gradients)]:
        begin = time.perf_counter()
        ends.append(arrow(train(model, he_start(hidden), X, y, lr=0.1, epochs=1, engine=engine)[-1]))
        print(f"{hidden:>5} hidden   {name:<10} {1000 * (time.perf_counter() - begin):6.0f} ms an epoch")
    print(f"      largest difference {np.abs(ends[0] - ends[1]).max():.1e}")

# %% [markdown]
r"""
Look at the times, too. TensorFlow spends ten microseconds or more on each operation beside the computing. With 32 hidden
numbers that is nearly all it does, and 250 lines of Python on NumPy, which asks less, are faster. With 2,048 the arrays are
large, and the work on them takes the time: the lead shrinks, or turns round, as the machine has it.
"""

# %% [markdown]
r"""
## Which rates does it bear?

In unit 6 power iteration found the largest curvature $\lambda_{\max}$ from products $Hv$ alone, and
$2/\lambda_{\max}$ was a wall for the learning rate. The same can be done here, where there are 2,410 parameters. $Hv$ is
the gradient of $\nabla L \cdot v$, by unit 7's tape around a tape: the inner one gives $\nabla L$, and `along` is
computed while the outer one still records.
"""

# %%
def hvp(values, v):
    parameters = [Array(value) for value in values]
    with Tape() as outer:
        with Tape() as inner:
            for parameter in parameters:
                outer.watch(parameter)
                inner.watch(parameter)
            loss = loss_of(layered(X, *parameters), y)
        slopes = inner.gradient(loss, parameters)
        along = sum((slope * part).sum() for slope, part in zip(slopes, v, strict=True))
    return [slope.value for slope in outer.gradient(along, parameters)]

# %%
def bearable_rate(values, rounds=12):  # power iteration, as in unit 6
    chance = np.random.default_rng(0)
    Hv = [chance.normal(size=value.shape) for value in values]
    for _ in range(rounds):
        v = [part / np.linalg.norm(arrow(Hv)) for part in Hv]
        Hv = hvp(values, v)
    return 2 / (arrow(v) @ arrow(Hv))

print("2/λ at the start", bearable_rate(he_start()).round(2))

# %% [markdown]
r"""
Power iteration finds the curvature that is largest in size. Ours is positive, so it is the largest of all. Now descend
without noise, with all images at each step, for 100 steps: one walk with $\alpha = 0.4$, below that number, one with 0.8,
clearly above. What will the loss of the second do? On unit 6's straight-line fit it exploded.
"""

# %%
steps, fates = ["never", "now and then", "at most steps"], ["below that of 0.4", "above that of 0.4"]

@Predict({"With α = 0.8 the loss rises": steps, "Its last loss is": fates})
def beyond_the_wall():
    plt.figure(figsize=(6, 2.8))
    ends, rose = {}, {}
    g = gradients(layered, he_start(), X, y)
    along, bend = arrow(g) @ arrow(g), arrow(g) @ arrow(hvp(he_start(), g))
    for lr in [0.4, 0.8]:
        path = train(layered, he_start(), X, y, lr=lr, epochs=100, size=len(y))
        losses = losses_of(layered, path, X, y)
        ends[lr], rose[lr] = losses[-1], np.sum(np.diff(losses) > 0)
        print(f"α = {lr}   last loss {losses[-1]:.3f}   rose {rose[lr]:>2} times")
        print(f"    first step {losses[1] - losses[0]:+.2f}, in a bowl {-lr * along + lr**2 * bend / 2:+.2f}")
        print("    2/λ by step:", {k: bearable_rate(path[k]).round(2).item() for k in [0, 1, 3, 6, 12, 14, 100]})
        plt.semilogy(losses, label=f"α = {lr}")
    plt.gca().set(xlabel="step", ylabel="loss")
    plt.legend()
    plt.show()
    return steps[int(rose[0.8] > 0) + int(rose[0.8] > 50)], fates[int(ends[0.8] > ends[0.4])]

# %% [markdown]
r"""
<details><summary>Why</summary>

It rises now and then, and ends *below* that of 0.4. The loss of a straight-line fit has the same curvature
everywhere. Here it changes from place to place: read the rows of $2/\lambda$.

At the start 0.8 is beyond $2/\lambda$: a *small* swing along the sharpest direction would grow. But the first step is a long one, and that curvature
lasts only a little way. In a bowl the loss would have changed by
$-\alpha\, g \cdot g + \tfrac12 \alpha^2\, g \cdot Hg$ (where $g$ is the gradient), which is 0.09 upwards, and it falls by 0.49. Where the step ends, $2/\lambda$ is above 1.
Later it sinks below 0.8. Each rise comes at such a place (measured at each step; the row shows seven), but not each such
place brings one: the walk swings across the valley, wider at each step, and at first that is little beside what it
comes down along the other directions. After about a dozen steps you see it. So a $2/\lambda$ below $\alpha$ does not say that
the loss must rise.

</details>

So how near is $2/\lambda$ to what works? It has the right size, and cannot be exact: it holds for one place and a small
distance around it. (Nor does it see the kinks, where a slope jumps: for the tape the ones and zeros of `relu` are constant.) With minibatches there is noise on top, and each batch has a curvature of its own. So people **try a
range** of rates, each for a few epochs, and $2/\lambda$ says where to look.
"""

# %%
for lr in [0.01, 0.03, 0.1, 0.3, 1.0, 3.0]:
    W, b, V, c = last = train(layered, he_start(), X, y, lr=lr, epochs=5)[-1]
    loss, share = losses_of(layered, [last], X, y)[0], share_right(layered, last, X_val, y_val)
    awake = np.sum(np.any(X @ W + b > 0, axis=0))
    print(f"α = {lr:<5} loss {loss:.2f}   right {share:.3f}   awake {awake} of 32")

# %% [markdown]
r"""
*Awake* is a unit that is above 0 for at least one image. Too small a rate is slow. Too large is wild, and a step may be so long that a unit's sum is below 0 for all images. Relu makes
zeros of it and of its slopes, and as a rule nothing brings the unit back: it is **dead** (神经元死亡). Between 0.1 and
0.3 it does well.
"""

# %% [markdown]
r"""
## Watch it learn

Now a run of your own, with 0.1, which is calmer, and more epochs. The figure follows it while it runs; afterwards you
can step back through it. Change the rate, the number of units (`he_start(64)`), the epochs, and run both cells again. The
last run is the one that part 4 looks into.
"""

# %%
def pairs(values):
    return [tuple(values[:2]), tuple(values[2:])]  # (W, b), (V, c)

run = Training((X, y), (X_val, y_val))
run

# %%
way = [he_start()]
run.record(pairs(way[0]))
for epoch in range(40):
    way.append(train(layered, way[-1], X, y, lr=0.1, epochs=1, seed=epoch)[-1])
    run.record(pairs(way[-1]))
print("validation:", round(share_right(layered, way[-1], X_val, y_val), 3))

# %% [markdown]
r"""
*A good place to stop. Exercises [8.7](../release/08_read_digits/read_digits.ipynb) to 8.9 need no more than this (of part 4, 8.9 quotes one formula). When you come back, run the cells up to
here.*
"""

# %% [markdown]
r"""
## Part 4: What the hidden units look for

Each unit has 64 weights, a column of $W$, to be drawn as a picture. Draw a digit, and watch which units wake up and what
the ten probabilities do with each stroke.
Draw a 7, and give it its bar; make a 4 into a 9; then untick *centre and scale*, and draw beside the middle.
"""

# %%
Digits(pairs(way[-1]), X_val, y_val)

# %% [markdown]
r"""
Do not read too much into the pictures: much of each is still the random start. A unit that never wakes keeps its start,
and so does a weight on a pixel that is never inked. What was learned is the difference. Here it is, of the first twenty:
"""

# %%
digits.show((way[-1][0] - way[0][0]).T[:20], range(20), cmap="coolwarm", vmin=-1, vmax=1)

# %% [markdown]
r"""
Hardly one is a digit, and some are empty. Many units are awake nearly always, and such a one does no more than a linear
model. What the network knows is in what all of them do together.
"""

# %% [markdown]
r"""
## The test part, once

All choices are made. Now open the third part, once, and look at what is misread. *3 → 9* means that a 3 was read as a 9.
"""

# %%
X_test, y_test = digits.load("test")  # (497, 64) and (497,)
read = scores_of(layered, way[-1], X_test).argmax(axis=1)
wrong = np.flatnonzero(read != y_test)
print("right:", np.mean(read == y_test).round(3), "  wrong:", len(wrong))
digits.show(X_test[wrong[:20]], [f"{y_test[i]} → {read[i]}" for i in wrong[:20]])

# %% [markdown]
r"""
Which of them would you have read? Some are hard for anybody: 8 × 8 pixels are few. And if you now go back, change the rate and open the test part again, it has become
a validation part: you would be choosing by it.

A share of 497 images is a poll, too. A draw is 1 (right) or 0, with the mean $p$: it is off by $1 - p$ in a share $p$ of the draws, else by $p$. So its mean square
is $p(1-p)^2 + (1-p)p^2 = p(1-p)$. With $p = 0.97$ a share of 497 is off by about $\sqrt{0.97 \cdot 0.03 / 497} \approx
0.008$, and now and then by twice that (8.9 comes back to it); one of 300 is off by more. And this deal was a lucky one:
shuffled otherwise into three parts, about 96 of 100 are read.
"""

# %% [markdown]
r"""
## The way, from above

Your walk went through a space with a dimension for each parameter, 2,410 for 32 units. To draw it, lay a plane through
its last place, the one that comes nearest to all its other places, in the sum of the squared distances. (`np.linalg.svd` finds two directions that span it.)
The surface is the loss of 200 images over that plane, and the dots are the shadows of your walk on it.
"""

# %%
places = np.array([arrow(values) - arrow(way[-1]) for values in way])  # (places, parameters)
plane = np.linalg.svd(places, full_matrices=False)[2][:2]  # (2, parameters)
shadow = places @ plane.T  # (places, 2)

def loss_there(theta):  # theta: from the last place, in all parameters
    ends = np.cumsum([part.size for part in way[-1]])[:-1]  # where the row is cut into the parts again
    values = [a + part.reshape(a.shape) for a, part in zip(way[-1], np.split(theta, ends), strict=True)]
    return losses_of(layered, [values], X[:200], y[:200])[0]

gaps = [abs(loss_there(theta) - loss_there(dot @ plane)) for theta, dot in zip(places, shadow, strict=True)]
print(f"loss at a dot and at its place: up to {max(gaps):.2f} apart, at the end {gaps[-1]:.2f}")
reach = 1.1 * np.abs(shadow).max()
Surface(lambda u, v: loss_there(np.array([u, v]) @ plane), window=(-reach, reach), point=shadow[-1], path=shadow)

# %% [markdown]
r"""
Near the end the land is a smooth, wide valley, and the walk comes down its slope and then along its floor. (How far a
dot's height is from the loss that the walk had there, the printed line says.) Do not read
more into it: the plane was chosen *because* the walk lies near it, and in all other directions the land may look otherwise.
"""

# %% [markdown]
r"""
## Labels in a hurry

Suppose that the labels come from people in a hurry, and three of ten are drawn by chance. A network with 64
units learns from 300 such images, for 150 epochs. What becomes of the validation part, whose labels are true?
"""

# %%
hurried = ["ends as good as at its best", "ends a little worse", "ends at least 8 of 100 worse"]

@Predict({"Of the validation part it reads its best share on the way, and then": hurried})
def learning_by_heart():
    chance = np.random.default_rng(5)
    given = np.where(chance.random(300) < 0.3, chance.integers(0, 10, 300), y[:300])
    path = train(layered, he_start(64), X[:300], given, lr=0.1, epochs=150)
    shares = [share_right(layered, values, X_val, y_val) for values in path]
    plt.plot([share_right(layered, values, X[:300], given) for values in path], label="training")
    plt.plot(shares, label="validation")
    plt.gca().set(xlabel="epoch", ylabel="share right")
    plt.legend()
    plt.show()
    least = np.argmin(losses_of(layered, path, X_val, y_val))
    print(f"best {max(shares):.3f}   last {shares[-1]:.3f}   at the least loss, epoch {least}, {shares[least]:.3f}")
    return hurried[int(max(shares) - shares[-1] > 0.03) + int(max(shares) - shares[-1] > 0.08)]

# %% [markdown]
r"""
<details><summary>What happened</summary>

First it learns what many images have in common, and that is right. But 84 of the 300 labels are wrong. Soon
these make two thirds of the training loss that is left, and it begins to learn them by heart, by the end about half of them. The training share goes on rising, while
the validation share falls. This is
**overfitting** (过拟合).

</details>

The simplest cure is **early stopping** (早停): keep the parameters of the epoch with the least loss on the validation
part. Share and loss jump from epoch to epoch, so the best share is partly luck, and so is the least loss. Here the least loss comes
when about half of the fall is over. The rule is simple, and not perfect.
"""

# %% [markdown]
r"""
## Other hands

So far the images were shuffled, so that each of the thirteen writers was in every part. Who wrote which is not recorded.
But in the collection's own order the same row of labels comes back every 130 images or so, fourteen times, as if a form were filled in
anew. Fourteen forms by thirteen people: somebody, it seems, filled in two. So the last 497 come, with perhaps one
exception, from other people than the first 1,000. Train on these, and read those.
"""

# %%
others = ["as many, about 96 of 100", "about 92 of 100", "about 80 of 100"]

@Predict({"Of images by other writers it reads": others})
def other_hands():
    images, labels = digits.in_writers_order()
    hidden = train(layered, he_start(), images[:1000], labels[:1000], lr=0.1, epochs=40)[-1]
    line = train(straight, zeros(), images[:1000], labels[:1000], lr=0.5, epochs=30)[-1]
    for name, part in {"first 1,000": slice(0, 1000), "last 497": slice(1300, 1797)}.items():
        share = share_right(layered, hidden, images[part], labels[part])
        beside = share_right(straight, line, images[part], labels[part])
        print(f"{name:<12} hidden layer {share:.3f}   linear {beside:.3f}")
    said = scores_of(layered, hidden, images[part]).argmax(axis=1)
    missed = np.flatnonzero(said != labels[part])[:20]
    digits.show(images[part][missed], [f"{labels[part][i]} → {said[i]}" for i in missed])
    return others[int(np.argmin(np.abs(np.array([0.96, 0.92, 0.8]) - share)))]

# %% [markdown]
r"""
<details><summary>Why</summary>

About 92. Twice as many are misread as of shuffled images (8 or 9 of 100, against about 4), and the hidden layer does
not help. It is a poll of few hands. These 497 are four forms, and one of them has half of what is misread; the 300 images
before them it reads as well as shuffled ones. With the forms dealt otherwise it is 91 or 92 on average. Look at some,
a 1 with a long hook, a 4 that leans: nobody among the first writers, it seems, wrote so.

</details>

So what may you claim? *It reads about 96 of 100 digits by these thirteen writers, scanned this way.* Not *it reads
digits*. A test part vouches for images that are drawn as it was drawn, and for no others. Whoever wants to know how
it reads new hands keeps some hands apart.
"""

# %% [markdown]
r"""
## What you can now do

You can train a network with an engine of your own, choose its rate, look into it, and say what it cannot do.

| word | 中文 | meaning |
| --- | --- | --- |
| pixel, label | 像素、标签 | a number of an image; what the image shows |
| training, validation, test part | 训练集、验证集、测试集 | to walk on; to choose by; to judge by, once |
| score, logit | 得分、logit | what a model gives each digit before softmax |
| bias | 偏置 | the number that is added to a weighted sum |
| softmax | softmax 函数 | makes probabilities of scores |
| cross-entropy | 交叉熵 | minus the logarithm of the probability of what is right |
| minibatch | 小批量 | the few examples of one step |
| epoch | 轮 | one walk through all examples |
| hidden layer, unit | 隐藏层、单元 | numbers between input and score; one of them |
| He's start | He 初始化 | random weights, spread $\sqrt{2/n}$ |
| dead unit | 神经元死亡 | is 0 for all examples, has the slope 0, and as a rule stays so |
| overfitting | 过拟合 | learning what holds for the training part only |
| early stopping | 早停 | keeping the parameters with the least loss on the validation part |

Now write it yourself: [the exercises](../release/08_read_digits/read_digits.ipynb) are in `read_digits.ipynb`, beside
this lesson. There the network has as many layers as you like.
"""

# %% [markdown]
r"""
## From a difference quotient to this

This was the last unit. When its exercises have passed, everything between a slope and a network that reads is yours:

| unit | what you have built | where it was today |
| --- | --- | --- |
| 1, 2 | slopes along any axis, by two calls of a function | the check of every slope that a tape gives |
| 3 | a gradient, a test of it, the gradient of a loss | ten scores, and the way down |
| 4 | gradient descent, its limit, noise | `train` |
| 5 | training with TensorFlow's tape | the second engine |
| 6 | second derivatives, power iteration | $2/\lambda_{\max}$ |
| 7 | a gradient tape | the first engine |

Where to go next, and why:

- **More pixels.** MNIST has 70,000 digits of 28 × 28. Your engine runs on it as it is; find out where it gets slow.
- **A layer that knows neighbours.** LeCun, Bottou, Bengio and Haffner, *Gradient-Based Learning Applied to Document
  Recognition* (1998): convolution, which helps with digits that have moved.
- **Learning rates that should be too large.** Cohen and others, *Gradient Descent on Neural Networks Typically Occurs
  at the Edge of Stability* (2021): what you saw with 0.8.
- **Tapes.** Baydin, Pearlmutter, Radul and Siskind, *Automatic Differentiation in Machine Learning: a Survey* (2018): what
  other tapes can do.
"""
