// Strokes on a board of 32 × 32 places, counted into 8 × 8 pixels; gradus/figures/kit/drawing.py does the same sums in the
// same order, and says where the numbers come from.
export const BOARD = 32, PEN = 2.5;
const SIDE = 8, HIGH = 27, WIDE = 20, MOST = 4;
const BLOCK = BOARD / SIDE;

// The pixels, 64 of 0 to 1. isFitted: whether the drawing is first put where the data's digits are.
export function pixelsOf(strokes, isFitted) {
  const black = new Uint8Array(BOARD * BOARD);
  for (const stroke of isFitted && strokes.length ? fitted(strokes) : strokes) {
    stroke.forEach((start, k) => {
      if (k + 1 < stroke.length || k === 0) ink(black, start, stroke[k + 1] ?? start);
    });
  }
  const pixels = new Float64Array(SIDE * SIDE);
  black.forEach((is, k) => {
    const row = Math.floor(k / BOARD), column = k % BOARD;
    pixels[Math.floor(row / BLOCK) * SIDE + Math.floor(column / BLOCK)] += is / BLOCK ** 2;
  });
  return pixels;
}

function fitted(strokes) {
  const [x, y] = [0, 1].map((axis) => {
    const all = strokes.flatMap((stroke) => stroke.map((point) => point[axis]));
    return [Math.min(...all), Math.max(...all)];
  });
  const scale = Math.min(WIDE / (x[1] - x[0]), HIGH / (y[1] - y[0]), MOST);
  const middles = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  return strokes.map((stroke) => stroke.map((point) => point.map((at, axis) => (at - middles[axis]) * scale + BOARD / 2)));
}

// Blackens the places whose middles are within the pen of the line between two points.
function ink(black, [x, y], [endX, endY]) {
  const dx = endX - x, dy = endY - y, length2 = dx * dx + dy * dy;
  const near = (a, b) => [Math.max(0, Math.floor(Math.min(a, b) - PEN - 1)), Math.min(BOARD - 1, Math.ceil(Math.max(a, b) + PEN + 1))];
  const [left, right] = near(x, endX), [top, bottom] = near(y, endY);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const ax = column + 0.5 - x, ay = row + 0.5 - y;
      const t = length2 ? Math.max(0, Math.min(1, (ax * dx + ay * dy) / length2)) : 0;
      const u = ax - t * dx, v = ay - t * dy;
      if (u * u + v * v <= PEN * PEN) black[row * BOARD + column] = 1;
    }
  }
}
