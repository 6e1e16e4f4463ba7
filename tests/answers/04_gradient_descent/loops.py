# Right answers in plain Python: loops over elements, lists, while.

# %% answer="step"
def step(theta, grad, lr):
    if np.ndim(theta) == 0:
        return float(theta) - lr * float(grad)
    return [step(t, g, lr) for t, g in zip(theta, grad)]

# %% answer="descend"
def descend(grad_f, theta0, lr, steps):
    theta = np.array(theta0, dtype=float)
    path = np.empty((steps + 1, *theta.shape))
    path[0] = theta
    t = 1
    while t <= steps:
        g = np.asarray(grad_f(theta))
        for i in np.ndindex(theta.shape):
            theta[i] = theta[i] - lr * g[i]
        path[t] = theta
        t += 1
    return path

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    path = [theta0]
    t = 0
    while len(path) < steps + 1:
        g = grad_f(path[t])
        path.append(path[t] - schedule(t) * g)
        t += 1
    return path

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    taken = 0
    while True:
        g = grad_f(theta)
        total = 0.0
        for part in np.ravel(g):
            total += part * part
        if total**0.5 <= tol or taken == max_steps:
            return [theta, taken]
        theta = theta - lr * g
        taken += 1
        for part in np.ravel(theta):
            if part != part or part in (float("inf"), -float("inf")):
                raise RuntimeError

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    largest = 0
    for eigenvalue in np.linalg.eigvals(A):
        if eigenvalue > largest:
            largest = eigenvalue
    return 2 / largest

# %% answer="momentum"
def momentum(grad_f, theta0, lr, beta, steps):
    theta = np.array(theta0, dtype=float)
    v = np.zeros(np.shape(theta0))
    path = [theta]
    for t in range(1, steps + 1):
        v *= beta
        v += grad_f(theta)
        theta = theta - lr * v
        path.append(theta)
    return np.stack(path)

# %% answer="classify"
def classify(H):
    eigenvalues = [float(e) for e in np.linalg.eig(H)[0]]
    largest = max(abs(e) for e in eigenvalues)
    signs = set()
    for e in eigenvalues:
        if abs(e) <= 1e-9 * largest:
            signs.add("0")
        elif e > 0:
            signs.add("+")
        else:
            signs.add("-")
    if "+" in signs and "-" in signs:
        return "saddle"
    elif "0" in signs:
        return "undecided"
    elif "+" in signs:
        return "minimum"
    else:
        return "maximum"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    while True:
        trial = theta - lr * grad_f(theta)
        if f(trial) < f(theta):
            return trial
        lr /= 2

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w = b = 0
    n = len(x)
    for _ in range(steps):
        dw = db = 0
        for xi, yi in zip(x, y):
            r = w * xi + b - yi
            dw += 2 * r * xi / n
            db += 2 * r / n
        w -= lr * dw
        b -= lr * db
    return [w, b]
