/** The calculations of the small network, page by page, as they are written down. */

import { ln } from '../../src/sim/maths.ts';
import { sigmoid, tanh } from '../../src/sim/network/activations.ts';
import { fixed } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { bracketed, type WrittenSum, writtenSum } from '../../src/story/written-sums.ts';
import type { FlowActivation } from './params.ts';
import type { FlowTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** A row: words that are the same in every language, or a message. */
export interface PageRow {
  readonly label: string | Message;
  readonly number: string;
  readonly total?: boolean;
  readonly gradient?: boolean;
}

export interface Page {
  readonly title: Message;
  readonly rows: readonly PageRow[];
  /** Its sums as written. */
  readonly sum: WrittenSum;
}

const LETTERS = ['x', 'h', 'g'] as const;

/** The name of a unit: x1, h2, g1; z is what comes out. @param layer 0 for the inputs */
export const unitName = ({ params }: FlowTrace, layer: number, unit: number): string =>
  layer > params.hidden.length ? 'z' : `${LETTERS[layer] ?? 'h'}${unit + 1}`;

/** An activation function as it is written. */
export const SIGNS: Readonly<Record<FlowActivation, string>> = { sigmoid: 'σ', tanh: 'tanh', relu: 'ReLU' };
/** The activation functions themselves. */
export const VALUES: Readonly<Record<FlowActivation, (z: number) => number>> = {
  sigmoid,
  tanh,
  relu: (z) => Math.max(0, z),
};

/** The values of a layer in a pass; layer 0 are the inputs. */
export const valuesOf = ({ facts, params }: FlowTrace, layer: number, after = false): readonly number[] =>
  layer === 0
    ? params.sample.x
    : (facts.small[after ? 'after' : 'before'].layers[layer - 1]?.values[0] ?? []);

/** A slope with two digits that count, three decimals unless nothing is left of it then. */
export function slopeOf(slope: number): string {
  const decimals =
    [2, 3].find((d) => Math.abs(slope) >= Number(`1e${1 - d}`)) ?? (Math.abs(slope) < 5e-4 ? 5 : 3);
  return fixed(slope, slope === 0 ? 0 : decimals);
}

const product = (factors: readonly string[]): string =>
  factors.map((factor, i) => (i === 0 ? factor : bracketed(factor))).join(' × ');

const termRows = (sum: WrittenSum): readonly PageRow[] =>
  sum.terms.map(({ factors, product: number }) => ({ label: product(factors), number }));

/** What the network says: the probability of class 1. */
export const chanceOf = (trace: FlowTrace, after = false): number =>
  sigmoid(valuesOf(trace, trace.params.hidden.length + 1, after)[0] ?? 0);

/** The loss of a probability: −ln of that of the class. */
const lossOfChance = (y: number) => (p: number) => -ln(y === 1 ? p : 1 - p);

/** How a unit comes to its value. @param layer 1 for the first hidden one */
export function forwardPage(trace: FlowTrace, layer: number, unit: number): Page {
  const { facts, params } = trace;
  const own = facts.small.weights[0][layer - 1];
  const below = valuesOf(trace, layer - 1);
  const bias = own?.b[unit] ?? 0;
  const weights = own?.W[unit] ?? [];
  const isOutput = layer > params.hidden.length;
  const of = isOutput ? sigmoid : VALUES[params.activation];
  const z = facts.small.before.layers[layer - 1]?.sums[0]?.[unit] ?? 0;
  const sum = writtenSum([...weights.map((w, i) => [w, below[i] ?? 0]), [bias]], { of, value: of(z) });
  const rows = termRows(sum);
  return {
    title: say('pageUnit', { unit: unitName(trace, layer, unit) }),
    sum,
    rows: [
      ...rows.slice(0, -1),
      { label: say('bias'), number: rows.at(-1)?.number ?? '' },
      { label: say('sum'), number: sum.total, total: true },
      { label: `${isOutput ? 'p = σ' : SIGNS[params.activation]}(${sum.total})`, number: sum.result },
    ],
  };
}

/** The loss of what the network says. */
export function lossPage(trace: FlowTrace): Page {
  const { y } = trace.params.sample;
  const sum = writtenSum([[chanceOf(trace)]], { of: lossOfChance(y), value: trace.facts.small.before.loss });
  return {
    title: say('pageLoss', { y }),
    sum,
    rows: [
      { label: say('chance'), number: sum.total },
      { label: y === 1 ? 'L = −ln(p)' : 'L = −ln(1 − p)', number: sum.result, total: true },
    ],
  };
}

/** How the loss changes with what comes out: p − y. */
function outputPage(trace: FlowTrace): Page {
  const { y } = trace.params.sample;
  const sum = writtenSum([[chanceOf(trace)], [-y]]);
  const rows = termRows(sum);
  return {
    title: say('pageSlope', { of: '∂L/∂z' }),
    sum,
    rows: [
      { label: 'p', number: rows[0]?.number ?? '' },
      { label: '− y', number: rows[1]?.number ?? '' },
      { label: '∂L/∂z = p − y', number: sum.total, total: true, gradient: true },
    ],
  };
}

/** Decimals of local slopes as written. */
const SLOPE_DECIMALS = 4;

/** What arrives at the traced unit of a hidden layer, and what goes on below. @param layer 1 for the first hidden one */
function hiddenPage(trace: FlowTrace, layer: number): Page {
  const { before, weights, path } = trace.facts.small;
  const unit = path[layer] ?? 0;
  const above = before.layers[layer];
  const slope = before.layers[layer - 1]?.slopes[0]?.[unit] ?? 0;
  const delta = before.layers[layer - 1]?.deltas[0]?.[unit] ?? 0;
  const written = fixed(slope, SLOPE_DECIMALS);
  const sum = writtenSum(
    (above?.deltas[0] ?? []).map((from, k) => [from, weights[0][layer]?.W[k]?.[unit] ?? 0]),
    { of: (upstream) => upstream * Number(written.replace('−', '-')), value: delta },
  );
  const name = unitName(trace, layer, unit);
  return {
    title: say('pagePass', { unit: name }),
    sum,
    rows: [
      ...termRows(sum),
      { label: say('arriving'), number: sum.total, total: true },
      { label: `× ${SIGNS[trace.params.activation]}′`, number: written },
      { label: say('passedOn'), number: sum.result, total: true, gradient: true },
    ],
  };
}

/** The slope of the traced weight: what has arrived, times its input. */
function weightPage(trace: FlowTrace): Page {
  const { before, path } = trace.facts.small;
  const [input = 0, unit = 0] = path;
  const sum = writtenSum([[before.layers[0]?.deltas[0]?.[unit] ?? 0, valuesOf(trace, 0)[input] ?? 0]]);
  return {
    title: say('pageWeight', { input: unitName(trace, 0, input) }),
    sum,
    rows: [
      { label: product(sum.terms[0]?.factors ?? []), number: sum.total },
      { label: '∂L/∂w', number: sum.total, total: true, gradient: true },
    ],
  };
}

/** The way back, page by page, from the loss to the traced weight. */
export const backPages = (trace: FlowTrace): readonly Page[] => [
  outputPage(trace),
  ...trace.params.hidden.map((_, i) => hiddenPage(trace, trace.params.hidden.length - i)),
  weightPage(trace),
];

/** The loss before the update and after it. */
export function againPage(trace: FlowTrace): Page {
  const { before, after } = trace.facts.small;
  const sum = writtenSum([[before.loss], [after.loss - before.loss]]);
  return {
    title: say('pageAgain'),
    sum,
    rows: [
      { label: say('lossBefore'), number: sum.terms[0]?.product ?? '' },
      { label: say('change'), number: sum.terms[1]?.product ?? '' },
      { label: say('lossAfter'), number: sum.total, total: true },
    ],
  };
}
