"""Unit 2: the rest not held still, x not copied, the plane hung in the wrong place."""

import numpy as np

from gradus.checks.mistakes import mistake_in


def _moved(x, *steps):
    """A copy of x as floats, with (axis, distance) steps taken one after another."""
    moved = np.array(x, dtype=float)
    for axis, distance in steps:
        moved[axis] += distance
    return moved


def _partial(f, x, i, h=1e-5):
    return (f(_moved(x, (i, h))) - f(_moved(x, (i, -h)))) / (2 * h)


def _partials(f, x):
    return np.array([_partial(f, x, i) for i in range(len(x))])


@mistake_in("partials")
def keeps_the_constant(x, y):
    """With y held still, sin(y) is a constant, and a constant has slope 0: it does not appear in df_dx."""
    return 2 * x * y + np.sin(y), x**2 + np.cos(y)


@mistake_in("partials")
def loses_the_factor_y(x, y):
    """In df_dx the y is missing. Held still, y is a constant factor, and factors stay: think of x**2 * 5."""
    return 2 * x, x**2 + np.cos(y)


@mistake_in("partials")
def loses_the_two(x, y):
    """In df_dx the 2 is missing: the slope of x**2 is 2 * x, and the constant factor y stays."""
    return x * y, x**2 + np.cos(y)


@mistake_in("partials")
def loses_the_x(x, y):
    """In df_dx the x is missing: the slope of x**2 is 2 * x, and the constant factor y stays."""
    return 2 * y, x**2 + np.cos(y)


@mistake_in("partials")
def adds_the_factor_y(x, y):
    """In df_dx the y is added. It is a factor of x², and factors stay factors: think of x**2 * 5."""
    return 2 * x + y, x**2 + np.cos(y)


@mistake_in("partials")
def forgets_the_cosine(x, y):
    """In df_dy a term is missing: f has two terms with y in them, and sin(y) has the slope cos(y)."""
    return 2 * x * y, x**2


@mistake_in("partials")
def keeps_the_sine(x, y):
    """Only e^y and its multiples are their own slope. At y = 0 the sine is 0, and yet it climbs, with slope 1: the
    slope of sin(y) is cos(y).
    """
    return 2 * x * y, x**2 + np.sin(y)


@mistake_in("partials")
def gives_the_cosine_a_minus(x, y):
    """The slope of sin(y) is cos(y), without a minus: at 0 the sine rises. It is the cosine whose slope is -sin(y)."""
    return 2 * x * y, x**2 - np.cos(y)


@mistake_in("partials")
def swaps_the_two_partials(x, y):
    """Have the two changed places? df_dx, where x moves and y is a number, comes first: the slope of sin(y) cannot be
    in it.
    """
    return x**2 + np.cos(y), 2 * x * y


@mistake_in("partials")
def moves_y_along_with_x(x, y):
    """Here y moves along with x, and each slope holds a part of the other. Only one of the two may move: treat
    the other as a number.
    """
    both = 2 * x * y + x**2 + np.cos(y)
    return both, both


@mistake_in("partials")
def adds_the_two_partials(x, y):
    """One number has come back. Return the two slopes apart, as a pair: return df_dx, df_dy. Is it their sum? Or are
    there two returns? The first one ends the function.
    """
    return 2 * x * y + x**2 + np.cos(y)


def _df_dy(x, y):
    return x**2 + np.cos(y)


@mistake_in("partials")
def takes_the_cosine_of_x(x, y):
    """In df_dy the cosine is that of x. Along y it is y that moves: sin(y) has the slope cos(y), of y."""
    return 2 * x * y, x**2 + np.cos(x)


@mistake_in("partials")
def keeps_y_before_the_cosine(x, y):
    """In df_dy a y is too much, the one before the cosine: the slope of sin(y) is cos(y) alone."""
    return 2 * x * y, x**2 + y * np.cos(y)


@mistake_in("partials")
def multiplies_the_terms(x, y):
    """In df_dy the two terms are multiplied. f is a sum, x**2 * y plus sin(y), and the slope of a sum is the sum of the
    slopes.
    """
    return 2 * x * y, x**2 * np.cos(y)


@mistake_in("partials")
def loses_y_and_keeps_the_constant(x, y):
    """In df_dx two things are wrong. y, held still, is a factor of x**2, and stays; sin(y) is a constant with nothing
    that moves, so its slope is 0.
    """
    return 2 * x + np.sin(y), _df_dy(x, y)


@mistake_in("partials")
def loses_y_and_moves_the_sine(x, y):
    """In df_dx two things are wrong. y, held still, is a factor of x**2, and stays; sin(y) is a constant, so its slope
    along x is 0, not cos(y).
    """
    return 2 * x + np.cos(y), _df_dy(x, y)


@mistake_in("partials")
def moves_the_sine_along_x(x, y):
    """In df_dx there is a cos(y) too much. It is the slope of sin(y) along y; along x, y stands still, and sin(y) with
    it: slope 0.
    """
    return 2 * x * y + np.cos(y), _df_dy(x, y)


@mistake_in("partials")
def uses_the_product_rule_along_x(x, y):
    """In df_dx there is an x**2 too much. Is it from the product rule? Along x only x moves: y is a number, its slope
    is 0, and 2 * x * y is all that is left.
    """
    return 2 * x * y + x**2, _df_dy(x, y)


@mistake_in("partials")
def keeps_the_square(x, y):
    """In df_dx the x**2 is still there. Here x moves: the slope of x**2 is 2 * x, and the constant factor y stays."""
    return x**2 * y, _df_dy(x, y)


@mistake_in("partials")
def holds_x_for_nothing(x, y):
    """In df_dy the x**2 is missing. Held still, it is a constant factor of y, and factors stay: the slope of 9 * y is
    9.
    """
    return 2 * x * y, np.cos(y)


@mistake_in("partials")
def loses_the_factor_of_y(x, y):
    """In df_dy the 1 should be x**2. Held still, x**2 is a constant factor of y, and factors stay: the slope of 9 * y
    is 9.
    """
    return 2 * x * y, 1 + np.cos(y)


@mistake_in("partials")
def leaves_y_in(x, y):
    """In df_dy the y is still there. Here y moves, and x**2 is a number: the slope of 9 * y is 9, without y."""
    return 2 * x * y, x**2 * y + np.cos(y)


@mistake_in("partials")
def takes_the_sine_for_a_line(x, y):
    """In df_dy the slope of sin(y) is 1 here. It is that only at y = 0; elsewhere the sine climbs less, or falls: its
    slope is cos(y).
    """
    return 2 * x * y, x**2 + 1


@mistake_in("partials")
def uses_the_product_rule_along_y(x, y):
    """In df_dy there is a 2 * x * y too much. Is it from the product rule? Along y only y moves: x**2 is a number, and
    its slope is 0.
    """
    return 2 * x * y, 2 * x * y + x**2 + np.cos(y)


@mistake_in("partials")
def takes_df_dx_for_both(x, y):
    """In df_dy x is held still: x**2 is a constant factor of y, and the slope of sin(y) is cos(y). This is df_dx, or a
    part of it, once more.
    """
    return 2 * x * y, 2 * x * y + np.cos(y)


@mistake_in("partials")
def differentiates_the_square_twice(x, y):
    """In df_dy it is x that is held still: x**2 is a constant factor of y and stays as it is."""
    return 2 * x * y, 2 * x + np.cos(y)


@mistake_in("slice_along")
def writes_into_x(f, x, i):
    """The slice writes into the array it was given, and the caller's x is another point afterwards. Work on a
    copy of x.
    """

    def g(t):
        x[i] = t
        return f(x)

    return g


@mistake_in("slice_along")
def adds_t(f, x, i):
    """This adds t to the coordinate. In the slice the coordinate *is* t: put t in its place."""
    kept = np.array(x)
    return lambda t: f(_moved(kept, (i, t)))


@mistake_in("slice_along")
def counts_axes_from_one(f, x, i):
    """This moves the coordinate before the right one. Python counts from 0: x_i is x[i], not x[i - 1]."""
    kept = np.array(x, dtype=float)
    return lambda t: f(_moved(kept, (i - 1, t - kept[i - 1])))


@mistake_in("slice_along")
def moves_place_0(f, x, i):
    """This moves place 0, whatever i is. Put t in place i: moved[i] = t."""
    kept = np.array(x, dtype=float)
    return lambda t: f(_moved(kept, (0, t - kept[0])))


@mistake_in("slice_along")
def moves_place_1(f, x, i):
    """This moves place 1, whatever i is. Put t in place i: moved[i] = t."""
    kept = np.array(x, dtype=float)
    return lambda t: f(_moved(kept, (1, t - kept[1])))


@mistake_in("slice_along")
def writes_the_lessons_point_out(f, x, i):
    """Is the point written out, as x[0], t, x[2] in the lesson? Then it has three coordinates whatever x has, t is
    always in place 1, and x is read only when the slice is called. Copy x at once, and put t in place i of a copy.
    """
    return lambda t: f(np.array([x[0], t, x[2]]))


@mistake_in("slice_along")
def moves_among_zeros(f, x, i):
    """The other coordinates are 0 here. Start from a copy of x, and put t in place i."""
    return lambda t: f(_moved(np.zeros(len(x)), (i, t)))


@mistake_in("slice_along")
def moves_all_coordinates(f, x, i):
    """This puts t in the place of every coordinate. In a slice only number i moves, and the rest stay as they are in
    x.
    """
    return lambda t: f(np.full(np.shape(x), float(t)))


@mistake_in("slice_along")
def copies_too_late(f, x, i):
    """The slice reads x when it is called, and by then x may be another point. Copy x at once, before you define the
    inner function.
    """

    def g(t):
        moved = np.array(x, dtype=float)
        moved[i] = t
        return f(moved)

    return g


@mistake_in("slice_along")
def cuts_t_to_an_integer(f, x, i):
    """An array of integers cannot hold t = 0.5: the part after the point was lost. Make the copy an array of
    floats.
    """
    kept = np.array(x)

    def g(t):
        moved = kept.copy()
        moved[i] = t
        return f(moved)

    return g


@mistake_in("slice_along")
def returns_the_value(f, x, i):
    """That is a number, the height at x. Return a function of t: define one inside, and return it without calling
    it.
    """
    return f(x)


@mistake_in("slice_along")
def knows_no_t(f, x, i):
    """t is not known yet: it comes when the slice is called. Define a function of t inside, def g(t): …, and return
    g.
    """
    moved = np.array(x, dtype=float)
    moved[i] = t  # noqa: F821
    return f(moved)


@mistake_in("slice_along")
def hands_over_t_alone(f, x, i):
    """f gets t alone here. It wants a whole point: a copy of x, with t in place i."""
    return lambda t: f(float(t))


@mistake_in("slice_along")
def returns_the_point(f, x, i):
    """That is the point with t in it. The slice is a height: f of that point."""
    kept = np.array(x, dtype=float)
    return lambda t: _moved(kept, (i, t - kept[i]))


@mistake_in("slice_along")
def hands_over_a_list(f, x, i):
    """Does f get a list here? Its points are arrays, and x**2 or x + h works with those alone: np.array(…) makes one of
    a list.
    """
    kept = [float(number) for number in x]
    return lambda t: f([*kept[:i], t, *kept[i + 1 :]])


@mistake_in("slice_along")
def looks_for_the_number(f, x, i):
    """This looks for the coordinate by its value, and another may have the same. Take the place: moved[i] = t."""
    kept = [float(number) for number in x]
    return lambda t: f(_moved(x, (kept.index(kept[i]), t - kept[i])))


@mistake_in("partial")
def moves_every_coordinate(f, x, i, h=1e-5):
    """A number that is added to x moves every coordinate at once, and h, or h * i, is a number. Move x[i] alone, in a
    copy; as an array of its own the step is h * np.eye(len(x))[i].
    """
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake_in("partial")
def hands_over_one_number(f, x, i, h=1e-5):
    """Does f get one number here, x[i] + h? It wants a whole point: a copy of x in which x[i] has moved. Or is it a
    place that there is not, such as i + 1? They are counted from 0.
    """
    return (f(x[i] + h) - f(x[i] - h)) / (2 * h)


@mistake_in("partial")
def hands_the_point_to_the_slice(f, x, i, h=1e-5):
    """Is a whole point handed to the slice, as in g(x + h)? It takes one number: g(x[i] + h)."""

    def g(t):
        moved = np.array(x, dtype=float)
        moved[i] = t
        return f(moved)

    return (g(x + h) - g(x - h)) / (2 * h)


@mistake_in("partial")
def knows_two_axes_only(f, x, i, h=1e-5):
    """np.eye(2) has a step for two axes, and this point has a third. len(x) says how many there are: np.eye(len(x))."""
    step = h * np.eye(2)[i]
    return (f(x + step) - f(x - step)) / (2 * h)


@mistake_in("partial")
def moves_x_itself(f, x, i, h=1e-5):
    """The caller's x was moved. To add h and subtract it again does not bring it back to the last digit: move a copy,
    np.array(x, dtype=float). (x[:] is no copy of an array.)
    """
    x[i] += h
    ahead = f(x)
    x[i] -= 2 * h
    return (ahead - f(x)) / (2 * h)


@mistake_in("partial")
def gives_one_array_two_names(f, x, i, h=1e-5):
    """Ahead and behind are one point here, and the difference is 0. Do both move the same way, or is it one array with
    two names? Neither ahead = x nor x[:] makes a copy.
    """
    ahead = behind = np.array(x, dtype=float)
    ahead[i] += h
    behind[i] -= h
    return (f(ahead) - f(behind)) / (2 * h)


@mistake_in("partial")
def steps_back_to_x(f, x, i, h=1e-5):
    """Behind is x itself here, so half of the difference is lost. Is it the array that was moved ahead, one step back?
    Copy x for each of the two.
    """
    moved = np.array(x, dtype=float)
    moved[i] += h
    ahead = f(moved)
    moved[i] -= h
    return (ahead - f(moved)) / (2 * h)


@mistake_in("partial")
def puts_h_in_its_place(f, x, i, h=1e-5):
    """This puts h in the place of x[i], so it measures near 0. Add the step to what is there: +=, not =."""
    ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
    ahead[i] = h
    behind[i] = -h
    return (f(ahead) - f(behind)) / (2 * h)


@mistake_in("partial")
def moves_the_coordinate_before(f, x, i, h=1e-5):
    """This moves the coordinate before the right one. Python counts from 0: x_i is x[i], not x[i - 1]."""
    return _partial(f, x, i - 1, h)


@mistake_in("partial")
def moves_axis_0(f, x, i, h=1e-5):
    """This moves axis 0, whatever i is. Is there a 0 in the brackets? It is [i]."""
    return _partial(f, x, 0, h)


@mistake_in("partial")
def moves_axis_1(f, x, i, h=1e-5):
    """This moves axis 1, whatever i is. Is there a 1 in the brackets? It is [i]."""
    return _partial(f, x, 1, h)


@mistake_in("partial")
def moves_by_one(f, x, i, h=1e-5):
    """The step is a whole 1 here, and the run below is that of h. Multiply: x + h * e and x - h * e."""
    return (f(_moved(x, (i, 1.0))) - f(_moved(x, (i, -1.0)))) / (2 * h)


@mistake_in("partial")
def takes_all_steps_at_once(f, x, i, h=1e-5):
    """np.eye(len(x)) is a table with the steps along all axes. Take one of them: np.eye(len(x))[i]."""
    steps = h * np.eye(len(x))
    return (f(x + steps) - f(x - steps)) / (2 * h)


@mistake_in("partial")
def measures_at_the_axis(f, x, i, h=1e-5):
    """This measures at i, the number of the axis. Measure the slice at x[i]."""
    here = _moved(x, (i, i - x[i]))
    return _partial(f, here, i, h)


@mistake_in("partial")
def moves_among_zeros_only(f, x, i, h=1e-5):
    """The other coordinates are 0 here. Start from a copy of x, and move x[i] alone."""
    return _partial(f, _moved(np.zeros(len(x)), (i, x[i])), i, h)


@mistake_in("partial")
def divides_a_partial_by_h(f, x, i, h=1e-5):
    """The step of h goes both ways, so the two points are 2h apart: divide by 2h, not by h. This is twice the slope."""
    return 2 * _partial(f, x, i, h)


@mistake_in("partial")
def forgets_the_brackets_of_the_run(f, x, i, h=1e-5):
    """This multiplies by h instead of dividing by it: a / 2 * h means (a / 2) * h in Python. Use brackets."""
    return (f(_moved(x, (i, h))) - f(_moved(x, (i, -h)))) / 2 * h


@mistake_in("partial")
def divides_only_the_value_at_the_back(f, x, i, h=1e-5):
    """Python divides before it subtracts, so only the value behind is divided here. Put the difference in brackets
    too.
    """
    return f(_moved(x, (i, h))) - f(_moved(x, (i, -h))) / (2 * h)


@mistake_in("partial")
def moves_ahead_only(f, x, i, h=1e-5):
    """This looks only ahead, and its error shrinks only like h. Look both ways, a step ahead and a step behind, 2h
    apart.
    """
    return (f(_moved(x, (i, h))) - f(np.array(x, dtype=float))) / h


@mistake_in("partial")
def subtracts_ahead_from_behind(f, x, i, h=1e-5):
    """The sign is flipped: a rise along the axis is a slope above 0. Take the value ahead minus the value behind."""
    return -_partial(f, x, i, h)


@mistake_in("partial")
def cuts_the_step_to_an_integer(f, x, i, h=1e-5):
    """The step was lost: an array of integers, or a copy of it, cannot hold x[i] + h. Make floats of it first."""
    ahead, behind = np.array(x), np.array(x)
    ahead[i] += h
    behind[i] -= h
    return (f(ahead) - f(behind)) / (2 * h)


@mistake_in("partial")
def takes_a_step_of_its_own(f, x, i, h=1e-5):
    """Is h used? Here the step stays tiny, though the call gave a large one. Compute with the name h: its default,
    1e-5, holds only where a call gives no other.
    """
    return _partial(f, x, i)


@mistake_in("partial")
def divides_by_the_default_run(f, x, i, h=1e-5):
    """A call may give h, and this one gives 0.5. Is every step the name h in your lines? 2e-5 is right for the default
    only: divide by 2 * h.
    """
    return (f(_moved(x, (i, h))) - f(_moved(x, (i, -h)))) / 2e-5


@mistake_in("partial")
def goes_half_a_step(f, x, i, h=1e-5):
    """The step is halved here. The formula goes a whole h to each side, and the run is 2 * h."""
    return _partial(f, x, i, h / 2)


@mistake_in("partial")
def returns_every_partial(f, x, i, h=1e-5):
    """That is the partial derivative along every axis. This exercise asks for one of them, along axis i."""
    return _partials(f, x)


@mistake_in("partial")
def makes_the_step_an_integer(f, x, i, h=1e-5):
    """The step is 0 here: an array made like x holds integers if x does, and cannot hold h. Make the step an array of
    floats, np.zeros(len(x)).
    """
    step = np.zeros_like(x)
    step[i] = h
    return (f(x + step) - f(x - step)) / (2 * h)


@mistake_in("partial")
def looks_for_the_coordinate(f, x, i, h=1e-5):
    """This looks for the coordinate by its value, and another may have the same. Take the place: ahead[i] += h."""
    return _partial(f, x, list(x).index(x[i]), h)


@mistake_in("tangent_plane")
def counts_from_the_origin(f, a):
    """This plane misses the surface at a: it counts distances from the origin. Count them from a, x[i] - a[i]: there
    they are 0, and f(a) is left.
    """
    return lambda x: f(a) + _partials(f, a) @ x


@mistake_in("tangent_plane")
def forgets_the_height_at_a(f, a):
    """This plane has height 0 at a. The tangent plane touches the surface there: add f(a)."""
    return lambda x: _partials(f, a) @ (np.asarray(x) - a)


@mistake_in("tangent_plane")
def takes_the_slopes_at_x(f, a):
    """The slopes are taken afresh at each x, so this is bent. A plane has the same slopes everywhere, those at a."""
    return lambda x: f(a) + _partials(f, x) @ (np.asarray(x) - a)


@mistake_in("tangent_plane")
def takes_the_height_at_each_x(f, a):
    """The height is taken at each x, so this is no plane. Start from the point of contact: f(a), not f(x)."""
    return lambda x: f(x) + _partials(f, a) @ (np.asarray(x) - a)


@mistake_in("tangent_plane")
def tilts_along_the_first_axis_only(f, a):
    """This plane tilts along the first axis only, and is level along the rest. Add a term for each axis. Does a return
    stand inside the loop? It ends that in the first round.
    """
    return lambda x: f(a) + _partial(f, a, 0) * (x[0] - a[0])


@mistake_in("tangent_plane")
def tilts_along_the_last_axis_only(f, a):
    """Only the last axis is left: each round of the loop writes over the one before. Add the terms up."""
    return lambda x: f(a) + _partial(f, a, len(a) - 1) * (x[-1] - a[-1])


@mistake_in("tangent_plane")
def keeps_the_last_term_only(f, a):
    """Only the term of the last axis is left, and f(a) is missing. Does each round of the loop write over the one
    before? Begin with f(a), and add each term: +=.
    """
    return lambda x: _partial(f, a, len(a) - 1) * (x[-1] - a[-1])


@mistake_in("tangent_plane")
def keeps_the_first_term_only(f, a):
    """This is the term of the first axis alone, without f(a). Does a return stand inside the loop? It ends that in the
    first round.
    """
    return lambda x: _partial(f, a, 0) * (x[0] - a[0])


@mistake_in("tangent_plane")
def adds_the_height_for_each_axis(f, a):
    """f(a) is added once for each axis here. It is the height of the point of contact: add it once, outside the sum."""
    return lambda x: len(a) * f(a) + _partials(f, a) @ (np.asarray(x) - a)


@mistake_in("tangent_plane")
def turns_the_distances_round(f, a):
    """This plane tilts the wrong way. The distances lead from a to x: x[i] - a[i]."""
    return lambda x: f(a) - _partials(f, a) @ (np.asarray(x) - a)


@mistake_in("tangent_plane")
def takes_the_sizes_of_the_distances(f, a):
    """On one side this is right, on the other it is mirrored. Behind a the distance x[i] - a[i] is below 0: leave out
    abs.
    """
    return lambda x: f(a) + _partials(f, a) @ np.abs(np.asarray(x) - a)


@mistake_in("tangent_plane")
def does_not_sum(f, a):
    """That is one height per axis. The height of a plane is one number: sum the terms of all axes."""
    return lambda x: f(a) + _partials(f, a) * (np.asarray(x) - a)


@mistake_in("tangent_plane")
def leaves_out_the_index_of_the_distance(f, a):
    """Is an [i] missing? Each slope belongs to one distance, that along its own axis: slope i times (x[i] - a[i])."""
    return lambda x: f(a) + np.sum(_partials(f, a)) * (np.asarray(x) - a)


@mistake_in("tangent_plane")
def multiplies_the_sums(f, a):
    """This is the sum of the slopes times the sum of the distances. Each slope belongs to its own distance: multiply
    the pairs first, then add up.
    """
    return lambda x: f(a) + np.sum(_partials(f, a)) * np.sum(np.asarray(x) - a)


@mistake_in("tangent_plane")
def knows_no_axis(f, a):
    """i is not known here: it is each axis in turn. Add up over all of them, for i in range(len(a))."""
    return lambda x: f(a) + _partial(f, a, i) * (x[i] - a[i])  # noqa: F821


@mistake_in("tangent_plane")
def returns_the_slopes(f, a):
    """Those are the slopes at a. Return a function of x: define one inside, and return it without calling it."""
    return _partials(f, a)


@mistake_in("tangent_plane")
def knows_no_x(f, a):
    """x is not known yet: it comes when the plane is called. Define a function of x inside, def plane(x): …, and return
    plane.
    """
    return f(a) + _partials(f, a) @ (x - a)  # noqa: F821


@mistake_in("tangent_plane")
def tilts_along_two_axes_only(f, a):
    """This plane tilts along the first two axes only. a may have more coordinates: add a term for each."""
    return lambda x: f(a) + sum(_partial(f, a, i) * (x[i] - a[i]) for i in range(min(2, len(a))))


@mistake_in("total_change")
def takes_the_actual_change(f, x, dx):
    """That is the actual change. The predicted one follows the tangent plane: use only the slopes at x, and
    dx.
    """
    return f(np.asarray(x) + dx) - f(np.asarray(x))


@mistake_in("total_change")
def adds_up_actual_changes(f, x, dx):
    """Are these the actual changes, along one axis after the other? The prediction knows only the slopes at x: multiply
    each by its dx[i].
    """
    x = np.asarray(x, dtype=float)
    return sum(f(_moved(x, (i, step))) - f(x) for i, step in enumerate(dx))


@mistake_in("total_change")
def adds_up_the_sizes_of_the_parts(f, x, dx):
    """Here each part counts as a rise. Sizes are for errors, of which nobody knows the sign; each dx[i] has one, and
    what falls is subtracted: leave out abs.
    """
    return np.sum(np.abs(_partials(f, x) * dx))


@mistake_in("total_change")
def multiplies_two_sums(f, x, dx):
    """This is the sum of the slopes times the sum of the nudges. Each slope belongs to its own nudge: multiply the
    pairs first, then add up.
    """
    return np.sum(_partials(f, x)) * np.sum(dx)


@mistake_in("total_change")
def flips_the_change(f, x, dx):
    """The sign is flipped. Each slope times its dx[i], added up, is the change; or it is the tangent plane at x + dx,
    minus f(x).
    """
    return -_partials(f, x) @ dx


@mistake_in("total_change")
def multiplies_by_the_place(f, x, dx):
    """Are the slopes multiplied by x? Each belongs to its nudge: slope i times dx[i]."""
    return _partials(f, x) @ x


@mistake_in("total_change")
def takes_the_slopes_at_the_step(f, x, dx):
    """Are the slopes taken at dx? dx is a step, not a place: take them at x."""
    return _partials(f, dx) @ dx


@mistake_in("total_change")
def asks_the_plane_at_the_step(f, x, dx):
    """Is the tangent plane asked at dx? It takes a place, x + dx, and gives a height: subtract f(x) from that."""
    return f(np.asarray(x)) + _partials(f, x) @ (np.asarray(dx) - np.asarray(x))


@mistake_in("total_change")
def subtracts_x_from_the_step(f, x, dx):
    """dx is the step already: do not subtract x from it. A tangent plane would be asked at x + dx, not at dx."""
    return _partials(f, x) @ (np.asarray(dx) - np.asarray(x))


@mistake_in("total_change")
def forgets_dx(f, x, dx):
    """The slopes are added up as if each input moved by 1. A slope is a change for a step of 1: multiply each by its
    dx[i].
    """
    return np.sum(_partials(f, x))


@mistake_in("total_change")
def counts_the_first_axis_only(f, x, dx):
    """This is the part of one axis alone. All inputs change, and each adds its part, its slope times its dx[i]. Does a
    return stand inside the loop? Or is the largest part taken, with max?
    """
    return _partial(f, x, 0) * dx[0]


@mistake_in("total_change")
def counts_the_last_axis_only(f, x, dx):
    """Only the last axis is left: each round of the loop writes over the one before. Add the parts up."""
    return _partial(f, x, len(x) - 1) * dx[-1]


@mistake_in("total_change")
def leaves_the_parts_apart(f, x, dx):
    """Those are the parts that each axis adds. The change of f is one number: sum them."""
    return _partials(f, x) * dx


@mistake_in("total_change")
def leaves_out_the_index_of_dx(f, x, dx):
    """Is an [i] missing? Each slope belongs to one number, the nudge of its own input: slope i times dx[i]."""
    return np.sum(_partials(f, x)) * np.asarray(dx)


@mistake_in("total_change")
def multiplies_by_the_length(f, x, dx):
    """This multiplies all slopes by the length of dx. Each slope has a distance of its own: slope i times dx[i]."""
    return np.sum(_partials(f, x)) * np.linalg.norm(dx)


@mistake_in("total_change")
def predicts_from_the_far_end(f, x, dx):
    """The slopes are taken at x + dx. A prediction knows only where it starts: take them at x."""
    return _partials(f, np.asarray(x) + dx) @ dx


@mistake_in("total_change")
def adds_the_height(f, x, dx):
    """That is the predicted new value. The change alone is asked: leave out f(x)."""
    return f(np.asarray(x)) + _partials(f, x) @ dx


@mistake_in("total_change")
def counts_two_axes_only(f, x, dx):
    """This counts the first two axes only. x may have more coordinates, and each adds its part."""
    return sum(_partial(f, x, i) * dx[i] for i in range(min(2, len(x))))


@mistake_in("total_change")
def predicts_from_halfway(f, x, dx):
    """The slopes are taken halfway, at x + dx/2. That is closer to the actual change; the prediction asked for uses
    the slopes at x.
    """
    return _partials(f, np.asarray(x) + np.asarray(dx) / 2) @ dx


def _corners(f, x, i, j, h):
    """f at the four corners: ahead on both axes, ahead on i only, ahead on j only, behind on both."""
    signs = ((1, 1), (1, -1), (-1, 1), (-1, -1))
    return [f(_moved(x, (i, a * h), (j, b * h))) for a, b in signs]


@mistake_in("mixed_partial")
def divides_by_one_h_squared(f, x, i, j, h=1e-4):
    """Each of the two differences reaches from -h to h, a run of 2h. Divide by 2h twice, that is by 4h², not by h²."""
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / h**2


@mistake_in("mixed_partial")
def divides_by_two_h_once(f, x, i, j, h=1e-4):
    """There are two differences, one along each axis, and each is divided by 2h: 4h² in all."""
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / (2 * h)


@mistake_in("mixed_partial")
def divides_by_four_h(f, x, i, j, h=1e-4):
    """The square is missing: two runs of 2h, one along each axis, make (2h)·(2h) = 4h², in Python 4 * h**2."""
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / (4 * h)


@mistake_in("mixed_partial")
def divides_by_two_h_squared(f, x, i, j, h=1e-4):
    """This is twice what it should be. Is it 2 * h**2 below? Two runs of 2h make (2h)·(2h) = 4h²; in Python 2 * h**2
    squares only the h: write (2 * h)**2.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / (2 * h**2)


@mistake_in("mixed_partial")
def multiplies_by_h_squared(f, x, i, j, h=1e-4):
    """This multiplies by h² instead of dividing by it: a / 4 * h**2 means (a / 4) * h**2 in Python. Put what is below
    the line in brackets.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / 4 * h**2


@mistake_in("mixed_partial")
def halves_and_multiplies_by_h_squared(f, x, i, j, h=1e-4):
    """This multiplies by h² instead of dividing by it: a / 2 * h**2 means (a / 2) * h**2 in Python. Below the line
    stands 4h²: / (4 * h**2).
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / 2 * h**2


@mistake_in("mixed_partial")
def forgets_a_corner(f, x, i, j, h=1e-4):
    """A corner is missing, the one behind on both axes. There are four, two with a plus; this one is taken away twice,
    so it counts with a plus.
    """
    a, b, c, _ = _corners(f, x, i, j, h)
    return (a - b - c) / (4 * h**2)


@mistake_in("mixed_partial")
def forgets_two_corners(f, x, i, j, h=1e-4):
    """Two of the four corners are missing, those ahead on one axis and behind on the other. They count with a minus."""
    a, _, _, d = _corners(f, x, i, j, h)
    return (a - d) / (4 * h**2)


@mistake_in("mixed_partial")
def subtracts_the_last_corner(f, x, i, j, h=1e-4):
    """The corner behind on both axes has the wrong sign. It is taken away twice, once along each axis: a plus."""
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c - d) / (4 * h**2)


@mistake_in("mixed_partial")
def adds_the_corner_ahead_on_i(f, x, i, j, h=1e-4):
    """The corner ahead on i and behind on j has the wrong sign. The four signs are +, −, −, +: ahead on both +, ahead
    on one −, behind on both +.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a + b - c + d) / (4 * h**2)


@mistake_in("mixed_partial")
def adds_the_corner_ahead_on_j(f, x, i, j, h=1e-4):
    """The corner behind on i and ahead on j has the wrong sign. The four signs are +, −, −, +: ahead on both +, ahead
    on one −, behind on both +.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b + c + d) / (4 * h**2)


@mistake_in("mixed_partial")
def takes_the_slope_along_i(f, x, i, j, h=1e-4):
    """Both corners ahead on i have a plus here, and both behind a minus: that is the slope along i alone. The four
    signs are +, −, −, +: ahead on both +, ahead on one −, behind on both +.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a + b - c - d) / (4 * h**2)


@mistake_in("mixed_partial")
def takes_the_slope_along_j(f, x, i, j, h=1e-4):
    """Both corners ahead on j have a plus here, and both behind a minus: that is the slope along j alone. The four
    signs are +, −, −, +: ahead on both +, ahead on one −, behind on both +.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b + c - d) / (4 * h**2)


@mistake_in("mixed_partial")
def adds_all_four(f, x, i, j, h=1e-4):
    """All four corners are added. Their signs are +, −, −, +: ahead on both +, ahead on one −, behind on both +."""
    return sum(_corners(f, x, i, j, h)) / (4 * h**2)


@mistake_in("mixed_partial")
def turns_all_signs(f, x, i, j, h=1e-4):
    """The sign is turned round. The four corners count +, −, −, +: ahead on both +, ahead on one −, behind on both
    +.
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (b + c - a - d) / (4 * h**2)


@mistake_in("mixed_partial")
def divides_the_last_corner_only(f, x, i, j, h=1e-4):
    """Only the last corner is divided: Python divides before it adds. Put all four in brackets."""
    a, b, c, d = _corners(f, x, i, j, h)
    return a - b - c + d / (4 * h**2)


@mistake_in("mixed_partial")
def subtracts_one_slope_from_the_other(f, x, i, j, h=1e-4):
    """That is one slope minus another, at one place. Take the slope along j at two places, apart along i."""
    return _partial(f, x, i, h) - _partial(f, x, j, h)


@mistake_in("mixed_partial")
def divides_the_difference_of_two_slopes(f, x, i, j, h=1e-4):
    """That is one slope minus another, both at x. Take one of them, that along j, at two places: a step ahead and a
    step behind along i.
    """
    return (_partial(f, x, i, h) - _partial(f, x, j, h)) / (2 * h)


@mistake_in("mixed_partial")
def halves_and_multiplies_by_h(f, x, i, j, h=1e-4):
    """This is far too small. Does / 2 * h stand there? It halves, then multiplies by h: write / (2 * h). Or is h not
    divided by at all?
    """
    a, b, c, d = _corners(f, x, i, j, h)
    return (a - b - c + d) / (2 * h) / 2 * h


@mistake_in("mixed_partial")
def hands_a_slope_to_partial(f, x, i, j, h=1e-4):
    """Does partial get a number for its function, as partial(f, x, j) is one? It wants a function of a point:
    lambda z: partial(f, z, j, h).
    """
    return _partial(_partial(f, x, j, h), x, i, h)


@mistake_in("mixed_partial")
def hands_a_slope_over_as_a_point(f, x, i, j, h=1e-4):
    """Does partial get a number for its point, as partial(f, x, j) is one? It wants a function and a point: the inner
    slope, lambda z: partial(f, z, j, h), and x.
    """
    return _partial(f, np.zeros(len(_partial(f, x, j, h))), i, h)


@mistake_in("mixed_partial")
def puts_the_steps_in_its_place(f, x, i, j, h=1e-4):
    """This is 0. Is the step put in the place of x[i], as in moved[i] = a? Add it: +=. Or do all four corners get the
    same point? Or does an inner function use x, where it should use its own argument?
    """

    def corner(a, b):
        moved = np.array(x, dtype=float)
        moved[i] = a
        moved[j] = b
        return f(moved)

    return (corner(h, h) - corner(h, -h) - corner(-h, h) + corner(-h, -h)) / (4 * h**2)


@mistake_in("mixed_partial")
def overwrites_the_first_step(f, x, i, j, h=1e-4):
    """For i = j this is 0. Does the second step write over the first? Use += on the moved point, so that steps along
    the same axis add up.
    """

    def corner(a, b):
        moved = np.array(x, dtype=float)
        moved[i] = x[i] + a * h
        moved[j] = x[j] + b * h
        return f(moved)

    return (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * h**2)


@mistake_in("mixed_partial")
def moves_x_for_each_corner(f, x, i, j, h=1e-4):
    """Each corner begins where the last one ended: all four move one array. Does each begin with a copy of x of its
    own, np.array(x, dtype=float)? (moved = x, or x[:], is none.)
    """

    def corner(a, b):
        moved = x
        moved[i] += a
        moved[j] += b
        return f(moved)

    return (corner(h, h) - corner(h, -h) - corner(-h, h) + corner(-h, -h)) / (4 * h**2)


@mistake_in("mixed_partial")
def takes_inner_steps_of_its_own(f, x, i, j, h=1e-4):
    """Is h used in both steps? This call gives a large one. A helper, such as your partial, has to be given it too:
    partial(f, x, j, h).
    """
    return _partial(lambda z: _partial(f, z, j), x, i, h)


@mistake_in("mixed_partial")
def takes_the_steps_of_its_helper(f, x, i, j, h=1e-4):
    """Is h handed on, as in partial(…, h)? A helper that is not given it takes its own default step, though this call
    asks for a large one. Or is h set anew inside?
    """
    return _partial(lambda z: _partial(f, z, j), x, i)


@mistake_in("mixed_partial")
def takes_tiny_steps_of_its_own(f, x, i, j, h=1e-4):
    """Is h used? Here all steps are tiny, though this call gives a large one. Compute with the name h: its default
    holds only where a call gives no other.
    """
    return _partial(lambda z: _partial(f, z, j, 1e-4), x, i, 1e-4)


@mistake_in("mixed_partial")
def looks_ahead_twice(f, x, i, j, h=1e-4):
    """This looks only ahead on both axes, and is off by about h. Look both ways along each axis."""
    x = np.array(x, dtype=float)
    ends = f(_moved(x, (i, h), (j, h))) + f(x)
    return (ends - f(_moved(x, (i, h))) - f(_moved(x, (j, h)))) / h**2


@mistake_in("mixed_partial")
def multiplies_the_slopes(f, x, i, j, h=1e-4):
    """That is one slope times the other. The mixed partial is the slope of a slope: how ∂f/∂x_j changes along axis
    i.
    """
    return _partial(f, x, i) * _partial(f, x, j)


@mistake_in("mixed_partial")
def stays_on_one_axis(f, x, i, j, h=1e-4):
    """This takes both slopes along axis i, and tells how the surface bends there. The mixed one needs a step along axis
    j too.
    """
    a, b, c, d = _corners(f, x, i, i, h)
    return (a - b - c + d) / (4 * h**2)


@mistake_in("mixed_partial")
def stays_on_the_other_axis(f, x, i, j, h=1e-4):
    """This takes both slopes along axis j, and tells how the surface bends there. The mixed one needs a step along axis
    i too.
    """
    a, b, c, d = _corners(f, x, j, j, h)
    return (a - b - c + d) / (4 * h**2)


@mistake_in("mixed_partial")
def cuts_the_steps_to_integers(f, x, i, j, h=1e-4):
    """The steps were lost: a copy of an integer array is an integer array again. Make floats of it first."""

    def corner(a, b):
        moved = np.array(x)
        moved[i] += a * h
        moved[j] += b * h
        return f(moved)

    return (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * h**2)


@mistake_in("mixed_partial")
def knows_three_axes_only(f, x, i, j, h=1e-4):
    """Does a 3 stand in your line, as in np.eye(3)? This point has two coordinates: len(x) says how many there are."""
    p, q = h * np.eye(3)[i], h * np.eye(3)[j]
    return (f(x + p + q) - f(x + p - q) - f(x - p + q) + f(x - p - q)) / (4 * h**2)


@mistake_in("mixed_partial")
def makes_the_steps_integers(f, x, i, j, h=1e-4):
    """The steps are 0 here: arrays made like x hold integers if x does, and cannot hold h. Make the steps arrays of
    floats.
    """
    p, q = np.zeros_like(x), np.zeros_like(x)
    p[i], q[j] = h, h
    return (f(x + p + q) - f(x + p - q) - f(x - p + q) + f(x - p - q)) / (4 * h**2)


@mistake_in("mixed_partial")
def divides_three_points_by_the_wrong_run(f, x, i, j, h=1e-4):
    """For i = j these are three points, h apart: divide by h². It is the four corners that are divided by 4h²."""
    a, b, c, d = _corners(f, x, i, j, h)
    if i == j:
        a, b, c, d = f(_moved(x, (i, h))), f(_moved(x)), f(_moved(x)), f(_moved(x, (i, -h)))
    return (a - b - c + d) / (4 * h**2)


@mistake_in("is_flat")
def adds_up_the_slopes(f, a, tol=1e-3):
    """This still adds the slopes up, and up and down cancel: 2 and -2 make 0. Look at the size of each slope
    alone.
    """
    return abs(np.sum(_partials(f, a))) <= tol


@mistake_in("is_flat")
def asks_for_one_flat_axis(f, a, tol=1e-3):
    """Is one flat axis enough here? A ramp is level across, and still no place to stand: all slopes must be
    small.
    """
    return any(abs(slope) <= tol for slope in _partials(f, a))


@mistake_in("is_flat")
def calls_falls_flat(f, a, tol=1e-3):
    """Does a fall count as flat here? A slope of -2 is below tol, but steep: take abs of each slope."""
    return all(slope <= tol for slope in _partials(f, a))


@mistake_in("is_flat")
def looks_along_the_first_axis(f, a, tol=1e-3):
    """Does this look along the first axis only? A return inside the loop ends it in its first round."""
    return abs(_partial(f, a, 0)) <= tol


@mistake_in("is_flat")
def looks_along_the_last_axis(f, a, tol=1e-3):
    """Does the last axis alone decide? In a loop a new value writes over the one before; and in abs(p) and abs(q) <=
    tol only q is compared. All slopes must be small.
    """
    return abs(_partial(f, a, len(a) - 1)) <= tol


@mistake_in("is_flat")
def looks_along_two_axes(f, a, tol=1e-3):
    """Are two axes looked at, and no more? This point has a third coordinate, and the ground is steep along it: go
    through all of range(len(a)).
    """
    return all(abs(_partial(f, a, i)) <= tol for i in range(min(2, len(a))))


@mistake_in("is_flat")
def adds_up_the_squares(f, a, tol=1e-3):
    """Slopes of 0.02 came out as flat, with tol at 0.001. Are they squared, multiplied, or subtracted from each other?
    Compare the size of each with tol: abs(slope) <= tol.
    """
    return np.sum(_partials(f, a) ** 2) <= tol


@mistake_in("is_flat")
def answers_for_each_axis(f, a, tol=1e-3):
    """That is an answer for each axis. One is asked for: all(…) is True if all of them are."""
    return [bool(abs(slope) <= tol) for slope in _partials(f, a)]


@mistake_in("is_flat")
def compares_a_list_with_tol(f, a, tol=1e-3):
    """A whole list is compared with tol here. Compare the size of each slope: all(abs(s) <= tol for s in slopes)."""
    return list(_partials(f, a)) <= tol


@mistake_in("is_flat")
def takes_the_size_of_a_list(f, a, tol=1e-3):
    """abs takes a number or an array, and this is a list. Take the size of each slope: all(abs(s) <= tol for s in
    slopes).
    """
    return abs(list(_partials(f, a))) <= tol  # type: ignore[arg-type]


@mistake_in("is_flat")
def says_nothing_where_it_is_steep(f, a, tol=1e-3):
    """None has come. Is there a return for each case, True where all slopes are small and False where one is not?"""
    if all(abs(slope) <= tol for slope in _partials(f, a)):
        return True


@mistake_in("is_flat")
def says_nothing_where_it_is_flat(f, a, tol=1e-3):
    """Here it is flat, and None has come. Where the function returns False, it is right; if no slope was steep, it has
    to return True, below the loop.
    """
    if any(abs(slope) > tol for slope in _partials(f, a)):
        return False


@mistake_in("is_flat")
def asks_for_exact_zeros(f, a, tol=1e-3):
    """This place is flat. Is a slope compared with exactly 0? A measured one hardly ever is that: ask whether its size
    is at most tol. Or is the step so long that it leads up the side?
    """
    return all(slope == 0 for slope in _partials(f, a))


@mistake_in("is_flat")
def answers_the_other_way_round(f, a, tol=1e-3):
    """True is for a flat place, False for a slope. Is the answer the wrong way round? Or is False printed, where it
    should be returned?
    """
    return any(abs(slope) > tol for slope in _partials(f, a))


@mistake_in("is_flat")
def asks_for_height_zero(f, a, tol=1e-3):
    """Is this about the height of f? A place can be low and steep: look at the slopes."""
    return abs(f(a)) <= tol


@mistake_in("is_flat")
def forgets_to_divide(f, a, tol=1e-3):
    """Are these rises instead of slopes? Over so short a step every rise is tiny: divide by the run."""
    return all(abs(2e-5 * slope) <= tol for slope in _partials(f, a))


@mistake_in("is_flat")
def ignores_tol(f, a, tol=1e-3):
    """Is tol used? This call allows more than 1e-3: what counts as steep is for the caller to say. Is each slope
    compared with the name tol?
    """
    return all(abs(slope) <= 1e-3 for slope in _partials(f, a))


@mistake_in("is_flat")
def adds_up_the_sizes(f, a, tol=1e-3):
    """Are the sizes of the slopes added up? Slopes of 2 and 3 are both below 4. Compare each alone with tol."""
    return np.sum(np.abs(_partials(f, a))) <= tol


@mistake_in("is_flat")
def takes_the_length_of_all(f, a, tol=1e-3):
    """Is this the root of the sum of squares? The question is about each slope alone: is its size at most tol?"""
    return np.linalg.norm(_partials(f, a)) <= tol


@mistake_in("is_flat")
def averages_the_sizes(f, a, tol=1e-3):
    """Is this the mean of the sizes? One steep slope is enough to fall, however flat the others are. Look at each."""
    return np.mean(np.abs(_partials(f, a))) <= tol


@mistake_in("is_flat")
def takes_abs_of_the_largest(f, a, tol=1e-3):
    """Is abs taken after max? The largest of 0 and -1 is 0. Take the size of each slope first: max(abs(s) for …)."""
    return abs(max(_partials(f, a))) <= tol


@mistake_in("read_map")
def takes_a_fall_for_a_rise():
    """There the slope that is asked for has the other sign. East is to the right and north is up: does the ground go up
    on that walk, or down?
    """
    return {"east": "C", "north": "A", "along": "F"}


@mistake_in("read_map")
def looks_along_the_other_axis():
    """The ground is steep there, but along the other axis. How close contours lie tells only how steep it is across
    them: count those that you cross on the walk that is asked for.
    """
    return {"east": "F", "north": "C", "along": "A"}


@mistake_in("read_map")
def walks_along_a_contour():
    """The slope along that axis is 0 there: the contour runs just the way you walk, and on a contour the height stays
    the same. Look for a place where you cross contours.
    """
    return {"east": "A", "north": "E", "along": "A"}


@mistake_in("read_map")
def walks_across_a_level_axis():
    """At E it is ∂f/∂y that is 0, and ∂f/∂x is not: the contour runs north and south. Look for a place where it runs
    east and west.
    """
    return {"east": "E", "north": "F", "along": "E"}


@mistake_in("read_map")
def walks_down_across_a_level_axis():
    """At C the contour runs north and south: ∂f/∂y is 0, and ∂f/∂x is far below 0. Look for a place where the contour
    runs east and west.
    """
    return {"east": "E", "north": "F", "along": "C"}


@mistake_in("read_map")
def takes_the_highest_place():
    """D is high, but level: on the top both slopes are 0. A slope is not a height, but how fast the height changes."""
    return {"east": "D", "north": "D", "along": "D"}


@mistake_in("read_map")
def takes_a_gentle_slope():
    """The sign is right, but contours are far apart there: the height changes slowly. Elsewhere you cross more of them
    in a walk as short.
    """
    return {"east": "B", "north": "B", "along": "A"}


@mistake_in("read_map")
def takes_level_land():
    """At H there is no contour far and wide: both slopes are nearly 0 there, and steep ground is elsewhere."""
    return {"east": "H", "north": "H", "along": "H"}


@mistake_in("read_map")
def crosses_the_contour_at_an_angle():
    """At G both slopes differ from 0, for the contour runs at an angle. Where ∂f/∂x = 0, a step to the east stays on
    the contour: it runs east and west.
    """
    return {"east": "E", "north": "F", "along": "G"}


@mistake_in("read_map")
def crosses_many_contours_the_wrong_way():
    """At G the ground rises to the north and falls to the east. Put a pencil there and move it the way you are asked:
    do the contours that it crosses lead up to D, or away from it?
    """
    return {"east": "G", "north": "G", "along": "A"}


@mistake_in("read_map")
def walks_down_beside_it():
    """At B the contour runs at an angle, and to the north the ground falls. Where ∂f/∂x = 0 the contour runs east and
    west; and ∂f/∂y > 0 is where D lies to the north.
    """
    return {"east": "E", "north": "F", "along": "B"}


@mistake_in("match_cuts")
def takes_a_height_for_a_slope():
    """That curve is a height: it is largest or least on the top or in the pit. The ground is level there, so a slope
    has to be 0 at that moment.
    """
    return {"cut 1": "a", "cut 2": "b", "cut 3": "f", "cut 4": "d"}


@mistake_in("match_cuts")
def takes_the_height_of_the_other_walk():
    """That curve is a height, and that of the other walk over the same hill or pit. A slope is 0 on the top and at the
    bottom, not largest or least.
    """
    return {"cut 1": "c", "cut 2": "e", "cut 3": "a", "cut 4": "b"}


@mistake_in("match_cuts")
def takes_the_height_of_another_cut():
    """That curve is a height, and one of another cut. A slope has both signs on the way over a hill: above 0 going up,
    below 0 going down.
    """
    return {"cut 1": "b", "cut 2": "a", "cut 3": "b", "cut 4": "a"}


@mistake_in("match_cuts")
def takes_a_hill_for_a_pit():
    """Up and down are the wrong way round. Who comes to a hill first goes up, with a slope above 0; who comes to a pit
    first goes down, with one below.
    """
    return {"cut 1": "d", "cut 2": "f", "cut 3": "e", "cut 4": "c"}


@mistake_in("match_cuts")
def walks_the_other_way_through_it():
    """That is the other walk over the same hill or through the same pit, and it comes there in the other half. Start at
    the west end of cuts 1 and 2, at the south end of 3 and 4.
    """
    return {"cut 1": "f", "cut 2": "d", "cut 3": "c", "cut 4": "e"}


@mistake_in("match_cuts")
def takes_the_parallel_cut():
    """That is the slope along the parallel cut, which meets the other of the two, hill or pit. Follow the dashed line:
    what does it cross, and when?
    """
    return {"cut 1": "e", "cut 2": "c", "cut 3": "d", "cut 4": "f"}
