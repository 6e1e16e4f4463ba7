# Wrong answers that beginners typed, and for which a check had no sentence, or a false one.

# %% answer="predictions"
def predictions():
    return ["None", 7.0, "None", "error", 6.0, "None", 5.0, 0.0]

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x, h = float_tensor(x), 1e-4
    return f(x), (f(x + h) - f(x - h)) / (2 * h)

# %% answer="gradients"
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(xs)
    return tape.gradient(y, xs, unconnected_gradients="zero")

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    dy = tape.gradient(y, x)
    return dy, tape.gradient(z, y) * dy

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(side)
    with tf.GradientTape() as tape:
        water = tf.cast(side, tf.float32) ** 3 / 4
    return water, tape.gradient(water, side)

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape(persistent=True) as tape:
        s = x**2
        t = tf.exp(-s)
    del tape
    return tape.gradient(s, x), tape.gradient(t, x)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((X @ w - y)[:, 0] ** 2)
    return loss, tape.gradient(loss, w)

# %% answer="culprits"
def culprits():
    return [5, 4, 2]
