// The curve, two of its points and the line through them, for the h under the hand.
import { add, axes, keepKeys, lineAcross, liveSlider, number, path, roomForLabels, scale, set, speaker } from "./kit.js";

const WIDTH = 520, HEIGHT = 340;
const RIGHT = 12, TOP = 12, BOTTOM = 30;
let figures = 0; // clip paths need names of their own

async function render({ model, el }) {
  const scene = model.get("scene");
  const root = add(el, "div", { class: "gradus-figure" });
  const parts = layOut(root, scene);
  const voice = speaker(parts.spoken);
  const show = (h) => draw(root, parts, scene, factsAt(h, scene, model.get("here")), voice);

  keepKeys(root);
  show(model.get("knob"));
  model.on("change:here", () => show(model.get("knob")));
  const takeDown = await liveSlider({
    model, trait: "knob", element: parts.slider, follow: show,
    label: "h, the distance between the two points",
    say: (h) => number(factsAt(h, scene, model.get("here")).h, 4),
  });
  return () => {
    voice.stop();
    takeDown();
  };
}

// What Python computed for this h: at a stop of the slider, or at the h that Python itself has set.
function factsAt(h, { stops: [hs, ys, slopes] }, here) {
  if (here[0] === h) return { h, y: here[1], slope: here[2] };
  let i = 0; // of the nearest stop: the browser's powers of ten may differ in the last digit
  hs.forEach((stop, j) => { if (Math.abs(stop - h) < Math.abs(hs[i] - h)) i = j; });
  return { h: hs[i], y: ys[i], slope: slopes[i] };
}

function layOut(root, scene) {
  const [left, right, low, high] = scene.window;
  const margin = roomForLabels(low, high);
  const sx = scale([left, right], [margin, WIDTH - RIGHT]);
  const sy = scale([low, high], [HEIGHT - BOTTOM, TOP]);
  const id = `gradus-secant-${(figures += 1)}`;

  const slider = add(root, "div", { class: "slider-row" });
  const row = add(root, "div", { class: "row" });
  const svg = add(row, "svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-describedby": `${id}-words` });
  set(svg, { "aria-label": `Curve of ${scene.name} and the line through two of its points` });
  axes(svg, scene.window, sx, sy);
  const clip = add(add(svg, "clipPath", { id }), "rect", { x: margin, y: TOP });
  set(clip, { width: WIDTH - margin - RIGHT, height: HEIGHT - TOP - BOTTOM });

  const inside = add(svg, "g", { "clip-path": `url(#${id})` });
  if (scene.direction !== null) line(add(inside, "line", { class: "tangent" }), scene, scene.direction, sx, sy);
  add(inside, "path", { class: "curve", d: path(...scene.curve, sx, sy) });
  const steps = add(inside, "path", { class: "steps" });
  const secant = add(inside, "line", { class: "secant" });
  const first = add(svg, "circle", { class: "first", r: 6, cx: sx(scene.x), cy: sy(scene.y) });
  const second = add(svg, "circle", { class: "second", r: 6 });
  add(svg, "text", { class: "label", x: margin + 8, y: TOP + 14 }, `${scene.name}(x)`);
  add(svg, "text", { class: "label", x: WIDTH - RIGHT, y: HEIGHT - BOTTOM - 8, "text-anchor": "end" }, "x");
  const labels = ["x", "x + h"].map((name) => add(svg, "text", { class: "label" }, name));

  const table = add(row, "dl");
  const cell = (name, kind) => {
    const pair = add(table, "div", { class: kind });
    add(pair, "dt", {}, name);
    return add(pair, "dd");
  };
  const numbers = { h: cell("h", "h"), slope: cell("slope of the line", "secant") };
  cell("first point", "first").textContent = `(${number(scene.x, 5)}, ${number(scene.y, 5)})`;
  numbers.second = cell("second point", "second");
  if (scene.direction !== null) cell("slope of the curve at x", "tangent").textContent = number(scene.direction, 6);
  if (scene.flat) add(root, "p", { class: "note" }, `${scene.name} is constant here: every line has slope 0.`);
  const spoken = add(root, "p", { class: "spoken", id: `${id}-words`, "aria-live": "polite" });
  return { sx, sy, slider, steps, secant, first, second, labels, numbers, spoken };
}

function line(element, { window, x, y }, slope, sx, sy) {
  const [x1, y1, x2, y2] = lineAcross(window, x, y, slope);
  set(element, { x1: sx(x1), y1: sy(y1), x2: sx(x2), y2: sy(y2) });
}

function draw(root, parts, scene, { h, y, slope }, voice) {
  const { sx, sy, numbers } = parts;
  const x = scene.x + h;
  const there = y !== null && slope !== null;
  for (const part of [parts.secant, parts.second, parts.labels[1], parts.steps]) {
    part.style.display = there ? "" : "none";
  }
  if (there) {
    line(parts.secant, scene, slope, sx, sy);
    set(parts.second, { cx: sx(x), cy: sy(y) });
    set(parts.steps, { d: `M${sx(scene.x)},${sy(scene.y)}H${sx(x)}V${sy(y)}` });
  }
  // Labels keep off the line: below it at the first point, above it at the second.
  const falls = slope < 0;
  const side = falls ? -8 : 8;
  const [below, above] = falls ? ["end", "start"] : ["start", "end"];
  set(parts.labels[0], { x: sx(scene.x) + side, y: sy(scene.y) + 20, "text-anchor": below });
  if (there) set(parts.labels[1], { x: sx(x) - side, y: sy(y) - 12, "text-anchor": above });
  numbers.h.textContent = number(h, 4);
  numbers.slope.textContent = number(slope, 7);
  numbers.second.textContent = `(${number(x, 5)}, ${number(y, 5)})`;
  Object.assign(root.dataset, { h, slope, x: scene.x, y: scene.y, xh: x, yh: y }); // in full, for tests and the curious
  voice.say(
    there
      ? `With h = ${number(h, 4)} the line through both points has slope ${number(slope, 7)}.`
      : `${scene.name} has no value at x + h for h = ${number(h, 4)}, so there is no line.`
  );
}

export default { render };
