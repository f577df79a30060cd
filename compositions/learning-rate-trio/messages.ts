/** What there is to say about a trace, independent of wording and timing. */

import type { Verdict } from '../../src/sim/objectives/double-well-verdict.ts';
import { ratesApart } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** Something to say from a given number of steps on. */
export interface Remark {
  readonly step: number;
  readonly message: Message;
}

/** A run whose steps are all shorter than this fraction of its way is crawling; others are on their way. */
const SLOW_SHARE = 0.1;
/** A swing smaller than this fraction of the run's first step is no longer told of as overshooting. */
const SWING = 1e-6;

export type Wells = 'one' | 'equal' | 'tilted';

export const wellsOf = ({ facts }: TrioTrace): Wells =>
  facts.localMinimum === null ? 'one' : facts.equalMinima ? 'equal' : 'tilted';

/** The rate of a run as written in this film: with as many digits as it takes to tell it from the others. */
export const rateText = ({ params: { learningRates } }: TrioTrace, run: number): string =>
  ratesApart(learningRates)[run] ?? '';

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

const lastStep = ({ points }: RateRun): number => points.length - 1;

/** The short verdict on a run. */
export function verdictMessage(trace: TrioTrace, run: RateRun): Message {
  const { kind, period, minimum } = run.verdict;
  return say('verdict', {
    kind,
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
export function thresholdOf({ facts }: TrioTrace, { verdict }: RateRun): number {
  const local = facts.localMinimum !== null && verdict.minimum === facts.localMinimum[0];
  return (local ? facts.localStabilityThreshold : null) ?? facts.stabilityThreshold;
}

/** That threshold, if it is what keeps a run from settling; else `null`. */
export function brokenThreshold(trace: TrioTrace, run: RateRun): number | null {
  const threshold = thresholdOf(trace, run);
  return run.verdict.kind === 'cycle' && run.verdict.minimum !== null && run.learningRate > threshold
    ? threshold
    : null;
}

/** The last step that crossed the hill, counted from 1; `null` if none did. */
export function lastLeap({ points }: RateRun, hill: number | null): number | null {
  if (hill === null) return null;
  const step = points.findLastIndex(([x], k) => k > 0 && x < hill !== (points[k - 1]?.[0] ?? x) < hill);
  return step < 0 ? null : step;
}

/** The first step from which on every step lands on the other side of a minimum; `null` if the run does not end so. */
function overshootsFrom(run: RateRun, minimum: number | null): number | null {
  if (minimum === null) return null;
  const smallest = SWING * (movesOf(run)[0] ?? 0);
  const off = run.points.map(([x]) => x - minimum);
  const swings = off.findIndex((distance, k) => k > 0 && Math.abs(distance) < smallest);
  const end = swings < 0 ? off.length - 1 : swings - 1;
  let step = end;
  while (step > 1 && (off[step] ?? 0) * (off[step - 1] ?? 0) < 0) step -= 1;
  return end - step >= 3 ? step + 1 : null;
}

/** How a run that comes to rest gets there. @param leapt whether it crossed the hill on its way */
function approach(run: RateRun, leapt: boolean): readonly Remark[] {
  const step = overshootsFrom(run, run.verdict.minimum);
  if (step !== null) return [{ step: step + 1, message: say('captionSwings', { step }) }];
  if (leapt) return [];
  if (shrinks(run)) return [{ step: Math.min(3, lastStep(run)), message: say('captionRolls') }];
  return [{ step: lastStep(run), message: say('captionStays') }];
}

/** Every step from a given one on lands on the other side of a minimum. */
const throwsBack = ({ points }: RateRun, minimum: number, since: number): boolean =>
  points
    .slice(since)
    .every(([x], k, all) => k === 0 || (x - minimum) * ((all[k - 1]?.[0] ?? x) - minimum) < 0);

/** Why this run goes as it does: each remark from the step on at which it has become true, in that order. */
export function explanation(trace: TrioTrace, run: RateRun): readonly Remark[] {
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
      return [...leapt('captionLeaps'), ...approach(run, leap !== null)];
    case 'stuck':
      if (minimum === null) return [{ step: 0, message: say('captionBalances') }];
      if (leap !== null) return leapt('captionWrongDip');
      return shrinks(run)
        ? [{ step: Math.min(3, end), message: say('captionFades') }]
        : [{ step: end, message: say('captionTooShort') }];
  }
}

const crawls = (run: RateRun): Message => say('captionCrawls', { longest: longestMove(run) });

/** How this run differs from the one before it; the first one explains the picture. */
export function opening(trace: TrioTrace, index: number): Message {
  const [run, before] = [trace.runs[index], trace.runs[index - 1]];
  if (run === undefined || before === undefined) return say('captionSlope');
  const rate = rateText(trace, index);
  const ratio = run.learningRate / before.learningRate;
  if (ratio === 1) return say('captionRateSame', { rate });
  if (ratio < 1) return say('captionRateDown', { rate });
  return ratio < HARDLY ? say('captionRateHardly', { rate }) : say('captionRateUp', { rate, ratio });
}

/** A ratio below this would be written as 1. */
const HARDLY = 1.05;

/** The different endings, as worded. */
const endingsOf = (trace: TrioTrace): readonly string[] => [
  ...new Set(trace.runs.map((run) => words.word(verdictMessage(trace, run), 'en'))),
];

/** Number of different endings, as worded. */
export const endings = (trace: TrioTrace): number => endingsOf(trace).length;

/** Runs that end in one way. */
const count = ({ runs }: TrioTrace, ...kinds: readonly Verdict['kind'][]): number =>
  runs.filter(({ verdict }) => kinds.includes(verdict.kind)).length;

/** What the comparison shows, as the question that opens the film. */
type Question = 'diverges' | 'cycle' | 'dips' | 'slow' | 'alike' | 'single';

function questionOf(trace: TrioTrace): Question {
  const { runs } = trace;
  if (runs.length === 1) return 'single';
  const arrived = count(trace, 'settles', 'stuck');
  if (count(trace, 'diverges') > 0 && count(trace, 'diverges') < runs.length) return 'diverges';
  if (count(trace, 'cycle') > 0 && arrived > 0) return 'cycle';
  if (count(trace, 'settles') > 0 && count(trace, 'stuck') > 0) return 'dips';
  if (count(trace, 'crawling') > 0 && arrived > 0) return 'slow';
  return 'alike';
}

/** The question that opens the film: about the ending that stands out. */
export const question = (trace: TrioTrace): Message => {
  const about = questionOf(trace);
  const kinds = { diverges: 'diverges', cycle: 'cycle', slow: 'crawling' } as const;
  const runs = about in kinds ? count(trace, kinds[about as keyof typeof kinds]) : trace.runs.length;
  return say('captionQuestion', { question: about, runs });
};

/** What the film comes to. */
export const ending = (trace: TrioTrace): Message =>
  say('ending', {
    runs: trace.runs.length,
    endings: endings(trace),
    open: trace.runs.every(({ verdict }) => verdict.kind === 'crawling'),
  });

/** A merely local minimum is a trap. */
export const hasTrap = (trace: TrioTrace): boolean => wellsOf(trace) === 'tilted';
