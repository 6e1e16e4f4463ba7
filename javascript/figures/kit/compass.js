// An arrow of a fixed length that is turned by its tip.
import { add, set, show } from "./dom.js";
import { arrow } from "./field.js";
import { drag } from "./handle.js";
import { label } from "./plot.js";

const LENGTH = 62; // pixels

// panel: where it stands. letter: its name. turn(degrees): to show that direction while the hand is on the tip, in whole
// degrees counterclockwise from the right. done(): when the hand leaves it. Returns { place(x, y, degrees) }.
// With keys it is turned by the slider of the same direction, so the tip is no stop of Tab.
export function compass(panel, { letter, turn, done }) {
  const { svg, inside, sx, sy, box } = panel;
  const shaft = add(inside, "path", { class: "compass" });
  const name = add(svg, "text", { class: "label", "text-anchor": "middle", "aria-hidden": "true" }, letter);
  const tip = add(svg, "g", { class: "tip", "aria-hidden": "true" });
  add(tip, "circle", { class: "grip" });
  add(tip, "circle", { class: "ring", r: 14 });
  add(tip, "circle", { class: "dot", r: 4.5 });
  let foot = [0, 0], place = [0, 0]; // of the tip
  const toward = ([x, y]) => {
    const degrees = Math.round((Math.atan2(foot[1] - y, x - foot[0]) * 180) / Math.PI);
    turn((degrees + 360) % 360);
  };
  drag(svg, tip, { grab: () => {}, move: toward, done, held: () => place });
  return {
    place(x, y, degrees) {
      const angle = (degrees * Math.PI) / 180, [ux, uy] = [Math.cos(angle), -Math.sin(angle)];
      foot = [sx(x), sy(y)];
      const [tx, ty] = [foot[0] + LENGTH * ux, foot[1] + LENGTH * uy];
      set(shaft, { d: arrow(...foot, LENGTH * ux, LENGTH * uy, 12) });
      label(panel, name, foot[0] + (LENGTH + 17) * ux, foot[1] + (LENGTH + 17) * uy + 5, "middle");
      place = [tx, ty];
      set(tip, { transform: `translate(${tx} ${ty})` });
      show(tip, tx > box.x && tx < box.x + box.width && ty > box.y && ty < box.y + box.height);
    },
  };
}
