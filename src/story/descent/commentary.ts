/** What there is to say about descents on a double well, independent of timing; its words are in `words/`. */

import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { bouncing, chaosFrom, STILL, sweepEdges } from '../../sim/rate-sweep.ts';
import { ratesApart, roundedTimes } from '../numbers.ts';
import { DESCENT_WORDS } from '../words/descent/index.ts';
import { type Message, sayer } from '../words.ts';
import { shownRates } from './scan.ts';

const say = sayer('descents', DESCENT_WORDS.en);

/** Something to say from a given number of steps on. */
export interface Remark {
  readonly step: number;
  readonly message: Message;
}

/** A run whose steps are all shorter than this fraction of its way is crawling; others are on their way. */
const SLOW_SHARE = 0.1;
/** A swing smaller than this fraction of the run's first step is no longer told of: nobody sees it. */
const SWING = 0.02;
/** Steps of a run that are seen before it is explained why it bounces. */
const SEEN = 2;
/** With fewer steps than this, whether a run has arrived is luck. */
const TELLING = 8;

export type Wells = 'one' | 'equal' | 'tilted';

export const wellsOf = ({ facts }: DescentTrace): Wells =>
  facts.localMinimum === null ? 'one' : facts.equalMinima ? 'equal' : 'tilted';

/** The rate of a run as written in this film: with as many digits as it takes to tell it from the others. */
export const rateText = ({ params: { learningRates } }: DescentTrace, run: number): string =>
  ratesApart(learningRates)[run] ?? '';

/** Length of each step, in parameter units. */
const movesOf = ({ points }: RateRun): readonly number[] =>
  points.slice(1).map(([x], k) => Math.abs(x - (points[k]?.[0] ?? x)));

const longestMove = (run: RateRun): number => Math.max(0, ...movesOf(run));

/** Each step shorter than the one before. */
const shrinks = (run: RateRun): boolean =>
  movesOf(run).every((move, k, moves) => k === 0 || move < (moves[k - 1] ?? 0));

/** No step was longer than a tenth of the way. */
const isSlow = ({ params }: DescentTrace, run: RateRun): boolean =>
  longestMove(run) < SLOW_SHARE * Math.abs(params.start - (run.verdict.minimum ?? params.start));

const lastStep = ({ points }: RateRun): number => points.length - 1;

/** Its last step could still be seen. */
function moves(trace: DescentTrace, run: RateRun): boolean {
  const way = Math.abs(trace.params.start - (run.verdict.minimum ?? trace.params.start));
  return (movesOf(run).at(-1) ?? 0) > STILL * way;
}

/** How a run's outcome is worded: what it is bound for, as long as it is still moving. */
function wordedKind(trace: DescentTrace, run: RateRun): string {
  const { kind } = run.verdict;
  if (kind === 'settles' && moves(trace, run)) return 'nears';
  return kind === 'stuck' && moves(trace, run) ? 'creeps' : kind;
}

/** The short verdict on a run. */
export function verdictMessage(trace: DescentTrace, run: RateRun): Message {
  const { kind, period, minimum } = run.verdict;
  return say('descentVerdict', {
    kind: wordedKind(trace, run),
    period,
    steps: lastStep(run),
    wells: wellsOf(trace),
    // On which side the minimum of the verdict lies.
    side: (minimum ?? 0) < 0 ? 'left' : 'right',
    // It started where the slope is 0 and never moved.
    onHill: kind === 'stuck' && minimum === null,
    slow: isSlow(trace, run),
  });
}

/** 2 / L″ at the minimum that a verdict refers to; at the global one if it refers to none. */
export function thresholdOf({ facts }: DescentTrace, { verdict }: RateRun): number {
  const local = facts.localMinimum !== null && verdict.minimum === facts.localMinimum[0];
  return (local ? facts.localStabilityThreshold : null) ?? facts.stabilityThreshold;
}

/** That threshold, if it is what keeps a run from settling; else `null`. */
export function brokenThreshold(trace: DescentTrace, run: RateRun): number | null {
  const threshold = thresholdOf(trace, run);
  return run.verdict.kind === 'cycle' && run.verdict.minimum !== null && run.learningRate > threshold
    ? threshold
    : null;
}

/** How far a step takes a run from a minimum, relative to its distance there: at its last places on either side, if it goes to and fro between two. */
export function throwsOf({
  verdict,
  points,
}: RateRun): { readonly left: number; readonly right: number } | null {
  const [minimum, [[x = 0] = [], [y = 0] = []]] = [verdict.minimum, points.slice(-2)];
  if (minimum === null || verdict.period !== 2 || (x - minimum) * (y - minimum) >= 0) return null;
  const factor = (from: number): number => Math.abs(y - x) / Math.abs(from - minimum);
  return { left: factor(Math.min(x, y)), right: factor(Math.max(x, y)) };
}

/**
 * Why it cannot settle there: the slope of the parabola that fits the dip, the rate whose step on it lands as far away, how
 * many times the distance the run's own step is (η L″), and why it bounces no wider all the same; nothing for a run that
 * another reason keeps from settling.
 */
export function stability(trace: DescentTrace, index: number): readonly Message[] {
  const run = trace.runs[index];
  const threshold = run === undefined ? null : brokenThreshold(trace, run);
  if (run === undefined || threshold === null) return [];
  const curvature = 2 / threshold;
  const thrown = throwsOf(run);
  return [
    say('captionCurvature', { curvature }),
    say('captionThreshold', { threshold }),
    say('captionFactor', { rate: rateText(trace, index), factor: run.learningRate * curvature }),
    ...(thrown === null
      ? []
      : [say('captionReal', { ...thrown, side: thrown.right > thrown.left ? 'right' : 'left' })]),
  ];
}

/** The last step that crossed the hill, counted from 1; `null` if none did. */
export function lastLeap({ points }: RateRun, hill: number | null): number | null {
  if (hill === null) return null;
  const step = points.findLastIndex(([x], k) => k > 0 && x < hill !== (points[k - 1]?.[0] ?? x) < hill);
  return step < 0 ? null : step;
}

/** The first step from which on every step lands on the other side of a minimum, nearer to it; `null` if the run does not end so. */
function overshootsFrom(run: RateRun, minimum: number | null): number | null {
  if (minimum === null) return null;
  const smallest = SWING * (movesOf(run)[0] ?? 0);
  const off = run.points.map(([x]) => x - minimum);
  const swings = off.findIndex((distance, k) => k > 0 && Math.abs(distance) < smallest);
  const end = swings < 0 ? off.length - 1 : swings - 1;
  let step = end;
  const overshoots = (k: number): boolean => {
    const [from = 0, to = 0] = [off[k - 1], off[k]];
    return from * to < 0 && Math.abs(to) < Math.abs(from);
  };
  while (step > 0 && overshoots(step)) step -= 1;
  return end - step >= 3 ? step + 1 : null;
}

/** How a run that comes to rest gets there. @param leapt whether it crossed the hill on its way */
function approach(trace: DescentTrace, run: RateRun, leapt: boolean): readonly Remark[] {
  if (longestMove(run) === 0) return [{ step: 0, message: say('captionBalances', { hill: false }) }];
  const step = overshootsFrom(run, run.verdict.minimum);
  if (step !== null) return [{ step: step + 1, message: say('captionSwings', { step }) }];
  if (leapt) return [];
  if (shrinks(run)) return [{ step: Math.min(3, lastStep(run)), message: say('captionRolls') }];
  return [{ step: lastStep(run), message: say('captionStays', { wells: wellsOf(trace) }) }];
}

/** Every step from a given one on lands on the other side of a minimum. */
const throwsBack = ({ points }: RateRun, minimum: number, since: number): boolean =>
  points
    .slice(since)
    .every(([x], k, all) => k === 0 || (x - minimum) * ((all[k - 1]?.[0] ?? x) - minimum) < 0);

/** The step from which on a run that cannot settle is explained: it bounces by then, and its first steps have been seen. */
export function bouncesFrom(run: RateRun): number {
  const { minimum, since } = run.verdict;
  const last = since ?? lastStep(run);
  const steps = Array.from({ length: Math.max(0, last - SEEN) }, (_, k) => k + SEEN);
  return minimum === null ? last : (steps.find((k) => throwsBack(run, minimum, k)) ?? last);
}

/** Why this run goes as it does: each remark from the step on at which it has become true, in that order. */
export function explanation(trace: DescentTrace, run: RateRun): readonly Remark[] {
  const { kind, minimum, since } = run.verdict;
  const end = lastStep(run);
  const leap = lastLeap(run, trace.facts.localMaximum?.[0] ?? null);
  const leapt = (key: 'captionLeaps' | 'captionWrongDip'): readonly Remark[] =>
    leap === null ? [] : [{ step: leap, message: say(key, { step: leap, equal: trace.facts.equalMinima }) }];
  switch (kind) {
    case 'diverges': {
      const grown = (since ?? 0) + 2;
      return grown > end ? [] : [{ step: grown, message: say('captionGrows') }];
    }
    case 'cycle':
      return minimum !== null && throwsBack(run, minimum, since ?? 0)
        ? [{ step: Math.min(end, (since ?? 0) + 2), message: say('captionOvershoots') }]
        : [{ step: end, message: say('captionRestless', { steps: end }) }];
    case 'crawling':
      return isSlow(trace, run)
        ? [{ step: 1 + movesOf(run).indexOf(longestMove(run)), message: crawls(run) }]
        : [{ step: end, message: say('captionOnItsWay', { steps: end }) }];
    case 'settles':
      return [...leapt('captionLeaps'), ...approach(trace, run, leap !== null)];
    case 'stuck':
      if (longestMove(run) === 0) {
        return [{ step: 0, message: say('captionBalances', { hill: minimum === null }) }];
      }
      if (leap !== null) return leapt('captionWrongDip');
      return shrinks(run)
        ? [{ step: Math.min(3, end), message: say('captionFades') }]
        : [{ step: end, message: say('captionTooShort') }];
  }
}

/** Something to say once a scan over all rates has come to a rate. */
export interface ScanRemark {
  readonly rate: number;
  readonly message: Message;
}

/** All rates of a sweep: what they do, from the lowest to the highest, where that is not a matter of luck. */
export function sweep(trace: DescentTrace): {
  readonly asked: Message;
  readonly remarks: readonly ScanRemark[];
} {
  const { steps } = trace.params;
  const asked = say('captionSweep');
  if (steps < TELLING) return { asked, remarks: [] };
  const { arrive, clears, slow, back, gone } = sweepEdges(trace);
  const bounce = bouncing(trace);
  const chaos = chaosFrom(trace);
  const side = trace.facts.globalMinimum[0] > 0 ? 'left' : 'right';
  const remark = (rate: number, message: Message): ScanRemark => ({ rate, message });
  const [from, to] = bounce ?? [0, 0];
  return {
    asked,
    remarks: [
      ...(clears === null ? [] : [remark(clears, say('captionBelow', { from: clears }))]),
      ...(arrive
        ? [
            remark(
              slow ?? arrive[1],
              say('captionArrives', { from: arrive[0], to: slow ?? arrive[1], limit: slow !== null }),
            ),
          ]
        : []),
      ...(bounce && chaos === null ? [remark(to, say('captionBounces', { from, to }))] : []),
      ...(bounce && chaos !== null
        ? [
            remark(chaos, say('captionForks', { from, to: chaos })),
            remark(to, say('captionChaos', { from: chaos, to })),
          ]
        : []),
      ...(back === null && gone === null
        ? []
        : [remark(shownRates(trace)[1], say('captionGone', { back, gone, side }))]),
    ],
  };
}

const crawls = (run: RateRun): Message => say('captionCrawls', { longest: longestMove(run) });

/** How this run differs from the one before it; the first one explains the picture. */
export function opening(trace: DescentTrace, index: number): Message {
  const [run, before] = [trace.runs[index], trace.runs[index - 1]];
  if (run === undefined || before === undefined) return say('captionSlope');
  const rate = rateText(trace, index);
  const ratio = run.learningRate / before.learningRate;
  if (ratio === 1) return say('captionRateSame', { rate });
  if (ratio < 1) return say('captionRateDown', { rate });
  const written = roundedTimes(ratio);
  return written === 1 ? say('captionRateHardly', { rate }) : say('captionRateUp', { rate, ratio: written });
}
