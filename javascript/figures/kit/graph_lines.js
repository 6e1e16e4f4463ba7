// A graph that is one long strip of layers, from left to right, broken into lines as a text is.
// Pixels: beside a line for arrows that go on, between lines, most that is added between layers or taken away, around all.
const EDGE = 36, BETWEEN = 22, SPREAD = 110, TIGHT = 18, PAD = 12;

// view: what graph.py's `_view` returns. room: pixels from left to right. Returns places: of boxes { x, y }, of arrows
// { d, entries }, where `entries` are the points at which an arrow comes in from the line before, or from far; and width and height.
export function inLines(view, room) {
  const { columns, boxes, arrows } = view;
  const line = breakLines(columns, room);
  const count = line.at(-1) + 1;
  const columnOf = (x) => columns.findIndex(([left, right]) => left <= x && x <= right);
  const at = boxes.map(({ x }) => columnOf(x));
  const lows = Array(count).fill(Infinity), highs = Array(count).fill(-Infinity);
  const grow = (column, low, high) => {
    const k = line[column];
    [lows[k], highs[k]] = [Math.min(lows[k], low), Math.max(highs[k], high)];
  };
  boxes.forEach(({ y, height }, k) => grow(at[k], y - height / 2, y + height / 2));
  arrows.forEach(({ column, points }) => points.forEach(([, y], k) => grow(column + (k >> 1), y - 4, y + 4)));
  const tops = [];
  let height = PAD;
  for (let k = 0; k < count; k++) {
    tops.push(height - lows[k]);
    height += highs[k] - lows[k] + (k < count - 1 ? BETWEEN : PAD);
  }
  const shift = shifts(columns, line, room);
  const right = Math.max(...columns.map(([, x], c) => x + shift[c])) + (count > 1 ? EDGE : PAD);
  const place = (column, [x, y]) => [x + shift[column], y + tops[line[column]]];
  return {
    width: Math.max(right, count > 1 ? room : 0),
    height,
    boxes: boxes.map(({ x, y }, k) => ({ x: x + shift[at[k]], y: y + tops[line[at[k]]] })),
    arrows: arrows.map(({ column, points, far }) => {
      const put = points.map((point, k) => [column + (k >> 1), place(column + (k >> 1), point)]);
      const { d, entries } = way(put, line, Math.max(right, room));
      return { d, entries: far ? [put[0][1]] : entries };
    }),
  };
}

// Which line each layer stands in: as few lines as there is room for, and all about as long.
function breakLines(columns, room) {
  if (columns.at(-1)[1] + PAD - TIGHT * (columns.length - 1) <= room) return columns.map(() => 0);
  let limit = room - 2 * EDGE, line = filled(columns, limit);
  for (let other = line; other.at(-1) === line.at(-1) && limit > 0; limit -= 10) [line, other] = [other, filled(columns, limit)];
  return line;
}

function filled(columns, limit) {
  let from = 0, k = 0;
  return columns.map(([, right], c) => {
    if (c > from && right - columns[from][0] > limit) [from, k] = [c, k + 1];
    return k;
  });
}

// How far each layer moves, so that its line begins at the left and uses the room.
function shifts(columns, line, room) {
  const isOne = line.at(-1) === 0, edge = isOne ? PAD : EDGE;
  return columns.map(([left], c) => {
    const first = line.indexOf(line[c]), last = line.lastIndexOf(line[c]);
    const spare = room - 2 * edge - (columns[last][1] - columns[first][0]);
    const spread = Math.max(isOne ? -TIGHT : 0, Math.min(SPREAD, spare / Math.max(1, last - first)));
    return edge - columns[first][0] + spread * (c - first);
  });
}

// The path of an arrow, straight within a layer and bent between two; from the right end of a line to the left of the next.
function way(points, line, right) {
  let d = `M${points[0][1]}L${points[1][1]}`;
  const entries = [];
  for (let k = 2; k < points.length; k += 2) {
    const [[before, [x0, y0]], [after, [x1, y1]]] = [points[k - 1], points[k]];
    const middle = (x0 + x1) / 2;
    if (line[before] === line[after]) d += `C${middle},${y0} ${middle},${y1} ${x1},${y1}L${points[k + 1][1]}`;
    else {
      d += `L${right - 4},${y0}M4,${y1}L${x1},${y1}L${points[k + 1][1]}`;
      entries.push([4, y1]);
    }
  }
  return { d, entries };
}
