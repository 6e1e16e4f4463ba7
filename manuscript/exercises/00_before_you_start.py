# %% [markdown]
r"""
# Exercises 0: Before you start

They go with [lesson 0](../../course/00_before_you_start.ipynb).

Six small functions, easy to medium, 13 points. Write your answer where it says *your code here*, in the place of the line
`raise NotImplementedError`. Run the cell, then run the check below it. A check tells you at once whether you are right and,
if you are not, often *why*. Try as often as you like.

What you do here comes back in the course: functions that return functions in unit 1, arrays that are changed in one entry
in unit 2, and walks of many steps in unit 4.

If you learn on your own: as soon as an exercise has passed, or after three different answers, `solution("fare")` and its like, in a
cell that you add, show a worked solution, with its reasons and other ways.

Run the next cell first: it loads what all exercises use.
"""

# %%
import numpy as np

from gradus import expect, rng, solution

def double(x):
    return 2 * x

def add_one(x):
    return x + 1

def half(x):
    return x / 2

# %% [markdown]
r"""
## 0.1 A taxi ride

A taxi costs `start` to get in, and `per_km` for each kilometre. What does a ride of `km` kilometres cost? Both prices have
defaults, which hold where the call says nothing else.

<details><summary>Hint 1</summary>Ten kilometres at 2 each make 20. What is still to be paid?</details>
<details><summary>Hint 2</summary>In your line use the names <code>start</code> and <code>per_km</code>, not 3 and 2.</details>
"""

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    r"""Price of a ride. fare(10) is 23, and fare(10, per_km=1.5) is 18."""
    ### BEGIN SOLUTION
    return start + per_km * km
    ### END SOLUTION

# %% check="fare" points=2
expect(fare, 10).close_to(23.0)
expect(fare, 4, start=5.0, per_km=1.0).close_to(9.0)
expect(fare, 10, per_km=1.5).close_to(18.0)
expect(fare, 2, per_km=1 / 3).close_to(3 + 2 / 3)
### BEGIN HIDDEN TESTS
expect(fare, 0).close_to(3.0)
expect(fare, 6, start=0.0).close_to(12.0)
expect(fare, 7.5, 4.0, 0.0).close_to(4.0)

ride, getting_in, rate = rng().uniform(1, 9, 3)
expect(fare, ride, getting_in, rate).close_to(getting_in + ride * rate)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 0.2 Again and again

`f` is a function of one number. Return *the function* that applies `f` to its argument `n` times:

$$ x \;\mapsto\; \underbrace{f(f(\cdots f}_{n \text{ times}}(x) \cdots)) $$

With $n = 0$ it gives back $x$ as it is.

<details><summary>Hint 1</summary>As in the lesson's <code>power</code>: define a function of <code>x</code> inside, and return it without
calling it.</details>
<details><summary>Hint 2</summary>Inside, a loop over <code>range(n)</code> puts <code>f(x)</code> in the place of <code>x</code>.</details>
"""

# %% answer="repeated"
def repeated(f, n):
    r"""The function that applies f n times. repeated(double, 3)(1) is 8, for 1 becomes 2, then 4, then 8."""
    ### BEGIN SOLUTION
    def again(x):
        for _ in range(n):
            x = f(x)
        return x

    return again
    ### END SOLUTION

# %% check="repeated" points=2
expect(repeated, add_one, 4).at(5).close_to(9)
expect(repeated, double, 3).at(1).close_to(8)
expect(repeated, double, 0).at(7).close_to(7)
### BEGIN HIDDEN TESTS
def ask_the_first_last(repeated, x):
    first, second = repeated(double, 2), repeated(add_one, 5)
    return second(x), first(x), second(x)

expect(ask_the_first_last, repeated, 3.0).close_to((8.0, 12.0, 8.0))
expect(repeated, lambda x: 1 / (1 + x), 4).at(0.0).close_to(3 / 5)
expect(repeated, lambda x: -x, 7).at(np.array([2.0, -3.0])).close_to([-2.0, 3.0])

rate, times = rng().uniform(1, 2), int(rng().integers(4, 9))
expect(repeated, lambda x: rate * x, times).at(3.0).close_to(3.0 * rate**times)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 0.3 Keep the trail

Begin at the number `start`, and apply `f`, `steps` times. This time return *all* numbers on the way, as a list:

$$ \text{start},\quad f(\text{start}),\quad f(f(\text{start})),\ \dots $$

One number stands at the beginning, and each step adds one.

<details><summary>Hint 1</summary>How many numbers are there after one step? After none?</details>
<details><summary>Hint 2</summary>Two names: one for the list, one for where you are. In the loop, both change.</details>
"""

# %% answer="trail"
def trail(f, start, steps):
    r"""All numbers on the way. trail(add_one, 5, 3) is [5, 6, 7, 8]."""
    ### BEGIN SOLUTION
    here, visited = start, [start]
    for _ in range(steps):
        here = f(here)
        visited.append(here)
    return visited
    ### END SOLUTION

# %% check="trail" points=2
expect(trail, double, 3, 3).close_to([3, 6, 12, 24])
expect(trail, add_one, 5, 3).close_to([5, 6, 7, 8])
expect(trail, double, 7, 0).close_to([7])
expect(trail, half, 5, 3).close_to([5, 2.5, 1.25, 0.625])
### BEGIN HIDDEN TESTS
expect(trail, lambda x: x - x**2 / 4, 2.0, 3).close_to([2.0, 1.0, 0.75, 0.609375])
expect(trail, lambda x: -x, -1.5, 1).close_to([-1.5, 1.5])
expect(trail, lambda x: x, 4, 3).close_to([4, 4, 4, 4])

start, rate = rng().uniform(1, 3, 2)
expect(trail, lambda x: rate * x, start, 6).close_to(start * rate ** np.arange(7))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 0.4 One entry moves

`x` is an array. Return an array (or a list) of the same numbers, with `h` added to the entry `x[i]`. The array `x` itself stays
as it is, and whole numbers are welcome in it.

<details><summary>Hint 1</summary>Change a copy, and return that.</details>
<details><summary>Hint 2</summary><code>np.array(x, dtype=float)</code> is a copy with room for fractions.</details>
"""

# %% answer="nudged"
def nudged(x, i, h):
    r"""x (n,) with h added to entry i. nudged(np.array([1, 2, 3]), 0, 0.5) is [1.5, 2, 3]."""
    ### BEGIN SOLUTION
    moved = np.array(x, dtype=float)
    moved[i] += h
    return moved
    ### END SOLUTION

# %% check="nudged" points=2
expect(nudged, np.array([4.0, 6.0, 9.0, 1.0]), 2, 0.5).close_to([4.0, 6.0, 9.5, 1.0])
expect(nudged, np.array([1, 2, 3]), 0, 0.5).close_to([1.5, 2.0, 3.0])
expect(nudged, np.array([1.0, 2.0]), 1, -3.0).close_to([1.0, -1.0])
### BEGIN HIDDEN TESTS
expect(nudged, np.array([0.0, 0.0, 0.0, 8.0]), 3, 0.25).close_to([0.0, 0.0, 0.0, 8.25])
expect(nudged, np.array([5, 5, 5]), 2, -0.75).close_to([5.0, 5.0, 4.25])
expect(nudged, np.array([7.0]), 0, 1e-5).close_to([7.00001], rtol=0, atol=1e-9)
expect(nudged, np.array([2.0, 2.0]), 0, 0.0).close_to([2.0, 2.0])

row, h = rng().uniform(-3, 3, 5), rng().uniform(1, 2)
expect(nudged, row, 2, h).close_to(row + h * np.array([0, 0, 1, 0, 0]))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 0.5 A table of values

`f` takes two numbers. Return a table, with one row for each number in `xs` and one column for each in `ys`. An array is
best; a list of rows will do.

$$ T_{ij} = f(x_i, y_j) $$

`f` can be any function of two *numbers*. `larger` is one: its `if` cannot decide about a whole array at once. So call `f` for
each place of the table.

<details><summary>Hint 1</summary>Two loops, one in the other: for each row all columns.</details>
<details><summary>Hint 2</summary><code>np.zeros((rows, columns))</code> is a table to fill; <code>len(xs)</code> says how many rows it needs.</details>
"""

# %%
def tens(x, y):
    return 10 * x + y

def share(x, y):
    return x / y

def larger(x, y):
    if x > y:
        return x
    return y

# %% answer="value_table"
def value_table(f, xs, ys):
    r"""The table (len(xs), len(ys)) of values of f. value_table(tens, [1, 2], [5, 6]) is [[15, 16], [25, 26]]."""
    ### BEGIN SOLUTION
    table = np.zeros((len(xs), len(ys)))
    for i in range(len(xs)):
        for j in range(len(ys)):
            table[i, j] = f(xs[i], ys[j])
    return table
    ### END SOLUTION

# %% check="value_table" points=3
expect(value_table, tens, [1, 2, 3], [5, 6]).close_to([[15, 16], [25, 26], [35, 36]])
expect(value_table, share, [1, 2], [4, 5, 8]).close_to([[0.25, 0.2, 0.125], [0.5, 0.4, 0.25]])
expect(value_table, larger, [0, 7.5], [3, 9]).close_to([[3, 9], [7.5, 9]])
### BEGIN HIDDEN TESTS
expect(value_table, tens, [4], [1, 2, 3, 4]).close_to([[41, 42, 43, 44]])
expect(value_table, lambda x, y: x**2 - y, np.array([-1.0, 2.0]), np.array([0.5])).close_to([[0.5], [3.5]])
expect(value_table, larger, [3, 1, 2], [2, 2, 2]).close_to([[3, 3, 3], [2, 2, 2], [2, 2, 2]])

xs, ys = rng().uniform(-2, 2, 3), rng().uniform(1, 2, 4)
expect(value_table, lambda x, y: x / y, list(xs), list(ys)).close_to([[x / y for y in ys] for x in xs])
### END HIDDEN TESTS

# %% [markdown]
r"""
## 0.6 Put the lines in order

Here are the nine lines of a function, shuffled. In the right order `sums_of_two(n)` returns a list of $n$ numbers. It begins
with 1, 1, and from then on each number is the sum of the two before it. So `sums_of_two(6)` is `[1, 1, 2, 3, 5, 8]`.

The indents are right. In which order do the lines stand?

<details><summary>Hint 1</summary>Follow one round with pencil and paper: which number has which name, line by line?</details>
<details><summary>Hint 2</summary>A name that gets a new value has lost its old one. Who still needs the old one?</details>
"""

# %%
LINES = {
    "A": "    for step in range(n):",
    "B": "        numbers.append(current)",
    "C": "    return numbers",
    "D": "        following = previous + current",
    "E": "    previous, current = 0, 1",
    "F": "        previous = current",
    "G": "def sums_of_two(n):",
    "H": "        current = following",
    "I": "    numbers = []",
}
for letter, line in LINES.items():
    print(letter, line)

# %%
def program(line_order):
    """The lines in the order that was returned: a text, or a list of letters."""
    order = line_order()
    if not isinstance(order, str | list | tuple):
        raise ValueError('return the nine letters as one text, such as "ABCDEFGHI"')
    letters = [letter for letter in "".join(map(str, order)).upper() if letter.isalpha()]
    if sorted(letters) != sorted(LINES):
        raise ValueError(f"each letter from A to I is needed once, and there came {' '.join(letters)}")
    return "\n".join(LINES[letter] for letter in letters)

def first_numbers(line_order, n):
    """Run that program, and call the function it defines."""
    names = {}
    exec(program(line_order), names)
    return names["sums_of_two"](n)

# %% [markdown]
r"""
Return the nine letters as one text, from the first line to the last. More than one order is right; the check runs the program
in yours.
"""

# %% answer="line_order"
def line_order():
    r"""The letters of the lines in the right order, as in "ABCDEFGHI"."""
    ### BEGIN SOLUTION
    return "GIEABDFHC"
    ### END SOLUTION

# %% check="line_order" points=2
expect(first_numbers, line_order, 6).close_to([1, 1, 2, 3, 5, 8])
### BEGIN HIDDEN TESTS
expect(first_numbers, line_order, 1).close_to([1])
expect(first_numbers, line_order, 9).close_to([1, 1, 2, 3, 5, 8, 13, 21, 34])
### END HIDDEN TESTS

# %% [markdown]
r"""
What does your order look like as a program? In a new cell below this one, run `print(program(line_order))`.
"""

# %% [markdown]
r"""
## Done?

You have what the first units ask for in Python. In [unit 1](../../course/01_derivatives.ipynb),
in the folder `01_derivatives`, your functions will be asked for
slopes.
"""

# %%
from gradus import how_far

how_far("00_before_you_start")
