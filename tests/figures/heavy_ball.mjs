// Reads a list of [learning rate, momentum, condition, r] and prints for each the rate of heavy ball and whether the
// point lies in the area of the map in which it is at most r; first the best settings of each condition.
import { readFileSync } from "node:fs";
import { best, rate, within } from "../../javascript/figures/kit/heavy_ball.js";

const asked = JSON.parse(readFileSync(0, "utf8"));

function inside([x, y], corners) {
  const turns = corners.map(([ax, ay], k) => {
    const [bx, by] = corners[(k + 1) % corners.length];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  });
  return corners.length > 0 && turns.every((turn) => turn >= -1e-12);
}

console.log(JSON.stringify(asked.map(([alpha, beta, condition, r]) => ({
  best: best(condition),
  rate: rate(alpha, beta, condition),
  inside: inside([alpha, beta], within(r, condition)),
}))));
