// The three-dimensional part of `Surface`: floor, axes, mesh, and what lies on them, in a picture that turns.
//
// Three layers: what is under the surface (an svg), the surface (a canvas, slightly transparent), and what is on it (an svg).
import { camera, turnable } from "./camera.js";
import { add, set, show } from "./dom.js";
import { floorAndAxes } from "./floor.js";
import { mesh } from "./mesh.js";
import { shades } from "./raster.js";

const RISE = 0.9, FLOOR = -0.68, LOW = -0.22; // of the surface; the longer side of the floor is 2
const WIDEST = 440, FLATTEST = 0.86; // pixels; height by width
const DENSITY = 2; // pixels painted for one on the page: fine screens have them, on others they smooth the edges

export function space(parent, { root, store, scene, words }, { grid, walk, arrows, big }) {
  const [left, right, bottom, top] = scene.window, most = Math.max(right - left, top - bottom);
  const [low, high] = scene.heights[1] > scene.heights[0] ? scene.heights : [scene.heights[0] - 0.5, scene.heights[0] + 0.5];
  const up = (z) => LOW + (RISE * (z - low)) / (high - low);
  const place = (x, y, z) => [(2 * x - left - right) / most, (2 * y - bottom - top) / most, up(z)];
  const reach = [(right - left) / most, (top - bottom) / most];
  const shown = (z) => z >= low - 1e-9 * (high - low) && z <= high + 1e-9 * (high - low);
  const surface = mesh((x, y) => {
    const z = grid.value((x * most + left + right) / 2, (y * most + bottom + top) / 2);
    return shown(z) ? up(z) : NaN;
  }, reach, [LOW, LOW + RISE]);

  const outer = add(parent, "div", { class: "solid" });
  const bar = add(outer, "div", { class: "view-buttons", role: "group", "aria-label": "View" });
  const frame = add(outer, "div", {
    class: "stage", tabindex: 0, role: "application", "aria-roledescription": "view in three dimensions", "aria-describedby": words,
    "aria-label": `Surface of ${scene.name}${walk ? " with a path" : ""}. Turn with the arrow keys, zoom with plus and minus, Home leads back`,
  });
  const layer = () => add(frame, "svg", { class: "layer", "aria-hidden": "true" });
  const back = layer(), canvas = add(frame, "canvas", { class: "layer", "aria-hidden": "true" }), front = layer();
  const room = { place, floor: FLOOR, window: scene.window, heights: [low, high] };
  const axes = floorAndAxes(back, front, room, ["x", "y", scene.name]);
  const parts = {
    field: add(back, "path", { class: "arrows" }), big: add(back, "path", { class: "arrow" }),
    shadowWalk: add(back, "path", { class: "path later" }),
    drop: add(back, "line", { class: "drop" }), shadow: add(back, "circle", { class: "shadow", r: 5 }),
    walk: lines(front, "path"), dots: add(front, "path", { class: "dots" }),
    touching: [lines(front, "touching"), lines(front, "touching other")], dot: add(front, "circle", { class: "on-surface", r: 6.5 }),
  };

  const hand = turnable(frame, {
    now: () => store.state,
    change: store.change,
    done: (names) => names.forEach((name) => store.save(name)),
    home: scene.home,
  });
  for (const [text, name, act] of [["\u2212", "Zoom out", hand.farther], ["+", "Zoom in", hand.nearer], ["Reset", "Reset the view", hand.reset]]) {
    add(bar, "button", { type: "button", "aria-label": name, title: name }, text).addEventListener("click", act);
  }

  let last = null, painted = "", colours = null, width = 0, context, image;
  const draw = (state, there) => {
    last = [state, there];
    if (!width) return; // not on the page yet
    const height = Math.round(FLATTEST * width);
    const [x, y] = state.point;
    const known = Number.isFinite(there.height) && shown(there.height);
    const about = place(x, y, known ? there.height : (low + high) / 2);
    const cam = camera({ width, height }, state.view, state.zoom, about);
    const key = [width, state.view, state.zoom, state.zoom > 1 ? about : ""].join();
    if (key !== painted) {
      painted = key;
      for (const svg of [back, front]) set(svg, { viewBox: `0 0 ${width} ${height}`, width, height });
      paint(cam, height);
      axes(cam);
      if (arrows) set(parts.field, { d: arrows.all.map(([x, y, gx, gy]) => flatArrow(cam, x, y, gx * arrows.scale, gy * arrows.scale, true)).join("") });
      if (walk) drawWalk(cam);
    }
    drawPoint(cam, x, y, there, known);
  };

  function paint(cam, height) {
    colours ??= readColours(canvas);
    if (canvas.width !== DENSITY * width) {
      Object.assign(canvas, { width: DENSITY * width, height: DENSITY * height });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
      context = canvas.getContext("2d");
      image = context.createImageData(canvas.width, canvas.height);
    }
    const pixels = new Uint32Array(image.data.buffer).fill(0);
    surface.paint({ pixels, width: canvas.width, height: canvas.height, density: DENSITY }, cam, colours);
    context.putImageData(image, 0, 0);
  }

  // An arrow that lies on the floor, its middle or its foot at (x, y).
  function flatArrow(cam, x, y, dx, dy, middle) {
    const length = Math.hypot(dx, dy);
    if (!(length > most / 400)) return "";
    const shorten = middle ? Math.min(1, (1.2 * most) / scene.arrows / length) : 1; // a pole must not cover the rest
    const [wx, wy] = [dx * shorten, dy * shorten], long = length * shorten;
    const [fx, fy] = middle ? [x - wx / 2, y - wy / 2] : [x, y], [tx, ty] = [fx + wx, fy + wy];
    const size = Math.min(0.05 * most, 0.5 * long), [ux, uy] = [(wx / long) * size, (wy / long) * size];
    const on = (a, b) => cam.project(...place(a, b, low).slice(0, 2), FLOOR).map((one) => one.toFixed(1)).join();
    return `M${on(fx, fy)}L${on(tx, ty)}M${on(tx - ux - uy / 2, ty - uy + ux / 2)}L${on(tx, ty)}L${on(tx - ux + uy / 2, ty - uy - ux / 2)}`;
  }

  function drawWalk(cam) {
    const on = walk.places.map(([x, y]) => (grid.holds(x, y) && shown(grid.value(x, y)) ? place(x, y, grid.value(x, y)) : null));
    strand(cam, parts.walk, on);
    const floor = walk.places.map(([x, y]) => (grid.holds(x, y) ? cam.project(...place(x, y, low).slice(0, 2), FLOOR) : null));
    set(parts.shadowWalk, { d: polyline(floor) });
    const seen = walk.steps.filter(([x, y]) => grid.holds(x, y) && shown(grid.value(x, y))).map(([x, y]) => place(x, y, grid.value(x, y)));
    set(parts.dots, { d: seen.filter((at) => !surface.hides(cam, at)).map((at) => `M${cam.project(...at).map((one) => one.toFixed(1)).join()}h0`).join("") });
  }

  // A line in space: what the surface hides of it is drawn faintly.
  function strand(cam, [seen, hidden], places) {
    const flat = places.map((at) => at && cam.project(...at)), behind = places.map((at) => at && surface.hides(cam, at));
    set(seen, { d: polyline(flat, (k) => behind[k] === false || behind[k + 1] === false) });
    set(hidden, { d: polyline(flat, (k) => behind[k] && behind[k + 1]) });
  }

  function drawPoint(cam, x, y, { height, gx, gy }, known) {
    const [fx, fy] = cam.project(...place(x, y, low).slice(0, 2), FLOOR);
    set(parts.shadow, { cx: fx, cy: fy });
    set(parts.big, { d: arrows && Number.isFinite(gx + gy) ? flatArrow(cam, x, y, big * gx * arrows.scale, big * gy * arrows.scale, false) : "" });
    show(parts.dot, known);
    show(parts.drop, known);
    [[gx, 1, 0], [gy, 0, 1]].forEach(([slope, dx, dy], i) => {
      const there = known && Number.isFinite(slope);
      const pieces = Array.from({ length: 25 }, (_, k) => scene.reach * (k / 12 - 1));
      strand(cam, parts.touching[i], there ? pieces.map((t) => place(x + dx * t, y + dy * t, height + slope * t)) : []);
    });
    if (!known) return;
    const at = place(x, y, height), [cx, cy] = cam.project(...at);
    set(parts.dot, { cx, cy });
    parts.dot.classList.toggle("behind", surface.hides(cam, at));
    set(parts.drop, { x1: fx, y1: fy, x2: cx, y2: cy });
  }

  const again = () => {
    painted = "";
    if (last) draw(...last);
  };
  const watcher = new ResizeObserver(([{ contentRect }]) => { // to ask for the width at each move would lay the page out anew
    width = Math.min(WIDEST, Math.floor(contentRect.width));
    again();
  });
  watcher.observe(frame);
  // A canvas knows no style sheet. Its colours are three of its own style that nobody sees, and transitions of theirs
  // tell that the theme changes. Not each of them comes to its end, for JupyterLab may hide the page meanwhile.
  let repaint;
  const fetchColours = () => {
    clearTimeout(repaint);
    repaint = setTimeout(() => {
      colours = null;
      again();
    }, 50);
  };
  for (const event of ["transitionrun", "transitionend", "transitioncancel"]) canvas.addEventListener(event, fetchColours);
  return {
    outer,
    draw,
    close() {
      clearTimeout(repaint);
      watcher.disconnect();
      hand.close();
    },
  };
}

// Two paths of a kind: what is seen, and what the surface hides.
const lines = (parent, kind) => ["", "behind"].map((where) => add(parent, "path", { class: `${kind} ${where}` }));

// A path through places on the picture; one that is null lifts the pen, and so does a piece that is not wanted.
function polyline(places, wanted = () => true) {
  let d = "", down = false;
  for (let k = 0; k + 1 < places.length; k++) {
    const [from, to] = [places[k], places[k + 1]];
    if (!from || !to || !wanted(k)) {
      down = false;
      continue;
    }
    const text = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
    d += down ? `L${text(to)}` : `M${text(from)}L${text(to)}`;
    down = true;
  }
  return d;
}

function readColours(canvas) {
  const { color, borderTopColor, outlineColor } = getComputedStyle(canvas);
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const [tint, paper, ink] = [color, borderTopColor, outlineColor].map((text) => {
    probe.fillStyle = text;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  });
  const grey = paper.map((one, i) => one + 0.22 * (ink[i] - one));
  return { upper: shades(paper, tint, 0.1, 0.75), lower: shades(grey, tint, 0.1, 0.6), lines: shades(paper, tint, 0.5, 1) };
}
