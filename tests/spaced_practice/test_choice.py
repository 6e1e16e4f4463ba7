"""What comes back: what went wrong, the longest ago, then the oldest; never what is still to come."""

import numpy as np

from gradus.spaced_practice.bank import BANK
from gradus.spaced_practice.choice import choose

IDEAS = [("01_a", "a"), ("01_a", "b"), ("01_a", "c"), ("02_b", "d"), ("02_b", "e"), ("03_c", "f")]


def chosen(events, unit="03_c", seed=0, number=3):
    return [name for _, name in choose(IDEAS, events, unit, np.random.default_rng(seed), number)]


def checked(name, passed=True, **more):
    [unit] = [unit for unit, exercise in IDEAS if exercise == name]
    return {"kind": "check", "unit": unit, "exercise": name, "passed": passed, "mistake": None, **more}


def practised(name, right):
    [unit] = [unit for unit, exercise in IDEAS if exercise == name]
    return {"kind": "practice", "unit": unit, "exercise": name, "right": right}


def test_without_a_record_chance_decides_and_nothing_is_from_a_unit_to_come():
    draws = {tuple(chosen([], seed=seed)) for seed in range(40)}
    assert len(draws) > 10 and set().union(*draws) == set("abcde")
    assert {name for seed in range(9) for name in chosen([], "02_b", seed)} == set("abc")
    assert chosen([], "01_a") == []
    assert chosen([], seed=3) == chosen([], seed=3)


def test_what_went_wrong_comes_first_the_longest_ago_first():
    events = [checked(name) for name in "abcde"]
    events[1:1] = [checked("d", passed=False, mistake="slips")]
    events += [practised("b", right=False), checked("e", passed=False, attempt="12ab")]
    assert chosen(events) == ["d", "b", "e"]


def test_then_what_was_passed_longest_ago_then_what_is_not_in_the_record():
    assert chosen([checked("e"), checked("a")])[:2] == ["e", "a"]
    assert chosen([checked("c"), practised("c", right=True)], number=5)[-1] == "c"
    events = [practised(name, right=True) for name in "ecabd"]
    assert chosen(events) == ["e", "c", "a"]


def test_what_was_not_begun_is_no_mistake():
    events = [checked("a"), checked("b", passed=False, attempt=None)]
    assert chosen(events)[0] == "a"


def test_who_is_right_in_practice_has_made_up_for_the_mistake():
    events = [checked("a", passed=False, mistake="slips"), practised("a", right=True)]
    assert chosen(events, number=5)[-1] == "a"
    assert chosen([*events, practised("a", right=False)])[0] == "a"


def test_events_of_other_kinds_and_courses_disturb_nothing():
    events = [{"kind": "prediction", "unit": "01_a", "prediction": "p"}, {"kind": "news"}]
    events += [{"kind": "check", "unit": "09_x", "exercise": "a", "passed": False, "mistake": "m"}]
    assert chosen(events) == chosen([])


def test_every_lesson_from_the_second_on_has_three_ideas_before_it():
    units = sorted({unit for unit, _ in BANK})
    for unit in (*units[1:], "08_read_digits"):
        ideas = choose(BANK, [], unit, np.random.default_rng(0))
        assert len(set(ideas)) == 3 and all(earlier < unit for earlier, _ in ideas)
