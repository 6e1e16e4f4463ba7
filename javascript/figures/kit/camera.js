// How a box is seen: a parallel projection from a side and a height, in degrees, and the hand that turns it.
//
// The box is centred at 0; its longer side reaches from -1 to 1.
export const ELEVATION = [5, 90]; // never from below, nor so flat that the floor is a line
export const ZOOM = [1, 5];
const MARGIN = 46; // pixels, for the numbers at the axes
const STEP = 3, FAR = 10, STRIDE = 1.25; // of the keys: degrees, how much more with Shift, factor of the zoom
const PER_PIXEL = 0.5; // degrees

const between = ([low, high], value) => Math.max(low, Math.min(high, value));
const round = (value) => Math.round(value * 100) / 100;
const around = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;

// view: azimuth, counterclockwise from the x-axis, and elevation above the floor, of where one stands.
// about: the place that stays where it is on the picture, whatever the zoom.
// Returns the projection of a place, and the direction towards the eye.
export function camera({ width, height }, [azimuth, elevation], zoom, about) {
  const a = (azimuth * Math.PI) / 180, e = (elevation * Math.PI) / 180;
  const scale = (width / 2 - MARGIN) / Math.SQRT2;
  const right = [-scale * Math.sin(a), scale * Math.cos(a)];
  const up = [-scale * Math.sin(e) * Math.cos(a), -scale * Math.sin(e) * Math.sin(a), scale * Math.cos(e)];
  const across = (x, y) => right[0] * x + right[1] * y;
  const rise = (x, y, z) => up[0] * x + up[1] * y + up[2] * z;
  const left = width / 2 + (1 - zoom) * across(...about), base = height / 2 - (1 - zoom) * rise(...about);
  return {
    project: (x, y, z) => [left + zoom * across(x, y), base - zoom * rise(x, y, z)],
    eye: [Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)],
  };
}

// Lets drag, pinch, keys, and the wheel with Ctrl (without, it scrolls the page) turn and zoom what `element` shows.
//
// now(): { view, zoom } as they are. change(news): to show others. done(names): when the hand leaves what it changed.
// home: { view, zoom } to which the key Home leads back. Returns { nearer(), farther(), reset(), close() } for buttons.
export function turnable(element, { now, change, done, home }) {
  const pointers = new Map();
  let touched = new Set(), wheel = null, apart = 0;

  const show = (news) => {
    Object.keys(news).forEach((name) => touched.add(name));
    change(news);
  };
  const rest = () => {
    if (touched.size) done([...touched]);
    touched = new Set();
  };
  const turn = (right, up) => {
    const [azimuth, elevation] = now().view;
    show({ view: [round(around(azimuth + right)), round(between(ELEVATION, elevation + up))] });
  };
  const zoom = (factor) => show({ zoom: round(between(ZOOM, now().zoom * factor)) });
  const once = (act, ...args) => {
    act(...args);
    rest();
  };
  const reset = () => once(show, { ...home });

  const distance = () => {
    const [[x, y], [u, v]] = pointers.values();
    return Math.hypot(x - u, y - v) || 1;
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button || pointers.size === 2) return;
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (pointers.size === 2) apart = distance();
  });
  element.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (pointers.size === 1) turn(PER_PIXEL * (last[0] - event.clientX), PER_PIXEL * (event.clientY - last[1]));
    else {
      const before = apart;
      apart = distance();
      zoom(apart / before);
    }
  });
  const leave = (event) => {
    if (pointers.delete(event.pointerId) && !pointers.size) rest();
  };
  element.addEventListener("pointerup", leave);
  element.addEventListener("pointercancel", leave);
  element.addEventListener("mousedown", (event) => { // else JupyterLab would take the focus, and the page select text
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(between([-0.3, 0.3], -event.deltaY / 300)));
    clearTimeout(wheel); // a wheel does not say when it is let go
    wheel = setTimeout(rest, 250);
  }, { passive: false });

  const keys = {
    ArrowLeft: (far) => turn(-far * STEP, 0), ArrowRight: (far) => turn(far * STEP, 0), // one walks round it
    ArrowUp: (far) => turn(0, far * STEP), ArrowDown: (far) => turn(0, -far * STEP),
    "+": () => zoom(STRIDE), "=": () => zoom(STRIDE), "-": () => zoom(1 / STRIDE),
  };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Home" && !keys[event.key]) return;
    event.preventDefault();
    if (event.key === "Home") reset();
    else once(keys[event.key], event.shiftKey ? FAR : 1);
  });
  return {
    nearer: () => once(zoom, STRIDE),
    farther: () => once(zoom, 1 / STRIDE),
    reset,
    close: () => clearTimeout(wheel),
  };
}
