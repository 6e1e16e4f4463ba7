# Right answers written from the student's text alone, one way.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape() as t2:
        with tf.GradientTape() as t1:
            y = f(x)
        s = t1.gradient(y, x, unconnected_gradients="zero")
    return t2.gradient(s, x, unconnected_gradients="zero")

# %% answer="hessian"
def hessian(f, x):
    x = tf.Variable(float_tensor(x))
    rows = []
    for i in range(x.shape[0]):
        with tf.GradientTape() as o:
            with tf.GradientTape() as t:
                y = f(x)
            g = t.gradient(y, x, unconnected_gradients="zero")[i]
        rows.append(o.gradient(g, x, unconnected_gradients="zero"))
    return tf.stack(rows).numpy()

# %% answer="hvp"
def hvp(f, x, v):
    x = tf.identity(float_tensor(x))
    v = tf.identity(tf.cast(v, x.dtype))
    with tf.autodiff.ForwardAccumulator(x, v) as acc:
        with tf.GradientTape() as t:
            t.watch(x)
            y = f(x)
        g = t.gradient(y, x, unconnected_gradients="zero")
    return acc.jvp(g, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    x = np.array(float_tensor(x0))
    path = x[None]
    for _ in range(steps):
        t = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(t)
            y = f(t)
        g = tape.gradient(y, t)
        x = x - np.linalg.inv(np.array(hessian(f, x))) @ np.array(g)
        path = np.vstack([path, x])
    return path

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    rng = np.random.default_rng()
    v = rng.normal(size=x.shape)
    v /= np.linalg.norm(v)
    lam = 0.0
    for _ in range(iterations):
        w = np.asarray(hvp(f, x, v), dtype=float)
        lam = float(v @ w)
        n = np.linalg.norm(w)
        if n == 0:
            return 0.0
        v = w / n
    return lam

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / np.linalg.eigvalsh(np.asarray(hessian(f, x), dtype=float)).max()

# %% answer="log1pexp"
@tf.custom_gradient
def log1pexp(x):
    y = tf.nn.softplus(x)
    def backward(up):
        return up * tf.nn.sigmoid(x)
    return y, backward

# %% answer="hessian_maps"
def hessian_maps():
    return dict(A=2, B=4, C=6, D=7)

# %% answer="kinds_of_places"
def kinds_of_places():
    return dict(A="saddle", B="minimum", C="maximum", D="saddle", E="up", F="down")

# %% answer="power_iteration_order"
def power_iteration_order():
    return ["A", "F", "D", "B"]

# %% answer="cures"
def cures():
    return dict(zip("ABCD", (2, 6, 3, 4)))
