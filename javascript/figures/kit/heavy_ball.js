// How fast heavy ball converges on a quadratic with the eigenvalues 1 / condition and 1 (Polyak 1964), and the map of it.
import { add, number, set, show } from "./dom.js";
import { handle } from "./handle.js";
import { dotAt, label, panel } from "./plot.js";

const STEPS = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]; // to a tenth of the error: the lines of the map
const LARGEST = 4.2, MOST = 0.99; // of the learning rate and of the momentum

// By which factor a step shrinks the error in the long run: the larger spectral radius along both eigenvectors.
export function rate(learningRate, momentum, condition) {
  return Math.max(...[1 / condition, 1].map((curvature) => radius(learningRate, momentum, curvature)));
}

// The larger root of r^2 - (1 + beta - alpha lambda) r + beta.
function radius(learningRate, momentum, curvature) {
  const middle = 1 + momentum - learningRate * curvature, under = middle ** 2 - 4 * momentum;
  return under < 0 ? Math.sqrt(momentum) : (Math.abs(middle) + Math.sqrt(under)) / 2;
}

// The settings for which that is least.
export function best(condition) {
  const root = Math.sqrt(condition);
  return {
    plain_learning_rate: 2 / (1 + 1 / condition),
    learning_rate: 4 / (1 + 1 / root) ** 2,
    momentum: ((root - 1) / (root + 1)) ** 2,
  };
}

// The corners of the part of the plane where the factor is at most r, none if it is nowhere. Both roots have at most that
// size where beta <= r^2 and |1 + beta - alpha lambda| <= r + beta / r: straight edges, the left one from the smallest
// eigenvalue, the right one from the largest.
export function within(r, condition) {
  const left = (beta) => condition * (1 - r) * (1 - beta / r), right = (beta) => (1 + r) * (1 + beta / r);
  const top = r * r;
  if (left(top) > right(top)) return [];
  const [l, k] = [condition * (1 - r), 1 + r];
  const foot = l > k ? (r * (l - k)) / (l + k) : 0; // where both edges meet, if above 0
  return [[left(foot), foot], [right(foot), foot], [right(top), top], [left(top), top]];
}

// The plane of learning rate and momentum, with a point to move. Returns draw(state).
export function ratesMap(parent, { store, scene, words }) {
  const [least, largest] = scene.rates;
  const plot = panel(parent, {
    name: "Map of learning rate and momentum", role: "group", words, width: 390, height: 350,
    x: [0, LARGEST], y: [0, 1], xTitle: "learning rate \u03b1", yTitle: "momentum \u03b2",
  });
  const { inside, svg, sx, sy } = plot;
  const areas = STEPS.map(() => add(inside, "path", { class: "fast" }));
  const whole = add(inside, "path", { class: "fast" });
  add(inside, "line", { class: "border", x1: sx(2), y1: sy(0), x2: sx(4), y2: sy(1) });
  const labels = STEPS.map((steps) => add(svg, "text", { class: "halo", "text-anchor": "middle" }, String(steps)));
  const marks = [0, 1].map(() => add(svg, "circle", { class: "mark", r: 11 }));
  const plain = add(svg, "circle", { class: "now", r: 6 });
  const name = add(svg, "text", { class: "halo", "text-anchor": "middle" }, "plain");
  const knob = handle(plot, {
    name: "learning rate and momentum", kind: "other", step: 0.02,
    move: (x, y) => store.change({ learning_rate: Math.max(least, Math.min(largest, x)), momentum: Math.max(0, Math.min(MOST, y)) }),
    done: () => store.save("learning_rate", "momentum"),
  });
  const note = add(parent, "p", { class: "note" }, "The bluer, the faster; the numbers: so many steps, in the long run, to a tenth of the error. "
    + "Beyond the thick line, 2(1 + \u03b2)/\u03bb");
  add(note, "sub", {}, "max");
  note.append(", it grows.");
  let shaded = null;
  return ({ condition, learning_rate, momentum, plain_learning_rate, mark_best }) => {
    if (condition !== shaded) shade(plot, areas, whole, labels, (shaded = condition));
    const optimum = best(condition);
    marks.forEach((mark) => show(mark, mark_best));
    set(marks[0], { cx: sx(optimum.plain_learning_rate), cy: sy(0) });
    set(marks[1], { cx: sx(optimum.learning_rate), cy: sy(optimum.momentum) });
    dotAt(plot, plain, plain_learning_rate, 0);
    label(plot, name, sx(plain_learning_rate), sy(0) - 14, "middle");
    knob.place(learning_rate, momentum, `learning rate ${number(learning_rate, 3)}, momentum ${number(momentum, 3)}`);
  };
}

function shade({ sx, sy, box }, areas, whole, labels, condition) {
  const outline = (corners) => (corners.length ? `M${corners.map(([a, b]) => `${sx(a).toFixed(1)},${sy(b).toFixed(1)}`).join("L")}Z` : "");
  set(whole, { d: outline(within(1, condition)) });
  const placed = [];
  STEPS.forEach((steps, k) => {
    const corners = within(0.1 ** (1 / steps), condition);
    set(areas[k], { d: outline(corners) });
    // On the left edge, where there is room.
    const [low, , , high] = corners;
    const at = corners.length ? [sx((low[0] + high[0]) / 2), sy((low[1] + high[1]) / 2)] : null;
    const room = at && at[0] > box.x + 14 && placed.every(([x, y]) => Math.abs(x - at[0]) > 30 || Math.abs(y - at[1]) > 16);
    show(labels[k], room);
    if (!room) return;
    placed.push(at);
    set(labels[k], { x: at[0], y: at[1] + 4 });
  });
}
