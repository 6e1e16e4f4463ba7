# %% [markdown]
r"""
# Before you start: enough Python

How few lines does it take to draw a wave, or to apply any function twice? Fewer than you may think. The lessons of this
course are full of such lines, and they explain the mathematics in them, not the Python. The Python is explained here.

**You will be able to** run a notebook · write functions, also ones that take or return a function · collect numbers in a
loop · compute with arrays, and copy them · draw a curve · read an error message.

About 30 minutes. Have you written functions before, and used NumPy? Then go straight to unit 1, in the folder
`01_derivatives`.
"""

# %% [markdown]
r"""
## A page that computes

This page is a **notebook** (笔记本). It is made of **cells** (单元格): some hold text, and those with `[ ]` beside them hold
Python. Click into the cell below, hold Shift and press Enter. It runs, and the next cell is chosen.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus import expect
from gradus.figures import Predict

# %% [markdown]
r"""
Nothing to see? The `[ ]` has got a number: this cell ran first. It fetched what the cells below use: NumPy, for short `np`,
to compute, and `plt` to draw. While a cell works, it shows `[*]`. Run the next one; below a cell stands the value of its last line.
"""

# %%
metres = 100
seconds = 9.58
metres / seconds

# %% [markdown]
r"""
Behind the page works a **kernel** (内核), a Python that keeps all names and their values. What counts for it is which cells
you *ran*, and in which order, not where they stand. Change a cell, and nothing happens until you run it again.

Have you lost track? The menu *Kernel → Restart Kernel…* makes the kernel forget all names. Your text stays. Then run the
cells again from the top.
"""

# %% [markdown]
r"""
## Asked before you are shown

Some cells ask you first. They begin with a line `@Predict({...})`. That is a **decorator** (装饰器): it takes charge of the
function below it. All you need to know: *the cell asks first; its code runs when you have guessed.* A wrong guess costs
nothing, and you may say that you don't know.

Run this one, read its code from top to bottom, and answer.
"""

# %%
@Predict({"In the end b is": float})
def two_names():
    a = 3
    b = 2 * a
    a = 10
    print("a is", a, "and b is", b)
    return b

# %% [markdown]
r"""
<details><summary>What happened</summary>

`b` is 6. In its line `2 * a` was worked out, with the `a` of that moment, and the *value* got the name `b`. What becomes of
`a` later does not matter.

</details>

`=` is no equation. It is read from right to left: work out the right side, and let the name on the left stand for it from now
on. So `n = n + 1` makes sense: `n` is one more than before.
"""

# %% [markdown]
r"""
## Functions

A **function** (函数) is a piece of code with a name. `def` defines it. Between its brackets stands what it is given, its
**arguments** (参数), and `return` hands back a value. The lines that belong to it are indented by four spaces.
"""

# %%
def square(x):
    return x * x

def wave(x, height=2):
    return height * np.sin(x)

print(square(3), square(1.5))
print(wave(1.0), wave(1.0, height=5))

# %% [markdown]
r"""
`square(3)` **calls** the function: its lines run, with 3 for `x`. `height=2` is a **default** (默认值): it holds where a call says
nothing about `height`. And `print` shows values on the page. Is that the same as to return them?
"""

# %%
@Predict({"The last line prints: answer is": ["9", "None", "nothing, for Python stops with an error"]})
def shown_or_handed_back():
    def show_square(x):
        print(x * x)

    answer = show_square(3)
    print("answer is", answer)
    return str(answer)

# %% [markdown]
r"""
<details><summary>What happened</summary>

The function *showed* 9, and handed back nothing. A function without `return` gives `None`, Python's word for nothing. So
`answer` is None, and nobody can compute with it.

</details>

The checks of this course look at what a function returns. They do not care what it prints.
"""

# %% [markdown]
r"""
## If

`if` decides which lines run. With `if` and `else` in *one* line, it decides between two values:
"""

# %%
def bent(x):
    if x < 2:
        return x + 5
    return 3 * x + 1

low, high = bent(1), bent(4)
print(low, high, "rises" if low < high else "falls")

# %% [markdown]
r"""
For `x` below 2 the first `return` ends the function; otherwise it goes on to the second. The line with two names gives each
its value, in one go. To ask whether two numbers are *equal*, write `==`.
"""

# %% [markdown]
r"""
## Functions of functions

Without brackets, `square` is the function itself. With them, `square(3)`, it is what came back. So you can hand a function to
another function. If it is short, it needs no name: `lambda x: x + 1` is the function that adds 1.
"""

# %%
def twice(f, x):
    return f(f(x))

print(twice(square, 3))
print(twice(lambda x: x + 1, 3))

# %% [markdown]
r"""
$3^2$ is 9, and $9^2$ is 81. A function can also *make* one and return it. Inside `power` below, `raised` is defined, and
remembers its `n`. In Python `x**n` is $x^n$.
"""

# %%
def power(n):
    def raised(x):
        return x**n

    return raised

cube = power(3)
print(cube(2), cube(10))

# %% [markdown]
r"""
And two pairs of brackets, one after the other?
"""

# %%
@Predict({"power(2)(5) is": float})
def two_pairs_of_brackets():
    result = power(2)(5)
    print(result)
    return result

# %% [markdown]
r"""
<details><summary>Why</summary>

It is 25. Python reads from the left: `power(2)` is a function, the one that squares, and that one is called with 5. So 5
is squared; 2 is not raised to the fifth.

</details>
"""

# %% [markdown]
r"""
## Loops

`for` runs the indented lines once for each thing in a **list** (列表), which stands in square brackets. An `f` before a text
puts values into it: what stands between braces is computed. After a colon comes the form: `:.3f` is three digits after
the point, `:<5` a column five characters wide.
"""

# %%
for h in [1, 0.1, 0.01]:
    print(f"h is {h:<5} and half of it {h / 2:.3f}")

# %% [markdown]
r"""
To *keep* what a loop finds, begin with an empty list, and `append` to it each time. `range(5)` stands for five whole numbers,
one after the other. Below, each of them is squared.
"""

# %%
@Predict({"The last number in squares is": float})
def last_of_five():
    squares = []
    for n in range(5):
        squares.append(square(n))
    print(squares)
    return squares[-1]

# %% [markdown]
r"""
<details><summary>Why</summary>

It is 16. Python counts from 0: `range(5)` is 0, 1, 2, 3, 4. Those are five numbers, and 5 is not among them.

</details>

So `squares[0]` is the first entry of a list, and `squares[1]` the second; `squares[-1]` is the last. The same loop fits into one line,
and there are functions for whole lists:
"""

# %%
numbers = [square(n - 2) for n in range(5)]
print(numbers, "there are", len(numbers), "and their sum is", sum(numbers))
print("the one with the least square:", min([3, -1, 2], key=square))

# %% [markdown]
r"""
## Arrays

Lists keep things. Do they compute?
"""

# %%
@Predict({"[1, 2, 3] * 2 is": ["[2, 4, 6]", "[1, 2, 3, 1, 2, 3]", "an error"]})
def a_list_times_two():
    result = [1, 2, 3] * 2
    print(result)
    return str(result)

# %% [markdown]
r"""
<details><summary>What happened</summary>

The list came twice, one after the other. A list may hold anything, words too, and Python does not guess that you meant numbers.

</details>

To compute, make an **array** (数组) of it. Arrays are NumPy's, and work *entry by entry*: each number by itself, all in one line.
"""

# %%
x = np.array([1.0, 2.0, 4.0])  # (3,)
print(2 * x, x + x, x * x)
print(square(x), np.sqrt(x))
print(x > 1.5, x.sum(), x[0])

# %% [markdown]
r"""
`square` was written for a number, and takes an array as it is. `(3,)` is the **shape** (形状) of `x`: three entries in a row. A table
has two numbers there, first the rows, then the columns. A colon alone stands for *all*.
"""

# %%
table = np.zeros((2, 3))  # (rows, columns)
for i in range(2):
    for j in range(3):
        table[i, j] = 10 * i + j
print(table)
print("shape", table.shape, "  row 1:", table[1], "  column 2:", table[:, 2])

# %% [markdown]
r"""
One loop stands in another: for each row `i` all columns `j`. And what happens here?
"""

# %%
@Predict({"Afterwards first[0] is": float})
def one_array_or_two():
    first = np.array([1.0, 2.0, 3.0])
    second = first
    second[0] = second[0] + 10
    print("first ", first)
    print("second", second)
    return first[0]

# %% [markdown]
r"""
<details><summary>Why</summary>

It is 11. `second = first` makes no second array. It gives the one array a second name, and who looks by the other name sees
the change.

</details>

Write `first.copy()` for an array of its own. An argument, too, is only a name: a function that writes into an array it was
given changes the caller's. The checks watch for that.

One more trap: an array made of whole numbers has room for nothing else. Look at the first entry.
"""

# %%
whole = np.array([1, 2, 3])
whole[0] = 2.9
print("cut off:   ", whole)
print("new arrays:", whole + 0.5, np.array([1, 2, 3], dtype=float))

# %% [markdown]
r"""
## Draw it

`np.linspace(0, 7, 200)` gives 200 numbers, evenly spaced from 0 to 7. Compute the height at each, and `plot` draws a curve
through these points.
"""

# %%
places = np.linspace(0, 7, 200)  # (places,)
figure, axes = plt.subplots(figsize=(6, 2))
axes.plot(places, np.sin(places), label="sine")
axes.plot(places, wave(places), "--", label="wave")
axes.legend()
axes.grid()
plt.show()

# %% [markdown]
r"""
`subplots` makes a figure with axes to draw in, `"--"` a dashed line, `label` and `legend` say what is what. Now with 8 places instead
of 200:
"""

# %%
@Predict({"From 8 places the sine looks": ["as round as before", "made of straight pieces", "like 8 dots"]})
def sine_from_few_places():
    few = np.linspace(0, 7, 8)  # (places,)
    sketch, frame = plt.subplots(figsize=(6, 2))
    frame.plot(few, np.sin(few))
    frame.grid()
    plt.show()
    drawn = np.interp(0.5, few, np.sin(few))  # half way between the first two places
    return "as round as before" if abs(drawn - np.sin(0.5)) < 0.01 else "made of straight pieces"

# %% [markdown]
r"""
<details><summary>What happened</summary>

Straight pieces. `plot` joins neighbours by a straight line, and knows nothing of the sine between them. With 200 places the
pieces are so short that you take them for a curve. Unit 1 begins right there.

</details>
"""

# %% [markdown]
r"""
## When Python stops

Nobody writes without errors, and the message says what is wrong, and where. Take the `#` away from the last line of this
cell, and run it:
"""

# %%
def mean(values):
    return sum(values) / len(values)

print(mean([1, 2, 6]))
# print(mean(5))

# %% [markdown]
r"""
You get 3.0, and below it, in short:

```text
Cell In[…], line 5
----> 5 print(mean(5))

Cell In[…], line 2, in mean(values)
----> 2     return sum(values) / len(values)

TypeError: 'int' object is not iterable
```

Read the *last* line first. It says what went wrong: `sum` got an `int`, a whole number, and cannot go through it as it goes
through a list. Above it, arrows show the way there. The lowest is where Python gave up, the ones above are the calls that led
there. Here the cause is above, in line 5: it is the call that gave 5 to `mean`. Put the `#` back.

| the last line begins with | most often it means |
| --- | --- |
| `NameError` | nobody knows this name: misspelt, or its cell was not run |
| `TypeError` | the wrong kind of thing, or too many or too few arguments |
| `ValueError` | the right kind, but not like this: shapes that do not fit, say |
| `IndexError` | there is no such entry: the list or array is shorter |
| `SyntaxError`, `IndentationError` | Python cannot read it: a bracket, a colon or an indent is missing |

A cell that shows `[*]` for ever is stopped by the button ■ above.
"""

# %% [markdown]
r"""
## How a check works

In the exercises you write a function, and a cell below it checks what it returns. Like this:
"""

# %%
def double(x):
    return 2 * x

expect(double, 3).close_to(6)

# %% [markdown]
r"""
A ✓ means right. Write `x * x` for `2 * x`, run the cell again, and you read

```text
✗ double(3) returned 9; expected 6.
```

Where a wrong answer is well known, the next line says what is behind it. A ○ means that you have not begun: the exercise still
says `raise NotImplementedError`. Write your lines in the place of that one.

Work for *all* inputs, not just for those you see: where a class is graded, further checks run that are not shown.
"""

# %% [markdown]
r"""
## What you can now do

You can run cells, write functions that take and return functions, collect numbers in a loop, compute with arrays without
spoiling them, draw a curve, and find out what an error is about.

| word | 中文 | meaning |
| --- | --- | --- |
| cell, kernel | 单元格、内核 | a piece of the page; the Python behind it, which keeps the names |
| function, argument | 函数、参数 | code with a name; what it is given |
| return | 返回 | hand a value back to whoever called |
| default | 默认值 | what an argument is if the call does not say |
| list, loop | 列表、循环 | things in order; lines that run once for each |
| array, shape | 数组、形状 | numbers that compute entry by entry; how many rows and columns |
| decorator | 装饰器 | a line with `@` that takes charge of the function below it |

Try it yourself: the exercises are in `before_you_start.ipynb`, beside this lesson. Then open `lesson.ipynb` in the folder
`01_derivatives`. **Unit 1** asks how steep a curve is at one point, and answers with a function that takes a function.
"""
