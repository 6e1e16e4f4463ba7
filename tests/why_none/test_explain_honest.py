"""What explain_none must not say: that no gradient arrives where one does, or a cause that is none."""

import threading

import numpy as np
import pytest

from gradus import explain_none

tf = pytest.importorskip("tensorflow")


@pytest.fixture(params=[False, True], ids=["spent", "persistent"])
def make_tape(request):
    return lambda: tf.GradientTape(persistent=request.param)


def mended_plain(tape):
    w = tf.Variable(2.0)
    with tape as t:
        y = w * w
    return t.gradient(y, w), explain_none(y, w, t)


def mended_with_a_mask(tape):
    w = tf.Variable([2.0, -1.0])
    with tape as t:
        mask = tf.cast(w > 0, tf.float32)
        y = tf.reduce_sum(w * mask)
    return t.gradient(y, w), explain_none(y, w, t)


def mended_gather(tape):
    w = tf.Variable([[2.0], [1.0]])
    with tape as t:
        y = tf.reduce_sum(tf.gather(w, [0, 0]))
    return t.gradient(y, w), explain_none(y, w, t)


def mended_with_an_index(tape):
    w = tf.Variable([2.0, 1.0])
    with tape as t:
        best = tf.argmax(w)
        y = w[best] * 3.0
    return t.gradient(y, w), explain_none(y, w, t)


def mended_copy_for_print(tape):
    w = tf.Variable(2.0)
    with tape as t:
        shown = w.numpy()
        y = w * 2.0
    return t.gradient(y, w), explain_none(y, w, t), shown


MENDED = [mended_plain, mended_with_a_mask, mended_gather, mended_with_an_index, mended_copy_for_print]


@pytest.mark.parametrize("program", MENDED)
def test_a_gradient_that_is_there_is_said_to_be(program, make_tape, request):
    gradient, said = program(make_tape())[:2]
    assert gradient is not None
    if "persistent" in request.node.callspec.id:
        assert said.startswith("This is not None: it is ")
    else:
        assert said.startswith("If it is None"), said


def helper_is_the_cause(tape):
    w = tf.Variable([2.0, -1.0])

    def half(a):
        return tf.stop_gradient(a) / 2.0

    with tape as t:
        mask = tf.cast(w > 0, tf.float32)
        y = tf.reduce_sum(half(w) * mask)
    return t.gradient(y, w), explain_none(y, w, t), ["`w > 0`", "`tf.cast"]


def picked_by_argmax(tape):
    w = tf.Variable([2.0, 1.0])

    def plain(a):
        return tf.constant(a.numpy())

    with tape as t:
        best = tf.argmax(w)
        y = plain(w)[best]
    return t.gradient(y, w), explain_none(y, w, t), ["`tf.argmax"]


def branch_not_taken(tape):
    w = tf.Variable(2.0)
    with tape as t:
        y = tf.cond(w > 0, lambda: tf.constant(1.0), lambda: w * 2.0)
    return t.gradient(y, w), explain_none(y, w, t), ["has no gradient", "true or false"]


def where_both(tape):
    w = tf.Variable(2.0)
    with tape as t:
        rounded = tf.numpy_function(lambda a: a, [w], tf.float32)
        y = tf.where(w > 0, rounded, 0.0)
    return t.gradient(y, w), explain_none(y, w, t), ["w > 0"]


def assigned_by_a_helper(tape):
    w, state = tf.Variable(2.0), {"y": tf.constant(0.0)}

    def compute():
        nonlocal y
        y = tf.round(w)

    y = tf.constant(1.0) * 2.0
    with tape as t:
        compute()
    return t.gradient(y, w), explain_none(y, w, t), ["Move that line", str(state)]


def inner_watch(tape):
    x = tf.constant(2.0)
    with tape as outer:
        y = x * x
        with tf.GradientTape() as inner:
            inner.watch(x)
            z = y * x
    return outer.gradient(z, x), explain_none(z, x, outer), ["watch comes after"]


def list_of_values(tape):
    w, kept = tf.Variable(2.0), []
    with tape as t:
        kept.append(tf.stop_gradient(w))
        size = tf.size(kept[0])
        y = kept[0] * tf.cast(size, tf.float32)
    return t.gradient(y, w), explain_none(y, w, t), ["`tf.cast", "is not made from"]


def copied_after_the_break(tape):
    w = tf.Variable(2.0)
    with tape as t:
        rounded = tf.round(w)
        y = tf.constant(rounded) * 2.0
    return t.gradient(y, w), explain_none(y, w, t), ["Use the source itself"]


def assigned_through_a_list(tape):
    w, state = tf.Variable(2.0), tf.Variable(0.0)
    several = [state]
    with tape as t:
        several[0].assign(w * 2.0)
        y = state * 3.0
    return t.gradient(y, w), explain_none(y, w, t), ["is not made from"]


def assigned_in_a_helper(tape):
    w, state = tf.Variable(2.0), tf.Variable(0.0)

    def put():
        state.assign(w * 2.0)

    with tape as t:
        put()
        y = state * 3.0
    return t.gradient(y, w), explain_none(y, w, t), ["is not made from"]


def nothing_to_do_with_it(tape):
    x, w = tf.constant(1.0), tf.Variable(2.0)
    with tape as t:
        y = w * w
    return t.gradient(y, x), explain_none(y, x, t), ["Call tape.watch(it) first"]


def linear_twice(tape):
    x, w, b = tf.constant(3.0), tf.Variable(1.0), tf.Variable(2.0)
    with tape as outer:
        with tf.GradientTape() as inner:
            y = x * w + b
        slope = inner.gradient(y, w)
    return outer.gradient(slope, w), explain_none(slope, w, outer), ["ask again"]


SILENT = [
    assigned_through_a_list,
    assigned_in_a_helper,
    nothing_to_do_with_it,
    linear_twice,
    helper_is_the_cause,
    picked_by_argmax,
    branch_not_taken,
    where_both,
    assigned_by_a_helper,
    inner_watch,
    list_of_values,
    copied_after_the_break,
]


@pytest.mark.parametrize("program", SILENT)
def test_what_is_not_the_cause_is_not_blamed(program, make_tape):
    gradient, said, wrong = program(make_tape())
    assert gradient is None
    assert not [words for words in wrong if words in said], said


def test_target_and_source_swapped(make_tape):
    w = tf.Variable(2.0)
    with make_tape() as tape:
        y = w * 3.0
    assert tape.gradient(w, y) is None
    assert "swapped?" in explain_none(w, y, tape)


def test_swapped_tensors_are_told_by_a_tape_that_can_be_asked():
    x = tf.constant(2.0)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = x * 3.0
        z = y * y
    assert tape.gradient(y, z) is None
    assert "swapped?" in explain_none(y, z, tape)


def test_a_persistent_tape_is_not_asked_once_for_each_variable(monkeypatch):
    """Each question is a walk back over all that was recorded: with a hundred variables a learner would wait."""
    ws, asked, ask = [tf.Variable(float(i)) for i in range(50)], [], tf.GradientTape.gradient
    monkeypatch.setattr(tf.GradientTape, "gradient", lambda *given, **more: asked.append(1) or ask(*given, **more))
    w = tf.Variable(1.0)
    with tf.GradientTape(persistent=True) as tape:
        y = tf.add_n([v * tf.round(w) for v in ws])
    assert "`tf.round(w)`" in explain_none(y, w, tape)
    assert len(asked) < 20


def test_a_variable_of_keras_is_watched_by_what_it_holds():
    """tape.watch takes none of Keras' own variables: what is advised is done here."""
    alpha = tf.keras.Variable(2.0, trainable=False)
    with tf.GradientTape() as tape:
        y = alpha * 3.0
    assert "only after tape.watch(alpha.value)." in explain_none(y, alpha, tape)
    with tf.GradientTape() as tape:
        tape.watch(alpha.value)
        y = alpha * 3.0
    assert tape.gradient(y, alpha.value).numpy() == 3.0


def test_a_rule_of_ones_own_is_not_said_to_return_what_it_does_not():
    k, x = tf.constant(4.0), tf.Variable(3.0)

    @tf.custom_gradient
    def scaled(a):
        return k * a, lambda upstream: upstream * k

    with tf.GradientTape() as tape:
        tape.watch(k)
        y = scaled(x)
    assert "it returns None, or k and what is made from it are not among its arguments" in explain_none(y, k, tape)


def test_another_thread_is_among_what_is_left():
    w, made = tf.Variable(2.0), []
    with tf.GradientTape() as tape:
        thread = threading.Thread(target=lambda: made.append(w * 2.0))
        thread.start()
        thread.join()
        y = made[0] + 1.0
    assert "in another thread" in explain_none(y, w, tape)


def test_labels_that_were_filled_by_and_by_are_not_taken_for_what_the_code_says():
    w, labels = tf.Variable(2.0), []
    labels.append(float(w))
    y = tf.constant(labels) * 2.0
    with tf.GradientTape() as tape:
        w * 2.0
    assert "not made from" not in explain_none(y, w, tape)


def test_what_a_property_makes_anew_is_not_called_something_that_the_target_does_not_depend_on():
    class Positive:
        reads = 0

        def __init__(self):
            self.raw = tf.Variable(0.3)

        @property
        def value(self):
            self.reads += 1
            return tf.exp(self.raw)

    p = Positive()
    with tf.GradientTape() as tape:
        y = p.value**2
    said = explain_none(y, p.value, tape)
    assert said.startswith("`p.value` is made anew each time") and "depend" not in said
    assert p.reads == 2


def test_a_gradient_of_zeros_is_not_said_to_be_missing():
    """A tape that answers once cannot tell 0 from None along a tensor, and must not say that nothing arrives."""
    x = tf.constant(-2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.nn.relu(x) * 3.0
    assert explain_none(y, x, tape).startswith("If it is None at all: the block, run once more, gives 0.0")
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.nn.relu(x) * tf.random.normal([])
    assert explain_none(y, x, tape).startswith("If it is None at all")


def test_what_a_call_makes_anew_is_not_either():
    x = np.array([1.0, 2.0])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.constant(x) ** 2)
    said = explain_none(y, tf.constant(x), tape)
    assert said.startswith("`tf.constant(x)` is made anew each time")


def test_a_number_that_an_object_was_made_with_may_come_from_the_source():
    class Scaler:
        def __init__(self, w):
            self.factor = float(w)

        def __call__(self, x):
            return self.factor * x

    w = tf.Variable(2.0)
    scaler = Scaler(w)
    with tf.GradientTape() as tape:
        y = scaler(tf.constant(3.0)) ** 2
    said = explain_none(y, w, tape)
    assert (
        said
        == "Nothing that the block did leads from w to y. If self.factor was made from w, make it inside the block."
    )


def test_a_forward_accumulator_is_no_tape():
    w = tf.Variable(2.0)
    with tf.autodiff.ForwardAccumulator(w, tf.constant(1.0)) as forward:
        y = w * w
    assert "ForwardAccumulator" in explain_none(y, w, forward)
    assert "GradientTape" in explain_none(y, w, None)


def test_inside_the_block_it_asks_to_wait(make_tape):
    w = tf.Variable(2.0)
    with make_tape() as tape:
        y = tf.round(w)
        said = explain_none(y, w, tape)
    assert "still recording" in said


def test_unspent_and_not_none():
    w = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = w * w
    assert explain_none(y, w, tape).startswith("This is not None: it is 4.0")


@pytest.mark.parametrize("magic", ["%%time", "%%capture captured"])
def test_a_cell_under_a_magic_is_read(magic, run):
    block = f"{magic}\nwith tf.GradientTape() as tape:\n    y = "
    ask = "\ng = tape.gradient(y, w)\nsaid = explain_none(y, w, tape)"
    run("import tensorflow as tf\nfrom gradus import explain_none\nw = tf.Variable(2.0)")
    run(block + "tf.round(w)")
    assert "`tf.round(w)`" in run(ask)
    assert "`tf.floor(w)`" in run(block + "tf.floor(w)" + ask)
    assert "`tf.floor(w)`" not in run(block + "w * 2.0" + ask)


@pytest.fixture
def run():
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()

    def run_cell(cell):
        shell.run_cell(cell, store_history=True).raise_error()
        return shell.user_ns.get("said")

    yield run_cell
    shell.history_manager.end_session()


ODD = [
    lambda: (tf.constant("text"), tf.Variable(1.0)),
    lambda: (tf.Variable(1.0), tf.constant("text")),
    lambda: (tf.ragged.constant([[1.0], [2.0, 3.0]]), tf.Variable(1.0)),
    lambda: (tf.sparse.from_dense([[1.0, 0.0]]), tf.Variable(1.0)),
    lambda: (tf.IndexedSlices(tf.constant([1.0]), tf.constant([0])), tf.Variable([1.0])),
    lambda: (tf.constant(1.0 + 2.0j), tf.Variable(1.0)),
    lambda: (1.0, tf.Variable(1.0)),
    lambda: ("y", "w"),
    lambda: (object(), tf.Variable(1.0)),
    lambda: (tf.Variable(1.0), None),
    lambda: ([], tf.Variable(1.0)),
    lambda: ({"a": tf.constant(1.0)}, [tf.Variable(1.0)]),
    lambda: (tf.keras.Input((2,)), tf.Variable(1.0)),
    lambda: (tf.constant(1.0), tf.keras.Input((2,))),
]


@pytest.mark.parametrize("pair", ODD)
def test_odd_targets_and_sources_get_a_sentence(pair, make_tape):
    target, source = pair()
    with make_tape() as tape:
        tf.Variable(1.0) * 2.0
    assert len(explain_none(target, source, tape)) > 20
