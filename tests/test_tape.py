"""Our tape, beside tf.GradientTape and differences, and everything it promises to refuse."""

import importlib.util

import numpy as np
import pytest

from gradus.answers import tape_pieces
from gradus.answers.random_programs import differences, random_program
from gradus.tape import RULES, VJPS, Array, Tape, open_tapes, unbroadcast
from tests.submissions import ROOT


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


def play(steps, things, function):
    """Run a random program. function(name) gives sin, exp, log and sum; the rest are operators."""
    things = list(things)
    for name, places, *constant in steps:
        operands = [things[i] for i in places] + constant
        if name in ("sin", "exp", "log", "sum"):
            things.append(function(name)(operands[0]))
        else:
            things.append(getattr(operands[0], f"__{name}__")(operands[1]))
    return things[-1]


def on_arrays(steps, things):
    return play(steps, things, lambda name: lambda x: getattr(x, name)())


def gradients(program, values):
    xs = [Array(value) for value in values]
    with Tape() as tape:
        for x in xs:
            tape.watch(x)
        y = program(xs)
    return [g.value for g in tape.gradient(y, xs)]


@pytest.mark.parametrize("seed", range(40))
def test_random_programs_agree_with_differences(seed):
    steps, values = random_program(np.random.default_rng(seed))
    slopes, error = differences(lambda *xs: on_arrays(steps, map(Array, xs)).value, *values)
    assert error < 1e-4
    for mine, truth in zip(gradients(lambda xs: on_arrays(steps, xs), values), slopes, strict=True):
        np.testing.assert_allclose(mine, truth, rtol=1e-6, atol=1e-7 + 10 * error)


@pytest.mark.parametrize("seed", range(40))
def test_random_programs_agree_with_tensorflow(tf, seed):
    steps, values = random_program(np.random.default_rng(seed), length=15)
    xs = [tf.constant(value) for value in values]
    functions = {"sin": tf.sin, "exp": tf.exp, "log": tf.math.log, "sum": tf.reduce_sum}

    def with_vectors(steps, things):
        """`@` of TensorFlow takes matrices only."""
        things = list(things)
        for name, places, *constant in steps:
            a, *rest = [things[i] for i in places] + constant
            if name == "matmul":
                things.append(tf.tensordot(a, rest[0], 1))
            else:
                things.append(functions[name](a) if name in functions else getattr(a, f"__{name}__")(*rest))
        return things[-1]

    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = with_vectors(steps, xs)
    theirs = tape.gradient(y, xs, unconnected_gradients="zero")
    for mine, g in zip(gradients(lambda xs: on_arrays(steps, xs), values), theirs, strict=True):
        np.testing.assert_allclose(mine, g.numpy(), rtol=1e-9, atol=1e-11)


def test_every_rule_agrees_with_differences():
    rng = np.random.default_rng(0)
    matrix, column, vector = rng.uniform(0.5, 2, (3, 4)), rng.uniform(0.5, 2, (3, 1)), rng.uniform(0.5, 2, 4)
    inputs = {
        **dict.fromkeys(("add", "sub", "mul", "div", "power"), [((matrix, column), {}), ((vector, column), {})]),
        **dict.fromkeys(("neg", "sin", "cos", "exp", "log", "transpose"), [((matrix,), {}), ((vector[0],), {})]),
        "matmul": [((a, b), {}) for a in (matrix.T, column[:, 0]) for b in (matrix, column[:, 0])],
        "sum": [((matrix,), {"axis": axis, "keepdims": k}) for axis in (None, 0, -1, (0, 1)) for k in (False, True)],
        "reshape": [((matrix,), {"shape": (2, 6)})],
    }
    assert inputs.keys() == RULES.keys()
    for name, cases in inputs.items():
        for values, params in cases:
            g = rng.normal(size=np.shape(RULES[name].forward(*values, **params)))
            truth, _ = differences(lambda *xs: RULES[name].forward(*xs, **params) * g, *values)  # noqa: B023
            for mine, theirs in zip(VJPS[name](g, *values, **params), truth, strict=True):
                np.testing.assert_allclose(mine, theirs, rtol=1e-7, atol=1e-9, err_msg=name)


def test_powers_at_zero():
    assert VJPS["power"](1.0, np.array([0.0, 0.0, 0.0]), np.array([0.0, 1.0, 2.0]))[0].tolist() == [0.0, 1.0, 0.0]


@pytest.mark.parametrize("other", [2.0, 3, np.float64(2.0), np.int64(3), np.array([1.0, 2.0]), np.array([1, 2])])
@pytest.mark.parametrize("operator", ["__add__", "__sub__", "__mul__", "__truediv__", "__pow__"])
def test_plain_numbers_and_arrays_stand_on_either_side(operator, other):
    import operator as operators

    do = getattr(operators, operator)
    x = Array([0.5, 1.5])
    for mine, theirs in ((do(x, other), do(x.value, other)), (do(other, x), do(other, x.value))):
        assert isinstance(mine, Array)
        np.testing.assert_allclose(mine.value, theirs)


@pytest.mark.parametrize("function", [np.sum, np.mean])
@pytest.mark.parametrize("named", [{}, {"axis": 0}, {"axis": (0, 1)}, {"axis": -1, "keepdims": True}])
def test_sums_and_means_by_numpy_are_those_of_arrays(function, named):
    """np.mean takes what has no `mean` for one thing, and gives it back as it is."""
    numbers = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])
    [slopes] = gradients(lambda xs: function(xs[0] * xs[0], **named), [numbers])
    share = function(np.ones((2, 3)), **named).size / 6 if function is np.mean else 1
    np.testing.assert_allclose(function(Array(numbers), **named).value, function(numbers, **named))
    np.testing.assert_allclose(slopes, 2 * numbers * share)
    assert np.reshape(Array(numbers), (3, 2)).shape == (3, 2)


def second_derivative(f, x):
    x = Array(x)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        [slope] = inner.gradient(y, [x])
    return outer.gradient(slope, [x])[0]


def test_second_and_third_derivatives():
    x = np.array([0.5, 1.0, 2.0])
    np.testing.assert_allclose(second_derivative(lambda x: x.sin() * x, x).value, 2 * np.cos(x) - x * np.sin(x))
    np.testing.assert_allclose(second_derivative(lambda x: x**3, x).value, 6 * x)
    assert second_derivative(lambda x: 3 * x + 1, x) is None
    matrix = np.arange(9.0).reshape(3, 3)
    np.testing.assert_allclose(second_derivative(lambda x: x @ matrix @ x, x).value, (matrix + matrix.T).sum(axis=1))
    third = Array(1.5)
    with Tape() as tape:
        tape.watch(third)
        y = second_derivative_recorded(third)
    np.testing.assert_allclose(tape.gradient(y, [third])[0].value, 24 * 1.5)


def second_derivative_recorded(x):
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = x**4
        [slope] = inner.gradient(y, [x])
    return outer.gradient(slope, [x])[0]


def test_none_where_nothing_is_recorded():
    x, y, before = Array(2.0), Array(2.0), None
    before = x * x
    with Tape(persistent=True) as tape:
        tape.watch(x)
        z = x * y + before + Array(x.value)
    after = z * z
    assert [g and float(g.value) for g in tape.gradient(z, [x, y, before])] == [2.0, None, None]
    assert tape.gradient(after, [x]) == [None]
    assert tape.gradient(3.0, [x]) == [None]


def test_a_tape_answers_once_unless_it_is_persistent():
    x = Array(3.0)
    for persistent in (False, True):
        with Tape(persistent=persistent) as tape:
            tape.watch(x)
            y = x * x
        assert tape.gradient(y, [x])[0].value == 6.0
        if persistent:
            assert tape.gradient(y, [x])[0].value == 6.0
        else:
            with pytest.raises(RuntimeError, match="once"):
                tape.gradient(y, [x])


def test_an_error_closes_the_tape_and_goes_on():
    x = Array(2.0)
    with pytest.raises(KeyError), Tape() as tape:
        tape.watch(x)
        raise KeyError
    assert open_tapes == []
    assert tape.steps == []


def test_doublings_and_long_chains():
    x = Array(1.0)
    with Tape(persistent=True) as tape:
        tape.watch(x)
        y = x
        for _ in range(200):
            y = y + y
        z = x
        for _ in range(100_000):
            z = z * 1.0
    assert tape.gradient(y, [x])[0].value == 2.0**200
    assert tape.gradient(z, [x])[0].value == 1.0


def test_nothing_is_changed():
    given = np.array([1.0, 2.0])
    x = Array(given)
    with Tape(persistent=True) as tape:
        tape.watch(x)
        s = x + x
        y = (s * s + s).sum()
    for _ in range(2):
        assert tape.gradient(y, [x, s])[0].value.tolist() == [10.0, 18.0]
    assert given.tolist() == x.value.tolist() == [1.0, 2.0]
    given[0] = 7.0
    assert x.value[0] == 1.0


def test_unbroadcast():
    g = np.arange(6.0).reshape(2, 3)
    assert unbroadcast(g, (2, 3)) is g
    assert unbroadcast(g, (1, 3)).tolist() == [[3.0, 5.0, 7.0]]
    assert unbroadcast(g, ()) == 15.0


@pytest.mark.parametrize("name", ["unbroadcast", "VJPS", "backward_order", "Tape"])
def test_what_is_lent_holds_no_later_piece(name):
    source = tape_pieces.source_of(name)
    names: dict = {"__name__": "gradus.lent"}
    exec(source, names)
    assert callable(names[name]) or callable(names[name]["mul"])
    order = ["unbroadcast", "VJPS", "Tape"]
    later = order[order.index(name) + 1 :] if name in order else order
    assert not names.keys() & set(later)


def test_the_losses_in_the_exercise_are_those_of_tensorflow(tf):
    spec = importlib.util.spec_from_file_location("record_losses", ROOT / "tools" / "record_losses.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    computed = tool.losses(range(0, 101, 20))
    text = tool.UNIT.read_text(encoding="utf-8")
    written = eval(text.split("tensorflow_losses = ")[1].split("]")[0] + "]")
    np.testing.assert_allclose(written, computed, rtol=1e-12)
