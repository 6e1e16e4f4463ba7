# Wrong answers that once passed, or were told something that is not so.

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if adjoint.get(result):  # an adjoint of 0 is not passed on
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint

# %% answer="backward_order"
import sys

def backward_order(node):
    sys.setrecursionlimit(10**6)
    seen, post = set(), []

    def visit(n):
        if n not in seen:
            seen.add(n)
            for p in n.parents:
                visit(p)
            post.append(n)

    visit(node)
    return post[::-1]
