"""The second line of a failed check where an error was raised: what helps whoever meets that error for the first time.

A sentence holds for everybody who meets the error; where the cause may be another one, it is a question. It never
has words of the error in it: in a hidden check those could be inputs.
"""

import re

from gradus.checks.python_errors import PYTHON_ERRORS
from gradus.checks.tensorflow_errors import TENSORFLOW_ERRORS

NO_SUCH_NAME = (
    'Nothing has that name here. A text stands in quotes, "A"; a letter of a formula needs a value first; a function '
    "of NumPy begins with np., as np.cos. What stands in a lesson or in another notebook is to be copied. Or is it a "
    "slip?"
)
NO_VALUE_YET = (
    "A name that gets a value, or is deleted, anywhere inside a function is that function's own. Here it has none: not "
    "yet (an `if` did not hold?), or not any more after a del. Is one from outside meant? Then give the new value "
    "another name."
)
NO_KEY_YET = (
    "Is a dict asked for a key that it does not have yet? (`d[key] += 1` asks too.) `key in d` tells whether it is "
    "there, and `d.get(key, 0)` gives 0 where it is not."
)
NONE_OF_A_TAPE = (
    "Something here is None. A tape gives None for what it does not follow: was it watched, before it was used? And "
    "None is what a function gives that ends without a return, and what append, sort and shuffle give back."
)
# What Python says where the check calls the answer, which it calls by its qualified name.
OF_THE_CALL = re.compile(r"([\w.<>]+)\(\) (missing|takes|got an unexpected keyword|got multiple values for).* argument")
SAME_ARGUMENTS = (
    "Does the def line have the arguments that the exercise gave it, with the same names, in the same order?"
)


def advice(
    kind: str, text: str, is_in_the_answer: bool, uses_tensorflow: bool, name: str, has_a_tape: bool = False
) -> str:
    """The sentence for an error of this type with this text; "" if there is none.

    is_in_the_answer: whether it came from a line of the learner's; what a check's own line stumbles over is told by
    the check. name: of the answer. has_a_tape: of its own, which is not TensorFlow's.
    """
    text = text[:10_000]
    if uses_tensorflow and (sentence := _first(TENSORFLOW_ERRORS, text)):
        return sentence
    if not is_in_the_answer:
        called = OF_THE_CALL.match(text) if kind == "TypeError" else None
        return SAME_ARGUMENTS if called and name in called[1].split(".")[-2:] else ""  # or a method of it
    if has_a_tape and "'NoneType'" in text:
        return NONE_OF_A_TAPE
    by_kind = {"NameError": NO_SUCH_NAME, "UnboundLocalError": NO_VALUE_YET, "KeyError": NO_KEY_YET}
    return by_kind.get(kind) or _first(PYTHON_ERRORS, text)


def _first(table: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    """The sentence of the first row whose pattern is found in the text."""
    return next((sentence for pattern, sentence in table if pattern.search(text)), "")
