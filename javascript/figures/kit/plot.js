// A panel with two axes, lines in it, and the window it shows.
import { add, set, show, unique } from "./dom.js";
import { widthFor } from "./room.js";
import { roundNumbers, scale } from "./scale.js";

const RIGHT = 14, TOP = 28, BOTTOM = 46;
const FAR = 9999; // browsers draw huge coordinates wrongly

// An svg with named axes. x, y: [low, high]. log: which axes are logarithmic, as "xy". square: give both axes
// the same scale, and choose the height for it. xTicks, yTicks: where, if not at round numbers. role: "img", or "group" if something in it can be moved.
// margin: at least so much room at the left, so that the axes of two panels stand below each other.
export function panel(parent, { name, width, height, x, y, log = "", xTitle, yTitle, xTicks, yTicks, square = false, role = "img", margin = 0, words }) {
  [width, height] = [widthFor(parent, width), Math.min(height, 1.1 * widthFor(parent, width))];
  const named = (values) => Object.assign(values, { label: (value) => String(value).replace("-", "\u2212") });
  const tall = square ? ((width - 60) * (y[1] - y[0])) / (x[1] - x[0]) : height - TOP - BOTTOM;
  const up = yTicks ? named(yTicks) : roundNumbers(y, log.includes("y"), Math.max(1, Math.min(5, Math.floor(tall / 32))));
  const left = Math.max(margin, 16 + 9 * Math.max(0, ...up.map((tick) => up.label(tick).length)));
  const inner = width - left - RIGHT;
  if (square) height = TOP + BOTTOM + inner * (y[1] - y[0]) / (x[1] - x[0]);
  const sx = scale(x, [left, width - RIGHT], log.includes("x"));
  const sy = scale(y, [height - BOTTOM, TOP], log.includes("y"));
  const across = xTicks ? named(xTicks) : roundNumbers(x, log.includes("x"), Math.max(3, Math.min(6, Math.floor(inner / 55))));

  const svg = add(parent, "svg", { class: "plot", viewBox: `0 0 ${width} ${height.toFixed(1)}`, role, "aria-label": name });
  if (words) set(svg, { "aria-describedby": words });
  svg.style.setProperty("--width", `${width}px`);
  const id = unique("clip");
  const box = { x: left, y: TOP, width: inner, height: height - TOP - BOTTOM };
  set(add(add(svg, "clipPath", { id }), "rect"), box);
  const back = add(svg, "g", { "aria-hidden": "true" });
  const lines = add(back, "g", { class: "axis" });
  for (const value of across) {
    const at = sx(value);
    add(lines, "line", { x1: at, x2: at, y1: TOP, y2: height - BOTTOM });
    add(lines, "text", { x: at, y: height - BOTTOM, dy: "1.25em", "text-anchor": "middle" }, across.label(value));
  }
  for (const value of up) {
    const at = sy(value);
    add(lines, "line", { x1: left, x2: width - RIGHT, y1: at, y2: at });
    add(lines, "text", { x: left - 7, y: at, dy: "0.32em", "text-anchor": "end" }, up.label(value));
  }
  const xName = add(back, "text", { class: "title", x: width - RIGHT, y: height - 6, "text-anchor": "end" }, xTitle);
  const yName = add(back, "text", { class: "title", x: Math.max(4, left - 24), y: 16 }, yTitle);
  const inside = add(svg, "g", { "clip-path": `url(#${id})`, "aria-hidden": "true" });
  return { svg, sx, sy, box, inside, xName, yName, window: [...x, ...y] };
}

// Puts a text to a place, and as far away from the edge of the drawing as it is wide. anchor: "start", "end" or "middle".
export function label({ svg }, text, x, y, anchor) {
  const wide = text.getComputedTextLength(), most = svg.viewBox.baseVal.width - 2;
  const at = { start: x, middle: x - wide / 2, end: x - wide }[anchor];
  set(text, { x: Math.max(2, Math.min(most - wide, at)), y, "text-anchor": "start" });
}

const near = (pixel) => Math.max(-FAR, Math.min(FAR, pixel));

// The path through the points; a missing value lifts the pen.
export function curve({ sx, sy }, xs, ys) {
  let d = "", isDown = false;
  for (let i = 0; i < xs.length; i++) {
    const x = sx(xs[i]), y = sy(ys[i]);
    const isThere = ys[i] !== null && Number.isFinite(x) && Number.isFinite(y);
    if (isThere) d += `${isDown ? "L" : "M"}${near(x).toFixed(2)},${near(y).toFixed(2)}`;
    isDown = isThere;
  }
  return d;
}

// Both ends of the line of this slope through (x, y), where it leaves the window.
export function lineAcross({ sx, sy, window: [left, right, low, high] }, x, y, slope) {
  const [nearest, farthest] = slope > 0 ? [low, high] : [high, low];
  const from = slope ? Math.max(left, x + (nearest - y) / slope) : left;
  const to = slope ? Math.min(right, x + (farthest - y) / slope) : right;
  return { x1: sx(from), y1: sy(y + slope * (from - x)), x2: sx(to), y2: sy(y + slope * (to - x)) };
}

// Puts a dot at (x, y), and shows it only inside the window.
export function dotAt({ sx, sy, box }, dot, x, y) {
  const [cx, cy] = [sx(x), sy(y)];
  const inside = cx >= box.x - 1 && cx <= box.x + box.width + 1 && cy >= box.y - 1 && cy <= box.y + box.height + 1;
  show(dot, inside);
  if (inside) set(dot, { cx, cy });
}
