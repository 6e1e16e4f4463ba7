"""Code that misleads a reader: explain_none says what is certain there, and lists the rest rather than guess."""

import numpy as np
import pytest

from gradus import explain_none
from tests.why_none.test_explain import CAUSES

tf = pytest.importorskip("tensorflow")

SITUATIONS = []


def claims(what=None):
    """The cause that a situation lets explain_none name; without one, it may only list what is left."""

    def noted(situation):
        SITUATIONS.append(pytest.param(situation, what, id=situation.__name__))
        return situation

    return noted


@claims()
def nested_linear(persistent):
    x, w, b = (tf.constant(3.0), tf.Variable(1.0), tf.Variable(2.0))
    with tf.GradientTape(persistent) as outer:
        with tf.GradientTape() as inner:
            y = x * w + b
        dy_dw = inner.gradient(y, w)
    return outer.gradient(dy_dw, w), explain_none(dy_dw, w, outer)


@claims("outside")
def nested_outside(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as outer, tf.GradientTape() as inner:
        y = w**3
    slope = inner.gradient(y, w)
    return outer.gradient(slope, w), explain_none(slope, w, outer)


@claims("operation")
def tf_function(persistent):
    w = tf.Variable(2.0)

    @tf.function
    def f():
        return tf.round(w)

    with tf.GradientTape(persistent) as tape:
        y = f()
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def helper_arg(persistent):
    w = tf.Variable(2.0)

    def f(a):
        return tf.round(a)

    with tf.GradientTape(persistent) as tape:
        y = f(w)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("left")
def helper_numpy(persistent):
    w = tf.Variable([2.0])

    def f(a):
        return tf.constant(a.numpy() * 2)

    with tf.GradientTape(persistent) as tape:
        y = f(w)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def loop_first_variable(persistent):
    ws = [tf.Variable(1.0), tf.Variable(2.0)]
    with tf.GradientTape(persistent) as tape:
        y = tf.constant(0.0)
        for v in ws[:1]:
            y = y + v * v
    w = ws[1]
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def loop_names(persistent):
    y = tf.constant(0.0)
    vs = [tf.Variable(1.0), tf.Variable(2.0)]
    with tf.GradientTape(persistent) as tape:
        for v in vs:
            y = v * v if v is vs[0] else y
    return tape.gradient(y, v), explain_none(y, v, tape)


@claims()
def reassign_after(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = w * w
    y = y * 2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def gather_index(persistent):
    table = tf.Variable([[1.0], [2.0]])
    logits = tf.Variable([0.1, 0.9])
    with tf.GradientTape(persistent) as tape:
        i = tf.argmax(logits)
        y = tf.gather(table, i)
    return tape.gradient(y, logits), explain_none(y, logits, tape)


@claims("piece")
def gather_row(persistent):
    table = tf.Variable([[1.0], [2.0]])
    row = tf.gather(table, 0)
    with tf.GradientTape(persistent) as tape:
        y = tf.reduce_sum(table**2)
    return tape.gradient(y, row), explain_none(y, row, tape)


class Model:
    def __init__(self):
        self.w = tf.Variable(2.0)
        self.k = tf.Variable(3.0)

    def __call__(self, x):
        return x * self.w


@claims("unused")
def class_unused_named(persistent):
    m = Model()
    k = m.k
    with tf.GradientTape(persistent) as tape:
        y = m(tf.constant(2.0))
    return tape.gradient(y, k), explain_none(y, k, tape)


@claims("operation")
def class_round_named(persistent):
    m = Model()
    w = m.w
    with tf.GradientTape(persistent) as tape:
        y = tf.round(m.w)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def dict_round(persistent):
    p = {"w": tf.Variable(2.0)}
    w = p["w"]
    with tf.GradientTape(persistent) as tape:
        y = tf.round(p["w"]) * 2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("outside")
def same_name_tape(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = w * w
    with tf.GradientTape(persistent) as tape:
        w * 3
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims()
def tape_in_function(persistent):
    w = tf.Variable(2.0)

    def record():
        with tf.GradientTape(persistent) as t:
            y = w * w
        return (y, t)

    y, t = record()
    y = y + 1
    return t.gradient(y, w), explain_none(y, w, t)


@claims("operation")
def lambda_stop(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        f = lambda a: tf.stop_gradient(a)  # noqa: E731
        y = f(w) * 2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims()
def stop_recording(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape, tape.stop_recording():
        y = w * w
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims()
def reset(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = w * w
        tape.reset()
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def zeros_like(persistent):
    w = tf.Variable([2.0])
    with tf.GradientTape(persistent) as tape:
        y = tf.reduce_sum(tf.zeros_like(w) + 3.0)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def print_numpy(persistent):
    w = tf.Variable(2.0)
    v = tf.Variable(1.0)
    with tf.GradientTape(persistent) as tape:
        print(w.numpy(), end=" ")
        y = v * v
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims()
def py_if(persistent):
    w = tf.Variable(2.0)
    v = tf.Variable(5.0)
    with tf.GradientTape(persistent) as tape:
        if w > 0:  # noqa: SIM108
            y = v * v
        else:
            y = w * w
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def keras_other(persistent):
    a = tf.keras.layers.Dense(2)
    b = tf.keras.layers.Dense(2)
    x = tf.ones([1, 3])
    a(x)
    b(x)
    k = b.kernel
    with tf.GradientTape(persistent) as tape:
        y = tf.reduce_sum(a(x))
    return tape.gradient(y, [k])[0], explain_none(y, k, tape)


@claims("unused")
def new_var_after(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = w * w
    w2 = tf.Variable(2.0)
    return tape.gradient(y, w2), explain_none(y, w2, tape)


@claims("operation")
def watched_tensor_round(persistent):
    w = tf.Variable(2.0)
    w = w * 2
    with tf.GradientTape(persistent) as tape:
        tape.watch(w)
        y = tf.round(w)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def watch_helper(persistent):
    a, b = (tf.constant(1.0), tf.constant(2.0))

    def watch_all(t, xs):
        for x in xs:
            t.watch(x)

    with tf.GradientTape(persistent) as tape:
        watch_all(tape, [a, b])
        y = b * b
    return tape.gradient(y, a), explain_none(y, a, tape)


@claims()
def rebound_inside(persistent):
    x = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = x * x
        x = x * 2
    return tape.gradient(y, x), explain_none(y, x, tape)


@claims("unused")
def intermediate_later(persistent):
    x = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = x * x
        z = x * 3
    return tape.gradient(y, z), explain_none(y, z, tape)


@claims("outside")
def value_outside(persistent):
    w = tf.Variable(2.0)
    t = tf.convert_to_tensor(w)
    with tf.GradientTape(persistent) as tape:
        y = t * t
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def tuple_unpack_np(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        _wave, y = (np.sin(w), tf.round(w))
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def assign_harmless2(persistent):
    w = tf.Variable(2.0)
    n = tf.Variable(0.0)

    def f(a):
        return tf.floor(a)

    with tf.GradientTape(persistent) as tape:
        n.assign_add(w)
        y = f(w)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def alias_target(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        loss = tf.round(w)
    y = loss
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def overwritten(persistent):
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent) as tape:
        y = np.sin(w)
        y = tf.round(w)
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def overwritten2(persistent):
    w = tf.Variable(2.0)
    v = tf.Variable(1.0)
    with tf.GradientTape(persistent) as tape:
        y = tf.stop_gradient(w) * v
        y = v * v
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def closure(persistent):
    w = tf.Variable(2.0)

    def model():
        return tf.stop_gradient(w) * 2

    with tf.GradientTape(persistent) as tape:
        y = tf.square(model())
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def floordiv(persistent):
    w = tf.Variable(7.0)
    with tf.GradientTape(persistent) as tape:
        y = w // 2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("copy")
def copy_before(persistent):
    w = tf.Variable(2.0)
    w2 = tf.Variable(w)
    with tf.GradientTape(persistent) as tape:
        y = w2 * w2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("unused")
def loop_training(persistent):
    w = tf.Variable(2.0)
    b = tf.Variable(0.0)
    for i in range(3):
        with tf.GradientTape(persistent) as tape:
            y = (w - 1.0) ** 2
        if i < 2:
            w.assign_sub(0.1 * tape.gradient(y, w))
    return tape.gradient(y, b), explain_none(y, b, tape)


@claims("left")
def comprehension_np(persistent):
    w = tf.Variable([1.0, 2.0])
    with tf.GradientTape(persistent) as tape:
        y = tf.reduce_sum([float(v) for v in w])
    return tape.gradient(y, w), explain_none(y, w, tape)


def test_a_watch_in_a_loop_is_not_called_late():
    """In the next round, a line above comes after it."""
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        for i in range(2):
            if i:
                y = x * tf.random.normal([])
            tape.watch(x)
    assert tape.gradient(y, x) is not None
    assert "comes after" not in explain_none(y, x, tape)


@claims()
def name_of_a_loop(persistent):
    w, b = tf.Variable(1.5), tf.Variable(1.0)
    with tf.GradientTape(persistent) as tape:
        y = 0.0
        for b in [1.0, 2.0]:
            y += w * b
    b = tf.Variable(1.0)
    return tape.gradient(y, b), explain_none(y, b, tape)


@claims()
def untaken(persistent):
    w = tf.Variable(1.5)
    y = w * w
    with tf.GradientTape(persistent) as tape:
        if False:
            y = w * 2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims()
def reenter(persistent):
    w = tf.Variable(1.5)
    tape = tf.GradientTape(persistent)
    with tape:
        a = w * w
    b = a * 2
    with tape:
        y = b * 3
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("operation")
def other_name(persistent):
    theta = tf.Variable(1.5)
    params = [theta]
    w = params[0]
    start = w * 1.0
    with tf.GradientTape(persistent) as tape:
        y = tf.floor(params[0]) * start
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims("left")
def np_before_only(persistent):
    w = tf.Variable(1.5)
    n = w.numpy() * 2
    with tf.GradientTape(persistent) as tape:
        y = tf.constant(n) ** 2
    return tape.gradient(y, w), explain_none(y, w, tape)


@claims()
def nested_func_param2(persistent):

    def step(w, x):
        with tf.GradientTape(persistent) as tape:
            y = tf.reduce_sum(x * 2)
        return tape.gradient(y, w), explain_none(y, w, tape)

    w = tf.Variable(1.0)
    return step(w, w * 3)


@claims("operation")
def method_case(persistent):

    class T:
        def __init__(s):
            s.w = tf.Variable(1.0)

        def step(self):
            with tf.GradientTape(persistent) as tape:
                loss = tf.reduce_sum(tf.round(self.w))
            return tape.gradient(loss, self.w), explain_none(loss, self.w, tape)

    return T().step()


@pytest.mark.parametrize(("situation", "cause"), SITUATIONS)
@pytest.mark.parametrize("persistent", [False, True])
def test_nothing_is_claimed_that_is_not_certain(situation, cause, persistent):
    gradient, said = situation(persistent)
    assert gradient is None
    claimed = [c for c, words in CAUSES.items() if any(word in said for word in words)]
    assert claimed == ([cause] if cause else [])


@pytest.mark.parametrize("persistent", [False, True])
def test_a_straight_line_is_told_from_a_break(persistent):
    """The opening of lesson 6: nothing is broken, the slope of a line has no slope of its own."""
    gradient, said = nested_linear(persistent)
    assert gradient is None and "a straight line has the same slope everywhere" in said


def test_cells_are_read_in_the_order_in_which_they_ran():
    """The rounded y is not the one that is asked about: that one was computed later, in a cell of its own."""
    cells = ["w = tf.Variable(2.0)", "%time\nwith tf.GradientTape() as tape:\n    y = tf.round(w)", "y = w * w"]
    ask = "said = explain_none(y, w, tape)"
    names = {"tf": tf, "explain_none": explain_none, "In": ["", *cells, ask]}
    for cell in (*cells, ask):
        exec(cell.removeprefix("%time"), names)
    assert names["said"].startswith("It is a float variable that the tape watched")


def said_at_the_end_of(*cells):
    """What explain_none says after these cells, in which a name has had other meanings before."""
    names = {"tf": tf, "explain_none": explain_none, "In": [""]}
    for cell in (*cells, "said = explain_none(y, w, tape)"):
        names["In"].append(cell)
        exec(cell, names)
    return names["said"]


BLOCK = "with tf.GradientTape() as tape:\n    y = w * w"


def test_a_name_that_was_given_anew_is_not_called_rebound():
    said = said_at_the_end_of("w = tf.Variable(2.0)", BLOCK, "w = tf.constant(3.0)", BLOCK)
    assert said.startswith("The source is a plain tensor, and the tape does not watch it")


def test_a_loop_in_a_later_cell_is_the_one_that_counts():
    """The last cell of lesson 5: descent that loses its variable."""
    inside = BLOCK.replace("\n", "\n    ")
    loop = f"for _ in range(2):\n    {inside}\n    w = w - 0.1 * (tape.gradient(y, w) or 0)"
    said = said_at_the_end_of("w = tf.Variable(2.0)", BLOCK, loop)
    assert said.startswith("w was a tf.Variable once, and `w = w - 0.1")
