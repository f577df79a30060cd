/** A symmetric matrix, row by row. */
export type SymmetricMatrix = readonly (readonly number[])[];

/** An eigenvalue and its unit vector. */
export interface EigenPair {
  readonly value: number;
  readonly vector: readonly number[];
}

const MAX_SWEEPS = 60;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix by the cyclic Jacobi method: plane rotations, each of
 * which zeroes one off-diagonal entry,
 *
 *     θ = (a_qq − a_pp) / 2a_pq,  t = sgn θ / (|θ| + √(θ² + 1)),  c = 1 / √(t² + 1),  s = t c
 *
 * until only the diagonal is left. Basic arithmetic and square roots only. (Golub and Van Loan, Matrix
 * Computations, 8.5; Numerical Recipes, 11.1.)
 *
 * @param matrix A, symmetric; only its upper triangle is read
 * @returns pairs in order of decreasing eigenvalue; the signs of the vectors are arbitrary
 * @throws RangeError if an entry is not finite
 */
export function symmetricEigen(matrix: SymmetricMatrix): readonly EigenPair[] {
  const n = matrix.length;
  const a = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (_, j) => matrix[Math.min(i, j)]?.[Math.max(i, j)] ?? Number.NaN),
  );
  if (!a.every((row) => row.every(Number.isFinite)))
    throw new RangeError('symmetricEigen: an entry is not finite');
  // Row k of v becomes the eigenvector of a[k][k].
  const v = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  );

  const rotate = (p: number, q: number): void => {
    const [rowP, rowQ, vP, vQ] = [a[p], a[q], v[p], v[q]];
    if (rowP === undefined || rowQ === undefined || vP === undefined || vQ === undefined) return;
    const entry = rowP[q] ?? 0;
    if (entry === 0) return;
    const theta = ((rowQ[q] ?? 0) - (rowP[p] ?? 0)) / (2 * entry);
    const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    const c = 1 / Math.sqrt(t * t + 1);
    const s = t * c;
    for (let k = 0; k < n; k += 1) {
      const row = a[k];
      if (row === undefined) continue;
      const [x, y] = [row[p] ?? 0, row[q] ?? 0];
      row[p] = c * x - s * y;
      row[q] = s * x + c * y;
    }
    for (let k = 0; k < n; k += 1) {
      const [x, y] = [rowP[k] ?? 0, rowQ[k] ?? 0];
      rowP[k] = c * x - s * y;
      rowQ[k] = s * x + c * y;
      const [e, f] = [vP[k] ?? 0, vQ[k] ?? 0];
      vP[k] = c * e - s * f;
      vQ[k] = s * e + c * f;
    }
    rowP[q] = 0;
    rowQ[p] = 0;
  };

  const offDiagonal = (): number =>
    a.reduce((sum, row, i) => sum + row.reduce((part, x, j) => (j > i ? part + x * x : part), 0), 0);
  const whole = a.reduce((sum, row) => sum + row.reduce((part, x) => part + x * x, 0), 0);
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal() > 1e-32 * whole; sweep += 1) {
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) rotate(p, q);
  }
  return a
    .map((row, i) => ({ value: row[i] ?? 0, vector: Array.from(v[i] ?? []) }))
    .sort((one, other) => other.value - one.value);
}
