# %% [markdown]
r"""
# Before you start: enough Python

How few lines does it take to draw a wave, or to apply *any* function twice? Here is the Python of the lessons.

**You will be able to** run a notebook · write functions that take and return functions · collect numbers in a loop · compute
with arrays · draw a curve · read an error message.

About 40 minutes. Do you know all this? Then go straight to unit 1, in the folder `01_derivatives`.
"""

# %% [markdown]
r"""
## A page that computes

This page is a **notebook** (笔记本), made of **cells** (单元格). Those with `[ ]` beside them hold Python. Click into the cell
below, hold Shift and press Enter: it runs, and the next one is chosen.
"""

# %%
import matplotlib.pyplot as plt
import numpy as np

from gradus import expect
from gradus.figures import Predict

# %% [markdown]
r"""
The `[ ]` has got a number: this cell ran first. It fetched NumPy, for short `np`, which computes, and `plt`, which draws. Run the
next; below it stands the value of its last line.
"""

# %%
100 / 9.58

# %% [markdown]
r"""
A number may have an `e` in it: `1e-6` is 0.000001, a 1 with the point moved six places to the *left*; `6.2e+06` is 6,200,000, moved
six to the *right*. Python itself changes to this form for very small and very large numbers:
"""

# %%
print(0.000001, 1e-6, 6.2e+06, 6.2e+23)

# %% [markdown]
r"""
Behind the page a **kernel** (内核) keeps all names and their values. It knows what you *ran*, in that order; where a cell stands
does not matter. Lost track? *Kernel → Restart Kernel…* makes it forget all names, not your text. Then run the cells again from
the top.
"""

# %% [markdown]
r"""
## Functions

`def` gives a name to a piece of code, a **function** (函数). In the brackets stand its **arguments** (参数), what it is given;
`return` hands a value back. Its lines are indented by four spaces.
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
`square(3)` **calls** the function: its lines run, with 3 for `x`. `height=2` is a **default** (默认值), for calls that say nothing
about `height`. `print` shows values. (`np.sin` takes radians: a half turn is about 3.14.)
"""

# %% [markdown]
r"""
## Asked before you are shown

In this course you guess first. A line `@Predict({...})` above a function is a **decorator** (装饰器): it takes charge of that
function. *The cell asks; the function runs when you have guessed, and what it returns is the answer.*
A wrong guess costs nothing. Run this cell, read its code, and answer.
"""

# %%
@Predict({"In the end b is": float}, within=0.001)
def two_names():
    a = 3
    b = 2 * a
    a = 10
    print("a is", a, "and b is", b)
    return b

# %% [markdown]
r"""
<details><summary>What happened</summary>

`b` is 6. `2 * a` was worked out once, with the `a` of that moment; `b` is a name for the result.

</details>

So `=` is no equation. Work out the right side; from now on the name on the left stands for that. For numbers
`a += 2` is short for `a = a + 2`: two more than before.
"""

# %% [markdown]
r"""
The function `show_square` prints. What does it hand back?
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

To print is to show; to return is to hand back. The function *showed* 9. Without `return` a function gives `None`, Python's
word for "no value at all".

</details>

The checks look at what a function returns, not at what it prints.

`if` decides which lines run. In *one* line, `if` and `else` choose between two values:
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
Below 2 the first `return` ends the function; else it goes on to the second. Two names on the left get two values at once.

A comparison has a value itself, `True` or `False`, and a function may return it. `<=` is "at most", `==` "equal", `!=` "not equal".
`abs(a)` is `a` without its sign.
"""

# %%
def is_small(a):
    return abs(a) <= 2

print(is_small(-1), is_small(3), 2 + 2 != 4)
print(is_small(1) and is_small(5), is_small(1) or is_small(5), not is_small(5))

# %% [markdown]
r"""
`and` asks for both, `or` for at least one, and `not` turns it round.
"""

# %% [markdown]
r"""
## Functions of functions

Without brackets `square` is the function itself, and can be handed to another one. A short function needs no name:
`lambda x: x + 1` adds 1.
"""

# %%
def twice(f, x):
    return f(f(x))

print(twice(square, 3), twice(lambda x: x + 1, 3))

# %% [markdown]
r"""
$3^2$ is 9, and $9^2$ is 81. A function can also *make* one and return it. Below, `raised` remembers its `n`; `x**n` is $x^n$
(and in Python `x^n` is *no* power).
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
@Predict({"power(2)(5) is": float}, within=0.001)
def two_pairs_of_brackets():
    print(power(2)(5))
    return power(2)(5)

# %% [markdown]
r"""
<details><summary>Why</summary>

**25.** `power(2)` is a function, the one that squares, and that one is called with 5.

</details>

An inner function uses a name from outside. What if that name gets another value *later*?
"""

# %%
@Predict({"line(1) is": float}, within=0.001)
def outer_name_changed_later():
    steepness = 3

    def line(x):
        return steepness * x

    steepness = 10
    print("line(1) is", line(1))
    return line(1)

# %% [markdown]
r"""
<details><summary>Why</summary>

**10.** `line` keeps the *name* and looks it up when it is called; by then it stands for 10. (The `n` of `raised` never changes again: each
call of `power` has an `n` of its own.)

</details>

An inner function may *look* at outer names, not set them. With a line `steepness += 1` inside it, `steepness` becomes a name of
`line` alone, which has no value yet, and Python stops with `UnboundLocalError`.
"""

# %% [markdown]
r"""
## Loops

`for` runs the indented lines once for each thing in a **list** (列表). In a text with `f` before it, what stands in braces is
computed. After a colon comes the form: `:.3f` is three digits after the point, `:.1e` one and a power of ten, `:g`
a short form; `:<5` is a column five characters wide, `:>5` the same with its number on the right.
"""

# %%
for h in [1, 0.1, 0.01]:
    print(f"h is {h:<5} and half of it {h / 2:.3f}")

# %% [markdown]
r"""
To *keep* what a loop finds, `append` it to a list that is empty at first. `range(5)` is five whole numbers in a row:
"""

# %%
@Predict({"The last number in squares is": float}, within=0.001)
def last_of_five():
    squares = []
    for n in range(5):
        squares.append(square(n))
    print(squares)
    return squares[-1]

# %% [markdown]
r"""
<details><summary>Why</summary>

**16.** Python counts from 0: `range(5)` is 0, 1, 2, 3, 4, and 5 is not among them.

</details>

So `squares[0]` is the first entry, `squares[1]` the second; `squares[-1]` is the last. The same loop fits into one line, and
some functions take whole lists:
"""

# %%
numbers = [square(n - 2) for n in range(5)]
print(numbers, "how many:", len(numbers), "sum:", sum(numbers))
print("the one with the least square:", min([3, -1, 2], key=square))

# %% [markdown]
r"""
## Dictionaries

A **dictionary** (字典), `dict` in Python, finds its values by *keys*, here letters, as a list does by numbers. Some exercises want one back.
`.items()` goes through keys and values together:
"""

# %%
answers = {"A": 6, "B": 2}
answers["C"] = 4
print(answers["A"], answers)
for letter, number in answers.items():
    print(letter, "has", number)

# %% [markdown]
r"""
## Arrays

Lists do not compute: `[1, 2] * 2` is `[1, 2, 1, 2]`. NumPy's **arrays** (数组) do, *entry by entry*, each number by itself:
"""

# %%
x = np.array([1.0, 2.0, 4.0])  # (3,)
print(2 * x, x + x, square(x))
print(np.sqrt(x), x > 1.5, x.sum())

# %% [markdown]
r"""
`square` was written for a number, and takes an array as it is. `(3,)` is the **shape** (形状): three entries. A table's shape
says first how many rows, then how many columns. A colon alone stands for *all*.
"""

# %%
table = np.zeros((2, 3))  # (rows, columns)
for i in range(2):
    for j in range(3):
        table[i, j] = 10 * i + j
print(table)
print(table.shape, "row 1:", table[1], "column 2:", table[:, 2])

# %% [markdown]
r"""
One loop stands in the other: for each row `i` all columns `j`. In `np.zeros((2, 3))` the shape has brackets of its own.

A **slice** (切片) takes a piece: `row[2:5]` is entries 2, 3 and 4, for the end is *not* included. Without a start it begins at the
front, without an end it goes to the back, and `-1` counts from there.
"""

# %%
row = np.array([10, 20, 40, 70, 110, 160])
print(row[2:5], "all but the first", row[1:], "all but the last", row[:-1])
print("each minus the one before it:", row[1:] - row[:-1])

# %% [markdown]
r"""
Now an array with two names:
"""

# %%
@Predict({"Afterwards first[0] is": float}, within=0.001)
def one_array_or_two():
    first = np.array([1.0, 2.0, 3.0])
    second = first
    second[0] = second[0] + 10
    print("first", first, "  second", second)
    return first[0]

# %% [markdown]
r"""
<details><summary>Why</summary>

**11.** `second = first` makes no second array, only a second name for the one there is.

</details>

`first.copy()` makes a second one. A slice makes none, as it would of a list: `first[:]` is a window onto the same numbers. And
`second += 10` writes into the array there is, while `second = second + 10` makes a new one.

An argument is a name, too: a function that writes into an array it was given changes the caller's. The checks watch for that. And
an inner function that uses an array sees it as it is *when it is called*: to keep the old numbers, keep a copy.

One more trap: an array made of whole numbers has no room for others. Look at its first entry.
"""

# %%
whole = np.array([1, 2, 3])
whole[0] = 2.9
print("cut off:", whole, "  new arrays:", whole + 0.5, np.array([1, 2], dtype=float))

# %% [markdown]
r"""
## Draw it

`np.linspace(0, 7, 200)` is 200 numbers, evenly spaced from 0 to 7. `plot` joins the points above them by straight pieces, so
short that you see curves. `label` and `legend` say which is which.
"""

# %%
places = np.linspace(0, 7, 200)  # (places,)
figure, axes = plt.subplots(figsize=(6, 2))
axes.plot(places, np.sin(places), label="sine")
axes.plot(places, wave(places), "--", label="wave")
axes.legend()
plt.show()

# %% [markdown]
r"""
## When Python stops

Take the `#` away from the last line, and the space behind it, and run the cell:
"""

# %%
def mean(values):
    return sum(values) / len(values)

# mean(5)

# %% [markdown]
r"""
In short, you get

```text
Cell In[…], line 4
----> 4 mean(5)

Cell In[…], line 2, in mean(values)
----> 2     return sum(values) / len(values)

TypeError: 'int' object is not iterable
```

Read the *last* line first: `sum` got an `int`, a whole number, where it wants a list. The lowest arrow is where Python gave up; those
above are the calls that led there. The cause may be further up: here it is line 4, which gave 5 to `mean`. Put the `#` back.

| last line | most often |
| --- | --- |
| `NameError` | a name is misspelt, or its cell was not run |
| `UnboundLocalError` | a function sets, somewhere in it, a name that it uses before |
| `TypeError` | the wrong kind of thing, or the wrong number of arguments |
| `ValueError` | the right kind, but it does not fit: shapes, say |
| `IndexError` | there is no such entry |
| `AttributeError` | what stands before the point has nothing of that name; often it is `None` |
| `RecursionError` | a function calls itself without end |
| `SyntaxError`, `IndentationError` | a bracket, a colon or an indent is missing, or a line stands too far in |

While a cell works it shows `[*]`. If it never ends, press ■ above.
"""

# %% [markdown]
r"""
## How a check works

In the exercises you write a function, and a cell below it checks what that returns:
"""

# %%
def double(x):
    return 2 * x

expect(double, 3).close_to(6)

# %% [markdown]
r"""
A ✓ means right. Write `x * x` for `2 * x`, run the cell again, and you read

```text
✗ double(3) returned 9; expected 6.0.
```

Often a second line says why. A ○ means not begun: write your lines in the place of `raise NotImplementedError`.
Work for *all* inputs: where a class is graded, further checks run that are not shown.

Lesson and exercises are *two* notebooks with a kernel each: what you define here is unknown there. Run the
first cell there, too, and define again what you need.
"""

# %% [markdown]
r"""
## In the code you will also meet

No need to learn this by heart; come back when you meet one.

| you read | it means |
| --- | --- |
| `# shape (3,)` | a remark for people: Python skips what follows `#` |
| <code>r&quot;&quot;&quot;Slope of f.&quot;&quot;&quot;</code> | a text, perhaps of several lines; first in a function, it says what the function does |
| `111_000` | 111000, easier to read |
| `a / 2 * h` | from left to right, `(a / 2) * h`; to divide by both write `a / (2 * h)` |
| `max(a, b)`, `len(xs)` | the larger one; how many entries |
| `min(xs, key=f)` | the entry of `xs` for which `f` is least: not that least value |
| `min(d, key=d.get)`, `{0: "a", 1: "b"}[n]` | the key with the least value; the value with the key `n` |
| `round(x, 2)`, `np.floor(x)` | `x` rounded to two digits after the point; rounded down to a whole number |
| `np.where(c, a, b)` | `a` where `c` holds, else `b` |
| `np.arange(10, 101, 10)` | from 10, without 101, in steps of 10 |
| `f(*xs)`, `display(figure)` | `f` with the entries of `xs` as its arguments; show the figure here |
| `float(x)`, `str(x)` | `x` as a number with a point; `x` as a text |
| `enumerate(xs)` | the entries with their numbers: 0 and the first, 1 and the second, … |
| `sum(f(x) for x in xs)` | add up `f(x)` for each `x` in `xs`, without making a list first |
"""

# %% [markdown]
r"""
## What you can now do

You can read the Python of the lessons, and write your own.

| word | 中文 | meaning |
| --- | --- | --- |
| cell, kernel | 单元格、内核 | a piece of the page; what keeps the names |
| function, argument | 函数、参数 | code with a name; what it is given |
| return | 返回 | hand a value back to the caller |
| list, loop | 列表、循环 | things in order; lines that run once for each |
| dictionary | 字典 | values that are found by keys |
| slice | 切片 | a piece of a list or an array |
| array, shape | 数组、形状 | numbers that compute entry by entry; how many, along each axis |

[The exercises](../release/00_before_you_start/before_you_start.ipynb) are in `before_you_start.ipynb`,
beside this lesson. Then open [lesson 1](01_derivatives.ipynb), `lesson.ipynb` in the folder `01_derivatives`:
**unit 1** asks how steep a curve is at one point.
"""
