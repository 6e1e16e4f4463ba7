"""The clean clone that the tests of the doors share."""

from tests.clean_clone import ROOT, clone_to, git, held_clone


def test_it_is_what_git_holds_and_no_more(tmp_path):
    clone_to(tmp_path / "clone")
    assert git(tmp_path / "clone", "status", "--porcelain", "--ignored") == ""
    assert (tmp_path / "clone/README.md").read_bytes() == (ROOT / "README.md").read_bytes()
    assert not (tmp_path / "clone/.venv").exists()


def test_each_test_finds_it_as_new_with_its_environment(tmp_path):
    with held_clone(tmp_path) as clone:
        (clone.folder / "README.md").write_text("changed")
        (clone.folder / "workspace").mkdir()
    with held_clone(tmp_path) as clone:
        assert clone.run("git status --porcelain --ignored").stdout == "!! .venv/\n"
        told = clone.run(".venv/bin/python -c 'import gradus; print(gradus.__file__)'")
        assert told.stdout.strip() == str(clone.folder / "gradus/__init__.py"), told.stderr
        assert not list(tmp_path.iterdir())  # HOME
