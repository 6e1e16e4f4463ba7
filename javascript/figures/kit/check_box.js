// A box to tick, for what is so or not.
import { add } from "./dom.js";

// name: of the value. words: what stands beside the box. Returns the box, to be shown as ticked or not.
export function checkBox({ store }, parent, name, words) {
  const label = add(parent, "label", { class: "check" });
  const box = add(label, "input", { type: "checkbox" });
  label.append(words);
  box.addEventListener("change", () => {
    store.change({ [name]: box.checked });
    store.save(name);
  });
  return box;
}
