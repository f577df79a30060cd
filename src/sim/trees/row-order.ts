/** Up to as many rows, sorting is by insertion, which leaves equal rows in their order. */
const FEW = 15;

/** Of three numbers the middle one. */
const middle = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/**
 * Sorts rows by a value, in scikit-learn's order of equal ones: the order in which a node's rows are added up decides between
 * splits that are equal but for rounding.
 *
 * Source: three-way quicksort, Bentley and McIlroy, Engineering a sort function, 1993; scikit-learn 1.9.1.
 *
 * @param rows in the order in which they are found
 */
export function sortedRows(rows: readonly number[], keyOf: (row: number) => number): readonly number[] {
  if (rows.length <= FEW) return [...rows].sort((a, b) => keyOf(a) - keyOf(b));
  const order = [...rows];
  const at = (i: number): number => order[i] ?? 0;
  const swap = (i: number, j: number): void => {
    const [a, b] = [at(i), at(j)];
    order[i] = b;
    order[j] = a;
  };
  const pivot = middle(keyOf(at(0)), keyOf(at(rows.length >> 1)), keyOf(at(rows.length - 1)));
  let equal = 0;
  let above = rows.length;
  for (let i = 0; i < above; ) {
    const value = keyOf(at(i));
    if (value < pivot) {
      swap(i, equal);
      equal += 1;
      i += 1;
    } else if (value > pivot) {
      above -= 1;
      swap(i, above);
    } else i += 1;
  }
  return [
    ...sortedRows(order.slice(0, equal), keyOf),
    ...order.slice(equal, above),
    ...sortedRows(order.slice(above), keyOf),
  ];
}

/** Rows that go low and rows that go high, in the order in which scikit-learn leaves them: the high ones are swapped to the end, one by one. */
export function dividedRows(
  rows: readonly number[],
  goesLow: (row: number) => boolean,
): readonly [low: readonly number[], high: readonly number[]] {
  const order = [...rows];
  let low = 0;
  let end = rows.length;
  while (low < end) {
    const row = order[low] ?? 0;
    if (goesLow(row)) low += 1;
    else {
      end -= 1;
      order[low] = order[end] ?? 0;
      order[end] = row;
    }
  }
  return [order.slice(0, low), order.slice(low)];
}
