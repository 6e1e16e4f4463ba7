"""Unit 5: gradients that are None, and gradients that are not what was asked for."""

import numpy as np

from gradus.answers.tensors import by_tape, floats
from gradus.checks.mistakes import mistake_in


def _outcomes():
    return {"a": "None", "b": 7.0, "c": "None", "d": "error", "e": 6.0, "f": "None", "g": 5.0, "h": 0.0}


@mistake_in("predictions")
def follows_a_constant():
    """Snippet a: a tape does not follow a tf.constant unless tape.watch(x) asks it to, so it knows nothing of x."""
    return _outcomes() | {"a": 6.0}


@mistake_in("predictions")
def takes_none_for_zero():
    """Snippet a: None is not 0. A 0 would say that y does not change with x; None says that the tape knows nothing
    of x, a tf.constant that nobody asked it to watch.
    """
    return _outcomes() | {"a": 0.0}


@mistake_in("predictions")
def keeps_two_slopes():
    """Snippet b: tape.gradient adds up. It gives the gradient of the sum of y, one number for one x."""
    return _outcomes() | {"b": [3.0, 4.0]}


@mistake_in("predictions")
def forgets_the_value_of_snippet_b():
    """Snippet b: that is y itself. A gradient tells how fast y grows with x, here along both entries together: one
    number.
    """
    return _outcomes() | {"b": [6.0, 8.0]}


@mistake_in("predictions")
def refuses_integers():
    """Snippet c: a variable of whole numbers is no error. The tape does not follow it, and says so with None."""
    return _outcomes() | {"c": "error"}


@mistake_in("predictions")
def has_a_zero_for_integers():
    """Snippet c: whole numbers have no slope, not the slope 0, and tape.gradient says so."""
    return _outcomes() | {"c": 0.0}


@mistake_in("predictions")
def expects_none_of_a_used_tape():
    """Snippet d: a tape that was asked already does not answer None; it refuses."""
    return _outcomes() | {"d": "None"}


@mistake_in("predictions")
def forgets_x_after_the_block():
    """Snippet e: assign changes x after the recording, and breaks nothing in it. The tape kept the x that it saw."""
    return _outcomes() | {"e": "None"}


@mistake_in("predictions")
def asks_for_the_double():
    """Snippet f: that is the slope along `double`. Asked for is the slope along x, and the step from x to `double` lies
    before the block.
    """
    return _outcomes() | {"f": 8.0}


@mistake_in("predictions")
def refuses_branches():
    """Snippet g: Python's if is no trouble for a tape. It records the branch that was taken, 5 * x."""
    return _outcomes() | {"g": "error"}


@mistake_in("predictions")
def loses_the_way_in_branches():
    """Snippet g: Python decides which line runs, and the tape records that line. It leads from x to y."""
    return _outcomes() | {"g": "None"}


@mistake_in("predictions")
def skips_the_clipping():
    """Snippet h: 2 is the slope of the square at 1. By the chain rule the slope of clipping comes in too, and at 5 that
    is 0.
    """
    return _outcomes() | {"h": 2.0}


@mistake_in("predictions")
def refuses_two_outputs():
    """Snippet b: y has two entries, which is no error. tape.gradient gives the gradient of their sum."""
    return _outcomes() | {"b": "error"}


@mistake_in("predictions")
def has_none_for_two_outputs():
    """Snippet b: x is a float variable, and its way to y lies in the block, so a number comes back. The slopes of the
    two entries are added up.
    """
    return _outcomes() | {"b": "None"}


@mistake_in("predictions")
def differentiates_integers():
    """Snippet c: tf.Variable(3) is a whole number, with no a-little-beside. A tape follows floats only; the answer is
    None.
    """
    return _outcomes() | {"c": 6.0}


@mistake_in("predictions")
def asks_a_tape_twice():
    """Snippet d: tape.gradient is called twice, and a tape that is not persistent gives up its recording at the
    first call.
    """
    return _outcomes() | {"d": 36.0}


@mistake_in("predictions")
def looks_at_x_afterwards():
    """Snippet e: the tape kept the x that it saw, 3. What x becomes after the block does not change the
    recording.
    """
    return _outcomes() | {"e": 20.0}


@mistake_in("predictions")
def sees_what_went_before():
    """Snippet f: the doubling happened before the block, so the tape sees no step that leads from x to y."""
    return _outcomes() | {"f": 16.0}


@mistake_in("predictions")
def takes_the_other_branch():
    """Snippet g: the tape records the steps that were really taken. x is negative, so that is 5 * x."""
    return _outcomes() | {"g": -6.0}


@mistake_in("predictions")
def calls_a_flat_place_none():
    """Snippet h: there is a path from x to y, so it is a number. Clipping has cut 5 down to 1, and a small change
    of x changes nothing.
    """
    return _outcomes() | {"h": "None"}


@mistake_in("predictions")
def overlooks_the_clipping():
    """Snippet h: that is the slope without the clipping. x is 5 and is cut down to 1; whether it is 5 or 5.1 makes no
    difference to y, so the slope is 0.
    """
    return _outcomes() | {"h": 10.0}


@mistake_in("predictions")
def refuses_constants():
    """Snippet a: a constant is no error. The tape does not follow it unless tape.watch(x) asks it to, and says so with
    None.
    """
    return _outcomes() | {"a": "error"}


@mistake_in("predictions")
def refuses_assignments():
    """Snippet e: assign is allowed at any time. It changes x after the recording, and the tape kept the x that it
    saw.
    """
    return _outcomes() | {"e": "error"}


@mistake_in("predictions")
def has_a_zero_for_what_went_before():
    """Snippet f: 0 would say that y does not change with x. The tape does not know: the step from x to `double` lies
    before its block, so it says None.
    """
    return _outcomes() | {"f": 0.0}


@mistake_in("predictions")
def refuses_what_went_before():
    """Snippet f: a tape that recorded no way from x to y does not complain. It answers None."""
    return _outcomes() | {"f": "error"}


@mistake_in("predictions")
def stops_the_clipping_at_one():
    """Snippet h: 1 is y itself, or the slope of clipping where it does not cut. At 5 it cuts, and there the slope is
    0.
    """
    return _outcomes() | {"h": 1.0}


@mistake_in("predictions")
def answers_the_second_question_alone():
    """Snippet d: the tape is asked for y first, and gives up its recording then. So the question about z fails, and
    with it the snippet.
    """
    return _outcomes() | {"d": 32.0}


@mistake_in("value_and_gradient")
def does_not_watch(f, x):
    """None: the tape knows of no way from the source to the target. Watch a float tensor first; call f with it, inside
    the block; then ask tape.gradient(y, x) with that same tensor.
    """
    import tensorflow as tf

    with tf.GradientTape() as tape:
        y = f(x)
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def goes_back_to_the_number(f, x):
    """Here x is still a plain number. Make a tensor of it first, and let that tensor go everywhere: to tape.watch, to
    f, and to tape.gradient.
    """
    import tensorflow as tf

    tensor = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(tensor)
        y = f(tensor)
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def watches_the_number(f, x):
    """tape.watch takes tensors, and x may be a number or an array. Make a float tensor of it first."""
    import tensorflow as tf

    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def has_zero_for_whole_numbers(f, x):
    """For a whole number the slope came out as 0: the tape cannot follow those, and a zero hides it. Make float32 of
    them first.
    """
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x, unconnected_gradients="zero")


@mistake_in("value_and_gradient")
def leaves_tensorflow(f, x):
    """The target is a number of NumPy's, and on no tape. Is .numpy() called on f(x)? Ask with the tensor f(x), and make
    a number of it afterwards. Or was f given x.numpy()? Give it the tensor itself.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x.numpy())
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def does_not_call_f(f, x):
    """The target is f itself, a function. Call it inside the block, y = f(x), and ask along x with that y."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
    return f, tape.gradient(f, x)


@mistake_in("value_and_gradient")
def keeps_whole_numbers(f, x):
    """Whole numbers have no gradient: make float32 of them before the tape watches them."""
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def converts_python_numbers_only(f, x):
    """None for whole numbers in a tensor or an array: they have no gradient either. x.dtype.is_floating tells it of
    every tensor.
    """
    import tensorflow as tf

    x = tf.convert_to_tensor(float(x) if isinstance(x, int) else x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def converts_int32_only(f, x):
    """Whole numbers come in several types: Python's become int32, NumPy's are int64. Is one of them asked for?
    x.dtype.is_floating is False for all.
    """
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    x = tf.cast(x, tf.float32) if x.dtype == tf.int32 else x
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)


@mistake_in("value_and_gradient")
def calls_is_floating(f, x):
    """Is it .is_floating()? That is True or False already, and no function: leave the brackets out."""
    import tensorflow as tf

    return tf.convert_to_tensor(x).dtype.is_floating()


@mistake_in("value_and_gradient")
def knows_only_the_square(f, x):
    """That is x * x and 2x, whatever f is. The function that is given may be any: call f, and ask a tape for its
    gradient.
    """
    return x * x, 2 * x


@mistake_in("value_and_gradient")
def swaps_value_and_gradient(f, x):
    """The two are in the wrong order: the value f(x) first, then the gradient."""
    y, gradient = by_tape(f, x)
    return gradient, y


@mistake_in("value_and_gradient")
def returns_the_gradient_only(f, x):
    """That is the gradient alone. Return the value f(x) as well, and before it."""
    return by_tape(f, x)[1]


@mistake_in("value_and_gradient")
def returns_a_list_in_the_pair(f, x):
    """The gradient is wrapped in a list. A list of sources gives a list of gradients; ask for x, not for [x]."""
    y, gradient = by_tape(f, x)
    return y, [gradient]


@mistake_in("value_and_gradient")
def rounds_to_float32(f, x):
    """Half of the digits are gone: float64 became float32. Convert only what is not a float yet."""
    import tensorflow as tf

    return by_tape(f, tf.cast(x, tf.float32))


@mistake_in("value_and_gradient")
def makes_float64_of_whole_numbers(f, x):
    """float64 came back. Whole numbers become float32 here: tf.cast(x, tf.float32)."""
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    return by_tape(f, x if x.dtype.is_floating else tf.cast(x, tf.float64))


@mistake_in("value_and_gradient")
def takes_the_jacobian(f, x):
    """That is a Jacobian, with a row for each entry of f(x). Asked for is the gradient of their sum, in the shape of x:
    tape.gradient.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.jacobian(y, x)


@mistake_in("value_and_gradient")
def sums_the_value(f, x):
    """The value was added up. Return f(x) as it is; tape.gradient sums by itself where it has to."""
    import tensorflow as tf

    y, gradient = by_tape(f, x)
    return tf.reduce_sum(y), gradient


@mistake_in("value_and_gradient")
def measures_with_a_small_step(f, x):
    """Near, and not it. Was that measured with a step h? In float32 the difference of two values so close has few
    digits left. A tape needs no step.
    """
    return _measured(f, x, 1e-5)


@mistake_in("value_and_gradient")
def measures_with_a_step(f, x):
    """Near, and not near enough. Was that measured with a step h? float32 has seven digits, and a difference loses some
    of them. Let the tape do it.
    """
    return _measured(f, x, 1e-3)


def _measured(f, x, h):
    x = floats(x)
    return f(x), (f(x + h) - f(x - h)) / (2 * h)


@mistake_in("gradients")
def leaves_none(f, *xs):
    """There is a None in the list: f does not use that argument. Return zeros for it; unconnected_gradients can do
    that.
    """
    return _gradients(f, xs, unconnected="none")


@mistake_in("gradients")
def watches_plain_numbers(f, *xs):
    """tape.watch follows tensors and Variables only, and some of xs are plain numbers. Make a new list:
    `[float_tensor(x) for x in xs]`. In a loop, `x = …` gives only the name x to the new tensor, and xs stays.
    """
    import tensorflow as tf

    with tf.GradientTape() as tape:
        for x in xs:
            tape.watch(x)
        y = f(*xs)
    return tape.gradient(y, xs, unconnected_gradients="zero")


@mistake_in("gradients")
def wraps_the_list_in_a_list(f, *xs):
    """That is one list too many. xs is a list already, and for a list tape.gradient(y, xs) gives one: return that."""
    return [_gradients(f, xs)]


@mistake_in("gradients")
def watches_nothing(f, *xs):
    """All of them are None. Watch float tensors first; call f with them, inside the block; and ask along those same
    tensors.
    """
    return [None for _ in xs]


@mistake_in("gradients")
def watches_nothing_and_hides_it(f, *xs):
    """All of them are zero, because the tape knows none of the sources, and "zero" hides it. Watch float tensors first,
    and call f with them inside the block.
    """
    return [0.0 * np.asarray(x, dtype=float) for x in xs]


@mistake_in("gradients")
def reverses_the_order(f, *xs):
    """The gradients are in the wrong order. tape.gradient answers in the order of the sources that you give it; give
    and return them as they came.
    """
    return _gradients(f, xs)[::-1]


@mistake_in("gradients")
def watches_the_first_only(f, *xs):
    """Only the first source is watched, so the others look as if they did not matter. tape.watch takes them all."""
    import tensorflow as tf

    tensors = [floats(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(tensors[0])
        y = f(*tensors)
    return tape.gradient(y, tensors, unconnected_gradients="zero")


@mistake_in("gradients")
def forgets_that_integers_have_none(f, *xs):
    """Whole numbers came out with a slope of 0: the tape cannot follow them. Convert the sources first."""
    import tensorflow as tf

    tensors = [tf.convert_to_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        y = f(*tensors)
    return tape.gradient(y, tensors, unconnected_gradients="zero")


@mistake_in("gradients")
def leaves_integers(f, *xs):
    """None for whole numbers: the tape does not follow them. Make floats of all sources before it watches them."""
    import tensorflow as tf

    tensors = [tf.convert_to_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        y = f(*tensors)
    return tape.gradient(y, tensors)


@mistake_in("gradients")
def rounds_all_to_float32(f, *xs):
    """Half of the digits are gone: float64 became float32. Convert only what is not a float yet, as float_tensor
    does.
    """
    import tensorflow as tf

    return _gradients(f, [tf.cast(x, tf.float32) for x in xs])


@mistake_in("gradients")
def returns_the_value_too(f, *xs):
    """There is a value beside the gradients. Asked for is the list of the gradients alone, one for each argument."""
    return f(*map(floats, xs)), _gradients(f, xs)


@mistake_in("gradients")
def returns_the_first_alone(f, *xs):
    """That is the first gradient alone. Is the return inside a loop, or is only one source asked for? Return a list
    with one for each argument.
    """
    return _gradients(f, xs)[0]


@mistake_in("gradients")
def drops_the_unused(f, *xs):
    """The list is too short: an argument that f does not use was left out. Its place has zeros, in the shape of the
    argument.
    """
    return [gradient for gradient in _gradients(f, xs, unconnected="none") if gradient is not None]


@mistake_in("gradients")
def puts_a_bare_zero(f, *xs):
    """The zero has the wrong shape. Where an array has no influence, its gradient is an array of zeros like it."""
    return [0.0 if gradient is None else gradient for gradient in _gradients(f, xs, unconnected="none")]


@mistake_in("gradients")
def returns_in_the_first_round(f, *xs):
    """Only the first gradient came back. Is there a return inside a loop? It ends the loop in its first round: collect
    all of them, and return after it.
    """
    return _gradients(f, xs)[:1]


@mistake_in("gradients")
def adds_the_gradients(f, *xs):
    """The gradients were added up. Only targets are summed; each source has a slope of its own. Return a list with one
    for each.
    """
    return sum(_gradients(f, xs))


@mistake_in("gradients")
def hands_on_the_list(f, *xs):
    """Was f given all of xs as one list, or one of them alone? It wants its arguments one by one: f(*xs)."""
    return f(list(map(floats, xs)))


@mistake_in("gradients")
def stars_the_sources(f, *xs):
    """That is one gradient, times the second argument. Was xs handed to tape.gradient as *xs? It takes one list of
    sources: xs.
    """
    gradients = _gradients(f, xs)
    return gradients[0] * xs[1]


@mistake_in("gradients")
def makes_one_tensor_of_all(f, *xs):
    """One tensor was to be made of all gradients. Each has the shape and the type of its own source, so they may not
    fit into one: return the list as it is.
    """
    import tensorflow as tf

    return tf.stack(_gradients(f, xs))


def _gradients(f, xs, unconnected="zero"):
    import tensorflow as tf

    xs = [floats(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return tape.gradient(y, xs, unconnected_gradients=unconnected)


@mistake_in("both_gradients")
def asks_a_short_lived_tape_twice(f, g, x):
    """The second question comes too late: a tape forgets its recording at the first. Make it with
    persistent=True.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    return tape.gradient(y, x), tape.gradient(z, x)


@mistake_in("both_gradients")
def watches_no_x(f, g, x):
    """Both are None. Watch a float tensor first; call f and g inside the block; and ask along that same tensor."""
    return None, None


@mistake_in("both_gradients")
def calls_g_outside(f, g, x):
    """The second is None: call g inside the block too, with what f returned, and name the target first when you ask:
    tape.gradient(z, x).
    """
    dy, _, _, _ = _four_gradients(f, g, x)
    g(f(floats(x)))
    return dy, None


@mistake_in("both_gradients")
def multiplies_the_chain_again(f, g, x):
    """The chain rule was applied twice. The gradient of g(f(x)) with respect to x has the slope of f in it
    already.
    """
    dy, dz, _, _ = _four_gradients(f, g, x)
    return dy, dz * dy


@mistake_in("both_gradients")
def stops_at_y(f, g, x):
    """The second is the slope of g with respect to its own argument f(x). Ask for the gradient with respect to x."""
    dy, _, dz_dy, _ = _four_gradients(f, g, x)
    return dy, dz_dy


@mistake_in("both_gradients")
def skips_f(f, g, x):
    """The second is the gradient of g(x). It should be that of g(f(x)): give g what f returned."""
    dy, _, _, dg = _four_gradients(f, g, x)
    return dy, dg


@mistake_in("both_gradients")
def calls_f_last(f, g, x):
    """The second is the gradient of f(g(x)). It should be that of g(f(x)): give g what f returned."""
    return by_tape(f, x)[1], by_tape(lambda x: f(g(x)), x)[1]


@mistake_in("both_gradients")
def swaps_the_gradients(f, g, x):
    """The two are in the wrong order: the gradient of f(x) first, then that of g(f(x))."""
    dy, dz, _, _ = _four_gradients(f, g, x)
    return dz, dy


@mistake_in("both_gradients")
def multiplies_the_slopes(f, g, x):
    """Slope times slope is the chain rule for single numbers. Here entries mix, and each gradient is a sum already: ask
    the tape for g(f(x)) along x.
    """
    dy, _, dz_dy, _ = _four_gradients(f, g, x)
    return dy, dz_dy * dy


@mistake_in("both_gradients")
def asks_for_the_sum(f, g, x):
    """A list of targets gives the gradient of their sum, not a gradient for each. Ask twice."""
    dy, dz, _, _ = _four_gradients(f, g, x)
    return dy + dz, dy + dz


@mistake_in("both_gradients")
def asks_with_a_list(f, g, x):
    """That is one gradient: of a list of targets the tape gives the gradient of their sum. Two gradients need two
    questions.
    """
    dy, dz, _, _ = _four_gradients(f, g, x)
    return dy + dz


def _four_gradients(f, g, x):
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    try:
        of_g = by_tape(g, x)[1]
    except Exception:
        of_g = None
    return tape.gradient(y, x), tape.gradient(z, x), tape.gradient(z, y), of_g


@mistake_in("mend_constant")
def constant_as_given(width, height):
    """Still None: the tape follows a constant only from tape.watch on, which comes first in the block."""
    return [None, None]


@mistake_in("mend_constant")
def watches_the_width_only(width, height):
    """The width is watched now, the height not yet. tape.watch takes a list, too."""
    return [3.0 * height, None]


@mistake_in("mend_constant")
def asks_for_zeros_instead(width, height):
    """Zeros in the place of None hide the fault: the price does change with the size. Let the tape watch both."""
    return [0.0, 0.0]


@mistake_in("mend_constant")
def swaps_the_sides(width, height):
    """The two are in the wrong order: per unit of width first, then per unit of height."""
    return [3.0 * width + 2.0, 3.0 * height]


@mistake_in("mend_constant")
def leaves_out_the_frame(width, height):
    """The slope of the frame is missing: it costs 2 for each unit of height. Does the formula still have it, and is it
    made of the height that the tape follows?
    """
    return [3.0 * height, 3.0 * width]


@mistake_in("mend_constant")
def returns_the_price(width, height):
    """That is the price itself. Asked for is how fast it grows, with the width and with the height."""
    return 3.0 * width * height + 2.0 * height


@mistake_in("mend_outside")
def outside_as_given(celsius, wanted):
    """Still None: the tape has to follow Celsius, in a Variable or watched, and to see both steps from there to the
    error. Move the first one into the block.
    """
    return (1.8 * celsius + 32.0 - wanted) ** 2, None


@mistake_in("mend_outside")
def asks_for_fahrenheit(celsius, wanted):
    """That is the slope per degree Fahrenheit, which is an easier question. Asked for is the slope per degree
    Celsius.
    """
    miss = 1.8 * celsius + 32.0 - wanted
    return miss**2, 2 * miss


@mistake_in("mend_outside")
def puts_a_zero_outside(celsius, wanted):
    """A zero in the place of None says that the heating has no influence. It has: move its step into the block."""
    return (1.8 * celsius + 32.0 - wanted) ** 2, 0.0


@mistake_in("mend_outside")
def drops_the_conversion(celsius, wanted):
    """The conversion to Fahrenheit is gone, and with it the meaning. Move it into the block, do not delete it."""
    return (celsius - wanted) ** 2, 2 * (celsius - wanted)


@mistake_in("mend_outside")
def returns_the_slope_alone(celsius, wanted):
    """That is the slope alone. tape.gradient gives no values; return the squared error too, and before it."""
    return 3.6 * (1.8 * celsius + 32.0 - wanted)


@mistake_in("mend_integer")
def integer_as_given(side):
    """Still None: the tape does not follow what it is asked along. It follows float Variables, and float tensors that
    it was asked to watch. Cast before the block, make one of those, and ask along that.
    """
    return np.asarray(side) ** 3 / 4, None


@mistake_in("mend_integer")
def puts_a_zero_for_integers(side):
    """A zero in the place of None says that the water does not grow with the side. Make the side a float."""
    return np.asarray(side) ** 3 / 4, np.asarray(side) * 0.0


@mistake_in("mend_integer")
def keeps_whole_results(side):
    """The results are cut down to whole numbers. Only the side is whole; water and slope are floats."""
    return np.asarray(side) ** 3 // 4, 3 * np.asarray(side) ** 2 // 4


@mistake_in("mend_integer")
def divides_by_a_float(side):
    """The side still holds whole numbers, and those do not mix with 4.0. Make floats of the side itself, before the
    block.
    """
    import tensorflow as tf

    return tf.Variable(side) ** 3 / 4.0


@mistake_in("mend_integer")
def counts_one_more(side):
    """That is what one whole metre more would bring. The slope asks how fast the water grows at this very size."""
    side = np.asarray(side)
    return side**3 / 4, (side + 1) ** 3 / 4 - side**3 / 4


@mistake_in("mend_integer")
def adds_up_the_slopes(side):
    """The slopes of several tanks were added up. Each tank has its own; a source of the shape of side gets a slope for
    each entry.
    """
    side = np.asarray(side)
    return side**3 / 4, np.sum(3 * side**2 / 4)


@mistake_in("mend_numpy")
def numpy_as_given(x):
    """Half of the gradient is missing: the tape takes the sine for a constant. Is it NumPy's, or of x.numpy(), or made
    before the block? It has to be tf.sin(x), inside.
    """
    x = np.asarray(x)
    return np.sum(x * np.sin(x)), np.sin(x)


@mistake_in("mend_numpy")
def goes_all_the_way_to_numpy(x):
    """The gradient is None: x is not followed, or no path from it to the total stays in TensorFlow. Keep the Variable,
    and let there be no NumPy between it and the total.
    """
    x = np.asarray(x)
    return np.sum(x * np.sin(x)), None


@mistake_in("mend_numpy")
def adds_up_in_numpy(x):
    """The total is a plain number, and no tape knows how that came about. Did np.sum make it, or .numpy()?
    tf.reduce_sum makes a tensor that the tape follows.
    """
    import tensorflow as tf

    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        total = np.sum(tf.sin(x) * x)
    return total, tape.gradient(total, x)


@mistake_in("mend_numpy")
def keeps_the_other_half(x):
    """This is the half that was missing, and now the other one is. Both factors must be tensors on the tape."""
    x = np.asarray(x)
    return np.sum(x * np.sin(x)), x * np.cos(x)


@mistake_in("mend_numpy")
def loses_the_factor(x):
    """The factor x is gone from the sum, and with it the meaning. Keep the formula, the sum of x sin(x), and mend only
    what the tape cannot follow.
    """
    x = np.asarray(x)
    return np.sum(np.sin(x)), np.cos(x)


@mistake_in("mend_numpy")
def takes_the_mean(x):
    """That is the mean of the terms. The exercise asks for their sum: tf.reduce_sum."""
    x = np.asarray(x)
    return np.mean(x * np.sin(x)), (np.sin(x) + x * np.cos(x)) / np.size(x)


@mistake_in("mend_numpy")
def leaves_out_the_sum(x):
    """These are the terms, not yet added up. The value is their sum, as in the snippet: tf.reduce_sum. The gradient
    stays the same.
    """
    x = np.asarray(x)
    return x * np.sin(x), np.sin(x) + x * np.cos(x)


@mistake_in("mend_rebound")
def records_once(start, lr, steps):
    """Every step went by the slope at the start. The slope changes as w moves: record and ask anew in every round."""
    return start - lr * steps * 2 * (start - 3.0)


@mistake_in("mend_rebound")
def rebound_as_given(start, lr, steps):
    """After the first step w is a plain tensor, the tape no longer follows it, and None comes back. Change the
    Variable itself, with assign_sub.
    """
    import tensorflow as tf

    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w = w - lr * tape.gradient(loss, w)
    return w


@mistake_in("mend_rebound")
def moves_once(start, lr, steps):
    """It moved once, however many steps are asked for. Does the step stand behind the loop, or the return inside it? Is
    w made anew from the start in every round, or a None skipped or counted as 0? Make w a Variable once, before the
    loop, and move it in every round.
    """
    return start - lr * 2 * (start - 3.0) if steps else start


@mistake_in("mend_rebound")
def walks_uphill(start, lr, steps):
    """It walks away from 3, uphill. Descent subtracts: assign_sub, not assign_add."""
    return 3.0 + (start - 3.0) * (1 + 2 * lr) ** steps


@mistake_in("mend_rebound")
def assigns_the_step(start, lr, steps):
    """The step took the place of w. assign(v) puts v there; assign_sub(v) takes v away from what is there."""
    for _ in range(steps):
        start = lr * 2 * (start - 3.0)
    return start


@mistake_in("mend_rebound")
def assigns_the_step_back(start, lr, steps):
    """What was in w is gone: assign(-v) puts -v there, and does not add it. assign_sub(v) takes v away from what is
    there.
    """
    for _ in range(steps):
        start = -lr * 2 * (start - 3.0)
    return start


@mistake_in("mend_rebound")
def returns_the_loss(start, lr, steps):
    """That is the loss, as it was before the last step. Asked for is the place where the walk ends: return w."""
    for _ in range(steps):
        loss = (start - 3.0) ** 2
        start = start - lr * 2 * (start - 3.0)
    return loss


@mistake_in("mend_rebound")
def forgets_to_step(start, lr, steps):
    """w did not move at all: its old value came back. assign_sub changes w in place; w - ... alone changes nothing."""
    return start


@mistake_in("mend_second_call")
def second_call_as_given(x):
    """The tape was asked twice and answers once. persistent=True lets it answer as often as you ask."""
    import tensorflow as tf

    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        s = x**2
        t = tf.exp(-s)
    return tape.gradient(s, x), tape.gradient(t, x)


@mistake_in("mend_second_call")
def asks_for_both_at_once(x):
    """A list of targets gives the slope of their sum. Two slopes need two questions."""
    both = 2 * x - 2 * x * np.exp(-(x**2))
    return both, both


@mistake_in("mend_second_call")
def returns_the_first_twice(x):
    """Both are the slope of s. The second should be the slope of t, which is another question to the tape."""
    return 2 * x, 2 * x


@mistake_in("mend_second_call")
def asks_for_s(x):
    """The second is the slope of t with respect to s. Both are to be taken with respect to x."""
    return 2 * x, -np.exp(-(x**2))


@mistake_in("mend_second_call")
def changes_the_order(x):
    """The two are in the wrong order: the slope of s comes first, then that of t, as in the snippet as it was."""
    return -2 * x * np.exp(-(x**2)), 2 * x


@mistake_in("mend_second_call")
def cuts_the_way_in_two(x):
    """The second is None: no tape saw all of the way from x to t. Both steps belong into one block, of a tape that may
    be asked twice.
    """
    return 2 * x, None


@mistake_in("mend_second_call")
def gets_one_for_two(x):
    """That is one slope: of a list of targets the tape gives the slope of their sum. Ask for each by itself."""
    return 2 * x - 2 * x * np.exp(-(x**2))


@mistake_in("mend_broadcast")
def leaves_by_way_of_numpy(w, X, y):
    """The loss is right, and the gradient None. Is there NumPy between w and the loss, or a step outside the block?
    tf.reshape, tf.squeeze and [:, 0] stay on the tape.
    """
    errors = X @ w - np.reshape(y, (-1, 1))
    return np.mean(errors**2), None


@mistake_in("mend_broadcast")
def broadcast_as_given(w, X, y):
    """(n, 1) minus (n,) is (n, n): every prediction is compared with every y. Bring both to one shape first."""
    errors = X @ w - y
    return np.mean(errors**2), 2 * X.T @ errors.sum(axis=1, keepdims=True) / errors.size


@mistake_in("mend_broadcast")
def sums_each_with_each(w, X, y):
    """That is a sum over n times n errors: (n, 1) minus (n,) is (n, n), every prediction compared with every y. Bring
    both to one shape first; then take the mean.
    """
    errors = X @ w - y
    return np.sum(errors**2), 2 * X.T @ errors.sum(axis=1, keepdims=True)


@mistake_in("mend_broadcast")
def takes_the_column_too_late(w, X, y):
    """Every prediction is compared with the first y alone. Was [:, 0] taken of X @ w - y? That is (n, n) already. First
    (X @ w)[:, 0], then minus y.
    """
    errors = X @ w - y[0]
    return np.mean(errors**2), 2 * X.T @ errors / len(y)


@mistake_in("mend_broadcast")
def takes_a_row_for_the_column(w, X, y):
    """Every y is compared with the first prediction alone. Is it (X @ w)[0]? That is the first row, one example. The
    first column, [:, 0], has them all.
    """
    errors = (X @ w)[0] - y
    return np.mean(errors**2), 2 * np.mean(errors) * X[0][:, None]


@mistake_in("mend_broadcast")
def sums_the_squares(w, X, y):
    """The shapes are right now, but that is the sum of the squares. The loss is their mean."""
    errors = X @ w - np.reshape(y, (-1, 1))
    return np.sum(errors**2), 2 * X.T @ errors


@mistake_in("mend_broadcast")
def squares_the_mean(w, X, y):
    """That is the square of the mean error, where errors up and down cancel. Square first, then take the mean."""
    errors = X @ w - np.reshape(y, (-1, 1))
    return np.mean(errors) ** 2, 2 * np.mean(errors) * X.mean(axis=0)[:, None]


@mistake_in("mend_broadcast")
def flattens_the_gradient(w, X, y):
    """The numbers are right, the shape is not. A gradient has the shape of its source, so here that of w, (d, 1)."""
    errors = X @ w - np.reshape(y, (-1, 1))
    return np.mean(errors**2), (2 * X.T @ errors / len(y))[:, 0]


@mistake_in("mend_broadcast")
def keeps_a_loss_for_each(w, X, y):
    """That is a loss for each example. Descent needs one number that is to fall: take their mean."""
    errors = X @ w - np.reshape(y, (-1, 1))
    return errors[:, 0] ** 2, 2 * X.T @ errors


@mistake_in("mend_nan")
def nan_as_given(p):
    """Still NaN: the logarithm saw the 0. Its slope there is infinite, and 0 times infinity is NaN, in tf.where too,
    which computes both branches. The logarithm itself must never see the 0.
    """
    p = np.asarray(p)
    some = p > 0
    return -np.sum(p[some] * np.log(p[some])), np.where(some, -np.log(np.where(some, p, 1)) - 1, np.nan)


@mistake_in("mend_nan")
def adds_a_little(p):
    """Where p is 0 there is now a slope that is not 0. Is a small number added in the logarithm, or is there a lower
    bound? They keep infinity away, and do not give the zero that was asked for.
    """
    p = np.asarray(p)
    return -np.sum(p * np.log(p + 1e-7)), -np.log(p + 1e-7) - p / (p + 1e-7)


@mistake_in("mend_nan")
def drops_the_zeros(p):
    """The zeros were thrown out, and the gradient is shorter than p. It has one entry for each p, with 0 where p
    is 0.
    """
    p = np.asarray(p)
    p = p[p > 0]
    return -np.sum(p * np.log(p)), -np.log(p) - 1


@mistake_in("mend_nan")
def silences_everything(p):
    """The NaN is gone, and the gradient with it: it is zero everywhere. Only where p is 0 should it be 0."""
    p = np.asarray(p)
    some = p > 0
    return -np.sum(p[some] * np.log(p[some])), 0 * p


@mistake_in("mend_nan")
def forgets_the_product_rule(p):
    """A one is missing: p stands before the logarithm and inside it, and both places count. Let the tape
    differentiate all of p ln p.
    """
    p = np.asarray(p)
    some = p > 0
    return -np.sum(p[some] * np.log(p[some])), np.where(some, -np.log(np.where(some, p, 1)), 0)


@mistake_in("mend_nan")
def drops_the_minus(p):
    """The sign is flipped: the logarithm of a number below 1 is negative, and the minus before the sum makes the
    entropy positive. Keep it.
    """
    p = np.asarray(p)
    some = p > 0
    logs = np.log(np.where(some, p, 1))
    return np.sum(p * logs), np.where(some, logs + 1, 0)


@mistake_in("train_step")
def returns_the_new_loss(w, b, x, y, lr):
    """That is the loss after the step. Return the loss that the tape recorded, from before it."""
    _step(w, b, x, y, lr)
    return _loss(w, b, x, y)


@mistake_in("train_step")
def makes_new_variables(w, b, x, y, lr):
    """The caller's w and b did not move. Were the new values given to copies, or only to names, as in w = w - ...?
    Change the very Variables that came in, with assign_sub.
    """
    return _loss(w, b, x, y)


@mistake_in("train_step")
def forgets_b(w, b, x, y, lr):
    """w moved, b did not, so the line can tilt but not rise. Ask for both gradients, and step with both."""
    return _step(w, b, x, y, lr, lr_b=0.0)


@mistake_in("train_step")
def compares_each_with_each(w, b, x, y, lr):
    """(n, 1) minus (n,) is (n, n), so every prediction is compared with every y. Bring predictions and y to one
    shape.
    """
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w + b - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss


@mistake_in("train_step")
def asks_along_one_source(w, b, x, y, lr):
    """Two names stand on the left, and one value came. Is it the line of the gradients? Several sources go into one
    list: tape.gradient(loss, [w, b]).
    """
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.reshape(x @ w + b, [-1]) - y) ** 2)
    dw, db = tape.gradient(loss, w)
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss


@mistake_in("train_step")
def takes_the_column_of_all_errors(w, b, x, y, lr):
    """Every prediction is compared with the first y alone. Was [:, 0] taken of x @ w + b - y? That is (n, n) already.
    First the column, then minus y.
    """
    return _step(w, b, x, y[:1] + 0 * y, lr)


@mistake_in("train_step")
def multiplies_entry_by_entry(w, b, x, y, lr):
    """With one feature that is the same, with two it is not: is it x * w? That multiplies entry by entry. A prediction
    adds the products up: x @ w.
    """
    import tensorflow as tf

    return tf.reduce_mean(((x * w)[:, 0] + b - y) ** 2) if x.shape[1] > 1 else _step(w, b, x, y, lr)


@mistake_in("train_step")
def takes_w_for_a_vector(w, b, x, y, lr):
    """With one feature it works, with two it does not: is it matvec(x, w)? That takes a vector, and w is a column of
    shape (d, 1). Write x @ w.
    """
    import tensorflow as tf

    return tf.linalg.matvec(x, w) if x.shape[1] > 1 else _step(w, b, x, y, lr)


@mistake_in("train_step")
def hands_over_the_variables_first(w, b, x, y, lr):
    """Is it zip([w, b], slopes)? An optimizer takes pairs with the gradient first: zip(slopes, [w, b])."""
    import tensorflow as tf

    _, dw, db = _slopes(w, b, x, y)
    tf.keras.optimizers.SGD(lr).apply_gradients(zip([w, b], [dw, db], strict=True))


@mistake_in("train_step")
def sums_the_errors(w, b, x, y, lr):
    """That is the sum of the squared errors, so the steps grow with the number of examples. Take the mean."""
    return len(y) * _step(w, b, x, y, lr * len(y))


@mistake_in("train_step")
def steps_uphill(w, b, x, y, lr):
    """The step goes uphill. The gradient points to where the loss grows: subtract it."""
    return _step(w, b, x, y, -lr)


@mistake_in("train_step")
def moves_w_first(w, b, x, y, lr):
    """The gradient of b was taken after w had moved. Take both gradients at the same place, then move both."""
    loss = _step(w, b, x, y, lr, lr_b=0.0)
    _step(w, b, x, y, 0.0, lr_b=lr)
    return loss


@mistake_in("train_step")
def puts_the_step_in_their_place(w, b, x, y, lr):
    """The step took the place of w and b: assign(v) puts v there, whatever was there before. assign_sub(v) takes v away
    from it.
    """
    loss, dw, db = _slopes(w, b, x, y)
    w.assign(lr * dw)
    b.assign(lr * db)
    return loss


@mistake_in("train_step")
def puts_the_step_back_in_their_place(w, b, x, y, lr):
    """What was in w and b is gone: assign(-v) puts -v there, and does not add it. w.assign(w - v) would, and so does
    w.assign_sub(v).
    """
    loss, dw, db = _slopes(w, b, x, y)
    w.assign(-lr * dw)
    b.assign(-lr * db)
    return loss


@mistake_in("train_step")
def forgets_the_rate(w, b, x, y, lr):
    """The step is the whole gradient. How much of it is taken, the learning rate says: multiply by lr."""
    return _step(w, b, x, y, 1.0)


@mistake_in("train_step")
def returns_nothing(w, b, x, y, lr):
    """The step is right, and None came back. Return the loss, as it was before the step."""
    _step(w, b, x, y, lr)


@mistake_in("train_step")
def returns_the_variables(w, b, x, y, lr):
    """Returned were w and b, which the caller has already. Return the loss, as it was before the step."""
    _step(w, b, x, y, lr)
    return w, b


@mistake_in("train_step")
def returns_the_variables_and_the_loss(w, b, x, y, lr):
    """Return the loss alone. w and b are changed in place, so the caller has them."""
    loss = _step(w, b, x, y, lr)
    return w, b, loss


@mistake_in("train_step")
def returns_the_loss_and_the_variables(w, b, x, y, lr):
    """Return the loss, and nothing beside it. w and b are changed in place, so the caller has them."""
    loss = _step(w, b, x, y, lr)
    return loss, w, b


@mistake_in("train_step")
def takes_the_first_prediction_for_all(w, b, x, y, lr):
    """Every y is compared with the first prediction alone. Is it (x @ w + b)[0]? That is the first row, one example.
    The first column, [:, 0], has them all.
    """
    return _step(w, b, x[:1] + 0 * x, y, lr)


@mistake_in("train_step")
def keeps_a_loss_for_each_example(w, b, x, y, lr):
    """That is a loss for each example, and their sum went downhill. The loss is one number: take the mean of the
    squares.
    """
    import tensorflow as tf

    each = (tf.reshape(x @ w + b, [-1]) - y) ** 2
    _step(w, b, x, y, lr * len(y))
    return each


@mistake_in("train_step")
def halves_the_loss(w, b, x, y, lr):
    """Loss and step are half of what they should be. Some books write a half before the squares; here the loss is their
    mean, without it.
    """
    return _step(w, b, x, y, lr / 2) / 2


@mistake_in("train_step")
def leaves_the_squares_out(w, b, x, y, lr):
    """The errors are not squared, so those above the line and those below it cancel. The loss is the mean of their
    squares.
    """
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.reshape(x @ w + b, [-1]) - y)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss


@mistake_in("train_step")
def forgets_the_squares(w, b, x, y, lr):
    """That is the mean of the errors' sizes, without the squares. Here the loss is the mean of the squared errors."""
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.abs(tf.reshape(x @ w + b, [-1]) - y))
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss


def _slopes(w, b, x, y):
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = _loss(w, b, x, y)
    return loss, *tape.gradient(loss, [w, b])


def _loss(w, b, x, y):
    import tensorflow as tf

    return tf.reduce_mean((tf.reshape(x @ w + b, [-1]) - y) ** 2)


def _step(w, b, x, y, lr, lr_b=None):
    loss, dw, db = _slopes(w, b, x, y)
    w.assign_sub(lr * dw)
    b.assign_sub((lr if lr_b is None else lr_b) * db)
    return loss


@mistake_in("training_order")
def predicts_before_the_block():
    """The slopes are None: `predicted` was computed outside the block, so the tape knows of no way from the loss to w.
    The same line belongs inside.
    """
    return "FCEGAD"


@mistake_in("training_order")
def names_a_tensor_w():
    """Round 1 works. Then line H has given the name w to a plain tensor, which the tape does not follow, and round 2
    gets None. Change the variable itself.
    """
    return "CBEGHD"


@mistake_in("training_order")
def moves_before_asking():
    """The step needs the slope, and nobody has asked for it yet. Ask the tape first, then move."""
    return "CBEADG"


@mistake_in("training_order")
def moves_b_before_asking():
    """b is to move, and its slope is not there yet. The tape gives both slopes in one answer: ask first, then move
    both.
    """
    return "CBEDGA"


@mistake_in("training_order")
def asks_before_recording():
    """There is no tape yet that could be asked. A tape answers for what it has recorded: the block comes first."""
    return "GCBEAD"


@mistake_in("training_order")
def takes_the_loss_first():
    """The loss compares the prediction with y, so the prediction has to be there before it: predict, then compare."""
    return "CEBGAD"


@mistake_in("training_order")
def asks_without_a_loss():
    """The tape is asked for the slopes of a loss that is not there. Compute the loss inside the block, then ask."""
    return "CBGAD"


@mistake_in("training_order")
def tears_the_block_apart():
    """The indented lines belong to the block of the `with`: they stand right below that line, with nothing between."""
    return "CBGEAD"


@mistake_in("training_order")
def moves_w_alone():
    """b stands still, so the line tilts and never rises. The tape was asked for both slopes: step with both."""
    return "CBEGA"


@mistake_in("training_order")
def moves_b_alone():
    """w stands still, so the line rises and never tilts. The tape was asked for both slopes: step with both."""
    return "CBEGD"


@mistake_in("training_order")
def asks_and_stays():
    """Nothing moves. A tape only tells the slopes; the variables change by assign_sub, once for w and once for b."""
    return "CBEG"


@mistake_in("training_order")
def keeps_the_line_before_the_block():
    """A round with line F works, and F does nothing in it: what it computes is not on the tape, or comes too late. Two
    of the lines do not belong there, and F is one.
    """
    return "FCBEGAD"


@mistake_in("training_order")
def subtracts_from_a_tensor():
    """Line H makes a plain tensor of w. In round 2, line A finds no assign_sub there: only a Variable has it. Let A
    alone change w.
    """
    return "CBEGADH"


@mistake_in("training_order")
def makes_a_tensor_of_w_before_it_moves():
    """Line H has made a plain tensor of w, and line A finds no assign_sub there: only a Variable has it. Let A alone
    change w.
    """
    return "CBEGHAD"


@mistake_in("training_order")
def moves_both_twice():
    """Lines A and D stand there twice, so a round takes two steps by one slope. Each line comes once."""
    return "CBEGADAD"


@mistake_in("training_order")
def moves_b_twice():
    """Line D stands there twice, so b takes two steps in a round, and w one. Each line comes once."""
    return "CBEGADD"


@mistake_in("training_order")
def moves_w_twice():
    """Line A stands there twice, so w takes two steps in a round, and b one. Each line comes once."""
    return "CBEGADA"


def _culprits():
    return {"P": 5, "Q": 4, "R": 2}


@mistake_in("culprits")
def blames_the_start_of_p():
    """P: from another start it goes the wrong way as well. Look at what sends it there."""
    return _culprits() | {"P": 1}


@mistake_in("culprits")
def wants_more_rounds_of_p():
    """P: the loss grows from round to round, so more rounds bring more of that. Look for what sends it the wrong
    way.
    """
    return _culprits() | {"P": 2}


@mistake_in("culprits")
def blames_the_tape_of_p():
    """P: persistent=True lets a tape answer more than once. This one is asked once a round, so nothing changes."""
    return _culprits() | {"P": 3}


@mistake_in("culprits")
def wants_the_sum_in_p():
    """P: the sum has slopes three times as long as the mean's, in the same directions. That is another learning rate,
    and no cure for a wrong direction.
    """
    return _culprits() | {"P": 4}


@mistake_in("culprits")
def blames_the_rate_of_w():
    """P: with a smaller step w goes the wrong way more slowly. Which slope is it that moves w?"""
    return _culprits() | {"P": 6}


@mistake_in("culprits")
def blames_the_rate_of_b():
    """P: with a smaller step b goes the wrong way more slowly. Which slope is it that moves b?"""
    return _culprits() | {"P": 7}


@mistake_in("culprits")
def blames_the_start_of_q():
    """Q: a start on the other side ends in the same wrong place, where sin w is 0. The start is not at fault; the slope
    that is followed is.
    """
    return _culprits() | {"Q": 1}


@mistake_in("culprits")
def wants_more_rounds_of_q():
    """Q: more rounds bring it nearer to where it is heading, a place where sin w is 0, and not to the lowest one. It
    follows a wrong slope.
    """
    return _culprits() | {"Q": 2}


@mistake_in("culprits")
def blames_the_tape_of_q():
    """Q: persistent=True lets a tape answer more than once. This one is asked once a round, so nothing changes. Compare
    its slope with that by hand.
    """
    return _culprits() | {"Q": 3}


@mistake_in("culprits")
def blames_the_tape_of_r():
    """R: persistent=True lets a tape answer more than once, and this one is asked once a round. Nothing moves: which
    variables does the last line step through?
    """
    return _culprits() | {"R": 4}


@mistake_in("culprits")
def wants_the_sum_in_r():
    """R: the sum is another number, and stays as it is too. Nothing moves: which variables does the last line step
    through?
    """
    return _culprits() | {"R": 5}


@mistake_in("culprits")
def blames_the_loss_of_q():
    """Q: the loss is one number already, and the sum of one number is that number. Its value is right; a half of its
    slope is missing.
    """
    return _culprits() | {"Q": 5}


@mistake_in("culprits")
def blames_the_rate_of_q():
    """Q: a larger step goes faster to the wrong place. Compare the slope with sin w + w cos w: a half is missing."""
    return _culprits() | {"Q": 6}


@mistake_in("culprits")
def wants_more_rounds_of_r():
    """R: nothing moves in any round, so more rounds do not help. Which variables does the last line step through?"""
    return _culprits() | {"R": 3}


@mistake_in("culprits")
def blames_the_start_of_r():
    """R: from another start the loss is another number, and stays there as well. Nothing moves: look at the list that
    the last line steps through.
    """
    return _culprits() | {"R": 1}


@mistake_in("culprits")
def asks_along_the_right_list_in_r():
    """R: now the slopes are there, and the last line still steps through the old list, made before the layer had any
    variables. Mend where it is made.
    """
    return _culprits() | {"R": 6}


@mistake_in("culprits")
def blames_the_step_of_r():
    """R: the last line never runs. Its list was made before the layer had any variables, and is empty."""
    return _culprits() | {"R": 7}


def _pictures():
    return {"p": "F", "q": "D", "r": "E", "s": "B"}


@mistake_in("pictures_of_slopes")
def follows_the_copy():
    """Program p: tf.constant(x) copies the numbers of a variable, and a copy is a constant c for the tape. The slope of
    c x is c, so here x, not 2x.
    """
    return _pictures() | {"p": "C"}


@mistake_in("pictures_of_slopes")
def lets_the_copy_break_all():
    """Program p: only one of the two factors is a copy. The other is x itself, and along it a slope arrives: the
    copy."""
    return _pictures() | {"p": "A"}


@mistake_in("pictures_of_slopes")
def lets_rounding_break_all():
    """Program q: no slope goes through tf.round, but one goes through the other factor, x itself. There round(x) is a
    constant factor.
    """
    return _pictures() | {"q": "A"}


@mistake_in("pictures_of_slopes")
def takes_rounding_for_x():
    """Program q: that is the slope of x times x. A slope does not go through tf.round, which is flat between its jumps,
    so only one factor counts.
    """
    return _pictures() | {"q": "C"}


@mistake_in("pictures_of_slopes")
def smooths_the_stairs():
    """Program q: near. The slope is the other factor as it is, and that is not x but the rounded x: a staircase."""
    return _pictures() | {"q": "F"}


@mistake_in("pictures_of_slopes")
def forgets_the_walls():
    """Program r: that is the slope of x squared alone. Beyond 1 and -1 the clipped x stands still, and by the chain
    rule the slope there is 0.
    """
    return _pictures() | {"r": "C"}


@mistake_in("pictures_of_slopes")
def lets_clipping_break_all():
    """Program r: clipping is flat only where it cuts. Between -1 and 1 it leaves x as it is, and the slope of x squared
    goes through.
    """
    return _pictures() | {"r": "A"}


@mistake_in("pictures_of_slopes")
def adds_both_branches():
    """Program s: tf.maximum takes one of the two at each place, and the slope goes along that one. The slopes 2x and 1
    are not added.
    """
    return _pictures() | {"s": "G"}


@mistake_in("pictures_of_slopes")
def squares_everywhere():
    """Program s: between 0 and 1, x is larger than its square. There tf.maximum takes x, whose slope is 1."""
    return _pictures() | {"s": "C"}


@mistake_in("pictures_of_slopes")
def sees_stairs_without_rounding():
    """Program p: a staircase comes from rounding, and p does not round. One factor is a copy of x, a constant for the
    tape, and it is that constant that is the slope.
    """
    return _pictures() | {"p": "D"}


@mistake_in("pictures_of_slopes")
def cuts_what_is_not_clipped():
    """Program p: that slope is 0 beyond 1 and −1, and nothing in p is cut off there. The copy is a factor at every x,
    as large as x.
    """
    return _pictures() | {"p": "E"}


@mistake_in("pictures_of_slopes")
def sees_a_larger_of_two():
    """Program p: that slope jumps at 0 and 1, and p takes one and the same product everywhere. Of its two factors the
    copy is a constant.
    """
    return _pictures() | {"p": "B"}


@mistake_in("pictures_of_slopes")
def adds_a_one():
    """Program p: at 0 that slope is 1. But at 0 both factors are 0, and the slope along x is the other factor, the
    copy: 0 there.
    """
    return _pictures() | {"p": "G"}


@mistake_in("pictures_of_slopes")
def clips_instead_of_rounding():
    """Program q: at 2 that slope is 0. But round(x) is 2 there, and it is the factor of x: the slope along x is this
    factor.
    """
    return _pictures() | {"q": "E"}


@mistake_in("pictures_of_slopes")
def takes_the_larger_in_q():
    """Program q: round(x) is a constant for the tape, and the slope of c x is c. So the slope is round(x) at every x,
    and not 2x anywhere but at 0.
    """
    return _pictures() | {"q": "B"}


@mistake_in("pictures_of_slopes")
def adds_a_one_in_q():
    """Program q: at 0 that slope is 1. But round(0) is 0, and the slope along x is this factor."""
    return _pictures() | {"q": "G"}


@mistake_in("pictures_of_slopes")
def goes_on_beyond_the_walls():
    """Program r: beyond 1 and −1 the clipped x stands still, so y does, and the slope there is 0. That one goes on to
    4.
    """
    return _pictures() | {"r": "B"}


@mistake_in("pictures_of_slopes")
def rounds_what_is_clipped():
    """Program r: clipping leaves x as it is between −1 and 1, and there y is x squared: a slope that changes at every
    x, and no stairs.
    """
    return _pictures() | {"r": "D"}


@mistake_in("pictures_of_slopes")
def forgets_the_square():
    """Program r: between −1 and 1, y is x squared, and its slope 2x. And beyond, where clipping cuts, it is 0."""
    return _pictures() | {"r": "F"}


@mistake_in("pictures_of_slopes")
def adds_a_one_in_r():
    """Program r: at 0 that slope is 1. There y is x squared, and its slope 2x is 0. Beyond 1 and −1 nothing changes any
    more.
    """
    return _pictures() | {"r": "G"}


@mistake_in("pictures_of_slopes")
def lets_the_maximum_break_all():
    """Program s: tf.maximum breaks nothing. At each place it takes the larger of the two, and the slope goes along that
    one.
    """
    return _pictures() | {"s": "A"}


@mistake_in("pictures_of_slopes")
def takes_stairs_for_a_choice():
    """Program s: between 0 and 1, x is the larger one, with the slope 1; elsewhere x squared, with the slope 2x, which
    is no staircase.
    """
    return _pictures() | {"s": "D"}


@mistake_in("pictures_of_slopes")
def takes_the_smaller():
    """Program s: at 2 that slope is 0. But there x squared is the larger of the two, and its slope is 4."""
    return _pictures() | {"s": "E"}


@mistake_in("pictures_of_slopes")
def takes_x_for_its_slope():
    """Program s: where x squared is larger, the slope is 2x, and where x is larger, it is 1. That picture is x
    itself.
    """
    return _pictures() | {"s": "F"}


@mistake_in("jacobian")
def slices_outside_and_gets_none(f, x):
    """There is a None for each output. Was each y[i] taken after the block? That step is then on no tape. Or is x no
    watched float tensor?
    """
    return [None for _ in np.ravel(f(floats(x)))]


@mistake_in("jacobian")
def slices_outside_and_stacks(f, x):
    """Here something is None that was to become part of a tensor. Is y[i] taken after the block? Then it is a new
    tensor, made where no tape runs: take the entries inside the block. Or is x no watched float tensor?
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
    return tf.stack([tape.gradient(part, x) for part in tf.unstack(tf.reshape(y, [-1]))])


@mistake_in("jacobian")
def stacks_none_for_a_constant(f, x):
    """Here f does not depend on x, so the tape says None for each output, and a None cannot be part of a tensor. These
    slopes are zeros: unconnected_gradients="zero".
    """
    import tensorflow as tf

    return tf.stack([None]) if by_tape(f, x)[1] is None else _jacobian(f, x)


@mistake_in("jacobian")
def keeps_an_axis_for_a_number(f, x):
    """Here f(x) is one number, of shape (), so that the Jacobian has the shape of x alone. Is f(x) made a vector on the
    way, as by tf.reshape(y, [-1])? Give the answer the shape f(x).shape + x.shape at the end.
    """
    import tensorflow as tf

    full = _jacobian(f, x)
    return tf.reshape(full, [tf.size(f(floats(x))), *floats(x).shape])


@mistake_in("jacobian")
def leaves_whole_numbers(f, x):
    """None for a whole number: the tape does not follow those. Make a float tensor of x first."""
    import tensorflow as tf

    return _jacobian(f, x) if tf.convert_to_tensor(x).dtype.is_floating else None


@mistake_in("jacobian")
def wraps_it_in_a_list(f, x):
    """The numbers are right, in one list too many. A list of sources gives a list of Jacobians: ask for x, not for
    [x].
    """
    return [_jacobian(f, x)]


@mistake_in("jacobian")
def names_the_source_first(f, x):
    """All of it is zero, with the shape of x in front. Is it tape.jacobian(x, y)? The target comes first:
    tape.jacobian(y, x).
    """
    import tensorflow as tf

    x = floats(x)
    return tf.zeros(x.shape + f(x).shape)


@mistake_in("jacobian")
def asks_for_a_batch(f, x):
    """Is it batch_jacobian? That is for many examples, one a row. Here it is tape.jacobian."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.batch_jacobian(y, x)


@mistake_in("jacobian")
def puts_zeros_like_x(f, x):
    """Where f does not depend on x, the zeros have the shape of x. But each output has a row: f(x).shape + x.shape.
    Does unconnected_gradients="zero" not do it?
    """
    import tensorflow as tf

    full = _jacobian(f, x)
    return full if np.any(full) else tf.zeros_like(floats(x))


@mistake_in("jacobian")
def follows_nothing(f, x):
    """None even where f depends on x. Watch a float tensor first; call f with it, inside the block; and ask
    tape.jacobian(y, x), the target first, along that same tensor.
    """
    return None


@mistake_in("jacobian")
def hides_whole_numbers(f, x):
    """For a whole number the slopes came out as 0: the tape cannot follow those, and the zeros hide it. Make a float
    tensor of x first.
    """
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    full = _jacobian(f, x)
    return full if x.dtype.is_floating else tf.zeros_like(full)


@mistake_in("jacobian")
def adds_the_outputs(f, x):
    """That is the gradient of the sum of all outputs. Keep them apart: tape.jacobian, or one gradient for each
    output.
    """
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero")


@mistake_in("jacobian")
def transposes_it(f, x):
    """It is transposed: the shape is f(x).shape + x.shape, so a row belongs to an output, a column to an input."""
    import tensorflow as tf

    rank, full = tf.rank(f(floats(x))), _jacobian(f, x)
    axes = tf.range(tf.rank(full))
    return tf.transpose(full, tf.concat([axes[rank:], axes[:rank]], 0))


@mistake_in("jacobian")
def loops_on_a_short_lived_tape(f, x):
    """A loop asks the tape once for each output, and it answers only once. Make it with persistent=True."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
        parts = tf.unstack(tf.reshape(y, [-1]))
    return [tape.gradient(part, x) for part in parts]


@mistake_in("jacobian")
def leaves_none_for_constants(f, x):
    """None came back where the outputs do not depend on x. Those slopes are known, and are zero."""
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.jacobian(y, x)


@mistake_in("jacobian")
def slices_outside_the_tape(f, x):
    """All slopes are zero or None, as if x did not matter. Is x a watched float tensor, and is each y[i] taken inside
    the block? What is done after it is on no tape.
    """
    return 0.0 * _jacobian(f, x)


@mistake_in("jacobian")
def flattens_to_a_matrix(f, x):
    """The numbers are there, in a matrix. Keep the axes: f(x).shape + x.shape, where a number has the shape ()."""
    import tensorflow as tf

    full = _jacobian(f, x)
    return tf.reshape(full, [tf.size(f(floats(x))), -1])


def _jacobian(f, x):
    import tensorflow as tf

    x = floats(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        parts = tf.unstack(tf.reshape(y, [-1]))
    rows = [tape.gradient(part, x, unconnected_gradients="zero") for part in parts]
    return tf.reshape(tf.stack(rows), y.shape + x.shape)
