// Contours and gradient arrows; a point to move, and a direction to turn.
import { compass } from "./kit/compass.js";
import { add, number, point as pair, rounded, set, table } from "./kit/dom.js";
import { arrow, contourDirection, contourThrough, drawContours, heights } from "./kit/field.js";
import { figure, slider } from "./kit/figure.js";
import { Grid } from "./kit/grid.js";
import { handle } from "./kit/handle.js";
import { curve, dotAt, panel } from "./kit/plot.js";
import { roundStep } from "./kit/round_step.js";

const BIG = 3; // times the scale of the small arrows

function build(view) {
  const { root, store, scene, words } = view;
  const grid = new Grid(scene.grid);
  const [left, right, bottom, top] = scene.window;
  const close = slider(view, root, "direction", { label: "direction of u in degrees", digits: 3, unit: "\u00b0" });
  const row = add(root, "div", { class: "row" });
  const plot = panel(row, {
    name: `Map of ${scene.name} with its gradients as arrows`, role: "group", words, square: true,
    width: 440, x: [left, right], y: [bottom, top], xTitle: "x", yTitle: "y",
  });
  drawContours(plot, grid, heights(scene.heights, false));
  const scale = field(plot, grid, scene);
  const step = roundStep((right - left) / 60);
  // A key stops where the gradient is zero, if that lies nearer than the next round place.
  const stop = (x, y) => scene.flat.find((flat) => Math.abs(flat[0] - x) < step / 2 && Math.abs(flat[1] - y) < step / 2) ?? [x, y];
  const parts = {
    root, scene, grid, plot, scale: BIG * scale.pixels, steepest: scale.steepest, size: right - left,
    through: add(plot.inside, "path", { class: "through" }),
    corner: add(plot.inside, "path", { class: "corner" }),
    big: add(plot.inside, "path", { class: "arrow" }),
    own: scene.own && add(plot.inside, "path", { class: "arrow own" }),
    knob: handle(plot, {
      name: "point", step, stop,
      move: (x, y) => store.change({ point: [x, y] }),
      done: () => store.save("point"),
    }),
  };
  parts.compass = compass(plot, {
    letter: "u",
    turn: (direction) => store.change({ direction }),
    done: () => store.save("direction"),
  });
  const beside = add(row, "div", { class: "beside" });
  parts.wave = wave(beside, scale.steepest, words);
  const cell = table(beside);
  parts.cells = {
    gradient: cell("gradient", "line"), steepness: cell("its length", "line"),
    angle: cell("the gradient\u2019s angle to the contour"), slope: cell("slope along u", "other"), height: cell(`${scene.name} there`, "curve"),
  };
  if (scene.own) parts.cells.own = cell("your gradient", "own");
  add(root, "p", { class: "note" }, `The bluer, the higher. The arrow at the point is drawn ${BIG} times as long as the small ones.${scene.own ? " What your gradient returns is dashed." : ""}`);
  if (scene.own) parts.told = add(root, "p", { class: "note own", role: "status" });
  return { draw: (state) => draw(parts, state), close };
}

// The small arrows. Returns pixels for a slope of 1, and the steepest slope that an arrow has room for.
function field({ inside, sx, sy, box }, grid, { places, own }) {
  const room = box.width / Math.round(Math.sqrt((places.length * box.width) / box.height));
  const slopes = places.map(([x, y]) => [...grid.gradient(x, y)]);
  const lengths = slopes.map(([gx, gy]) => Math.hypot(gx, gy)).filter(Number.isFinite).sort((a, b) => a - b);
  const steepest = lengths[Math.floor(0.95 * lengths.length)] || lengths.at(-1) || 1; // a pole must not shrink the rest to dots
  const pixels = (0.9 * room) / steepest;
  // Both stand with their middles on the place, so that equal ones lie on each other.
  const drawn = (all) => all.map((pair, k) => {
    if (!pair || !Number.isFinite(pair[0] + pair[1])) return "";
    const shorten = Math.min(1, (1.2 * room) / (pixels * Math.hypot(...pair)));
    const [dx, dy] = [pair[0] * pixels * shorten, -pair[1] * pixels * shorten];
    return arrow(sx(places[k][0]) - dx / 2, sy(places[k][1]) - dy / 2, dx, dy, 6);
  }).join("");
  add(inside, "path", { class: "arrows", d: drawn(slopes) });
  if (own) add(inside, "path", { class: "arrows own", d: drawn(own) });
  return { pixels, steepest };
}

// The slope along u for every direction: a cosine, whose top is the gradient's length.
function wave(parent, steepest, words) {
  const most = 1.15 * steepest;
  const plot = panel(parent, {
    name: "Slope along u for every direction of u", words, width: 330, height: 220,
    x: [0, 360], y: [-most, most], xTicks: [0, 90, 180, 270, 360], xTitle: "direction of u, degrees", yTitle: "slope along u",
  });
  add(plot.inside, "line", { class: "zero", x1: plot.sx(0), x2: plot.sx(360), y1: plot.sy(0), y2: plot.sy(0) });
  return { ...plot, line: add(plot.inside, "path", { class: "curve" }), dot: add(plot.svg, "circle", { class: "now other", r: 6 }) };
}

function draw(parts, state) {
  const { root, scene, grid, plot, scale, size, through, corner, compass: needle, big, knob, wave: waves, cells, steepest } = parts;
  const { point: [x, y], asked } = state;
  const known = asked.at[0] === x && asked.at[1] === y; // then f itself has been asked there
  const [gx, gy] = known ? asked.gradient.map((slope) => slope ?? NaN) : grid.gradient(x, y);
  const steepness = Math.hypot(gx, gy), turn = (state.direction * Math.PI) / 180;
  const [ux, uy] = [Math.cos(turn), Math.sin(turn)], slope = gx * ux + gy * uy;
  const there = Number.isFinite(steepness), flat = !(steepness > 1e-6 * steepest);
  const [px, py] = [plot.sx(x), plot.sy(y)];
  const steep = there && !flat;
  const direction = steep ? contourDirection(grid, x, y, Math.atan2(gy, gx)) : null;
  set(through, { d: steep ? contourThrough(plot, grid, x, y) : "" });
  set(big, { d: there ? arrow(px, py, gx * scale, -gy * scale, 14) : "" });
  needle.place(x, y, state.direction);
  set(corner, { d: direction ? rightAngle(px, py, gx / steepness, gy / steepness) : "" });
  const degrees = direction ? between(direction, [gx, gy]) : null;
  const texts = {
    gradient: there ? pair(gx, gy, steepest) : "no value",
    steepness: rounded(steepness, steepest),
    angle: degrees === null ? "\u2013" : `${Math.round(degrees)}\u00b0`,
    slope: rounded(slope, steepest),
    height: number(known ? asked.height ?? NaN : grid.value(x, y), 3),
  };
  for (const [name, text] of Object.entries(texts)) cells[name].textContent = text;
  if (scene.own) drawOwn(parts, asked, known);
  const turns = Array.from({ length: 73 }, (_, k) => 5 * k);
  set(waves.line, { d: curve(waves, turns, turns.map((d) => gx * Math.cos((d * Math.PI) / 180) + gy * Math.sin((d * Math.PI) / 180))) });
  dotAt(waves, waves.dot, state.direction, slope);
  knob.place(x, y, pair(x, y, size));
  Object.assign(root.dataset, { x, y, gx, gy, steepness, slope, direction: state.direction, angle: degrees });
  if (!there) return `${scene.name} has no gradient at ${pair(x, y, size)}.`;
  if (flat) return `At ${pair(x, y, size)} the gradient is zero: no direction leads up.`;
  return `At ${pair(x, y, size)} the gradient is ${texts.gradient}, its length ${texts.steepness}${degrees === null ? "" : `, at ${texts.angle} to the contour`}. `
    + `Along u, at ${number(state.direction, 3)} degrees, the slope is ${texts.slope}.`;
}

// The learner's gradient, which Python has asked at `asked.at`; the point may have moved on since.
function drawOwn({ plot, own, cells, told, scale, steepest }, { at, own: pairThere, said }, known) {
  const drawn = pairThere?.every(Number.isFinite);
  set(own, { d: drawn ? arrow(plot.sx(at[0]), plot.sy(at[1]), pairThere[0] * scale, -pairThere[1] * scale, 14) : "" });
  own.classList.toggle("stale", !known);
  cells.own.textContent = known && drawn ? pair(...pairThere, steepest) : "\u2013";
  const sentence = known ? said : "Your gradient is asked again when you let go.";
  if (told.textContent !== sentence) told.textContent = sentence; // a screen reader speaks what changes
}

// A small square in the corner between the arrow and the contour.
function rightAngle(x, y, gx, gy) {
  const s = 12;
  return `M${x + s * gx},${y - s * gy}l${s * gy},${s * gx}l${-s * gx},${s * gy}`;
}

// Degrees from 0 to 180 between two directions.
function between([ax, ay], [bx, by]) {
  return (Math.acos((ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by))) * 180) / Math.PI;
}

export default figure(["point", "asked"], build);
