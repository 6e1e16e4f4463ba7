# Wrong answers of a second reading: rejected before, with a sentence that was not true of them, or with none.

# %% answer="descend_scheduled"
def descend_scheduled(grad_f, theta0, schedule, steps):
    path = [theta0]
    for t in range(steps):
        path.append(step(path[-1], grad_f(path[-1]), schedule(t) / (t + 1)))
    return np.array(path)

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return 2 / np.max(np.linalg.eigh(A)[1])

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    here = f(theta)
    while True:
        tried = theta - lr * grad_f(theta)
        if f(tried) < here:
            return tried
        lr = lr - lr / 2 * 0.5

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    w = b = 0
    for _ in range(steps):
        r = w*x+b-y
        w, b = w - lr * 2*np.mean(r)*np.mean(x), b - lr * 2*np.mean(r)
    return w, b
