/** What can be said of a trace, each as a message with its values. */

import { mean, sum } from 'd3-array';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { fromScaled, toScaled } from '../../sim/regression/feature-scaling.ts';
import type { LineTrace, RegressionRun } from '../../sim/regression/regressions.ts';
import { logged, loggedValue, significant } from '../numbers.ts';
import { REGRESSION_WORDS } from '../words/regression/index.ts';
import type { Message } from '../words.ts';
import { sayer } from '../words.ts';

const say = sayer('regressions', REGRESSION_WORDS.en);

/** Steps of the run that the film opens with. */
export const OPENING_STEPS = 40;
/** Steps after which a run is on the floor of its valley. */
export const FLOOR_FROM = 3;
/** Share of a run in the lab that is seen before the question; what stands still must have stood for a while. */
const [ASKED, ASKED_OF_STILL] = [0.1, 0.6];
/** J stands still, or falls slowly, when an update takes less than such a share of what is left of it. */
const STILL = 1e-3;
const SLOW = 0.15;
/** A slope is that of least squares for its intercept if it is off by less than this share; b is stuck if it has moved by less. */
const STUCK = 1e-2;

/** The run of each group, the main one and the feature as it is. */
export const runOf = ({ runs }: LineTrace, id: string): RegressionRun => {
  const found = runs.find((run) => run.id === id);
  if (found === undefined) throw new RangeError(`there is no run "${id}"`);
  return found;
};

/** The first step from which on something holds of every step. */
const sinceStep = ({ losses }: RegressionRun, holds: (before: number, loss: number) => boolean): number =>
  1 + losses.findLastIndex((loss, k) => k === 0 || !holds(losses[k - 1] ?? 0, loss));

/** Whether an update changes J by less than a share of what is left of it. */
const changesBelow =
  ({ facts }: LineTrace, share: number) =>
  (before: number, loss: number): boolean =>
    Math.abs(before - loss) < share * (before - facts.leastLoss);

/** What the film opens with, and the step from which on it can be asked. */
export function questionOf(trace: LineTrace): { readonly question: string; readonly at: number } {
  const run = runOf(trace, 'raw');
  const { losses, points, signature } = run;
  const end = Math.min(OPENING_STEPS, losses.length - 1);
  const [first = 0, last = 0] = [losses[0], losses[end]];
  const far = last - trace.facts.leastLoss > 0.01 * (first - trace.facts.leastLoss);
  if (last > first) return { question: 'worse', at: sinceStep(run, (_, loss) => loss > first) };
  const at = sinceStep(run, changesBelow(trace, STILL));
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

/**
 * Whether a run on the feature as it is ends with its first b and the slope that is best for that: Σ x (y − b) / Σ x². The
 * line turns about its pivot at x = 0 and goes nowhere.
 */
export function isStuck(
  { facts, params }: LineTrace,
  { scaling, points, signature }: RegressionRun,
): boolean {
  const { x, y } = facts.samples;
  const [w, b] = points.at(-1) ?? [0, 0];
  const first = params.start.b;
  const slope = sum(x, (at, i) => at * ((y[i] ?? 0) - first)) / sum(x, (at) => at * at);
  return (
    scaling === 'raw' &&
    signature?.kind === 'stalls' &&
    Math.abs(b - first) < STUCK * Math.abs(facts.best[1] - first) &&
    Math.abs(w - slope) < STUCK * Math.abs(slope)
  );
}

/**
 * Whether a descent goes down a valley as courses tell it: the first step takes most of the way across and little of that
 * along, and from the fourth on steps lead along the floor, each less than a quarter of the first.
 */
export function followsValley({ facts }: LineTrace, { points, scaling, signature }: RegressionRun): boolean {
  const { steepest, flattest, ...own } = facts.scalings[scaling];
  const minimum = toScaled(own, facts.best);
  const away = (k: number, { along }: typeof steepest): number => {
    const [w, b] = points[k] ?? minimum;
    return Math.abs((w - minimum[0]) * along[0] + (b - minimum[1]) * along[1]);
  };
  const moves = points
    .slice(1)
    .map(([w, b], k): Place2 => [w - (points[k]?.[0] ?? w), b - (points[k]?.[1] ?? b)]);
  const length = ([w, b]: Place2 = [0, 0]): number => Math.sqrt(w * w + b * b);
  const floor = moves.slice(FLOOR_FROM);
  return (
    signature?.kind === 'settles' &&
    floor.length > 0 &&
    away(1, steepest) < 0.25 * away(0, steepest) &&
    away(1, flattest) > 0.75 * away(0, flattest) &&
    floor.every((move) => 4 * length(move) < length(moves[0])) &&
    floor
      .slice(0, FLOOR_FROM)
      .every(
        (move) => Math.abs(move[0] * flattest.along[0] + move[1] * flattest.along[1]) > 0.9 * length(move),
      )
  );
}

/** What is wrong in a run of the lab, as a caption says it. */
export function answerOf(trace: LineTrace, run: RegressionRun): Message {
  const { signature, rate, scaling, losses, points } = run;
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
    case 'bounces': {
      const leaps = losses.every((loss, k) => loss > (losses[k - 1] ?? 0));
      const close = significant(rate, 3) === significant(limit, 3);
      return say('captionHigh', { limit, kind: close ? 'close' : leaps ? 'leaps' : 'other' });
    }
    case 'crawls':
      return say('captionLow', {
        steps: losses.length - 1,
        left: (last - facts.leastLoss) / (first - facts.leastLoss),
      });
    case 'stalls': {
      const moved = Math.abs((points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0));
      const { condition } = facts.scalings[scaling];
      if (scaling !== 'raw') return say('captionFlat', { ratio: Math.sqrt(condition) });
      if (isStuck(trace, run))
        return say('captionStuck', { b: params.start.b, rises: (points.at(-1)?.[0] ?? 0) > 0 });
      return say('captionUnscaled', { moved, away: Math.abs(facts.best[1] - params.start.b) });
    }
    default:
      return say('captionFine', { loss: last });
  }
}

/** What is asked of a run in the lab; of one that crawls in a single direction, and J falls for another, nothing special. */
export function askMessage(trace: LineTrace, { signature, losses }: RegressionRun): Message {
  const [before = 0, last = 0] = losses.slice(-2);
  const falls = signature?.kind === 'crawls' && !changesBelow(trace, SLOW)(before, last);
  return say('captionAsk', { kind: falls ? 'other' : (signature?.kind ?? 'other') });
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
      ? sinceStep(run, changesBelow(trace, STILL))
      : kind === 'crawls'
        ? sinceStep(run, changesBelow(trace, SLOW))
        : 1;
  return Math.min(last, Math.max(since, Math.ceil((kind === 'stalls' ? ASKED_OF_STILL : ASKED) * last)));
}

/** What a run on batches is called. */
export const nameOf = ({ batch }: RegressionRun, count: number): Message =>
  say('batchName', { kind: batch === count ? 'all' : batch === 1 ? 'single' : 'mini', batch });

/**
 * The step from which on J of a run is no higher than at the finish, the same for all scalings: what the main run ends with, if
 * it settles, else where a thousandth of J − J* at the start is left. `null` if it never gets there.
 */
export function finishAt(trace: LineTrace, { losses }: RegressionRun): number | null {
  const { leastLoss } = trace.facts;
  const main = runOf(trace, 'main').losses;
  const finish = Math.min(main.at(-1) ?? 0, leastLoss + 1e-3 * ((main[0] ?? 0) - leastLoss));
  const at = 1 + losses.findLastIndex((loss) => loss > finish);
  return at < losses.length ? at : null;
}

/** What the feature as it is allows. */
export const rawMessage = (trace: LineTrace): Message =>
  say('captionRaw', {
    limit: trace.facts.scalings.raw.limit,
    stuck: isStuck(trace, runOf(trace, 'raw')),
  });

/** What comes of the same start in a round bowl. */
export function roundMessage(trace: LineTrace): Message {
  const run = runOf(trace, 'standard');
  const steps = finishAt(trace, run);
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

/** What the line says of a new feature, and the data next to it. */
export function predictMessage(trace: LineTrace): Message {
  const {
    samples: { y },
    predictAt: x,
    houses,
  } = trace.facts;
  const [w, b] = predictorOf(trace).line;
  const said = { x, y: w * x + b, houses };
  const [below, above] = neighboursOf(trace).map((i) => (i === null ? null : (y[i] ?? 0)));
  if (below === null || above === null) return say('captionOutside', said);
  return say('captionBeside', { ...said, below: below ?? 0, above: above ?? 0 });
}

/** Where the line comes from that predicts: from a run that left behind what the film opened with, from any run, or from the formula. */
export function swingMessage(trace: LineTrace): Message {
  const { fitted } = predictorOf(trace);
  const raw = runOf(trace, 'raw');
  const freed = fitted && isStuck(trace, raw) && (raw.points.at(-1)?.[0] ?? 0) * trace.facts.best[0] < 0;
  return say('captionSwing', { kind: freed ? 'freed' : fitted ? 'fitted' : 'formula' });
}

/** The mean J of a run on batches over its last epoch. */
export const lastEpoch = ({ facts }: LineTrace, { losses, batch }: RegressionRun): number =>
  mean(losses.slice(-Math.ceil(facts.samples.x.length / batch))) ?? 0;

/** What single samples did that all at once did not, or which run was lowest over the last epoch, if the printed numbers tell. */
export function batchMessage(trace: LineTrace): Message {
  const count = trace.facts.samples.x.length;
  const runs = trace.runs
    .filter(({ group }) => group === 'batch')
    .sort((a, b) => lastEpoch(trace, a) - lastEpoch(trace, b));
  const [all, single] = [count, 1].map((size) => runs.find(({ batch }) => batch === size));
  const [first, second] = runs;
  const lowest = first ? lastEpoch(trace, first) : 0;
  if (all && single && loggedValue(lastEpoch(trace, single)) < loggedValue(lastEpoch(trace, all))) {
    const end = single.losses.slice(-count);
    if (end.some((loss, k) => loss > (end[k - 1] ?? loss)))
      return say('captionRestless', { times: (single.losses.length - 1) / (all.losses.length - 1) });
  }
  if (first === undefined || second === undefined || logged(lowest) === logged(lastEpoch(trace, second)))
    return say('captionTied', { loss: lowest });
  return say('captionLowest', { name: nameOf(first, count) });
}
