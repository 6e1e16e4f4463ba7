// The curve, two of its points and the line through them; below, the slopes of the lines so far.
import { add, number, set, show, table } from "./kit/dom.js";
import { figure, slider } from "./kit/figure.js";
import { handle } from "./kit/handle.js";
import { curve, dotAt, label, lineAcross, panel } from "./kit/plot.js";
import { comparison, Quotients } from "./kit/quotients.js";

const WIDTH = 520, MARGIN = 64;

function build(view) {
  const { root, store, scene, words } = view;
  root.style.setProperty("--label", "1.5em");
  const close = slider(view, root, "h", { label: "h, the distance between the two points" });
  const row = add(root, "div", { class: "row" });
  const stack = add(row, "div", { class: "stack" });
  const [left, right, low, high] = scene.window;
  const above = panel(stack, {
    name: `Curve of ${scene.name} and the line through two of its points`, role: "group",
    width: WIDTH, height: 330, x: [left, right], y: [low, high], xTitle: "x", yTitle: `${scene.name}(x)`, margin: MARGIN, words,
  });
  const below = panel(stack, {
    name: "The slope of the line, at each x so far",
    width: WIDTH, height: 200, x: [left, right], y: scene.slopes, xTitle: "x", yTitle: "slope of the line at x, for this h", margin: MARGIN, words,
  });
  const parts = {
    root, scene, above, below,
    lines: lines(above, scene), slopes: slopes(below, scene), cells: numbers(row, scene, store),
    verdict: scene.own ? add(root, "p", { class: "note" }) : null,
    said: scene.own ? add(root, "p", { class: "note", role: "status" }) : null,
    seen: (view.memory.seen ??= new Set()), // places that x has been at, or passed
  };
  if (scene.flat) add(root, "p", { class: "note" }, `${scene.name} is constant here: every line has slope 0.`);
  let sent;
  const draw = (state) => {
    if (state.lines !== sent) parts.quotients = new Quotients((sent = state.lines));
    parts.knob ??= knob(above, store, parts);
    return paint(parts, state);
  };
  return { draw, close };
}

const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };

// The first point, to be moved along the curve from place to place.
function knob(plot, store, parts) {
  if (parts.quotients.xs.length < 2) {
    add(parts.root, "p", { class: "note" }, `${parts.scene.name} takes long, so x stays where it is; figure.x = \u2026 in a cell moves it.`);
    return null;
  }
  const go = (x) => store.change({ x });
  plot.svg.addEventListener("keydown", (event) => {
    const way = KEYS[event.key], { xs } = parts.quotients;
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the handle would go to places that are not asked for
    const i = xs.indexOf(parts.quotients.place(store.state.x));
    go(xs[Math.max(0, Math.min(xs.length - 1, i + (event.shiftKey ? 10 * way : way)))]);
    store.save("x");
  }, true);
  return handle(plot, {
    name: "x, the first point", free: "x", step: 1,
    move: (x) => go(parts.quotients.place(x)),
    done: () => store.save("x"),
  });
}

function lines(plot, { curve: [xs, ys], own }) {
  const { inside, svg } = plot;
  const tangent = add(inside, "line", { class: "tangent" });
  add(inside, "path", { class: "curve", d: curve(plot, xs, ys) });
  return {
    tangent,
    steps: add(inside, "path", { class: "steps" }),
    secant: add(inside, "line", { class: "secant" }),
    own: own ? add(inside, "line", { class: "own" }) : null,
    between: own ? add(inside, "line", { class: "own dotted" }) : null, // x - h and x + h
    behind: own ? add(svg, "circle", { class: "ring-behind", r: 5 }) : null,
    first: add(svg, "circle", { class: "first", r: 6 }),
    second: add(svg, "circle", { class: "second", r: 6 }),
    labels: ["x", "x + h"].map((name) => add(svg, "text", { class: "label" }, name)),
  };
}

function slopes({ inside, svg, sx, sy, window: [left, right] }, { own }) {
  add(inside, "line", { class: "zero", x1: sx(left), x2: sx(right), y1: sy(0), y2: sy(0) });
  return {
    truth: add(inside, "path", { class: "tangent", fill: "none" }),
    dots: add(inside, "path", { class: "dots" }),
    ownDots: own ? add(inside, "path", { class: "dots other" }) : null,
    now: add(svg, "circle", { class: "now", r: 5.5 }),
    ownNow: own ? add(svg, "circle", { class: "ring-now", r: 9 }) : null,
  };
}

function numbers(row, { own }, { state }) {
  const cell = table(row);
  const cells = { h: cell("h", "h"), slope: cell("slope of the line", "secant") };
  if (own) cells.own = cell(own, "other");
  cells.first = cell("first point", "first");
  cells.second = cell("second point", "second");
  if (new Quotients(state.lines).direction.some(Number.isFinite)) cells.direction = cell("slope of the curve at x", "tangent");
  return cells;
}

function paint(parts, { x: wantedX, h: wantedH, own: answer }) {
  const { root, scene, quotients, cells, verdict, said } = parts;
  const facts = quotients.at(wantedX, wantedH), { i, x, h, y, ahead, slope, direction } = facts;
  const was = parts.last ?? i, k = quotients.xs.length === parts.count ? was : i; // where places came between, indices moved
  for (let p = Math.min(i, k); p <= Math.max(i, k); p++) parts.seen.add(quotients.xs[p]);
  Object.assign(parts, { last: i, count: quotients.xs.length });

  const answered = answer?.x === x && answer.h === h;
  const own = answered ? answer.slope ?? NaN : facts.own;
  const waits = !!scene.own && !answered && !Number.isFinite(own); // it is asked when the hand lets go
  drawLines(parts, facts, own, waits);
  drawSlopes(parts, facts, own);

  cells.h.textContent = number(h, 4);
  cells.slope.textContent = number(slope, 7);
  cells.first.textContent = `(${number(x, 5)}, ${number(y, 5)})`;
  cells.second.textContent = `(${number(x + h, 5)}, ${number(ahead, 5)})`;
  if (cells.direction) cells.direction.textContent = number(direction, 6);
  let compared = "";
  if (scene.own) {
    cells.own.textContent = waits ? "asked when you let go" : number(own, 7);
    compared = Number.isFinite(own) ? comparison(scene.own, facts, own) : "";
    verdict.textContent = compared;
    if (said.textContent !== answer.said) said.textContent = answer.said;
  }
  Object.assign(root.dataset, { h, slope, x, y, xh: x + h, yh: ahead, own, seen: parts.seen.size }); // in full, for tests and the curious
  const words = Number.isFinite(slope)
    ? `At x = ${number(x, 4)} with h = ${number(h, 4)} the line through both points has slope ${number(slope, 7)}.`
    : `At x = ${number(x, 4)} ${scene.name} has no value at x + h for h = ${number(h, 4)}, so there is no line.`;
  return compared ? `${words} ${compared}` : words;
}

function drawLines({ above, lines: { tangent, steps, secant, between, own: dashed, first, behind, second, labels }, knob: grip }, facts, own, waits) {
  const { sx, sy } = above, { x, h, y, ahead, slope, direction } = facts;
  const there = Number.isFinite(slope);
  show(tangent, Number.isFinite(direction));
  if (Number.isFinite(direction)) set(tangent, lineAcross(above, x, y, direction));
  for (const part of [secant, steps]) show(part, there);
  if (there) {
    set(secant, lineAcross(above, x, y, slope));
    set(steps, { d: `M${sx(x)},${sy(y)}H${sx(x + h)}V${sy(ahead)}` });
  }
  dotAt(above, second, x + h, ahead);
  dotAt(above, first, x, y);
  grip?.place(x, y, number(x, 4));
  if (dashed) {
    show(dashed, Number.isFinite(own) || waits);
    dashed.classList.toggle("faint", waits);
    if (Number.isFinite(own)) set(dashed, lineAcross(above, x, y, own));
    const both = (ahead - facts.behind) / (2 * h);
    const central = there && Math.abs(own - both) <= 1e-6 * Math.abs(both) && Math.abs(own - slope) > 1e-6 * Math.abs(slope);
    show(between, central);
    show(behind, central);
    if (central) {
      set(between, lineAcross(above, x - h, facts.behind, both));
      dotAt(above, behind, x - h, facts.behind);
    }
  }
  // Labels keep off the line: below it at the first point, above it at the second.
  const falls = slope < 0, side = falls ? -8 : 8;
  const [below, over] = falls ? ["end", "start"] : ["start", "end"];
  label(above, labels[0], sx(x) + side, sy(y) + 22, below);
  show(labels[1], second.style.display !== "none");
  if (there) label(above, labels[1], sx(x + h) - side, sy(ahead) - 12, over);
}

// One dot for each place that x has been at, for the present h.
function drawSlopes({ below, quotients, seen, slopes: { truth, dots, ownDots, now, ownNow } }, { i, j, x, slope }, own) {
  const { sx, sy } = below, steps = quotients.hs.length;
  const all = quotients.xs.map((place, k) => (seen.has(place) ? quotients.facts(k, j) : null));
  const places = (name) => all.map((facts) => (facts && Number.isFinite(facts[name])
    && Math.abs(sy(facts[name])) < 9999 ? `M${sx(facts.x).toFixed(1)},${sy(facts[name]).toFixed(1)}h0` : "")).join("");
  set(dots, { d: places("slope") });
  set(truth, { d: curve(below, quotients.xs, all.map((facts) => facts?.direction ?? NaN)) });
  dotAt(below, now, x, slope);
  if (!ownDots) return;
  if (Number.isFinite(own)) quotients.own[i * steps + j] = own; // an answer that was waited for
  set(ownDots, { d: places("own") });
  dotAt(below, ownNow, x, own);
}

export default figure(["x", "lines", "own"], build);
