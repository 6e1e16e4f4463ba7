# Right answers with variables, loops and zeros put in by hand.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slope = inner.gradient(y, x)
        if slope is None:
            return tf.zeros_like(x)
    second = outer.gradient(slope, x)
    return tf.zeros_like(x) if second is None else second

# %% answer="hessian"
def hessian(f, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape(persistent=True) as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
        parts = [slopes[i] for i in range(x.shape[0])]
    rows = []
    for part in parts:
        row = outer.gradient(part, x)
        rows.append(tf.zeros_like(x) if row is None else row)
    return tf.stack(rows)

# %% answer="hvp"
def hvp(f, x, v):
    """The outer gradient with v for upstream."""
    x, v = tf.Variable(float_tensor(x)), tf.cast(v, float_tensor(x).dtype)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slopes = inner.gradient(y, x)
    if slopes is None:
        return tf.zeros_like(x)
    result = outer.gradient(slopes, x, output_gradients=v)
    return tf.zeros_like(x) if result is None else result

# %% answer="newton"
def newton(f, x0, steps):
    x = tf.Variable(float_tensor(x0))
    path = [x.numpy()]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            y = f(x)
        slopes = tape.gradient(y, x)
        x.assign_sub(tf.linalg.matvec(tf.linalg.inv(hessian(f, x)), slopes))
        path.append(x.numpy())
    return path

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.Variable(tf.random.uniform(x.shape, -1.0, 1.0, dtype=x.dtype))
    for _ in range(iterations):
        w = hvp(f, x, v.value())
        v.assign(tf.math.divide_no_nan(w, tf.norm(w)))
    return float(tf.tensordot(v, hvp(f, x, v.value()), 1))

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2.0 / float(largest_curvature(f, x, 100))

# %% answer="log1pexp"
@tf.custom_gradient
def log1pexp(x):
    def backward(upstream):
        return upstream * tf.nn.sigmoid(x)

    return tf.math.softplus(x), backward
