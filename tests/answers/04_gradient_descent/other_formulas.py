# Right answers by other mathematics: recursion, differences of places, closed forms.

# %% answer="step"
def step(theta, grad, lr):
    """The place where the straight line through theta along -grad is after "time" lr."""
    return (1 - lr) * theta + lr * (theta - grad)

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """The walk from the next place, with theta0 in front."""
    if steps == 0:
        return np.array([theta0], dtype=float)
    rest = descend(grad_f, theta0 - lr * grad_f(theta0), lr, steps - 1)
    return np.concatenate([np.array([theta0], dtype=float), rest])

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """A generator of places."""

    def places(theta):
        yield theta
        for t in range(steps):
            theta = descend(grad_f, theta, schedule(t), 1)[1]
            yield theta

    return np.array(list(places(theta0)))

# %% answer="descend_until"
import math


def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """math.hypot for the length; an ArithmeticError on the way counts as divergence."""
    theta, taken = np.array(theta0, dtype=np.float64), np.int64(0)
    while taken < max_steps and math.hypot(*np.ravel(g := grad_f(theta))) > tol:
        theta, taken = theta - lr * g, taken + 1
        if math.isnan(np.sum(theta * 0)):
            raise RuntimeError("not finite")
    return theta, taken

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """Power iteration with its Rayleigh quotient."""
    v = np.arange(1.0, len(A) + 1) ** 0.5
    for _ in range(2000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ A @ v)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """Heavy ball, without a velocity: a share of the last move goes along."""
    path = [theta0]
    for t in range(steps):
        move = path[t] - path[t - 1] if t else 0
        path.append(path[t] - lr * grad_f(path[t]) + beta * move)
    return np.array(path)

# %% answer="classify"
def classify(H):
    """Counts of signs; the singular values give the scale."""
    e, scale = np.linalg.eigvals(H), np.linalg.norm(H, 2)
    ups, downs = np.sum(e > 1e-9 * scale), np.sum(e < -1e-9 * scale)
    if ups * downs:
        return "saddle"
    return {ups: "minimum", downs: "maximum"}.get(len(H), "undecided")

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """By recursion."""
    trial = theta - np.multiply(lr, grad_f(theta))
    return trial if f(trial) < f(theta) else careful_step(f, grad_f, theta, lr / 2)

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """The whole walk at once: the error from the best line shrinks by I - lr H each step."""
    X = np.column_stack([x, x**0])
    H = 2 * X.T @ X / len(x)
    best = np.linalg.solve(H, 2 * X.T @ y / len(x))
    w, b = best - np.linalg.matrix_power(np.eye(2) - lr * H, steps) @ best
    return w, b
