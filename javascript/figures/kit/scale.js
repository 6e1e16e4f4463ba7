// Numbers to pixels and back, and the round numbers that an axis names.
import { tickStep, ticks } from "d3-array";
import { power } from "./dom.js";

// x -> pixels, evenly or by logarithms; invert() goes back.
export function scale([low, high], [from, to], isLog) {
  const [way, back] = isLog ? [Math.log, Math.exp] : [Number, Number];
  const first = way(low), across = way(high) - first || 1;
  const place = (value) => from + ((way(value) - first) / across) * (to - from);
  place.invert = (pixel) => back(first + ((pixel - from) / (to - from)) * across);
  return place;
}

// About so many round numbers from low to high, in the array's `label` how each is written.
export function roundNumbers([low, high], isLog, count) {
  return isLog ? powersOfTen(low, high, count) : evenly(low, high, count);
}

function evenly(low, high, count) {
  const all = ticks(low, high, count), step = tickStep(low, high, count);
  const most = Math.max(...all.map(Math.abs)), places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const write = most >= 1e6 || places > 5 ? (value) => (value ? value.toExponential() : "0") : (value) => value.toFixed(places);
  all.label = (value) => write(value).replaceAll("-", "\u2212");
  return all;
}

function powersOfTen(low, high, count) {
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first) / count));
  const all = [];
  for (let n = last; n >= first; n -= stride) all.unshift(10 ** n);
  all.label = (value) => power(Math.round(Math.log10(value)));
  return all;
}
