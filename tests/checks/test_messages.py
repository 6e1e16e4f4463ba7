"""What a failing check says, word for word."""

import linecache
import re
import textwrap
from collections import namedtuple

import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel

from gradus import borrow, expect
from gradus.answers.tape_pieces import pieces, source_of
from gradus.checks import mistakes
from gradus.checks.advice import NO_SUCH_NAME
from gradus.checks.compare import QUOTES
from gradus.checks.expect import CheckFailed, NotAttempted
from gradus.checks.placeholder import NAMES, NothingToBorrow
from gradus.checks.wording import error_text, show
from gradus.errors import wrapped
from gradus.judge.check_result import failed

WRITE_IT = "Write it in its cell, in place of `raise NotImplementedError`, run that cell, then run this check again."


class Notebook:
    """Cells that run one after another in one namespace, each with a text that can be looked up."""

    def __init__(self):
        self.names = {"__name__": "__main__", "expect": expect, "np": np, "borrow": borrow}
        self.count = 0

    def run(self, code):
        self.count += 1
        file, code = f"<cell {id(self)} {self.count}>", textwrap.dedent(code)
        linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
        exec(compile(code, file, "exec"), self.names)

    def failure(self, code):
        with pytest.raises(CheckFailed) as caught:
            self.run(code)
        return str(caught.value)


@pytest.fixture
def notebook(monkeypatch):
    """A notebook in which f and table are exercises, so far without known mistakes."""
    mistakes.exercises()
    monkeypatch.setattr(mistakes, "_MISTAKES", {**mistakes._MISTAKES, "f": [], "table": [], "Pair": []})
    return Notebook()


def says(value, expected):
    def given():
        return value

    with pytest.raises(CheckFailed) as caught:
        expect(given).close_to(expected)
    return str(caught.value).removeprefix("given() ")


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        ((np.ones(2),), (np.ones(3),),
         "returned, as its only value, an array of shape (2,); expected an array of shape (3,)."),
        ((1.0, [2.0]), (1.0, 2.0), "returned, as value 2 of 2, an array of shape (1,); expected a number."),
        (([1.0], [2.0]), (1.0, 2.0), "returned, as value 1 of 2, an array of shape (1,); expected a number."),
        ((1.0, "2"), (1.0, 2.0), "returned, as value 2 of 2, text; expected a number."),
        ((np.ones(2), 3 * np.ones(2)), (np.ones(2), np.ones(2)),
         "returned, as value 2 of 2, array([3., 3.]); expected array([1., 1.])."),
        ((1.0, (2.0, [3.0])), (1.0, (2.0, 3.0)),
         "returned, as value 2 of 2, as value 2 of 2, an array of shape (1,); expected a number."),
        ([1.0, 3.0], (1.0, 2.0), "returned [1.0, 3.0]; expected [1.0, 2.0]."),
        ([1.0, 3.0], [1.0, 2.0], "returned [1.0, 3.0]; expected [1.0, 2.0]."),
        ([np.float32(8.0), 3.0], [1.0, 3.0], "returned [8.0, 3.0]; expected [1.0, 3.0]."),
        ({"w": 1.0, "b": 2.0}, [1.0, 2.0], "returned a dict; expected a list of 2 values."),
        ({"w": 1.0}, (1.0, 2.0), "returned a dict; expected 2 values."),
        ({1.0, 2.0}, [1.0, 2.0], "returned a set; expected a list of 2 values."),
        (3.0, (1.0, 2.0), "returned a number; expected 2 values."),
        (["a", 1.0], [2.0, 1.0], "returned an array of texts of shape (2,); expected an array of shape (2,)."),
        ([[1.0, None], [1.0, 2.0]], np.ones((2, 2)),
         "returned a list with None in it; expected an array of shape (2, 2)."),
    ],
)  # fmt: skip
def test_several_values(value, expected, words):
    assert says(value, expected) == words


def test_rows_of_an_array_are_several_values_too():
    def given():
        return np.arange(6).reshape(2, 3)

    expect(given).close_to((np.arange(3), np.arange(3, 6)))
    assert says(np.ones((3, 3)), (np.ones(3), np.ones(3))) == "returned 3 values; expected 2."


@pytest.mark.parametrize(
    ("expected", "value", "words"),
    [
        ([1, 2], (1, 3), "returned (1, 3); expected [1, 2]."),
        ({"a": 1}, {"a": np.float32(2)}, "returned {'a': 2.0}; expected {'a': 1}."),
        ({"a": [1]}, None, "returned None; expected a dict."),
        (True, "yes", f"returned 'yes'; expected True.\n{QUOTES}"),
    ],
)
def test_exact_answers(expected, value, words):
    def given():
        return value

    with pytest.raises(CheckFailed) as caught:
        expect(given).returns(expected)
    assert str(caught.value) == f"given() {words}"


class Thing:
    pass


def add(a, b):
    return a + b


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Thing(), "a Thing"),
        ([Thing()], "[a Thing]"),
        ({"add": add, "thing": Thing()}, "{'add': add, 'thing': a Thing}"),
        ({add}, "{add}"),
        (Thing, "Thing"),
        (Thing().__init__, "__init__"),
        (iter([]), "a list_iterator"),
        (np.float32(8.0), "8.0"),
        ({1: np.float64(0.5)}, "{1: 0.5}"),
        (lambda x: x**2, "lambda x: x**2"),
        (-1.25, "-1.25"),
    ],
)
def test_what_is_shown_bears_no_address(value, words):
    assert show(value) == words


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("lambda x: x * x", "ask(f, lambda x: x * x)"),
        ("lambda x, y=2: (\n    x\n    + y\n)", "ask(f, lambda x, y=2: ( x + y ))"),
        ("[lambda x: 1, lambda x: x][1]", "ask(f, lambda x: x)"),
        ("(lambda: lambda x: 7 * x)()", "ask(f, lambda x: 7 * x)"),
        ("lambda x: x + x + x + x + x + x + x + x + x + x + x", "ask(f, lambda x: x + x + x + x + x + x + x + x…)"),
    ],
)
def test_a_lambda_is_shown_as_it_was_written(notebook, program, words):
    notebook.run("def f(x): return x\ndef ask(f, program): return 0.0")
    assert notebook.failure(f"expect(ask, f, {program}).close_to(1.0)") == f"{words} returned 0.0; expected 1.0."


def test_a_lambda_that_is_called_stands_in_brackets(notebook):
    assert notebook.failure("expect(lambda x: 2 * x, 3).returns(5)") == "(lambda x: 2 * x)(3) returned 6; expected 5."


def test_a_lambda_in_a_hidden_check_keeps_its_text(notebook):
    notebook.run("def f(x): return x")
    hidden = "### BEGIN HIDDEN TESTS\nexpect(lambda f: 2 * f(8), f).returns(5)\n### END HIDDEN TESTS"
    assert notebook.failure(hidden) == "Hidden check: a function(a function) returned an integer that is not right."


def test_a_lambda_without_a_text_is_a_function():
    assert show(eval("lambda x: x")) == "a function"


def test_an_error_shows_the_innermost_line_of_the_answers_own_cell(notebook):
    notebook.run("""
        def deep(x):
            return x + "a"
        def f(x):
            y = deep(x)
            return y
    """)
    notebook.run("def ask(f, x):\n    z = f(x)\n    return z")
    assert notebook.failure("expect(ask, f, 1).close_to(1.0)") == (
        "ask(f, 1) raised TypeError: unsupported operand type(s) for +: 'int' and 'str'.\n"
        'It happened in line 3 of the cell: return x + "a"'
    )


def test_an_error_in_a_class_shows_a_line_of_its_cell(notebook):
    notebook.run("""
        class Pair:
            def __init__(self, value):
                self.value = value

            def __add__(self, other):
                return Pair(self.value + other.value)
    """)
    notebook.run("def run_pair(Pair, program, x):\n    return program(Pair(x)).value")
    assert notebook.failure("expect(run_pair, Pair, lambda x: x + 5, 3.0).close_to(8.0)") == (
        "run_pair(Pair, lambda x: x + 5, 3.0) raised AttributeError: 'int' object has no attribute 'value'.\n"
        "It happened in line 7 of the cell: return Pair(self.value + other.value)"
    )


PAIRS = """
    class Pair:
        def __init__(self, value):
            self.value, others = value, []

        def __add__(self, other):
            return Pair({})

        def twice(x):
            return 2 * value
"""


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("value + other", "Did you forget `self.`? What an object keeps is reached by way of it: `self.value`."),
        ("self.others", "`others` alone is known only in the method it stands in. Is it kept, as `self.others = …`?"),
        ("self.valeu", "Is `self.value` meant?"),
        ("nowhere", NO_SUCH_NAME),
        ("self.nowhere", ""),
        ("Pair.twice(other)", NO_SUCH_NAME),
    ],
)
def test_a_method_that_has_forgotten_self_is_asked(notebook, said, question):
    notebook.run(PAIRS.format(said))
    notebook.run("def run_pair(Pair, program, x):\n    return program(Pair(x)).value")
    _, *lines = notebook.failure("expect(run_pair, Pair, lambda x: x + 5, 3.0).close_to(8.0)").split("\n")
    assert lines[0].startswith("It happened in line") and lines[1:] == ([question] if question else [])


def test_a_missing_key_is_asked_about_where_the_answer_looks_it_up(notebook):
    notebook.run("def f(names):\n    uses = {}\n    for name in names:\n        uses[name] += 1\n    return uses")
    said = notebook.failure("expect(f, ['a']).returns({'a': 1})")
    assert said.startswith("f(['a']) raised KeyError: 'a'.\nIt happened in line 4 of the cell: uses[name] += 1\n")
    assert said.endswith("`d.get(key, 0)` gives 0 where it is not.")
    notebook.run("def f(names):\n    return {}")
    notebook.run("def first(f):\n    return f([])['a']")
    assert "d.get" not in notebook.failure("expect(first, f).returns(1)")


def test_an_error_in_another_exercises_answer_is_said_to_be_there(notebook):
    notebook.run("def table(x):\n    return x.sum()")
    notebook.run("def f(x):\n    return 1 + table(x)")
    assert notebook.failure("expect(f, 3.0).close_to(4.0)") == (
        "f(3.0) raised AttributeError: 'float' object has no attribute 'sum'.\n"
        "It happened in line 2 of the cell: return 1 + table(x)\n"
        "On the way it was in table, line 2 of its cell: return x.sum()"
    )


@pytest.mark.parametrize(
    ("definition", "line"),
    [
        (
            "import functools\ndef g(n, x):\n    return x / n\nf = functools.partial(g, 0)",
            "line 3 of the cell: return x / n",
        ),
        ("import functools\n@functools.cache\ndef f(x):\n    return x / 0", "line 4 of the cell: return x / 0"),
        ("class F:\n    def __call__(self, x):\n        return x / 0\nf = F()", "line 3 of the cell: return x / 0"),
        ("f = lambda x: x / 0", "line 1 of the cell: f = lambda x: x / 0"),
    ],
)
def test_an_error_in_an_answer_of_any_form_shows_its_line(notebook, definition, line):
    notebook.run(definition)
    assert notebook.failure("expect(f, 1.0).close_to(1.0)").endswith(f"It happened in {line}")


def test_an_error_where_an_answer_is_used_is_not_laid_at_its_door(notebook):
    notebook.run("def table():\n    return {'b': [3, 4]}")
    notebook.run("def entry(table, name):\n    return float(table()[name])")
    assert notebook.failure("expect(entry, table, 'b').close_to(7.0)") == (
        "entry(table, 'b') raised TypeError: float() argument must be a string or a real number, not 'list'.\n"
        "It happened where the check uses table. Does table take and return what the exercise asks for?"
    )


def test_what_a_check_says_itself_is_left_alone(notebook):
    """Its own words tell what is wrong; a line below them about what an answer returns would only repeat that."""
    notebook.run("def table():\n    return {'b': 9}")
    notebook.run("""
        def entry(table, name):
            if table()[name] > 8:
                raise ValueError("there is no picture 9")
            return int("x")
    """)
    said = notebook.failure("expect(entry, table, 'b').close_to(7.0)")
    assert said == "entry(table, 'b') raised ValueError: there is no picture 9."
    hidden = notebook.failure("### BEGIN HIDDEN TESTS\nexpect(entry, table, 'b').close_to(7.0)\n### END HIDDEN TESTS")
    assert "picture" not in hidden and "It happened where the check uses" in hidden
    notebook.run("def table():\n    return {'b': 8}")
    assert "It happened where the check uses" in notebook.failure("expect(entry, table, 'b').close_to(7.0)")


@pytest.mark.parametrize(("answer", "kind"), [("['A', 'B']", "a list"), ("('A',)", "a tuple"), ("{'A'}", "a set")])
def test_what_comes_in_the_place_of_a_dict_is_named(notebook, answer, kind):
    notebook.run(f"def table():\n    return {answer}")
    notebook.run("def entry(table, name):\n    return table()[name]")
    wanted = "A dict is asked for, with keys as in the example that the exercise gives."
    said = notebook.failure("expect(entry, table, 'b').returns('A')")
    assert said.split("\n")[1:] == [f"{wanted} This is {kind}."]


def test_a_key_that_is_missing_is_said_in_a_sentence(notebook):
    notebook.run("def table():\n    return {'a': 3.0}")
    notebook.run("def entry(table, name):\n    return {3.0: 7.0}[table()[name]]")
    example = "Each has an entry of its own, under a key that is written as in the example that the exercise gives."
    assert notebook.failure("expect(entry, table, 'b').close_to(7.0)") == (
        f"entry(table, 'b') found no 'b' in what table returned.\n{example}"
    )
    hidden = "### BEGIN HIDDEN TESTS\nexpect(entry, table, 'b').close_to(7.0)\n### END HIDDEN TESTS"
    assert notebook.failure(hidden) == (
        f"Hidden check: entry(a function, text) found no such key in what table returned.\n{example}"
    )
    notebook.run("def table():\n    return {'a': 4.0}")
    assert "raised KeyError: 4.0." in notebook.failure("expect(entry, table, 'a').close_to(7.0)")
    notebook.run("def table():\n    return {}['a']")
    assert "raised KeyError: 'a'.\nIt happened in line 2 " in notebook.failure(
        "expect(entry, table, 'a').close_to(7.0)"
    )


@pytest.mark.parametrize(
    "definition",
    [
        "def f(x):\n    square = square(x)\n    return square",
        "def f(x):\n    total = 0\n    def add():\n        total += x\n    add()\n    return total",
    ],
)
def test_a_name_without_a_value_is_explained(notebook, definition):
    notebook.run(definition)
    assert notebook.failure("expect(f, 3.0).close_to(9.0)").endswith("Then give the new value another name.")


@pytest.mark.parametrize(
    ("definition", "check", "said"),
    [
        ("return [1.0] * 4", "expect(f).close_to([1.0] * 5)", "f() returned 4 numbers; expected 5."),
        ("return [1.0]", "expect(f).close_to([1.0] * 5)", "f() returned 1 number; expected 5."),
        ("pass", "expect(f).returns(True)", "f() returned None; expected True or False.\nIs a return missing?"),
    ],
)
def test_lists_and_truths_are_called_what_they_are(notebook, definition, check, said):
    notebook.run(f"def f():\n    {definition}")
    assert notebook.failure(check) == said


def test_an_answer_without_return_is_asked_for_one(notebook):
    notebook.run("def f(x):\n    y = x * x")
    assert notebook.failure("expect(f, 3.0).close_to(9.0)") == (
        "f(3.0) returned None; expected a number.\nIs a return missing?"
    )
    assert notebook.failure("expect(f, 3.0).returns(9)").endswith("expected an integer.\nIs a return missing?")
    assert notebook.failure("expect(f, 3.0).close_to((9.0, 1.0))").endswith("expected 2 values.\nIs a return missing?")
    assert notebook.failure("expect(f, 3.0).at(1.0).close_to(9.0)") == (
        "f(3.0)(1.0) cannot be computed: None came back, where a function should.\nIs a return missing?"
    )
    notebook.run("def h(n):\n    def inner(x):\n        x = n * x\n    return inner")
    assert notebook.failure("expect(h, 3.0).at(1.0).close_to(3.0)") == (
        "h(3.0)(1.0) returned None; expected a number.\n"
        "The function that came back gives None itself. Does the one that you define inside have a return of its own?"
    )
    notebook.run("def entry(f, x):\n    return f(x)['a']")
    assert notebook.failure("expect(entry, f, 3.0).close_to(9.0)").endswith("subscriptable.\nIs a return missing?")


@pytest.mark.parametrize("body", ["return tape.get(x)", "if x:\n        return tape.get(x)\n    return 5.0"])
def test_an_honest_none_is_not_asked_for_a_return(notebook, body):
    notebook.run(f"tape = {{}}\ndef f(x):\n    {body}")
    assert notebook.failure("expect(f, 3.0).close_to(9.0)") == "f(3.0) returned None; expected a number."


def test_a_named_mistake_is_not_asked_for_a_return(notebook):
    @mistakes.mistake_in("f")
    def prints(x):
        """It is shown, and not given back."""

    notebook.run("def f(x):\n    y = x")
    assert notebook.failure("expect(f, 3.0).close_to(9.0)") == (
        "f(3.0) returned None; expected a number.\nIt is shown, and not given back."
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise NotImplementedError", "f is not attempted yet. " + WRITE_IT),
        ("raise NotImplementedError()  # mine", "f is not attempted yet. " + WRITE_IT),
        ("return g(x)", "f is not attempted yet: g is still to be written. " + WRITE_IT),
        ("return slope(abs, x)", "f needs slope, which is not attempted yet. Write it first."),
        ("return VJPS.add(x, x)",
         'f needs VJPS, which is not attempted yet. Write it first; or go on without it: `VJPS = borrow("VJPS")`.'),
    ],
)  # fmt: skip
def test_whose_stub_it_is(notebook, body, words):
    notebook.run(f"""
        def f(x):
            {body}
        def g(x):
            raise NotImplementedError
        def slope(f, x, h=1e-5):
            raise NotImplementedError
        class VJPS:
            def add(g, a):
                raise NotImplementedError
    """)
    with pytest.raises(NotAttempted) as caught:
        notebook.run("expect(f, 1.0).close_to(1.0)")
    assert str(caught.value) == words


def test_a_part_of_a_class_may_be_still_to_write(notebook):
    notebook.run(
        "class VJPS:\n    def add(g, a):\n        raise NotImplementedError\ndef vjp(VJPS): return VJPS.add(1, 2)"
    )
    with pytest.raises(NotAttempted) as caught:
        notebook.run("expect(vjp, VJPS).close_to(1.0)")
    assert str(caught.value) == (
        "VJPS is not attempted yet: VJPS.add is still to be written. Write it in its cell, in place of `raise "
        'NotImplementedError`, run that cell, then run this check again; or go on without it: `VJPS = borrow("VJPS")`.'
    )


@pytest.mark.parametrize(
    ("check", "instead"), [("close_to(1.0)", ""), ("raises(RuntimeError)", "; expected it to raise RuntimeError")]
)
def test_not_implemented_of_a_library_or_with_words_is_an_error(notebook, check, instead):
    notebook.run("""
        import numbers, numpy.lib.mixins
        def f(x):
            raise NotImplementedError("no such case")
        def g(x):
            import asyncio
            return asyncio.AbstractEventLoop().time()
    """)
    said = notebook.failure(f"expect(f, 1.0).{check}")
    assert said.startswith(f"f(1.0) raised NotImplementedError: no such case{instead}.\n")
    said = notebook.failure(f"expect(g, 1.0).{check}")
    where = "It happened in line 7 of the cell: return asyncio."
    assert said.startswith(f"g(1.0) raised NotImplementedError{instead}.\n{where}")


def test_not_implemented_can_be_asked_for(notebook):
    notebook.run("def f(x):\n    raise NotImplementedError('no such case')")
    notebook.run("expect(f, 1.0).raises(NotImplementedError)")


def test_what_can_be_borrowed():
    assert set(NAMES) <= set(pieces())
    with pytest.raises(NothingToBorrow) as caught:
        borrow("unbrodcast")
    assert str(caught.value) == (
        "'unbrodcast' cannot be borrowed. What can be: hessian, hvp, largest_curvature, unbroadcast, VJPS, "
        "backward_order, Array, Tape, init_params, forward, cross_entropy, minibatches, accuracy."
    )


def test_a_piece_is_sent_with_what_it_needs():
    names = {}
    exec(source_of("accuracy"), names)
    assert names["accuracy"]([(np.eye(2), np.zeros(2))], np.eye(2), np.arange(2)) == 1


def test_a_borrowed_tape_brings_its_arrays(notebook):
    notebook.run('class Array:\n    pass\nTape = borrow("Tape")')
    notebook.run("""
        x = Array(3.0)
        with Tape() as tape:
            tape.watch(x)
            y = x * x
        [slope] = tape.gradient(y, [x])
    """)
    assert float(notebook.names["slope"].value) == 6.0


def test_a_check_without_an_ending_is_not_silent(notebook, capsys):
    notebook.run("def f(x): return x\nexpect(f, 3.0)")
    asks_nothing = "✗ f(3.0): this check asks nothing. It needs an ending, such as .close_to(…) or .returns(…)."
    assert capsys.readouterr().out.splitlines() == [asks_nothing]
    notebook.run("said = repr(expect(f, 3.0))")
    assert notebook.names["said"] == asks_nothing
    capsys.readouterr()
    notebook.run("expect(f, 3.0).close_to(3.0)")
    with pytest.raises(CheckFailed):
        notebook.run("expect(f, 3.0).close_to(4.0)")
    notebook.run("def g(x): return f\nexpect(g, 3.0).at(3.0).close_to(3.0)")
    assert "asks nothing" not in capsys.readouterr().out


Point = namedtuple("Point", "place weight")


class Basket(list):
    pass


@pytest.mark.parametrize(
    "argument",
    [{1, 2}, Point(np.ones(2), 1.0), {"a": {1}}, (Point([1], 2),), Basket([1]), bytearray(b"ab")],
    ids=lambda value: type(value).__name__,
)
def test_a_change_of_any_collection_is_seen(argument):
    def changes(parts):
        inner = parts
        while not isinstance(inner, set | np.ndarray | list | bytearray):
            inner = inner["a"] if isinstance(inner, dict) else inner[0]
        if isinstance(inner, np.ndarray):
            inner += 1
        else:
            inner.clear()
        return 1.0

    before = repr(argument)
    with pytest.raises(CheckFailed) as caught:
        expect(changes, argument).close_to(1.0)
    assert "changed its input parts. Work on a copy" in str(caught.value)
    assert repr(argument) == before


def test_copies_are_of_the_same_kind():
    def kinds(*arguments):
        return tuple(type(a).__name__ for a in arguments)

    expect(kinds, Point(1, 2), Basket(), {1}).returns(("Point", "Basket", "set"))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("{{function_node __wrapped__MatMul_device_/job:localhost/replica:0/task:0/device:CPU:0}} Matrix "
         "size-incompatible: In[0]: [2,3], In[1]: [2,3] [Op:MatMul] name: ",
         "Matrix size-incompatible: In[0]: [2,3], In[1]: [2,3]"),
        ("in user code:\n\n    File \"/tmp/a.py\", line 17, in g  *\n        return a @ x\n\n    ValueError: Dimen"
         "sions must be equal, but are 3 and 2 for '{{node matmul}} = MatMul[T=DT_FLOAT](ones, x)' with input shapes: "
         "[2,3], [2,3].\n",
         "Dimensions must be equal, but are 3 and 2 with input shapes: [2,3], [2,3]."),
        ("'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment",
         "'EagerTensor' object does not support item assignment"),
        ("cannot convert <__main__.A object at 0x7f3df9c3c450> of type <class '__main__.A'>",
         "cannot convert <A> of type <class 'A'>"),
        ("no entry for <function add at 0x7f3df9c3c450>", "no entry for add"),
    ],
)  # fmt: skip
def test_an_error_is_told_without_noise(text, short):
    assert error_text(text) == short


def test_what_a_hidden_helper_does_is_not_shown(notebook):
    """Neither where it calls the answer, nor where it fails itself."""
    notebook.run("def f(x): return x")
    said = notebook.failure("""
        ### BEGIN HIDDEN TESTS
        def hidden(f, x):
            return f(x) / (x - 7.25)
        expect(hidden, f, 7.25).close_to(1.0)
        ### END HIDDEN TESTS
    """)
    assert (
        said
        == (
            "Hidden check: hidden(a function, a number) raised ZeroDivisionError.\n"
            "It happened where the check uses f. Does f take and return what the exercise asks for?"
        )
        or said == "Hidden check: hidden(a function, a number) raised ZeroDivisionError."
    )
    assert "7.25" not in said


@pytest.fixture
def kernel():
    """Runs a cell, by its id, in a real kernel, as JupyterLab does; what it shows."""
    manager, client = start_new_kernel(kernel_name="python3")

    def run(cell, code):
        content = {"code": textwrap.dedent(code), "silent": False, "store_history": True, "user_expressions": {}}
        message = client.session.msg("execute_request", content, metadata={"cellId": cell})
        client.shell_channel.send(message)
        shown = []
        while True:
            heard = client.get_iopub_msg(timeout=300)
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            content = heard["content"]
            if content.get("execution_state") == "idle":
                return "".join(shown).strip()
            shown += [content["text"]] if "text" in content else content.get("traceback", [])

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_version_that_did_not_run_is_not_judged_by_the_one_before(kernel):
    right = "def double(x):\n    return 2 * x"
    check = "expect(double, 3.0).close_to(6.0)"
    passed = "✓ double(3.0) is close to 6.0"

    def did_not_run(error):
        return wrapped(
            f"✗ The last version of double did not run: its cell ended in {error}, and double is still the one before. "
            "Mend that cell, run it, then run this check again."
        )

    assert kernel("given", "from gradus import expect") == ""
    kernel("double", right)
    assert kernel("check", check) == passed
    kernel("double", "def double(x):\n    return 3 * x)")
    assert kernel("check", check) == did_not_run("SyntaxError")
    kernel("double", "def double(x):\n    return (3 * x")
    assert kernel("check", check) == did_not_run("SyntaxError")
    kernel("double", "@decorated\ndef double(x):\n    return 3 * x")
    assert kernel("check", check) == did_not_run("NameError")
    kernel("double", "1 / 0\ndouble = lambda x: 3 * x")
    assert kernel("check", check) == did_not_run("ZeroDivisionError")
    kernel("double", right)
    assert kernel("check", check) == passed
    assert "incomplete input" in kernel("scratch", "double = (")
    assert kernel("check", check) == passed, "a scratch cell is not the answer"
    assert "TypeError" in kernel("double", right + "\nprint(double('a') / 0)")
    assert kernel("check", check) == passed, "the new version is there; what follows it failed"
    assert "SyntaxError" in kernel("double", "def double(x:\n    return 2 * x")
    assert kernel("check", check) == did_not_run("SyntaxError")
    kernel("other", "def other(x):\n    return x")
    assert kernel("check", check) == did_not_run("SyntaxError")
    for not_indented in ("return 2 * y", "yield y", "break"):  # IPython has run the lines above by then
        assert "SyntaxError" in kernel("double", f"def double(x):\n    y = x\n{not_indented}")
        assert kernel("check", check) == (
            "✗ The last version of double did not run to its end: its cell ended in SyntaxError. Mend\n"
            "that cell, run it, then run this check again."
        )
    kernel("double", right)
    assert kernel("check", check) == passed


def test_long_lines_are_broken_at_spaces_and_what_is_kept_of_them_is_not(kernel):
    kernel("given", "import numpy as np\nfrom gradus import expect")
    kernel("double", "def double(x):\n    return np.array([0.25, 0.5, 0.125])")
    said = kernel("check", "expect(double, np.array([1.0, 2.0, 4.5])).close_to(np.array([0.25, 0.5, 4.0]))")
    assert said == (
        "✗ double(array([1. , 2. , 4.5])) returned array([0.25 , 0.5 , 0.125]); expected\narray([0.25, 0.5 , 4. ])."
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short enough", ["short enough"]),
        ("two words\nand  three aligned ones", ["two words", "and  three aligned ones"]),
        ("    an indented = line(of, code)", ["    an indented = line(of, code)"]),
        ("Write `a = b` or f(x, y) here, as [1, 2] is", ["Write `a = b`", "or f(x, y)", "here, as", "[1, 2] is"]),
        ("a_very_long_word_indeed stays", ["a_very_long_word_indeed", "stays"]),
    ],
)
def test_where_a_line_is_broken(text, lines):
    assert wrapped(text, 14) == "\n".join(lines)


def test_what_is_kept_of_a_graded_check_has_its_lines_as_they_are():
    """Reports look for a mistake's sentence in it, and the feedback page breaks its lines itself."""
    said = f"f(2.0) returned 3.0; expected 4.0.\n{NO_SUCH_NAME}"
    kept = failed(CheckFailed(said), "check-f", is_hidden=False)
    assert (kept.evalue, kept.traceback) == (said, [f"✗ {said}"])
    assert failed(NotAttempted(said), "check-f", is_hidden=True).traceback == [f"○ {said}"]


def test_a_version_that_failed_before_is_asked_whether_it_is_the_new_one(kernel):
    check, wrong = "expect(double, 3.0).close_to(6.0)", "def double(x):\n    return 3 * x"
    same = "It is the same version of double as before: if you have changed it, run its cell first."
    kernel("given", "from gradus import expect")
    kernel("double", wrong)
    assert same not in kernel("check", check)
    assert kernel("check", check).endswith(same)
    kernel("double", wrong)  # again, and so it was run
    assert same not in kernel("check", check)
    assert same not in kernel("another check", check.replace("3.0", "2.0"))
    kernel("double", wrong.replace("3", "2"))
    assert kernel("check", check) == kernel("check", check) == "✓ double(3.0) is close to 6.0"


def test_who_stops_an_answer_is_told_in_a_line_where_it_was(kernel):
    kernel("given", "import os, signal, threading\nfrom gradus import expect")
    kernel("double", "def double(x):\n    while True:\n        x += 1")
    stop = "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
    said = kernel("check", stop + "expect(double, 3.0).close_to(6.0)")
    assert re.fullmatch(r"✗ double was stopped\. It happened in line [23] of the cell: (while True:|x \+= 1)", said)


def test_an_error_in_what_a_check_expects_is_no_check_that_asks_nothing(kernel):
    kernel("given", "from gradus import expect")
    kernel("double", "def double(x):\n    return 2 * x")
    said = kernel("check", "expect(double, 3.0).close_to(twice(3.0))")
    assert "name 'twice' is not defined" in said and "asks nothing" not in said
    assert "asks nothing" in kernel("check", "expect(double, 3.0)\nNone")


def test_a_loop_that_never_ends_is_ended_and_said(monkeypatch):
    monkeypatch.setattr("gradus.checks.expect.PATIENCE", 0.3)
    notebook = Notebook()
    notebook.run("""
        def double(x):
            y = x
            while y < 2 * x:
                x + 1
            return y
    """)
    said = notebook.failure("expect(double, 3).close_to(6)")
    assert re.match(r"double\(3\) had not ended after 0.3 seconds, and was stopped. It happened in line [45] of", said)
    assert said.endswith(
        "\nIs there a loop that never ends? What its condition asks for has to change from round to round."
    )
    notebook.run("def double(x):\n    return 2 * x")
    notebook.run("expect(double, 3).close_to(6)")
