# Wrong answers that beginners typed, and for which a check had no sentence, or a false one.

# %% answer="predictions"
def predictions():
    return {"A": "None", "B": 7.0, "C": "None", "D": "error", "E": 6.0, "F": "None", "G": 5.0, "H": 0.0}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return y, tape.gradient(y, x)

# %% answer="gradients"
def gradients(f, *xs):
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return tape.gradient(y, xs, unconnected_gradients="zero")

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        errors = tf.reshape(x @ w + b, [-1]) - y
        loss = tf.reduce_mean(errors**2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        parts = [part for part in y]
    return [tape.gradient(part, x) for part in parts]

# %% answer="training_order"
def training_order():
    return "CBEGFAD"

# %% answer="culprits"
def culprits():
    return {"P": "5F", "Q": "F4", "R": "2 F"}

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    return {"P": "F", "Q": "D", "R": "E", "S": "B"}
