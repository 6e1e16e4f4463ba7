# Wrong answers of somebody who learns this: one has hung, one was told what it did already.


# %% answer="careful_step"
def careful_step(f, grad_f, theta, lr=1.0):
    """The place is to be smaller, not f there; where the slope is negative this goes on for ever."""
    while True:
        new = theta - lr * grad_f(theta)
        if new < theta:
            return new
        lr = lr / 2


# %% answer="rates_of_the_curves" unlike=["so the loss is down by half within five steps"]
def rates_of_the_curves():
    return {"A": 0.02, "B": 0.52, "C": 0.49, "D": 0.4}
