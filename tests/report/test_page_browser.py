"""The page in a browser: in both themes, on a phone and on paper, without a script, and without findings of axe."""

import pytest

from gradus.report.page import page
from tests.figures.conftest import node_modules  # noqa: F401  (a fixture)
from tests.report.test_numbers import CODE, WRONG, Check, submission, tallied

pytestmark = pytest.mark.wide


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The page of a class that has everything."""
    students = [
        submission(f"s{n}", 2.0 * (n % 2), 0.5 * (n % 5), why=None if n < 2 else float(n % 4)) for n in range(12)
    ]
    students += [
        submission("wrong", 0.0, 0.0, (WRONG, WRONG), code=CODE + "  # " + "long " * 60),
        submission("other", 0.0, 0.0, (Check("wrong", "", "said"), Check("stopped")), faults=("It was stopped.",)),
        submission("untried", 0.0, 0.0, (Check("untried"), Check("untried"))),
        submission("refused", 0.0, 0.0, could_be_graded=False, faults=("No notebook.",)),
    ]
    written = tmp_path_factory.mktemp("report") / "01.html"
    written.write_text(page(tallied(*students, waiting=["late"]), written.parent), encoding="utf-8")
    return written


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_reads_in_any_theme_and_width(file, browser, node_modules, theme, width):  # noqa: F811
    shown = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=theme, bypass_csp=True)
    asked = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for element in shown.locator("details").all():
        element.evaluate("e => e.open = true")
    shown.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found = shown.evaluate("async () => (await axe.run()).violations")
    assert not [(problem["id"], [node["html"][:200] for node in problem["nodes"]]) for problem in found]
    shown.close()


def test_on_paper_it_is_black_on_white_and_shows_the_answers_to_be_taught(file, browser):
    shown = browser.new_page(color_scheme="dark")
    shown.emulate_media(media="print", color_scheme="dark")
    shown.goto(file.as_uri())
    assert shown.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert shown.locator(".cards pre").first.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    assert shown.locator(".students").evaluate("e => !e.checkVisibility({contentVisibilityAuto: true})")
    shown.close()
