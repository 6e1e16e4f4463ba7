// A network of (W, b) pairs with ReLU between the layers and nothing after the last; gradus/figures/kit/network.py does the
// same sums.
import { floats } from "./grid.js";

// sizes: [64, 32, 10]. all: of each layer W row by row, then b. Its arrays hold what the last image gave.
export class Network {
  constructor({ sizes, weights }) {
    const all = weights instanceof DataView ? floats(weights) : weights;
    this.sizes = sizes;
    let at = 0;
    this.layers = sizes.slice(1).map((out, k) => {
      const W = all.subarray(at, (at += sizes[k] * out)), b = all.subarray(at, (at += out));
      return { W, b, given: new Float64Array(out) };
    });
    this.logits = this.layers.at(-1).given;
  }

  // The logits for the image that begins in X at this place.
  forward(X, from = 0) {
    let input = X, start = from;
    this.layers.forEach(({ W, b, given }, k) => {
      const n = this.sizes[k], out = given.length;
      given.set(b);
      for (let i = 0; i < n; i++) {
        const x = input[start + i];
        if (x === 0) continue; // most pixels are, and most hidden units too; NaN is not
        for (let j = 0, w = i * out; j < out; j++, w++) given[j] += x * W[w];
      }
      if (k < this.layers.length - 1) for (let j = 0; j < out; j++) if (given[j] < 0) given[j] = 0;
      input = given;
      start = 0;
    });
    return this.logits;
  }
}

// The natural logarithm of the sum of exp(logits), which no large logit spoils.
export function logSumExp(logits) {
  const most = Math.max(...logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  return most + Math.log(sum);
}

export function softmax(logits) {
  const whole = logSumExp(logits);
  return Array.from(logits, (logit) => Math.exp(logit - whole));
}

// The first of the largest, as NumPy's argmax.
export function argmax(values) {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k] > values[best]) best = k;
  return best;
}
