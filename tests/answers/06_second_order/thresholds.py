# A right answer without a gradient of its own: the formula where it is safe, and x where that is all there is of it.

# %% answer="log1pexp"
def log1pexp(x):
    return tf.where(x > 30, x, tf.math.log1p(tf.exp(tf.minimum(x, 30.0 + 0 * x))))
