# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="fit_line"
def fit_line(x, y, lr=0.1, steps=500):
    M = np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    T = np.eye(3)
    T[:2, :2] -= 2 * lr * M
    T[:2, 2] = 2 * lr * np.mean(x * y), 2 * lr * np.mean(y)
    return tuple((np.linalg.matrix_power(T, steps) @ [0.0, 0.0, 1.0])[:2])
