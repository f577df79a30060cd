import { LAYER_SEMANTICS, type LayerSemantics } from '../frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from '../frameworks/offered.ts';
import { ACTIVATION_RULES } from './activation-functions.ts';
import { ACTIVATION_FIELDS, ACTIVATION_OFFERS, type ActivationKind } from './activation-offers.ts';
import type { ActivationFunction, AppliedActivation } from './activations.ts';

/** An activation function as data: `{ kind: 'leaky-relu', semantics: 'keras' }`. Missing settings are the library's. */
export type ActivationParams = ChosenKind<ActivationKind, LayerSemantics, typeof ACTIVATION_FIELDS>;

/** An activation function by its name alone, as the network's library has it, or as data. */
export type Activation = ActivationKind | ActivationParams;

/** Every kind of activation function, in the order in which they are listed. */
export const ACTIVATION_KINDS = Object.keys(ACTIVATION_OFFERS) as readonly ActivationKind[];

const reader = offeredKinds(
  { id: 'Activation', description: 'an activation function', libraries: LAYER_SEMANTICS },
  ACTIVATION_OFFERS,
  ACTIVATION_FIELDS,
  ({ lower = 0, upper = 0, low = -1, high = 1 }) => {
    if (lower > upper) return `lower must not be above upper: ${lower}, ${upper}`;
    return low < high ? undefined : `low must be below high: ${low}, ${high}`;
  },
);

/**
 * An activation function as data. Missing settings get the library's defaults; a function or a setting that the library
 * does not have is refused by name.
 */
export const activationSchema = reader.schema;

/**
 * The activation function described by data such as `{ kind: 'gelu', semantics: 'flax-nnx' }`, with its derivative.
 *
 * @throws Error of one line for a function or a setting that the library does not have
 */
export function createActivation(params: ActivationParams): ActivationFunction {
  const { kind, semantics = 'pytorch', ...settings } = reader.whole(params);
  return ACTIVATION_RULES[kind]({ semantics, ...settings });
}

/**
 * An activation as layers apply it. Those that are the same in every library stay names, and their derivatives are taken
 * from their values, which is fast.
 *
 * @param semantics the network's library, for activations that name none
 * @throws Error of one line for a function or a setting that the library does not have
 */
export function appliedActivation(activation: Activation, semantics?: LayerSemantics): AppliedActivation {
  const given: ActivationParams = typeof activation === 'string' ? { kind: activation } : activation;
  const params = semantics === undefined ? given : { semantics, ...given };
  const { kind } = reader.whole(params);
  return kind === 'identity' || kind === 'relu' || kind === 'tanh' || kind === 'sigmoid'
    ? kind
    : createActivation(params);
}
