# Right answers by forward mode, eigenvalues, NumPy, and formulas of another shape.

# %% answer="second_derivative"
def second_derivative(f, x):
    """Forward over reverse: the slope's own slope along ones."""
    x = float_tensor(x)
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as accumulator:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        slope = tape.gradient(y, x, unconnected_gradients="zero")
    return accumulator.jvp(slope, unconnected_gradients="zero").numpy()

# %% answer="hessian"
def hessian(f, x):
    """Columns: forward over reverse along each axis."""
    x = float_tensor(x)
    columns = []
    for axis in tf.eye(len(x), dtype=x.dtype):
        with tf.autodiff.ForwardAccumulator(x, axis) as accumulator:
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = f(x)
            slopes = tape.gradient(y, x, unconnected_gradients="zero")
        columns.append(accumulator.jvp(slopes, unconnected_gradients="zero").numpy())
    return np.array(columns).T.tolist()

# %% answer="hvp"
def hvp(f, x, v):
    """Forward over reverse."""
    x = float_tensor(x)
    with tf.autodiff.ForwardAccumulator(x, tf.cast(v, x.dtype)) as accumulator:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        slopes = tape.gradient(y, x, unconnected_gradients="zero")
    return accumulator.jvp(slopes, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    """In NumPy, but for the derivatives."""
    path = np.zeros((steps + 1, len(x0)))
    path[0] = x0
    for t in range(steps):
        x = tf.constant(path[t])
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        path[t + 1] = path[t] - np.linalg.lstsq(hessian(f, x), tape.gradient(y, x).numpy(), rcond=None)[0]
    return path

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    values = np.linalg.eigvals(hessian(f, x))
    return values[np.argmax(np.abs(values))]

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / np.max(np.linalg.eigvalsh(np.asarray(hessian(f, x))))

# %% answer="log1pexp"
def log1pexp(x):
    """TensorFlow has it, with all its derivatives."""
    return tf.math.softplus(x)
