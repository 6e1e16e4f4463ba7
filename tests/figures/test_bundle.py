"""What is committed in static/ is what the sources give, and needs nothing from elsewhere."""

import re
import shutil
import subprocess

import pytest

from tests.figures.conftest import JAVASCRIPT, ROOT

STATIC = ROOT / "gradus" / "figures" / "static"
BUNDLES = sorted(STATIC.glob("*.js"))


def test_the_bundles_are_what_the_sources_give(node_modules, tmp_path):
    run = subprocess.run(
        [shutil.which("node"), "bundle.js", str(tmp_path)], cwd=JAVASCRIPT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    built = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    committed = {file.name: file.read_text(encoding="utf-8") for file in STATIC.iterdir()}
    assert built.keys() == committed.keys()
    stale = [name for name in built if built[name] != committed[name]]
    assert not stale, f"{stale} differ from their sources: run `make figures`, and commit static/."


def test_every_script_of_a_figure_is_bundled():
    assert {file.name for file in BUNDLES} == {file.name for file in (JAVASCRIPT / "figures").glob("*.js")}


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda file: file.stem)
def test_a_bundle_is_one_module_that_fetches_nothing(bundle):
    code = bundle.read_text(encoding="utf-8")
    assert not re.search(r"\bimport\s*[({\"'*]|\bfetch\(|XMLHttpRequest|WebSocket|importScripts", code)
    elsewhere = set(re.findall(r"https?://[^\"'`\s]+", code))
    assert elsewhere <= {
        f"http://www.w3.org/{name}" for name in ("2000/svg", "1999/xhtml", "1999/xlink", "2000/xmlns/")
    } | {"http://www.w3.org/XML/1998/namespace"}
    assert bundle.stat().st_size <= 60_000


def test_the_lock_names_no_registry():
    assert "resolved" not in (JAVASCRIPT / "package-lock.json").read_text(encoding="utf-8")
