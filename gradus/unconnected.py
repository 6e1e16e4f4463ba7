"""Why a gradient is None."""


def explain_none(target, source, tape):
    """To be written."""
    return ""
