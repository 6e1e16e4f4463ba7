// A slider of the figure, with its name and value in words.
import { add, number, show, unique, write } from "./dom.js";
import { track } from "./track.js";

// Its knob stands on the number of a stop, so that what the hand sets is exactly one of the values that Python has named.
// A value between two of them, which Python may set, is shown at the nearest, and read out as it is.
// digits: how many of the value to say. unit: what follows it. mark(state): [value, text] for a place on the slider's scale.
// Returns close().
export function slider({ store }, parent, name, { label, digits = 4, unit = "", mark = null }) {
  const { label: title, stops } = store.scales[name];
  const row = add(parent, "div", { class: "slider-row" }), id = unique("slider");
  add(row, "label", { for: id }, title);
  const scale = add(row, "div", { class: "scale" });
  const put = track(scale, {
    name: label, id,
    move: (k) => store.change({ [name]: stops[k] }),
    done: () => store.save(name),
  });
  const remark = mark ? flag(row, scale, stops) : null;
  const shown = add(row, "output", { "aria-hidden": "true" });
  const draw = (state) => {
    shown.textContent = number(state[name], digits) + unit;
    put(Math.round(placeOf(stops, state[name])), stops.length - 1, shown.textContent);
    remark?.(mark(state));
  };
  draw(store.state);
  return store.follow(draw);
}

// Where a value lies among the stops: 3 is on the fourth, 3.5 half way from there to the fifth.
function placeOf(stops, value) {
  const next = stops.findIndex((stop) => stop >= value);
  const k = next < 0 ? stops.length - 1 : Math.max(1, next);
  return k - 1 + (value - stops[k - 1]) / (stops[k] - stops[k - 1]);
}

// A flag on the slider's scale. Returns the function that puts it to a value, with a text.
function flag(row, scale, stops) {
  const pole = add(scale, "div", { class: "mark", "aria-hidden": "true" });
  const cloth = add(pole, "span");
  row.classList.add("marked");
  return ([value, text]) => {
    const share = placeOf(stops, value) / (stops.length - 1);
    show(pole, share >= 0 && share <= 1);
    pole.style.setProperty("--share", share);
    write(cloth, text);
  };
}
