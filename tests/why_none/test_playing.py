"""`explain_none(...).show()` plays the block that was asked about, and leaves nothing behind."""

import numpy as np
import pytest

from gradus import explain_gradient, explain_none
from gradus.errors import GradusError
from gradus.why_none.explanation import Explanation
from tests.why_none.corpus import programs, run

tf = pytest.importorskip("tensorflow")


def test_the_way_ends_where_the_explanation_says():
    x = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(np.sin(x))
    said = explain_none(y, x, tape)
    player = said.show()
    assert "`np.sin(x)` leaves TensorFlow" in said
    assert player.ends == ["`v₁ = np.sin(x)` leaves TensorFlow, so the tape does not see it. Stay with tf operations."]
    assert player.sentences[0] == "The tape watches `x` = [1, 2]."
    assert player.gradient == [None]


def test_a_gradient_that_is_there_is_played_too():
    w = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        loss = w * w
    assert explain_none(loss, w, tape).show().gradient == [6.0]
    assert explain_gradient(loss, w, tape).show().gradient == [6.0]


def test_what_is_not_watched_is_said_first():
    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        y = x * x
    player = explain_none(y, x, tape).show()
    assert player.sentences[0] == "The tape does not watch `x` = 2."
    assert player.gradient == [None]


def test_nothing_that_the_block_does_stays():
    w, total, seen, losses = tf.Variable(3.0), tf.Variable(0.0), [], {"last": 0.0}
    count = 0
    with tf.GradientTape() as tape:
        count += 1
        seen.append(count)
        total.assign_add(w * w)
        losses["last"] = loss = total * 2.0
    player = explain_none(loss, w, tape).show()
    assert player.sentences[0].startswith("The block runs here on what its names mean now")
    assert "puts a number into a variable" in player.ends[0]
    assert total.numpy() == 9.0 and seen == [1] and count == 1 and losses["last"] is loss


def test_a_source_that_hangs_on_something():
    class Model(tf.Module):
        def __init__(self):
            self.w = tf.Variable([1.0, 2.0])

        def __call__(self, x):
            return tf.reduce_sum(tf.round(self.w * x))

    model, x = Model(), tf.constant([2.0, 3.0])
    with tf.GradientTape() as tape, tf.GradientTape():
        y = model(x)
    player = explain_none(y, model.w, tape).show()
    assert "round" in player.ends[0] and player.recording.inputs[0].name == "model_w"


def test_the_outer_of_two_tapes():
    a = tf.Variable(2.0)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            line = 3.0 * a
        slope = inner.gradient(line, a)
    assert "straight line" in explain_none(slope, a, outer).show().ends[0]


def test_the_learners_tape_can_be_stopped_in_the_block():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        with tape.stop_recording():
            q = x * x
        y = q * 3.0
    assert explain_none(y, x, tape).show().gradient == [None]


def test_what_cannot_be_played_is_refused_by_a_sentence():
    x = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        y = tf.round(x) * tf.random.normal([2])
    with pytest.raises(GradusError, match="without leaving a trace"):
        explain_none(y, x, tape).show()
    with pytest.raises(GradusError, match="nothing to play"):
        explain_none(None, x, tape).show()
    z = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(z)
        middle = tf.sin(z)
        y = tf.round(middle)
    with pytest.raises(GradusError, match="is made in the block"):
        explain_none(y, middle, tape).show()
    with tf.GradientTape() as tape:
        y = 2.0 * tf.constant(x)
    x = tf.Variable([1.0, 2.0])
    with pytest.raises(GradusError, match="does not do what it did"):
        explain_none(y, x, tape).show()


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_what_is_played_is_what_the_tape_says(every):
    """Of the corpus: no gradient where the tape gave None, the same one where it gave one, or no picture."""
    played = 0
    for program in programs()[::every]:
        for code, has_gradient in ((program.code, False), (program.mended, True)):
            answer = run(code, True, explain_none)
            if not isinstance(answer.said, Explanation):
                continue
            try:
                player = answer.said.show()
            except GradusError:
                continue
            [found], played = player.gradient, played + 1
            assert (found is not None) is has_gradient, program.name
            if answer.gradient is not None and "names mean now" not in player.sentences[0]:
                assert np.allclose(found, tf.convert_to_tensor(answer.gradient), rtol=1e-4), program.name
    assert played > len(programs()[::every])
