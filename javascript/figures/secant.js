// The curve, two of its points and the line through them, for the h under the hand.
import { add, number, set, show, table } from "./kit/dom.js";
import { figure, slider } from "./kit/figure.js";
import { curve, label, lineAcross, panel } from "./kit/plot.js";

function build(view) {
  const { root, scene, words } = view;
  root.style.setProperty("--label", "1.5em");
  const close = slider(view, root, "h", { label: "h, the distance between the two points" });
  const row = add(root, "div", { class: "row" });
  const [left, right, low, high] = scene.window;
  const plot = panel(row, {
    name: `Curve of ${scene.name} and the line through two of its points`,
    width: 520, height: 360, x: [left, right], y: [low, high], xTitle: "x", yTitle: `${scene.name}(x)`, words,
  });
  const parts = { ...lines(plot, scene), numbers: numbers(row, scene), root, scene, plot };
  if (scene.flat) add(root, "p", { class: "note" }, `${scene.name} is constant here: every line has slope 0.`);
  return { draw: ({ h, here }) => draw(parts, factsAt(h, scene, here)), close };
}

// What Python computed for this h: at a stop of the slider, or at the h that Python itself has set.
function factsAt(h, { stops: [hs, ys, slopes] }, here) {
  if (here[0] === h) return { h, y: here[1], slope: here[2] };
  let i = 0; // of the nearest stop: the browser's powers of ten may differ in the last digit
  hs.forEach((stop, j) => { if (Math.abs(stop - h) < Math.abs(hs[i] - h)) i = j; });
  return { h: hs[i], y: ys[i], slope: slopes[i] };
}

function lines(plot, { x, y, curve: [xs, ys], direction }) {
  const { inside, svg, sx, sy } = plot;
  if (direction !== null) add(inside, "line", { class: "tangent", ...lineAcross(plot, x, y, direction) });
  add(inside, "path", { class: "curve", d: curve(plot, xs, ys) });
  return {
    steps: add(inside, "path", { class: "steps" }),
    secant: add(inside, "line", { class: "secant" }),
    first: add(svg, "circle", { class: "first", r: 6, cx: sx(x), cy: sy(y) }),
    second: add(svg, "circle", { class: "second", r: 6 }),
    labels: ["x", "x + h"].map((name) => add(svg, "text", { class: "label" }, name)),
  };
}

function numbers(row, { x, y, direction }) {
  const cell = table(row);
  const cells = { h: cell("h", "h"), slope: cell("slope of the line", "secant") };
  cell("first point", "first").textContent = `(${number(x, 5)}, ${number(y, 5)})`;
  cells.second = cell("second point", "second");
  if (direction !== null) cell("slope of the curve at x", "tangent").textContent = number(direction, 6);
  return cells;
}

function draw({ root, scene, plot, steps, secant, second, labels, numbers: cells }, { h, y, slope }) {
  const { sx, sy } = plot;
  const x = scene.x + h;
  const there = y !== null && slope !== null;
  for (const part of [secant, second, labels[1], steps]) show(part, there);
  if (there) {
    set(secant, lineAcross(plot, scene.x, scene.y, slope));
    set(second, { cx: sx(x), cy: sy(y) });
    set(steps, { d: `M${sx(scene.x)},${sy(scene.y)}H${sx(x)}V${sy(y)}` });
  }
  // Labels keep off the line: below it at the first point, above it at the second.
  const falls = slope < 0;
  const side = falls ? -8 : 8;
  const [below, above] = falls ? ["end", "start"] : ["start", "end"];
  label(plot, labels[0], sx(scene.x) + side, sy(scene.y) + 20, below);
  if (there) label(plot, labels[1], sx(x) - side, sy(y) - 12, above);
  cells.h.textContent = number(h, 4);
  cells.slope.textContent = number(slope, 7);
  cells.second.textContent = `(${number(x, 5)}, ${number(y, 5)})`;
  Object.assign(root.dataset, { h, slope, x: scene.x, y: scene.y, xh: x, yh: y }); // in full, for tests and the curious
  return there
    ? `With h = ${number(h, 4)} the line through both points has slope ${number(slope, 7)}.`
    : `${scene.name} has no value at x + h for h = ${number(h, 4)}, so there is no line.`;
}

export default figure(["here"], build);
