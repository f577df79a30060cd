import type { LayerSemantics } from '../frameworks/framework.ts';
import { createActivation } from '../network/activation-registry.ts';
import { added, affine, apply, dense, multiplied } from './linear.ts';
import type { Variable } from './value.ts';

/** What a gate adds up: Wx x + bx + Wh h + bh. A library with one bias has it in `bx`. */
export interface Gate {
  /** Hidden × input. */
  readonly wx: Variable;
  /** Hidden × hidden. */
  readonly wh: Variable;
  readonly bx: Variable;
  readonly bh?: Variable;
}

/** The library whose cell it is; scikit-learn has none. */
export type CellSemantics = Exclude<LayerSemantics, 'scikit-learn'>;

const TANH = createActivation({ kind: 'tanh' });
const SIGMOID = createActivation({ kind: 'sigmoid' });
/** TensorFlow.js' gates: 0.2 x + 0.5, cut at 0 and 1. */
const HARD_SIGMOID = createActivation({ kind: 'hard-sigmoid', semantics: 'tfjs' });

const summed = ({ wx, wh, bx, bh }: Gate, x: Variable, h: Variable): Variable =>
  added(dense(x, wx, bx), dense(h, wh, bh));

/** The gates' function: a hard sigmoid in TensorFlow.js. */
const gateOf = (semantics: CellSemantics) => (semantics === 'tfjs' ? HARD_SIGMOID : SIGMOID);

/**
 * A step of a plain recurrent cell: h' = tanh(Wx x + Wh h + b).
 *
 * Source: Elman, Finding structure in time, 1990.
 *
 * @param x one row a sample
 * @param h the hidden state, one row a sample
 */
export const rnnStep = (gate: Gate, x: Variable, h: Variable): Variable => apply(summed(gate, x, h), TANH);

/** The gates of a GRU: reset, update, and the candidate. */
export interface GruGates {
  readonly r: Gate;
  readonly z: Gate;
  readonly n: Gate;
}

/** What a step of a gated cell makes, gates included. */
export interface GruStep {
  readonly h: Variable;
  readonly r: Variable;
  readonly z: Variable;
  readonly n: Variable;
}

/**
 * A step of a GRU: h' = (1 − z) n + z h. The name stands for three cells:
 *
 *     PyTorch, Keras, Flax Linen   n = tanh(Wx x + bx + r (Wh h + bh))     reset after the product
 *     Flax NNX                     n = tanh(Wx x + bx + r (Wh h))          the same without bh, in no gate
 *     TensorFlow.js                n = tanh(Wx x + bx + Wh (r h))          reset before it, gates by a hard sigmoid
 *
 * Source: Cho et al., Learning phrase representations using RNN encoder–decoder, 2014; the libraries' cells.
 *
 * @param resetAfter Keras' `reset_after`: whether the reset stands after the product @default false in TensorFlow.js, else true
 */
export function gruStep(
  { r: reset, z: updating, n: candidate }: GruGates,
  x: Variable,
  h: Variable,
  semantics: CellSemantics = 'pytorch',
  resetAfter: boolean = semantics !== 'tfjs',
): GruStep {
  const gate = gateOf(semantics);
  const biased = ({ bh, ...rest }: Gate): Gate =>
    semantics === 'flax-nnx' || bh === undefined ? rest : { ...rest, bh };
  const r = apply(summed(biased(reset), x, h), gate);
  const z = apply(summed(biased(updating), x, h), gate);
  const { wx, wh, bx, bh } = biased(candidate);
  const recurrent = resetAfter ? multiplied(r, dense(h, wh, bh)) : dense(multiplied(r, h), wh, bh);
  const n = apply(added(dense(x, wx, bx), recurrent), TANH);
  return { h: added(multiplied(affine(z, -1, 1), n), multiplied(z, h)), r, z, n };
}

/** The gates of an LSTM: input, forget, candidate, output. Keras and TensorFlow.js call the candidate c. */
export interface LstmGates {
  readonly i: Gate;
  readonly f: Gate;
  readonly g: Gate;
  readonly o: Gate;
}

/** What a step of an LSTM makes: the hidden state, the cell's, and the gates. */
export interface LstmStep {
  readonly h: Variable;
  readonly c: Variable;
  readonly i: Variable;
  readonly f: Variable;
  readonly g: Variable;
  readonly o: Variable;
}

/**
 * A step of an LSTM: c' = f c + i g, h' = o tanh c'. The same in every library, but for TensorFlow.js' gates, a hard sigmoid.
 *
 * Source: Hochreiter and Schmidhuber, Long short-term memory, 1997; Gers et al., Learning to forget, 2000.
 *
 * @param c the cell's state, one row a sample
 */
export function lstmStep(
  gates: LstmGates,
  x: Variable,
  h: Variable,
  c: Variable,
  semantics: CellSemantics = 'pytorch',
): LstmStep {
  const gate = gateOf(semantics);
  const i = apply(summed(gates.i, x, h), gate);
  const f = apply(summed(gates.f, x, h), gate);
  const g = apply(summed(gates.g, x, h), TANH);
  const o = apply(summed(gates.o, x, h), gate);
  const next = added(multiplied(f, c), multiplied(i, g));
  return { h: multiplied(o, apply(next, TANH)), c: next, i, f, g, o };
}
