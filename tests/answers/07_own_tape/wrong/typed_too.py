# What beginners have typed, too.

# %% answer="backward_order"
def backward_order(node):
    """Every path to its end; the last place of each node counts."""
    paths = [node]
    for child in paths:
        paths += child.parents
    return list(dict.fromkeys(paths[::-1]))[::-1]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
        return adjoint

# %% answer="sweep_order"
def sweep_order():
    return ["D", "F", "A", "B", "E", "C"]

# %% answer="match_rules"
def match_rules():
    return {"B": "exp", "A": "log", "E": "sqrt", "F": "1/x", "C": "tanh", "D": "sigmoid", "G": "relu"}

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    in_front = g.ndim - len(shape)  # a plain number has none
    g = g.sum(axis=tuple(range(in_front)))
    for i, n in enumerate(shape):
        if n == 1:
            g = g.sum(axis=i, keepdims=True)
    return g
