// Buttons and a track to go through the steps of a path.
import { add, set } from "./dom.js";

const LONGEST = 8000; // milliseconds that a whole play takes at most
const TICK = 90;

// move(step): to show that step. done(): when it has come to rest there. Returns { show(step, last), stop() }.
// Nothing moves unless Play is pressed, and where the system asks for less motion there is no Play.
export function player(parent, { name, move, done }) {
  const bar = add(parent, "div", { class: "player", role: "group", "aria-label": name });
  const button = (label, sign, act) => {
    const element = add(bar, "button", { type: "button", "aria-label": label, title: label }, sign);
    element.addEventListener("click", act);
    return element;
  };
  let at = 0, last = 0, timer = null;
  const go = (step) => move(Math.max(0, Math.min(last, Math.round(step))));
  const rest = (step) => {
    stop();
    go(step);
    done();
  };

  button("First step", "\u23ee\ufe0e", () => rest(0));
  button("One step back", "\u25c0\ufe0e", () => rest(at - 1));
  const play = button("Play", "\u25b6\ufe0e", () => (timer === null ? start() : rest(at)));
  play.classList.add("play");
  button("One step forth", "\u25b6\ufe0e\u258f", () => rest(at + 1));
  button("Last step", "\u23ed\ufe0e", () => rest(last));
  const track = add(bar, "input", { type: "range", min: 0, step: 1, "aria-label": "Step" });
  track.addEventListener("input", () => {
    stop();
    go(track.valueAsNumber);
  });
  track.addEventListener("change", done);

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const obey = () => {
    play.hidden = still.matches;
    if (still.matches) stop();
  };
  still.addEventListener("change", obey);
  obey();

  function start() {
    if (at >= last) go(0);
    const stride = Math.max(1, Math.ceil((last * TICK) / LONGEST));
    set(play, { "aria-label": "Pause", title: "Pause" });
    play.textContent = "\u23f8\ufe0e";
    timer = setInterval(() => {
      go(at + stride);
      if (at >= last) rest(last);
    }, TICK);
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    set(play, { "aria-label": "Play", title: "Play" });
    play.textContent = "\u25b6\ufe0e";
  }
  return {
    show(step, end) {
      [at, last] = [step, end];
      track.max = end;
      track.value = step;
      track.setAttribute("aria-valuetext", `step ${step} of ${end}`);
    },
    stop,
    close() {
      stop();
      still.removeEventListener("change", obey);
    },
  };
}
