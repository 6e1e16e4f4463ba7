"""Train the logistic model of exercise 7.8 with tf.GradientTape, and print its losses.

    python tools/record_losses.py

Unit 7 is done without TensorFlow, so its numbers are in the notebook; tests/test_tape.py computes them again.
"""

import ast
from pathlib import Path

import numpy as np

UNIT = Path(__file__).parent.parent / "manuscript" / "exercises" / "07_own_tape.py"


def flights():
    """The data, as the given cell of the exercise has it: (flights, 1) and (flights,)."""
    names = {"np": np}
    for statement in ast.parse(UNIT.read_text(encoding="utf-8")).body:
        target = getattr(statement, "targets", [None])[0]
        if isinstance(target, ast.Name) and target.id in ("temperature", "damage", "flights"):
            exec(compile(ast.Module([statement], []), str(UNIT), "exec"), names)
    return names["flights"], names["damage"]


def losses(marks, lr=1.0):
    """The mean cross-entropy after each number of steps in marks, in float64."""
    import tensorflow as tf

    X, y = (tf.constant(part, dtype=tf.float64) for part in flights())
    w, b = tf.Variable(tf.zeros([X.shape[1]], tf.float64)), tf.Variable(tf.zeros([], tf.float64))
    found = {}
    for step in range(max(marks) + 1):
        with tf.GradientTape() as tape:
            z = tf.linalg.matvec(X, w) + b
            loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=z))
        found[step] = float(loss)
        dw, db = tape.gradient(loss, [w, b])
        w.assign_sub(lr * dw)
        b.assign_sub(lr * db)
    return [found[step] for step in marks]


if __name__ == "__main__":
    print(losses(range(0, 101, 20)))
