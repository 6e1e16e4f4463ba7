// A figure's life: its values, which all its views share, and one message to the kernel when the hand lets go.
//
// Of the model that the host hands over only anywidget's own interface is used, `get`, `set`, `on`, `off`, `save_changes`
// and `send`, so that the same bundle runs wherever anywidget does.
import { add, keepKeys, speaker, unique } from "./dom.js";
import { whenSized } from "./room.js";

export { slider } from "./slider.js";

// The module that anywidget loads. traits: what the figure shares with Python besides the values of its sliders.
// build(view) lays a view out and returns { draw(state), close() }; draw is called at every change of the state. In a window
// that becomes much narrower or wider it is laid out anew: what shall outlast that is kept in view.memory, and a panel that
// is made between two layouts is handed to view.watch. Where there is only text, which `flows` by itself, it is laid out once.
export function figure(traits, build, { flows = false } = {}) {
  return {
    render({ model, el }) {
      const root = add(el, "div", { class: "gradus-figure" });
      keepKeys(root);
      const store = open(model, traits);
      const view = { root, store, scene: model.get("scene"), words: "", memory: {} };
      let leave = null;
      const room = whenSized(root, async () => {
        if (flows && leave) return;
        leave?.();
        leave = await layOut(view, build);
      });
      view.watch = room.watch;
      return () => {
        room.stop();
        leave?.();
        store.close();
      };
    },
  };
}

// Builds the view and draws its state. Returns the function that ends it.
async function layOut(view, build) {
  const { root, store } = view;
  const chosen = root.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  root.replaceChildren();
  view.words = unique("words");
  const parts = await build(view);
  const voice = speaker(add(root, "p", { class: "spoken", id: view.words, "aria-live": "polite" }));
  const draw = (state) => voice.say(parts.draw(state));
  const forget = store.follow(draw);
  draw(store.state);
  if (chosen) root.querySelector(`[aria-label="${CSS.escape(chosen)}"]`)?.focus({ preventScroll: true });
  return () => {
    forget();
    voice.stop();
    parts.close?.();
  };
}

// The values of the traits and the sliders in one object, and who wants to know of changes. The model holds them:
// what is set there but not saved is seen by every view, and not by the kernel.
function open(model, traits) {
  const scales = model.get("scales"), names = [...traits, ...Object.keys(scales)];
  const state = {}, followers = new Set();
  let isSetting = false;
  const read = () => names.forEach((name) => (state[name] = model.get(name)));
  const hear = () => {
    if (isSetting) return; // one drawing for all that changes together
    read();
    followers.forEach((follower) => follower(state));
  };
  read();
  names.forEach((name) => model.on(`change:${name}`, hear));
  return {
    model, scales, state,
    change(news) {
      isSetting = true;
      for (const [name, value] of Object.entries(news)) model.set(name, value);
      isSetting = false;
      hear();
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    // One message to the kernel, with what the hand has done to these.
    save(...changed) {
      changed.forEach((name) => model.set(name, state[name]));
      model.save_changes();
    },
    close: () => names.forEach((name) => model.off(`change:${name}`, hear)),
  };
}
