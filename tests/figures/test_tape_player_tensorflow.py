"""TapePlayer on programs of TensorFlow: it says what TensorFlow's own tape says, and where a way ends, why."""

import ast
import re

import numpy as np
import pytest
import tensorflow as tf

from gradus.errors import GradusError
from gradus.figures import TapePlayer
from gradus.figures.tape_player.instrument import instrumented
from gradus.figures.tape_player.recorder import Recorder
from gradus.figures.tape_player.recording import MOST
from tests.figures.tensorflow_programs import PROGRAMS, keras_loss, loss_of, masked, model, newton, two_ends, variables
from tests.figures.test_tape_player import assert_laid_out


@pytest.mark.parametrize("name", PROGRAMS)
def test_values_and_gradients_are_tensorflows(name):
    f, inputs = variables(name)
    player = TapePlayer(f, *inputs)
    with tf.GradientTape() as tape:
        result = f(*inputs)
    assert np.allclose(player.recording.target.value, result, rtol=1e-5)
    for found, expected in zip(player.gradient, tape.gradient(result, inputs), strict=True):
        assert (found is None) == (expected is None)
        assert found is None or np.allclose(found, expected, rtol=1e-4)
    for view in [player.scene, *player.scene["views"]]:
        assert_laid_out(view)
        assert not any("None" in step["sentence"] for step in view["steps"]) or player.ends


def test_each_step_has_a_sentence():
    player = TapePlayer(loss_of, tf.Variable(3.0), tf.Variable(1.0))
    assert player.sentences[:3] == [
        "The tape watches `w` = 3, `b` = 1.",
        "`p = w · 2`, in numbers 3 · 2 = 6.",
        "`v₁ = p + b`, in numbers 6 + 1 = 7.",
    ]
    assert player.sentences[-1] == (
        "`w` was used once, in `p = w · 2`, whose slope along w is 2. The adjoint of p is 4, so that of w is 4 · 2 = 8."
        " With that the gradient of this tape is complete: w 8, b 4."
    )
    assert player.wrong == [] and player.ends == []


def copied(x):
    return tf.constant(x) * 2.0


def rounded(x):
    return tf.math.floor(x) + tf.cast(tf.cast(x, tf.int32), tf.float32)


def assign_to(x):
    total = tf.Variable(0.0)
    total.assign_add(x * x)
    return total * 2.0


def listed(x):
    return tf.reduce_sum(tf.constant([v * 2.0 for v in x.numpy()]))


ENDS = {
    "float": (two_ends, "`s = float(q)` leaves TensorFlow, so the tape does not see it."),
    "stop": (two_ends, "`v₄ = stop_gradient(q)` lets nothing back"),
    "NumPy": (PROGRAMS["through NumPy"][0], "`s = np.sin(x)` leaves TensorFlow"),
    "copy": (copied, "`v₁ = constant(x)` copies the number"),
    "whole": (rounded, "`v₂ = cast(x, int32)` makes whole numbers (int32), and only floats have slopes."),
    "assign": (assign_to, "puts a number into a variable, and a tape does not follow numbers into variables."),
}


@pytest.mark.parametrize("name", ENDS)
def test_where_a_way_ends_is_told_and_why(name):
    f, says = ENDS[name]
    values = [2.0, 0.5][: f.__code__.co_argcount]
    player = TapePlayer(f, *map(tf.Variable, values))
    assert any(says in why for why in player.ends), player.ends
    assert any(says in sentence for sentence in player.sentences)
    ended = [arrow for arrow in player.scene["arrows"] if arrow["way"] == "ends"]
    assert len(ended) == len(player.ends) >= 1


def test_what_the_tape_does_not_watch_is_told():
    x, w = tf.constant(2.0), tf.Variable(3.0, trainable=False)
    player = TapePlayer(lambda x, w: x * w, x, w, watch=False)
    assert player.gradient == [None, None]
    assert "tape.watch(x)" in player.ends[0] and "trainable=False" in player.ends[1]
    assert TapePlayer(lambda x, w: x * w, x, w).gradient[0] == pytest.approx(3.0)
    whole = TapePlayer(lambda n, x: tf.cast(n, tf.float32) * x, tf.Variable(4), x)
    assert whole.gradient[0] is None and "holds whole numbers (int32)" in whole.ends[0]


def test_a_mask_beside_the_way_is_no_end():
    player = TapePlayer(masked, tf.Variable([1.0, -2.0]))
    assert player.ends == [] and {arrow["way"] for arrow in player.scene["arrows"]} == {"", "none"}


def test_loops_and_layers_are_one_box_that_opens():
    player = TapePlayer(newton, tf.Variable(1.0), tf.Variable(2.0))
    assert [box["head"] for box in player.scene["boxes"]] == ["x", "a", "for _ in range(6)"]
    assert "runs 6 times, 30 operations" in player.sentences[1]
    player.step = len(player.sentences) - 1
    player.opened = 1
    assert [box["head"] for box in player._view()["boxes"]][2:] == [f"round {k}" for k in range(1, 7)]
    player.opened = 99
    assert player.opened == 7 and len(player._view()["boxes"]) == 2 + 5 + 5
    player.opened, player.step = 0, 0
    assert player.describe().startswith("A graph of 3 boxes")
    layers = TapePlayer(keras_loss, PROGRAMS["Keras"][1])
    assert [view["title"] for view in layers.scene["views"]][0] == "model(…)"
    opened = [box["head"] for box in layers.scene["views"][1]["boxes"]]
    assert any(head.endswith("kernel") for head in opened) and any("matmul(X" in head for head in opened)


def test_a_layer_gives_what_it_gives_when_it_is_called():
    keep = tf.keras.layers
    x = tf.random.normal((3, 8, 2))
    for layer in (keep.Dense(3, activation="relu"), keep.BatchNormalization(), keep.Dropout(0.5), keep.LSTM(4), model):
        given = x if layer is not model else x[:, 0]
        player = TapePlayer(lambda x, layer=layer: tf.reduce_sum(layer(x)), given)
        assert player.recording.target.value == pytest.approx(float(tf.reduce_sum(layer(given))), rel=1e-4)


def outer(scale):
    def inner(x, *rest, power=2, **others):
        total = 0.0
        for i, r in enumerate(rest):
            if i == 3:
                break
            total += r * others.get("weight", 1.0)
        else:
            total = total + 100.0
        values = [x**power for x in (x, total)]
        (a, b), c = values, scale["c"]
        scale["n"] = scale.get("n", 0) + 1
        return -a + b[...] * c if a > 0 and b is not None else sum(values)

    return inner


class Model:
    def __init__(self):
        self.w = tf.Variable(2.0)

    def twice(self, x):
        return self.w * self.once(x)

    def once(self, x):
        return (lambda v, k=3.0: v * k)(x)


def fact(n):
    return n * fact(n - 1.0) if n > 1.0 else n


@pytest.mark.parametrize(
    ("f", "args"),
    [
        (outer({"c": 2.0}), (3.0, 1.0, 2.0)),
        (outer({"c": 2.0}), (-3.0, 1.0, 2.0, 3.0, 4.0)),
        (Model().twice, (1.5,)),
        (fact, (4.0,)),
        (lambda x: (lambda y: y * x)(x) + x if x > 0 else x, (2.0,)),
    ],
)
def test_a_rewritten_program_does_what_it_did(f, args):
    args = [tf.constant(x) for x in args]
    recorder = Recorder()
    for x in args:
        recorder.nodes.leaf(x, "")
    assert float(recorder.run(f, "f", args, {})) == float(f(*args))
    assert recorder.nodes.all[-1].operation


class Cubed:
    def __init__(self):
        self.v = tf.Variable(1.5)

    def __call__(self, x):
        return -self.v[...] * x**3.0


def test_generators_objects_and_what_nobody_sees_are_played():
    x = tf.Variable([1.0, 2.0])
    player = TapePlayer(lambda x: sum(v * v for v in tf.unstack(x)), x)
    assert player.gradient[0].tolist() == [2, 4] and len(player.recording.nodes) == 6
    names = [node.name for node in TapePlayer(Cubed(), tf.Variable(2.0)).recording.nodes]
    assert names[:2] == ["x", "v"] and len(names) == 6
    hidden = TapePlayer(lambda x: tf.add_n(list(map(tf.square, [x, x]))), x)
    assert hidden.gradient[0].tolist() == [4, 8] and hidden.scene["boxes"][-1]["head"] == "y = f(x)"


def test_a_program_runs_once_and_what_it_changes_it_changes_once():
    calls, seen = [], tf.Variable(0.0)

    def f(x):
        calls.append(1)
        seen.assign_add(1.0)
        return x * tf.random.uniform(())

    tf.random.set_seed(3)
    player = TapePlayer(f, tf.Variable(2.0))
    tf.random.set_seed(3)
    assert float(player.recording.target.value) == pytest.approx(float(f(tf.constant(2.0))))
    assert len(calls) == 2 and float(seen) == 2.0


def test_a_program_whose_source_is_not_to_be_found_or_another_by_now_is_one_box(tmp_path):
    player = TapePlayer(eval("lambda x: tf.sin(x) * 2.0"), tf.Variable(1.0))
    assert len(player.recording.nodes) == 2 and "is not to be found" in player.sentences[0]
    file = tmp_path / "program.py"
    file.write_text("import tensorflow as tf\n\ndef f(x):\n    return tf.sin(x) * 2.0\n", encoding="utf-8")
    names = {}
    for statement in ast.parse(file.read_text("utf-8")).body:  # as IPython does it
        exec(compile(ast.Module([statement], []), file, "exec"), names)
    assert instrumented(names["f"], Recorder()) is not None
    file.write_text("def f(x):\n    return x + 5.0\n", encoding="utf-8")
    assert instrumented(names["f"], Recorder()) is None
    assert len(TapePlayer(names["f"], tf.Variable(3.0)).recording.nodes) == 2


def grown(x):
    for _ in range(MOST + 1):
        x = x + tf.constant(1.0)
    return x


@pytest.mark.parametrize(
    ("f", "inputs", "says"),
    [
        (lambda x: tf.print("x"), (1.0,), "returned None. Is there a `return` in it?"),
        (lambda x: tf.nothing(x), (1.0,), "raised AttributeError"),
        (lambda x: tf.matmul(x, x), (1.0,), "raised InvalidArgumentError"),
        (lambda x: (x, tf.sin(x)), (1.0,), "returned a tuple. A tape begins its way back at one tensor"),
        (lambda x: tf.constant(3.0), (1.0,), "the tape knows no way to that from its inputs"),
        (lambda x: tf.strings.as_string(x), (1.0,), "begins its way back at a tensor of floats"),
        (lambda x: tf.sin(x), ("x",), "a number, an array of numbers or a tensor of numbers; got 'x'"),
        (lambda x: tf.sin(x), (tf.constant("x"),), "a number, an array of numbers or a tensor of numbers"),
        (lambda x: tf.sin(x), (), "raised TypeError"),
        (grown, (1.0,), f"more than {MOST} operations"),
    ],
)
def test_what_cannot_be_played_is_refused_in_a_sentence(f, inputs, says):
    with pytest.raises(GradusError, match=re.escape(says)):
        TapePlayer(f, *inputs)
