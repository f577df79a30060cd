/** What can be said of a trace, each as a message with its values. */

import { least, mean } from 'd3-array';
import { log10, powerOfTen } from '../../src/sim/maths.ts';
import { decade, fixed, roundedTimes } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { errorOf, isBetter, type Models, modelsOf, verdictOf, writtenParts } from './models.ts';
import type { BiasVarianceTrace, ModelRun } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** What a model is called. */
export const nameOf = (trace: BiasVarianceTrace, { group, degree }: ModelRun): Message =>
  group === 'wrong' ? say('wrongName', { powers: trace.params.wrong.powers }) : say('degreeName', { degree });

/** The parts of a model's error as they are written. */
export function written(run: ModelRun): Readonly<Record<'noise' | 'bias2' | 'variance', string>> {
  const { parts, write } = writtenParts(run);
  const [noise = 0, bias2 = 0, variance = 0] = parts;
  return { noise: write(noise), bias2: write(bias2), variance: write(variance) };
}

/** Errors from here on are told by their power of ten where there is little room. */
const HUGE = 1e5;

/** Bias² and variance where there is little room: as {@link written}, but to four places, and huge ones by their power of ten. */
export function compactly(run: ModelRun): Readonly<Record<'bias2' | 'variance', string>> {
  const { sum } = writtenParts(run);
  const { bias2, variance } = run.parts;
  if (sum < 0.01) return { bias2: fixed(bias2, 4), variance: fixed(variance, 4) };
  if (sum < HUGE) return written(run);
  const short = (value: number): string =>
    value < 1000 ? fixed(value, 0) : `≈ ${decade(powerOfTen(Math.round(log10(value))))}`;
  return { bias2: short(bias2), variance: short(variance) };
}

/** Mean squared error on a model's own points, over the redraws. */
export const trainingError = ({ series }: ModelRun): number => mean(series.train ?? []) ?? 0;

/** How many times as large the error on new points is. */
const timesWorse = (run: ModelRun): number => run.parts.measured.mean / trainingError(run);

/** From how many times on it is news, and from how many on a fit goes through its points but for rounding. */
const [WORSE, EXACT] = [1.5, 1e6] as const;

export function questionMessage(trace: BiasVarianceTrace): Message {
  const { over } = modelsOf(trace);
  const ratio = timesWorse(over);
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
    from: written(over).variance,
    to: written(large).variance,
    bias: written(simple).bias2,
  });
}

export function ridgeMessage(trace: BiasVarianceTrace): Message {
  const { bestRidge, over } = modelsOf(trace);
  const helps = isBetter(bestRidge, over) && errorOf(bestRidge) !== errorOf(over);
  const calms = helps && bestRidge.parts.variance < over.parts.variance;
  const biased = bestRidge.parts.bias2 > over.parts.bias2;
  return say('captionPenalty', {
    kind: calms ? (biased ? 'buys' : 'calms') : helps ? 'helps' : 'none',
    from: errorOf(over),
    to: errorOf(bestRidge),
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
  return say('captionPeak', { high, error: errorOf(peak) });
}

export function descentMessages(trace: BiasVarianceTrace): readonly Message[] {
  const [first, second] = valleysOf(modelsOf(trace));
  if (second === undefined) return [];
  const calms = say('captionDescent', { degree: second.degree, error: errorOf(second) });
  if (first === undefined) return [calms];
  const lower = second.parts.expected < first.parts.expected;
  return [calms, say('captionValleys', { lower, degree: first.degree, error: errorOf(first) })];
}

export function answerMessage(trace: BiasVarianceTrace): Message {
  const { over } = modelsOf(trace);
  const { bias2, variance, noise } = over.parts;
  const most = variance >= bias2 && variance >= noise ? 'variance' : bias2 >= noise ? 'bias' : 'noise';
  const own = written(over);
  const part = most === 'variance' ? own.variance : most === 'bias' ? own.bias2 : own.noise;
  return say('captionAnswer', { most, error: errorOf(over), part });
}

/** The models that the film ends with, by the error they came to. */
export const finalists = (trace: BiasVarianceTrace): readonly ModelRun[] => {
  const { under, right, over, moreOver, bestRidge } = modelsOf(trace);
  return [...new Set([under, right, over, moreOver.at(-1) ?? over, bestRidge])];
};

export function floorMessage(trace: BiasVarianceTrace): Message {
  const best = lowest(finalists(trace)) ?? modelsOf(trace).right;
  return say('captionFloor', { error: errorOf(best), noise: written(best).noise });
}
