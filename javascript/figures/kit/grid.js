// What Python sampled once: f and its gradient on the nodes of a grid, and both between the nodes.
// gradus/figures/kit/grid.py does the same sums in the same order, so Python and the browser agree.

// Numbers that have come as bytes.
export const floats = (view, Kind = Float64Array) => new Kind(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

export class Grid {
  constructor({ left, bottom, dx, dy, nx, ny, f, gx, gy }) {
    Object.assign(this, { left, bottom, dx, dy, nx, ny });
    this.right = left + dx * (nx - 1);
    this.top = bottom + dy * (ny - 1);
    [this.f, this.gx, this.gy] = [f, gx, gy].map((values) => (values instanceof DataView ? floats(values) : values));
    this.slope = [0, 0]; // what gradient() has found
  }

  holds(x, y) {
    return x >= this.left && x <= this.right && y >= this.bottom && y <= this.top;
  }

  // Writes the gradient at (x, y) to this.slope, bilinear between the nodes and beyond them: exact where f is quadratic.
  gradient(x, y) {
    const u = (x - this.left) / this.dx, v = (y - this.bottom) / this.dy;
    const i = Math.max(0, Math.min(this.nx - 2, Math.floor(u))), j = Math.max(0, Math.min(this.ny - 2, Math.floor(v)));
    const a = u - i, b = v - j;
    const k = j * this.nx + i, m = k + this.nx;
    const { gx, gy, slope } = this;
    slope[0] = (1 - b) * ((1 - a) * gx[k] + a * gx[k + 1]) + b * ((1 - a) * gx[m] + a * gx[m + 1]);
    slope[1] = (1 - b) * ((1 - a) * gy[k] + a * gy[k + 1]) + b * ((1 - a) * gy[m] + a * gy[m + 1]);
    return slope;
  }

  // f at (x, y): its value at the nearest node, and the mean gradient times the way from there. Exact for a quadratic.
  value(x, y) {
    const i = Math.max(0, Math.min(this.nx - 1, Math.floor((x - this.left) / this.dx + 0.5)));
    const j = Math.max(0, Math.min(this.ny - 1, Math.floor((y - this.bottom) / this.dy + 0.5)));
    const k = j * this.nx + i;
    const [gx, gy] = this.gradient(x, y);
    const acrossWay = x - (this.left + i * this.dx), upWay = y - (this.bottom + j * this.dy);
    return this.f[k] + ((this.gx[k] + gx) * acrossWay + (this.gy[k] + gy) * upWay) / 2;
  }
}
