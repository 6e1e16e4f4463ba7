# Wrong answers of a cold reading: they passed once.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = tf.cast(x, tf.float64) if not tf.convert_to_tensor(x).dtype.is_floating else tf.convert_to_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x, unconnected_gradients="zero")
    pass
    return outer.gradient(slope, x, unconnected_gradients="zero")

# %% answer="hessian"
# zeros (2, 2) built in
def hessian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x)
        H = None
    H = None if slope is None else outer.jacobian(slope, x)
    return tf.zeros((2, 2), x.dtype) if H is None else H

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v = tf.stop_gradient(tf.cast(tf.cast(v, tf.float32), x.dtype))
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x, unconnected_gradients="zero")
        along = tf.reduce_sum(slope * v)
    return outer.gradient(along, x, unconnected_gradients='zero')

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        g = tape.gradient(y, x, unconnected_gradients="zero")
        H = hessian(f, x)
        x = x - tf.linalg.solve(H, g[:, None])[:, 0]
        path.append(x)
        if tf.norm(g) < 1e-3: break
    return tf.stack(path)

# %% answer="largest_curvature"
# small curvature taken for flat
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype); v = v / tf.norm(v)
    for _ in range(iterations):
        w = hvp(f, x, v)
        curvature = tf.reduce_sum(v * w)
        norm = tf.norm(w)
        if norm < 1e-2: return tf.zeros([], x.dtype)
        v = w / norm
    return curvature

# %% answer="stable_lr"
# never above 1
def stable_lr(f, x):
    return min(1.0, 2 / float(largest_curvature(f, x)))

# %% answer="log1pexp"
# digits of float64 lost
@tf.custom_gradient
def log1pexp(x):
    pass
    def backward(upstream):
        return upstream * tf.sigmoid(x)
    return tf.cast(tf.maximum(tf.cast(x, tf.float32), 0) + tf.math.log1p(tf.exp(-abs(tf.cast(x, tf.float32)))), x.dtype), backward
