// Plain descent and momentum in a ravine, (x^2 / kappa + y^2) / 2, and the error along and across the valley.
import { add, number, point, set, table } from "./kit/dom.js";
import { descend, seen, verdict } from "./kit/gradient_path.js";
import { heights } from "./kit/field.js";
import { figure, slider } from "./kit/figure.js";
import { handle } from "./kit/handle.js";
import { lossPanel } from "./kit/losses.js";
import { player } from "./kit/player.js";
import { curve, dotAt, panel } from "./kit/plot.js";

const KINDS = ["", "other"]; // plain, momentum

function build(view) {
  const { root, store, scene, words } = view;
  const [left, right, bottom, top] = scene.window;
  const limit = ({ momentum }) => [2 * (1 + momentum), momentum > 0 ? `2(1+\u03b2)/\u03bbmax = ${number(2 + 2 * momentum, 3)}` : "2/\u03bbmax = 2"];
  root.style.setProperty("--label", "10em");
  root.style.setProperty("--cell", "190px");
  const closers = [
    slider(view, root, "condition", { label: "condition number", digits: 3 }),
    slider(view, root, "learning_rate", { label: "learning rate", digits: 3, mark: limit }),
    slider(view, root, "momentum", { label: "momentum", digits: 2 }),
  ];
  best(root, store);
  const plot = panel(root, {
    name: "Map of the ravine with both paths", role: "group", words, square: true,
    width: 600, x: [left, right], y: [bottom, top], xTitle: "x, along the valley", yTitle: "y, across it",
  });
  const levels = add(plot.inside, "g");
  const rings = Array.from({ length: 12 }, () => add(levels, "path", { class: "level", "fill-rule": "evenodd" }));
  const paths = KINDS.map((kind) => [
    add(plot.inside, "path", { class: `path later ${kind}` }),
    add(plot.inside, "path", { class: `path ${kind}` }),
    add(plot.svg, "circle", { class: `now ${kind}`, r: 5 }),
  ]);
  const start = handle(plot, {
    name: "start", step: (right - left) / 100,
    move: (x, y) => store.change({ start: [x, y] }),
    done: () => store.save("start"),
  });
  const row = add(root, "div", { class: "row" });
  const errors = ["error along the valley", "error across it"].map((title) =>
    lossPanel(row, { steps: scene.steps, heights: [0, 10], kinds: KINDS, words, title, width: 340, height: 210 }));
  const cell = table(root);
  const cells = [cell("plain, a step leaves", "line"), cell("momentum, a step leaves", "other")];
  const controls = player(root, {
    name: "Steps of both descents",
    move: (step) => store.change({ step }),
    done: () => store.save("step"),
  });
  const note = add(root, "p", { class: "note" });
  const parts = { root, scene, plot, rings, paths, start, errors, cells, controls, note };
  return { draw: (state) => draw(parts, state), close: () => [...closers, controls.close].forEach((close) => close()) };
}

// Buttons for the settings that shrink the error fastest (Polyak 1964).
function best(root, store) {
  const bar = add(root, "div", { class: "player" });
  const button = (text, choose) => add(bar, "button", { type: "button" }, text).addEventListener("click", () => {
    const chosen = choose(store.state.condition);
    store.change(chosen);
    store.save(...Object.keys(chosen));
  });
  button("Best without momentum", (k) => ({ learning_rate: 2 / (1 + 1 / k), momentum: 0 }));
  button("Best with momentum", (k) => ({
    learning_rate: Math.min(4, (2 / (1 + 1 / Math.sqrt(k))) ** 2),
    momentum: Math.round(100 * ((Math.sqrt(k) - 1) / (Math.sqrt(k) + 1)) ** 2) / 100,
  }));
}

function draw({ root, scene, plot, rings, paths, start, errors, cells, controls, note }, state) {
  const { condition, learning_rate: rate, momentum } = state;
  const [left, right, , top] = scene.window;
  const grid = { gradient: (x, y) => [x / condition, y], value: (x, y) => (x * x / condition + y * y) / 2 };
  heights([0, grid.value(right, top)], true).forEach((height, k) => set(rings[k], { d: around(plot, height, condition) }));

  const runs = [0, momentum].map((beta) => descend(grid, state.start, rate, beta, scene.steps, right - left));
  const words = runs.map((run) => said(verdict(run, run.xs.map((x, k) => grid.value(x, run.ys[k])), true, right - left)));
  const most = Math.max(...runs.map(({ made }) => made)), step = Math.min(state.step, most);
  runs.forEach(({ xs, ys, made }, i) => {
    const now = Math.min(step, made), [later, before, dot] = paths[i];
    const part = (from, to) => {
      const kept = seen(plot, xs, ys, from, to);
      return curve(plot, kept.map((k) => xs[k]), kept.map((k) => ys[k])) ?? "";
    };
    set(before, { d: part(0, now) });
    set(later, { d: part(now, made) });
    dotAt(plot, dot, xs[now], ys[now]);
  });
  errors[0](runs.map(({ xs }) => xs.map(Math.abs)), step);
  errors[1](runs.map(({ ys }) => ys.map(Math.abs)), step);
  start.place(...state.start, point(...state.start, right - left));
  controls.show(step, most);
  const rates = [0, momentum].map((beta) => Math.max(...[1 / condition, 1].map((curvature) => radius(rate, beta, curvature))));
  const shares = rates.map((factor) => `${number(100 * factor, 3)} %`);
  shares.forEach((text, i) => (cells[i].textContent = text));
  note.innerHTML = "";
  ["Plain descent ", ". With momentum it "].forEach((before, i) => {
    note.append(before);
    add(note, "strong", {}, words[i]);
  });
  note.append(".");
  Object.assign(root.dataset, { condition, learning_rate: rate, momentum, step, plain: words[0], heavy: words[1], rates: rates.join(" ") });
  root.paths = runs; // in full, for tests and the curious
  return `Condition number ${number(condition, 3)}, learning rate ${number(rate, 3)}, momentum ${number(momentum, 2)}. `
    + `Plain descent ${words[0]}: a step leaves ${shares[0]} of the error. With momentum it ${words[1]}: a step leaves ${shares[1]} of the error.`;
}

// As the end of a sentence.
function said({ rest, how }) {
  const words = rest === "not yet at rest" ? "is not yet at rest" : rest;
  return how ? `${words}, ${how}` : words;
}

// The box with the ellipse of this height cut out of it.
function around({ sx, sy, box }, height, condition) {
  const rx = sx(Math.sqrt(2 * height * condition)) - sx(0), ry = sy(0) - sy(Math.sqrt(2 * height));
  const [cx, cy] = [sx(0), sy(0)];
  return `M${box.x},${box.y}h${box.width}v${box.height}h${-box.width}Z`
    + `M${(cx - rx).toFixed(1)},${cy}a${rx},${ry} 0 1 0 ${2 * rx},0a${rx},${ry} 0 1 0 ${-2 * rx},0Z`;
}

// Spectral radius of heavy ball along an eigenvector: the larger root of r^2 - (1 + beta - alpha lambda) r + beta.
function radius(rate, momentum, curvature) {
  const middle = 1 + momentum - rate * curvature, under = middle ** 2 - 4 * momentum;
  return under < 0 ? Math.sqrt(momentum) : (Math.abs(middle) + Math.sqrt(under)) / 2;
}

export default figure(["start", "step"], build);
