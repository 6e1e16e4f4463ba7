// A question, and, once it is answered, the guess beside what happened. Its words may be others, as for practice, and a row
// may have its own sentence, `why`.
import { add, number, point as pair, show, unique } from "./kit/dom.js";
import { figure } from "./kit/figure.js";

const WORDS = { commit: "This is my guess", columns: ["your guess", "what happened"], same: ", as you predicted", again: "Ask me again" };
const PATIENCE = 4000; // milliseconds
const WAITING = "No answer yet. Python may be busy with another cell. If it was restarted, run the cells above, then this one again.";

function build(view) {
  const { root, store } = view;
  const words = { ...WORDS, ...view.scene.words };
  root.classList.add("predict");
  root.classList.toggle("practice", Boolean(view.scene.words));
  const form = add(root, "form", { autocomplete: "off" });
  const lines = add(form, "div");
  let asked = null, fields = []; // asked: the scene whose questions stand there
  const buttons = add(form, "p", { class: "buttons" });
  const commit = add(buttons, "button", { type: "submit", class: "commit" }, words.commit);
  const pass = add(buttons, "button", { type: "button" }, "I don\u2019t know");
  const result = add(root, "div", { class: "result", tabindex: -1, "aria-label": words.columns.join(" and ") });
  const refusal = add(root, "p", { class: "refusal", role: "alert" });

  let mine = false; // whether the answer to come was asked for here
  let timer = null, last = null;
  const send = (message) => {
    mine = true;
    last = message;
    refusal.textContent = "";
    commit.disabled = pass.disabled = true;
    clearTimeout(timer);
    try {
      store.model.send(message);
      timer = setTimeout(wait, PATIENCE);
    } catch { // as it is while Python restarts
      wait();
    }
  };
  const wait = () => {
    refusal.textContent = WAITING;
    commit.disabled = pass.disabled = false;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = fields.map((field) => field.missing()).find(Boolean);
    if (missing) refusal.textContent = missing;
    else send({ known: true, guess: fields.map((field) => field.value()) });
  });
  pass.addEventListener("click", () => send({ known: false }));
  const settle = () => mine && send({ ...last, settled: true }); // Python had not heard of all moves of a point; now it has
  store.model.on("msg:custom", settle);

  return {
    close() {
      clearTimeout(timer);
      store.model.off("msg:custom", settle);
    },
    draw({ outcome, scene }) {
      clearTimeout(timer);
      refusal.textContent = "";
      if (asked !== scene) {
        asked = scene;
        lines.replaceChildren();
        fields = scene.questions.map((question) => ask(lines, question));
      }
      const open = Boolean(outcome.rows);
      show(form, !open);
      show(result, open);
      commit.disabled = pass.disabled = false;
      result.replaceChildren();
      root.dataset.committed = open;
      if (!open) {
        if (mine) form.querySelector("input")?.focus({ preventScroll: true });
        mine = false;
        return "";
      }
      const told = compare(result, scene.questions, outcome, words);
      add(result, "button", { type: "button", class: "again" }, words.again).addEventListener("click", () => send({ again: true }));
      unfold(root);
      if (mine) result.focus({ preventScroll: true });
      mine = false;
      return told;
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

function compare(result, questions, { rows, note }, words) {
  const table = add(result, "table");
  const head = add(table, "tr");
  for (const name of ["", ...words.columns]) add(head, name ? "th" : "td", name ? { scope: "col" } : {}, name);
  const told = rows.map(({ guess, truth, same, why }, i) => {
    const row = add(table, "tr", { class: same ? "same" : "" });
    const texts = [text(guess), text(truth)];
    add(row, "th", { scope: "row" }, questions[i].label);
    add(row, "td", {}, texts[0]);
    const happened = add(row, "td", {}, truth === null ? "\u2026" : texts[1]);
    if (same && words.same) add(happened, "span", {}, words.same);
    if (why) add(add(table, "tr", { class: same ? "same" : "" }), "td", { colspan: 3, class: "why" }, why);
    return [`${questions[i].label}: ${words.columns[0]}: ${texts[0]}; ${words.columns[1]}: ${texts[1]}${same ? words.same : ""}.`, why].join(" ").trim();
  });
  if (note) add(result, "p", { class: "note" }, note);
  return [...told, note].join(" ").trim();
}

function text(value) {
  if (value === null) return "I don\u2019t know";
  if (typeof value === "number") return number(value, 4);
  if (typeof value === "string") return value;
  return (Array.isArray(value[0]) ? value : [value]).map(([x, y]) => pair(x, y, 1)).join(" and ");
}

// JupyterLab: the explanation in the Markdown cell below, if it begins with one. The cells below may not be there yet.
function unfold(root, tries = 200) {
  const next = root.closest(".jp-Cell")?.nextElementSibling;
  const first = next?.querySelector(".jp-RenderedMarkdown")?.firstElementChild;
  if (first?.tagName === "DETAILS") first.open = true;
  else if (tries) setTimeout(() => unfold(root, tries - 1), 300);
}

// Laid out anew it would lose what is half typed.
export default figure(["outcome", "scene"], build, { flows: true });
