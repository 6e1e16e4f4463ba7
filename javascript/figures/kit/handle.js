// A point that is dragged, clicked or tapped to another place, or moved with the arrow keys.
import { add, set } from "./dom.js";

// panel: where it moves. name: what a screen reader calls it. move(x, y): to show it there while the hand is on it.
// done(): when the hand leaves it. step: how far an arrow key goes; ten times as far with Shift.
// free: "xy", "x" or "y", the ways it can go. ground: whether it also comes to where the panel is clicked.
// Returns { element, place(x, y, words) }.
export function handle(panel, { name, move, done, step, free = "xy", kind = "", ground = true }) {
  const { svg, sx, sy, box, window: [left, right, low, high] } = panel;
  const field = ground ? add(svg, "rect", { ...box, class: "field" }) : null;
  const knob = add(svg, "g", { class: `handle ${kind}`, tabindex: 0, role: "slider", "aria-label": name });
  if (free === "xy") knob.setAttribute("aria-roledescription", "point on a plane");
  add(knob, "circle", { class: "grip" }); // as large as a fingertip
  add(knob, "circle", { class: "ring", r: 13 });
  add(knob, "circle", { class: "dot", r: 7 });
  let at = [0, 0];

  const go = (x, y) => move(
    free.includes("x") ? Math.max(left, Math.min(right, x)) : at[0],
    free.includes("y") ? Math.max(low, Math.min(high, y)) : at[1],
  );
  const grab = () => knob.focus({ preventScroll: true });
  const follow = ([px, py]) => go(sx.invert(px), sy.invert(py));
  drag(svg, knob, { grab, move: follow, done, held: () => [sx(at[0]), sy(at[1])] });
  if (field) drag(svg, field, { grab, move: follow, done, scrolls: true });

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  knob.addEventListener("keydown", (event) => {
    const way = ways[event.key], end = free === "xy" ? undefined : { Home: 0, End: 1 }[event.key];
    if (!way && end === undefined) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 * step : step;
    // From 0.30000000000000004 back to 0.3: places reached by steps are round.
    const tidy = (value) => Math.round(value / step) * step;
    if (way) {
      const one = free === "xy" ? way : [way[0] + way[1], way[0] + way[1]]; // both pairs of arrows move it the one way it can go
      go(
        one[0] ? Number(tidy(at[0] + one[0] * far).toPrecision(12)) : at[0],
        one[1] ? Number(tidy(at[1] + one[1] * far).toPrecision(12)) : at[1],
      );
    } else go([left, right][end], [low, high][end]);
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

// What a pointer does that goes down on the target: move([x, y]), in the units of the svg, and done() at its end, if it moved.
// held(): where the thing is that is grabbed, which keeps its distance from the pointer; else it comes to the pointer.
// scrolls: a finger that goes down there may be about to scroll the page, so that only a tap counts, not a swipe.
export function drag(svg, target, { grab, held = null, move, done, scrolls = false }) {
  let pointer = null, apart = [0, 0], isTap = false, hasMoved = false;
  const placeOf = (event) => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [x + apart[0], y + apart[1]];
  };
  const go = (event) => {
    hasMoved = true;
    move(placeOf(event));
  };
  const leave = () => {
    pointer = null;
    if (hasMoved) done();
  };
  const on = (type, act) => target.addEventListener(type, (event) => event.pointerId === pointer && act(event));
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.ctrlKey || pointer !== null) return;
    pointer = event.pointerId;
    hasMoved = false;
    isTap = scrolls && event.pointerType === "touch";
    apart = [0, 0];
    if (isTap) return;
    target.setPointerCapture(pointer);
    grab();
    if (!held) return go(event);
    const [x, y] = placeOf(event), [hx, hy] = held();
    apart = [hx - x, hy - y];
  });
  on("pointermove", (event) => !isTap && go(event));
  on("pointerup", (event) => {
    if (isTap) {
      grab();
      go(event);
    }
    leave();
  });
  on("pointercancel", leave); // the browser has taken the finger to scroll, or the system the pointer
  // Not every browser heeds touch-action within an svg.
  if (!scrolls) target.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  // Else the browser would select text, and give the focus to the notebook.
  target.addEventListener("mousedown", (event) => event.preventDefault());
}
