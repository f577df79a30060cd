/** What can be said of a trace, each as a message with its values. */

import { LIBRARIES, type Library } from '../../src/sim/frameworks/framework.ts';
import { exp, ln, log10 } from '../../src/sim/maths.ts';
import type { ClippingKind } from '../../src/sim/optimizers/gradient-clipping.ts';
import { fixed, graded } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { clippingOf } from './clipping.ts';
import { chanceOf } from './pages.ts';
import { type FlowGroup, type FlowRun, type FlowTrace, farness } from './trace.ts';
import { words } from './words.ts';

const { say } = words;

/** The loss of a coin that decides between two classes. */
export const COIN = Math.LN2;

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

/** A share of a signal, in zeros that can be counted: 0.00000004, two digits of it from 0.001 on; never broken across lines. */
export function shareOf(share: number): string {
  if (share === 0) return '0';
  if (share < 5e-10 || share >= 1000) return graded(share).replaceAll(' ', '\u00a0');
  if (share >= 1) return fixed(share, share < 10 ? 1 : 0);
  const zeros = -Math.floor(log10(share) + 1e-9);
  return fixed(share, share < 1e-3 ? zeros : zeros + 1);
}

/** The question that the film opens with. */
export function questionMessage(trace: FlowTrace): Message {
  const { ratio, verdict } = runOf(trace, trace.facts.asked.id);
  return say('captionQuestion', { kind: ratio === 0 ? 'nothing' : verdict, left: shareOf(ratio) });
}

/** What the network says of the sample. */
export function lossMessage(trace: FlowTrace): Message {
  const { y } = trace.params.sample;
  const chance = chanceOf(trace);
  return say('captionLoss', { y, says: y === 1 ? chance : 1 - chance, loss: trace.facts.small.before.loss });
}

/** Whether any slope of the small network is other than 0. */
const learns = ({ facts }: FlowTrace): boolean =>
  facts.small.before.layers.some(({ norms }) => norms.weights + norms.biases > 0);

export function againMessage(trace: FlowTrace): Message {
  const { before, after } = trace.facts.small;
  if (!learns(trace) || before.loss === after.loss) return say('captionSame');
  return say('captionAgain', { falls: after.loss < before.loss, before: before.loss, after: after.loss });
}

/** What becomes of the signal at each scale of the first weights. */
export const scaleMessages = (trace: FlowTrace): readonly Message[] =>
  trace.params.scales.map((scale, i) => {
    const runs = groupOf(trace, 'scales').filter((_, k) => k % trace.params.scales.length === i);
    const count = (verdict: FlowRun['verdict']): number =>
      runs.filter((run) => run.verdict === verdict).length;
    return say('captionScale', { scale, vanishing: count('vanishing'), exploding: count('exploding') });
  });

/** What a run's signal is multiplied by from each layer to the one below it, the first layer first. */
export const stepsOf = ({ flow: { deltas } }: FlowRun): readonly number[] =>
  deltas.slice(1).map((above, l) => (above === 0 ? 0 : (deltas[l] ?? 0) / above));

/** What a layer multiplies the signal by on average: so often multiplied by itself, it is what is left. */
const averageOf = ({ flow: { deltas }, ratio }: FlowRun): number => exp(ln(ratio) / (deltas.length - 1));

/** Why, in two captions. */
export function whyMessages(trace: FlowTrace): readonly Message[] {
  const run = runOf(trace, trace.facts.asked.id);
  const slope = say('captionSlope', { activation: run.activation });
  if (run.ratio === 0) return [slope, say('captionDead')];
  return [
    slope,
    say('captionPower', {
      factor: shareOf(averageOf(run)),
      steps: run.flow.deltas.length - 1,
      left: shareOf(run.ratio),
    }),
  ];
}

/** What a shortcut makes of the signal of the network that was asked about. */
export function residualMessage(trace: FlowTrace): Message {
  const { activation, ratio } = runOf(trace, trace.facts.asked.id);
  const after = groupOf(trace, 'residual').find((run) => run.activation === activation)?.ratio ?? ratio;
  return say('captionResidual', { activation, before: shareOf(ratio), after: shareOf(after) });
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
  const clipping = clippingOf(trace.params);
  if (clipped === undefined || clipping === null)
    return [say('captionNoClip', { library: clipperOf(trace), peak: shareOf(peak) })];
  const broken = unclipped.losses.length <= trace.params.clipping.updates;
  const stuck = Math.abs((unclipped.losses.at(-1) ?? 0) - COIN) < 0.05;
  return [
    say('captionClip', { kind: HOW[clipping.kind], limit: trace.params.clipping.limit }),
    say('captionClipped', {
      outcome: broken ? 'broken' : stuck ? 'stuck' : 'other',
      peak: shareOf(peak),
      last: shareOf(clipped.losses.at(-1) ?? 0),
    }),
  ];
}

/** The answer to the film's question: what each layer did, and what is left with the best cure. */
export function answerMessage(trace: FlowTrace): Message {
  const [before, after] = [runOf(trace, trace.facts.asked.id), runOf(trace, trace.facts.answer.id)];
  const helps = farness(after.ratio) < farness(before.ratio) && before.ratio > 0;
  return say('captionAnswer', {
    cure: helps ? after.group : 'none',
    factor: before.ratio > 0 ? shareOf(averageOf(before)) : '0',
    before: shareOf(before.ratio),
    after: shareOf(after.ratio),
  });
}
