// The largest of 1, 2 and 5 times a power of ten that is not above `most`: its multiples hold the round numbers.
export function roundStep(most) {
  const unit = 10 ** Math.floor(Math.log10(most) + 1e-9);
  const times = [5, 2, 1].find((k) => k * unit <= most * (1 + 1e-9)) ?? 1;
  return Number((times * unit).toPrecision(12));
}
