// Gradient descent with momentum (heavy ball; Polyak 1964), and two facts about what it does.
// gradus/figures/kit/gradient_path.py does the same, and shared vectors hold both to 1e-9.

const STILL = 1e-9; // windows: what nobody sees move
const TURN = 1e-6; // windows: shorter steps may turn back by rounding
const ALIKE = 0.999; // at least this share is not less
const NEAR = 1e-4; // windows: so little is left of the way that one cannot see it
const FAR = 1e6; // windows away from the start: nobody comes back from there
const FEWEST = 8; // steps, in a quarter of the walk, that tell whether it goes on like that
const LONGEST_ROUND = 12; // steps after which a walk may come round
const COUNTED = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

// v <- momentum v + gradient, theta <- theta - rate v. grid: `gradient(x, y)` gives both slopes.
// The path ends early where there is no gradient ("no value"), beyond all bounds ("far"), and, if it is to stay on the
// grid, at the first place that is not on it ("off"). size: of the window.
export function descend(grid, [x, y], rate, momentum, steps, size, stay = false) {
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
    if (stay && !grid.holds(x, y)) {
      end = "off";
      break;
    }
  }
  return { xs: xs.subarray(0, made + 1), ys: ys.subarray(0, made + 1), made, end };
}

// Whether the ground bends down some way at (x, y), as at a saddle or a top: nothing rests there for long.
export function fallsAway(grid, x, y) {
  const { dx, dy } = grid, slopes = (u, v) => [...grid.gradient(u, v)];
  const [[right, rise], [left, fall]] = [slopes(x + dx, y), slopes(x - dx, y)];
  const [[across, up], [back, down]] = [slopes(x, y + dy), slopes(x, y - dy)];
  const a = (right - left) / (2 * dx), c = (up - down) / (2 * dy);
  const b = ((rise - fall) / (2 * dx) + (across - back) / (2 * dy)) / 2;
  const lowest = (a + c) / 2 - Math.hypot((a - c) / 2, b); // the smaller eigenvalue of the Hessian
  return lowest < -1e-6 * (Math.abs(a) + Math.abs(b) + Math.abs(c));
}

// Two facts about a path. inside: whether it ends on the grid. size: of the window. falls: see fallsAway.
//
// rest: "comes to rest", where the way that is left, if the steps go on shrinking as they did, is too short to be seen;
// "does not rest", where it turns back and its steps and heights do not shrink; "leaves all bounds", far out, or off the
// grid with steps that grow and grow, or stay as they are; "leaves the window", where the path ended for that; "stands
// still" and "stops" (no slope there); else "not yet at rest".
// how: "from side to side" if a step leads past the last place or away from it, else "from one side"; of a walk that does
// not rest "hops between two places" or "comes round every four steps", if it does; "" if no step is made.
export function verdict({ xs, ys, made, end }, losses, inside, size, falls = false) {
  const way = new Float64Array(made + 1); // way[k]: length of the path up to step k
  for (let k = 1; k <= made; k++) way[k] = way[k - 1] + Math.hypot(xs[k] - xs[k - 1], ys[k] - ys[k - 1]);
  if (way[made] <= STILL * size) return { rest: end === "no value" ? "stops" : "stands still", how: "" };
  let turns = false;
  for (let k = 1; k <= made && !turns; k++) {
    const past = (xs[k] - xs[k - 1]) * (xs[made] - xs[k]) + (ys[k] - ys[k - 1]) * (ys[made] - ys[k]);
    turns = past < -((TURN * size) ** 2);
  }
  const rest = restOf({ way, made, end, losses, inside, size, turns, falls });
  const how = turns ? "from side to side" : "from one side";
  return { rest, how: rest === "does not rest" ? roundOf(xs, ys, made, size) || how : how };
}

// Both facts in a few words.
export function inWords({ rest, how }) {
  return how ? rest + (how.startsWith("from ") ? ", " : ": it ") + how : rest;
}

function restOf({ way, made, end, losses, inside, size, turns, falls }) {
  if (end) return { "no value": "stops", far: "leaves all bounds", off: "leaves the window" }[end];
  const m = quarter(made);
  if (!m) return "not yet at rest";
  const [first, second, third, last] = [4, 3, 2, 1].map((q) => way[made - (q - 1) * m] - way[made - q * m]);
  if (last <= STILL * size || (!falls && left(second, third, last) <= NEAR * size)) return "comes to rest";
  // Steps that grow ever more slowly may shrink again: momentum takes a long swing before it comes back.
  const steady = last * second >= third * third * (1 - 1e-9) && third * first >= second * second * (1 - 1e-9);
  if (!inside && last >= third * (1 - 1e-9) && steady) return "leaves all bounds";
  const [low, most] = extent(losses, 0, made), before = extent(losses, made - 2 * m + 1, made - m)[1];
  const high = extent(losses, made - m + 1, made)[1] >= before - (1 - ALIKE) * (most - low) - 1e-9 * Math.abs(before);
  const alike = last >= third * ALIKE && third >= second * ALIKE && last * second >= third * third * ALIKE;
  const seen = last > 10 * NEAR * size * m && m >= FEWEST;
  return turns && high && alike && seen ? "does not rest" : "not yet at rest";
}

// How much of the way is left after three stretches of as many steps each, at the most.
function left(second, third, last) {
  if (!(last < third)) return Infinity;
  const byTheSameFactor = (last * last) / (third - last);
  if (last * second > (2 - ALIKE) * third * third) return Math.max(byTheSameFactor, 7 * last); // ever less, like k^-3/2
  if (last * second < 0.9 * third * third) return Math.max(byTheSameFactor, third); // ever more, as with momentum before it turns back
  return byTheSameFactor;
}

// A quarter of the steps; of four, eight, ... if there are enough, for a walk may come round after so many.
const quarter = (made) => 4 * Math.floor(made / 16) || Math.floor(made / 4);

// After how many steps the walk is where it was, each time in its last quarter; "" if it is not.
function roundOf(xs, ys, made, size) {
  const m = quarter(made);
  for (let p = 2; p <= Math.min(LONGEST_ROUND, Math.floor(m / 2)); p++) {
    let k = made - m + 1;
    while (k <= made && Math.hypot(xs[k] - xs[k - p], ys[k] - ys[k - p]) <= TURN * size) k += 1;
    if (k > made) return p === 2 ? "hops between two places" : `comes round every ${COUNTED[p - 3]} steps`;
  }
  return "";
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
