"""How a learner may name a unit."""

from collections.abc import Iterable
from pathlib import Path


def unit_named(named: str, units: Iterable[str]) -> str | None:
    """The unit of this name, folder, or number, or of this name without the number: 01_derivatives by `derivatives`."""
    name = Path(named).name.lower()
    for unit in units:
        number, _, rest = unit.lower().partition("_")
        if name in (unit.lower(), rest) or (name.isdigit() and number.isdigit() and int(name) == int(number)):
            return unit
    return None
