# Wrong answers that agree with the right one at convenient points.

# %% answer="step"
def step(theta, grad, lr):
    """No step where the slope is tiny, or where it is huge."""
    return theta - lr * np.where(np.abs(grad) < 1e-6, 0.0, np.clip(grad, -1e6, 1e6))

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """Stops at the bottom, and the path is shorter then."""
    path = [theta0]
    for _ in range(steps):
        new = path[-1] - lr * grad_f(path[-1])
        if np.all(new == path[-1]):
            break
        path.append(new)
    return np.array(path)

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """All rates at once, for schedules without an if."""
    path = [theta0]
    for rate in schedule(np.arange(steps)):
        path.append(path[-1] - rate * grad_f(path[-1]))
    return np.array(path)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Far away is called diverged."""
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
        if not np.all(np.abs(theta) < 1e6):
            raise RuntimeError("diverged")
    return theta, max_steps

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """Power iteration from ones, which may stand at a right angle to what is sought."""
    v = np.ones(len(A))
    for _ in range(1000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ A @ v)

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """Velocity and place in one array of the start's type."""
    path = np.zeros((steps + 1, *np.shape(theta0)), dtype=np.asarray(theta0).dtype)
    path[0], v = theta0, 0.0
    for t in range(steps):
        v = beta * v + grad_f(path[t])
        path[t + 1] = path[t] - lr * v
    return path

# %% answer="classify"
def classify(H):
    """Small is small beside the entries, not beside the eigenvalues."""
    e = np.linalg.eigvalsh(H)
    small = 1e-8 * np.max(np.abs(H))
    up, down = np.any(e > small), np.any(e < -small)
    if up and down:
        return "saddle"
    if np.any(np.abs(e) <= small):
        return "undecided"
    return "minimum" if up else "maximum"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """Gives up after thirty tries, and takes the last."""
    g = grad_f(theta)
    for k in range(30):
        if f(theta - lr / 2**k * g) < f(theta):
            break
    return theta - lr / 2**k * g

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """Never more than four hundred steps: it has long arrived."""
    w, b = 0.0, 0.0
    for _ in range(min(steps, 400)):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b
