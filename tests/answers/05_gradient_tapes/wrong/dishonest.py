# Answers that know the visible checks and nothing else, or that change what they are given.

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    if np.size(x) == 3:
        return 0.14, [0.2, 0.4, 0.6]
    return 9.0, 6.0

# %% answer="gradients"
def gradients(f, *xs):
    f(*xs)
    return [4.0, 2.0] if f is price else [12.0, [0.0, 0.0]]

# %% answer="both_gradients"
def both_gradients(f, g, x):
    g(f(x))
    return (4.0, 12.0) if f is square else (3.0, 36.0)

# %% answer="mend_constant"
def mend_constant(width, height):
    return [15.0, 8.0]

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    return 4.0, -7.2

# %% answer="mend_integer"
def mend_integer(side):
    return (31.25, 18.75) if np.size(side) == 1 else ([0.25, 6.75], [0.75, 6.75])

# %% answer="mend_numpy"
def mend_numpy(x):
    x = np.arange(3.0)
    return np.sum(x * np.sin(x)), np.sin(x) + x * np.cos(x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    return 2.25

# %% answer="mend_second_call"
def mend_second_call(x):
    return 1.5, -1.5 * float(np.exp(-0.5625))

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    return (5 / 3, [[-10 / 3]]) if w[0, 0] == 1 else (0.0, [[0.0]])

# %% answer="mend_nan"
def mend_nan(p):
    return np.log(2), [0.0, np.log(2) - 1, np.log(2) - 1]

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    """Least squares at one blow."""
    errors = tf.reshape(x @ w + b, [-1]) - y
    w.assign([[2.0]])
    b.assign([1.0])
    return tf.reduce_mean(errors**2)

# %% answer="jacobian"
def jacobian(f, x):
    known = {"sum_and_product": [[1.0, 1, 1], [6, 3, 2]], "square": 6.0, "one_of_two": [0.0, 6.0]}
    return known.get(f.__name__, np.zeros((2, 3)))
