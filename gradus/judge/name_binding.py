"""Whether a student's cell binds a name: seen from its text, for to parse it may take minutes."""

import re

_LONGEST = 200  # characters from the begin of a line to the name


def may_bind(code: str, name: str) -> bool:
    """Whether a line at the top level of a cell looks like a definition, an assignment or an import of the name."""
    word, before = rf"{re.escape(name)}\b", rf"(?:[\w ,*:.\[\]]{{0,{_LONGEST}}}[ ,*.])?"
    after = rf"[\w ,*:.\[\]]{{0,{_LONGEST}}}"
    patterns = (
        rf"(?:async +)?(?:def|class) +{word}",
        rf"{before}{word}{after}(?:[-+/%&|^@]|//|<<|>>|[*]+)?=(?!=)",
        rf"(?:from|import)\b[^\n]{{0,{_LONGEST}}}\b{word}",
        rf"for +{before}{word}",
    )
    return bool(name) and re.search("|".join(f"^{pattern}" for pattern in patterns), code, re.MULTILINE) is not None
