// A program on a gradient tape, played: each step fills in a value, or on the way back an adjoint.
// All places, texts and sentences come from Python; see tape_graph.py.
import { add, set, unique } from "./kit/dom.js";
import { figure } from "./kit/figure.js";
import { player } from "./kit/player.js";

const CORNER = 6, READING = 1500; // pixels; milliseconds to read a sentence in

function build({ root, store, scene, words }) {
  const frame = add(root, "div", { class: "graph-frame", tabindex: 0, role: "group", "aria-label": `Graph of ${scene.name}` });
  const svg = add(frame, "svg", {
    class: "graph", role: "img", "aria-label": `Graph of ${scene.name}, ${scene.boxes.length} boxes`, "aria-describedby": words,
    width: scene.width, height: scene.height, viewBox: `0 0 ${scene.width} ${scene.height}`,
  });
  const heads = { to: head(svg, "to"), back: head(svg, "back") };
  const wires = add(svg, "g");
  const arrows = scene.arrows.map(({ points }) => drawArrow(wires, points, heads));
  const boxes = scene.boxes.map((box) => drawBox(svg, box));
  const top = add(svg, "g"); // above the boxes
  for (const arrow of arrows) arrow.share = add(top, "text", { class: "share halo", "text-anchor": "middle" });
  const controls = player(root, {
    name: "Steps of the tape",
    move: (step) => store.change({ step }),
    done: () => store.save("step"),
    tick: READING, longest: Infinity,
  });
  boxes.forEach(({ group }, k) => group.addEventListener("click", () => {
    const { since, reached } = scene.boxes[k];
    store.change({ step: scene.steps[store.state.step].phase === "backward" ? reached ?? since : since });
    store.save("step");
  }));
  const note = add(root, "p", { class: "note told" });
  const follow = () => bringIntoView(frame, scene.boxes[scene.steps[store.state.step].box]);
  const sized = new ResizeObserver(follow); // also when the figure gets its first size
  sized.observe(frame);
  const draw = ({ step }) => {
    follow();
    return paint({ root, scene, arrows, boxes, controls, note }, step);
  };
  const close = () => {
    controls.close();
    sized.disconnect();
  };
  return { draw, close };
}

// An arrowhead, for the end of a line or, turned round, for its start.
function head(svg, kind) {
  const id = unique("head");
  const marker = add(svg, "marker", { id, class: `head ${kind}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
  add(marker, "path", { d: "M0,0.8L10,5L0,9.2z" });
  return `url(#${id})`;
}

// A line from box to box, straight within a layer and bent between two.
function drawArrow(svg, points, heads) {
  let d = `M${points[0]}L${points[1]}`;
  for (let k = 2; k < points.length; k += 2) {
    const [[x0, y0], [x1, y1]] = [points[k - 1], points[k]];
    const middle = (x0 + x1) / 2;
    d += `C${middle},${y0} ${middle},${y1} ${x1},${y1}L${points[k + 1]}`;
  }
  const line = add(svg, "path", { class: "use", d });
  return { line, heads };
}

// Places for a text along an arrow, each the middle of its line of writing, the best first.
function places({ line }) {
  const length = line.getTotalLength();
  const along = [0.65, 0.5, 0.8, 0.35, 0.9, 0.2].map((share) => line.getPointAtLength(share * length));
  return along.flatMap(({ x, y }) => [-9, 0, 9].map((up) => [x, y + up]));
}

// Writes what comes back along each arrow where nothing else is: neither a box nor another text.
function writeShares(arrows, coming, boxes) {
  const taken = boxes.map(({ x, y, width, height }) => [x, y, width + 4, height + 2]);
  const meets = ([x, y, width, height]) => taken.some(
    ([x1, y1, width1, height1]) => Math.abs(x - x1) < (width + width1) / 2 && Math.abs(y - y1) < (height + height1) / 2,
  );
  arrows.forEach((arrow, k) => {
    const text = coming.get(k) ?? "";
    arrow.share.textContent = text;
    if (!text) return;
    const all = places(arrow).map(([x, y]) => [x, y, 8 * text.length + 4, 15]);
    const place = all.find((one) => !meets(one)) ?? all[0];
    taken.push(place);
    set(arrow.share, { x: place[0], y: place[1] + 4 });
  });
}

function drawBox(svg, { x, y, width, height, head }) {
  const group = add(svg, "g", { class: "result", transform: `translate(${x} ${y})` });
  add(group, "rect", { x: -width / 2, y: -height / 2, width, height, rx: CORNER });
  add(group, "text", { class: "head", y: -15, "text-anchor": "middle" }, head);
  const value = add(group, "text", { class: "value", y: 5, "text-anchor": "middle" });
  const adjoint = add(group, "text", { class: "adjoint", y: 24, "text-anchor": "middle" });
  return { group, value, adjoint };
}

function paint({ root, scene, arrows, boxes, controls, note }, step) {
  const { phase, box, shares, sentence } = scene.steps[step];
  boxes.forEach(({ group, value, adjoint }, k) => {
    const { since, reached, ...texts } = scene.boxes[k];
    const isKnown = step >= since, isReached = reached !== undefined && step >= reached;
    value.textContent = isKnown ? `value ${texts.value}` : "";
    adjoint.textContent = isReached ? `adjoint ${texts.adjoint}${texts.wrong ? " \u2717" : ""}` : "";
    const kinds = { later: !isKnown, marked: k === box, returned: k === box && phase === "backward", wrong: isReached && texts.wrong };
    set(group, { class: ["result", ...Object.keys(kinds).filter((kind) => kinds[kind])].join(" ") });
  });
  const coming = new Map(shares);
  arrows.forEach(({ line, heads }, k) => {
    const isBack = coming.has(k), isForth = phase === "forward" && scene.arrows[k].end === box;
    set(line, { class: isBack ? "use back" : isForth ? "use forth" : "use" });
    set(line, isBack ? { "marker-start": heads.back, "marker-end": "none" } : { "marker-start": "none", "marker-end": heads.to });
  });
  writeShares(arrows, coming, scene.boxes);
  controls.show(step, scene.steps.length - 1);
  write(note, sentence);
  const now = box === null ? {} : scene.boxes[box];
  Object.assign(root.dataset, { step, made: scene.steps.length - 1, phase, head: now.head ?? "", value: now.value ?? "", adjoint: phase === "backward" ? now.adjoint : "" });
  return `Step ${step} of ${scene.steps.length - 1}, ${phase}. ${sentence.replaceAll("`", "")}`;
}

// Scrolls the frame, and nothing else, as far as is needed to show a box, or else the inputs.
function bringIntoView(frame, { x, y, width, height } = { x: 0, y: 0, width: 0, height: 0 }) {
  const near = (at, room, low, high) => (low < at ? low : high > at + room ? high - room : at);
  const pad = 80;
  frame.scrollLeft = near(frame.scrollLeft, frame.clientWidth, x - width / 2 - pad, x + width / 2 + pad);
  frame.scrollTop = near(frame.scrollTop, frame.clientHeight, y - height / 2 - 20, y + height / 2 + 20);
}

// A sentence in which names stand between backquotes.
function write(note, sentence) {
  note.textContent = "";
  sentence.split("`").forEach((text, k) => (k % 2 ? add(note, "code", {}, text) : note.append(text)));
}

export default figure(["step"], build);
