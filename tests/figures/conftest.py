"""The packages of npm that bundle the figures and judge their accessibility, installed once."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JAVASCRIPT = ROOT / "javascript"


@pytest.fixture(scope="session")
def node_modules():
    """The folder of packages that package-lock.json asks for."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("No npm: install Node.js 18 or newer, which only those who change the figures need.")
    folder = JAVASCRIPT / "node_modules"
    stamp = folder / ".gradus-lock"
    digest = hashlib.sha256((JAVASCRIPT / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        run = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=JAVASCRIPT, capture_output=True, text=True)
        assert run.returncode == 0, f"npm ci failed:\n{run.stderr[-2000:]}"
        stamp.write_text(digest)
    return folder
