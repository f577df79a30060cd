/**
 * L − L* + ε, whose logarithm charts and pitch use; positive even if rounding puts a loss below the minimum.
 *
 * @param minimum L*
 * @param epsilon ε > 0
 */
export const excessLoss = (loss: number, minimum: number, epsilon: number): number =>
  Math.max(loss - minimum, 0) + epsilon;
