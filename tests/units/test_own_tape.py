"""Unit 7: tapes of three designs, with the mistakes that learners make in them; borrowed pieces; what is not allowed."""

import pytest

from gradus.checks import mistakes
from tests import submissions
from tests.judge.cells import mostly_slow
from tests.units.judging import judge_of
from tests.units.test_graders import cells_for, code_cells, run_notebook

UNIT = "07_own_tape"
DESIGNS = submissions.alternatives(UNIT)

# What to write instead of what, in which design; and the sentence that should come, if one must.
SLIPS = {
    "assigns": {
        "closures": ("grads[x] = grads[x] + g if x in grads else g", "grads[x] = g"),
        "flat": ("slopes[place] = g if slopes[place] is None else slopes[place] + g", "slopes[place] = g"),
        "functional": ("adjoint[id(x)] + part if id(x) in adjoint else part", "part"),
    },
    "plays forwards": {
        "closures": ("return done[::-1]\n\n# %%", "return done\n\n# %%"),
        "flat": ("in self.lines[::-1]:", "in self.lines:"),
        "functional": ("reversed(self.story)", "self.story"),
    },
    "ones upstream": {
        "closures": ("node.pull(grads[node])", "node.pull(Array(np.ones(node.shape)))"),
        "flat": ("RULES[name][1](slopes[out],", "RULES[name][1](Array(np.ones_like(slopes[out].value)),"),
        "functional": ("PULLBACK[done.primitive](g,", "PULLBACK[done.primitive](Array(np.ones(size(g))),"),
    },
    "drops upstream": {
        "closures": ("lambda g: (g * self.cos(),)", "lambda g: (self.cos(),)"),
        "flat": ("lambda g, x: (g * x.cos(),)", "lambda g, x: (x.cos(),)"),
        "functional": ("np.sin: lambda g, x: (g * np.cos(x),)", "np.sin: lambda g, x: (np.cos(x),)"),
    },
    "matmul swapped": {
        "closures": ("(g @ b.T, a.T @ g))", "(b.T @ g, g @ a.T))"),
        "flat": ("(G @ B.turn()).shaped(a.value.shape), (A.turn() @ G)", "(B.turn() @ G).shaped(a.value.shape), (G @ A.turn())"),
        "functional": ("shaped(g @ turned(columns), *size(a)), shaped(turned(rows) @ g,", "shaped(turned(columns) @ g, *size(a)), shaped(g @ turned(rows),"),
    },
    "sum not spread": {
        "closures": ("(g.reshape(kept) * Array(np.ones(self.shape)),)", "(g,)"),
        "flat": ("(g.shaped(np.sum(x.value, axis=axis, keepdims=True).shape).spread(x.value.shape),)", "(g,)"),
        "functional": ("(shaped(g, *np.sum(x.value, axis=axis, keepdims=True).shape) * np.ones(size(x)),)", "(g,)"),
    },
    "broadcast kept": {
        "closures": ("def fit(g, shape):\n", "def fit(g, shape):\n    return g\n"),
        "flat": ("def back(g, x):\n", "def back(g, x):\n    return g\n"),
        "functional": ("def shrink(g, x):\n", "def shrink(g, x):\n    return g\n"),
    },
    "zeros for None": {
        "closures": ("grads[x] if x in grads else None", "grads[x] if x in grads else np.zeros(x.shape)"),
        "flat": ("[slopes[self.place[id(x)]] if id(x) in self.place else None for", "[(slopes[self.place[id(x)]] if id(x) in self.place else None) or np.zeros(x.value.shape) for"),
        "functional": ("adjoint.get(id(x))", "adjoint.get(id(x), np.zeros(size(x)))"),
    },
    "stays open": {
        "closures": ("TAPES.remove(self)", "pass"),
        "flat": ("Array.running = tuple(tape for tape in Array.running if tape is not self)", "pass"),
        "functional": ("STACK.remove(self)", "pass"),
    },
    "answers twice": {
        "closures": ("if self.calls > 1 and not self.persistent:", "if False:"),
        "flat": ("if self.may_answer < 1:", "if False:"),
        "functional": ("if self.asked and not self.persistent:", "if False:"),
    },
    "swallows errors": {
        "closures": ("TAPES.remove(self)", "TAPES.remove(self)\n        return True"),
        "flat": ("        return False\n", "        return True\n"),
        "functional": ("STACK.remove(self)", "STACK.remove(self)\n        return True"),
    },
    "innermost records": {
        "closures": ("for tape in TAPES if", "for tape in TAPES[-1:] if"),
        "flat": ("for tape in Array.running:\n            tape.note", "for tape in Array.running[-1:]:\n            tape.note"),
        "functional": ("for tape in STACK:\n", "for tape in STACK[-1:]:\n"),
    },
    "a mean": {
        "closures": ("grads[y] = Array(np.ones(y.shape))", "grads[y] = Array(np.ones(y.shape) / y.value.size)"),
        "flat": ("Array(np.ones_like(y.value))", "Array(np.ones_like(y.value) / y.value.size)"),
        "functional": ("{id(y): Array(np.ones(size(y)))}", "{id(y): Array(np.ones(size(y)) / np.size(y.value))}"),
    },
    "follows everything": {
        "closures": ("{tape for tape in TAPES if any(tape in x.tapes for x in inputs)}", "{tape for tape in TAPES for x in inputs if x.tapes.add(tape) is None}"),
        "flat": ("        places = [self", "        [self.watch(x) for x in inputs]\n        places = [self"),
        "functional": ("        if any(map(self.knows, done.inputs)):\n", "        [self.watch(x) for x in done.inputs]\n        if True:\n"),
    },
    "one record for all": {
        "flat": ("self.place, self.kept, self.lines = {}, [], []", "t = Array.running\n        self.place, self.kept, self.lines = (t[0].place, t[0].kept, t[0].lines) if t else ({}, [], [])"),
        "functional": ("self.known, self.story, self.asked, self.persistent = {}, [], False, persistent", "self.asked, self.persistent = False, persistent\n        self.known, self.story = (STACK[0].known, STACK[0].story) if STACK else ({}, [])"),
    },
    "adds in place": {
        "closures": ("grads[x] = grads[x] + g if x in grads else g", "if x in grads:\n                            grads[x].value += g.value\n                        else:\n                            grads[x] = g"),
        "flat": ("slopes[place] = g if slopes[place] is None else slopes[place] + g", "if slopes[place] is None:\n                            slopes[place] = g\n                        else:\n                            slopes[place].value += g.value"),
    },
    "ids of the dead": {
        "functional": ("self.known[id(x)] = x  # the", "self.known[id(x)] = True  # the"),
    },
}  # fmt: skip
CASES = [pytest.param(slip, design, id=f"{slip}-{design}") for slip, slips in SLIPS.items() for design in slips]
UNNAMED = {("plays forwards", "closures")}


def slipped(slip, design):
    """The Tape of a design, with a slip."""
    code = DESIGNS[design]["Tape"] + "\n\n# %%"
    old, new = SLIPS[slip][design]
    assert old in code, "the design has changed"
    new = new if slip != "ids of the dead" else new
    code = code.replace(old, new)
    return code.replace("self.known.get(id(x)) is x", "id(x) in self.known") if slip == "ids of the dead" else code


@pytest.mark.wide
@pytest.mark.parametrize(("slip", "design"), CASES)
def test_a_slip_in_a_tape_of_any_design_is_caught_and_mostly_named(slip, design):
    failures = run_notebook(UNIT, {"Tape": slipped(slip, design)}, only=["Tape"])
    assert "Tape" in failures
    said = "\n".join(map(str, failures["Tape"]))
    named = [m.__name__ for m in mistakes.mistakes_in("Tape") if mistakes.sentence_of(m) in said]
    assert named or (slip, design) in UNNAMED, said


IMPORTS = ["import tensorflow as tf", "from gradus.tape import Tape as Known", "from gradus import tape as known"]


@pytest.mark.parametrize(
    ("code", "module"),
    [
        ("import tensorflow as tf\nclass Tape(tf.GradientTape):\n    pass\nArray = tf.Variable", "tensorflow"),
        ("from gradus.tape import Array, Tape", "gradus.tape"),
        ("import gradus.tape\nArray = gradus.tape.Array\nclass Tape(gradus.tape.Tape):\n    pass", "gradus.tape"),
        ("from gradus.tape import Array\ndef Tape(persistent=False):\n    from gradus import tape\n    return tape.Tape()",
         "gradus.tape"),
    ],
)  # fmt: skip
def test_a_borrowed_engine_is_refused_kindly(code, module):
    failures = run_notebook(UNIT, {"Tape": code}, only=["Tape"])
    assert f"Tape uses {module}" in str(failures["Tape"][0])
    assert "NumPy is all it takes" in str(failures["Tape"][0])


def test_a_module_that_only_lies_about_is_no_offence():
    code = "import tensorflow as tf\n" + submissions.reference(UNIT)["Tape"]
    assert run_notebook(UNIT, {"Tape": code}, only=["Tape"]) == {}


def altered(exercise, *lines):
    """The right answer, with others in the place of some of its lines."""
    code = submissions.reference(UNIT)[exercise]
    for old, new in lines:
        assert old in code, "the answer has changed"
        code = code.replace(old, new)
    return {exercise: code}


LOWER = 'lower = p - (getattr(p, "value", p) != 0)'


def rules_with(lower):
    """The rules, with another way to the exponent less one."""
    return altered("VJPS", (LOWER, lower))


def said_of(exercise, answers):
    return "\n".join(map(str, run_notebook(UNIT, answers, only=[exercise]).get(exercise, ())))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("lower", "sentence"),
    [("lower = p - (p != 0)", "ask its numbers"), ("lower = np.where(p == 0, 1, p - 1)", "use np.where, or the like?")],
)
def test_a_rule_that_is_right_for_numpy_only_passes_and_is_named_where_it_fails(lower, sentence):
    assert said_of("VJPS", rules_with(lower)) == ""
    assert sentence in said_of("Tape", rules_with(lower))


SEED = "Array(np.ones(y.shape))"
# It leaves a g alone that is too small, so that a sweep that begins with one number goes far.
PATIENT = {
    "unbroadcast": """
def unbroadcast(g, shape):
    for _ in range(np.ndim(g) - len(shape)):
        g = g.sum(axis=0)
    for axis, n in enumerate(shape):
        if n == 1 and np.ndim(g) == len(shape):
            g = g.sum(axis=axis, keepdims=True)
    return g
"""
}


BY_NUMPY = altered("train_logistic", ("loss = (m", "loss = np.mean(m"), ("- y * z).sum() / len(y)", "- y * z)"))


def test_a_mean_by_numpy_is_one():
    assert said_of("train_logistic", BY_NUMPY) == ""


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("exercise", "answers", "sentence"),
    [
        ("Tape", altered("Tape", (SEED, "Array(1.0)")) | PATIENT, "ones in the shape of y"),
        ("Tape", altered("Tape", (SEED, "Array(np.ones_like(y))")) | PATIENT, "ones in the shape of y"),
        ("Tape", altered("Tape", ("open_tapes.remove(self)", "open_tapes.pop()")), "The wrong tape was closed"),
        ("Tape", altered("Tape", ("if x in adjoints else g", "* adjoints[result] if x in adjoints else g * adjoints[result]")),
         "multiplied by the adjoint of the result once more?"),
        ("Tape", altered("Tape", ("            self.followed.add(result)\n", ""), (" if y in self.followed else {}", ""),
         ("[adjoints.get(x) for", "[adjoints.get(x) if x in self.followed else None for")), "put into the set"),
        ("Tape", altered("Tape", ("set(), []", "set(), []; self.adjoints = {}"), ("adjoints = {y: Array(np.ones(y.shape))} if y in self.followed else {}",
         "adjoints = self.adjoints; adjoints[y] = Array(np.ones(y.shape))")) | {"check-Tape": "", "check-Tape-none": ""},
         "Adjoints begin anew at each call"),
        ("VJPS", altered("VJPS", ("unbroadcast(g * p * a**lower, np.shape(a)), unbroadcast(along_p, np.shape(p))",
         "g * p * a**lower, along_p")), "In the rule for power an input that was broadcast"),
        ("VJPS", altered("VJPS", (LOWER, 'p = p + (getattr(p, "value", p) == 0)'), ("a**lower", "a ** (p - 1)")),
         "factor stays p"),
        ("VJPS", altered("VJPS", ("(g / x,)", "(g / np.log(x),)")), "The rule for log divides by the logarithm"),
        ("VJPS", altered("VJPS", ("(g @ columns.T).reshape(a.shape), (rows.T @ g).reshape(b.shape)",
         "(rows.T @ g).reshape(b.shape), (g @ columns.T).reshape(a.shape)")), "stand in the wrong order"),
        ("Dual", altered("Dual", ("self.value**p,", "(self.value**p if p else 0.0),")), "Only its slope is 0."),
        ("train_logistic", altered("train_logistic", (" - y * z", "")), "Is - y z missing"),
        ("train_logistic", altered("train_logistic", ("np.zeros(X.shape[1])", "0.0")), "starts as np.zeros(X.shape[1])"),
        ("Tape", altered("Tape", (SEED, "np.ones(y.shape)")), "Does the sweep begin with plain ones?"),
        ("Tape", altered("Tape", ("not self.followed.isdisjoint(inputs)", "inputs in self.followed")),
         "Does `record` ask for `inputs`?"),
        ("Tape", altered("Tape", ("*inputs, **params), strict", "inputs, params), strict")), "The stars spread"),
        ("Tape", altered("Tape", ("VJPS[name]", "VJPS.name")), "Square brackets take the text"),
        ("Tape", altered("VJPS", ("unbroadcast(-g, np.shape(b))", "unbroadcast(g, np.shape(b))")),
         "second part of your rule for sub -g"),
        ("mend_adjoints", altered("mend_adjoints", ("        if result in adjoint:\n            for", "        for"),
         ("                adjoint[name]", "            adjoint[name]"), ("adjoint[result] *", "adjoint.get(result, 0.0) *")),
         "b is not made of c"),
        ("second", altered("second", ("        outer.watch(x)\n", ""), ("        [slope]", "        outer.watch(x)\n        [slope]")),
         "Does `outer` watch x before f is called?"),
        ("train_logistic", altered("train_logistic", ("(np.exp(-m) + (z - m).exp()).log()", "np.log(np.exp(-m) + np.exp(z.value - m))")),
         "as if the loss were - y z alone"),
        ("train_logistic", {"Tape": submissions.reference(UNIT)["Tape"].replace("    mean = mean_of", "    #")} | BY_NUMPY,
         "np.mean averages an Array only if that has a method `mean`"),
    ],
)  # fmt: skip
def test_a_slip_of_who_learned_here_is_seen_by_a_check_that_is_shown(exercise, answers, sentence):
    cells = submissions.check_cells(submissions.notebook_of("release", UNIT), exercise)
    shown = {cell.id: cell.source for cell in cells}
    assert sentence in said_of(exercise, shown | answers)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_right_rule_for_power_warns_of_nothing():
    """It takes a logarithm of 0 for the exponent, and nobody asks for that."""
    loud = altered("VJPS", ('with np.errstate(all="ignore"):  # there may be no log(a)', "if True:"))
    assert said_of("VJPS", loud) == said_of("Tape", loud) == ""


def test_a_rule_that_asks_an_array_whether_it_is_0_is_told_so_where_rules_are_tried(capsys):
    names = {}
    code = rules_with("lower = p - (p != 0)")
    for name, given, _ in cells_for(UNIT, code, ["Tape"]):
        exec(given, names)
        if name == "VJPS":
            break
    exec(next(cell for _, cell, _ in code_cells(UNIT) if "def try_rules" in cell), names)
    capsys.readouterr()
    names["try_rules"](names["VJPS"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("power at 0 DIFFER") and "p == 0" in last


def test_sums_and_reshapes_by_numpy_do_for_arrays_too():
    code = """
def unbroadcast(g, shape):
    while np.ndim(g) > len(shape):
        g = np.sum(g, 0)
    stretched = tuple(i for i, n in enumerate(shape) if n == 1)
    return np.reshape(np.sum(g, axis=stretched, keepdims=True), shape) if stretched else g
"""
    assert said_of("Tape", {"unbroadcast": code}) == said_of("unbroadcast", {"unbroadcast": code}) == ""


@pytest.mark.parametrize(
    ("exercise", "student", "said"),
    [
        ("backward_order", "typed", "a node has no .uses, only .parents. Keep what you count in a dict of your own"),
        (
            "backward_order",
            "typed_too",
            "raised TooSlow: .parents was asked for 202,000 times. Ask each node a few times only",
        ),
        (
            "backward_order",
            "typed_at_last",
            "a node cannot keep .uses, only .parents. Keep what you count in a dict of",
        ),
        ("backward_order", "typed_again", "returned [0, 1, 5, 2, 3, 4]; expected [0, 1, 2, 3, 4, 5]"),
        ("second", "typed_again", "Take the entry out of it: `[slope] = inner.gradient(y, [x])`."),
        ("train_logistic", "typed_again", "Are both Arrays watched"),
        ("unbroadcast", "typed", "Broadcasting may put several there"),
        ("unbroadcast", "typed_too", "g may be a plain number, and that has no .ndim"),
        ("train_logistic", "typed_at_last", "Here all gradients of your Tape were 0, and the parameters moved"),
        ("train_logistic", "typed_in_the_end", "Are its numbers in `.value`? Return those."),
        ("VJPS", "typed_at_last", '`p + (getattr(p, "value", p) == 0)` is p, but 1 where p is 0'),
        ("Dual", "typed_at_last", "The special case is p = 0, not the value 0."),
        ("mend_adjoints", "typed_at_last", "0 counts as False: ask `result in adjoint`"),
        ("mend_adjoints", "typed", "Is a dict asked for a key that it does not have yet?"),
        ("mend_adjoints", "typed_too", "does `return` stand inside the loop?"),
        ("sweep_order", "typed", "F passes on the adjoint of v, which is still 0 before B"),
        ("sweep_order", "typed_too", "F passes on the adjoint of v, which is still 0 before B"),
        ("match_rules", "typed", "returned ['1/x']; expected []"),
        ("match_rules", "typed_too", "returned 'letters are among the keys'; expected []"),
        ("match_rules", "typed_too", "The dict is the wrong way round"),
        ("match_rules", "learned_here", "Are these not among the keys yet"),
        ("match_rules", "learned_here_too", "Are these not among the keys yet"),
        ("match_rules", "learned_here_again", "Are these not among the keys yet"),
        ("Dual", "learned_here", "a Dual was to come, and float64 came: every operation returns a Dual"),
        ("mend_adjoints", "learned_here", "The product comes first, then the sum"),
        ("second", "learned_here", "Or was it to be made an array first"),
        ("train_logistic", "learned_here", "A tape gives None for what it does not follow: was it watched"),
        ("train_logistic", "learned_here_too", "Was the tape asked twice in it"),
        ("train_logistic", "learned_here_again", "Is the loss computed before the loop?"),
    ],
)
def test_what_beginners_typed_is_told_in_words_that_are_true_of_it(exercise, student, said, monkeypatch):
    mended = "It happened in line 1"  # cells that are run here have no lines of their own
    monkeypatch.setattr("gradus.checks.raised.error_location", lambda error, answer: mended)
    code = submissions.wrong_answers(UNIT)[student][exercise]
    assert said in said_of(exercise, {exercise: code})


BORROWED = {
    "unbroadcast": 'unbroadcast = borrow("unbroadcast")',
    "VJPS": 'VJPS = borrow("VJPS")',
    "backward_order": 'backward_order = borrow("backward_order")',
    "Tape": 'Array, Tape = borrow("Array"), borrow("Tape")',
}


@pytest.mark.parametrize(
    "names", [["unbroadcast"], ["VJPS"], ["unbroadcast", "VJPS", "backward_order"], list(BORROWED)]
)
def test_what_is_borrowed_costs_its_own_points_only(names):
    assert set(run_notebook(UNIT, {name: BORROWED[name] for name in names})) == set(names)


THE_TAPE = [*BORROWED, "second", "train_logistic"]  # what is built on one another


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Only of what is built on one another."""

    def cells(answers):
        return {name for name, *_ in cells_for(UNIT, answers, THE_TAPE)}

    with judge_of(UNIT, lambda: tmp_path_factory.mktemp("submission"), cells) as judge:
        yield judge


@pytest.mark.parametrize("design", mostly_slow(DESIGNS, "closures", wide=("flat", "functional")))
def test_every_design_passes_the_judge(judged, design):
    assert judged(DESIGNS[design]) == {}


@pytest.mark.parametrize("names", [["VJPS"], list(BORROWED)])
def test_the_judge_lends_what_is_borrowed(judged, names):
    failed = judged({name: BORROWED[name] for name in names})
    assert {check.removeprefix("check-").split("-")[0] for check in failed} == set(names)
    assert all("is not attempted yet" in said for said in failed.values())


@pytest.mark.parametrize(
    "code",
    ["from gradus.tape import Array, Tape", "import tensorflow", "from gradus.answers.tape_pieces import pieces"],
)
def test_the_sandbox_has_no_engine(judged, code):
    failed = judged({"Tape": code})
    assert "Tape" in failed and "check-Tape" in failed


def test_the_judge_asks_for_a_forgotten_self_too(judged):
    code = submissions.reference(UNIT)["Tape"]
    assert "self.followed.add(x)" in code
    failed = judged({"Tape": code.replace("self.followed.add(x)", "followed.add(x)")})
    assert "Did you forget `self.`?" in failed["check-Tape"]
