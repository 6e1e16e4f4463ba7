// A digit drawn by hand, what a network reads in it, and what each of its first units sees.
import { add, number } from "./kit/dom.js";
import { bars, percent } from "./kit/bars.js";
import { board, seenPicture } from "./kit/board.js";
import { checkBox } from "./kit/check_box.js";
import { pixelsOf } from "./kit/drawing.js";
import { figure } from "./kit/figure.js";
import { floats } from "./kit/grid.js";
import { argmax, Network, softmax } from "./kit/network.js";
import { largestOf, tiles } from "./kit/tiles.js";

const MOST = 4000; // points of a drawing
const EMPTY = { strokes: [], given: [], example: null };

function build(view) {
  const { root, store, scene, words } = view;
  const network = new Network(scene.network), examples = scene.examples && load(scene.examples);
  const row = add(root, "div", { class: "row" });
  const left = add(row, "div", { class: "drawing" });
  const change = (strokes) => store.change({ strokes });
  const pad = board(left, {
    name: "Draw a digit. Arrow keys move the pen, with Shift further; Space lowers and lifts it.", words,
    begin: (point) => change([...store.state.strokes, [point]]),
    extend(...points) {
      const { strokes } = store.state;
      if (strokes.reduce((sum, stroke) => sum + stroke.length, 0) < MOST) change([...strokes.slice(0, -1), [...strokes.at(-1), ...points]]);
    },
    end() {
      change(store.state.strokes); // for the words
      store.save("strokes");
    },
    moved: () => change(store.state.strokes),
  });
  buttons(left, view, examples);
  const fitted = checkBox(view, left, "fit", "centre and scale, as the data are");
  const right = add(row, "div", { class: "beside" });
  const answer = add(right, "div", { class: "row answer" });
  const eye = add(answer, "div", { class: "eye" });
  add(eye, "div", { class: "caption", "aria-hidden": "true" }, "what the network sees");
  const drawSeen = seenPicture(eye, { name: "What the network sees, 8 by 8 pixels" });
  const drawBars = bars(answer, { name: "The probability of each digit", count: 10, words });
  const note = add(right, "p", { class: "note" });

  const [inputs, units] = scene.network.sizes, hidden = network.layers.length - 1;
  const below = add(root, "div", {});
  const heading = add(below, "p", { class: "note" });
  const pictures = tiles(below, {
    inputs, units, words, numbered: !hidden,
    name: hidden ? `The weights of the hidden units as pictures, and how active each is` : "The weights of each digit as a picture, and its logit",
  });
  const largest = largestOf(network.layers[0].W);
  pictures.paint(network.layers[0].W, largest);
  heading.textContent = legend(pictures.shown, units, hidden, largest);
  const parts = { root, view, network, examples, pad, fitted, drawSeen, drawBars, note, pictures };
  return { draw: (state) => draw(parts, state) };
}

function load({ n, X, y, misread }) {
  const all = floats(X, Float32Array);
  return { n, y, misread, image: (k) => Float64Array.from(all.subarray(64 * k, 64 * (k + 1))) };
}

function buttons(parent, { store }, examples) {
  const bar = add(parent, "div", { class: "player" });
  const press = (name, act) => {
    const button = add(bar, "button", { type: "button" }, name);
    button.addEventListener("click", () => {
      store.change(act());
      store.save("strokes", "given", "example");
    });
    return button;
  };
  press("Clear", () => EMPTY);
  press("Undo", () => {
    const { strokes } = store.state;
    return strokes.length ? { strokes: strokes.slice(0, -1) } : EMPTY;
  });
  if (examples) {
    const at = () => store.state.example ?? -1;
    const go = (k) => ({ ...EMPTY, example: (k + examples.n) % examples.n });
    press("Previous", () => go(at() < 0 ? -1 : at() - 1)).title = "The example before";
    press("Next example", () => go(at() + 1));
    const { misread } = examples;
    if (misread.length) press("Next misread", () => go(misread.find((k) => k > at()) ?? misread[0]));
  }
}

function legend(shown, units, hidden, largest) {
  const few = shown < units ? `The first ${shown} of ${units}: ` : "";
  const what = hidden ? "what each hidden unit looks for, and how much of it is there" : "what speaks for each digit, and its logit";
  const deep = hidden > 1 ? " Later layers see units, not pixels." : "";
  const said = `${few}${what}. Ink on orange raises it, ink on blue lowers it (strongest: ±${number(largest, 2)}).${deep}`;
  return said[0].toUpperCase() + said.slice(1);
}

function draw({ root, view, network, examples, pad, fitted, drawSeen, drawBars, note, pictures }, state) {
  const { strokes, given, example, fit } = state;
  const below = example !== null && examples ? examples.image(example) : given.length ? given : null;
  const pixels = pixelsOf(strokes, fit && !below);
  if (below) pixels.forEach((pixel, k) => (pixels[k] = Math.max(pixel, below[k])));
  const chances = softmax(network.forward(pixels));
  const reading = argmax(chances), activity = network.layers[0].given;
  pad.draw(strokes, below);
  fitted.checked = fit;
  drawSeen(pixels);
  drawBars(chances, reading);
  pictures.tell(activity);
  const isEmpty = pixels.every((pixel) => pixel === 0);
  const label = example === null || !examples?.y ? null : examples.y[example];
  const said = tell(chances, reading, isEmpty, example, label, strokes.length > 0);
  note.textContent = said;
  Object.assign(root.dataset, {
    reading, strokes: strokes.length, example: example ?? "", fit,
    probabilities: chances.join(" "), pixels: pixels.join(" "), activity: activity.join(" "),
  });
  // While the pen is down, where it is; the reading when it is lifted.
  const { at, isDown } = pad.pen;
  view.said = isDown ? view.said ?? "" : said;
  return isDown ? `Pen down, ${at[0] / 4} to the right and ${at[1] / 4} down, of 8.` : said;
}

function tell(chances, reading, isEmpty, example, label, isDrawn) {
  const second = argmax(chances.map((chance, k) => (k === reading ? -1 : chance)));
  const numbers = `${reading}, ${percent(chances[reading])}; next ${second}, ${percent(chances[second])}`;
  if (isEmpty) return `Nothing is drawn yet: to an empty picture it says ${numbers}.`;
  const row = example === null ? "" : `Row ${example} of X${label === null ? "" : `, labelled ${label}`}${isDrawn ? ", and what you drew on it" : ""}: `;
  const verdict = label === null || isDrawn ? "" : reading === label ? " Read rightly." : " Misread.";
  return `${row}${row ? "it" : "It"} reads ${numbers}.${verdict}`;
}

export default figure(["strokes", "given", "example", "fit"], build);
