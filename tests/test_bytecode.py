"""What is read from bytecode, on this version of Python; `make test-all` does it on each."""

import sys

import pytest

from gradus import bytecode

HOLDS_FOR = {(3, 11), (3, 12), (3, 13)}
total = 0


def test_this_python_is_one_that_was_tried():
    """Each new version may name its instructions otherwise: read its list of changes to `dis`, then add it here."""
    assert sys.version_info[:2] in HOLDS_FOR


def around():
    calls, known, count, seen = [], {}, 0, []

    def inner(x):
        nonlocal count
        global total
        total += x
        count += 1
        calls.append(x)
        known[x] = len(seen)
        return x

    return inner


def test_what_a_function_binds_changes_and_reads_around_itself():
    code = around().__code__
    assert bytecode.names_rebound(code) == {"total", "count"}
    assert bytecode.names_with_method(code, ("append", "add")) == {"calls"}
    assert bytecode.sets_items(code)
    assert not bytecode.sets_items(test_this_python_is_one_that_was_tried.__code__)
    assert bytecode.globals_read(code) == {"total", "len"}


def keeping(box, value):
    box.kept, alone = value, box.read
    box.inner.count += alone


def test_which_attributes_a_function_sets():
    assert bytecode.attributes_set(keeping.__code__) == {"kept", "count"}


def raising(value):
    if value:
        raise ValueError
    return int("x")


def test_whether_an_error_was_raised_by_hand():
    for value, by_hand in ((True, True), (False, False)):
        try:
            raising(value)
        except ValueError as error:
            trace = error.__traceback__.tb_next
        assert bytecode.raises_at(raising.__code__, trace.tb_lasti) is by_hand


def importing():
    import os.path
    from json import dumps as written
    from json import loads

    class Inner:
        import math

        pi = max(3, total)

    return os, written, loads, Inner


def test_what_a_function_imports_and_what_is_defined_in_it():
    assert bytecode.modules_imported(importing.__code__) == {"os.path", "json", "json.dumps", "json.loads"}
    inner = [code for code in bytecode.codes_in(importing.__code__) if code.co_name == "Inner"]
    assert [bytecode.modules_imported(code) for code in inner] == [{"math"}]
    assert {"max", "total"} <= bytecode.globals_read(inner[0])


def forgets(x):
    x + 1


def returns_bare(x):
    if x:
        return
    x + 1


def returns_none(x):
    return None


def returns_late(x):
    for _ in range(x):
        return x


def returns_a_number(x):
    return 1


def yields(x):
    yield x


async def waits(x):
    return x


@pytest.mark.parametrize("function", [forgets, returns_bare, returns_none])
def test_a_function_without_a_return(function):
    assert bytecode.has_no_return(function)


@pytest.mark.parametrize("function", [returns_late, returns_a_number, yields, waits])
def test_a_function_with_one(function):
    assert not bytecode.has_no_return(function)


def test_a_value_that_nobody_wanted_and_one_that_an_error_cut_short():
    """As of `expect(f, 1)` without an ending, and of `expect(f, 1).close_to(missing)`."""
    seen = []

    class Value:
        def __init__(self):
            self.frame = sys._getframe(1)

        def __del__(self):
            seen.append(bytecode.is_at_the_end_of_a_statement(self.frame))

        def ends(self, *_):
            pass

    names = {"Value": Value}
    exec("Value()\nNone", names)
    for code in ("Value().ends(missing)", "Value().ends(1 / 0)", "Value().ends([1][2])"):
        with pytest.raises((NameError, ZeroDivisionError, IndexError)):
            exec(code, names)
    assert seen == [True, False, False, False]
