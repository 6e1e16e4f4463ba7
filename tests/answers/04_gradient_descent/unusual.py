# Right answers that take a way of their own.

# %% answer="step"
def step(theta, grad, lr):
    """Where theta and theta - grad are mixed with the weights 1 - lr and lr."""
    return np.tensordot([1 - lr, lr], np.array([theta, np.subtract(theta, grad)], dtype=float), axes=1)


# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    """The sum of all moves so far."""
    moves = [np.asarray(theta0, dtype=float)]
    for _ in range(steps):
        moves.append(-lr * np.asarray(grad_f(np.sum(moves, axis=0))))
    return np.cumsum(moves, axis=0)


# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    """Filled from the front."""
    path = np.empty((steps + 1,) + np.shape(theta0))
    path[0] = theta0
    for t, row in enumerate(path[:-1]):
        np.subtract(row, schedule(t) * grad_f(row.copy() if row.ndim else float(row)), out=path[t + 1, ...])
    return path


# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """By recursion in pieces that are short enough for it."""
    def walk(theta, taken, depth):
        g = grad_f(theta)
        if float(np.vdot(g, g)) ** 0.5 <= tol or taken == max_steps or depth == 0:
            return theta, taken, depth > 0
        there = theta - lr * g
        if not np.isfinite(there).all():
            raise RuntimeError("out of bounds")
        return walk(there, taken + 1, depth - 1)

    theta, taken, done = theta0, 0, False
    while not done:
        theta, taken, done = walk(theta, taken, 200)
    return theta, taken


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    """By bisection: above the limit, 2/lr - A is no longer positive definite."""
    def stable(lr):
        try:
            np.linalg.cholesky(2 / lr * np.eye(len(A)) - A)
            return True
        except np.linalg.LinAlgError:
            return False

    low, high = 1 / np.trace(A), 4 / np.max(np.diag(A))
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if stable(middle) else (low, middle)
    return low


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    """All gradients so far, each with its weight beta to the power of its age."""
    path, seen = [np.asarray(theta0, dtype=float)], []
    for t in range(steps):
        seen.append(np.asarray(grad_f(path[-1]), dtype=float))
        v = sum(beta ** (t - k) * g for k, g in enumerate(seen))
        path.append(path[-1] - lr * v)
    return np.array(path)


# %% answer="classify"
def classify(H):
    """By the signs that definite shifts leave: an eigenvalue counts only beyond the shift."""
    s = 1e-9 * np.linalg.norm(H, 2)

    def positive(M):
        return bool(np.all(np.linalg.eigvalsh(M) > 0))

    if not np.any(H):
        return "undecided"
    if positive(H - s * np.eye(len(H))):
        return "minimum"
    if positive(-H - s * np.eye(len(H))):
        return "maximum"
    up, down = (np.linalg.eigvalsh(sign * H)[-1] > s for sign in (1, -1))
    return "saddle" if up and down else "undecided"


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """All tries at once, and the first that is lower."""
    g = np.asarray(grad_f(theta), dtype=float)
    places = [theta - rate * g for rate in lr * 0.5 ** np.arange(60)]
    lower = [f(place) < f(theta) for place in places]
    return places[lower.index(True)]


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    """Only five means of the data are needed, and they are taken once."""
    mx, my, mxx, mxy = (float(np.mean(m)) for m in (x, y, x * x, x * y))
    w = b = 0.0
    for _ in range(steps):
        w, b = w - 2 * lr * (w * mxx + b * mx - mxy), b - 2 * lr * (w * mx + b - my)
    return np.array([w, b])
