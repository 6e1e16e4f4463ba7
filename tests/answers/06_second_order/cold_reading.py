# Right answers of a cold reading.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = float_tensor(x)
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as acc:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        slope = tape.gradient(y, x, unconnected_gradients="zero")
    return acc.jvp(slope, unconnected_gradients="zero").numpy()

# %% answer="hessian"
def hessian(f, x):
    v = tf.Variable(float_tensor(x))
    n = v.shape[0]
    with tf.GradientTape(persistent=True) as outer:
        with tf.GradientTape() as inner:
            y = f(v)
        slope = inner.gradient(y, v, unconnected_gradients="zero")
        parts = [slope[i] for i in range(n)]
    return np.array([outer.gradient(p, v, unconnected_gradients="zero").numpy() for p in reversed(parts)])[::-1]

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v = tf.constant(np.asarray(v), x.dtype) if not tf.is_tensor(v) else tf.stop_gradient(tf.cast(v, x.dtype))
    with tf.GradientTape() as tape:
        tape.watch(x)
        with tf.autodiff.ForwardAccumulator(x, v) as acc:
            y = f(x)
        along = acc.jvp(y, unconnected_gradients="zero")
    return tape.gradient(along, x, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    start = float_tensor(x0)
    path = np.zeros((steps + 1, len(start)), dtype=start.numpy().dtype)
    path[0] = start
    for t in range(steps):
        x = tf.constant(path[t])
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            g = inner.gradient(y, x)
        H = outer.jacobian(g, x)
        path[t + 1] = path[t] - np.linalg.lstsq(H.numpy(), g.numpy(), rcond=None)[0]
    return path

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.constant(np.random.default_rng(7).normal(size=x.shape), x.dtype)
    for _ in range(iterations):
        w = hvp(f, x, v)
        curvature = tf.tensordot(v, w, 1) / tf.tensordot(v, v, 1)
        size = tf.reduce_max(abs(w))
        if size == 0: return 0.0
        v = w / size
    return float(curvature)

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / np.linalg.norm(np.asarray(hessian(f, float_tensor(x))), 2)

# %% answer="log1pexp"
@tf.custom_gradient
def _sigmoid(x):
    s = tf.exp(-tf.nn.relu(-x)) / (1 + tf.exp(-abs(x)))
    return s, lambda up: up * _sigmoid(x) * _sigmoid(-x)
@tf.custom_gradient
def _soft(x):
    return tf.nn.relu(x) + tf.math.log1p(tf.exp(-abs(x))), lambda up: up * _sigmoid(x)
def log1pexp(x):
    return _soft(tf.convert_to_tensor(x))
