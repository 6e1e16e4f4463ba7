"""Gradients by TensorFlow's tape, for the mistakes of units 5 and 6. TensorFlow is imported when one is asked for."""


def floats(x):
    """A tensor: arrays and tensors of floats keep their type, Python's floats and whole numbers become float32."""
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    return x if x.dtype.is_floating else tf.cast(x, tf.float32)


def by_tape(f, x, unconnected="none"):
    """f(x), and its gradient at x: that of the sum, where f(x) has many entries."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x, unconnected_gradients=unconnected)
