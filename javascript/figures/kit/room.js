// The room a figure has: when to lay it out, and how large text is in what is stretched.

const TEXT = 14, LEAST = 13; // pixels on the screen, where there is plenty of room and where there is little
const WIDE = 640; // pixels from which on a figure is only stretched
const MUCH = 0.15; // by this share wider or narrower, a narrow figure is laid out anew
const PAUSE = 150; // milliseconds: while a window is drawn wider nothing is laid out

// Calls make() once the figure has a width, and again when it has become much wider or narrower. Until then its drawings
// are stretched; `--unit` is how many of a drawing's own units are a pixel of the screen, `--text` the size of text in them.
// Returns stop().
export function whenSized(root, make) {
  let laidOut = 0, timer = null;
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
    else if (Math.abs(width / laidOut - 1) > MUCH) timer = setTimeout(() => layOut(width), PAUSE);
  }
  sizes.observe(root);
  return () => {
    clearTimeout(timer);
    sizes.disconnect();
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
