"""What helps with errors of Python and NumPy that beginners meet: a pattern of their words, and a sentence, a row.

The first row that fits speaks, so that what is special stands above what is general. The rules: `advice`.
"""

import re

NUMBER = r"'(int|float|complex|numpy\.\w+\d+|(float|int)\d+)'"
FUNCTION = r"'?(function|numpy\.ufunc|ufunc|builtin_function_or_method|method|_ArrayFunctionDispatcher)'?"
PYTHON_ERRORS = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (
            rf"{NUMBER} object is not callable",
            "A number stands before a bracket, which Python takes for a call. Between a number and a bracket it needs "
            "a *, as in 2 * (x - 1). Or has a number been given the name of a function?",
        ),
        (
            r"'(list|tuple|dict|numpy\.ndarray)' object is not callable",
            "Round brackets call a function, and this is a list or an array. One of its entries comes by square "
            "brackets, xs[i]; a product needs a *.",
        ),
        (
            rf"(unsupported operand|not supported between|must be real number|float\(\) argument).*{FUNCTION}",
            "A function stands where its value is wanted: f(x) is a number, f alone is not.",
        ),
        (rf"{FUNCTION} object is not subscriptable", "A function is called with round brackets, f(x)."),
        (
            rf"{FUNCTION} (object (is not iterable|has no attribute|has no len)|has no len)",
            "A function stands where its value is wanted: f(x), not f alone.",
        ),
        (
            r"'Array' object (is not subscriptable|has no attribute '(?!value)|does not support)|type 'Array' has no|"
            r"between instances of ('Array' and|'\w+' and 'Array')|for \w+\(\): 'Array'|, not 'Array'$|"
            r"Array\.(sum|reshape)\(\) (takes|got an unexpected)",
            "An Array of a tape is no array of NumPy: it knows operators, np.sin, cos, exp and log, .sum, .reshape, "
            ".T, .shape and .ndim. Should numbers stand here, as in parameters after a step? Take .value. ReLU is "
            "z * (z.value > 0).",
        ),
        (
            rf"({NUMBER}|'numpy\.ndarray') object has no attribute 'value'",
            "Only an Array of a tape has a .value, and this is a number or an array of NumPy. Should an Array stand "
            'here? If it may be either, take getattr(x, "value", x); if it never is an Array, leave .value out.',
        ),
        (
            rf"({NUMBER}|'numpy\.ndarray') object has no attribute '(exp|log|sin|cos|sqrt)'",
            "For numbers and arrays of NumPy that is a function of NumPy's: np.exp(x), not x.exp().",
        ),
        (
            r"'(int|float)' object has no attribute '(shape|ndim|T|reshape)'",
            "A plain number has no .shape, and none of an array's methods. np.shape(x) takes numbers, too. Or was it "
            "to be made an array first (on a tape of unit 7, an Array)?",
        ),
        (
            r"'(dict|list|set|tuple)' object has no attribute '(add|append)'",
            "A list takes something in by append, a set by add. [] is an empty list, set() an empty set, and {} an "
            "empty dict.",
        ),
        (
            "'NoneType'",
            "Something here is None. That is what a function gives that ends without a return, and what append, sort "
            "and shuffle give back. Is one of those used?",
        ),
        (
            "cannot unpack non-iterable",
            "Several names stand on the left of the =, and one thing came. Does the function give back several values, "
            "with commas between them?",
        ),
        (
            rf"{NUMBER} object is not iterable|iteration over a 0-d",
            "A loop, sum and list go through a list or an array, and this is one number. range(n) goes through 0 to "
            "n - 1, and [x] is a list with one number in it.",
        ),
        (
            rf"{NUMBER} object is not subscriptable|invalid index to scalar variable|"
            "array is 0-dimensional",
            "One number has no entries, and the square brackets ask for one. Is it an entry already, or is the whole "
            "array meant?",
        ),
        (
            rf"object of type {NUMBER} has no len|len\(\) of unsized object",
            "len counts what is in a list or an array, and this is one number. Is it meant to be a whole array here?",
        ),
        (
            rf"{NUMBER} object has no attribute 'append'",
            "append belongs to a list, and this is a number: [x] is a list with one number in it.",
        ),
        (
            "'numpy.ndarray' object has no attribute 'append'",
            "An array keeps its length. Collect in a list, and make an array of it at the end: np.array(xs).",
        ),
        (
            "module '.*' has no attribute",
            "The module has nothing of that name. Is it spelled as in the text, with capitals where they are?",
        ),
        (
            "Cannot interpret '.*' as a data type",
            "np.zeros and np.ones want the whole shape as one thing, with brackets of its own: "
            "np.zeros((rows, columns)).",
        ),
        (
            "bitwise_(xor|and|or)|unsupported operand type.* for [\\^&|]",
            "A power is x**2 in Python: ^ is something else. And `and` and `or` are written as words.",
        ),
        (
            "operands could not be broadcast|shapes .* not aligned|mismatch in its core dimension|"
            "could not broadcast input array",
            "Two arrays meet here whose shapes do not fit, such as 3 entries and 2. Print both shapes: which one "
            "should be another?",
        ),
        (
            "unsupported operand type.*'tuple'|can only concatenate tuple",
            "A tuple, several values together, stands where one is wanted. Did a function return several? Take them "
            "apart, a, b = f(x), or go through them in a loop.",
        ),
        (
            r"can't multiply sequence|unsupported operand type.*'list'|can only concatenate list|"
            r"bad operand type for .*'list'|not supported between instances of ('list' and '(int|float)|"
            r"'(int|float)' and 'list)'",
            "A list is no array: + joins lists, and numbers are not added to them, nor compared with them. "
            "np.array(xs) is an array, which computes entry by entry.",
        ),
        (
            "setting an array element with a sequence|inhomogeneous shape",
            "A place in an array holds one number, and something longer came. Are all rows of one length, and is each "
            "entry a number?",
        ),
        (
            r"Cannot cast ufunc .* output from dtype\('float\d+'\) to dtype\('u?int",
            "An array of whole numbers has no room for what comes after the point. Do +=, -= or *= write into it? "
            "Begin with an array of floats, np.array(x, dtype=float), or make a new one: x = x - y.",
        ),
        (
            "truth value of an array",
            "`if`, `and` and `max` want one yes or no, and an array gives one for each entry. np.any, np.all, np.where "
            "and np.maximum decide for all of them.",
        ),
        (
            "only (0-dimensional|length-1|size-1) arrays can be converted",
            "Python's float, int and math take one number, and this is an array that has a shape. NumPy's functions, "
            "such as np.sin, take all its entries at once.",
        ),
        (
            "does not support item assignment",
            "A tuple, a text and a number cannot be changed in one of their places. A list can, and an array.",
        ),
        (
            "too many indices for array",
            "The square brackets ask for more axes than the array has: x[i, j] is for a table, x[i] for a row.",
        ),
        (
            "index .*out of (range|bounds)",
            "Between square brackets belongs a place, 0 to one less than the length, and this one lies outside. Did "
            "one of the numbers get there instead? range(len(xs)) goes through the places.",
        ),
        (
            "only integers, slices|indices must be integers|cannot be interpreted as an integer",
            "A place in a list or an array is a whole number, 0, 1, 2 …, and so is a number of rounds. A dict has "
            'names for places: {"a": 1}.',
        ),
        (
            "values to unpack",
            "On the left of the =, or between `for` and `in`, there are more names than values that come, or fewer. "
            "How many can there be?",
        ),
        (
            r"(maximum|minimum)\(\) takes from 2 .* but [01] (was|were) given",
            "np.maximum and np.minimum take two arrays, and compare them entry by entry. The largest entry of one "
            "array is np.max(x), the least np.min(x).",
        ),
        (
            r"takes from ([2-9]|\d\d) .* but [01] (was|were) given|takes from ([3-9]|\d\d) .* but 2 were given",
            "A function was called with too few arguments. Has a bracket closed too early, or is one left out?",
        ),
        (
            r"missing \d+ required positional argument",
            "A function was called with too few arguments. Does its def line ask for more than there are here? Or is "
            "it meant to be called later? Then hand it back without brackets: return f. A list xs is given as f(*xs).",
        ),
        (
            r"takes (from )?\d+ .*positional arguments? but \d+ (was|were) given",
            "A function was called with more arguments than its def line has. (The first one of a method is self.)",
        ),
        (
            "unexpected keyword argument",
            "No argument of that function has this name. Does it belong to another call? Is it spelled right?",
        ),
        (
            "maximum recursion depth",
            "A function called itself some thousand times, and there Python gives up. Is there a case in which it "
            "returns without calling itself? If so, this is too long for it: use a loop.",
        ),
    )
)
