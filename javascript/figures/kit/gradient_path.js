// Gradient descent with momentum (heavy ball; Polyak 1964), and one word for what it does.
// gradus/figures/kit/gradient_path.py does the same, and shared vectors hold both to 1e-9.

const STILL = 1e-9; // windows: what nobody sees move
const FAR = 1e6; // windows away from the start: nobody comes back from there

// v <- momentum v + gradient, theta <- theta - rate v. grid: `gradient(x, y)` gives both slopes.
// The path ends early where there is no gradient ("no value") or beyond all bounds ("far"). size: of the window.
export function descend(grid, [x, y], rate, momentum, steps, size) {
  const xs = new Float64Array(steps + 1), ys = new Float64Array(steps + 1);
  const startX = x, startY = y, bound = FAR * size;
  let vx = 0, vy = 0, made = 0, end = "";
  xs[0] = x;
  ys[0] = y;
  while (made < steps) {
    const [gx, gy] = grid.gradient(x, y);
    if (!Number.isFinite(gx) || !Number.isFinite(gy)) {
      end = "no value";
      break;
    }
    const [oldX, oldY, oldVx, oldVy] = [x, y, vx, vy];
    vx = momentum * vx + gx;
    vy = momentum * vy + gy;
    x -= rate * vx;
    y -= rate * vy;
    if (x === oldX && y === oldY && vx === oldVx && vy === oldVy) { // at rest to the last digit, and so it stays
      xs.fill(x, made + 1);
      ys.fill(y, made + 1);
      made = steps;
      break;
    }
    made += 1;
    xs[made] = x;
    ys[made] = y;
    if (!(Math.abs(x - startX) <= bound && Math.abs(y - startY) <= bound)) {
      end = "far";
      break;
    }
  }
  return { xs: xs.subarray(0, made + 1), ys: ys.subarray(0, made + 1), made, end };
}

// The word for a path, from its step lengths and losses. inside: whether it ends on the grid. size: of the window.
//
// "converges": the second half of the steps is under a tenth of the way, so with a steady rate less than a
// hundredth remains. "diverges": out of bounds, off the grid without slowing down, or ever longer steps on ever greater heights.
// "oscillates": the second half goes twice as far as it gets. Else it "crawls".
export function verdict({ xs, ys, made, end }, losses, inside, size) {
  if (end === "no value") return "stops";
  if (end === "far") return "diverges";
  const way = new Float64Array(made + 1); // way[k]: length of the path up to step k
  for (let k = 1; k <= made; k++) way[k] = way[k - 1] + Math.hypot(xs[k] - xs[k - 1], ys[k] - ys[k - 1]);
  if (way[made] <= STILL * size) return "stands still";
  const half = Math.floor(made / 2), late = way[made] - way[half];
  if (late <= 0.1 * way[made]) return "converges";
  const m = Math.floor(made / 4);
  if (m >= 1) {
    const quarter = [4, 3, 2, 1].map((q) => way[made - (q - 1) * m] - way[made - q * m]);
    const longer = quarter.every((length, q) => q === 0 || length > quarter[q - 1] * (1 + 1e-9));
    const [low, high] = extent(losses, 0, made), before = extent(losses, made - 2 * m + 1, made - m)[1];
    if (longer && extent(losses, made - m + 1, made)[1] > before + 1e-9 * (high - low)) return "diverges";
    if (!inside && quarter[3] >= quarter[2] * (1 - 1e-9)) return "diverges";
  }
  return late > 2 * Math.hypot(xs[made] - xs[half], ys[made] - ys[half]) ? "oscillates" : "crawls";
}

function extent(numbers, from, to) {
  let low = Infinity, high = -Infinity;
  for (let k = from; k <= to; k++) {
    low = Math.min(low, numbers[k]);
    high = Math.max(high, numbers[k]);
  }
  return [low, high];
}

export function lossesAlong(grid, { xs, ys, made }) {
  const losses = new Float64Array(made + 1);
  for (let k = 0; k <= made; k++) losses[k] = grid.value(xs[k], ys[k]);
  return losses;
}

// Which points to draw: those at least half a pixel from the last one drawn, and never more than a few thousand.
// Always the first and the one at `until`.
export function seen({ sx, sy }, xs, ys, from, until, most = 4000) {
  const kept = [from];
  let lastX = sx(xs[from]), lastY = sy(ys[from]);
  for (let k = from + 1; k <= until && kept.length < most; k++) {
    const px = sx(xs[k]), py = sy(ys[k]);
    if (k < until && Math.abs(px - lastX) < 0.5 && Math.abs(py - lastY) < 0.5) continue;
    kept.push(k);
    [lastX, lastY] = [px, py];
  }
  return kept;
}
