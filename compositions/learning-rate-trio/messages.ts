/** What there is to say about a trace, independent of wording and timing. */
import type { Message } from '../../src/story/words.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** A run whose steps are all shorter than this fraction of its way is crawling; others are on their way. */
const SLOW_SHARE = 0.1;

export type Wells = 'one' | 'equal' | 'tilted';

export const wellsOf = ({ facts }: TrioTrace): Wells =>
  facts.localMinimum === null ? 'one' : facts.equalMinima ? 'equal' : 'tilted';

/** Length of each step, in parameter units. */
const movesOf = ({ points }: RateRun): readonly number[] =>
  points.slice(1).map(([x], k) => Math.abs(x - (points[k]?.[0] ?? x)));

const longestMove = (run: RateRun): number => Math.max(0, ...movesOf(run));

/** Each step shorter than the one before. */
const shrinks = (run: RateRun): boolean =>
  movesOf(run).every((move, k, moves) => k === 0 || move < (moves[k - 1] ?? 0));

/** No step was longer than a tenth of the way. */
const isSlow = ({ params }: TrioTrace, run: RateRun): boolean =>
  longestMove(run) < SLOW_SHARE * Math.abs(params.start - (run.verdict.minimum ?? params.start));

/** The short verdict on a run. */
export function verdictMessage(trace: TrioTrace, run: RateRun): Message {
  const { kind, period, minimum } = run.verdict;
  return say('verdict', {
    kind,
    period,
    steps: run.losses.length - 1,
    wells: wellsOf(trace),
    // On which side the minimum of the verdict lies.
    side: (minimum ?? 0) < 0 ? 'left' : 'right',
    // It started where the slope is 0 and never moved.
    onHill: kind === 'stuck' && minimum === null,
    slow: isSlow(trace, run),
  });
}

/** 2 / L″ at the minimum that a verdict refers to; at the global one if it refers to none. */
export function thresholdOf({ facts }: TrioTrace, { verdict }: RateRun): number {
  const local = facts.localMinimum !== null && verdict.minimum === facts.localMinimum[0];
  return (local ? facts.localStabilityThreshold : null) ?? facts.stabilityThreshold;
}

/** That threshold, if it is what keeps a run from settling; else `null`. */
export function brokenThreshold(trace: TrioTrace, run: RateRun): number | null {
  const threshold = thresholdOf(trace, run);
  return run.verdict.kind === 'cycle' && run.learningRate > threshold ? threshold : null;
}

/** The last step that crossed the hill, counted from 1; `null` if none did. */
function lastLeap({ points }: RateRun, hill: number | null): number | null {
  if (hill === null) return null;
  const step = points.findLastIndex(([x], k) => k > 0 && x < hill !== (points[k - 1]?.[0] ?? x) < hill);
  return step < 0 ? null : step;
}

/** Why this run ends as it does, said while it happens. */
export function explanation(trace: TrioTrace, run: RateRun): Message {
  const { points, verdict } = run;
  const leap = lastLeap(run, trace.facts.localMaximum?.[0] ?? null);
  const threshold = brokenThreshold(trace, run);
  switch (verdict.kind) {
    case 'diverges':
      return say('captionGrows');
    case 'cycle':
      return threshold === null ? say('captionRestless') : say('captionOvershoots', { threshold });
    case 'crawling':
      return isSlow(trace, run)
        ? say('captionCrawls', { longest: longestMove(run) })
        : say('captionOnItsWay', { steps: points.length - 1 });
    case 'settles':
      if (leap !== null) return say('captionLeaps', { step: leap });
      return shrinks(run) ? say('captionRolls') : say('captionStays');
    case 'stuck':
      if (verdict.minimum === null) return say('captionBalances');
      if (leap !== null) return say('captionWrongDip', { step: leap });
      return shrinks(run) ? say('captionFades') : say('captionTooShort');
  }
}

/** How this run differs from the one before it; the first one explains the picture. */
export function opening({ runs }: TrioTrace, index: number): Message {
  const [run, before] = [runs[index], runs[index - 1]];
  if (run === undefined || before === undefined) return say('captionSlope');
  const rate = run.learningRate;
  const ratio = rate / before.learningRate;
  if (ratio === 1) return say('captionRateSame', { rate });
  return ratio > 1 ? say('captionRateUp', { rate, ratio }) : say('captionRateDown', { rate });
}

/** Number of different endings, as worded. */
export const endings = (trace: TrioTrace): number =>
  new Set(trace.runs.map((run) => words.word(verdictMessage(trace, run), 'en'))).size;

/** A merely local minimum is a trap. */
export const hasTrap = (trace: TrioTrace): boolean => wellsOf(trace) === 'tilted';
