# Right answers of a learner who prints, warns, uses globals, and returns other number types.

# %% answer="step"
import sys
import warnings

calls = 0


def step(theta, grad, lr):
    global calls
    calls += 1
    warnings.warn("still experimental")
    print("a step", calls, file=sys.stderr)
    return np.array(theta, dtype=complex) - lr * np.array(grad)

# %% answer="descend"
def descend(grad_f, theta0, lr, steps, verbose=True):
    theta = np.asarray(theta0) * 1.0
    path = [theta]
    for t in range(steps):
        theta = theta + -lr * grad_f(theta)
        if verbose:
            print(t, theta)
        path.append(theta)
    return tuple(path)

# %% answer="descend_scheduled"
class Walker:
    def __init__(self, theta):
        self.theta, self.t = theta, 0

    def go(self, grad_f, schedule):
        self.theta = self.theta - schedule(self.t) * grad_f(self.theta)
        self.t += 1
        return self.theta


def descend_scheduled(grad_f, theta0, schedule, steps):
    walker = Walker(theta0)
    return np.array([theta0] + [walker.go(grad_f, schedule) for _ in range(steps)])

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    with np.errstate(all="warn"):
        for taken in range(max_steps + 1):
            if np.any(np.isnan(theta)) or np.any(np.isinf(theta)):
                raise RuntimeError(f"theta is {theta}")
            g = grad_f(theta)
            if np.sqrt((g * g).sum() if hasattr(g, "sum") else g * g) <= tol or taken == max_steps:
                return np.array(theta), float(taken)
            theta = theta - lr * g

# %% answer="largest_stable_lr"
def largest_stable_lr(A):
    return np.array(2.0) / max(np.linalg.eigvals(np.array(A, dtype=complex)).real)

# %% answer="momentum"
velocity = None


def momentum(grad_f, theta0, lr, beta, steps):
    global velocity
    velocity = 0
    path = [theta0]
    for _ in range(steps):
        velocity = beta * velocity - lr * grad_f(path[-1])
        path.append(path[-1] + velocity)
    return path

# %% answer="classify"
def classify(H):
    print("judging", H)
    e = np.sort(np.linalg.eigvalsh(H))
    zero = np.isclose(e, 0, rtol=0, atol=1e-9 * max(abs(e[0]), abs(e[-1])))
    e = e[~zero]
    if len(e) and e[0] < 0 < e[-1]:
        return np.str_("saddle")
    if zero.any():
        return "un" + "decided"
    return "minimum" if e[0] > 0 else "maximum"

# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    for k in range(1000):
        rate = lr * 0.5**k
        print("try", rate)
        place = np.asarray(theta) - rate * np.asarray(grad_f(theta))
        if f(theta) - f(place) > 0:
            return place
    raise ValueError("no step goes down")

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    x, y = np.asarray(x, dtype=np.longdouble), list(y)
    parameters = {"w": 0, "b": 0}
    for _ in range(steps):
        r = parameters["w"] * x + parameters["b"] - y
        slopes = {"w": 2 * np.mean(r * x), "b": 2 * np.mean(r)}
        for name in parameters:
            parameters[name] -= lr * slopes[name]
    return tuple(parameters.values())
