"""Numerical truth: difference quotients whose error is known."""


def forward_difference(f, x, h=1e-6):
    r"""Slope of f at x by forward difference, $(f(x+h) - f(x)) / h$.

    x: number or array of any shape; f must work elementwise on it. Returns the same shape.
    Error $O(h)$ + rounding $O(\epsilon/h)$ (Nocedal & Wright 2006, section 8.1).
    Raises ValueError if h is not positive.
    """
    _require_positive(h)
    return (f(x + h) - f(x)) / h


def central_difference(f, x, h=1e-5):
    r"""Slope of f at x by central difference, $(f(x+h) - f(x-h)) / 2h$.

    x: number or array of any shape; f must work elementwise on it. Returns the same shape.
    Error $O(h^2)$ + rounding $O(\epsilon/h)$ (Nocedal & Wright 2006, section 8.1).
    Raises ValueError if h is not positive.
    """
    _require_positive(h)
    return (f(x + h) - f(x - h)) / (2 * h)


def _require_positive(h):
    if not h > 0:
        raise ValueError(f"the step h must be positive, not {h}")
