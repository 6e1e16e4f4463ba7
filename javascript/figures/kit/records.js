// The weights of a training run at each record, and what the network makes of the data there, computed piece by piece so
// that the page stays alive. gradus/figures/kit/run.py does the same sums.
import { floats } from "./grid.js";
import { argmax, logSumExp, Network } from "./network.js";
import { largestOf } from "./tiles.js";

const SLICE = 8; // milliseconds of computing at a time

export class Records {
  // parts: by name, { n, X, y }, X the bytes of float32.
  constructor(parts) {
    this.parts = Object.entries(parts).map(([name, { n, X, y }]) => ({ name, n, y, X: floats(X, Float32Array) }));
    this.all = [];
  }

  // What Python holds takes the place of all; what is known of the same weights stays known.
  replace(sent) {
    const known = new Map(this.all.map((record) => [record.index, record]));
    this.all = [];
    this.add(sent);
    for (const record of this.all) {
      const old = known.get(record.index);
      if (old && old.weights.length === record.weights.length && old.weights.every((w, k) => Object.is(w, record.weights[k]))) record.of = old.of;
    }
  }

  add({ indices = [], sizes = [], weights }) {
    if (!indices.length) return;
    const numbers = floats(weights), each = numbers.length / indices.length, first = sizes[0] * sizes[1];
    indices.forEach((index, k) => {
      if (this.all.length && index <= this.all.at(-1).index) return;
      const own = numbers.subarray(k * each, (k + 1) * each);
      this.all.push({ index, sizes, weights: own, W: own.subarray(0, first), largest: largestOf(own.subarray(0, first)), of: null });
    });
  }

  // Those that are known, which are the first ones.
  get known() {
    const next = this.all.findIndex(({ of }) => !of);
    return next < 0 ? this.all : this.all.slice(0, next);
  }

  // Computes for a while. Returns whether there is more to do.
  compute() {
    const start = performance.now();
    for (const record of this.all) {
      if (record.of) continue;
      if (performance.now() - start > SLICE) return true;
      const network = new Network(record);
      record.of = Object.fromEntries(this.parts.map((part) => [part.name, measure(network, part)]));
    }
    return false;
  }
}

// The mean cross-entropy, the share read rightly, and that of each class; where the loss is no number nothing is read.
function measure(network, { n, X, y }) {
  const inputs = network.sizes[0], classes = network.sizes.at(-1);
  const right = new Float64Array(classes), count = new Float64Array(classes);
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const logits = network.forward(X, i * inputs);
    loss += logSumExp(logits) - logits[y[i]];
    count[y[i]]++;
    if (argmax(logits) === y[i]) right[y[i]]++;
  }
  const read = Number.isFinite(loss);
  return {
    loss: loss / n,
    accuracy: read ? right.reduce((sum, one) => sum + one, 0) / n : NaN,
    byClass: Array.from(right, (one, k) => (read ? one / count[k] : NaN)),
  };
}
