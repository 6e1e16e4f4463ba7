"""Unit 5 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, say, whole

NONE, ERROR = "None", "an error"


def predictions(rng: np.random.Generator) -> Item:
    """5.1 Predict"""
    return pick(rng, _assigned_later, _two_outputs, _whole_number, _before_the_block, _clipped)(rng)


def _assigned_later(rng: np.random.Generator) -> Item:
    x, later = whole(rng, 2, 4), whole(rng, 6, 9)
    return item(
        f"x = tf.Variable({x}.0). The tape's block holds y = x * x, and after it comes x.assign({later}.0). "
        "tape.gradient(y, x) is",
        f"{2 * x}.0",
        f"The tape kept the x that it saw, {x}, and the slope of x·x there is {2 * x}.",
        (f"{2 * later}.0", "That is the slope at the new x; the tape does not look at x afterwards."),
        (NONE, "The way from x to y lies in the block, and assign breaks nothing in it."),
        (ERROR, "assign is allowed at any time."),
    )


def _two_outputs(rng: np.random.Generator) -> Item:
    p, q = whole(rng, 2, 4), whole(rng, 5, 8)
    return item(
        f"x = tf.Variable(2.0). The tape's block holds y = x * [{p}.0, {q}.0]. tape.gradient(y, x) is",
        f"{p + q}.0",
        f"y has two entries, with the slopes {p} and {q}. tape.gradient gives the slope of their sum, {p + q}.",
        (f"[{p}.0, {q}.0]", "Those are the slopes one by one, as tape.jacobian keeps them; tape.gradient adds up."),
        (f"[{2 * p}.0, {2 * q}.0]", "That is y itself."),
        (ERROR, "Several outputs are no error."),
    )


def _whole_number(rng: np.random.Generator) -> Item:
    x = whole(rng, 2, 9)
    return item(
        f"x = tf.Variable({x}), without a decimal point. The tape's block holds y = x * x. tape.gradient(y, x) is",
        NONE,
        f"{x} is a whole number, and a tape follows floats only.",
        (str(2 * x), f"That would be so for {x}.0; a tape follows floats only."),
        ("0", "0 would say that y does not change with x; the tape knows nothing of x."),
        (ERROR, "It is no error, which makes it easy to miss."),
    )


def _before_the_block(rng: np.random.Generator) -> Item:
    a, x = whole(rng, 2, 4), whole(rng, 2, 4)
    return item(
        f"x = tf.Variable({x}.0) and z = {a} * x. Only then the tape's block begins, and it holds y = z**2. "
        "tape.gradient(y, x) is",
        NONE,
        "The step from x to z lies before the block, so the tape knows of no way from x to y.",
        (f"{2 * a * a * x}.0", "That is the slope if the whole way lay in the block; z was made before it."),
        (f"{2 * a * x}.0", "That is the slope along z."),
        ("0.0", "0 would say that y does not change with x; the tape does not know."),
    )


def _clipped(rng: np.random.Generator) -> Item:
    x, top = whole(rng, 4, 9), whole(rng, 1, 3)
    return item(
        f"x = tf.Variable({x}.0). The tape's block holds y = tf.clip_by_value(x, 0.0, {top}.0) ** 2. "
        "tape.gradient(y, x) is",
        "0.0",
        f"{x} is cut down to {top}, and a small change of x changes nothing. There is a way from x to y, so it "
        "is a number.",
        (f"{2 * x}.0", "That is the slope without the clipping."),
        (f"{2 * top}.0", "That is the slope of the square alone; clipping has the slope 0 there, and slopes multiply."),
        (NONE, "There is a way from x to y in the block, so it is a number."),
    )


def gradients(rng: np.random.Generator) -> Item:
    """5.3 Several sources"""
    a, p, q = whole(rng, 2, 4), whole(rng, 2, 5), whole(rng, 6, 9)
    return item(
        f"f(a, b) = {a}·a², whatever b is. gradients(f, {p}.0, {q}.0), as exercise 5.3 asks for it, returns",
        f"[{2 * a * p}, 0]",
        f"Along a the slope is {2 * a}·{p} = {2 * a * p}. f does not use b, and its gradient is 0.",
        (f"[{2 * a * p}, None]", "What f does not use has zeros there, and not None."),
        (f"[{2 * a * p}]", "There is one gradient for each argument."),
        (f"[0, {2 * a * p}]", "They come in the order of the arguments."),
        (f"[{2 * a * p}, {2 * a * q}]", "f does not use b, so it does not change with it."),
    )


def both_gradients(rng: np.random.Generator) -> Item:
    """5.4 Ask twice"""
    a, x = whole(rng, 2, 5), whole(rng, 2, 4)
    first, second = f"{2 * x}.0", f"{2 * a * x}.0"
    kept = bool(rng.integers(2))
    answers = (f"{first}, then {second}", f"{first}, then an error")
    reasons = (
        "Without persistent=True a tape gives up its recording when it is first asked.",
        "With persistent=True a tape may be asked again.",
    )
    return item(
        f"x = tf.Variable({x}.0). The block of tf.GradientTape({'persistent=True' if kept else ''}) holds y = x**2 and "
        f"z = {a} * y. tape.gradient(y, x) and then tape.gradient(z, x) give",
        answers[not kept],
        f"The slope of y is 2·{x} = {2 * x}. " + (f"That of z is {a} times as much." if kept else reasons[0]),
        (answers[kept], reasons[kept]),
        (
            f"{first}, then None",
            "A tape that was asked already does not say None: it refuses, unless it is persistent.",
        ),
        (f"{first}, then {a}.0", "That is the slope of z along y; asked for is the slope along x."),
    )


def train_step(rng: np.random.Generator) -> Item:
    """5.6 One step of training"""
    x, w, r, lr = whole(rng, 2, 4), whole(rng, 2, 4), whole(rng, 1, 3), 0.01
    y, slope = w * x - r, 2 * r * x
    return item(
        f"One example, x = {x} and y = {y}. The loss is (w·x \N{MINUS SIGN} y)², and w = {w}. One step of "
        "gradient descent with "
        f"the learning rate {lr} takes w to",
        w - lr * slope,
        f"The residual is {w}·{x} \N{MINUS SIGN} {y} = {r}, the slope 2·{r}·{x} = {slope}: "
        f"{w} \N{MINUS SIGN} {lr}·{slope} = {say(w - lr * slope)}.",
        (w + lr * slope, "That climbs: assign_sub, not assign_add."),
        (w - lr * 2 * r, "The slope of w·x along w is x: that factor is missing."),
        (w - lr * r**2, "That subtracts the loss; the step goes along its slope."),
        (w - lr * r * x, "The slope of r² is 2·r: a 2 is missing."),
        (w - slope, "The learning rate is missing."),
    )


def jacobian(rng: np.random.Generator) -> Item:
    """5.7 Every slope of every output"""
    n, m = whole(rng, 2, 4), whole(rng, 5, 8)
    return item(
        f"f takes a vector of {n} entries and returns one of {m}. tape.jacobian of f(x) along x has the shape",
        say(m, n),
        f"The shape of f(x) comes first, then that of x: a row for each of the {m} outputs, a column for each "
        f"of the {n} inputs.",
        (say(n, m), "Outputs come first."),
        (f"({n},)", "That is what tape.gradient gives, which adds up all outputs."),
        (f"({m},)", "That is the shape of f(x) alone; each output has a slope along each input."),
        (say(n, n), f"There are {m} outputs, and each has slopes of its own."),
    )


QUESTIONS = (predictions, gradients, both_gradients, train_step, jacobian)
