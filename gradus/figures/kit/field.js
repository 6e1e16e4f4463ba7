// The map of a function of two numbers: contours with a tint that deepens upward, and arrows.
import { contours } from "d3-contour";
import { add } from "./dom.js";

const LEVELS = 12;

// Heights between low and high: equally far apart, or, `bunched` towards the bottom, so that those of a
// quadratic bowl lie equally far apart on the map.
export function heights([low, high], bunched) {
  if (!(high > low)) return [];
  return Array.from({ length: LEVELS }, (_, k) => low + (high - low) * ((k + 0.5) / LEVELS) ** (bunched ? 2 : 1));
}

// The rings of f >= level for each level, in the units of the map. d3-contour has the middle of cell i at i + 0.5.
function rings(grid, levels) {
  const place = ([i, j]) => [grid.left + (i - 0.5) * grid.dx, grid.bottom + (j - 0.5) * grid.dy];
  const areas = contours().size([grid.nx, grid.ny]).thresholds(levels)(grid.f);
  return areas.map(({ coordinates }) => coordinates.flat().map((ring) => ring.map(place)));
}

const outline = ({ sx, sy }, ring) => `M${ring.map(([x, y]) => `${sx(x).toFixed(1)},${sy(y).toFixed(1)}`).join("L")}Z`;

// Draws the contours of the grid at these heights into the panel.
export function drawContours(panel, grid, levels) {
  const layer = add(panel.inside, "g", { class: "contours" });
  for (const area of rings(grid, levels)) {
    add(layer, "path", { class: "level", d: area.map((ring) => outline(panel, ring)).join("") });
  }
}

// The contour through (x, y): its path, and its direction there, measured on what is drawn.
export function contourThrough(panel, grid, x, y) {
  const [area] = rings(grid, [grid.value(x, y)]);
  let nearest = Infinity, direction = null;
  for (const ring of area) {
    const n = ring.length - 1; // the last point is the first again
    for (let k = 0; k < n; k++) {
      const distance = Math.hypot(ring[k][0] - x, ring[k][1] - y);
      if (distance >= nearest) continue;
      nearest = distance;
      // At the map's edge a ring turns off along it; that part is no contour.
      const [before, after] = [-1, 1].map((way) => [2, 1, 0].map((m) => ring[(k + way * m + n) % n]).find((p) => grid.holds(...p)));
      direction = before && after && before !== after ? [after[0] - before[0], after[1] - before[1]] : null;
    }
  }
  if (nearest > 3 * Math.max(grid.dx, grid.dy)) direction = null;
  return { d: area.map((ring) => outline(panel, ring)).join(""), direction };
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
