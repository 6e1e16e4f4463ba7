# Wrong answers from a second reading.

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            g = inner.gradient(y, x)
        if tf.norm(g) < 1e-6: break
        H = outer.jacobian(g, x)
        x = x - tf.linalg.solve(H, g[:, None])[:, 0]
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v = v / tf.norm(v)
    c = tf.constant(0.0)
    for _ in range(5):
        w = hvp(f, x, v)
        if tf.norm(w) < 1e-12: return 0.0
        c = tf.reduce_sum(v * w)
        v = w / tf.norm(w)
    return c

# %% answer="stable_lr"
def stable_lr(f, x):
    return 2 / largest_curvature(f, tf.ones_like(float_tensor(x)))

# %% answer="power_iteration_order"
def power_iteration_order():
    return ["D", "B", "A", "C"]

# %% answer="hessian_maps"
def hessian_maps():
    return {"A": 8, "B": 7, "C": 4, "D": 1}
