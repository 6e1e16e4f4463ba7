"""Unit 0: wrong fares, functions, trails, copies, tables and orders of lines."""

import numpy as np

from gradus.checks.mistakes import mistake_in


@mistake_in("fare")
def forgets_the_start(km, start=3.0, per_km=2.0):
    """Is start missing? These are the kilometres alone. Getting in costs something too, once: add it."""
    return per_km * km


@mistake_in("fare")
def pays_the_start_for_each_kilometre(km, start=3.0, per_km=2.0):
    """Here start is paid for each kilometre. It is paid once, so it stands outside the product: start + per_km * km."""
    return (start + per_km) * km


@mistake_in("fare")
def exchanges_the_prices(km, start=3.0, per_km=2.0):
    """The two prices are exchanged: per_km is what each kilometre costs, and start is paid once."""
    return per_km + start * km


@mistake_in("fare")
def multiplies_everything(km, start=3.0, per_km=2.0):
    """Is all of it multiplied? Each kilometre costs per_km, that is a product; what it costs to get in is added."""
    return start * per_km * km


@mistake_in("fare")
def knows_the_defaults_only(km, start=3.0, per_km=2.0):
    """Do 3 and 2 stand in your line? They are defaults: a call may give other prices. Compute with the names, start and
    per_km.
    """
    return 3.0 + 2.0 * km


@mistake_in("fare")
def knows_one_start_only(km, start=3.0, per_km=2.0):
    """Is start always 3 here? That is its default, which holds only where a call gives no other. Use the name start."""
    return 3.0 + per_km * km


@mistake_in("fare")
def knows_one_rate_only(km, start=3.0, per_km=2.0):
    """Is each kilometre always 2 here? That is a default, which holds only where a call gives no other. Use the name
    per_km.
    """
    return start + 2.0 * km


@mistake_in("fare")
def rounds_the_price(km, start=3.0, per_km=2.0):
    """Is the price rounded? All its digits are wanted: round what you print, not what you return."""
    return round(start + per_km * km, 2)


@mistake_in("fare")
def cuts_the_price(km, start=3.0, per_km=2.0):
    """Is something cut off? int(…) and // drop what stands behind the point, and a price may have cents."""
    return int(start + per_km * km)


@mistake_in("fare")
def exchanges_the_defaults(km, per_km=2.0, start=3.0):
    """A call without names goes by their order, and this one gives the price per kilometre last. Keep the def line as
    the exercise gave it: km, start, per_km.
    """
    return start + per_km * km


@mistake_in("fare")
def shows_the_price(km, start=3.0, per_km=2.0):
    """Nothing comes back. To print a number is to show it; only return hands it to whoever called."""
    print(start + per_km * km)


@mistake_in("repeated")
def knows_no_x_yet(f, n):
    """x is not known yet: it comes when the function that you return is called. Define that function inside, def
    again(x): …, and put the loop into it.
    """
    return f(x)  # noqa: F821


@mistake_in("repeated")
def uses_a_name_without_a_value(f, n):
    """A name is used before it has a value. x has one in the function that you define inside, as its argument. And n,
    if you count it down there, is a new name too: count with range(n).
    """
    for _ in range(n):
        x = f(x)  # type: ignore[has-type]  # noqa: F821
    return x


@mistake_in("repeated")
def applies_f_once(f, n):
    """The result is that of one f. Is there a loop over range(n), with x = f(x) in it, so that the next round goes on
    from there? And does return stand below that loop? Inside, it ends the function in the first round.
    """
    return lambda x: f(x)


@mistake_in("repeated")
def keeps_nothing(f, n):
    """This is x as it came. Is what f(x) gives kept? f(x) on a line of its own computes a number and drops it: in the
    loop write x = f(x).
    """

    def again(x):
        for _ in range(n):
            f(x)
        return x

    return again


@mistake_in("repeated")
def applies_f_once_too_often(f, n):
    """f is applied once too often. range(n) alone makes n rounds; if f is called before the loop too, that counts."""

    def again(x):
        for _ in range(n + 1):
            x = f(x)
        return x

    return again


@mistake_in("repeated")
def leaves_out_one_time(f, n):
    """f is applied one time too few. range(n) makes n rounds, from 0 to n - 1; range(1, n) and range(n - 1) make one
    less.
    """

    def again(x):
        for _ in range(1, n):
            x = f(x)
        return x

    return again


@mistake_in("repeated")
def applies_f_twice(f, n):
    """f is applied twice here. How often, says n: let a loop over range(n) put f(x) in the place of x."""
    return lambda x: f(f(x))


@mistake_in("repeated")
def multiplies_by_n(f, n):
    """This is n times f(x), a product. Applied n times means that f gets what it gave before: f(f(x)) for n = 2."""
    return lambda x: n * f(x)


@mistake_in("repeated")
def takes_the_power(f, n):
    """This is f(x) to the power n. Applied n times means that f gets what it gave before: f(f(x)) for n = 2."""
    return lambda x: f(x) ** n


@mistake_in("repeated")
def applies_f_to_n(f, n):
    """That is a number, f(n). n says only how often. What f is applied to comes later: define a function of x inside,
    and return it without calling it.
    """
    return f(n)


@mistake_in("repeated")
def returns_no_function(f, n):
    """Nothing comes back. Where a function is defined inside, return hands it over: return again, without brackets
    behind the name.
    """

    def again(x):
        for _ in range(n):
            x = f(x)
        return x


@mistake_in("trail")
def forgets_the_start_of_the_trail(f, start, steps):
    """The trail begins where you start: the first number is start itself, before any step."""
    here, visited = start, []
    for _ in range(steps):
        here = f(here)
        visited.append(here)
    return visited


@mistake_in("trail")
def forgets_the_end(f, start, steps):
    """The last number is missing. A list with the start and one number for each step has steps + 1 numbers."""
    here, visited = start, []
    for _ in range(steps):
        visited.append(here)
        here = f(here)
    return visited


@mistake_in("trail")
def goes_one_step_too_far(f, start, steps):
    """One step too many. The start is a number of the list, but no step: range(steps) is right for the steps."""
    here, visited = start, [start]
    for _ in range(steps + 1):
        here = f(here)
        visited.append(here)
    return visited


@mistake_in("trail")
def notes_down_before_it_moves(f, start, steps):
    """The start stands there twice, and the last number is missing. If the list begins with start, each round has to
    move first, here = f(here), and append then.
    """
    here, visited = start, [start]
    for _ in range(steps):
        visited.append(here)
        here = f(here)
    return visited


@mistake_in("trail")
def has_no_room_for_halves(f, start, steps):
    """An array that is made of a whole number, as by np.full(steps + 1, start), holds whole numbers, and cuts off what
    stands behind the point. Give it dtype=float, or take a list.
    """
    visited = np.full(steps + 1, start)
    for step in range(steps):
        visited[step + 1] = f(visited[step])
    return visited


@mistake_in("trail")
def keeps_the_last_only(f, start, steps):
    """That is the last number alone. Keep all of them: append each to a list, and return the list."""
    for _ in range(steps):
        start = f(start)
    return start


@mistake_in("trail")
def begins_a_new_list_each_time(f, start, steps):
    """Only the last number is in the list. Is the list made inside the loop? Then it begins anew each time: make it
    before.
    """
    here, visited = start, [start]
    for _ in range(steps):
        visited = []
        here = f(here)
        visited.append(here)
    return visited


@mistake_in("trail")
def steps_from_the_start_each_time(f, start, steps):
    """Each step begins at start again. Begin it where the last one ended: here = f(here)."""
    return [start] + [f(start) for _ in range(steps)]


@mistake_in("trail")
def returns_inside_the_loop(f, start, steps):
    """After one step it is over. Is return indented as far as the loop's lines? Then it ends the function in the first
    round: move it to the left, below the for.
    """
    here, visited = start, [start]
    for _ in range(steps):
        here = f(here)
        visited.append(here)
        return visited
    return visited


@mistake_in("trail")
def keeps_what_append_returns(f, start, steps):
    """append changes the list itself, and returns None. In visited = visited.append(x) the list is lost: write
    visited.append(x) alone.
    """
    here, visited = start, [start]
    for _ in range(steps):
        here = f(here)
        visited = visited.append(here)  # type: ignore[func-returns-value,assignment]
    return visited


@mistake_in("trail")
def applies_f_to_the_counter(f, start, steps):
    """f is applied to 0, 1, 2, … That is the number of the round. Apply it to the last number of the trail."""
    return [start] + [f(step) for step in range(steps)]


@mistake_in("nudged")
def writes_into_the_argument(x, i, h):
    """This writes into the caller's own array. A second name, as in moved = x, makes no second array: write into a
    copy, np.array(x, dtype=float). (x[:] is no copy of an array either.)
    """
    moved = x
    moved[i] += h
    return moved


@mistake_in("nudged")
def moves_nothing(x, i, h):
    """Nothing has moved. Does moved[i] + h stand on a line of its own? That computes a number and drops it. To keep it,
    write moved[i] = moved[i] + h, or moved[i] += h for short.
    """
    moved = np.array(x, dtype=float)
    moved[i] + h
    return moved


@mistake_in("nudged")
def cuts_fractions_off(x, i, h):
    """An array of whole numbers, also a copy of one, cuts off what you write into it: 1.5 becomes 1. Make the copy with
    room for fractions, dtype=float.
    """
    moved = x.copy()
    moved[i] += h
    return moved


@mistake_in("nudged")
def moves_all_entries(x, i, h):
    """Each entry has moved, for x + h works entry by entry. Change one entry of a copy: moved[i]."""
    return x + h


@mistake_in("nudged")
def puts_h_in_its_place(x, i, h):
    """The entry has become h. It should grow by h: moved[i] = moved[i] + h, or moved[i] += h for short."""
    moved = np.array(x, dtype=float)
    moved[i] = h
    return moved


@mistake_in("nudged")
def counts_from_one(x, i, h):
    """The entry before has moved. Python counts from 0, so entry i is x[i]: nothing is to be subtracted from i."""
    moved = np.array(x, dtype=float)
    moved[i - 1] += h
    return moved


@mistake_in("nudged")
def returns_the_entry(x, i, h):
    """That is one number, the new entry. Return the whole array, with this entry in it."""
    return x[i] + h


@mistake_in("nudged")
def returns_the_step(x, i, h):
    """That is the step alone, h in one place and 0 elsewhere. Add it to x."""
    step = np.zeros(len(x))
    step[i] = h
    return step


@mistake_in("value_table")
def turns_the_table(f, xs, ys):
    """Rows and columns are exchanged: the first number of a shape counts the rows, and there is one for each x."""
    return np.array([[f(x, y) for x in xs] for y in ys])


@mistake_in("value_table")
def returns_after_the_first_row(f, xs, ys):
    """Only the first row is filled. Is return indented as far as a loop's lines? Then it ends the function in the first
    round: move it to the left, below both loops.
    """
    table = np.zeros((len(xs), len(ys)))
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            table[i, j] = f(x, y)
        return table
    return table


@mistake_in("value_table")
def returns_the_first_row_only(f, xs, ys):
    """Only the first row has come. If return stands among the lines of a loop, it ends the function in the first round:
    it belongs below both loops.
    """
    return np.array([[f(x, y) for y in ys] for x in xs[:1]])


@mistake_in("value_table")
def returns_after_the_first_place(f, xs, ys):
    """Only one place is filled. Is return indented as far as the inner loop's lines? It ends the function in the very
    first round: move it to the left, below both loops.
    """
    table = np.zeros((len(xs), len(ys)))
    table[0, 0] = f(xs[0], ys[0])
    return table


@mistake_in("value_table")
def exchanges_the_arguments(f, xs, ys):
    """f gets its two numbers in the wrong order: first the one of xs, then the one of ys."""
    return np.array([[f(y, x) for y in ys] for x in xs])


@mistake_in("value_table")
def pairs_them_off(f, xs, ys):
    """Here each x meets one y only, as if the lists were zipped together. Each x is to meet every y: one loop inside
    the other.
    """
    return np.array([f(x, y) for x, y in zip(xs, ys, strict=False)])


@mistake_in("value_table")
def makes_one_long_row(f, xs, ys):
    """All values stand in one row. A table has a row for each x: collect each row in a list of its own, or fill
    np.zeros((len(xs), len(ys))).
    """
    return np.array([f(x, y) for x in xs for y in ys])


@mistake_in("value_table")
def makes_one_long_column(f, xs, ys):
    """Each value has a row of its own. A row holds the values for all ys: begin row = [] inside the first loop, append
    to it in the second, and append the row to the table below that.
    """
    return np.array([[f(x, y)] for x in xs for y in ys])


@mistake_in("value_table")
def has_no_room_for_fractions(f, xs, ys):
    """This table holds whole numbers, and cuts off what stands behind the point. Was it made with dtype=int, or like a
    list of whole numbers? np.zeros((rows, columns)) has room.
    """
    table = np.zeros((len(xs), len(ys)), dtype=int)
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            table[i, j] = f(x, y)
    return table


@mistake_in("value_table")
def has_room_for_the_first_kind_only(f, xs, ys):
    """The first value is a whole number here, and this table, made like it, cuts off the .5 of a later one.
    np.vectorize and np.full do that; np.zeros((rows, columns)) has room.
    """
    return np.vectorize(f)(np.array(xs)[:, None], np.array(ys))


@mistake_in("value_table")
def asks_for_the_places(f, xs, ys):
    """f gets i and j, which count rows and columns. It should get the numbers that stand there: xs[i] and ys[j]."""
    return np.array([[f(i, j) for j in range(len(ys))] for i in range(len(xs))])


@mistake_in("value_table")
def has_one_row_under_many_names(f, xs, ys):
    """All rows are the same. Is there something like [[0] * 2] * 3? That is one list under three names: who writes into
    one row writes into all. np.zeros makes rows of their own.
    """
    table = [[0.0] * len(ys)] * len(xs)
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            table[i][j] = f(x, y)
    return np.array(table)


@mistake_in("value_table")
def never_begins_a_new_row(f, xs, ys):
    """Each row holds the numbers of all rows. Is row = [] above both loops? Then one list goes on growing: begin a new
    one for each x, inside the first loop.
    """
    table, row = [], []
    for x in xs:
        for y in ys:
            row.append(f(x, y))
        table.append(row)
    return np.array(table)


@mistake_in("value_table")
def hands_over_whole_lists(f, xs, ys):
    """f is given two whole lists here, and 10 * xs repeats a list instead of computing. Call f once for each place,
    with two numbers: xs[i] and ys[j].
    """
    return f(xs, ys)


@mistake_in("value_table")
def hands_over_whole_arrays(f, xs, ys):
    """f is given two whole arrays here, and is to work entry by entry, but they differ in length. Call it once for each
    place, with two numbers: xs[i] and ys[j].
    """
    return f(np.array(xs), np.array(ys))


@mistake_in("line_order")
def moves_previous_too_early():
    """From some round on a number is added to itself: previous and current are equal when the sum is taken. previous
    takes over current after the sum, and before current changes.
    """
    return "GIEABFDHC"


@mistake_in("line_order")
def moves_current_first():
    """previous gets the new current here, for current has changed before. It needs the old one: move previous first,
    then current.
    """
    return "GIEABDHFC"


@mistake_in("line_order")
def collects_too_late():
    """The first 1 is missing: when a number is collected, current has moved on already. Append it before it changes."""
    return "GIEADFHBC"


@mistake_in("line_order")
def collects_late_and_moves_early():
    """The first 1 is missing, and each number is twice the one before. Append current before it changes, and take the
    sum before previous changes.
    """
    return "GIEAFDHBC"


@mistake_in("line_order")
def returns_before_the_loop():
    """The list comes back empty, for return ends the function, and here the loop has not run yet. return goes last."""
    return "GIECABDFH"


@mistake_in("line_order")
def uses_a_name_too_early():
    """A line uses a name that has no value yet. The line that gives it one, with = behind its name, must run first."""
    return "GABDFHCIE"


@mistake_in("line_order")
def breaks_the_indents():
    """Python cannot read this order. A line that ends in a colon comes first, and right below it the lines that are
    indented under it.
    """
    return "IEGABDFHC"
