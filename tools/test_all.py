"""Every test there is: the short ones on each supported Python, attacks and long rounds on the one of `.venv`.

    .venv/bin/python tools/test_all.py [--python 3.12 ...] [PYTEST ARGUMENTS]      (`make test-all`)

Each other Python has an environment of its own, `.venv-3.12` say, from the same lock.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUPPORTED = ("3.11", "3.12", "3.13")
PYTEST = ("-m", "pytest", "-n", "3", "--dist", "loadgroup", "--no-loadscope-reorder")
OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"


def main() -> int:
    """Run all rounds, and say how each ended. 0 if all are green, 1 if not, 2 if a Python is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("--python", action="append", choices=SUPPORTED, help="only this one; may be given again")
    options, arguments = parser.parse_known_args()
    versions = options.python or SUPPORTED
    pythons = {version: find(version) for version in versions}
    if missing := [version for version, python in pythons.items() if python is None]:
        have = " ".join(f"--python {version}" for version in versions if version not in missing)
        instead = f", or leave it out: `make test-all ARGS='{have}'`" if have else ""
        print(
            f"gradus: There is no Python {' and no '.join(missing)} on this machine: install it{instead}.",
            file=sys.stderr,
        )
        return 2
    ended = {}
    for version, python in pythons.items():
        print(f"\n=== Python {version}: {'all tests' if version == OWN else 'the short tests'}", flush=True)
        ended[version] = run(version, str(python), arguments)
    print()
    for version, code in ended.items():
        print(f"Python {version}: {'green' if code == 0 else f'red (exit code {code})'}")
    return int(any(ended.values()))


def run(version: str, python: str, arguments: list[str]) -> int:
    """One round; its exit code."""
    if version == OWN:
        return subprocess.call([sys.executable, *PYTEST, "-m", "attack or not attack", *arguments], cwd=ROOT)
    folder = ROOT / f".venv-{version}"
    make = [python, "tools/make_environment.py", "--this-python", "--extra", "test", "--again", "make test-all"]
    if code := subprocess.call(make, cwd=ROOT, env=os.environ | {"GRADUS_VENV": folder.name}):
        return code
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.call([inside, *PYTEST, "-p", "no:cacheprovider", *arguments], cwd=ROOT)


def find(version: str) -> Path | None:
    """A Python of this version that runs: this one, one on PATH, one of pyenv's."""
    if version == OWN:
        return Path(sys.executable)
    on_path = [Path(found)] if (found := shutil.which(f"python{version}")) else []
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for python in [*on_path, *sorted(pyenv.glob(f"{version}.*/bin/python{version}"))]:
        try:  # pyenv has a python3.x on PATH for versions that it then refuses to run
            said = subprocess.run([python, "-c", "import venv, sys; print(sys.version_info[1])"], capture_output=True)
        except OSError:
            continue
        if said.stdout.strip() == version.split(".")[1].encode():
            return python
    return None


if __name__ == "__main__":
    sys.exit(main())
