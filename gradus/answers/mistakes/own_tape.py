"""Unit 7: orders, records and tapes that go wrong, and trainings with them."""

import sys
import weakref

import numpy as np

from gradus.checks.mistakes import mistake_in
from gradus.tape import RULES, Array, Tape, open_tapes, unbroadcast


def _reached(node):
    found, seen = [node], {node}
    for child in found:
        for parent in child.parents:
            if parent not in seen:
                seen.add(parent)
                found.append(parent)
    return found


def _right_order(node):
    found = _reached(node)
    uses = dict.fromkeys(found, 0)
    for child in found:
        for parent in child.parents:
            uses[parent] += 1
    return _when_nothing_is_awaited(node, uses, lambda child: child.parents)


def _when_nothing_is_awaited(node, uses, counted_down):
    order = [node]
    for child in order:
        for parent in counted_down(child):
            uses[parent] -= 1
            if uses[parent] == 0:
                order.append(parent)
    return order


@mistake_in("backward_order")
def goes_down_first(node):
    """A node comes before somebody who uses it: is it taken on the first path that leads there? It has to wait until
    all its uses are there.
    """
    order, seen, waiting = [], set(), [node]
    while waiting:
        child = waiting.pop()
        if child not in seen:
            seen.add(child)
            order.append(child)
            waiting += reversed(child.parents)
    return order


@mistake_in("backward_order")
def goes_in_rings(node):
    """This takes all parents, then all their parents, and so on (breadth first). A node can be near on one path
    and far on another: it has to wait for the last of its uses.
    """
    return _reached(node)


@mistake_in("backward_order")
def moves_a_node_to_the_back(node):
    """Was a node moved to the back when it was met again? What it is made of has to move behind it, too. Better let it
    wait until all its uses are there.
    """
    order = [node]
    for child in order:
        for parent in child.parents:
            if parent in order:
                order.remove(parent)
            order.append(parent)
        if len(order) > 20_000:
            raise RuntimeError("too many nodes")
    return order


@mistake_in("backward_order")
def goes_in_rings_from_the_right(node):
    """This takes the nodes in the order in which they are first seen. It has to be the other way: a node has to
    wait for the last of its uses.
    """
    found, seen = [node], {node}
    for child in found:
        for parent in reversed(child.parents):
            if parent not in seen:
                seen.add(parent)
                found.append(parent)
    return found


@mistake_in("backward_order")
def counts_paths(node):
    """A node is in the list more than once, because several paths lead to it. Take each once: is it in a dict of yours
    already?
    """
    order = [node]
    for child in order:
        order += child.parents
        if len(order) > 20_000:
            raise RuntimeError("too many paths")
    return order


@mistake_in("backward_order")
def goes_down_every_path(node):
    """A node is in it twice, once for each path that leads there. Take each once, when the last of its uses is
    there.
    """
    order, waiting = [], [node]
    while waiting and len(order) < 20_000:
        order.append(waiting.pop())
        waiting += reversed(order[-1].parents)
    return order


@mistake_in("backward_order")
def goes_down_every_path_from_the_right(node):
    """A node is in it twice: each path that leads there has brought it. Take each once, when the last of its uses is
    there.
    """
    order, waiting = [], [node]
    while waiting and len(order) < 20_000:
        order.append(waiting.pop())
        waiting += order[-1].parents
    return order


@mistake_in("backward_order")
def counts_a_double_use_once(node):
    """A parent that a node has twice was counted once and then counted down twice, so it came too early. Count and
    count down in the same way.
    """
    found = _reached(node)
    uses = dict.fromkeys(found, 0)
    for child in found:
        for parent in set(child.parents):
            uses[parent] += 1
    return _when_nothing_is_awaited(node, uses, lambda child: child.parents)


@mistake_in("backward_order")
def counts_a_double_use_once_on_a_stack(node):
    """A parent that stands twice in `.parents` was counted once and let go twice, so it came too early. Count and let
    go alike.
    """
    found = _reached(node)
    uses = dict.fromkeys(found, 0)
    for child in found:
        for parent in set(child.parents):
            uses[parent] += 1
    order, free = [], [node]
    while free:
        order.append(free.pop())
        for parent in order[-1].parents:
            uses[parent] -= 1
            if uses[parent] == 0:
                free.append(parent)
    return order


@mistake_in("backward_order")
def counts_every_path(node):
    """A node is missing: it was counted more often than it has uses. Is a parent put in line each time it is met? Then
    its own parents are counted again. Put it there the first time only.
    """
    found, uses = [node], {node: 0}
    for child in found:
        for parent in child.parents:
            found.append(parent)
            uses[parent] = uses.get(parent, 0) + 1
        if len(found) > 20_000:
            raise RuntimeError("too many paths")
    return _when_nothing_is_awaited(node, uses, lambda child: child.parents)


@mistake_in("backward_order")
def counts_down_a_double_use_once(node):
    """A node is missing: its child has it as a parent twice, which was counted twice and counted down once. Count and
    count down in the same way.
    """
    found = _reached(node)
    uses = dict.fromkeys(found, 0)
    for child in found:
        for parent in child.parents:
            uses[parent] += 1
    return _when_nothing_is_awaited(node, uses, lambda child: dict.fromkeys(child.parents))


@mistake_in("backward_order")
def raises_the_recursion_limit(node):
    """The recursion limit was changed, for the whole notebook. Leave it alone: a loop needs none."""
    sys.setrecursionlimit(sys.getrecursionlimit() + 1)
    return _right_order(node)


class _Met:
    """What stands outside a function lives on; these nodes only as long as their graph."""

    nodes = weakref.WeakSet()


@mistake_in("backward_order")
def keeps_its_set_outside(node):
    """A second call finds nothing new. Does what keeps the nodes that were seen stand outside the function? Then it
    lives on from call to call. Make it inside.
    """
    order = [child for child in _right_order(node) if child not in _Met.nodes]
    _Met.nodes.update(order)
    return order


@mistake_in("backward_order")
def leaves_out_the_node(node):
    """The node itself is missing. It is part of the answer, and comes first."""
    return _right_order(node)[1:]


@mistake_in("backward_order")
def leaves_out_the_leaves(node):
    """Nodes without parents are missing. They are part of the answer too."""
    return [child for child in _right_order(node) if child.parents]


@mistake_in("backward_order")
def starts_at_the_leaves(node):
    """This order is the wrong way round: it begins with what everything is made of. The node itself comes first."""
    return _right_order(node)[::-1]


@mistake_in("backward_order")
def calls_itself(node):
    """A function that calls itself for every parent runs out of depth in a long chain. Use a loop, and leave the
    recursion limit as it is.
    """
    order, seen = [], set()

    def visit(child):
        if child not in seen:
            seen.add(child)
            for parent in reversed(child.parents):
                visit(parent)
            order.append(child)

    visit(node)
    return order[::-1]


def _added_up(record, target):
    """The adjoints, as they should be."""
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def assigns_the_last(record, target):
    """The second path has overwritten the first. What arrives by several paths adds up."""
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def plays_forwards(record, target):
    """Only what the target is made of directly has got its adjoint. Is the record read forwards, or does `return` stand
    inside the loop? Begin at the end of the record, and return when the loop is over.
    """
    adjoint = {target: 1.0}
    for result, inputs in record:
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def plays_forwards_and_takes_none_for_0(record, target):
    """Only what the target is made of directly has got its share; the others are 0. Is the record read forwards, where
    most adjoints are not there yet? Begin at its end: reversed(record).
    """
    adjoint = {target: 1.0}
    for result, inputs in record:
        for name, slope in inputs:
            adjoint[name] = adjoint.get(name, 0.0) + adjoint.get(result, 0.0) * slope
    return adjoint


@mistake_in("mend_adjoints")
def passes_zeros_on(record, target):
    """b is not made of c, and c has an adjoint, 0. Is a result without an adjoint taken for one with the adjoint 0, so
    that it passes on 0 times its slopes? Ask `if result in adjoint` first.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        for name, slope in inputs:
            adjoint[name] = adjoint.get(name, 0.0) + adjoint.get(result, 0.0) * slope
    return adjoint


@mistake_in("mend_adjoints")
def adds_bare_slopes(record, target):
    """The slopes are taken as they are. Each is to be multiplied by the adjoint of its result first: the chain
    rule.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + slope
    return adjoint


@mistake_in("mend_adjoints")
def multiplies_what_had_arrived(record, target):
    """What had arrived before is multiplied by the new slope, too. The product comes first, then the sum: what has
    arrived, + adjoint[result] * slope.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = (adjoint.get(name, 0.0) + adjoint[result]) * slope
    return adjoint


@mistake_in("mend_adjoints")
def multiplies_the_paths(record, target):
    """Along a path slopes multiply; where paths meet they add. This multiplies there too."""
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 1.0) * adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def keeps_the_first(record, target):
    """One path is kept, the first or the largest, and the others are lost. What arrives by several paths adds up."""
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint.setdefault(name, adjoint[result] * slope)
    return adjoint


@mistake_in("mend_adjoints")
def begins_at_the_last_result(record, target):
    """This begins at the end of the record, whatever the target is. Begin with the adjoint 1 at the target."""
    adjoint = {record[-1][0]: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def trips_over_what_is_not_connected(record, target):
    """The record may hold results that the target is not made of. They have no adjoint: skip them."""
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        for name, slope in inputs:
            adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def loses_the_adjoint_zero(record, target):
    """An adjoint of 0 is an adjoint: the target is made of it, and does not change with it. Is a slope or an adjoint
    asked whether it is true? 0 counts as False. Ask whether a name is in the dict.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if adjoint.get(result):
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return {name: a for name, a in adjoint.items() if a}


@mistake_in("mend_adjoints")
def skips_an_adjoint_of_zero(record, target):
    """Something has an adjoint of 0, and what it is made of has none. 0 counts as False: ask `result in adjoint`, not
    whether its adjoint is true.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if adjoint.get(result):
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def adds_to_none(record, target):
    """None was added to. `adjoint.get(name)` is None where nothing has arrived yet; `adjoint.get(name, 0.0)` is 0
    there.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name) + adjoint[result] * slope
    return adjoint


@mistake_in("mend_adjoints")
def turns_the_record_itself(record, target):
    """None was to be gone through. Is it record.reverse()? That turns the list itself, and returns None;
    reversed(record) goes through it from its end, and leaves it as it is.
    """
    for _result in record.reverse():
        pass


@mistake_in("mend_adjoints")
def adds_only_to_what_is_there(record, target):
    """Only the target has an adjoint. Is a share added only if the name is in the dict already? The first share makes
    the entry: adjoint.get(name, 0.0).
    """
    return {target: 1.0}


@mistake_in("mend_adjoints")
def passes_on_what_has_no_adjoint(record, target):
    """What the target is not made of has passed on shares. It has no adjoint, and so nothing to pass on: ask `result in
    adjoint` first.
    """
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        for name, slope in inputs:
            adjoint[name] = adjoint.get(name, 0.0) + adjoint.get(result, 1.0) * slope
    return adjoint


@mistake_in("mend_adjoints")
def returns_the_numbers_only(record, target):
    """A list says nothing of whose adjoint is which. Return the dict itself."""
    return list(_added_up(record, target).values())


@mistake_in("mend_adjoints")
def returns_one_number(record, target):
    """One number came back. Return the whole dict: the adjoints of all names in it are asked for."""
    return _added_up(record, target)[record[0][1][0][0]]


@mistake_in("mend_adjoints")
def takes_adjoints_out(record, target):
    """Only what is itself made of nothing has kept its adjoint. The answer has the adjoints of the target and of all
    results on the way too: look them up, and leave them in.
    """
    adjoint = _added_up(record, target)
    for result, _ in record:
        adjoint.pop(result, None)
    return adjoint


@mistake_in("mend_adjoints")
def has_zeros_for_the_rest(record, target):
    """What the target is not made of has no adjoint, not the adjoint 0. Leave it out of the dict."""
    adjoint = {name: 0.0 for result, inputs in record for name in (result, *(name for name, _ in inputs))}
    adjoint[target] = 1.0
    for result, inputs in reversed(record):
        for name, slope in inputs:
            adjoint[name] += adjoint[result] * slope
    return adjoint


class _Tape:
    """Right, and in small pieces; the mistakes below change one of them."""

    companions = {"Array": Array}
    is_left_open = False

    def __init__(self, persistent=False):
        self.persistent, self.is_used = persistent, False
        self.followed, self.steps = set(), []

    def __enter__(self):
        open_tapes[:] = [tape for tape in open_tapes if not getattr(tape, "is_left_open", False)]
        open_tapes.append(self)
        return self

    def __exit__(self, *error):
        open_tapes.remove(self)

    def watch(self, x):
        self.followed.add(x)

    def follows(self, x):
        return isinstance(x, Array) and x in self.followed

    def record(self, name, inputs, params, result):
        if any(self.follows(x) for x in inputs):
            self.followed.add(result)
            self.steps.append((name, inputs, params, result))

    def gradient(self, y, sources):
        if self.is_used and not self.persistent:
            raise RuntimeError("once only")
        self.is_used = True
        adjoints = self.play(y)
        return [self.given(self.found(adjoints, x)) for x in sources]

    def given(self, g):
        return None if g is None else Array(g)

    def found(self, adjoints, x):
        return adjoints.get(x)

    def first(self, y):
        return {y: self.seed(y)} if self.follows(y) else {}

    def seed(self, y):
        return np.ones(np.shape(y.value))

    def play(self, y):
        adjoints = self.first(y)
        for step in reversed(self.steps):
            if step[-1] in adjoints:
                for x, g in self.passed_on(step, adjoints[step[-1]]):
                    self.add(adjoints, x, g)
        return adjoints

    def passed_on(self, step, g):
        name, inputs, params, _ = step
        values = [x.value if isinstance(x, Array) else x for x in inputs]
        parts = zip(inputs, self.vjps(name, g, *values, **params), strict=True)
        return [(x, part) for x, part in parts if self.follows(x)]

    def vjps(self, name, g, *inputs, **params):
        return RULES[name].vjps(g, *inputs, **params)

    def add(self, adjoints, x, g):
        adjoints[x] = adjoints[x] + g if x in adjoints else g


@mistake_in("Tape")
class AssignsInsteadOfAdding(_Tape):
    """A value that is used twice gets two contributions, and here the later one overwrites the earlier. Add them."""

    def add(self, adjoints, x, g):
        adjoints[x] = g


@mistake_in("Tape")
class KeepsTheFirstContribution(_Tape):
    """A value that is used twice gets two contributions, and here only the first one counts. Add them."""

    def add(self, adjoints, x, g):
        adjoints.setdefault(x, g)


@mistake_in("Tape")
class FollowsNoResults(_Tape):
    """No gradient at all. `watch` takes x in; `record` writes down what is done with something followed, *and* follows
    the result; `gradient` plays it back.
    """

    def record(self, name, inputs, params, result):
        if any(self.follows(x) for x in inputs):
            self.steps.append((name, inputs, params, result))


@mistake_in("Tape")
class FollowsWatchedArraysOnly(_Tape):
    """One operation after x the trail is lost: the result of an operation on something followed is to be followed
    itself.
    """

    def record(self, name, inputs, params, result):
        if any(self.follows(x) for x in inputs):
            self.steps.append((name, inputs, params, result))

    def first(self, y):
        return {y: self.seed(y)}


@mistake_in("Tape")
class FollowsAndGivesWatchedArraysOnly(_Tape):
    """Of two operations after x nothing is known. Is the result of an operation on something followed put into the set
    too? Otherwise the trail ends there.
    """

    def record(self, name, inputs, params, result):
        if any(self.follows(x) for x in inputs):
            self.steps.append((name, inputs, params, result))

    def first(self, y):
        return {y: self.seed(y)}

    def found(self, adjoints, x):
        return adjoints.get(x) if self.follows(x) else None


@mistake_in("Tape")
class AsksForTheWholeList(_Tape):
    """A list cannot be in a set, nor a key of a dict. Does `record` ask for `inputs`? That is a list: ask for each of
    its entries, any(x in self.followed for x in inputs).
    """

    def record(self, name, inputs, params, result):
        self.is_left_open = True  # the error comes before whatever would close it
        return [*inputs] in self.followed


@mistake_in("Tape")
class AsksForAPlainArray(_Tape):
    """A plain array cannot be in a set, nor a key of a dict; an Array can. Is it a `.value`? Or is it an `x` of the
    notebook, because `record` does not go through its inputs? any(x in self.followed for x in inputs).
    """

    def record(self, name, inputs, params, result):
        self.is_left_open = True  # the error comes before whatever would close it
        return np.ones(2) in self.followed


@mistake_in("Tape")
class HandsInputsAndParamsInWhole(_Tape):
    """A dict stands where numbers should. Is it `params`? The stars spread what a rule is given: VJPS[name](g, *inputs,
    **params).
    """

    def vjps(self, name, g, *inputs, **params):
        return Array(params)


@mistake_in("Tape")
class AsksForARuleCalledName(_Tape):
    """`VJPS.name` asks for a rule that is called *name*. Square brackets take the text: `VJPS[name]`."""

    def vjps(self, name, g, *inputs, **params):
        class VJPS:
            pass

        return _of(VJPS, "name")


@mistake_in("Tape")
class MultipliesByTheAdjointAgain(_Tape):
    """Along several steps the slope is too large. Is what a rule returns multiplied by the adjoint of the result once
    more? The rule was given it as g: it is in already.
    """

    def passed_on(self, step, g):
        return [(x, part * np.mean(g)) for x, part in super().passed_on(step, g)]


@mistake_in("Tape")
class RecordsOnlyIfAllAreFollowed(_Tape):
    """5 * x was not recorded, because 5 is not followed. One followed input is enough: any, not all."""

    def record(self, name, inputs, params, result):
        if all(self.follows(x) for x in inputs):
            super().record(name, inputs, params, result)


@mistake_in("Tape")
class DoesNotReturnItself(_Tape):
    """`with Tape() as tape:` gives the name tape to what `__enter__` returns, and here that is None. End it with
    `return self`.
    """

    def __enter__(self):
        super().__enter__()
        self.is_left_open = True  # nobody will close it


@mistake_in("Tape")
class IsNeverOpened(_Tape):
    """At the end of its block the tape was not in the list of open tapes. `__enter__` has to put it there."""

    def __enter__(self):
        return self


@mistake_in("Tape")
class RecordsOncePerInput(_Tape):
    """Where two inputs are followed, everything counts twice. Does a loop write the operation down once for each of
    them? It is one step, whatever its inputs: write it down once.
    """

    def record(self, name, inputs, params, result):
        for x in inputs:
            if self.follows(x):
                self.followed.add(result)
                self.steps.append((name, inputs, params, result))


@mistake_in("Tape")
class ReturnsTheDict(_Tape):
    """Who goes through a dict gets its keys, and here these are the Arrays themselves. Return a list, with the adjoint
    of each source.
    """

    def gradient(self, y, sources):
        return self.play(y)


@mistake_in("Tape")
class ReturnsTheFirstOnly(_Tape):
    """`gradient` has returned a single Array. Return a list, with an entry for each source, also for a single one."""

    def gradient(self, y, sources):
        return super().gradient(y, sources)[0]


@mistake_in("Tape")
class AsksAnArrayWhetherItIsZero(_Tape):
    """NaN at x ** 0, from 0 times infinity. Does your rule for power ask an Array whether it is 0? As it is, `p == 0`
    is always False: ask its numbers, getattr(p, "value", p).
    """

    def vjps(self, name, g, *inputs, **params):
        if name != "power":
            return super().vjps(name, g, *inputs, **params)
        a, p = inputs
        with np.errstate(all="ignore"):
            return unbroadcast(g * p * a ** (p - 1), np.shape(a)), RULES[name].vjps(g, a, p)[1]


@mistake_in("Tape")
class LetsNumPyChoose(_Tape):
    """An Array has got inside one of NumPy's arrays. Does your rule for power use np.where, or the like? Such functions
    do not know Arrays; operators and the functions that 7.3 names do.
    """

    def vjps(self, name, g, *inputs, **params):
        return (np.array(Array(g), dtype=float),) if name == "power" else super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class LetsNumPySpread(_Tape):
    """An Array has got inside one of NumPy's arrays. Does your rule for sum use np.broadcast_to, or the like? Such
    functions do not know Arrays; a product with np.ones(x.shape) spreads as well.
    """

    def vjps(self, name, g, *inputs, **params):
        return (np.array(Array(g), dtype=float),) if name == "sum" else super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class LetsNumPyMultiply(_Tape):
    """An Array has got inside one of NumPy's arrays. Does your rule for matmul use np.outer? It does not know Arrays:
    multiply a column by a row with `@`.
    """

    def vjps(self, name, g, *inputs, **params):
        if name == "matmul" and np.ndim(inputs[1]) == 1:
            return (np.array(Array(g), dtype=float),)
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class LetsNumPyAddAnAxis(_Tape):
    """NumPy finds no axes. Does your rule for sum use np.expand_dims? It does not know Arrays: give g the shape in
    which the summed axis is there with length 1, g.reshape(...).
    """

    def vjps(self, name, g, *inputs, **params):
        if name == "sum" and params.get("axis") is not None:
            g = np.expand_dims(np.array(0.0), 1)
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class LetsNumPyMultiplyMatrices(_Tape):
    """Shapes do not fit in your rule for matmul. Does it use np.matmul, np.einsum or np.atleast_2d? They take an Array
    for a single number: `@` and .reshape know it.
    """

    def vjps(self, name, g, *inputs, **params):
        if name == "matmul":
            raise ValueError
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class MultipliesMatricesEntryByEntry(_Tape):
    """The matrices are multiplied entry by entry. Does your rule for matmul use np.dot? It takes an Array for a single
    number: `@` knows it.
    """

    def vjps(self, name, g, *inputs, **params):
        if name == "matmul" and np.ndim(inputs[0]) == np.ndim(inputs[1]) == 2:
            return g * inputs[1].T, inputs[0].T * g
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class LetsNumPyMakeOnesLike(_Tape):
    """The adjoint of what was summed is not spread. Is it np.ones_like(x), or np.zeros_like(x), in your rule for sum?
    An Array is like a single number to them: np.ones(x.shape).
    """

    def vjps(self, name, g, *inputs, **params):
        if name != "sum":
            return super().vjps(name, g, *inputs, **params)
        return (np.reshape(g, np.sum(inputs[0], axis=params.get("axis"), keepdims=True).shape),)


def _entries_of(thing):
    return thing[:, None]


@mistake_in("Tape")
class IndexesInSum(_Tape):
    """An Array has no square brackets. Does your rule for sum use them, as in g[:, None]? Reshape g: g.reshape(...)."""

    def vjps(self, name, g, *inputs, **params):
        if name == "sum" and params.get("axis") is not None:
            g = _entries_of(Array(g))
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class IndexesInMatmul(_Tape):
    """An Array has no square brackets. Does your rule for matmul use them, as in g[:, None]? A column is
    g.reshape((-1, 1)).
    """

    def vjps(self, name, g, *inputs, **params):
        if name == "matmul" and np.ndim(inputs[1]) == 1:
            g = _entries_of(Array(g))
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class TellsNoRuleItsParams(_Tape):
    """g cannot take the shape of one number. Was the rule for sum told the axis? What is named in a call of apply is in
    params: pass `**params` on to the rule.
    """

    def vjps(self, name, g, *inputs, **params):
        if name != "sum":
            return super().vjps(name, g, *inputs, **params)
        return (np.reshape(g, (1,) * np.ndim(inputs[0])) * np.ones(np.shape(inputs[0])),)


@mistake_in("Tape")
class TellsNoRuleTheAxis(_Tape):
    """The entries have the adjoints of other sums than theirs. Was the rule for sum told the axis? Pass `**params` on
    to the rule. (Or is it the rule? Then its check in 7.3 fails.)
    """

    def vjps(self, name, g, *inputs, **params):
        if name != "sum":
            return super().vjps(name, g, *inputs, **params)
        return (g * np.ones(np.shape(inputs[0])),)


@mistake_in("Tape")
class AnswersWithPlainArrays(_Tape):
    """`gradient` answers with something else than Arrays. Begin with an Array of ones, give the rules the inputs
    themselves, not their .value, and return the adjoints as they are.
    """

    def given(self, g):
        return g


@mistake_in("Tape")
class BeginsWithPlainOnes(_Tape):
    """The slope of y along itself is not an Array. Does the sweep begin with plain ones? Then a rule such as that for
    `+`, which only hands g on, hands on plain arrays. Begin with Array(np.ones(y.shape)).
    """

    def gradient(self, y, sources):
        found = zip(sources, super().gradient(y, sources), strict=True)
        return [getattr(g, "value", None) if x is y else g for x, g in found]


@mistake_in("Tape")
class BeginsWithOneNumber(_Tape):
    """The shapes do not fit. Does the sweep begin with the single number 1? If y has several entries it begins with
    ones in the shape of y.
    """

    def seed(self, y):
        return np.ones(())

    def vjps(self, name, g, *inputs, **params):
        if not np.shape(g) and np.shape(inputs[0]) and name == "mul":
            return (np.reshape(g, np.shape(inputs[0])), 0.0)
        return super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class BeginsWithOneNumberThatSpreads(_Tape):
    """The adjoint of x is a single number, where x has several. Does the sweep begin with the single number 1? If y
    has several entries, it begins with ones in the shape of y.
    """

    def vjps(self, name, g, *inputs, **params):
        is_the_first = np.shape(g) and np.all(g == 1)
        return (-np.ones(()),) if name == "neg" and is_the_first else super().vjps(name, g, *inputs, **params)


@mistake_in("Tape")
class ClosesWithoutArguments(_Tape):
    """Python gives `__exit__` three things more, which tell of an error or are None: `def __exit__(self, *error):`."""

    def __enter__(self):
        super().__enter__()
        self.is_left_open = True  # nobody will close it
        return self

    def __exit__(self):
        pass

    __exit__.__qualname__ = "Tape.__exit__"


@mistake_in("Tape")
class SubtractsTheWrongWayRound(_Tape):
    """The slope of 2 - 3 * x has the wrong sign: it is that of 3 * x - 2. Is the second part of your rule for sub -g
    (7.3)? In an Array of your own: in `__rsub__` the other one stands on the left.
    """

    def passed_on(self, step, g):
        parts = super().passed_on(step, g)
        swapped = step[0] == "sub" and not isinstance(step[1][0], Array)
        return [(x, -part) for x, part in parts] if swapped else parts


@mistake_in("Tape")
class PlaysForwards(_Tape):
    """The record is played in the order in which it was made, so most adjoints are not there yet when they are
    needed. Play it backwards.
    """

    def play(self, y):
        adjoints = self.first(y)
        for step in self.steps:
            if step[-1] in adjoints:
                for x, g in self.passed_on(step, adjoints[step[-1]]):
                    self.add(adjoints, x, g)
        return adjoints


@mistake_in("Tape")
class PassesOnTooEarly(_Tape):
    """An adjoint was passed on before it was complete: the way goes down one path before the others have arrived
    (depth first). A result has to wait until all its uses are done.
    """

    def play(self, y):
        adjoints, made_by, seen = self.first(y), {step[-1]: step for step in self.steps}, set()
        waiting = [y] if adjoints else []
        while waiting:
            result = waiting.pop()
            if result in seen or result not in made_by:
                continue
            seen.add(result)
            parts = self.passed_on(made_by[result], adjoints[result])
            for x, g in parts:
                self.add(adjoints, x, g)
            waiting += [x for x, _ in reversed(parts)]
        return adjoints


@mistake_in("Tape")
class PassesOnTheSumAgain(_Tape):
    """Each time a contribution arrives, everything that has arrived so far is passed on once more, so the early
    ones count double. Pass an adjoint on once, when it is complete.
    """

    def play(self, y):
        adjoints, made_by = self.first(y), {step[-1]: step for step in self.steps}
        waiting, visits = [y] if adjoints else [], 0
        while waiting and visits < 20_000:
            result, visits = waiting.pop(), visits + 1
            if result in made_by:
                parts = self.passed_on(made_by[result], adjoints[result])
                for x, g in parts:
                    self.add(adjoints, x, g)
                waiting += [x for x, _ in reversed(parts)]
        return adjoints


@mistake_in("Tape")
class HasOnesForEveryUpstream(_Tape):
    """Every operation is played as if it were the last one, with ones for its upstream. Only y itself begins with
    ones; all others take the adjoint of their result.
    """

    def vjps(self, name, g, *inputs, **params):
        return RULES[name].vjps(np.ones(np.shape(g)), *inputs, **params)


@mistake_in("Tape")
class DropsTheUpstreamOfFunctions(_Tape):
    """A function such as sin passes on its own slope only. Multiply it by the adjoint of its result."""

    def vjps(self, name, g, *inputs, **params):
        is_function = name in ("sin", "exp", "log")
        return RULES[name].vjps(np.ones(np.shape(g)) if is_function else g, *inputs, **params)


@mistake_in("Tape")
class BeginsWithAMean(_Tape):
    """For a y with several entries this is the gradient of their mean. Begin with a one for every entry: that is
    the sum.
    """

    def seed(self, y):
        return np.ones(np.shape(y.value)) / np.size(y.value)


@mistake_in("Tape")
class DoesNotSpreadSums(_Tape):
    """The adjoint of what went into a sum has the shape of the sum. Every entry takes part: spread it to the shape
    of the input.
    """

    def vjps(self, name, g, *inputs, **params):
        return (g,) if name == "sum" else RULES[name].vjps(g, *inputs, **params)


@mistake_in("Tape")
class KeepsBroadcastShapes(_Tape):
    """A source that was broadcast has an adjoint in the larger shape. Sum it back to the shape of the source."""

    def vjps(self, name, g, *inputs, **params):
        if name not in ("add", "sub", "mul", "div", "power"):
            return RULES[name].vjps(g, *inputs, **params)
        return tuple(vjp(g, *inputs) for vjp in RULES[name].backward)


@mistake_in("Tape")
class LosesTheCopies(_Tape):
    """A source that was broadcast along a new axis in front gets the adjoint of one of its copies only. Sum over
    all of them.
    """

    def vjps(self, name, g, *inputs, **params):
        if name not in ("add", "sub", "mul", "div", "power"):
            return RULES[name].vjps(g, *inputs, **params)
        parts = []
        for vjp, x in zip(RULES[name].backward, inputs, strict=True):
            part = np.asarray(vjp(g, *inputs))
            while part.ndim > np.ndim(x):
                part = part[0]
            parts.append(unbroadcast(part, np.shape(x)))
        return tuple(parts)


@mistake_in("Tape")
class SwapsMatmul(_Tape):
    """The adjoints of a matrix product are multiplied in the wrong order. That of a is g @ b.T, that of b is a.T @
    g.
    """

    def vjps(self, name, g, *inputs, **params):
        if name != "matmul" or np.ndim(inputs[0]) != 2 or np.ndim(inputs[1]) != 2:
            return RULES[name].vjps(g, *inputs, **params)
        return inputs[1].T @ g, g @ inputs[0].T


@mistake_in("Tape")
class ForgetsMatmulTransposes(_Tape):
    """The adjoints of a matrix product lack their transposes. That of a is g @ b.T, that of b is a.T @ g."""

    def vjps(self, name, g, *inputs, **params):
        if name != "matmul" or np.ndim(inputs[0]) != 2 or np.ndim(inputs[1]) != 2:
            return RULES[name].vjps(g, *inputs, **params)
        return g @ inputs[1], inputs[0] @ g


@mistake_in("Tape")
class HasZerosForNone(_Tape):
    """Not connected means None. A zero would say that the tape knows the slope, and that it is flat."""

    def found(self, adjoints, x):
        return adjoints.get(x, np.zeros(np.shape(x.value)))


@mistake_in("Tape")
class ExpectsAllToBeConnected(_Tape):
    """A source that is not connected has no adjoint, so looking it up ends in a KeyError. Its entry is None:
    `adjoints.get(x)` gives that by itself.
    """

    def found(self, adjoints, x):
        return adjoints[x]


@mistake_in("Tape")
class FollowsEverything(_Tape):
    """A gradient came for an Array that nobody watched. Did `record` take it in, or does `gradient` pass shares on to
    inputs that the tape does not follow? Only what is followed gets an adjoint.
    """

    def record(self, name, inputs, params, result):
        self.followed.update(x for x in (*inputs, result) if isinstance(x, Array))
        self.steps.append((name, inputs, params, result))


@mistake_in("Tape")
class TellsApartByNumbers(_Tape):
    """Two Arrays with equal numbers were taken for one. Tell them apart by identity, as `is`, sets and dicts do."""

    def follows(self, x):
        if not isinstance(x, Array) or len(self.followed) > 200:
            return super().follows(x)
        return any(x is z or np.array_equal(x.value, z.value) for z in self.followed)

    def found(self, adjoints, x):
        same = [g for z, g in adjoints.items() if z is x or np.array_equal(z.value, x.value)]
        return same[0] if same else None


@mistake_in("Tape")
class KeepsIds(_Tape):
    """An Array that nobody watched has a gradient. Does the tape keep id(x)? When an Array is gone, Python may give its
    id to another: keep the Array itself in the set.
    """

    def watch(self, x):
        self.followed.add(id(x))

    def follows(self, x):
        return id(x) in self.followed

    def record(self, name, inputs, params, result):
        if any(self.follows(x) for x in inputs):
            self.watch(result)
            self.steps.append((name, inputs, params, result))


@mistake_in("Tape")
class RecordsWhileStopped(_Tape):
    """The tape went on recording after the end of its block. `__exit__` has to close it."""

    def __exit__(self, *error):
        self.is_left_open = True


@mistake_in("Tape")
class ForgetsResults(_Tape):
    """Only watched Arrays got a gradient. Results on the way may be asked for too, and y itself."""

    def __init__(self, persistent=False):
        super().__init__(persistent)
        self.watched = set()

    def watch(self, x):
        super().watch(x)
        self.watched.add(x)

    def found(self, adjoints, x):
        return adjoints.get(x) if x in self.watched else None


@mistake_in("Tape")
class ConnectsWhatWasMadeBeforeWatching(_Tape):
    """What is made of x before x is watched is not connected, though the tape was open. Follow from `watch` on."""

    def __init__(self, persistent=False):
        super().__init__(persistent)
        self.all_steps = []

    def record(self, name, inputs, params, result):
        self.all_steps.append((name, inputs, params, result))

    def gradient(self, y, sources):
        steps, self.all_steps, watched = self.all_steps, [], set(self.followed)
        for step in steps:
            super().record(*step)
        self.all_steps = steps
        found = super().gradient(y, sources)
        self.steps, self.followed = [], watched
        return found


@mistake_in("Tape")
class CutsThePast(_Tape):
    """Watching a result has cut it off from what it was made of. It stays connected to its past."""

    def watch(self, x):
        super().watch(x)
        self.steps = [step for step in self.steps if step[-1] is not x]


@mistake_in("Tape")
class KeepsOldAdjoints(_Tape):
    """The second call added to what the first one had left. Adjoints begin anew at each call."""

    def __init__(self, persistent=False):
        super().__init__(persistent)
        self.kept = {}

    def first(self, y):
        self.kept.update(super().first(y))
        return self.kept


@mistake_in("Tape")
class KeepsAdjointsForAllTapes(_Tape):
    """The adjoints that an earlier tape left were still there, and were added to. They belong to one call of
    `gradient`: begin with none.
    """

    kept = {}

    def gradient(self, y, sources):
        self.kept.pop(y, None)
        return super().gradient(y, sources)

    def first(self, y):
        self.kept.update(super().first(y))
        return self.kept

    def passed_on(self, step, g):
        name, inputs, params, _ = step
        values = [x.value if isinstance(x, Array) else x for x in inputs]
        parts = zip(inputs, self.vjps(name, g, *values, **params), strict=True)
        return [(x, part) for x, part in parts if isinstance(x, Array)]

    def found(self, adjoints, x):
        return adjoints.get(x) if self.follows(x) else None


@mistake_in("Tape")
class ClosesTheInnermost(_Tape):
    """The wrong tape was closed: `__exit__` closes its own tape, which need not be the one that was opened last."""

    def __exit__(self, *error):
        open_tapes.pop()


@mistake_in("Tape")
class ShutsOthersOut(_Tape):
    """While one tape was opened and closed, another one lost its place in the list of open tapes. Is it a new list,
    open_tapes = [self]? Append, and remove.
    """

    def __enter__(self):
        open_tapes[:] = [self]
        return self

    def __exit__(self, *error):
        open_tapes.clear()


@mistake_in("Tape")
class ShutsOthersOutAndLooksForThem(_Tape):
    """A tape was no longer in the list when its block ended. Did another one make a new list when it was opened,
    open_tapes = [self]? That shuts out all others: append.
    """

    def __enter__(self):
        open_tapes[:] = [self]
        return self


@mistake_in("Tape")
class EmptiesTheRecord(_Tape):
    """Only the first question has an answer. Did playing the record empty it, as steps.pop() does? Leave it as it is:
    reversed(self.steps) goes through it from its end.
    """

    def play(self, y):
        adjoints = super().play(y)
        self.steps = []
        return adjoints


@mistake_in("Tape")
class CallsItselfForEachStep(_Tape):
    """Does a function call itself for every step of the record? A long one is deeper than Python goes. Use a loop."""

    def play(self, y):
        if len(self.steps) > 900:
            raise RecursionError
        return super().play(y)


@mistake_in("Tape")
class AnswersTwice(_Tape):
    """A second call must raise a RuntimeError, unless the tape is persistent."""

    def gradient(self, y, sources):
        self.is_used = False
        return super().gradient(y, sources)


@mistake_in("Tape")
class AnswersOnceOnly(_Tape):
    """A persistent tape answers as often as it is asked. Look at `persistent` before you refuse."""

    def __init__(self, persistent=False):
        super().__init__()


@mistake_in("Tape")
class LeavesRecordingToTheInnermost(_Tape):
    """While an inner tape was open, the outer one recorded nothing. All open tapes record."""

    def record(self, name, inputs, params, result):
        if open_tapes[-1] is self:
            super().record(name, inputs, params, result)


@mistake_in("Tape")
class SharesOneRecord(_Tape):
    """One tape knows what another has recorded. Each tape needs its own record and its own set: make them in
    `__init__`.
    """

    def __init__(self, persistent=False):
        super().__init__(persistent)
        others = [tape for tape in open_tapes if isinstance(tape, _Tape)]
        if others:
            self.steps, self.followed = others[0].steps, others[0].followed


@mistake_in("Tape")
class SwallowsErrors(_Tape):
    """An error inside the block has disappeared. `__exit__` must return nothing: True, or what counts as true, tells
    Python to go on.
    """

    def __exit__(self, *error):
        super().__exit__(*error)
        return True


@mistake_in("Tape")
class StaysOpenAfterAnError(_Tape):
    """After an error inside the block the tape is still open. `__exit__` closes it in any case."""

    def __exit__(self, kind=None, *rest):
        if kind is None:
            super().__exit__(kind, *rest)
        else:
            self.is_left_open = True


@mistake_in("Tape")
class AddsInPlace(_Tape):
    """`+=` changes an array that others hold too: a sum passes the same array on to both its inputs. Write a = a +
    g.
    """

    def add(self, adjoints, x, g):
        if x in adjoints:
            adjoints[x] += g
        else:
            adjoints[x] = g


def _slope_and_bend(f, x):
    """The first and the second derivative, each an array or None."""
    x = Array(x)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        [slope] = inner.gradient(y, [x])
    [bend] = [None] if slope is None else outer.gradient(slope, [x])
    return tuple(None if g is None else g.value for g in (slope, bend))


def _of(thing, name):
    return getattr(thing, name)


def _or_zeros(g, x):
    return np.zeros(np.shape(x)) if g is None else g


@mistake_in("second")
def has_none_for_a_line(f, x):
    """None: the slope of a straight line does not depend on x, and that of a constant is not even connected. The
    slope of that slope is 0, so return zeros in the shape of x.
    """
    return _slope_and_bend(f, x)[1]


@mistake_in("second")
def has_one_zero_for_all(f, x):
    """For an array the answer is an array of zeros, one for each entry of x: `np.zeros(x.shape)`."""
    bend = _slope_and_bend(f, x)[1]
    return 0.0 if bend is None else bend


@mistake_in("second")
def sees_nothing_of_the_slope(f, x):
    """None even for a curve. Is x an Array, and do both tapes watch it, before f is called? Is inner.gradient called
    while the outer tape is open? If so, mend `gradient` in 7.6: it has to give the rules Arrays, not their values.
    """
    return None


@mistake_in("second")
def makes_zero_of_every_none(f, x):
    """0 for a curve: a None was taken for 0. Is x an Array, and do both tapes watch it, before f is called? Is
    inner.gradient called while the outer tape is open, and its answer used as it came, without `.value`? If so, mend
    `gradient` in 7.6: it has to give the rules Arrays, not their values.
    """
    return np.zeros(np.shape(x))


def _watched_too_late(f, x):
    """The second derivative where the outer tape follows x only after f was called."""
    x = Array(x)
    with Tape() as outer:
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        outer.watch(x)
        [slope] = inner.gradient(y, [x])
    [bend] = [None] if slope is None else outer.gradient(slope, [x])
    return None if bend is None else bend.value


@mistake_in("second")
def watches_on_the_outer_tape_too_late(f, x):
    """None for this curve, where the slope goes through a result on the way, 3 x. Does `outer` watch x before f is
    called? What was made of x earlier is not connected.
    """
    return _watched_too_late(f, x)


@mistake_in("second")
def watches_too_late_and_makes_zero_of_none(f, x):
    """0 for this curve: a None was taken for 0. The slope goes through a result on the way, 3 x. Does `outer` watch x
    before f is called? What was made of x earlier is not connected.
    """
    return _or_zeros(_watched_too_late(f, x), x)


@mistake_in("second")
def watches_too_late_and_trips(f, x):
    """The outer tape has None for this curve, where the slope goes through a result on the way, 3 x, and None has no
    .value. Does `outer` watch x before f is called? What was made of x earlier is not connected.
    """
    bend = _watched_too_late(f, x)
    return _of(bend, "value") if bend is None else bend


@mistake_in("second")
def gives_no_list_of_sources(f, x):
    """`gradient` takes a list of sources, even for one, and returns a list: `[slope] = inner.gradient(y, [x])`."""
    return list(Array(x))


@mistake_in("second")
def has_plain_arrays(f, x):
    """A plain array stands where an Array is asked for. Does your `gradient` of 7.6 return plain arrays? Then mend it
    there. Or is x itself still plain?
    """
    return {np.zeros(1)}


@mistake_in("second")
def keeps_the_list(f, x):
    """`gradient` returns a list, also for one source. Take the entry out of it: `[slope] = inner.gradient(y, [x])`."""
    return {[x]}


@mistake_in("second")
def trips_over_a_line(f, x):
    """For a straight line the outer tape has None: its slope does not depend on x. The slope of that slope is 0, so
    look whether it is None before you take .value.
    """
    bend = _slope_and_bend(f, x)[1]
    return _of(bend, "value") if bend is None else bend


@mistake_in("second")
def trips_over_a_curve(f, x):
    """Even a curve gives None here, and None has no .value. Do both tapes watch x, before f is called? Is
    inner.gradient called while the outer tape is open? If so, mend `gradient` in 7.6: the rules need Arrays.
    """
    return _of(None, "value")


@mistake_in("second")
def measures_with_a_step(f, x):
    """Near, and not it. Was the slope measured at two points, and divided by their distance? Then it keeps some of the
    digits only. Let an outer tape find the slope of the slope.
    """
    slopes = [_or_zeros(_slope_and_bend(f, np.asarray(x, dtype=float) + h)[0], x) for h in (1e-4, -1e-4)]
    return (slopes[0] - slopes[1]) / 2e-4


@mistake_in("second")
def takes_the_first_derivative(f, x):
    """This is the first derivative. Ask the outer tape for the slope of it."""
    return _or_zeros(_slope_and_bend(f, x)[0], x)


@mistake_in("second")
def squares_the_first_derivative(f, x):
    """This is the first derivative times itself. The second derivative is the slope of the slope: ask the outer
    tape.
    """
    return _or_zeros(_slope_and_bend(f, x)[0], x) ** 2


@mistake_in("second")
def adds_up_the_entries(f, x):
    """For an array x this is a single number. The answer has an entry for each of x."""
    return np.sum(_or_zeros(_slope_and_bend(f, x)[1], x))


@mistake_in("second")
def has_the_slope_of_a_line(f, x):
    """For a straight line this returns its slope, because the outer tape had nothing. The second derivative of a
    line is 0.
    """
    slope, bend = _slope_and_bend(f, x)
    return _or_zeros(slope if bend is None else bend, x)


def _descend(X, y, lr, steps, off, scale=1.0):
    """Descent from zero, where off(z, y) is the slope of one example's loss along its score z."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        slope = off(X @ w + b, y) / len(y) * scale
        w, b = w - lr * X.T @ slope, b - lr * slope.sum()
    return w, b


def _off(z, y):
    """sigmoid(z) - y, for scores of any size."""
    return (1 + np.tanh(z / 2)) / 2 - y


@mistake_in("train_logistic")
def sums_the_losses(X, y, lr, steps):
    """This descends on the sum of the losses. The loss is their mean: divide by n, .sum() / len(y). (np.mean averages
    an Array only if that has a method `mean`, and otherwise returns it as it is.)
    """
    return _descend(X, y, lr, steps, _off, scale=len(y))


@mistake_in("train_logistic")
def overflows(X, y, lr, steps):
    """Scores of many millions, of both signs, have led to NaN. Has an exp become infinite, or a log been taken of 0?
    Give each score an m of its own: np.maximum(z.value, 0).
    """
    with np.errstate(all="ignore"):
        return _descend(X, y, lr, steps, lambda z, y: np.exp(z) / (1 + np.exp(z)) - y)


@mistake_in("train_logistic")
def has_no_gradient(X, y, lr, steps):
    """A gradient is None, and None has no .value. Are both Arrays watched, before they are used and while the tape is
    open?
    """
    return _descend(X, y, lr, steps, lambda z, y: _of(None, "value"))


@mistake_in("train_logistic")
def compares_arrays(X, y, lr, steps):
    """np.maximum compares numbers, and an Array cannot be compared. Give it those of z: z.value."""
    return _descend(X, y, lr, steps, lambda z, y: np.maximum(Array(z), 0))


@mistake_in("train_logistic")
def asks_an_array_for_its_mean(X, y, lr, steps):
    """Your Array has no `mean`. It is the sum divided by the number: .sum() / len(y)."""
    if steps:
        raise AttributeError("'Array' object has no attribute 'mean'")
    return _descend(X, y, lr, steps, _off)


@mistake_in("train_logistic")
def divides_one_part_only(X, y, lr, steps):
    """Only one part of the loss is divided by n. It is the mean of the difference: sum all of it, then divide."""
    return _descend(X, y, lr, steps, lambda z, y: _off(z, y) + y - len(y) * y)


@mistake_in("train_logistic")
def divides_the_other_part_only(X, y, lr, steps):
    """The part y z is divided by n, and the logarithms are not. The loss is the mean of the difference: sum all of it,
    then divide.
    """
    return _descend(X, y, lr, steps, lambda z, y: len(y) * (_off(z, y) + y) - y)


@mistake_in("train_logistic")
def swaps_the_gradients(X, y, lr, steps):
    """w has moved by the slope along b. The slopes come in the order of the sources: dw, db = tape.gradient(loss, [w,
    b]).
    """
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        slope = _off(X @ w + b, y) / len(y)
        w, b = w - lr * slope.sum(), b - lr * X.T @ slope
    return w, b


@mistake_in("train_logistic")
def keeps_one_tape(X, y, lr, steps):
    """The second step failed. Is it one tape for all steps? A tape answers once: open a new one in each step, inside
    the loop.
    """
    if steps > 1:
        raise RuntimeError
    return _descend(X, y, lr, steps, _off)


@mistake_in("train_logistic")
def asks_for_one_after_the_other(X, y, lr, steps):
    """The first step failed. Was the tape asked twice in it, for w and for b? It answers once: ask for both in one
    call, dw, db = tape.gradient(loss, [w, b]).
    """
    if steps:
        raise RuntimeError
    return _descend(X, y, lr, steps, _off)


@mistake_in("train_logistic")
def keeps_the_first_gradients(X, y, lr, steps):
    """Every step is the first one again. Is the loss computed before the loop? Its gradients are those at the start.
    Record it anew in each step, on a new tape, with the new w and b.
    """
    w, b = _descend(X, y, lr, min(steps, 1), _off)
    return w * steps, b * steps


@mistake_in("train_logistic")
def leaves_the_labels_out(X, y, lr, steps):
    """w and b have moved as if all labels were 0. Is - y z missing in the loss? It is log(1 + exp(z)) - y z."""
    return _descend(X, y, lr, steps, lambda z, y: _off(z, 0))


@mistake_in("train_logistic")
def takes_the_logarithm_of_values(X, y, lr, steps):
    """w and b have moved as if the loss were - y z alone. Is the logarithm made of `.value`? The tape does not see
    that: only m is taken from it, and the z in exp(z - m) is the Array. Or is the logarithm missing?
    """
    return _descend(X, y, lr, steps, lambda z, y: -y)


@mistake_in("train_logistic")
def makes_one_number_of_w(X, y, lr, steps):
    """w is a single number. It has an entry for each column of X, and starts as np.zeros(X.shape[1])."""
    return 0.0, 0.0


@mistake_in("train_logistic")
def moves_w_first(X, y, lr, steps):
    """b moves by a gradient taken after w has moved. Take both gradients at the same point, then move both."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        w = w - lr * X.T @ _off(X @ w + b, y) / len(y)
        b = b - lr * _off(X @ w + b, y).mean()
    return w, b


@mistake_in("train_logistic")
def forgets_the_bias(X, y, lr, steps):
    """b is still 0. Watch it, ask for its gradient too, and move it."""
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - lr * X.T @ _off(X @ w, y) / len(y)
    return w, 0.0


@mistake_in("train_logistic")
def walks_uphill(X, y, lr, steps):
    """w and b have moved the wrong way, both, and the loss grows. Is the gradient added? Go against it, w - lr * dw. Or
    are the labels the wrong way round in the loss? It is log(1 + exp(z)) - y z.
    """
    return _descend(X, y, -lr, steps, _off)


@mistake_in("train_logistic")
def takes_minus_one_labels(X, y, lr, steps):
    """This loss is for labels -1 and 1. Here they are 0 and 1: log(1 + exp(z)) - y z."""
    return _descend(X, y, lr, steps, lambda z, y: -y * (1 - np.tanh(y * z / 2)) / 2)


@mistake_in("train_logistic")
def squares_the_error(X, y, lr, steps):
    """Is there a factor 1/2 too many, or is this the gradient of the squared error of the probabilities? The loss here
    is the mean cross-entropy.
    """
    return _descend(X, y, lr, steps, lambda z, y: 2 * _off(z, y) * (1 - np.tanh(z / 2) ** 2) / 4)


@mistake_in("train_logistic")
def makes_one_step_more(X, y, lr, steps):
    """One step too many: after 0 steps w and b are still 0."""
    return _descend(X, y, lr, steps + 1, _off)


@mistake_in("train_logistic")
def asks_no_tape(X, y, lr, steps):
    """Here all gradients of your Tape were 0, and the parameters moved: the slopes come from elsewhere. Let your Tape
    take both gradients.
    """
    return _descend(X, y, lr, steps, _off)


@mistake_in("train_logistic")
def adds_the_score_of_those_with_damage(X, y, lr, steps):
    """Where y is 1 the score goes the wrong way. Is it plus y z in the loss? It is minus: a high score is right."""
    return _descend(X, y, lr, steps, lambda z, y: _off(z, 0) + y)


@mistake_in("train_logistic")
def returns_within_the_loop(X, y, lr, steps):
    """None came back for 0 steps: there a loop never runs. Is `return` missing, or does it stand inside the loop? It
    belongs behind it.
    """
    return _descend(X, y, lr, 1, _off) if steps else None


@mistake_in("train_logistic")
def watches_a_list(X, y, lr, steps):
    """Does a list stand where one Array should? Each is watched by itself, tape.watch(w) and tape.watch(b); in the list
    of sources the Arrays are entries.
    """
    return _descend(X, y, lr, steps, lambda z, y: {[0]})


@mistake_in("train_logistic")
def asks_along_plain_arrays(X, y, lr, steps):
    """Are the sources plain arrays? Make Arrays of w and b, watch these, use these in the loss, and ask for the
    gradients along the same ones.
    """
    return _descend(X, y, lr, steps, lambda z, y: {np.zeros(1)})


@mistake_in("sweep_order")
def begins_with_the_program():
    """C is played before any share of the adjoint of u has come, so it passes on 0. u is used three times: it waits for
    t, v and w.
    """
    return ["C", "E", "F", "A", "B", "D"]


@mistake_in("sweep_order")
def begins_with_a_share_of_b():
    """E passes on the adjoint of t, which is still 0 before D. At the start only the adjoint of y is known: begin with
    D.
    """
    return ["E", "D", "B", "F", "A", "C"]


@mistake_in("sweep_order")
def begins_with_the_sum():
    """B passes on the adjoint of s, which is still 0 before D. At the start only the adjoint of y is known: begin with
    D.
    """
    return ["B", "D", "E", "A", "F", "C"]


@mistake_in("sweep_order")
def plays_the_alphabet():
    """A passes on the adjoint of w, which is still 0 before B: w is used in s, and gets its share from there."""
    return ["A", "B", "C", "D", "E", "F"]


@mistake_in("sweep_order")
def plays_the_sine_before_the_sum():
    """F passes on the adjoint of v, which is still 0 before B: v is used in s, and gets its share from there."""
    return ["D", "E", "F", "A", "B", "C"]


@mistake_in("sweep_order")
def passes_u_on_with_the_share_of_t():
    """C was played when only the share through t had come to u. An adjoint is passed on when it is complete: v and w
    have shares too, and have them only after s.
    """
    return ["D", "E", "C", "B", "F", "A"]


@mistake_in("sweep_order")
def follows_one_path_down():
    """C was played when only the share through v had come to u: one path was followed to its end. u is used three
    times, so it waits for t, v and w.
    """
    return ["D", "B", "F", "C", "A", "E"]


@mistake_in("sweep_order")
def follows_the_other_path_down():
    """C was played when only the share through w had come to u: one path was followed to its end. u is used three
    times, so it waits for t, v and w.
    """
    return ["D", "B", "A", "C", "F", "E"]


@mistake_in("sweep_order")
def forgets_that_t_uses_u():
    """C was played when v and w had passed on their shares to u, and t had not. u stands in the line of t too: it waits
    for all three.
    """
    return ["D", "B", "F", "A", "C", "E"]


@mistake_in("sweep_order")
def forgets_that_w_uses_u():
    """C was played when the share through w had not come to u. u * u is a use of u, like the others: u waits for t, v
    and w.
    """
    return ["D", "E", "B", "F", "C", "A"]


@mistake_in("sweep_order")
def forgets_that_v_uses_u():
    """C was played when the share through v had not come to u. The sine of u is a use of u, like the others: u waits
    for t, v and w.
    """
    return ["D", "E", "B", "A", "C", "F"]


@mistake_in("sweep_order")
def passes_u_on_at_each_arrival():
    """C is there three times. If u is passed on at each arrival, what came before goes with it again. Play each piece
    once: C when u is complete.
    """
    return ["D", "E", "C", "B", "F", "C", "A", "C"]


@mistake_in("sweep_order")
def plays_c_twice():
    """C stands there twice. Each piece is played once: C when the adjoint of u is complete."""
    return ["D", "E", "C", "B", "F", "A", "C"]


@mistake_in("sweep_order")
def names_the_results():
    """These are the names of the results. Asked for are the letters of the pieces: that of y is D."""
    return ["y", "t", "s", "v", "w", "u"]


@mistake_in("sweep_order")
def leaves_c_out():
    """C is missing. Without it nothing comes from u to a and b. Each of the six is played once."""
    return ["D", "B", "E", "A", "F"]


def _matches():
    return {"exp": "B", "log": "A", "sqrt": "E", "1/x": "F", "tanh": "C", "sigmoid": "D", "relu": "G"}


@mistake_in("match_rules")
def lists_the_letters():
    """A list of letters does not say which belongs to which operation. Return a dict, as {"exp": ..., "log": ...}."""
    return list(_matches().values())


@mistake_in("match_rules")
def turns_the_dict_round():
    """The dict is the wrong way round: the operations are its keys, the letters its values."""
    return {letter: name for name, letter in _matches().items()}


@mistake_in("match_rules")
def has_other_keys():
    """Are these not among the keys yet, or is a value no letter of A to G? Each key is a text, the name that stands
    over its picture.
    """
    return {}


@mistake_in("match_rules")
def writes_a_key_with_blanks():
    """Is there a key "1/x", without blanks, and is its value one letter of A to G?"""
    return {name.replace("/", " / "): letter for name, letter in _matches().items()}


@mistake_in("match_rules")
def has_no_letter_for_relu():
    """relu has no letter yet, or its key is written otherwise."""
    return {name: letter for name, letter in _matches().items() if name != "relu"}


@mistake_in("match_rules")
def divides_by_x():
    """Rule A makes the slope 1/x: large near 0, small far out, and negative left of 0. This curve has another slope
    there.
    """
    return _matches() | dict.fromkeys(("tanh", "sigmoid", "relu"), "A")


@mistake_in("match_rules")
def multiplies_by_the_result():
    """Rule B makes the slope y itself: the higher the curve, the steeper, and falling where y is below 0. Only one
    curve does that.
    """
    return _matches() | dict.fromkeys(("sqrt", "1/x", "tanh", "sigmoid"), "B")


@mistake_in("match_rules")
def levels_out_at_one_and_minus_one():
    """Rule C makes the slope 1 where y is 0, and 0 where y is 1 or -1. Look where this curve has these heights: how
    steep is it there?
    """
    return _matches() | dict.fromkeys(("exp", "log", "sqrt", "1/x", "relu"), "C")


@mistake_in("match_rules")
def levels_out_at_zero_and_one():
    """Rule D makes the slope 0 where y is 0 or 1, and a quarter where y is 1/2. Look where this curve has these
    heights: how steep is it there?
    """
    return _matches() | dict.fromkeys(("exp", "log", "sqrt", "1/x", "relu"), "D")


@mistake_in("match_rules")
def divides_by_the_result():
    """Rule E makes the slope 1/(2y): the higher the curve, the less steep, and falling where y is below 0. Only one
    curve does that.
    """
    return _matches() | dict.fromkeys(("exp", "log", "1/x", "tanh", "sigmoid", "relu"), "E")


@mistake_in("match_rules")
def falls_everywhere():
    """Rule F makes the slope -y², and that is below 0 wherever y is not 0: the curve falls. Does this one?"""
    return _matches() | dict.fromkeys(("exp", "sqrt", "tanh", "sigmoid", "relu"), "F")


@mistake_in("match_rules")
def is_made_of_two_straight_lines():
    """Rule G makes the slope 1 where y is above 0, and 0 elsewhere: two straight lines. This curve bends."""
    return _matches() | dict.fromkeys(("exp", "log", "sqrt", "1/x", "tanh", "sigmoid"), "G")


@mistake_in("match_rules")
def takes_the_inverse_for_the_exponential():
    """A is g times 1/x, and that is the slope of the logarithm, the inverse of e^x. The slope of e^x is e^x itself, the
    result: which rule multiplies g by y?
    """
    return _matches() | {"exp": "A"}


@mistake_in("match_rules")
def takes_the_exponential_for_the_logarithm():
    """B multiplies g by the result, so the slope of log would be log: 0 at x = 1, where the curve rises. Of these
    seven only e^x is its own slope. The logarithm has the slope 1/x.
    """
    return _matches() | {"log": "B"}


@mistake_in("match_rules")
def gives_the_logarithm_a_falling_rule():
    """F makes a negative slope of every result but 0. The logarithm rises everywhere, with the slope 1/x; what falls is
    1/x.
    """
    return _matches() | {"log": "F"}


@mistake_in("match_rules")
def gives_the_root_the_rule_of_the_logarithm():
    """A is g times 1/x, the slope of the logarithm. The root is x to the power 1/2: its slope is 1/2 times x to the
    power -1/2, and with the result y that is 1 / (2y).
    """
    return _matches() | {"sqrt": "A"}


@mistake_in("match_rules")
def takes_the_name_for_the_slope():
    """This makes the slope 1/x (A and B are the same here, for y is 1/x). But 1/x is the function, and it falls: by the
    power rule its slope is -1/x², which is -y².
    """
    return _matches() | {"1/x": "A"}


@mistake_in("match_rules")
def levels_tanh_in_the_middle():
    """By D the curve of tanh would be level where y = 0, and that is where it is steepest. It levels out where y is
    near 1 or -1: which rule is 0 there?
    """
    return _matches() | {"tanh": "D"}


@mistake_in("match_rules")
def makes_the_sigmoid_too_steep():
    """By C the sigmoid would have the slope 3/4 in the middle, where y = 1/2, and be steepest where y is near 0. It
    levels out where y is near 0 or 1: which rule is 0 at both?
    """
    return _matches() | {"sigmoid": "C"}


@mistake_in("match_rules")
def multiplies_by_relu():
    """B multiplies g by the result of relu, not by its slope. The result grows with x; the slope is 1 wherever x is
    above 0, and 0 below.
    """
    return _matches() | {"relu": "B"}
