# Wrong answers of a third reading: some passed what is in view, some were told a sentence that is not true of them.

# %% answer="predictions"
def predictions():
    return {"a": "None", "b": "[3,4]", "c": "None", "d": "error", "e": 6.0, "f": "None", "g": 5.0, "h": 0.0}

# %% answer="value_and_gradient" unlike=["rounds_to_float32", "keeps_whole_numbers"]
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    if not x.dtype.is_floating:
        x = tf.cast(x, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)

# %% answer="train_step" unlike=["more names than values"]
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(((x @ w)[:, 0] + b - y) ** 2)
    dw, db = tape.gradient(loss, w, b)
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss

# %% answer="jacobian" unlike=["a function gives None if it ends without a return"]
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
    return tf.stack([tape.gradient(y[i], x) for i in range(len(y))])
