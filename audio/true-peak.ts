// Our own, for determinism and speed: the gain depends on it, and only samples near the peak are upsampled.

// ITU-R BS.1770-4, annex 2: the two different phases of the 4× interpolator; the others are these, reversed.
const OUTER: readonly number[] = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
];
const INNER: readonly number[] = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
];
const PHASES = [OUTER, INNER, [...INNER].reverse(), [...OUTER].reverse()].map((phase) =>
  Float64Array.from(phase),
);
const TAPS = OUTER.length;
/** Samples bounded together. At least TAPS, so that a window touches no more than two segments. */
const SEGMENT = 16;

/**
 * Largest absolute value of a signal at and between its samples: the maximum over the samples and over
 * the 4×-oversampled signal of ITU-R BS.1770-4, annex 2. Linear, not in decibels; 0 for silence.
 *
 * Only stretches that can exceed the maximum found so far are oversampled. A phase h of the interpolator is a
 * linear interpolation of strength D = Σ hₖ plus a remainder with zero sum and zero first moment; such a remainder is
 * a filter q over second differences, so
 *
 *     |y| ≤ D · max|x| + Σ|qₖ| · max|x[n − 1] − 2x[n] + x[n + 1]|
 */
export function truePeak(signal: Float32Array, atLeast = 0): number {
  const segments = Math.ceil(signal.length / SEGMENT);
  const heights = new Float32Array(segments + 1);
  const curvatures = new Float32Array(segments + 1);
  let peak = atLeast;
  let [before, here] = [0, 0];
  for (let s = 0; s <= segments; s++) {
    let [height, curvature] = [0, 0];
    for (let i = s * SEGMENT; i < (s + 1) * SEGMENT; i++) {
      const after = i < signal.length ? (signal[i] ?? 0) : 0;
      height = Math.max(height, Math.abs(after));
      curvature = Math.max(curvature, Math.abs(before - 2 * here + after));
      before = here;
      here = after;
    }
    heights[s] = height;
    curvatures[s] = curvature;
    peak = Math.max(peak, height);
  }
  for (let s = 0; s <= segments; s++) {
    const height = Math.max(heights[s] ?? 0, heights[s - 1] ?? 0);
    const curvature = Math.max(curvatures[s] ?? 0, curvatures[s - 1] ?? 0);
    if (BOUND.height * height + BOUND.curvature * curvature > peak)
      peak = Math.max(peak, oversampledPeak(signal, s * SEGMENT));
  }
  return peak;
}

function oversampledPeak(signal: Float32Array, start: number): number {
  let peak = 0;
  for (let n = start; n < start + SEGMENT; n++) {
    for (const phase of PHASES) {
      let sum = 0;
      for (let k = 0; k < TAPS; k++) sum += (phase[k] ?? 0) * (signal[n - k] ?? 0);
      peak = Math.max(peak, Math.abs(sum));
    }
  }
  return peak;
}

/** The two factors of the bound in {@link truePeak}, the largest over the phases. */
const BOUND = PHASES.map(phaseBound).reduce((a, b) => ({
  height: Math.max(a.height, b.height),
  curvature: Math.max(a.curvature, b.curvature),
}));

function phaseBound(phase: Float64Array): { readonly height: number; readonly curvature: number } {
  const strength = phase.reduce((sum, h) => sum + h, 0);
  const centre = phase.reduce((sum, h, k) => sum + k * h, 0) / strength;
  const k0 = Math.floor(centre);
  const rest = phase.map((h, k) => {
    if (k === k0) return h - strength * (1 - (centre - k0));
    return k === k0 + 1 ? h - strength * (centre - k0) : h;
  });
  // Summing twice turns the remainder into the filter over second differences.
  let [once, twice, curvature] = [0, 0, 0];
  for (const r of rest) {
    once += r;
    twice += once;
    curvature += Math.abs(twice);
  }
  return { height: strength, curvature };
}
