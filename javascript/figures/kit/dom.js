// Elements, words for numbers, and what keyboards and screen readers need.

// A name that no other element of the page has; every figure's script has a copy of this one, so counting will not do.
export const unique = (kind) => `gradus-${kind}-${Math.random().toString(36).slice(2)}`;

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

export function show(element, visible) {
  element.style.display = visible ? "" : "none";
}

// A number as people write it, with a real minus sign, which screen readers do not skip.
export function number(value, digits = 4) {
  if (value === null || Number.isNaN(value)) return "no value";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "minus infinity";
  const short = Number(value.toPrecision(digits)) + 0; // + 0, for there is a negative zero
  const size = Math.abs(short);
  const text = size >= 1e7 || (size && size < 1e-4) ? short.toExponential() : String(short);
  const [digitsOf, exponent] = text.split("e");
  return digitsOf.replace("-", "\u2212") + (exponent ? ` \u00d7 ${power(Number(exponent))}` : "");
}

// Numbers whose distances matter more than their digits: what is tiny beside `size` is 0.
export function rounded(value, size, digits = 3) {
  const unit = 10 ** (Math.floor(Math.log10(size || 1)) - digits);
  return Number.isFinite(value) ? number(Math.round(value / unit) * unit, digits + 3) : number(value);
}

export function point(x, y, size) {
  return `(${rounded(x, size)}, ${rounded(y, size)})`;
}

// Writes the text into the element, the largest eigenvalue with its subscript.
export function write(element, text) {
  element.textContent = "";
  text.split(/(?<=\u03bb)_?(max)/).forEach((part, k) => (k % 2 ? subscript(element, part) : element.append(part)));
}

function subscript(element, text) {
  if (!element.namespaceURI.endsWith("svg")) add(element, "sub", {}, text);
  else add(element, "tspan", { "baseline-shift": "sub", "font-size": "0.9em" }, text);
}

// 10 to the n with raised digits, for the ends of logarithmic axes.
export function power(n) {
  const raised = String(n).replace("-", "\u207b").replace(/\d/g, (d) => "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"[d]);
  return n === 0 ? "1" : n === 1 ? "10" : `10${raised}`;
}

// A list of names and numbers. Returns a function that adds one and gives the element of the number.
export function table(parent) {
  const list = add(parent, "dl");
  return (name, kind = "") => {
    const pair = add(list, "div", { class: kind });
    add(pair, "dt", {}, name);
    return add(pair, "dd");
  };
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
