# Wrong answers of a first reader, who was told what is not true of them, or nothing.

# %% answer="value_and_gradient" unlike=["f was given a NumPy number"]
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    if not x.dtype.is_floating:
        x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x).numpy()
    return y, tape.gradient(y, x)

# %% answer="gradients" unlike=["Make a float tensor of it first"]
def gradients(f, *xs):
    for x in xs:
        x = float_tensor(x)
    with tf.GradientTape() as tape:
        for x in xs:
            tape.watch(x)
        y = f(*xs)
    return tape.gradient(y, xs, unconnected_gradients="zero")

# %% answer="both_gradients" unlike=["No argument of that function has this name"]
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    return tape.gradient(y, x, persistent=True), tape.gradient(z, x)

# %% answer="train_step" unlike=["or a list. Make a float tensor of it first"]
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = np.mean(((x @ w + b)[:, 0] - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss

# %% answer="jacobian" unlike=["leaves_none_for_constants"]
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.jacobian(x, y)

# %% answer="training_order" unlike=["subtracts_from_a_tensor"]
def training_order():
    return "CBEGHAD"
