// A board to draw on, with mouse, finger, pen or keys.
import { add, set } from "./dom.js";
import { BOARD, PEN } from "./drawing.js";

const APART = 0.4; // places between two points of a stroke
const KEY = 2, FAR = 8; // places that an arrow key goes, and with Shift
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// begin(point) and extend(point) while there is ink, end() when the pen is lifted; moved(pen): the keys have moved it.
// Returns { draw(strokes, below), pen } where pen is { at, isDown } and below are the pixels under the strokes, or null.
export function board(parent, { name, words, begin, extend, end, moved }) {
  const svg = add(parent, "svg", {
    class: "board", viewBox: `0 0 ${BOARD} ${BOARD}`, tabindex: 0, role: "application", "aria-roledescription": "drawing board",
    "aria-label": name, "aria-describedby": words,
  });
  const size = BOARD / 8, drawBelow = pixelsIn(svg, size);
  for (let k = 1; k < 8; k++) add(svg, "path", { class: "grid", d: `M0,${k * size}H${BOARD}M${k * size},0V${BOARD}` });
  const ink = add(svg, "path", { class: "ink", "stroke-width": 2 * PEN });
  const tip = add(svg, "circle", { class: "pen", r: PEN });
  const pen = { at: [BOARD / 2, BOARD / 2], isDown: false };
  let pointer = null;

  const clamp = (value) => Math.max(0, Math.min(BOARD, value));
  const put = (point) => {
    pen.at = point;
    set(tip, { cx: point[0], cy: point[1], class: pen.isDown ? "pen down" : "pen" });
  };
  const placeOf = (event) => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [x, y].map((value) => Math.round(100 * clamp(value)) / 100);
  };
  const lower = (point) => {
    pen.isDown = true;
    put(point);
    begin(point);
  };
  const lift = () => {
    if (!pen.isDown) return;
    pen.isDown = false;
    pointer = null;
    put(pen.at);
    end();
  };

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.ctrlKey || pointer !== null) return;
    lift(); // a stroke of the keys
    pointer = event.pointerId;
    svg.setPointerCapture(pointer);
    svg.focus({ preventScroll: true });
    svg.classList.add("by-hand");
    lower(placeOf(event));
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    const points = (all.length ? all : [event]).map(placeOf);
    const kept = points.filter((point) => {
      const isFar = Math.hypot(point[0] - pen.at[0], point[1] - pen.at[1]) >= APART;
      if (isFar) pen.at = point;
      return isFar;
    });
    if (!kept.length) return;
    put(kept.at(-1));
    extend(...kept);
  });
  for (const type of ["pointerup", "pointercancel"]) svg.addEventListener(type, (event) => event.pointerId === pointer && lift());
  svg.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // not every browser heeds touch-action within an svg
  svg.addEventListener("mousedown", (event) => event.preventDefault()); // else text would be selected
  svg.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    svg.classList.remove("by-hand");
    if (event.ctrlKey || event.metaKey || event.altKey || pointer !== null) return;
    if (event.key === " ") {
      event.preventDefault();
      if (event.repeat) return;
      if (pen.isDown) lift();
      else lower(pen.at);
    } else if (way) {
      event.preventDefault();
      put(pen.at.map((value, axis) => clamp(Math.round(value / KEY) * KEY + way[axis] * (event.shiftKey ? FAR : KEY))));
      if (pen.isDown) extend(pen.at);
      moved();
    }
  });
  svg.addEventListener("blur", lift);
  put(pen.at);

  return {
    pen,
    draw(strokes, below) {
      drawBelow(below ?? Array(64).fill(0));
      set(ink, { d: strokes.map((stroke) => `M${stroke.map((point) => point.join(",")).join("L")}${stroke.length > 1 ? "" : "h0"}`).join("") });
    },
  };
}

// The pixels as the network sees them. Returns draw(pixels).
export function seenPicture(parent, { name }) {
  const svg = add(parent, "svg", { class: "seen", viewBox: "0 0 8 8", role: "img", "aria-label": name });
  return pixelsIn(svg, 1);
}

// Eight rows of eight squares. Returns draw(pixels): how dark each is.
function pixelsIn(svg, size) {
  const squares = Array.from({ length: 64 }, (_, k) =>
    add(svg, "rect", { class: "pixel", x: (k % 8) * size, y: Math.floor(k / 8) * size, width: size, height: size }));
  return (pixels) => squares.forEach((square, k) => set(square, { "fill-opacity": pixels[k] }));
}
