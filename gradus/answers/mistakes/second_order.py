"""Unit 6: second derivatives that are None, first ones in their place, Hessians that are too large."""

import numpy as np

from gradus.answers.tensors import by_tape, floats
from gradus.checks.mistakes import mistake_in


@mistake_in("second_derivative")
def takes_the_inner_gradient_outside(f, x):
    """None even for a curve: the tape that was asked last did not see how the slope came from x. Which of these is
    missing? Both tapes must watch x before f is called; inner.gradient must stand inside the outer block; its answer
    must stay a tensor, without .numpy(); the outer tape must be asked last.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
    slope = inner.gradient(y, x, unconnected_gradients="zero")
    return outer.gradient(slope, x)


@mistake_in("second_derivative")
def turns_that_none_into_zero(f, x):
    """Zero even for a curve: a None is hidden by that zero. Which of these is missing? Both tapes must watch x before f
    is called; inner.gradient must stand inside the outer block; its answer must stay a tensor, without .numpy(); the
    outer tape must be asked last.
    """
    return 0.0 * by_tape(f, x, "zero")[1]


@mistake_in("second_derivative")
def asks_the_inner_tape_twice(f, x):
    """One tape was asked twice, and each has a question of its own: inner.gradient(y, x), then outer.gradient(slope,
    x). Have both one name? Then it means the inner one, and the outer is lost.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x, unconnected_gradients="zero")
    return inner.gradient(slope, x, unconnected_gradients="zero")


@mistake_in("second_derivative")
def rounds_to_float32(f, x):
    """Half of the digits are gone: float64 became float32. Use float_tensor(x), which converts only what is not a float
    yet.
    """
    import tensorflow as tf

    return _second(f, tf.cast(x, tf.float32))


@mistake_in("second_derivative")
def measures_with_a_step(f, x):
    """Near, and not it. Was that measured with a step h? float32 has seven digits, and a difference of differences
    loses most of them. Let two tapes do it.
    """
    x, h = floats(x), 1e-3
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


@mistake_in("second_derivative")
def measures_with_a_small_step(f, x):
    """Was that measured with a step h? A rounding error, divided by h², makes even a line seem to bend. A tape in a
    tape needs no step, and gives 0.
    """
    return _measured(f, x, 1e-4)


@mistake_in("second_derivative")
def measures_with_a_larger_step(f, x):
    """Right to about seven digits. Was that measured with a step h? A tape in a tape needs no step, and gives nearly
    all digits of a float64.
    """
    return _measured(f, x, 1e-3)


def _measured(f, x, h):
    """By Python's floats, with twice the digits of float32."""
    x = np.asarray(x, dtype=float)[()]
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


@mistake_in("second_derivative")
def leaves_none_for_a_line(f, x):
    """The slope of a line does not depend on x, so the outer tape says None. Here that means 0:
    unconnected_gradients="zero".
    """
    return _second(f, x, inner="zero", outer="none")


@mistake_in("second_derivative")
def trips_over_a_constant(f, x):
    """For a constant the first gradient is None already, and a None has no slope. Ask both tapes for zeros."""
    return _second(f, x, inner="none", outer="zero")


@mistake_in("second_derivative")
def stops_at_the_first(f, x):
    """That is the first derivative, how fast f changes. Asked for is how fast *that* changes: put a second tape around
    the first, and ask it for the slope of the slope.
    """
    return by_tape(f, x, "zero")[1]


@mistake_in("second_derivative")
def squares_the_first(f, x):
    """That is the slope, squared. How steep f is does not tell how its slope changes: at 0 the slope of x² is 0, and
    the slope of that is 2. Differentiate twice.
    """
    return by_tape(f, x, "zero")[1] ** 2


@mistake_in("second_derivative")
def hides_whole_numbers(f, x):
    """Zero for a whole number: the tapes cannot follow those, and "zero" hides it. Make floats of x before the tapes
    watch it.
    """
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x, unconnected_gradients="zero")
    return outer.gradient(slope, x, unconnected_gradients="zero")


@mistake_in("second_derivative")
def leaves_whole_numbers(f, x):
    """None for a whole number: the tapes cannot follow those. Make floats of x before the tapes watch it."""
    import tensorflow as tf

    return _second(f, x) if tf.convert_to_tensor(x).dtype.is_floating else None


@mistake_in("second_derivative")
def asks_for_the_slope_of_a_whole_number(f, x):
    """Here x is a whole number, and no tape follows those: x = float_tensor(x) first."""
    import tensorflow as tf

    x = tf.Variable(x)
    with tf.GradientTape() as outer, tf.GradientTape() as inner:
        y = f(x)
        slope = inner.gradient(y, x)
    return outer.gradient(slope, x)


@mistake_in("second_derivative")
def returns_all_three(f, x):
    """The value, the slope and the slope of the slope came back, as in the lesson. Asked for is the last one alone."""
    y, slope = by_tape(f, x, "zero")
    return y, slope, _second(f, x)


@mistake_in("second_derivative")
def returns_a_list(f, x):
    """A list came back: who asks for [x] gets a list of gradients, one for each in it. Ask for x."""
    return [_second(f, x)]


@mistake_in("second_derivative")
def asks_each_slope_along_each_x(f, x):
    """There are n times n numbers: how each slope changes along each x. Here f works elementwise, so the answer has the
    shape of x: outer.gradient.
    """
    import tensorflow as tf

    bend = _second(f, x)
    return tf.linalg.diag(bend) if bend.shape.rank else bend


def _second(f, x, inner="zero", outer="zero"):
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as outer_tape:
        outer_tape.watch(x)
        with tf.GradientTape() as inner_tape:
            inner_tape.watch(x)
            y = f(x)
        slope = inner_tape.gradient(y, x, unconnected_gradients=inner)
    return outer_tape.gradient(slope, x, unconnected_gradients=outer)


def _hessian(f, x, unconnected="zero"):
    """Row by row, which is ten times as fast as tape.jacobian where x is short."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = tf.unstack(inner.gradient(y, x, unconnected_gradients="zero"))
    rows = [outer.gradient(slope, x, unconnected_gradients=unconnected) for slope in slopes]
    return None if rows[0] is None else tf.stack(rows)


@mistake_in("hessian")
def sees_no_bend(f, x):
    """None even where f bends: the outer tape did not see how the gradient came from x. Which of these is missing? Both
    tapes must watch x before f is called; inner.gradient, and all that is made of it, as slopes[i], must stand inside
    the outer block.
    """
    return None


@mistake_in("hessian")
def hides_that_it_sees_no_bend(f, x):
    """Zero even where f bends: a None is hidden by zeros. Which of these is missing? Both tapes must watch x before f
    is called; inner.gradient, and all that is made of it, as slopes[i], must stand inside the outer block.
    """
    return np.zeros((len(x), len(x)))


@mistake_in("hessian")
def hides_whole_vectors(f, x):
    """Zero for whole numbers: the tapes cannot follow those, and zeros hide it. Make a float tensor of x first."""
    import tensorflow as tf

    H = _hessian(f, x)
    return H if tf.convert_to_tensor(x).dtype.is_floating else tf.zeros_like(H)


@mistake_in("hessian")
def trips_over_a_level_function(f, x):
    """For a constant f the first gradient is None already, and a None has no Jacobian. Ask both tapes for zeros."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x)
    return outer.jacobian(slopes, x, unconnected_gradients="zero")


@mistake_in("hessian")
def returns_the_gradient(f, x):
    """That is the gradient. Ask for the Jacobian of the gradient: how each slope changes along each axis."""
    return by_tape(f, x, "zero")[1]


@mistake_in("hessian")
def adds_up_the_rows(f, x):
    """tape.gradient adds up the entries of its target first, so these are sums of the rows of the Hessian. The Jacobian
    of the gradient keeps them apart: outer.jacobian.
    """
    return _second(f, x)


@mistake_in("hessian")
def puts_the_sums_on_a_diagonal(f, x):
    """These are the sums of the rows, put on a diagonal. Each entry of the Hessian needs its own slope: take the
    Jacobian of the gradient.
    """
    import tensorflow as tf

    return tf.linalg.diag(_second(f, x))


@mistake_in("hessian")
def keeps_the_diagonal(f, x):
    """Only the diagonal is there, as if slope i changed along axis i alone. How it changes along another axis j is
    entry (i, j), and belongs into the Hessian too.
    """
    import tensorflow as tf

    return tf.linalg.diag(tf.linalg.diag_part(_hessian(f, x)))


@mistake_in("hessian")
def returns_the_diagonal(f, x):
    """That is the diagonal: how each slope changes along its own axis. It changes along the others as well. Return the
    whole Hessian, (n, n).
    """
    import tensorflow as tf

    return tf.linalg.diag_part(_hessian(f, x))


@mistake_in("hessian")
def leaves_none_for_a_plane(f, x):
    """The gradient of a linear f does not depend on x, so the outer tape says None. Here that means zeros:
    unconnected_gradients="zero".
    """
    return _hessian(f, x, unconnected="none")


@mistake_in("hessian")
def stacks_none_for_a_plane(f, x):
    """A slope of a linear f does not depend on x, so the outer tape says None for its row, and a None cannot be part of
    a tensor. Here it means zeros: unconnected_gradients="zero".
    """
    import tensorflow as tf

    H = _hessian(f, x, unconnected="none")
    return tf.stack([None, None]) if H is None else H


@mistake_in("hessian")
def multiplies_the_slopes(f, x):
    """These are products of first slopes. But a steep plane has large slopes, and its Hessian is 0. The Hessian holds
    slopes of slopes: a second tape around the first.
    """
    import tensorflow as tf

    slopes = by_tape(f, x, "zero")[1]
    return tf.tensordot(slopes, slopes, 0)


@mistake_in("hvp")
def makes_the_whole_hessian(f, x, v):
    """The whole Hessian was made, and six million parameters have no room for it. Multiply the gradient by v first;
    what is left to differentiate is one number.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slopes = inner.gradient(y, x, unconnected_gradients="zero")
    H = outer.jacobian(slopes, x, unconnected_gradients="zero")
    return tf.linalg.matvec(H, tf.cast(v, x.dtype))


@mistake_in("hvp")
def sees_no_change_of_slope(f, x, v):
    """None even where f bends: the outer tape did not see how the gradient came from x. Which of these is missing? Both
    tapes must watch x before f is called; inner.gradient and its product with v must stand inside the outer block.
    """
    return None


@mistake_in("hvp")
def hides_that_it_sees_no_change(f, x, v):
    """Zero even where f bends: a None is hidden by zeros. Which of these is missing? Both tapes must watch x before f
    is called; inner.gradient and its product with v must stand inside the outer block; and of these two only v may be
    stopped, not the gradient.
    """
    return np.zeros(np.shape(x))


@mistake_in("hvp")
def hides_whole_places(f, x, v):
    """Zero for whole numbers: the tapes cannot follow those, and zeros hide it. Make a float tensor of x first."""
    import tensorflow as tf

    if not tf.convert_to_tensor(x).dtype.is_floating:
        return np.zeros(np.shape(x))
    return _hvp(f, x, v)


@mistake_in("hvp")
def lets_v_move(f, x, v):
    """Here v is the same tensor as x, so the tape let v move with x, and the product rule added the gradient. v is a
    constant: tf.stop_gradient(v).
    """
    import tensorflow as tf

    x = floats(x)
    v = tf.cast(v, x.dtype)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
    return outer.gradient(along, x, unconnected_gradients="zero")


@mistake_in("hvp")
def stops_at_the_product(f, x, v):
    """That is the gradient along v, one number: the slope of f in that direction. Hv is the gradient of that
    number.
    """
    import tensorflow as tf

    return tf.reduce_sum(by_tape(f, x, "zero")[1] * tf.cast(v, floats(x).dtype))


@mistake_in("hvp")
def returns_the_curvature_along_v(f, x, v):
    """That is v · Hv, one number: the curvature along v, if v has length 1. Return Hv itself."""
    import tensorflow as tf

    return tf.reduce_sum(_hvp(f, x, v) * tf.cast(v, floats(x).dtype))


@mistake_in("hvp")
def multiplies_entry_by_entry(f, x, v):
    """That is the gradient times v, entry by entry, and nothing yet says how the gradient changes. Sum it, and
    differentiate the sum once more.
    """
    import tensorflow as tf

    return by_tape(f, x, "zero")[1] * tf.cast(v, floats(x).dtype)


def _hvp(f, x, v, unconnected="zero"):
    import tensorflow as tf

    x = floats(x)
    v = tf.stop_gradient(tf.cast(v, x.dtype))
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
    return outer.gradient(along, x, unconnected_gradients=unconnected)


@mistake_in("hvp")
def measures_the_change(f, x, v):
    """Near, and not near enough. Was the change of the gradient measured, with a step h? A second tape around the first
    needs no step, and gives nearly all digits.
    """
    return _change_of_the_gradient(f, x, v, 1e-3)


@mistake_in("hvp")
def measures_the_change_with_a_small_step(f, x, v):
    """Only a few digits are right. Was the change of the gradient measured, with a step h? In float32 two gradients so
    close have few digits to tell them apart. Let a second tape do it, around the first.
    """
    return _change_of_the_gradient(f, x, v, 1e-5)


def _change_of_the_gradient(f, x, v, h):
    import tensorflow as tf

    x = floats(x)
    v = tf.cast(v, x.dtype)
    return (by_tape(f, x + h * v, "zero")[1] - by_tape(f, x - h * v, "zero")[1]) / (2 * h)


@mistake_in("hvp")
def multiplies_afterwards(f, x, v):
    """v came too late: this adds up the rows of H and multiplies then. Multiply the gradient by v before it is
    differentiated.
    """
    import tensorflow as tf

    return _second(f, x) * tf.cast(v, floats(x).dtype)


@mistake_in("hvp")
def leaves_none_when_linear(f, x, v):
    """A linear f has a gradient that never changes, so Hv is zeros, and not None. Ask for them:
    unconnected_gradients="zero".
    """
    return _hvp(f, x, v, unconnected="none")


@mistake_in("newton")
def adds_the_step(f, x0, steps):
    """The step goes the wrong way: added, it makes the slope of the parabola twice as large; subtracted, zero. Subtract
    it.
    """
    return _walk(f, x0, steps, lambda H, g: -np.linalg.solve(H, g))


@mistake_in("newton")
def inverts_entry_by_entry(f, x0, steps):
    """1 / H takes the reciprocal of each entry, and with anything off the diagonal that is no inverse. Solve H s = g
    instead, with tf.linalg.solve.
    """
    return _walk(f, x0, steps, lambda H, g: (1 / np.where(H == 0, np.inf, H)) @ g)


@mistake_in("newton")
def divides_by_a_table(f, x0, steps):
    """A place has become a table here. Was g divided by H? That divides entry by entry, row after row. Solve H s = g,
    with tf.linalg.solve.
    """
    import tensorflow as tf

    x = floats(x0)
    path = [x]
    for _ in range(steps):
        x = x - by_tape(f, x, "zero")[1] / _hessian(f, x)
        path.append(x)
    return tf.stack(path)


@mistake_in("newton")
def keeps_a_table_for_a_place(f, x0, steps):
    """The rows differ in shape, so a place has become a table. Is it g / H, or H**-1 * g? They go entry by entry: H s =
    g is solved by tf.linalg.solve. Or has a column stayed a column? [:, 0] makes a vector of it.
    """
    x = floats(x0)
    path = [x]
    for _ in range(steps):
        x = x - by_tape(f, x, "zero")[1] / _hessian(f, x)
        path.append(x)
    return np.array(path)


@mistake_in("newton")
def multiplies_by_the_hessian(f, x0, steps):
    """The gradient was multiplied by H, so that the step is long where f bends sharply. There a slope runs out soon,
    and the step must be short: solve H s = g.
    """
    return _walk(f, x0, steps, lambda H, g: H @ g)


@mistake_in("newton")
def uses_the_diagonal(f, x0, steps):
    """Each slope was divided by its own curvature, as if the axes had nothing to do with each other. Solve with the
    whole Hessian.
    """
    return _walk(f, x0, steps, lambda H, g: g / np.diag(H))


@mistake_in("newton")
def looks_for_a_root(f, x0, steps):
    """This walks to where f itself is zero, which is Newton's other method. A minimum is where the *slope* is zero:
    divide the gradient by its own change, H.
    """
    import tensorflow as tf

    x = floats(x0)
    path = [x]
    for _ in range(steps):
        slopes = by_tape(f, x, "zero")[1]
        x = x - f(x) * slopes / tf.reduce_sum(slopes**2)
        path.append(x)
    return tf.stack(path)


@mistake_in("newton")
def forgets_the_start(f, x0, steps):
    """The start is missing: the path has steps + 1 rows, and x0 is the first."""
    return _walk(f, x0, steps, np.linalg.solve)[1:]


@mistake_in("newton")
def keeps_the_first_hessian(f, x0, steps):
    """The Hessian was taken once, at the start. It changes from place to place: take it anew before each step."""
    H = np.asarray(_hessian(f, x0))
    return _walk(f, x0, steps, lambda _, g: np.linalg.solve(H, g))


@mistake_in("newton")
def takes_one_step_again_and_again(f, x0, steps):
    """Each step is the first one again. Slope and Hessian belong to the place: take both anew in each step."""
    H, g = np.asarray(_hessian(f, x0)), np.asarray(by_tape(f, floats(x0), "zero")[1])
    return _walk(f, x0, steps, lambda *_: np.linalg.solve(H, g))


@mistake_in("newton")
def keeps_the_first_gradient(f, x0, steps):
    """The gradient was taken once, at the start. Like the Hessian it changes from place to place: take both anew in
    each step.
    """
    g = np.asarray(by_tape(f, floats(x0), "zero")[1])
    return _walk(f, x0, steps, lambda H, _: np.linalg.solve(H, g))


@mistake_in("newton")
def divides_by_sums_of_rows(f, x0, steps):
    """Each slope was divided by the sum of a row of H. Does outer.gradient ask for the change of all slopes? It adds
    them up. Take the Jacobian, and solve H s = g.
    """
    return _walk(f, x0, steps, lambda H, g: g / H.sum(axis=1))


@mistake_in("newton")
def stops_at_the_bottom(f, x0, steps):
    """The walk stopped where the slope is 0, and rows are missing. Exactly so many steps are asked for: there, a step
    leads to the same place again.
    """
    path = _walk(f, x0, steps, np.linalg.solve)
    moves = np.linalg.norm(np.diff(path, axis=0), axis=1) > 1e-6
    return path[: len(moves) + 1 if moves.all() else np.argmin(moves) + 1]


@mistake_in("newton")
def forgets_the_end(f, x0, steps):
    """The last point is missing: the path has steps + 1 rows. Does the list begin with x0, and is the new place
    appended after each step?
    """
    return _walk(f, x0, steps, np.linalg.solve)[:-1]


@mistake_in("newton")
def takes_one_step_more(f, x0, steps):
    """There is one row too many: a path of so many steps has steps + 1 rows, the start and one for each step."""
    return _walk(f, x0, steps + 1, np.linalg.solve)


@mistake_in("newton")
def keeps_one_variable(f, x0, steps):
    """All rows are the last place. Is one and the same Variable in the list each time? It moves on, and its rows with
    it. Keep a copy of each place: tf.identity(x).
    """
    return np.tile(_walk(f, x0, steps, np.linalg.solve)[-1], (steps + 1, 1))


@mistake_in("newton")
def returns_the_end(f, x0, steps):
    """That is the last point alone. Return the whole path, (steps + 1, n), a row for each point."""
    return _walk(f, x0, steps, np.linalg.solve)[-1]


def _walk(f, x0, steps, step):
    x = np.asarray(floats(x0))
    path = [x]
    for _ in range(steps):
        x = x - step(np.asarray(_hessian(f, x)), np.asarray(by_tape(f, x, "zero")[1]))
        path.append(x)
    return np.array(path)


def _products(f, x):
    H = np.asarray(_hessian(f, x), dtype=float)
    return H, np.linalg.eigvalsh(H)


@mistake_in("largest_curvature")
def loses_the_sign(f, x, iterations=50):
    """The sign is lost: a length is never negative, nor is an absolute value. v times Hv, summed, keeps it, if it is
    the same v in both. And of eigenvalues, choose the one of the largest size, and return it as it is.
    """
    return np.max(np.abs(_products(f, x)[1]))


@mistake_in("largest_curvature")
def does_not_normalise(f, x, iterations=50):
    """v was not brought back to length 1, so it grows or shrinks by a factor in every round, and v times Hv with it.
    Divide v by its length.
    """
    return _iterated(f, x, iterations)[0]


@mistake_in("largest_curvature")
def normalises_at_the_end(f, x, iterations=50):
    """NaN: infinity was divided by infinity, or 0 by 0. Has v grown beyond all float32 on the way? Divide it by its
    length in every round, not only at the end.
    """
    import tensorflow as tf

    curvature, v = _iterated(f, x, iterations)
    return curvature / tf.reduce_sum(v * v)


def _iterated(f, x, iterations):
    """v times Hv in the last round, and that v, which has the length it grew to."""
    import tensorflow as tf

    x = floats(x)
    H, v = _hessian(f, x), tf.random.normal(x.shape, dtype=x.dtype)
    for _ in range(iterations):
        w = tf.reduce_sum(tf.math.multiply_no_nan(v, H), axis=1)  # 0 times infinity is 0, as on a tape
        curvature, last, v = tf.reduce_sum(v * w), v, w
    return curvature, last


@mistake_in("largest_curvature")
def divides_by_the_curvature(f, x, iterations=50):
    """After 50 rounds the start should no longer matter, and it does. Does a return stand inside the loop, which ends
    it in its first round? And is v divided by its own length, tf.norm(w), in every round, or by the curvature?
    """
    import tensorflow as tf

    x = floats(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v, curvature = v / tf.norm(v), tf.zeros([], x.dtype)
    for _ in range(iterations):
        w = _hvp(f, x, v)
        if tf.norm(w) == 0:
            return tf.zeros([], x.dtype)
        curvature = tf.reduce_sum(v * w)
        v = w / curvature
    return curvature


@mistake_in("largest_curvature")
def asks_each_entry_whether_it_is_zero(f, x, iterations=50):
    """Is it `if w == 0`? That asks each entry, and `if` needs one answer. Is all of w zero? tf.norm(w) == 0 is one
    answer.
    """
    w = _hvp(f, x, x)
    if w == 0:
        return 0.0
    return np.max(np.abs(_products(f, x)[1]))


@mistake_in("largest_curvature")
def adds_to_the_length(f, x, iterations=50):
    """Is something added to the length that v is divided by? Then v is shorter than 1, and where f bends little, much
    shorter. Ask whether the length is 0 instead.
    """
    H, v = np.array(_hessian(f, x)), np.ones(len(x)) + 0.1 * np.arange(len(x))
    v, curvature = v / np.linalg.norm(v), 0.0
    for _ in range(iterations):
        w = H @ v
        curvature, v = v @ w, w / (np.linalg.norm(w) + 1e-3)
    return curvature


@mistake_in("largest_curvature")
def calls_a_weak_bend_flat(f, x, iterations=50):
    """0 although f bends, if weakly. Is every short Hv taken for zero? Ask whether its length is 0, not whether it is
    small.
    """
    values = _products(f, x)[1]
    largest = values[np.argmax(np.abs(values))]
    return largest if np.abs(largest) > 0.1 else 0.0


@mistake_in("largest_curvature")
def starts_with_zeros(f, x, iterations=50):
    """0 although f bends. Did Hv come out as 0: is the start a vector of zeros, or does one of the tapes not see x?"""
    return 0.0


@mistake_in("largest_curvature")
def starts_with_ones(f, x, iterations=50):
    """0 although f bends. Is the start a vector of ones, x, or the gradient? Here they are at a right angle to the
    sharpest bend, and the iteration never sees it: start at random. Or is a sum taken for the length, tf.norm?
    """
    return _from_ones(f, x, iterations)


@mistake_in("largest_curvature")
def starts_along_an_axis(f, x, iterations=50):
    """1 is an eigenvalue here, and not the one of the largest size. Is the start a vector chosen by hand, as (1, 0, 0)?
    It may have no part along the sharpest bend: start at random.
    """
    return _from(np.eye(len(x))[0], f, x, iterations)


def _from_ones(f, x, iterations):
    return _from(np.ones(len(x)) / np.sqrt(len(x)), f, x, iterations)


def _from(v, f, x, iterations):
    H, _ = _products(f, x)
    curvature = 0.0
    for _ in range(iterations):
        w = H @ v
        if np.linalg.norm(w) < 1e-12:
            return 0.0
        curvature, v = v @ w, w / np.linalg.norm(w)
    return curvature


@mistake_in("largest_curvature")
def starts_with_ones_and_divides(f, x, iterations=50):
    """NaN although f bends: something was divided by 0. By the length of Hv, for the start is a vector of ones, here at
    a right angle to the bend? Start at random. Or by a sum? The length is tf.norm.
    """
    curvature = _from_ones(f, x, iterations)
    return np.nan if curvature == 0 else curvature


@mistake_in("largest_curvature")
def starts_too_long_or_too_short(f, x, iterations=50):
    """With one round the start counts: v · Hv is a curvature only for a v of length 1. Is the random vector brought to
    length 1 before the first product?
    """
    H, values = _products(f, x)
    largest = values[np.argmax(np.abs(values))]
    return largest if iterations > 1 else 1.5 * largest


@mistake_in("largest_curvature")
def makes_a_round_less(f, x, iterations=50):
    """0 after one round. Is a round missing, as in range(iterations - 1)? One round is one product, and gives the first
    curvature.
    """
    _, values = _products(f, x)
    return values[np.argmax(np.abs(values))] if iterations > 1 else 0.0


@mistake_in("largest_curvature")
def keeps_the_products(f, x, iterations=50):
    """These are the products of the entries, one by one. v · w is their sum: tf.reduce_sum(v * w)."""
    H, values = _products(f, x)
    _, vectors = np.linalg.eigh(H)
    v = vectors[:, np.argmax(np.abs(values))]
    return v * (H @ v)


@mistake_in("largest_curvature")
def divides_zero_by_zero(f, x, iterations=50):
    """Where f does not bend, Hv is zero, and so is its length: 0 / 0 is NaN. Test for that before you divide."""
    _, values = _products(f, x)
    return np.nan if not np.any(values) else values[np.argmax(np.abs(values))]


@mistake_in("largest_curvature")
def takes_the_most_positive(f, x, iterations=50):
    """That is the most positive eigenvalue, and here f bends more sharply down than up. Asked for is the eigenvalue of
    the largest size, whichever its sign.
    """
    return np.max(_products(f, x)[1])


@mistake_in("largest_curvature")
def takes_the_trace(f, x, iterations=50):
    """That is the sum of the diagonal of H, which is the sum of all eigenvalues. Find the largest one by power
    iteration.
    """
    return np.trace(_products(f, x)[0])


@mistake_in("stable_lr")
def forgets_the_two(f, x):
    """That is 1 over the curvature, the rate that is perfect for one direction. The largest stable one is twice
    that.
    """
    return 1 / np.max(_products(f, x)[1])


@mistake_in("stable_lr")
def returns_the_curvature(f, x):
    """That is the curvature itself. The sharper the bend, the smaller the step: divide 2 by it."""
    return np.max(_products(f, x)[1])


@mistake_in("stable_lr")
def divides_by_two(f, x):
    """It is upside down, and would take larger steps where f bends more. The sharper the bend, the smaller the step: 2
    over the curvature.
    """
    return np.max(_products(f, x)[1]) / 2


@mistake_in("stable_lr")
def looks_at_the_flattest(f, x):
    """That rate suits the flattest direction, and along the sharpest one descent would blow up. Take the largest
    curvature.
    """
    return 2 / np.min(_products(f, x)[1])


@mistake_in("stable_lr")
def divides_by_the_trace(f, x):
    """This divides by the sum of all curvatures, which is on the safe side, but not the largest stable rate."""
    return 2 / np.trace(_products(f, x)[0])


@mistake_in("stable_lr")
def divides_by_the_hessian(f, x):
    """That is 2 over each entry of H. One rate serves all directions: 2 over the largest eigenvalue of H, as
    largest_curvature gives it.
    """
    with np.errstate(divide="ignore"):
        return 2 / _products(f, x)[0]


@mistake_in("stable_lr")
def takes_all_eigenvalues(f, x):
    """There is a rate for each eigenvalue. One rate serves all directions: that of the largest curvature, 2 over it."""
    return 2 / _products(f, x)[1]


@mistake_in("stable_lr")
def multiplies_by_two(f, x):
    """That is 2 times the curvature, so the steps would be larger where f bends more. 2 is to be divided by it."""
    return 2 * np.max(_products(f, x)[1])


@mistake_in("stable_lr")
def takes_the_length_of_all_entries(f, x):
    """That divides by the length of all entries of H together, which is more than the largest curvature if others are
    not 0. Divide by the largest eigenvalue.
    """
    return 2 / np.linalg.norm(_products(f, x)[0])


@mistake_in("stable_lr")
def takes_the_largest_entry(f, x):
    """That divides by the largest entry of H, and this is no eigenvalue if the axes mix. A direction between the axes
    may bend more than any of them.
    """
    return 2 / np.max(_products(f, x)[0])


@mistake_in("log1pexp")
def keeps_backward_to_itself(x):
    """What @tf.custom_gradient decorates has to return two things: the value, and the function backward."""
    import tensorflow as tf

    return tf.custom_gradient(_softplus)(x)


@mistake_in("log1pexp")
def calls_backward_itself(x):
    """The second of the two has to be the function backward itself, without brackets. TensorFlow calls it, when the
    upstream is there.
    """
    import tensorflow as tf

    return tf.custom_gradient(lambda x: (_softplus(x), tf.sigmoid(x)))(x)


@mistake_in("log1pexp")
def forgets_a_return_in_backward(x):
    """The gradient is None. Does backward end without a return, or is the value made without TensorFlow? backward
    returns upstream times the slope.
    """
    import tensorflow as tf

    return tf.custom_gradient(lambda x: (_softplus(x), lambda upstream: None))(x)


@mistake_in("log1pexp")
def mends_the_gradient_only(x):
    """The gradient is right, and the value is infinite: exp(100) is larger than any float32. A gradient of your own
    does not mend the value; Hint 1 has a form for it.
    """
    import tensorflow as tf

    return tf.custom_gradient(lambda x: (tf.math.log(1 + tf.exp(x)), lambda upstream: upstream * tf.sigmoid(x)))(x)


@mistake_in("log1pexp")
def forgets_the_minus_sign(x):
    """The value is infinite on both sides: exp gets |x|, which may be large. It has to get -|x|."""
    import tensorflow as tf

    return tf.custom_gradient(
        lambda x: (
            tf.maximum(x, 0) + tf.math.log1p(tf.exp(tf.abs(x))),
            lambda upstream: upstream * tf.sigmoid(x),
        )
    )(x)


@mistake_in("log1pexp")
def forgets_the_absolute_value(x):
    """The value is infinite at -100: exp gets -x, which is large there. It has to get -|x|, never positive."""
    import tensorflow as tf

    return tf.custom_gradient(
        lambda x: (tf.maximum(x, 0) + tf.math.log1p(tf.exp(-x)), lambda upstream: upstream * tf.sigmoid(x))
    )(x)


@mistake_in("log1pexp")
def adds_upstream(x):
    """The slope was added to upstream. By the chain rule slopes are multiplied: upstream times the sigmoid."""
    import tensorflow as tf

    return tf.custom_gradient(lambda x: (_softplus(x), lambda upstream: upstream + tf.sigmoid(x)))(x)


@mistake_in("log1pexp")
def takes_the_slope_of_the_sigmoid(x):
    """That is the slope of the sigmoid, which is the second derivative. backward gives the first, upstream times the
    sigmoid; the outer tape finds the second by itself.
    """
    import tensorflow as tf

    def backward(upstream):
        s = tf.sigmoid(x)
        return upstream * s * (1 - s)

    return tf.custom_gradient(lambda x: (_softplus(x), backward))(x)


@mistake_in("log1pexp")
def copies_the_slope_of_the_square(x):
    """That is the slope of the square, from the example. The slope of ln(1 + exp(x)) is the sigmoid of x."""
    import tensorflow as tf

    return tf.custom_gradient(lambda x: (_softplus(x), lambda upstream: upstream * 2 * x))(x)


@mistake_in("log1pexp")
def leaves_the_kink_to_the_tape(x):
    """Only at 0 the slope is wrong. The parts have kinks there: the tape takes 1 for the slope of max(x, 0) and 0 for
    that of |x|, which makes 1 and not ½. Give the slope yourself, the sigmoid.
    """
    return _softplus(x)


@mistake_in("log1pexp")
def loses_the_small_digits(x):
    """Here a small number came out as 0. Was it added to 1, or left out where it is small? In float32, 1 + 2e−9 is 1:
    tf.math.log1p keeps the small digits.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        value = tf.maximum(x, 0) + tf.math.log(1 + tf.exp(-tf.abs(x)))
        return value, lambda upstream: upstream * tf.sigmoid(x)

    return safe(x)


@mistake_in("log1pexp")
def leaves_the_kink_to_the_second_tape(x):
    """Only at 0 the slope of the slope is wrong. Is it made with |x|? That has a kink there, and the tape takes 0 for
    its slope. tf.sigmoid(x) has none.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        def backward(upstream):
            small = tf.exp(-tf.abs(x))
            return upstream * tf.where(x >= 0, 1 / (1 + small), small / (1 + small))

        return _softplus(x), backward

    return safe(x)


@mistake_in("log1pexp")
def log1pexp_as_given(x):
    """The formula is right, and its steps are not: exp(100) is larger than any float32, so it becomes infinity. Write
    the value so that exp sees no large number.
    """
    import tensorflow as tf

    return tf.math.log(1 + tf.exp(x))


@mistake_in("log1pexp")
def mends_the_value_only(x):
    """The value is right, and there is NaN in the gradient: exp(100) is infinite. Is the slope left to tf.where? It
    computes both branches, and infinity times 0 is not a number. Give your own gradient.
    """
    import tensorflow as tf

    return tf.where(x > 50, x, tf.math.log(1 + tf.exp(x)))


@mistake_in("log1pexp")
def leaves_the_slope_to_the_branches(x):
    """The value is right, and there is NaN in the slope: exp(100) is infinite. Is exp in a branch of tf.where? Both are
    computed, as in the eighth snippet of 5.5. Or in a slope, as exp(x) / (1 + exp(x))? tf.sigmoid(x) is safe there.
    """
    import tensorflow as tf

    return tf.where(x > 20, x, tf.math.log1p(tf.exp(x)))


@mistake_in("log1pexp")
def makes_float32_of_it(x):
    """Half of the digits are gone: float64 became float32. Let x keep its type."""
    import tensorflow as tf

    return _right(tf.cast(x, tf.float32))


@mistake_in("log1pexp")
def takes_the_sigmoid_of_minus_x(x):
    """That is the sigmoid of -x, which is 1 minus that of x. The slope of ln(1 + exp(x)) is near 0 far to the left and
    near 1 far to the right.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: upstream * (1 - tf.sigmoid(x))

    return safe(x)


@mistake_in("log1pexp")
def overflows_on_the_other_side(x):
    """At 100 it is right now, and at -100 exp(-x) is infinite. exp must see -|x|, which is never positive."""
    import tensorflow as tf

    return tf.where(x < -50, np.inf, _softplus(x))


@mistake_in("log1pexp")
def divides_infinity_by_itself(x):
    """The value is right. In the slope exp(100) is infinite, and infinity divided by infinity is NaN: tf.sigmoid(x) is
    safe everywhere.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: upstream * tf.exp(x) / (1 + tf.exp(x))

    return safe(x)


@mistake_in("log1pexp")
def breaks_far_to_the_left(x):
    """Value and slope are right. In the slope of the slope there is NaN: 1 / (1 + exp(-x)) meets infinity at -100 when
    it is differentiated. tf.sigmoid(x) is safe everywhere.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: upstream / (1 + tf.exp(-x))

    return safe(x)


@mistake_in("log1pexp")
def differentiates_both_branches(x):
    """Value and slope are right. In the slope of the slope there is NaN: tf.where computes both branches, and in the
    one not taken infinity is divided by infinity. tf.sigmoid(x) is safe everywhere.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        def backward(upstream):
            return upstream * tf.where(x >= 0, 1 / (1 + tf.exp(-x)), tf.exp(x) / (1 + tf.exp(x)))

        return _softplus(x), backward

    return safe(x)


@mistake_in("log1pexp")
def drops_upstream_inside(x):
    """The gradient is right, and its own slope has lost the upstream: a function inside backward has its own gradient,
    which drops it. TensorFlow can differentiate tf.sigmoid by itself.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def sigmoid(x):
        s = tf.sigmoid(x)
        return s, lambda upstream: s * (1 - s)

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: upstream * sigmoid(x)

    return safe(x)


@mistake_in("log1pexp")
def leaves_tensorflow(x):
    """The gradient is right, and its own slope is None: backward is made of NumPy, of what was computed without the
    tape, or of what no slope goes through, as behind tf.stop_gradient. Use TensorFlow's operations on x itself.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        slope = tf.stop_gradient(tf.sigmoid(x))
        return _softplus(x), lambda upstream: upstream * slope

    return safe(x)


@mistake_in("log1pexp")
def passes_upstream_on(x):
    """backward returned upstream as it came, as if the slope were 1 everywhere. Multiply it by the slope, the sigmoid
    of x.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: upstream

    return safe(x)


@mistake_in("log1pexp")
def clips_the_argument(x):
    """Nothing is infinite any more, but beyond the clip the value stays the same and the slope is 0. There it should
    rise like x.
    """
    import tensorflow as tf

    return tf.math.log1p(tf.exp(tf.minimum(x, 50)))


@mistake_in("log1pexp")
def drops_upstream(x):
    """The incoming upstream was dropped: that is the slope of log1pexp alone. The chain rule needs upstream times
    the slope.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: tf.sigmoid(x)

    return safe(x)


@mistake_in("log1pexp")
def breaks_the_second_order(x):
    """The gradient is right, and its own slope is not: backward made a constant of the sigmoid, so a second tape finds
    nothing in it to follow. Use TensorFlow's operations on x itself.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        slope = tf.stop_gradient(tf.sigmoid(x))
        return _softplus(x), lambda upstream: upstream * (slope + 0 * x)

    return safe(x)


@mistake_in("log1pexp")
def gives_back_upstream_alone(x):
    """backward returned upstream as it came, as if the slope were 1. It is close to 1 only for large x: in general it
    is the sigmoid of x, so multiply by that.
    """
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return _softplus(x), lambda upstream: upstream + 0 * x

    return safe(x)


@mistake_in("log1pexp")
def makes_nothing_of_small_numbers(x):
    """That is max(x, 0), right only where x is far from 0. Each entry has a small part as well, log1p(exp(-|x|))."""
    import tensorflow as tf

    @tf.custom_gradient
    def safe(x):
        return tf.maximum(x, 0), lambda upstream: upstream * tf.sigmoid(x)

    return safe(x)


def _softplus(x):
    import tensorflow as tf

    return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x)))


def _right(x):
    import tensorflow as tf

    return tf.custom_gradient(lambda x: (_softplus(x), lambda upstream: upstream * tf.sigmoid(x)))(x)


def _numbers():
    return {"A": 2, "B": 4, "C": 6, "D": 7}


@mistake_in("hessian_maps")
def takes_long_for_strong():
    """Map A: a long ring means a weak bend, for you walk far before you are a contour higher. A is long along x, so the
    smaller number belongs to x.
    """
    return _numbers() | {"A": 1}


@mistake_in("hessian_maps")
def leans_to_the_other_side():
    """Map B: its rings are long along (1, 1), so the bend is weak there. This H makes (4, 4) of (1, 1), and only
    (1, −1) of (1, −1): its rings lean the other way.
    """
    return _numbers() | {"B": 3}


@mistake_in("hessian_maps")
def overlooks_that_it_leans():
    """Map B: zeros off the diagonal make rings along the axes. These rings lean, so the mixed second derivative is not
    0. And B is equally high at (1, 0) and at (0, 1).
    """
    return _numbers() | {"B": 2}


@mistake_in("hessian_maps")
def turns_the_saddle():
    """Map C: a 2 on the diagonal would mean that C climbs along x. Along both axes it stays level: the diagonal is 0,
    and what bends is mixed.
    """
    return _numbers() | {"C": 5}


@mistake_in("hessian_maps")
def sees_a_trough_in_the_saddle():
    """Map C falls along (1, −1) and climbs along (1, 1). This H makes (0, 0) of one of the two, and so it is level
    there: a trough, not a saddle.
    """
    return _numbers() | {"C": 7}


@mistake_in("hessian_maps")
def lays_the_trough_across():
    """Map D stays level along (1, −1). This H makes (2, −2) of (1, −1), so there it bends; it is level along
    (1, 1).
    """
    return _numbers() | {"D": 8}


@mistake_in("hessian_maps")
def closes_the_rings():
    """Map D: its contours are straight, so along them the curvature is 0. This H bends up in every direction, and its
    contours are rings.
    """
    return _numbers() | {"D": 3}


@mistake_in("hessian_maps")
def finds_a_saddle_in_the_trough():
    """Map D climbs to both sides of its middle line and falls nowhere. This H belongs to a saddle, which falls along
    (1, −1).
    """
    return _numbers() | {"D": 6}


@mistake_in("hessian_maps")
def leans_map_a():
    """Map A: numbers off the diagonal make rings that lean. These lie along the axes, and A is higher at (0, 1) than
    at (1, 0).
    """
    return _numbers() | {"A": 3}


@mistake_in("hessian_maps")
def leans_map_a_to_the_right():
    """Map A: a mixed second derivative makes rings that lean. The rings of A lie along the axes, so it is 0 there."""
    return _numbers() | {"A": 4}


@mistake_in("hessian_maps")
def lays_map_b_along_x():
    """Map B: with zeros off the diagonal the rings lie along the axes. These lean. And B is as high at (1, 0) as at
    (0, 1), so the diagonal has two equal numbers.
    """
    return _numbers() | {"B": 1}


@mistake_in("hessian_maps")
def flattens_map_b():
    """Map B: this H makes (0, 0) of (1, 1), so it is level that way. B rises slowly there: its contours are closed
    rings.
    """
    return _numbers() | {"B": 8}


@mistake_in("hessian_maps")
def sees_the_other_trough_in_the_saddle():
    """Map C falls along (1, −1), and this H falls nowhere: it makes (0, 0) of (1, 1), and (2, −2) of (1, −1). It is a
    trough.
    """
    return _numbers() | {"C": 8}


@mistake_in("hessian_maps")
def finds_the_upright_saddle_in_the_trough():
    """Map D climbs to both sides of its middle line and falls nowhere. This H has a −2: it falls along y."""
    return _numbers() | {"D": 5}


@mistake_in("hessian_maps")
def closes_the_rings_of_the_trough():
    """Map D is level along its middle line: its contours there are straight. This H bends up in every direction."""
    return _numbers() | {"D": 4}


@mistake_in("hessian_maps")
def sees_a_saddle_in_map_a():
    """Map A: its rings rise outward, along y as along x. This H has a −2: it falls along y."""
    return _numbers() | {"A": 5}


@mistake_in("hessian_maps")
def sees_a_mixed_saddle_in_map_a():
    """Map A climbs along x and along y. This H has zeros on the diagonal: it is level along both."""
    return _numbers() | {"A": 6}


@mistake_in("hessian_maps")
def flattens_map_a():
    """Map A: its contours are closed rings. This H makes (0, 0) of (1, −1), so it is level that way: a trough."""
    return _numbers() | {"A": 7}


@mistake_in("hessian_maps")
def flattens_map_a_the_other_way():
    """Map A: its contours are closed rings. This H makes (0, 0) of (1, 1), so it is level that way: a trough."""
    return _numbers() | {"A": 8}


@mistake_in("hessian_maps")
def sees_a_saddle_in_map_b():
    """Map B: its rings rise outward, along both axes alike. This H has a −2: it falls along y."""
    return _numbers() | {"B": 5}


@mistake_in("hessian_maps")
def sees_a_mixed_saddle_in_map_b():
    """Map B climbs along x and along y. This H has zeros on the diagonal: it is level along both."""
    return _numbers() | {"B": 6}


@mistake_in("hessian_maps")
def flattens_map_b_across():
    """Map B: this H makes (0, 0) of (1, −1), so it is level that way. There B rises fastest: its rings are short."""
    return _numbers() | {"B": 7}


@mistake_in("hessian_maps")
def closes_map_c_to_rings():
    """Map C falls along (1, −1), a saddle. This H bends up in every direction, most along x: rings."""
    return _numbers() | {"C": 1}


@mistake_in("hessian_maps")
def closes_map_c_to_flat_rings():
    """Map C falls along (1, −1), a saddle. This H bends up in every direction, most along y: rings."""
    return _numbers() | {"C": 2}


@mistake_in("hessian_maps")
def closes_map_c_to_leaning_rings():
    """Map C falls along (1, −1), and this H bends up there, if weakly: it makes (1, −1) of (1, −1). It has rings."""
    return _numbers() | {"C": 3}


@mistake_in("hessian_maps")
def closes_map_c_to_rings_that_lean_the_other_way():
    """Map C falls along (1, −1), and this H bends up there: it makes (4, −4) of (1, −1). It has rings."""
    return _numbers() | {"C": 4}


@mistake_in("hessian_maps")
def closes_the_trough_to_upright_rings():
    """Map D: its contours are straight and lean. This H makes rings that lie along the axes."""
    return _numbers() | {"D": 1}


@mistake_in("hessian_maps")
def closes_the_trough_to_flat_rings():
    """Map D: its contours are straight, for along (1, −1) it stays level. This H bends up there, and has rings."""
    return _numbers() | {"D": 2}


def _words():
    return {"A": "saddle", "B": "minimum", "C": "maximum", "D": "saddle", "E": "up", "F": "down"}


@mistake_in("kinds_of_places")
def sees_a_bottom_between_two_bottoms():
    """Place A: from a minimum you climb in every direction. From A you come down to B one way, and climb to C
    another: a saddle.
    """
    return _words() | {"A": "minimum"}


@mistake_in("kinds_of_places")
def sees_a_top_between_two_tops():
    """Place A: from a maximum you come down in every direction. From A you climb to C one way, and come down to B
    another: a saddle.
    """
    return _words() | {"A": "maximum"}


@mistake_in("kinds_of_places")
def reads_rings_as_a_top():
    """Place B: rings tell a bottom from a saddle, not from a top. Read their numbers: the outer ring is higher than the
    inner one, so you climb as you leave B.
    """
    return _words() | {"B": "maximum"}


@mistake_in("kinds_of_places")
def reads_rings_as_a_saddle():
    """Place B: at a saddle two contours of one height cross. Around B they are closed rings, one in another: you climb,
    whichever way you leave.
    """
    return _words() | {"B": "saddle"}


@mistake_in("kinds_of_places")
def reads_rings_as_a_bottom():
    """Place C: rings alone may be a bottom or a top. The inner ring is the higher one here, so you come down,
    whichever way you leave C.
    """
    return _words() | {"C": "minimum"}


@mistake_in("kinds_of_places")
def reads_the_rings_of_the_top_as_a_saddle():
    """Place C: at a saddle two contours cross. Around C they are rings, and the inner ones are higher."""
    return _words() | {"C": "saddle"}


@mistake_in("kinds_of_places")
def takes_the_pass_for_a_top():
    """Place D: it is the highest place of one way only, the way from one hollow to the other. Go across it, and you
    climb on both sides: a saddle.
    """
    return _words() | {"D": "maximum"}


@mistake_in("kinds_of_places")
def takes_the_pass_for_a_bottom():
    """Place D: it is the lowest place of one way only, the way from one top to the other. Go across it, and you come
    down on both sides: a saddle.
    """
    return _words() | {"D": "minimum"}


@mistake_in("kinds_of_places")
def takes_rising_for_bending_at_e():
    """Place E: up or down here is how the slope changes, not how high the land is. Walk uphill along the line: the
    contours come closer together, so the slope grows.
    """
    return _words() | {"E": "down"}


@mistake_in("kinds_of_places")
def takes_rising_for_bending_at_f():
    """Place F: up or down here is how the slope changes. Walk uphill along the line, to the west: the contours spread,
    so the slope shrinks on the way to the top.
    """
    return _words() | {"F": "up"}


@mistake_in("power_iteration_order")
def divides_by_the_number_of_entries():
    """Here v grows or shrinks from round to round, and v · w with it: len(v) is the number of entries, not the length
    of the arrow.
    """
    return ["C", "D", "B", "A"]


@mistake_in("power_iteration_order")
def divides_by_the_number_of_entries_at_last():
    """v · w grows from round to round, because v does: len(v) is the number of entries, not the length of the arrow."""
    return ["D", "B", "A", "C"]


@mistake_in("power_iteration_order")
def leaves_the_length():
    """v has grown before it is measured, and only for a v of length 1 is v · Hv a curvature. Shorten v after it became
    w, and before it is multiplied by H.
    """
    return ["D", "B", "A"]


@mistake_in("power_iteration_order")
def never_turns_the_arrow():
    """v never turns, so that each round finds the same as the one before. The product points closer to the sharpest
    bend: the next v has to be w.
    """
    return ["F", "D", "B"]


@mistake_in("power_iteration_order")
def measures_after_the_turn():
    """That is the square of the eigenvalue: when curvature is measured, v is w already, and w · w is a length squared.
    Measure before v becomes w.
    """
    return ["F", "D", "A", "B"]


@mistake_in("power_iteration_order")
def measures_with_a_length():
    """The sign is lost, so a length was measured. By line E? Or by v @ w with a v that was made of this same w? The
    sign is in v @ w where w is H @ v for this very v.
    """
    return ["F", "D", "E", "A"]


@mistake_in("power_iteration_order")
def shortens_after_the_product():
    """v is brought to length 1 between w = H @ v and v @ w. So w belongs to a v of another length, which grows from
    round to round.
    """
    return ["D", "F", "B", "A"]


@mistake_in("power_iteration_order")
def lets_w_undo_the_shortening():
    """v is brought to length 1, and then w takes its place, which is not short. So v grows from round to round. Shorten
    v after it became w.
    """
    return ["D", "F", "A", "B"]


@mistake_in("power_iteration_order")
def measures_between_the_turn_and_the_product():
    """When curvature is measured, v is w, and long: w · w is a length squared, which grows from round to round. Shorten
    v after it became w, and measure when w is H @ v for it.
    """
    return ["A", "B", "D"]


@mistake_in("power_iteration_order")
def leaves_out_the_product():
    """H is in none of these lines, so nothing that comes out can tell of it. The product w = H @ v belongs to every
    round.
    """
    return ["F", "E", "A"]


@mistake_in("power_iteration_order")
def leaves_out_the_product_and_squares():
    """Without w = H @ v nothing here depends on H: w stays what it was at the start. That product is what turns v."""
    return ["A", "B", "F"]


@mistake_in("power_iteration_order")
def measures_a_length_that_never_turns():
    """That is the length of H v for the v of the start, in every round: v never turns. The next v has to be w. And a
    length has no sign.
    """
    return ["F", "D", "E"]


def _treatments():
    return {"A": 2, "B": 6, "C": 3, "D": 4}


@mistake_in("cures")
def makes_it_persistent():
    """Program A: still None. A persistent tape may be asked again, but it too records only inside its block, and the
    slope is computed after it.
    """
    return _treatments() | {"A": 4}


@mistake_in("cures")
def hides_the_none_of_a():
    """Program A: zeros hide the None; the slope of the slope is not 0. The outer tape had stopped when the slope was
    computed: move that line.
    """
    return _treatments() | {"A": 5}


@mistake_in("cures")
def cures_what_a_does_not_have():
    """Program A: that cure replaces nothing here. Both tapes follow a Variable, and each is asked once. But where does
    the outer block end, and where is the slope computed?
    """
    return _treatments() | {"A": 3}


@mistake_in("cures")
def cures_what_b_does_not_have():
    """Program B: that cure replaces nothing here. Every line stands where it should, and x is a constant: which tape is
    told to watch it?
    """
    return _treatments() | {"B": 2}


@mistake_in("cures")
def cures_what_c_does_not_have():
    """Program C: that cure replaces nothing here. Every line stands where it should, and both tapes follow x. What
    becomes of the slope in its own line?
    """
    return _treatments() | {"C": 6}


@mistake_in("cures")
def makes_a_whole_number_of_a():
    """Program A: 2 is a whole number, and no tape follows those. So even the slope is None now, and asking for the
    slope of a None is a TypeError.
    """
    return _treatments() | {"A": 1}


@mistake_in("cures")
def makes_a_whole_number_of_c():
    """Program C: 2 is a whole number, and no tape follows those. So the slope is None, and a None has no numpy()."""
    return _treatments() | {"C": 1}


@mistake_in("cures")
def makes_a_whole_number_of_d():
    """Program D: 2 is a whole number, and no tape follows those. So the slope is None now, and no number can be
    multiplied by it.
    """
    return _treatments() | {"D": 1}


@mistake_in("cures")
def makes_a_whole_number_of_b():
    """Program B: 2 is a whole number, and no tape follows those. So the slope is None now, and asking for the slope
    of a None is a TypeError.
    """
    return _treatments() | {"B": 1}


@mistake_in("cures")
def leaves_the_outer_tape_blind():
    """Program B: still None. x is a plain tensor (x + 0 makes one even of a Variable), and the outer tape follows
    that only if it is told to: outer.watch(x), before y is computed. The inner tape's watch is for the inner tape
    alone.
    """
    return _treatments() | {"B": 4}


@mistake_in("cures")
def hides_the_none_of_b():
    """Program B: zeros hide the None; the slope of the slope is not 0. The outer tape knows nothing of x, for nobody
    told it to watch.
    """
    return _treatments() | {"B": 5}


@mistake_in("cures")
def asks_again_for_a_constant():
    """Program C: still None. numpy() leaves TensorFlow, and tf.constant makes a new number of it, with no past. No tape
    finds the way back from there.
    """
    return _treatments() | {"C": 4}


@mistake_in("cures")
def hides_the_none_of_c():
    """Program C: zeros hide the None; the slope of the slope is not 0. The slope went through NumPy, and its way from x
    was lost.
    """
    return _treatments() | {"C": 5}


@mistake_in("cures")
def asks_one_tape_twice():
    """Program D: still a RuntimeError. The inner tape gives up its recording when it is first asked; to be asked twice
    it has to be persistent.
    """
    return _treatments() | {"D": 5}


@mistake_in("cures")
def cures_a_healthy_place():
    """Program D: that cure replaces nothing here. The slope is computed in the right place, by a tape that gave up its
    recording: look at how often it is asked.
    """
    return _treatments() | {"D": 2}
