# Wrong answers of a student who has not got the idea, and some that came close.

# %% answer="second_derivative"
def second_derivative(f, x):
    """f(f(x)) is something else."""
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(f(x))
    return tape.gradient(y, x, unconnected_gradients="zero")

# %% answer="hessian"
def hessian(f, x):
    """Only the upper triangle."""
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    return tf.linalg.band_part(outer.jacobian(slopes, x, unconnected_gradients="zero"), 0, -1)

# %% answer="hvp"
def hvp(f, x, v):
    """The curvature along v, times v."""
    x = float_tensor(x)
    v = tf.stop_gradient(tf.cast(v, x.dtype))
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
    H_v = outer.gradient(along, x, unconnected_gradients="zero")
    return tf.reduce_sum(H_v * v) * v / tf.reduce_sum(v * v)

# %% answer="newton"
def newton(f, x0, steps):
    """Stops when it seems to have arrived, so the path is too short."""
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        slopes = tape.gradient(y, x)
        if tf.norm(slopes) < 1e-6:
            break
        x = x - tf.linalg.solve(hessian(f, x), slopes[:, None])[:, 0]
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    """The norm of the whole Hessian."""
    return tf.norm(hessian(f, x))

# %% answer="stable_lr"
def stable_lr(f, x):
    return largest_curvature(f, x) / 2

# %% answer="log1pexp"
def log1pexp(x):
    """Right as far as 500."""
    @tf.custom_gradient
    def safe(x):
        y = tf.clip_by_value(x, -500.0, 500.0) if x.dtype == tf.float64 else x
        return tf.maximum(y, 0) + tf.math.log1p(tf.exp(-tf.abs(y))), lambda upstream: upstream * tf.sigmoid(x)

    return safe(x)

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": 2, "B": 4, "C": 8, "D": 7}

# %% answer="kinds_of_places"
def kinds_of_places():
    return {"A": "saddle", "B": "minimum", "C": "saddle", "D": "saddle", "E": "up", "F": "down"}

# %% answer="power_iteration_order"
def power_iteration_order():
    """All six."""
    return list("ABCDEF")

# %% answer="cures"
def cures():
    return {"A": 1, "B": 6, "C": 3, "D": 4}
