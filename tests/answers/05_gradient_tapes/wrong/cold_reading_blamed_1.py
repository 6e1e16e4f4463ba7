# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="mend_rebound" unlike=["forgets_to_step"]
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(tape.gradient(loss, w))
    return w

# %% answer="mend_constant" unlike=["The frame is missing"]
def mend_constant(width, height):
    w, h = tf.Variable(width), tf.Variable(height)
    with tf.GradientTape() as tape:
        price = 3.0 * w * h + 2.0 * height
    return tape.gradient(price, [w, h])

# %% answer="mend_nan" unlike=["A small number in the logarithm, or a lower bound, keeps infinity away"]
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        q = p / tf.reduce_sum(p)
        terms = q * tf.math.log(tf.where(q > 0, q, 1.0))
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)
