"""How long from a key press or a pointer move to the painted frame: every figure, and Descent with interact.

    python benchmarks/figures.py [--moves 200]

Each stands in a notebook of its own in a real JupyterLab in chromium, and is moved 200 times: gradient descent in
two dimensions with 200 steps, contours, path and losses; a surface of 60 by 60 patches with arrows and a path; a digit
drawn by 200 moves, read by a network (64, 32, 10); the others as the lessons show them. Time runs from the input
event's own time stamp to the end of the first frame that shows the change; *change made* is the part of it that the
figure takes. Also counted: whether that was the very next frame, what the page sends to the kernel while the hand
moves, and when it lets go. Aim: a change made in 17 ms, a frame of a 60 Hz screen, in 95 of 100 on a quiet machine; ten
times better than interact; nothing sent during a drag and one message at its end.
"""

import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import typer
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from rich.table import Table

from tests import lab as labs
from tests.figures.test_secant_browser import KERNEL, knob_of

GIVEN = """
import numpy as np
from gradus.figures import *

rng = np.random.default_rng(0)
params = [(rng.normal(0, 0.2, (64, 32)), np.zeros(32)), (rng.normal(0, 0.2, (32, 10)), np.zeros(10))]

def f(x, y):
    return x**2 / 2 + 2 * y**2 + x * y / 2
"""
DESCENT = "Descent(f, start=(-2.4, 2.0), learning_rate=0.1, steps=200, learning_rates=(1e-3, 0.4))"
TRAINING = """
run = Training((rng.random((100, 64)), np.arange(100) % 10))
for step in range(50):
    run.record([(W * (1 + step / 50), b) for W, b in params])
run
"""
TAPE = """
def program(x, w):
    for _ in range(10):
        x = (x * w).sin()
    return x

TapePlayer(program, 0.5, 1.5)
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatLogSlider, interact

x, y = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-3, 3, 121))
H = np.array([[1, 0.5], [0.5, 4]])

def draw(learning_rate):
    path = [np.array([-2.4, 2.0])]
    for _ in range(200):
        path.append(path[-1] - learning_rate * H @ path[-1])
    path = np.array(path)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 4))
    left.contour(x, y, f(x, y), 12)
    left.plot(*path.T, "o-")
    left.set(xlim=(-3, 3), ylim=(-3, 3))
    right.semilogy(f(*path.T))
    plt.show()

interact(draw, learning_rate=FloatLogSlider(value=0.1, min=-3, max=-0.4, step=0.02));
"""
SLIDER, STEPS, POINT = ".scale input", "input[type=range]", ".handle"
KEY = "key on the slider"
OURS = [  # a cell, its figure, and what is moved in it: how it is called, by key or pointer, and where it is
    (DESCENT, "Descent", (KEY, "key", SLIDER), ("its slider", "pointer", SLIDER), ("the start", "pointer", POINT)),
    ("Digits(params)", "Digits", ("the pen", "pointer", ".board")),
    (
        "Surface(f, path=Descent(f, start=(-2.4, 2.0), learning_rate=0.4, steps=50).path)",
        "Surface",
        ("key on the view", "key", ".stage"),
        ("the view", "pointer", ".stage"),
        ("the point", "pointer", POINT),
    ),
    ("Secant(lambda x: x**2 / 4 + 1, x=1.0)", "Secant", (KEY, "key", SLIDER), ("its slider", "pointer", SLIDER)),
    ("ErrorCurve(np.exp, np.exp, x=1.0)", "ErrorCurve", (KEY, "key", SLIDER), ("its slider", "pointer", SLIDER)),
    ("Zoom(np.sin, x=0.5)", "Zoom", (KEY, "key", SLIDER), ("its slider", "pointer", SLIDER)),
    ("Slice(lambda x, y: x**2 * y)", "Slice", (KEY, "key", SLIDER), ("its slider", "pointer", SLIDER)),
    ("GradientField(f)", "GradientField", (KEY, "key", SLIDER), ("the point", "pointer", POINT)),
    ("Map(f, point=(0.5, -1.0))", "Map", ("the point", "pointer", POINT)),
    ("Ravine()", "Ravine", (KEY, "key", SLIDER), ("its slider", "pointer", SLIDER), ("the start", "pointer", POINT)),
    ("Bowl(point=(1.0, 1.0), turn=30)", "Bowl", (KEY, "key", SLIDER), ("the point", "pointer", POINT)),
    (TRAINING, "Training", (KEY, "key", STEPS), ("its slider", "pointer", STEPS)),
    (TAPE, "TapePlayer", (KEY, "key", STEPS), ("its slider", "pointer", STEPS)),
]
THEIRS = (INTERACT, "interact", (KEY, "key", '[role="slider"]'), ("its slider", "pointer", '[role="slider"]'))
# Promises, from the next event of this type: the time to the end of the frame that shows a change in `root`; the time
# that the figure takes for it, from when the page hears of the event; and whether that is the next frame. The rest is
# waiting for frames, 60 a second, before chromium hands a pointer's move on and after the change, and painting.
WATCH = """({ type, root, image }) => {
    const cell = document.querySelectorAll(".jp-CodeCell")[root];
    const area = cell.querySelector(image ? ".widget-output" : ".gradus-figure");
    const before = image && area.querySelector("img").src;
    window.sample = new Promise((resolve) => {
        let start = null, begun = 0, frames = 0, isNext = false, isSeen = false;
        const count = () => {
            frames += 1;
            if (!isSeen) requestAnimationFrame(count);
        };
        addEventListener(type, (event) => {
            start = event.timeStamp;
            begun = performance.now();
            requestAnimationFrame(count);
        }, { capture: true, once: true });
        const painted = (changed) => requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve([performance.now() - start, changed, isNext]);
            channel.port2.postMessage(0);
        });
        const observer = new MutationObserver(async () => {
            if (start === null) return;
            const picture = image && area.querySelector("img");
            if (image && (!picture || picture.src === before)) return;
            observer.disconnect();
            const changed = performance.now() - begun;
            isNext = frames <= 1;
            isSeen = true;
            if (image) await picture.decode();
            painted(changed);
        });
        setTimeout(() => {
            isSeen = true;
            resolve(null);
        }, 5000);
        observer.observe(area, { subtree: true, childList: true, attributes: true, characterData: true });
    });
}"""


class Moved:
    """One figure on the page: which cell, what is moved in it, whether it is an image, and what moving it took."""

    def __init__(self, page, sent, cell, moves, what, image=False):
        self.page, self.sent, self.cell, self.image, self.moves = page, sent, cell, image, moves
        self.handle = page.locator(".jp-CodeCell").nth(cell).locator(what).first

    def sample(self, kind, act):
        """Milliseconds from the event that act() causes to the frame that shows it, and to the change itself."""
        self.page.evaluate(WATCH, {"type": kind, "root": self.cell, "image": self.image})
        act()
        took = self.page.evaluate("window.sample")
        self.page.wait_for_timeout(20)
        if took is None:
            raise RuntimeError(f"Nothing moved in cell {self.cell} within 5 s of a {kind}.")
        return took

    def by_key(self):
        self.handle.scroll_into_view_if_needed()
        self.handle.focus()
        keys = ["ArrowRight", "ArrowLeft"]
        if self.handle.evaluate("element => element.type === 'range' && element.value === element.max"):
            keys.reverse()
        times = [
            self.sample("keydown", lambda k=k: self.page.keyboard.press(keys[k // 10 % 2])) for k in range(self.moves)
        ]
        self.page.wait_for_timeout(1000)
        return times, None, None

    def by_pointer(self):
        """Returns times, messages during the drag, messages at its end."""
        self.handle.scroll_into_view_if_needed()
        box = self.handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        inwards = -4
        if self.handle.evaluate("element => element.type === 'range'"):
            place = box["width"] / float(self.handle.evaluate("element => element.max"))
            inwards = max(4, 1.2 * place) * (1 if knob_of(self.handle)[0] < x else -1)
            x, y = knob_of(self.handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.wait_for_timeout(300)
        before, times = len(self.sent), []
        for k in range(self.moves):
            to = x + inwards * (1 + min(k % 20, 20 - k % 20))  # to and fro, never to the slider's end
            times.append(self.sample("pointermove", lambda to=to: self.page.mouse.move(to, y)))
        self.page.wait_for_timeout(1000)
        during = self.sent[before:].count("comm_msg")
        self.page.mouse.up()
        self.page.wait_for_timeout(1000)
        return times, during, self.sent[before:].count("comm_msg") - during


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "unknown")
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {platform.python_version()}"


def main(moves: int = 200) -> None:
    columns = "figure", "moved by", "p50, ms", "p95, ms", "change made, p95, ms", "in the next frame"
    table = Table(*columns, "messages while moving", "at the end", title="Input to frame")
    load, rows = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as scratch, labs.serve(Path(scratch)) as lab, labs.launch(labs.chromium()) as b:
        for code, figure, *handles in [*OURS, THEIRS]:
            page = b.new_page(viewport={"width": 1100, "height": 1000})
            sent = labs.Frames(page).sent
            cells = [new_code_cell(GIVEN.strip()), new_code_cell(code.strip())]
            lab.open(page, new_notebook(cells=cells, metadata=KERNEL), f"{figure}.ipynb")
            labs.run_all(page)
            page.wait_for_selector(".widget-output img" if figure == "interact" else ".gradus-figure svg")
            page.wait_for_timeout(2000)
            for said, how, what in handles:
                moved = Moved(page, sent, 1, moves, what, image=figure == "interact")
                took = moved.by_key() if how == "key" else moved.by_pointer()
                rows.append((figure, said if how == "key" else f"pointer on {said}", took))
            page.close()
        version = f"chromium {b.version}"
    for figure, what, (times, during, after) in rows:
        frames, changes, are_next = zip(*times, strict=True)
        p95, changed = (statistics.quantiles(numbers, n=20)[-1] for numbers in (frames, changes))
        counts = ["" if count is None else str(count) for count in (during, after)]
        numbers = f"{statistics.median(frames):.1f}", f"{p95:.1f}", f"{changed:.1f}", f"{statistics.mean(are_next):.0%}"
        table.add_row(figure, what, *numbers, *counts)
    Console(width=140).print(table)
    print(f"{machine()}, {version}; load {load:.1f} before, {os.getloadavg()[0]:.1f} after.")


if __name__ == "__main__":
    typer.run(main)
