"""Unit 4 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, say, whole


def step(rng: np.random.Generator) -> Item:
    """4.1 One step"""
    a, theta, lr = whole(rng, 2, 4), whole(rng, 2, 5), pick(rng, 0.05, 0.1)
    g = 2 * a * theta
    return item(
        f"f(θ) = {a}·θ². One step of gradient descent from θ = {theta} with the learning rate {say(lr)} leads to",
        theta - lr * g,
        f"The slope is {2 * a}·θ = {g}. The step goes against it: {theta} \N{MINUS SIGN} {say(lr)}·{g} = "
        f"{say(theta - lr * g)}.",
        (theta + lr * g, "That climbs: the step goes against the slope."),
        (theta - lr * a * theta**2, "That multiplies by the height f(θ); the slope is asked for."),
        (theta - g, "The learning rate is missing."),
        (lr * g, "That is how far the step goes, not where it leads."),
    )


def descend(rng: np.random.Generator) -> Item:
    """4.2 The whole walk"""
    theta, lr, steps = whole(rng, 2, 4) * 16, pick(rng, 0.25, 0.75), whole(rng, 2, 3)
    factor = 1 - lr
    return item(
        f"f(θ) = θ²/2, so the slope is θ itself. Gradient descent starts at θ = {theta}, with the learning rate "
        f"{say(lr)}. "
        f"After {steps} steps it is at",
        theta * factor**steps,
        f"Each step leaves {say(factor)} of θ: {' → '.join(say(theta * factor**t) for t in range(steps + 1))}.",
        (theta * factor ** (steps - 1), "That is one step too few: the start is no step."),
        (theta * factor ** (steps + 1), "That is one step too many."),
        (
            theta - steps * lr * theta,
            "That takes the slope of the start for all steps; it is asked for anew at each place.",
        ),
        (theta * lr**steps, f"A step takes {say(lr)} of θ away; what stays is {say(factor)} of it."),
    )


def largest_stable_lr(rng: np.random.Generator) -> Item:
    """4.5 How fast may you go?"""
    small, large = pick(rng, 0.5, 1, 2), pick(rng, 4, 5, 8, 10)
    return item(
        f"A bowl has the curvatures (eigenvalues) {say(small)} and {say(large)}. Descent converges as long as "
        "the learning "
        "rate is below",
        2 / large,
        f"The sharpest bend decides: 1 \N{MINUS SIGN} α·{say(large)} must stay above \N{MINUS SIGN}1, so α is below "
        f"2/{say(large)} = {say(2 / large)}.",
        (2 / small, f"Along the curvature {say(large)} the walk would leave all bounds: the largest one decides."),
        (1 / large, "At that rate this direction is done in one step; the walk still converges up to twice as much."),
        (2 / (small + large), "That is the best rate for both; the limit is higher."),
        (large / small, "That is the condition number."),
    )


def momentum(rng: np.random.Generator) -> Item:
    """4.6 Momentum"""
    theta, lr, beta, v, g = whole(rng, 5, 9), 0.1, pick(rng, 0.5, 0.9), whole(rng, 2, 4), whole(rng, 6, 9)
    new = beta * v + g
    return item(
        f"A ball at θ = {theta} has the velocity v = {v}. There the slope is {g}, the learning rate is {lr} and "
        f"β = {beta}. After one step of momentum it is at θ =",
        theta - lr * new,
        f"First the velocity, {beta}·{v} + {g} = {say(new)}, then the step: {theta} \N{MINUS SIGN} {lr}·{say(new)} = "
        f"{say(theta - lr * new)}.",
        (theta - lr * v, "That moves with the old velocity; the slope goes into it first."),
        (theta - lr * g, "That forgets the velocity that the ball has."),
        (theta - lr * (beta * v + (1 - beta) * g), "That is the convention with (1 \N{MINUS SIGN} β)·g; here it is g."),
        (theta - lr * (v + g), "The ball keeps only the share β of its velocity."),
        (theta + lr * new, "That climbs: the step goes against the velocity."),
    )


def classify(rng: np.random.Generator) -> Item:
    """4.7 Where have you stopped?"""
    p, q = whole(rng, 1, 4), whole(rng, 5, 9)
    (e1, e2), answer, why = pick(
        rng,
        ((p, q), "a minimum", "Both are positive: it bends up in every direction."),
        ((-p, -q), "a maximum", "Both are negative: it bends down in every direction."),
        ((-p, q), "a saddle", f"Along one eigenvector it bends down, by {p}, along the other up, by {q}."),
        ((p, -q), "a saddle", f"Along one eigenvector it bends up, by {p}, along the other down, by {q}."),
        ((0, q), "undecided", f"Along one eigenvector it bends up, by {q}; along the other the 0 does not tell."),
    )
    reasons = (
        ("a minimum", "For a minimum all eigenvalues must be positive."),
        ("a maximum", "For a maximum all eigenvalues must be negative."),
        ("a saddle", "A saddle has eigenvalues of both signs."),
        ("undecided", "It is undecided only where one is 0 and the others have one sign."),
    )
    wrong = (reason for reason in reasons if reason[0] != answer)
    return item(
        f"The gradient is zero, and the Hessian has the eigenvalues {say(e1)} and {say(e2)}. The place is",
        answer,
        why,
        *wrong,
    )


def careful_step(rng: np.random.Generator) -> Item:
    """4.8 Find the bug"""
    a, lr = pick(rng, 2, 3, 4, 5, 6), pick(rng, 1.0, 2.0)
    tried = [lr]
    while not abs(1 - 2 * a * tried[-1]) < 1:
        tried.append(tried[-1] / 2)
    best = tried[-1]
    return item(
        f"f(θ) = {a}·θ², at θ = 1 the slope is {2 * a}. A careful walker tries the learning rate {say(lr)} "
        "first and halves "
        "it until f falls. He takes the rate",
        best,
        f"The tries lead to {', '.join(say(1 - 2 * a * rate) for rate in tried)}, and f is lower only where "
        "that is between "
        f"\N{MINUS SIGN}1 and 1: at the rate {say(best)}.",
        (best / 2, "That halves once more after the try that succeeded."),
        (best * 2, f"That leads to {say(1 - 4 * a * best)}, where f is not lower than before."),
        (1 / (2 * a), "That rate would be the best one; a careful walker only halves until f falls."),
        (1 - 2 * a * best, "That is where the step leads, not its rate."),
    )


QUESTIONS = (step, descend, largest_stable_lr, momentum, classify, careful_step)
