/** What can be said of a trace, each as a message with its values. */

import type { Place2 } from '../../sim/objectives/surface.ts';
import { fromScaled } from '../../sim/regression/feature-scaling.ts';
import type { LineTrace, RegressionRun } from '../../sim/regression/regressions.ts';
import { logged, significant } from '../numbers.ts';
import { REGRESSION_WORDS } from '../words/regression/index.ts';
import type { Message } from '../words.ts';
import { sayer } from '../words.ts';

const say = sayer('regressions', REGRESSION_WORDS.en);

/** Steps of the run that the film opens with. */
export const OPENING_STEPS = 40;
/** A rate below this is called tiny. */
const TINY = 1e-3;
/** Share of a run in the lab that is seen before the question. */
const ASKED = 0.6;

/** The run of each group, the main one and the feature as it is. */
export const runOf = ({ runs }: LineTrace, id: string): RegressionRun => {
  const found = runs.find((run) => run.id === id);
  if (found === undefined) throw new RangeError(`there is no run "${id}"`);
  return found;
};

/** The first step from which on something holds of every step. */
const sinceStep = ({ losses }: RegressionRun, holds: (before: number, loss: number) => boolean): number =>
  1 + losses.findLastIndex((loss, k) => k === 0 || !holds(losses[k - 1] ?? 0, loss));

/** Whether an update changes J by less than a thousandth of what is left of it. */
const standing =
  ({ facts }: LineTrace) =>
  (before: number, loss: number): boolean =>
    Math.abs(before - loss) < 1e-3 * (before - facts.leastLoss);

/** What the film opens with, and the step from which on it can be asked. */
export function questionOf(trace: LineTrace): { readonly question: string; readonly at: number } {
  const run = runOf(trace, 'raw');
  const { losses, points, signature } = run;
  const end = Math.min(OPENING_STEPS, losses.length - 1);
  const [first = 0, last = 0] = [losses[0], losses[end]];
  const far = last - trace.facts.leastLoss > 0.01 * (first - trace.facts.leastLoss);
  if (last > first) return { question: 'worse', at: sinceStep(run, (_, loss) => loss > first) };
  const at = sinceStep(run, standing(trace));
  if (at >= end || !far || signature?.kind === 'crawls') return { question: 'other', at: 1 };
  const wrong = points.slice(at).every(([w]) => w * trace.facts.best[0] < 0);
  const right = points.slice(at).every(([w]) => w * trace.facts.best[0] >= 0);
  return { question: wrong ? 'wrong' : right ? 'stalls' : 'other', at };
}

/** Lengths of a run's gradients, as used. */
export const slopesOf = ({ series: { dw, db } }: RegressionRun): readonly number[] =>
  dw.map((slope, k) => Math.sqrt(slope * slope + (db[k] ?? 0) * (db[k] ?? 0)));

/** Ticks of the runs on batches, at most. */
const TICKS = 400;

/** How many samples the runs on batches have seen, tick by tick. */
export function seenOf({ facts, params }: LineTrace): readonly number[] {
  const all = facts.samples.x.length * params.batch.epochs;
  const ticks = Math.min(all, TICKS);
  return Array.from({ length: ticks + 1 }, (_, i) => Math.round((i * all) / ticks));
}

/** What is wrong in a run of the lab, as a caption says it. */
export function answerOf(
  trace: LineTrace,
  { signature, rate, scaling, losses, points }: RegressionRun,
): Message {
  const { facts, params } = trace;
  const { limit } = facts.scalings[scaling];
  const [w, b] = (signature?.check ?? [1, 1]).map((ratio) => Math.abs(ratio - 1) > 1e-3);
  if (w || b) {
    const ratio = signature?.check[w ? 0 : 1] ?? 1;
    return say('captionBug', {
      where: w && b ? 'both' : w ? 'w' : 'b',
      sign: ratio < 0,
      times: Math.round(ratio),
    });
  }
  const [first = 0, last = 0] = [losses[0], losses.at(-1)];
  switch (signature?.kind) {
    case 'bounces':
      return say('captionHigh', { rate, limit, close: significant(rate, 3) === significant(limit, 3) });
    case 'crawls':
      return say('captionLow', { left: (last - facts.leastLoss) / (first - facts.leastLoss) });
    case 'stalls': {
      const moved = Math.abs((points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0));
      const { condition } = facts.scalings[scaling];
      if (scaling !== 'raw') return say('captionFlat', { ratio: Math.sqrt(condition) });
      return say('captionUnscaled', {
        tiny: rate < TINY,
        moved,
        away: Math.abs(facts.best[1] - params.start.b),
      });
    }
    default:
      return say('captionFine', { loss: last });
  }
}

/** The step from which on it can be asked why: what the question says of J has come true, and stays so. */
export function askedFrom(trace: LineTrace, run: RegressionRun): number {
  const kind = run.signature?.kind;
  const last = run.losses.length - 1;
  const rising = kind === 'bounces' || kind === 'climbs' || kind === 'drifts';
  const move = (k: number, axis: 0 | 1): number =>
    (run.points[k]?.[axis] ?? 0) - (run.points[k - 1]?.[axis] ?? 0);
  const straight = (k: number): boolean => move(k, 0) * move(k - 1, 0) + move(k, 1) * move(k - 1, 1) >= 0;
  const swings = kind === 'bounces' ? 1 + run.points.findLastIndex((_, k) => k < 2 || straight(k)) : 1;
  const since = rising
    ? Math.max(
        swings,
        sinceStep(run, (before, loss) => loss > before),
      )
    : kind === 'stalls'
      ? sinceStep(run, standing(trace))
      : 1;
  return Math.min(last, Math.max(since, Math.ceil(ASKED * last)));
}

/** What a run on batches is called. */
export const nameOf = ({ batch }: RegressionRun, count: number): Message =>
  say('batchName', { kind: batch === count ? 'all' : batch === 1 ? 'single' : 'mini', batch });

/** The first step from which on at most a thousandth of J − J* at the start is left; `null` if that is not reached. */
export function settledAt({ facts }: LineTrace, { losses, signature }: RegressionRun): number | null {
  if (signature?.kind !== 'settles') return null;
  const left = (loss: number): number => loss - facts.leastLoss;
  return 1 + losses.findLastIndex((loss) => left(loss) > 1e-3 * left(losses[0] ?? 0));
}

/** What comes of the same start in a round bowl. */
export function roundMessage(trace: LineTrace): Message {
  const run = runOf(trace, 'standard');
  const steps = settledAt(trace, run);
  const kind = steps !== null ? 'round' : run.rate > trace.facts.scalings.standard.limit ? 'high' : 'more';
  return say('captionRound', { kind, steps: steps ?? 0 });
}

/** The line that predicts: that of the main run if it has settled, else that of least squares. */
export function predictorOf(trace: LineTrace): { readonly line: Place2; readonly fitted: boolean } {
  const { points, signature, scaling } = runOf(trace, 'main');
  const fitted = signature?.kind === 'settles';
  const last = points.at(-1);
  return {
    line: fitted && last ? fromScaled(trace.facts.scalings[scaling], last) : trace.facts.best,
    fitted,
  };
}

/** The samples next to where the line predicts, below it and above, by their indices. */
export function neighboursOf({ facts }: LineTrace): readonly [below: number | null, above: number | null] {
  const {
    samples: { x },
    predictAt,
  } = facts;
  const nearest = (side: -1 | 1): number | null => {
    const there = [...x.keys()].filter((i) => side * ((x[i] ?? 0) - predictAt) >= 0);
    return there.reduce<number | null>(
      (best, i) => (best === null || side * (x[i] ?? 0) < side * (x[best] ?? 0) ? i : best),
      null,
    );
  };
  return [nearest(-1), nearest(1)];
}

export function besideMessage(trace: LineTrace): Message {
  const {
    samples: { y },
    predictAt,
    houses,
  } = trace.facts;
  const [below, above] = neighboursOf(trace).map((i) => (i === null ? null : (y[i] ?? 0)));
  if (below === null || above === null) return say('captionOutside', { x: predictAt, houses });
  return say('captionNeighbours', { below: below ?? 0, above: above ?? 0, houses });
}

/** Which run on batches got lowest, if the printed numbers tell. */
export function lowestMessage({ runs, facts }: LineTrace): Message {
  const lastOf = ({ losses }: RegressionRun): number => losses.at(-1) ?? 0;
  const [first, second] = runs.filter(({ group }) => group === 'batch').sort((a, b) => lastOf(a) - lastOf(b));
  if (first === undefined || second === undefined || logged(lastOf(first)) === logged(lastOf(second)))
    return say('captionTied', { loss: first ? lastOf(first) : 0 });
  const rises = first.losses.filter((loss, k) => loss > (first.losses[k - 1] ?? loss)).length;
  return say('captionLowest', { rises, name: nameOf(first, facts.samples.x.length) });
}
