"""pyproject.toml, requirements.lock and environment.yml describe one environment, on every platform."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = [Requirement(line) for line in (ROOT / "requirements.lock").read_text().splitlines() if line.strip()]

PYTHONS = ["3.11", "3.12", "3.13"]
PLATFORMS = {
    "linux-x86_64": {"sys_platform": "linux", "platform_machine": "x86_64", "os_name": "posix"},
    "linux-aarch64": {"sys_platform": "linux", "platform_machine": "aarch64", "os_name": "posix"},
    "macos-arm64": {"sys_platform": "darwin", "platform_machine": "arm64", "os_name": "posix"},
    "windows-amd64": {"sys_platform": "win32", "platform_machine": "AMD64", "os_name": "nt"},
}
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


@pytest.mark.parametrize("module", ["tensorflow", "nbgrader", "jupyterlab"])
def test_what_make_installed_is_compiled(module):
    """Once, when it is installed, and not at each start of whoever may not write beside it."""
    assert Path(importlib.util.cache_from_source(importlib.util.find_spec(module).origin)).is_file()


@pytest.fixture(params=[(python, platform) for python in PYTHONS for platform in PLATFORMS], ids="-".join)
def machine(request):
    """The marker environment of a supported machine."""
    python, platform = request.param
    markers = PLATFORMS[platform]
    return markers | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.9",
        "platform_python_implementation": "CPython",
        "platform_system": SYSTEMS[markers["sys_platform"]],
        "platform_release": "",
        "platform_version": "",
        "extra": "",
    }


def applying(requirements, machine):
    return [wish for wish in requirements if wish.marker is None or wish.marker.evaluate(machine)]


def wishes():
    """Every requirement of pyproject.toml, all extras included, but those that name the project itself."""
    lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    found = [Requirement(text) for texts in lists for text in texts]
    return [wish for wish in found if wish.name != PROJECT["name"]]


def test_every_dependency_is_pinned_on_every_machine(machine):
    pins = applying(LOCK, machine)
    for wish in applying(wishes(), machine):
        pinned = [pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(wish.name)]
        assert len(pinned) == 1, f"{wish} has {len(pinned)} pins"
        (exact,) = pinned[0].specifier
        assert exact.operator == "=="
        assert wish.specifier.contains(exact.version, prereleases=True), f"{pinned[0]} is not {wish}"


def test_nothing_is_pinned_twice_on_a_machine(machine):
    names = [canonicalize_name(pin.name) for pin in applying(LOCK, machine)]
    assert sorted(names) == sorted(set(names))


def test_tensorflow_is_the_cpu_build_where_there_is_one(machine):
    is_cpu_build = machine["sys_platform"] == "win32" or (
        machine["sys_platform"] == "linux" and machine["platform_machine"] == "x86_64"
    )
    expected = ["tensorflow-cpu" if is_cpu_build else "tensorflow"]
    assert [pin.name for pin in applying(LOCK, machine) if pin.name.startswith("tensorflow")] == expected
    assert [wish.name for wish in applying(wishes(), machine) if wish.name.startswith("tensorflow")] == expected


def test_the_lock_holds_pins_only_and_names_no_host():
    text = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"://|@|--|file:|\.(com|org|net|io)\b", text)
    assert all(pin.url is None and len(pin.specifier) == 1 for pin in LOCK)


def test_supported_pythons_are_the_same_everywhere():
    supported = SpecifierSet(PROJECT["requires-python"])
    assert [minor for minor in range(8, 20) if f"3.{minor}" in supported] == [11, 12, 13]
    script = (ROOT / "tools" / "make_environment.py").read_text()
    assert "OLDEST, NEWEST = (3, 11), (3, 13)" in script


def test_environment_yml_installs_the_same():
    """Python from conda, in the form that Binder's repo2docker reads, and the rest as `make learn` does."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    python, pip, packages = environment["dependencies"]
    assert re.fullmatch(r"python=3\.\d+", python)
    assert python.partition("=")[2] in SpecifierSet(PROJECT["requires-python"])
    assert pip == "pip"
    assert packages == {"pip": ["-c requirements.lock", "-e ."]}
