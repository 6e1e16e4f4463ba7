"""The worked solutions of the exercises: `solutions/UNIT.md` of the course, one section for each exercise."""

import re

SECTION = re.compile(r"^## (\w+)\n", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """The sections of a file of solutions by the exercise that their heading names, in the file's order."""
    parts = SECTION.split(text)
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}
