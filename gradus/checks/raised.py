"""What a check says of an answer that raised an error: which, where it came from, and what may help."""

import re
from types import FrameType
from typing import Any

from gradus.checks.advice import advice
from gradus.checks.call import Call
from gradus.checks.compare import RETURN, Difference
from gradus.checks.error_location import error_location, file_of, is_raised_by_hand, passed_through, type_name
from gradus.checks.forgotten_self import forgotten_self
from gradus.checks.mistakes import exercises
from gradus.checks.wording import error_text

SAME_KEYS = "Each has an entry of its own, under a key that is written as in the example that the exercise gives."
HAS_NO_VALUE = re.compile("has no attribute 'value'")
NO_DICT = re.compile(r"(list|tuple|string) indices must be integers|'(set)' object is not subscriptable")


def problem_of(
    error: BaseException, call: Call, check: FrameType, is_hidden: bool, exercise: str, answer: Any, ending: str
) -> Difference:
    """What a check of an exercise says of an error that its call of the answer led to.

    check: the frame of the check. ending: of the sentence that names the error.
    """
    kind, line, names = type_name(error), error_location(error, answer), check.f_globals
    if is_hidden and check.f_code.co_filename == file_of(answer):  # a helper of the check's own
        line = ""
    guess = otherwise = ""
    if not line and answer is not call.function:
        guess = RETURN
        if is_hidden or not is_raised_by_hand(error, names):
            otherwise = _not_a_dict(error, call) or (
                f"It happened where the check uses {exercise}. Does {exercise} take and return what the exercise asks "
                "for?"
            )
        if key := _key_not_found(error, call):
            said = f"found no {{}} in what {exercise} returned."
            return Difference(said.format(key), said.format("such key"), guess, SAME_KEYS)
    told_of = advice(kind, _words_of(error), bool(line), "tf" in names, exercise, "Tape" in names)
    if "self." in line and HAS_NO_VALUE.search(_words_of(error)):
        told_of = ""  # a class of the learner's own may have a .value, and its objects are meant
    otherwise = forgotten_self(error, answer) or told_of or otherwise
    lines = [line, line and passed_through(error, answer, exercises())]
    texts = (f"raised {kind}{_text_of(error)}{ending}", f"raised {kind}{ending}")
    told = ["\n".join(filter(None, (text, *lines))) for text in texts]
    return Difference(told[0], told[1], guess, otherwise)


def _key_not_found(error: BaseException, call: Call) -> str:
    """The key, as it is written, that a helper of the check's missed in what the answer returned; "" if none."""
    keys = [repr(argument) for argument in call.arguments if isinstance(argument, str)]
    return next((key for key in keys if type_name(error) == "KeyError" and key == _words_of(error)), "")


def _not_a_dict(error: BaseException, call: Call) -> str:
    """That a dict is asked for, if the check looked for one of its keys in something else; or ""."""
    found = NO_DICT.match(_words_of(error)) if type_name(error) == "TypeError" else None
    if not found or not any(isinstance(argument, str) for argument in call.arguments):
        return ""
    kind = {"list": "a list", "tuple": "a tuple", "string": "a text"}.get(found[1], "a set")
    return f"A dict is asked for, with keys as in the example that the exercise gives. This is {kind}."


def _words_of(error: BaseException) -> str:
    """The error's own words, if it can say them."""
    try:
        return str(error)
    except Exception:
        return ""


def _text_of(error: BaseException) -> str:
    """The same for a sentence."""
    text = error_text(_words_of(error))
    return f": {text}".removesuffix(".") if text and text != "None" else ""
