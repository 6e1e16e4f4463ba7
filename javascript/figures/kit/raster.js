// Triangles and lines in an array of pixels, each in a shade that goes evenly from corner to corner.
//
// Shades go from 0 to 1. A pixel is painted if its middle lies in the triangle, so that two triangles with a common side
// leave no gap.
const SHADES = 64;

// Colours from `paper` towards `tint`, from the share `from` to the share `to`; each colour is three numbers to 255.
export function shades(paper, tint, from, to) {
  return Uint32Array.from({ length: SHADES }, (_, k) => {
    const share = from + ((to - from) * k) / (SHADES - 1);
    const [red, green, blue] = paper.map((one, i) => Math.round(one + share * (tint[i] - one)));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

// A canvas in the making: { pixels, width, height }, and for each corner k its place x[k], y[k] and its shade[k].
// Plain numbers and flat arrays throughout: 7200 triangles have to be there within a frame.
export function triangle({ pixels, width, height, x, y, shade }, a, b, c, colours) {
  if (y[b] < y[a]) [a, b] = [b, a];
  if (y[c] < y[a]) [a, c] = [c, a];
  if (y[c] < y[b]) [b, c] = [c, b];
  const ax = x[a], ay = y[a], as = shade[a], bx = x[b] - ax, by = y[b] - ay, cx = x[c] - ax, cy = y[c] - ay;
  const area = bx * cy - by * cx;
  if (!area) return;
  const along = (SHADES * ((shade[b] - as) * cy - (shade[c] - as) * by)) / area; // of the shade, for each pixel
  const down = (SHADES * ((shade[c] - as) * bx - (shade[b] - as) * cx)) / area;
  const long = cx / cy, upper = bx / by, lower = (cx - bx) / (cy - by); // of the three sides, x for each y
  const last = Math.min(height, Math.ceil(y[c] - 0.5));
  for (let row = Math.max(0, Math.ceil(ay - 0.5)); row < last; row++) {
    const below = row + 0.5 - ay;
    const one = ax + long * below, other = below < by ? ax + upper * below : ax + bx + lower * (below - by);
    const begin = Math.max(0, Math.ceil(Math.min(one, other) - 0.5)), end = Math.min(width, Math.ceil(Math.max(one, other) - 0.5));
    let value = SHADES * as + along * (begin + 0.5 - ax) + down * below;
    const base = row * width;
    for (let k = base + begin; k < base + end; k++, value += along) pixels[k] = colours[at(value)];
  }
}

// A line two pixels wide.
export function line({ pixels, width, height, x, y, shade }, a, b, colours) {
  const dx = x[b] - x[a], dy = y[b] - y[a];
  const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) || 1, beside = Math.abs(dy) > Math.abs(dx) ? 1 : width;
  for (let k = 0; k <= steps; k++) {
    const t = k / steps, column = Math.floor(x[a] + t * dx), row = Math.floor(y[a] + t * dy);
    if (column < 1 || row < 1 || column >= width || row >= height) continue;
    const pixel = row * width + column;
    pixels[pixel] = pixels[pixel - beside] = colours[at(SHADES * (shade[a] + t * (shade[b] - shade[a])))];
  }
}

const at = (value) => (value < 0 ? 0 : value >= SHADES ? SHADES - 1 : value | 0);
