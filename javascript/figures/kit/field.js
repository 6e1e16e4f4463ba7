// The map of a function of two numbers: contours with a tint that deepens upward, and arrows.
import { contours } from "d3-contour";
import { add } from "./dom.js";

const LEVELS = 12;
const STILL = 200, MOVING = 100; // nodes along an axis, at least, for contours that stay and for one that moves

// Heights between low and high: equally far apart, or, `bunched` towards the bottom, so that those of a
// quadratic bowl lie equally far apart on the map.
export function heights([low, high], bunched) {
  if (!(high > low)) return [];
  return Array.from({ length: LEVELS }, (_, k) => low + (high - low) * ((k + 0.5) / LEVELS) ** (bunched ? 2 : 1));
}

// The heights on so many nodes that a small ring is round, by the same sums as everywhere between the nodes.
function fine(grid, nodes) {
  const times = Math.ceil(nodes / grid.nx), nx = times * (grid.nx - 1) + 1, ny = times * (grid.ny - 1) + 1;
  const [dx, dy] = [grid.dx / times, grid.dy / times], f = new Float64Array(nx * ny);
  for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) {
    f[j * nx + i] = i % times || j % times ? grid.value(grid.left + i * dx, grid.bottom + j * dy) : grid.f[(j * grid.nx + i) / times];
  }
  return { nx, ny, dx, dy, f };
}

// The rings of f >= level for each level, in the units of the map. d3-contour has the middle of cell i at i + 0.5.
function rings(grid, levels, { nx, ny, dx, dy, f }) {
  const place = ([i, j]) => [grid.left + (i - 0.5) * dx, grid.bottom + (j - 0.5) * dy];
  const areas = contours().size([nx, ny]).thresholds(levels)(f);
  return areas.map(({ coordinates }) => coordinates.flat().map((ring) => ring.map(place)));
}

const outline = ({ sx, sy }, ring) => `M${ring.map(([x, y]) => `${sx(x).toFixed(1)},${sy(y).toFixed(1)}`).join("L")}Z`;

// Draws the contours of the grid at these heights into the panel.
export function drawContours(panel, grid, levels) {
  const layer = add(panel.inside, "g", { class: "contours" });
  for (const area of rings(grid, levels, fine(grid, STILL))) {
    add(layer, "path", { class: "level", d: area.map((ring) => outline(panel, ring)).join("") });
  }
}

// The path of the contour through (x, y).
export function contourThrough(panel, grid, x, y) {
  const [area] = rings(grid, [grid.value(x, y)], (grid.fine ??= fine(grid, MOVING)));
  return area.map((ring) => outline(panel, ring)).join("");
}

// The direction of that contour at (x, y): between the two places on a small circle around it that lie as high.
// Found by halving between uphill and downhill on either side; null where those are not to be told apart.
export function contourDirection(grid, x, y, uphill) {
  const height = grid.value(x, y), radius = 2 * Math.min(grid.dx, grid.dy);
  const on = (turn) => [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
  const crossing = (side) => {
    let [above, below] = [uphill, uphill + side * Math.PI];
    if (!(grid.value(...on(above)) > height && grid.value(...on(below)) < height)) return null;
    for (let k = 0; k < 40; k++) {
      const middle = (above + below) / 2;
      if (grid.value(...on(middle)) > height) above = middle;
      else below = middle;
    }
    return on(above);
  };
  const [left, right] = [crossing(1), crossing(-1)];
  return left && right && [left[0] - right[0], left[1] - right[1]];
}

// The path of an arrow from (x, y) by (dx, dy), all in pixels; none if it is too short to see.
export function arrow(x, y, dx, dy, head = 7) {
  const length = Math.hypot(dx, dy);
  if (!(length > 0.5) || !Number.isFinite(length)) return "";
  const [ux, uy] = [dx / length, dy / length];
  const size = Math.min(head, 0.6 * length);
  const [tx, ty] = [x + dx, y + dy];
  const wing = (side) => `${(tx - size * ux + side * 0.5 * size * uy).toFixed(1)},${(ty - size * uy - side * 0.5 * size * ux).toFixed(1)}`;
  return `M${x.toFixed(1)},${y.toFixed(1)}L${tx.toFixed(1)},${ty.toFixed(1)}M${wing(1)}L${tx.toFixed(1)},${ty.toFixed(1)}L${wing(-1)}`;
}
