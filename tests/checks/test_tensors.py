"""Checks and TensorFlow: tensors, variables, IndexedSlices and None are compared; its chatter costs nothing."""

import subprocess
import sys

import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from gradus import expect
from gradus.checks import mistakes
from gradus.checks.call import Call, Outcome
from gradus.checks.diagnosis import Answer, distance_in_tolerances
from gradus.checks.error_location import RemoteError
from gradus.checks.expect import CheckFailed

tf = pytest.importorskip("tensorflow")


def answer(value):
    def given():
        return value

    return given


def looked_up():
    table = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.gather(table, [0, 0]))
    return tape.gradient(y, table)


@pytest.mark.parametrize("value", [tf.constant(6.0), tf.Variable(6.0), tf.constant(6), tf.constant(6.0, tf.float64)])
def test_tensors_are_numbers(value):
    expect(answer(value)).close_to(6.0)


def test_tensors_in_lists():
    expect(answer([tf.constant(1.0), tf.Variable(2.0)])).close_to([1.0, 2.0])
    expect(answer((tf.constant(1.0), tf.ones([3])))).close_to((1.0, np.ones(3)))


def test_indexed_slices_are_the_array_they_stand_for():
    expect(looked_up).close_to([[2.0, 2.0], [0.0, 0.0]])
    expect(lambda: (1.0, looked_up())).close_to((1.0, [[2.0, 2.0], [0.0, 0.0]]))
    with pytest.raises(CheckFailed, match="expected"):
        expect(looked_up).close_to([[2.0, 2.0], [0.0, 1.0]])


def test_the_shape_is_exact():
    with pytest.raises(CheckFailed, match="shape"):
        expect(answer(tf.constant([6.0]))).close_to(6.0)


def test_none_is_not_zero():
    with pytest.raises(CheckFailed, match="None"):
        expect(answer(None)).close_to(0.0)
    with pytest.raises(CheckFailed, match="returned None as value 2 of 2"):
        expect(answer([tf.constant(1.0), None])).close_to([1.0, 0.0])


def test_errors_of_the_other_process_are_matched_by_their_type():
    there = RemoteError("OOM")
    there.type_name = "ResourceExhaustedError"
    here = tf.errors.ResourceExhaustedError(None, None, "OOM")
    mine = Answer(None, Outcome(error=there), 1e-6, 1e-8)
    assert distance_in_tolerances(mine, Outcome(error=here)) == 0.0
    assert distance_in_tolerances(mine, Outcome(error=ValueError())) == np.inf
    assert distance_in_tolerances(mine, Outcome(1.0)) == np.inf


@pytest.mark.slow
def test_a_notebook_shows_no_start_up_noise_and_no_advice_on_retracing():
    """In a real kernel, where the file descriptor of stderr is shown as well."""
    cells = [
        "from gradus import expect\nimport tensorflow as tf",
        "for _ in range(7):\n    x = tf.Variable([1.0, 2.0])\n    with tf.GradientTape() as tape:\n        y = x * x\n"
        "    tape.jacobian(y, x)",
    ]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    assert [cell.outputs for cell in notebook.cells] == [[], []]


def test_mistakes_are_light_to_import():
    code = (
        "import sys; from gradus.checks import mistakes; mistakes.exercises(); assert 'tensorflow' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert "hvp" in mistakes.exercises()


@pytest.mark.parametrize(
    ("argument", "shown", "hidden"),
    [
        (tf.constant([1, 5]), "tf.constant([1, 5])", "a tensor of integers of shape (2,)"),
        (tf.constant(3.0), "tf.constant(3.0)", "a tensor"),
        (tf.Variable([[1.5]]), "tf.Variable([[1.5]])", "a tensor of floats of shape (1, 1)"),
        (tf.fill([40, 40], 1 / 3), "tensor of shape (40, 40)", "a tensor of floats of shape (40, 40)"),
        (np.array([1, 5]), "array([1, 5])", "an array of integers of shape (2,)"),
        (3.0, "3.0", "a number"),
    ],
)  # fmt: skip
def test_an_argument_that_is_a_tensor_is_shown_as_one(argument, shown, hidden):
    call = Call(square, (argument,))
    assert call.describe({}) == f"square({shown})"
    assert call.describe({}, hidden=True) == f"square({hidden})"


def square(x):
    return x * x


def helped_by(program):
    """What a check says below the error of an answer."""
    names = {"__name__": "__main__", "tf": tf, "np": np, "expect": expect}
    recorded = "x = tf.Variable(3.0)\n    with tf.GradientTape() as tape: y = x * x"
    exec(f"def answer():\n    {recorded}\n    {program}\nexpect(answer).close_to(1.0)", names)


@pytest.mark.parametrize(
    ("program", "help"),
    [
        ("tf.GradientTape().watch(3.0)", "tape.watch follows tensors and Variables only"),
        ("tape.gradient(y, 3.0)", "A tensor belongs here"),
        ("tape.gradient(np.sum(y), x)", "A target that NumPy"),
        ("tf.autodiff.ForwardAccumulator(np.ones(2), np.ones(2))", "A tensor belongs here"),
        ("tape.gradient(np.sum(y), x)", "an array or a list. A target that NumPy, float() or .numpy() has made"),
        ("tape.gradient(float(y), x)", "an array or a list. A target that NumPy, float() or .numpy() has made"),
        ("tape.gradient(lambda x: x, x)", "Call it: f(x) is a tensor, f alone is not"),
        ("tape.gradient('y', x)", "A name is written without quotation marks"),
        ("tape.gradient(y, x, persistent=True)", "belongs where the tape is made"),
        ("tape.jacobian(y, x, persistent=True)", "belongs where the tape is made"),
        ("tf.GradientTape(unconnected_gradients='zero')", "belongs where you ask"),
        ("tf.GradientTape().watch(x, unconnected_gradients='zero')", "belongs where you ask"),
        ("tape.gradient(float(y) + 0.66, x)", "The way back ends there"),
        ("tape.gradient(y, x, 'zero')", "write the name, unconnected_gradients"),
        ("x[0] = 1.0", "v[i].assign"),
        ("x -= 1.0", "w.assign_sub(step)"),
        ("tf.IndexedSlices(tf.ones([1]), tf.constant([0])).numpy()", "only the rows"),
        ("tf.ones([2])[1.0]", "A place is a whole number"),
        ("tape.gradient(None, x)", "The target is None"),
        ("tf.Variable(tf.constant([1, 5]), dtype=tf.float32)", "keeps the type that it has"),
        ("tf.constant(tf.constant(1), tf.float32)", "keeps the type that it has"),
        ("tf.convert_to_tensor(tf.constant(1), tf.float32)", "keeps the type that it has"),
        ("x * tf.constant(2.0, tf.float64)", "Two types met here"),
        ("tf.constant(2) * 1.5", "Whole numbers and others met here"),
        ("tape.gradient(y, x); tape.gradient(y, x)", "is it another tape's turn"),
        ("tape.gradient(y, x, unconnected_gradients='zeros')", 'The word is "zero"'),
        ("tf.GradientTape().watch(x, x)", "tape.watch takes one thing"),
        ("tf.constant(1.0).assign_sub(1.0)", "Only a tf.Variable has assign"),
        ("tf.ones([2])[0] = 1.0", "cannot be changed one by one"),
        ("tf.ones([2, 2]).flatten()", "A tensor does not have all that a NumPy array has"),
        ("np.ones(2).numpy()", "Only tensors and Variables have .numpy()"),
        ("tf.sum(x * x)", "longer names for some of NumPy's functions"),
        ("tf.log(x)", "tf.math.log"),
        ("float(np.ones(2))", "take one number"),
        ("tf.ones([2, 2]) @ tf.ones([2])", "@ multiplies matrices only"),
        ("tf.ones([2]) @ tf.ones([2])", "@ multiplies matrices only"),
        ("tf.linalg.solve(tf.eye(2), tf.ones([2]))", "A vector g becomes a column"),
        ("tf.linalg.solve(tf.ones([2, 1]), tf.eye(2))", "the square matrix first"),
        ("tf.ones([2]) + tf.ones([3])", "Two shapes do not fit"),
        ("tf.ones([2, 3]) @ tf.ones([2, 3])", "Two shapes do not fit"),
        ("x.assign_sub([1.0])", "A Variable keeps its shape"),
        ("[part for part in tf.constant(1.0)]", "a single number, of shape ()"),
        ("len(tf.constant(1.0))", "a single number, of shape ()"),
        ("tf.unstack(tf.constant(1.0))", "a single number, of shape ()"),
        ("tf.random.normal(tf.constant(3))", "A shape is a list or a tuple"),
        ("tf.reduce_sum(lambda x: x)", "A function stands where a number should"),
        ("if np.ones(2) > 0: pass", "decide once"),
        ("if tf.ones([2]) > 0: pass", "decide once"),
        ("0.1 * None", "Something here is None"),
        ("None.numpy()", "Something here is None"),
        ("tf.convert_to_tensor([1.0, tf.ones([2])])", "Keep them apart"),
        ("tf.stack([tf.ones([2]), tf.ones([2, 2])])", "Should they be alike?"),
        ("tf.stack([tf.ones([2]), tf.ones([2], tf.float64)])", "should they be alike?"),
    ],
)  # fmt: skip
def test_an_error_of_tensorflow_comes_with_a_sentence(program, help):
    with pytest.raises(CheckFailed) as caught:
        helped_by(program)
    assert help in str(caught.value).splitlines()[-1]


def test_without_tensorflow_no_tape_is_spoken_of():
    names = {"__name__": "__main__", "expect": expect}
    with pytest.raises(CheckFailed) as caught:
        exec("def answer():\n    return 0.1 * None\nexpect(answer).close_to(1.0)", names)
    assert "tape" not in str(caught.value)
