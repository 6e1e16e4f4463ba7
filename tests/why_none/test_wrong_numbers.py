"""explain_gradient: each check finds its mistake, and is silent about the mended program."""

import pytest

from gradus import explain_gradient
from tests.why_none.notebook import Notebook

tf = pytest.importorskip("tensorflow")

# A program, what must be said of it, and what to put for what to mend it.
WRONG = {
    "several entries": (
        "w = tf.Variable([1.0, 2.0, 3.0])\nwith TAPE as tape:\n    y = w * w",
        "y has 3 entries",
        ("w * w", "tf.reduce_mean(w * w)"),
    ),
    "each with each": (
        "X = tf.reshape(tf.range(4.0), (4, 1))\nt = tf.range(4.0)\nw = tf.Variable([[1.0]])\nwith TAPE as tape:\n"
        "    y = tf.reduce_mean((X @ w - t) ** 2)",
        "`X @ w - t` pairs shapes (4, 1) and (4,) into (4, 4)",
        ("- t)", "- t[:, None])"),
    ),
    "the branch not taken": (
        "w = tf.Variable([0.0, 1.0])\nwith TAPE as tape:\n    y = tf.reduce_sum(tf.where(w > 0, tf.math.log(w), 0.0))",
        "`tf.where(w > 0, tf.math.log(w), 0.0)` chooses",
        ("log(w)", "log(tf.where(w > 0, w, 1.0))"),
    ),
    "norm at 0": (
        "w = tf.Variable([0.0, 0.0])\nwith TAPE as tape:\n    y = tf.norm(w)",
        "`tf.norm(w)` has no finite slope at 0.0",
        ("tf.norm(w)", "tf.reduce_sum(w**2)"),
    ),
    "root at 0 in a helper": (
        "w = tf.Variable(0.0)\ndef root(a):\n    return tf.sqrt(a)\nwith TAPE as tape:\n    y = root(w) * 2.0",
        "`tf.sqrt(a)` has no finite slope at 0.0",
        ("tf.sqrt(a)", "tf.sqrt(a + 1.0)"),
    ),
    "whole numbers": (
        "w = tf.Variable(2.0)\nn = tf.constant(3)\nwith TAPE as tape:\n    y = w * tf.cast(n // 2, tf.float32)",
        "`n // 2` divides whole numbers and drops the rest: 3 by 2 gives 1",
        ("tf.cast(n // 2, tf.float32)", "tf.cast(n, tf.float32) / 2.0"),
    ),
    "digits lost": (
        "w = tf.Variable(1e-3)\nwith TAPE as tape:\n    y = (1.0 - tf.cos(w)) / w**2",
        "`1.0 - tf.cos(w)`",
        ("(1.0 - tf.cos(w))", "2.0 * tf.sin(w / 2.0) ** 2"),
    ),
    "absorbed": (
        "w = tf.Variable(1e-9)\nwith TAPE as tape:\n    y = tf.math.log(1.0 + w)",
        "`1.0 + w` adds",
        ("tf.math.log(1.0 + w)", "tf.math.log1p(w)"),
    ),
    "flat": (
        "w = tf.Variable(-2.0)\nwith TAPE as tape:\n    y = tf.nn.relu(w) * 3.0",
        "`tf.nn.relu(w)` is flat here",
        ("tf.nn.relu", "tf.nn.softplus"),
    ),
    "kink": (
        "w = tf.Variable(0.0)\nwith TAPE as tape:\n    y = tf.maximum(0.0, w) * 3.0",
        "`tf.maximum(0.0, w)` has a kink at 0.0: its slope is 0 on the left and 1 on the right. TensorFlow's "
        "convention there is 0.",
        ("tf.maximum(0.0, w)", "tf.nn.softplus(w)"),
    ),
    "clipped": (
        "w = tf.Variable(5.0)\nwith TAPE as tape:\n    y = tf.clip_by_value(w, 0.0, 1.0) ** 2",
        "`tf.clip_by_value(w, 0.0, 1.0)` is flat here",
        ("0.0, 1.0", "0.0, 9.0"),
    ),
}


def said_of(code, persistent):
    notebook = Notebook(explain_gradient=explain_gradient)
    code = code.replace("TAPE", f"tf.GradientTape({persistent})")
    ask = "\ng = tape.gradient(y, w)\nsaid = explain_gradient(y, w, tape)"
    notebook.run(code + ask)
    assert notebook.error is None
    return notebook.names["said"]


@pytest.mark.parametrize("persistent", [False, True])
@pytest.mark.parametrize("mistake", WRONG)
def test_each_mistake_is_found_and_gone_when_mended(mistake, persistent):
    code, words, (old, new) = WRONG[mistake]
    assert words in said_of(code, persistent)
    assert old in code
    mended = said_of(code.replace(old, new), persistent)
    assert "Nothing that is looked for here was found" in mended, mended


KINKS = {
    "tf.nn.relu(w)": 0.0,
    "tf.nn.relu6(w)": 6.0,
    "tf.abs(w)": 0.0,
    "tf.maximum(w, 0.5)": 0.5,
    "tf.maximum(0.5, w)": 0.5,
    "tf.minimum(w, 0.5)": 0.5,
    "tf.minimum(0.5, w)": 0.5,
    "tf.clip_by_value(w, 0.0, 1.0)": 0.0,
    "tf.clip_by_value(w, 0.0, 1.0) * 1.0": 1.0,
}


@pytest.mark.parametrize(("code", "place"), KINKS.items())
def test_at_a_kink_both_sides_and_the_convention_are_true(code, place):
    """Each number a second time: by differences on both sides, and by the tape."""
    said = said_of(f"w = tf.Variable({place})\nwith TAPE as tape:\n    y = {code}", True)

    def value(at):
        return float(eval(code, {"tf": tf, "w": tf.constant(at)}))

    left, right = (round((value(place + h) - value(place)) / h) for h in (-0.125, 0.125))
    with tf.GradientTape() as tape:
        w = tf.Variable(place)
        y = eval(code, {"tf": tf, "w": w})
    convention = int(tape.gradient(y, w))
    assert f"has a kink at {place}: its slope is {left} on the left and {right} on the right." in said
    assert said.endswith(f"TensorFlow's convention there is {convention}.") and "flat" not in said


def test_a_kink_that_no_slope_meets_is_not_named():
    nearby = "w = tf.Variable([-1.0, 2.0])\nwith TAPE as tape:\n    y = tf.reduce_sum(tf.nn.relu(w))"
    assert "kink" not in said_of(nearby, True).replace("flat places, kinks", "")
    alike = "w = tf.Variable(1.0)\nwith TAPE as tape:\n    y = tf.maximum(w, w)"
    assert "Nothing that is looked for" in said_of(alike, True)
    unused = "w = tf.Variable([0.0, 2.0])\nwith TAPE as tape:\n    y = tf.nn.relu(w)[1]"
    assert "Nothing that is looked for" in said_of(unused, True)


def test_flat_and_at_a_kink_are_both_said_of_different_entries():
    said = said_of("w = tf.Variable([-1.0, 0.0])\nwith TAPE as tape:\n    y = tf.reduce_sum(tf.nn.relu(w))", True)
    assert "is flat here" in said and "has a kink at 0.0" in said


def test_two_made_from_the_source_that_are_equal_may_be_a_kink():
    said = said_of("w = tf.Variable(1.0)\nwith TAPE as tape:\n    y = tf.maximum(w * w, w)", True)
    assert "has two equal numbers to choose from, 1.0." in said and "the slope of the first" in said


def test_a_jump_is_no_flat_place():
    said = said_of("w = tf.Variable(0.0)\nwith TAPE as tape:\n    y = tf.sign(w)", True)
    assert "jumps at 0.0" in said and "flat" not in said


def test_on_a_none_it_says_what_explain_none_says():
    w = tf.Variable(2.6)
    with tf.GradientTape() as tape:
        y = tf.round(w)
    assert "`tf.round(w)` has no gradient" in explain_gradient(y, w, tape)
    assert "GradientTape" in explain_gradient(y, w, None)


def test_a_choice_that_has_nothing_to_do_with_it_is_not_blamed():
    x = tf.Variable(0.0)
    with tf.GradientTape() as tape:
        y = tf.sqrt(x) + tf.where(x > 1.0, x, 0.0)
    said = explain_gradient(y, x, tape)
    assert "`tf.sqrt(x)` has no finite slope" in said and "chooses" not in said
    with tf.GradientTape() as tape:
        y = tf.where(x < 1.0, tf.sqrt(x), 0.0)
    assert "chooses" not in explain_gradient(y, x, tape)


def test_a_constant_that_keeps_from_dividing_by_zero_is_no_loss_of_digits():
    w = tf.Variable(5.0)
    with tf.GradientTape() as tape:
        y = tf.math.log(w + 1e-9)
    assert "Nothing that is looked for" in explain_gradient(y, w, tape)


def test_what_float32_cannot_hold_is_not_said_to_be_infinite():
    w = tf.Variable(100.0)
    with tf.GradientTape() as tape:
        y = tf.exp(w)
    assert "`tf.exp(w)` has no finite slope at 100.0 in float32." in explain_gradient(y, w, tape)


def test_pairs_may_be_meant():
    p = tf.Variable([0.0, 1.0, 3.0])
    with tf.GradientTape() as tape:
        energy = tf.reduce_sum((p[:, None] - p) ** 2)
    assert "If that is not meant" in explain_gradient(energy, p, tape)


def test_a_block_that_gives_another_value_now_is_not_said_to_leave_traces():
    w = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        w.assign(w * 2.0)
        y = w**2
    assert "or gave another value then" in explain_gradient(y, w, tape)


def test_where_nothing_can_run_again_only_the_numbers_speak():
    w = tf.Variable([1.0, 2.0])
    with tf.GradientTape(persistent=True) as tape:
        y = w * tf.random.normal([2])
    assert "y has 2 entries" in explain_gradient(y, w, tape)
    total = 0.0
    with tf.GradientTape(persistent=True) as tape:
        total = tf.reduce_sum(w * tf.random.normal([2]))
    assert "only the numbers were looked at" in explain_gradient(total, w, tape)


def test_an_operation_without_a_rule_for_gradients_is_named():
    w = tf.Variable([3.0, 1.0])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.raw_ops.Unique(x=w)[0] * 2.0)
    assert "`tf.raw_ops.Unique(x=w)`" in explain_gradient(y, w, tape)


def test_the_target_needs_no_text_to_be_called_the_target():
    """Where there is no file, what was written cannot be read."""
    names = {"tf": tf, "explain_gradient": explain_gradient}
    code = "w = tf.Variable([1.0, 2.0])\nwith tf.GradientTape(persistent=True) as tape:\n    y = w * w\n"
    exec(code + "said = explain_gradient(y, w, tape)", names)
    assert "the target has 2 entries" in names["said"]
