"""The tests' own JupyterLab: what it waits for."""

import pytest
from nbformat.v4 import new_notebook

from tests.figures.test_secant_browser import KERNEL
from tests.lab import new_page, set_theme

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# On a fast machine all else is over before the timer that takes JupyterLab's cover away; here the timer is slow.
SLOW_COVER = """
const timer = window.setTimeout;
window.setTimeout = (act, ms, ...more) => timer(act, ms === 200 ? 3000 : ms, ...more);
"""


def test_a_theme_is_switched_when_the_last_switch_has_ended(lab, browser):
    """Otherwise JupyterLab itself throws "The node to be removed is not a child of this node"."""
    with new_page(browser) as page:
        page.add_init_script(SLOW_COVER)
        lab.open(page, new_notebook(metadata=KERNEL), "themes.ipynb")
        for name in ("dark", "light", "dark"):
            set_theme(page, name)
            assert page.evaluate("document.body.dataset.jpThemeLight") == ("true" if name == "light" else "false")
        set_theme(page, "light")
        page.wait_for_timeout(3000)  # whatever a timer still has to throw
        assert page.script_errors == []
