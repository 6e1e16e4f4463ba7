# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    flat = np.array(x, dtype=float).ravel()
    slopes = np.empty(flat.size)
    for k, old in enumerate(flat.copy()):
        values = []
        for s in (h, -h):
            flat[k] = old + s
            values.append(f(flat.reshape(np.shape(x)).copy()))
        flat[k] = old
        slopes[k] = (values[0] - values[1]) / (2 * h)
    return slopes.reshape(np.shape(x))


# %% answer="steepest"
import math


def steepest(g):
    length = math.hypot(*g)
    return np.zeros(len(g)) if length == 0 else np.array([c / length for c in g])


# %% answer="directional"
class Nowhere(ValueError):
    pass


def directional(f, x, u):
    squares = sum(float(c) ** 2 for c in u)
    try:
        return sum(float(s) * float(c) for s, c in zip(gradient(f, x), u)) / squares**0.5
    except ZeroDivisionError:
        raise Nowhere("zero arrow") from None


# %% answer="along_contour"
def along_contour(g):
    return np.array([[0, -1], [1, 0]]) @ steepest(g)


# %% answer="relative_error"
def relative_error(a, b):
    return np.abs((a - b) / np.clip(np.where(np.abs(a) > np.abs(b), np.abs(a), np.abs(b)), 1, None)).max()


# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    n = len(X)
    return (2 / n) * (X.T @ X) @ w - (2 / n) * (y @ X)


# %% answer="mend_gradient"
def mend_gradient(x):
    p, q, r = (float(c) for c in x)
    polynomial = np.array([2 * p * q, p * p, 0.0])
    sine = np.cos(q * r) * np.array([0.0, r, q])
    exponential = -np.exp(-p * r) * np.array([r, 0.0, p])
    return polynomial + sine + exponential
