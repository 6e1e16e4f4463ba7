// A panel with two axes, lines in it, and the window it shows.
import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear, scaleLog } from "d3-scale";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { add, power, set, show, unique } from "./dom.js";

const RIGHT = 14, TOP = 28, BOTTOM = 42;
const FAR = 9999; // browsers draw huge coordinates wrongly

// An svg with named axes. x, y: [low, high]. log: which axes are logarithmic, as "xy". square: give both axes
// the same scale, and choose the height for it. xTicks, yTicks: where, if not at round numbers. role: "img", or "group" if something in it can be moved.
// margin: at least so much room at the left, so that the axes of two panels stand below each other.
export function panel(parent, { name, width, height, x, y, log = "", xTitle, yTitle, xTicks, yTicks, square = false, role = "img", margin = 0, words }) {
  const [sx, sy] = [x, y].map((ends, i) => (log.includes("xy"[i]) ? scaleLog() : scaleLinear()).domain(ends));
  const named = (values) => Object.assign(values, { label: String });
  const up = yTicks ? named(yTicks) : ticks(sy, y, log.includes("y"), 5);
  const left = Math.max(margin, 16 + 8 * Math.max(0, ...up.map((tick) => up.label(tick).length)));
  const inner = width - left - RIGHT;
  if (square) height = TOP + BOTTOM + inner * (y[1] - y[0]) / (x[1] - x[0]);
  sx.range([left, width - RIGHT]);
  sy.range([height - BOTTOM, TOP]);
  const across = xTicks ? named(xTicks) : ticks(sx, x, log.includes("x"), Math.max(3, Math.min(6, Math.floor(inner / 55))));

  const svg = add(parent, "svg", { class: "plot", viewBox: `0 0 ${width} ${height.toFixed(1)}`, role, "aria-label": name });
  if (words) set(svg, { "aria-describedby": words });
  svg.style.setProperty("--width", `${width}px`);
  const id = unique("clip");
  const box = { x: left, y: TOP, width: inner, height: height - TOP - BOTTOM };
  set(add(add(svg, "clipPath", { id }), "rect"), box);
  const back = add(svg, "g", { "aria-hidden": "true" });
  axis(back, axisBottom(sx), across, `translate(0 ${height - BOTTOM})`, TOP + BOTTOM - height);
  axis(back, axisLeft(sy), up, `translate(${left} 0)`, -inner);
  const xName = add(back, "text", { class: "title", x: width - RIGHT, y: height - 6, "text-anchor": "end" }, xTitle);
  const yName = add(back, "text", { class: "title", x: Math.max(4, left - 24), y: 16 }, yTitle);
  const inside = add(svg, "g", { "clip-path": `url(#${id})`, "aria-hidden": "true" });
  return { svg, sx, sy, box, inside, xName, yName, window: [...x, ...y] };
}

function ticks(scale, [low, high], isLog, count) {
  if (!isLog) {
    const all = scale.ticks(count);
    all.label = scale.tickFormat(count);
    return all;
  }
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first) / count));
  const all = [];
  for (let n = last; n >= first; n -= stride) all.unshift(10 ** n);
  all.label = (value) => power(Math.round(Math.log10(value)));
  return all;
}

function axis(parent, make, values, transform, grid) {
  const g = add(parent, "g", { class: "axis", transform });
  select(g).call(make.tickValues(values).tickFormat(values.label).tickSize(grid).tickPadding(7));
  for (const name of ["font-family", "font-size", "fill"]) g.removeAttribute(name);
  g.querySelector(".domain").remove();
}

const near = (pixel) => Math.max(-FAR, Math.min(FAR, pixel));

// The path through the points; a missing value lifts the pen.
export function curve({ sx, sy }, xs, ys) {
  return line()
    .defined((_, i) => ys[i] !== null && Number.isFinite(sx(xs[i])) && Number.isFinite(sy(ys[i])))
    .x((_, i) => near(sx(xs[i])))
    .y((_, i) => near(sy(ys[i])))
    .digits(2)({ length: xs.length });
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
