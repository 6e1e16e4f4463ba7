"""A real JupyterLab and a real browser for tests, both on this machine only.

`lab` is one server for the whole session, `page` a browser page for a file of tests.
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

CONFIG = """
from jupyterlab.galata import configure_jupyter_server
c = get_config()
configure_jupyter_server(c)
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port = {port}
c.ServerApp.port_retries = 0
c.ServerApp.root_dir = {root!r}
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True
"""

SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Over subshells, widget messages race the execution of cells.
    "@jupyterlab/apputils-extension/kernels-settings": {"commsOverSubshells": "disabled"},
}
# Until a notebook is the current panel and its kernel answers, its commands silently do nothing.
KERNEL_IS_READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.content?.widgets && panel.sessionContext?.session?.kernel?.status === "idle"
        && panel.sessionContext.isReady;
}"""
# JupyterLab covers itself while it starts and while it changes its theme. The cover goes 200 ms after the end, by a
# timer. One that comes back within that time is taken away by two timers, and the later throws an error: `removeChild`.
NO_SPLASH = "() => !document.getElementById('jupyterlab-splash')"
# A page takes eight seconds to start JupyterLab, so that the next notebook comes into the page that has done it. What
# was open goes without a question (`close` would ask whether to save it), and its kernel too. A notebook whose kernel
# has not come yet JupyterLab goes on opening, and throws errors for the next to answer for: wait for it first.
CLOSE_ALL = """async () => {
    for (const widget of [...window.jupyterapp.shell.widgets("main")]) widget.dispose();
    await window.jupyterapp.serviceManager.sessions.shutdownAll();
}"""
OPEN = """name => window.jupyterapp.commands.execute("docmanager:open", { path: name }).then(() => null)"""
# Which messages the kernel has not finished with yet, in the order in which the page itself hears of it.
WATCH_THE_KERNEL = """() => {
    const inTheAir = window.inTheAir = new Set();
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    kernel.anyMessage.connect((_, { msg, direction }) => {
        if (direction === "send" && msg.channel === "shell") inTheAir.add(msg.header.msg_id);
        if (msg.header.msg_type === "status" && msg.content.execution_state === "idle")
            inTheAir.delete(msg.parent_header.msg_id);
    });
}"""
# ipywidgets sends what has gathered when the kernel is done with the last message: hence quiet for some frames on end.
NOTHING_IN_THE_AIR = """async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (let quiet = 0; quiet < 3; quiet = window.inTheAir.size ? 0 : quiet + 1) await frame();
}"""
SIZE = {"width": 1100, "height": 900}
PATIENCE = 180  # seconds for what takes one or two on a machine with nothing else to do
NO_CHROMIUM = "No chromium: `apt-get install -y chromium`, or set GRADUS_CHROMIUM to the path of a Chrome."


def chromium() -> str | None:
    """Path of a Chrome-like browser, or None."""
    named = os.environ.get("GRADUS_CHROMIUM")
    candidates = [named] if named else ["/usr/bin/chromium", "chromium", "google-chrome"]
    return next(filter(None, map(shutil.which, candidates)), None)


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Lab:
    """A running JupyterLab: its address and the folder it shows."""

    def __init__(self, address: str, root: Path):
        self.address = address
        self.root = root

    def open(self, page, notebook, name="page.ipynb"):
        """Show a notebook (a node or a file) on the page and wait for its kernel."""
        if isinstance(notebook, Path):
            shutil.copy(notebook, self.root / name)
        else:
            nbformat.write(notebook, self.root / name)
        is_first = not page.evaluate("() => Boolean(window.jupyterapp)")
        if is_first:
            page.goto(f"{self.address}/lab/workspaces/{Path(name).stem}/tree/{name}?reset")
        else:
            page.evaluate(CLOSE_ALL)
            page.evaluate(OPEN, name)
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_function(KERNEL_IS_READY)
        page.wait_for_function(NO_SPLASH)
        page.evaluate(WATCH_THE_KERNEL)
        if is_first:
            command(page, "application:toggle-left-area")


def command(page, name):
    """Run a JupyterLab command to its end."""
    page.evaluate("name => window.jupyterapp.commands.execute(name).then(() => null)", name)


def run_all(page, seconds=180):
    """Run every cell, and wait until the last has finished."""
    page.evaluate(
        "() => { window.ran = false;"
        " window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.ran = true }) }"
    )
    page.wait_for_function("window.ran", timeout=seconds * 1000)


def keep_cells(page, number):
    """Delete every cell after the first so many."""
    page.evaluate(
        """number => {
            const { sharedModel } = window.jupyterapp.shell.currentWidget.content.model;
            sharedModel.deleteCellRange(number, sharedModel.cells.length);
        }""",
        number,
    )


def settle(page):
    """Wait until the kernel has heard all that the page had to say, and the page all answers."""
    page.evaluate(NOTHING_IN_THE_AIR)


def until(page, holds, seconds=PATIENCE):
    """Ask `holds()` again and again until it is true or the time is up; return what it said last."""
    end = time.monotonic() + seconds
    while not (said := holds()) and time.monotonic() < end:
        page.wait_for_timeout(50)
    return said


def errors_on(page) -> list[str]:
    """The text of each error or stderr output in the notebook."""
    kinds = [f'.jp-Notebook [data-mime-type="application/vnd.jupyter.{kind}"]' for kind in ("error", "stderr")]
    return page.locator(", ".join(kinds)).all_inner_texts()


def run_code(page, code) -> str:
    """Run code in a new last cell, and return what it prints."""
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    page.evaluate(
        """async code => {
            const panel = window.jupyterapp.shell.currentWidget;
            const notebook = panel.content;
            notebook.activeCellIndex = notebook.widgets.length - 1;
            await window.jupyterapp.commands.execute('notebook:insert-cell-below');
            notebook.activeCell.model.sharedModel.setSource(code);
            await window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        code,
    )
    outputs = cells.last.locator(".jp-OutputArea-output")
    return "\n".join(outputs.all_inner_texts()).strip()


class Frames:
    """What the page has sent to the kernel: one entry a message, `type` and channel."""

    def __init__(self, page):
        self.sent = []
        page.on("websocket", lambda ws: "/channels" in ws.url and ws.on("framesent", self._note))

    def _note(self, payload):
        text = payload.decode("latin-1") if isinstance(payload, bytes) else payload
        kind = re.search(r'"msg_type":\s*"(\w+)"', text)
        self.sent.append(kind.group(1) if kind else text[:200])


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab server for all browser tests of this session."""
    if chromium() is None:
        pytest.skip(NO_CHROMIUM)
    with serve(tmp_path_factory.mktemp("lab")) as running:
        yield running


@contextlib.contextmanager
def serve(scratch: Path):
    """A JupyterLab with its files in the folder `scratch`, for as long as the block runs."""
    root = scratch / "root"
    root.mkdir()
    port = free_port()
    (scratch / "config.py").write_text(CONFIG.format(port=port, root=str(root)))
    for name, value in SETTINGS.items():
        plugin = scratch / "settings" / f"{name}.jupyterlab-settings"
        plugin.parent.mkdir(parents=True, exist_ok=True)
        plugin.write_text(json.dumps(value))
    env = os.environ | {"JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"), "TF_CPP_MIN_LOG_LEVEL": "3"}
    log = scratch / "lab.log"
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--config", str(scratch / "config.py")],
            env=env, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api", server, log)
        yield Lab(address, root)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(url, server, log, seconds=PATIENCE):
    """Return once url answers; fail with the server's log if it never does."""
    for _ in range(4 * seconds):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"JupyterLab did not answer at {url}:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser():
    """One chromium for all browser tests of this session."""
    path = chromium()
    if path is None:
        pytest.skip(NO_CHROMIUM)
    with launch(path) as running:
        yield running


@contextlib.contextmanager
def launch(path: str):
    """A chromium without a window, for as long as the block runs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        yield playwright.chromium.launch(executable_path=path, args=flags)


def set_theme(page, name):
    """Switch JupyterLab to the theme "light" or "dark", and wait until the switch has ended."""
    theme = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}[name]
    page.wait_for_function(NO_SPLASH)
    page.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme }).then(() => null)", theme
    )
    page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
    page.wait_for_function(NO_SPLASH)


@pytest.fixture(scope="session")
def jupyterlab_page(browser):
    """One page for all that is opened in `lab`: JupyterLab takes eight seconds to start in it, and does so once."""
    with new_page(browser) as page:
        yield page


@pytest.fixture(scope="module")
def desk(jupyterlab_page):
    """The page, for the tests of a file: as wide as ever, light, and with nothing open."""
    jupyterlab_page.set_viewport_size(SIZE)
    if jupyterlab_page.evaluate("() => Boolean(window.jupyterapp)"):
        jupyterlab_page.evaluate(CLOSE_ALL)
        set_theme(jupyterlab_page, "light")
    return jupyterlab_page


@pytest.fixture
def page(desk):
    """The page, for one test; the errors its scripts raise meanwhile are in `page.script_errors`."""
    desk.script_errors.clear()
    return desk


@contextlib.contextmanager
def new_page(browser, **context):
    """A page for as long as the block runs; the errors its scripts raise are in `page.script_errors`."""
    page = browser.new_page(**{"viewport": SIZE} | context)
    page.set_default_timeout(PATIENCE * 1000)
    page.set_default_navigation_timeout(PATIENCE * 1000)
    page.script_errors = []
    page.on("pageerror", lambda error: page.script_errors.append(str(error)))
    yield page
    page.close()
