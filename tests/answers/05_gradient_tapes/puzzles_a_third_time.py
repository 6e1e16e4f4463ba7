# Right answers to the puzzles, in a third form.

# %% answer="training_order"
def training_order():
    record, ask, step = ("C", "B", "E"), ("G",), ("A", "D")
    return record + ask + step

# %% answer="culprits"
def culprits():
    """By trying them all."""
    answer = {}
    for name, program in PROGRAMS.items():
        for number in range(1, len(program) + 1):
            names = {"tf": tf, "np": np, "x": tf.constant([-1.0, 0.0, 1.0]), "y": tf.constant([-1.0, 1.0, 3.0])}
            exec("\n".join(both[i == number] for i, both in enumerate(program, start=1)), names)
            if abs(float(names["loss"]) - {"P": 0.0, "Q": -4.8145, "R": 0.0}[name]) < 0.01:
                answer[name] = number
                break
    return answer

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    letters = iter("FDEB")
    return {program: next(letters) + " " for program in ["p", "q", "r", "s"]}
