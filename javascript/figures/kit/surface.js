// A surface seen from a corner, in parallel projection, with a plane that cuts it.
import { add, set } from "./dom.js";

const PATCHES = 26; // along each side
const TURN = (32 * Math.PI) / 180, TILT = (32 * Math.PI) / 180; // of the camera
const WIDTH = 400, HEIGHT = 340;
const SIDE = 138, RISE = 118; // pixels for half a side of the floor, and for the whole height

// Returns cut(axis, x, y), which puts the plane there and draws the cut and the tangent of this slope.
export function surface(parent, { name, grid, window: [left, right, bottom, top], heights: [low, high], words }) {
  const svg = add(parent, "svg", { class: "plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": name, "aria-describedby": words });
  svg.style.setProperty("--width", `${WIDTH}px`);
  const most = Math.max(right - left, top - bottom);
  const unit = ([x, y, z]) => [
    (2 * x - left - right) / most,
    (2 * y - bottom - top) / most,
    Math.max(-0.1, Math.min(1.1, (z - low) / (high - low || 1))),
  ];
  const project = (place) => {
    const [x, y, z] = unit(place);
    const depth = x * Math.sin(TURN) + y * Math.cos(TURN);
    const across = WIDTH / 2 + SIDE * (x * Math.cos(TURN) - y * Math.sin(TURN));
    return [across, 232 - SIDE * Math.sin(TILT) * depth - RISE * z * Math.cos(TILT)].map((pixel) => pixel.toFixed(1));
  };
  const outline = (places) => `M${places.map(project).join("L")}`;

  const floor = [[left, bottom, low], [right, bottom, low], [right, top, low], [left, top, low]];
  add(svg, "path", { class: "floor", d: `${outline(floor)}Z` });
  const letter = (text, x, y, shift) => {
    const [px, py] = project([x, y, low]).map(Number);
    add(svg, "text", { class: "title halo", x: px + shift, y: py + 20, "text-anchor": "middle" }, text);
  };
  const strips = add(svg, "g", { "aria-hidden": "true" });
  const knife = add(svg, "path", { class: "knife" });
  const line = add(svg, "path", { class: "cut" });
  const dot = add(svg, "circle", { class: "now", r: 6 });
  letter("x \u2192", (left + right) / 2, bottom, 0);
  letter("y \u2192", right, (bottom + top) / 2, 18);

  const ends = [[left, right], [bottom, top]];
  const at = (axis, k) => ends[axis][0] + ((ends[axis][1] - ends[axis][0]) * k) / PATCHES;
  let built = null, groups = [];

  // Patches in strips along the axis, the farthest strip and the farthest patch first, so that nearer ones cover them.
  function build(axis) {
    strips.replaceChildren();
    groups = [];
    for (let j = PATCHES - 1; j >= 0; j--) {
      const strip = add(strips, "g");
      for (let i = PATCHES - 1; i >= 0; i--) {
        const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([a, b]) => {
          const [x, y] = axis === 0 ? [at(0, a), at(1, b)] : [at(0, b), at(1, a)];
          return [x, y, grid.value(x, y)];
        });
        const height = corners.reduce((sum, [, , z]) => sum + z / 4, 0);
        if (!Number.isFinite(height)) continue;
        const patch = add(strip, "path", { class: "patch", d: `${outline(corners)}Z` });
        patch.style.setProperty("--share", `${Math.round(8 + 62 * unit([0, 0, height])[2])}%`);
      }
      groups.push({ strip, middle: at(1 - axis, j + 0.5) });
    }
    built = axis;
  }

  return (axis, x, y) => {
    if (built !== axis) build(axis);
    const held = axis === 0 ? y : x;
    let nearest = null;
    for (const { strip, middle } of groups) {
      strip.classList.toggle("front", middle < held);
      if (middle < held && !nearest) nearest = strip;
    }
    for (const part of [knife, line]) strips.insertBefore(part, nearest);
    const along = Array.from({ length: 81 }, (_, k) => ends[axis][0] + ((ends[axis][1] - ends[axis][0]) * k) / 80);
    const place = (t) => (axis === 0 ? [t, y] : [x, t]);
    const cut = along.map((t) => [...place(t), grid.value(...place(t))]).filter(([, , z]) => Number.isFinite(z));
    const [from, to] = ends[axis].map(place);
    set(knife, { d: `${outline([[...from, low], [...to, low], [...to, high], [...from, high]])}Z` });
    set(line, { d: cut.length ? outline(cut) : "" });
    const [cx, cy] = project([x, y, grid.value(x, y)]);
    set(dot, { cx, cy });
  };
}
