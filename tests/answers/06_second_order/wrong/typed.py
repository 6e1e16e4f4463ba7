# Wrong answers that beginners typed, most of them copied from the lesson.

# %% answer="second_derivative"
def second_derivative(f, x):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        [dy_dx] = inner.gradient(y, [x])
    [d2y_dx2] = outer.gradient(dy_dx, [x])
    return d2y_dx2

# %% answer="hessian"
def hessian(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        grad = inner.gradient(y, x)
    return outer.jacobian(grad, x).numpy()

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v = tf.stop_gradient(float_tensor(v))
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x) * v)
    return outer.gradient(along, x, unconnected_gradients="zero")

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        H = hessian(f, x)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        x = x - tf.linalg.solve(H, tape.gradient(y, x))
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, rounds=50):
    v = tf.random.normal(x.shape)
    for _ in range(rounds):
        v = v / tf.norm(v)
        Hv = hvp(f, x, v)
        curvature = tf.reduce_sum(v * Hv)
        v = Hv
    return curvature.numpy()

# %% answer="log1pexp"
def log1pexp(x):
    def backward(upstream):
        return upstream * tf.sigmoid(x)

    return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x))), backward

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": [[1, 0], [0, 4]], "B": "H4", "C": 9, "D": None}

# %% answer="kinds_of_places"
def kinds_of_places():
    return {"A": "sadle", "B": "min", "C": True, "D": ["saddle"], "E": "minimum", "F": ""}

# %% answer="power_iteration_order"
def power_iteration_order():
    return ["F", "D", "E", "B", "A"]

# %% answer="cures"
def cures():
    return {"A": 8, "B": "cure 6", "C": None, "D": [4]}
