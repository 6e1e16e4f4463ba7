// The weights of units as small pictures, each with a number and a bar below it.
import { add, number, set } from "./dom.js";

// Seen alike on light and on dark paper; the paper shows through where a weight is small.
const COLOURS = { more: [224, 107, 0], less: [43, 143, 214] };
const FAINT = 0.7; // below 1 shows small weights better
const MOST = 64; // units that are shown

export function largestOf(W) {
  let largest = 0;
  for (const w of W) if (Math.abs(w) > largest && Math.abs(w) < Infinity) largest = Math.abs(w);
  return largest;
}

// numbered: whether the number of each unit stands above its picture. told: whether there is room for what `tell` says.
// Returns { paint(W, largest), tell(values), shown } for a layer of `inputs` numbers, a square of them, and `units`: W row
// by row, what has the strongest colour, and a number of each unit.
export function tiles(parent, { inputs, units, name, words, numbered = false, told = true }) {
  const side = Math.round(Math.sqrt(inputs)), shown = Math.min(units, MOST);
  const board = add(parent, "div", { class: "tiles", role: "img", "aria-label": name, "aria-describedby": words });
  const all = Array.from({ length: shown }, (_, k) => {
    const tile = add(board, "div", { class: "tile" });
    if (numbered) add(tile, "div", { class: "caption" }, String(k));
    const canvas = add(tile, "canvas", { width: side, height: side });
    const bar = told ? add(add(tile, "div", { class: "way" }), "div") : null;
    const text = told ? add(tile, "div", { class: "found" }) : null;
    return { tile, canvas, bar, text };
  });
  const paint = (W, largest) => {
    all.forEach(({ canvas }, j) => {
      const context = canvas.getContext("2d"), image = context.createImageData(side, side);
      for (let i = 0; i < inputs; i++) {
        const w = W[i * units + j];
        image.data.set(w > 0 ? COLOURS.more : COLOURS.less, 4 * i);
        image.data[4 * i + 3] = largest > 0 ? Math.round(255 * (Math.abs(w) / largest) ** FAINT) : 0; // of NaN nothing
      }
      context.putImageData(image, 0, 0);
    });
  };
  const tell = (values) => {
    const largest = Math.max(...Array.from(values, Math.abs)) || 1;
    all.forEach(({ tile, bar, text }, j) => {
      const share = Math.abs(values[j]) / largest;
      bar.style.width = `${100 * share}%`;
      text.textContent = number(Math.round(100 * values[j]) / 100, 3);
      set(tile, { class: values[j] === 0 ? "tile silent" : values[j] < 0 ? "tile less" : "tile" });
    });
  };
  return { paint, tell, shown };
}
