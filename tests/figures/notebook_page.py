"""A notebook of figures in a real JupyterLab, for tests that read facts from its page."""

from nbformat.v4 import new_code_cell, new_notebook

from tests.figures.test_secant_browser import KERNEL
from tests.lab import Frames, errors_on, run_all


def page_of(page, lab, name, cells, figures, width=1100, height=1000):
    """The page with a notebook in which these cells have run and so many figures stand; it notes its messages in
    `page.frames_sent`."""
    page.set_viewport_size({"width": width, "height": height})
    page.frames_sent = Frames(page).sent
    cells = [new_code_cell(source) for source in cells]
    lab.open(page, new_notebook(cells=cells, metadata=KERNEL), f"{name}.ipynb")
    page.script_errors.clear()  # those of what was open before; of this nothing has run yet
    run_all(page)
    page.wait_for_function(f"document.querySelectorAll('.gradus-figure .spoken').length === {figures}")
    assert errors_on(page) == page.script_errors == []
    return page


def figure_in(page, cell):
    """The figure of a code cell, scrolled into view."""
    figure = page.locator(".jp-CodeCell").nth(cell).locator(".gradus-figure")
    figure.scroll_into_view_if_needed()
    return figure
