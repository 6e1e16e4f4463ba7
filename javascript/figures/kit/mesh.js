// A surface as a mesh of patches, painted pixel by pixel from the farthest to the nearest.
//
// Own pixels, because to draw so many patches as paths of a canvas takes longer than a frame, and as elements of an svg longer still.
import { line, triangle } from "./raster.js";

const SIDE = 60; // patches along each side
const LINES = 4; // patches from line to line
const NEAR = 0.012; // what lies so little under the surface is on it

// at(x, y): height there, NaN where there is none. reach: [x, y], half the sides of the floor, whose middle is (0, 0).
// Returns paint(picture, camera, colours) and hides(camera, place).
export function mesh(at, [rx, ry], [low, high]) {
  const n = SIDE + 1, z = new Float32Array(n * n), shade = new Float32Array(n * n);
  const xs = Array.from({ length: n }, (_, i) => rx * ((2 * i) / SIDE - 1)), ys = xs.map((x) => (x * ry) / rx);
  ys.forEach((y, j) => xs.forEach((x, i) => {
    z[j * n + i] = at(x, y);
    shade[j * n + i] = (z[j * n + i] - low) / (high - low);
  }));
  const px = new Float64Array(n * n), py = new Float64Array(n * n);

  // picture: { pixels, width, height, density }, the last the pixels for one of the camera's.
  // colours: of the upper side, the lower side and the lines on them, as `shades` gives them.
  function paint({ pixels, width, height, density }, { project, eye }, { upper, lower, lines }) {
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) {
      const k = j * n + i, [x, y] = project(xs[i], ys[j], z[k]);
      px[k] = density * x;
      py[k] = density * y;
    }
    const picture = { pixels, width, height, x: px, y: py, shade };
    const onward = eye[0] > 0, upward = eye[1] > 0; // the way from far to near
    for (let v = 0; v < SIDE; v++) for (let u = 0; u < SIDE; u++) {
      const i = onward ? u : SIDE - 1 - u, j = upward ? v : SIDE - 1 - v;
      const a = j * n + i, b = a + 1, c = b + n, d = a + n;
      if (Number.isNaN(z[a] + z[b] + z[c] + z[d])) continue;
      const above = (px[b] - px[a]) * (py[d] - py[a]) < (py[b] - py[a]) * (px[d] - px[a]);
      triangle(picture, a, b, c, above ? upper : lower);
      triangle(picture, a, c, d, above ? upper : lower);
      // A line belongs to the later of its two patches, lest that cover it; the rim to the one there is.
      const [farX, nearX, farY, nearY] = [onward ? a : b, onward ? b : a, upward ? a : d, upward ? d : a];
      if ((onward ? i : i + 1) % LINES === 0) line(picture, farX, farX + n, lines);
      if ((upward ? j : j + 1) % LINES === 0) line(picture, farY, farY + 1, lines);
      if (u === SIDE - 1) line(picture, nearX, nearX + n, lines);
      if (v === SIDE - 1) line(picture, nearY, nearY + 1, lines);
    }
  }

  function height(x, y) { // NaN where there is none
    const u = ((x / rx + 1) / 2) * SIDE, v = ((y / ry + 1) / 2) * SIDE;
    const i = Math.min(SIDE - 1, Math.floor(u)), j = Math.min(SIDE - 1, Math.floor(v)), k = j * n + i;
    const s = u - i, t = v - j;
    return (1 - t) * ((1 - s) * z[k] + s * z[k + 1]) + t * ((1 - s) * z[k + n] + s * z[k + n + 1]);
  }
  const top = z.reduce((most, one) => Math.max(most, one || -Infinity), -Infinity);

  // Whether the surface stands between the place and the eye.
  function hides({ eye: [ex, ey, ez] }, [x, y, z0]) {
    const stride = 1 / SIDE;
    for (let way = 2 * stride; ; way += stride) {
      const [u, v, up] = [x + way * ex, y + way * ey, z0 + way * ez];
      if (up > top || Math.abs(u) > rx || Math.abs(v) > ry) return false;
      if (height(u, v) > up + NEAR) return true;
    }
  }
  return { paint, hides };
}
