"""Every question of the bank over many draws: what is right is so by a second way, and told apart from what is not."""

import math
import re

import numpy as np
import pytest

from gradus.progress.units import read_units
from gradus.spaced_practice.bank import BANK
from gradus.spaced_practice.item import Item, item
from tests.submissions import ROOT

SEEDS = range(50)
QUESTIONS = {f"{unit} {exercise}": question for (unit, exercise), question in BANK.items()}


def drawn(question):
    return [question(np.random.default_rng(seed)) for seed in SEEDS]


def numbers(text):
    """All numbers of a text, powers and shapes too."""
    plain = text.replace("\N{MINUS SIGN}", "-").replace("- ", "-")
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", plain)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_one_answer_is_right_and_every_slip_is_wrong_with_its_own_reason(name):
    for one in drawn(QUESTIONS[name]):
        assert one.is_right(one.answer) and one.verdict(one.answer) == f"Right. {one.why}"
        assert len(one.slips) >= 2, one
        for slip, reason in one.slips.items():
            assert not one.is_right(slip), (one, slip)
            assert one.verdict(slip) == f"{reason} {one.why}", (one, slip)
        if isinstance(one.answer, str):
            choices = one.choices(np.random.default_rng(0))
            assert len(choices) == len(set(choices)) >= 3 and sum(map(one.is_right, choices)) == 1
        else:
            assert math.isfinite(one.answer) and all(map(math.isfinite, one.slips))
            assert one.choices(np.random.default_rng(0)) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_numbers_differ_from_draw_to_draw_and_come_again_with_the_seed(name):
    assert len({one.line for one in drawn(QUESTIONS[name])}) >= 4
    assert drawn(QUESTIONS[name])[:3] == drawn(QUESTIONS[name])[:3]


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_explanation_comes_to_the_answer(name):
    for one in drawn(QUESTIONS[name]):
        if isinstance(one.answer, str):
            continue
        told = numbers(one.why)
        parts = re.findall(r"(\d+)/(\d+)", one.why)
        told += [int(a) / int(b) for a, b in parts]
        assert any(math.isclose(number, one.answer, rel_tol=1e-3, abs_tol=1e-9) for number in told), one


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_reason_begins_like_praise_and_every_sentence_ends(name):
    for one in drawn(QUESTIONS[name]):
        for text in (one.why, *one.slips.values()):
            assert text.endswith(".") and not text.startswith("Right."), text
            assert "  " not in text and "-0" not in text and "nan" not in text, text
        assert not re.search(r"\d-\d| -\d", one.line + one.why), "a real minus"


def test_a_title_is_that_of_its_exercise_in_the_course():
    titles = {(unit.name, one.name): one.title for unit in read_units(ROOT) for one in unit.exercises}
    for idea, question in BANK.items():
        assert question.__doc__ == titles[idea]


def test_a_short_number_is_met_exactly_and_a_long_one_to_two_digits():
    assert not Item("", 50, "", {}).is_right(51) and Item("", 50, "", {}).is_right(50.0)
    assert Item("", 1 / 6, "", {}).is_right(0.17) and not Item("", 1 / 6, "", {}).is_right(0.2)
    assert Item("", 0, "", {}).is_right(0.0) and not Item("", 0, "", {}).is_right(0.001)
    assert Item("", 0.8 - 1e-16, "", {}).is_right(0.8) and not Item("", 0.3, "", {}).is_right("0.3")


def test_slips_that_cannot_be_told_apart_are_left_out():
    assert item("", 3, "", (3.0, "the answer"), (4, "a"), (4, "b"), (5, "c")).slips == {5: "c"}
    assert item("", 1 / 3, "", (0.34, "too near"), (0.5, "c")).slips == {0.5: "c"}
    assert item("", "x", "", ("x", "the answer"), ("y", "a"), ("y", "b")).slips == {"y": "a"}


# A second way to each number: from the numbers that the question names, by a formula of its own or by measuring.
def measured(f, *x, axis=0, h=1e-5):
    step = h * np.eye(len(x))[axis]
    return (f(*(np.array(x) + step)) - f(*(np.array(x) - step))) / (2 * h)


def _forward(one):
    a, _, h, x = numbers(one.line.replace("x²", "x 2"))
    return (np.polyval([a, 0, 0], x + h) - np.polyval([a, 0, 0], x)) / h


def _central(one):
    behind, left, _, _, ahead, right, _ = numbers(one.line)
    return (ahead - behind) / (right - left)


def _order(one):
    large_step, large, small_step, small = numbers(one.line)
    return math.log(large / small) / math.log(large_step / small_step)


def _tangent(one):
    _, x0, height, slope, x = numbers(one.line)
    return np.polyval([slope, height - slope * x0], x)


def _one_sided(one):
    size, corner, tilt, _ = map(abs, numbers(one.line))
    return measured(lambda x: size * abs(x - corner) + tilt * x, corner - 0.5)


def _partials(one):
    a, b, x, y = numbers(one.line)
    return measured(lambda x, y: a * x**2 * y + b * y, x, y)


def _slice(one):
    *x, axis, _, t = numbers(one.line)
    x[int(axis)] = t
    return math.prod(x)


def _plane(one):
    x0, y0, height, sx, sy, x, y = numbers(one.line)
    return np.array([sx, sy]) @ np.array([x - x0, y - y0]) + height


def _change(one):
    sx, sy, dx, dy = numbers(one.line)
    return np.array([sx, sy]) @ np.array([dx, dy])


def _mixed(one):
    a, b, x, y = numbers(one.line)
    return measured(lambda x, y: measured(lambda x, y: a * x**2 * y + b * x * y**2, x, y, h=1e-2), x, y, axis=1, h=1e-2)


def _directional(one):
    *numbers_of, length = numbers(one.line)
    g, u = np.array(numbers_of[:2]), np.array(numbers_of[2:])
    assert length == np.linalg.norm(u)
    return g @ u / np.linalg.norm(u)


def _relative(one):
    a0, a1, b0, b1 = numbers(one.line)
    return max(abs(a - b) / max(1, a, b) for a, b in ((a0, b0), (a1, b1)))


def _mse(one):
    x0, x1, y0, y1, w = numbers(one.line)
    return measured(lambda w: np.mean((w * np.array([x0, x1]) - np.array([y0, y1])) ** 2), w)


def _step(one):
    a, theta, lr = numbers(one.line)
    return theta - lr * measured(lambda theta: a * theta**2, theta)


def _descend(one):
    _, theta, lr, steps = numbers(one.line)
    for _ in range(int(steps)):
        theta -= lr * measured(lambda theta: theta**2 / 2, theta)
    return theta


def _stable(one):
    return 2 / max(numbers(one.line))


def _momentum(one):
    theta, v, g, lr, beta = numbers(one.line)
    v *= beta
    v += g
    return theta - lr * v


def _careful(one):
    a, theta, slope, lr = numbers(one.line)
    while a * (theta - lr * slope) ** 2 >= a * theta**2:
        lr /= 2
    return lr


def _train(one):
    x, y, w, lr = numbers(one.line)
    return w - lr * measured(lambda w: (w * x - y) ** 2, w)


def _second(one):
    a, b, x = numbers(one.line)
    f = np.poly1d([a, b, 0, 0])
    return f.deriv(2)(x)


def _newton(one):
    c, x = numbers(one.line)[:2]
    f = np.poly1d([1, 0, c, 0])
    assert numbers(one.line)[2:] == [f.deriv()(x), f.deriv(2)(x)]
    return x - f.deriv()(x) / f.deriv(2)(x)


def _hessian_limit(one):
    entries = numbers(one.line)[:4]
    return 2 / np.linalg.eigvalsh(np.reshape(entries, (2, 2))).max()


def _product(one):
    a, slope_a, b, slope_b = numbers(one.line)
    return measured(lambda t: (a + slope_a * t) * (b + slope_b * t), 0.0)


def _row(one):
    columns, rows, g = map(int, numbers(one.line))
    return measured(lambda *row: g * (np.array(row) + np.ones((rows, 1))).sum(), *np.ones(columns))


def _two_paths(one):
    p, q, a = numbers(one.line)
    return measured(lambda a: a * (p * a + q), a)


SECOND_WAY = {
    "forward_difference": _forward, "slope": _central, "observed_order": _order, "tangent": _tangent,
    "one_sided": _one_sided, "partials": _partials, "slice_along": _slice, "tangent_plane": _plane,
    "total_change": _change, "mixed_partial": _mixed, "directional": _directional, "relative_error": _relative,
    "mse_gradient": _mse, "step": _step, "descend": _descend, "largest_stable_lr": _stable, "momentum": _momentum,
    "careful_step": _careful, "train_step": _train, "second_derivative": _second, "newton": _newton,
    "stable_lr": _hessian_limit, "Dual": _product, "unbroadcast": _row, "mend_adjoints": _two_paths,
}  # fmt: skip


@pytest.mark.parametrize("exercise", SECOND_WAY)
def test_a_number_is_right_by_a_second_way(exercise):
    [question] = [question for (_, name), question in BANK.items() if name == exercise]
    for one in drawn(question):
        assert one.answer == pytest.approx(SECOND_WAY[exercise](one), rel=1e-6, abs=1e-6), one


def vectors(text):
    return [numbers(found) for found in re.findall(r"\(([^()a-z]*,[^()a-z]*)\)", text)]


def test_the_arrows_are_where_they_should_point():
    of = {name: question for (_, name), question in BANK.items()}
    for one in drawn(of["steepest"]):
        [[g]], [unit] = [vectors(one.line)], vectors(one.answer)
        assert np.allclose(np.array(unit) * np.linalg.norm(g), g)
    for one in drawn(of["along_contour"]):
        [[g]], [unit] = [vectors(one.line)], vectors(one.answer)
        assert np.allclose(np.array([[0, -1], [1, 0]]) @ g / np.linalg.norm(g), unit)
    for one in drawn(of["gradient"]):
        a, b, x, y = numbers(one.line)
        f = lambda x, y, a=a, b=b: a * x**2 + b * x * y  # noqa: E731
        assert np.allclose([measured(f, x, y, axis=axis) for axis in (0, 1)], vectors(one.answer)[0])
    for one in drawn(of["hvp"]):
        *entries, p, q = numbers(one.line)
        assert np.allclose(np.reshape(entries, (2, 2)) @ [p, q], vectors(one.answer)[0])


def test_the_adjoint_of_a_factor_has_its_shape():
    [question] = [question for (_, name), question in BANK.items() if name == "VJPS"]
    for one in drawn(question):
        n, k, _, m = (int(number) for number in numbers(one.line))
        known = {"a": np.ones((n, k)), "b": np.ones((k, m)), "g": np.ones((n, m))}
        shapes = {}
        for text in (one.answer, *one.slips):
            left, right = (known[part[0]].T if ".T" in part else known[part] for part in text.split(" @ "))
            shapes[text] = left.shape[:1] + right.shape[1:] if left.shape[1] == right.shape[0] else None
        asked = re.search(r"adjoint of (\w) is", one.line)[1]
        assert [text for text, shape in shapes.items() if shape == known[asked].shape] == [one.answer]


def test_the_best_step_and_the_kind_of_a_place():
    of = {name: question for (_, name), question in BANK.items()}
    assert {one.answer for one in drawn(of["best_step"])} == {"1e\N{MINUS SIGN}5"}, "near the cube root of 1e-16"
    kinds = {(1, 1): "a minimum", (-1, -1): "a maximum", (0, 1): "undecided"}
    for one in drawn(of["classify"]):
        assert one.answer == kinds.get(tuple(np.sign(numbers(one.line))), "a saddle")


def test_a_hessian_is_that_of_its_function():
    [question] = [question for (_, name), question in BANK.items() if name == "hessian"]
    for one in drawn(question):
        a, b, c = numbers(re.sub(r"= x²", "= 1·x²", one.line))
        (xx, xy), (yx, yy) = np.reshape(numbers(one.answer), (2, 2))
        x, y = 1.5, -2.5  # a quadratic function is half of (x, y) H (x, y)
        assert xy == yx
        assert (xx * x**2 + 2 * xy * x * y + yy * y**2) / 2 == pytest.approx(a * x**2 + b * x * y + c * y**2)


@pytest.mark.slow
def test_tensorflow_says_what_the_tapes_are_said_to_say():
    """Each kind of snippet once, with numbers of its own."""
    import tensorflow as tf

    [question] = [question for (_, name), question in BANK.items() if name == "predictions"]
    for one in drawn(question)[:12]:
        code = one.line
        start = re.search(r"x = (tf\.Variable\([\d.]+\))", code)[1]
        before = re.search(r"z = (\d \* x)", code)
        y = re.search(r"holds y = (.+?)(?:, and after|\. tape)", code)[1]
        x = eval(start, {"tf": tf})
        z = eval(before[1], {"x": x}) if before else None
        with tf.GradientTape() as tape:
            target = eval(y, {"tf": tf, "x": x, "z": z})
        if later := re.search(r"x\.assign\(([\d.]+)\)", code):
            x.assign(float(later[1]))
        slope = tape.gradient(target, x)
        assert one.answer == ("None" if slope is None else f"{float(slope):.1f}"), one
