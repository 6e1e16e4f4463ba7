// A track with a knob on one of the whole numbers from 0 to last: the browser's own, which fingers, arrow keys and screen
// readers know.
import { add, set } from "./dom.js";

const LEAP = 10;
const LEAPS = { PageUp: LEAP, PageDown: -LEAP };
const ARROWS = { ArrowRight: LEAP, ArrowUp: LEAP, ArrowLeft: -LEAP, ArrowDown: -LEAP }; // with Shift

// name: for screen readers. move(place): for each place under the hand. done(): when the hand lets go.
// Returns put(place, last, words), which shows a place.
export function track(parent, { name, id = "", move, done }) {
  const knob = add(parent, "input", { type: "range", min: 0, step: 1, "aria-label": name });
  if (id) set(knob, { id });
  knob.addEventListener("input", () => move(knob.valueAsNumber));
  knob.addEventListener("change", done);
  knob.addEventListener("keydown", (event) => {
    const way = LEAPS[event.key] ?? (event.shiftKey ? ARROWS[event.key] : undefined);
    if (!way) return;
    event.preventDefault();
    const at = knob.valueAsNumber, to = Math.max(0, Math.min(Number(knob.max), at + way));
    if (to === at) return;
    move(to);
    done();
  });
  return (place, last, words) => {
    if (knob.max !== String(last)) knob.max = last;
    if (knob.valueAsNumber !== place) knob.value = place; // one that is written again sends no "change" in the end
    knob.style.setProperty("--share", last ? place / last : 0);
    set(knob, { "aria-valuetext": words });
  };
}
