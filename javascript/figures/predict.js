// A question, and, once it is answered, the guess beside what happened.
import { add, number, point as pair, show, unique } from "./kit/dom.js";
import { figure } from "./kit/figure.js";

function build(view) {
  const { root, store, scene } = view;
  root.classList.add("predict");
  const form = add(root, "form", { autocomplete: "off" });
  const fields = scene.questions.map((question) => ask(form, question));
  const buttons = add(form, "p", { class: "buttons" });
  const commit = add(buttons, "button", { type: "submit", class: "commit" }, "This is my guess");
  const pass = add(buttons, "button", { type: "button" }, "I don\u2019t know");
  const refusal = add(form, "p", { class: "refusal", role: "alert" });
  const result = add(root, "div", { class: "result", tabindex: -1, "aria-label": "Your guess and what happened" });

  let mine = false; // whether the answer to come was asked for here
  const send = (message) => {
    mine = true;
    refusal.textContent = "";
    commit.disabled = pass.disabled = true;
    store.model.send(message);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = fields.map((field) => field.missing()).find(Boolean);
    if (missing) refusal.textContent = missing;
    else send({ known: true, guess: fields.map((field) => field.value()) });
  });
  pass.addEventListener("click", () => send({ known: false }));

  return {
    draw({ outcome }) {
      const open = Boolean(outcome.rows);
      show(form, !open);
      show(result, open);
      commit.disabled = pass.disabled = false;
      result.replaceChildren();
      root.dataset.committed = open;
      if (!open) return "";
      const words = compare(result, scene.questions, outcome);
      add(result, "button", { type: "button", class: "again" }, "Ask me again").addEventListener("click", () => send({ again: true }));
      unfold(root);
      if (mine) result.focus({ preventScroll: true });
      mine = false;
      return words;
    },
  };
}

// A line of the form. Returns how to read its value, and what to say if there is none.
function ask(form, { label, kind, choices }) {
  if (kind === "choice") {
    const set = add(form, "fieldset"), name = unique("choice");
    add(set, "legend", {}, label);
    const radios = choices.map((choice) => {
      const line = add(set, "label");
      const radio = add(line, "input", { type: "radio", name, value: choice });
      line.append(choice);
      return radio;
    });
    const chosen = () => radios.find((radio) => radio.checked);
    return { value: () => chosen().value, missing: () => chosen() ? "" : `Choose how it goes on: \u201c${label} \u2026\u201d` };
  }
  if (kind === "number") {
    const line = add(form, "label", { class: "line" }, `${label} `);
    const input = add(line, "input", { type: "text", inputmode: "text", size: 8 });
    return {
      value: () => read(input.value),
      missing: () => Number.isFinite(read(input.value)) ? "" : `Write a number, such as 12, 0.5, 1/3 or 1e-5: \u201c${label} \u2026\u201d`,
    };
  }
  add(form, "p", { class: "line" }, `${label}: put the point there, on the map above.`);
  return { value: () => null, missing: () => "" }; // Python knows where the point is
}

// The number that people write: a real minus, a comma, a fraction, a power of ten.
function read(text) {
  const parts = text.trim().replace(/\u2212/g, "-").replace(",", ".").split("/");
  if (parts.length > 2 || parts.some((part) => part.trim() === "")) return NaN;
  return parts.map(Number).reduce((a, b) => a / b);
}

function compare(result, questions, { rows, note }) {
  const table = add(result, "table");
  const head = add(table, "tr");
  for (const name of ["", "your guess", "what happened"]) add(head, name ? "th" : "td", name ? { scope: "col" } : {}, name);
  const words = rows.map(({ guess, truth, same }, i) => {
    const row = add(table, "tr", { class: same ? "same" : "" });
    const texts = [text(guess), text(truth)];
    add(row, "th", { scope: "row" }, questions[i].label);
    add(row, "td", {}, texts[0]);
    const happened = add(row, "td", {}, truth === null ? "\u2026" : texts[1]);
    if (same) add(happened, "span", {}, ", as you predicted");
    return `${questions[i].label}: your guess: ${texts[0]}; what happened: ${texts[1]}${same ? ", as you predicted" : ""}.`;
  });
  if (note) add(result, "p", { class: "note" }, note);
  return [...words, note].join(" ").trim();
}

function text(value) {
  if (value === null) return "I don\u2019t know";
  if (typeof value === "number") return number(value, 4);
  if (typeof value === "string") return value;
  return (Array.isArray(value[0]) ? value : [value]).map(([x, y]) => pair(x, y, 1)).join(" and ");
}

// JupyterLab: the explanation in the Markdown cell below, if it begins with one. The cells below may not be there yet.
function unfold(root, tries = 10) {
  const next = root.closest(".jp-Cell")?.nextElementSibling;
  const first = next?.querySelector(".jp-RenderedMarkdown")?.firstElementChild;
  if (first?.tagName === "DETAILS") first.open = true;
  else if (tries) setTimeout(() => unfold(root, tries - 1), 300);
}

export default figure(["outcome"], build);
