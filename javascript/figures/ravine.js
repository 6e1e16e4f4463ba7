// Plain descent and momentum in a ravine, (x^2 / kappa + y^2) / 2, and the error along and across the valley.
import { add, number, point, set, table } from "./kit/dom.js";
import { checkBox } from "./kit/check_box.js";
import { descend, inWords, seen, verdict } from "./kit/gradient_path.js";
import { heights } from "./kit/field.js";
import { figure, slider } from "./kit/figure.js";
import { handle } from "./kit/handle.js";
import { best, rate, ratesMap } from "./kit/heavy_ball.js";
import { lossPanel } from "./kit/losses.js";
import { player } from "./kit/player.js";
import { curve, dotAt, panel } from "./kit/plot.js";

const KINDS = ["", "other"]; // plain, momentum

function build(view) {
  const { root, store, scene, words } = view;
  const [left, right, bottom, top] = scene.window;
  root.style.setProperty("--label", "10em");
  root.style.setProperty("--cell", "190px");
  const closers = [
    slider(view, root, "condition", { label: "condition number", digits: 3 }),
    slider(view, root, "plain_learning_rate", { label: "learning rate of plain descent", digits: 3 }),
    slider(view, root, "learning_rate", { label: "learning rate with momentum", digits: 3 }),
    slider(view, root, "momentum", { label: "momentum", digits: 3 }),
  ];
  const marked = bestForEach(root, store);
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
  const controls = player(root, {
    name: "Steps of both descents",
    move: (step) => store.change({ step }),
    done: () => store.save("step"),
  });
  const cell = table(root);
  const cells = [cell("plain: in the long run a step leaves", "line"), cell("with momentum it leaves", "other")];
  const note = add(root, "p", { class: "note" });
  const row = add(root, "div", { class: "row" });
  const aside = add(row, "div", { class: "stack" });
  const drawMap = ratesMap(aside, view);
  const beside = add(row, "div", { class: "stack" });
  const errors = ["error along the valley", "error across it"].map((title) =>
    lossPanel(beside, { steps: scene.steps, heights: [0, 10], kinds: KINDS, words, title, width: 390, height: 200 }));
  const parts = { root, scene, plot, rings, paths, start, errors, cells, controls, note, drawMap, marked };
  return { draw: (state) => draw(parts, state), close: () => [...closers, controls.close].forEach((close) => close()) };
}

// A button for the settings that shrink the error fastest, and a box that asks for them to be marked.
function bestForEach(root, store) {
  const bar = add(root, "div", { class: "player" });
  add(bar, "button", { type: "button" }, "Best for each").addEventListener("click", () => {
    const chosen = best(store.state.condition);
    store.change(chosen);
    store.save(...Object.keys(chosen));
  });
  return checkBox({ store }, bar, "mark_best", "mark the best on the map of \u03b1 and \u03b2");
}

function draw({ root, scene, plot, rings, paths, start, errors, cells, controls, note, drawMap, marked }, state) {
  const { condition, plain_learning_rate: plain, learning_rate: heavy, momentum } = state;
  const settings = [[plain, 0], [heavy, momentum]];
  const [left, right, , top] = scene.window;
  const grid = { gradient: (x, y) => [x / condition, y], value: (x, y) => (x * x / condition + y * y) / 2 };
  heights([0, grid.value(right, top)], true).forEach((height, k) => set(rings[k], { d: around(plot, height, condition) }));

  const runs = settings.map((pair) => descend(grid, state.start, ...pair, scene.steps, right - left));
  const words = runs.map((run) => said(verdict(run, run.xs.map((x, k) => grid.value(x, run.ys[k])), true, right - left)));
  const most = Math.max(...runs.map(({ made }) => made)), step = Math.min(state.step, most);
  runs.forEach(({ xs, ys, made }, i) => {
    const now = Math.min(step, made), [later, before, dot] = paths[i];
    const part = (from, to) => {
      const kept = seen(plot, xs, ys, from, to);
      return curve(plot, kept.map((k) => xs[k]), kept.map((k) => ys[k]));
    };
    set(before, { d: part(0, now) });
    set(later, { d: part(now, made) });
    dotAt(plot, dot, xs[now], ys[now]);
  });
  errors[0](runs.map(({ xs }) => xs.map(Math.abs)), step);
  errors[1](runs.map(({ ys }) => ys.map(Math.abs)), step);
  start.place(...state.start, point(...state.start, right - left));
  controls.show(step, most);
  drawMap(state);
  marked.checked = state.mark_best;
  const rates = settings.map((pair) => rate(...pair, condition));
  const shares = rates.map((factor) => `${number(100 * factor, 3)} %`);
  shares.forEach((text, i) => (cells[i].textContent = text));
  note.innerHTML = "";
  ["Plain descent ", ". With momentum it "].forEach((before, i) => {
    note.append(before);
    add(note, "strong", {}, words[i]);
  });
  note.append(".");
  Object.assign(root.dataset, { condition, plain_learning_rate: plain, learning_rate: heavy, momentum, step, plain: words[0], ball: words[1], rates: rates.join(" ") });
  root.paths = runs; // in full, for tests and the curious
  return `Condition number ${number(condition, 3)}. Plain descent with learning rate ${number(plain, 3)} ${words[0]}: `
    + `in the long run a step leaves ${shares[0]} of the error. With learning rate ${number(heavy, 3)} and momentum ${number(momentum, 3)} it ${words[1]}: `
    + `a step leaves ${shares[1]} of the error.`;
}

// As the end of a sentence.
const said = ({ rest, how }) => inWords({ rest: rest === "not yet at rest" ? `is ${rest}` : rest, how });

// The box with the ellipse of this height cut out of it.
function around({ sx, sy, box }, height, condition) {
  const rx = sx(Math.sqrt(2 * height * condition)) - sx(0), ry = sy(0) - sy(Math.sqrt(2 * height));
  const [cx, cy] = [sx(0), sy(0)];
  return `M${box.x},${box.y}h${box.width}v${box.height}h${-box.width}Z`
    + `M${(cx - rx).toFixed(1)},${cy}a${rx},${ry} 0 1 0 ${2 * rx},0a${rx},${ry} 0 1 0 ${-2 * rx},0Z`;
}

export default figure(["start", "step", "mark_best"], build);
