# Wrong answers of a first reader, who was told what is not true of them, or nothing.

# %% answer="careful_step" unlike=["give the trial place a name of its own"]
def careful_step(f, grad_f, theta, lr=1.0):
    new = theta
    while True:
        new = new - lr * grad_f(new)
        if f(new) < f(theta):
            return new
        lr = lr / 2

# %% answer="fit_line" unlike=["That is the best line at once"]
def fit_line(x, y, lr=0.1, steps=500):
    w = b = 0.0
    for _ in range(500):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b

# %% answer="order_of_a_round" unlike=["comes to rest"]
def order_of_a_round():
    return "BEDCA"

# %% answer="swing" unlike=["Without momentum only a hop over the hill by luck gets there, and that does not count. beta"]
def swing():
    return 0.05, -0.5

# %% answer="largest_stable_lr" unlike=["takes_the_last_unsorted"]
def largest_stable_lr(A):
    return 2 / np.linalg.eigvals(A)[0]

# %% answer="descend" unlike=["stops_one_step_early"]
def descend(grad_f, theta0, lr, steps):
    path, theta = [theta0], theta0
    for _ in range(steps):
        path.append(theta)
        theta = theta - lr * grad_f(theta)
    return np.array(path)

# %% answer="momentum" unlike=["The step comes before the velocity"]
def momentum(grad_f, theta0, lr, beta, steps):
    path, theta, v = [theta0], theta0, 0.0
    for _ in range(steps):
        path.append(theta)
        v = beta * v + grad_f(theta)
        theta = theta - lr * v
    return np.array(path)
