"""Unit 8: networks that begin, read, learn or are measured wrongly."""

import numpy as np

from gradus.checks.mistakes import mistake_in


def _begun(sizes, seed, spread=lambda n, out: np.sqrt(2 / n), biases=np.zeros):
    draw = np.random.default_rng(seed)
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return [(draw.normal(0, 1, (n, out)) * spread(n, out), biases(out)) for n, out in pairs]


@mistake_in("init_params")
def begins_with_zeros(sizes, seed):
    """All weights of a layer are equal, as 0 is. If those of the others are so, too, hidden units stay equal for ever,
    or do not learn at all. Draw at random.
    """
    return _begun(sizes, seed, lambda n, out: 0.0)


@mistake_in("init_params")
def counts_inputs_and_outputs(sizes, seed):
    """That is the square root of 2 / (in + out), Glorot's spread. With ReLU it is 2 / in under the root."""
    return _begun(sizes, seed, lambda n, out: np.sqrt(2 / (n + out)))


@mistake_in("init_params")
def leaves_out_the_two(sizes, seed):
    """That is the square root of 1 / in. ReLU cuts half of the numbers off; the 2 makes up for it."""
    return _begun(sizes, seed, lambda n, out: np.sqrt(1 / n))


@mistake_in("init_params")
def takes_the_spread_for_the_bound(sizes, seed):
    """Is it uniform between -√(2/in) and √(2/in)? Then the spread is √3 times too small: the bounds are ±√(6/in)."""
    draw = np.random.default_rng(seed)
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return [(draw.uniform(-1, 1, (n, out)) * np.sqrt(2 / n), np.zeros(out)) for n, out in pairs]


@mistake_in("init_params")
def forgets_the_root(sizes, seed):
    """2 / in is the square of the spread, the variance. Take the root."""
    return _begun(sizes, seed, lambda n, out: 2 / n)


@mistake_in("init_params")
def takes_the_root_of_two_only(sizes, seed):
    """Is it √2 / in? The root is of all of it, 2 / in: np.sqrt(2 / n)."""
    return _begun(sizes, seed, lambda n, out: np.sqrt(2) / n)


@mistake_in("init_params")
def repeats_the_units(sizes, seed):
    """Two units begin with the same weights, and will stay alike if those out of them are equal, too. Draw each weight
    by itself.
    """
    return [(np.repeat(W[:, : -(-W.shape[1] // 2)], 2, axis=1)[:, : W.shape[1]], b) for W, b in _begun(sizes, seed)]


@mistake_in("init_params")
def is_not_centered(sizes, seed):
    """The mean of the weights is not 0. Is something added to them, or are they all of one sign?"""
    return [(W + 1, b) for W, b in _begun(sizes, seed)]


@mistake_in("init_params")
def begins_with_biases(sizes, seed):
    """A bias is not 0. The biases begin at exactly 0, none of them drawn: np.zeros."""
    return _begun(sizes, seed, biases=lambda out: np.full(out, 0.01))


@mistake_in("init_params")
def divides_by_the_outputs(sizes, seed):
    """That is √(2/out). A unit adds up `in` products, so it is the number of its inputs that counts."""
    return _begun(sizes, seed, lambda n, out: np.sqrt(2 / out))


@mistake_in("init_params")
def does_not_scale(sizes, seed):
    """The spread of this layer is 1. Multiply by √(2/in)."""
    return _begun(sizes, seed, lambda n, out: 1.0)


@mistake_in("init_params")
def draws_from_zero_to_one(sizes, seed):
    """The spread is 0.29. Are the weights numbers of rng.random, as they are or less 1/2? Take rng.normal, whose mean
    is 0 and whose spread is 1, and multiply by √(2/in).
    """
    draw = np.random.default_rng(seed)
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return [(draw.random((n, out)), np.zeros(out)) for n, out in pairs]


@mistake_in("init_params")
def scales_from_zero_to_one(sizes, seed):
    """The spread is 0.29 times √(2/in). Are the weights numbers of rng.random, times √(2/in)? Those have a spread of
    0.29, and a mean of 1/2: take rng.normal, whose mean is 0 and whose spread is 1.
    """
    draw = np.random.default_rng(seed)
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return [(draw.random((n, out)) * np.sqrt(2 / n), np.zeros(out)) for n, out in pairs]


@mistake_in("init_params")
def takes_the_pixels_for_all_layers(sizes, seed):
    """The second layer has the spread of the first. Each has an `in` of its own: the number of its own inputs."""
    return _begun(sizes, seed, lambda n, out: np.sqrt(2 / sizes[0]))


@mistake_in("init_params")
def turns_the_weights(sizes, seed):
    """W has the shape (out, in). Here images are rows, X @ W, so it is (in, out)."""
    return [(W.T, b) for W, b in _begun(sizes, seed)]


@mistake_in("init_params")
def makes_biases_of_two_axes(sizes, seed):
    """b has two axes. A bias for each output is a vector of shape (out,)."""
    return [(W, b[np.newaxis]) for W, b in _begun(sizes, seed)]


@mistake_in("init_params")
def makes_biases_for_the_inputs(sizes, seed):
    """b has an entry for each input. It is added to h @ W, so it has one for each output."""
    return [(W, np.zeros(W.shape[0])) for W, _ in _begun(sizes, seed)]


@mistake_in("init_params")
def makes_no_pairs(sizes, seed):
    """Are they all in one row, W, b, V, c, as in the lesson? Here each layer has a pair of its own, [(W, b), (V, c)]
    for two.
    """
    return [part for pair in _begun(sizes, seed) for part in pair]


@mistake_in("init_params")
def keeps_weights_and_biases_apart(sizes, seed):
    """All weights stand in one list and all biases in another. Put the two of a layer together: a pair (W, b) each."""
    return [list(parts) for parts in zip(*_begun(sizes, seed), strict=True)]


@mistake_in("init_params")
def forgets_the_last_layer(sizes, seed):
    """A layer is missing: between n sizes there are n - 1 layers, and the last one leads to the outputs. Does the loop
    end too early, or does `return` stand inside it?
    """
    return _begun(sizes, seed)[:-1]


@mistake_in("init_params")
def keeps_the_last_layer_only(sizes, seed):
    """Only the last layer came back. Is the list made anew inside the loop? Make it once, before it; each round puts a
    pair into it.
    """
    return _begun(sizes, seed)[-1:]


@mistake_in("init_params")
def makes_two_layers_always(sizes, seed):
    """Are there always two layers, whatever `sizes` is? Between two sizes there is one, between four there are three:
    go through the neighbours in a loop.
    """
    return _begun([*sizes[:2], sizes[-1]], seed)


@mistake_in("init_params")
def has_one_seed_for_all(sizes, seed):
    """Another seed gives the same weights. Hand the seed that came in to the generator."""
    return _begun(sizes, 0)


@mistake_in("init_params")
def ignores_the_seed(sizes, seed):
    """The same seed gives other weights at the next call. Make the generator from the seed:
    np.random.default_rng(seed).
    """
    return _begun(sizes, None)


@mistake_in("init_params")
def makes_the_generator_anew(sizes, seed):
    """Two layers of one shape have the same weights: a generator that is made anew for each layer repeats itself. Make
    it once, before the loop.
    """
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return [_begun(pair, seed)[0] for pair in pairs]


def _layers(params, X, relu=lambda z: np.maximum(z, 0)):
    for W, b in params[:-1]:
        X = relu(X @ W + b)
    W, b = params[-1]
    return X @ W + b


@mistake_in("forward")
def cuts_the_logits(params, X):
    """The last layer has gone through ReLU. Logits may be negative: after the last layer there is nothing."""
    return np.maximum(_layers(params, X), 0)


@mistake_in("forward")
def has_no_relu(params, X):
    """ReLU is missing between the layers. Without it, many layers can do no more than one."""
    return _layers(params, X, lambda z: z)


@mistake_in("forward")
def cuts_the_images(params, X):
    """ReLU stands before the first layer, too. It stands between two layers: the images go in as they are."""
    return _layers(params, np.maximum(X, 0))


@mistake_in("forward")
def forgets_the_biases(params, X):
    """A bias is missing: each layer is h @ W + b, the last one, too."""
    return _layers([(W, 0 * b) for W, b in params], X)


@mistake_in("forward")
def adds_the_bias_after_relu(params, X):
    """The bias is added after ReLU. It belongs to the sum: max(h @ W + b, 0)."""
    for W, b in params[:-1]:
        X = np.maximum(X @ W, 0) + b
    return X @ params[-1][0] + params[-1][1]


@mistake_in("forward")
def returns_probabilities(params, X):
    """Each row adds up to 1: those are probabilities. Return the logits; softmax belongs to the loss."""
    z = _layers(params, X)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


@mistake_in("forward")
def uses_a_sigmoid(params, X):
    """The hidden units go through a sigmoid. Here it is ReLU, max(z, 0)."""
    return _layers(params, X, lambda z: 1 / (1 + np.exp(-z)))


@mistake_in("forward")
def uses_tanh(params, X):
    """The hidden units go through tanh. Here it is ReLU, max(z, 0)."""
    return _layers(params, X, np.tanh)


@mistake_in("forward")
def takes_the_largest_of_all(params, X):
    """np.max looks for the largest number, along axis 0 here. np.maximum(z, 0) compares each with 0."""
    return _layers(params, X, lambda z: np.max(z, 0))


@mistake_in("forward")
def asks_for_a_second_layer(params, X):
    """There is one layer here. Is a second one asked for, as by params[1]? There may be any number: go through `params`
    in a loop.
    """
    if len(params) == 1:
        raise IndexError
    return _layers(params, X)


def _two(params):
    (W, b), (V, c) = params
    return W, b, V, c


@mistake_in("forward")
def takes_two_layers_apart(params, X):
    """There is one layer here. Are two taken apart, as by (W, b), (V, c) = params? There may be any number: go through
    `params` in a loop.
    """
    return _layers(params, X) if _two(params) else None


@mistake_in("forward")
def knows_two_layers_only(params, X):
    """Is it the first layer and the last one only? There may be more between them: go through all of params."""
    return _layers([params[0], params[-1]] if len(params) > 1 else params, X)


@mistake_in("forward")
def goes_on_from_the_images(params, X):
    """Here there is one layer, so a loop over params[:-1] does not run once. Does that name get its value only in the
    loop, or is it read before it has one? Begin with h = X before the loop, and go on from h in it.
    """
    for W, b in params[:-1]:
        h = np.maximum(X @ W + b, 0)
    return h @ params[-1][0] + params[-1][1]


@mistake_in("forward")
def returns_in_the_loop(params, X):
    """Only the first layer has been passed, and ReLU. Does `return` stand inside the loop?"""
    return _layers(params, X) if len(params) == 1 else np.maximum(_layers(params[:1], X), 0)


@mistake_in("forward")
def returns_before_relu(params, X):
    """Only the first layer has been passed, without ReLU. Does `return` stand inside the loop?"""
    return _layers(params[:1], X)


@mistake_in("forward")
def returns_nothing_of_one_layer(params, X):
    """Nothing came back. Is a `return` missing, or does it stand inside a loop over params[:-1], which with one layer
    does not run once?
    """
    return _layers(params, X) if len(params) > 1 else None


@mistake_in("forward")
def stops_before_the_last_layer(params, X):
    """The images came back as they went in. Is the last layer missing? It comes after the loop over params[:-1],
    without ReLU, and where there is one layer it is the only one.
    """
    for W, b in params[:-1]:
        X = np.maximum(X @ W + b, 0)
    return X


@mistake_in("forward")
def cuts_after_the_first_layer_only(params, X):
    """Does ReLU stand after the first layer only? It stands between any two."""
    if len(params) > 1:
        X, params = np.maximum(_layers(params[:1], X), 0), params[1:]
    return _layers(params, X, lambda z: z)


@mistake_in("forward")
def gives_images_as_columns(params, X):
    """The answer lies on its side: images are rows, so it has the shape (n, k)."""
    return _layers(params, X).T


def _log_p(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def _p(z, axis=1):
    p = np.exp(z - z.max(axis=axis, keepdims=True))
    return p / p.sum(axis=axis, keepdims=True)


def _picked(log_p, labels):
    return log_p[np.arange(len(labels)), labels]


@mistake_in("cross_entropy")
def adds_the_rows_up(logits, labels):
    """That is the sum over the rows. The loss is their mean: it must not grow with the batch."""
    return -_picked(_log_p(logits), labels).sum()


@mistake_in("cross_entropy")
def forgets_the_minus(logits, labels):
    """The loss is negative. The logarithm of a probability is 0 or less, so a minus stands before it. Is that missing?
    Or is the logarithm of the sum added, and not taken off?
    """
    return _picked(_log_p(logits), labels).mean()


@mistake_in("cross_entropy")
def takes_all_columns(logits, labels):
    """log_p[:, labels] takes all labels from each row. Row i has one label of its own: log_p[np.arange(n), labels]."""
    return -_log_p(logits)[:, labels].mean()


@mistake_in("cross_entropy")
def takes_whole_rows(logits, labels):
    """Does log_p[labels] take whole rows? From row i comes the entry of its label: log_p[np.arange(n), labels]."""
    return -_log_p(logits)[labels].mean()


@mistake_in("cross_entropy")
def takes_m_off_in_the_sum_only(logits, labels):
    """It is off by the mean of the largest logits. Is m taken off in the sum only? It is before the logarithm, too:
    z - m - log(sum of exp(z - m)).
    """
    return -_picked(_log_p(logits) + logits.max(axis=1, keepdims=True), labels).mean()


@mistake_in("cross_entropy")
def takes_m_off_before_the_sum_only(logits, labels):
    """It is off by the mean of the largest logits. Is m taken off before the logarithm only? It is in the sum, too:
    z - m - log(sum of exp(z - m)).
    """
    return -_picked(_log_p(logits) - logits.max(axis=1, keepdims=True), labels).mean()


@mistake_in("cross_entropy")
def adds_m(logits, labels):
    """It is off by twice the mean of the largest logits. Is m added in one place? It is taken off in both: z - m -
    log(sum of exp(z - m)).
    """
    return -_picked(_log_p(logits) + 2 * logits.max(axis=1, keepdims=True), labels).mean()


@mistake_in("cross_entropy")
def averages_over_the_classes_too(logits, labels):
    """It is k times too small: is the mean taken over n times k entries? Divide by the number of rows."""
    return -_picked(_log_p(logits), labels).mean() / logits.shape[1]


@mistake_in("cross_entropy")
def sums_down_the_columns(logits, labels):
    """The probabilities of a column add up to 1, not those of a row. A row is an image: axis=1."""
    return -_picked(np.log(_p(logits, axis=0)), labels).mean()


@mistake_in("cross_entropy")
def takes_the_largest_of_each_column(logits, labels):
    """Is m the largest of a column? Then the logits of a row lose different numbers, and p changes. Each row has an m
    of its own: axis=1, keepdims=True.
    """
    return -_picked(_log_p(logits - logits.max(axis=0)), labels).mean()


@mistake_in("cross_entropy")
def averages_probabilities(logits, labels):
    """That is the mean of the probabilities, with a minus. The logarithm is missing."""
    return -_picked(_p(logits), labels).mean()


@mistake_in("cross_entropy")
def counts_in_bits(logits, labels):
    """That is in bits, by np.log2. The loss takes the natural logarithm, np.log."""
    return -_picked(_log_p(logits), labels).mean() / np.log(2)


@mistake_in("cross_entropy")
def takes_one_minus_the_probability(logits, labels):
    """Is that 1 minus the probability, or a square of what is missing? The loss is minus the logarithm of the
    probability.
    """
    return (1 - _picked(_p(logits), labels)).mean()


@mistake_in("cross_entropy")
def leaves_the_rows_apart(logits, labels):
    """There is a number for each row. The loss of a batch is one number, their mean."""
    return -_picked(_log_p(logits), labels)


@mistake_in("cross_entropy")
def clips_the_probabilities(logits, labels):
    """The loss should be 1000, and it is less. Is a probability or a logit clipped, or a tiny number added to it,
    before the logarithm is taken? That hides how wrong the network is. Take the logarithm apart: z - m - log(sum of
    exp(z - m)).
    """
    return -np.log(np.clip(_picked(_p(logits), labels), 1e-12, 1)).mean()


@mistake_in("cross_entropy")
def takes_the_log_of_softmax(logits, labels):
    """The loss is infinite. Has a probability that is too small for a float become 0 before its logarithm is taken? Or
    has exp(z - m) overflowed, since m is not the largest logit of the row? With that one, take the logarithm apart:
    z - m - log(sum of exp(z - m)).
    """
    with np.errstate(all="ignore"):
        return -np.log(_picked(_p(logits), labels)).mean()


@mistake_in("cross_entropy")
def overflows(logits, labels):
    """The loss is NaN. exp(1000) is infinite, and infinity divided by infinity is NaN: take the largest logit of each
    row from all of them first.
    """
    with np.errstate(all="ignore"):
        p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return -np.log(_picked(p, labels)).mean() + 0 * p.sum()


@mistake_in("cross_entropy")
def has_an_infinite_sum(logits, labels):
    """The loss is infinite. Has exp been taken of 1000 as it is? That is infinite, and so is the logarithm of a sum
    with it: take the largest logit of each row, m, from all of them first.
    """
    with np.errstate(all="ignore"):
        return -_picked(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), labels).mean()


@mistake_in("cross_entropy")
def multiplies_zero_by_an_infinite_logarithm(logits, labels):
    """The loss is NaN here, and was right for 1000, 999, 998. Is a logarithm multiplied by 0? A probability has become
    0, its logarithm is infinite, and 0 times infinity is NaN. Take the logarithm apart: z - m - log(sum of exp(z - m)).
    """
    with np.errstate(all="ignore"):
        return -(np.log(_p(logits)) * np.eye(logits.shape[1])[labels]).sum(axis=1).mean()


@mistake_in("cross_entropy")
def takes_another_number_off(logits, labels):
    """The loss is infinite where the right digit has the largest logit. Is m the smallest logit of the row, or their
    mean? Then exp(z - m) still overflows. With the largest, no exponent is above 0.
    """
    with np.errstate(all="ignore"):
        z = logits - logits.min(axis=1, keepdims=True)
        return -_picked(z - np.log(np.exp(z).sum(axis=1, keepdims=True)), labels).mean()


@mistake_in("cross_entropy")
def makes_probabilities_of_the_whole_batch(logits, labels):
    """The loss of these five is log 15, and 15 is how many logits there are in all: do all probabilities of the batch
    add up to 1? Those of each row do: axis=1, keepdims=True in the sum.
    """
    p = np.exp(logits - logits.max())
    return -np.log(_picked(p / p.sum(), labels)).mean()


@mistake_in("cross_entropy")
def takes_the_largest_of_the_batch(logits, labels):
    """The loss is infinite, though no logit is larger than that of the label. Is m too large for the row of −1000, as
    the largest of the whole batch is, or the largest of absolute values? Each row has its own m, the largest of its
    logits: logits.max(axis=1, keepdims=True).
    """
    with np.errstate(all="ignore"):
        z = logits - logits.max()
        return -_picked(z - np.log(np.exp(z).sum(axis=1, keepdims=True)), labels).mean()


@mistake_in("cross_entropy")
def loses_an_axis(logits, labels):
    """Two shapes do not fit. Does max or sum give a row of n numbers, shape (n,), where each row of the logits, (n,
    k), is to meet its own? With axis=1, keepdims=True it is a column, (n, 1), and fits. Or is a one-hot matrix of
    another width than the logits? k need not be 10: np.eye(logits.shape[1])[labels].
    """
    z = logits - logits.max(axis=1)
    return -_picked(z - np.log(np.exp(z).sum(axis=1, keepdims=True)), labels).mean()


@mistake_in("cross_entropy")
def counts_the_labels_that_are_there(logits, labels):
    """Is the one-hot matrix as wide as the largest label of this batch? It needs a column for each class:
    np.eye(logits.shape[1])[labels].
    """
    return -(_log_p(logits) * np.eye(labels.max() + 1)[labels]).sum(axis=1).mean()


def _shuffled(n, seed):
    return np.random.default_rng(seed).permutation(n)


def _cut(order, size):
    return [order[start : start + size] for start in range(0, len(order), size)]


@mistake_in("minibatches")
def drops_the_rest(n, size, seed):
    """The numbers that are left over get lost. They are a batch, too, a shorter one."""
    order = _shuffled(n, seed)
    return [order[i * size : (i + 1) * size] for i in range(n // size)]


@mistake_in("minibatches")
def makes_a_rectangle(n, size, seed):
    """The numbers do not fill a rectangle with rows of `size`: the last batch is shorter. Make a list of slices, one
    for each of range(0, n, size).
    """
    return list(_shuffled(n, seed).reshape(-1, size))


@mistake_in("minibatches")
def makes_them_equal(n, size, seed):
    """The batches are equally long, or nearly, as np.array_split makes them. Each has `size`, and the last one what is
    left.
    """
    return np.array_split(_shuffled(n, seed), -(-n // size))


@mistake_in("minibatches")
def shares_the_rest_out(n, size, seed):
    """Some batches are longer than `size`: the numbers that are left over are shared out. Is it np.array_split?
    They are a batch of their own, a shorter one.
    """
    return np.array_split(_shuffled(n, seed), max(1, n // size))


@mistake_in("minibatches")
def takes_the_size_for_the_number(n, size, seed):
    """`size` is how many numbers a batch holds, not how many batches there are."""
    return np.array_split(_shuffled(n, seed), size)


@mistake_in("minibatches")
def puts_the_short_one_first(n, size, seed):
    """The short batch comes first. Cut from the beginning: it is the last one."""
    return _cut(_shuffled(n, seed), size)[::-1]


@mistake_in("minibatches")
def ends_in_an_empty_batch(n, size, seed):
    """Where n is a multiple of size, the last batch is empty, and the mean loss of no image is NaN. Begin batches at
    range(0, n, size).
    """
    order = _shuffled(n, seed)
    return [order[i * size : (i + 1) * size] for i in range(n // size + 1)]


@mistake_in("minibatches")
def draws_with_replacement(n, size, seed):
    """Some numbers stand in the batches more than once. Is each batch drawn anew from all numbers, or do the pieces
    overlap? An epoch has each once: shuffle them, then cut, with a piece at each of range(0, n, size).
    """
    draw = np.random.default_rng(seed)
    return [draw.choice(n // 2, min(size, n - start)) for start in range(0, n, size)]


@mistake_in("minibatches")
def begins_a_batch_at_each_number(n, size, seed):
    """There are as many batches as numbers. Do they overlap? They begin at range(0, n, size)."""
    order = _shuffled(n, seed)
    return [order[i : i + size] for i in range(n)]


@mistake_in("minibatches")
def begins_a_batch_at_each_number_but_the_last(n, size, seed):
    """There are more batches than 12 / 4. Do they overlap? They begin at range(0, n, size)."""
    order = _shuffled(n, seed)
    return [order[i : i + size] for i in range(n - size + 1)]


@mistake_in("minibatches")
def takes_the_length_for_the_end(n, size, seed):
    """All batches but the first are empty. Does each slice end at size? A slice ends at a place, not after a length:
    order[i : i + size].
    """
    order = _shuffled(n, seed)
    return [order[i:size] for i in range(0, n, size)]


@mistake_in("minibatches")
def ends_after_one_batch(n, size, seed):
    """One batch came back, and there should be three. Does `return` stand inside the loop?"""
    return _cut(_shuffled(n, seed), size)[:1]


@mistake_in("minibatches")
def stops_before_the_last_batch(n, size, seed):
    """A batch is missing. Does the range end too early? A batch begins wherever numbers are left: range(0, n, size)."""
    order = _shuffled(n, seed)
    return [order[i : i + size] for i in range(0, n - size, size)]


@mistake_in("minibatches")
def counts_from_one(n, size, seed):
    """These are the numbers from 1 to n. The rows of X begin with 0."""
    return _cut(_shuffled(n, seed) + 1, size)


@mistake_in("minibatches")
def does_not_shuffle(n, size, seed):
    """They are in order. Digits of one kind that lie together would all come in one batch: shuffle first."""
    return _cut(np.arange(n), size)


@mistake_in("minibatches")
def shuffles_the_batches_only(n, size, seed):
    """They are hardly mixed: many steps from a number to the next are alike. Are only the batches shuffled, or only the
    numbers within each? Shuffle all numbers, then cut.
    """
    batches = _cut(np.arange(n), size)
    whole, rest = [b for b in batches if len(b) == size], [b for b in batches if len(b) < size]
    return [whole[i] for i in _shuffled(len(whole), seed)] + rest


@mistake_in("minibatches")
def has_one_order_for_all_seeds(n, size, seed):
    """Another seed gives the same batches. Make a generator from the seed that came in, and shuffle by it."""
    return _cut(_shuffled(n, 0), size)


@mistake_in("minibatches")
def sorts_the_batches(n, size, seed):
    """The numbers are dealt at random, but do they rise within each batch? Leave them as the shuffle has them: cut, and
    do not sort.
    """
    return [np.sort(batch) for batch in _cut(_shuffled(n, seed), size)]


@mistake_in("minibatches")
def has_no_seed(n, size, seed):
    """The same seed gives other batches at the next call. Make the generator from the seed:
    np.random.default_rng(seed).
    """
    return _cut(_shuffled(n, None), size)


def _trained(
    params, X, y, lr, epochs, seed,
    scale=len, size=32, batches=None, target=1.0, mask=lambda g, h: g * (h > 0), moves=lambda layer, last: (1, 1),
    note=None, momentum=0.0, moved_first=False, each_step=False, labels_of=lambda y, batch: y[batch],
    slope_of_b=lambda g: g.sum(axis=0), is_masked=lambda layer, last: True, before=lambda g, h: g,
    kink=lambda z: np.maximum(z, 0),
):  # fmt: skip
    """Right, and in small pieces; the mistakes below change one of them."""
    params = [(np.array(W), np.array(b)) for W, b in params]
    velocity = [(0 * W, 0 * b) for W, b in params]
    history = [_loss(params, X, y)]
    for epoch in range(epochs):
        for batch in batches(epoch) if batches else _cut(_shuffled(len(X), (seed, epoch)), size):
            inputs = [X[batch]]
            for W, b in params[:-1]:
                inputs.append(kink(inputs[-1] @ W + b))
            p = _p(inputs[-1] @ params[-1][0] + params[-1][1])
            g = (p - target * np.eye(p.shape[1])[labels_of(y, batch)]) / scale(batch)
            last = len(params) - 1
            for i in range(last, -1, -1):
                (W, b), (vW, vb), (to_W, to_b) = params[i], velocity[i], moves(i, last)
                vW, vb = momentum * vW + to_W * inputs[i].T @ g, momentum * vb + to_b * slope_of_b(g)
                velocity[i] = vW, vb
                params[i] = W - lr * vW, b - lr * vb
                g = before(g, inputs[i]) @ (params[i][0] if moved_first else W).T
                g = mask(g, inputs[i]) if is_masked(i, last) else g
            if each_step:
                history.append(_loss(params, X, y))
        if not each_step:
            history.append(note(history, params, batch) if note else _loss(params, X, y))
    return history, params


def _written_into(params, history, after):
    for pair, moved in zip(params, after, strict=True):
        for part, new in zip(pair, moved, strict=True):
            part[...] = new
    return history, params


def _loss(params, X, y):
    return -_picked(_log_p(_layers(params, X)), y).mean()


@mistake_in("train")
def gives_the_losses_before_each_epoch(params, X, y, lr, epochs, seed):
    """history lacks a loss: it begins with the one before the first step, and has one after each epoch, epochs + 1
    numbers.
    """
    history, params = _trained(params, X, y, lr, epochs, seed)
    return history[1:], params


@mistake_in("train")
def notes_the_end_only(params, X, y, lr, epochs, seed):
    """With no epoch at all history has two losses. Is one added after the loop over the epochs? It takes one after each
    epoch, in the loop.
    """
    history, params = _trained(params, X, y, lr, epochs, seed)
    return [history[0], history[-1]], params


@mistake_in("train")
def skips_short_batches(params, X, y, lr, epochs, seed):
    """With two images nothing has moved. Is a batch left out that is shorter than 32? It counts as one step like any
    other. Or do the new parameters get lost, so that the old ones come back? Or does the last layer go through ReLU,
    whose slope at 0 is 0?
    """
    return _trained(
        params, X, y, lr, epochs, seed,
        batches=lambda epoch: [batch for batch in _cut(_shuffled(len(X), (seed, epoch)), 32) if len(batch) == 32],
    )  # fmt: skip


@mistake_in("train")
def gives_the_losses_of_the_batches(params, X, y, lr, epochs, seed):
    """The second loss is the first once more. Is it that before the step, or of the parameters that came in? After an
    epoch, compute the loss anew, with the new parameters, on all of X.
    """
    history, params = _trained(params, X, y, lr, epochs, seed)
    return [history[0], *history[:-1]], params


@mistake_in("train")
def adds_the_losses_up(params, X, y, lr, epochs, seed):
    """The losses in history are sums over the images. They are means: cross_entropy(forward(params, X), y)."""
    history, params = _trained(params, X, y, lr, epochs, seed)
    return [loss * len(X) for loss in history], params


@mistake_in("train")
def sums_the_slopes(params, X, y, lr, epochs, seed):
    """That step is as many times too long as the batch has images. Is it the slope of the sum, or a step for each
    image? Make one step by their mean: divide by len(batch). (On a tape, np.mean averages an Array only if that has a
    method `mean`.)
    """
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: 1)


@mistake_in("train")
def averages_over_all_entries(params, X, y, lr, epochs, seed):
    """That step is half as long as it should be. Is it by a mean over all entries, n times k, where k is 2 here? The
    loss is a mean over the images: divide by len(batch).
    """
    k = len(params[-1][1])
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: k * len(batch))


@mistake_in("train")
def divides_by_32(params, X, y, lr, epochs, seed):
    """The slopes are divided by 32, and this batch is shorter. Divide by its own length, len(batch)."""
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: 32)


def _step_raises(error, params, X, y, lr, epochs, seed):
    """The loss before the first step, in which there is an error."""
    if epochs:
        raise error
    return _trained(params, X, y, lr, 0, seed)


@mistake_in("train")
def has_two_layers_as_the_lesson(params, X, y, lr, epochs, seed):
    """`layered` asks for two layers, W, b, V and c, as in the lesson, and V and c did not come. A network here may have
    one layer, two or more: go through the pairs in a loop, as your `forward` does.
    """
    error = TypeError("layered() missing 2 required positional arguments: 'V' and 'c'")
    return _step_raises(error, params, X, y, lr, epochs, seed)


@mistake_in("train")
def starts_with_two_layers_as_the_lesson(params, X, y, lr, epochs, seed):
    """`layered` asks for two layers, W, b, V and c, as in the lesson, and no V and c came. A network here may have any
    number of layers: go through the pairs in a loop, as your `forward` does.
    """
    raise TypeError("layered() missing 2 required positional arguments: 'V' and 'c'")


@mistake_in("train")
def asks_for_a_second_layer_in_a_step(params, X, y, lr, epochs, seed):
    """There is one layer here. Does a step ask for a second one, as by params[1]? There may be any number: go through
    the pairs in a loop, as your `forward` does.
    """
    return _step_raises(IndexError(), params, X, y, lr, epochs, seed)


@mistake_in("train")
def takes_two_layers_apart_at_the_start(params, X, y, lr, epochs, seed):
    """There is one layer here. Are two taken apart, as by (W, b), (V, c) = params? There may be any number: keep the
    list, and go through its pairs in a loop.
    """
    return _trained(params, X, y, lr, epochs, seed) if _two(params) else None


@mistake_in("train")
def takes_two_layers_apart_in_a_step(params, X, y, lr, epochs, seed):
    """There is one layer here. Does a step take two apart, as by (W, b), (V, c) = params? There may be any number: go
    through the pairs in a loop, as your `forward` does.
    """
    return _trained(params, X, y, lr, epochs, seed) if not epochs or _two(params) else None


@mistake_in("train")
def watches_a_list(params, X, y, lr, epochs, seed):
    """A list cannot be in a set, nor a key of a dict. Is one given to tape.watch? That takes one Array: call it for
    each. (TensorFlow's takes a list, too.)
    """
    return _trained(params, X, y, lr, epochs, seed) if not epochs else {[0]}


@mistake_in("train")
def has_ten_digits_as_the_lesson(params, X, y, lr, epochs, seed):
    """Two shapes do not fit. Has a one-hot matrix ten columns, as in the lesson? Here k need not be 10: np.eye(k)[y],
    with k = logits.shape[1]. Or print both shapes: which one should be another?
    """
    error = ValueError("operands could not be broadcast together with shapes (2,2) (2,10) ")
    return _step_raises(error, params, X, y, lr, epochs, seed)


@mistake_in("train")
def starts_with_ten_digits_as_the_lesson(params, X, y, lr, epochs, seed):
    """Two shapes do not fit in the first loss. Has a one-hot matrix ten columns, as in the lesson? Here k need not
    be 10: np.eye(k)[y], with k = logits.shape[1]. Or print both shapes: which one should be another?
    """
    raise ValueError("operands could not be broadcast together with shapes (2,2) (2,10) ")


@mistake_in("train")
def divides_what_is_left_by_32(params, X, y, lr, epochs, seed):
    """Is the last batch, of one image, divided by 32, as by min(len(X), 32)? Divide by its own length, len(batch)."""
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: min(len(X), 32))


@mistake_in("train")
def climbs(params, X, y, lr, epochs, seed):
    """The loss grows. Does the step go along the gradient? It goes against it, W - lr * dW. Or does g take off 1 at
    another label than that of the image?
    """
    return _trained(params, X, y, -lr, epochs, seed)


@mistake_in("train")
def forgets_the_labels(params, X, y, lr, epochs, seed):
    """Are the labels missing in the slope? Along the logits it is p - onehot(y), not p."""
    return _trained(params, X, y, lr, epochs, seed, target=0.0)


@mistake_in("train")
def passes_through_relu(params, X, y, lr, epochs, seed):
    """The last layer moves as it should, and one before it does not. The way back through ReLU goes on only where h is
    above 0: multiply by (h > 0). (After ReLU, h >= 0 is true everywhere.)
    """
    return _trained(params, X, y, lr, epochs, seed, mask=lambda g, h: g)


@mistake_in("train")
def has_no_relu_on_the_way_there(params, X, y, lr, epochs, seed):
    """Is ReLU missing between the layers where the slopes are taken? Then they are those of another network than that
    of `forward`, which has it.
    """
    return _trained(params, X, y, lr, epochs, seed, kink=lambda z: z, mask=lambda g, h: g)


@mistake_in("train")
def passes_through_all_relus_but_the_last(params, X, y, lr, epochs, seed):
    """With two hidden layers the first layer is off. Does g go through (h > 0) at each hidden layer on its way back, or
    at the last one only?
    """
    return _trained(params, X, y, lr, epochs, seed, is_masked=lambda layer, last: layer == last)


@mistake_in("train")
def cuts_the_slopes(params, X, y, lr, epochs, seed):
    """Is ReLU put on the slopes, max(g, 0)? A slope may be negative. It goes on where h is above 0: g * (h > 0)."""
    return _trained(params, X, y, lr, epochs, seed, mask=lambda g, h: np.maximum(g, 0))


@mistake_in("train")
def leaves_the_biases(params, X, y, lr, epochs, seed):
    """The biases do not move. Each has a slope, the sum of g over the rows."""
    return _trained(params, X, y, lr, epochs, seed, moves=lambda layer, last: (1, 0))


@mistake_in("train")
def adds_all_slopes_of_b(params, X, y, lr, epochs, seed):
    """Is the slope of b one number for all of its entries, g.sum()? It is the sum over the rows only: g.sum(axis=0)."""
    return _trained(params, X, y, lr, epochs, seed, slope_of_b=lambda g: g.sum())


@mistake_in("train")
def takes_the_mean_for_the_sum(params, X, y, lr, epochs, seed):
    """Is the slope of b a mean of g over the rows? g is divided by the number of images already: take the sum."""
    return _trained(params, X, y, lr, epochs, seed, slope_of_b=lambda g: g.mean(axis=0))


@mistake_in("train")
def leaves_the_labels_in_their_order(params, X, y, lr, epochs, seed):
    """Images have met the labels of others. Those of a batch are X[batch]; are its labels y[batch]?"""
    return _trained(params, X, y, lr, epochs, seed, labels_of=lambda y, batch: y[: len(batch)])


@mistake_in("train")
def makes_smaller_batches(params, X, y, lr, epochs, seed):
    """Twenty images are not one batch. Are the batches smaller than 32?"""
    return _trained(params, X, y, lr, epochs, seed, size=16)


@mistake_in("train")
def ends_after_one_epoch(params, X, y, lr, epochs, seed):
    """history and params end after the first epoch. Does `return` stand inside the loop over the epochs?"""
    return _trained(params, X, y, lr, min(epochs, 1), seed)


@mistake_in("train")
def moves_the_last_layer_only(params, X, y, lr, epochs, seed):
    """Only the last layer moves. All layers have slopes."""
    return _trained(params, X, y, lr, epochs, seed, moves=lambda layer, last: (layer == last, layer == last))


@mistake_in("train")
def moves_the_weights_on_the_way_back(params, X, y, lr, epochs, seed):
    """A layer before the last one is a little off. Is W moved before g goes back through it, or is each slope taken
    after the last one has moved something? All slopes belong to one point: take them all, then move.
    """
    return _trained(params, X, y, lr, epochs, seed, moved_first=True)


@mistake_in("train")
def has_momentum(params, X, y, lr, epochs, seed):
    """The first step is right, and the next ones are longer: is there momentum in it? Here the descent is plain."""
    return _trained(params, X, y, lr, epochs, seed, momentum=0.9)


@mistake_in("train")
def keeps_the_best(params, X, y, lr, epochs, seed):
    """Did the parameters with the smallest loss come back? Return the last ones, whose loss is history[-1], also where
    it has grown.
    """
    found = [_trained(params, X, y, lr, k, seed) for k in range(epochs + 1)]
    return found[-1][0], min(found, key=lambda one: one[0][-1])[1]


@mistake_in("train")
def moves_what_came_in(params, X, y, lr, epochs, seed):
    """W -= … writes into the caller's arrays, and params[i] = … into the caller's list. Make new arrays, W = W - …, and
    put them into a new list: params = list(params), at the start, is one.
    """
    return _written_into(params, *_trained(params, X, y, lr, epochs, seed))


@mistake_in("train")
def returns_params_first(params, X, y, lr, epochs, seed):
    """history comes first, then params: return history, params."""
    return _trained(params, X, y, lr, epochs, seed)[::-1]


@mistake_in("train")
def divides_by_all(params, X, y, lr, epochs, seed):
    """Each batch is divided by len(X), so the steps are too short. Divide by the length of the batch."""
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: len(X))


@mistake_in("train")
def takes_all_at_once(params, X, y, lr, epochs, seed):
    """All images are one batch here. A batch has 32, and a step follows each."""
    return _trained(params, X, y, lr, epochs, seed, size=len(X))


@mistake_in("train")
def leaves_the_batches_unused(params, X, y, lr, epochs, seed):
    """There are two steps here, and both are on all images. A step looks at its own batch only: X[batch], y[batch]."""
    return _trained(
        params, X, y, lr, epochs, seed, batches=lambda epoch: [np.arange(len(X)) for _ in range(-(-len(X) // 32))]
    )


@mistake_in("train")
def leaves_the_last_image_out(params, X, y, lr, epochs, seed):
    """There is a step for 32 images, and none for the last one. A short batch counts as one step like any other."""
    return _trained(
        params,
        X,
        y,
        lr,
        epochs,
        seed,
        batches=lambda epoch: _cut(_shuffled(len(X), (seed, epoch)), 32)[: max(1, len(X) // 32)],
    )


@mistake_in("train")
def begins_with_the_short_batch(params, X, y, lr, epochs, seed):
    """The short batch comes first. Cut the shuffled numbers from the beginning: it is the last one."""
    return _trained(
        params, X, y, lr, epochs, seed, batches=lambda epoch: _cut(_shuffled(len(X), (seed, epoch)), 32)[::-1]
    )


@mistake_in("train")
def makes_other_batches(params, X, y, lr, epochs, seed):
    """Steps on 32 images and on the one that is left, whichever it be, lead elsewhere. Are the batches others?
    np.array_split makes 17 and 16 of 33; drawn with replacement, some images come twice. Or is the second step another
    than the first would be: from other parameters, with another rate, or with what is left of the first?
    """
    return _trained(
        params,
        X,
        y,
        lr,
        epochs,
        seed,
        batches=lambda epoch: np.array_split(_shuffled(len(X), (seed, epoch)), -(-len(X) // 32)),
    )


@mistake_in("train")
def keeps_one_order(params, X, y, lr, epochs, seed):
    """The order is the same in the first two epochs. Give each epoch another seed, as in seed + epoch."""
    return _trained(params, X, y, lr, epochs, seed, batches=lambda epoch: _cut(_shuffled(len(X), seed), 32))


@mistake_in("train")
def notes_the_last_batch(params, X, y, lr, epochs, seed):
    """The steps are right, and the last loss in history is not that of all of X. Is it that of a batch, or a mean of
    theirs? After each epoch, compute it anew, on all of X.
    """
    return _trained(
        params, X, y, lr, epochs, seed, note=lambda history, params, batch: _loss(params, X[batch], y[batch])
    )


@mistake_in("train")
def notes_each_step(params, X, y, lr, epochs, seed):
    """history has more than epochs + 1 losses. Does it take one after each step? It is one after each epoch."""
    return _trained(params, X, y, lr, epochs, seed, each_step=True)


def _chosen(params, X):
    return _layers(params, X).argmax(axis=1)


@mistake_in("accuracy")
def counts_them(params, X, y):
    """That is how many are right. The share is that number divided by all, or the mean."""
    return np.sum(_chosen(params, X) == y)


@mistake_in("accuracy")
def says_it_in_percent(params, X, y):
    """That is in percent. The share is a number from 0 to 1."""
    return 100 * np.mean(_chosen(params, X) == y)


@mistake_in("accuracy")
def counts_the_wrong_ones(params, X, y):
    """Is that the share of the wrong ones? Count where both are equal."""
    return np.mean(_chosen(params, X) != y)


@mistake_in("accuracy")
def takes_the_smallest(params, X, y):
    """Is the smallest logit taken? The network reads the digit with the largest, argmax."""
    return np.mean(_layers(params, X).argmin(axis=1) == y)


@mistake_in("accuracy")
def takes_the_largest_size(params, X, y):
    """Is it the logit that is largest in size, by np.abs? Far below 0 is small, however far: argmax of the logits
    as they are.
    """
    return np.mean(np.abs(_layers(params, X)).argmax(axis=1) == y)


@mistake_in("accuracy")
def compares_the_logits(params, X, y):
    """The share comes out as 0. Is it rounded down, by // or int? Or does no image count as right: is it the largest
    logit that is compared with the label, or its place among those of all images? What the network reads is its place
    in the row of the image: argmax(axis=1).
    """
    return np.mean(_layers(params, X).max(axis=1) == y)


@mistake_in("accuracy")
def averages_over_the_classes(params, X, y):
    """That is the mean of the shares of the classes, which gives a rare digit the weight of a frequent one. Take the
    mean over all images.
    """
    right = _chosen(params, X) == y
    return np.mean([right[y == label].mean() for label in np.unique(y)])


@mistake_in("accuracy")
def averages_the_probabilities(params, X, y):
    """That is the mean probability of the labels. An image is read right or not: compare argmax with the label."""
    return np.mean(_picked(_p(_layers(params, X)), y))


@mistake_in("accuracy")
def asks_for_more_than_half(params, X, y):
    """With ten classes the largest probability may be below a half, and it is the largest all the same. Take argmax,
    without a bound.
    """
    return np.mean(_picked(_p(_layers(params, X)), y) > 0.5)


@mistake_in("accuracy")
def cuts_the_logits_first(params, X, y):
    """Where all logits are below 0, one of them is the largest all the same. Is 0 a bound, or has a ReLU made zeros of
    them?
    """
    return np.mean(np.maximum(_layers(params, X), 0).argmax(axis=1) == y)


@mistake_in("accuracy")
def looks_along_the_columns(params, X, y):
    """argmax has looked for the largest image of each class: it needs axis=1, along the row of an image."""
    return np.mean(_layers(params, X).argmax(axis=0) == y)


@mistake_in("accuracy")
def asks_for_the_largest_of_all(params, X, y):
    """There is True or False for each label: whether it is the place of the largest of all logits. Look along the row
    of each image, argmax(axis=1), and take the mean of what is right.
    """
    return _layers(params, X).argmax() == y


@mistake_in("accuracy")
def reads_the_images(params, X, y):
    """Is the largest entry looked for in the images themselves? It is the logits that count: forward(params, X)."""
    return np.mean(X.argmax(axis=1) == y)


@mistake_in("accuracy")
def reads_the_first_layer(params, X, y):
    """Does the first layer alone make the scores? It takes all of them, forward with all of params."""
    return np.mean(_layers(params[:1], X).argmax(axis=1) == y)


@mistake_in("accuracy")
def reads_the_hidden_units(params, X, y):
    """Are the hidden units taken for the scores? It takes all layers, forward with all of params."""
    scores = _layers(params[:1], X)
    return np.mean((np.maximum(scores, 0) if len(params) > 1 else scores).argmax(axis=1) == y)


@mistake_in("accuracy")
def reads_the_last_layer(params, X, y):
    """Does the last layer alone make the scores? It takes all of them, forward with all of params."""
    return np.mean(_layers(params[-1:], X).argmax(axis=1) == y)


@mistake_in("accuracy")
def scores_without_biases(params, X, y):
    """Are biases missing in the logits? Each layer adds its own: forward(params, X) does."""
    return np.mean(_layers([(W, 0 * b) for W, b in params], X).argmax(axis=1) == y)


@mistake_in("accuracy")
def scores_without_relu(params, X, y):
    """Is ReLU missing between the two layers? forward(params, X) has it."""
    return np.mean(_layers(params, X, lambda z: z).argmax(axis=1) == y)


@mistake_in("accuracy")
def gives_right_and_wrong(params, X, y):
    """There is True or False for each image. The share of True is their mean."""
    return _chosen(params, X) == y


def _stable(run, rates):
    return [rate for rate in rates if all(b < a for a, b in _pairs(run(rate)))]


def _pairs(losses):
    return list(zip(losses[:-1], losses[1:], strict=True))


def _lowest(run, rates):
    return rates[int(np.nanargmin([run(rate)[-1] for rate in rates]))]


def _none():
    raise ValueError  # without a text: it stands for whatever the learner's says


@mistake_in("find_lr")
def takes_the_lowest_end(run, rates):
    """That rate has the smallest last loss, and rises on the way. Stable is a rate at which every loss is smaller than
    the one before.
    """
    return _lowest(run, rates)


@mistake_in("find_lr")
def takes_the_lowest_end_of_the_stable(run, rates):
    """That rate is stable, and a larger one is, too. Has the stable one with the smallest last loss been taken? Return
    the largest.
    """
    return _lowest(run, _stable(run, rates) or _none())


@mistake_in("find_lr")
def compares_the_ends(run, rates):
    """Is each loss compared with the first, or only the last one? It may rise on the way. Compare each with the one
    before.
    """
    return max([rate for rate in rates if run(rate)[-1] < run(rate)[0]], default=None) or _none()


@mistake_in("find_lr")
def looks_at_the_last_step(run, rates):
    """Is only the end of the run looked at? Each loss must be smaller than the one before, from the start on."""
    return max([rate for rate in rates if run(rate)[-1] < run(rate)[-2]], default=None) or _none()


@mistake_in("find_lr")
def looks_at_the_first_step(run, rates):
    """Is only the first step looked at? Each loss must be smaller than the one before, to the end of the run."""
    return max([rate for rate in rates if run(rate)[1] < run(rate)[0]], default=None) or _none()


@mistake_in("find_lr")
def forgets_the_first_step(run, rates):
    """Is the first step left out? That run rises in it, and falls from then on: not stable. The losses before and after
    the first step are a pair, too.
    """
    return max([rate for rate in rates if all(b < a for a, b in _pairs(run(rate))[1:])], default=None) or _none()


@mistake_in("find_lr")
def lets_a_level_run_pass(run, rates):
    """A run whose loss stays the same has passed as stable, and nothing is learned in it. Is it b <= a? Ask whether
    each is smaller, b < a.
    """
    return max([rate for rate in rates if all(b <= a for a, b in _pairs(run(rate)))], default=None) or _none()


@mistake_in("find_lr")
def compares_the_wrong_way_round(run, rates):
    """0.03 is stable there: its losses are 2.30, 2.00, 1.60, 1.10. Is the comparison turned round, or is the error
    raised at the first rate that is not stable? (If it speaks of an array's truth value: all(...) decides for all of
    its entries.)
    """
    return max([rate for rate in rates if all(a < b for a, b in _pairs(run(rate)))], default=None) or _none()


@mistake_in("find_lr")
def lets_nan_pass(run, rates):
    """A run that ends in NaN has passed as stable. With NaN, b < a is False, and so is b >= a. Ask whether each is
    smaller, b < a.
    """
    return max([rate for rate in rates if not any(b >= a for a, b in _pairs(run(rate)))], default=None) or _none()


@mistake_in("find_lr")
def takes_the_smallest_stable(run, rates):
    """That is the smallest stable rate. Return the largest."""
    return min(_stable(run, rates), default=None) or _none()


@mistake_in("find_lr")
def returns_the_index(run, rates):
    """That is the place of the rate in the list. Return the rate: rates[i]."""
    return len(_stable(run, rates)) - 1 if _stable(run, rates) else _none()


@mistake_in("find_lr")
def returns_all(run, rates):
    """Those are all stable rates. Return the largest of them."""
    return _stable(run, rates) or _none()


@mistake_in("find_lr")
def returns_the_losses(run, rates):
    """Those are losses. Return the rate that led to them."""
    return run(max(_stable(run, rates))) if _stable(run, rates) else _none()


@mistake_in("find_lr")
def goes_one_too_far(run, rates):
    """That is the first rate that is not stable. Return the one before it."""
    stable = _stable(run, rates)
    return rates[min(len(stable), len(rates) - 1)] if stable else _none()


@mistake_in("find_lr")
def takes_a_tenth_of_the_lowest(run, rates):
    """That is a tenth of a rate. Return one of the rates themselves, the largest stable one."""
    return _lowest(run, rates) / 10


@mistake_in("find_lr")
def gives_none(run, rates):
    """No rate is stable there, and no error was raised. What comes back instead, None or some rate, would be trusted:
    raise ValueError("no rate is stable").
    """
    return max(_stable(run, rates), default=None)


@mistake_in("find_lr")
def does_not_expect_failure(run, rates):
    """No rate is stable there, and another error than a ValueError was raised: was an empty list asked for its last
    entry? Say so yourself: raise ValueError("no rate is stable").
    """
    return _stable(run, rates)[-1]


@mistake_in("mend_train")
def mends_nothing(params, X, y, lr, epochs, seed):
    """Both bugs are still in it. Take one step on 3 images with a hidden layer, and compare: which layer does the
    gradient check find wrong?
    """
    return _trained(params, X, y, lr, epochs, seed, mask=lambda g, h: g, scale=lambda batch: len(X))


@mistake_in("mend_train")
def goes_back_through_what_moved(params, X, y, lr, epochs, seed):
    """A layer before the last one is a little off. Does g go back through weights that have moved already? All slopes
    belong to one point: it goes through the W that the step began with.
    """
    return _trained(params, X, y, lr, epochs, seed, moved_first=True)


@mistake_in("mend_train")
def mends_the_division_only(params, X, y, lr, epochs, seed):
    """The last layer moves as it should, and one before it does not. Going back through ReLU, g goes on only where h is
    above 0. Does a factor see to that? (After ReLU, h >= 0 is true everywhere.)
    """
    return _trained(params, X, y, lr, epochs, seed, mask=lambda g, h: g)


@mistake_in("mend_train")
def mends_relu_only(params, X, y, lr, epochs, seed):
    """One bug is mended. The other does not show as long as one batch holds all images. Which line counts images,
    and which should it count?
    """
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: len(X))


@mistake_in("mend_train")
def cuts_the_slopes_instead(params, X, y, lr, epochs, seed):
    """Is ReLU put on the slopes, max(g, 0)? A slope may be negative. It goes on where h is above 0: g * (h > 0)."""
    return _trained(params, X, y, lr, epochs, seed, mask=lambda g, h: np.maximum(g, 0))


@mistake_in("mend_train")
def masks_by_its_own_sign(params, X, y, lr, epochs, seed):
    """A layer before the last one is off. Is g cut by its own sign, before it goes through W.T? The factor (h > 0)
    belongs to the result of g @ W.T, with the h that went into this layer.
    """
    return _trained(
        params, X, y, lr, epochs, seed, mask=lambda g, h: g, before=lambda g, h: g * (g > 0)
    )  # fmt: skip


@mistake_in("mend_train")
def masks_before_the_weights(params, X, y, lr, epochs, seed):
    """Two shapes do not fit. Does g meet (h > 0) before it has gone through W.T? The factor belongs to the result of
    g @ W.T, with the h that went into this layer. Or print both shapes: which one should be another?
    """
    return _trained(params, X, y, lr, epochs, seed, before=lambda g, h: g * (h > 0))


@mistake_in("mend_train")
def divides_by_the_usual_length(params, X, y, lr, epochs, seed):
    """A batch that is shorter than 32 is divided by 32, or lr was scaled up to make up for it. Divide by the length of
    the batch.
    """
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: 32)


@mistake_in("mend_train")
def divides_what_is_left_by_32_still(params, X, y, lr, epochs, seed):
    """Is the last batch, of one image, divided by 32, as by min(len(X), 32), or is lr scaled up to make up for len(X)?
    Divide by the length of the batch.
    """
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: min(len(X), 32))


@mistake_in("mend_train")
def has_one_order_for_all_epochs(params, X, y, lr, epochs, seed):
    """The order is the same in the first two epochs. The broken version gave each another seed, seed + k; keep that."""
    return _trained(params, X, y, lr, epochs, seed, batches=lambda epoch: _cut(_shuffled(len(X), seed), 32))


@mistake_in("mend_train")
def does_not_divide(params, X, y, lr, epochs, seed):
    """Now nothing is divided at all, and that is the slope of the sum. The loss is a mean: divide by len(batch)."""
    return _trained(params, X, y, lr, epochs, seed, scale=lambda batch: 1)


@mistake_in("mend_train")
def writes_into_params(params, X, y, lr, epochs, seed):
    """W -= … writes into the caller's arrays, and params[i] = … into the caller's list. The broken version made new
    arrays, and a new list of them; keep that.
    """
    return _written_into(params, *_trained(params, X, y, lr, epochs, seed))


@mistake_in("mend_train")
def goes_back_through_what_it_writes_into(params, X, y, lr, epochs, seed):
    """Is it W -= …? That writes into the caller's arrays, and g then goes back through a W that has moved already. The
    broken version made new arrays, W - …, and g went through the W that the step began with; keep that.
    """
    return _written_into(params, *_trained(params, X, y, lr, epochs, seed, moved_first=True))


@mistake_in("my_network")
def takes_steps_that_are_too_long():
    """It reads no more than by guessing. Were the steps so long that the hidden units died, or that a loss became NaN?
    Or so short, or few, that it has hardly begun? Ask try_out, and find_lr, which rate is too large.
    """
    return [64, 32, 10], 30.0, 10


@mistake_in("my_network")
def is_sure_and_wrong():
    """0.95 is not reached, and at the end the loss is above log 10, that of a network that knows nothing. Are the steps
    too long, so that it jumps, and is sure where it is wrong? Or so short, or few, that it has hardly left its start?
    Ask try_out, and find_lr, which rate is too large.
    """
    return [64, 10], 300.0, 10


@mistake_in("my_network")
def learns_too_little():
    """0.95 is not reached. What does it read of X_train, by accuracy? If that is not well above 0.96, it has not
    learned enough: more epochs, another lr (do the losses still fall, or do they jump?), a hidden layer, or a wider
    one. If it is near 1, do its losses jump at the end? Then a smaller lr; or are there too many epochs?
    """
    return [64, 16, 10], 0.03, 5


@mistake_in("my_network")
def begins_with_a_side():
    """An image has 8 times 8 pixels, 64 inputs, so sizes begins with 64."""
    return [8, 32, 10], 0.1, 40


@mistake_in("my_network")
def ends_with_one_output():
    """The network has a score for each of the digits from 0 to 9, ten of them, so sizes ends with 10."""
    return [64, 32, 1], 0.1, 40


@mistake_in("my_network")
def gives_the_sizes_alone():
    """Are those the sizes alone? Return three things: sizes, which is a list itself, then lr, then epochs."""
    return [64, 32, 10]


@mistake_in("my_network")
def costs_too_much():
    """More than 300 million multiplications. An epoch costs 3000 times the sum of in times out: take fewer epochs, or
    fewer hidden units.
    """
    return [64, 64, 10], 0.1, 40


@mistake_in("my_network")
def takes_too_many_epochs():
    """epochs is a whole number from 1 to 40. If 40 do not reach it, is lr too small?"""
    return [64, 10], 0.1, 100


@mistake_in("my_network")
def gives_lr_and_epochs_in_the_wrong_order():
    """Are lr and epochs in the wrong order? It is sizes, then lr, then epochs, a whole number."""
    return [64, 10], 30, 0.5
