# Wrong answers of a second reading: rejected before, with a sentence that was not true of them, or with none.

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        wave = tf.sin(x.numpy())
        total = tf.reduce_sum(wave * x)
    return total, tape.gradient(total, x)

# %% answer="gradients"
def gradients(f, *xs):
    x = float_tensor(xs)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(*x)
    return tape.gradient(y, x)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.linalg.matvec(x, w) + b - y)**2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.batch_jacobian(y, x)
