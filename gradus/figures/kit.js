// What every live figure needs: elements, scales, axes, words, and a slider that is followed while it moves.

export function add(parent, tag, attributes = {}, text = "") {
  const inside = tag === "svg" || parent.namespaceURI.endsWith("svg");
  const element = inside
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  set(element, attributes);
  element.textContent = text;
  parent.append(element);
  return element;
}

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

export function scale([low, high], [from, to]) {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

// A number as people write it, with a real minus sign, which screen readers do not skip.
export function number(value, digits) {
  if (value === null) return "no value";
  return String(Number(value.toPrecision(digits))).replaceAll("-", "\u2212");
}

// Round numbers 1, 2 or 5 times a power of ten apart, about `count` of them.
export function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((nice) => nice * power >= rough);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

// Ticks told apart: as many digits as their distance needs, whatever their size.
export function tickLabel(tick, all) {
  const step = all.length > 1 ? all[1] - all[0] : tick;
  const size = Math.max(...all.map(Math.abs));
  return number(Math.abs(tick) < step / 2 ? 0 : tick, Math.ceil(Math.log10(size / step) + 1.5));
}

// Pixels that the labels beside the upright axis take.
export function roomForLabels(low, high) {
  const all = ticks(low, high, 5);
  return 14 + 8 * Math.max(...all.map((tick) => tickLabel(tick, all).length));
}

export function axes(svg, [left, right, low, high], sx, sy) {
  const across = ticks(left, right, 6);
  const up = ticks(low, high, 5);
  for (const x of across) {
    add(svg, "line", { class: "grid", x1: sx(x), x2: sx(x), y1: sy(low), y2: sy(high) });
    add(svg, "text", { class: "tick", x: sx(x), y: sy(low) + 18, "text-anchor": "middle" }, tickLabel(x, across));
  }
  for (const y of up) {
    add(svg, "line", { class: "grid", x1: sx(left), x2: sx(right), y1: sy(y), y2: sy(y) });
    add(svg, "text", { class: "tick", x: sx(left) - 6, y: sy(y) + 4.5, "text-anchor": "end" }, tickLabel(y, up));
  }
}

// The path through the points; a missing value lifts the pen. Values far outside are brought near,
// because browsers draw huge coordinates wrongly.
export function path(xs, ys, sx, sy) {
  let pen = "M";
  return xs.map((x, i) => {
    if (ys[i] === null) return (pen = "M"), "";
    const point = `${pen}${sx(x).toFixed(2)},${Math.max(-9999, Math.min(9999, sy(ys[i]))).toFixed(2)}`;
    pen = "L";
    return point;
  }).join("");
}

// Both ends of the line of this slope through (x, y), where it leaves the window.
export function lineAcross([left, right, low, high], x, y, slope) {
  const [nearest, farthest] = slope > 0 ? [low, high] : [high, low];
  const from = slope ? Math.max(left, x + (nearest - y) / slope) : left;
  const to = slope ? Math.min(right, x + (farthest - y) / slope) : right;
  return [from, y + slope * (from - x), to, y + slope * (to - x)];
}

// A letter typed at a control is meant for the control: without this, JupyterLab would cut or add cells.
export function keepKeys(element) {
  element.addEventListener("keydown", (event) => {
    const forJupyter = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    if (!forJupyter) event.stopPropagation();
  });
}

// Says the latest sentence once things have come to rest, so that a drag is not a flood of speech.
export function speaker(element) {
  let timer;
  return {
    say(sentence) {
      clearTimeout(timer);
      timer = setTimeout(() => (element.textContent = sentence), 300);
    },
    stop: () => clearTimeout(timer),
  };
}

// Shows the figure's own view of the logarithmic ipywidgets slider in its trait `slider`, jslinked to `trait`.
//
// The slider has continuous_update off, so its model, and with it the kernel, hears of a drag at its end only.
// Until then noUiSlider's "slide" event (by hand or by key, never by program) goes to all views of the figure
// as an event on the slider's model, which stays in the browser. Setting the figure's trait here instead would
// make jslink send a message for every move. Returns a function that takes the slider down again.
export async function liveSlider({ model, trait, element, label, say, follow }) {
  const id = model.get("slider").replace("IPY_MODEL_", "");
  const slider = await model.widget_manager.get_model(id);
  const view = await model.widget_manager.create_view(slider);
  element.append(view.el);
  const knob = view.el.querySelector(".noUi-target").noUiSlider;
  const handle = view.el.querySelector(".noUi-handle");
  handle.setAttribute("aria-label", label);

  let value = model.get(trait);
  const speak = () => handle.setAttribute("aria-valuetext", say(value));
  const move = (to) => {
    value = to;
    speak();
    follow(value);
  };
  knob.on("slide.gradus", ([exponent]) => slider.trigger("gradus:slide", slider.get("base") ** exponent));
  knob.on("update.gradus", speak); // noUiSlider has just written the exponent there
  view.listenTo(slider, "gradus:slide", move);
  model.on(`change:${trait}`, () => move(model.get(trait)));
  return () => view.remove();
}
