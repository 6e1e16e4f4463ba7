"""What a learner finds in the workspace after updates, and what is never lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gradus.errors import GradusError
from gradus.learn.workspace import hand_out, reset, write_start_page
from gradus.progress.record import MANIFEST
from tests.courses import make_course, notebook, write
from tests.submissions import ROOT

LESSON = "01_derivatives/lesson.ipynb"

# A run of its own, for a folder of the course and its workspace.
HAND_OUT = """
import sys
from pathlib import Path
from gradus.learn.workspace import hand_out

hand_out(*map(Path, sys.argv[1:]))
"""


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course of Ada")


@pytest.fixture
def workspace(course):
    """A workspace that was handed out once."""
    hand_out(course, course / "workspace")
    return course / "workspace"


def update(course, *sources, **metadata):
    """A newer version of the first lesson."""
    return write(course / "course/01_derivatives.ipynb", notebook(*sources, **metadata))


def files(folder):
    """Every file below a folder, temporary and hidden ones too, with its content; but for what is kept of versions."""
    found = {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}
    found.pop(MANIFEST, None)
    return {name: text for name, text in found.items() if not name.startswith(".gradus/handed_out")}


def sources(file: Path):
    return [cell["source"] for cell in json.loads(file.read_text())["cells"]]


def rerun(course, workspace):
    """What a learner's next start says; where there is something new, it ends with how to see it."""
    news = hand_out(course, workspace)
    is_new = any("brought up to date" in line or "the newer is" in line for line in news)
    assert is_new == any("diff` shows what is new" in line for line in news)
    return [line for line in news if "diff`" not in line and "change over" not in line]


def test_first_start_copies_lessons_and_exercises_unit_by_unit(course, workspace):
    assert files(workspace) == {
        "01_derivatives/lesson.ipynb": (course / "course/01_derivatives.ipynb").read_text(),
        "01_derivatives/derivatives.ipynb": (course / "release/01_derivatives/derivatives.ipynb").read_text(),
        "01_derivatives/data/rides.csv": "t,km\n0,0\n",
        "02_partials/lesson.ipynb": (course / "course/02_partials.ipynb").read_text(),
    }


def test_lessons_and_exercises_lead_to_each_other_in_the_course_and_among_the_copies(tmp_path):
    hand_out(ROOT, tmp_path)
    files = {file.stem: (file, tmp_path / file.stem / "lesson.ipynb") for file in (ROOT / "course").glob("*.ipynb")}
    pairs = list(files.values())
    for unit, (lesson, copy) in files.items():
        name = f"{unit}/{unit.split('_', 1)[1]}.ipynb"
        pairs.append((ROOT / "release" / name, tmp_path / name))
        assert tmp_path / name in linked_from(copy) and copy in linked_from(tmp_path / name)
        assert ROOT / "release" / name in linked_from(lesson) and lesson in linked_from(ROOT / "release" / name)
    for file in (file for pair in pairs for file in pair):
        assert [there for there in linked_from(file) if not there.is_file()] == []


def linked_from(file):
    """The notebooks that the text of a notebook links to."""
    cells = json.loads(file.read_text("utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return [Path(os.path.normpath(file.parent / link)) for link in re.findall(r"\]\(([^)#]*\.ipynb)", text)]


def test_first_and_second_start_say_nothing(course):
    assert hand_out(course, course / "workspace") == []
    before = files(course / "workspace")
    assert hand_out(course, course / "workspace") == []
    assert files(course / "workspace") == before


def test_files_are_readable_to_whom_the_umask_says(course):
    before = os.umask(0o022)
    try:
        hand_out(course, course / "workspace")
    finally:
        os.umask(before)
    assert (course / "workspace" / LESSON).stat().st_mode & 0o777 == 0o644


def test_untouched_file_is_replaced(course, workspace):
    newer = update(course, "slope = 2")
    assert rerun(course, workspace) == ["1 file you had not changed brought up to date."]
    assert files(workspace)[LESSON] == newer.read_text()
    assert "01_derivatives/lesson-new.ipynb" not in files(workspace)


def test_touched_file_stays_and_newer_version_is_beside_it(course, workspace):
    mine = write(workspace / LESSON, notebook("slope = 1", "my note")).read_text()
    newer = update(course, "slope = 2").read_text()
    (news,) = rerun(course, workspace)
    assert "lesson-new.ipynb" in news and str(workspace / LESSON) in news
    assert files(workspace)[LESSON] == mine
    assert files(workspace)["01_derivatives/lesson-new.ipynb"] == newer


def test_touched_file_without_a_newer_version_is_silent(course, workspace):
    write(workspace / LESSON, notebook("my note"))
    assert rerun(course, workspace) == []
    assert "01_derivatives/lesson-new.ipynb" not in files(workspace)


def test_newer_version_is_announced_once(course, workspace):
    write(workspace / LESSON, notebook("my note"))
    update(course, "slope = 2")
    assert len(rerun(course, workspace)) == 1
    (workspace / "01_derivatives/lesson-new.ipynb").unlink()
    assert rerun(course, workspace) == []
    assert "01_derivatives/lesson-new.ipynb" not in files(workspace)
    update(course, "slope = 3")
    assert len(rerun(course, workspace)) == 1
    assert "01_derivatives/lesson-new.ipynb" in files(workspace)
    assert "01_derivatives/lesson-new-2.ipynb" not in files(workspace)


def test_untouched_version_beside_is_replaced_by_the_next(course, workspace):
    write(workspace / LESSON, notebook("my note"))
    update(course, "slope = 2")
    rerun(course, workspace)
    newest = update(course, "slope = 3").read_text()
    rerun(course, workspace)
    assert files(workspace)["01_derivatives/lesson-new.ipynb"] == newest
    assert "01_derivatives/lesson-new-2.ipynb" not in files(workspace)


def test_touched_version_beside_stays_and_the_next_is_numbered(course, workspace):
    write(workspace / LESSON, notebook("my note"))
    update(course, "slope = 2")
    rerun(course, workspace)
    also_mine = write(workspace / "01_derivatives/lesson-new.ipynb", notebook("slope = 2", "also mine")).read_text()
    newest = update(course, "slope = 3").read_text()
    (news,) = rerun(course, workspace)
    assert "lesson-new-2.ipynb" in news
    assert files(workspace)["01_derivatives/lesson-new.ipynb"] == also_mine
    assert files(workspace)["01_derivatives/lesson-new-2.ipynb"] == newest


def test_a_file_of_the_learner_with_the_name_of_the_new_version_stays(course, workspace):
    theirs = write(workspace / "01_derivatives/lesson-new.ipynb", "theirs").read_text()
    write(workspace / LESSON, notebook("my note"))
    update(course, "slope = 2")
    rerun(course, workspace)
    assert files(workspace)["01_derivatives/lesson-new.ipynb"] == theirs
    assert "01_derivatives/lesson-new-2.ipynb" in files(workspace)


def test_taking_over_the_newer_version_ends_the_matter(course, workspace):
    write(workspace / LESSON, notebook("my note"))
    update(course, "slope = 2")
    rerun(course, workspace)
    os.replace(workspace / "01_derivatives/lesson-new.ipynb", workspace / LESSON)
    assert rerun(course, workspace) == []
    newest = update(course, "slope = 3").read_text()
    rerun(course, workspace)
    assert files(workspace)[LESSON] == newest


def test_deleted_files_are_handed_out_again(course, workspace):
    before = files(workspace)
    shutil.rmtree(workspace / "01_derivatives")
    rerun(course, workspace)
    assert files(workspace) == before


def test_data_file_follows_the_same_rules(course, workspace):
    write(course / "release/01_derivatives/data/rides.csv", "t,km\n0,1\n")
    rerun(course, workspace)
    assert files(workspace)["01_derivatives/data/rides.csv"] == "t,km\n0,1\n"
    write(workspace / "01_derivatives/data/rides.csv", "my own ride\n")
    write(course / "release/01_derivatives/data/rides.csv", "t,km\n0,2\n")
    rerun(course, workspace)
    assert files(workspace)["01_derivatives/data/rides.csv"] == "my own ride\n"
    assert files(workspace)["01_derivatives/data/rides-new.csv"] == "t,km\n0,2\n"


def saved_by_jupyterlab(file: Path):
    """The notebook as JupyterLab saves it after a run: lines as lists, outputs, its own metadata."""
    content = json.loads(file.read_text())
    content["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content["metadata"]["language_info"] = {"name": "python", "version": "3.12.1"}
    for cell in content["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        cell["execution_count"] = 7
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["6.0\n"]}]
        cell["metadata"]["execution"] = {"iopub.status.idle": "2026-01-01T00:00:00Z"}
    return content


def test_a_notebook_that_was_only_run_and_saved_is_replaced(course, workspace):
    write(workspace / LESSON, saved_by_jupyterlab(workspace / LESSON))
    newer = update(course, "slope = 2").read_text()
    rerun(course, workspace)
    assert files(workspace)[LESSON] == newer


def test_outputs_stay_while_there_is_no_newer_version(course, workspace):
    saved = write(workspace / LESSON, saved_by_jupyterlab(workspace / LESSON)).read_text()
    rerun(course, workspace)
    assert files(workspace)[LESSON] == saved


def put(path, value):
    """A change to a notebook: sets what the path of keys leads to."""

    def change(content):
        place = content
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        put(["cells", 0, "source"], ["slope = 1 "]),
        put(["cells", 0, "cell_type"], "raw"),
        put(["cells", 0, "metadata", "tags"], ["ask-about-this"]),
        put(["cells", 0, "attachments"], {"sketch.png": {"image/png": "iVBORw0KGgo="}}),
        put(["metadata", "widgets"], {"application/vnd.jupyter.widget-state+json": {"state": {"guess": 3}}}),
        put(["metadata", "title"], "my notes"),
        lambda content: content["cells"].append(dict(content["cells"][0], source="")),
        lambda content: content["cells"].clear(),
    ],
)
def test_whatever_a_person_may_have_put_in_makes_a_notebook_theirs(course, workspace, change):
    content = saved_by_jupyterlab(workspace / LESSON)
    change(content)
    mine = write(workspace / LESSON, content).read_text()
    update(course, "slope = 2")
    rerun(course, workspace)
    assert files(workspace)[LESSON] == mine
    assert "01_derivatives/lesson-new.ipynb" in files(workspace)


def test_an_answer_typed_at_a_prompt_makes_a_notebook_theirs(course):
    update(course, "guess = input('Your guess? ')")
    workspace = course / "workspace"
    hand_out(course, workspace)
    content = json.loads((workspace / LESSON).read_text())
    content["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "Your guess? 2x\n"}]
    mine = write(workspace / LESSON, content).read_text()
    update(course, "slope = 2")
    rerun(course, workspace)
    assert files(workspace)[LESSON] == mine


def test_a_half_saved_notebook_is_theirs(course, workspace):
    mine = write(workspace / LESSON, (workspace / LESSON).read_text()[:40]).read_text()
    update(course, "slope = 2")
    rerun(course, workspace)
    assert files(workspace)[LESSON] == mine


@pytest.mark.parametrize("manifest", [None, "", "{", "[]", '{"files": 3}', f'{{"files": {{"{LESSON}": 1}}}}', "\x00"])
def test_without_a_sound_manifest_nothing_is_overwritten(course, workspace, manifest):
    mine = write(workspace / LESSON, notebook("my note")).read_text()
    (workspace / MANIFEST).unlink()
    if manifest is not None:
        write(workspace / MANIFEST, manifest)
    write(course / "course/02_partials.ipynb", notebook("partial = 2"))
    rerun(course, workspace)
    assert files(workspace)[LESSON] == mine
    assert sources(workspace / "02_partials/lesson.ipynb") == ["partial = 1"]  # untouched, but nobody can know
    assert sources(workspace / "02_partials/lesson-new.ipynb") == ["partial = 2"]
    assert rerun(course, workspace) == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', '{"cells": [{}], "metadata": {}}'])
def test_a_damaged_notebook_of_the_course_is_refused_and_nothing_is_written(course, content):
    damaged = write(course / "course/02_partials.ipynb", content)
    with pytest.raises(GradusError, match="02_partials.ipynb is not a notebook.*gradus build"):
        hand_out(course, course / "workspace")
    assert damaged.exists() and not (course / "workspace").exists()


def test_a_course_without_lessons_is_refused(course):
    shutil.rmtree(course / "course")
    with pytest.raises(GradusError, match="gradus build"):
        hand_out(course, course / "workspace")


def test_a_file_in_the_place_of_the_workspace_is_refused(course):
    write(course / "workspace", "precious")
    with pytest.raises(GradusError, match="is a file"):
        hand_out(course, course / "workspace")
    assert (course / "workspace").read_text() == "precious"


def test_a_file_in_the_place_of_a_unit_is_refused(course):
    precious = write(course / "workspace/02_partials", "precious")
    with pytest.raises(GradusError, match="02_partials.*move it out of the way"):
        hand_out(course, course / "workspace")
    assert precious.read_text() == "precious"


@pytest.mark.skipif(sys.platform != "linux", reason="uses /sys, where not even root may make files")
def test_a_workspace_that_cannot_be_written_is_refused(course):
    (course / "workspace").symlink_to("/sys")
    with pytest.raises(GradusError, match="cannot be written.*name a folder of your own"):
        hand_out(course, course / "workspace")


def test_a_full_disk_damages_nothing(course, workspace):
    """In a process that may not write files of more than 8 kB, which fails as a full disk does."""
    before = files(workspace)
    update(course, "slope = 2" + " " * 20_000)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)); "
    run = subprocess.run([sys.executable, "-c", limit + HAND_OUT, course, workspace], capture_output=True, text=True)
    assert "GradusError" in run.stderr and "File too large" in run.stderr
    assert files(workspace) == before


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap makes the small disk")
def test_a_full_disk_is_named(course):
    if not shutil.which("bwrap"):
        pytest.skip("needs bubblewrap: sudo apt-get install bubblewrap")
    update(course, "slope = 2" + " " * 200_000)
    (course / "workspace").mkdir()
    small = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--size", "65536", "--tmpfs", course / "workspace"]
    run = subprocess.run(
        [*small, sys.executable, "-c", HAND_OUT, course, course / "workspace"], capture_output=True, text=True
    )
    assert "GradusError: The disk is full" in run.stderr


def test_a_linked_file_is_left_alone(course, workspace, tmp_path):
    elsewhere = tmp_path / "elsewhere.ipynb"
    os.replace(workspace / LESSON, elsewhere)
    (workspace / LESSON).symlink_to(elsewhere)
    before = elsewhere.read_text()
    newer = update(course, "slope = 2").read_text()
    rerun(course, workspace)
    assert (workspace / LESSON).is_symlink() and elsewhere.read_text() == before
    assert files(workspace)["01_derivatives/lesson-new.ipynb"] == newer


def test_a_dangling_link_is_left_alone(course, workspace, tmp_path):
    (workspace / LESSON).unlink()
    (workspace / LESSON).symlink_to(tmp_path / "gone")
    update(course, "slope = 2")
    rerun(course, workspace)
    assert (workspace / LESSON).is_symlink() and not (tmp_path / "gone").exists()


def test_nothing_is_written_through_a_linked_unit(course, workspace, tmp_path):
    outside = tmp_path / "outside"
    os.replace(workspace / "01_derivatives", outside)
    (workspace / "01_derivatives").symlink_to(outside)
    before = files(outside)
    update(course, "slope = 2")
    assert any("is a link" in line for line in rerun(course, workspace))
    assert files(outside) == before


def test_a_linked_workspace_is_a_workspace(course, tmp_path):
    (tmp_path / "big disk").mkdir()
    (course / "workspace").symlink_to(tmp_path / "big disk")
    hand_out(course, course / "workspace")
    assert LESSON in files(tmp_path / "big disk")


def test_many_starts_at_once_leave_whole_files_and_lose_nothing(course, workspace):
    mine = write(workspace / "02_partials/lesson.ipynb", notebook("mine")).read_text()
    newer = update(course, "slope = 2" + "#" * 500_000).read_text()
    write(course / "course/02_partials.ipynb", notebook("partial = 2"))
    starts = [subprocess.Popen([sys.executable, "-c", HAND_OUT, course, workspace]) for _ in range(8)]
    assert [start.wait() for start in starts] == [0] * 8
    found = files(workspace)
    assert found[LESSON] == newer and found["02_partials/lesson.ipynb"] == mine
    assert sorted(found) == [
        "01_derivatives/data/rides.csv",
        "01_derivatives/derivatives.ipynb",
        "01_derivatives/lesson.ipynb",
        "02_partials/lesson-new.ipynb",
        "02_partials/lesson.ipynb",
    ]
    assert rerun(course, workspace) == []


def test_reset_of_a_file_that_was_deleted_or_is_the_original(course, workspace):
    original = (workspace / LESSON).read_text()
    assert reset(course, workspace / LESSON) is None
    (workspace / LESSON).unlink()
    assert reset(course, workspace / LESSON) is None
    assert (workspace / LESSON).read_text() == original


def test_each_reset_keeps_what_stood_there(course, workspace):
    for text in ("mine", "also mine"):
        write(workspace / LESSON, text)
        kept = reset(course, workspace / LESSON)
        assert kept.read_text() == text
    assert kept.name == "lesson-old-2.ipynb"
    newer = update(course, "slope = 2").read_text()
    rerun(course, workspace)
    assert (workspace / LESSON).read_text() == newer  # it counts as untouched


def test_reset_refuses_what_the_course_did_not_hand_out(course, workspace, tmp_path):
    mine = write(workspace / "01_derivatives/mine.ipynb", notebook("mine"))
    with pytest.raises(GradusError, match="is not one of the course's files. Do you mean 01_derivatives/lesson.ipynb"):
        reset(course, mine)
    for name, meant in [("lesson.ipynb", LESSON), ("01_derivative/lesson.ipynb", LESSON), ("01_derivatives/x", LESSON)]:
        with pytest.raises(GradusError, match=f"Do you mean .*{meant}"):
            reset(course, workspace / name)
    with pytest.raises(GradusError, match="Those are in 01_derivatives"):
        reset(course, workspace / "zzz")
    with pytest.raises(GradusError, match="is in no workspace"):
        reset(course, course / "course/01_derivatives.ipynb")
    os.replace(workspace / LESSON, tmp_path / "elsewhere.ipynb")
    (workspace / LESSON).symlink_to(tmp_path / "elsewhere.ipynb")
    with pytest.raises(GradusError, match="is a link"):
        reset(course, workspace / LESSON)
    assert mine.exists() and (workspace / LESSON).is_symlink()


def test_who_renames_a_notebook_keeps_it_and_is_led_to_it(tmp_path):
    """No second one, empty, comes in its place; a copy laid beside it, or another notebook, is not taken for it."""
    workspace = tmp_path / "workspace"
    hand_out(ROOT, workspace)
    folder = workspace / "01_derivatives"
    mine = (folder / "derivatives.ipynb").rename(folder / "my derivatives.ipynb")
    shutil.copy(mine, folder / "derivatives-old.ipynb")
    news = hand_out(ROOT, workspace)
    assert not (folder / "derivatives.ipynb").exists()
    [said] = [line for line in news if "my derivatives" in line]
    assert "has the cells of derivatives.ipynb, and START_HERE leads to it; `" in said and "reset" in said
    write_start_page(ROOT, workspace, news)
    page = (workspace / "START_HERE.md").read_text()
    assert "(01_derivatives/my%20derivatives.ipynb)" in page and "(01_derivatives/derivatives.ipynb" not in page
    mine.rename(tmp_path / "elsewhere.ipynb")
    assert not hand_out(ROOT, workspace)
    assert (folder / "derivatives.ipynb").exists()
    write_start_page(ROOT, workspace, [])
    assert "(01_derivatives/derivatives.ipynb)" in (workspace / "START_HERE.md").read_text()
