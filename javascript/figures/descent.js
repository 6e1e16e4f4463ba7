// Gradient descent in one or two dimensions: the path for the learning rate, momentum and start under the hand.
import { add, number, point, rounded, set, table } from "./kit/dom.js";
import { descend, fallsAway, inWords, lossesAlong, seen, verdict } from "./kit/gradient_path.js";
import { drawContours, heights } from "./kit/field.js";
import { figure, slider } from "./kit/figure.js";
import { floats, Grid } from "./kit/grid.js";
import { handle } from "./kit/handle.js";
import { lossPanel } from "./kit/losses.js";
import { player } from "./kit/player.js";
import { curve, dotAt, panel } from "./kit/plot.js";
import { roundStep } from "./kit/round_step.js";

const DOTS = 400; // steps that get a dot of their own

function build(view) {
  const { root, store, scene, words } = view;
  const grid = new Grid(scene.grid);
  const [left, right, bottom, top] = scene.window;
  const size = Math.max(right - left, scene.plane ? top - bottom : 0);
  const closers = [
    slider(view, root, "learning_rate", { label: "learning rate", digits: 3, mark: scene.largest && limit(scene.largest) }),
    ...(scene.heavy ? [slider(view, root, "momentum", { label: "momentum", digits: 2 })] : []),
  ];
  const row = add(root, "div", { class: "row" });
  const plot = scene.plane ? map(row, view, grid) : hill(row, view, grid);
  const layers = trail(plot, "");
  const own = scene.own ? { layers: trail(plot, "other"), now: add(plot.svg, "circle", { class: "now other", r: 6.5 }) } : null;
  const start = handle(plot, {
    name: "start", free: scene.plane ? "xy" : "x", step: roundStep(size / 60),
    move: (x, y) => store.change({ start: scene.plane ? [x, y] : [x, 0] }),
    done: () => store.save("start"),
  });
  const now = add(plot.svg, "circle", { class: "now", r: 5 });
  const beside = add(row, "div", { class: "beside" });
  const drawLosses = lossPanel(beside, { ...scene, kinds: scene.own ? ["", "other"] : [""], words });
  const cell = table(beside);
  const cells = { theta: cell("\u03b8 at this step", "line"), loss: cell("loss there", "line") };
  if (own) Object.assign(cells, { own: cell("yours at this step", "other"), ownLoss: cell("loss there", "other") });
  const controls = player(root, {
    name: "Steps of the descent",
    move: (step) => store.change({ step }),
    done: () => store.save("step"),
  });
  const note = add(root, "p", { class: "note" });
  if (own) own.note = add(root, "p", { class: "note own", role: "status" });
  const parts = { root, scene, grid, plot, layers, own, start, now, drawLosses, cells, controls, note, size };
  let last = null;
  const draw = (state) => {
    const moved = ["learning_rate", "momentum", "start"].some((name) => state[name] !== last?.[name]);
    if (moved) parts.run = run(parts, state);
    if (own && (moved || state.yours !== last?.yours)) parts.theirs = theirs(parts, state);
    view.memory.touched ||= scene.own || state.step > 0 || (last && moved); // until then only the start is seen
    parts.touched = view.memory.touched;
    last = { ...state };
    return paint(parts, state);
  };
  return { draw, close: () => [...closers, controls.close].forEach((close) => close()) };
}

// Where plain descent, or descent with this much momentum, stops being stable on a quadratic.
function limit(curvature) {
  return ({ momentum }) => {
    const most = (2 * (1 + momentum)) / curvature;
    return [most, `${momentum > 0 ? "2(1+\u03b2)/\u03bbmax" : "2/\u03bbmax"} = ${number(most, 3)}`];
  };
}

// The layers of a path: what is still to come, what is behind, and its dots.
function trail({ inside }, kind) {
  return [`path later ${kind}`, `path ${kind}`, `dots ${kind}`].map((name) => add(inside, "path", { class: name }));
}

function map(row, { scene, words }, grid) {
  const [left, right, bottom, top] = scene.window;
  const plot = panel(row, {
    name: `Map of ${scene.name} with the path of the descent`, role: "group", words, square: true,
    width: 430, x: [left, right], y: [bottom, top], xTitle: "\u03b8\u2080", yTitle: "\u03b8\u2081",
  });
  drawContours(plot, grid, heights(scene.heights, true));
  return plot;
}

function hill(row, { scene, words }, grid) {
  const [left, right] = scene.window;
  const [low, high] = scene.heights, pad = 0.08 * (high - low) || 1;
  const plot = panel(row, {
    name: `Curve of ${scene.name} with the steps of the descent`, role: "group", words,
    width: 430, height: 340, x: [left, right], y: [low - pad, high + pad], xTitle: "\u03b8", yTitle: `${scene.name}(\u03b8)`,
  });
  const xs = Array.from({ length: grid.nx }, (_, i) => grid.left + i * grid.dx);
  add(plot.inside, "path", { class: "curve", d: curve(plot, xs, Array.from(grid.f.subarray(0, grid.nx))) });
  return plot;
}

// The whole path, its losses, the facts about it, and what of it is drawn.
function run({ scene, grid, plot, size }, { start, learning_rate, momentum }) {
  const path = descend(grid, start, learning_rate, momentum, scene.steps, size, !scene.quadratic);
  const { made, xs, ys } = path;
  const losses = lossesAlong(grid, path);
  // Between the nodes f is a sum, and its rounding may fall below a bottom that is 0.
  if (scene.lowest >= 0 && scene.quadratic) losses.forEach((loss, k) => (losses[k] = Math.max(loss, 0)));
  const facts = verdict(path, losses, grid.holds(xs[made], ys[made]), size, fallsAway(grid, xs[made], ys[made]));
  return { ...path, losses, ...facts, heights: scene.plane ? ys : losses };
}

// The learner's walk for this start and learning rate, which Python has asked for; the last one that was shown, marked
// as stale, where it has not. Its path is empty where nothing can be drawn.
function theirs({ scene, grid, theirs: before }, { yours, start, learning_rate }) {
  const same = yours.start.every((place, i) => place === start[i]);
  const at = same ? yours.rates.findIndex((rate) => Math.abs(rate / learning_rate - 1) < 1e-9) : -1;
  if (at < 0) return before && { ...before, stale: true };
  const from = yours.lengths.slice(0, at).reduce((sum, length) => sum + length, 0), until = from + yours.lengths[at];
  const [xs, ys] = [yours.xs, yours.ys].map((places) => floats(places).subarray(from, until));
  const made = xs.length - 1, losses = made < 0 ? new Float64Array(0) : lossesAlong(grid, { xs, ys, made });
  return { xs, ys, made, losses, heights: scene.plane ? ys : losses, words: yours.words[at], said: yours.said[at], stale: false };
}

function paint(parts, state) {
  const { root, scene, grid, plot, layers, own, start, now, drawLosses, cells, controls, note, run: path, theirs: yours, size, touched } = parts;
  const { made, xs, ys, losses, rest, how, heights: hs } = path;
  const longest = Math.max(made, yours?.made ?? 0);
  const step = Math.min(state.step, made), end = touched ? made : 0;
  drawTrail(plot, layers, path, step, end, scene);
  const startLoss = losses[0];
  start.place(xs[0], scene.plane ? ys[0] : startLoss, scene.plane ? point(xs[0], ys[0], size) : rounded(xs[0], size));
  dotAt(plot, now, xs[step], hs[step]);
  const all = [losses.subarray(0, end + 1)];
  if (own) all.push(paintOwn(parts, state.step));
  drawLosses(all, state.step);
  controls.show(Math.min(state.step, longest), longest);
  const place = scene.plane ? point(xs[step], ys[step], size) : rounded(xs[step], size);
  const loss = lossText(losses[step], scene);
  cells.theta.textContent = place;
  cells.loss.textContent = loss;
  const facts = inWords(path);
  const sentence = touched ? tell(path, scene, size) : "Play, step, or drag to see the walk.";
  note.innerHTML = "";
  if (touched) add(note, "strong", {}, facts[0].toUpperCase() + facts.slice(1));
  note.append(sentence);
  const { learning_rate, momentum } = state;
  Object.assign(root.dataset, { rest, how, step, made, learning_rate, momentum, x: xs[step], y: ys[step], loss: losses[step] });
  root.path = path; // in full, for tests and the curious
  return `${touched ? facts : ""}${sentence} Learning rate ${number(learning_rate, 3)}${scene.heavy ? `, momentum ${number(momentum, 2)}` : ""}. `
    + `Step ${step} of ${made}: \u03b8 is ${place}, loss ${loss}.`;
}

// What is seen of the learner's walk. Returns its losses.
function paintOwn({ root, scene, plot, own, cells, size, theirs: yours }, at) {
  const nothing = !yours || yours.made < 0, stale = !yours || yours.stale;
  const step = nothing ? 0 : Math.min(at, yours.made);
  if (nothing) own.layers.forEach((layer) => set(layer, { d: "" }));
  else drawTrail(plot, own.layers, yours, step, yours.made, scene);
  own.layers.forEach((layer) => layer.classList.toggle("stale", stale));
  dotAt(plot, own.now, nothing || stale ? NaN : yours.xs[step], nothing ? NaN : yours.heights[step]);
  const known = !nothing && !stale;
  root.classList.toggle("raced", !nothing); // then the figure's own walk steps back
  cells.own.textContent = known ? (scene.plane ? point(yours.xs[step], yours.ys[step], size) : rounded(yours.xs[step], size)) : "\u2013";
  cells.ownLoss.textContent = known ? lossText(yours.losses[step], scene) : "\u2013";
  const { words = "", said = "" } = yours ?? {};
  const text = [words && `${words[0].toUpperCase()}${words.slice(1)}.`, said].join(" ").trim();
  const sentence = stale ? "Your descent is asked again when you let go." : text;
  if (root.told !== sentence) { // a screen reader speaks what changes
    root.told = sentence;
    own.note.innerHTML = "";
    add(own.note, "strong", {}, "Yours: ");
    own.note.append(sentence);
  }
  root.dataset.own = words;
  root.dataset.stale = stale;
  root.own = yours;
  return nothing || stale ? new Float64Array(0) : yours.losses;
}

function drawTrail(plot, [later, behind, dotted], { xs, heights }, step, end, scene) {
  const line = scene.plane ? crooked : stairs;
  set(behind, { d: line(plot, xs, heights, 0, step) });
  set(later, { d: line(plot, xs, heights, step, end) });
  set(dotted, { d: dots(plot, xs, heights, Math.min(step, DOTS)) });
}

// What is tiny beside the heights of the window is the rounding of f between the nodes, and no digit of it is right.
function lossText(loss, { heights: [low, high], lowest }) {
  return lowest >= 0 && loss < 1e-15 * (high - low) ? "0" : number(loss, 3);
}

function crooked(plot, xs, ys, from, until) {
  const kept = seen(plot, xs, ys, from, until);
  return curve(plot, kept.map((k) => xs[k]), kept.map((k) => ys[k]));
}

// Along to the next theta at the old height, then up or down to the curve.
function stairs(plot, xs, hs, from, until) {
  const kept = seen(plot, xs, hs, from, until);
  const corners = kept.slice(1).flatMap((k, i) => [[xs[k], hs[kept[i]]], [xs[k], hs[k]]]);
  const all = [[xs[from], hs[from]], ...corners];
  return curve(plot, all.map(([x]) => x), all.map(([, h]) => h));
}

function dots({ sx, sy }, xs, ys, until) {
  let d = "";
  for (let k = 1; k <= until; k++) {
    const x = sx(xs[k]), y = sy(ys[k]);
    if (Math.abs(x) < 2000 && Math.abs(y) < 2000) d += `M${x.toFixed(1)},${y.toFixed(1)}h0`;
  }
  return d;
}

// What follows the facts, in a sentence or two.
function tell({ rest, made, xs, ys, losses, end }, scene, size) {
  const there = scene.plane ? point(xs[made], ys[made], size) : rounded(xs[made], size);
  const loss = lossText(losses[made], scene);
  const after = made === 1 ? "after 1 step" : `after ${made} steps`;
  return {
    "comes to rest": `: at ${there}, loss ${loss}.`,
    "not yet at rest": `: ${after} it is at ${there}, loss ${loss}.`,
    "does not rest": ". The steps do not get shorter.",
    "leaves all bounds": `: ${after} it is far away${end === "far" ? "" : ", and its steps get no shorter"}.`,
    "leaves the window": `: step ${made} leads to ${there}, where ${scene.name} was not asked.`,
    "stands still": ": the gradient is zero at the start, so no step leads away.",
    stops: `: ${scene.name} has no slope where step ${made} has led.`,
  }[rest];
}

export default figure(["start", "step", "yours"], build);
