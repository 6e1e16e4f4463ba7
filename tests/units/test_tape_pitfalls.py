"""What units 5 and 6 say of TensorFlow, asserted against the TensorFlow that is installed.

If one of these fails after an update, look for the sentence in the lesson or the exercise that it belongs to.
"""

import numpy as np
import pytest

import gradus  # noqa: F401  (before TensorFlow: it keeps the start-up log away)

tf = pytest.importorskip("tensorflow")


def gradient(f, x, **settings):
    with tf.GradientTape(**settings) as tape:
        y = f(x)
    return tape.gradient(y, x)


def numbers(tensor):
    return np.asarray(tensor).tolist()


@pytest.mark.parametrize(
    ("f", "x"),
    [
        pytest.param(lambda x: x * x, lambda: tf.constant(3.0), id="a constant is not watched"),
        pytest.param(lambda x: x * x, lambda: tf.Variable(3), id="an integer variable"),
        pytest.param(lambda x: x * x, lambda: tf.Variable(3.0, trainable=False), id="trainable=False"),
        pytest.param(lambda x: tf.reduce_sum(np.sin(x)), lambda: tf.Variable([1.0, 2.0]), id="NumPy inside"),
        pytest.param(lambda x: tf.constant(x.numpy()) ** 2, lambda: tf.Variable(2.0), id=".numpy() inside"),
        pytest.param(lambda x: tf.square(float(x)), lambda: tf.Variable(2.0), id="float() inside"),
        pytest.param(lambda x: tf.constant(x) ** 2, lambda: tf.Variable(2.0), id="tf.constant of a variable"),
        pytest.param(tf.round, lambda: tf.Variable(2.6), id="an operation that jumps"),
    ],
)
def test_none(f, x):
    assert gradient(f, x()) is None


def test_watching_comes_before_use():
    x = tf.constant(3.0)
    with tf.GradientTape() as late:
        y = x * x
        late.watch(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        z = x * x
    assert late.gradient(y, x) is None and numbers(tape.gradient(z, x)) == 6.0


def test_the_opening_of_lesson_5():
    w = tf.constant(3.0)
    y = w**2
    with tf.GradientTape() as tape:
        tape.watch(w)
    assert tape.gradient(y, [w]) == [None]


def test_tensors_for_numpy_people():
    with pytest.raises(TypeError):
        tf.constant([1.0, 2.0])[0] = 9.0
    assert numbers(tf.constant([1, 2]) * np.array([0.5, 0.5])) == [0, 0]
    for refused in (
        lambda: tf.constant([1, 2]) * tf.constant(0.5),
        lambda: tf.constant([1.0]) * tf.constant(np.ones(1)),
        lambda: tf.constant([[1.0, 2.0]]) @ tf.constant([1.0, 1.0]),
        lambda: tf.constant([1.0, 1.0]) @ tf.constant([1.0, 1.0]),
    ):
        with pytest.raises(tf.errors.InvalidArgumentError):
            refused()


def test_a_copy_of_a_watched_tensor_is_followed_and_one_of_a_variable_is_not():
    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.constant(x) ** 2
    assert numbers(tape.gradient(y, x)) == 4.0
    assert gradient(lambda x: tf.Variable(x) ** 2, tf.Variable(2.0)) is None


def test_each_operation_has_its_own_slope_at_a_kink_and_at_a_jump():
    at_0 = tf.Variable(0.0)
    assert numbers(gradient(tf.nn.relu, at_0)) == 0.0
    assert numbers(gradient(lambda x: tf.maximum(x, 0.0), at_0)) == 1.0
    assert numbers(gradient(lambda x: tf.maximum(0.0, x), at_0)) == 0.0
    assert numbers(gradient(tf.sign, tf.Variable(2.6))) == 0.0
    assert numbers(gradient(lambda x: x * tf.round(x), tf.Variable(2.6))) == 3.0


def test_an_operation_without_a_rule_and_another_that_has_one():
    amounts = tf.Variable([1.0, 2.0, 4.0])
    with pytest.raises(LookupError):
        gradient(lambda x: tf.math.bincount([0, 1, 1], weights=x), amounts)
    assert numbers(gradient(lambda x: tf.math.unsorted_segment_sum(x, [0, 1, 1], 2), amounts)) == [1.0, 1.0, 1.0]


def test_a_layer_without_inputs_has_no_variables():
    layer = tf.keras.layers.Dense(1)
    assert layer.trainable_variables == []
    layer(tf.ones((4, 3)))
    assert [variable.name for variable in layer.trainable_variables] == ["kernel", "bias"]


def test_the_slope_of_a_none_is_a_type_error():
    with tf.GradientTape() as tape:
        pass
    with pytest.raises(TypeError):
        tape.gradient(None, tf.constant(2.0))


def test_a_watched_integer_is_warned_of(caplog):
    x = tf.constant(3)
    with caplog.at_level("WARNING", logger="tensorflow"), tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    assert tape.gradient(y, x) is None
    assert "The dtype of the watched tensor must be floating" in caplog.text


def test_a_step_before_the_block_is_not_seen():
    x = tf.Variable(2.0)
    double = 2.0 * x
    assert gradient(lambda x: double**2, x) is None


def test_automatic_watching_can_be_off():
    assert gradient(lambda x: x * x, tf.Variable(2.0), watch_accessed_variables=False) is None


def test_state_is_not_followed():
    x, total = tf.Variable(3.0), tf.Variable(0.0)
    with tf.GradientTape() as tape:
        total.assign_add(x)
        y = total**2
    assert tape.gradient(y, x) is None


def test_unconnected_may_be_zero():
    a, b = tf.Variable(2.0), tf.Variable([1.0, 1.0])
    with tf.GradientTape(persistent=True) as tape:
        y = a**3
    assert tape.gradient(y, b) is None
    assert numbers(tape.gradient(y, b, unconnected_gradients="zero")) == [0.0, 0.0]


def test_a_tape_answers_once():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = x**2
        z = y**2
    tape.gradient(y, x)
    words = r"A non-persistent GradientTape can only be used to compute one set of gradients \(or jacobians\)"
    with pytest.raises(RuntimeError, match=words):
        tape.gradient(z, x)


def test_a_persistent_tape_answers_again():
    x = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x**2
        z = y**2
    assert [numbers(tape.gradient(t, x)) for t in (y, z)] == [4.0, 32.0]


def test_several_outputs_are_added_up():
    assert numbers(gradient(lambda x: x * [3.0, 4.0], tf.Variable(2.0))) == 7.0


def test_a_list_of_targets_is_added_up():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        targets = [x**2, 1 / x]
    assert numbers(tape.gradient(targets, x)) == 3.75


def test_an_intermediate_result_may_be_a_source():
    w = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        p = w * 2.0
        e = p + 1.0 - 5.0
        loss = e**2
    assert list(map(numbers, tape.gradient(loss, [e, p, w]))) == [4.0, 4.0, 8.0]


def test_the_recording_keeps_its_numbers():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * x
    x.assign(10.0)
    assert numbers(tape.gradient(y, x)) == 6.0


def test_the_branch_taken_is_recorded():
    assert numbers(gradient(lambda x: x**2 if x > 0 else 5.0 * x, tf.Variable(-3.0))) == 5.0


def test_clipping_gives_zero_and_not_none():
    assert numbers(gradient(lambda x: tf.clip_by_value(x, 0.0, 1.0) ** 2, tf.Variable(5.0))) == 0.0


def test_half_of_a_gradient_from_numpy():
    x = tf.Variable([1.0, 2.0])
    found = gradient(lambda x: tf.reduce_sum(np.sin(x) * x), x)
    np.testing.assert_allclose(found, np.sin([1.0, 2.0]), rtol=1e-6)


def test_column_minus_row_is_a_square():
    X, y = tf.constant([[0.0], [1.0], [2.0]]), tf.constant([0.0, 2.0, 4.0])
    errors = X @ tf.Variable([[2.0]]) - y
    assert errors.shape == (3, 3)
    assert numbers(tf.reduce_mean(errors**2)) == pytest.approx(16 / 3)


def test_where_lets_nan_through_and_a_safe_argument_does_not():
    x = tf.Variable([0.0, 1.0])
    bad = gradient(lambda x: tf.where(x > 0, tf.math.log(x), 0.0), x)
    good = gradient(lambda x: tf.where(x > 0, tf.math.log(tf.where(x > 0, x, 1.0)), 0.0), x)
    assert np.isnan(bad[0]) and numbers(bad[1]) == 1.0 and numbers(good) == [0.0, 1.0]


def test_rebinding_makes_a_plain_tensor():
    w = tf.Variable(0.0)
    moved = w - 0.2 * gradient(lambda w: (w - 3.0) ** 2, w)
    assert not isinstance(moved, tf.Variable)
    assert gradient(lambda w: (w - 3.0) ** 2, moved) is None
    with pytest.raises(TypeError, match="unsupported operand type"):
        0.2 * gradient(lambda w: (w - 3.0) ** 2, moved)


def test_minus_equals_on_a_variable_is_an_error():
    w = tf.Variable(2.0)
    with pytest.raises(RuntimeError, match="Use `variable.assign_sub"):
        w -= 0.1


def test_a_gradient_of_a_look_up_is_indexed_slices():
    v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    found = gradient(lambda v: tf.reduce_sum(tf.gather(v, [0, 0])), v)
    assert isinstance(found, tf.IndexedSlices)
    assert numbers(tf.convert_to_tensor(found)) == [[2.0, 2.0], [0.0, 0.0]]


def nested(f, x):
    with tf.GradientTape(persistent=True) as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slope = inner.gradient(y, x)
    return slope, outer


def test_the_opening_of_lesson_6_none_for_a_line():
    x, w, b = tf.constant(3.0), tf.Variable(1.0), tf.Variable(2.0)
    slope, outer = nested(lambda w: x * w + b, w)
    assert numbers(slope) == 3.0
    assert outer.gradient(slope, w) is None
    assert numbers(outer.gradient(slope, w, unconnected_gradients="zero")) == 0.0


def test_the_inner_gradient_outside_the_outer_tape_is_lost():
    w = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as outer, tf.GradientTape() as inner:
        y = w**3
    slope = inner.gradient(y, w)
    assert numbers(slope) == 12.0 and outer.gradient(slope, w) is None
    assert numbers(outer.gradient(slope, w, unconnected_gradients="zero")) == 0.0


def test_a_curve_has_a_second_derivative():
    w = tf.Variable(2.0)
    slope, outer = nested(lambda w: w**3, w)
    assert [numbers(slope), numbers(outer.gradient(slope, w))] == [12.0, 12.0]


def test_the_gradient_of_a_gradient_is_not_the_hessian():
    x = tf.Variable([1.0, 2.0])
    grad, outer = nested(lambda x: x[0] ** 2 * x[1], x)
    assert numbers(outer.jacobian(grad, x)) == [[4.0, 2.0], [2.0, 0.0]]
    assert numbers(outer.gradient(grad, x)) == [6.0, 2.0]


def test_a_jacobian_of_what_is_not_connected_may_be_zero():
    x = tf.Variable([1.0, 2.0])
    with tf.GradientTape(persistent=True) as tape:
        y = tf.ones([3])
    assert tape.jacobian(y, x) is None
    assert tape.jacobian(y, x, unconnected_gradients="zero").shape == (3, 2)


def test_log_of_one_plus_exp_overflows():
    x = tf.Variable([-100.0, 0.0, 100.0])
    found = gradient(lambda x: tf.math.log(1 + tf.exp(x)), x)
    assert numbers(found[:2]) == [0.0, 0.5] and np.isnan(found[2])


def test_custom_gradient_gets_what_comes_after():
    @tf.custom_gradient
    def cube(x):
        return x**3, lambda upstream: upstream * 3 * x**2

    assert numbers(gradient(lambda x: 5.0 * cube(x), tf.Variable(2.0))) == 60.0


def test_a_hessian_of_six_millions_is_refused_at_once():
    """Exercise 6.3 counts on it: an error, not a machine that dies."""
    x = tf.Variable(tf.ones([6_000_000]))
    grad, outer = nested(lambda x: tf.reduce_sum(x * x * x), x)
    with pytest.raises(tf.errors.OpError):
        outer.jacobian(grad, x)
