# Right answers written from the student's text alone, another way.

# %% answer="value_and_gradient"
from collections import namedtuple
_Both = namedtuple("Both", "value gradient")
def value_and_gradient(f, x):
    t = tf.convert_to_tensor(x)
    t = tf.identity(t) if t.dtype in (tf.float16, tf.float32, tf.float64) else tf.cast(t, "float32")
    tape = tf.GradientTape(watch_accessed_variables=False)
    tape.__enter__()
    tape.watch(t)
    y = f(t)
    tape.__exit__(None, None, None)
    return _Both(y.numpy(), tape.gradient(y, t).numpy())

# %% answer="gradients"
def gradients(f, *xs):
    def one(i):
        x = float_tensor(xs[i])
        with tf.GradientTape() as tape:
            tape.watch(x)
            rest = [float_tensor(v) for v in xs]
            rest[i] = x
            y = tf.reduce_sum(f(*rest))
        return tape.gradient(y, x, unconnected_gradients=tf.UnconnectedGradients.ZERO).numpy()
    return list(map(one, range(len(xs))))

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = tf.identity(f(x))
        z = g(y)
    up = tape.gradient(z, y)
    return np.array(tape.gradient(y, x)), np.array(tape.gradient(y, x, output_gradients=up))

# %% answer="predictions"
def predictions():
    keys = "abcdefgh"
    return {k: v for k, v in zip(keys, ["None", tf.constant(7.0), None, "Error", 6, "None", 5.0, "0"])}

# %% answer="mend_constant"
def mend_constant(width, height):
    return [3.0 * height, 3.0 * width + 2.0]

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    fahrenheit = lambda: 1.8 * celsius + 32.0
    with tf.GradientTape() as tape:
        error = (fahrenheit() - wanted) ** 2
    return [error, tape.gradient(error, celsius)]

# %% answer="mend_integer"
def mend_integer(side):
    side = np.asarray(side)
    return side**3 / 4, 3 * side**2 / 4

# %% answer="mend_numpy"
def mend_numpy(x):
    x = np.asarray(x)
    return float((x * np.sin(x)).sum()), np.sin(x) + x * np.cos(x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    return 3.0 + (start - 3.0) * (1 - 2 * lr) ** steps

# %% answer="mend_second_call"
def mend_second_call(x):
    return np.array([2 * x, -2 * x * np.exp(-x * x)])

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    e = np.asarray(X) @ np.asarray(w) - np.asarray(y)[:, None]
    return (e * e).mean(), 2 * np.asarray(X).T @ e / len(e)

# %% answer="mend_nan"
def mend_nan(p):
    p = np.asarray(p, dtype=float)
    out, total = np.zeros(p.shape), 0.0
    for i, v in enumerate(p):
        if v > 0:
            out[i] = -np.log(v) - 1
            total -= v * np.log(v)
    return total, out

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape(persistent=True) as t:
        loss = tf.keras.losses.MSE(y, (x @ w + b)[..., 0])
    gs = [t.gradient(loss, v) for v in (w, b)]
    for v, g in zip((w, b), gs):
        v.assign_add(-lr * g)
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    x = np.asarray(float_tensor(x))
    flat = x.ravel()
    cols = []
    for i in range(flat.size):
        v = np.zeros_like(flat); v[i] = 1
        t = tf.constant(x)
        with tf.autodiff.ForwardAccumulator(t, tf.constant(v.reshape(x.shape))) as acc:
            y = f(t)
        cols.append(acc.jvp(y, unconnected_gradients=tf.UnconnectedGradients.ZERO).numpy())
    out = np.stack(cols, axis=-1)
    return out.reshape(out.shape[:-1] + x.shape)
