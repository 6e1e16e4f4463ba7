# Right answers written from the student's text alone, another way.

# %% answer="second_derivative"
def second_derivative(f, x):
    x = float_tensor(x)
    def grad(g):
        def d(z):
            with tf.GradientTape() as t:
                t.watch(z)
                y = g(z)
            s = t.gradient(y, z)
            return tf.zeros_like(z) if s is None else s
        return d
    return grad(grad(f))(x).numpy()

# %% answer="hessian"
def hessian(f, x):
    x = float_tensor(x)
    n = int(x.shape[0])
    def cell(i, j):
        e = lambda k: tf.one_hot(k, n, dtype=x.dtype)
        zero = tf.zeros([], x.dtype)
        with tf.GradientTape() as o:
            o.watch(zero)
            t0 = tf.identity(zero)
            with tf.GradientTape() as t:
                s = tf.zeros([], x.dtype)
                t.watch(s)
                y = f(x + s * e(i) + t0 * e(j))
            d = t.gradient(y, s, unconnected_gradients="zero")
        return o.gradient(d, zero, unconnected_gradients="zero").numpy()
    return [[cell(i, j) for j in range(n)] for i in range(n)]

# %% answer="hvp"
def hvp(f, x, v):
    x = tf.Variable(float_tensor(x))
    v = tf.cast(v, x.dtype)
    with tf.GradientTape() as o:
        with tf.GradientTape() as t:
            y = f(x)
        g = t.gradient(y, x, unconnected_gradients="zero")
    return o.gradient(g, x, output_gradients=v, unconnected_gradients="zero").numpy()

# %% answer="newton"
def newton(f, x0, steps):
    w = tf.Variable(float_tensor(x0))
    path = [w.numpy()]
    while len(path) <= steps:
        with tf.GradientTape() as o:
            with tf.GradientTape() as t:
                y = f(w)
            g = t.gradient(y, w)
        H = o.jacobian(g, w)
        w.assign_sub(tf.squeeze(tf.linalg.lstsq(H, g[:, None], fast=False), -1))
        path.append(w.numpy())
    return path

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    H = np.stack([np.asarray(hvp(f, x, tf.one_hot(i, x.shape[0], dtype=x.dtype))) for i in range(x.shape[0])])
    e = np.linalg.eigvalsh(H)
    return e[np.argmax(np.abs(e))]

# %% answer="stable_lr"
def stable_lr(f, x):
    lam = largest_curvature(f, x, iterations=200)
    return tf.divide(tf.cast(2, tf.convert_to_tensor(lam).dtype), lam)

# %% answer="log1pexp"
def log1pexp(x):
    return -tf.math.log_sigmoid(-x)

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": "2", "B": "4", "C": "6", "D": "7"}

# %% answer="kinds_of_places"
def kinds_of_places():
    return {"A": "Saddle", "B": "Minimum", "C": "Maximum", "D": "Saddle", "E": "Up", "F": "Down"}

# %% answer="power_iteration_order"
def power_iteration_order():
    return "D", "B", "A", "F"

# %% answer="cures"
def cures():
    return {"A": "2", "B": "6", "C": "3", "D": "4"}
