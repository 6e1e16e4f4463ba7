"""Files that appear whole or not at all, and what is said when they cannot."""

import errno
import os
import secrets
from pathlib import Path

from gradus.errors import GradusError

FULL = (errno.ENOSPC, errno.EDQUOT)


def write_whole(target: Path, content: bytes, replacing: bytes | None = None) -> bool:
    """Put content at target, whole or not at all. False if what stood there is no longer `replacing`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Looked at again at the last moment: JupyterLab may have saved it since.
        if replacing is not None and read_present(target) != replacing:
            return False
        os.replace(temporary, target)
        return True
    finally:
        temporary.unlink(missing_ok=True)


def read_present(target: Path) -> bytes | None:
    """None if there is nothing of this name; a dangling link is something."""
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b"" if target.is_symlink() else None


def unwritable(folder: Path, error: OSError) -> GradusError:
    """The sentence for an error at reading or writing below this folder."""
    if error.errno in FULL:
        return GradusError(f"The disk is full: free some space for {folder} and start again; no file was damaged.")
    file = error.filename or folder
    reason = error.strerror or str(error)
    return GradusError(f"{file} cannot be read or written ({reason}): make it yours, or move it out of the way.")
