"""Formgrader in a real Jupyter server: its buttons assign and grade, and its pages show what students wrote.

In a real browser, nothing of what a hostile student wrote runs there, in feedback, or in the graded notebook, and
nothing asks another server.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from gradus.parallel.run import Grading
from tests import submissions
from tests.grading import hostile
from tests.grading.test_nbgrader import SCRIPTS, full_marks, hand_in, nbgrader, scores
from tests.lab import free_port, new_page
from tests.parallel.tiny_class import here

pytestmark = pytest.mark.wide

UNIT = "00_before_you_start"
NAME = f"{UNIT.split('_', 1)[1]}.ipynb"
TOKEN = "formgrader-test"


SHOW = """
from IPython.display import HTML, Markdown
for text in {texts!r}:
    display(HTML(text), Markdown(text))
"""
HONEST = r"""
## Why $a<b$ and not `a<b`

metadata: the step, x<y and z>2; see [the notes](https://example.org/a?b=1&c=2).
$$ \begin{{aligned}} f(x) & < 2 \\ h & \to 0 \end{{aligned}} $$ and \\[ \tfrac{{1}}{{2}} < 1 \\] too

| h | error |
| --: | :-- |
| 0.1 | 1e-3 |

```python
slope(f, x) < 1
```

![sketch](attachment:sketch.png) ![animated](attachment:animated.gif) ![lost](attachment:lost.png)
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PLOT = """
import matplotlib.pyplot as plt
from IPython.display import HTML
plt.plot([1, 2])
plt.show()
HTML("<table border=1 class=dataframe><tr style='text-align: right;'><th>h</th></tr><tr><td>7</td></tr></table>")
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course as an instructor has it before anything was done, with an honest submission and a hostile one."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(submissions.ROOT / "nbgrader_config.py", root)
    shutil.copytree(submissions.ROOT / "source" / UNIT, root / "source" / UNIT)
    name = f"{UNIT.split('_', 1)[1]}.ipynb"
    pasted = {"sketch.png": {"image/png": PIXEL}, "animated.gif": {"image/gif": GIF}}
    others = {
        "ada": [new_markdown_cell(HONEST.format(), attachments=pasted), new_code_cell(PLOT)],
        "eve": [
            *map(new_markdown_cell, hostile.TEXTS),
            new_code_cell(SHOW.format(texts=hostile.TEXTS)),
            new_code_cell(hostile.OUTPUTS),
        ],
    }
    for student, cells in others.items():
        hand_in(root, UNIT, name, student, {})
        notebook = submissions.submission(UNIT, submissions.reference(UNIT))
        notebook.cells += cells
        nbformat.write(notebook, root / "submitted" / student / UNIT / name)
        (root / "submitted" / student / UNIT / "evil.html").write_text("<script>pwn()</script>")
    return root


@pytest.fixture(scope="module")
def formgrader(course):
    """A function that asks Formgrader's own interface; a body makes it a POST, or what is named."""
    port = free_port()
    env = dict(os.environ, PATH=f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", JUPYTER_TOKEN=TOKEN)
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.disable_check_xsrf=True"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], cwd=course, env=env, stderr=subprocess.DEVNULL
    )

    def ask(path, body=None, method="POST"):
        address = f"http://127.0.0.1:{port}/formgrader/{path}"
        request = urllib.request.Request(address, method=method if body else "GET")
        request.add_header("Authorization", f"token {TOKEN}")
        data = json.dumps(body).encode() if body else None
        with urllib.request.urlopen(request, data, timeout=600) as reply:
            return reply.read().decode()

    ask.address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            try:
                ask("")
                break
            except OSError:
                assert server.poll() is None, "JupyterLab ended"
                time.sleep(0.25)
        yield ask
    finally:
        server.terminate()
        server.wait(20)


def test_formgrader_lists_assigns_and_grades(formgrader, course):
    [assignment] = json.loads(formgrader("api/assignments"))
    assert assignment["name"] == UNIT
    assert json.loads(formgrader(f"api/assignment/{UNIT}/assign", {"go": True}))["success"]
    assert json.loads(formgrader(f"api/submission/{UNIT}/ada/autograde", {"go": True}))["success"]
    assert scores(course, UNIT, "ada") == full_marks(UNIT)
    assert (course / ".judge_seed").exists()  # the judge has drawn for her
    assert "manage" in formgrader("manage_assignments").lower()


@pytest.fixture(scope="module")
def graded(formgrader, course):
    """Both submissions graded by Formgrader's button, with feedback; the addresses of their Formgrader pages."""
    assert json.loads(formgrader(f"api/assignment/{UNIT}/assign", {"go": True}))["success"]
    for student in ("ada", "eve"):
        answer = json.loads(formgrader(f"api/submission/{UNIT}/{student}/autograde", {"go": True}))
        assert answer["success"], answer["log"]
    status, log = nbgrader(course, "generate_feedback", UNIT)
    assert status == 0, log
    notebook = UNIT.split("_", 1)[1]
    listed = json.loads(formgrader(f"api/submitted_notebooks/{UNIT}/{notebook}"))
    return {one["student"]: f"{formgrader.address}/formgrader/submissions/{one['id']}/" for one in listed}


def test_points_and_comments_by_hand_outlive_gradus_grade(graded, formgrader, course):
    submission = graded["ada"].rstrip("/").rpartition("/")[2]

    def all_of(kind):
        return {one["name"]: one for one in json.loads(formgrader(f"api/{kind}s?submission_id={submission}"))}

    before = all_of("grade")
    grade, comment = next(iter(before.values())), next(iter(all_of("comment").values()))
    formgrader(f"api/grade/{grade['id']}", {"manual_score": 0.5, "extra_credit": 0.25}, "PUT")
    formgrader(f"api/comment/{comment['id']}", {"manual_comment": "Well seen."}, "PUT")
    grading = Grading(course, UNIT)
    [done] = grading.run(["ada"], grading.crew(here()), force=True)
    assert done.is_new and not done.fault
    given = {"manual_score": 0.5, "extra_credit": 0.25, "needs_manual_grade": True}
    after = all_of("grade")
    assert {**after.pop(grade["name"]), "score": 0} == {**before.pop(grade["name"]), **given, "score": 0}
    assert after == before
    assert all_of("comment")[comment["name"]]["manual_comment"] == "Well seen."


@pytest.mark.browser
def test_whose_a_submission_is_stays_hidden_until_it_is_asked(graded, formgrader, page):
    page.set_extra_http_headers({"Authorization": f"token {TOKEN}"})
    page.goto(f"{formgrader.address}/formgrader/gradebook/{UNIT}/{NAME.removesuffix('.ipynb')}")
    page.get_by_text("Submission #1").wait_for()
    assert not re.search(r"\b(ada|eve)\b", page.locator("body").inner_text())
    page.goto(graded["ada"])
    assert "Submission #" in page.locator("body").inner_text() and not page.get_by_text("ada", exact=True).is_visible()


# Nothing here may find anything. `a[href]` as the browser understands it, not as it is spelled.
LIVE = r"""() => {
    const inside = [...document.querySelectorAll("#notebook-container *")];
    const is_live = element =>
        element.matches("script:not([type^='math/']), iframe, object, embed, form, base, meta, link, style, svg")
        || [...element.attributes].some(({name}) => name.startsWith("on") || name === "srcset" || name === "data-link")
        || /url|expression|position/i.test(element.getAttribute("style") || "")
        || (element.href && !/^(https?:|mailto:|#|\/formgrader\/)/.test(element.getAttribute("href")))
        || (element.matches("a[href]") && element.protocol === location.protocol && element.host === location.host
            && !/^(#|.formgrader.)/.test(element.getAttribute("href")))
        || (element.tagName === "IMG" && element.hasAttribute("src") && !/^data:image.(png|jpeg|gif)/.test(element.src)
            && !element.src.startsWith(location.href.replace(/[^/]*$/, "")));
    return inside.filter(is_live).map(element => element.outerHTML.slice(0, 300));
}"""


@pytest.fixture
def page(browser):
    """One of its own, which goes to other servers than `lab`, and sees nothing else."""
    with new_page(browser) as own:
        yield own


class Watched:
    """A page that notes what it is asked to run and where it goes."""

    def __init__(self, page, address):
        self.page, self.events = page, []
        page.set_default_timeout(300_000)
        page.add_init_script("window.pwn = () => { window.pwned = true; top.pwned = true; alert('pwned') }")
        page.on("dialog", lambda dialog: (self.events.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._note(request.url, address))
        page.route(lambda url: not url.startswith((address, "file:")), lambda route: route.abort())

    def _note(self, url, address):
        # the pages' own mathematics comes from there, whatever is in them
        if not url.startswith((address, "file:", "data:", "blob:", "https://cdnjs.cloudflare.com/ajax/libs/mathjax/")):
            self.events.append(url)

    def show(self, address):
        self.page.goto(address, wait_until="load")
        self.page.wait_for_function("[...document.images].every(image => image.complete)")
        self.page.keyboard.press("Tab")
        assert not self.events
        assert not self.page.evaluate("window.pwned")
        return self


@pytest.mark.browser
@pytest.mark.parametrize("where", ["Formgrader", "feedback"])
def test_nothing_of_a_hostile_notebook_is_live(graded, formgrader, course, page, where):
    feedback = course / "feedback" / "eve" / UNIT / NAME.replace(".ipynb", ".html")
    address = graded["eve"] if where == "Formgrader" else feedback.as_uri()
    page.set_extra_http_headers({"Authorization": f"token {TOKEN}"})
    Watched(page, formgrader.address).show(address)
    assert page.locator("#notebook-container .text_cell").count() > len(hostile.TEXTS)
    assert page.evaluate(LIVE) == []
    clobbering = "[name], #notebook, #MathJax, .score, .comment, .nbgrader_cell, .btn, [data-toggle]"
    assert page.locator(f".rendered_html :is({clobbering})").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("where", ["Formgrader", "feedback"])
def test_honest_text_is_shown_as_it_was_meant(graded, formgrader, course, page, where):
    feedback = course / "feedback" / "ada" / UNIT / NAME.replace(".ipynb", ".html")
    address = graded["ada"] if where == "Formgrader" else feedback.as_uri()
    page.set_extra_http_headers({"Authorization": f"token {TOKEN}"})
    Watched(page, formgrader.address).show(address)
    mine = page.locator(".rendered_html", has_text="metadata: the step")
    text = " ".join(mine.inner_text().split())
    for part in (
        "Why $a<b$ and not a<b", "x<y and z>2;", r"$$ \begin{aligned} f(x) & < 2 \\ h & \to 0 \end{aligned} $$",
        r"$$ \tfrac{1}{2} < 1 $$", "lost.png is missing",
    ):  # fmt: skip
        assert part in text
    assert mine.locator("a").get_attribute("href") == "https://example.org/a?b=1&c=2"
    assert mine.locator("td").all_inner_texts() == ["0.1", "1e-3"]
    assert mine.locator(".highlight .n").first.inner_text() == "slope"
    assert mine.locator("img").evaluate_all("all => all.map(image => image.naturalWidth)") == [1, 1]
    assert page.locator(".output_png img").evaluate_all("all => all.every(image => image.naturalWidth > 100)")
    assert page.locator(".output_png img").count() >= 1
    assert page.locator("table.dataframe td").inner_text() == "7"
    assert page.locator("table.dataframe tr").first.evaluate("e => getComputedStyle(e).textAlign") == "right"
    hint = page.locator("details", has_text="Hint").first
    assert not hint.evaluate("e => e.open")
    hint.locator("summary").click()
    assert hint.evaluate("e => e.open")
    assert "<details>" not in page.locator("#notebook-container").first.inner_text()


@pytest.mark.slow
@pytest.mark.browser
def test_a_hostile_graded_notebook_in_jupyterlab(graded, formgrader, course, page):
    notebook = UNIT.split("_", 1)[1]
    page.set_extra_http_headers({"Authorization": f"token {TOKEN}"})
    watched = Watched(page, formgrader.address)
    page.goto(f"{formgrader.address}/lab/tree/autograded/eve/{UNIT}/{notebook}.ipynb?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput", timeout=120_000)
    for _ in range(60):  # it draws what is scrolled to
        page.locator(".jp-WindowedPanel-outer").first.evaluate("e => { e.scrollTop += e.clientHeight }")
        page.wait_for_timeout(50)
    assert not [event for event in watched.events if "evil" in event or "pwn" in event]
    assert not page.evaluate("window.pwned")
