# Wrong answers that beginners typed, and that passed, or for which a check had no sentence, or a false one.

# %% answer="second_derivative"
def second_derivative(f, x):
    """Both tapes have one name."""
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        slope = tape.gradient(y, x, unconnected_gradients="zero")
    return tape.gradient(slope, x, unconnected_gradients="zero")

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    """The first v is not brought to length 1."""
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    curvature = tf.zeros([], x.dtype)
    for _ in range(iterations):
        w = hvp(f, x, v)
        length = tf.norm(w)
        if length == 0:
            return length
        curvature, v = tf.reduce_sum(v * w), w / length
    return curvature

# %% answer="log1pexp"
def log1pexp(x):
    """Without the logarithm where it is small."""
    @tf.custom_gradient
    def safe(x):
        small = tf.where(tf.abs(x) > 15, tf.zeros_like(x), tf.math.log1p(tf.exp(-tf.abs(x))))
        return tf.maximum(x, 0) + small, lambda upstream: upstream * tf.sigmoid(x)

    return safe(x)

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": 9, "B": 9, "C": 9, "D": 9}

# %% answer="cures"
def cures():
    return [2, 6, 3, 4]
