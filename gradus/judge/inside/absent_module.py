"""Stands in the sandbox where a module would be that an exercise is to be done without."""

raise ImportError(f"{__name__} is not available: this exercise is to be done without it")
