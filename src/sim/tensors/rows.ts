import { lossAndGradient, softmax } from '../network/losses.ts';
import { add, at, computed, sidesOf, type Variable } from './value.ts';

/** What a row's normalisation needs again on the way back. */
interface Moments {
  readonly mean: number;
  readonly scale: number;
}

/**
 * Layer norm of each row, with the biased variance: y = γ (x − mean) / √(variance + ε) + β.
 *
 * Source: Ba et al., Layer normalization, 2016.
 *
 * @param epsilon ε: 1e-5 in PyTorch, 1e-3 in Keras and TensorFlow.js, 1e-6 in Flax
 * @throws RangeError if γ or β are not as many as there are columns
 */
export function normalisedRows(x: Variable, gamma: Variable, beta: Variable, epsilon: number): Variable {
  const [rows, width] = sidesOf(x, 'normalisedRows');
  if (gamma.data.length !== width || beta.data.length !== width)
    throw new RangeError(
      `normalisedRows: ${width} columns, ${gamma.data.length} and ${beta.data.length} parameters`,
    );
  const moments: readonly Moments[] = Array.from({ length: rows }, (_, r) => {
    const row = x.data.subarray(r * width, (r + 1) * width);
    const mean = row.reduce((sum, value) => sum + value, 0) / width;
    const variance = row.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / width;
    return { mean, scale: 1 / Math.sqrt(variance + epsilon) };
  });
  const [own, gains, shifts] = [x.data, gamma.data, beta.data];
  const standard = (r: number, c: number): number => {
    const { mean, scale } = moments[r] as Moments;
    return ((own[r * width + c] as number) - mean) * scale;
  };
  return computed(
    x.shape,
    [x, gamma, beta],
    (data) => {
      for (let r = 0; r < rows; r += 1)
        for (let c = 0; c < width; c += 1)
          data[r * width + c] = (gains[c] as number) * standard(r, c) + (shifts[c] as number);
    },
    ({ gradient }) => {
      const [back, gainsBack, shiftsBack] = [x.gradient, gamma.gradient, beta.gradient];
      for (let r = 0; r < rows; r += 1) {
        let sum = 0;
        let along = 0;
        for (let c = 0; c < width; c += 1) {
          const g = gradient[r * width + c] as number;
          const value = standard(r, c);
          gainsBack[c] = (gainsBack[c] as number) + g * value;
          shiftsBack[c] = (shiftsBack[c] as number) + g;
          sum += g * (gains[c] as number);
          along += g * (gains[c] as number) * value;
        }
        const { scale } = moments[r] as Moments;
        for (let c = 0; c < width; c += 1) {
          const i = r * width + c;
          const g = (gradient[i] as number) * (gains[c] as number);
          back[i] = (back[i] as number) + scale * (g - sum / width - (standard(r, c) * along) / width);
        }
      }
    },
  );
}

/** Softmax of scores: shares that add up to 1. */
export function softmaxOf(scores: Float64Array): Float64Array {
  const shares = scores.slice();
  softmax(shares);
  return shares;
}

/**
 * Cross-entropy of each row's softmax against its class, the mean over the rows: −ln softmax(x)[class].
 *
 * @param classes one a row; a negative one leaves its row out
 * @throws RangeError if they are not as many as the rows, or name no column, or leave out all rows
 */
export function crossEntropy(logits: Variable, classes: readonly number[]): Variable {
  const [rows, width] = sidesOf(logits, 'crossEntropy');
  const wrong = classes.find((label) => !Number.isInteger(label) || label >= width);
  if (classes.length !== rows || wrong !== undefined)
    throw new RangeError(
      `crossEntropy: ${classes.length} classes for ${rows} rows of ${width}${wrong === undefined ? '' : `, among them ${wrong}`}`,
    );
  const kept = classes.flatMap((label, r) => (label >= 0 ? [r] : []));
  if (kept.length === 0) throw new RangeError('crossEntropy: every row is left out');
  const slopes = new Float64Array(kept.length * width);
  kept.forEach((r, i) => {
    slopes.set(logits.data.subarray(r * width, (r + 1) * width), i * width);
  });
  const labels = kept.map((r) => classes[r] ?? 0);
  const loss = lossAndGradient('softmax-cross-entropy', slopes, kept.length, width, labels, slopes);
  return computed(
    [1],
    [logits],
    (data) => {
      data[0] = loss;
    },
    ({ gradient }) => {
      kept.forEach((r, i) => {
        for (let c = 0; c < width; c += 1)
          add(logits.gradient, r * width + c, at(gradient, 0) * at(slopes, i * width + c));
      });
    },
  );
}
