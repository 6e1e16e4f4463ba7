// A surface that turns under the hand, and its map beside it: one point on both, with both slopes there.
import { add, number, point as pair, rounded, set, show, table } from "./kit/dom.js";
import { arrow, drawContours, heights } from "./kit/field.js";
import { figure } from "./kit/figure.js";
import { Grid } from "./kit/grid.js";
import { handle } from "./kit/handle.js";
import { curve, panel } from "./kit/plot.js";
import { space } from "./kit/space.js";
import { subdivided } from "./kit/walk.js";

const BIG = 2; // times the length of the small arrows: "twice", says the note

function build(view) {
  const { root, store, scene, words } = view;
  const grid = new Grid(scene.grid);
  const [left, right, bottom, top] = scene.window, size = right - left;
  const walk = scene.path ? subdivided(scene.path, scene.window) : null;
  const arrows = scene.arrows ? field(grid, scene) : null;
  const row = add(root, "div", { class: "row" });
  const solid = space(row, view, { grid, walk, arrows, big: BIG });
  const beside = add(row, "div", { class: "beside" });
  const plot = panel(beside, {
    name: `Map of ${scene.name}`, role: "group", words, square: true,
    width: 340, x: [left, right], y: [bottom, top], xTitle: "x", yTitle: "y",
  });
  drawContours(plot, grid, heights(scene.heights, false));
  if (walk) drawWalk(plot, grid, walk);
  const parts = {
    root, scene, grid, solid, plot, arrows, size,
    crosses: ["x", "y"].map((_, i) => add(plot.inside, "line", { class: `touching ${i ? "other" : ""}` })),
    big: add(plot.inside, "path", { class: "arrow" }),
    knob: handle(plot, {
      name: "point", step: size / 60,
      move: (x, y) => store.change({ point: [x, y] }),
      done: () => store.save("point"),
    }),
  };
  const cell = table(beside);
  parts.cells = {
    place: cell("at (x, y)"), height: cell(`height ${scene.name}`, "curve"),
    x: cell("slope along x", "line"), y: cell("slope along y", "other"),
  };
  const told = arrows ? " The entries of each arrow on the floor are the two slopes above it; the one at the point is drawn twice as long." : "";
  const how = "Place the point on the map. Drag the surface to turn it, or use the arrow keys on it, + and \u2212, and Home.";
  add(solid.outer, "p", { class: "note" }, `The bluer, the higher. ${how}${told}`);
  return { draw: (state) => draw(parts, state), close: solid.close };
}

// Where the small arrows stand, with the slopes there, and how long a slope of 1 is in units of the window.
function field(grid, { arrows: n, window: [left, right, bottom, top] }) {
  const all = [];
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
    const x = left + ((i + 0.5) / n) * (right - left), y = bottom + ((j + 0.5) / n) * (top - bottom);
    const [gx, gy] = grid.gradient(x, y);
    if (Number.isFinite(gx + gy)) all.push([x, y, gx, gy]);
  }
  const slopes = all.map(([, , gx, gy]) => Math.hypot(gx, gy)).sort((a, b) => a - b);
  const steepest = slopes[Math.floor(0.95 * slopes.length)] || slopes.at(-1) || 1; // a pole must not shrink the rest to dots
  return { all, scale: (right - left) / n / steepest };
}

function drawWalk(plot, grid, { steps }) {
  const [xs, ys] = [0, 1].map((axis) => steps.map((step) => step[axis]));
  add(plot.inside, "path", { class: "path", d: curve(plot, xs, ys) });
  const seen = steps.filter(([x, y]) => grid.holds(x, y));
  add(plot.inside, "path", { class: "dots", d: seen.map(([x, y]) => `M${plot.sx(x).toFixed(1)},${plot.sy(y).toFixed(1)}h0`).join("") });
}

function draw({ root, scene, grid, solid, plot, arrows, size, crosses, big, knob, cells }, state) {
  const [x, y] = state.point, [px, py] = [plot.sx(x), plot.sy(y)];
  const [rx, ry, ...told] = state.reading;
  // Of the place where the hand has come to rest Python has asked f itself.
  const [height, gx, gy] = rx === x && ry === y ? told.map((one) => one ?? NaN) : [grid.value(x, y), ...grid.gradient(x, y)];
  solid.draw(state, { height, gx, gy });

  const there = Number.isFinite(height), steepest = (scene.heights[1] - scene.heights[0]) / size || 1;
  const reach = scene.reach * (plot.sx(1) - plot.sx(0));
  [[gx, reach, 0], [gy, 0, reach]].forEach(([slope, dx, dy], i) => {
    show(crosses[i], !arrows && there && Number.isFinite(slope)); // two orange lines would cover each other
    set(crosses[i], { x1: px - dx, x2: px + dx, y1: py - dy, y2: py + dy });
  });
  if (arrows) {
    const pixels = BIG * arrows.scale * (plot.sx(1) - plot.sx(0));
    set(big, { d: Number.isFinite(gx + gy) ? arrow(px, py, gx * pixels, -gy * pixels, 12) : "" });
  }
  const at = pair(x, y, size), slopes = [gx, gy].map((slope) => rounded(slope, steepest));
  knob.place(x, y, at);
  cells.place.textContent = at;
  cells.height.textContent = number(height, 4);
  cells.x.textContent = slopes[0];
  cells.y.textContent = slopes[1];
  const [azimuth, elevation] = state.view;
  Object.assign(root.dataset, { x, y, height, gx, gy, azimuth, elevation, zoom: state.zoom });
  const seen = `Seen from ${number(azimuth, 3)} degrees round and ${number(elevation, 3)} degrees up.`;
  if (!there) return `${scene.name} has no value at ${at}. ${seen}`;
  if (!Number.isFinite(gx + gy)) return `At ${at} the height is ${number(height, 4)}, and there are no slopes. ${seen}`;
  return `At ${at} the height is ${number(height, 4)}. The slope along x is ${slopes[0]}, along y ${slopes[1]}. ${seen}`;
}

export default figure(["point", "view", "zoom", "reading"], build);
