# What beginners have typed.

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    if np.shape(g) == shape:
        return g
    if shape == ():
        return g.sum()
    if g.ndim > len(shape):
        g = np.sum(g, 0)
    for i, n in enumerate(shape):
        if n == 1:
            g = g.sum(axis=i, keepdims=True)
    return g

# %% answer="backward_order"
def backward_order(node):
    found = [node]
    for child in found:
        for p in child.parents:
            p.uses += 1
            if p not in found:
                found.append(p)
    return found

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] += adjoint[result] * slope
    return adjoint

# %% answer="sweep_order"
def sweep_order():
    return ["D", "E", "F", "A", "B", "C"]

# %% answer="match_rules"
def match_rules():
    return {"exp": "B", "log": "A", "sqrt": "E", "inv": "F", "tanh": "C", "sigma": "D", "relu": "G"}
