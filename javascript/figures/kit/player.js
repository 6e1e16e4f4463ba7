// Buttons and a track to go through the steps of a path.
import { add, set } from "./dom.js";
import { track } from "./track.js";

const LONGEST = 8000, TICK = 90; // milliseconds
const ICONS = {
  first: "M2 3h2v10h-2zM14 3v10l-8 -5z",
  back: "M12 3v10l-8 -5z",
  play: "M4 2v12l10 -6z",
  pause: "M4 2h3v12h-3zM9 2h3v12h-3z",
  forth: "M4 3v10l8 -5z",
  last: "M2 3v10l8 -5zM12 3h2v10h-2z",
};

// move(step): to show that step. done(): when it has come to rest there. tick: milliseconds from step to step of a play, or
// a function of the step that is shown; longest: of a whole play, which skips steps for that.
// Returns { show(step, last), stop(), close() }.
// Nothing moves unless Play is pressed, and where the system asks for less motion there is no Play.
export function player(parent, { name, move, done, tick = TICK, longest = LONGEST }) {
  const bar = add(parent, "div", { class: "player", role: "group", "aria-label": name });
  const button = (label, icon, act) => {
    const element = add(bar, "button", { type: "button", "aria-label": label, title: label });
    add(add(element, "svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }), "path", { d: ICONS[icon] });
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

  button("First step", "first", () => rest(0));
  button("One step back", "back", () => rest(at - 1));
  const play = button("Play", "play", () => (timer === null ? start() : rest(at)));
  play.classList.add("play");
  button("One step forth", "forth", () => rest(at + 1));
  button("Last step", "last", () => rest(last));
  const put = track(bar, {
    name: "Step", done,
    move(step) {
      stop();
      go(step);
    },
  });

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const obey = () => {
    play.hidden = still.matches;
    if (still.matches) stop();
  };
  still.addEventListener("change", obey);
  obey();

  function label(name, icon) {
    set(play, { "aria-label": name, title: name });
    set(play.querySelector("path"), { d: ICONS[icon] });
  }
  function start() {
    if (at >= last) go(0);
    const wait = typeof tick === "function" ? tick : () => tick;
    const stride = Math.max(1, Math.ceil((last * wait(at)) / longest));
    const next = () => {
      go(at + stride);
      if (at >= last) rest(last);
      else timer = setTimeout(next, wait(at));
    };
    label("Pause", "pause");
    timer = setTimeout(next, wait(at));
  }
  function stop() {
    clearTimeout(timer);
    timer = null;
    label("Play", "play");
  }
  return {
    show(step, end) {
      [at, last] = [step, end];
      put(step, end, `step ${step} of ${end}`);
    },
    stop,
    close() {
      stop();
      still.removeEventListener("change", obey);
    },
  };
}
