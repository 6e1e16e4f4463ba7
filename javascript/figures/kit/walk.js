// A path of steps in the plane, cut so finely that it can lie on a surface.

const PIECES = 60; // over the window's longer side
const MOST = 1500; // places in all, so that they turn within a frame

// steps: [[x, y], ...]. Returns them, and `places`, with what lies between them as well.
export function subdivided(steps, [left, right, bottom, top]) {
  const side = Math.max(right - left, top - bottom);
  const places = [steps[0]];
  for (let k = 1; k < steps.length; k++) {
    const [x, y] = steps[k - 1], [u, v] = steps[k];
    const length = Math.hypot(u - x, v - y), share = Math.min(1, (2 * side) / length); // farther out there is no surface
    const parts = Math.min(Math.ceil((PIECES * share * length) / side), 1 + Math.max(0, MOST - places.length));
    for (let p = 1; p <= parts; p++) places.push([x + (share * (u - x) * p) / parts, y + (share * (v - y) * p) / parts]);
  }
  return { steps, places };
}
