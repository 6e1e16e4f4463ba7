# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="step"
def step(theta, grad, lr):
    """Half of the digits are lost."""
    return np.float32(theta) - np.float32(lr) * np.float32(grad)
