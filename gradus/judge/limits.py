"""What one student may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one student's process may use. Bytes, seconds and counts."""

    memory: int = 2 * 2**30
    disk: int = 100 * 2**20
    cpu_seconds: int = 300
    processes: int = 256
    open_files: int = 256
