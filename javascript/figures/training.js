// A training run as it goes: the losses, what is read rightly, and the weights as pictures, at each record.
import { add, number, set, show, table } from "./kit/dom.js";
import { bars, percent } from "./kit/bars.js";
import { figure } from "./kit/figure.js";
import { player } from "./kit/player.js";
import { curve, dotAt, panel } from "./kit/plot.js";
import { Records } from "./kit/records.js";
import { tiles } from "./kit/tiles.js";

const KINDS = { training: "", validation: "other" };
const ROUND = [1, 2, 5];
const PAUSE = 150; // milliseconds from one painting to the next while there is more to compute
const HIGHEST = 1e9; // beyond that a loss is not drawn

function build(view) {
  const { root, store, scene, words, memory } = view;
  root.style.setProperty("--cell", "160px");
  memory.records ??= new Records(scene.parts);
  const names = Object.keys(scene.parts), last = names.at(-1);
  const row = add(root, "div", { class: "row" });
  const parts = { view, root, scene, records: memory.records, names, last, words, unit: scene.unit };
  const left = add(row, "div", { class: "losses" });
  parts.holder = add(left, "div");
  const beside = add(row, "div", { class: "beside" });
  const cell = table(beside);
  parts.cells = names.map((name) => [cell(`${name} loss`, name === "training" ? "line" : "other"), cell(`${name}: read rightly`, name === "training" ? "line" : "other")]);
  parts.beside = beside;
  parts.controls = player(left, {
    name: "Records of the run",
    move(place) {
      const { all } = parts.records;
      if (all.length) store.change({ at: place >= all.length - 1 ? null : all[place].index });
    },
    done: () => store.save("at"),
  });
  parts.note = add(root, "p", { class: "note" });
  parts.pictures = add(root, "div", {});
  let heard = {}, timer = null, painted = 0;
  const draw = (state) => {
    const { records } = parts;
    if (state.recorded !== heard.recorded) records.replace(state.recorded);
    if (state.news !== heard.news) records.add(state.news);
    heard = { ...state };
    clearTimeout(timer);
    if (records.compute()) timer = setTimeout(work);
    painted = performance.now();
    return paint(parts, state);
  };
  // The run shares the machine with the page, which therefore does not paint after each slice of its work.
  const work = () => {
    const isMore = parts.records.compute();
    if (isMore) timer = setTimeout(work);
    if (isMore && performance.now() - painted < PAUSE) return;
    painted = performance.now();
    paint(parts, store.state);
  };
  return {
    draw,
    close() {
      clearTimeout(timer);
      parts.controls.close();
    },
  };
}

function paint(parts, { at, words }) {
  const { root, scene, records, names, last, cells, controls, note, unit } = parts;
  const { known } = records;
  const wanted = at === null ? known.length - 1 : known.findLastIndex(({ index }) => index <= at);
  const place = Math.max(0, wanted), record = known[place];
  if (record) prepare(parts, record);
  drawLosses(parts, known, place);
  controls.show(place, Math.max(0, known.length - 1));
  note.textContent = words;
  if (!record) {
    forget(parts);
    root.dataset.made = 0;
    return words;
  }
  names.forEach((name, k) => {
    const { loss, accuracy } = record.of[name];
    cells[k][0].textContent = number(loss, 3);
    cells[k][1].textContent = percent(accuracy);
  });
  parts.drawBars?.(record.of[last].byClass);
  if (parts.tiles) {
    parts.tiles.paint(record.W, record.largest);
    parts.heading.textContent = `The weights of ${parts.few}at ${unit} ${record.index}: orange positive, blue negative, strongest ±${number(record.largest, 2)}.`;
  }
  Object.assign(root.dataset, { step: record.index, made: known.length, ...Object.fromEntries(names.map((name) => [name, record.of[name].loss])), read: record.of[last].accuracy });
  root.records = known; // in full, for tests and the curious
  return `${words} Shown: ${unit} ${record.index}, ${names.map((name, k) => `${name} loss ${cells[k][0].textContent}`).join(", ")}.`;
}

// Once the first record has told the network's sizes.
function prepare(parts, { sizes }) {
  const { view, scene, last, words, beside, pictures } = parts, key = sizes.join();
  if (parts.sizes === key) return;
  forget(parts);
  parts.sizes = key;
  const [inputs, units] = sizes, classes = sizes.at(-1), side = Math.round(Math.sqrt(inputs));
  if (classes <= 20) {
    parts.bars = add(beside, "div");
    add(parts.bars, "p", { class: "note" }, `Of each class of the ${last} part read rightly:`);
    parts.drawBars = bars(parts.bars, { name: `Share of each class of the ${last} part read rightly`, count: classes, words });
  }
  if (inputs > 1 && side * side === inputs) {
    parts.heading = add(pictures, "p", { class: "note" });
    parts.tiles = tiles(pictures, { inputs, units, words, numbered: sizes.length === 2, told: false, name: "The weights of the first layer as pictures" });
    parts.few = parts.tiles.shown < units ? `the first ${parts.tiles.shown} of ${units} units ` : sizes.length > 2 ? "each hidden unit " : "each class ";
  }
}

function forget(parts) {
  parts.sizes = parts.drawBars = parts.tiles = null;
  parts.bars?.remove();
  parts.pictures.replaceChildren();
  parts.cells.flat().forEach((cell) => (cell.textContent = "\u2013"));
}

// The curves on axes that hold what is known; the axes change only when they must.
function drawLosses(parts, known, place) {
  const { view, scene, holder, names, words, unit } = parts;
  const seen = known.flatMap((record) => names.map((name) => record.of[name].loss)).filter((loss) => loss > 0 && loss < HIGHEST);
  const low = seen.length ? roundDown(Math.min(...seen)) : 0.1, high = seen.length ? roundUp(Math.max(...seen)) : 10;
  const end = Math.max(roundEnd(known.at(-1)?.index ?? 0), scene.epochs ?? 0);
  const key = [low, high, end].join();
  if (parts.axes !== key) {
    parts.axes = key;
    holder.replaceChildren();
    parts.plot = panel(holder, {
      name: `Loss at each ${unit}`, words, width: 520, height: 300, log: "y", x: [0, end], y: [low, high === low ? 2 * low : high],
      xTitle: unit, yTitle: "loss, logarithmic", yTicks: ticksBetween(low, high),
    });
    view.watch(parts.plot.svg);
    const { inside, svg, sy } = parts.plot;
    parts.here = add(inside, "line", { class: "at", y1: sy(low), y2: sy(high) });
    parts.lines = names.map((name) => [add(inside, "path", { class: `path ${KINDS[name]}` }), add(svg, "circle", { class: `now ${KINDS[name]}`, r: 5 })]);
  }
  const { plot } = parts, xs = known.map(({ index }) => index);
  show(parts.here, known.length > 0);
  names.forEach((name, k) => {
    const ys = known.map((record) => record.of[name].loss).map((loss) => (loss < HIGHEST ? Math.max(loss, low) : null));
    const [line, dot] = parts.lines[k];
    set(line, { d: curve(plot, xs, ys) });
    dotAt(plot, dot, xs[place], ys[place] ?? NaN);
  });
  if (known.length) set(parts.here, { x1: plot.sx(xs[place]), x2: plot.sx(xs[place]) });
}

const power = (value) => 10 ** Math.floor(Math.log10(value) + 1e-9);
const roundDown = (value) => Math.max(...ROUND.map((k) => k * power(value)).filter((round) => round <= value * (1 + 1e-9)));
const roundUp = (value) => Math.min(...[...ROUND, 10].map((k) => k * power(value)).filter((round) => round >= value * (1 - 1e-9)));
const roundEnd = (n) => {
  const step = Math.max(5, power(Math.max(1, n)) / 2);
  return Math.max(10, Math.ceil(n / step) * step);
};

function ticksBetween(low, high) {
  const all = [];
  for (let unit = power(low); unit <= high * 1.001; unit *= 10) all.push(...ROUND.map((k) => k * unit));
  const inside = all.map((value) => Number(value.toPrecision(1))).filter((value) => value >= low * 0.999 && value <= high * 1.001);
  if (inside.length <= 8) return inside;
  const tens = inside.filter((value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6);
  return tens.filter((_, k) => k % Math.ceil(tens.length / 6) === 0);
}

export default figure(["at", "recorded", "news", "words"], build);
