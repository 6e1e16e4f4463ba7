"""Unit 4: steps uphill, walks that go wrong, limits that are none, flat places misjudged."""

import numpy as np

from gradus.checks.mistakes import mistake_in


@mistake_in("step")
def walks_uphill(theta, grad, lr):
    """This goes uphill: the gradient points to where f rises. Subtract it."""
    return theta + lr * grad


@mistake_in("step")
def forgets_the_rate(theta, grad, lr):
    """The learning rate is missing: then each step is as long as the slope is steep, mostly far too long. The step is
    lr times the gradient.
    """
    return theta - grad


@mistake_in("step")
def writes_into_theta(theta, grad, lr):
    """theta -= … writes into the caller's array. theta - … makes a new one and leaves the old place as it was."""
    theta -= lr * grad
    return theta


@mistake_in("step")
def forgets_the_gradient(theta, grad, lr):
    """The gradient is missing, so every entry moves by lr, whatever the slope. The step is lr times the gradient."""
    return theta - lr


@mistake_in("step")
def shrinks_theta_too(theta, grad, lr):
    """lr multiplies theta, too. It belongs to the gradient alone: theta - lr * grad, without brackets."""
    return (theta - grad) * lr


@mistake_in("step")
def asks_a_number_for_a_copy(theta, grad, lr):
    """theta may be one number, which has no copy(). None is needed: theta - lr * grad is something new already."""
    new = theta.copy()
    return new - lr * grad


@mistake_in("step")
def squares_the_rate(theta, grad, lr):
    """The learning rate is in there twice, so that a rate of 0.1 acts like 0.01. Multiply the gradient by lr once."""
    return theta - lr * lr * grad


@mistake_in("step")
def divides_by_the_rate(theta, grad, lr):
    """This divides by the learning rate, so a small rate makes a huge step. Multiply by it."""
    return theta - grad / lr


@mistake_in("step")
def takes_theta_for_the_gradient(theta, grad, lr):
    """Is it theta that lr multiplies? In the lesson's first example the slope at theta is theta itself. Here it is
    grad: theta - lr * grad.
    """
    return theta - lr * theta


@mistake_in("step")
def returns_only_the_move(theta, grad, lr):
    """That is the move. Return the place where it leads, so add the place it starts from."""
    return -lr * grad


@mistake_in("step")
def returns_the_step_alone(theta, grad, lr):
    """That is the step alone. Return where it leads: subtract it from theta."""
    return lr * grad


@mistake_in("step")
def makes_every_step_equally_long(theta, grad, lr):
    """The gradient was made a unit vector, so all steps are equally long. Its length matters: steep means far, flat
    means slow.
    """
    return theta - lr * grad / np.linalg.norm(grad)


@mistake_in("step")
def takes_the_length_for_the_gradient(theta, grad, lr):
    """Is the gradient's length, one number, subtracted from every entry? Each entry has a slope of its own: subtract
    lr times the gradient itself.
    """
    return theta - lr * np.linalg.norm(grad)


@mistake_in("step")
def follows_the_sign_only(theta, grad, lr):
    """Only the sign of the gradient is left. Its size matters too: steep means far, flat means slow."""
    return theta - lr * np.sign(grad)


@mistake_in("step")
def keeps_the_type_of_theta(theta, grad, lr):
    """The new place was put into an array like theta, and an array of integers cuts off what comes after the point."""
    new = np.zeros_like(theta)
    new[...] = theta - lr * grad
    return new


@mistake_in("step")
def calls_the_gradient(theta, grad, lr):
    """Is it grad(theta)? Here grad is the gradient itself, numbers and no function, so it stands without brackets.
    (From 4.2 on grad_f is a function: there it is grad_f(theta).)
    """
    return theta - lr * grad(theta)


@mistake_in("step")
def goes_through_the_entries(theta, grad, lr):
    """theta may be one number, which has no length. No loop is needed: theta - lr * grad works for numbers and for
    arrays.
    """
    return np.array([theta[i] - lr * grad[i] for i in range(len(theta))])


@mistake_in("descend")
def never_calls_the_gradient(grad_f, theta0, lr, steps):
    """Is grad_f called? It is a function here, not the gradient itself. What it returns is: grad_f(theta), at the place
    where you stand.
    """
    path = [theta0]
    for _ in range(steps):
        path.append(path[-1] - lr * grad_f)
    return np.array(path)


@mistake_in("descend")
def returns_after_the_first_step(grad_f, theta0, lr, steps):
    """That is the start and one step. Does the return stand inside the loop? It ends the loop in its first round:
    return after it.
    """
    return _walk(grad_f, theta0, min(1, steps) * [lr])


@mistake_in("descend")
def leaves_out_the_start(grad_f, theta0, lr, steps):
    """The start is missing: the path has steps + 1 places, and the first is theta0."""
    return _walk(grad_f, theta0, steps * [lr])[1:]


@mistake_in("descend")
def goes_one_step_too_far(grad_f, theta0, lr, steps):
    """That is one step too many. After the start come exactly `steps` new places."""
    return _walk(grad_f, theta0, (steps + 1) * [lr])


@mistake_in("descend")
def stops_one_step_early(grad_f, theta0, lr, steps):
    """That is one step too few: the start does not count as a step, so the path has steps + 1 places."""
    return _walk(grad_f, theta0, max(0, steps - 1) * [lr])


@mistake_in("descend")
def puts_the_start_in_twice(grad_f, theta0, lr, steps):
    """The start is in the path twice, and the last place is missing. Is a place kept before the step? First step, then
    keep the place where it leads.
    """
    return np.array([theta0, *_walk(grad_f, theta0, max(0, steps - 1) * [lr])][: steps + 1])


@mistake_in("descend")
def makes_one_long_row(grad_f, theta0, lr, steps):
    """All numbers stand in one long row, as np.append leaves them. Keep a list, append each place to it, and make an
    array of that at the end.
    """
    return _walk(grad_f, theta0, steps * [lr]).flatten()


@mistake_in("descend")
def asks_the_start_for_a_copy(grad_f, theta0, lr, steps):
    """theta0 may be one number, which has no copy(). None is needed: theta - lr * grad_f(theta) is a new place at each
    step.
    """
    theta = theta0.copy()
    path = [theta]
    for _ in range(steps):
        theta = theta - lr * grad_f(theta)
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def keeps_one_array_many_times(grad_f, theta0, lr, steps):
    """All rows are the last place: the list holds one and the same array, which every step changed. Make a new array
    at each step, theta = theta - …
    """
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in range(steps):
        theta -= lr * grad_f(theta)
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def keeps_the_start_and_one_array_many_times(grad_f, theta0, lr, steps):
    """All rows after the start are the last place: behind it the list holds one and the same array, which every step
    changed. Make a new array at each step, theta = theta - …
    """
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    for _ in range(steps):
        theta -= lr * grad_f(theta)
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def moves_the_start_and_keeps_it_many_times(grad_f, theta0, lr, steps):
    """theta -= … changes theta0 itself, and the list holds that one array many times. theta = theta - … makes a new
    array at each step, and leaves the start where it was.
    """
    theta = theta0
    path = [theta]
    for _ in range(steps):
        theta -= lr * grad_f(theta)
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def writes_into_the_start(grad_f, theta0, lr, steps):
    """The walk moves theta0 itself, and the caller loses the start. theta = theta - … makes a new array; theta -= …
    does not.
    """
    theta, path = theta0, [np.array(theta0)]
    for _ in range(steps):
        theta -= lr * grad_f(theta)
        path.append(np.array(theta))
    return np.array(path)


@mistake_in("descend")
def moves_one_coordinate_after_another(grad_f, theta0, lr, steps):
    """Each coordinate moved before the gradient of the next was taken. All belong to one place: take the gradient once
    a step, then move them together.
    """
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    for _ in range(steps):
        for i in np.ndindex(theta.shape):
            theta[i] -= lr * np.asarray(grad_f(theta))[i]
        path.append(theta.copy())
    return np.array(path)


@mistake_in("descend")
def takes_the_gradient_once(grad_f, theta0, lr, steps):
    """The gradient was taken once, at the start, so this walks straight on. Ask for it anew at every place."""
    g = grad_f(theta0)
    return np.array([theta0 - t * lr * g for t in range(steps + 1)])


@mistake_in("descend")
def sets_out_from_the_start_each_time(grad_f, theta0, lr, steps):
    """All places after the start are the same one. Does each step set out from theta0? Set out from the place where the
    last step led.
    """
    return np.array([theta0, *steps * [theta0 - lr * grad_f(theta0)]])


@mistake_in("descend")
def fills_the_rows_one_too_early(grad_f, theta0, lr, steps):
    """The places stand one row too early, and the last row is empty. Row 0 is the start, so where step t leads belongs
    into row t + 1.
    """
    path = _walk(grad_f, theta0, steps * [lr])
    return np.array([*path[1:], 0 * path[0]])


@mistake_in("descend")
def climbs(grad_f, theta0, lr, steps):
    """This climbs. The gradient points uphill, so subtract lr times the gradient."""
    return _walk(grad_f, theta0, steps * [-lr])


@mistake_in("descend")
def returns_only_the_end(grad_f, theta0, lr, steps):
    """That is only the last place. Return all of them, the start first."""
    return _walk(grad_f, theta0, steps * [lr])[-1]


@mistake_in("descend")
def keeps_whole_numbers_only(grad_f, theta0, lr, steps):
    """The path was put into an array of integers, which cuts off what comes after the point. Make it an array of
    floats.
    """
    path = np.zeros((steps + 1, *np.shape(theta0)), dtype=np.asarray(theta0).dtype)
    path[0] = theta0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad_f(path[t])
    return path


@mistake_in("descend")
def writes_into_the_gradient(grad_f, theta0, lr, steps):
    """g *= lr writes into the array that grad_f gave out, and that may be theta itself. lr * g makes a new one."""
    theta, path = theta0, [theta0]
    for _ in range(steps):
        g = grad_f(theta)
        g *= lr
        theta = theta - g
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def writes_into_what_came_back(grad_f, theta0, lr, steps):
    """grad_f may give out theta itself, as it does here, and g *= lr writes into it. lr * g makes a new array."""
    theta, path = np.array(theta0, dtype=float), [np.array(theta0, dtype=float)]
    for _ in range(steps):
        g = grad_f(theta)
        g *= lr
        theta = theta - g
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def knows_two_coordinates(grad_f, theta0, lr, steps):
    """It works for two coordinates and not for three. Nothing may depend on their number: theta - lr * g moves all at
    once.
    """
    path = [theta0]
    for _ in range(steps):
        (x, y), (slope_x, slope_y) = path[-1], grad_f(path[-1])
        path.append(np.array([x - lr * slope_x, y - lr * slope_y]))
    return np.array(path)


@mistake_in("descend")
def moves_two_coordinates(grad_f, theta0, lr, steps):
    """Only the first two coordinates move. theta may have any number of them: theta - lr * g moves all at once."""
    path = [np.array(theta0, dtype=float)]
    for _ in range(steps):
        g, theta = grad_f(path[-1]), path[-1].copy()
        theta[0] -= lr * g[0]
        theta[1] -= lr * g[1]
        path.append(theta)
    return np.array(path)


@mistake_in("descend")
def asks_a_number_for_its_length(grad_f, theta0, lr, steps):
    """This works for vectors, and theta0 may be a number or a matrix, too. Is its length asked for, or an entry?
    Collect the places in a list, which takes them all.
    """
    path = np.zeros((steps + 1, len(theta0)))
    path[0] = theta0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad_f(path[t])
    return path


@mistake_in("descend")
def walks_steps_of_one_length(grad_f, theta0, lr, steps):
    """The gradient was made a unit vector, so all steps are equally long. Its length matters: steep means far, flat
    means slow.
    """
    path = [theta0]
    for _ in range(steps):
        g = grad_f(path[-1])
        path.append(path[-1] - lr * g / np.linalg.norm(g))
    return np.array(path)


@mistake_in("descend_scheduled")
def counts_from_one(grad_f, theta0, schedule, steps):
    """The schedule is asked from t = 1. The first step is step 0, and its rate is schedule(0)."""
    return _walk(grad_f, theta0, [schedule(t + 1) for t in range(steps)])


@mistake_in("descend_scheduled")
def keeps_the_first_rate(grad_f, theta0, schedule, steps):
    """Every step has the rate schedule(0). Ask the schedule anew at each step, schedule(t)."""
    return _walk(grad_f, theta0, steps * [schedule(0)])


@mistake_in("descend_scheduled")
def takes_the_gradient_at_the_start(grad_f, theta0, schedule, steps):
    """The gradient is that of theta0 in every round, so this walks straight on. Ask for it anew at every place."""
    return _walk(lambda theta: grad_f(theta0), theta0, [schedule(t) for t in range(steps)])


@mistake_in("descend_scheduled")
def multiplies_the_rates(grad_f, theta0, schedule, steps):
    """The rates are multiplied up, as in lr = lr * schedule(t). schedule(t) is the whole rate of step t."""
    return _walk(grad_f, theta0, np.cumprod([schedule(t) for t in range(steps)]))


@mistake_in("descend_scheduled")
def adds_the_rates_up(grad_f, theta0, schedule, steps):
    """The rates are added up, as in lr = lr + schedule(t). schedule(t) is the whole rate of step t."""
    return _walk(grad_f, theta0, np.cumsum([schedule(t) for t in range(steps)]))


@mistake_in("descend_scheduled")
def goes_through_the_schedule_backwards(grad_f, theta0, schedule, steps):
    """The schedule runs backwards here: the long steps belong first. t counts up from 0."""
    return _walk(grad_f, theta0, [schedule(t) for t in reversed(range(steps))])


@mistake_in("descend_scheduled")
def climbs_on_schedule(grad_f, theta0, schedule, steps):
    """This climbs. The gradient points uphill, so subtract schedule(t) times the gradient."""
    return _walk(grad_f, theta0, [-schedule(t) for t in range(steps)])


@mistake_in("descend_scheduled")
def forgets_the_start(grad_f, theta0, schedule, steps):
    """The start is missing: the path has steps + 1 places, as in descend, and the first is theta0."""
    return _walk(grad_f, theta0, [schedule(t) for t in range(steps)])[1:]


@mistake_in("descend_scheduled")
def leaves_out_the_last_place(grad_f, theta0, schedule, steps):
    """The last place is missing: the path has steps + 1 places, as in descend, the start and one for each step."""
    return _walk(grad_f, theta0, [schedule(t) for t in range(steps - 1)])


@mistake_in("descend_scheduled")
def keeps_the_start_in_the_first_round_too(grad_f, theta0, schedule, steps):
    """The start is in the path twice, and the last place is missing. Is a place kept before the step? First step, then
    keep the place where it leads.
    """
    return np.array([theta0, *_walk(grad_f, theta0, [schedule(t) for t in range(steps - 1)])][: steps + 1])


@mistake_in("descend_scheduled")
def returns_the_last_place_only(grad_f, theta0, schedule, steps):
    """That is only the last place. Return all of them, the start first, as in descend."""
    return _walk(grad_f, theta0, [schedule(t) for t in range(steps)])[-1]


@mistake_in("descend_scheduled")
def ends_in_the_first_round(grad_f, theta0, schedule, steps):
    """That is the start and one step. Does the return stand inside the loop? It ends the loop in its first round:
    return after it.
    """
    return _walk(grad_f, theta0, [schedule(t) for t in range(min(1, steps))])


@mistake_in("descend_scheduled")
def never_calls_the_schedule(grad_f, theta0, schedule, steps):
    """Is the schedule called? schedule is a function; the rate of step t is what it returns, schedule(t)."""
    path = [theta0]
    for _ in range(steps):
        path.append(path[-1] - schedule * grad_f(path[-1]))
    return np.array(path)


@mistake_in("descend_scheduled")
def keeps_one_place_many_times(grad_f, theta0, schedule, steps):
    """All rows are the last place: the list holds one and the same array, which every step changed. Make a new array
    at each step, theta = theta - …
    """
    path = [np.array(theta0, dtype=float)]
    for t in range(steps):
        path[-1] -= schedule(t) * grad_f(path[-1])
        path.append(path[-1])
    return np.array(path)


@mistake_in("descend_scheduled")
def keeps_the_start_and_one_place_many_times(grad_f, theta0, schedule, steps):
    """All rows after the start are the last place: behind it the list holds one and the same array, which every step
    changed. Make a new array at each step, theta = theta - …
    """
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    for t in range(steps):
        theta -= schedule(t) * grad_f(theta)
        path.append(theta)
    return np.array(path)


@mistake_in("descend_scheduled")
def looks_the_rate_up(grad_f, theta0, schedule, steps):
    """Is it schedule[t]? schedule is no list: it is a function, which is called with round brackets, schedule(t)."""
    path = [theta0]
    for t in range(steps):
        path.append(path[-1] - schedule[t] * grad_f(path[-1]))
    return np.array(path)


@mistake_in("descend_scheduled")
def asks_for_all_rates_at_once(grad_f, theta0, schedule, steps):
    """Is the schedule asked for all steps at once? It takes one number, and may hold an if: call it in each round,
    schedule(t).
    """
    return _walk(grad_f, theta0, schedule(np.arange(steps)))


@mistake_in("descend_scheduled")
def schedules_two_coordinates(grad_f, theta0, schedule, steps):
    """It works for two coordinates and not for three. Nothing may depend on their number: theta - rate * g moves all
    at once.
    """
    path = [theta0]
    for t in range(steps):
        (x, y), (slope_x, slope_y) = path[-1], grad_f(path[-1])
        path.append(np.array([x - schedule(t) * slope_x, y - schedule(t) * slope_y]))
    return np.array(path)


@mistake_in("descend_scheduled")
def schedules_the_first_two(grad_f, theta0, schedule, steps):
    """Only the first two coordinates move. theta may have any number of them: theta - rate * g moves all at once."""
    path = [np.array(theta0, dtype=float)]
    for t in range(steps):
        g, theta = grad_f(path[-1]), path[-1].copy()
        theta[0] -= schedule(t) * g[0]
        theta[1] -= schedule(t) * g[1]
        path.append(theta)
    return np.array(path)


@mistake_in("descend_scheduled")
def needs_a_length_of_theta(grad_f, theta0, schedule, steps):
    """This works for vectors, and theta0 may be a number or a matrix, too. Is its length asked for, or an entry?
    Collect the places in a list, which takes them all.
    """
    path = np.zeros((steps + 1, len(theta0)))
    path[0] = theta0
    for t in range(steps):
        path[t + 1] = path[t] - schedule(t) * grad_f(path[t])
    return path


@mistake_in("descend_scheduled")
def keeps_integers(grad_f, theta0, schedule, steps):
    """The path was put into an array of integers, which cuts off what comes after the point. Make it an array of
    floats.
    """
    path = np.zeros((steps + 1, *np.shape(theta0)), dtype=np.asarray(theta0).dtype)
    path[0] = theta0
    for t in range(steps):
        path[t + 1] = path[t] - schedule(t) * grad_f(path[t])
    return path


@mistake_in("descend_until")
def tests_the_step(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """This stops when the step is short, lr times the gradient. A small lr makes any step short: ask whether the
    gradient itself is.
    """
    return _walk_until(lambda g: lr * np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps)


@mistake_in("descend_until")
def tests_after_the_step(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """This takes one step more than it should: ask whether the gradient is small before you step, not after. A start
    that is flat enough takes 0 steps.
    """
    theta, taken = theta0, 0
    while taken < max_steps:
        g = grad_f(theta)
        theta, taken = theta - lr * g, taken + 1
        _require_finite(theta)
        if np.linalg.norm(g) <= tol:
            break
    return theta, taken


@mistake_in("descend_until")
def steps_before_it_asks(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """This start is flat enough, and a step was made all the same. Does the first step come before the first look? Ask
    at the start too: such a start takes 0 steps.
    """
    theta, taken = theta0, 0
    while taken < max_steps:
        theta, taken = theta - lr * grad_f(theta), taken + 1
        _require_finite(theta)
        if np.linalg.norm(grad_f(theta)) <= tol:
            break
    return theta, taken


@mistake_in("descend_until")
def looks_after_the_step_and_counts_before_it(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The place is right, the count is one too low. Does it look after the step? In the first round of range(max_steps)
    a step has been made then, and the count is still 0. Look before each step.
    """
    theta = theta0
    for taken in range(max_steps):
        theta = theta - lr * grad_f(theta)
        _require_finite(theta)
        if np.linalg.norm(grad_f(theta)) <= tol:
            return theta, taken
    return theta, max_steps


@mistake_in("descend_until")
def steps_once_more_before_it_returns(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The place is one step too far. Is a step made between the gradient and the look at it? Take the gradient, look,
    return if it is small, and only then step.
    """
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        theta = theta - lr * g
        _require_finite(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
    return theta, max_steps


@mistake_in("descend_until")
def compares_each_slope_with_tol(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Is the gradient itself compared with tol, by abs(g) <= tol? That gives a truth value for each entry, and `if` and
    `while` need one. Compare its length, np.linalg.norm(g).
    """
    theta, taken = theta0, 0
    while taken < max_steps and not abs(grad_f(theta)) <= tol:
        theta, taken = theta - lr * grad_f(theta), taken + 1
        _require_finite(theta)
    return theta, taken


@mistake_in("descend_until")
def asks_each_entry_if_it_is_finite(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Does an `if` stand before np.isfinite(theta) alone? That gives a truth value for each entry, and `if` needs one:
    np.all(np.isfinite(theta)).
    """
    return _walk_until(
        lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps, lambda theta: not np.isfinite(theta)
    )


@mistake_in("descend_until")
def raises_where_all_is_finite(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """An error came at a place that is finite. Is a `not` missing, or the question turned round? if not
    np.all(np.isfinite(theta)): raise …
    """
    return _walk_until(
        lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps, lambda theta: np.all(np.isfinite(theta))
    )


@mistake_in("descend_until")
def takes_one_gradient_for_all(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The gradient was taken once, at the start, so it never gets shorter. Ask for it anew at every place."""
    return _walk_until(lambda g: np.linalg.norm(g) <= tol, lambda theta: grad_f(theta0), theta0, lr, max_steps)


@mistake_in("descend_until")
def counts_the_gradients(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The place is right, the count is one too high. Count the steps, not how often you looked: the last look is not
    followed by a step.
    """
    theta, taken = _walk_until(lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps)
    return theta, taken + 1


@mistake_in("descend_until")
def walks_on_for_ever(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """max_steps is ignored. Stop after that many steps and return where you are, flat or not."""
    return _walk_until(lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, 50_000)


@mistake_in("descend_until")
def gives_up_with_an_error(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """max_steps is no error: return (theta, max_steps). A RuntimeError is for a theta that is not finite."""
    theta, taken = _walk_until(lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps)
    if taken == max_steps:
        raise RuntimeError("not converged")
    return theta, taken


@mistake_in("descend_until")
def returns_nan(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The walk left all bounds, and NaN came back as if it were a place. After each step look whether theta is finite,
    and raise a RuntimeError if it is not.
    """
    theta = theta0
    for taken in range(max_steps):
        g = grad_f(theta)
        if np.linalg.norm(g) <= tol:
            return theta, taken
        theta = theta - lr * g
    return theta, max_steps


@mistake_in("descend_until")
def forgets_the_end_of_the_loop(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """And if the loop runs out, before the gradient is small? Then too the place and the count are asked for: return
    theta, max_steps after the loop.
    """
    for taken in range(max_steps):
        g = grad_f(theta0)
        if np.linalg.norm(g) <= tol:
            return theta0, taken
        theta0 = theta0 - lr * g
        _require_finite(theta0)


@mistake_in("descend_until")
def looks_at_theta_before_the_step_only(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Where the last step of all leads is not looked at, and it may leave all bounds. Ask right after each step whether
    theta is finite.
    """
    for taken in range(max_steps):
        _require_finite(theta0)
        g = grad_f(theta0)
        if np.linalg.norm(g) <= tol:
            return theta0, taken
        theta0 = theta0 - lr * g
    return theta0, max_steps


@mistake_in("descend_until")
def tests_the_place(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """This stops when theta is small. The bottom need not be at zero: ask whether the gradient is small."""
    theta, taken = theta0, 0
    while np.linalg.norm(theta) > tol and taken < max_steps:
        theta, taken = theta - lr * grad_f(theta), taken + 1
        _require_finite(theta)
    return theta, taken


@mistake_in("descend_until")
def adds_sizes_instead_of_squares(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The sizes of the slopes are added, which is more than the length: that is the root of the sum of squares."""
    return _walk_until(lambda g: np.sum(np.abs(g)) <= tol, grad_f, theta0, lr, max_steps)


@mistake_in("descend_until")
def forgets_the_root(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The sum of squares is the length squared. Take its root before you compare it with tol."""
    return _walk_until(lambda g: np.sum(np.square(g)) <= tol, grad_f, theta0, lr, max_steps)


@mistake_in("descend_until")
def looks_at_the_largest_slope(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """This looks at the largest slope only, which is less than the length. The length is the root of the sum of all
    squares.
    """
    return _walk_until(lambda g: np.max(np.abs(g)) <= tol, grad_f, theta0, lr, max_steps)


@mistake_in("descend_until")
def returns_only_the_place(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """That is the place alone. Return two things, the place and how many steps it took."""
    return _walk_until(lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps)[0]


@mistake_in("descend_until")
def returns_the_count_first(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The two are in the wrong order: return the place first, then the number of steps."""
    theta, taken = _walk_until(lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps)
    return taken, theta


@mistake_in("descend_until")
def returns_the_loop_index(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """At max_steps the count is one too low: the last number in range(max_steps) is max_steps - 1. Return max_steps
    there.
    """
    theta, taken = _walk_until(lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps)
    return theta, taken - (taken == max_steps)


@mistake_in("descend_until")
def averages_the_squares(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """The squares are averaged, which is less than the length if there are several. The length is the root of their
    sum.
    """
    return _walk_until(lambda g: np.sqrt(np.mean(np.square(g))) <= tol, grad_f, theta0, lr, max_steps)


@mistake_in("descend_until")
def asks_for_less_than_tol(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """A gradient exactly as long as tol is short enough: the test is <= tol, not < tol."""
    return _walk_until(lambda g: np.linalg.norm(g) < tol, grad_f, theta0, lr, max_steps)


@mistake_in("descend_until")
def takes_far_for_diverged(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Is a large theta taken for a diverged one? Far away is not out of bounds: ask np.isfinite, not for a size."""
    return _walk_until(
        lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps, lambda theta: not np.linalg.norm(theta) < 1e6
    )


@mistake_in("descend_until")
def looks_for_nan_only(grad_f, theta0, lr, tol=1e-6, max_steps=10_000):
    """Is theta itself asked, after each step? (A finite gradient says nothing of theta.) And for all that is not
    finite? That is NaN, inf and -inf: np.all(np.isfinite(theta)) finds all three.
    """
    return _walk_until(
        lambda g: np.linalg.norm(g) <= tol, grad_f, theta0, lr, max_steps, lambda theta: np.any(np.isnan(theta))
    )


@mistake_in("largest_stable_lr")
def stops_halfway(A):
    """With 1 over the largest eigenvalue the steepest direction arrives in one step. Longer steps hop across and still
    come closer, until the factor 1 - lr·λ reaches -1: there is the limit.
    """
    return 1 / np.linalg.eigvalsh(A)[-1]


@mistake_in("largest_stable_lr")
def uses_the_smallest_eigenvalue(A):
    """That is the limit of the flattest direction. The steepest one diverges first: take the largest eigenvalue."""
    return 2 / np.linalg.eigvalsh(A)[0]


@mistake_in("largest_stable_lr")
def uses_the_trace(A):
    """The trace is the sum of all eigenvalues. But the directions do not disturb each other: the largest alone sets the
    limit.
    """
    return 2 / np.trace(A)


@mistake_in("largest_stable_lr")
def uses_the_diagonal(A):
    """No entry on the diagonal is above the largest eigenvalue, and mostly all are below it: the steepest direction
    need not be an axis.
    """
    return 2 / np.max(np.diag(A))


@mistake_in("largest_stable_lr")
def takes_the_last_unsorted(A):
    """np.linalg.eigvals gives the eigenvalues in no particular order, so the last need not be the largest. Take the
    max, or use eigvalsh, which sorts them.
    """
    return 2 / np.linalg.eigvals(A)[-1]


@mistake_in("largest_stable_lr")
def takes_the_first_unsorted(A):
    """Is it the first that np.linalg.eigvals gives? They come in no particular order. Take the max, or use eigvalsh,
    which sorts them.
    """
    return 2 / np.linalg.eigvals(A)[0]


@mistake_in("largest_stable_lr")
def gives_a_limit_for_each(A):
    """Here is a limit for each direction. The smallest of them counts, that of the largest eigenvalue."""
    return 2 / np.linalg.eigvalsh(A)


@mistake_in("largest_stable_lr")
def gives_a_limit_for_each_unsorted(A):
    """np.linalg.eigvals gives all eigenvalues, so here is a limit for each direction. The smallest of them counts, that
    of the largest eigenvalue.
    """
    return 2 / np.linalg.eigvals(A)


@mistake_in("largest_stable_lr")
def takes_the_second_eigenvalue(A):
    """Is it np.linalg.eigvalsh(A)[1]? That is the second smallest, and the largest only if there are two. [-1] is the
    last, however many there are.
    """
    return 2 / np.linalg.eigvalsh(A)[1]


@mistake_in("largest_stable_lr")
def divides_by_the_eigenvectors(A):
    """Is it np.linalg.eigh(A)[-1]? eigh returns two things, eigenvalues and then eigenvectors, so [-1] is the table of
    vectors. np.linalg.eigvalsh gives the values alone.
    """
    return 2 / np.linalg.eigh(A)[-1]


@mistake_in("largest_stable_lr")
def returns_the_eigenvalue(A):
    """That is the largest eigenvalue, the curvature. The limit is 2 divided by it."""
    return np.linalg.eigvalsh(A)[-1]


@mistake_in("largest_stable_lr")
def uses_all_entries(A):
    """The root of the sum of all squares is larger than the largest eigenvalue: np.linalg.norm(A) is that. With a
    second argument, 2, it would be the eigenvalue of largest size.
    """
    return 2 / np.linalg.norm(A)


@mistake_in("largest_stable_lr")
def uses_the_determinant(A):
    """The determinant is the product of all eigenvalues, so that a flat direction would change the limit of the steep
    one. The largest alone sets it.
    """
    return 2 / np.linalg.det(A)


@mistake_in("largest_stable_lr")
def takes_the_best_rate(A):
    """2 / (smallest + largest) is the best rate, a compromise of the two. The limit is where the steepest direction
    stops converging: 2 / largest.
    """
    return 2 / (np.linalg.eigvalsh(A)[0] + np.linalg.eigvalsh(A)[-1])


@mistake_in("largest_stable_lr")
def uses_the_largest_row(A):
    """Add the *sizes* along each row, and the largest sum is a bound for the largest eigenvalue, but mostly larger than
    it. Take the eigenvalue itself.
    """
    return 2 / np.max(np.sum(np.abs(A), axis=1))


@mistake_in("largest_stable_lr")
def turns_the_quotient_over(A):
    """The quotient is upside down: it is 2 divided by the largest eigenvalue."""
    return np.linalg.eigvalsh(A)[-1] / 2


@mistake_in("momentum")
def applies_the_rate_twice(grad_f, theta0, lr, beta, steps):
    """The learning rate is in there twice, once in v and once in the step. Leave it out of v."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v + lr * g)


@mistake_in("momentum")
def forgets_the_velocity(grad_f, theta0, lr, beta, steps):
    """The velocity is not kept, so this is plain descent. Set v to zero once, before the loop, and let every step add
    to it.
    """
    return _roll(grad_f, theta0, lr, steps, lambda v, g: g)


@mistake_in("momentum")
def pushes_uphill(grad_f, theta0, lr, beta, steps):
    """A sign is turned round, so the ball is pushed uphill. Either v adds the gradients and theta loses lr·v, or both
    signs change.
    """
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v - g)


@mistake_in("momentum")
def averages_the_gradients(grad_f, theta0, lr, beta, steps):
    """This weighs the gradient with 1 - beta, so v is an average. That is another convention, whose steps are
    shorter by the factor 1 - beta. Here v adds the whole gradient.
    """
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v + (1 - beta) * g)


@mistake_in("momentum")
def looks_ahead(grad_f, theta0, lr, beta, steps):
    """The gradient is taken at a place ahead, theta - lr·beta·v. That is Nesterov's method, a good one; here take the
    gradient where you stand.
    """
    path, v = [theta0], 0.0 * np.asarray(theta0)
    for _ in range(steps):
        v = beta * v + grad_f(path[-1] - lr * beta * v)
        path.append(path[-1] - lr * v)
    return np.array(path)


@mistake_in("momentum")
def damps_the_gradient(grad_f, theta0, lr, beta, steps):
    """beta is on the wrong one: it shrinks the old velocity, not the new gradient."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: v + beta * g)


@mistake_in("momentum")
def damps_both(grad_f, theta0, lr, beta, steps):
    """beta shrinks the new gradient, too. It belongs to the old velocity alone: beta * v + g, without brackets."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * (v + g))


@mistake_in("momentum")
def never_slows_down(grad_f, theta0, lr, beta, steps):
    """beta is missing: the ball keeps all of its speed and swings for ever. It keeps the share beta."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: v + g)


@mistake_in("momentum")
def begins_with_a_push(grad_f, theta0, lr, beta, steps):
    """v starts as the gradient, so the first gradient counts twice. The ball starts at rest: v is zero."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v + g, grad_f(theta0))


@mistake_in("momentum")
def leaves_out_the_first_place(grad_f, theta0, lr, beta, steps):
    """The start is missing: the path has steps + 1 places, as in descend, and the first is theta0."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v + g)[1:]


@mistake_in("momentum")
def leaves_out_the_end(grad_f, theta0, lr, beta, steps):
    """The last place is missing: the path has steps + 1 places, as in descend, the start and one for each step."""
    return _roll(grad_f, theta0, lr, max(0, steps - 1), lambda v, g: beta * v + g)


@mistake_in("momentum")
def keeps_one_ball_many_times(grad_f, theta0, lr, beta, steps):
    """All rows are the last place: the list holds one and the same array, which every step changed. Make a new array
    at each step, theta = theta - …
    """
    theta, v = np.array(theta0, dtype=float), 0.0
    path = [theta]
    for _ in range(steps):
        v = beta * v + grad_f(theta)
        theta -= lr * v
        path.append(theta)
    return np.array(path)


@mistake_in("momentum")
def keeps_the_start_and_one_ball_many_times(grad_f, theta0, lr, beta, steps):
    """All rows after the start are the last place: behind it the list holds one and the same array, which every step
    changed. Make a new array at each step, theta = theta - …
    """
    theta, v = np.array(theta0, dtype=float), 0.0
    path = [theta.copy()]
    for _ in range(steps):
        v = beta * v + grad_f(theta)
        theta -= lr * v
        path.append(theta)
    return np.array(path)


@mistake_in("momentum")
def returns_where_the_ball_ends(grad_f, theta0, lr, beta, steps):
    """That is only the last place. Return all of them, the start first, as in descend."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v + g)[-1]


@mistake_in("momentum")
def rolls_one_round_only(grad_f, theta0, lr, beta, steps):
    """That is the start and one step. Does the return stand inside the loop? It ends the loop in its first round:
    return after it.
    """
    return _roll(grad_f, theta0, lr, min(1, steps), lambda v, g: beta * v + g)


@mistake_in("momentum")
def has_no_velocity_to_begin_with(grad_f, theta0, lr, beta, steps):
    """A name is used before it has a value. Is it v? The ball starts at rest: v = 0, once, before the loop. Or is it
    the place? That starts as theta0.
    """
    if steps:
        raise UnboundLocalError
    return np.array([theta0])


@mistake_in("momentum")
def adds_to_the_whole_velocity(grad_f, theta0, lr, beta, steps):
    """Is it v += beta * v + g? That keeps all of v and adds beta * v to it. The ball keeps the share beta only:
    v = beta * v + g.
    """
    return _roll(grad_f, theta0, lr, steps, lambda v, g: v + beta * v + g)


@mistake_in("momentum")
def leaves_the_rate_out(grad_f, theta0, lr, beta, steps):
    """The learning rate is left out. The place moves by lr times v, against it: theta - lr * v."""
    return _roll(grad_f, theta0, 1.0, steps, lambda v, g: beta * v + g)


@mistake_in("momentum")
def takes_the_gradient_of_the_start(grad_f, theta0, lr, beta, steps):
    """Each round takes the gradient at theta0, so the push never changes. Take it where you stand, anew each time."""
    return _roll(grad_f, theta0, lr, steps, lambda v, g: beta * v + grad_f(theta0))


@mistake_in("momentum")
def moves_before_the_velocity(grad_f, theta0, lr, beta, steps):
    """theta moves with the old velocity, so the first step goes nowhere. Update v first, then step."""
    path, v = [theta0], 0.0 * np.asarray(theta0)
    for _ in range(steps):
        path.append(path[-1] - lr * v)
        v = beta * v + grad_f(path[-2])
    return np.array(path)


@mistake_in("momentum")
def steps_ahead_of_the_velocity(grad_f, theta0, lr, beta, steps):
    """theta moves by g + beta·v. That is Nesterov's method as the libraries write it, a good one; here theta moves by
    v alone.
    """
    path, v = [theta0], 0.0
    for _ in range(steps):
        g = grad_f(path[-1])
        v = beta * v + g
        path.append(path[-1] - lr * (g + beta * v))
    return np.array(path)


@mistake_in("momentum")
def moves_and_looks_afterwards(grad_f, theta0, lr, beta, steps):
    """The start is in the path twice, and the last place is missing. Does the step come before the velocity, or is a
    place kept before the step? Take the gradient, update v, step, then keep the place.
    """
    path, v = [theta0], 0.0
    for _ in range(steps):
        path.append(path[-1] - lr * v)
        v = beta * v + grad_f(path[-1])
    return np.array(path)


@mistake_in("momentum")
def rolls_two_coordinates(grad_f, theta0, lr, beta, steps):
    """It works for two coordinates and not for three. Nothing may depend on their number: v and theta move whole, as
    arrays.
    """
    path, vx, vy = [theta0], 0.0, 0.0
    for _ in range(steps):
        (x, y), (slope_x, slope_y) = path[-1], grad_f(path[-1])
        vx, vy = beta * vx + slope_x, beta * vy + slope_y
        path.append(np.array([x - lr * vx, y - lr * vy]))
    return np.array(path)


@mistake_in("momentum")
def rolls_the_first_two(grad_f, theta0, lr, beta, steps):
    """Only the first two coordinates move. theta may have any number of them: v and theta move whole, as arrays."""
    path = [np.array(theta0, dtype=float)]
    v = 0 * path[0]
    for _ in range(steps):
        g, theta = grad_f(path[-1]), path[-1].copy()
        for i in (0, 1):
            v[i] = beta * v[i] + g[i]
            theta[i] -= lr * v[i]
        path.append(theta)
    return np.array(path)


@mistake_in("momentum")
def wants_a_length(grad_f, theta0, lr, beta, steps):
    """This works for vectors, and theta0 may be a number or a matrix, too. Is its length asked for, or an entry? v may
    start as 0.0, whatever shape theta0 has.
    """
    path, v = [theta0], np.zeros(len(theta0))
    for _ in range(steps):
        v = beta * v + grad_f(path[-1])
        path.append(path[-1] - lr * v)
    return np.array(path)


@mistake_in("momentum")
def keeps_a_path_of_integers(grad_f, theta0, lr, beta, steps):
    """The path was put into an array of integers, which cuts off what comes after the point. Make it an array of
    floats.
    """
    path = np.zeros((steps + 1, *np.shape(theta0)), dtype=np.asarray(theta0).dtype)
    path[0], v = theta0, 0.0
    for t in range(steps):
        v = beta * v + grad_f(path[t])
        path[t + 1] = path[t] - lr * v
    return path


@mistake_in("classify")
def trusts_the_determinant(H):
    """Is it decided by the determinant, or by two of the eigenvalues? There may be more of them, and in a product two
    negative ones cancel. Look at each: np.any(e > small).
    """
    determinant = np.linalg.det(H)
    if abs(determinant) <= 1e-9 * np.max(np.abs(H)) ** len(H):
        return "undecided"
    if determinant < 0:
        return "saddle"
    return "minimum" if H[0, 0] > 0 else "maximum"


@mistake_in("classify")
def needs_one_sign_only(H):
    """A saddle has eigenvalues of both signs, one above *and* one below 0. Is it `or` where it should be `and`?"""
    e, small = _eigenvalues(H)
    return "saddle" if np.any(np.abs(e) > small) else "undecided"


@mistake_in("classify")
def takes_negative_ones_for_zeros(H):
    """A negative eigenvalue is no zero one: it is the size that counts, np.abs(e) <= small. Is abs missing?"""
    e, small = _eigenvalues(H)
    if np.any(e > small) and np.any(e < -small):
        return "saddle"
    return "undecided" if np.any(e <= small) else "minimum"


@mistake_in("classify")
def takes_zeros_for_negative_ones(H):
    """Is an eigenvalue that counts as zero taken for a negative one? Negative means e < -small, with a minus."""
    e, small = _eigenvalues(H)
    return "saddle" if np.any(e > small) and np.any(e < small) else _judged(e, small)


@mistake_in("classify")
def looks_at_the_diagonal(H):
    """The entries do not tell it: those on the diagonal say how f bends along the axes, and between the axes it may
    fall. Take the eigenvalues.
    """
    return _judged(np.diag(H), 1e-9 * np.max(np.abs(np.diag(H))))


@mistake_in("classify")
def calls_a_zero_a_saddle(H):
    """A zero eigenvalue makes no saddle: f is flat to second order that way, and may rise or fall. Without a second
    sign it is undecided.
    """
    e, small = _eigenvalues(H)
    if np.all(np.abs(e) > small):
        return _judged(e, small)
    return "saddle"


@mistake_in("classify")
def asks_for_exact_zeros(H):
    """What is computed is hardly ever exactly zero; rounding leaves something like 1e-17 of either sign. Count an
    eigenvalue as zero if it is at most 1e-9 of the largest.
    """
    return _judged(np.linalg.eigvalsh(H), 0.0)


@mistake_in("classify")
def compares_with_a_fixed_size(H):
    """Is 1e-9 compared with the eigenvalues themselves? Then a bowl measured in small units looks flat. Compare with
    1e-9 times the largest size.
    """
    return _judged(np.linalg.eigvalsh(H), 1e-9)


@mistake_in("classify")
def calls_flat_valleys_minima(H):
    """Eigenvalues that are zero or positive do not make a minimum yet, nor zero or negative ones a maximum: along the
    zero f may still fall, or rise. That is undecided.
    """
    e, small = _eigenvalues(H)
    if np.any(e > small) and np.any(e < -small):
        return "saddle"
    return "minimum" if np.all(e >= -small) else "maximum"


@mistake_in("classify")
def swaps_top_and_bottom(H):
    """Are minimum and maximum swapped? Positive eigenvalues mean that f bends up in every direction: a minimum."""
    e, small = _eigenvalues(H)
    return {"minimum": "maximum", "maximum": "minimum"}.get(_judged(e, small), _judged(e, small))


@mistake_in("classify")
def asks_for_zeros_first(H):
    """A zero eigenvalue changes nothing where there are eigenvalues of both signs: up one way and down another is a
    saddle. Ask for that first.
    """
    e, small = _eigenvalues(H)
    return "undecided" if np.any(np.abs(e) <= small) else _judged(e, small)


@mistake_in("classify")
def asks_for_less_than_small(H):
    """Is it < where it should be <=? In the zero matrix all sizes are 0, and so is the largest times 1e-9: 0 is at most
    0, but not less.
    """
    e, small = _eigenvalues(H)
    if np.any(e > small) and np.any(e < -small):
        return "saddle"
    if np.any(np.abs(e) < small):
        return "undecided"
    return "minimum" if np.any(e > small) else "maximum"


@mistake_in("classify")
def takes_all_zeros_for_a_minimum(H):
    """The zero matrix has all its eigenvalues at 0, and 0 is at most 1e-9 times the largest size, which is 0. Is it <
    where it should be <=? That is undecided.
    """
    e, small = _eigenvalues(H)
    return "minimum" if not np.any(e) else _judged(e, small)


@mistake_in("classify")
def forgets_the_size_of_negative_ones(H):
    """Is the largest sought without abs? The largest eigenvalue is not the one of largest size: with -4 and 0 it is 0,
    and nothing is small beside that.
    """
    e = np.linalg.eigvalsh(H)
    return _judged(e, 1e-9 * max(0.0, np.max(e)))


@mistake_in("careful_step")
def goes_on_from_the_failed_try(f, grad_f, theta, lr=1.0):
    """A try sets out from where the last one failed, with the gradient there. Every try is made from theta:
    new = theta - lr * g, with g taken once, at theta.
    """
    here = f(theta)
    for _ in range(60):  # it need not come to an end
        theta = theta - lr * grad_f(theta)
        if f(theta) < here:
            break
        lr = lr / 2
    return theta


@mistake_in("careful_step")
def adds_the_failed_tries_up(f, grad_f, theta, lr=1.0):
    """A try sets out from where the last one failed, so that the steps add up. Every try is made from theta itself:
    new = theta - lr * g.
    """
    here, g = f(theta), grad_f(theta)
    for _ in range(60):  # it need not come to an end
        theta = theta - lr * g
        if f(theta) < here:
            break
        lr = lr / 2
    return theta


@mistake_in("careful_step")
def moves_theta_with_the_try(f, grad_f, theta, lr=1.0):
    """Is it new = theta, and then new -= …? For arrays new is the same array as theta then, and both move. new = theta
    - lr * g makes a new one.
    """
    g, here = grad_f(theta), f(theta)
    while True:
        new = theta
        new -= lr * g
        if f(new) < here:
            return new
        lr = lr / 2


@mistake_in("careful_step")
def returns_where_it_stood(f, grad_f, theta, lr=1.0):
    """That is theta, where you stood. Return the place that was tried, the first with a smaller f."""
    return theta + 0.0


@mistake_in("careful_step")
def halves_once(f, grad_f, theta, lr=1.0):
    """That is the second try, and f is no smaller there. Is lr halved once only, or is a try compared with the one
    before it? Go on halving until f is smaller than at theta.
    """
    g = grad_f(theta)
    if not f(theta - lr * g) < f(theta):
        lr = lr / 2
    return theta - lr * g


@mistake_in("careful_step")
def takes_the_gradient_at_the_try(f, grad_f, theta, lr=1.0):
    """Is the gradient taken at a try that failed? All tries set out from theta along the same g: take it once, before
    the loop.
    """
    trial = theta - lr * grad_f(theta)
    for _ in range(60):  # it need not come to an end
        if f(trial) < f(theta):
            break
        lr = lr / 2
        trial = theta - lr * grad_f(trial)
    return trial


@mistake_in("careful_step")
def steps_back_with_another_gradient(f, grad_f, theta, lr=1.0):
    """Does it step back with the gradient at the try? That is another one than led there, and does not lead back. Keep
    theta, and give the try a name of its own.
    """
    here = f(theta)
    while True:
        theta = theta - lr * grad_f(theta)
        if f(theta) < here:
            return theta
        theta = theta + lr * grad_f(theta)
        lr = lr / 2


@mistake_in("careful_step")
def tries_uphill(f, grad_f, theta, lr=1.0):
    """Is it theta + lr·g? The gradient points uphill, so the tries go the wrong way. Subtract it."""
    g = grad_f(theta)
    for _ in range(60):  # uphill it need not come to an end
        if f(theta + lr * g) < f(theta):
            break
        lr = lr / 2
    return theta + lr * g


@mistake_in("careful_step")
def takes_the_first_try(f, grad_f, theta, lr=1.0):
    """Is the first step taken, whatever it leads to? Or are the places compared? Compare f there with f at theta, and
    halve lr while it is not smaller.
    """
    return theta - lr * grad_f(theta)


@mistake_in("careful_step")
def returns_the_learning_rate(f, grad_f, theta, lr=1.0):
    """That is the learning rate that was found. Return the place where it leads."""
    return _careful(f, grad_f, theta, lr)


@mistake_in("careful_step")
def halves_before_the_first_try(f, grad_f, theta, lr=1.0):
    """The rate is halved once too often: the first try has the whole lr. Is it halved before the comparison?"""
    return theta - _careful(f, grad_f, theta, lr / 2) * grad_f(theta)


@mistake_in("careful_step")
def halves_once_more(f, grad_f, theta, lr=1.0):
    """Is lr halved once more after the try that succeeded? That try is the one to return."""
    return theta - _careful(f, grad_f, theta, lr) / 2 * grad_f(theta)


@mistake_in("careful_step")
def looks_for_the_best_try(f, grad_f, theta, lr=1.0):
    """This goes on to look for the lowest of all tries. Take the first that is lower than theta: that is cheaper, and
    enough.
    """
    places = [theta - lr / 2**k * grad_f(theta) for k in range(40)]
    return min(places, key=f)


@mistake_in("careful_step")
def compares_gradients(f, grad_f, theta, lr=1.0):
    """This halves until the gradient gets shorter. Downhill means that f gets smaller: compare f."""
    g = grad_f(theta)
    rates = lr / 2.0 ** np.arange(60)
    shorter = (r for r in rates if np.linalg.norm(grad_f(theta - r * g)) < np.linalg.norm(g))
    return theta - next(shorter, 0.0) * g


@mistake_in("careful_step")
def divides_by_ten(f, grad_f, theta, lr=1.0):
    """The rate shrinks too fast. Halve it from try to try."""
    g = grad_f(theta)
    while not f(theta - lr * g) < f(theta):
        lr = lr / 10
    return theta - lr * g


@mistake_in("careful_step")
def asks_for_a_large_fall(f, grad_f, theta, lr=1.0):
    """f falls at that try, and this asks for more: a fall in proportion to lr and the slope, as Armijo's rule does.
    Here any fall will do.
    """
    g = np.asarray(grad_f(theta))
    while not f(theta - lr * g) <= f(theta) - 0.5 * lr * np.sum(g * g):
        lr = lr / 2
    return theta - lr * g


@mistake_in("careful_step")
def takes_a_try_as_high(f, grad_f, theta, lr=1.0):
    """At that try f is just as large as at theta, not smaller. Go on halving there."""
    g = grad_f(theta)
    while f(theta - lr * g) > f(theta):
        lr = lr / 2
    return theta - lr * g


@mistake_in("fit_line")
def sums_instead_of_averaging(x, y, lr=0.1, steps=500):
    """This is the gradient of the sum of squares, so the step grows with the number of points. Divide by n: use the
    mean.
    """
    return _fit(x, y, lr * len(x), steps)


@mistake_in("fit_line")
def forgets_b(x, y, lr=0.1, steps=500):
    """b stays where it was, so the line goes through the origin. b has a slope of its own, and moves along it."""
    return _fit(x, y, lr, steps, moves_b=0)


@mistake_in("fit_line")
def moves_w_before_b(x, y, lr=0.1, steps=500):
    """w moved before the slope for b was taken. Both slopes belong to one place: compute both, then move both."""
    w, b = 0.0, 0.0
    for _ in range(steps):
        w = w - lr * 2 * np.mean((w * x + b - y) * x)
        b = b - lr * 2 * np.mean(w * x + b - y)
    return w, b


@mistake_in("fit_line")
def loses_the_two(x, y, lr=0.1, steps=500):
    """The 2 is missing, so that each step is half as long as it should be: the slope of a square r² is 2r."""
    return _fit(x, y, lr / 2, steps)


@mistake_in("fit_line")
def leaves_lr_out(x, y, lr=0.1, steps=500):
    """The learning rate is missing: the step is lr times the slope."""
    return _fit(x, y, 1.0, steps)


@mistake_in("fit_line")
def climbs_the_loss(x, y, lr=0.1, steps=500):
    """The loss grows: a sign is turned round. The residual is w·x + b - y, and the step goes against the slope."""
    return _fit(x, y, -lr, steps)


@mistake_in("fit_line")
def swaps_w_and_b(x, y, lr=0.1, steps=500):
    """w and b have changed places. Return w first, then b. Or is it b that moves by the mean of r·x? That is the slope
    of w.
    """
    return _fit(x, y, lr, steps)[::-1]


@mistake_in("fit_line")
def divides_by_n_twice(x, y, lr=0.1, steps=500):
    """The steps are n times too short: np.mean divides by n already, so there is no 2/n before it, but a 2."""
    return _fit(x, y, lr / len(x), steps)


@mistake_in("fit_line")
def has_a_rate_of_its_own(x, y, lr=0.1, steps=500):
    """Is it still on its way, or beyond all bounds? The rate is lr, which whoever calls it may choose. Is there a
    number of your own in its place?
    """
    return _fit(x, y, 0.1, steps)


@mistake_in("fit_line")
def squares_the_residuals(x, y, lr=0.1, steps=500):
    """Are the residuals squared in the slopes? The loss has squares. The slope of r² is 2r, without one."""
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = (w * x + b - y) ** 2
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b


@mistake_in("fit_line")
def takes_one_step_more(x, y, lr=0.1, steps=500):
    """That is one step too many: make exactly `steps` of them."""
    return _fit(x, y, lr, steps + 1)


@mistake_in("fit_line")
def takes_one_step_too_few(x, y, lr=0.1, steps=500):
    """Is it one step too few? range(1, steps) has steps - 1 rounds; range(steps) has `steps`."""
    return _fit(x, y, lr, max(0, steps - 1))


@mistake_in("fit_line")
def takes_the_residuals_once(x, y, lr=0.1, steps=500):
    """Are the residuals computed once, before the loop? They change with w and b: compute r anew in each round."""
    r = 0.0 * x - y
    return -steps * lr * 2 * np.mean(r * x), -steps * lr * 2 * np.mean(r)


@mistake_in("fit_line")
def knows_the_answer_already(x, y, lr=0.1, steps=500):
    """That is the best line, not where so few steps lead. Is it computed at once, or does the loop not count `steps`?
    The exercise is the way there: `steps` steps of descent from (0, 0).
    """
    w, b = np.polyfit(x, y, 1)
    return w, b


@mistake_in("fit_line")
def forgets_x_in_the_slope(x, y, lr=0.1, steps=500):
    """w and b get the same slope here. Each residual counts for w in proportion to its x: average r·x."""
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r), b - lr * 2 * np.mean(r)
    return w, b


@mistake_in("fit_line")
def forgets_the_mean(x, y, lr=0.1, steps=500):
    """w and b are one number each, and here there is one for each point. A slope of the loss is one number, too: the
    mean over all points, np.mean.
    """
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * r * x, b - lr * 2 * r
    return w, b


@mistake_in("fit_line")
def divides_by_n_and_does_not_add(x, y, lr=0.1, steps=500):
    """w and b are one number each, and here there is one for each point. Divided by n they are, but not added up:
    np.mean does both.
    """
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = (w * x + b - y) / len(x)
        w, b = w - lr * 2 * r * x, b - lr * 2 * r
    return w, b


@mistake_in("fit_line")
def returns_the_path(x, y, lr=0.1, steps=500):
    """That is the whole path. Here only its end is asked for: return the last w and b."""
    return [_fit(x, y, lr, t) for t in range(steps + 1)]


@mistake_in("fit_line")
def returns_after_one_step(x, y, lr=0.1, steps=500):
    """That is where the first step leads. Does a return stand inside the loop, which ends it in its first round? Or
    does each round begin at 0 again?
    """
    return _fit(x, y, lr, min(1, steps))


@mistake_in("order_of_a_round")
def moves_with_the_old_velocity():
    """The ball moves before the velocity has the new gradient in it, so that the first move goes nowhere. Gradient,
    velocity, move.
    """
    return "BEACD"


@mistake_in("order_of_a_round")
def looks_when_it_has_moved():
    """The walk looks for the end only after the move, so it makes one move too many. Where the gradient is short
    enough, the ball must not move any more.
    """
    return "BCADE"


@mistake_in("order_of_a_round")
def breaks_off_between_move_and_path():
    """The round can break off after the move and before the new place is kept: then the ball stands where the path does
    not end. Ask before the move.
    """
    return "BCAED"


@mistake_in("order_of_a_round")
def uses_a_gradient_that_is_not_there():
    """In the first round there is no g before `g = grad_f(theta)` has run. Lines that use g come after it."""
    return "EBCAD"


@mistake_in("order_of_a_round")
def keeps_the_place_that_it_leaves():
    """The start is kept twice, and the place where the walk stops not at all. A round takes the gradient and the
    velocity, moves, and then keeps where it is.
    """
    return "BECDA"


@mistake_in("order_of_a_round")
def keeps_the_start_twice():
    """The start stands in the path twice: the first round keeps a place before the ball has gone anywhere. First the
    gradient and the velocity, then the move, then the path.
    """
    return "DBECA"


@mistake_in("order_of_a_round")
def moves_first_and_looks_afterwards():
    """The first move goes nowhere, since the velocity does not have the gradient in it yet. And the walk looks for the
    end after the move, so it makes a move too many. Both belong before the move.
    """
    return "BACDE"


@mistake_in("order_of_a_round")
def moves_first_and_breaks_off_before_the_path():
    """The first move goes nowhere, since the velocity does not have the gradient in it yet. And a round can end between
    the move and the path, so that the last place is missing there.
    """
    return "BACED"


@mistake_in("order_of_a_round")
def keeps_the_place_and_looks_after_the_move():
    """A round keeps the place before the ball moves, so the start stands in the path twice and the last place is
    missing. And the look for the end comes after the move.
    """
    return "BCDAE"


@mistake_in("order_of_a_round")
def keeps_the_place_and_moves_with_the_old_velocity():
    """The start stands in the path three times: a round keeps the place before the move, and the first move goes
    nowhere. And the look for the end comes after the move.
    """
    return "BDACE"


@mistake_in("order_of_a_round")
def keeps_the_place_and_moves_in_vain():
    """The start stands in the path three times: a round keeps the place before it moves, and the first move has no
    velocity yet. The last place is in the path, but only because the end kept it.
    """
    return "BDEAC"


@mistake_in("order_of_a_round")
def keeps_the_place_after_the_look():
    """The start stands in the path three times, and the last place is missing: a round keeps the place before it moves,
    and the first move goes nowhere. Gradient, velocity, move, path.
    """
    return "BEDAC"


@mistake_in("order_of_a_round")
def keeps_and_moves_before_it_has_a_gradient():
    """The first round keeps the place and moves before there is a gradient: the ball stays, and the start stands in the
    path three times. The gradient comes first.
    """
    return "DABCE"


@mistake_in("rates_of_the_curves")
def takes_curve_a_for_the_best_rate():
    """Curve A falls fast only at first. At 0.4 both factors have the size 0.6, so each step leaves 0.36 of the loss, to
    the end.
    """
    return _rates() | {"A": 0.4}


@mistake_in("rates_of_the_curves")
def takes_curve_a_for_the_small_rate():
    """At 0.02 a step leaves 0.98 of x and 0.92 of y: no step takes away much. Curve A falls by more than half within
    five steps, and is slow after that.
    """
    return _rates() | {"A": 0.02}


@mistake_in("rates_of_the_curves")
def takes_curve_a_for_the_largest_rate():
    """Curve A falls all the way. At 0.52 a step multiplies y by -1.08, so the loss grows in the end."""
    return _rates() | {"A": 0.52}


@mistake_in("rates_of_the_curves")
def takes_curve_b_for_the_best_rate():
    """Curve B rises in the end. At 0.4 both factors have the size 0.6, so the loss falls at each step."""
    return _rates() | {"B": 0.4}


@mistake_in("rates_of_the_curves")
def takes_curve_b_for_a_rate_below_the_limit():
    """Curve B rises in the end, so one factor is larger than 1 in size. At 0.49 it is 1 - 4·0.49 = -0.96: that still
    shrinks.
    """
    return _rates() | {"B": 0.49}


@mistake_in("rates_of_the_curves")
def takes_curve_b_for_the_small_rate():
    """Curve B rises in the end. A small rate is slow, and on this bowl it never goes up."""
    return _rates() | {"B": 0.02}


@mistake_in("rates_of_the_curves")
def takes_curve_c_for_the_best_rate():
    """At 0.4 a step leaves 0.36 of the loss. Curve C is the slow one: five steps leave more than half."""
    return _rates() | {"C": 0.4}


@mistake_in("rates_of_the_curves")
def takes_curve_c_for_the_nearly_too_large_rate():
    """Slow at the end are both. But at 0.49, after five steps, next to nothing of x is left, and two thirds of y's
    share of the loss: 3.0 in all. Curve C is still at 4.5.
    """
    return _rates() | {"C": 0.49}


@mistake_in("rates_of_the_curves")
def takes_curve_c_for_the_largest_rate():
    """Curve C falls all the way. At 0.52 a step multiplies y by -1.08, and the loss grows in the end."""
    return _rates() | {"C": 0.52}


@mistake_in("rates_of_the_curves")
def takes_the_small_rate_for_the_fastest():
    """At 0.02 a step leaves 0.98 of x. Curve D falls fastest of all."""
    return _rates() | {"D": 0.02}


@mistake_in("rates_of_the_curves")
def takes_the_largest_rate_for_the_fastest():
    """Larger is not always faster: at 0.52 a step multiplies y by -1.08, and the loss grows. For curve D both factors
    must be well below 1 in size.
    """
    return _rates() | {"D": 0.52}


@mistake_in("rates_of_the_curves")
def takes_the_largest_rate_below_the_limit_for_the_fastest():
    """The fastest is not the largest rate below the limit: at 0.49 a step leaves -0.96 of y. Which rate makes the
    larger of both factors as small as can be?
    """
    return _rates() | {"D": 0.49}


@mistake_in("swing")
def rolls_too_tired():
    """The ball never gets over the hilltop. beta is the share of its velocity that it keeps in a step: try a larger
    one, or a larger lr.
    """
    return 0.1, 0.5


@mistake_in("swing")
def comes_back():
    """The ball has been over the hilltop, and had enough speed left to come back. Try a beta a little smaller, so that
    it loses more of it in the deeper valley; if lr is above 0.5, a smaller lr.
    """
    return 0.2, 0.94


@mistake_in("swing")
def does_without_momentum():
    """beta is the share of the velocity that the ball keeps, so it has to be above 0, and below 1. Without momentum
    only a hop over the hill by luck gets there, and that does not count.
    """
    return 0.431, 0


@mistake_in("swing")
def hops_without_momentum():
    """With this lr a ball hops over the hill even without momentum, by luck: its steps are that long. Take a smaller
    lr, and let beta carry it over.
    """
    return 0.431, 1e-9


@mistake_in("swing")
def never_tires():
    """After 300 steps the ball is not at rest. With beta near 1 it swings on; with a tiny lr it is still on its way;
    with a large one it hops to and fro. Which is it?
    """
    return 0.1, 0.99


@mistake_in("swing")
def swings_out_of_bounds():
    """The ball leaves all bounds: its steps are too long for such steep slopes, or it gains speed. Take a smaller lr,
    and a beta below 1.
    """
    return 0.5, 0.9


@mistake_in("swing")
def goes_up_the_hill():
    """lr is the length of a step downhill per slope, so it is above 0. A negative one climbs."""
    return -0.1, 0.9


@mistake_in("swing")
def gives_one_number_only():
    """That is one number. Return two, the learning rate and then beta: return lr, beta."""
    return 0.1


def _walk(grad_f, theta, rates):
    path = [np.array(theta, dtype=float)]
    for lr in rates:
        path.append(path[-1] - lr * grad_f(path[-1]))
    return np.array(path)


def _walk_until(flat, grad_f, theta, lr, max_steps, is_lost=lambda theta: not np.all(np.isfinite(theta))):
    for taken in range(max_steps):
        g = grad_f(theta)
        if flat(g):
            return theta, taken
        theta = theta - lr * g
        if is_lost(theta):
            raise RuntimeError("diverged")
    return theta, max_steps


def _require_finite(theta):
    if not np.all(np.isfinite(theta)):
        raise RuntimeError("diverged")


def _roll(grad_f, theta0, lr, steps, velocity, v=0.0):
    path = [theta0]
    for _ in range(steps):
        v = velocity(v, grad_f(path[-1]))
        path.append(path[-1] - lr * v)
    return np.array(path)


def _eigenvalues(H):
    e = np.linalg.eigvalsh(H)
    return e, 1e-9 * np.max(np.abs(e))


def _judged(e, small):
    up, down = np.any(e > small), np.any(e < -small)
    if up and down:
        return "saddle"
    if np.any(np.abs(e) <= small):
        return "undecided"
    return "minimum" if up else "maximum"


def _careful(f, grad_f, theta, lr):
    g = grad_f(theta)
    while not f(theta - lr * g) < f(theta):
        lr = lr / 2
    return lr


def _fit(x, y, lr, steps, moves_b=1):
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        w, b = w - lr * 2 * np.mean(r * x), b - moves_b * lr * 2 * np.mean(r)
    return w, b


def _rates():
    return {"A": 0.49, "B": 0.52, "C": 0.02, "D": 0.4}
