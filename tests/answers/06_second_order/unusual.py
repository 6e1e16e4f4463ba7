# Right answers that take a way of their own.

# %% answer="second_derivative"
def second_derivative(f, x):
    """Forward mode over reverse mode."""
    x = float_tensor(x)
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as forward:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        slope = tape.gradient(y, x, unconnected_gradients="zero")
    return forward.jvp(slope, unconnected_gradients="zero")

# %% answer="hessian"
def hessian(f, x):
    """A product with every unit vector."""
    x = float_tensor(x)
    columns = []
    for e in tf.unstack(tf.eye(len(x), dtype=x.dtype)):
        with tf.autodiff.ForwardAccumulator(x, e) as forward:
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = f(x)
            slopes = tape.gradient(y, x, unconnected_gradients="zero")
        columns.append(forward.jvp(slopes, unconnected_gradients="zero"))
    return tf.stack(columns).numpy()

# %% answer="hvp"
def hvp(f, x, v):
    """The gradient handed on to the outer tape with v for its upstream."""
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    v = tf.constant(np.array(v), x.dtype) if not tf.is_tensor(v) else tf.cast(v, x.dtype)
    return outer.gradient(slopes, x, output_gradients=v, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    """In NumPy, but for the derivatives."""
    path = [np.array(float_tensor(x0))]
    for _ in range(steps):
        x = tf.Variable(path[-1])
        with tf.GradientTape(persistent=True) as outer:
            with tf.GradientTape() as inner:
                y = f(x)
            slopes = inner.gradient(y, x)
            parts = tf.unstack(slopes)
        H = np.array([outer.gradient(part, x, unconnected_gradients="zero") for part in parts])
        path.append(path[-1] - np.linalg.inv(H) @ slopes.numpy())
    return np.array(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    """Always two products at a time, and the ratio of lengths for the size."""
    x = float_tensor(x)

    def product(v):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            slopes = inner.gradient(y, x, unconnected_gradients="zero")
        return outer.gradient(slopes, x, output_gradients=v, unconnected_gradients="zero")

    v = tf.random.stateless_uniform(x.shape, seed=(1, 2), minval=-1, maxval=1, dtype=x.dtype)
    size = 0.0
    for _ in range(iterations):
        w = product(v)
        if not float(tf.norm(w)) > 0:
            return 0.0
        size = float(tf.norm(w) / tf.norm(v) * tf.sign(tf.tensordot(v, w, 1)))
        v = w / tf.reduce_max(tf.abs(w))
    return size

# %% answer="stable_lr"
def stable_lr(f, x):
    """Twice the largest eigenvalue of the inverse is that of a smallest one, so: by singular values."""
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x)
    H = outer.jacobian(slopes, x, unconnected_gradients="zero")
    return float(2 / tf.linalg.svd(H, compute_uv=False)[0])

# %% answer="log1pexp"
@tf.custom_gradient
def log1pexp(x):
    def backward(upstream):
        return upstream * (1 + tf.tanh(x / 2)) / 2
    return -tf.math.log_sigmoid(-x), backward
