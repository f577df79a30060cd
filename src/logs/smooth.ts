/** Averages over about so many points are a fiftieth of the series. */
const SHARE = 50;
/** Series shorter than this are drawn as they are. */
const FEWEST = 40;
/** A series that goes back and forth by more than this many times its range is rough. */
const ROUGH = 2;
/** No average reaches further than that of this factor: 200 points. */
const MOST = 0.99;

/**
 * Debiased exponential moving average, TensorBoard's rule:
 *
 *     m₀ = 0,  mₖ = w · mₖ₋₁ + (1 − w) · xₖ,  x̄ₖ = mₖ / (1 − wᵏ)
 *
 * with w → `factor`, k counting the finite values from 1. A value that is not finite stays what it is and counts for nothing.
 *
 * @param factor 0 (none) to less than 1
 */
export function debiasedAverage(values: ArrayLike<number>, factor: number): Float64Array {
  const result = new Float64Array(values.length);
  let [mean, weight] = [0, 1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      result[i] = value;
      continue;
    }
    mean = factor * mean + (1 - factor) * value;
    weight *= factor;
    result[i] = mean / (1 - weight);
  }
  return result;
}

/**
 * A factor that makes the average reach over about a fiftieth of the points, (1 + w) / (1 − w) = n / 50, in steps of 0.05
 * up to 0.95; 0 for a series that is short, or smooth already: its way up and down is at most twice its range.
 */
export function smoothingFor(values: ArrayLike<number>): number {
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length < FEWEST) return 0;
  let [way, low, high] = [0, finite[0] ?? 0, finite[0] ?? 0];
  for (let i = 1; i < finite.length; i++) {
    const value = finite[i] ?? 0;
    way += Math.abs(value - (finite[i - 1] ?? 0));
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (way <= ROUGH * (high - low)) return 0;
  const span = Math.max(4, finite.length / SHARE);
  const factor = Math.min(MOST, Math.max(0, (span - 1) / (span + 1)));
  return factor > 0.95 ? Math.round(factor * 100) / 100 : Math.round(factor * 20) / 20;
}
