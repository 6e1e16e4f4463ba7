# Right answers in plain Python: lists and loops.

# %% answer="partials"
import math


def partials(x, y):
    df_dx = 2 * float(x) * float(y)
    df_dy = float(x) * float(x) + math.cos(y)
    return [df_dx, df_dy]

# %% answer="slice_along"
def slice_along(f, x, i):
    kept = [float(coordinate) for coordinate in x]

    def g(t):
        point = []
        for k in range(len(kept)):
            if k == i:
                point.append(t)
            else:
                point.append(kept[k])
        return f(np.array(point))

    return g

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    ahead = [float(c) for c in x]
    behind = [float(c) for c in x]
    ahead[i] = ahead[i] + h
    behind[i] = behind[i] - h
    return (f(np.array(ahead)) - f(np.array(behind))) / (ahead[i] - behind[i])

# %% answer="tangent_plane"
def tangent_plane(f, a):
    slopes = []
    for i in range(len(a)):
        slopes.append(partial(f, a, i))

    def plane(x):
        height = f(a)
        for i in range(len(a)):
            height = height + slopes[i] * (x[i] - a[i])
        return height

    return plane

# %% answer="total_change"
def total_change(f, x, dx):
    change = 0
    for i in range(len(x)):
        change += partial(f, x, i) * dx[i]
    return change

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    total = 0.0
    for a in (1, -1):
        for b in (1, -1):
            point = [float(c) for c in x]
            point[i] += a * h
            point[j] += b * h
            total += a * b * f(np.array(point))
    return total / (2 * h) / (2 * h)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    flat = True
    for i in range(len(a)):
        slope = partial(f, a, i)
        if slope > tol or slope < -tol:
            flat = False
    return flat
