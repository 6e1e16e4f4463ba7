"""What is to be tried where a hidden check failed, and which names of it a learner reads."""

import pytest

from gradus.submit.hidden import to_try, without_helpers

IN_VIEW = """
x = np.arange(3)
expect(tangent, square, 3.0).at(8.5).close_to(42.0, rtol=1e-5)
expect(tangent, np.exp, 0.0).at(2.0).close_to(3.0)
expect(slope, square, 3.0, h=0.1).close_to(6.0)
expect(slope, lambda t: t, 2.0).close_to(1.0)
expect(slope, light, 4.0).close_to(8.0)
expect(choice, x, 1).returns(1)
"""
KNOWN = {"np", "square", "tangent", "slope", "choice"}


@pytest.mark.parametrize(
    ("exercise", "said", "example"),
    [
        ("tangent", "tangent(a function, a number)(an array of floats of shape (3,))",
         "tangent(square, 3.0)(np.array([1.0, 2.0, 3.0]))"),
        ("tangent", "tangent(a function, an array of integers of shape (2,))(a number)",
         "tangent(square, np.array([1, 2]))(8.5)"),
        ("tangent", "tangent(a function, an integer)(a number)", "tangent(square, 3)(8.5)"),
        ("tangent", "tangent(a function, a number)(an integer)", "tangent(np.exp, 0.0)(2)"),
        ("tangent", "tangent(a function, a number)(a number)", ""),  # as in view
        ("tangent", "tangent(a function, a number)(an array of floats of shape (2, 3))", ""),
        ("tangent", "tangent(a function)", ""),
        ("slope", "slope(a function, an integer)", ""),  # light is not known
        ("slope", "slope(a function, an integer, h=a number)", ""),
        ("choice", "choice(an array of floats of shape (3,), an integer)", ""),
        ("other", "other(a number)", ""),
    ],
)  # fmt: skip
def test_an_example_is_a_call_in_view_with_the_kinds_of_the_hidden_one(exercise, said, example):
    try_it = to_try(f"Hidden check: {said} raised TypeError.", exercise, IN_VIEW, KNOWN)
    first = f"Try, for instance, `{example}`" if example else f"Try {exercise} with other arguments of these kinds"
    assert try_it == f"{first}: does it give what the exercise asks for?"


@pytest.mark.parametrize(
    "says",
    [
        "Hidden check: tangent(a function, a number) returned None.\nNothing comes back.",  # has its sentence
        "Hidden check: helper(a function, a number) raised TypeError.",
        "tangent(square, 3.0) returned 1.0; expected 6.0.",
        "not attempted yet",
        "",
    ],
)
def test_where_nothing_is_to_be_tried(says):
    assert to_try(says, "tangent", IN_VIEW, KNOWN) == ""


def test_a_helper_that_only_the_check_has_is_not_named():
    said = "<pre>✓ Hidden check: ask_both(a function, an array of floats of shape (2, 3)) passed\n✓ Hidden check: "
    assert without_helpers(f"{said}slope(a number)(an integer) passed", KNOWN) == (
        "<pre>✓ Hidden check: a helper of the check, which uses your answer, passed\n"
        "✓ Hidden check: slope(a number)(an integer) passed"
    )
