# Right answers to the puzzles, in a second form.

# %% answer="training_order"
def training_order():
    """A prediction before the block too, which does no harm: the one in the block takes its name."""
    return "f, c, b, e, g, a, d"

# %% answer="culprits"
def culprits():
    return {"P": 5.0, "Q": np.int64(4), "R": "2"}

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    """By asking the tape, and looking which picture has its slopes."""
    def looks_like(program):
        x = tf.Variable(places)
        with tf.GradientTape() as tape:
            y = program(x)
        slopes = tape.gradient(y, x).numpy()
        return min(PICTURES, key=lambda letter: np.abs(PICTURES[letter](places) - slopes).sum())
    return {name: looks_like(globals()[f"program_{name}"]) for name in "pqrs"}
