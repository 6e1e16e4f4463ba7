# %% [markdown]
r"""
# Exercises 4: Gradient descent

They go with [lesson 4](../../course/04_gradient_descent.ipynb).

Nine functions, easy to hard, then three puzzles: 29 points. You write the step, the walk, a rule for when to stop,
momentum, and let descent find a law of nature. In the puzzles you order lines, read curves, and give a ball a swing. Write
your answer where it says *your code here*, run the cell, then the check below it.

In this notebook a gradient is *given*, as a function `grad_f(theta)` that returns an array of theta's shape (or a
number, where `theta` is one). `theta` and `theta0` may hold whole numbers. Leave them as they are: the caller still needs them.
The next cell holds four gradients, and a basin for the figures. Run it first.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("step")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus import expect, rng, solution
from gradus.figures import Descent

np.seterr(over="ignore", invalid="ignore")  # without warnings about numbers that leave all bounds
A = np.array([[3.0, 1.0], [1.0, 2.0]])

def grad_bowl(theta):
    """Gradient of the bowl f(theta) = 1/2 theta·A theta."""
    return A @ theta

def grad_square(theta):
    """Slope of theta**2, theta a number; in arrays, of each number."""
    return 2 * theta

def grad_round(theta):
    """Gradient of half the sum of theta's squares: theta itself, the very array that came in."""
    return theta

def grad_waves(theta):
    """Gradient of the sum of sin(theta) plus 0.05 times the square of the sum, theta of any shape."""
    return np.cos(theta) + 0.1 * np.sum(theta)

def basin(x, y):
    """A bowl that is steep along y and flat along x; the figures know its gradient."""
    return (x**2 + 4 * y**2) / 2

# %% [markdown]
r"""
## 4.1 One step

The gradient $g$ points uphill, so go against it: multiply it by $\alpha$, entry by entry, and subtract that.

$$ \theta_{\text{new}} = \theta - \alpha\, g $$

`theta` and `grad` are numbers, or arrays of the same shape; `lr` is the learning rate $\alpha$. Return the new
$\theta$ and leave the old one as it is.

<details><summary>Hint 1</summary>NumPy multiplies and subtracts whole arrays: no loop is needed.</details>
<details><summary>Hint 2</summary><code>theta -= …</code> writes into the caller's array. <code>theta - …</code> makes a new one.</details>
"""

# %% answer="step"
def step(theta, grad, lr):
    r"""Where one step of gradient descent leads. step(3.0, 4.0, 0.5) is 1."""
    ### BEGIN SOLUTION
    return theta - lr * grad
    ### END SOLUTION

# %% check="step" points=1
expect(step, np.array([1.0, 2.0]), np.array([0.5, -3.0]), 0.1).close_to([0.95, 2.3])
expect(step, 3.0, 4.0, 0.5).close_to(1.0)
expect(step, np.array([3, 1]), np.array([4, -2]), 0.25).close_to([2.0, 1.5])
### BEGIN HIDDEN TESTS
expect(step, np.array([3, 1]), np.array([4, -2]), 2).close_to([-5, 5])
expect(step, 7, -2, 0.5).close_to(8.0)
theta, g = rng().uniform(-3, 3, (2, 4, 3))
lr = rng().uniform(0.1, 0.9)
expect(step, theta.T, g.T, lr).close_to((theta - lr * g).T, rtol=1e-12, atol=1e-12)
expect(step, theta[:1], g[:1], lr).close_to((theta - lr * g)[:1])
expect(step, theta[:, :1], g[:, :1], lr).close_to((theta - lr * g)[:, :1])
expect(step, np.zeros(3), np.array([0.0, 1e-7, 2e9]), 0.5).close_to([0.0, -5e-8, -1e9], atol=1e-12)
expect(step, theta[0, 0], np.array(g[0, 0]), lr).close_to(theta[0, 0] - lr * g[0, 0])
### END HIDDEN TESTS

# %% [markdown]
r"""
One step of yours, dashed, on the figure's own: drag the start and the learning rate.
"""

# %%
def first_step(grad, theta, lr, steps):
    return np.array([theta, step(theta, grad(theta), lr)])

Descent(basin, start=(-2.5, 1.5), learning_rate=0.2, steps=1, descend=first_step)

# %% [markdown]
r"""
## 4.2 The whole walk

Repeat the step, and ask for the gradient anew wherever you stand:

$$ \theta_{t+1} = \theta_t - \alpha\, \nabla f(\theta_t) $$

Return the *path*, an array with one row a place: $\theta_0$ first, the start (the index counts steps here), then the place after each of the `steps` steps. If
`theta0` has shape `(2,)`, the path has shape `(steps + 1, 2)`; if it is a number, `(steps + 1,)`.

<details><summary>Hint 1</summary>Keep a list that starts as <code>[theta0]</code>, append each new place, and make an array of it at the end.</details>
<details><summary>Hint 2</summary>If all rows come out the same, the list holds one array many times: each step must make a <em>new</em> theta.</details>
<details><summary>Hint 3</summary>Your <code>step</code> does one step.</details>
"""

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    r"""Path of gradient descent, the start first. descend(grad_square, 2.0, 0.25, 2) is [2, 1, 0.5]."""
    ### BEGIN SOLUTION
    path = [theta0]
    for _ in range(steps):
        path.append(path[-1] - lr * grad_f(path[-1]))
    return np.array(path)
    ### END SOLUTION

# %% check="descend" points=2
path = [[1.0, -2.0], [0.9, -1.7], [0.8, -1.45], [0.705, -1.24]]  # by hand
expect(descend, grad_bowl, np.array([1.0, -2.0]), 0.1, 3).close_to(path)
path = [[1.0, 2.0, -4.0], [0.5, 1.0, -2.0], [0.25, 0.5, -1.0]]
expect(descend, grad_round, np.array([1.0, 2.0, -4.0]), 0.5, 2).close_to(path)
expect(descend, grad_square, 2.0, 0.25, 2).close_to([2.0, 1.0, 0.5])
expect(descend, grad_square, np.array([3, -4]), 0.25, 2).close_to([[3, -4], [1.5, -2], [0.75, -1]])
### BEGIN HIDDEN TESTS
theta0 = rng().uniform(0.5, 3, 5)  # (5,)
curvatures = np.array([0.5, 1.0, 2.0, 3.0, 4.0])
lr = rng().uniform(0.1, 0.6)  # up to 0.5 it converges, above it one axis diverges
t = np.arange(8)[:, np.newaxis]  # (8, 1)
exact = (1 - lr * curvatures) ** t * theta0
expect(descend, lambda theta: curvatures * theta, theta0, lr, 7).close_to(exact)
expect(descend, lambda theta: curvatures * theta, theta0, lr, 0).close_to([theta0])
expect(descend, grad_bowl, np.array([4, -2]), 0.1, 1).close_to([[4, -2], [3.0, -2.0]])
expect(descend, grad_square, 3, 0.25, 2).close_to([3.0, 1.5, 0.75])
expect(descend, grad_square, 3.0, 0.5, 3).close_to([3.0, 0.0, 0.0, 0.0])  # at the bottom it stays
expect(descend, grad_square, np.zeros(2), 0.1, 3).close_to(np.zeros((4, 2)))
expect(descend, grad_square, 1e-4, 0.25, 2).close_to([1e-4, 5e-5, 2.5e-5], atol=0)  # near it, it still goes
expect(descend, grad_square, 3.0, 2.0, 25).close_to(3 * (-3.0) ** np.arange(26))  # away, and farther away
slopes = np.array([1.0, -2.0])
expect(descend, lambda theta: slopes, np.array([5.0, 5.0]), 0.1, 4).close_to([5, 5] - 0.1 * np.outer(range(5), [1, -2]))
### END HIDDEN TESTS

# %% [markdown]
r"""
Parameters come in any shape: a matrix, say. The rule does not change. Hidden checks try other shapes too, and other
functions than bowls.
"""

# %% check="descend.shapes" points=1
def grad_matrix(theta):
    return 2 * (theta - 1)  # of the sum of (theta - 1)**2

expect(descend, grad_matrix, np.zeros((2, 3)), 0.25, 1).close_to([np.zeros((2, 3)), np.full((2, 3), 0.5)])
### BEGIN HIDDEN TESTS
def walked(grad_f, theta, rates):
    places = [theta]
    for rate in rates:
        theta = theta - rate * grad_f(theta)
        places.append(theta)
    return np.array(places)

theta0, lr = rng().uniform(-2, 2, (3, 2)), rng().uniform(0.1, 0.5)
expect(descend, grad_waves, theta0, lr, 6).close_to(walked(grad_waves, theta0, 6 * [lr]))
expect(descend, grad_waves, theta0.T, lr, 4).close_to(walked(grad_waves, theta0.T, 4 * [lr]))
expect(descend, grad_waves, theta0[:, 0], lr, 3).close_to(walked(grad_waves, theta0[:, 0], 3 * [lr]))
expect(descend, grad_waves, theta0[:1], lr, 3).close_to(walked(grad_waves, theta0[:1], 3 * [lr]))
expect(descend, grad_waves, theta0[:, :1], lr, 3).close_to(walked(grad_waves, theta0[:, :1], 3 * [lr]))
expect(descend, lambda theta: A @ theta, np.array([[4, 0, 1], [-2, 1, 0]]), 0.1, 5).close_to(
    walked(grad_bowl, np.array([[4.0, 0, 1], [-2, 1, 0]]), 5 * [0.1])
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Here your `descend` walks, dashed, beside the figure's own walk: drag the learning rate beyond 0.5, and the start.
"""

# %%
Descent(basin, start=(-2.5, 1.5), learning_rate=0.1, descend=descend)

# %% [markdown]
r"""
## 4.3 A rate that changes

Long steps at first, to get near; short ones at the end, to settle. A *schedule* gives the learning rate of each step:

$$ \theta_{t+1} = \theta_t - \alpha_t\, \nabla f(\theta_t), \qquad \alpha_t = \text{schedule}(t), \quad t = 0, 1, 2, \dots $$

Return the path as in 4.2. The first step is step 0.

<details><summary>Hint 1</summary><code>for t in range(steps)</code> counts from 0.</details>
<details><summary>Hint 2</summary><code>schedule(t)</code> is the rate itself, not a factor for the rate before.</details>
"""

# %%
def halving(t):
    return 0.4 / 2**t

def two_phases(t):
    return 0.25 if t < 2 else 0.125

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    r"""Path of gradient descent whose step t has the learning rate schedule(t), t from 0.

    descend_scheduled(grad_square, 1.0, halving, 2) is [1, 0.2, 0.12].
    """
    ### BEGIN SOLUTION
    path = [theta0]
    for t in range(steps):
        path.append(path[-1] - schedule(t) * grad_f(path[-1]))
    return np.array(path)
    ### END SOLUTION

# %% check="descend_scheduled" points=2
path = [[1.0, -2.0], [0.6, -0.8], [0.4, -0.6], [0.34, -0.52]]  # by hand
expect(descend_scheduled, grad_bowl, np.array([1.0, -2.0]), halving, 3).close_to(path)
path = [[1.0, 2.0, -4.0], [0.2, 0.4, -0.8], [0.12, 0.24, -0.48]]
expect(descend_scheduled, grad_square, np.array([1.0, 2.0, -4.0]), halving, 2).close_to(path)
expect(descend_scheduled, grad_square, 1.0, two_phases, 3).close_to([1.0, 0.5, 0.25, 0.1875])
### BEGIN HIDDEN TESTS
def walked(grad_f, theta, rates):
    places = [theta]
    for rate in rates:
        theta = theta - rate * grad_f(theta)
        places.append(theta)
    return np.array(places)

rates = rng().uniform(0.05, 0.3, 9)  # more than there are steps
theta0 = rng().uniform(1, 2, 3)
factors = np.cumprod([1.0, *(1 - 2 * rates[:6])])[:, np.newaxis]  # (7, 1)
expect(descend_scheduled, grad_square, theta0, lambda t: rates[t], 6).close_to(factors * theta0)
expect(descend_scheduled, grad_waves, theta0, lambda t: rates[t], 5).close_to(walked(grad_waves, theta0, rates[:5]))
expect(descend_scheduled, grad_square, np.array([[3, 1], [2, 8]]), lambda t: 1 / (t + 4), 1).close_to(
    [[[3, 1], [2, 8]], [[1.5, 0.5], [1, 4]]]
)
expect(descend_scheduled, grad_square, 2, lambda t: 0.25, 0).close_to([2.0])
expect(descend_scheduled, grad_round, theta0, lambda t: rates[t], 4).close_to(walked(grad_round, theta0, rates[:4]))
expect(descend_scheduled, grad_square, 3.0, lambda t: 0 if t == 1 else 0.25, 3).close_to([3.0, 1.5, 1.5, 0.75])
expect(descend_scheduled, grad_square, np.zeros((1, 3)), halving, 2).close_to(np.zeros((3, 1, 3)))
### END HIDDEN TESTS

# %% [markdown]
r"""
A race: your walk, dashed, takes steps that shrink from the slider's rate on, and the figure's keeps that rate. Who is the first to be near
the bottom at 0.48, and what becomes of both at 0.6?
"""

# %%
def cooling(grad, theta, lr, steps):
    return descend_scheduled(grad, theta, lambda t: lr / (1 + t / 10), steps)

Descent(basin, start=(-2.5, 1.5), learning_rate=0.48, descend=cooling)

# %% [markdown]
r"""
## 4.4 When to stop

At the bottom the gradient is zero, so near it, it is small. Walk until $\lVert \nabla f(\theta) \rVert \le$ `tol`, or
until `max_steps` steps are done. Return `(theta, steps_taken)`.

- Ask *before* each step: a start that is flat enough takes 0 steps.
- $\lVert g \rVert$ is the length of the gradient, the root of the sum of all its squares.
- If $\theta$ is no longer finite, the walk has diverged: raise a `RuntimeError`.

<details><summary>Hint 1</summary><code>np.linalg.norm</code> is the length, <code>np.all(np.isfinite(theta))</code> is the test.</details>
<details><summary>Hint 2</summary><code>for taken in range(max_steps)</code>: look, return if it is flat, step, look whether theta is finite. And after the loop?</details>
"""

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    r"""Descend until the gradient is no longer than tol; return (theta, steps_taken).

    descend_until(grad_square, 1.0, 0.25, tol=0.3) is (0.125, 3). Raises RuntimeError if theta leaves all bounds.
    """
    ### BEGIN SOLUTION
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
        if not np.all(np.isfinite(theta)):
            raise RuntimeError("diverged: try a smaller learning rate")
    return theta, max_steps
    ### END SOLUTION

# %% check="descend_until" points=3
expect(descend_until, grad_square, 1.0, 0.25, tol=0.03).close_to((1 / 128, 7))  # slopes 2, 1, 0.5, ...
expect(descend_until, grad_square, 1.0, 0.25, max_steps=2).close_to((0.25, 2))
expect(descend_until, grad_square, 1.0, 0.25, tol=2.5).close_to((1.0, 0))  # flat enough at once
expect(descend_until, grad_square, 1.0, 0.25, tol=0.5).close_to((0.25, 2))  # exactly as long as tol
start = np.array([0.3, -0.4])
expect(descend_until, grad_round, start, 0.2, tol=0.6).close_to((start, 0))  # the length is 0.5,
expect(descend_until, grad_round, start, 0.2, tol=0.3).close_to((0.512 * start, 3))  # 0.4, 0.32, 0.256
expect(descend_until, grad_bowl, np.array([1.0, 1.0]), 1.5).raises(RuntimeError)
### BEGIN HIDDEN TESTS
def walked_until(grad_f, theta, lr, tol, most):
    taken = 0
    while taken < most and np.sqrt(np.sum(grad_f(theta) ** 2)) > tol:
        theta, taken = theta - lr * grad_f(theta), taken + 1
    return theta, taken

theta0, lr = rng().uniform(1, 2, (2, 3)), rng().uniform(0.05, 0.2)
expect(descend_until, grad_square, theta0, lr, tol=0.1).close_to(walked_until(grad_square, theta0, lr, 0.1, 1000))
expect(descend_until, grad_square, theta0, lr, 0.1, 4).close_to((theta0 * (1 - 2 * lr) ** 4, 4))
expect(descend_until, grad_bowl, theta0[:, :2].T[:, 0], lr).close_to(
    walked_until(grad_bowl, theta0[:, :2].T[:, 0], lr, 1e-6, 10_000)
)
expect(descend_until, grad_square, np.array([4, -2]), 0.25, tol=3).close_to(([1.0, -0.5], 2))
expect(descend_until, grad_square, 8, 0.25, tol=3).close_to((1.0, 3))
expect(descend_until, grad_square, theta0, lr, 0.1, max_steps=0).close_to((theta0, 0))
expect(descend_until, grad_square, 3e9, 0.25, tol=6e8).close_to((1.875e8, 4))  # far away is not out of bounds
expect(descend_until, grad_square, 1.0, 4.0, max_steps=30).close_to((7.0**30, 30))  # nor is ever farther away
expect(descend_until, lambda theta: -np.sin(theta), 0.1, 0.9, tol=1e-3).close_to(
    walked_until(lambda theta: -np.sin(theta), 0.1, 0.9, 1e-3, 100)  # off a top: steeper at first
)
expect(descend_until, grad_square, np.full((2, 2), 2.0), 0.25, tol=5).close_to((np.ones((2, 2)), 1))
expect(descend_until, grad_square, np.eye(2), 0.25, tol=2.5).close_to((np.eye(2) / 2, 1))  # all its squares
expect(descend_until, grad_square, 1e200, 0.25, max_steps=2).close_to((2.5e199, 2))
off_a_saddle = np.array([2.0, -2.0])
expect(descend_until, lambda theta: 1e100, 0.0, 1e300, max_steps=5).raises(RuntimeError)
expect(descend_until, lambda theta: 1e100, 0.0, 1e300, max_steps=1).raises(RuntimeError)
expect(descend_until, lambda theta: 1e308, -1.5e308, 1.0, max_steps=1).raises(RuntimeError)
expect(descend_until, lambda theta: off_a_saddle * theta, np.array([1.0, 1e-3]), 0.3).raises(RuntimeError)
expect(descend_until, lambda theta: np.array([1.0, -1.0]) + 0 * theta, theta0[0, :2], lr, max_steps=7).close_to(
    (theta0[0, :2] - 7 * lr * np.array([1.0, -1.0]), 7)
)
expect(descend_until, lambda theta: 1.0, 5.0, 1e-3).close_to((-5.0, 10_000))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.5 How fast may you go?

On the bowl $f(\theta) = \tfrac12 \theta^\top A\, \theta$, with $A$ symmetric and all its eigenvalues positive, the gradient is
$A\theta$. One step multiplies the part of $\theta$ along an eigenvector with eigenvalue $\lambda$ by $1 - \alpha\lambda$. Descent
converges from every start exactly if all these factors are between $-1$ and $1$. Return the limit that $\alpha$ must stay below:

$$ \frac{2}{\lambda_{\max}} $$

(`np.diag([3.0, 5.0])` is the matrix with these numbers from top left to bottom right, and 0 elsewhere.)

<details><summary>Hint 1</summary><code>np.linalg.eigvalsh(A)</code> gives the eigenvalues of a symmetric matrix, smallest first.</details>
<details><summary>Hint 2</summary><code>np.linalg.eigvals</code> gives them in no particular order.</details>
"""

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    r"""The learning rate below which descent on 1/2 theta·A theta converges, A symmetric, with positive eigenvalues.

    largest_stable_lr(np.diag([3.0, 1.25, 5.0, 2.2])) is 0.4.
    """
    ### BEGIN SOLUTION
    return 2 / np.linalg.eigvalsh(A)[-1]
    ### END SOLUTION

# %% check="largest_stable_lr" points=2
expect(largest_stable_lr, np.diag([2.5, 1.25, 5.0, 2.2, 3.0])).close_to(0.4)
expect(largest_stable_lr, A).close_to(4 / (5 + np.sqrt(5)))
### BEGIN HIDDEN TESTS
turn, _ = np.linalg.qr(rng().normal(size=(5, 5)))
largest = rng().uniform(6, 9)
curved = turn @ np.diag([0.5, 1.0, 2.0, largest, 3.0]) @ turn.T
expect(largest_stable_lr, (curved + curved.T) / 2).close_to(2 / largest)
expect(largest_stable_lr, np.array([[2, -1, 0], [-1, 2, -1], [0, -1, 2]])).close_to(2 / (2 + np.sqrt(2)))
expect(largest_stable_lr, np.array([[2.0, -1.0], [-1.0, 2.0]])).close_to(2 / 3)  # steepest at a right angle to (1, 1)
expect(largest_stable_lr, np.diag([2.5, 0.5, 1.0])).close_to(0.8)
expect(largest_stable_lr, np.diag([1.0, 2.5])).close_to(0.8)
expect(largest_stable_lr, np.array([[8]])).close_to(0.25)
expect(largest_stable_lr, np.array([[1e-6, 0], [0, 1e-5]])).close_to(2e5)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.6 Momentum

A ball does not forget its speed. Momentum adds the gradients up in a velocity $v$, which starts at zero and keeps the
share $\beta$ of itself:

$$ v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \alpha v $$

with $g = \nabla f(\theta)$ taken where you stand. Return the path as in 4.2. (Some books write
$(1-\beta)\,g$ for $g$. That is another convention; here it is $g$.)

<details><summary>Hint 1</summary>Two lines in the loop: first the velocity, then the step.</details>
<details><summary>Hint 2</summary>With <code>beta=0</code> your path must be that of <code>descend</code>.</details>
"""

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    r"""Path of gradient descent with momentum. momentum(grad_square, 1.0, 0.25, 0.5, 2) is [1, 0.5, 0]."""
    ### BEGIN SOLUTION
    path, v = [theta0], 0.0
    for _ in range(steps):
        v = beta * v + grad_f(path[-1])
        path.append(path[-1] - lr * v)
    return np.array(path)
    ### END SOLUTION

# %% check="momentum" points=3
path = [[1.0, -2.0], [0.9, -1.7], [0.775, -1.375], [0.64875, -1.09625]]  # by hand
expect(momentum, grad_bowl, np.array([1.0, -2.0]), 0.1, 0.25, 3).close_to(path)
path = [[1.0, 2.0, -4.0], [0.5, 1.0, -2.0], [0.125, 0.25, -0.5]]
expect(momentum, grad_round, np.array([1.0, 2.0, -4.0]), 0.5, 0.25, 2).close_to(path)
expect(momentum, grad_square, 1.0, 0.25, 0.5, 3).close_to([1.0, 0.5, 0.0, -0.25])
expect(momentum, grad_square, np.array([3, 1]), 0.25, 0.5, 3).close_to([[3, 1], [1.5, 0.5], [0, 0], [-0.75, -0.25]])
### BEGIN HIDDEN TESTS
def walked(grad_f, theta, rates):
    places = [theta]
    for rate in rates:
        theta = theta - rate * grad_f(theta)
        places.append(theta)
    return np.array(places)

def rolled(grad_f, theta, lr, beta, steps):
    places = [theta, theta - lr * grad_f(theta)]  # heavy ball: the last difference, times beta, goes along
    while len(places) < steps + 1:
        places.append(places[-1] - lr * grad_f(places[-1]) + beta * (places[-1] - places[-2]))
    return np.array(places)

theta0, (lr, beta) = rng().uniform(-2, 2, (2, 3)), rng().uniform(0.1, 0.5, 2)
expect(momentum, grad_waves, theta0, lr, beta, 6).close_to(rolled(grad_waves, theta0, lr, beta, 6))
expect(momentum, grad_waves, theta0.T[0], lr, beta, 4).close_to(rolled(grad_waves, theta0.T[0], lr, beta, 4))
expect(momentum, grad_square, theta0[0], 0.25, 0.8, 9).close_to(rolled(grad_square, theta0[0], 0.25, 0.8, 9))  # to and fro
expect(momentum, grad_waves, theta0, lr, 0, 5).close_to(walked(grad_waves, theta0, 5 * [lr]))
expect(momentum, grad_square, np.array([4, -8]), 0.25, 0.5, 2).close_to([[4, -8], [2, -4], [0, 0]])
expect(momentum, grad_square, 1, 0.25, 0.5, 3).close_to([1.0, 0.5, 0.0, -0.25])
expect(momentum, lambda theta: theta / 2, np.array([3, 1]), 0.5, 0.5, 2).close_to(
    rolled(lambda theta: theta / 2, np.array([3.0, 1.0]), 0.5, 0.5, 2)
)
expect(momentum, grad_square, 1.0, 0.5, 0.9, 0).close_to([1.0])
expect(momentum, grad_round, theta0[1], lr, beta, 5).close_to(rolled(grad_round, theta0[1], lr, beta, 5))
expect(momentum, grad_square, np.array([0.0, 1.0]), 0.5, 0.5, 3).close_to([[0, 1], [0, 0], [0, -0.5], [0, -0.25]])
expect(momentum, grad_square, 2.0, 1.0, 1, 3).close_to(rolled(grad_square, 2.0, 1.0, 1, 3))  # nothing is lost
### END HIDDEN TESTS

# %% [markdown]
r"""
A race again: your walk, dashed, has $\beta = 0.7$, and the figure's has no momentum. At which learning rates is yours the faster one?
"""

# %%
def rolling(grad, theta, lr, steps):
    return momentum(grad, theta, lr, 0.7, steps)

Descent(basin, start=(-2.5, 1.5), learning_rate=0.05, descend=rolling)

# %% [markdown]
r"""
## 4.7 Where have you stopped?

A zero gradient says *flat*, not *bottom*. If f has continuous second derivatives, collect them in the symmetric matrix
$H_{ij} = \partial^2 f / \partial\theta_i \partial\theta_j$, the Hessian. The signs of its eigenvalues tell what the flat place is. Return

- `"saddle"` if there are eigenvalues of both signs,
- otherwise `"undecided"` if one is zero,
- otherwise `"minimum"` if all are positive, `"maximum"` if all are negative.

Computed eigenvalues are rounded, so an eigenvalue counts as zero if its size is at most $10^{-9}$ times the
largest size among them. (The zero matrix, then, is undecided.)

<details><summary>Hint 1</summary><code>np.linalg.eigvalsh(H)</code>. Then find the largest size, <code>np.max(np.abs(…))</code>.</details>
<details><summary>Hint 2</summary>Ask in the order of the list above. <code>np.any(e > small)</code>: is there a positive one?</details>
"""

# %%
bowl, saddle, valley = np.diag([2.0, 6.0]), np.array([[1.0, 2.0], [2.0, 1.0]]), np.outer([1, 3], [1, 3]) / 10
crossed, two_ways_down = np.diag([3.0, -1.0]), np.diag([-1.0, 2.0, -3.0])
flat_and_down = np.diag([0.0, -4.0])
flat_saddle = np.diag([1.0, 0.0, -1.0])

# %% answer="classify"
def classify(H):
    r"""What a place with zero gradient and the Hessian H is: "minimum", "maximum", "saddle" or "undecided".

    classify(np.diag([2.0, 6.0])) is "minimum".
    """
    ### BEGIN SOLUTION
    e = np.linalg.eigvalsh(H)
    small = 1e-9 * np.max(np.abs(e))
    up, down = np.any(e > small), np.any(e < -small)
    if up and down:
        return "saddle"
    if np.any(np.abs(e) <= small):
        return "undecided"
    return "minimum" if up else "maximum"
    ### END SOLUTION

# %% check="classify" points=3
expect(classify, bowl).returns("minimum")
expect(classify, -bowl).returns("maximum")
expect(classify, crossed).returns("saddle")
expect(classify, two_ways_down).returns("saddle")
expect(classify, saddle).returns("saddle")
expect(classify, flat_and_down).returns("undecided")
expect(classify, valley).returns("undecided")
expect(classify, -valley).returns("undecided")
expect(classify, flat_saddle).returns("saddle")
expect(classify, 1e-12 * bowl).returns("minimum")
expect(classify, np.zeros((2, 2))).returns("undecided")
### BEGIN HIDDEN TESTS
turn, _ = np.linalg.qr(rng().normal(size=(4, 4)))

def turned(*eigenvalues):
    H = turn @ np.diag(eigenvalues) @ turn.T
    return (H + H.T) / 2

sizes = rng().uniform(1, 9, 4)
expect(classify, turned(*sizes)).returns("minimum")
expect(classify, turned(*-sizes)).returns("maximum")
expect(classify, turned(*(sizes * [1, -1, 1, 1]))).returns("saddle")
expect(classify, turned(*(sizes * [1, -1, -1, 1]))).returns("saddle")
expect(classify, turned(*(sizes * [-1, -1, 0, -1]))).returns("undecided")
expect(classify, turned(*(sizes * [1, 0, 0, 1]))).returns("undecided")
expect(classify, turned(*(sizes * [1, 0, -1, 1]))).returns("saddle")
expect(classify, 1e6 * turned(*(sizes * [1, 1e-6, 1, 1]))).returns("minimum")
expect(classify, 1e6 * turned(*(sizes * [1, 0, 1, 1]))).returns("undecided")
expect(classify, np.array([[2, 1], [1, 2]])).returns("minimum")
expect(classify, np.array([[0, 1], [1, 0]])).returns("saddle")
expect(classify, np.array([[-3]])).returns("maximum")
expect(classify, np.diag([3.0, 0.0, 2.0])).returns("undecided")
expect(classify, np.diag([-2.0, 3.0])).returns("saddle")
expect(classify, np.diag([1e-3, -1e-6])).returns("saddle")

def tilted(large, small):
    """The symmetric 2x2 matrix with these eigenvalues along (1, 1) and (1, -1)."""
    return np.array([[large + small, large - small], [large - small, large + small]]) / 2

expect(classify, tilted(1.0, 1.7e-9)).returns("minimum")
expect(classify, tilted(1.0, 0.8e-9)).returns("undecided")
expect(classify, np.diag([1.0, 1.0, 1.0, 1.4e-9])).returns("minimum")  # the largest size counts, not the sum
expect(classify, 1e-10 * saddle).returns("saddle")
expect(classify, tilted(5.0, -4e-9)).returns("undecided")
expect(classify, tilted(-1.0, 1.7e-9)).returns("saddle")
expect(classify, tilted(-1.0, -1.7e-9)).returns("maximum")
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.8 Find the bug

Nobody gives you $\lambda_{\max}$ in real life. A careful walker tries a long step first, and halves it until the loss falls:
he tries $\theta - \alpha g$, then $\theta - \tfrac{\alpha}{2} g$, $\theta - \tfrac{\alpha}{4} g$, and so on, with
$g = \nabla f(\theta)$, and takes the first that has $f$ smaller than at $\theta$. (Any fall takes you down this once. A whole walk of such
steps need not come near a flat place; who wants to be sure asks for a fall in proportion to $\alpha\lVert g \rVert^2$.)

`broken_careful` should do that, and return the new place. From $\theta = 1$ on $f = \theta^2$ with $\alpha = 3$ the places
to try are $-5$, $-2$, $-0.5$, …, and $-0.5$ is the first that is lower. It returns $-0.78125$. Find the bug, then write the
function correctly. (The gradient is never zero in the checks.)

`while True:` runs its lines again and again, until a `return` ends the function, or a `break`, which only leaves the loop.
`while a > b:` goes on as long as that holds; it asks before each round.

<details><summary>Hint 1</summary>Print <code>theta</code> in the loop. From where does the second try set out?</details>
<details><summary>Hint 2</summary>A try that failed must be forgotten: the place where you stand and the place you try need two names.</details>
"""

# %%
def f_square(theta):
    return theta**2

def broken_careful(f, grad_f, theta, lr=1.0):
    here = f(theta)
    while True:
        theta = theta - lr * grad_f(theta)
        if f(theta) < here:
            return theta
        lr = lr / 2

broken_careful(f_square, grad_square, 1.0, lr=3.0)

# %%
def f_bowl(theta):
    return theta @ A @ theta / 2

def grad_cos(theta):
    return -np.sin(theta)

def f_slope(theta):
    return np.arctan(theta)  # steep at 0, ever flatter away from it

def grad_slope(theta):
    return 1 / (1 + theta**2)

def f_slide(theta):
    return np.exp(theta) - theta

def grad_slide(theta):
    return np.exp(theta) - 1

# %%
def place_found(careful_step, f, grad_f, theta, *lr, **named):
    """What careful_step returns, with an f and a grad_f that can be called 2000 times each."""
    def counted(function, name):
        calls = []
        def asked(place):
            calls.append(place)
            if len(calls) > 2000:
                hint = "Make each try anew, from theta, with half the lr of the last, and compare f there with f at theta"
                raise RuntimeError(f"still trying after 2000 calls of {name}. {hint}")
            return function(place)
        return asked
    return careful_step(counted(f, "f"), counted(grad_f, "grad_f"), theta, *lr, **named)

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    r"""The first of theta - lr g, theta - lr/2 g, theta - lr/4 g, … that has a smaller f than theta.

    careful_step(f_square, grad_square, 1.0, lr=3.0) is -0.5.
    """
    ### BEGIN SOLUTION
    g = grad_f(theta)
    while not f(theta - lr * g) < f(theta):
        lr = lr / 2
    return theta - lr * g
    ### END SOLUTION

# %% check="careful_step" points=3
expect(place_found, careful_step, np.cos, grad_cos, -1.75, lr=12.5).close_to(-1.75 - 12.5 / 8 * np.sin(1.75))
expect(place_found, careful_step, f_square, grad_square, 1.0, lr=0.4).close_to(0.2)
expect(place_found, careful_step, f_slope, grad_slope, 0.0, lr=8.0).close_to(-8.0)
expect(place_found, careful_step, f_square, grad_square, 1.0, lr=0.75).close_to(-0.5)
expect(place_found, careful_step, f_bowl, grad_bowl, np.array([1.0, -2.0]), lr=2.0).close_to([0.0, 1.0])
expect(place_found, careful_step, f_slide, grad_slide, -3.0, lr=4.0).close_to(1 - 4 * np.exp(-3.0))
expect(place_found, careful_step, f_square, grad_square, 1.0).close_to(0.0)  # lr is 1: at -1 it is as high as at 1
### BEGIN HIDDEN TESTS
curvatures = np.array([0.5, 1.0, 2.0, 3.0, 4.0])

def uneven(theta):
    return np.sum(curvatures * theta**2) / 2 + np.sum(np.sin(theta))

def grad_uneven(theta):
    return curvatures * theta + np.cos(theta)

for theta0 in rng().uniform(1, 3, (3, 5)):
    lr = rng().uniform(3, 9)
    tries = [theta0 - lr / 2**k * grad_uneven(theta0) for k in range(30)]
    first = next(place for place in tries if uneven(place) < uneven(theta0))
    expect(place_found, careful_step, uneven, grad_uneven, theta0, lr).close_to(first)
expect(place_found, careful_step, f_bowl, grad_bowl, np.array([1, -2]), 2).close_to([0, 1])
expect(place_found, careful_step, f_slide, grad_slide, -3.0, lr=5.0).close_to(-0.5 - 2.5 * np.exp(-3.0))
expect(place_found, careful_step, f_slope, grad_slope, 0.0).close_to(-1.0)
expect(place_found, careful_step, f_square, grad_square, 3, lr=3.2).close_to(-1.8)
expect(place_found, careful_step, f_square, grad_square, 1.0, lr=2.2).close_to(-0.1)
expect(place_found, careful_step, f_square, grad_square, -1.0, lr=300.0).close_to(-1 + 2 * 300 / 512)
expect(place_found, careful_step, f_square, grad_square, -1.0, lr=1e12).close_to(-1 + 2e12 / 2**40)
expect(place_found, careful_step, f_square, grad_square, 1.0, lr=0.99999).close_to(-0.99998)  # a little lower is lower
expect(place_found, careful_step, f_slide, grad_slide, 3.0, lr=0.01).close_to(3 - 0.01 * (np.exp(3.0) - 1))
expect(place_found, careful_step, lambda theta: np.sum(theta**2) / 2, grad_round, np.array([2.0, -4.0, 6.0]), 2.5).close_to([-0.5, 1, -1.5])
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.9 A line, and a law

Fit the line $w x + b$ to points by descent. The loss is the mean squared error over the $n$ points,

$$ L(w, b) = \frac1n \sum_{i=1}^{n} (w x_i + b - y_i)^2 $$

$$ \frac{\partial L}{\partial w} = \frac2n \sum_i (w x_i + b - y_i)\, x_i, \qquad \frac{\partial L}{\partial b} = \frac2n \sum_i (w x_i + b - y_i) $$

Start from $w = b = 0$, make exactly `steps` steps, return `(w, b)`. `x` and `y` are arrays of shape `(n,)`. The checks
look at the first steps too, so the formula for the best line is no way round.

<details><summary>Hint 1</summary>Compute the residuals <code>r = w * x + b - y</code> once a step; <code>np.mean</code> does the rest.</details>
<details><summary>Hint 2</summary>Both slopes belong to the same place: compute both before you move either parameter.</details>
"""

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    r"""Slope and height (w, b) of a line through points, after `steps` steps of descent on the mean squared error.

    fit_line(np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])) is about (2, 1).
    """
    ### BEGIN SOLUTION
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y  # (n,)
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b
    ### END SOLUTION

# %% check="fit_line" points=3
x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])  # (3,) each, on the line 2x + 1
expect(fit_line, x, y, steps=1).close_to((13 / 15, 3 / 5))
expect(fit_line, x, y, steps=2).close_to((298 / 225, 68 / 75))
expect(fit_line, x, y).close_to((2.0, 1.0))
### BEGIN HIDDEN TESTS
def fitted(x, y, lr, steps):
    X, parameters = np.column_stack([x, np.ones_like(x)]), np.zeros(2)
    for _ in range(steps):
        parameters = parameters - 2 * lr / len(x) * X.T @ (X @ parameters - y)
    return tuple(parameters)

x, y = rng().uniform(-2, 2, (2, 9))
lr = rng().uniform(0.05, 0.2)
expect(fit_line, x, y, lr, 1).close_to((2 * lr * np.mean(x * y), 2 * lr * np.mean(y)))
expect(fit_line, x, y, lr, 7).close_to(fitted(x, y, lr, 7))
expect(fit_line, x, y, steps=40).close_to(fitted(x, y, 0.1, 40))
expect(fit_line, x, y, 0.2, 1500).close_to(tuple(np.polyfit(x, y, 1)))
expect(fit_line, np.array([0, 1, 2]), np.array([1, 3, 5]), 0.1, 1).close_to((13 / 15, 3 / 5))
expect(fit_line, x, y, steps=0).close_to((0.0, 0.0))
expect(fit_line, x / 10, y).close_to(fitted(x / 10, y, 0.1, 500))  # not there yet
expect(fit_line, x, 0 * x + 5, lr, 3).close_to(fitted(x, 0 * x + 5, lr, 3))
### END HIDDEN TESTS

# %% [markdown]
r"""
Now something real. Below are the eight planets: the mean distance from the sun $a$, in distances of the earth, and the time of
one round trip $T$, in years. If $T = a^w$, then $\log T = w \log a$ is a straight line, and its slope is the law. Which $w$ does your
descent find?
"""

# %%
# Mercury to Neptune: semi-major axes and sidereal periods, rounded.
# Source: NASA/JPL, Solar System Dynamics; facts, free to use.
a = np.array([0.3871, 0.7233, 1.0, 1.5237, 5.203, 9.537, 19.19, 30.07])
T = np.array([0.2408, 0.6152, 1.0, 1.8808, 11.863, 29.447, 84.02, 164.79])

# %% check="fit_line.planets" points=1
expect(fit_line, np.log10(a), np.log10(T), lr=0.5, steps=60).close_to((1.5, 0.0), atol=1e-3)
### BEGIN HIDDEN TESTS
power, height = rng().uniform(-2, 2, 2)
law = power * np.log10(a) + height
expect(fit_line, np.log10(a), law, lr=0.5, steps=200).close_to((power, height), atol=1e-3)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.10 Put it in order

Here are the five lines of one round of descent with momentum, shuffled. Before the first round, `path` is `[theta]` and `v` is
0; there is no `g` yet. Round after round the lines run in *your* order. The walk is to

- stop where the gradient is no longer than `tol`, and not move from there (`break` leaves the loop at once);
- keep each place in `path`, the start once, and the place where the walk stops.
"""

# %%
CARDS = {
    "A": "theta = theta - lr * v",
    "B": "g = grad_f(theta)",
    "C": "v = beta * v + g",
    "D": "path.append(theta)",
    "E": "if np.linalg.norm(g) <= tol: break",
}

# %%
def play(order_of_a_round, grad_f, theta, lr, beta, tol):
    """The path and the last theta when each round runs the cards in this order."""
    answer = order_of_a_round()
    letters = [letter for letter in str(answer).upper() if letter in CARDS]
    if not isinstance(answer, (str, list, tuple)) or sorted(letters) != sorted(CARDS):
        raise ValueError(f"return text with each of the five letters once; this is {answer!r}")
    here = {"np": np, "grad_f": grad_f, "lr": lr, "beta": beta, "tol": tol}
    here |= {"theta": theta, "path": [theta], "v": 0.0}  # and no g yet
    exec("\n    ".join(["for _ in range(100):", *(CARDS[letter] for letter in letters)]), here)
    return here["path"], here["theta"]

def told(path, theta):
    path = [f"{place + 0.0:.6g}" for place in path]
    return f"path {', '.join(path[:6])}{', …' if path[6:] else ''}; theta {theta + 0.0:.6g}"

def walk_of(order_of_a_round):
    """The path from 1 on theta**2, with lr 0.25 and beta 0.5, until the slope is at most 0.6, and the last theta."""
    return told(*play(order_of_a_round, grad_square, 1.0, 0.25, 0.5, 0.6))

# %% [markdown]
r"""
Return the order as a string of five letters. More than one order is right. The check plays it from `theta` 1, where the slope is 2,
and shows the path and the last `theta`.

<details><summary>Hint 1</summary>Two of the lines need <code>g</code>. So which line comes first?</details>
<details><summary>Hint 2</summary>Play the first round on paper: <code>theta</code> is 1, its slope 2. Where is the ball, and what is in
<code>path</code>?</details>
"""

# %% answer="order_of_a_round"
def order_of_a_round():
    r"""The letters of the cards in the order in which a round runs them, as in "DCBAE"."""
    ### BEGIN SOLUTION
    return "BECAD"
    ### END SOLUTION

# %% check="order_of_a_round" points=1
path = [1.0, 0.5, 0.0]  # by hand: slopes 2, 1, 0, velocities 2 and 2
expect(walk_of, order_of_a_round).returns(told(path, 0.0))
### BEGIN HIDDEN TESTS
def rolled_until(grad_f, theta, lr, beta, tol):
    places, v = [theta], 0.0
    while np.linalg.norm(grad_f(places[-1])) > tol:
        v = beta * v + grad_f(places[-1])
        places.append(places[-1] - lr * v)
    return places, places[-1]

theta0, lr = rng().uniform(1, 2), rng().uniform(0.05, 0.3)
walked = rolled_until(grad_square, theta0, lr, 0.6, 0.1)
expect(play, order_of_a_round, grad_square, theta0, lr, 0.6, 0.1).close_to(walked)
expect(play, order_of_a_round, grad_square, 0.01, lr, 0.6, 0.1).close_to(([0.01], 0.01))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.11 Four curves, four rates

Four walks on the bowl $f(x, y) = \tfrac12 (x^2 + 4y^2)$, all from $(-2.5, 1.5)$, with the learning rates 0.02, 0.4, 0.49 and 0.52. Here
is the loss of each, at every fifth step. Which rate made which curve?
"""

# %%
CURVES = {
    "A": [7.625, 2.995, 1.989, 1.322, 0.8791, 0.5845, 0.3886],
    "B": [7.625, 9.717, 20.97, 45.28, 97.76, 211.1, 455.7],
    "C": [7.625, 4.508, 2.935, 2.073, 1.553, 1.208, 0.9601],
    "D": [7.625, 0.04611, 0.0002788, 1.686e-06, 1.019e-08, 6.163e-11, 3.727e-13],
}

# %%
for letter, losses in CURVES.items():
    plt.semilogy(range(0, 31, 5), losses, "o-", label=letter)
plt.ylim(1e-4, 1e3)
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% [markdown]
r"""
Return a dict, one rate for each letter. The check walks with your rate, and compares the losses.

<details><summary>Hint 1</summary>A step multiplies <code>x</code> by <code>1 - lr</code> and <code>y</code> by <code>1 - 4 * lr</code>. Write down both factors for each rate.</details>
<details><summary>Hint 2</summary>In the end the curve belongs to the factor of the larger size. The loss goes with its square.</details>
"""

# %% answer="rates_of_the_curves"
def rates_of_the_curves():
    r"""The learning rate of each curve, as in {"A": 0.3, "B": 0.1, "C": 0.2, "D": 0.7}."""
    ### BEGIN SOLUTION
    return {"A": 0.49, "B": 0.52, "C": 0.02, "D": 0.4}
    ### END SOLUTION

# %%
def losses_of(rates_of_the_curves, letter):
    """The loss at every fifth step of the walk with the rate that is given for this curve."""
    answer = rates_of_the_curves()
    if not isinstance(answer, dict) or letter not in answer:
        raise ValueError(f"there is no rate for {letter!r}; return a dict, as the docstring shows")
    try:
        lr = float(answer[letter])
    except (TypeError, ValueError):
        raise ValueError(f"the rate for {letter!r} is to be a number; this is {answer[letter]!r}") from None
    place, losses = np.array([-2.5, 1.5]), []
    for _ in range(31):
        losses.append((place[0] ** 2 + 4 * place[1] ** 2) / 2)
        place = place - lr * np.array([1, 4]) * place
    return losses[::5]

# %% check="rates_of_the_curves.a" points=0.5
expect(losses_of, rates_of_the_curves, "A").close_to(CURVES["A"], rtol=1e-2)

# %% check="rates_of_the_curves.b" points=0.5
expect(losses_of, rates_of_the_curves, "B").close_to(CURVES["B"], rtol=1e-2)

# %% check="rates_of_the_curves.c" points=0.5
expect(losses_of, rates_of_the_curves, "C").close_to(CURVES["C"], rtol=1e-2)

# %% check="rates_of_the_curves.d" points=0.5
expect(losses_of, rates_of_the_curves, "D").close_to(CURVES["D"], rtol=1e-2)

# %% [markdown]
r"""
## 4.12 A ball over the hill

A game. A ball starts at rest at $x = 2$ on the curve below, and rolls by the rule of 4.6, with $\alpha$ and $\beta$ of your choice,
both above 0. With small steps and no momentum it rests in the near valley. Choose both so that it rests in the *deeper* one. The ball has
300 steps. (A few very long steps hop over the hill without momentum, by luck. That is not the game: $\beta = 0$ does not count, nor does an
$\alpha$ with which a ball without momentum comes to rest there, too.)
"""

# %%
def hills(x):
    return x**4 / 4 - x**2 + 0.3 * x + 1.5

def slope_of_the_hills(x):
    return x**3 - 2 * x + 0.3

meadow = np.linspace(-2.2, 2.2, 2001)
hilltop = max(meadow[abs(meadow) < 1], key=hills)
plt.plot(meadow, hills(meadow))
plt.plot(2.0, hills(2.0), "C3o")
plt.show()

# %%
def where_it_rests(swing):
    """In which valley the ball rests after 300 steps, or what it does instead."""
    answer = swing()
    if np.shape(answer) != (2,) or not all(isinstance(number, (int, float, np.number)) for number in answer):
        raise ValueError(f"return two numbers, lr and beta, as in (0.05, 0.5); this is {answer!r}")
    lr, beta = answer
    if not (lr > 0 and beta > 0):
        return "nowhere: lr is not above 0" if not lr > 0 else "nowhere: beta is not above 0"
    end = end_of_the_walk(lr, beta)
    if end == "in the deeper valley" and end_of_the_walk(lr, 0.0) == end:
        return "nowhere: with this lr a ball without momentum hops there, too"
    return end

def end_of_the_walk(lr, beta):
    x, v, farthest = 2.0, 0.0, 2.0
    for _ in range(300):
        v = beta * v + slope_of_the_hills(x)
        x = x - lr * v
        farthest = min(x, farthest)
        if not abs(x) < 1e3:
            return "nowhere: it leaves all bounds"
    if abs(slope_of_the_hills(x)) > 1e-2 or abs(lr * v) > 1e-2:
        return "nowhere: it is not at rest"
    if abs(x - hilltop) < 0.1:
        return "on the hilltop"
    if x < hilltop:
        return "in the deeper valley"
    return "in the near valley, " + ("back from the deeper one" if farthest < hilltop else "never over the hilltop")

# %% [markdown]
r"""
Return the pair `(lr, beta)`. There are many that work: try some, and look where the ball ends.

<details><summary>Hint 1</summary>Call <code>where_it_rests(swing)</code> in a cell of your own.</details>
<details><summary>Hint 2</summary>Does it never get away from the near valley? <code>beta</code> is the share of its velocity that the ball
keeps in a step: make it larger. Does it come back from the deeper one? Make <code>beta</code> a little smaller, or <code>lr</code>. Does it
swing on and on? Make <code>beta</code> smaller; if it then no longer gets over the hill, make <code>lr</code> larger.</details>
"""

# %% answer="swing"
def swing():
    r"""The learning rate and the momentum of the ball, as in (0.05, 0.5)."""
    ### BEGIN SOLUTION
    return 0.1, 0.9
    ### END SOLUTION

# %% check="swing" points=2
expect(where_it_rests, swing).returns("in the deeper valley")

# %% [markdown]
r"""
## Done?

It took Johannes Kepler years to find the law of 4.9, published in 1619: the square of the period goes like the cube of the distance. A few lines of yours
found the $\tfrac32$ by walking downhill.

You can now descend on any function whose gradient you are given, say how fast you may go, get through a ravine, and tell a
minimum from a saddle. What is missing is the gradient of a *program*: in [unit 5](../../course/05_gradient_tapes.ipynb) TensorFlow takes it for you.
"""

# %%
from gradus import how_far

how_far("04_gradient_descent")
