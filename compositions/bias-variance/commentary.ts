/** What can be said of a trace, each as a message with its values. */

import { least } from 'd3-array';
import type { BiasVarianceTrace, ModelRun } from '../../src/sim/regression/redrawn-fits.ts';
import {
  isBetter,
  type Models,
  modelsOf,
  shortError,
  verdictOf,
  writtenParts,
} from '../../src/story/bias-variance/models.ts';
import { roundedTimes, twoDigits } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { words } from './words.ts';

const { say } = words;

/** What a model is called. */
export const nameOf = (trace: BiasVarianceTrace, { group, degree }: ModelRun): Message =>
  group === 'wrong' ? say('wrongName', { powers: trace.params.wrong.powers }) : say('degreeName', { degree });

/** The parts of a model's error as they are written. */
export function written(run: ModelRun): Readonly<Record<'noise' | 'bias2' | 'variance', string>> {
  const { parts, write } = writtenParts(run);
  const [noise = 0, bias2 = 0, variance = 0] = parts;
  const writes = (value: number): string => (Number(write(value)) === 0 ? '≈ 0' : write(value));
  return { noise: write(noise), bias2: writes(bias2), variance: writes(variance) };
}

/** A part of an error in two digits: about none if it is lost in the last of those that the largest are written in. */
export const briefly = (value: number): string => (value < 5e-4 ? '≈ 0' : twoDigits(value));

/** Mean squared errors of the fit to the first sample: on its own points, and on new ones. */
export const firstErrors = ({ series, losses }: ModelRun): readonly [own: number, fresh: number] => [
  series.train?.[0] ?? 0,
  losses[0] ?? 0,
];

/** From how many times on it is news, and from how many on a fit goes through its points but for rounding. */
const [WORSE, EXACT] = [1.5, 1e6] as const;

export function questionMessage(trace: BiasVarianceTrace): Message {
  const { over } = modelsOf(trace);
  const [own, fresh] = firstErrors(over);
  const ratio = fresh / own;
  const kind = ratio > EXACT ? 'exact' : ratio >= WORSE ? 'worse' : 'other';
  return say('captionQuestion', { kind, times: kind === 'exact' ? 0 : roundedTimes(ratio) });
}

export function modelsMessage(trace: BiasVarianceTrace): Message {
  const { over, under, wrong, right } = modelsOf(trace);
  const found = [under, over, wrong].map((run) => verdictOf(trace, run));
  const typical =
    found[0] === 'bias' && found[1] === 'variance' && (found[2] === 'both' || found[2] === 'bias');
  return say('captionModels', {
    typical: typical && right.degree > under.degree && right.degree < over.degree,
  });
}

export function bestMessage(trace: BiasVarianceTrace): Message {
  const { degrees, right } = modelsOf(trace);
  const [first, last] = [degrees[0]?.parts, degrees.at(-1)?.parts];
  const inside = right !== degrees[0] && right !== degrees.at(-1);
  const trades =
    inside && (first?.bias2 ?? 0) > (last?.bias2 ?? 0) && (last?.variance ?? 0) > (first?.variance ?? 0);
  return say('captionBest', { trades, degree: right.degree });
}

/** What was measured of a model's error, and its standard error by the luck of the new points, as written beside the sum. */
export function measuredOf(run: ModelRun): Readonly<Record<'measured' | 'error', string>> {
  const { write } = writtenParts(run);
  return { measured: write(run.parts.measured.mean), error: write(run.parts.gap.error) };
}

/** Whether what was measured is within two standard errors of the sum of the parts. */
const addsUp = ({ parts: { gap } }: ModelRun): boolean => Math.abs(gap.mean) <= 2 * gap.error;

export function checkMessage(trace: BiasVarianceTrace): Message {
  const { right } = modelsOf(trace);
  return say('captionCheck', { agrees: addsUp(right), ...measuredOf(right) });
}

export function dataMessage(trace: BiasVarianceTrace): Message {
  const { moreOver, moreUnder, over, under } = modelsOf(trace);
  const [large, simple] = [moreOver.at(-1) ?? over, moreUnder.at(-1) ?? under];
  const falls = large.parts.variance < over.parts.variance / 2;
  const [before, after] = [under.parts.bias2, simple.parts.bias2];
  const stays = after > 0.8 * before && after < 1.25 * before && before > under.parts.variance;
  return say('captionLess', {
    kind: falls && stays ? 'cure' : 'other',
    from: twoDigits(over.parts.variance),
    to: twoDigits(large.parts.variance),
    bias: twoDigits(simple.parts.bias2),
  });
}

/** What the highest penalty does: too stiff again, if its bias alone costs more than all of the best's bias² and variance. */
export function stiffMessage(trace: BiasVarianceTrace): Message {
  const { bestRidge, ridge } = modelsOf(trace);
  const last = ridge.at(-1) ?? bestRidge;
  const { bias2, variance } = bestRidge.parts;
  return say('captionStiff', { stiff: last.parts.bias2 > bias2 + variance, error: shortError(last) });
}

export function ridgeMessage(trace: BiasVarianceTrace): Message {
  const { bestRidge, over } = modelsOf(trace);
  const helps = isBetter(bestRidge, over) && shortError(bestRidge) !== shortError(over);
  const calms = helps && bestRidge.parts.variance < over.parts.variance;
  const biased = bestRidge.parts.bias2 > over.parts.bias2;
  return say('captionPenalty', {
    kind: calms ? (biased ? 'buys' : 'calms') : helps ? 'helps' : 'none',
    from: shortError(over),
    to: shortError(bestRidge),
    lambda: bestRidge.lambda,
  });
}

/** How near the number of terms is to that of the points where the error is looked for at its peak. */
const AROUND = 2;

/** The run with the least expected error. */
export const lowest = (runs: readonly ModelRun[]): ModelRun | undefined =>
  least(runs, ({ parts }) => parts.expected);

/** The degree with the largest error of those with about as many terms as points. */
export const peakOf = ({ beyond }: Pick<Models, 'beyond'>): ModelRun | undefined =>
  least(
    beyond.filter(({ terms, size }) => Math.abs(terms.length - size) <= AROUND),
    ({ parts }) => -parts.expected,
  );

/** The lowest error before the peak, and of those after it that go through all points. */
export function valleysOf(models: Models): readonly (ModelRun | undefined)[] {
  const peak = peakOf(models);
  if (peak === undefined) return [];
  return [
    lowest(models.beyond.filter(({ degree }) => degree < peak.degree)),
    lowest(models.beyond.filter(({ degree, terms, size }) => degree > peak.degree && terms.length > size)),
  ];
}

export function peakMessage(trace: BiasVarianceTrace): Message | null {
  const models = modelsOf(trace);
  const peak = peakOf(models);
  if (peak === undefined) return null;
  const high = valleysOf(models).every(
    (run) => run === undefined || run.parts.expected < peak.parts.expected,
  );
  return say('captionPeak', { high, error: shortError(peak) });
}

export function descentMessages(trace: BiasVarianceTrace): readonly Message[] {
  const [first, second] = valleysOf(modelsOf(trace));
  if (second === undefined) return [];
  const calms = say('captionDescent', { degree: second.degree, error: shortError(second) });
  if (first === undefined) return [calms];
  const lower = second.parts.expected < first.parts.expected;
  return [calms, say('captionValleys', { lower, degree: first.degree, error: shortError(first) })];
}

export function answerMessage(trace: BiasVarianceTrace): Message {
  const { over } = modelsOf(trace);
  const { bias2, variance, noise } = over.parts;
  const part = Math.max(bias2, variance, noise);
  const most = variance === part ? 'variance' : bias2 === part ? 'bias' : 'noise';
  return say('captionAnswer', { degree: over.degree, most, error: shortError(over), part: twoDigits(part) });
}

/** The models that the film ends with: of one size, then with many points, then with a penalty. */
export function finalists(trace: BiasVarianceTrace) {
  const { under, right, over, moreOver, bestRidge } = modelsOf(trace);
  const large = moreOver.at(-1) ?? over;
  return { runs: [...new Set([under, right, over, bestRidge, large])], large };
}

export function floorMessage(trace: BiasVarianceTrace): Message {
  const { large } = finalists(trace);
  const { size: points, degree, parts } = large;
  return say('captionFloor', { points, degree, error: shortError(large), noise: twoDigits(parts.noise) });
}
