// Contours, and a point to place among them.
import { add, number, point as pair, set } from "./kit/dom.js";
import { drawContours, heights } from "./kit/field.js";
import { figure } from "./kit/figure.js";
import { Grid } from "./kit/grid.js";
import { handle } from "./kit/handle.js";
import { panel } from "./kit/plot.js";

function build(view) {
  const { root, store, scene, words } = view;
  const grid = new Grid(scene.grid);
  const [left, right, bottom, top] = scene.window;
  const plot = panel(add(root, "div", { class: "row" }), {
    name: `Map of ${scene.name}`, role: "group", words, square: true,
    width: 440, x: [left, right], y: [bottom, top], xTitle: "x", yTitle: "y",
  });
  drawContours(plot, grid, heights(scene.heights, false));
  const parts = {
    root, scene, grid, plot, size: right - left,
    rings: add(plot.inside, "g"),
    knob: handle(plot, {
      name: "your point", step: (right - left) / 60,
      move: (x, y) => store.change({ point: [x, y] }),
      done: () => store.save("point"),
    }),
    note: add(root, "p", { class: "note" }),
  };
  return { draw: (state) => draw(parts, state) };
}

function draw({ root, scene, grid, plot, size, rings, knob, note }, { point: [x, y], marks }) {
  const words = pair(x, y, size), height = grid.value(x, y);
  knob.place(x, y, words);
  rings.replaceChildren();
  for (const [mx, my] of marks) add(rings, "circle", { class: "mark", r: 12, cx: plot.sx(mx), cy: plot.sy(my) });
  const told = scene.told ? ` The height there is ${number(height, 3)}.` : "";
  note.textContent = `Your point is ${words}.${told} The bluer, the higher.`;
  Object.assign(root.dataset, { x, y, height });
  const ringed = marks.length ? ` Marked: ${marks.map(([mx, my]) => pair(mx, my, size)).join(", ")}.` : "";
  return `The point is at ${words}.${told}${ringed}`;
}

export default figure(["point", "marks"], build);
