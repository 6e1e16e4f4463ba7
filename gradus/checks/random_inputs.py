"""Random inputs for checks: nobody can know them beforehand, and a regrade draws the same."""

import numpy as np

_sequence = np.random.SeedSequence()


def rng() -> np.random.Generator:
    """A generator for the inputs of a check, another one at each call: `points = rng().uniform(-2, 2, 5)`.

    In a learner's kernel it is seeded afresh. When a class is graded, the judge derives the seed from a secret, the
    student's name and the check's, so each student gets other inputs, and the same ones at a regrade.
    """
    [child] = _sequence.spawn(1)
    return np.random.default_rng(child)


def restart(seed: int) -> None:
    """Begin the sequence that belongs to a seed."""
    global _sequence
    _sequence = np.random.SeedSequence(seed)
