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

// Draws the contours of the grid at these heights into the panel.
export function drawContours({ inside, sx, sy }, grid, levels) {
  const layer = add(inside, "g", { class: "contours" });
  // d3-contour has the middle of cell i at i + 0.5
  const x = (i) => sx(grid.left + (i - 0.5) * grid.dx).toFixed(1), y = (j) => sy(grid.bottom + (j - 0.5) * grid.dy).toFixed(1);
  const ring = (points) => `M${points.map(([i, j]) => `${x(i)},${y(j)}`).join("L")}Z`;
  const values = Array.from(grid.f, (value) => (Number.isFinite(value) ? value : NaN));
  for (const { coordinates } of contours().size([grid.nx, grid.ny]).thresholds(levels)(values)) {
    add(layer, "path", { class: "level", d: coordinates.flat().map(ring).join("") });
  }
  return layer;
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
