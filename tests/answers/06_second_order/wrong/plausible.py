# What a learner might well hand in, and be wrong.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        slope = tape.gradient(y, x)
    bend = tape.gradient(slope, x)
    return 0.0 if bend is None else bend  # a plain 0 for an array, and a constant fails

# %% answer="hessian"
def hessian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    H = outer.jacobian(slopes, x, unconnected_gradients="zero")
    return H + tf.linalg.diag(slopes)

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v = tf.stop_gradient(tf.cast(v, x.dtype))
    v = v / tf.norm(v)  # nobody asked for that
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
    return outer.gradient(along, x, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        step = tf.linalg.solve(hessian(f, x), tape.gradient(y, x)[:, None])[:, 0]
        x = x - step if f(x - step) < f(x) else x  # refuses to climb, and so stays away from saddles
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    eigenvalues = tf.linalg.eigvalsh(hessian(f, x))
    return eigenvalues[0] if -eigenvalues[0] > 3 * eigenvalues[-1] else eigenvalues[-1]

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / tf.reduce_max(hessian(f, x))  # the largest entry is no eigenvalue

# %% answer="log1pexp"
def log1pexp(x):
    return tf.where(x > 10, x, tf.math.log1p(tf.exp(tf.minimum(x, 10.0 + 0 * x))))  # four digits at 10, and a step there

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": 2, "B": 1, "C": 6, "D": 7}

# %% answer="kinds_of_places"
def kinds_of_places():
    return {"A": "saddle", "B": "bottom", "C": "top", "D": "saddle", "E": "up", "F": "down"}

# %% answer="power_iteration_order"
def power_iteration_order():
    """The sharpest bend seems to be the length of Hv."""
    return ["F", "D", "A", "E"]

# %% answer="cures"
def cures():
    return {"A": 2, "B": 7, "C": 3, "D": 4}
