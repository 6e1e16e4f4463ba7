"""Unit 3: arrows of the wrong shape, length or direction, and gradients wrong in one term."""

import numpy as np

from gradus.checks.mistakes import mistake_in


def _difference(f, x, place, h):
    ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
    ahead[place] += h
    behind[place] -= h
    return (f(ahead) - f(behind)) / (2 * h)


def _gradient(f, x, h=1e-5):
    x = np.asarray(x)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        result[place] = _difference(f, x, place, h)
    return result


@mistake_in("gradient")
def flattens(f, x, h=1e-5):
    """The numbers are right, the shape is not: the gradient has the shape of x. Start from
    np.zeros(np.shape(x)), or reshape at the end.
    """
    return _gradient(f, x, h).ravel()


@mistake_in("gradient")
def moves_everything_at_once(f, x, h=1e-5):
    """Each entry holds the slopes along all the others, too. Do all entries move at once, as in x + h? Or is each slope
    added to the whole of result? Move one entry, and set that of the result alone, result[place] = …
    """
    return np.full(np.shape(x), (f(x + h) - f(x - h)) / (2 * h))


@mistake_in("gradient")
def returns_one_number(f, x, h=1e-5):
    """That is one number: all slopes added up, or the slope when all entries move at once. Keep them apart, one for
    every entry of x: result[place] = …
    """
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake_in("gradient")
def keeps_the_last_slope(f, x, h=1e-5):
    """That is one number, the slope along the last entry: each round of the loop writes over the one before. Keep them
    apart, result[place] = …
    """
    return _gradient(f, x, h).flat[-1]


@mistake_in("gradient")
def sets_all_entries(f, x, h=1e-5):
    """Every entry is the slope along the last one here. Does each round of the loop set all of the result? Set one,
    result[place] = …
    """
    return np.full(np.shape(x), _gradient(f, x, h).flat[-1])


@mistake_in("gradient")
def steps_back_to_x(f, x, h=1e-5):
    """Behind is x itself here, so half of each difference is lost. Is it the array that was moved ahead, one step back?
    Take two copies of x, one moved ahead, one behind.
    """
    result, here = np.zeros(np.shape(x)), np.array(x, dtype=float)
    for place in np.ndindex(here.shape):
        ahead = here.copy()
        ahead[place] += h
        result[place] = (f(ahead) - f(here)) / (2 * h)
    return result


@mistake_in("gradient")
def asks_a_vector_for_its_columns(f, x, h=1e-5):
    """Is x.shape[1] asked for? This x has one axis, so its shape has no entry 1. np.ndindex(x.shape) goes through the
    places of any shape.
    """
    return np.zeros((x.shape[0], x.shape[1]))


@mistake_in("gradient")
def goes_through_the_entries(f, x, h=1e-5):
    """Does an entry of x stand between the square brackets, as after `for place in x`? A place belongs there:
    `for place in np.ndindex(x.shape):` goes through all of them.
    """
    result = np.zeros(x.shape)
    for entry in x:
        result[entry] = _difference(f, x, entry, h)
    return result


@mistake_in("gradient")
def hands_f_one_entry(f, x, h=1e-5):
    """Does f get one entry, as in f(ahead[place])? It wants the whole array, in which that entry has moved: f(ahead).
    Or are two places asked for, as in x[i][j], where x has one axis? np.ndindex(x.shape) goes through those of any x.
    """
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        result[place] = (f(x[place] + h) - f(x[place] - h)) / (2 * h)
    return result


@mistake_in("gradient")
def returns_in_the_first_round(f, x, h=1e-5):
    """That is the slope along the first entry alone. Is there a return inside the loop? It ends the loop in its first
    round: return after it.
    """
    return _difference(f, x, (0,) * np.ndim(x), h)


@mistake_in("gradient")
def returns_after_one_entry(f, x, h=1e-5):
    """Only the first entry was measured, and the rest are 0 still. Does the return stand inside the loop? It ends the
    loop in its first round: return after it.
    """
    result, first = np.zeros(np.shape(x)), (0,) * np.ndim(x)
    result[first] = _difference(f, x, first, h)
    return result


@mistake_in("gradient")
def gives_one_array_two_names(f, x, h=1e-5):
    """All differences are 0. Do the two copies move the same way, or not at all? One moves by += h, the other by -= h.
    Or are `ahead` and `behind` two names for one array? Then it moves ahead and back again.
    """
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead = behind = np.array(x, dtype=float)
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result


@mistake_in("gradient")
def moves_the_callers_x(f, x, h=1e-5):
    """The caller's x was moved, and the caller still needs it where it was. Make a copy first, and move that."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        ahead = f(x)
        x[place] -= 2 * h
        result[place] = (ahead - f(x)) / (2 * h)
        x[place] += h
    return result


@mistake_in("gradient")
def adds_steps_to_steps(f, x, h=1e-5):
    """The entries moved before are still moved, so each slope holds those before it too. Start each measurement from
    fresh copies of x.
    """
    ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
    result = np.zeros(ahead.shape)
    for place in np.ndindex(ahead.shape):
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result


@mistake_in("gradient")
def leaves_entries_behind(f, x, h=1e-5):
    """Nearly: each entry is left a step behind, so the next one is measured at another point. Move it back, or start
    from a fresh copy.
    """
    moved = np.array(x, dtype=float)
    result = np.zeros(moved.shape)
    for place in np.ndindex(moved.shape):
        moved[place] += h
        ahead = f(moved)
        moved[place] -= 2 * h
        result[place] = (ahead - f(moved)) / (2 * h)
    return result


@mistake_in("gradient")
def looks_ahead_from_x(f, x, h=1e-5):
    """This looks only ahead, and is off by about h. Look both ways, at a step ahead and a step behind."""
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead = x.copy()
        ahead[place] += h
        result[place] = (f(ahead) - f(x)) / h
    return result


@mistake_in("gradient")
def divides_each_by_h(f, x, h=1e-5):
    """The two points are 2h apart, so divide by 2h, not by h."""
    return 2 * _gradient(f, x, h)


@mistake_in("gradient")
def multiplies_by_h(f, x, h=1e-5):
    """Is it / 2 * h? Python goes from left to right: it divides by 2 and then multiplies by h. Put the divisor in
    parentheses, / (2 * h).
    """
    return _gradient(f, x, h) * h * h


@mistake_in("gradient")
def moves_whole_rows(f, x, h=1e-5):
    """x[i] is a whole row when x is a matrix, and this moves all of it. Go through the entries: np.ndindex(x.shape)
    gives the place of each.
    """
    return np.array([_difference(f, x, i, h) for i in range(len(x))])


@mistake_in("gradient")
def writes_slopes_into_integers(f, x, h=1e-5):
    """The slopes were cut to whole numbers: np.zeros_like(x) of an integer array holds integers only. Make an array
    of floats, np.zeros(x.shape).
    """
    result = np.zeros_like(x)
    for place in np.ndindex(np.shape(x)):
        result[place] = _difference(f, x, place, h)
    return result


@mistake_in("gradient")
def steps_in_integers(f, x, h=1e-5):
    """The step was lost: an array of integers, or a copy of it, cannot hold x + h. Make floats of it first."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result


@mistake_in("gradient")
def stays_in_integers(f, x, h=1e-5):
    """Copies of an integer array, and np.zeros_like of it, hold integers only: the step was lost, and the slopes were
    cut. Make all of them arrays of floats.
    """
    result = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result


@mistake_in("gradient")
def puts_h_in_the_place_of_x(f, x, h=1e-5):
    """This puts h in the place of each entry, so it measures near 0. Add the step to what is there: +=, not =."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] = h
        behind[place] = -h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result


@mistake_in("gradient")
def moves_a_copy_of_the_copy(f, x, h=1e-5):
    """For a transposed matrix reshape(-1) and ravel() make a copy, so moving its entries moves nothing. Use places,
    np.ndindex(x.shape), or flat.
    """
    result = np.zeros(x.shape)
    for k in range(x.size):
        ahead, behind = x.astype(float), x.astype(float)
        ahead.reshape(-1)[k] += h
        behind.reshape(-1)[k] -= h
        result.reshape(-1)[k] = (f(ahead) - f(behind)) / (2 * h)
    return result


@mistake_in("gradient")
def takes_the_length_for_the_size(f, x, h=1e-5):
    """Two shapes do not fit. Has the step one axis, where x has two? len(x) counts the rows only, x.size all entries
    in one row. Move one entry of a copy of x; np.ndindex(x.shape) goes through the places of all.
    """
    result = np.zeros(len(x))
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = h
        result[i] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@mistake_in("gradient")
def fills_whole_rows(f, x, h=1e-5):
    """x[i] is a whole row when x is a matrix: all of it moves at once, and result[i] = … fills the whole row. Go
    through the entries, np.ndindex(x.shape).
    """
    result = np.zeros(np.shape(x))
    for i in range(len(x)):
        result[i] = _difference(f, x, i, h)
    return result


@mistake_in("gradient")
def makes_the_step_of_integers(f, x, h=1e-5):
    """The step is 0 here: an array made like x holds integers if x does, and cannot hold h. Make the step an array of
    floats.
    """
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@mistake_in("gradient")
def looks_for_the_entry(f, x, h=1e-5):
    """This looks for an entry by its value, and another may have the same. Count the places instead."""
    entries = [float(entry) for entry in np.ravel(x)]
    places = [np.unravel_index(entries.index(entry), np.shape(x)) for entry in entries]
    return np.reshape([_difference(f, x, place, h) for place in places], np.shape(x))


@mistake_in("gradient")
def turns_the_difference_round(f, x, h=1e-5):
    """The sign is turned round. It is the value ahead minus the value behind."""
    return -_gradient(f, x, h)


@mistake_in("gradient")
def divides_one_value_only(f, x, h=1e-5):
    """Only one of the two values is divided: / binds closer than -. Put the difference in parentheses before you
    divide.
    """
    result = np.zeros(np.shape(x))
    for place in np.ndindex(np.shape(x)):
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] += h
        behind[place] -= h
        result[place] = f(ahead) - f(behind) / (2 * h)
    return result


@mistake_in("gradient")
def goes_by_a_step_of_its_own(f, x, h=1e-5):
    """Whoever calls it says by h how far to step. Is there a number of your own in its place, in the step or below?"""
    return _gradient(f, x)


@mistake_in("gradient")
def counts_the_entries_along_the_rows(f, x, h=1e-5):
    """Does this count to x.size, and move x[i]? That is row i of a matrix, which has fewer rows than entries. Or have
    rows and columns changed places? x.shape is (rows, columns). np.ndindex(x.shape) goes through all places.
    """
    result = np.zeros(x.shape)
    for i in range(x.size):
        result[i] = _difference(f, x, i, h)
    return result


@mistake_in("gradient")
def writes_two_entries_out(f, x, h=1e-5):
    """Is f given a list of two, [x[0] + h, x[1]]? x may have any shape, and f takes an array of that shape. Copy x, and
    move one entry of the copy.
    """
    along_0 = (f([x[0] + h, x[1]]) - f([x[0] - h, x[1]])) / (2 * h)
    along_1 = (f([x[0], x[1] + h]) - f([x[0], x[1] - h])) / (2 * h)
    return np.array([along_0, along_1])


@mistake_in("gradient")
def asks_the_grids_function(f, x, h=1e-5):
    """Is it np.gradient? That takes heights on a grid. Here is a function: ask it a step ahead and a step behind."""
    return np.gradient(f(x), h)


@mistake_in("steepest")
def does_not_normalise(g):
    """That is g itself, or as long as g. A unit vector has length 1: divide by the length of g."""
    return np.array(g, dtype=float)


@mistake_in("steepest")
def divides_by_the_sum(g):
    """The length of g is not the sum of its entries: square them, add up, and take the root. np.linalg.norm does it."""
    return g / np.sum(g) if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def divides_by_the_sum_of_sizes(g):
    """The sum of the sizes is the way along the streets, not the length of the arrow: square, add, and take the
    root.
    """
    return g / np.sum(np.abs(g)) if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def divides_by_the_largest(g):
    """This makes the largest entry 1. The *length* has to be 1: square the entries, add, and take the root."""
    return g / np.max(np.abs(g)) if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def divides_by_the_largest_of_all(g):
    """Is it divided by np.max(g), or by one entry? Divide by the length of the arrow, np.linalg.norm(g)."""
    return g / np.max(g) if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def divides_each_entry_by_its_size(g):
    """Is each entry divided by its own size, as in g / np.abs(g)? The arrow has *one* length, for all entries together:
    np.linalg.norm(g).
    """
    return np.sign(g)


@mistake_in("steepest")
def turns_the_ratio_round(g):
    """The ratio is upside down: divide g by its length, not the length by g."""
    return np.linalg.norm(g) / g if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def divides_by_the_number_of_entries(g):
    """Is it divided by len(g)? That is the number of entries. Divide by the length of the arrow, np.linalg.norm(g)."""
    return g / len(g)


@mistake_in("steepest")
def returns_the_length(g):
    """That is the length, one number. Divide g by it."""
    return np.linalg.norm(g)


@mistake_in("steepest")
def loses_the_minus(g):
    """A minus was lost. Leave out abs: the arrow points where g does."""
    return np.abs(g) / np.linalg.norm(g) if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def returns_nothing_for_zero(g):
    """For a zero g nothing came back. Return zeros there, np.zeros(len(g))."""
    return g / np.linalg.norm(g) if np.any(g) else None


@mistake_in("steepest")
def divides_by_the_length_squared(g):
    """This divides by the length squared: the sum of squares still needs its root."""
    return g / np.sum(np.square(g)) if np.any(g) else np.zeros(len(g))


@mistake_in("steepest")
def divides_zero_by_zero(g):
    """Where g is zero its length is 0, and 0/0 is NaN. Ask for that case first: no direction is steepest, so return
    zeros.
    """
    return g / np.linalg.norm(g)


@mistake_in("steepest")
def returns_the_number_zero(g):
    """Where g is zero, this returns the number 0. The answer is an arrow there too: an array of zeros, as long as g."""
    return g / np.linalg.norm(g) if np.any(g) else 0.0


@mistake_in("steepest")
def points_downhill(g):
    """This points downhill. The gradient itself points uphill, without a minus."""
    length = np.linalg.norm(g)
    return -g / length if length else np.zeros(len(g))


@mistake_in("steepest")
def calls_very_short_arrows_zero(g):
    """An arrow of length 5e-30 is short, not zero. Is its length compared with something small, or is something small
    added to it? Ask whether it is zero: length == 0.
    """
    length = np.linalg.norm(g)
    return g / length if length > 1e-12 else np.zeros(len(g))


@mistake_in("steepest")
def counts_two_entries_only(g):
    """Do g[0] and g[1] alone count for the length? g may have any number of entries: square them all, add, and take the
    root, np.sqrt(np.sum(g**2)).
    """
    length = np.linalg.norm(g[:2])
    return g / length if length else np.zeros(len(g))


@mistake_in("steepest")
def asks_if_the_array_is_zero(g):
    """Is there an `if g == 0`, or its like? It compares entry by entry and gives an array of truth values, where `if`
    needs one. Ask for the length: np.linalg.norm(g) == 0.
    """
    return np.zeros(len(g)) if g == 0 else g / np.linalg.norm(g)


@mistake_in("steepest")
def takes_a_sum_of_zero_for_zero(g):
    """The entries add up to zero, and the arrow is not zero: plus and minus cancel. Ask for its length."""
    return g / np.linalg.norm(g) if np.sum(g) else np.zeros(len(g))


@mistake_in("steepest")
def takes_negative_entries_for_zero(g):
    """No entry of this arrow is above 0, and yet it is no zero arrow. Is it asked whether one is > 0? Ask for the
    length: np.linalg.norm(g) == 0.
    """
    return g / np.linalg.norm(g) if np.any(g > 0) else np.zeros(len(g))


@mistake_in("steepest")
def asks_two_entries_only(g):
    """This arrow points along its third entry. Are g[0] and g[1] alone asked whether they are 0? Ask for the length:
    np.linalg.norm(g) == 0.
    """
    return g / np.linalg.norm(g) if np.any(g[:2]) else np.zeros(len(g))


@mistake_in("steepest")
def gives_up_at_one_zero(g):
    """One entry of zero makes no zero arrow. (np.all(g), or g.all(), asks whether *all* entries differ from 0.) Ask for
    the length: np.linalg.norm(g) == 0.
    """
    return g / np.linalg.norm(g) if np.all(g) else np.zeros(len(g))


@mistake_in("directional")
def uses_u_as_it_comes(f, x, u):
    """u is taken as it comes, so a longer u gives a larger slope. Divide u by its length first."""
    _refuse_zero(u)
    return np.dot(_gradient(f, x), u)


@mistake_in("directional")
def normalises_the_gradient(f, x, u):
    """Was the gradient divided by its length? That length is what counts. Divide u by its own length instead."""
    _refuse_zero(u)
    g = _gradient(f, x)
    return np.dot(g / np.linalg.norm(g), u)


@mistake_in("directional")
def normalises_both(f, x, u):
    """Both arrows were divided by their lengths, so this is the cosine of the angle between them. The gradient keeps
    its length.
    """
    _refuse_zero(u)
    g = _gradient(f, x)
    return np.dot(g / np.linalg.norm(g), u / np.linalg.norm(u))


@mistake_in("directional")
def steps_as_far_as_u(f, x, u):
    """Is the step u itself? f is then asked far apart, and that gives no slope. Make the step tiny: 1e-5 times the unit
    vector along u.
    """
    _refuse_zero(u)
    return (f(x + u) - f(x - u)) / (2 * np.linalg.norm(u))


@mistake_in("directional")
def rises_over_all_of_u(f, x, u):
    """That is how much f changes over all of u, not a slope. Take the gradient at x, and the dot product with the unit
    vector along u.
    """
    _refuse_zero(u)
    return f(x + u) - f(x)


@mistake_in("directional")
def looks_ahead_as_far_as_u(f, x, u):
    """That is the rise over all of u, divided by its length: the slope on the average of the way. Asked for is the one
    at x: take the gradient there, and the dot product with the unit vector along u.
    """
    _refuse_zero(u)
    return (f(x + u) - f(x)) / np.linalg.norm(u)


@mistake_in("directional")
def rises_over_a_whole_step(f, x, u):
    """That is what f rises over a whole step of 1, and the slope changes on the way. Use the gradient at x."""
    _refuse_zero(u)
    return f(x + u / np.linalg.norm(u)) - f(x)


@mistake_in("directional")
def looks_a_whole_step_both_ways(f, x, u):
    """Is the step the whole unit vector? The slope changes on the way. Make the step tiny, 1e-5 times the unit vector,
    and the run below as short: 2e-5.
    """
    _refuse_zero(u)
    return (f(x + u / np.linalg.norm(u)) - f(x - u / np.linalg.norm(u))) / 2


@mistake_in("directional")
def takes_the_gradient_at_u(f, x, u):
    """The gradient is taken at u. Take it at x, where you stand."""
    _refuse_zero(u)
    return np.dot(_gradient(f, u), u) / np.linalg.norm(u)


@mistake_in("directional")
def looks_only_ahead(f, x, u):
    """Nearly: is it measured ahead only? That is off by about h. Look both ways, or take your `gradient`."""
    _refuse_zero(u)
    return (f(x + 1e-5 * u / np.linalg.norm(u)) - f(x)) / 1e-5


@mistake_in("directional")
def refuses_a_third_axis(f, x, u):
    """u points along its third entry. Is it refused because two are 0? It points nowhere if its length is 0."""
    if not np.any(u[:2]):
        raise ValueError
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def does_not_add_up(f, x, u):
    """Those are the products, coordinate by coordinate. The slope is their sum, one number: a dot product."""
    _refuse_zero(u)
    return _gradient(f, x) * u / np.linalg.norm(u)


@mistake_in("directional")
def returns_an_arrow(f, x, u):
    """That is an arrow along u. The slope is a number: leave out the last factor."""
    _refuse_zero(u)
    u = u / np.linalg.norm(u)
    return np.dot(_gradient(f, x), u) * u


@mistake_in("directional")
def divides_by_u_squared(f, x, u):
    """This divides by the length of u twice. Once makes it a unit vector."""
    _refuse_zero(u)
    return np.dot(_gradient(f, x), u) / np.dot(u, u)


@mistake_in("directional")
def returns_the_steepness(f, x, u):
    """Is this the steepness, the slope in the best direction? Here the direction is given: it is u."""
    _refuse_zero(u)
    return np.linalg.norm(_gradient(f, x))


@mistake_in("directional")
def drops_the_sign(f, x, u):
    """The size is right, but along u it goes downhill, and that is a negative slope: no abs."""
    _refuse_zero(u)
    return abs(np.dot(_gradient(f, x), u)) / np.linalg.norm(u)


@mistake_in("directional")
def lets_zero_pass(f, x, u):
    """A zero u points nowhere, and dividing by its length gives NaN. Raise a ValueError before that."""
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def calls_zero_flat(f, x, u):
    """A zero u points nowhere, so there is no slope along it, not even 0. Raise a ValueError."""
    length = np.linalg.norm(u)
    return np.dot(_gradient(f, x), u) / length if length else 0.0


@mistake_in("directional")
def asserts_that_there_is_an_arrow(f, x, u):
    """An error stops it, but the caller waits for a ValueError, and assert raises an AssertionError. Ask whether u is
    zero, and if so raise ValueError("…") yourself.
    """
    assert np.any(u)
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def leaves_it_to_the_division(f, x, u):
    """The division by 0 stops it, but the caller waits for a ValueError: ask whether u is zero before you divide, and
    raise ValueError("…") yourself. (NumPy's numbers would not even stop.)
    """
    length = float(np.linalg.norm(u))
    return np.dot(_gradient(f, x), [entry / length for entry in u.tolist()])


@mistake_in("directional")
def refuses_a_sum_of_zero(f, x, u):
    """Is u refused because its entries add up to zero? Plus and minus cancel. It points nowhere if its length is 0."""
    if np.sum(u) == 0:
        raise ValueError
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def refuses_one_zero(f, x, u):
    """Is u refused because one of its entries is zero? It points nowhere only if all of them are."""
    if not np.all(u):
        raise ValueError
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def refuses_short_arrows(f, x, u):
    """Is u refused because it is short? It may have any length but zero itself: compare with 0, not with something
    small.
    """
    if np.allclose(u, 0):
        raise ValueError
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def asks_if_the_arrow_is_zero(f, x, u):
    """Is there an `if u == 0`, or its like? It compares entry by entry and gives an array of truth values, where `if`
    needs one. Ask for the length: np.linalg.norm(u) == 0.
    """
    if u == 0:
        raise ValueError("u points nowhere")
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def raises_a_text(f, x, u):
    """raise takes an error, with the text in its brackets: raise ValueError("u points nowhere")."""
    if not np.any(u):
        raise TypeError("exceptions must derive from BaseException")  # what Python says to a raise "…"
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


@mistake_in("directional")
def returns_the_error(f, x, u):
    """Is it `return ValueError`? That hands the error back, as if it were a slope. `raise ValueError("…")` stops the
    function with it.
    """
    if not np.any(u):
        return ValueError
    return np.dot(_gradient(f, x), u) / np.linalg.norm(u)


def _refuse_zero(u):
    if not np.any(u):
        raise ValueError("a zero vector has no direction")


@mistake_in("along_contour")
def turns_clockwise(g):
    """This turns clockwise. Counterclockwise, (1, 0) goes to (0, 1): the minus belongs to the other coordinate."""
    return np.array([g[1], -g[0]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def keeps_the_length(g):
    """The direction is right, the length is not: a turn keeps it, and a unit vector has length 1. Divide by the length
    of g.
    """
    return np.array([-g[1], g[0]])


@mistake_in("along_contour")
def goes_uphill(g):
    """This goes along g, straight uphill. A contour stays level: turn by 90 degrees."""
    return np.array([g[0], g[1]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def swaps_without_a_sign(g):
    """Swapping the two alone is a mirror, not a turn, and the dot product with g is not 0. One of them changes its
    sign.
    """
    return np.array([g[1], g[0]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def changes_a_sign_without_swapping(g):
    """That is a mirror image of g, not a turn, and its dot product with g is not 0. The two change places *and* one
    changes its sign. (With an angle: is it np.arctan2(g[1], g[0]), y first?)
    """
    return np.array([-g[0], g[1]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def changes_the_other_sign_without_swapping(g):
    """That is g with the sign of its second entry changed, a mirror image: its dot product with g is not 0. The two
    entries change places, too.
    """
    return np.array([g[0], -g[1]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def divides_the_second_entry_only(g):
    """Only the second entry is divided by the length. Put both into an array, and divide that: np.array([…, …]) / …"""
    return np.array([-g[1], g[0] / np.hypot(g[0], g[1])])


@mistake_in("along_contour")
def forgets_the_inner_brackets(g):
    """One number came back, the first of two. Have they brackets of their own? np.array([…, …])"""
    return -g[1] / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def changes_both_signs(g):
    """Both have changed their signs. Only the first does: (−g[1], g[0])."""
    return np.array([-g[1], -g[0]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def goes_downhill(g):
    """This goes straight downhill: it turns by 180 degrees. A contour stays level: turn by 90."""
    return -np.array([g[0], g[1]]) / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def divides_by_the_wrong_length(g):
    """The direction is right, the length is not 1: the length of g is the root of the sum of squares."""
    return np.array([-g[1], g[0]]) / (abs(g[0]) + abs(g[1]))


@mistake_in("along_contour")
def writes_over_the_first_entry(g):
    """Is the first entry written over before the second is made of it? Then both are the same. Make a new array of the
    old two, np.array([…, …]).
    """
    turned = np.array(g, dtype=float)
    turned[0] = -turned[1]
    turned[1] = turned[0]
    return turned / np.hypot(g[0], g[1])


@mistake_in("along_contour")
def writes_over_the_callers_entry(g):
    """The caller's g was written into. Is its first entry gone before the second is made of it? Make a new array of the
    old two, np.array([…, …]).
    """
    g[0] = -g[1]
    g[1] = g[0]
    return g / np.linalg.norm(g)


@mistake_in("along_contour")
def loses_the_quadrant(g):
    """Is it np.arctan(g[1] / g[0])? The quotient is the same for (-3, 4) and (3, -4), so arctan cannot tell the two
    apart. np.arctan2(g[1], g[0]) can.
    """
    with np.errstate(divide="ignore"):
        angle = np.arctan(np.divide(g[1], g[0])) + np.pi / 2
    return np.array([np.cos(angle), np.sin(angle)])


@mistake_in("along_contour")
def adds_degrees_to_radians(g):
    """Are 90 added to an angle in radians? arctan2 gives radians, and np.cos and np.sin take them: a right angle is
    np.pi / 2.
    """
    angle = np.arctan2(g[1], g[0]) + 90
    return np.array([np.cos(angle), np.sin(angle)])


@mistake_in("along_contour")
def hands_degrees_to_the_cosine(g):
    """Is the angle in degrees? np.cos and np.sin take radians: a right angle is np.pi / 2."""
    angle = np.degrees(np.arctan2(g[1], g[0])) + 90
    return np.array([np.cos(angle), np.sin(angle)])


@mistake_in("relative_error")
def forgets_the_size(a, b):
    """Differences of both signs come up, and a large negative one is no small error: take abs before max."""
    return np.max((a - b) / _scale(a, b))


@mistake_in("relative_error")
def takes_the_mean(a, b):
    """That is the mean. One wrong entry among many good ones would hardly show: take the largest."""
    return np.mean(np.abs(a - b) / _scale(a, b))


@mistake_in("relative_error")
def takes_the_sum(a, b):
    """That is the sum, which grows with the number of entries. Take the largest."""
    return np.sum(np.abs(a - b) / _scale(a, b))


@mistake_in("relative_error")
def leaves_one_error_an_entry(a, b):
    """That is one error for each entry. Return the largest, one number."""
    return np.abs(a - b) / _scale(a, b)


@mistake_in("relative_error")
def divides_by_a(a, b):
    """What stands below is too small. Is it a alone, which may be 0? Or is it the smallest of the numbers? Divide by
    the largest of 1, |a| and |b|.
    """
    return np.max(np.abs(a - b) / np.abs(a))


@mistake_in("relative_error")
def forgets_the_one_below(a, b):
    """For entries near 0 the 1 is missing below: rounding errors would look large beside them, and 0/0 is NaN. Divide
    by the largest of 1, |a| and |b|.
    """
    return np.max(np.abs(a - b) / np.maximum(np.abs(a), np.abs(b)))


@mistake_in("relative_error")
def divides_by_one_scale(a, b):
    """All entries are divided by one number here, so a large entry hides the errors of small ones. Give each entry a
    scale of its own: np.maximum works entry by entry.
    """
    return np.max(np.abs(a - b)) / max(1, np.max(np.abs(a)), np.max(np.abs(b)))


@mistake_in("relative_error")
def compares_the_lengths(a, b):
    """Is it the length of a - b, over the length of a or b? In these one wrong entry hides behind large ones. Go entry
    by entry, and take the largest.
    """
    return np.linalg.norm(a - b) / max(1, np.linalg.norm(a), np.linalg.norm(b))


@mistake_in("relative_error")
def writes_the_scale_into_a_number(a, b):
    """np.maximum takes two arrays; a third one, here the 1, is where the result would be written to. Use it twice."""
    return np.max(np.abs(a - b) / np.maximum(np.abs(a), np.abs(b), 1))


@mistake_in("relative_error")
def does_not_divide_at_all(a, b):
    """That is the absolute error. Beside numbers of 1000 an error of 1 is small: divide by the largest of 1, |a| and
    |b|.
    """
    return np.max(np.abs(a - b))


@mistake_in("relative_error")
def adds_the_scales(a, b):
    """The three are added below, so errors look up to three times smaller. Take the largest of 1, |a| and |b|."""
    return np.max(np.abs(a - b) / (1 + np.abs(a) + np.abs(b)))


@mistake_in("relative_error")
def adds_the_one(a, b):
    """Is the 1 added below? It is one of three to take the largest of: np.maximum(1, …)."""
    return np.max(np.abs(a - b) / (1 + np.maximum(np.abs(a), np.abs(b))))


@mistake_in("relative_error")
def forgets_abs_below(a, b):
    """Large negative entries are passed over below: the largest of 1, -10 and -20 is 1. Take abs of both."""
    return np.max(np.abs(a - b) / np.maximum(1, np.maximum(a, b)))


@mistake_in("relative_error")
def forgets_abs_of_a_below(a, b):
    """Large negative entries of a are passed over below: the largest of 1, -20 and 10 is 10. Take abs of a too."""
    return np.max(np.abs(a - b) / np.maximum(1, np.maximum(a, np.abs(b))))


@mistake_in("relative_error")
def forgets_abs_of_b_below(a, b):
    """Large negative entries of b are passed over below: the largest of 1, 10 and -20 is 10. Take abs of b too."""
    return np.max(np.abs(a - b) / np.maximum(1, np.maximum(np.abs(a), b)))


@mistake_in("relative_error")
def leaves_b_out_below(a, b):
    """b is left out below. Is it the third argument of np.maximum? That takes two arrays, so use it twice."""
    return np.max(np.abs(a - b) / np.maximum(1, np.abs(a)))


@mistake_in("relative_error")
def leaves_a_out_below(a, b):
    """What stands below is too small. Is a left out, or is the smaller of |a| and |b| taken? Divide by the largest of
    the three.
    """
    return np.max(np.abs(a - b) / np.maximum(1, np.abs(b)))


@mistake_in("relative_error")
def takes_the_smallest(a, b):
    """That is the smallest of the errors. Take the largest: np.max."""
    return np.min(np.abs(a - b) / _scale(a, b))


@mistake_in("relative_error")
def looks_at_the_last_entry(a, b):
    """Only the last entry was looked at. Keep the largest of all: np.max, or a loop that compares."""
    return (np.abs(a - b) / _scale(a, b)).flat[-1]


@mistake_in("relative_error")
def looks_at_the_first_entry(a, b):
    """Only the first entry was looked at. Keep the largest of all: np.max, or a loop that ends before the return."""
    return (np.abs(a - b) / _scale(a, b)).flat[0]


@mistake_in("relative_error")
def subtracts_the_sizes(a, b):
    """Are the sizes subtracted? −4 and 4 have the same size, and differ by 8: subtract first, then take abs."""
    return np.max(np.abs(np.abs(a) - np.abs(b)) / _scale(a, b))


@mistake_in("relative_error")
def hands_np_maximum_one_array(a, b):
    """np.maximum was given one thing. It takes two, and compares them entry by entry; three take it twice. The largest
    entry of *one* array is np.max.
    """
    return np.maximum(np.abs(a - b) / _scale(a, b))


@mistake_in("relative_error")
def closes_np_max_too_early(a, b):
    """Is the largest difference taken first, and then divided? Divide first, entry by entry, and take the largest of
    what comes: np.max(… / …).
    """
    return np.max(np.abs(a - b)) / _scale(a, b)


@mistake_in("relative_error")
def hands_np_max_two_arrays(a, b):
    """Are two things handed to np.max? It takes *one* array, and reads the second as the number of an axis. Two, entry
    by entry, take np.maximum(a, b).
    """
    return np.max(np.abs(a - b) / np.max(1, np.maximum(np.abs(a), np.abs(b))))


@mistake_in("relative_error")
def hands_np_max_a_one(a, b):
    """Is the second argument of np.max a 1? It is read as the number of an axis. The larger one, entry by entry, is
    np.maximum(1, a).
    """
    return np.max(np.abs(a - b) / np.max(np.maximum(np.abs(a), np.abs(b)), 1))


@mistake_in("relative_error")
def writes_the_scale_into_b(a, b):
    """np.maximum takes two arrays, and writes its result into the third argument, here b. Use it twice."""
    scale = np.maximum(1, a, b)
    return np.max(np.abs(a - b) / scale)


@mistake_in("relative_error")
def writes_into_b_afterwards(a, b):
    """np.maximum takes two arrays; the third argument, here b, is where its result is written to. Use it twice."""
    return np.max(np.abs(a - b) / np.maximum(1, a, b))


@mistake_in("relative_error")
def compares_whole_arrays(a, b):
    """Python's max asks which of two arrays is larger, and that has no answer. np.maximum compares entry by entry."""
    return np.max(np.abs(a - b) / max(1, abs(a), abs(b)))


@mistake_in("relative_error")
def goes_through_the_rows(a, b):
    """Is there a loop over range(len(a)), or Python's max? Both go through the rows of a matrix, and a whole row is no
    number. np.maximum and np.max go through all entries.
    """
    largest = 0
    for i in range(len(a)):
        largest = max(largest, abs(a[i] - b[i]) / max(1, abs(a[i]), abs(b[i])))
    return largest


def _scale(a, b):
    return np.maximum(1, np.maximum(np.abs(a), np.abs(b)))


@mistake_in("mse_gradient")
def forgets_the_two(w, X, y):
    """Half of it is missing: the slope of a square r² is 2r, so there is a 2 in front."""
    return X.T @ (X @ w - y) / len(y)


@mistake_in("mse_gradient")
def forgets_to_average(w, X, y):
    """That is the gradient of the sum. The loss is the mean over n rows: divide by n."""
    return 2 * X.T @ (X @ w - y)


@mistake_in("mse_gradient")
def forgets_two_and_n(w, X, y):
    """The factor 2/n is missing: the slope of r² is 2r, and the loss is the mean over n rows."""
    return X.T @ (X @ w - y)


@mistake_in("mse_gradient")
def leaves_n_without_a_value(w, X, y):
    """n is the number of examples, and no name in the code until it gets a value: n = len(y)."""
    raise NameError("name 'n' is not defined")


@mistake_in("mse_gradient")
def adds_the_targets(w, X, y):
    """Are the targets added? The residuals are differences, prediction minus target: X @ w - y."""
    return 2 / len(y) * X.T @ (X @ w + y)


@mistake_in("mse_gradient")
def divides_by_the_product(w, X, y):
    """Does X.T @ r stand below the line, beside n? Only n does: 2 / len(y) * …"""
    return 2 / (len(y) * X.T @ (X @ w - y))


@mistake_in("mse_gradient")
def scales_the_first_term_only(w, X, y):
    """Is the factor 2/n on X.T @ X @ w alone? X.T @ y has it, too. With brackets both do:
    2 / len(y) * X.T @ (X @ w - y).
    """
    return 2 / len(y) * X.T @ X @ w - X.T @ y


@mistake_in("mse_gradient")
def averages_over_the_whole_table(w, X, y):
    """One number came back. Is the mean taken of a whole table? It is over the rows alone, and each weight keeps a
    slope of its own: X.T @ r adds up the rows, and n is below.
    """
    return np.mean(2 * X.T * (X @ w - y))


@mistake_in("mse_gradient")
def keeps_the_three_of_the_lesson(w, X, y):
    """This is twice what it should be. Does a 3 stand below, that of the lesson's three examples, or a 4 on top? The 2
    comes of the square and the n of the mean, whatever n is: 2 / len(y).
    """
    return 2 / 3 * X.T @ (X @ w - y)


@mistake_in("mse_gradient")
def divides_by_the_number_of_weights(w, X, y):
    """This divides by d, the number of weights. The mean is over the n rows: divide by len(y)."""
    return 2 * X.T @ (X @ w - y) / len(w)


@mistake_in("mse_gradient")
def divides_by_one_less(w, X, y):
    """Is it divided by n - 1, as for a sample's variance? The loss is the mean over the n rows: divide by len(y)."""
    return 2 * X.T @ (X @ w - y) / (len(y) - 1)


@mistake_in("mse_gradient")
def forgets_the_brackets(w, X, y):
    """Two shapes do not fit. Is it X * w, or X * r with the residuals r? Both take @ in the place of *. The residuals
    are X @ w - y, one for each row; X.T acts on all of them, so they stand in brackets: X.T @ (…).
    """
    return 2 / len(y) * X.T @ X @ w - y


@mistake_in("mse_gradient")
def divides_by_all_entries(w, X, y):
    """This is a quarter of what it should be. Does X.size stand below, which counts all n times d entries? Or does the
    2 stand there, beside n? It belongs on top: 2 / len(y).
    """
    return 2 * X.T @ (X @ w - y) / X.size


@mistake_in("mse_gradient")
def forgets_to_transpose(w, X, y):
    """The two lengths that meet at an @ differ. Weights (d,) go to predictions by X @ w; on the way back residuals (n,)
    go to weights (d,), and that needs X.T.
    """
    return 2 / len(y) * X @ (X @ w - y)


@mistake_in("mse_gradient")
def subtracts_the_wrong_way(w, X, y):
    """The sign is flipped: the residual is prediction minus target, X @ w - y."""
    return 2 / len(y) * X.T @ (y - X @ w)


@mistake_in("mse_gradient")
def subtracts_a_column_from_a_row(w, X, y):
    """A column (n, 1) minus a row (n,) is a table of n×n: every prediction met every target. Keep both (n,)."""
    residuals = X @ w.reshape(-1, 1) - y
    return 2 / len(y) * np.sum(X.T @ residuals, axis=1)


@mistake_in("mse_gradient")
def averages_over_the_table(w, X, y):
    """Each prediction is compared with the mean of all targets here, not with its own. Is y averaged? Or is there a
    column (n, 1) minus a row (n,)? That is a table, in which every prediction meets every target: make both (n,).
    """
    residuals = X @ w.reshape(-1, 1) - y
    return 2 * np.mean(X.T @ residuals, axis=1) / len(y)


@mistake_in("mse_gradient")
def returns_a_column(w, X, y):
    """The numbers are right, the shape is not: the gradient has the shape of w, (d,), and this is (d, 1)."""
    return (2 / len(y) * X.T @ (X @ w - y)).reshape(-1, 1)


@mistake_in("mse_gradient")
def stops_at_the_residuals(w, X, y):
    """Those are the residuals, one for each row. Each pulls at the weights with its row of X: multiply by X.T."""
    return 2 / len(y) * (X @ w - y)


@mistake_in("mse_gradient")
def does_not_add_the_rows_up(w, X, y):
    """Those are the products, not yet added up over the rows. X.T @ r does both; X.T * r only multiplies."""
    return 2 / len(y) * X.T * (X @ w - y)


@mistake_in("mse_gradient")
def keeps_the_squares(w, X, y):
    """Are the residuals squared? The loss has squares. Its slope has not: that of r² is 2r."""
    return 2 / len(y) * X.T @ (X @ w - y) ** 2


@mistake_in("mse_gradient")
def forgets_the_targets(w, X, y):
    """The targets y are missing: without them the smallest loss would be at w = 0."""
    return 2 / len(y) * X.T @ (X @ w)


@mistake_in("mse_gradient")
def returns_the_loss(w, X, y):
    """That is the loss, one number. Its gradient has a slope for every weight."""
    return np.mean((X @ w - y) ** 2)


@mistake_in("mse_gradient")
def averages_over_the_weights(w, X, y):
    """One number came back. Keep one for each weight: X.T @ r has added up the rows, and no mean is taken over the
    weights.
    """
    return np.mean(2 * X.T @ (X @ w - y))


@mistake_in("mse_gradient")
def adds_up_the_weights(w, X, y):
    """One number came back. Keep one for each weight: X.T @ r has added up the rows, and the weights are not added
    up.
    """
    return 2 / len(y) * np.sum(X.T @ (X @ w - y))


@mistake_in("mse_gradient")
def averages_the_residuals(w, X, y):
    """That is twice the mean of the residuals. Each residual pulls at the weights with its row of X: X.T @ r."""
    return 2 * np.mean(X @ w - y)


@mistake_in("mse_gradient")
def returns_a_table(w, X, y):
    """That is a table. A column (n, 1) minus a row (n,) is n×n: every prediction met every target. Keep w and X @ w
    of one axis.
    """
    return 2 / len(y) * X.T @ (X @ w.reshape(-1, 1) - y)


@mistake_in("mse_gradient")
def makes_a_column_of_y(w, X, y):
    """That is a table. A row (n,) minus a column (n, 1) is n×n: every prediction met every target. Keep y of one
    axis.
    """
    return 2 / len(y) * X.T @ (X @ w - y.reshape(-1, 1))


@mistake_in("mend_gradient")
def mends_nothing(x):
    """This is still the broken one. Compare it with your gradient, entry by entry: which one differs?"""
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + np.cos(x1 * x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def takes_the_wrong_inner_factor(x):
    """The entry is the right one, the factor is not: along axis 1 the number in front of x_1 in sin(x_1 x_2) is
    x_2.
    """
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + x1 * np.cos(x1 * x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def turns_the_sign(x):
    """The factor is right, its sign is not: the slope of the sine is the cosine, with a plus."""
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 - x2 * np.cos(x1 * x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def takes_both_factors(x):
    """Along axis 1 the inner function is x_1 x_2 with x_2 held still, and its slope is x_2 alone. It is the x_1 in
    front of the cosine that is too much.
    """
    x0, x1, x2 = x
    e, c = np.exp(-x0 * x2), np.cos(x1 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + x1 * x2 * c, x1 * c - x0 * e])


@mistake_in("mend_gradient")
def turns_the_sign_only(x):
    """The sign was right: the slope of the sine is the cosine, with a plus. What is missing is a factor from inside the
    sine.
    """
    x0, x1, x2 = x
    e, c = np.exp(-x0 * x2), np.cos(x1 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 - c, x1 * c - x0 * e])


@mistake_in("mend_gradient")
def keeps_x_1(x):
    """The cosine is right now. In front of it, x_0² x_1 has the slope x_0² along axis 1, without the x_1."""
    x0, x1, x2 = x
    e, c = np.exp(-x0 * x2), np.cos(x1 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 * x1 + x2 * c, x1 * c - x0 * e])


@mistake_in("mend_gradient")
def differentiates_the_square(x):
    """The cosine is right now. In front of it, x_0² is a number along axis 1, and stays: only x_1 moves."""
    x0, x1, x2 = x
    e, c = np.exp(-x0 * x2), np.cos(x1 * x2)
    return np.array([2 * x0 * x1 - x2 * e, 2 * x0 + x2 * c, x1 * c - x0 * e])


@mistake_in("mend_gradient")
def loses_the_first_term(x):
    """The cosine is right now. The term in front of it is missing: x_0² x_1 has a slope along axis 1, x_0²."""
    x0, x1, x2 = x
    e, c = np.exp(-x0 * x2), np.cos(x1 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x2 * c, x1 * c - x0 * e])


@mistake_in("mend_gradient")
def puts_the_factor_inside(x):
    """Inside the cosine all stays as it was inside the sine, x_1 x_2. The slope of that product along axis 1 is a
    factor in front.
    """
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + np.cos(x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def keeps_the_sine(x):
    """The slope of sin(ct) is c·cos(ct): in this term the sine becomes a cosine, with a factor in front."""
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + np.sin(x1 * x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def keeps_the_sine_behind_its_factor(x):
    """The factor is right, and the sine behind it becomes a cosine: the slope of sin(ct) is c·cos(ct)."""
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + x2 * np.sin(x1 * x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def returns_one_entry(x):
    """That is one number. Is it the entry that was wrong? Return all three, as broken_gradient does, with that one
    mended.
    """
    return x[0] ** 2 + x[2] * np.cos(x[1] * x[2])


@mistake_in("mend_gradient")
def puts_the_factor_on_everything(x):
    """The factor belongs to the cosine alone. The term x_0² x_1 has the slope x_0² along axis 1, as it was."""
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x2 * (x0**2 + np.cos(x1 * x2)), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def changes_the_first_entry(x):
    """Is a sign turned round in the first entry? Leave it as it was. The wrong one is entry 1: which factor comes from
    inside the sine?
    """
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 + x2 * e, x0**2 + np.cos(x1 * x2), x1 * np.cos(x1 * x2) - x0 * e])


@mistake_in("mend_gradient")
def changes_the_last_entry(x):
    """Is a sign turned round in the last entry? Leave it as it was. The wrong one is entry 1: which factor comes from
    inside the sine?
    """
    x0, x1, x2 = x
    e = np.exp(-x0 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + np.cos(x1 * x2), x1 * np.cos(x1 * x2) + x0 * e])


@mistake_in("mend_gradient")
def measures_instead(x):
    """This is right to about ten digits. Is it measured? The formula is right to all but the last digit or
    two: repair it.
    """

    def f(x):
        return x[0] ** 2 * x[1] + np.sin(x[1] * x[2]) + np.exp(-x[0] * x[2])

    return _gradient(f, x)


@mistake_in("steepest_place")
def goes_to_the_lowest():
    """A is the lowest of the places, close to the bottom of the hollow, and there the ground is nearly level. It is
    steep where contours lie close together.
    """
    return "A"


@mistake_in("steepest_place")
def goes_to_the_highest():
    """B is the highest place. High is not steep: on a summit the ground is level. Look for contours that lie close
    together.
    """
    return "B"


@mistake_in("steepest_place")
def goes_into_the_smallest_ring():
    """C is in the middle of a small ring, on a top, and there it is nearly level. It is steep *across* contours that
    lie close together, beside it.
    """
    return "C"


@mistake_in("steepest_place")
def takes_the_mountainside():
    """D is steep, but not steepest: there is a place where it is less far from one contour to the next. The height of a
    hill does not count. Measure the gaps, also where they are small.
    """
    return "D"


@mistake_in("steepest_place")
def takes_the_widest_gap():
    """Around F the contours lie far apart: you walk far for a height of 0.5, so it is nearly level. Steep is where they
    lie close together.
    """
    return "F"


@mistake_in("water_runs")
def runs_uphill():
    """That is the steepest way *up*, the gradient's own direction. Water runs against it."""
    return {"P": "NE", "Q": "S", "R": "W", "S": "E"}


@mistake_in("water_runs")
def runs_with_high_ground_on_the_right():
    """That is nearly along the contour, with the higher ground on your right, so it goes but little up or down. Water
    crosses contours at a right angle.
    """
    return {"P": "NW", "Q": "E", "R": "S", "S": "N"}


@mistake_in("water_runs")
def runs_with_high_ground_on_the_left():
    """That is nearly along the contour, with the higher ground on your left, so it goes but little up or down. Water
    crosses contours at a right angle.
    """
    return {"P": "SE", "Q": "W", "R": "N", "S": "S"}


@mistake_in("water_runs")
def runs_to_the_lowest_place():
    """Is that the way to the hollow? Water knows nothing of it. It takes the steepest way down where it is, at a right
    angle to the contour there.
    """
    return {"P": "SW", "Q": "N", "R": "NE", "S": "W"}  # from the others the way to the hollow leads up, or is right


@mistake_in("water_runs")
def runs_up_on_one_side():
    """That way it goes *up*: the slope is above 0. Water leaves to the paler side of the contour. (If you aim at the
    hollow: water knows nothing of it.)
    """
    return {"P": "N", "Q": "SE", "R": "SW", "S": "NE"}


@mistake_in("water_runs")
def runs_up_on_the_other_side():
    """The slope is above 0 that way, so it goes *up*. Water leaves to the paler side of the contour, and knows nothing
    of the hollow, if you aim at that.
    """
    return {"P": "E", "Q": "SW", "R": "NW", "S": "SE"}


@mistake_in("water_runs")
def runs_a_little_aside():
    """Close: that is downhill, but a direction beside it is steeper. Draw the contour through the place, and the right
    angle to it.
    """
    return {"P": "W", "Q": "NE", "R": "SE", "S": "NW"}


@mistake_in("water_runs")
def runs_aside_on_the_other_side():
    """That is downhill, but of the eight the one beside it is steeper. Which of them crosses the contour most nearly at
    a right angle?
    """
    return {"P": "S", "Q": "NW", "R": "E", "S": "SW"}


@mistake_in("find_summit")
def stays_in_the_middle(measure):
    """Nothing was measured, and each hill has its summit elsewhere. Ask measure(x, y), and go where it rises."""
    return 0.0, 0.0


@mistake_in("find_summit")
def takes_the_best_of_nine(measure):
    """Is this the best of the places that you measured? The summit lies *between* them, or beyond. Three heights on a
    line make a parabola; go to its top.
    """
    places = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    return max(places, key=lambda place: measure(*place))


@mistake_in("find_summit")
def measures_too_often(measure):
    """The eleventh measurement is refused, and catching the error does not help. Plan the ten: a gradient takes three
    heights (four by central differences), a parabola on a line takes three.
    """
    return max(((x, y) for x in range(-2, 3) for y in range(-2, 3)), key=lambda place: measure(*place))


@mistake_in("find_summit")
def measures_many_places_at_once(measure):
    """measure refuses arrays: an altimeter is at one place at a time. Call it with two numbers, up to ten times."""
    x, y = np.meshgrid(np.linspace(-2, 2, 101), np.linspace(-2, 2, 101))
    highest = np.argmax(measure(x, y))
    return x.flat[highest], y.flat[highest]


@mistake_in("find_summit")
def returns_the_height(measure):
    """Is one number returned, the height, or nothing, for want of a return? Asked for is the *place*: return x, y."""
    x, y = _summit(measure)
    return measure(x, y)


@mistake_in("find_summit")
def returns_the_height_too(measure):
    """More than two values came back. Is the height among them? The place alone is asked for: return x, y."""
    x, y = _summit(measure)
    return x, y, measure(x, y)


@mistake_in("find_summit")
def walks_downhill(measure):
    """It ends lower than the first place that you measured. Is a sign turned round, so that it goes down? Uphill is
    *along* the gradient. Or is a step so long that it goes far beyond the summit? Or has x moved between two heights
    that you subtract?
    """
    return _climb(measure, -0.04)


@mistake_in("find_summit")
def looks_along_one_axis(measure):
    """You measured along one line, and stayed on it. A hill rises along both axes: look for the best place along the
    other one too.
    """
    return _steps_to_the_top(measure(-1, 0), measure(0, 0), measure(1, 0)), 0.0


@mistake_in("find_summit")
def takes_each_axis_once(measure):
    """Is x found once, and y once? On a hill that lies aslant the best x depends on y: look for x once more. Or are
    both looked for from one place? Go to the new x before you look for y. Or do you follow gradients? Then two rounds
    may be too few; with three heights each there are three.
    """
    x = _steps_to_the_top(measure(-1, 0), measure(0, 0), measure(1, 0))
    return x, _steps_to_the_top(measure(x, -1), measure(x, 0), measure(x, 1))


@mistake_in("find_summit")
def walks_steps_of_one_length(measure):
    """Are all steps equally long? Then they reach summits at one distance only, give or take a little. Let the
    gradient's length, or a parabola, say how far.
    """
    x, y, h = 0.0, 0.0, 0.1
    for _ in range(3):
        here = measure(x, y)
        along_x, along_y = measure(x + h, y) - here, measure(x, y + h) - here
        x, y = x + 0.5 * along_x / np.hypot(along_x, along_y), y + 0.5 * along_y / np.hypot(along_x, along_y)
    return x, y


@mistake_in("find_summit")
def trusts_one_parabola_far_away(measure):
    """Is it one parabola through all places, far from the top? Only near its top a hill is much like one. Keep some of
    the ten for a second look, around the place that you found.
    """
    x, y = np.array([(x, y) for x in (-2.0, 0.0, 2.0) for y in (-2.0, 0.0, 2.0)]).T
    heights = np.array([measure(*place) for place in zip(x, y, strict=True)])
    _, p, q, a, b, c = np.linalg.lstsq(np.stack([x**0, x, y, x * x, x * y, y * y]).T, heights, rcond=None)[0]
    return tuple(np.linalg.solve([[2 * a, b], [b, 2 * c]], [-p, -q]))


@mistake_in("find_summit")
def misses_the_top_of_the_parabola(measure):
    """Is it the top of a parabola, through three heights 1 apart? It lies as far from the *middle* as the slope
    there, (r - l)/2, *divided by* 2m - l - r. If it is a gradient, measure closer together.
    """
    x = _steps_to_the_top(measure(-1, 0), measure(0, 0), measure(1, 0)) / 2
    return x, _steps_to_the_top(measure(x, -1), measure(x, 0), measure(x, 1)) / 2


@mistake_in("find_summit")
def takes_steps_of_the_wrong_length(measure):
    """Are your steps too short, or so long that they pass the summit? draw_search shows it: if the last step still goes
    far uphill, make them longer; if they go to and fro, shorter.
    """
    return _climb(measure, 0.01)


@mistake_in("find_summit")
def is_too_slow_on_the_long_hill(measure):
    """The round hill was easy; this one is flat in one direction and steep in the other. Are your steps too short for
    the flat one, or too long for the steep one? See draw_search.
    """
    return _climb(measure, 0.02)


@mistake_in("find_summit")
def is_too_slow_on_the_slanted_hill(measure):
    """This hill lies aslant, so that the gradient points past the summit at first. Is a round missing, or are the steps
    a little too short, or too long? See draw_search.
    """
    return _climb(measure, 0.025)


def _climb(measure, rate):
    x, y, h = 0.0, 0.0, 0.1
    for _ in range(3):
        here = measure(x, y)
        along_x, along_y = (measure(x + h, y) - here) / h, (measure(x, y + h) - here) / h
        x, y = x + rate * along_x, y + rate * along_y
    return x, y


def _steps_to_the_top(left, middle, right):
    return (right - left) / (2 * (2 * middle - left - right))


def _summit(measure):
    x = y = 0.0
    x += _steps_to_the_top(measure(x - 1, y), measure(x, y), measure(x + 1, y))
    y += _steps_to_the_top(measure(x, y - 1), measure(x, y), measure(x, y + 1))
    x += _steps_to_the_top(measure(x - 1, y), measure(x, y), measure(x + 1, y))
    return x, y
