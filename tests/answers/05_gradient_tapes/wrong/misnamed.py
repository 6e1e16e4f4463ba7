# Wrong answers that were once named as another mistake.

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = f(g(x))
    return tape.gradient(y, x), tape.gradient(z, x)
