# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="mend_rebound" unlike=["moves_once"]
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(1, steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(lr * tape.gradient(loss, w))
    return w
