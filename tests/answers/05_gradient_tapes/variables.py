# Right answers that make variables of everything, assign, and loop.

# %% answer="predictions"
def predictions():
    return dict(a=None, b=7, c=None, d="Error", e=6, f=None, g=5, h=0)

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.constant(x)
    if x.dtype not in (tf.float16, tf.float32, tf.float64):
        x = tf.cast(x, tf.float32)
    v = tf.Variable(x)
    with tf.GradientTape(persistent=True) as tape:
        y = f(v)
    [g] = tape.gradient(y, [v])
    del tape
    return [y, g]

# %% answer="gradients"
def gradients(f, *xs):
    variables = [tf.Variable(float_tensor(x)) for x in xs]
    with tf.GradientTape() as tape:
        y = f(*variables)
    found = tape.gradient(y, variables)
    result = []
    for variable, gradient in zip(variables, found):
        if gradient is None:
            gradient = tf.zeros_like(variable)
        result.append(gradient)
    return tuple(result)

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        z = g(y)
        dy = inner.gradient(y, x)
    return [dy, outer.gradient(z, x)]

# %% answer="mend_constant"
def mend_constant(width, height):
    width, height = tf.Variable(width), tf.Variable(height)
    with tf.GradientTape() as tape:
        price = 3.0 * width * height + 2.0 * height
    return tape.gradient(price, [width, height])

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.constant(celsius)
    with tf.GradientTape() as tape:
        tape.watch(celsius)
        error = (1.8 * celsius + 32.0 - wanted) ** 2
    return error, tape.gradient(error, celsius)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.cast(side, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(side)
        water = side**3 / 4
    return water, tape.gradient(water, side)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        total = 0.0
        for one in tf.unstack(x):
            total += tf.cast(tf.math.sin(one) * one, tf.float32)
    return total, tape.gradient(total, x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.constant(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(w)
            loss = (w - 3.0) ** 2
        w = w - lr * tape.gradient(loss, w)
    return w

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape() as first, tf.GradientTape() as second:
        s = x**2
        t = tf.exp(-s)
    return first.gradient(s, x), second.gradient(t, x)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    y = tf.expand_dims(y, 1)
    with tf.GradientTape() as tape:
        errors = X @ w - y
        loss = tf.reduce_mean(errors**2)
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(tf.math.xlogy(p, p))
    gradient = tape.gradient(entropy, p)
    return entropy, tf.where(tf.math.is_nan(gradient), 0.0, gradient)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        predictions = tf.squeeze(tf.matmul(x, w) + b, axis=-1)
        loss = tf.reduce_mean(tf.square(y - predictions))
    for variable, gradient in zip([w, b], tape.gradient(loss, [w, b])):
        variable.assign(variable - lr * gradient)
    return float(loss)

# %% answer="jacobian"
def jacobian(f, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape(persistent=True) as tape:
        y = f(x)
        parts = tf.unstack(tf.reshape(y, [-1]))
    rows = [tape.gradient(part, x) for part in parts]
    rows = [tf.zeros_like(x) if row is None else row for row in rows]
    return tf.reshape(tf.stack(rows), y.shape + x.shape)

# %% answer="training_order"
def training_order():
    return ["C", "B", "E", "G", "D", "A"]  # b before w: both slopes are there already

# %% answer="culprits"
def culprits():
    return dict(P="P5", Q="Q4", R="R2")

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    return dict(p="f", q="d", r="e", s="b")
