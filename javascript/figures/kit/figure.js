// A figure's life: one state for all its views, sliders that are followed while they move, and one message to
// the kernel when they are let go.
import { add, keepKeys, number, show, speaker, unique } from "./dom.js";

// The module that anywidget loads. traits: what the figure shares with Python besides the values of its sliders.
// build(view) lays a view out and returns { draw(state), close() }; draw is called at every change of the state.
export function figure(traits, build) {
  return () => {
    let store;
    return {
      async initialize({ model }) {
        store = await open(model, traits);
        return store.close;
      },
      async render({ model, el }) {
        const root = add(el, "div", { class: "gradus-figure" });
        keepKeys(root);
        const words = unique("words");
        const view = { root, store, words, scene: model.get("scene") };
        const parts = await build(view);
        const voice = speaker(add(root, "p", { class: "spoken", id: words, "aria-live": "polite" }));
        const draw = (state) => voice.say(parts.draw(state));
        const leave = store.follow(draw);
        draw(store.state);
        return () => {
          leave();
          voice.stop();
          parts.close?.();
        };
      },
    };
  };
}

// The values of the traits and the sliders in one object, and who wants to know of changes.
async function open(model, traits) {
  const state = {}, sliders = {}, followers = new Set(), undo = [];
  const change = (news) => {
    Object.assign(state, news);
    followers.forEach((follower) => follower(state));
  };
  const listen = (source, trait, name) => {
    const hear = () => change({ [name]: source.get(trait) });
    state[name] = source.get(trait);
    source.on(`change:${trait}`, hear);
    undo.push(() => source.off(`change:${trait}`, hear));
  };
  for (const [name, id] of Object.entries(model.get("sliders"))) {
    sliders[name] = await model.widget_manager.get_model(id.replace("IPY_MODEL_", ""));
    listen(sliders[name], "value", name);
  }
  for (const trait of traits) listen(model, trait, trait);
  return {
    model, sliders, state, change,
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    // One message to the kernel, with what the hand has done to this trait.
    save(trait) {
      model.set(trait, state[trait]);
      model.save_changes();
    },
    // The same for a value that a slider holds.
    move(name) {
      sliders[name].set("value", state[name]);
      sliders[name].save_changes();
    },
    close: () => undo.forEach((off) => off()),
  };
}

// Shows the view of an ipywidgets slider, with its name and value in words.
//
// The slider has continuous_update off, so its model, and with it the kernel, hears of a drag at its end only.
// Until then noUiSlider's "slide" event (by hand or by key, never by program) changes the state of the figure.
// digits: how many of the value to say. unit: what follows it. mark(state): [value, text] for a place on the slider's scale.
export async function slider({ store }, parent, name, { label, digits = 4, unit = "", mark = null }) {
  const model = store.sliders[name];
  const row = add(parent, "div", { class: "slider-row" });
  const view = await store.model.widget_manager.create_view(model);
  row.append(view.el);
  const shown = add(row, "output", { "aria-hidden": "true" });
  const knob = view.el.querySelector(".noUi-target").noUiSlider;
  const handle = view.el.querySelector(".noUi-handle");
  handle.setAttribute("aria-label", label);

  const base = model.get("base"); // a logarithmic slider moves the exponent
  const value = (place) => (base ? base ** place : Number(place));
  const place = (v) => (base ? Math.log(v) / Math.log(base) : v);
  const speak = () => {
    shown.textContent = number(store.state[name], digits) + unit;
    handle.setAttribute("aria-valuetext", shown.textContent);
  };
  knob.on("slide.gradus", ([now]) => store.change({ [name]: value(now) }));
  knob.on("update.gradus", speak); // noUiSlider has just written the exponent there
  const remark = mark ? flag(row, view.el.querySelector(".noUi-base"), model, place) : null;
  const draw = (state) => {
    speak();
    remark?.(mark(state));
  };
  const leave = store.follow(draw);
  draw(store.state);
  return () => {
    leave();
    view.remove();
  };
}

// A flag on the slider's scale. Returns the function that puts it to a value, with a text.
function flag(row, scale, model, place) {
  const pole = add(scale, "div", { class: "mark", "aria-hidden": "true" });
  const cloth = add(pole, "span");
  row.classList.add("marked");
  return ([value, text]) => {
    const share = (place(value) - model.get("min")) / (model.get("max") - model.get("min"));
    show(pole, share >= 0 && share <= 1);
    pole.style.left = `${100 * share}%`;
    cloth.className = share > 0.6 ? "before" : "after";
    cloth.textContent = text;
  };
}
