import type { LayerPass } from './backpropagation.ts';

/** What becomes of the error signal on its way from the last layer to the first. */
export type Flow = 'vanishing' | 'exploding' | 'steady';

/** A signal that changes by more than this factor between last layer and first vanishes or explodes. */
export const FLOW_LIMIT = 10;

/**
 * The share of the error signal that is left at the first layer: ‖δ¹‖ / ‖δᴸ‖, ‖δˡ‖ the length of ∂L/∂zˡ over all samples
 * and units. Taken from δ, not from the gradients of weights: in a ReLU network larger weights make those larger in every
 * layer alike.
 */
export function flowRatio(layers: readonly Pick<LayerPass, 'norms'>[]): number {
  const [first, last] = [layers[0]?.norms.deltas ?? 0, layers.at(-1)?.norms.deltas ?? 0];
  return first === last ? 1 : first / last;
}

/** The verdict on a share of the signal that is left: below 1/10 it vanishes, above 10 or beyond all numbers it explodes. */
export const flowOf = (ratio: number, limit = FLOW_LIMIT): Flow =>
  ratio * limit < 1 ? 'vanishing' : ratio <= limit ? 'steady' : 'exploding';
