"""A figure alone on a plain page, without a kernel: what it asks of its host, and how it looks at any width."""

import base64
import json

import numpy as np
from anywidget import AnyWidget

from gradus import figures
from tests.figures.test_bundle import STATIC

CSS = (STATIC.parent / "figure.css").read_text(encoding="utf-8")
FIGURES = {
    "secant": lambda: figures.Secant(np.cos),
    "error_curve": lambda: figures.ErrorCurve(np.exp, np.exp),
    "zoom": lambda: figures.Zoom(np.sin, 0.5),
    "slice": lambda: figures.Slice(lambda x, y: x**2 * y),
    "gradient_field": lambda: figures.GradientField(lambda x, y: x**2 + 3 * y**2),
    "map": lambda: figures.Map(lambda x, y: x**2 - y**2),
    "descent": lambda: figures.Descent(lambda x, y: x**2 + y**2, (1.0, 1.0), momentum=0),
    "ravine": figures.Ravine,
    "surface": lambda: figures.Surface(lambda x, y: x**2 - y**2),
    "bowl": figures.Bowl,
    "tape_player": lambda: figures.TapePlayer(lambda a, b: a * b + a, 2.0, 3.0),
}


def network(*sizes):
    """Random weights, the same ones each time."""
    rng = np.random.default_rng(8)
    return [
        (rng.normal(0, (2 / n) ** 0.5, (n, out)), rng.normal(0, 0.1, out))
        for n, out in zip(sizes, sizes[1:], strict=False)
    ]


def images(n):
    """Pixels in sixteenths, and labels."""
    rng = np.random.default_rng(n)
    return rng.integers(0, 17, (n, 64)) / 16, rng.integers(0, 10, n)


def training(records=6):
    """A run of so many records, which goes nowhere."""
    run = figures.Training(images(40), images(20))
    for k in range(records):
        run.record([(W * (1 + k / 9), b) for W, b in network(64, 12, 10)])
    run.finish()
    return run


FIGURES |= {"digits": lambda: figures.Digits(network(64, 32, 10), *images(5)), "training": training}
HOSTS_OWN = set(AnyWidget().keys) | {"_esm", "_css", "_anywidget_id"}  # what every widget has
HOST = """async ({ bundle, css, state }) => {
    const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
    const values = JSON.parse(state, (_, value) => (value?.bytes === undefined ? value : bytes(value.bytes)));
    const followers = {};
    window.saved = [];
    let changed = {};
    const known = {
        get: (name) => values[name],
        set(name, value) {
            if (JSON.stringify(values[name]) === JSON.stringify(value)) return;
            changed[name] = values[name] = value;
            followers[`change:${name}`]?.forEach((follower) => follower());
        },
        on: (event, follower) => (followers[event] ??= new Set()).add(follower),
        off: (event, follower) => followers[event].delete(follower),
        save_changes() {
            window.saved.push(changed);
            changed = {};
        },
        send() {},
    };
    window.hear = (news) => {
        Object.entries(news).forEach(([name, value]) => known.set(name, value));
        changed = {};
    };
    const model = new Proxy(known, {
        get: (all, name) => all[name] ?? (() => { throw new Error(`model.${String(name)}`); })(),
    });
    document.body.innerHTML = `<style>${css}</style><main></main>`;
    const { default: widget } = await import(`data:text/javascript;base64,${bundle}`);
    window.leave = await widget.render({ model, el: document.querySelector("main") });
    window.left = () => Object.values(followers).reduce((sum, all) => sum + all.size, 0);
}"""

DARK = """(isDark) => {
    document.body.dataset.jpThemeLight = String(!isDark);
    const colours = {
        "--jp-content-font-color1": "#fff", "--jp-content-font-color2": "#bdbdbd", "--jp-layout-color0": "#111",
        "--jp-border-color2": "#424242", "--jp-brand-color1": "#64b5f6",
    };
    for (const [name, colour] of Object.entries(colours))
        document.body.style.setProperty(name, isDark ? colour : "");
    document.body.style.background = isDark ? "#111" : "";
    return new Promise(requestAnimationFrame);
}"""


def plain(value):
    """What JSON cannot hold, as text: the bytes of a grid."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def show(page, name, figure=None):
    """Show the figure, whose script has this name; `saved` is what it sent, `hear(news)` tells it what Python sets."""
    figure = figure or FIGURES[name]()
    state = {trait: plain(figure.get_state(trait)[trait]) for trait in figure.keys if trait not in HOSTS_OWN}
    bundle = base64.b64encode((STATIC / f"{name}.js").read_bytes()).decode()
    page.evaluate(HOST, {"bundle": bundle, "css": CSS, "state": json.dumps(state)})
    page.locator(".gradus-figure .spoken").wait_for(state="attached")


def set_dark(page, is_dark):
    """Colours as JupyterLab's dark theme has them, or none but the figure's own."""
    page.evaluate(DARK, is_dark)
