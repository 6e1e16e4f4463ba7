"""Unit 6: what is borrowed costs its own points only."""

import pytest

from tests.units.test_graders import run_notebook

BORROWED = {name: f'{name} = borrow("{name}")' for name in ("hessian", "hvp", "largest_curvature")}
BUILT_ON_IT = {
    "newton": """
def newton(f, x0, steps):
    path = [float_tensor(x0)]
    for _ in range(steps):
        x = path[-1]
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        path.append(x - tf.linalg.solve(hessian(f, x), tape.gradient(y, x)[:, tf.newaxis])[:, 0])
    return tf.stack(path)
""",
    "stable_lr": "def stable_lr(f, x):\n    return 2 / largest_curvature(f, x)",
}


@pytest.mark.parametrize("exercise", BUILT_ON_IT)
def test_an_answer_may_be_built_on_borrowed_ones(exercise):
    assert run_notebook("06_second_order", BORROWED | BUILT_ON_IT, only=[exercise]) == {}


@pytest.mark.parametrize("exercise", BORROWED)
def test_what_is_borrowed_has_no_points_of_its_own(exercise):
    assert set(run_notebook("06_second_order", BORROWED, only=[exercise])) == {exercise}
