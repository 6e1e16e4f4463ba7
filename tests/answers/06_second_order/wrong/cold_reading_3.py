# Wrong answers of a first reader, who was told what is not true of them, or nothing.

# %% answer="second_derivative" unlike=["Does it come from another tape, which follows no x"]
def second_derivative(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        slope = inner.gradient(y, x)
    return outer.gradient(slope, x)

# %% answer="hessian" unlike=["Something here is None"]
def hessian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x)
    return outer.jacobian(slopes, x, unconnected_gradients="zero")

# %% answer="newton" unlike=["Are all rows of one length"]
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
        x = x - outer.jacobian(g, x) ** -1 * g
        path.append(x)
    return np.array(path)

# %% answer="largest_curvature" unlike=["tf.where and tf.maximum decide for each"]
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v /= tf.norm(v)
    for _ in range(iterations):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
        w = outer.gradient(along, x, unconnected_gradients="zero")
        if w == 0:
            return 0.0
        curvature = tf.reduce_sum(v * w)
        v = w / tf.norm(w)
    return curvature

# %% answer="stable_lr" unlike=["divides_by_the_trace"]
def stable_lr(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x)
    return 2 / np.max(np.diag(outer.jacobian(slopes, x)))

# %% answer="log1pexp" unlike=["backward is made of NumPy, or of what was computed without the tape. Use"]
def log1pexp(x):
    @tf.custom_gradient
    def safe(x):
        def backward(upstream):
            return upstream * tf.stop_gradient(tf.sigmoid(x))

        return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x))), backward

    return safe(x)

# %% answer="cures" unlike=["The outer tape follows Variables, and what it is told to watch"]
def cures():
    return {"A": 2, "B": 7, "C": 3, "D": 4}
