// Gradient descent with momentum (heavy ball; Polyak 1964), and two facts about what it does.
// gradus/figures/kit/gradient_path.py does the same, and shared vectors hold both to 1e-9.

const STILL = 1e-9; // windows: what nobody sees move
const TURN = 1e-6; // windows: shorter steps may turn back by rounding
const ALIKE = 0.999; // at least this share is not less
const NEAR = 1e-4; // windows: so little is left of the way that one cannot see it
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

// Two facts about a path. inside: whether it ends on the grid. size: of the window.
//
// rest: "comes to rest", where the way that is left, if the steps go on shrinking as they did, is too short to be seen;
// "leaves all bounds", far out, or off the grid without slowing down; "does not rest", where it turns back and its steps
// and heights do not shrink; "stands still" and "stops" (no slope there); else "not yet at rest".
// how: "from side to side" if a step leads past the last place or away from it, else "from one side"; "" if none is made.
export function verdict({ xs, ys, made, end }, losses, inside, size) {
  const way = new Float64Array(made + 1); // way[k]: length of the path up to step k
  for (let k = 1; k <= made; k++) way[k] = way[k - 1] + Math.hypot(xs[k] - xs[k - 1], ys[k] - ys[k - 1]);
  if (way[made] <= STILL * size) return { rest: end === "no value" ? "stops" : "stands still", how: "" };
  let turns = false;
  for (let k = 1; k <= made && !turns; k++) {
    const past = (xs[k] - xs[k - 1]) * (xs[made] - xs[k]) + (ys[k] - ys[k - 1]) * (ys[made] - ys[k]);
    turns = past < -((TURN * size) ** 2);
  }
  return { rest: restOf({ way, made, end, losses, inside, size, turns }), how: turns ? "from side to side" : "from one side" };
}

function restOf({ way, made, end, losses, inside, size, turns }) {
  if (end) return end === "far" ? "leaves all bounds" : "stops";
  const m = 4 * Math.floor(made / 16) || Math.floor(made / 4); // a walk may come round after two steps or four
  if (!m) return "not yet at rest";
  const [second, third, last] = [3, 2, 1].map((q) => way[made - (q - 1) * m] - way[made - q * m]);
  if (last <= STILL * size || (last < third && (last * last) / (third - last) <= NEAR * size)) return "comes to rest";
  if (!inside && last >= third * ALIKE) return "leaves all bounds";
  const [low, most] = extent(losses, 0, made), before = extent(losses, made - 2 * m + 1, made - m)[1];
  const high = extent(losses, made - m + 1, made)[1] >= before - (1 - ALIKE) * (most - low) - 1e-9 * Math.abs(before);
  return turns && high && last >= third * ALIKE && third >= second * ALIKE ? "does not rest" : "not yet at rest";
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
