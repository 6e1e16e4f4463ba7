"""Checks and TensorFlow: tensors, variables, IndexedSlices and None are compared; its chatter costs nothing."""

import subprocess
import sys

import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from gradus import expect
from gradus.checks import mistakes
from gradus.checks.call import Outcome
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
