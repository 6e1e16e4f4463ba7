# Right answers of a learner who prints, warns, uses globals, and returns other types.

# %% answer="gradient"
import sys
import warnings


def gradient(f, x, h=1e-5):
    warnings.warn("still experimental")
    print("x is", x, file=sys.stderr)
    moved = np.array(x, dtype=float, order="C")
    flat, g = moved.reshape(-1), []
    for k in range(flat.size):
        old = flat[k]
        flat[k] = old + h
        ahead = f(moved)
        flat[k] = old - h
        g.append((ahead - f(moved)) / (2 * h))
        flat[k] = old
    return (np.array(g) + 0j).reshape(np.shape(x))

# %% answer="steepest"
def steepest(g):
    """The quotient first, and zeros where it is not a number."""
    with np.errstate(invalid="ignore"):
        direction = g / np.linalg.norm(g)
    direction[np.isnan(direction)] = 0
    return direction.tolist()

# %% answer="directional"
def directional(f, x, u, verbose=True):
    class ZeroDirection(ValueError):
        pass

    if np.linalg.norm(u) == 0:
        raise ZeroDirection("where to?")
    if verbose:
        print("u is", u)
    e = np.array(u, dtype=np.longdouble) / np.linalg.norm(u)
    return np.sum(gradient(f, x).real * e.astype(float), keepdims=False)[()]

# %% answer="along_contour"
def along_contour(g):
    z = complex(g[0], g[1]) * 1j
    z /= abs(z)
    return [np.float64(z.real), np.float64(z.imag)]

# %% answer="relative_error"
def relative_error(a, b):
    errors = {}
    for place, p in np.ndenumerate(a):
        q = b[place]
        errors[place] = abs(p - q) / sorted([1, abs(p), abs(q)])[-1]
    print("worst at", max(errors, key=errors.get))
    return np.array(max(errors.values()))

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """In columns throughout, and flat at the end."""
    print("shapes", w.shape, X.shape, y.shape)
    errors = X @ np.reshape(w, (-1, 1)) - np.reshape(y, (-1, 1))
    return list((2.0 / X.shape[0] * X.T @ errors).ravel())

# %% answer="mend_gradient"
def mend_gradient(x):
    g = broken_gradient(x)
    g[1] = x[0] ** 2 + np.cos(x[1] * x[2]) * x[2]
    return g
