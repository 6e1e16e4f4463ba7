# Wrong answers that remember, share or overwrite what is not theirs.

# %% answer="step"
def step(theta, grad, lr):
    """Scales the caller's gradient."""
    grad *= lr
    return theta - grad

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """Scales the array that grad_f gave out, which may be theta."""
    theta, path = np.array(theta0, dtype=float), [np.array(theta0, dtype=float)]
    for _ in range(steps):
        g = grad_f(theta)
        g *= lr
        theta = theta - g
        path.append(theta)
    return np.array(path)

# %% answer="descend_scheduled"
t = 0


def descend_scheduled(grad_f, theta0, schedule, steps):
    """Counts on from the last walk."""
    global t
    path = [theta0]
    for _ in range(steps):
        path.append(path[-1] - schedule(t) * grad_f(path[-1]))
        t += 1
    return np.array(path)

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000, taken=[0]):
    """The count belongs to the function, and grows from walk to walk."""
    theta = theta0
    while np.linalg.norm(grad_f(theta)) > tol and taken[0] < max_steps:
        theta = theta - lr * grad_f(theta)
        taken[0] += 1
        if not np.all(np.isfinite(theta)):
            raise RuntimeError
    return theta, taken[0]

# %% answer="largest_stable_lr"
def largest_stable_lr(A, known={}):
    """Remembers matrices by their size."""
    if A.shape not in known:
        known[A.shape] = 2 / np.linalg.eigvalsh(A)[-1]
    return known[A.shape]

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps, v=[0.0]):
    """The velocity outlives the walk."""
    path = [theta0]
    for _ in range(steps):
        v[0] = beta * v[0] + grad_f(path[-1])
        path.append(path[-1] - lr * v[0])
    return np.array(path)

# %% answer="classify"
seen_up = seen_down = False


def classify(H):
    """Signs that were seen once stay seen."""
    global seen_up, seen_down
    e = np.linalg.eigvalsh(H)
    small = 1e-9 * np.max(np.abs(e))
    seen_up, seen_down = seen_up or np.any(e > small), seen_down or np.any(e < -small)
    if seen_up and seen_down:
        return "saddle"
    if np.any(np.abs(e) <= small):
        return "undecided"
    return "minimum" if seen_up else "maximum"

# %% answer="careful_step"
rate = None


def careful_step(f, grad_f, theta, lr=1.0):
    """Starts from the rate that worked last time, if it is smaller."""
    global rate
    rate = lr if rate is None else min(lr, rate)
    while not f(theta - rate * grad_f(theta)) < f(theta):
        rate = rate / 2
    return theta - rate * grad_f(theta)

# %% answer="fit_line"
w = b = 0.0


def fit_line(x, y, lr=0.1, steps=500):
    """Goes on from where the last fit ended."""
    global w, b
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b
