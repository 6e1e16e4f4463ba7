"""Errors that beginners meet come with a sentence that helps, in words of what has been taught."""

import numpy as np
import pytest

from gradus.checks.advice import NO_SUCH_NAME, NO_VALUE_YET, NONE_OF_A_TAPE, SAME_ARGUMENTS, advice
from gradus.checks.python_errors import PYTHON_ERRORS
from gradus.checks.tensorflow_errors import TENSORFLOW_ERRORS
from tests.checks.test_messages import Notebook


def said_of(line):
    """What a check says of an answer with this line, which is given a function, a number, a point and a list."""
    notebook = Notebook()
    notebook.run("import math\nimport numpy as np\ndef square(x):\n    return x * x")
    notebook.run(f"def answer(f, x, point, xs):\n    {line}\n    return 1.0")
    call = "expect(answer, square, 2.0, np.array([1.0, 2.0]), [1.0, 2.0])"
    first, *lines = notebook.failure(f"{call}.close_to(5.0)").split("\n")
    return first, lines


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("return G", "A text stands in quotes"),
        ("return cos(x)", "begins with np."),
        ("n = n - 1", "is that function's own"),
        ("if x < 0: n = 1\n    return n", "an `if` did not hold?"),
        ("return 2 / n * x", "a letter of a formula needs a value first"),
        ("del x; return x", "not any more after a del"),
        ("{}[0]", "asked for a key"),
        ("return f(x)(x - 1)", "needs a *"),
        ("return 2 (x - 1)", "needs a *"),
        ("return xs(0)", "square brackets, xs[i]"),
        ("return point(0)", "square brackets, xs[i]"),
        ("return x - f", "f(x) is a number, f alone is not"),
        ("return x - np.sin", "f(x) is a number, f alone is not"),
        ("return x < f", "f(x) is a number, f alone is not"),
        ("return math.sin(f)", "f(x) is a number, f alone is not"),
        ("return f[x]", "round brackets"),
        ("return np.sin[x]", "round brackets"),
        ("return sum(f)", "f(x), not f alone"),
        ("return f.sum()", "f(x), not f alone"),
        ("return xs.append(1) + 1", "append, sort and shuffle give back"),
        ("return len(f)", "f(x), not f alone"),
        ("a, b = x", "with commas between them"),
        ("return sum(x)", "range(n) goes through"),
        ("for i in 3: pass", "range(n) goes through"),
        ("return x[0]", "One number has no entries"),
        ("return point[0][0]", "One number has no entries"),
        ("x.append(1)", "append belongs to a list"),
        ("point.append(1)", "An array keeps its length"),
        ("return point * (point.value > 0)", "leave .value out"),
        ("return x.value", "leave .value out"),
        ("return x.value", 'getattr(x, "value", x)'),
        ("return x.shape", "np.shape(x) takes numbers, too"),
        ("{}.add(x)", "set() an empty set"),
        ("[].add(x)", "a set by add"),
        ("set().append(x)", "a set by add"),
        ("return point.exp()", "np.exp(x), not x.exp()"),
        ("return x.log()", "np.exp(x), not x.exp()"),
        ("return np.sinus(x)", "nothing of that name"),
        ("return np.zeros(2, 3)", "np.zeros((rows, columns))"),
        ("return point ^ 2", "A power is x**2"),
        ("return x ^ 2", "A power is x**2"),
        ("np.array([1, 2])[:] -= 0.5 * point", "no room for what comes after the point"),
        ("return np.eye(3)[0] + point", "Print both shapes"),
        ("return np.eye(3) @ point", "Print both shapes"),
        ("point[:] = [1, 2, 3]", "Print both shapes"),
        ("return xs * 0.5", "np.array(xs) is an array"),
        ("return xs - xs", "np.array(xs) is an array"),
        ("return xs + 1", "np.array(xs) is an array"),
        ("return xs <= 1e-3", "np.array(xs) is an array"),
        ("return 1 > xs", "np.array(xs) is an array"),
        ("return abs(xs)", "np.array(xs) is an array"),
        ("return len(x)", "len counts"),
        ("return len(point[0])", "len counts"),
        ("return len(np.array(x))", "len counts"),
        ("return 1.0 + divmod(7, 2)", "Take them apart"),
        ("return divmod(7, 2) + 1", "Take them apart"),
        ("for a, b in [(1, 2, 3)]: pass", "between `for` and `in`"),
        ("return np.array([[1], [1, 2]])", "all rows of one length"),
        ("point[0] = [1, 2]", "all rows of one length"),
        ("if point > 0: pass", "one for each entry"),
        ("return max(point, -point)", "one for each entry"),
        ("return math.sin(point)", "take all its entries at once"),
        ("(1, 2)[0] = 3", "cannot be changed in one of their places"),
        ("return point[0, 1]", "more axes than the array has"),
        ("return xs[5]", "a place, 0 to one less than the length"),
        ("return point[2]", "a place, 0 to one less than the length"),
        ("return xs[x]", "is a whole number"),
        ("return point[x]", "is a whole number"),
        ("return range(x)", "is a whole number"),
        ("return xs['a']", "is a whole number"),
        ("a, b, c = xs", "more names than values"),
        ("return f()", "too few arguments"),
        ("return f(1, 2)", "more arguments than its def line"),
        ("return np.maximum(point)", "The largest entry of one array is np.max(x)"),
        ("return np.minimum(abs(point) / 2)", "the least np.min(x)"),
        ("return np.add(point)", "too few arguments"),
        ("return np.maximum(1, x, point, x, x, x)", "more arguments than its def line"),
        ("return np.sum(point, axe=0)", "Is it spelled right?"),
        ("return np.sum(point, shape=(2,))", "Does it belong to another call?"),
        ("return answer(f, x, point, xs)", "use a loop"),
    ],
)
def test_an_error_that_beginners_meet_has_a_sentence(line, help):
    first, lines = said_of(line)
    assert "raised" in first
    assert lines[0].startswith("It happened in line ") and help in lines[1]


@pytest.mark.parametrize(
    "line",
    ["a[0]", "a.dot(a)", "a.size", "a[0] = 1", "len(a)", "a > 0", "2 <= a", "np.maximum(a, 0)", "abs(a)", "float(a)",
     "np.array(a, dtype=float)", "a.reshape(2, 1)", "a.sum(out=1)"],
)  # fmt: skip
def test_an_array_of_unit_7_is_no_array_of_numpy(line):
    notebook = Notebook()
    methods = "def sum(self, axis=None): pass\n    def reshape(self, shape): pass"
    notebook.run(f"import numpy as np\nclass Array:\n    {methods}")
    notebook.run(f"def answer():\n    a = Array()\n    {line}")
    said = notebook.failure("expect(answer).close_to(5.0)")
    assert "no array of NumPy" in said
    assert "Take .value." in said and "z * (z.value > 0)" in said and "try_rules" not in said  # as unit 8 needs it
    assert not advice("AttributeError", "'Array' object has no attribute 'value'", True, False, "Tape")


@pytest.mark.parametrize("line", ["return f(x) / 0", "assert x < 0", "raise ValueError('x')", "return xs.index(7)"])
def test_other_errors_speak_for_themselves(line):
    assert len(said_of(line)[1]) == 1


@pytest.mark.parametrize("parameters", ["f, x, point", "f, x, point, xs, h", "", "f, x, point, *, xs"])
def test_a_def_line_that_does_not_take_the_call_is_asked_about(parameters):
    notebook = Notebook()
    notebook.run(f"def answer({parameters}):\n    return 1.0")
    assert notebook.failure("expect(answer, abs, 2.0, 3.0, 4.0).close_to(5.0)").endswith(SAME_ARGUMENTS)


def test_who_calls_another_function_wrongly_is_not_asked_about_the_def_line():
    """Neither where the line of the answer is not known, nor for a function inside it."""
    assert advice("TypeError", "price() missing 1 required positional argument: 'b'", False, True, "answer") == ""
    assert advice("TypeError", "answer.<locals>.g() takes 1 positional argument", False, True, "answer") == ""
    assert advice("TypeError", "Tape.gradient() takes 1 positional argument", False, True, "Tape") == SAME_ARGUMENTS


def test_who_has_a_tape_is_asked_what_it_follows():
    text = "unsupported operand type(s) for *: 'float' and 'NoneType'"
    assert "was it watched" in advice("TypeError", text, True, False, "f", has_a_tape=True)
    assert "watched" not in advice("TypeError", text, True, False, "f")


def test_sentences_are_short_and_hold_for_who_reads_them():
    rows = [sentence for _, sentence in (*PYTHON_ERRORS, *TENSORFLOW_ERRORS)] + [
        NO_SUCH_NAME,
        NO_VALUE_YET,
        NONE_OF_A_TAPE,
        SAME_ARGUMENTS,
    ]
    for sentence in rows:
        assert len(sentence) <= 240 and sentence[-1] in ".?!:)", sentence


def test_no_sentence_has_words_of_the_error():
    text = "unsupported operand type(s) for -: 'secret' and 'function'"
    assert "secret" not in advice("TypeError", text, True, False, "f")
    assert advice("TypeError", "f() got an unexpected keyword argument 'secret'", False, False, "f") == SAME_ARGUMENTS
    assert advice("ValueError", str(np.arange(3)), True, True, "f") == ""


def test_who_raises_another_error_is_told_which_one_is_wanted():
    notebook = Notebook()
    notebook.run("def answer(x):\n    assert x > 0\n    return x")
    said = notebook.failure("expect(answer, 0.0).raises(ValueError, KeyError)").split("\n")
    assert said[0] == "answer(0.0) raised AssertionError; expected it to raise ValueError or KeyError."
    assert notebook.failure("expect(answer, 0.0).close_to(1.0)").startswith("answer(0.0) raised AssertionError.\n")
