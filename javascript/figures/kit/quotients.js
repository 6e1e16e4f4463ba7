// The lines through two points of a curve that Python has asked for (gradus/figures/kit/quotients.py), and what is to be
// said of a learner's slope beside them.
import { number } from "./dom.js";
import { floats } from "./grid.js";

const ARRAYS = ["y", "ahead", "behind", "direction", "own"];

export class Quotients {
  constructor(sent) {
    this.xs = sent.xs;
    this.hs = sent.hs;
    for (const name of ARRAYS) this[name] = floats(sent[name]);
  }

  // The place nearest to x.
  place(x) {
    return this.xs[nearest(this.xs, x)];
  }

  // What Python computed for the place and the step nearest to these: the browser's powers of ten may differ in the last
  // digit. Numbers that are not there are NaN.
  at(x, h) {
    return this.facts(nearest(this.xs, x), nearest(this.hs, h));
  }

  facts(i, j) {
    const x = this.xs[i], h = this.hs[j], y = this.y[i], k = i * this.hs.length + j;
    const ahead = this.ahead[k], behind = this.behind[k] ?? NaN;
    return { i, j, x, h, y, ahead, behind, slope: (ahead - y) / h, direction: this.direction[i], own: this.own[k] ?? NaN };
  }
}

function nearest(stops, value) {
  let best = 0;
  stops.forEach((stop, i) => { if (Math.abs(stop - value) < Math.abs(stops[best] - value)) best = i; });
  return best;
}

// How a learner's slope `own` compares with the lines at x, as a sentence. call: how it was asked.
export function comparison(call, { h, y, ahead, behind, slope }, own) {
  if (!Number.isFinite(slope)) return "";
  const alike = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)) + (1e-15 * (Math.abs(y) + Math.abs(ahead))) / h;
  if (alike(own, slope)) return `${call} is the slope of this line: the dashed line lies on it.`;
  if (alike(own, (ahead - behind) / (2 * h))) {
    return `${call} is the slope between x \u2212 h and x + h: the dashed line is parallel to the dotted one through these two points.`;
  }
  const gap = y + own * h - ahead;
  const misses = `${call} is ${number(own, 4)}: at x + h its dashed line is ${number(Math.abs(gap), 3)} ${gap > 0 ? "above" : "below"} the second point.`;
  const known = [
    [(y - behind) / h, "It is the slope between x \u2212 h and x: it looks back."],
    [-slope, "It has the opposite sign."],
    [slope * h, "It is the rise alone, not divided by h."],
    [2 * slope, "It is twice as large as the slope of the line."],
    [slope / 2, "It is half as large as the slope of the line."],
  ].find(([value]) => alike(own, value));
  return known ? `${misses} ${known[1]}` : misses;
}
