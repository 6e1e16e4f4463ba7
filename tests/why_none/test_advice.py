"""Each piece of advice that explain_none gives, applied to its program as the words say, gives a gradient."""

import re

import pytest

from gradus import explain_none
from tests.why_none.corpus import NOT_NONE, programs, run

tf = pytest.importorskip("tensorflow")

pytestmark = pytest.mark.slow  # each run shows all answers and mends: test_corpus.py
PROGRAMS = programs()


def gains(words):
    """The advised program has what the one before had not; {0}, {1} … are the groups of the advice."""

    def holds(groups, before, advised):
        sought = words.format(*map(re.escape, groups))
        return len(re.findall(sought, advised)) > len(re.findall(sought, before))

    return holds


def loses(words):
    """The advised program has it no more; a line `x[i] = …` may stay and mean another thing, as on a list."""

    def holds(groups, before, advised):
        sought = words.format(*groups).rstrip("…")
        return advised.count(sought) < before.count(sought) or " = " in sought or sought not in before

    return holds


def indents(groups, before, advised):
    """The line that gives a name its value stands deeper than before, in the block."""
    line = rf"^( *){re.escape(groups[0])}\b[^=\n]*="
    depths = [max(map(len, re.findall(line, code, re.M)), default=0) for code in (before, advised)]
    return depths[0] < depths[1]


def asks_earlier(groups, before, advised):
    return advised.index("ASK") < before.index("ASK")


def another(groups, before, advised):
    """Words that leave open how: the program is another one, and what it gives decides."""
    return advised != before


RULES = {
    r"it needs (\w+)\.watch\(([^)]*)\)": gains(r"{0}\.watch\({1}\)"),
    r"watches such variables only after|watches nothing until": gains(r"\.watch\("),
    r"tape\.watch comes after .* put it first": gains(r":\n +(tape|t)\.watch\("),
    r"(?:^|[.:] |` )(\w+)(?: = .*)? is computed (?:outside|before) .* Move that line into the block": indents,
    r"`([^`]*)` leaves TensorFlow: .* Use tf operations there": loses("{0}"),
    r"`([^`]*)` leaves TensorFlow: .* Call the model itself": loses("{0}"),
    r"`([^`]*)` copies the numbers .* Use what it copies": loses("{0}"),
    r"with assign or assign_sub|The tape watched the old one: use assign": gains(r"\.assign"),
    r"Ask along (.+?), and take what you need": gains(r"(ASK|explain_none\() ?[^\n]*, {0}, "),
    r"Ask that one: (\w+)\.gradient": gains(r"ASK .*, {0}(\n|$)"),
    r"ask for the gradient first": asks_earlier,
    r"unconnected_gradients=\"zero\" makes it 0": gains('unconnected_gradients="zero"'),
    r"`([^`]*)` is made anew each time .* Give it a name inside the block": gains(r"\n +\w+ = {0}"),
    r"Give the model a tensor of your own": another,
    r"make a tf\.Variable or a watched tensor of it": gains(r"tf\.Variable\("),
    r"leave out @tf\.function": loses("@tf.function"),
    r"stopped with \w+ at `([^`]*)`.* Mend that first": loses("{0}"),
    r"Ask along the floats that it stands for|make floats of it before|make it inside the block": another,
    r"Stay with tf operations|are target and source swapped|Ask for gradients, and for a None, once": another,
}
IMPERATIVE = re.compile(
    r"(?:^|[.:;?] |, and )(Use|Move|Ask|Give|Make|Change|Call|Mend|Stay|Put|use|move|ask|make|put|leave out)\b"
)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_each_advice_is_applied_and_gives_a_gradient(program):
    said = run(program.code, False, explain_none).said
    rules = [(found, rule) for words, rule in RULES.items() for found in re.finditer(words, said)]
    assert rules or not IMPERATIVE.search(said), f"no rule for the advice in: {said}"
    for found, rule in rules:
        assert rule(found.groups(), program.code, program.advised), (found[0], program.advised)
    answer = run(program.advised, True, explain_none)
    assert answer.gradient is not None or answer.said.startswith(NOT_NONE), answer
