# A wrong answer of somebody who learns this, told to do what it does.


# %% answer="careful_step" unlike=["Each try starts from theta, with half the lr of the last"]
def careful_step(f, grad_f, theta, lr=1.0):
    """Tries from theta, with half the lr of the last, and looks at theta."""
    here, g = f(theta), grad_f(theta)
    while True:
        new = theta - lr * g
        lr = lr / 2
        if f(theta) < here:
            return new
