"""explain_none on a list of sources, as optimizers have them: what there is to say of those without a gradient."""

import pytest

from gradus import explain_none

tf = pytest.importorskip("tensorflow")


@pytest.mark.parametrize("spent", [False, True])
def test_each_cause_is_told_of_its_source_and_nothing_of_the_others(spent):
    w, b, c = tf.Variable(2.0), tf.Variable(1.0), tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = w * tf.round(b)
    if spent:
        assert tape.gradient(y, [w, b, c])[1:] == [None, None]
    assert explain_none(y, [w, b, c], tape).split("\n\n") == [
        "`b`: `tf.round(b)` has no gradient, so the path ends there.",
        "`c`: y does not depend on c: nothing that the block did leads from the one to the other.",
    ]


def test_what_is_the_same_for_several_is_said_once():
    model = tf.keras.Sequential([tf.keras.layers.Dense(2), tf.keras.layers.Dense(1)])
    X = tf.ones([3, 2])
    model(X)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model.predict(X, verbose=0) * 1.0)
    said, others = explain_none(loss, model.trainable_variables, tape).split("\n\n")
    assert said.startswith("`model.trainable_variables[0]`, `model.trainable_variables[1]`, `model.trainable_variables")
    assert "Call the model itself" in said and others == "Ask about the others one at a time."


def test_a_dict_is_asked_by_its_keys():
    parameters = {"w": tf.Variable(2.0), "b": tf.Variable(1.0)}
    with tf.GradientTape() as tape:
        y = parameters["w"] * tf.round(parameters["b"])
    assert explain_none(y, parameters, tape).startswith("`parameters['b']`: `tf.round(parameters[")
    with tf.GradientTape() as tape:
        y = parameters["w"] * tf.round(parameters["b"])
    assert explain_none(y, {"w": parameters["w"], "other": parameters["b"]}, tape).startswith("`parameters['b']`: ")


def test_where_there_are_gradients_it_says_so():
    w, b = tf.Variable(2.0), tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = w * b
    assert explain_none(y, (w, b), tape) == "None of these gradients is None."
    assert explain_none(y, (w, b), tape).startswith("If it is None at all: the block, run once more, gives a gradient")


def test_several_targets_are_asked_one_at_a_time():
    w = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = w * w
    assert "one target and one source at a time" in explain_none([y, w], [w, w], tape)
