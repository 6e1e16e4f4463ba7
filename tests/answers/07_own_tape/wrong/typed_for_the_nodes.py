# %% answer="backward_order"
def backward_order(node):
    """Counts what it keeps on the nodes themselves, in a way that does not ask for what is not there."""
    found = [node]
    for child in found:
        for parent in child.parents:
            if not getattr(parent, "count", 0):
                found.append(parent)
            parent.count = getattr(parent, "count", 0) + 1
    order = [node]
    for child in order:
        for parent in child.parents:
            parent.count = parent.count - 1
            if parent.count == 0:
                order.append(parent)
    return order
