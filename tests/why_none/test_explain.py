"""explain_none names the cause of a None in the situations that learners meet, and never a wrong one."""

import subprocess
import sys

import numpy as np
import pytest

from gradus import explain_none
from gradus.why_none.with_block import find_block

tf = pytest.importorskip("tensorflow")


def asked_from_afar(target, source, tape):
    """Asked where the code of the block cannot be seen: only what TensorFlow tells is left."""
    assert find_block(sys._getframe(), tape) is None
    return explain_none(target, source, tape)


def constant(tape):
    x = tf.constant(3.0)
    with tape as t:
        y = x * x
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def watched_too_late(tape):
    x = tf.constant(3.0)
    with tape as t:
        y = x * x
        t.watch(x)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def not_trainable(tape):
    x = tf.Variable(3.0, trainable=False)
    with tape as t:
        y = x * x
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def integer_variable(tape):
    x = tf.Variable(3)
    with tape as t:
        y = x * x
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def integer_constant(tape):
    x = tf.constant(3)
    with tape as t:
        t.watch(x)
        y = x * x
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def began_before(tape):
    x = tf.Variable(3.0)
    double = 2.0 * x
    with tape as t:
        y = double**2
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def ended_after(tape):
    x = tf.Variable(3.0)
    with tape as t:
        square = x * x
    y = square + 1.0
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def all_outside(tape):
    x = tf.Variable(3.0)
    y = x * x
    with tape as t:
        pass
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def numpy_on_the_way(tape):
    x = tf.Variable([1.0, 2.0])
    with tape as t:
        wave = np.sin(x)
        y = tf.reduce_sum(wave)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def numpy_method(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = tf.constant(x.numpy()) ** 2
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def python_float(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = tf.square(float(x))
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def numpy_function(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = tf.numpy_function(lambda a: np.float32(a * a), [x], tf.float32)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def copied(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = tf.Variable(x) ** 2
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def rebound_after(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = x * x
    x = x - 0.1
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def rebound_in_a_loop(tape):
    x = tf.Variable(2.0)
    for step in range(2):
        if step == 0:
            with tf.GradientTape() as t:
                y = x * x
            x = x - 0.1 * t.gradient(y, x)
        else:
            with tape as t:
                y = x * x
            return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def new_variable(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = x * x
    x = tf.Variable(x - 0.1)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def through_state(tape):
    x, total = tf.Variable(3.0), tf.Variable(0.0)
    with tape as t:
        total.assign_add(x)
        y = total * total
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def rounded(tape):
    x = tf.Variable(2.6)
    with tape as t:
        y = 2.0 * tf.round(x)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def cast_to_integers(tape):
    x = tf.Variable(2.6)
    with tape as t:
        whole = tf.cast(x, tf.int32)
        y = tf.cast(whole, tf.float32) ** 2
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def compared(tape):
    x = tf.Variable([1.0, 3.0])
    with tape as t:
        y = tf.reduce_sum(tf.cast(x > 2.0, tf.float32))
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def stopped(tape):
    x = tf.Variable(2.0)
    with tape as t:
        y = tf.stop_gradient(x) ** 2
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def largest_place(tape):
    x = tf.Variable([1.0, 3.0])
    with tape as t:
        y = tf.argmax(x)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def another_variable(tape):
    x, other = tf.Variable(2.0), tf.Variable(3.0)
    with tape as t:
        square = x * x
        y = other * other
    assert square == 4.0
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def a_slice_of_it(tape):
    v = tf.Variable([1.0, 2.0])
    with tape as t:
        y = tf.reduce_sum(v * v)
    x = v[0]
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


def linear(tape):
    x = tf.Variable(2.0)
    with tape as t:
        with tf.GradientTape() as inner:
            line = 3.0 * x
        y = inner.gradient(line, x)
    return t.gradient(y, x), explain_none(y, x, t), asked_from_afar(y, x, t)


# What must stand in the explanation where the code is seen, and (persistent tape, from afar) where it is not.
SITUATIONS = {
    constant: ("does not watch it", "does not watch it"),
    watched_too_late: ("tape.watch comes after", "not on the tape at all"),
    not_trainable: ("trainable=False", "trainable=False"),
    integer_variable: ("int32", "int32"),
    integer_constant: ("int32", "int32"),
    began_before: ("double = 2.0 * x is computed before the block", "never saw this variable being read"),
    ended_after: ("y is computed outside the block", "not on the tape at all"),
    all_outside: ("y is computed outside the block", "never saw this variable being read"),
    numpy_on_the_way: ("`np.sin(x)` leaves TensorFlow", "not on the tape at all"),
    numpy_method: ("`x.numpy()` leaves TensorFlow", "not on the tape at all"),
    python_float: ("`float(x)` leaves TensorFlow", "not on the tape at all"),
    numpy_function: ("leaves TensorFlow", "not on the tape at all"),
    copied: ("`tf.Variable(x)` copies", "from a copy of this variable"),
    rebound_after: ("made it a plain tensor", "does not watch it"),
    rebound_in_a_loop: ("made it a plain tensor", "does not watch it"),
    new_variable: ("bound to a new tf.Variable after the block", "given to a new tf.Variable"),
    through_state: ("`total.assign_add(x)` stores the value", "by assign, the path ends there"),
    rounded: ("`tf.round(x)` has no gradient", "an operation between them has none"),
    cast_to_integers: ("`tf.cast(x, tf.int32)` makes whole numbers", "not on the tape at all"),
    compared: ("`x > 2.0` is true or false", "not on the tape at all"),
    stopped: ("`tf.stop_gradient(x)` has no gradient", "behind stop_gradient"),
    largest_place: ("The target holds int64", "The target holds int64"),
    another_variable: ("y does not depend on x", "depends on other variables"),
    a_slice_of_it: ("x (`v[0]`) is made anew from v", "does not watch it"),
    linear: ("", "not on the tape at all"),
}


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.__name__)
@pytest.mark.parametrize("persistent", [False, True])
def test_the_cause_is_named(situation, persistent):
    gradient, said, from_afar = situation(tf.GradientTape(persistent=persistent))
    assert gradient is None
    assert SITUATIONS[situation][0] in said
    if persistent:
        assert SITUATIONS[situation][1] in from_afar


CAUSES = {
    "watch": ("does not watch it",),
    "late": ("tape.watch comes after",),
    "trainable": ("trainable=False",),
    "integer": ("holds int",),
    "outside": ("is computed outside", "is computed before", "in an earlier block"),
    "piece": ("is made anew from",),
    "left": ("leaves TensorFlow: ",),
    "copy": ("copies",),
    "rebound": ("made it a plain tensor", "bound to a new tf.Variable after"),
    "state": ("stores the value",),
    "operation": ("has no gradient, so", "have no gradient, so", "is true or false"),
    "unused": ("is not made from", "nothing that the block did leads", "takes the shape alone"),
    "off": ("watch_accessed_variables=False",),
}


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.__name__)
def test_no_second_cause_is_claimed(situation):
    _, said, from_afar = situation(tf.GradientTape())
    for text in (said, from_afar):
        assert len([c for c, words in CAUSES.items() if any(word in text for word in words)]) <= 1


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.__name__)
def test_from_afar_on_a_spent_tape_only_what_is_certain_is_claimed(situation):
    _, _, said = situation(tf.GradientTape())
    certain = {not_trainable: "trainable", integer_variable: "integer", integer_constant: "integer"}
    certain |= {largest_place: "integer"}
    claimed = [c for c, words in CAUSES.items() if any(word in said for word in words)]
    assert claimed == ([certain[situation]] if situation in certain else [])


def test_automatic_watching_is_off():
    x = tf.Variable(2.0)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        y = x * x
    assert tape.gradient(y, x) is None
    assert "watch_accessed_variables=False" in explain_none(y, x, tape)


def test_a_target_or_source_that_is_no_tensor():
    x = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as tape:
        y = float(x) ** 2
        z = np.mean(x)
    assert "a Python float, so the path has left TensorFlow" in explain_none(y, x, tape)
    assert "a NumPy value, so the path has left TensorFlow" in explain_none(z, x, tape)
    assert "The source is a Python float" in explain_none(x, 2.0, tape)
    assert "The target is None itself" in explain_none(None, x, tape)


def test_lists_of_one_are_welcome():
    w = tf.constant(1.0)
    with tf.GradientTape() as tape:
        y = 2.0 * w
    assert tape.gradient(y, [w]) == [None]
    assert "does not watch it" in explain_none(y, [w], tape)


def test_sizes_of_the_source_are_no_way_out():
    """float(len(x)) makes a plain number of a size, which is no fault: the cause is the rounding."""
    x = tf.Variable([1.2, 2.7])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.round(x)) / float(x.shape[0])
    assert "`tf.round(x)` has no gradient" in explain_none(y, x, tape)


def test_a_helper_that_knows_the_source_is_looked_into():
    x = tf.Variable(2.0)

    def helper():
        return tf.round(x)

    with tf.GradientTape() as tape:
        y = helper()
    assert tape.gradient(y, x) is None
    assert explain_none(y, x, tape).startswith("`tf.round(x)` has no gradient")


def test_a_persistent_tape_is_as_good_afterwards():
    x = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as tape:
        y = tf.round(x)
        z = x * x
    explain_none(y, x, tape)
    assert tape.gradient(z, x).numpy() == 4.0
    assert [v is x for v in tape.watched_variables()] == [True]


def test_a_spent_tape_stays_spent():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = tf.round(x)
    assert tape.gradient(y, x) is None
    explain_none(y, x, tape)
    with pytest.raises(RuntimeError, match="non-persistent"):
        tape.gradient(y, x)


def test_earlier_cells_of_a_notebook_are_read():
    cell = "x = tf.constant(3.0)\nwith tf.GradientTape() as tape:\n    y = np.sin(x)\ny = tf.constant(y)"
    ask = "said = explain_none(y, x, tape)"
    names = {"tf": tf, "np": np, "explain_none": explain_none, "In": ["", cell, ask]}
    exec(cell, names)
    exec(ask, names)
    assert "does not watch it" in names["said"]


def test_it_shows_without_quotes():
    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        y = x * x
    assert repr(explain_none(y, x, tape)).startswith("x is a plain tensor")


def test_importing_gradus_does_not_import_tensorflow():
    code = "import sys; from gradus import expect, explain_none; assert 'tensorflow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
