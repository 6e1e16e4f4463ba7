"""What a function's bytecode tells of it, for functions whose text cannot be had.

Bytecode is CPython's own affair and changes with each version (https://docs.python.org/3/library/dis.html). All that
leans on it is here, and tests/test_bytecode.py says for which versions it holds.
"""

import dis
import functools
from collections.abc import Iterator
from itertools import pairwise
from types import CodeType, FrameType, FunctionType

GLOBAL = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS")
METHOD = ("LOAD_ATTR", "LOAD_METHOD")
RETURN = ("RETURN_VALUE", "RETURN_CONST", "RETURN_GENERATOR")


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """A piece of code, and those of the functions and classes that are defined in it."""
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from codes_in(part)


@functools.lru_cache(maxsize=4096)  # each check of an exercise asks it of the same answer
def globals_read(code: CodeType) -> frozenset[str]:
    """The global names that code reads, itself; `co_names` holds attributes too."""
    return frozenset(step.argval for step in dis.get_instructions(code) if step.opname in GLOBAL)


@functools.lru_cache(maxsize=4096)
def modules_imported(code: CodeType) -> frozenset[str]:
    """The modules that code imports, itself, and by full name what it imports from them, which may be modules too."""
    found, module = set(), ""
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            module = step.argval
            found.add(module)
        elif step.opname == "IMPORT_FROM":
            found.add(f"{module}.{step.argval}")
    return frozenset(found)


def names_rebound(code: CodeType) -> set[str]:
    """The names around a function that it binds anew: of variables that are global or nonlocal in it."""
    return {step.argval for step in dis.get_instructions(code) if step.opname in ("STORE_GLOBAL", "STORE_DEREF")}


def names_with_method(code: CodeType, methods: tuple[str, ...]) -> set[str]:
    """The names on which code looks one of these methods up, as in `calls.append`."""
    steps = pairwise(dis.get_instructions(code))
    return {step.argval for step, then in steps if then.opname in METHOD and then.argval in methods}


def attributes_set(code: CodeType) -> set[str]:
    """The names of the attributes that code gives a value: `count` in `self.count = 0`."""
    return {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_ATTR"}


def sets_items(code: CodeType) -> bool:
    """Whether code sets or deletes an item of anything: `known[0] = 1`."""
    return any(step.opname in ("STORE_SUBSCR", "DELETE_SUBSCR") for step in dis.get_instructions(code))


def raises_at(code: CodeType, offset: int) -> bool:
    """Whether the step at this place of the code is a `raise` that was written down."""
    return any(step.offset == offset and step.opname == "RAISE_VARARGS" for step in dis.get_instructions(code))


def has_no_return(function: FunctionType) -> bool:
    """Whether nowhere in a function stands `return` with something behind it, nor `yield`."""
    steps = list(dis.get_instructions(function))
    ends = [(before, step) for before, step in pairwise([None, *steps]) if step and step.opname.startswith(RETURN)]
    return all(step.argval is None and _is_none(step, before) for before, step in ends)


def _is_none(step: dis.Instruction, before: dis.Instruction | None) -> bool:
    """Whether what is returned is the None that ends every function."""
    if step.opname == "RETURN_CONST":  # Python 3.12 and 3.13
        return True
    return before is not None and before.opname == "LOAD_CONST" and before.argval is None


def is_at_the_end_of_a_statement(frame: FrameType) -> bool:
    """Whether a frame is about to drop the value of a statement that nobody wanted, or has ended.

    One that is on its way out with an error is where the error came up.
    """
    return dis.opname[frame.f_code.co_code[frame.f_lasti]] in ("POP_TOP", *RETURN)
