# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="step"
def step(theta, grad, lr):
    pair = np.stack([np.asarray(theta, float), np.asarray(grad, float)])
    return np.tensordot([1.0, -lr], pair, axes=1)


# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    if steps == 0:
        return np.array([theta0], dtype=float)
    path = descend(grad_f, theta0, lr, steps - 1)
    return np.append(path, [step(path[-1], grad_f(path[-1]), lr)], axis=0)


# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    rates = [schedule(t) for t in range(steps)]
    legs = [np.array([theta0], dtype=float)]
    for rate in rates:
        legs.append(descend(grad_f, legs[-1][-1], rate, 1)[1:])
    return np.concatenate(legs)


# %% answer="descend_until"
class Diverged(RuntimeError):
    pass


def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta, left = theta0, max_steps
    while left and not math_norm(grad_f(theta)) <= tol:
        theta = step(theta, grad_f(theta), lr)
        left -= 1
        if not np.all(np.abs(theta) < np.inf):
            raise Diverged
    return (theta, max_steps - left)


def math_norm(g):
    return float(np.hypot.reduce(np.abs(np.atleast_1d(g)).ravel()))


# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 * min(np.linalg.eigvalsh(np.linalg.inv(A)))


# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    path, seen = [theta0], []
    for k in range(steps):
        seen.append(np.copy(grad_f(path[k])))
        path.append(path[k] - lr * sum(beta ** (k - i) * g for i, g in enumerate(seen)))
    return np.array(path)


# %% answer="classify"
def classify(H):
    e = np.real(np.linalg.eigvals(H))
    up = down = flat = 0
    for one in e:
        if abs(one) <= 1e-9 * max(map(abs, e)):
            flat += 1
        elif one > 0:
            up += 1
        else:
            down += 1
    if up and down:
        return "saddle"
    return "undecided" if flat else ("minimum" if up else "maximum")


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    drop = -lr * np.asarray(grad_f(theta))
    while not f(theta + drop) - f(theta) < 0:
        drop = drop / 2
    return theta + drop


# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    def grad(p):
        r = p[0] * x + p[1] - y
        return 2 * np.array([np.dot(r, x), r.sum()]) / r.size

    place = np.zeros(2)
    for _ in range(steps):
        place = step(place, grad(place), lr)
    return tuple(place)
