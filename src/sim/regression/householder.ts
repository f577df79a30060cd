/** Columns of a matrix, all of one length. */
export type Columns = readonly (readonly number[])[];

/** A matrix made triangular by reflections, and what became of the right-hand side. */
export interface Triangular {
  /** R: `rows[i][j]` for j ≥ i. */
  readonly rows: readonly (readonly number[])[];
  /** Qᵀ y, as long as y. */
  readonly rotated: readonly number[];
  /** Whether no diagonal entry of R is lost in the rounding of the largest: the columns are independent. */
  readonly full: boolean;
}

/** 2⁻⁵², what doubles are apart at 1. */
export const EPSILON = Number.EPSILON;

/**
 * A = Q R by Householder reflections, with Qᵀ applied to y on the way, so that AᵀA, whose condition is the square of A's, is
 * never formed. The first k columns of A have the leading k × k block of R: one factorisation serves every model of which
 * another is a part. Basic arithmetic and square roots only. (Golub and Van Loan, Matrix Computations, 5.2.1.)
 *
 * @param columns of A, at most as many as each has entries; finite
 */
export function triangular(columns: Columns, y: readonly number[]): Triangular {
  const [m, n] = [y.length, columns.length];
  const a = columns.map((column) => Float64Array.from(column));
  const rotated = Float64Array.from(y);
  const diagonal: number[] = [];
  a.forEach((own, j) => {
    let square = 0;
    for (let i = j; i < m; i += 1) square += (own[i] ?? 0) * (own[i] ?? 0);
    const head = own[j] ?? 0;
    // The sign that loses no digits.
    const to = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    diagonal.push(to);
    const reflector = square - head * to;
    if (!(reflector > 0)) return;
    own[j] = head - to;
    for (const other of [...a.slice(j + 1), rotated]) {
      let dot = 0;
      for (let i = j; i < m; i += 1) dot += (own[i] ?? 0) * (other[i] ?? 0);
      const by = dot / reflector;
      for (let i = j; i < m; i += 1) other[i] = (other[i] ?? 0) - by * (own[i] ?? 0);
    }
  });
  const sizes = diagonal.map(Math.abs);
  return {
    rows: Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (j === i ? (diagonal[i] ?? 0) : j > i ? (a[j]?.[i] ?? 0) : 0)),
    ),
    rotated: Array.from(rotated),
    full: sizes.every((size) => size > EPSILON * Math.max(m, n) * Math.max(...sizes)),
  };
}

/**
 * The least-squares coefficients of the first columns, by back substitution.
 *
 * @param count how many columns; R's leading block of that size has no zero on its diagonal
 */
export function solved({ rows, rotated }: Triangular, count = rows.length): readonly number[] {
  const x = Array<number>(count).fill(0);
  for (let i = count - 1; i >= 0; i -= 1) {
    let left = rotated[i] ?? 0;
    for (let j = i + 1; j < count; j += 1) left -= (rows[i]?.[j] ?? 0) * (x[j] ?? 0);
    x[i] = left / (rows[i]?.[i] ?? 0);
  }
  return x;
}
