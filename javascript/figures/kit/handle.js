// A point that is dragged, clicked to another place, or moved with the arrow keys.
import { drag } from "d3-drag";
import { select } from "d3-selection";
import { add, set } from "./dom.js";

// panel: where it moves. name: what a screen reader calls it. move(x, y): to show it there while the hand is on it.
// done(): when the hand leaves it. step: how far an arrow key goes; ten times as far with Shift.
// free: "xy", "x" or "y", the ways it can go. stop(x, y): where an arrow key that leads there stops. Returns { place(x, y, words) }.
export function handle(panel, { name, move, done, step, free = "xy", kind = "", stop = (x, y) => [x, y] }) {
  const { svg, sx, sy, box, window: [left, right, low, high] } = panel;
  const field = add(svg, "rect", { ...box, class: "field" });
  const knob = add(svg, "g", { class: `handle ${kind}`, tabindex: 0, role: "slider", "aria-label": name });
  if (free === "xy") knob.setAttribute("aria-roledescription", "point on a plane");
  add(knob, "circle", { class: "ring", r: 13 });
  add(knob, "circle", { class: "dot", r: 7 });
  let at = [0, 0];

  const go = (x, y) => move(
    free.includes("x") ? Math.max(left, Math.min(right, x)) : at[0],
    free.includes("y") ? Math.max(low, Math.min(high, y)) : at[1],
  );
  const follow = drag()
    .container(svg)
    .on("start", (event) => {
      knob.focus({ preventScroll: true });
      go(sx.invert(event.x), sy.invert(event.y));
    })
    .on("drag", (event) => go(sx.invert(event.x), sy.invert(event.y)))
    .on("end", done);
  select(field).call(follow);
  select(knob).call(follow);

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  knob.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 * step : step;
    // From 0.30000000000000004 back to 0.3: places reached by steps are round.
    const tidy = (value) => Math.round(value / step) * step;
    const one = free === "xy" ? way : [way[0] + way[1], way[0] + way[1]]; // both pairs of arrows move it the one way it can go
    go(...stop(
      one[0] ? Number(tidy(at[0] + one[0] * far).toPrecision(12)) : at[0],
      one[1] ? Number(tidy(at[1] + one[1] * far).toPrecision(12)) : at[1],
    ));
    done();
  });

  return {
    element: knob,
    place(x, y, words) {
      at = [x, y];
      const [from, to, now] = free === "y" ? [low, high, y] : [left, right, x];
      set(knob, { transform: `translate(${sx(x)} ${sy(y)})`, "aria-valuetext": words });
      set(knob, { "aria-valuemin": from, "aria-valuemax": to, "aria-valuenow": now });
    },
  };
}
