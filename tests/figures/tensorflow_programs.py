"""Programs of TensorFlow operations for TapePlayer: as learners write them, each with inputs."""

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(5)
X = tf.constant(rng.normal(size=(4, 2)), tf.float32)
t = tf.constant([[1.0], [0.0], [1.0], [0.0]])
w1, b1 = tf.Variable(rng.normal(size=(2, 3)), dtype=tf.float32), tf.Variable(tf.zeros([3]))
w2, b2 = tf.Variable(rng.normal(size=(3, 1)), dtype=tf.float32), tf.Variable(tf.zeros([1]))
model = keras.Sequential([keras.layers.Dense(4, activation="tanh") for _ in range(3)] + [keras.layers.Dense(1)])
total = tf.Variable(0.0)


def loss_of(w, b):
    p = w * 2.0
    e = p + b - 5.0
    L = e**2
    return L


def through_numpy(x):
    s = np.sin(x)
    y = x**2 + s
    return y


def two_ends(x, w):
    q = tf.sin(w * x)
    s = float(q)
    return s * tf.exp(x) + tf.stop_gradient(q)


def masked(x):
    m = x > 0
    z = tf.where(m, x * 3.0, x)
    return tf.reduce_sum(z)


def newton(x, a):
    for _ in range(6):
        slope = 2.0 * x
        x = x - (x * x - a) / slope
    return x


def network(X):
    h = tf.nn.relu(X @ w1 + b1)
    p = tf.sigmoid(h @ w2 + b2)
    return -tf.reduce_mean(t * tf.math.log(p) + (1.0 - t) * tf.math.log(1.0 - p))


def keras_loss(X):
    error = model(X) - t
    return tf.reduce_mean(error**2)


def assigned(x):
    total.assign(x * x)
    y = total * 2.0
    return y


def helper(z):
    return tf.tanh(z) + 1.0


def in_pieces(x):
    parts = []
    for k in range(3):
        parts.append(helper(x[k] * 2.0))
    scaled = {"first": parts[0]}
    scaled["first"] += 1.0
    return tf.add_n(parts) * scaled["first"]


def oscillator(x, v):
    for _ in range(42):
        force = -x - 0.1 * v
        v = v + 0.1 * force
        x = x + 0.1 * v
    return 0.5 * x**2 + 0.5 * v**2


PROGRAMS = {
    "loss": (loss_of, 3.0, 1.0),
    "through NumPy": (through_numpy, 2.0),
    "two ends": (two_ends, 2.0, 0.5),
    "a mask": (masked, [1.0, -2.0]),
    "Newton": (newton, 1.0, 2.0),
    "a network": (network, X),
    "Keras": (keras_loss, X),
    "assign": (assigned, 3.0),
    "pieces and helpers": (in_pieces, [0.1, 0.2, 0.3]),
    "298 operations": (oscillator, 1.0, 0.0),
}


def variables(name):
    """The program and its inputs as variables."""
    f, *values = PROGRAMS[name]
    return f, [tf.Variable(value, dtype=tf.float32) for value in values]
