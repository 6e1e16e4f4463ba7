// The loss at each step of a path.
import { add, set } from "./dom.js";
import { seen } from "./gradient_path.js";
import { curve, dotAt, panel } from "./plot.js";

// heights: lowest and highest f of the window. A loss that is nowhere negative gets a logarithmic axis, on which steady
// convergence is a straight line. kinds: the class of each line. Returns draw(lists of losses, step).
export function lossPanel(parent, { steps, heights: [low, high], kinds = [""], words, title = "loss", width = 330, height = 230 }) {
  const log = low >= -1e-9 * high && high > 0;
  const bottom = low < 1e-3 * high ? 1e-8 * high : 0.8 * low;
  const pad = 0.06 * (high - low) || 1;
  const plot = panel(parent, {
    name: `${title} at each step`, width, height, words, log: log ? "y" : "",
    x: [0, Math.max(1, steps)], y: log ? [bottom, 10 * high] : [low - pad, high + pad],
    xTitle: "step", yTitle: log ? `${title}, logarithmic` : title,
  });
  const lines = kinds.map((kind) => [
    add(plot.inside, "path", { class: `path later ${kind}` }),
    add(plot.inside, "path", { class: `path ${kind}` }),
    add(plot.svg, "circle", { class: `now ${kind}`, r: 4.5 }),
  ]);
  const least = log ? bottom / 1e3 : -Infinity;
  return (all, step) => all.forEach((losses, i) => {
    const ks = Float64Array.from(losses, (_, k) => k), ys = losses.map((loss) => Math.max(loss, least));
    const [later, before, dot] = lines[i];
    const now = Math.min(step, ks.length - 1);
    const part = (from, to) => {
      const kept = seen(plot, ks, ys, from, to);
      return curve(plot, kept, kept.map((k) => ys[k]));
    };
    set(before, { d: part(0, now) });
    set(later, { d: part(now, ks.length - 1) });
    dotAt(plot, dot, now, ys[now]);
  });
}
