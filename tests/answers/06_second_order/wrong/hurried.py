# Wrong answers of a student in a hurry.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = tf.Variable(float(x))
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slope = inner.gradient(y, x)
    return outer.gradient(slope, x) or 0.0

# %% answer="hessian"
def hessian(f, x):
    """Right off the diagonal, and half of it on the diagonal."""
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    H = outer.jacobian(slopes, x, unconnected_gradients="zero")
    return H - tf.linalg.diag(tf.linalg.diag_part(H)) / 2

# %% answer="hvp"
def hvp(f, x, v):
    """Differences of gradients, with a step of 1."""
    def slopes(x):
        x = tf.Variable(x)
        with tf.GradientTape() as tape:
            y = f(x)
        return tape.gradient(y, x, unconnected_gradients="zero")

    x = float_tensor(x)
    v = tf.cast(v, x.dtype)
    return slopes(x + v) - slopes(x)

# %% answer="newton"
def newton(f, x0, steps):
    """Half a step each."""
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        x = x - 0.5 * tf.linalg.solve(hessian(f, x), tape.gradient(y, x)[:, None])[:, 0]
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    """One product with a random vector is not an eigenvalue."""
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v /= tf.norm(v)
    return tf.reduce_sum(v * hvp(f, x, v))

# %% answer="stable_lr"
def stable_lr(f, x):
    """The curvature at the origin."""
    return 2 / largest_curvature(f, 0 * float_tensor(x))

# %% answer="log1pexp"
def log1pexp(x):
    return tf.math.log1p(tf.exp(x))

# %% answer="hessian_maps"
def hessian_maps():
    return [2, 4, 6, 7]

# %% answer="kinds_of_places"
def kinds_of_places():
    return {"A": "saddle", "B": "minimum", "C": "maximum", "D": "saddle"}

# %% answer="power_iteration_order"
def power_iteration_order():
    return ["F", "D"]

# %% answer="cures"
def cures():
    return {"A": 2, "B": 6, "C": 3}
