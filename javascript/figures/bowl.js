// A quadratic bowl that is turned, and the two directions from which downhill points straight at its bottom.
import { add, number, point as pair, rounded, set, show, table } from "./kit/dom.js";
import { arrow } from "./kit/field.js";
import { figure, slider } from "./kit/figure.js";
import { handle } from "./kit/handle.js";
import { panel } from "./kit/plot.js";

const RINGS = 12, MOST = 24;
const CATCH = 3; // pixels: so near a line the point goes onto it, for no hand places it there
const STRAIGHT = 1e-4, ROUND = 1e-9; // degrees; share by which the eigenvalues may differ
const ARC = 46, NAME = 34; // pixels: of the arc between the ways; half of what a name takes

function build(view) {
  const { root, store, scene, words } = view;
  const side = scene.window[1];
  const close = slider(view, root, "turn", { label: "how far the bowl is turned, in degrees", digits: 3, unit: "\u00b0" });
  const row = add(root, "div", { class: "row" });
  const plot = panel(row, {
    name: "Map of a bowl", role: "group", words, square: true,
    width: 440, x: [-side, side], y: [-side, side], xTitle: "x", yTitle: "y",
  });
  const parts = {
    root, scene, plot, side, isRound: scene.values[1] - scene.values[0] < ROUND * scene.values[1],
    rings: drawRings(plot, scene, side),
    lines: ["", "steep"].map((kind) => add(plot.inside, "line", { class: `eigen ${kind}` })),
    straight: add(plot.inside, "line", { class: "straight" }),
    arc: add(plot.inside, "path", { class: "corner" }),
    down: add(plot.inside, "path", { class: "arrow" }),
    names: scene.values.map((value) => add(plot.inside, "text", { class: "label", "text-anchor": "middle" }, `\u03bb = ${number(value, 3)}`)),
    knob: handle(plot, {
      name: "point", step: side / 30,
      move: (x, y) => store.change({ point: parts.isRound ? [x, y] : caught(plot, parts.scene, store.state.turn, x, y) }),
      done: () => store.save("point"),
    }),
  };
  const beside = add(row, "div", { class: "beside" });
  beside.style.setProperty("--cell", "110px");
  const cell = table(beside);
  parts.cells = {
    down: cell("downhill: \u2212gradient", "line"), bottom: cell("to the bottom", "other"),
    angle: cell("angle between them"), values: cell("eigenvalues", "good"), matrix: cell("matrix"),
  };
  parts.told = add(beside, "p", { class: "note" });
  add(root, "p", { class: "note" }, "The bluer, the higher. Place the point; turn the bowl below it.");
  return { draw: (state) => draw(parts, state), close };
}

// Contours about as far from each other on the map, in the frame of the eigenvectors.
function drawRings({ inside, sx, sy }, { values: [flat, steep] }, side) {
  const layer = add(inside, "g", { class: "contours" });
  const pixels = sx(1) - sx(0), far = Math.SQRT2 * side * pixels, ratio = Math.sqrt(flat / steep);
  const count = Math.min(MOST, Math.round(RINGS / ratio));
  const outside = `M${-4 * far},${-4 * far}H${4 * far}V${4 * far}H${-4 * far}Z`;
  for (let k = 0; k < count; k++) {
    const a = (((k + 0.5) / count) * far) / ratio, b = a * ratio; // half axes: long where it is flat
    add(layer, "path", { class: "level", "fill-rule": "evenodd", d: `${outside}M${a},0A${a},${b} 0 1 1 ${-a},0A${a},${b} 0 1 1 ${a},0Z` });
  }
  return { layer, middle: [sx(0), sy(0)] };
}

const radians = (degrees) => (degrees * Math.PI) / 180;

// The eigenvectors of the turned bowl, the flat one first.
function directions({ angle }, turn) {
  const a = radians(angle + turn);
  return [[Math.cos(a), Math.sin(a)], [-Math.sin(a), Math.cos(a)]];
}

// The point, put onto the nearer of the two lines if it is hardly beside it.
function caught({ sx }, scene, turn, x, y) {
  const reach = CATCH / (sx(1) - sx(0));
  for (const [u, v] of directions(scene, turn)) {
    if (Math.abs(u * y - v * x) < reach) return [(u * x + v * y) * u, (u * x + v * y) * v];
  }
  return [x, y];
}

function draw({ root, scene, plot, side, isRound, rings, lines, straight, arc, down, names, knob, cells, told }, { point: [x, y], turn }) {
  const { sx, sy } = plot, { values } = scene, vectors = directions(scene, turn);
  set(rings.layer, { transform: `translate(${rings.middle}) rotate(${-(scene.angle + turn)})` });
  vectors.forEach(([u, v], i) => {
    show(lines[i], !isRound);
    show(names[i], !isRound);
    set(lines[i], { x1: sx(-2 * side * u), y1: sy(-2 * side * v), x2: sx(2 * side * u), y2: sy(2 * side * v) });
    const out = (0.8 * side) / Math.max(Math.abs(u), Math.abs(v)), far = x * u + y * v > 0 ? -out : out; // not where the point is
    const at = [far * u - 0.14 * side * v, far * v + 0.14 * side * u].map((one) => Math.max(-0.84 * side, Math.min(0.84 * side, one)));
    const { x: edge, y: lid, width, height } = plot.box, within = (low, value, high) => Math.max(low, Math.min(high, value));
    set(names[i], { x: within(edge + NAME, sx(at[0]), edge + width - NAME), y: within(lid + 16, sy(at[1]) + 5, lid + height - 8) });
  });

  const parts = vectors.map(([u, v]) => u * x + v * y);
  const [gx, gy] = [0, 1].map((axis) => values[0] * parts[0] * vectors[0][axis] + values[1] * parts[1] * vectors[1][axis]);
  const away = Math.hypot(x, y), steepness = Math.hypot(gx, gy), atBottom = away < 1e-9 * side;
  const cross = x * gy - y * gx, angle = atBottom ? NaN : (Math.atan2(Math.abs(cross), x * gx + y * gy) * 180) / Math.PI;
  const [px, py] = [sx(x), sy(y)], pixels = (0.4 * (sx(side) - sx(0))) / (values[1] * side); // for a slope of 1
  set(straight, { x1: px, y1: py, x2: sx(0), y2: sy(0) });
  set(down, { d: atBottom ? "" : arrow(px, py, -gx * pixels, gy * pixels, 12) });
  const ends = [[-x / away, y / away], [-gx / steepness, gy / steepness]].map(([u, v]) => `${(px + ARC * u).toFixed(1)},${(py + ARC * v).toFixed(1)}`);
  set(arc, { d: angle > 3 ? `M${ends[0]}A${ARC},${ARC} 0 0 ${cross > 0 ? 0 : 1} ${ends[1]}` : "" });

  const size = values[1] * side, c = Math.cos(radians(turn)), s = Math.sin(radians(turn)), { hessian: [[p, q], [, r]] } = scene;
  const matrix = [[p * c * c - 2 * q * c * s + r * s * s, (p - r) * c * s + q * (c * c - s * s)], [0, p * s * s + 2 * q * c * s + r * c * c]];
  const shown = (value) => rounded(value, values[1], 2);
  const at = pair(x, y, side);
  knob.place(x, y, at);
  cells.down.textContent = pair(-gx, -gy, size);
  cells.bottom.textContent = pair(-x, -y, side);
  cells.angle.textContent = atBottom ? "none" : `${number(Math.round(10 * angle) / 10)}\u00b0`;
  cells.matrix.textContent = `(${shown(matrix[0][0])}, ${shown(matrix[0][1])}; ${shown(matrix[0][1])}, ${shown(matrix[1][1])})`;
  cells.values.textContent = values.map((value) => number(value, 3)).join(" and ");
  Object.assign(root.dataset, { x, y, gx, gy, angle, turn });
  told.textContent = sentence({ atBottom, isRound, angle, which: Math.abs(parts[0]) > Math.abs(parts[1]) ? 0 : 1, values });
  return `The point is at ${at}, the bowl turned by ${number(turn, 3)} degrees. ${told.textContent}`;
}

function sentence({ atBottom, isRound, angle, which, values }) {
  if (atBottom) return "This is the bottom: the gradient is zero.";
  if (isRound) return "The bowl is round: from everywhere downhill points straight at the bottom.";
  if (angle < STRAIGHT) return `Downhill points straight at the bottom: the gradient is ${number(values[which], 3)} times the place. This is an eigenvector.`;
  const aside = Math.round(10 * angle) / 10;
  return aside ? `Downhill points ${number(aside)}\u00b0 past the bottom.` : "Downhill points almost at the bottom.";
}

export default figure(["point"], build);
