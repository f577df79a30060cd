/** One plane of a picture, one byte per pixel, row by row; more bytes may follow. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Similarity {
  /** Mean over all windows: 1 for equal pictures. */
  readonly mean: number;
  /** The minimum over blocks of a block's mean: a small defect shows here, but hardly in the overall mean. */
  readonly worstBlock: number;
  /** Where that block is, in pixels. */
  readonly at: readonly [x: number, y: number];
}

/** Windows of 8 × 8 pixels overlap by half, so each is made of four cells. */
const CELL = 4;
/** Windows along a block's side, which is 64 pixels. */
const BLOCK = 16;
const PIXELS = (2 * CELL) ** 2;
/** (0.01 · 255)² and (0.03 · 255)², in the units of sums over a window instead of means. */
const C1 = 6.5025 * PIXELS * PIXELS;
const C2 = 58.5225 * PIXELS * PIXELS;
/** Sums of a cell: of a, of b, of a² + b², of a·b. */
const SUMS = 4;

function addCells(a: Plane, b: Plane, row: number, into: Float64Array): void {
  into.fill(0);
  for (let y = row * CELL; y < (row + 1) * CELL; y += 1) {
    let at = y * a.width;
    for (let cell = 0; cell < into.length; cell += SUMS) {
      let sumA = 0;
      let sumB = 0;
      let squares = 0;
      let products = 0;
      for (const end = at + CELL; at < end; at += 1) {
        const p = a.data[at] as number;
        const q = b.data[at] as number;
        sumA += p;
        sumB += q;
        squares += p * p + q * q;
        products += p * q;
      }
      into[cell] = (into[cell] as number) + sumA;
      into[cell + 1] = (into[cell + 1] as number) + sumB;
      into[cell + 2] = (into[cell + 2] as number) + squares;
      into[cell + 3] = (into[cell + 3] as number) + products;
    }
  }
}

/** SSIM of the window made of two cells of each row, from `at` on. Written out, as it is the innermost loop. */
function windowSimilarity(upper: Float64Array, lower: Float64Array, at: number): number {
  const next = at + SUMS;
  const a = (upper[at] as number) + (upper[next] as number) + (lower[at] as number) + (lower[next] as number);
  const b =
    (upper[at + 1] as number) +
    (upper[next + 1] as number) +
    (lower[at + 1] as number) +
    (lower[next + 1] as number);
  const squares =
    (upper[at + 2] as number) +
    (upper[next + 2] as number) +
    (lower[at + 2] as number) +
    (lower[next + 2] as number);
  const products =
    (upper[at + 3] as number) +
    (upper[next + 3] as number) +
    (lower[at + 3] as number) +
    (lower[next + 3] as number);
  const power = a * a + b * b;
  const variances = squares * PIXELS - power;
  const covariance = products * PIXELS - a * b;
  return ((2 * a * b + C1) * (2 * covariance + C2)) / ((power + C1) * (variances + C2));
}

/**
 * Structural similarity of two planes over uniform windows of 8 × 8 pixels, every 4 pixels:
 *
 *     SSIM = (2 μₐ μ_b + C₁)(2 σ_ab + C₂) / ((μₐ² + μ_b² + C₁)(σₐ² + σ_b² + C₂))
 *
 * Source: Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment, IEEE Transactions on Image Processing 13 (2004).
 *
 * @throws Error if the sizes differ or are below 8 × 8
 */
export function similarityOf(a: Plane, b: Plane): Similarity {
  const { width, height } = a;
  if (b.width !== width || b.height !== height)
    throw new Error(`pictures of ${width}×${height} and ${b.width}×${b.height} pixels cannot be compared`);
  const [columns, rows] = [Math.floor(width / CELL) - 1, Math.floor(height / CELL) - 1];
  if (columns < 1 || rows < 1) throw new Error(`a picture of ${width}×${height} pixels is too small`);
  const blocksAcross = Math.ceil(columns / BLOCK);
  const sums = new Float64Array(blocksAcross * Math.ceil(rows / BLOCK));
  const counts = new Uint32Array(sums.length);
  let [upper, lower] = [new Float64Array((columns + 1) * SUMS), new Float64Array((columns + 1) * SUMS)];
  addCells(a, b, 0, upper);
  for (let row = 0; row < rows; row += 1) {
    addCells(a, b, row + 1, lower);
    const blocks = Math.floor(row / BLOCK) * blocksAcross;
    for (let column = 0; column < columns; column += 1) {
      const block = blocks + Math.floor(column / BLOCK);
      sums[block] = (sums[block] as number) + windowSimilarity(upper, lower, column * SUMS);
      counts[block] = (counts[block] as number) + 1;
    }
    [upper, lower] = [lower, upper];
  }
  let [worstBlock, worstIndex, total] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const [block, sum] of sums.entries()) {
    total += sum;
    const mean = sum / (counts[block] as number);
    if (mean < worstBlock) [worstBlock, worstIndex] = [mean, block];
  }
  const side = BLOCK * CELL;
  return {
    mean: total / (columns * rows),
    worstBlock,
    at: [(worstIndex % blocksAcross) * side, Math.floor(worstIndex / blocksAcross) * side],
  };
}
