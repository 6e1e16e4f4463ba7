# Wrong answers of a first reader, who was told what is not true of them, or nothing.

# %% answer="value_and_gradient" unlike=["this is a plain number"]
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    if not x.dtype.is_floating:
        x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f
    return y, tape.gradient(y, x)

# %% answer="gradients" unlike=["No argument of that function has this name"]
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape(unconnected_gradients="zero") as tape:
        tape.watch(xs)
        y = f(*xs)
    return tape.gradient(y, xs)
