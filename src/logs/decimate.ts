/**
 * Indices of the points that are enough to draw a line `columns` wide: of each column of the picture the first, the lowest,
 * the highest and the last point, and each that is not finite (M4, Jugel et al. 2014). So no spike is lost, however narrow.
 *
 * @param at where each point stands across the picture, 0 to 1, in ascending order
 * @returns ascending
 */
export function seenPoints(
  values: ArrayLike<number>,
  at: (index: number) => number,
  columns: number,
): readonly number[] {
  const seen: number[] = [];
  let [first, last, low, high, column] = [-1, -1, -1, -1, -1];
  const close = (): void => {
    if (first < 0) return;
    seen.push(...[...new Set([first, low, high, last])].sort((a, b) => a - b));
    first = -1;
  };
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      close();
      // Of several in a row the first tells where it breaks off, the last where it goes on.
      const inside = !Number.isFinite(values[i - 1] ?? 0) && !Number.isFinite(values[i + 1] ?? 0);
      if (!inside) seen.push(i);
      continue;
    }
    const own = Math.floor(at(i) * columns);
    if (own !== column) close();
    column = own;
    if (first < 0) [first, low, high] = [i, i, i];
    if (value < (values[low] ?? 0)) low = i;
    if (value > (values[high] ?? 0)) high = i;
    last = i;
  }
  close();
  return seen;
}
