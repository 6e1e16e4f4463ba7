"""What a check accepts, what it refuses, and what it says."""

import logging
import subprocess
import sys
import textwrap
import types
import warnings
from fractions import Fraction

import numpy as np
import pytest

from gradus import expect
from gradus.checks import mistakes
from gradus.checks.call import Interruption
from gradus.checks.expect import CheckFailed, NotAttempted


def square(x):
    return x * x


def failure(check):
    """What a failing check says."""
    with pytest.raises(CheckFailed) as caught:
        check()
    return str(caught.value)


def answer(value):
    def given():
        return value

    return given


@pytest.mark.parametrize(
    "value",
    [
        6,
        6.0,
        np.float32(6),
        np.array(6.0),
        6 + 0j,
        Fraction(6, 1),
        np.int8(6),
        6.000001,
        np.array(Fraction(6), dtype=object),
    ],
)
def test_every_kind_of_number_is_welcome(value):
    expect(answer(value)).close_to(6.0)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "returned None; expected a number."),
        (True, "returned a truth value; expected a number."),
        ("6", "returned text; expected a number."),
        (square, "returned a function; expected a number."),
        (float("nan"), "returned NaN; expected a finite number."),
        (float("-inf"), "returned infinity; expected a finite number."),
        (6j, "returned complex numbers; expected real ones."),
        ([6.0], "returned an array of shape (1,); expected a number."),
        ([[1.0], [1.0, 2.0]], "returned a list whose rows differ in length; expected a number."),
        ((np.ones((2, 2)), np.ones(2)), "returned a tuple of different shapes; expected a number."),
        ({"a": 1}, "returned a dict; expected a number."),
        (6.001, "returned 6.001; expected 6.0."),
        (6.0000123456, "returned 6.00001; expected 6.0."),
        (5, "returned 5; expected 6.0."),
    ],
)
def test_what_is_not_close_to_six(value, says):
    assert says in failure(lambda: expect(answer(value)).close_to(6.0))


@pytest.mark.parametrize(
    ("value", "expected", "says"),
    [
        ([1.0, 2.0], np.ones(3), "returned an array of shape (2,); expected an array of shape (3,)."),
        (np.ones((3, 1)), np.ones(3), "shape (3, 1); expected an array of shape (3,)"),
        (1.0, np.ones(3), "returned a number; expected an array of shape (3,)."),
        ([1.0, np.nan, 1.0], np.ones(3), "returned an array of shape (3,) with NaN in it."),
        (np.r_[np.zeros(9), 7.0], np.zeros(10), "returned 7.0 at [9]; expected 0.0 there."),
        ((1.0, 3.0), (1.0, 2.0), "returned (1.0, 3.0); expected (1.0, 2.0)."),
        ((np.zeros(2), 3), (np.zeros(2), 4), "returned, as value 2 of 2, 3; expected 4."),
        ((np.zeros(2),), (np.zeros(2), 4), "returned 1 value; expected 2."),
        (5.0, (np.zeros(2), 4), "returned a number; expected 2 values."),
    ],
)
def test_arrays_and_parts(value, expected, says):
    assert says in failure(lambda: expect(answer(value)).close_to(expected))


@pytest.mark.parametrize(
    ("value", "expected", "says"),
    [
        ([4.0, None], [4.0, 2.0], "returned None as value 2 of 2; expected a number."),
        ((None, None), np.ones(2), "returned None as value 1 of 2; expected a number."),
        ((4.0, None), (4.0, np.ones(3)), "returned None as value 2 of 2; expected an array of shape (3,)."),
        ([None, 1.0, 2.0], [1.0, 2.0], "returned a list with None in it; expected an array of shape (2,)."),
    ],
)
def test_a_none_among_numbers_is_not_zero(value, expected, says):
    assert failure(lambda: expect(answer(value)).close_to(expected)).startswith(f"given() {says}")


def test_numbers_that_look_alike_are_told_apart():
    assert "returned 6.00000001; expected 6.0." in failure(
        lambda: expect(answer(6.00000001)).close_to(6.0, rtol=1e-10, atol=0)
    )


def test_the_tolerance_is_absolute_near_zero():
    expect(answer(1e-9)).close_to(0.0)
    assert "returned 1e-09" in failure(lambda: expect(answer(1e-9)).close_to(0.0, atol=1e-10))


def test_a_check_cannot_expect_nan():
    with pytest.raises(ValueError, match="finite"):
        expect(answer(1.0)).close_to(np.nan)
    with pytest.raises(ValueError, match="finite"):
        expect(answer(1.0)).close_to((np.zeros(2), np.inf))


@pytest.mark.parametrize(
    ("factor", "guess"),
    [(-1, "The sign is flipped."), (2, "It is twice too large."), (0.5, "It is half of what it should be.")],
)
def test_a_wrong_answer_without_a_name_gets_a_guess(factor, guess):
    truth = np.array([1.5, 0.0, -2.5, 7.0])
    assert failure(lambda: expect(answer(factor * truth)).close_to(truth)).endswith(guess)


@pytest.mark.parametrize("truth", [6.0, [6.0], [6.0, 3.0], [2.0, 2.0, -2.0], [1.5, 0.0, 2.5]])
@pytest.mark.parametrize("factor", [-1, 2, 0.5])
def test_a_guess_needs_three_numbers_that_differ(truth, factor):
    """A single -6 for 6 may have many causes."""
    truth = np.array(truth)
    assert failure(lambda: expect(answer(factor * truth)).close_to(truth)).count("\n") == 0


def test_returns_is_exact():
    expect(answer(np.True_)).returns(True)
    expect(answer("saddle")).returns("saddle")
    expect(answer([3, np.int64(2)])).returns((3, 2))
    assert "returned 'minimum'; expected 'saddle'." in failure(lambda: expect(answer("minimum")).returns("saddle"))
    assert "returned 1; expected True." in failure(lambda: expect(answer(1)).returns(True))
    assert "without quotes" in failure(lambda: expect(answer("False")).returns(False))
    assert "quotes" not in failure(lambda: expect(answer("False")).returns("saddle"))


def test_none_is_not_zero():
    expect(answer(None)).is_none()
    assert "returned 0; expected None." in failure(lambda: expect(answer(0)).is_none())


def test_raises():
    def divide(x):
        return 1 / x

    expect(divide, 0).raises(ZeroDivisionError)
    expect(divide, 0).raises(ValueError, ArithmeticError)
    assert "returned 0.5; expected it to raise ValueError." in failure(lambda: expect(divide, 2).raises(ValueError))
    said = failure(lambda: expect(divide, 0).raises(ValueError))
    assert "raised ZeroDivisionError: division by zero; expected it to raise ValueError." in said
    assert "raised ZeroDivisionError" in failure(lambda: expect(divide, 0).raises(ValueError))


@pytest.mark.parametrize("error", [RuntimeError("diverged"), RuntimeError])
def test_an_error_that_is_returned_is_to_be_raised(error):
    said = failure(lambda: expect(answer(error)).raises(RuntimeError))
    assert "expected it to raise RuntimeError.\nAn error was returned, which stops nothing." in said
    assert "stops nothing" not in failure(lambda: expect(answer("RuntimeError")).raises(RuntimeError))


def test_a_count_beside_a_place_stays_a_whole_number():
    assert (
        failure(lambda: expect(answer((0.5, 6))).close_to((0.5, 7))) == "given() returned (0.5, 6); expected (0.5, 7)."
    )
    assert failure(lambda: expect(answer([0.5, 6])).close_to([0.5, 7])).endswith("expected [0.5, 7.0].")


def test_an_error_is_told_with_its_line():
    def crooked(x):
        return x / 0

    said = failure(lambda: expect(crooked, 2.0).close_to(1.0))
    assert said.startswith("crooked(2.0) raised ZeroDivisionError: float division by zero.\n")
    assert said.endswith("of the cell: return x / 0")


def test_quit_is_an_error_like_others():
    assert "raised SystemExit" in failure(lambda: expect(lambda: sys.exit(), *()).close_to(1.0))


def test_a_stub_is_not_attempted():
    def slope(f, x, h=1e-5):
        raise NotImplementedError

    with pytest.raises(NotAttempted, match="slope is not attempted yet"):
        expect(slope, square, 3.0).close_to(6.0)
    with pytest.raises(NotAttempted):
        expect(slope, square, 3.0).raises(RuntimeError)  # NotImplementedError is a RuntimeError

    def tangent(f, x0):
        return lambda x: slope(f, x0)

    with pytest.raises(NotAttempted, match="tangent needs slope, which is not attempted yet"):
        expect(tangent, square, 3.0).at(1.0).close_to(6.0)


def test_inputs_stay_as_they_were():
    def in_place(x, parts):
        x *= 2
        parts.append(1)
        return x.sum()

    x, parts = np.array([1.0, np.inf]), ["part"]
    said = failure(lambda: expect(in_place, x, parts).close_to(4.0))
    assert "changed its input x and parts." in said
    assert x.tolist() == [1.0, np.inf] and parts == ["part"], "the next check must not suffer for it"


def test_functions_that_are_returned_are_asked_on():
    def line(a):
        return lambda x: a * x

    expect(line, 2.0).at(3.0).close_to(6.0)
    assert "line(2.0)(3.0) returned 6.0; expected 7.0." in failure(lambda: expect(line, 2.0).at(3.0).close_to(7.0))
    assert "cannot be computed: a number came back" in failure(lambda: expect(square, 2.0).at(3.0).close_to(6.0))


def test_what_is_not_a_function_is_said():
    assert "is 3.0, not a function" in failure(lambda: expect(3.0, 1.0).close_to(1.0))


def test_stderr_is_no_failure(capsys):
    def talkative(x):
        warnings.warn("careful", stacklevel=1)
        logging.getLogger("talk").warning("watch out")
        print("hm", file=sys.stderr)
        return x

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        expect(talkative, 1.0).close_to(1.0)
    out, err = capsys.readouterr()
    assert err == "" and "hm" in out and "✓ talkative(1.0) is close to 1.0" in out


def wrong_slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h


def test_a_lambda_bears_the_name_it_was_given():
    namespace = {"expect": expect, "square": square}
    exec("slope = lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / h", namespace)
    said = failure(lambda: exec("expect(slope, square, 3.0).close_to(6.0)", namespace))
    assert said == "slope(square, 3.0) returned 12.0; expected 6.0.\n" + mistakes.sentence_of(
        next(m for m in mistakes.mistakes_in("slope") if m.__name__ == "divides_by_h")
    )


def test_a_mistake_that_earlier_answers_contradict_stays_silent():
    """has_kink answers only True or False: one wrong answer fits many mistakes, two tell them apart."""

    def opposite(f, x):
        return f is square

    def always(f, x):
        return False

    names = {"expect": expect, "square": square, "has_kink": opposite}
    assert failure(lambda: exec("expect(has_kink, abs, 0.0).returns(True)", names)).count("\n") == 0
    assert "the wrong way round?" in failure(lambda: exec("expect(has_kink, square, 3.0).returns(False)", names))
    names["has_kink"] = always
    exec("expect(has_kink, square, 3.0).returns(False)", names)
    assert "the wrong way round" not in failure(lambda: exec("expect(has_kink, abs, 0.0).returns(True)", names))


def test_mistakes_are_asked_about_arguments_too():
    """A class is tested through a driver, and the learner's name is then an argument."""

    def ask(answer, x):
        return answer(square, x)

    namespace = {"expect": expect, "ask": ask, "slope": wrong_slope}
    assert "divide by 2h, not by h" in failure(lambda: exec("expect(ask, slope, 3.0).close_to(6.0)", namespace))


def test_a_mistake_without_a_sentence_is_refused():
    with pytest.raises(ValueError, match="no docstring"):
        mistakes.mistake_in("slope")(lambda f, x: 0.0)


def run_in_terminal(tmp_path, code, *options):
    script = tmp_path / "check.py"
    script.write_text(textwrap.dedent(code))
    return subprocess.run([sys.executable, *options, str(script)], capture_output=True, text=True, timeout=60)


WRONG = """
    from gradus import expect
    def square(x):
        return x * x
    def slope(f, x, h=1e-5):
        return (f(x + h) - f(x - h)) / h
    expect(slope, square, 3.0).close_to(6.0)
"""


def test_a_terminal_shows_two_lines(tmp_path):
    done = run_in_terminal(tmp_path, WRONG)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "✗ slope(square, 3.0) returned 12.0; expected 6.0.",
        "The two points are 2h apart, so divide by 2h, not by h.",
    ]


def test_ipython_shows_two_lines(tmp_path):
    done = run_in_terminal(tmp_path, WRONG, "-m", "IPython", "--no-banner", "--colors=NoColor")
    shown = [line for line in done.stdout.splitlines() if line.strip()]
    assert shown == [
        "✗ slope(square, 3.0) returned 12.0; expected 6.0.",
        "The two points are 2h apart, so divide by 2h, not by h.",
    ]


def test_other_errors_look_as_ever(tmp_path):
    done = run_in_terminal(tmp_path, "import gradus\n1 / 0")
    assert "Traceback" in done.stderr and "ZeroDivisionError" in done.stderr


class BadArray:
    def __array__(self, *_, **__):
        raise ValueError("no")


class BadWords:
    def __repr__(self):
        raise ValueError("no")


class BadError(Exception):
    def __str__(self):
        raise ValueError("no")


class Endless:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return 1.0


def itself():
    values: list = []
    values.append(values)
    return values


ODD = [BadArray(), BadWords(), Endless(), itself(), 10**400, Fraction(10**400, 3), 10**5000, range(10**9)]
ODD += ["x" * 10**7, np.ma.masked_all(3), np.array(["6.0"], dtype=object), [None, 1.0], np.timedelta64(3, "s")]
ODD += [np.array([np.nan, 1]).astype(int), iter([6.0]), np.zeros(1, dtype=[("a", float)])[0], 10**6 * [1.0]]


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("judge", ["close_to", "returns", "pair", "none"])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_odd_results_are_wrong_answers_and_never_errors_of_ours(value, judge):
    def check():
        result = expect(answer(value))
        if judge == "close_to":
            result.close_to(6.0)
        elif judge == "returns":
            result.returns((True, False))
        elif judge == "pair":
            result.close_to((0.0, 1.0))
        else:
            result.is_none()

    assert len(failure(check)) < 300


@pytest.mark.parametrize("error", [BadError(), BaseException("b"), RecursionError("r" * 9999)])
def test_odd_exceptions_are_told_shortly(error):
    def raise_it():
        raise error

    assert len(failure(lambda: expect(raise_it).close_to(1.0))) < 350


def test_keywords_and_later_arguments_are_guarded_too():
    def adds(x):
        x += 1
        return adds

    assert "changed its input x" in failure(lambda: expect(adds, x=np.ones(2)).close_to(1.0))
    assert "changed its input x" in failure(lambda: expect(lambda: adds).at(np.ones(2)).close_to(1.0))
    assert "changed its input d" in failure(lambda: expect(lambda d: d.clear() or 1.0, {"a": 1}).close_to(1.0))


def test_exact_answers_of_numpy_and_tuples():
    expect(answer((np.int64(3), np.True_))).returns((3, True))
    assert "expected (True, False)" in failure(lambda: expect(answer((1, 0))).returns((True, False)))


def test_a_decorated_answer_is_known_by_its_variable():
    import functools

    def forward_difference(f, x):
        return 0.0

    namespace = {"expect": expect, "square": square, "forward_difference": forward_difference}
    namespace["slope"] = functools.wraps(forward_difference)(lambda f, x, h=1e-5: wrong_slope(f, x, h))
    said = failure(lambda: exec("expect(slope, square, 3.0).close_to(6.0)", namespace))
    assert said.startswith("slope(square, 3.0)") and "divide by 2h" in said


def test_hidden_checks_give_no_numbers_away(tmp_path):
    check = tmp_path / "check.py"
    check.write_text(
        textwrap.dedent("""
        from gradus import expect
        def helper(x):
            expect(slope, square, x).close_to(6.0)
        ### BEGIN HIDDEN TESTS
        helper(3.75)
        ### END HIDDEN TESTS
        """)
    )
    for body in ("return 12.25", "raise ValueError(f'x is {x}')", "return {1.0: 2.0}[x]"):
        namespace = {"square": square}
        exec(f"def slope(f, x, h=1e-5):\n    {body}", namespace)
        code = compile(check.read_text(), str(check), "exec")
        said = failure(lambda code=code, namespace=namespace: exec(code, namespace))
        assert said.startswith("Hidden check: slope(a function, a number) r")
        assert "3.75" not in said and "12.25" not in said


@pytest.fixture
def known(monkeypatch):
    """Registers mistakes in exercises that no unit has."""
    monkeypatch.setattr(mistakes, "_MISTAKES", dict(mistakes._MISTAKES))

    def register(exercise, *wrong):
        for mistake, sentence in wrong:
            mistake.__doc__ = sentence
            mistakes.mistake_in(exercise)(mistake)

    mistakes.exercises()
    return register


def test_two_mistakes_that_give_the_same_stay_silent(known):
    known("root", (lambda x: x / 2, "Half is no root."), (lambda x: 2.0, "It is not always two."))

    def root(x):
        return x / 2

    assert failure(lambda: expect(root, 4.0).close_to(3.0)) == "root(4.0) returned 2.0; expected 3.0."
    assert failure(lambda: expect(root, 9.0).close_to(3.0)) == (
        "root(9.0) returned 4.5; expected 3.0.\nHalf is no root."
    )


def test_what_a_mistake_prints_warns_or_logs_is_not_heard(known, caplog, capsys):
    """The learner would look for its cause in their own code. What theirs logs is heard, before and after."""

    def talkative(x):
        warnings.warn("careful", stacklevel=1)
        logging.getLogger("talk").critical("from the mistake")
        print("hm")
        return 2.0

    def root(x):
        logging.getLogger("talk").warning("from the answer")
        return 2.0

    known("root", (talkative, "It is not always two."))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2):
            assert failure(lambda: expect(root, 9.0).close_to(3.0)).endswith("It is not always two.")
    assert capsys.readouterr().out == ""
    assert [record.getMessage() for record in caplog.records] == ["from the answer"] * 2


def test_two_mistakes_of_one_sentence_speak(known):
    known("root", (lambda x: x / 2, "Half is no root."), (lambda x: 2.0, "Half is no root."))

    def root(x):
        return x / 2

    assert failure(lambda: expect(root, 4.0).close_to(3.0)).endswith("Half is no root.")


@pytest.mark.parametrize(
    "tolerance", [{"rtol": 0}, {"rtol": 0, "atol": 1e-12}, {"rtol": 1e-12}, {"rtol": 0, "atol": 0}]
)
def test_a_mistake_is_known_under_the_strictest_check(known, tolerance):
    """The same wrong number, computed in another order, differs in its last digit."""
    known("tenth", (lambda x: (x + 0.1) + 0.2, "Once is enough."))

    def tenth(x):
        return x + (0.1 + 0.2)

    x = 1 / 7
    assert tenth(x) != (x + 0.1) + 0.2
    assert failure(lambda: expect(tenth, x).close_to(0.25, **tolerance)).endswith("Once is enough.")


def test_each_part_that_is_asked_for_by_name_is_explained_for_itself(known):
    """A wrong rule is known though another rule is right, or wrong in another way."""

    def entry(table, name):
        return table()[name]

    known(
        "table", (lambda: {"a": 2, "b": 5, "c": 7}, "One more: 5."), (lambda: {"a": 3, "b": 4, "c": 7}, "Two more: 3.")
    )

    def table():
        return {"a": 1, "b": 5, "c": 8}

    names = {"expect": expect, "entry": entry, "table": table}
    exec("expect(entry, table, 'a').returns(1)", names)
    assert failure(lambda: exec("expect(entry, table, 'b').returns(4)", names)).endswith("expected 4.\nOne more: 5.")
    assert failure(lambda: exec("expect(entry, table, 'c').returns(7)", names)).endswith("returned 8; expected 7.")


def test_a_name_that_is_also_an_attribute_is_no_use_of_a_module(monkeypatch):
    module = types.ModuleType("barred")
    module.reshape = types.FunctionType((lambda x: x).__code__, {"__name__": "barred"}, "reshape")
    monkeypatch.setitem(sys.modules, "barred", module)
    names = {"__name__": "__main__", "expect": expect, "reshape": module.reshape, "_do_without": ("barred",), "np": np}
    exec("def flat(x):\n    return np.array(x).reshape(-1)", names)
    exec("expect(flat, [[1.0]]).close_to([1.0])", names)
    exec("def flat(x):\n    return reshape(np.array(x))", names)
    assert failure(lambda: exec("expect(flat, [[1.0]]).close_to([1.0])", names)) == (
        "flat uses barred. Here it is to be done without: NumPy is all it takes."
    )


def test_what_ends_a_call_from_outside_is_no_answer(known):
    """As when the judge's time for a call is up: the check is over, and the mistakes are not asked either."""

    class TimeIsUp(Interruption):
        pass

    def endless(*_):
        raise TimeIsUp

    with pytest.raises(TimeIsUp):
        expect(endless, 1.0).close_to(1.0)
    known("root", (endless, "It never ends."))

    def root(x):
        return x / 2

    with pytest.raises(TimeIsUp):
        expect(root, 9.0).close_to(3.0)


@pytest.mark.parametrize(
    "words", ["at 0x7f1a: proto: goo.gle/debugstr  dtype", "in __autograph_generated_filek2.py, x"]
)
def test_a_mistake_is_known_by_its_error_in_another_process(words, known):
    """There addresses, the names of AutoGraph's files and the beginning of a printed message are others."""

    def raising(text):
        def function(x):
            raise ValueError(text)

        return function

    elsewhere = words.replace("7f1a", "9b").replace("debugstr", "debugonly\n").replace("filek2", "file_x7")
    known("mended", (raising(elsewhere), "It raises."))
    mended = raising(words)
    names = {"expect": expect, "mended": mended}
    assert failure(lambda: exec("expect(mended, 1.0).close_to(1.0)", names)).endswith("\nIt raises.")
