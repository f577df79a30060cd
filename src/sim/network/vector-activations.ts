import type { LayerSemantics } from '../frameworks/framework.ts';
import { type Offer, settled } from '../frameworks/offers.ts';
import { exp, ln } from '../maths.ts';

const NONE = {};

/** The activation functions of whole vectors that each library has. */
const VECTOR_OFFERS = {
  softmax: {
    title: 'softmax',
    in: { pytorch: NONE, keras: NONE, 'flax-nnx': NONE, 'flax-linen': NONE, tfjs: NONE },
  },
  'log-softmax': {
    title: 'log softmax',
    in: { pytorch: NONE, keras: NONE, 'flax-nnx': NONE, 'flax-linen': NONE, tfjs: NONE },
  },
  sparsemax: { title: 'sparsemax', in: { keras: NONE } },
} as const satisfies Record<string, Offer<LayerSemantics>>;

type VectorKind = keyof typeof VECTOR_OFFERS;

/** Every kind of activation function of a vector. */
export const VECTOR_KINDS = Object.keys(VECTOR_OFFERS) as readonly VectorKind[];

type Vector = readonly number[];

/** A function of a vector, and the gradient by its input, given its value and the gradient by that. */
export interface VectorActivation {
  value(scores: Vector): Vector;
  pullBack(value: Vector, gradient: Vector): Vector;
}

const largest = (scores: Vector): number =>
  scores.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
const total = (values: Vector): number => values.reduce((sum, x) => sum + x, 0);
const dot = (a: Vector, b: Vector): number => total(a.map((x, i) => x * (b[i] ?? 0)));

/** z − ln Σ eᶻ, the maximum taken out first. */
function logSoftmax(scores: Vector): Vector {
  const most = largest(scores);
  const sum = ln(total(scores.map((x) => exp(x - most))));
  return scores.map((x) => x - most - sum);
}

/** max(z − τ, 0), with τ such that they sum to 1: the nearest point of the simplex. Source: Martins and Astudillo 2016. */
function sparsemax(scores: Vector): Vector {
  let [sum, tau] = [0, Number.NaN];
  scores
    .toSorted((a, b) => b - a)
    .forEach((x, i) => {
      sum += x;
      if (1 + (i + 1) * x > sum) tau = (sum - 1) / (i + 1);
    });
  return scores.map((x) => Math.max(x - tau, 0));
}

const RULES: Readonly<Record<VectorKind, VectorActivation>> = {
  softmax: {
    value: (scores) => logSoftmax(scores).map(exp),
    pullBack: (p, gradient) => {
      const mean = dot(p, gradient);
      return p.map((share, i) => share * ((gradient[i] ?? 0) - mean));
    },
  },
  'log-softmax': {
    value: logSoftmax,
    pullBack: (logs, gradient) => {
      const sum = total(gradient);
      return logs.map((log, i) => (gradient[i] ?? 0) - exp(log) * sum);
    },
  },
  sparsemax: {
    value: sparsemax,
    pullBack: (p, gradient) => {
      const support = gradient.filter((_, i) => (p[i] ?? 0) > 0);
      const mean = total(support) / support.length;
      return p.map((share, i) => (share > 0 ? (gradient[i] ?? 0) - mean : 0));
    },
  },
};

/**
 * An activation function of a whole vector: softmax, log softmax or sparsemax.
 *
 * @param choice its kind, and the library, PyTorch if missing
 * @throws Error of one line for a function that the library does not have
 */
export function vectorActivation(choice: {
  readonly kind: VectorKind;
  readonly semantics?: LayerSemantics | undefined;
}): VectorActivation {
  const filled = settled<LayerSemantics>(VECTOR_OFFERS[choice.kind], {}, choice.semantics);
  if (typeof filled === 'string') throw new Error(filled);
  return RULES[choice.kind];
}
