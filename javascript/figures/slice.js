// A surface, the plane that cuts it, and the cut as a curve with its slope.
import { add, number, point, rounded, set, show, table } from "./kit/dom.js";
import { figure, slider } from "./kit/figure.js";
import { Grid } from "./kit/grid.js";
import { handle } from "./kit/handle.js";
import { curve, lineAcross, panel } from "./kit/plot.js";
import { surface } from "./kit/surface.js";

const AXES = ["x", "y"];

function build(view) {
  const { root, store, scene, words } = view;
  const grid = new Grid(scene.grid);
  root.style.setProperty("--label", "1.5em");
  const choice = chooseAxis(root, store);
  const closers = [];
  for (const name of AXES) closers.push(slider(view, root, name, { label: `${name}, where to cut`, digits: 3 }));
  const row = add(root, "div", { class: "row" });
  const cut = surface(row, { ...scene, name: `Surface of ${scene.name} and the plane that cuts it`, grid, words });
  const beside = add(row, "div", { class: "beside" });
  const plots = AXES.map((_, axis) => cutPanel(beside, axis, view));
  const cell = table(beside);
  const cells = { slope: cell("slope of the cut", "line") };
  if (scene.own) cells.own = cell("your partial derivative", "other");
  Object.assign(cells, { place: cell("at (x, y)"), height: cell(scene.name, "curve") });
  const told = scene.own && add(root, "p", { class: "note", role: "status" });
  const parts = { root, scene, grid, choice, cut, plots, cells, told, size: scene.window[1] - scene.window[0] };
  return { draw: (state) => draw(parts, state), close: () => closers.forEach((close) => close()) };
}

function chooseAxis(root, store) {
  const group = add(root, "fieldset");
  add(group, "legend", {}, "Cut");
  const name = `axis-${Math.random().toString(36).slice(2)}`;
  return ["along x, y is held", "along y, x is held"].map((text, axis) => {
    const label = add(group, "label");
    const button = add(label, "input", { type: "radio", name });
    label.append(text);
    button.addEventListener("change", () => {
      store.change({ axis });
      store.save("axis");
    });
    return button;
  });
}

// The panel of the cut along one axis, with the point to be moved on it.
function cutPanel(parent, axis, { store, scene, words }) {
  const letter = AXES[axis], [low, high] = scene.heights, pad = 0.1 * (high - low) || 1;
  const ends = scene.window.slice(2 * axis, 2 * axis + 2);
  const plot = panel(parent, {
    name: `The cut along ${letter}`, role: "group", words, width: 370, height: 290,
    x: ends, y: [low - pad, high + pad], xTitle: letter, yTitle: " ",
  });
  const knob = handle(plot, {
    name: `point on the cut, ${letter}`, free: "x", step: (ends[1] - ends[0]) / 60,
    move: (t) => store.change({ [letter]: t }),
    done: () => store.save(letter),
  });
  const ts = Array.from({ length: 181 }, (_, k) => ends[0] + ((ends[1] - ends[0]) * k) / 180);
  return {
    ...plot, knob, ts,
    line: add(plot.inside, "path", { class: "curve" }),
    tangent: add(plot.inside, "line", { class: "secant" }),
    own: scene.own && add(plot.inside, "line", { class: "own" }),
  };
}

function draw({ root, scene, grid, choice, cut, plots, cells, told, size }, { x, y, axis, asked }) {
  const letter = AXES[axis], held = AXES[1 - axis];
  const slope = grid.gradient(x, y)[axis], height = grid.value(x, y);
  const steepest = (scene.heights[1] - scene.heights[0]) / size || 1;
  choice.forEach((button, k) => (button.checked = k === axis));
  cut(axis, x, y);
  plots.forEach(({ svg }, k) => show(svg, k === axis));
  const plot = plots[axis], at = axis === 0 ? x : y;
  plot.yName.textContent = axis === 0 ? `${scene.name}(x, ${rounded(y, size)})` : `${scene.name}(${rounded(x, size)}, y)`;
  const values = plot.ts.map((t) => (axis === 0 ? grid.value(t, y) : grid.value(x, t)));
  set(plot.line, { d: curve(plot, plot.ts, values) });
  const there = Number.isFinite(slope + height);
  show(plot.tangent, there);
  if (there) set(plot.tangent, lineAcross(plot, at, height, slope));
  plot.knob.place(at, there ? height : scene.heights[0], rounded(at, size));
  cells.slope.textContent = `\u2202${scene.name}/\u2202${letter} = ${rounded(slope, steepest)}`;
  cells.place.textContent = point(x, y, size);
  cells.height.textContent = number(height, 3);
  if (scene.own) {
    const known = axis === asked.at[2] && Math.hypot(x - asked.at[0], y - asked.at[1]) < 1e-9 * size; // Python goes to stops
    drawOwn(plot, asked, axis, known);
    cells.own.textContent = known ? rounded(asked.slope ?? NaN, steepest) : "asked when you let go";
    const sentence = known ? asked.said : "Your partial derivative is asked again when you let go.";
    if (told.textContent !== sentence) told.textContent = sentence; // a screen reader speaks what changes
    Object.assign(root.dataset, { own: asked.slope, stale: !known });
  }
  Object.assign(root.dataset, { x, y, axis, slope, height });
  return there
    ? `The cut along ${letter} at ${held} = ${rounded(axis === 0 ? y : x, size)}. At ${point(x, y, size)} its slope is ${rounded(slope, steepest)}.`
    : `${scene.name} has no slope along ${letter} at ${point(x, y, size)}.`;
}

// The line with the learner's slope, which Python has asked at `asked.at`; the point may have moved on since.
function drawOwn(plot, { at, slope, height }, axis, known) {
  const drawn = at[2] === axis && slope !== null && height !== null;
  show(plot.own, drawn);
  if (drawn) set(plot.own, lineAcross(plot, at[axis], height, slope));
  plot.own.classList.toggle("faint", !known);
}

export default figure(["axis", "asked"], build);
