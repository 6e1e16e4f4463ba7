# Right answers in plain Python: loops over places, lists, no array arithmetic.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    slopes = [[0.0] * x.shape[-1] for _ in range(x.shape[0])] if x.ndim == 2 else None
    if slopes is None:
        out = np.empty(x.shape)
        for place in np.ndindex(x.shape):
            out[place] = slope_at(f, x, place, h)
        return out
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            slopes[i][j] = slope_at(f, x, (i, j), h)
    return slopes


def slope_at(f, x, place, h):
    moved = x * 1.0
    middle = moved[place]
    moved[place] = middle + h
    ahead = f(moved)
    moved[place] = middle - h
    return float(ahead - f(moved)) / (2 * h)

# %% answer="steepest"
import math


def steepest(g):
    length = math.sqrt(sum(float(slope) ** 2 for slope in g))
    if length == 0:
        return [0.0] * len(g)
    return [slope / length for slope in g]

# %% answer="directional"
def directional(f, x, u):
    length = math.sqrt(sum(float(part) ** 2 for part in u))
    if length == 0:
        raise ValueError("u is zero")
    total = 0.0
    for i in range(len(x)):
        ahead, behind = [float(c) for c in x], [float(c) for c in x]
        ahead[i] += 1e-5
        behind[i] -= 1e-5
        total += (f(np.array(ahead)) - f(np.array(behind))) / 2e-5 * u[i] / length
    return total

# %% answer="along_contour"
def along_contour(g):
    length = (float(g[0]) ** 2 + float(g[1]) ** 2) ** 0.5
    return -g[1] / length, g[0] / length

# %% answer="relative_error"
def relative_error(a, b):
    worst = 0
    for p, q in zip(a.flatten(), b.flatten()):
        error = abs(p - q) / max(1, abs(p), abs(q))
        if error > worst:
            worst = error
    return worst

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    n, d = len(X), len(w)
    result = [0.0] * d
    for row in range(n):
        error = sum(X[row][k] * w[k] for k in range(d)) - y[row]
        for k in range(d):
            result[k] += 2 * error * X[row][k] / n
    return result

# %% answer="mend_gradient"
def mend_gradient(x):
    x0, x1, x2 = (float(c) for c in x)
    result = [2 * x0 * x1, x0 * x0, 0.0]
    result[1] += x2 * math.cos(x1 * x2)
    result[2] += x1 * math.cos(x1 * x2)
    result[0] -= x2 * math.exp(-x0 * x2)
    result[2] -= x0 * math.exp(-x0 * x2)
    return result

# %% answer="steepest_place"
def steepest_place():
    best, steepest_so_far = None, 0.0
    for letter, (x, y) in letters.items():
        if letter > "F":
            continue
        east = (ground(x + 0.01, y) - ground(x - 0.01, y)) / 0.02
        north = (ground(x, y + 0.01) - ground(x, y - 0.01)) / 0.02
        if (east**2 + north**2) ** 0.5 > steepest_so_far:
            best, steepest_so_far = letter, (east**2 + north**2) ** 0.5
    return best

# %% answer="water_runs"
def water_runs():
    """A tiny step in each direction, and the one that ends lowest."""
    runs = {}
    for letter in ["P", "Q", "R", "S"]:
        x, y = letters[letter]
        lowest = None
        for way, step in [
            ("east", (1, 0)), ("west", (-1, 0)), ("north", (0, 1)), ("south", (0, -1)),
            ("north-east", (0.7071, 0.7071)), ("north-west", (-0.7071, 0.7071)),
            ("south-east", (0.7071, -0.7071)), ("south-west", (-0.7071, -0.7071)),
        ]:
            height = ground(x + 0.001 * step[0], y + 0.001 * step[1])
            if lowest is None or height < lowest:
                lowest, runs[letter] = height, way
    return runs

# %% answer="find_summit"
def find_summit(measure):
    """Three gradients, each from three heights, and a step of fixed share after each."""
    x, y, h = 0, 0, 0.1
    for _ in range(3):
        here = measure(x, y)
        along_x = (measure(x + h, y) - here) / h
        along_y = (measure(x, y + h) - here) / h
        x += 0.045 * along_x
        y += 0.045 * along_y
    return [x, y]
