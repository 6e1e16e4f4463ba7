"""Unit 1: wrong slopes, wrong steps, wrong kinks."""

import numpy as np

from gradus.answers.calculus import central_difference
from gradus.checks.mistakes import mistake_in


@mistake_in("forward_difference")
def flips_the_sign(f, x, h=1e-6):
    """The sign is flipped. The difference is ahead minus here, f(x+h) - f(x)."""
    return (f(x) - f(x + h)) / h


@mistake_in("forward_difference")
def does_not_divide(f, x, h=1e-6):
    """That is how much f changes over the step. Divide by h to get the change per unit of x."""
    return f(x + h) - f(x)


@mistake_in("forward_difference")
def divides_by_h_squared(f, x, h=1e-6):
    """Divide by h once: rise over run. In Python a / h * h means (a / h) * h, and a / h / h divides twice."""
    return (f(x + h) - f(x)) / h**2


@mistake_in("forward_difference")
def multiplies_by_h(f, x, h=1e-6):
    """This multiplies by h. A slope is rise over run: divide by it."""
    return (f(x + h) - f(x)) * h


@mistake_in("forward_difference")
def divides_by_x(f, x, h=1e-6):
    """Is it divided by x? The run is the step: divide by h."""
    return (f(x + h) - f(x)) / x


@mistake_in("forward_difference")
def loses_the_sign(f, x, h=1e-6):
    """Where f falls its slope is below 0, and here it has lost its minus. Leave out abs."""
    return np.abs(f(x + h) - f(x)) / h


@mistake_in("forward_difference")
def looks_backward(f, x, h=1e-6):
    """This looks behind x, at f(x-h). The forward difference looks ahead, at f(x+h)."""
    return (f(x) - f(x - h)) / h


@mistake_in("forward_difference")
def looks_both_ways(f, x, h=1e-6):
    """This also looks behind x, at f(x-h). The forward difference may look only ahead: it needs f(x) and
    f(x+h).
    """
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake_in("forward_difference")
def divides_only_the_second_value(f, x, h=1e-6):
    """Is only f(x) divided here? Python divides before it subtracts: put the difference in brackets,
    (f(x+h) - f(x)) / h.
    """
    return f(x + h) - f(x) / h


@mistake_in("forward_difference")
def asks_at_h_alone(f, x, h=1e-6):
    """Is f asked at h, or at x * h? A step ahead of x is x + h."""
    return (f(h) - f(x)) / h


@mistake_in("forward_difference")
def truncates_integers(f, x, h=1e-6):
    """The step was lost: an array of integers, or one made like it, holds neither x + h nor h. Make floats of x first,
    or write x + h, which makes a new array of floats.
    """
    ahead = np.array(x)
    ahead[...] = x + h
    return (f(ahead) - f(x)) / h


@mistake_in("forward_difference")
def measures_one_function_only(f, x, h=1e-6):
    """Is it the slope of square, whatever f is? The function that is asked for is called f: compute with f(x + h) and
    f(x).
    """
    return ((x + h) ** 2 - x**2) / h


@mistake_in("forward_difference")
def divides_by_a_run_of_its_own(f, x, h=1e-6):
    """A call may give h, and this one gives 0.5. Is every step the name h in your line, the one in f(x + h) and the one
    that you divide by?
    """
    return (f(x + h) - f(x)) / 1e-6


@mistake_in("forward_difference")
def steps_by_a_step_of_its_own(f, x, h=1e-6):
    """A call may give h, as this one does. Is x + h what stands in the brackets of f? 1e-6 is the default, which holds
    only where a call gives no other.
    """
    return (f(x + 1e-6) - f(x)) / h


@mistake_in("forward_difference")
def takes_a_step_of_its_own_ahead(f, x, h=1e-6):
    """Is h used? A call may give another step than 1e-6, and that is the one to take: f(x + h), then divide by h."""
    return (f(x + 1e-6) - f(x)) / 1e-6


@mistake_in("forward_difference")
def steps_two_h_ahead(f, x, h=1e-6):
    """f is asked at x + 2h here. The step is h itself: f(x + h), and the rise divided by h."""
    return (f(x + 2 * h) - f(x)) / (2 * h)


@mistake_in("forward_difference")
def goes_half_a_step_ahead(f, x, h=1e-6):
    """The step is halved here. Look a whole h ahead, f(x + h), and divide by h."""
    return (f(x + h / 2) - f(x)) / (h / 2)


@mistake_in("forward_difference")
def adds_h_to_the_value(f, x, h=1e-6):
    """h is added to the value: f(x) + h rises by h, whatever f is. Take the step in x, f(x + h)."""
    return (f(x) + h - f(x)) / h


@mistake_in("slope")
def makes_the_step_like_x(f, x, h=1e-5):
    """The step is 0 here: an array made like x holds integers if x does, and cannot hold h. x + h makes an array of
    floats.
    """
    return (f(x + np.full_like(x, h)) - f(x - np.full_like(x, h))) / (2 * h)


@mistake_in("slope")
def measures_one_function_both_ways(f, x, h=1e-5):
    """Is it the slope of square, whatever f is? The function that is asked for is called f: compute with f(x + h) and
    f(x - h).
    """
    return ((x + h) ** 2 - (x - h) ** 2) / (2 * h)


@mistake_in("slope")
def divides_by_the_default_run(f, x, h=1e-5):
    """A call may give h, and this one gives 0.1. Is every step the name h in your line? 2e-5 is right for the default
    only: divide by 2 * h.
    """
    return (f(x + h) - f(x - h)) / 2e-5


@mistake_in("slope")
def goes_half_a_step(f, x, h=1e-5):
    """The step is halved here. The formula goes a whole h to each side, f(x + h) and f(x - h), and the run is 2 * h."""
    return (f(x + h / 2) - f(x - h / 2)) / h


@mistake_in("slope")
def divides_by_h(f, x, h=1e-5):
    """The two points are 2h apart, so divide by 2h, not by h."""
    return (f(x + h) - f(x - h)) / h


@mistake_in("slope")
def divides_by_two_x(f, x, h=1e-5):
    """Is it divided by 2 * x? The run is the way between the two points: divide by 2 * h."""
    return (f(x + h) - f(x - h)) / (2 * x)


@mistake_in("slope")
def loses_the_minus(f, x, h=1e-5):
    """Where f falls its slope is below 0, and here it has lost its minus. Leave out abs."""
    return np.abs(f(x + h) - f(x - h)) / (2 * h)


@mistake_in("slope")
def halves_one_of_the_two(f, x, h=1e-5):
    """Only the second of two slopes is halved here: a + b / 2 means a + (b / 2) in Python. To average them, put the sum
    in brackets: (a + b) / 2.
    """
    return (f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h / 2


@mistake_in("slope")
def looks_only_ahead(f, x, h=1e-5):
    """This is the forward difference: its error shrinks only like h. Look both ways, f(x+h) and f(x-h), 2h
    apart.
    """
    return (f(x + h) - f(x)) / h


@mistake_in("slope")
def leaves_the_work_to_forward_difference(f, x, h=1e-5):
    """Is this forward_difference(f, x)? It looks only ahead, and takes a step of its own. Look both ways, f(x + h) and
    f(x - h), 2h apart.
    """
    return (f(x + 1e-6) - f(x)) / 1e-6


@mistake_in("slope")
def turns_the_look_behind_round(f, x, h=1e-5):
    """Two slopes cancel here. Is the one behind the wrong way round? There, too, it is further right minus further
    left: f(x) - f(x - h).
    """
    return ((f(x + h) - f(x)) / h + (f(x - h) - f(x)) / h) / 2


@mistake_in("slope")
def adds_the_two(f, x, h=1e-5):
    """The two values are added. A slope is a difference: f(x+h) minus f(x-h)."""
    return (f(x + h) + f(x - h)) / (2 * h)


@mistake_in("slope")
def swaps_the_two(f, x, h=1e-5):
    """The sign is flipped. Are the two values swapped? It is f(x+h) - f(x-h), ahead minus behind."""
    return (f(x - h) - f(x + h)) / (2 * h)


@mistake_in("slope")
def divides_by_two_plus_h(f, x, h=1e-5):
    """This divides by 2, or by 2 + h, which is nearly the same. The run is two times h: 2 * h."""
    return (f(x + h) - f(x - h)) / (2 + h)


@mistake_in("slope")
def forgets_the_brackets(f, x, h=1e-5):
    """This multiplies by h instead of dividing by it: a / 2 * h means (a / 2) * h in Python. Write a / (2 * h)."""
    return (f(x + h) - f(x - h)) / 2 * h


@mistake_in("slope")
def divides_only_the_value_behind(f, x, h=1e-5):
    """Python divides before it subtracts, so only f(x-h) is divided here. Put the difference in brackets too:
    (f(x+h) - f(x-h)) / (2 * h).
    """
    return f(x + h) - f(x - h) / (2 * h)


@mistake_in("slope")
def takes_a_step_of_its_own(f, x, h=1e-5):
    """Is h used? Here the step stays tiny, though the call gave a large one. Compute with the name h: its default,
    1e-5, holds only where a call gives no other.
    """
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


@mistake_in("observed_order")
def takes_the_natural_log(method, f, df, x, h=1e-2):
    """Halving h is the question, so count in powers of two: np.log2, not np.log."""
    return np.log(_error(method, f, df, x, h) / _error(method, f, df, x, h / 2))


@mistake_in("observed_order")
def turns_the_ratio_over(method, f, df, x, h=1e-2):
    """The order has its sign flipped. The error of h belongs on top, that of h / 2 below: is the ratio upside down, or
    does 2 * h stand where h / 2 should?
    """
    return np.log2(_error(method, f, df, x, h / 2) / _error(method, f, df, x, h))


@mistake_in("observed_order")
def measures_its_own_slope(method, f, df, x, h=1e-2):
    """Is it slope that is measured here, whichever method is given? Call method(f, x, h), the argument: it is the one
    whose order is asked for.
    """
    return np.log2(_error(central_difference, f, df, x, h) / _error(central_difference, f, df, x, h / 2))


@mistake_in("observed_order")
def measures_its_own_forward_difference(method, f, df, x, h=1e-2):
    """Is it forward_difference that is measured here, whichever method is given? Call method(f, x, h), the argument: it
    is the one whose order is asked for.
    """
    large, small = abs(_ahead(f, x, h) - df(x)), abs(_ahead(f, x, h / 2) - df(x))
    return np.log2(large / small)


@mistake_in("observed_order")
def measures_against_the_height(method, f, df, x, h=1e-2):
    """The error is measured against f(x), the height. Compare with the true slope, df(x)."""
    return np.log2(_error(method, f, f, x, h) / _error(method, f, f, x, h / 2))


@mistake_in("observed_order")
def hands_over_the_height(method, f, df, x, h=1e-2):
    """A method needs f itself, not the number f(x), for it calls f where it likes: method(f, x, h)."""
    return np.log2(abs(method(f(x), x, h) - df(x)) / abs(method(f(x), x, h / 2) - df(x)))


@mistake_in("observed_order")
def compares_the_slopes(method, f, df, x, h=1e-2):
    """These are slopes, not errors. How far a slope is off tells the true one: abs(method(f, x, h) - df(x))."""
    return np.log2(abs(method(f, x, h)) / abs(method(f, x, h / 2)))


@mistake_in("observed_order")
def halves_the_error(method, f, df, x, h=1e-2):
    """This is 1 whatever the method is. Is an error halved here, in place of the step? Ask the method once more, with
    h / 2 for h.
    """
    return np.log2(_error(method, f, df, x, h) / (_error(method, f, df, x, h) / 2))


@mistake_in("observed_order")
def halves_the_ratio(method, f, df, x, h=1e-2):
    """This is -1 whatever the method is. Is an error halved here, in place of the step? Ask the method once more, with
    h / 2 for h.
    """
    return np.log2(_error(method, f, df, x, h) / _error(method, f, df, x, h) / 2)


@mistake_in("observed_order")
def halves_the_slope(method, f, df, x, h=1e-2):
    """Is the slope halved here? It is the step that is to be halved: method(f, x, h / 2)."""
    return np.log2(_error(method, f, df, x, h) / np.abs(method(f, x, h) / 2 - df(x)))


@mistake_in("observed_order")
def knows_one_step_of_its_own(method, f, df, x, h=1e-2):
    """Is h used? This call gives another step than 1e-2: compare h with h / 2."""
    return np.log2(_error(method, f, df, x, 1e-2) / _error(method, f, df, x, 5e-3))


@mistake_in("observed_order")
def rounds_the_order(method, f, df, x, h=1e-2):
    """Is the order rounded? What is seen at one place need not be a whole number: return it with all its digits."""
    return np.round(np.log2(_error(method, f, df, x, h) / _error(method, f, df, x, h / 2)))


@mistake_in("observed_order")
def keeps_the_sign_of_the_error(method, f, df, x, h=1e-2):
    """An error can change its sign between h and h/2, and a negative ratio has no logarithm: take abs of each
    error.
    """
    return np.log2((method(f, x, h) - df(x)) / (method(f, x, h / 2) - df(x)))


@mistake_in("observed_order")
def doubles_instead_of_halving(method, f, df, x, h=1e-2):
    """This compares 2h with h. Compare h with h/2."""
    return np.log2(_error(method, f, df, x, 2 * h) / _error(method, f, df, x, h))


@mistake_in("observed_order")
def forgets_the_logarithm(method, f, df, x, h=1e-2):
    """Is this the factor by which the error shrinks? The order is the power of two in it: take its np.log2."""
    return _error(method, f, df, x, h) / _error(method, f, df, x, h / 2)


@mistake_in("observed_order")
def divides_the_logarithms(method, f, df, x, h=1e-2):
    """This divides two logarithms. Divide the errors first, then take np.log2 of the ratio."""
    return np.log2(_error(method, f, df, x, h)) / np.log2(_error(method, f, df, x, h / 2))


def _ahead(f, x, h):
    return (f(x + h) - f(x)) / h


def _error(method, f, df, x, h):
    return np.abs(method(f, x, h) - df(x))


@mistake_in("best_step")
def takes_the_smallest_step(f, df, x, steps):
    """The smallest step is not the best: below some h the rounding error grows. Is the error of each step computed,
    with that step, and are the errors compared, not the steps?
    """
    return min(steps)


@mistake_in("best_step")
def makes_all_errors_equal(f, df, x, steps):
    """Is this always the first step? Does a return stand inside the loop, which ends it in the first round? Or are all
    errors the same, because h is not handed on, as in slope(f, x, h)?
    """
    return steps[0]


@mistake_in("best_step")
def returns_the_index(f, df, x, steps):
    """That is the position of the best step in the list. Return the step itself: steps[i], not i."""
    return int(np.argmin(_central_errors(f, df, x, steps)))


@mistake_in("best_step")
def minimises_the_signed_error(f, df, x, steps):
    """Is this an error, and its size? The least slope, or the most negative error, is not the least error: compare
    abs(slope(f, x, h) - df(x)).
    """
    return steps[int(np.argmin([central_difference(f, x, h) - df(x) for h in steps]))]


@mistake_in("best_step")
def begins_with_an_error_of_one(f, df, x, steps):
    """0 is none of the steps. Does your search begin with a best error of 1, say? Here all errors are larger. Begin
    with the first step and its error.
    """
    return _best_below_one(f, df, x, steps, 0.0)


@mistake_in("best_step")
def begins_with_the_first_step_and_one(f, df, x, steps):
    """The first step has won, though its error is the largest. Does your search begin with a best error of 1, say? Here
    all are larger: begin with that of the first step.
    """
    return _best_below_one(f, df, x, steps, steps[0])


@mistake_in("best_step")
def begins_with_no_step_and_one(f, df, x, steps):
    """No step has won. Does your search begin with a best error of 1, say? Here all errors are larger: begin with the
    first step and its error.
    """
    return _best_below_one(f, df, x, steps, None)


@mistake_in("best_step")
def takes_the_largest_error(f, df, x, steps):
    """This is the step with the largest error, and the least is asked for. Is it argmax, or max? Or does / 2 * h
    multiply by h?
    """
    return steps[int(np.argmax(_central_errors(f, df, x, steps)))]


@mistake_in("best_step")
def returns_the_error(f, df, x, steps):
    """That is the least error. Return the step that makes it."""
    return min(_central_errors(f, df, x, steps))


@mistake_in("best_step")
def returns_the_error_and_the_step(f, df, x, steps):
    """Two values came back, the least error and its step. Return the step alone."""
    return min(zip(_central_errors(f, df, x, steps), steps, strict=True))


@mistake_in("best_step")
def returns_the_step_and_the_error(f, df, x, steps):
    """Two values came back, the best step and its error. Return the step alone."""
    return min(zip(_central_errors(f, df, x, steps), steps, strict=True))[::-1]


@mistake_in("best_step")
def takes_the_usual_step(f, df, x, steps):
    """Is it the step nearest to 1e-5? Which one is best depends on f and on x: compute the error of each."""
    return min(steps, key=lambda h: abs(np.log(h / 1e-5)))


@mistake_in("best_step")
def keeps_the_last_step(f, df, x, steps):
    """This is the last step. Is the least error so far kept, least = error, beside the step?"""
    return steps[-1]


@mistake_in("best_step")
def uses_the_forward_difference(f, df, x, steps):
    """Is this the best step of the forward difference? The central difference has its least error at a larger step. Or
    is the difference not divided by 2 * h? Compare slopes, not rises.
    """
    return steps[int(np.argmin([abs((f(x + h) - f(x)) / h - df(x)) for h in steps]))]


def _best_below_one(f, df, x, steps, best):
    least = 1.0
    for h, error in zip(steps, _central_errors(f, df, x, steps), strict=True):
        if error < least:
            least, best = error, h
    return best


def _central_errors(f, df, x, steps):
    return [abs(central_difference(f, x, h) - df(x)) for h in steps]


@mistake_in("tangent")
def knows_no_x_yet(f, x0):
    """x is not known yet: it comes when the line is called. Define a function of x inside, def line(x): …, and return
    line.
    """
    return f(x0) + central_difference(f, x0) * (x - x0)  # noqa: F821


@mistake_in("tangent")
def forgets_x0(f, x0):
    """The line must touch the curve at x0: count the distance from there, slope * (x - x0), not slope * x."""
    return lambda x: f(x0) + central_difference(f, x0) * x


@mistake_in("tangent")
def runs_through_the_origin(f, x0):
    """This line goes through the origin. It has to go through the point (x0, f(x0)): add f(x0), and count from
    x0.
    """
    return lambda x: central_difference(f, x0) * x


@mistake_in("tangent")
def multiplies_the_height_too(f, x0):
    """The height is multiplied too. Only the slope is: f(x0) + slope * (x - x0)."""
    return lambda x: (f(x0) + central_difference(f, x0)) * (x - x0)


@mistake_in("tangent")
def tilts_the_wrong_way(f, x0):
    """The line tilts the wrong way. The distance is x - x0, and slope times distance is added to f(x0)."""
    return lambda x: f(x0) + central_difference(f, x0) * (x0 - x)


@mistake_in("tangent")
def exchanges_height_and_slope(f, x0):
    """Height and slope have changed places. At x0 the line has the height f(x0), and the slope is what x - x0 is
    multiplied by.
    """
    return lambda x: central_difference(f, x0) + f(x0) * (x - x0)


@mistake_in("tangent")
def leaves_the_distance_without_brackets(f, x0):
    """In Python slope * x - x0 is (slope * x) - x0. Put the distance in brackets: slope * (x - x0)."""
    return lambda x: f(x0) + central_difference(f, x0) * x - x0


@mistake_in("tangent")
def forgets_the_height(f, x0):
    """This line is zero at x0. The tangent touches the curve there: add f(x0)."""
    return lambda x: central_difference(f, x0) * (x - x0)


@mistake_in("tangent")
def returns_the_slope(f, x0):
    """That is a number, the slope at x0. Return a function of x: define one inside, and return it without
    calling it.
    """
    return central_difference(f, x0)


@mistake_in("tangent")
def takes_the_slope_at_x(f, x0):
    """The slope is taken afresh at each x, so the line bends. A tangent has one slope, that at x0."""
    return lambda x: f(x0) + central_difference(f, x) * (x - x0)


@mistake_in("tangent")
def takes_the_height_at_x(f, x0):
    """The height is taken at each x, so this is no line. Start from the point of contact: f(x0), not f(x)."""
    return lambda x: f(x) + central_difference(f, x0) * (x - x0)


@mistake_in("tangent")
def takes_the_slope_of_one_function_only(f, x0):
    """The height is right, the slope is not. Is it the slope of square, whatever f is? Compute it from f(x0 + h) and
    f(x0 - h).
    """
    return lambda x: f(x0) + 2 * x0 * (x - x0)


@mistake_in("tangent")
def calls_the_line(f, x0):
    """That is a number, the height at x0. Return the function itself: return line, not line(x0)."""
    return f(x0)


@mistake_in("one_sided")
def swaps_the_sides(f, x, h=1e-6):
    """The two are in the wrong order: return the left slope first, then the right."""
    return (f(x + h) - f(x)) / h, (f(x) - f(x - h)) / h


@mistake_in("one_sided")
def looks_right_twice(f, x, h=1e-6):
    """Both look to the right. The left slope compares f(x) with f(x-h)."""
    right = (f(x + h) - f(x)) / h
    return right, right


@mistake_in("one_sided")
def flips_the_left_slope(f, x, h=1e-6):
    """The left slope has its sign flipped. Further right minus further left, on both sides: f(x) - f(x-h)."""
    return (f(x - h) - f(x)) / h, (f(x + h) - f(x)) / h


@mistake_in("one_sided")
def looks_both_ways_twice(f, x, h=1e-6):
    """Both are the central difference, which averages the two sides, so a kink cannot be seen. Look to one
    side at a time.
    """
    return central_difference(f, x, h), central_difference(f, x, h)


@mistake_in("one_sided")
def returns_two_heights(f, x, h=1e-6):
    """Those are two heights, f(x - h) and f(x + h). A slope is rise over run: on each side take the difference from
    f(x), and divide by h.
    """
    return f(x - h), f(x + h)


@mistake_in("one_sided")
def returns_two_rises(f, x, h=1e-6):
    """Those are two rises, over a step of h each. Divide both by h to get them per unit of x."""
    return f(x) - f(x - h), f(x + h) - f(x)


@mistake_in("one_sided")
def steps_by_one(f, x, h=1e-6):
    """Is the step a whole unit here? Then the slopes are those far from x. Step by h: f(x - h), f(x + h), and divide by
    h.
    """
    return f(x) - f(x - 1), f(x + 1) - f(x)


@mistake_in("one_sided")
def returns_the_left_slope_only(f, x, h=1e-6):
    """That is the left slope alone. A return ends the function, so both go behind one: return left, right."""
    return (f(x) - f(x - h)) / h


@mistake_in("one_sided")
def leaves_out_the_place_itself(f, x, h=1e-6):
    """f is not asked at x itself. Both slopes have f(x) in them: it is the right end of the left one, and the left end
    of the right one.
    """
    return (f(x - h) - f(x - 2 * h)) / h, (f(x + 2 * h) - f(x + h)) / h


@mistake_in("one_sided")
def looks_both_ways_from_other_places(f, x, h=1e-6):
    """Each of these looks to both sides of another place. Left is from x - h to x, right from x to x + h."""
    return central_difference(f, x - h), central_difference(f, x + h)


@mistake_in("one_sided")
def steps_two_h(f, x, h=1e-6):
    """f is not asked at x - h. The left slope is that from x - h to x, the right one that from x to x + h: one step h
    each.
    """
    return (f(x) - f(x - 2 * h)) / (2 * h), (f(x + 2 * h) - f(x)) / (2 * h)


@mistake_in("one_sided")
def goes_half_a_step_on_each_side(f, x, h=1e-6):
    """A step is halved here. Left is from x - h to x, right from x to x + h: a whole h each."""
    return (f(x) - f(x - h / 2)) / (h / 2), (f(x + h / 2) - f(x)) / (h / 2)


@mistake_in("one_sided")
def takes_the_right_step_of_its_helper(f, x, h=1e-6):
    """Is h used in the right slope, too? A function that is not handed it takes a step of its own:
    forward_difference(f, x, h).
    """
    return (f(x - h + 1e-6) - f(x - h)) / 1e-6, (f(x + 1e-6) - f(x)) / 1e-6


@mistake_in("one_sided")
def takes_steps_of_its_own(f, x, h=1e-6):
    """Is h used? Here the step stays tiny, though the call gave a large one. Compute with the name h: its default,
    1e-6, holds only where a call gives no other.
    """
    return (f(x) - f(x - 1e-6)) / 1e-6, (f(x + 1e-6) - f(x)) / 1e-6


@mistake_in("one_sided")
def divides_only_the_second_values(f, x, h=1e-6):
    """Python divides before it subtracts, so only the second value of each difference is divided. Put the
    differences in brackets.
    """
    return f(x) - f(x - h) / h, f(x + h) - f(x) / h


@mistake_in("has_kink")
def answers_the_opposite(f, x, h=1e-6, tol=1e-3):
    """This says that a straight line has a kink. Is the answer the wrong way round? True is for a kink, where left and
    right differ by more than tol allows. Or are the slopes added? Subtract them.
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) <= tol * max(1, abs(left), abs(right))


@mistake_in("has_kink")
def asks_for_equality(f, x, h=1e-6, tol=1e-3):
    """Are the two slopes compared with each other only? Measured ones are hardly ever equal to the last digit: ask
    whether they differ by more than tol * max(1, |l|, |r|).
    """
    left, right = _left_and_right(f, x, h)
    return left != right


@mistake_in("has_kink")
def compares_values(f, x, h=1e-6, tol=1e-3):
    """This compares the values of f on both sides, but a steep line has different values and no kink. Compare
    the slopes.
    """
    return abs(f(x + h) - f(x - h)) > tol


@mistake_in("has_kink")
def forgets_the_scale(f, x, h=1e-6, tol=1e-3):
    """Where f is steep, slopes of 100,000 differ by a little and mean no kink. Allow tol times the larger
    slope: tol * max(1, |l|, |r|).
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol


@mistake_in("has_kink")
def measures_rises(f, x, h=1e-6, tol=1e-3):
    """Are these rises, not slopes? Over so short a step every rise is tiny: divide by h before you compare."""
    left, right = f(x) - f(x - h), f(x + h) - f(x)
    return abs(right - left) > tol * max(1, abs(left), abs(right))


@mistake_in("has_kink")
def forgets_abs(f, x, h=1e-6, tol=1e-3):
    """A kink may bend down as well, and then right minus left is negative: take abs of the difference."""
    left, right = _left_and_right(f, x, h)
    return right - left > tol * max(1, abs(left), abs(right))


@mistake_in("has_kink")
def forgets_abs_in_the_scale(f, x, h=1e-6, tol=1e-3):
    """A steep fall has a large slope with a minus sign, and max passes it over: take abs of each slope inside
    max.
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol * max(1, left, right)


@mistake_in("has_kink")
def forgets_the_one(f, x, h=1e-6, tol=1e-3):
    """At a flat place both slopes are tiny, and tiny differences look large beside them. The 1 in max(1, ...)
    is for that.
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol * max(abs(left), abs(right))


@mistake_in("has_kink")
def adds_the_one(f, x, h=1e-6, tol=1e-3):
    """Is something added up here, 1 and a slope, or the two slopes? max(1, |l|, |r|) is the largest of the three, and
    adds none of them.
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol * (1 + max(abs(left), abs(right)))


@mistake_in("has_kink")
def forgets_the_left_slope(f, x, h=1e-6, tol=1e-3):
    """Here the left slope is the larger one. Is it missing in max(1, |l|, |r|)?"""
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol * max(1, abs(right))


@mistake_in("has_kink")
def adds_all_three(f, x, h=1e-6, tol=1e-3):
    """Are the sizes of both slopes added up, or is the difference halved? max(1, |l|, |r|) is the largest of the three,
    and |r - l| is compared with tol times that.
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol * (1 + abs(left) + abs(right))


@mistake_in("has_kink")
def takes_the_mean_of_the_sizes(f, x, h=1e-6, tol=1e-3):
    """The slopes are 1 and 3, and 2 is less than 0.8 times the larger one. Is it their mean that is taken?"""
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > tol * max(1, (abs(left) + abs(right)) / 2)


@mistake_in("has_kink")
def compares_sizes(f, x, h=1e-6, tol=1e-3):
    """This compares how steep the two sides are, but down and up are different slopes. Subtract first, then
    take abs.
    """
    left, right = _left_and_right(f, x, h)
    return abs(abs(right) - abs(left)) > tol * max(1, abs(left), abs(right))


@mistake_in("has_kink")
def asks_whether_it_is_level(f, x, h=1e-6, tol=1e-3):
    """Is a slope compared with 0? Level ground has slope 0 and no kink. Compare the left slope with the right one."""
    return central_difference(f, x) == 0


@mistake_in("has_kink")
def forgets_tol(f, x, h=1e-6, tol=1e-3):
    """On the ramp the slopes are 0 and 10,000: a kink, though neither is below 0. Do you ask for a change of sign? Or
    is tol missing: more than tol times max(1, |l|, |r|)?
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > max(1, abs(left), abs(right))


@mistake_in("has_kink")
def says_nothing_where_there_is_none(f, x, h=1e-6, tol=1e-3):
    """None has come. Is there a return for each case, True where there is a kink and False where there is none?"""
    left, right = _left_and_right(f, x, h)
    if abs(right - left) > tol * max(1, abs(left), abs(right)):
        return True


@mistake_in("has_kink")
def says_nothing_at_a_kink(f, x, h=1e-6, tol=1e-3):
    """Here is a kink, and None has come. Where the function returns False, it is right; in the other case it has to
    return True.
    """
    left, right = _left_and_right(f, x, h)
    if abs(right - left) <= tol * max(1, abs(left), abs(right)):
        return False


@mistake_in("has_kink")
def knows_one_tol_only(f, x, h=1e-6, tol=1e-3):
    """This call allows the slopes to differ by as much as the larger one. Is tol used, and not 1e-3, which holds only
    where a call gives no other? And is it the larger one, of both sides?
    """
    left, right = _left_and_right(f, x, h)
    return abs(right - left) > 1e-3 * max(1, abs(left), abs(right))


@mistake_in("has_kink")
def knows_one_step_only(f, x, h=1e-6, tol=1e-3):
    """This call gives a step of its own, 1e-9. Does every step use the name h? one_sided(f, x, h) has to be given it,
    too.
    """
    left, right = _left_and_right(f, x, 1e-6)
    return abs(right - left) > tol * max(1, abs(left), abs(right))


def _left_and_right(f, x, h):
    return (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h


@mistake_in("steepest_climb")
def counts_falls_as_climbs(f, xs, h=1e-5):
    """This still counts a steep fall as a climb. A climb has a positive slope, so leave out abs."""
    return max(xs, key=lambda x: abs(f(x + h) - f(x - h)))


@mistake_in("steepest_climb")
def takes_the_steepest_fall(f, xs, h=1e-5):
    """This is where the road falls most steeply. The steepest climb has the largest slope: is the smallest taken
    here?
    """
    return min(xs, key=lambda x: f(x + h) - f(x - h))


@mistake_in("steepest_climb")
def stops_at_the_first_place(f, xs, h=1e-5):
    """Is this always the first place of the list? A return inside the loop ends it in the first round: move it below
    the for.
    """
    return xs[0]


@mistake_in("steepest_climb")
def compares_a_slope_with_a_place(f, xs, h=1e-5):
    """Is a slope compared with an x here, as in slope(f, x) > best with best = x? Keep both, the best place and its
    slope, and compare slopes with slopes.
    """
    best = xs[0]
    for x in xs:
        if central_difference(f, x, h) > best:
            best = x
    return best


@mistake_in("steepest_climb")
def takes_the_first_climb(f, xs, h=1e-5):
    """This is the first place that rises, not the one that rises most steeply. Compare all slopes."""
    return next((x for x in xs if f(x + h) > f(x - h)), xs[-1])


@mistake_in("steepest_climb")
def takes_the_highest_point(f, xs, h=1e-5):
    """Is this the highest place? A road can be high and flat: compare slopes, not heights. Or are the slopes those at
    abs(x)? They are wanted at x.
    """
    return max(xs, key=f)


@mistake_in("steepest_climb")
def keeps_climbing_places_only(f, xs, h=1e-5):
    """Is nothing left to choose from? On a road that only falls no place climbs, and wanted is the one where it falls
    least: compare the slopes of all places.
    """
    return max([x for x in xs if f(x + h) > f(x - h)], key=lambda x: f(x + h) - f(x - h))


@mistake_in("steepest_climb")
def takes_the_largest_x(f, xs, h=1e-5):
    """That is the largest x. Compare the slopes that f has there: max(xs, key=…)."""
    return max(xs)


@mistake_in("steepest_climb")
def keeps_the_last_that_is_steeper(f, xs, h=1e-5):
    """This is the last place that rises. Is the largest slope so far kept, too, beside its place?"""
    place, steepest = xs[0], 0.0
    for x in xs:
        if central_difference(f, x, h) > steepest:
            place = x
    return place


@mistake_in("steepest_climb")
def measures_from_place_to_place(f, xs, h=1e-5):
    """Is it the rise from one place of the list to the next, or over a step of 1? Measure the slope at each place, over
    a step of h to both sides.
    """
    return xs[int(np.argmax(np.gradient([f(x) for x in xs], xs)))]


@mistake_in("steepest_climb")
def compares_the_list_with_a_function(f, xs, h=1e-5):
    """max compares the list with the function here. It takes the function by the name key: max(xs, key=rise)."""
    return max(xs, f)


@mistake_in("steepest_climb")
def calls_the_key(f, xs, h=1e-5):
    """x is not known here: it comes in a loop, or when max calls a function. To max the function itself is handed over,
    without brackets: max(xs, key=rise).
    """
    return max(xs, key=f(x))  # noqa: F821


@mistake_in("steepest_climb")
def returns_the_position(f, xs, h=1e-5):
    """That is the position in the list. Return the place itself, xs[i]."""
    return int(np.argmax([f(x + h) - f(x - h) for x in xs]))


@mistake_in("steepest_climb")
def begins_with_a_level_road(f, xs, h=1e-5):
    """0 is none of the places. On a road that only falls, every slope is below 0, and none is larger than 0: begin with
    the first place and its slope.
    """
    steepest, best = 0.0, 0.0
    for x in xs:
        if central_difference(f, x, h) > steepest:
            steepest, best = central_difference(f, x, h), x
    return best


@mistake_in("steepest_climb")
def begins_with_the_first_place_and_a_level_road(f, xs, h=1e-5):
    """On a road that only falls, every slope is below 0. Does your search begin with a slope of 0? Nothing is larger
    here: begin with the slope of the first place.
    """
    steepest, best = 0.0, xs[0]
    for x in xs:
        if central_difference(f, x, h) > steepest:
            steepest, best = central_difference(f, x, h), x
    return best


@mistake_in("steepest_climb")
def begins_with_no_place_and_a_level_road(f, xs, h=1e-5):
    """No place has won. On a road that only falls, every slope is below 0. Does your search begin with a slope of 0?
    Begin with the first place and its slope.
    """
    steepest, best = 0.0, None
    for x in xs:
        if central_difference(f, x, h) > steepest:
            steepest, best = central_difference(f, x, h), x
    return best


@mistake_in("steepest_climb")
def leaves_the_place_unset(f, xs, h=1e-5):
    """On a road that only falls, every slope is below 0. Is the line that sets the place never reached here? Begin with
    the first place and its slope.
    """
    steepest = 0.0
    for x in xs:
        if central_difference(f, x, h) > steepest:
            steepest, best = central_difference(f, x, h), x
    return best


@mistake_in("steepest_climb")
def returns_the_rise(f, xs, h=1e-5):
    """That is the rise, how far the road goes up there. Return the place: max(xs, key=rise) gives the x for which the
    rise is largest.
    """
    return max(f(x + h) - f(x - h) for x in xs)


@mistake_in("steepest_climb")
def returns_the_steepness(f, xs, h=1e-5):
    """That is how steep the climb is. Return where it is, the x."""
    return max(central_difference(f, x, h) for x in xs)


def _matches():
    return {"A": 5, "B": 1, "C": 2, "D": 3}


@mistake_in("matching_graphs")
def takes_the_falling_line_for_a_valley():
    """Graph 1 is above zero on the left, but curve A falls there. A falling curve has a negative slope, so its graph
    lies below the gray line.
    """
    return _matches() | {"A": 1}


@mistake_in("matching_graphs")
def takes_the_shape_of_the_valley():
    """Graph 3 has the shape of curve A. The graph of the slope shows how steep A is, not how high: A falls on the left,
    so its slope is negative there.
    """
    return _matches() | {"A": 3}


@mistake_in("matching_graphs")
def takes_the_rising_line_for_a_hill():
    """Graph 5 is below zero on the left, but curve B rises there. A rising curve has a positive slope, so its graph
    lies above the gray line.
    """
    return _matches() | {"B": 5}


@mistake_in("matching_graphs")
def takes_the_parabola_for_the_hill():
    """Graph 3 is never below zero, but curve B falls on the right. Where a curve falls, its slope is negative."""
    return _matches() | {"B": 3}


@mistake_in("matching_graphs")
def takes_the_shape_of_the_wave():
    """Graph 4 has the shape of curve C itself, only twice as tall. At x = 0 curve C is at height 0 and rises steeply:
    its slope there is not 0.
    """
    return _matches() | {"C": 4}


@mistake_in("matching_graphs")
def turns_the_wave_over():
    """Graph 6 is below zero in the middle, but curve C rises there. The sign is the wrong way round."""
    return _matches() | {"C": 6}


@mistake_in("matching_graphs")
def takes_rising_for_a_rising_slope():
    """Graph 5 is below zero on the left, but curve D never falls. It rises on the left, flattens, and rises again:
    its slope is positive, 0, positive.
    """
    return _matches() | {"D": 5}


@mistake_in("matching_graphs")
def turns_the_rising_curve_over():
    """Graph 1 is below zero on the right, but curve D rises there: its slope is positive on both sides."""
    return _matches() | {"D": 1}


@mistake_in("matching_graphs")
def counts_the_wrong_zeros():
    """In how many places is the curve level, and in how many does that graph meet the gray line? A slope is 0 where its
    curve is level, and nowhere else: the two numbers must agree.
    """
    return {"A": 2, "B": 2, "C": 1, "D": 2}


@mistake_in("matching_graphs")
def looks_at_the_shape_only():
    """That graph is 0 in more places than the curve is level, or in fewer. Look for the places where the curve is level
    first: just there its slope is 0.
    """
    return {"A": 4, "B": 4, "C": 3, "D": 4}


@mistake_in("matching_graphs")
def misses_where_it_is_level():
    """Where is the curve level: on a top, in a valley, halfway? There, and only there, its slope is 0. Does that graph
    meet the gray line in just these places?
    """
    return {"A": 6, "B": 6, "C": 5, "D": 6}
