# A wrong answer of somebody who learns this: it has hung.


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """Uphill until the place is smaller; f is never asked."""
    while True:
        new = theta + lr * grad_f(theta)
        if new < theta:
            return new
        lr = lr / 2
