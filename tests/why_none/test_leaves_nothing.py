"""explain_none may run a block once more. The learner must not notice: nothing is changed, printed or written."""

import random
import sys
import time

import numpy as np
import pytest

from gradus import explain_none
from gradus.why_none import rerun
from tests.why_none.notebook import Notebook

tf = pytest.importorskip("tensorflow")

ASK = "\ng = tape.gradient(y, w)\nlook()\nsaid = explain_none(y, w, tape)"


def said_of(setup, block, **names):
    """What is said, and the notebook; `look` is called just before the question."""
    notebook = Notebook(explain_none=explain_none, **names)
    notebook.run(setup)
    notebook.run("with tf.GradientTape() as tape:\n" + "\n".join("    " + line for line in block.splitlines()) + ASK)
    assert notebook.error is None
    return notebook.names["said"], notebook


CHANGING = {
    "a variable": ("total = tf.Variable(0.0)", "total.assign_add(w)\ny = tf.round(w)", "total.numpy()"),
    "a slice": ("row = tf.Variable([0.0, 1.0])", "row[0].assign(w)\ny = tf.round(w)", "row.numpy().tolist()"),
    "a list": ("seen = [1]", "seen.append(w)\ny = tf.round(w)", "len(seen)"),
    "a dict": ("seen = {}", "seen['n'] = len(seen) + seen.get('n', 0)\ny = tf.round(w)", "dict(seen)"),
    "an array": ("kept = np.zeros(2)", "kept[0] += 1\ny = tf.round(w)", "kept.tolist()"),
    "a global": (
        "n = 0\ndef count():\n    global n, late\n    n = late = n + 1\n",
        "count()\ny = tf.round(w)",
        "(n, sorted(k for k in globals() if k == 'late'))",
    ),
    "an attribute": (
        "class Model:\n    calls = 0\n    def __call__(self, x):\n        self.calls += 1\n"
        "        return tf.round(x)\nm = Model()",
        "y = m(w)",
        "m.calls",
    ),
    "a closure": (
        "def make():\n    n = 0\n    def f():\n        nonlocal n\n        n += 1\n    return f\nf = make()",
        "f()\ny = tf.round(w)",
        "f.__closure__[0].cell_contents",
    ),
    "a moving average": (
        "layer = tf.keras.layers.BatchNormalization()",
        "y = tf.round(w) * tf.reduce_sum(layer(tf.constant([[1.0], [3.0]]), training=True))",
        "layer.moving_mean.numpy().tolist()",
    ),
    "numbers of NumPy": ("", "y = tf.round(w) * np.random.rand()", "np.random.get_state()[2]"),
    "numbers of a generator": (
        "rng = np.random.default_rng(1)",
        "y = tf.round(w) * rng.random()",
        "rng.bit_generator.state",
    ),
    "numbers of Python": ("import random", "y = tf.round(w) * random.random()", "random.getstate()[1][-1]"),
    "numbers of an older generator": (
        "rng = np.random.RandomState(1)",
        "y = tf.round(w) * rng.normal()",
        "(rng.get_state()[2], rng.get_state()[3])",
    ),
    "numbers of a generator of Python's": (
        "import random\nrng = random.Random(1)",
        "y = tf.round(w) * rng.random()",
        "rng.getstate()[1][-1]",
    ),
    "a simple namespace": (
        "import types\nstate = types.SimpleNamespace(step=0)",
        "state.step += 1\ny = tf.round(w)",
        "state.step",
    ),
    "an attribute of a class": (
        "class Steps:\n    n = 0",
        "Steps.n += 1\nSteps.late = 1\ny = tf.round(w)",
        "(Steps.n, hasattr(Steps, 'late'))",
    ),
    "an attribute of a function": (
        "def f(x):\n    f.calls = getattr(f, 'calls', 0) + 1\n    return tf.round(x)",
        "y = f(w)",
        "f.calls",
    ),
    "a slot": (
        "class Steps:\n    __slots__ = ('n', 'late')\ns = Steps()\ns.n = 0",
        "s.n += 1\ny = tf.round(w)",
        "(s.n, hasattr(s, 'late'))",
    ),
    "a layer in a model of Keras's": (
        "class Counting(tf.keras.layers.Layer):\n    calls = 0\n    def call(self, x):\n        self.calls += 1\n"
        "        return tf.round(x)\nm = tf.keras.Sequential([Counting()])",
        "y = tf.reduce_sum(m(w[None]))",
        "m.layers[0].calls",
    ),
    "a list of a layer in a model of Keras's": (
        "class Keeping(tf.keras.layers.Layer):\n    def __init__(self):\n        super().__init__()\n"
        "        self.kept = []\n    def call(self, x):\n        self.kept.append(1.0)\n        return tf.round(x)\n"
        "m = tf.keras.Sequential([Keeping()])",
        "y = tf.reduce_sum(m(w[None]))",
        "len(m.layers[0].kept)",
    ),
    "a list beside much of Keras'": (
        "net = tf.keras.Sequential()\nsymbol = tf.keras.Input((1,))\noptimizer = tf.keras.optimizers.Adam()\n"
        "metric = tf.keras.metrics.Mean()\nhistory = tf.keras.callbacks.History()\nseen = [1]",
        "seen.append(w)\ny = tf.round(w)",
        "len(seen)",
    ),
    "a partial": (
        "import functools\ndef put(seen, x):\n    seen.append(1)\n    return tf.round(x)\n"
        "f = functools.partial(put, [])",
        "y = f(w)",
        "len(f.args[0])",
    ),
    "a counter of things": (
        "import collections\nseen = collections.Counter()",
        "seen['x'] += 1\ny = tf.round(w)",
        "dict(seen)",
    ),
    "an array of Python's": ("import array\nrows = array.array('d')", "rows.append(1.0)\ny = tf.round(w)", "len(rows)"),
    "a bytearray": ("rows = bytearray()", "rows.append(1)\ny = tf.round(w)", "len(rows)"),
    "what is set on a model of Keras's": (
        "m = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])",
        "m.trainable = not m.trainable\ny = tf.round(w)",
        "(m.trainable, len(m.trainable_variables))",
    ),
    "a counter": (
        "import itertools\nids = itertools.count()",
        "for i, _ in zip(ids, [1]): pass\ny = tf.round(w)",
        "repr(ids)",
    ),
    "an iterator": ("it = iter([1.0, 2.0, 3.0])", "y = tf.round(w) * next(it)", "it.__length_hint__()"),
    "a stream of data": (
        "it = iter(tf.data.Dataset.from_tensor_slices([1.0, 2.0, 3.0]))",
        "y = tf.round(w) * next(it)",
        "1",
    ),
}


@pytest.mark.parametrize("what", CHANGING)
def test_nothing_is_changed(what):
    setup, block, value = CHANGING[what]
    found = {}
    setup += "\nw = tf.Variable(2.6)\ndef look():\n    found['value'] = " + value
    said, notebook = said_of(setup, block, found=found)
    before = found["value"]
    notebook.run("look()")
    assert found["value"] == before
    assert "round" in said


def test_a_model_that_keeps_its_layers_in_containers_keeps_them():
    """Keras' own lists and dictionaries tell the model of each change, and a model that is built takes none."""
    setup = (
        "class Net(tf.keras.Model):\n    def __init__(self):\n        super().__init__()\n"
        "        self.blocks = [tf.keras.layers.Dense(2), tf.keras.layers.Dense(2)]\n"
        "        self.heads = {'one': tf.keras.layers.Dense(1)}\n    def call(self, x):\n"
        "        for block in self.blocks:\n            x = block(x)\n        return self.heads['one'](x)\n"
        "net = Net()\nw = tf.Variable([[1.0, 2.0]])\nnet(w)\n"
        "before = [v.path for v in net.trainable_variables]\ndef look(): pass"
    )
    said, notebook = said_of(setup, "y = tf.reduce_sum(tf.round(net(w)))")
    net = notebook.names["net"]
    assert "`tf.round(net(w))`" in said
    assert (len(net.blocks), list(net.heads)) == (2, ["one"])
    assert [v.path for v in net.trainable_variables] == notebook.names["before"]


def test_the_next_number_of_a_stream_is_the_next():
    setup = "it = iter(tf.data.Dataset.from_tensor_slices([1.0, 2.0, 3.0]))\nw = tf.Variable(2.6)\ndef look(): pass"
    _, notebook = said_of(setup, "y = tf.round(w) * next(it)")
    assert next(notebook.names["it"]).numpy() == 2.0


def test_random_numbers_of_tensorflow_go_on_as_if_nothing_had_been_asked():
    setup = "tf.random.set_seed(1)\nw = tf.Variable(2.6)\ndef look(): pass"
    said_of(setup, "y = tf.round(w) * tf.random.normal([])")
    after = tf.random.normal([]).numpy()
    tf.random.set_seed(1)
    tf.random.normal([])
    assert tf.random.normal([]).numpy() == after


def test_nothing_is_printed_nor_written(tmp_path, capfd):
    file = tmp_path / "log"
    setup = "w = tf.Variable(2.6)\ndef look(): pass"
    writing = "y = tf.round(w)\nwith open(path, 'a') as f: f.write('one')"
    said_of(setup, writing, path=str(file))
    assert file.read_text() == "one"
    notebook = said_of(setup, "y = tf.round(w)")[1]
    capfd.readouterr()
    for line in ("print('again')", "tf.print('again')", "import os; os.system('echo again')"):
        notebook.run(f"with tf.GradientTape() as tape:\n    {line}\n    y = tf.round(w)")
        capfd.readouterr()
        exec("said = explain_none(y, w, tape)", notebook.names)
        assert "again" not in "".join(capfd.readouterr())


def test_what_is_asked_for_is_not_read_again_if_that_does_something(tmp_path):
    class Logged:
        def __init__(self):
            self.kept = tf.Variable(1.5)

        @property
        def w(self):
            with (tmp_path / "log").open("a") as file:
                file.write("x")
            return self.kept

    logged = Logged()
    with tf.GradientTape() as tape:
        y = tf.round(logged.kept)
    said = explain_none(y, logged.w, tape)
    assert (tmp_path / "log").read_text() == "x"
    assert "This is not None" not in said


def test_a_long_block_is_not_run_to_its_end(monkeypatch):
    monkeypatch.setattr(rerun, "SECONDS", 0.1)
    setup = "w = tf.Variable(2.6)\nlong = False\ndef look():\n    global long\n    long = True"
    assert "round" in said_of(setup, "y = tf.round(w)\nwhile long:\n    y = y + 1.0")[0]


def test_a_long_block_is_not_ended_where_that_would_end_the_process(monkeypatch):
    class Clock:
        """The time is up wherever TensorFlow's C++ asks for its context, and follows what it gets unseen."""

        perf_counter = time.perf_counter
        asked = 0

        def thread_time(self):
            here = sys._getframe(1).f_locals.get("frame")
            is_fatal = here is not None and here.f_code is context.Context._handle.fget.__code__
            self.asked += 1
            return 1e9 if is_fatal else 0.0

    context, clock = sys.modules["tensorflow.python.eager.context"], Clock()
    monkeypatch.setattr(rerun, "time", clock)
    assert "round" in said_of("w = tf.Variable(2.6)\ndef look():\n    pass", "y = tf.round(w) + 1.0")[0]
    assert clock.asked


def test_settings_are_as_before():
    w = tf.Variable(2.6)
    with tf.GradientTape() as tape:
        y = tf.round(w)
    states = (
        random.getstate(),
        np.random.get_state()[2],
        tf.config.functions_run_eagerly(),
        sys.getprofile(),
        sys.stdout,
    )
    assert "`tf.round(w)`" in explain_none(y, w, tape)
    after = random.getstate(), np.random.get_state()[2], tf.config.functions_run_eagerly(), sys.getprofile(), sys.stdout
    assert states == after


def test_under_another_profiler_the_code_is_read():
    w = tf.Variable(2.6)
    with tf.GradientTape() as tape:
        y = tf.round(w)

    def listener(*_):
        return None

    sys.setprofile(listener)
    try:
        said = explain_none(y, w, tape)
        assert sys.getprofile() is listener
    finally:
        sys.setprofile(None)
    assert "`tf.round(w)` has no gradient" in said
