// The floor below a surface, and the three axes with their numbers.
import { add, set, show } from "./dom.js";
import { roundNumbers } from "./scale.js";

const LETTER = 7.4, LINE = 15; // pixels that a letter and a line of text take

// room: { place(x, y, z), floor, window, heights }, where place gives the box's coordinates. back: an svg below the surface,
// front: one above it. names: of x, y and height. Returns draw(camera).
export function floorAndAxes(back, front, { place, floor, window: [left, right, bottom, top], heights }, names) {
  const ground = add(back, "path", { class: "floor" });
  const lines = add(back, "path", { class: "floor-lines" });
  const post = add(back, "path", { class: "floor" });
  const ticks = [[left, right], [bottom, top], heights].map((ends, i) => {
    const values = roundNumbers(ends, false, 4);
    return values.map((value) => {
      const text = values.label(value);
      return { value, text, element: add(front, "text", { class: "tick", "text-anchor": "middle" }, text) };
    });
  });
  const titles = names.map((name) => ({ text: name, element: add(front, "text", { class: "title", "text-anchor": "middle" }, name) }));

  return ({ project, eye }) => {
    const on = (x, y, z) => project(...(z === undefined ? [...place(x, y, 0).slice(0, 2), floor] : place(x, y, z)));
    const path = (places) => `M${places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
    const corners = [[left, bottom], [right, bottom], [right, top], [left, top]];
    set(ground, { d: `${path(corners.map(([x, y]) => on(x, y)))}Z` });
    set(lines, { d: [
      ...ticks[0].map(({ value }) => path([on(value, bottom), on(value, top)])),
      ...ticks[1].map(({ value }) => path([on(left, value), on(right, value)])),
    ].join("") });

    // The numbers stand along the two edges of the floor that are nearest, and at the corner farthest to the left.
    const nearX = eye[0] > 0 ? right : left, nearY = eye[1] > 0 ? top : bottom;
    const taken = [], middle = on((left + right) / 2, (bottom + top) / 2);
    const put = ({ text, element }, [x, y], [ox, oy]) => {
      const half = (LETTER * text.length) / 2 + 3;
      const at = [x + ox * (half + 6), y + oy * 14];
      const box = [at[0] - half, at[0] + half, at[1] - LINE / 2, at[1] + LINE / 2];
      const free = taken.every(([l, r, t, b]) => box[1] < l || box[0] > r || box[3] < t || box[2] > b);
      show(element, free);
      if (!free) return;
      taken.push(box);
      set(element, { x: at[0].toFixed(1), y: (at[1] + 5).toFixed(1) });
    };
    const outward = (from, to) => { // at a right angle to an edge, away from the middle of the floor
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]], length = Math.hypot(dx, dy) || 1;
      const side = Math.sign(dx * (middle[1] - from[1]) - dy * (middle[0] - from[0])) || 1;
      return [(side * dy) / length, (-side * dx) / length];
    };
    const along = [(t) => on(t, nearY), (t) => on(nearX, t)];
    const ends = [[left, right], [bottom, top]];
    const outs = along.map((edge, i) => outward(edge(ends[i][0]), edge(ends[i][1])));
    along.forEach((edge, i) => {
      const [x, y] = edge((ends[i][0] + ends[i][1]) / 2);
      put(titles[i], [x + 20 * outs[i][0], y + 18 * outs[i][1]], outs[i]);
    });
    const [postX, postY] = corners.reduce((best, corner) => (on(...corner)[0] < on(...best)[0] ? corner : best));
    const foot = on(postX, postY), head = on(postX, postY, heights[1]);
    set(post, { d: path([foot, head]) });
    put(titles[2], [head[0] + 8, head[1] - 6], [0, -1]);
    for (const tick of ticks[2]) put(tick, on(postX, postY, tick.value), [-1, 0]);
    along.forEach((edge, i) => ticks[i].forEach((tick) => put(tick, edge(tick.value), outs[i])));
  };
}
