"""TapePlayer without a browser: what it records, says and lays out, on our tape and on tapes of learners."""

import inspect
import json
import operator
import re
import sys

import numpy as np
import pytest

from gradus.answers.random_programs import differences, random_program
from gradus.checks import mistakes
from gradus.errors import GradusError
from gradus.figures import TapePlayer
from gradus.figures.tape_player.formulas import power, short
from gradus.figures.tape_player.recording import MOST
from gradus.tape import Array, Tape
from tests import submissions

DESIGNS = {n: answers for n, answers in submissions.alternatives("07_own_tape").items() if "Tape" in answers}


def lesson(a, b):
    p = a * b
    q = p.sin()
    return q + a


def twice(a):
    b = a * 2
    c = 2 * b
    d = 3 * b
    return c + d


def looped(x, w):
    y = x
    for _ in range(30):
        y = (y * w).sin()
    return y


def own(design):
    """Array and Tape of a learner's answer."""
    names = {"np": np}
    [given] = [cell for cell in submissions.notebook_of("release", "07_own_tape").cells if "FORWARD = {" in cell.source]
    exec(given.source, names)
    answers = submissions.reference("07_own_tape") | DESIGNS[design]
    for exercise in ("unbroadcast", "VJPS", "backward_order", "Tape"):
        exec(compile(answers[exercise], design, "exec"), names)
    return names["Tape"], names["Array"]


def adjoints(player):
    return {node.name: float(node.adjoint) for node in player.recording.nodes}


def test_values_go_forward_and_adjoints_come_back():
    player = TapePlayer(lesson, 2.0, 0.5)
    values = {node.name: float(node.value) for node in player.recording.nodes}
    assert values == pytest.approx({"a": 2, "b": 0.5, "p": 1, "q": np.sin(1), "y": np.sin(1) + 2})
    cosine = np.cos(1)
    expected = {"a": 0.5 * cosine + 1, "b": 2 * cosine, "p": cosine, "q": 1, "y": 1}
    assert adjoints(player) == pytest.approx(expected)
    assert player.gradient == pytest.approx([0.5 * cosine + 1, 2 * cosine])
    assert [step["phase"] for step in player.scene["steps"]] == ["start"] + 3 * ["forward"] + 5 * ["backward"]


def test_each_step_has_a_sentence():
    player = TapePlayer(twice, 1.0)
    once = "whose slope along {0} is 1. The adjoint of y is 1, so that of {0} is 1 · 1 = 1."
    assert player.sentences == [
        "The tape watches `a` = 1.",
        "`b = a · 2`, in numbers 1 · 2 = 2.",
        "`c = 2 · b`, in numbers 2 · 2 = 4.",
        "`d = 3 · b`, in numbers 3 · 2 = 6.",
        "`y = c + d`, in numbers 4 + 6 = 10.",
        "Now backwards. If `y` rises by 1, `y` rises by 1: adjoint 1.",
        "`d` was used once, in `y = c + d`, " + once.format("d"),
        "`c` was used once, in `y = c + d`, " + once.format("c"),
        "`b` was used twice, so its two contributions are added: 3 + 2 = 5. "
        "They are 1 · 3 from `d` and 1 · 2 from `c`.",
        "`a` was used once, in `b = a · 2`, whose slope along a is 2. The adjoint of b is 5, "
        "so that of a is 5 · 2 = 10. With that the gradient of this tape is complete: a 10.",
    ]


def test_arrays_are_told_by_rule_and_shape():
    X = np.ones((4, 3))

    def loss(W, b):
        z = X @ W + b
        return (z * z).sum(axis=0)

    player = TapePlayer(loss, np.zeros(3), 1.0)
    told = "\n".join(player.sentences)
    assert "`v₁ = X @ W`: shape (4,)." in told
    assert "So its adjoint is Xᵀ @ the adjoint of v₁: [8, 8, 8]." in told
    assert "the adjoint of z, summed over the uses of b: 8." in told
    assert player.wrong == [] and player.gradient[0].shape == (3,)


def test_a_result_that_is_an_array_counts_as_its_sum():
    player = TapePlayer(lambda x: x * x, [1.0, 2.0])
    assert "takes the sum of all entries of `y`" in player.sentences[2]
    assert player.gradient[0].tolist() == [2, 4]


def test_sums_and_means_by_numpy_are_steps_too():
    def loss(x):
        return np.mean(x * x) + np.sum(np.reshape(x, (2, 2)), axis=0)

    player = TapePlayer(loss, [1.0, 2.0, 3.0, 4.0])
    assert "in numbers 30 / 4 = 7.5." in "\n".join(player.sentences)
    assert player.wrong == [] and player.gradient[0].tolist() == [2, 3, 4, 5]


def test_results_are_called_what_the_program_calls_them():
    def counted(*xs):
        total = xs[0]
        for x in xs[1:]:
            total = total + x * x
        return total

    assert [node.name for node in TapePlayer(counted, 1, 2, 3).recording.nodes] == [
        "xs₀", "xs₁", "xs₂", "v₁", "total", "v₂", "total₂",
    ]  # fmt: skip
    assert [node.name for node in TapePlayer(lambda u, v: u * v + u, 1, 2).recording.nodes] == ["u", "v", "v₁", "y"]
    assert [node.name for node in TapePlayer(operator.mul, 1, 2).recording.nodes][2] == "y"


def test_a_debuggers_trace_stays():
    def trace(*_):
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        TapePlayer(lesson, 2.0, 0.5)
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before)


def play(steps, things):
    things = list(things)
    for name, places, *constant in steps:
        operands = [things[i] for i in places] + constant
        is_method = name in ("sin", "exp", "log", "sum")
        things.append(getattr(operands[0], name if is_method else f"__{name}__")(*operands[1:]))
    return things[-1]


@pytest.mark.parametrize("seed", range(12))
def test_random_programs_agree_with_differences(seed):
    steps, values = random_program(np.random.default_rng(seed))
    player = TapePlayer(lambda *xs: play(steps, xs), *values)
    slopes, error = differences(lambda *xs: play(steps, map(Array, xs)).value, *values)
    assert player.wrong == []
    for found, slope in zip(player.gradient, slopes, strict=True):
        assert np.abs((0 if found is None else found) - slope).max() < 1e-6 + 10 * error
    assert_laid_out(player.scene)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    "program", [(lesson, 2.0, 0.5), (twice, 1.0), (looped, 0.5, 1.5)], ids=["lesson", "twice", "looped"]
)
def test_a_learners_tape_of_any_design_is_played(design, program):
    tape, array = own(design)
    player = TapePlayer(*program, Tape=tape, Array=array)
    assert player.wrong == []
    assert adjoints(player) == pytest.approx(adjoints(TapePlayer(*program)))


def crossed(a):
    b = a * a
    c = b + a
    return c * b


SEEN = {
    "AssignsInsteadOfAdding": (crossed, 2.0),
    "KeepsTheFirstContribution": (crossed, 2.0),
    "PassesOnTooEarly": (twice, 1.0),
    "PassesOnTheSumAgain": (crossed, 2.0),
    "HasOnesForEveryUpstream": (lesson, 2.0, 0.5),
    "DropsTheUpstreamOfFunctions": (lambda x: x.sin() * 3, 1.0),
    "BeginsWithAMean": (lambda x: x * x, [1.0, 2.0]),
    "DoesNotSpreadSums": (lambda x: x.sum(), [1.0, 2.0]),
    "KeepsBroadcastShapes": (lambda x, y: (x * y).sum(), [1.0, 2.0], 3.0),
    "PlaysForwards": (lesson, 2.0, 0.5),
}


@pytest.mark.parametrize("name", SEEN)
def test_where_a_tape_goes_wrong_the_figure_says_so(name):
    [mistake] = [m for m in mistakes.mistakes_in("Tape") if m.__name__ == name]
    player = TapePlayer(*SEEN[name], Tape=mistake, Array=mistake.companions["Array"])
    assert player.wrong
    says = [s for s in player.sentences if "But this tape says" in s]
    assert len(says) == len(player.wrong) and f"`{player.wrong[0]}`" in says[0]
    assert [box["wrong"] for box in player.scene["boxes"]].count(True) == len(player.wrong)


def test_only_the_place_of_a_mistake_is_marked():
    [mistake] = [m for m in mistakes.mistakes_in("Tape") if m.__name__ == "AssignsInsteadOfAdding"]
    player = TapePlayer(crossed, 2.0, Tape=mistake, Array=mistake.companions["Array"])
    assert player.wrong == ["b", "a"]  # both are used more than once; c and y are not
    assert "But this tape says" in player.sentences[-2]


class NotYet:
    def __init__(self, persistent=False):
        raise NotImplementedError("your code here")


def grown(x):
    for _ in range(MOST + 1):
        x = x + 1
    return x


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: TapePlayer(3, 1.0), "a function"),
        (lambda: TapePlayer(lesson, 1.0), "missing 1 required positional argument"),
        (lambda: TapePlayer(lesson, 1.0, "b"), "a number or an array of numbers; got 'b'"),
        (lambda: TapePlayer(lambda x: 3.0, 1.0), "returned 3.0, which is not made of its inputs"),
        (lambda: TapePlayer(lambda x: x.value * 2, 1.0), "which is not made of its inputs"),
        (lambda: TapePlayer(lambda x: np.tanh(x), 1.0), "is made of + - * / ** @"),
        (lambda: TapePlayer(lambda x: 1 if x > 0 else x, 1.0), "raised TypeError"),
        (lambda: TapePlayer(grown, 1.0), f"more than {MOST} operations"),
        (lambda: TapePlayer(lesson, 1.0, 2.0, Tape=NotYet, Array=Array), "Tape is not written yet"),
    ],
)
def test_what_cannot_be_played_is_refused_in_a_sentence(make, says):
    with pytest.raises(GradusError, match=re.escape(says)):
        make()


def test_values_without_end_are_words():
    player = TapePlayer(lambda x: (x * 1000).exp() + 1 / (x - x), 1.0)
    assert "infinity" in player.describe()
    json.dumps(player.scene, allow_nan=False)


def test_the_step_is_read_and_set_within_its_bounds():
    player = TapePlayer(lesson, 2.0, 0.5)
    assert player.step == 0 and "Step 0 of 8" in player.describe()
    player.step = 99
    assert player.step == 8 and "With that the gradient of this tape is complete" in player.describe()


def assert_laid_out(scene):
    """Boxes apart from each other, arrows within the picture and never across a box."""
    sides = [(b["x"] - b["width"] / 2, b["x"] + b["width"] / 2, b["y"] - b["height"] / 2, b["y"] + b["height"] / 2)
             for b in scene["boxes"]]  # fmt: skip
    for i, (left, right, top, bottom) in enumerate(sides):
        assert left > 0 and right < scene["width"] and top > 0 and bottom < scene["height"]
        for other in sides[:i]:
            assert right < other[0] or other[1] < left or bottom < other[2] or other[3] < top
    for arrow in scene["arrows"]:
        points = arrow["points"]
        for (x0, y0), (x1, y1) in zip(points[::2], points[1::2], strict=True):  # where it is straight
            assert y0 == y1 and 0 < y0 < scene["height"]
            for left, right, top, bottom in sides:
                assert not (top < y0 < bottom and max(x0, left) < min(x1, right) - 1e-6)
        assert all(b[0] > a[0] for a, b in zip(points[1:-1:2], points[2::2], strict=True))  # bends between layers


@pytest.mark.parametrize(
    "program", [(lesson, 2.0, 0.5), (looped, 0.5, 1.5), (crossed, 2.0)], ids=["lesson", "looped", "crossed"]
)
def test_boxes_and_arrows_keep_apart(program):
    assert_laid_out(TapePlayer(*program).scene)


def test_sixty_operations_stay_readable():
    player = TapePlayer(looped, 0.5, 1.5)
    assert len(player.recording.nodes) == 62 and player.scene["height"] < 400
    still = player.still()
    assert still.width < 700 and all(node.name in player.describe() for node in player.recording.nodes)


def test_numbers_as_people_write_them():
    assert [short(x) for x in (2.0, -0.5, 1e-9, 3e20, np.nan, -np.inf, [1, -2], np.ones((2, 3)))] == [
        "2", "−0.5", "10⁻⁹".replace("10", "1 · 10"), "3 · 10²⁰", "NaN", "−infinity", "[1, −2]", "shape (2, 3)",
    ]  # fmt: skip
    assert (power("x", "2"), power("x", "−1.5"), power("x", "p"), power("−3", "2")) == ("x²", "x⁻¹·⁵", "x ^ p", "(−3)²")


def test_the_tape_of_the_course_is_what_is_played():
    assert inspect.signature(TapePlayer).parameters["Tape"].default is None
    player = TapePlayer(lesson, 2.0, 0.5)
    x, y = Array(2.0), Array(0.5)
    with Tape() as tape:
        tape.watch(x)
        tape.watch(y)
        target = lesson(x, y)
    assert [g.value for g in tape.gradient(target, [x, y])] == player.gradient
