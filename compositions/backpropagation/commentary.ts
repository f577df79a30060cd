/** What can be said of a trace, each as a message with its values. */

import { LIBRARIES, type Library } from '../../src/sim/frameworks/framework.ts';
import type { ClippingKind } from '../../src/sim/optimizers/gradient-clipping.ts';
import { gradedValue } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { clippingOf } from './clipping.ts';
import { chanceOf, writtenPower } from './pages.ts';
import { type FlowGroup, type FlowRun, type FlowTrace, farness } from './trace.ts';
import { words } from './words.ts';

const { say } = words;

/** The runs of a group, in order. */
export const groupOf = ({ runs }: FlowTrace, group: FlowGroup): readonly FlowRun[] =>
  runs.filter((run) => run.group === group);

/** The run of an id. @throws RangeError if there is none */
export function runOf({ runs }: FlowTrace, id: string): FlowRun {
  const found = runs.find((run) => run.id === id);
  if (found === undefined) throw new RangeError(`there is no run "${id}"`);
  return found;
}

export const libraryOf = ({ params }: FlowTrace): string => LIBRARIES[params.semantics].name;

/** The question that the film opens with. */
export function questionMessage(trace: FlowTrace): Message {
  const { ratio, verdict } = runOf(trace, trace.facts.asked.id);
  if (ratio === 0) return say('captionNothing');
  return say('captionQuestion', { kind: verdict, left: ratio, times: ratio });
}

/** What the network says of the sample. */
export function lossMessage(trace: FlowTrace): Message {
  const { y } = trace.params.sample;
  const chance = chanceOf(trace);
  const says = y === 1 ? chance : 1 - chance;
  return say('captionLoss', { right: says > 0.5, y, says, loss: trace.facts.small.before.loss });
}

/** Whether any slope of the small network is other than 0. */
const learns = ({ facts }: FlowTrace): boolean =>
  facts.small.before.layers.some(({ norms }) => norms.weights + norms.biases > 0);

export function againMessage(trace: FlowTrace): Message {
  const { before, after } = trace.facts.small;
  if (!learns(trace) || before.loss === after.loss) return say('captionSame');
  return say('captionAgain', { falls: after.loss < before.loss, before: before.loss, after: after.loss });
}

/** How many networks vanish and explode. */
export function countMessage(trace: FlowTrace): Message {
  const runs = groupOf(trace, 'scales');
  const count = (verdict: FlowRun['verdict']): number => runs.filter((run) => run.verdict === verdict).length;
  return say('captionCount', {
    all: runs.length,
    vanishing: count('vanishing'),
    exploding: count('exploding'),
  });
}

/** What a run's signal is multiplied by from layer to layer: on the mean, and of that what the activation's slopes are. */
export function factorsOf({ flow, ratio }: FlowRun): {
  readonly steps: number;
  readonly factor: number;
  readonly left: number;
  readonly slope: number;
} {
  const steps = flow.deltas.length - 1;
  const { base, value } = writtenPower(ratio, steps);
  const hidden = flow.slopes.slice(0, -1);
  return { steps, factor: base, left: value, slope: hidden.reduce((sum, s) => sum + s, 0) / hidden.length };
}

/** Why, in two captions. */
export function whyMessages(trace: FlowTrace): readonly Message[] {
  const run = runOf(trace, trace.facts.asked.id);
  if (run.ratio === 0) return [say('captionDead')];
  const { steps, factor, left } = factorsOf(run);
  return [say('captionSlope', { activation: run.activation }), say('captionPower', { factor, steps, left })];
}

/** How many networks of a cure are steady. */
export const steadyIn = (trace: FlowTrace, group: FlowGroup): number =>
  groupOf(trace, group).filter(({ verdict }) => verdict === 'steady').length;

/** What the library that clips is called: of Flax that is Optax. */
const clipperOf = (trace: FlowTrace): string => {
  const semantics: Library = clippingOf(trace.params)?.semantics ?? trace.params.semantics;
  return LIBRARIES[semantics].name;
};

/** What each way of clipping shortens. */
const HOW: Readonly<Record<ClippingKind, string>> = {
  'global-norm': 'whole',
  norm: 'each',
  value: 'value',
  'block-rms': 'mean',
  adaptive: 'unit',
};

/** What becomes of an exploding network, unclipped and clipped. */
export function clipMessages(trace: FlowTrace): readonly Message[] {
  const [unclipped, clipped] = groupOf(trace, 'clipping');
  if (unclipped === undefined) return [];
  const peak = Math.max(...unclipped.losses);
  const library = clipperOf(trace);
  const clipping = clippingOf(trace.params);
  if (clipped === undefined || clipping === null) return [say('captionNoClip', { library, peak })];
  const broken = unclipped.losses.length <= trace.params.clipping.updates;
  const dead = unclipped.series.gradientLength?.at(-1) === 0;
  return [
    say('captionClip', { kind: HOW[clipping.kind], library, limit: trace.params.clipping.limit }),
    say('captionClipped', {
      outcome: broken ? 'broken' : dead ? 'dead' : 'other',
      peak,
      last: clipped.losses.at(-1) ?? 0,
    }),
  ];
}

/** The answer to the film's question. */
export function answerMessage(trace: FlowTrace): Message {
  const [before, after] = [
    runOf(trace, trace.facts.asked.id).ratio,
    runOf(trace, trace.facts.answer.id).ratio,
  ];
  const helps = farness(gradedValue(after)) < farness(gradedValue(before));
  return say('captionAnswer', { helps, before, after });
}
