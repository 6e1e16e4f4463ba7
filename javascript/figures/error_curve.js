// The V: the error of a difference quotient for every step h, truncation on one side and rounding on the other.
import { add, number, set, show, table } from "./kit/dom.js";
import { figure, slider } from "./kit/figure.js";
import { curve, label, panel } from "./kit/plot.js";

const KINDS = { float64: "curve", float32: "line" };

function build(view) {
  const { root, scene, words } = view;
  root.style.setProperty("--label", "3.5em");
  const close = slider(view, root, "h", { label: "step h", digits: 2 });
  const row = add(root, "div", { class: "row" });
  const plot = panel(row, {
    name: `Error of the ${scene.method} difference of ${scene.name} against the step h`, words, log: "xy",
    width: 540, height: 390, x: [1e-16, 1], y: scene.window, xTitle: "step h", yTitle: `error of the ${scene.method} difference`,
  });
  const parts = { root, scene, plot, ...lines(plot, scene) };
  const cell = table(row);
  parts.cells = { h: cell("h"), float64: cell("error in float64", "curve") };
  if (scene.errors.float32) parts.cells.float32 = cell("error in float32", "line");
  parts.cells.truncation = cell("truncation, about");
  parts.cells.rounding = cell("rounding, at most about");
  if (scene.note) add(root, "p", { class: "note" }, scene.note);
  parts.note = add(root, "p", { class: "note" });
  return { draw: ({ h }) => draw(parts, h), close };
}

function lines(plot, { steps, errors, truncation, rounding, order, best, window: [low, high] }) {
  const { inside, svg, sx, sy } = plot;
  const line = (kind, at) => add(inside, "path", { class: kind, d: curve(plot, steps, steps.map(at)) });
  if (best !== null) {
    add(inside, "line", { class: "best", x1: sx(best), x2: sx(best), y1: sy(low), y2: sy(high) });
    name(plot, `best h \u2248 ${number(best, 1)}`, sx(best) - 6, sy(high) + 16, "end");
  }
  const dots = {};
  for (const [dtype, kind] of Object.entries(KINDS)) {
    if (!errors[dtype]) continue;
    const d = steps.map((h, i) => (errors[dtype][i] === null ? "" : `M${sx(h).toFixed(1)},${sy(errors[dtype][i]).toFixed(1)}h0`)).join("");
    add(inside, "path", { class: kind === "line" ? "points other" : "points", d });
    // Each below its dots, where nothing else is.
    const near = errors[dtype].slice(...(dtype === "float32" ? [62, 79] : [40, 61])).filter((error) => error !== null);
    if (!near.length) continue;
    if (dtype === "float32") name(plot, dtype, sx(steps[70]), sy(Math.min(...near)) + 22, "middle");
    else name(plot, dtype, sx(steps[46]), Math.min(sy(low) - 8, sy(Math.min(...near)) + 18), "end");
  }
  if (truncation) {
    line("truncation", (h) => truncation * h ** order);
    name(plot, "truncation", sx(3e-4) + 8, sy(truncation * 3e-4 ** order) + 16, "start");
  }
  if (rounding) {
    line("rounding", (h) => rounding / h);
    name(plot, "rounding", sx(1e-11) + 4, sy(rounding / 1e-11) - 10, "start");
  }
  for (const [dtype, kind] of Object.entries(KINDS)) {
    if (errors[dtype]) dots[dtype] = add(svg, "circle", { class: `now ${kind}`, r: 6 });
  }
  const here = add(inside, "line", { class: "here", y1: sy(low), y2: sy(high) });
  return { here, dots };
}

function name(plot, text, x, y, anchor) {
  label(plot, add(plot.svg, "text", { class: "halo" }, text), x, y, anchor);
}

function draw({ root, scene, plot, here, dots, cells, note }, h) {
  const { steps, errors, truncation, rounding, order, best } = scene;
  let i = 0; // of the nearest step: the browser's powers of ten may differ in the last digit
  steps.forEach((step, k) => { if (Math.abs(step / h - 1) < Math.abs(steps[i] / h - 1)) i = k; });
  const x = plot.sx(steps[i]);
  set(here, { x1: x, x2: x });
  const said = (error) => (error === null ? "exactly 0" : number(error, 2));
  for (const [dtype, dot] of Object.entries(dots)) {
    const error = errors[dtype][i];
    show(dot, error !== null);
    if (error !== null) set(dot, { cx: x, cy: plot.sy(error) });
    cells[dtype].textContent = said(error);
  }
  const [cut, round] = [truncation * steps[i] ** order, rounding / steps[i]];
  cells.h.textContent = number(steps[i], 2);
  cells.truncation.textContent = number(cut, 2);
  cells.rounding.textContent = number(round, 2);
  const advice = best === null ? "" : cut > 10 * round ? "Truncation rules here: a smaller h is better."
    : round > 10 * cut ? "Rounding rules here: a larger h is better." : "Both are about as large: this is the bottom of the V.";
  note.textContent = advice || (truncation ? "There is no rounding error to speak of." : "There is no truncation error here: a larger h is better.");
  Object.assign(root.dataset, { h: steps[i], error: errors.float64[i] ?? 0, truncation: cut, rounding: round });
  return `At h = ${cells.h.textContent} the error is ${said(errors.float64[i])} in float64`
    + `${errors.float32 ? ` and ${said(errors.float32[i])} in float32` : ""}. ${note.textContent}`;
}

export default figure([], build);
