"""The digits of unit 8; what the sandbox has of them: tests/judge/test_bubblewrap.py."""

import subprocess
import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from gradus import digits
from gradus.errors import GradusError

SIZES = {"train": 1000, "validation": 300, "test": 497}
FIRST = [[6, 6, 6, 2, 5, 6, 6, 2], [1, 7, 8, 7, 4, 6, 6, 0], [5, 2, 2, 9, 1, 8, 5, 5]]
"""The first labels of each; another permutation has others, and is not as hard."""


@pytest.mark.parametrize(("part", "n"), SIZES.items())
def test_a_part_has_its_images_as_the_unit_promises_them(part, n):
    X, y = digits.load(part)
    assert X.shape == (n, 64) and X.dtype == np.float64 and (X.min(), X.max()) == (0, 1)
    assert np.array_equal(X * 16, np.round(X * 16))
    assert y.shape == (n,) and y.dtype == np.int64 and set(y) == set(range(10))


def test_the_parts_are_the_whole_and_shuffled_as_they_were_once():
    whole, labels = digits.in_writers_order()
    parts = [digits.load(part) for part in SIZES]
    together = np.concatenate([X for X, _ in parts])
    assert len(np.unique(whole, axis=0)) == 1797
    order = np.lexsort(whole.T)
    shuffled = np.lexsort(together.T)
    assert np.array_equal(whole[order], together[shuffled])
    assert np.array_equal(labels[order], np.concatenate([y for _, y in parts])[shuffled])
    assert list(labels[:20]) == [*range(10), *range(10)]  # each writer wrote them in order, at first
    assert [list(y[:8]) for _, y in parts] == FIRST


def test_whoever_changes_a_part_changes_their_copy():
    X, y = digits.load("validation")
    X[:], y[:] = 0, 0
    again, labels = digits.load("validation")
    assert again.any() and labels.any()


def test_a_part_that_is_none_is_told():
    with pytest.raises(GradusError, match="no part 'tset': it is one of 'train', 'validation', 'test'"):
        digits.load("tset")


def test_moved_images_are_the_image_a_pixel_further_with_paper_behind_it():
    image = np.arange(1.0, 65)
    right, left, down, up = (way.reshape(8, 8) for way in digits.moved(image[np.newaxis]))
    whole = image.reshape(8, 8)
    assert np.array_equal(right[:, 1:], whole[:, :-1]) and not right[:, 0].any()
    assert np.array_equal(left[:, :-1], whole[:, 1:]) and not left[:, -1].any()
    assert np.array_equal(down[1:], whole[:-1]) and not down[0].any()
    assert np.array_equal(up[:-1], whole[1:]) and not up[-1].any()


def test_of_many_images_all_are_moved_one_way_and_then_all_another():
    X, _ = digits.load("validation")
    assert np.array_equal(digits.moved(X)[300:600], np.concatenate([digits.moved(x[np.newaxis])[1:2] for x in X]))


def test_images_are_shown_ten_in_a_row_each_with_its_title(monkeypatch):
    matplotlib.use("agg")
    monkeypatch.setattr(plt, "show", lambda: None)
    X, y = digits.load("validation")
    digits.show(X[:12], y[:12], vmax=0.5)
    places = plt.gcf().axes
    plt.close()
    assert [place.get_title() for place in places] == [*map(str, y[:12]), *[""] * 8]
    assert np.array_equal(places[11].images[0].get_array(), X[11].reshape(8, 8))
    assert places[11].images[0].get_clim() == (0, 0.5) and not places[12].images


def test_the_digits_need_no_tensorflow():
    code = "import sys; from gradus import digits; digits.in_writers_order(); assert 'tensorflow' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
