"""Commands in messages are what a person can type where they are."""

import sys
from pathlib import Path

import pytest

from gradus.errors import GradusError
from gradus.learn import command_lines
from gradus.learn.place import present_workspace, shown, workspace_for
from tests.courses import make_course


@pytest.mark.parametrize(
    ("prefix", "says"),
    [
        ("/home/ada/.cache/uv/archive-v0/Xy12", "uvx --from gradus-course gradus learn"),
        ("/home/ada/.local/share/pipx/.cache/1a2b", "pipx run --spec gradus-course gradus learn"),
        ("/home/ada/.cache/pipx/1a2b", "pipx run --spec gradus-course gradus learn"),
        ("/home/ada/.local/share/pipx/venvs/gradus-course", ".venv/bin/gradus learn"),
        (sys.prefix, ".venv/bin/gradus learn"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux and macOS")
def test_who_has_not_installed_it_is_told_what_they_typed(monkeypatch, tmp_path, prefix, says):
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv/bin/python"))
    monkeypatch.chdir(tmp_path)
    Path(".venv/bin").mkdir(parents=True)
    Path(".venv/bin/gradus").touch()
    assert command_lines.gradus("learn") == says


def test_a_file_is_named_from_where_one_is_or_from_home(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path.parent)
    assert shown(tmp_path / "unit/a.html") == "unit/a.html"
    assert shown(tmp_path.with_name("other") / "a.html") == "~/other/a.html"
    assert shown(Path(sys.executable)) == sys.executable


def test_who_has_not_begun_is_told_how(tmp_path):
    course = make_course(tmp_path)
    assert workspace_for(course, tmp_path) == course / "workspace"
    with pytest.raises(GradusError, match="workspace is not there yet: `.*gradus learn` puts"):
        present_workspace(course, tmp_path)
