"""An assignment in TensorFlow and answers to it: tapes, a layer, a model, graphs, a variable of the course's.

Also the class that benchmarks/grading.py has graded.
"""

from tests.judge.classroom import Submission, cells_of

POINTS = {"slope": 2.0, "curvature": 2.0, "scale": 3.0, "line": 3.0, "power": 2.0, "nudge": 2.0, "reach": 1.0}
NOTEBOOK = """
# %% given="tools"
import sys

import numpy as np
import tensorflow as tf
from gradus import expect

def wave(x):
    return x * tf.sin(x)

def cube(x):
    return x**3

# %% answer="slope"
def slope(f, x):
    ### BEGIN SOLUTION
    x = tf.constant(x, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x)
    ### END SOLUTION

# %% check="slope" points=2
expect(slope, cube, 2.0).close_to(12.0)
expect(slope, cube, [1.0, 3.0]).close_to([3.0, 27.0])
### BEGIN HIDDEN TESTS
expect(slope, wave, 1.0).close_to(np.sin(1.0) + np.cos(1.0), rtol=1e-5)
### END HIDDEN TESTS

# %% answer="curvature"
def curvature(f, x):
    ### BEGIN SOLUTION
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        dy = inner.gradient(y, x)
    return outer.gradient(dy, x)
    ### END SOLUTION

# %% check="curvature" points=2
expect(curvature, cube, 2.0).close_to(12.0, rtol=1e-5)
assert abs(curvature(wave, 0.0) - 2.0) < 1e-4

# %% given="driver"
def use_layer(Layer, values):
    return Layer()(tf.constant(values, tf.float32))

def shapes_of(Layer, shape):
    layer = Layer()
    layer(tf.zeros(shape))
    return [tuple(weight.shape) for weight in layer.trainable_weights]

# %% answer="scale"
class Scale(tf.keras.layers.Layer):
    ### BEGIN SOLUTION
    def build(self, shape):
        self.factor = self.add_weight(shape=(shape[-1],), initializer="ones")

    def call(self, inputs):
        return 2.0 * self.factor * inputs
    ### END SOLUTION

# %% check="scale" points=3
expect(use_layer, Scale, [[1.0, 2.0], [3.0, 4.0]]).close_to([[2.0, 4.0], [6.0, 8.0]])
expect(shapes_of, Scale, (5, 3)).returns([(3,)])

# %% given="data"
xs = np.linspace(-1.0, 1.0, 64, dtype="float32").reshape(-1, 1)
ys = 3.0 * xs - 1.0

# %% answer="line"
def line(xs, ys):
    ### BEGIN SOLUTION
    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.5), loss="mse")
    model.fit(xs, ys, epochs=1, batch_size=1, verbose=0)
    return model(tf.constant([[0.0], [1.0]]))
    ### END SOLUTION

# %% check="line" points=3
expect(line, xs, ys).close_to([[-1.0], [2.0]], rtol=0.02)

# %% answer="power"
@tf.function
def power(x, n):
    ### BEGIN SOLUTION
    result = tf.ones_like(x)
    for _ in range(n):
        result = result * x
    return result
    ### END SOLUTION

# %% check="power" points=2
for n in range(8):
    expect(power, tf.constant(2.0), n).close_to(2.0**n)

# %% given="weights"
weights = tf.Variable([1.0, -2.0])
def loss():
    return tf.reduce_sum(weights**2)

# %% answer="nudge"
def nudge(variable, loss, rate):
    ### BEGIN SOLUTION
    with tf.GradientTape() as tape:
        value = loss()
    variable.assign_sub(rate * tape.gradient(value, variable))
    ### END SOLUTION

# %% given="step"
def nudged(nudge, rate):
    weights.assign([1.0, -2.0])
    nudge(weights, loss, rate)
    return weights

# %% check="nudge" points=2
expect(nudged, nudge, 0.25).close_to([0.5, -1.0])
### BEGIN HIDDEN TESTS
expect(nudged, nudge, 0.5).close_to([0.0, 0.0])
### END HIDDEN TESTS

# %% answer="reach"
### BEGIN SOLUTION
reach = tf.reduce_max(tf.abs(ys))
### END SOLUTION

# %% check="reach" points=1
assert reach == 4.0
assert isinstance(float(reach), float)
"""
NOISY = """
# %% answer="slope"
import logging
import warnings
print("TensorFlow", tf.__version__, file=sys.stderr)
tf.get_logger().warning("a word from the logger")

def slope(f, x):
    print("slope was called with", x, file=sys.stderr)
    warnings.warn("this goes to stderr too")
    logging.getLogger().error("and so does this")
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape(persistent=True) as tape:
        y = f(x)
    tf.print("seen by tf.print", x, output_stream=sys.stderr)
    return tape.gradient(y, x)

# %%
import os
os.write(2, b"2026-01-01 00:00:00.000000: I tensorflow/core/util/port.cc:153] oneDNN custom operations are on.\\n")

# %% answer="line"
class Chatty(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print("epoch", epoch, logs, file=sys.stderr)

def line(xs, ys):
    tf.keras.utils.set_random_seed(7)
    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.5), loss="mse", metrics=["mae"])
    model.fit(xs, ys, epochs=2, batch_size=2, verbose=2, callbacks=[Chatty()])
    return model.predict(np.array([[0.0], [1.0]]))

# %% answer="power"
@tf.function
def grow(x, times):
    return x * times

def power(x, n):
    for i in range(8):
        grow(x, float(i))  # a Python number is traced anew each time: TensorFlow warns
    return x ** n

# %%
slope(cube, 2.0)
line(xs, ys)
power(tf.constant(2.0), 3)
"""
OTHER_TYPES = """
# %% answer="slope"
def slope(f, x):
    x = tf.convert_to_tensor(np.asarray(x, dtype=np.float32))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x).numpy()

# %% answer="curvature"
def curvature(f, x):
    x = tf.constant(np.float64(x))
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        dy = inner.gradient(y, x)
    return float(outer.gradient(dy, x))

# %% answer="scale"
class Scale(tf.keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.factor = None

    def build(self, shape):
        self.factor = self.add_weight(shape=(shape[-1],), initializer=tf.keras.initializers.Constant(2.0))

    @tf.function
    def call(self, inputs):
        return self.factor * inputs

# %% answer="line"
def line(xs, ys):
    w, b = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(60):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((w * xs + b - ys) ** 2)
        dw, db = tape.gradient(loss, [w, b])
        w.assign_sub(0.5 * dw)
        b.assign_sub(0.5 * db)
    return tf.Variable([[b.numpy()], [(w + b).numpy()]])

# %% answer="power"
def power(x, n):
    return tf.cast(x, tf.float64) ** n

# %% answer="nudge"
def nudge(variable, loss, rate):
    optimizer = tf.keras.optimizers.SGD(rate)
    with tf.GradientTape() as tape:
        value = loss()
    optimizer.apply_gradients([(tape.gradient(value, variable), variable)])

# %% answer="reach"
reach = np.float32(4)
"""
WRONG = """
# %% answer="slope"
def slope(f, x):
    x = tf.constant(x, tf.float64)
    with tf.GradientTape() as tape:
        y = f(x)  # a constant is not watched
    return tape.gradient(y, x)

# %% answer="curvature"
def curvature(f, x):
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x)

# %% answer="scale"
class Scale(tf.keras.layers.Layer):
    def call(self, inputs):
        return 2.0 * inputs

# %% answer="line"
def line(xs, ys):
    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
    return model(tf.constant([[0.0], [1.0]]))

# %% answer="power"
@tf.function
def power(x, n):
    return tf.constant(n) ** x

# %% answer="nudge"
def nudge(variable, loss, rate):
    variable = tf.Variable(variable)
    variable.assign(0.5 * variable)

# %% answer="reach"
reach = tf.reduce_max(ys)
"""
HALF = """
# %% answer="slope"
raise NotImplementedError

# %% answer="line"
def line(xs, ys):
    return tf.constant([[-1.0], [3.0]])
"""
SUBMISSIONS = [
    Submission(name, {"score": ""}, cells_of(cells) if cells else [])
    for name, cells in {
        "reference": "",
        "noisy": NOISY,
        "other_types": OTHER_TYPES,
        "half": HALF,
        "wrong": WRONG,
    }.items()
]
EXPECTED = {
    "reference": POINTS,
    "noisy": POINTS,
    "other_types": POINTS,
    "half": POINTS | {"slope": 0.0, "line": 0.0},
    "wrong": dict.fromkeys(POINTS, 0.0),
}
