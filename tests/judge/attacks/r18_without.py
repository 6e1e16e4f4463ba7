# row: 18
# tries: use the module that this notebook is to do without
# must: not be importable
# score: double=0

# %% answer="double"
def double(x):
    import tensorflow as tf
    return (tf.constant(x) * 2).numpy()
