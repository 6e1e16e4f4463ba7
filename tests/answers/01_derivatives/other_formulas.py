# Right answers by other mathematics: higher order, extrapolation, fits, exact fractions.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    """Three points, all ahead: order 2."""
    return (4 * f(x + h / 2) - 3 * f(x) - f(x + h)) / h

# %% answer="slope"
def slope(f, x, h=1e-5):
    """Richardson's extrapolation of two central differences: order 4."""

    def central(h):
        return (f(x + h) - f(x - h)) / (2 * h)

    return (4 * central(h / 2) - central(h)) / 3

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """The slope of the error in log-log paper, through two points."""
    steps = np.array([h, h / 2])
    errors = [abs(method(f, x, step) - df(x)) for step in steps]
    return np.polyfit(np.log(steps), np.log(errors), 1)[0]

# %% answer="best_step"
def best_step(f, df, x, steps):
    """Sort by the error of (f(x+h) - f(x-h)) - 2 h f'(x), relative to h."""
    return sorted(steps, key=lambda h: abs(f(x + h) - f(x - h) - 2 * h * df(x)) / h)[0]

# %% answer="tangent"
class tangent:
    """An object that can be called: point and slope kept apart."""

    def __init__(self, f, x0):
        self.x0, self.height = x0, f(x0)
        self.slope = (8 * (f(x0 + 1e-3) - f(x0 - 1e-3)) - (f(x0 + 2e-3) - f(x0 - 2e-3))) / 12e-3

    def __call__(self, x):
        return self.height + self.slope * (np.asarray(x) - self.x0)

# %% answer="one_sided"
from fractions import Fraction


def one_sided(f, x, h=1e-6):
    """Rise and run as exact fractions of the floating-point values."""

    def quotient(a, b):
        return (Fraction(float(f(b))) - Fraction(float(f(a)))) / (Fraction(float(b)) - Fraction(float(a)))

    return quotient(x - h, x), quotient(x, x + h)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    """The second difference, divided by h, is the jump of the slope."""
    jump = (f(x + h) - 2 * f(x) + f(x - h)) / h
    return abs(jump) > tol * max(1, abs(f(x) - f(x - h)) / h, abs(f(x + h) - f(x)) / h)

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    """The slope of a parabola through three points."""
    return max(xs, key=lambda x: np.polyfit([-1, 0, 1], [f(x - h), f(x), f(x + h)], 2)[1])
