"""What helps with errors that TensorFlow words for those who know it: a pattern of its words, and a sentence, a row.

The first row that fits speaks, so that what is special stands above what is general. The rules: `advice`.
"""

import re

A_TENSOR_FIRST = "Make a float tensor of it first, and use that tensor from then on."
NONE = (
    "Something here is None. A tape gives None where it recorded no way from the source to the target, and a function "
    "gives None if it ends without a return."
)
TENSORFLOW_ERRORS = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"'NoneType'|convert a value \(None\)|None values not supported", NONE),
        (r"Passed in object .* not tf\.Tensor", f"tape.watch follows tensors and Variables only. {A_TENSOR_FIRST}"),
        (
            r"has no attribute '_id'|'(float|int|list|tuple)' object has no attribute 'dtype'|DType' object has no "
            "attribute 'is_floating'",
            "A tensor belongs here, and this is a number, an array or a list. A target that NumPy, float() or .numpy() "
            f"has made is on no tape: leave that out. Is it the source? {A_TENSOR_FIRST}",
        ),
        (
            "Cannot convert the argument `type_value`: <(function|bound method|built-in)",
            "A function stands where its value is wanted. Call it: f(x) is a tensor, f alone is not.",
        ),
        (
            "Cannot convert the argument `type_value`: '",
            "A text stands where a tensor belongs. A name is written without quotation marks.",
        ),
        (
            "Cannot convert the argument `type_value`",
            "A tensor belongs here, and this is a plain number. Is it the target, made by float(), .numpy() or NumPy? "
            "The way back ends there: ask with the tensor, and make a number of it afterwards.",
        ),
        (
            "attr 'T' of string is not in the list",
            "A text came where a tensor belongs. The third thing that gradient takes is output_gradients: write the "
            'name, unconnected_gradients="zero".',
        ),
        (
            r"[Tt]ensor conversion requested dtype|Expected tensor .* with dtype .*, but got dtype",
            "Numbers and arrays can be given a type as a tensor is made of them. What is a tensor already keeps the "
            "type that it has: tf.cast(x, tf.float32) makes a new one of another type.",
        ),
        (
            "cannot compute Pack",
            "One tensor was to be made of several parts, and they differ in type or shape. Keep them apart, in a list; "
            "or should they be alike? tf.cast(b, a.dtype) gives b the type of a.",
        ),
        (
            r"was expected to be an? \w+ tensor but is an? \w+ tensor",
            "Two types met here: float32 and float64 do not mix, nor do whole numbers and floats. tf.cast gives one "
            "the type of the other. If one is whole, cast that one, and before the tape watches it.",
        ),
        (
            r"Cannot convert .* to EagerTensor of dtype u?int",
            "Whole numbers and others met here, and TensorFlow does not mix them. Make floats of the whole ones first: "
            "tf.cast(x, tf.float32).",
        ),
        (
            "non-persistent GradientTape can only be used",
            "A tape gives up its recording when it has answered once. Made with persistent=True it answers as often as "
            "it is asked; or record anew each time. Or is it another tape's turn, one with a name of its own?",
        ),
        ("Unknown value for unconnected_gradients", 'The word is "zero", in quotation marks.'),
        (
            r"GradientTape\.\w+\(\) got an unexpected keyword argument 'persistent'",
            "persistent=True belongs where the tape is made: tf.GradientTape(persistent=True).",
        ),
        (
            r"GradientTape\.\w+\(\) got an unexpected keyword argument 'unconnected_gradients'",
            'unconnected_gradients belongs where you ask: tape.gradient(…, unconnected_gradients="zero").',
        ),
        (
            "vectorizing the jacobian|/pfor/",
            "tape.jacobian did not get through. Has x still the shape that it should have? And if you ask for zeros, "
            'is that unconnected_gradients="zero"?',
        ),
        (
            r"`target` should be .* received None",
            "The target is None, and a None has no slope. Does it come from another tape, which follows no x, or does "
            "its function not depend on x? Or is a return missing?",
        ),
        (
            r"watch\(\) takes 2 positional arguments",
            "tape.watch takes one thing; several go into a list: watch([a, b]).",
        ),
        (
            r"EagerTensor'? object has no attribute '?assign",
            "Only a tf.Variable has assign and assign_sub, and this is a tensor. Was the name of the Variable given to "
            "something computed, or was a Variable never made?",
        ),
        (
            "ResourceVariable'? object does not support item assignment",
            "An entry of a Variable is changed by v[i].assign(…); an = cannot do it.",
        ),
        (
            r"`variable -= value`|`variable \+= value`|in-place (subtraction|addition) is not supported",
            "To change a Variable itself, write w.assign_sub(step) or w.assign_add(step).",
        ),
        (
            "'IndexedSlices'",
            "This gradient keeps only the rows of a table that were used. tf.convert_to_tensor(gradient) makes the "
            "whole table of it.",
        ),
        (
            "Only integers, slices",
            "A place is a whole number. tf.cast(i, tf.int32) makes one of a tensor, and range gives them.",
        ),
        (
            r"EagerTensor'? object does not support item assignment",
            "The entries of a tensor cannot be changed one by one. Put parts together with tf.stack instead.",
        ),
        (
            r"module 'tensorflow[\w.]*' has no attribute '(sum|mean|prod|max|min|all|any|log|log1p)'",
            "TensorFlow has longer names for some of NumPy's functions: tf.reduce_sum, tf.reduce_mean, tf.reduce_max "
            "and the like, and tf.math.log.",
        ),
        (
            "EagerTensor'? object has no attribute",
            "A tensor does not have all that a NumPy array has. TensorFlow has functions for it, such as "
            "tf.reshape(x, [-1]), tf.transpose(x) and tf.reduce_sum(x).",
        ),
        (
            r"'(numpy\.)?(ndarray|float64|float32|float|int)' object has no attribute 'numpy'",
            "Only tensors and Variables have .numpy(), and this is neither.",
        ),
        (
            "only (0-dimensional|length-1) arrays can be converted",
            "Python's float, int and math take one number, and this is an array or a tensor that has a shape. "
            "TensorFlow's functions, such as tf.cast and tf.sin, take all its entries at once.",
        ),
        (
            r"has different ndims|ndims must be == 2|ndims must be >= 2",
            "In TensorFlow, @ multiplies matrices only. A matrix times a vector is tf.linalg.matvec(A, v), and two "
            "vectors make a number with tf.reduce_sum(v * w).",
        ),
        (
            "Shapes of all inputs must match",
            "One tensor was to be made of several parts, and their shapes differ. Should they be alike? Print them: "
            "which is another than you thought? Keep them apart, in a list, if they may differ.",
        ),
        (
            "Can't convert (non-rectangular|Python sequence)",
            "A tensor holds numbers of one type, in rows of one length, and here the parts differ. Keep them apart, in "
            "a list: [tf.convert_to_tensor(x) for x in xs].",
        ),
        (
            "All input tensors must have the same (rank|number of axes)",
            "tf.linalg.solve(H, b) takes two matrices. A vector g becomes a column by g[:, None], and [:, 0] makes a "
            "vector of the column that comes back. Has each of them its shape in every round?",
        ),
        (
            r"First input \(lhs\) must be a square matrix",
            "tf.linalg.solve(H, b) takes the square matrix first, then the column.",
        ),
        (
            "Matrix size-incompatible|required broadcastable shapes|[Ii]ncompatible shapes",
            "Two shapes do not fit. With +, - and * both are the same, or a 1 is where they differ; in A @ B, A has "
            "as many columns as B has rows. Print both shapes.",
        ),
        (
            "Cannot update variable with shape",
            "A Variable keeps its shape. The gradients come in the order of the sources: is this the one of this "
            "Variable?",
        ),
        (
            r"iterate over a scalar tensor|[Ss]calar tensor has no `len|iteration over a 0-d|not in range \[0, 0\)|"
            "len is not well defined for a scalar",
            "This tensor is a single number, of shape (), so it has no entries to go through. Can it be made a vector "
            "first, by tf.reshape(y, [-1])?",
        ),
        (
            r"shape must be a vector of \{int32,int64\}",
            "A shape is a list or a tuple: [n] or x.shape, not n alone.",
        ),
        (
            "Attempt to convert a value .*<class 'function'>",
            "A function stands where a number should. One that returns a value and its backward needs "
            "the decorator tf.custom_gradient in the line above it: is that there?",
        ),
        (
            r"backward\w*\(\) takes 0 positional",
            "backward is given one thing, the upstream: write backward(upstream), and multiply by it.",
        ),
        (
            r"truth value of an array with more than one|using a symbolic `tf\.Tensor` as a Python `bool`",
            "`if`, `max` and `and` decide once, and here there are many entries, each with its own answer. tf.where "
            "and tf.maximum decide for each.",
        ),
    )
)
