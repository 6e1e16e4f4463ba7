# Wrong answers of somebody who learns this, blamed for another mistake, or for none.


# %% answer="gradient" unlike=["x + h moves all entries at once, so"]
def gradient(f, x, h=1e-5):
    """Each slope is added to the whole result."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] += h
        behind[place] -= h
        result += (f(ahead) - f(behind)) / (2 * h)
    return result


# %% answer="steepest"
def steepest(g):
    """By the mean square."""
    return g / np.sqrt(np.mean(g**2)) if np.any(g) else np.zeros(len(g))


# %% answer="directional"
def directional(f, x, u):
    """The error is handed back."""
    length = np.linalg.norm(u)
    if length == 0:
        return ValueError("u points nowhere")
    step = 1e-5 * u / length
    return (f(x + step) - f(x - step)) / 2e-5


# %% answer="relative_error" unlike=["Dividing by a goes wrong where a is 0, and"]
def relative_error(a, b):
    """The smallest in the place of the largest."""
    return np.max(np.abs(a - b) / np.minimum(1, np.minimum(np.abs(a), np.abs(b))))


# %% answer="mse_gradient" unlike=["The shapes do not fit. The residuals are X @ w - y, with @ and not *, one"]
def mse_gradient(w, X, y):
    """Right residuals, and a star behind them."""
    residuals = X @ w - y
    return 2 / len(y) * np.sum(X * residuals, axis=0)


# %% answer="mend_gradient"
def mend_gradient(x):
    """The last entry is another's."""
    e, c = np.exp(-x[0] * x[2]), np.cos(x[1] * x[2])
    return np.array([2 * x[0] * x[1] - x[2] * e, x[0] ** 2 + x[2] * c, x[2] * c - x[0] * e])


# %% answer="water_runs" unlike=["Is that the way to the hollow?"]
def water_runs():
    """To the hollow, though it goes up."""
    return {"P": "E", "Q": "SE", "R": "E", "S": "W"}


# %% answer="find_summit" unlike=["walks_downhill"]
def find_summit(measure):
    """No number comes out."""
    return float("nan"), float("nan") * measure(0, 0)
