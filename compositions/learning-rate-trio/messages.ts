/** What there is to say of a trace, without its wording or its time. */
import type { Message } from '../../src/story/captions.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import { say, word } from './text.ts';

/** A run whose steps are all shorter than this share of its way crawls; others are on their way. */
const SLOW_SHARE = 0.1;

export const verdictValues = ({ facts, params }: TrioTrace, run: RateRun) => {
  const { kind, period, minimum } = run.verdict;
  return {
    kind,
    period,
    steps: run.losses.length - 1,
    wells:
      facts.localMinimum === null
        ? ('one' as const)
        : facts.equalMinima
          ? ('equal' as const)
          : ('tilted' as const),
    side: (minimum ?? 0) < 0 ? ('left' as const) : ('right' as const),
    onHill: kind === 'stuck' && minimum === null,
    slow: longestMove(run) < SLOW_SHARE * Math.abs(params.start - (minimum ?? params.start)),
  };
};

/** How far each step went, in parameter units. */
const movesOf = ({ points }: RateRun): readonly number[] =>
  points.slice(1).map(([x], k) => Math.abs(x - (points[k]?.[0] ?? x)));

const longestMove = (run: RateRun): number => movesOf(run).reduce((most, move) => Math.max(most, move), 0);

/** Each step shorter than the one before. */
const shrinks = (run: RateRun): boolean =>
  movesOf(run).every((move, k, moves) => k === 0 || move < (moves[k - 1] ?? 0));

/** The verdict of a run, short. */
export const verdictMessage = (trace: TrioTrace, run: RateRun): Message =>
  say('verdict', verdictValues(trace, run));

/** 2 / L″ at the minimum that a verdict speaks of; at the global one where it speaks of none. */
export function thresholdOf({ facts }: TrioTrace, { verdict }: RateRun): number {
  const local = facts.localMinimum !== null && verdict.minimum === facts.localMinimum[0];
  return (local ? facts.localStabilityThreshold : null) ?? facts.stabilityThreshold;
}

/** That threshold, when it is what keeps a run from settling; else `null`. */
export function brokenThreshold(trace: TrioTrace, run: RateRun): number | null {
  const threshold = thresholdOf(trace, run);
  return run.verdict.kind === 'cycle' && run.learningRate > threshold ? threshold : null;
}

/** The last step that crossed the hill, counted from 1; `null` when none did. */
function lastLeap({ points }: RateRun, hill: number | null): number | null {
  if (hill === null) return null;
  const step = points.findLastIndex(([x], k) => k > 0 && x < hill !== (points[k - 1]?.[0] ?? x) < hill);
  return step < 0 ? null : step;
}

/** What makes this run end as it does, told while it happens. */
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
      return verdictValues(trace, run).slow
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
  const run = runs[index];
  const before = runs[index - 1];
  if (run === undefined || before === undefined) return say('captionSlope');
  const rate = run.learningRate;
  const ratio = rate / before.learningRate;
  if (ratio === 1) return say('captionRateSame', { rate });
  return ratio > 1 ? say('captionRateUp', { rate, ratio }) : say('captionRateDown', { rate });
}

export function wellsCaption({ facts }: TrioTrace): Message {
  if (facts.equalMinima) return say('captionEqual');
  if (facts.localMinimum === null) return say('captionSingle');
  return say('captionTilted', { global: facts.globalMinimum[0] < facts.localMinimum[0] ? 'left' : 'right' });
}

/** How many endings differ, as they are worded. */
export const endings = (trace: TrioTrace): number =>
  new Set(trace.runs.map((run) => word(verdictMessage(trace, run), 'en'))).size;

/** A local minimum that is no global one is a trap. */
export const hasTrap = ({ facts }: TrioTrace): boolean => facts.localMinimum !== null && !facts.equalMinima;
