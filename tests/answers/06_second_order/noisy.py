# Right answers that print, warn, import, and go a long way round.

# %% answer="second_derivative"
import sys
import warnings


def second_derivative(f, x):
    """One persistent tape, asked inside its own block: allowed, and slow."""
    warnings.warn("slow")
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = tf.reduce_sum(f(x))
        slope = tape.gradient(y, x, unconnected_gradients="zero")
    return tape.gradient(slope, x, unconnected_gradients="zero")

# %% answer="hessian"
def hessian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as outer, tf.GradientTape() as inner:
        outer.watch(x)
        inner.watch(x)
        y = f(x)
        slopes = inner.gradient(y, x)
        print("slopes", slopes, file=sys.stderr)
    n = x.shape[0]
    H = np.zeros((n, n), dtype=x.dtype.as_numpy_dtype)
    if slopes is not None:
        rows = outer.jacobian(slopes, x)
        if rows is not None:
            H += rows.numpy()
    return (H + H.T) / 2

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v = tf.constant(np.asarray(v), dtype=x.dtype)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        g = inner.gradient(y, x)
        along = tf.tensordot(g, v, 1) if g is not None else tf.reduce_sum(0 * x)
    tf.get_logger().warning("along %s", along)
    result = outer.gradient(along, x)
    return result.numpy() if result is not None else 0 * np.asarray(v)

# %% answer="newton"
def newton(f, x0, steps):
    if steps == 0:
        return [float_tensor(x0)]
    *before, x = newton(f, x0, steps - 1)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    g = tf.reshape(tape.gradient(y, x), [-1, 1])
    H = tf.convert_to_tensor(hessian(f, x))
    return [*before, x, x - tf.reshape(tf.linalg.solve(H, g), [-1])]

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = np.random.default_rng().normal(size=len(x))
    for i in range(iterations):
        v = v / np.sqrt(v @ v)
        w = np.asarray(hvp(f, x, v), dtype=float)
        value = np.dot(v, w)
        if not np.any(w):
            print("flat")
            return np.array(0.0)
        v = w
    return tf.Variable(value)

# %% answer="stable_lr"
def stable_lr(f, x):
    curvature = abs(largest_curvature(f, x))
    print("curvature", curvature, file=sys.stderr)
    return np.float32(2) / np.float32(curvature)

# %% answer="log1pexp"
def log1pexp(x):
    """Its gradient is a function with a gradient of its own."""

    @tf.custom_gradient
    def sigmoid(x):
        s = 1 / (1 + tf.exp(-tf.abs(x)))
        s = tf.where(x > 0, s, 1 - s)
        return s, lambda upstream: upstream * s * (1 - s)

    @tf.custom_gradient
    def safe(x):
        small = tf.exp(-tf.abs(x))
        return tf.where(x > 0, x, 0 * x) + tf.math.log1p(small), lambda upstream: upstream * sigmoid(x)

    return safe(x)

# %% answer="hessian_maps"
def hessian_maps():
    chosen = {}
    for name, number in [("D", 7), ("C", 6), ("B", 4), ("A", 2)]:
        chosen[name] = np.int64(number)
    print(chosen)
    return chosen

# %% answer="kinds_of_places"
def kinds_of_places():
    words = " saddle , minimum , maximum , saddle , up , down ".split(",")
    print("I looked at the map:", words)
    return {letter: word for letter, word in zip("ABCDEF", words)}

# %% answer="power_iteration_order"
def power_iteration_order():
    print("shorten, multiply, measure, go on")
    return np.array(["F", "D", "B", "A"])

# %% answer="cures"
def cures():
    answer = {"A": 2.0, "B": 6.0, "C": 3.0, "D": 4.0}
    print(answer)
    return answer
