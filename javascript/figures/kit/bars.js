// A row for each digit: its name, a bar from 0 to 1, and the share in words.
import { add, set } from "./dom.js";

// Returns draw(shares, marked): marked is the one that stands out, if any.
export function bars(parent, { name, count, words }) {
  const list = add(parent, "div", { class: "bars", role: "img", "aria-label": name, "aria-describedby": words });
  const rows = Array.from({ length: count }, (_, k) => {
    const row = add(list, "div");
    add(row, "span", { class: "name" }, String(k));
    const bar = add(add(row, "span", { class: "way" }), "span");
    return { row, bar, text: add(row, "span", { class: "share" }) };
  });
  return (shares, marked = -1) => rows.forEach(({ row, bar, text }, k) => {
    set(row, { class: k === marked ? "marked" : "" });
    bar.style.width = `${100 * (shares[k] || 0)}%`;
    text.textContent = percent(shares[k]);
  });
}

// Never 0 or 100 % unless it is that.
export function percent(share) {
  if (!Number.isFinite(share)) return "–";
  if (share === 0 || share === 1) return `${100 * share}\u00a0%`;
  const all = 100 * share;
  if (all < 0.1) return "<\u00a00.1\u00a0%";
  if (all > 99.9) return ">\u00a099.9\u00a0%";
  return `${all.toFixed(all < 10 || all > 99 ? 1 : 0)}\u00a0%`;
}
