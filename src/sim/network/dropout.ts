import { type LayerSemantics, LIBRARIES } from '../frameworks/framework.ts';
import { clamp } from '../maths.ts';
import { random, type Seed } from '../random.ts';
import type { Workspace } from './workspace.ts';

/** What dropout of a rate does in a library. */
export interface DropoutRule {
  /** The probability with which each value is dropped. */
  readonly dropped: number;
  /** The factor of the values that are kept. */
  readonly kept: number;
  /** Whether dropped values are multiplied by 0, so that an infinite one becomes NaN, or replaced by it. */
  readonly multiplies: boolean;
}

/**
 * Dropout in training: each value is dropped with probability p, the others are scaled by 1 / (1 − p), so that
 * expectations are preserved and evaluation needs no scaling. At the edges libraries differ: p = 1 drops everything but
 * in TensorFlow.js, whose layer then drops nothing; beyond 0 … 1 PyTorch and Keras refuse, Flax computes on (above 1
 * nothing is kept, below 0 everything is, scaled down) and TensorFlow.js takes the nearest.
 *
 * Source: Srivastava et al. 2014; torch.nn.Dropout, keras.layers.Dropout, flax.nnx.Dropout, tf.layers.dropout.
 *
 * @param p probability of dropping a value
 * @throws RangeError for a probability that the library refuses; Error of one line for scikit-learn, which has none
 */
export function dropoutRule(p: number, semantics: LayerSemantics = 'pytorch'): DropoutRule {
  const { name } = LIBRARIES[semantics];
  if (semantics === 'scikit-learn') throw new Error(`${name} has no dropout`);
  const refuses = semantics === 'pytorch' || semantics === 'keras';
  if (Number.isNaN(p) || (refuses && (p < 0 || p > 1))) {
    throw new RangeError(`${name} takes a dropout rate from 0 to 1, not ${p}`);
  }
  const multiplies = semantics === 'pytorch' || semantics === 'tfjs';
  if (semantics === 'tfjs' && p >= 1) return { dropped: 0, kept: 1, multiplies };
  if (p >= 1) return { dropped: 1, kept: 0, multiplies };
  const rate = semantics === 'tfjs' ? Math.max(p, 0) : p;
  return { dropped: clamp(rate, 0, 1), kept: 1 / (1 - rate), multiplies };
}

/** Values after dropout. @param keep of each value, whether it is kept */
export const dropOut = (
  values: readonly number[],
  keep: readonly boolean[],
  { kept, multiplies }: DropoutRule,
): readonly number[] => values.map((x, i) => (keep[i] === true ? x * kept : multiplies ? x * 0 : 0));

/**
 * Draws the masks of one update: of each hidden unit for each sample, 0 if it is dropped, else the factor of what is kept.
 * See {@link dropoutRule}.
 *
 * @param p probability of dropping a unit
 * @param step the update the masks are for: the key of their random stream
 * @param semantics the library whose edge cases are followed
 */
export function drawMasks(
  { layers, masks }: Workspace,
  rows: number,
  p: number,
  seed: Seed,
  step: number,
  semantics?: LayerSemantics,
): void {
  const next = random(seed, 'dropout', step);
  const { dropped, kept } = dropoutRule(p, semantics);
  masks.forEach((mask, l) => {
    const count = rows * (layers[l]?.units ?? 0);
    for (let i = 0; i < count; i += 1) mask[i] = next() < dropped ? 0 : kept;
  });
}
