// A program on a gradient tape, played: each step fills in a value, or on the way back an adjoint.
// All texts and sentences come from Python, and the places in one long strip; see tape_player/graph.py.
import { add, set, show, unique } from "./kit/dom.js";
import { figure } from "./kit/figure.js";
import { inLines } from "./kit/graph_lines.js";
import { player } from "./kit/player.js";

const CORNER = 6, GLANCE = 900, WORD = 260; // pixels; milliseconds to look up, and to read a word

function build({ root, store, scene, words }) {
  const views = [scene, ...scene.views];
  const here = () => views[store.state.opened];
  const frame = add(root, "div", { class: "graph-frame", tabindex: 0, role: "group", "aria-label": `Graph of ${scene.name}` });
  const controls = player(root, {
    name: "Steps of the tape",
    move: (step) => store.change({ step }),
    done: () => store.save("step"),
    tick: (step) => GLANCE + WORD * here().steps[step].sentence.split(" ").length, longest: Infinity,
  });
  const folds = foldButtons(root, views, store);
  const note = add(root, "p", { class: "note told" });
  let graph = null;
  const lay = () => {
    graph = drawGraph(frame, scene.name, here(), words, {
      choose(step) {
        store.change({ step });
        store.save("step");
      },
      open: folds.open,
      step: () => store.state.step,
    });
  };
  const draw = ({ step }) => {
    if (graph?.view !== here() || Math.abs(graph.room - frame.clientWidth) > 8) lay();
    folds.show();
    bringIntoView(frame, graph.boxes[here().steps[step].box]);
    return paint({ root, view: here(), graph, controls, note }, step);
  };
  const sized = new ResizeObserver(() => frame.clientWidth && draw(store.state)); // also when the figure gets its first size
  sized.observe(frame);
  const close = () => {
    controls.close();
    sized.disconnect();
  };
  return { draw, close };
}

// Two buttons, which open a folded box and fold it again; a click on the sign in a box does so, too.
function foldButtons(root, views, store) {
  const bar = add(root, "div", { class: "folds", role: "group", "aria-label": "Folded boxes" });
  const button = (act) => {
    const element = add(bar, "button", { type: "button" });
    element.addEventListener("click", act);
    return element;
  };
  const here = () => views[store.state.opened];
  const go = (opened) => {
    store.change({ opened, step: sameStep(here(), views[opened], store.state.step) });
    store.save("opened", "step");
  };
  const marked = () => {
    const { steps, boxes } = here(), now = steps[store.state.step].box;
    return boxes[now]?.opens ? boxes[now] : boxes.find(({ opens }) => opens);
  };
  const turn = (to, other) => {
    go(to);
    (document.activeElement === document.body ? other : document.activeElement).focus(); // what is hidden has no focus
  };
  const open = button(() => turn(marked().opens, fold));
  const fold = button(() => turn(here().outer, open));
  return {
    open: go,
    show() {
      show(bar, views.length > 1);
      const box = marked();
      [open.hidden, fold.hidden] = [!box, !here().title];
      open.textContent = `Open ${box?.head}`;
      fold.textContent = `Fold ${here().title}`;
    },
  };
}

// The step of another view that shows what this one does: in a box that was opened the first, or the box that was folded.
function sameStep(from, to, step) {
  const { phase, box } = from.steps[step];
  if (box === null) return 0;
  const [low, high] = from.boxes[box].span;
  const meets = ({ span }) => span[0] <= high && span[1] >= low;
  const found = to.steps.findIndex((one) => one.phase === phase && one.box !== null && meets(to.boxes[one.box]));
  return found < 0 ? to.steps.length - 1 : found;
}

// Draws the boxes and arrows of a view into the frame, in lines as long as that is wide.
function drawGraph(frame, name, view, words, { choose, open, step }) {
  frame.replaceChildren();
  const room = frame.clientWidth || 800;
  const places = inLines(view, room);
  const { width, height } = places;
  const svg = add(frame, "svg", {
    class: "graph", role: "img", "aria-label": `Graph of ${view.title || name}, ${view.boxes.length} boxes`, "aria-describedby": words,
    width, height, viewBox: `0 0 ${width} ${height}`,
  });
  const heads = { to: head(svg, "to"), back: head(svg, "back") };
  const wires = add(svg, "g");
  const arrows = places.arrows.map(({ d, entries: [entry] }, k) => ({ line: add(wires, "path", { class: "use", d }), heads, entry, ...view.arrows[k] }));
  const boxes = view.boxes.map((box, k) => drawBox(svg, { ...box, ...places.boxes[k] }));
  const top = add(svg, "g"); // above the boxes
  const entries = namedEntries(top, view, places);
  for (const arrow of arrows) {
    arrow.cross = add(top, "path", { class: "cross" });
    arrow.share = add(top, "text", { class: "share halo", "text-anchor": "middle" });
  }
  boxes.forEach(({ group, sign, opens, since, reached }) => {
    group.addEventListener("click", () => choose(view.steps[step()].phase === "backward" ? reached ?? since : since));
    sign?.addEventListener("click", (event) => {
      event.stopPropagation();
      open(opens);
    });
  });
  return { view, room: frame.clientWidth, boxes, arrows, entries, width, height };
}

// An arrowhead, for the end of a line or, turned round, for its start.
function head(svg, kind) {
  const id = unique("head");
  const marker = add(svg, "marker", { id, class: `head ${kind}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
  add(marker, "path", { d: "M0,0.8L10,5L0,9.2z" });
  return `url(#${id})`;
}

// The names of what comes in from the line before or from far, each once. Returns the room they take.
function namedEntries(svg, view, places) {
  const seen = new Set();
  return places.arrows.flatMap(({ entries }, k) => entries.map(([x, y]) => {
    const { name, far } = view.arrows[k], key = `${name} ${x} ${y}`;
    if (seen.has(key)) return null;
    seen.add(key);
    return extent(add(svg, "text", { class: "entry", x: far ? x - 2 : 2, y: y + 4, "text-anchor": far ? "end" : "start" }, name));
  })).filter(Boolean);
}

// Middle, width and height of what a text covers.
function extent(text) {
  const { x, y, width, height } = text.getBBox();
  return [x + width / 2, y + height / 2, width + 4, height - 2];
}

// Places for a text along an arrow, each the middle of its line of writing, the best first.
function places({ line }) {
  const length = line.getTotalLength();
  const along = [0.65, 0.5, 0.8, 0.35, 0.9, 0.2, 0.1].map((share) => line.getPointAtLength(share * length));
  return [-9, 9, 0, -20, 20].flatMap((up, k) => along.map(({ x, y }) => [x, y + up, k])).sort(([, , a], [, , b]) => (a > 2) - (b > 2));
}

// Writes what comes back along each arrow where nothing else is, neither a box nor another text; else the sentence has it.
function writeShares({ arrows, boxes, entries, width: right, height: bottom }, coming) {
  const taken = [...boxes.map(({ x, y, width, height }) => [x, y, width + 4, height + 2]), ...entries];
  const meets = ([x, y, width, height]) => taken.some(
    ([x1, y1, width1, height1]) => Math.abs(x - x1) < (width + width1) / 2 && Math.abs(y - y1) < (height + height1) / 2,
  );
  const isInside = ([x, y, width, height]) => x > width / 2 && x < right - width / 2 && y > height / 2 && y < bottom - height / 2;
  arrows.forEach((arrow, k) => {
    const text = coming.get(k) ?? "";
    arrow.share.textContent = text;
    if (!text) return;
    const [, , width, height] = extent(arrow.share);
    const place = places(arrow).map(([x, y]) => [x, y, width + 2, height]).find((one) => isInside(one) && !meets(one));
    if (place) {
      taken.push(place);
      set(arrow.share, { x: place[0], y: place[1] + 4 });
    } else arrow.share.textContent = "";
  });
}

function drawBox(svg, box) {
  const { x, y, width, height, head, opens } = box;
  const group = add(svg, "g", { class: "result", transform: `translate(${x} ${y})` });
  if (opens) add(group, "rect", { class: "behind", x: -width / 2 + 4, y: -height / 2 + 4, width, height, rx: CORNER });
  add(group, "rect", { class: "front", x: -width / 2, y: -height / 2, width, height, rx: CORNER });
  add(group, "text", { class: "head", y: -15, "text-anchor": "middle" }, head);
  const values = add(group, "text", { class: "value", y: 5, "text-anchor": "middle" });
  const adjoints = add(group, "text", { class: "adjoint", y: 24, "text-anchor": "middle" });
  const sign = opens ? add(group, "g", { class: "sign", transform: `translate(${width / 2 - 2} ${-height / 2 + 2})` }) : null;
  if (sign) {
    add(sign, "circle", { r: 9 });
    add(sign, "path", { d: "M-4.5,0H4.5M0,-4.5V4.5" });
  }
  return { ...box, group, values, adjoints, sign };
}

function paint({ root, view, graph, controls, note }, step) {
  const { phase, box, shares, sentence } = view.steps[step], last = view.steps.length - 1;
  graph.boxes.forEach(({ group, values, adjoints, since, reached, opens, value, adjoint, wrong, none }, k) => {
    const isKnown = step >= since, isReached = reached !== undefined && step >= reached;
    values.textContent = isKnown ? `value ${value}` : "";
    adjoints.textContent = isReached ? `adjoint ${adjoint}${wrong ? " \u2717" : ""}` : "";
    const kinds = {
      later: !isKnown, marked: k === box, returned: k === box && phase === "backward", wrong: isReached && wrong,
      lost: isReached && none, folded: opens > 0,
    };
    set(group, { class: ["result", ...Object.keys(kinds).filter((kind) => kinds[kind])].join(" ") });
  });
  const coming = new Map(shares);
  graph.arrows.forEach(({ line, heads, entry, cross, start, end, way }, k) => {
    const isBack = coming.has(k), isForth = phase === "forward" && end === box;
    const isLost = way && step >= (graph.boxes[start].reached ?? last) && phase === "backward";
    set(line, { class: isBack ? "use back" : isForth ? "use forth" : isLost ? `use lost ${way}` : "use" });
    set(line, isBack ? { "marker-start": heads.back, "marker-end": "none" } : { "marker-start": "none", "marker-end": heads.to });
    set(cross, { d: isLost && way === "ends" ? crossOn(line, entry ? 15 : 26) : "" });
  });
  writeShares(graph, coming);
  controls.show(step, last);
  write(note, sentence);
  const now = box === null ? {} : view.boxes[box];
  Object.assign(root.dataset, { step, made: last, phase, head: now.head ?? "", value: now.value ?? "", adjoint: phase === "backward" ? now.adjoint : "" });
  return `Step ${step} of ${last}, ${phase}. ${sentence.replaceAll("`", "")}`;
}

// Where a way back ends: a cross on the arrow, so far from the box from which it would have come.
function crossOn(line, far) {
  const { x, y } = line.getPointAtLength(Math.max(0, line.getTotalLength() - far));
  return `M${x - 6},${y - 6}l12,12M${x - 6},${y + 6}l12,-12`;
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

export default figure(["step", "opened"], build);
