"""Difference quotients against derivatives known in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradus.answers.calculus import central_difference, forward_difference

SMOOTH = [(np.sin, np.cos), (np.exp, np.exp), (lambda x: x**3, lambda x: 3 * x**2)]


@pytest.mark.parametrize(("f", "df"), SMOOTH)
@given(x=st.floats(-3, 3))
def test_slopes_of_known_functions(f, df, x):
    assert forward_difference(f, x) == pytest.approx(df(x), rel=1e-5, abs=1e-5)
    assert central_difference(f, x) == pytest.approx(df(x), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize(("method", "order"), [(forward_difference, 1), (central_difference, 2)])
def test_order(method, order):
    errors = [abs(method(np.exp, 1.0, h) - np.exp(1.0)) for h in (1e-2, 5e-3)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.01)


def test_arrays_keep_their_shape():
    x = np.arange(6).reshape(2, 3)
    assert central_difference(np.sin, x) == pytest.approx(np.cos(x), abs=1e-9)


@pytest.mark.parametrize("method", [forward_difference, central_difference])
@pytest.mark.parametrize("h", [0, -1e-5, float("nan")])
def test_a_step_is_positive(method, h):
    with pytest.raises(ValueError, match="must be positive"):
        method(np.sin, 0.0, h)
