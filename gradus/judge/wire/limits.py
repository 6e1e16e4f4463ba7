"""What one student may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one student's processes may use. Bytes, seconds and counts."""

    memory: int = 2 * 2**30
    disk: int = 100 * 2**20
    cpu_seconds: int = 300
    processes: int = 256
    open_files: int = 256


@dataclass(frozen=True)
class TimeLimits:
    """Seconds that a call, a cell and a notebook may take."""

    call: float = 20
    cell: float = 60
    notebook: float = 300


@dataclass(frozen=True)
class OutputLimits:
    """Characters that a cell may put out."""

    text: int = 100_000
    pictures: int = 700_000
