# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="descend_until"
def descend_until(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if not np.isfinite(np.linalg.norm(g)):
            raise RuntimeError
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
    return theta, max_steps
