// The room a figure has: when to lay it out, and how large text is in what is stretched.

const TEXT = 14, LEAST = 13; // pixels on the screen, where there is plenty of room and where there is little
const WIDE = 640; // pixels from which on a figure is only stretched
const MUCH = 0.15; // by this share wider or narrower, a narrow figure is laid out anew
const PAUSE = 150; // milliseconds: while a window is drawn wider, or a hand is on the figure, nothing is laid out

// Calls make() once the figure has a width, and again when it has become much wider or narrower. Until then its drawings
// are stretched; `--unit` is how many of a drawing's own units are a pixel of the screen, `--text` the size of text in them.
// Returns { stop(), watch(svg) }, the latter for a drawing that is made later.
export function whenSized(root, make) {
  let laidOut = 0, timer = null, isHeld = false;
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect: { width } } of entries) {
      if (!width) continue;
      if (target === root) consider(Math.min(WIDE, width));
      else unstretch(target, width / target.viewBox.baseVal.width);
    }
  });
  async function layOut(width) {
    laidOut = width;
    root.classList.toggle("narrow", width < 440);
    await make();
    sizes.disconnect();
    [root, ...root.querySelectorAll("svg.plot")].forEach((element) => sizes.observe(element));
  }
  function consider(width) {
    clearTimeout(timer);
    if (!laidOut) layOut(width);
    else if (Math.abs(width / laidOut - 1) > MUCH) timer = setTimeout(atRest, PAUSE, width);
  }
  // A button that is replaced between press and release is never clicked.
  function atRest(width) {
    if (isHeld) timer = setTimeout(atRest, PAUSE, width);
    else layOut(width);
  }
  sizes.observe(root);
  root.addEventListener("pointerdown", ({ button }) => (isHeld = button === 0), { capture: true });
  const letGo = () => (isHeld = false), ends = ["pointerup", "pointercancel"];
  ends.forEach((end) => window.addEventListener(end, letGo, { capture: true }));
  return {
    stop() {
      clearTimeout(timer);
      sizes.disconnect();
      ends.forEach((end) => window.removeEventListener(end, letGo, { capture: true }));
    },
    watch: (svg) => sizes.observe(svg),
  };
}

function unstretch(svg, scale) {
  svg.style.setProperty("--unit", 1 / scale);
  svg.style.setProperty("--text", Math.max(LEAST, Math.min(TEXT, TEXT * scale)) / scale);
}

// How many pixels wide something in the figure may be drawn, if it would like so many.
export function widthFor(parent, wanted) {
  const { clientWidth } = parent.closest(".gradus-figure");
  return clientWidth ? Math.min(wanted, Math.max(240, clientWidth - 12)) : wanted;
}
