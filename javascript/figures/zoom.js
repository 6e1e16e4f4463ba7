// A smooth point and a kink, magnified alike: one straightens, the other never does.
import { add, number, set, table } from "./kit/dom.js";
import { figure, slider } from "./kit/figure.js";
import { curve, lineAcross, panel } from "./kit/plot.js";

const KINDS = ["curve", "curve line"];

function build(view) {
  const { root, scene, words } = view;
  root.style.setProperty("--label", "3.5em");
  const close = slider(view, root, "zoom", { label: "zoom, how many times larger", digits: 3, unit: " \u00d7" });
  const row = add(root, "div", { class: "row" });
  const sides = scene.sides.map((side, i) => {
    const plot = panel(row, {
      name: side.title, words, width: 350, height: 330, x: [-1, 1], y: [-1, 1], xTicks: [], yTicks: [], yTitle: side.title, xTitle: " ",
    });
    add(plot.svg, "rect", { ...plot.box, class: "box" });
    const line = add(plot.inside, "path", { class: KINDS[i] });
    // Magnified alike in both directions, a straight line stays where it is: only the curve comes to it.
    if (side.tangent !== null) add(plot.inside, "line", { class: "tangent seen", ...lineAcross(plot, 0, 0, side.tangent) });
    add(plot.svg, "circle", { class: "first", r: 5, cx: plot.sx(0), cy: plot.sy(0) });
    return { ...side, plot, line };
  });
  const cell = table(root);
  const cells = sides.map(({ title }, i) => cell(`${title}: bend`, ["curve", "line"][i]));
  const touched = sides.filter(({ tangent }) => tangent !== null).map(({ title }) => title);
  const dashed = touched.length ? ` Dashed: the tangent of ${touched.join(" and of ")}.` : "";
  add(root, "p", { class: "note" }, `Bend: how far the curve is from the straight line between its ends, as a share of the height of the window.${dashed}`);
  return { draw: ({ zoom }) => draw({ root, scene, sides, cells, dashed }, zoom), close };
}

function draw({ root, scene, sides, cells, dashed }, zoom) {
  const wide = number(scene.width / zoom, 3);
  const bends = sides.map(({ plot, line, shares, levels }, i) => {
    const k = Math.min(levels.length - 1, Math.floor(Math.log10(zoom) + 1e-9)), more = zoom / 10 ** k;
    const xs = [], ys = [];
    shares.forEach((share, j) => {
      if (Math.abs(share * more) > 1.02) return;
      xs.push(share * more);
      ys.push(levels[k][j] === null ? null : levels[k][j] * more);
    });
    set(line, { d: curve(plot, xs, ys) });
    plot.xName.textContent = `${wide} wide`;
    const bend = bendOf(xs, ys);
    cells[i].textContent = bend < 5e-4 ? "under 0.1 %" : `${number(100 * bend, 2)} %`;
    return bend;
  });
  Object.assign(root.dataset, { zoom, bends: bends.join(" ") });
  return `Magnified ${number(zoom, 3)} times, ${wide} wide. `
    + sides.map(({ title }, i) => `${title}: the bend is ${cells[i].textContent} of the window.`).join(" ") + dashed;
}

// The largest distance from the straight line between the ends, as a share of the window's height.
function bendOf(xs, ys) {
  const n = xs.length - 1, slope = (ys[n] - ys[0]) / (xs[n] - xs[0]);
  return Math.max(...xs.map((x, k) => (ys[k] === null ? 0 : Math.abs(ys[k] - ys[0] - slope * (x - xs[0]))))) / 2;
}

export default figure([], build);
