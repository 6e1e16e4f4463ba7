# Wrong answers from a second reading.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, [x], unconnected_gradients="zero")
    return outer.gradient(slope, [x], unconnected_gradients="zero")

# %% answer="hessian"
def hessian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    return tf.stack([outer.gradient(slopes[i], x, unconnected_gradients="zero") for i in range(len(x))])

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            g = inner.gradient(y, x)
        H = outer.jacobian(g, x)
        x = x - tf.linalg.solve(H, g[:, None])
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v = v / tf.reduce_sum(v)
    c = tf.constant(0.0)
    for _ in range(iterations):
        w = hvp(f, x, v)
        if tf.norm(w) == 0: return 0.0
        c = tf.reduce_sum(v * w)
        v = w / tf.reduce_sum(w)
    return c

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / tf.reduce_max(tf.reduce_sum(tf.abs(hessian(f, x)), axis=1))

# %% answer="log1pexp"
@tf.custom_gradient
def log1pexp(x):
    def backward(upstream):
        return upstream * tf.where(x >= 0, 1 / (1 + tf.exp(-x)), tf.exp(x) / (1 + tf.exp(x)))
    return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x))), backward

# %% answer="power_iteration_order"
def power_iteration_order():
    return "FDBE"

# %% answer="cures"
def cures():
    return {"A": 3, "B": 2, "C": 6, "D": 7}

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": 5, "B": 6, "C": 1, "D": 2}
