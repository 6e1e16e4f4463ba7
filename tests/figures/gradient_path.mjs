// Runs the browser's descent in node: cases as JSON on stdin, paths, losses and facts on stdout.
import { readFileSync } from "node:fs";
import { descend, fallsAway, inWords, lossesAlong, verdict } from "../../javascript/figures/kit/gradient_path.js";
import { Grid } from "../../javascript/figures/kit/grid.js";

const missing = (values) => values.map((value) => value ?? NaN);
const cases = JSON.parse(readFileSync(0, "utf8"));
const answers = cases.map(({ grid, start, rate, momentum, steps, size, stay }) => {
  const here = new Grid({ ...grid, f: missing(grid.f), gx: missing(grid.gx), gy: missing(grid.gy) });
  const path = descend(here, start, rate, momentum, steps, size, stay);
  const losses = lossesAlong(here, path);
  const [x, y] = [path.xs.at(-1), path.ys.at(-1)];
  const word = inWords(verdict(path, losses, here.holds(x, y), size, fallsAway(here, x, y)));
  return { xs: [...path.xs], ys: [...path.ys], losses: [...losses], end: path.end, word };
});
console.log(JSON.stringify(answers));
