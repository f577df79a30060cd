import type { LayerSemantics } from '../frameworks/framework.ts';
import { exp, ln } from '../maths.ts';
import { sigmoid } from './activations.ts';
import { createLoss, type LossParams } from './loss-registry.ts';

/**
 * The losses by name alone, each a mean over the samples:
 *
 * - `mean-squared-error` (1/K) Σₖ (zₖ − tₖ)², K outputs; targets: K numbers per sample
 * - `softmax-cross-entropy` −ln softmax(z)_t; targets: the class's index, one number per sample
 * - `binary-cross-entropy` −t ln σ(z) − (1 − t) ln(1 − σ(z)), one output; targets: 0 or 1, one number per sample
 *
 * Source: PyTorch, MSELoss, CrossEntropyLoss and BCEWithLogitsLoss with reduction "mean".
 */
export type PlainLoss = 'mean-squared-error' | 'softmax-cross-entropy' | 'binary-cross-entropy';

/** What a network is trained on: a loss by name, which is fast, or as data, with a library's settings. */
export type TrainingLoss = PlainLoss | LossParams;

/** A loss with the library of the network that it trains, if it is data and names none. */
export const lossIn = (semantics: LayerSemantics | undefined, loss: TrainingLoss): TrainingLoss =>
  typeof loss === 'string' || semantics === undefined ? loss : { semantics, ...loss };

/** Turns one sample's logits into probabilities, in place; the maximum is subtracted first to avoid overflow. */
export function softmax(scores: Float64Array, from = 0, count = scores.length - from): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = from; k < from + count; k += 1) largest = Math.max(largest, scores[k] as number);
  let sum = 0;
  for (let k = from; k < from + count; k += 1) {
    const power = exp((scores[k] as number) - largest);
    scores[k] = power;
    sum += power;
  }
  for (let k = from; k < from + count; k += 1) scores[k] = (scores[k] as number) / sum;
}

/**
 * The mean loss of `rows` samples, and its gradient with respect to their outputs.
 *
 * @param outputs rows × units
 * @param targets of these samples, in the form the loss expects
 * @param gradient receives ∂(mean loss)/∂outputs, rows × units; it may be `outputs` itself
 * @returns the mean loss
 */
export function lossAndGradient(
  kind: TrainingLoss,
  outputs: Float64Array,
  rows: number,
  units: number,
  targets: ArrayLike<number>,
  gradient: Float64Array,
): number {
  if (typeof kind === 'object') {
    return createLoss(kind).value({ outputs: outputs.subarray(0, rows * units), units, targets }, gradient);
  }
  let total = 0;
  if (kind === 'mean-squared-error') {
    const share = 1 / (rows * units);
    for (let i = 0; i < rows * units; i += 1) {
      const miss = (outputs[i] as number) - (targets[i] as number);
      total += miss * miss;
      gradient[i] = 2 * share * miss;
    }
    return total * share;
  }
  if (kind === 'binary-cross-entropy') {
    for (let r = 0; r < rows; r += 1) {
      const [z, t] = [outputs[r * units] as number, targets[r] as number];
      total += Math.max(z, 0) - z * t + ln(1 + exp(-Math.abs(z)));
      gradient[r * units] = (sigmoid(z) - t) / rows;
    }
    return total / rows;
  }
  for (let r = 0; r < rows; r += 1) {
    const at = r * units;
    const label = targets[r] as number;
    const score = outputs[at + label] as number;
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < units; k += 1) largest = Math.max(largest, outputs[at + k] as number);
    let sum = 0;
    for (let k = 0; k < units; k += 1) {
      const power = exp((outputs[at + k] as number) - largest);
      gradient[at + k] = power;
      sum += power;
    }
    total += ln(sum) + largest - score;
    const scale = 1 / (sum * rows);
    for (let k = 0; k < units; k += 1) gradient[at + k] = (gradient[at + k] as number) * scale;
    gradient[at + label] = (gradient[at + label] as number) - 1 / rows;
  }
  return total / rows;
}

/** How many target numbers each sample has. */
export function targetsPerSample(kind: TrainingLoss, units: number): number {
  if (typeof kind === 'object') return createLoss(kind).targets(units);
  return kind === 'mean-squared-error' ? units : 1;
}
