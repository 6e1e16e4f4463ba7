"""Pictures of all figures as a real JupyterLab shows them, light and dark, into docs/images/figures/.

    .venv/bin/python tools/picture_figures.py [--narrow] [--to FOLDER] [NAME ...]

--narrow: in a window of 600 pixels. Needs what the browser tests need. Prints what goes wrong on the page.
"""

import argparse
import io
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from nbformat.v4 import new_code_cell, new_notebook  # noqa: E402
from PIL import Image  # noqa: E402

from tests import lab as labs  # noqa: E402

FIGURES = {
    "secant": "Secant(np.sin, x=0.5, slope=lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h))",
    "error_curve": "ErrorCurve(np.exp, np.exp, x=1.0)",
    "zoom": "Zoom(np.sin, x=0.5, zoom=10)",
    "slice": "Slice(lambda x, y: x**2 * y / 4 + np.sin(y))",
    "gradient_field": "GradientField(lambda x, y: np.sin(x) * np.cos(y) + x / 4, point=(1.0, 1.5), direction=120)",
    "descent": "Descent(lambda x, y: x**2 / 2 + 2 * y**2 + x * y / 2, start=(-2.4, 2.0), learning_rate=0.4, step=50)",
    "descent_1d": "Descent(lambda x: x**2 / 2, start=-2.5, learning_rate=1.7, step=50)",
    "ravine": "Ravine(mark_best=True)",
    "tape_player": "TapePlayer(lambda a, b: (a * b).sin() + a, 2.0, 0.5, step=8)",
    "tape_player_tensorflow": """import tensorflow as tf
def f(x, w):
    q = tf.sin(w * x)
    s = float(q)
    return s * tf.exp(x) + x**2
TapePlayer(f, tf.Variable(2.0), tf.Variable(0.5), step=12)""",
    "bowl": "Bowl()",
    "digits": "figure = Digits([*train(30)][-1], *digits.load('validation'))\nfigure.strokes = THREE\nfigure",
    "training": "run = Training(digits.load('train'), digits.load('validation'))\n"
    "for params in train(30):\n    run.record(params)\nrun.finish()\nrun",
    "surface": "Surface(lambda x, y: np.sin(x) * np.cos(y) + x / 4)",
    "surface_slopes": "Surface(lambda x, y: 3 - x**2 / 4 - y**2 / 2, window=(-2, 2), point=(1.0, -0.5))",
    "map": "Map(lambda x, y: np.sin(x) * np.cos(y) + x / 4, point=(1.5, 0.5))",
    "predict": '@Predict({"As h goes to 0, the line": ["settles", "keeps turning"], "Its slope is then": float})\n'
    'def line_through_two_points():\n    return "settles", 2.0',
    "growing_rectangle": "GrowingRectangle()",
    "wheels": "Wheels()",
}
HELLO = '''
import numpy as np
import gradus.figures
from gradus import digits
from gradus.answers import network
from gradus.figures import *

THREE = [[(10, 8), (15, 5), (20, 8), (19, 13), (15, 15), (20, 17), (21, 22), (16, 26), (10, 24)]]

def train(epochs):
    """The weights of a network with 32 hidden units after each epoch, the first ones first."""
    X, y = digits.load("train")
    params = network.init_params([64, 32, 10], 0)
    yield params
    for epoch in range(epochs):
        for batch in network.minibatches(len(X), 32, epoch):
            params = network.step(params, X[batch], y[batch], 0.1)
        yield params
'''


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("names", nargs="*", default=list(FIGURES))
    ask.add_argument("--narrow", action="store_true")
    ask.add_argument("--to", type=Path, default=ROOT / "docs" / "images" / "figures")
    options = ask.parse_args()
    names = options.names or list(FIGURES)
    options.to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        labs.serve(Path(scratch)) as lab,
        labs.launch(labs.chromium() or sys.exit(labs.NO_CHROMIUM)) as b,
    ):
        width = 600 if options.narrow else 1100
        page = b.new_page(viewport={"width": width, "height": 1400}, device_scale_factor=1.5)
        page.on("pageerror", lambda error: print("page error:", error))
        cells = [new_code_cell(HELLO), *(new_code_cell(FIGURES[name]) for name in names)]
        spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        lab.open(page, new_notebook(cells=cells, metadata=spec), "figures.ipynb")
        labs.run_all(page)
        for message in labs.errors_on(page):
            print(message)
        for theme in ("light", "dark"):
            labs.set_theme(page, theme)
            page.wait_for_timeout(1000)
            for i, name in enumerate(names, start=1):
                shown = page.locator(".jp-CodeCell").nth(i).locator(".gradus-figure, .gradus-still").first
                if shown.count():
                    picture = Image.open(io.BytesIO(shown.screenshot())).quantize(256, Image.Quantize.MAXCOVERAGE, 3)
                    picture.save(options.to / f"{name}-{theme}{'-narrow' if options.narrow else ''}.png", optimize=True)
                else:
                    print(f"{name}: nothing to see")


if __name__ == "__main__":
    main()
