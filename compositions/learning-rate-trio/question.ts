/** The question that the film opens with, and what it comes to. */
import type { Verdict } from '../../src/sim/objectives/double-well-verdict.ts';
import { sweepEdges } from '../../src/sim/rate-sweep.ts';
import { rateText, verdictMessage } from '../../src/story/descent/commentary.ts';
import type { Message } from '../../src/story/words.ts';
import type { TrioTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** The different endings, as worded of runs that have come to rest. */
const endingsOf = (trace: TrioTrace): readonly string[] => [
  ...new Set(
    trace.runs.map((run) => {
      const { key, values } = verdictMessage(trace, run);
      return words.word({ key, values: { ...values, kind: run.verdict.kind } }, 'en');
    }),
  ),
];

/** How many different endings there are, as worded; whether none of the runs has come to one yet. */
const endings = (trace: TrioTrace) => ({
  runs: trace.runs.length,
  endings: endingsOf(trace).length,
  open: trace.runs.every(({ verdict }) => verdict.kind === 'crawling'),
});

/** Runs that end in one way. */
const count = ({ runs }: TrioTrace, ...kinds: readonly Verdict['kind'][]): number =>
  runs.filter(({ verdict }) => kinds.includes(verdict.kind)).length;

/** What the comparison shows, as the question that opens the film. */
type Question = 'reach' | 'diverges' | 'cycle' | 'dips' | 'slow' | 'alike' | 'single';

function questionOf(trace: TrioTrace): Question {
  const { runs } = trace;
  if (runs.length === 1) return 'single';
  const reach = count(trace, 'settles');
  if (reach > 0 && reach < runs.length && !trace.facts.equalMinima) return 'reach';
  const arrived = count(trace, 'settles', 'stuck');
  if (count(trace, 'diverges') > 0 && count(trace, 'diverges') < runs.length) return 'diverges';
  if (count(trace, 'cycle') > 0 && arrived > 0) return 'cycle';
  const dips = runs.filter(({ verdict: { kind } }) => kind === 'settles' || kind === 'stuck');
  if (new Set(dips.flatMap(({ verdict: { minimum } }) => minimum ?? [])).size > 1) return 'dips';
  if (count(trace, 'crawling') > 0 && arrived > 0) return 'slow';
  return 'alike';
}

/** The question that opens the film: about the ending that stands out. */
export const question = (trace: TrioTrace): Message => {
  const about = questionOf(trace);
  const kinds = { reach: 'settles', diverges: 'diverges', cycle: 'cycle', slow: 'crawling' } as const;
  const runs = about in kinds ? count(trace, kinds[about as keyof typeof kinds]) : trace.runs.length;
  return say('captionQuestion', { question: about, runs });
};

/** The answer to the question: what rates below and above those that arrive do. */
export function ending(trace: TrioTrace): Message {
  const { runs, open, endings: different } = endings(trace);
  const sorted = trace.runs.toSorted((a, b) => a.learningRate - b.learningRate);
  // A run that is merely on its way has no part in the answer.
  const kinds = sorted.map((run) =>
    run.verdict.kind === 'crawling' && verdictMessage(trace, run).values.slow !== true
      ? 'open'
      : run.verdict.kind,
  );
  const [first, last] = [kinds.indexOf('settles'), kinds.lastIndexOf('settles')];
  const [before, after] = first < 0 ? [[], []] : [kinds.slice(0, first), kinds.slice(last + 1)];
  const between = kinds.slice(first, last + 1).every((kind) => kind === 'settles');
  const small = before.every((kind) => kind === 'stuck' || kind === 'crawling');
  const large = after.every((kind) => kind === 'cycle' || kind === 'diverges');
  const [low, high] = [small && between && before.length > 0, large && between && after.length > 0];
  const clear = between && small && large;
  const answer = clear && low && high ? 'both' : clear && low ? 'low' : clear && high ? 'high' : null;
  const all = (kind: string): boolean => before.every((one) => one === kind);
  return say('ending', {
    runs,
    answer: answer ?? (open ? 'open' : different === 1 ? 'same' : 'decided'),
    // In the wrong dip is whoever is there, not who is still on the wall; and of all rates that are too small.
    low: all('stuck') && sweepEdges(trace).clears !== null ? 'dip' : all('crawling') ? 'crawls' : 'short',
    high: after.at(-1) === 'cycle' ? 'bounces' : 'flies',
  });
}

/** Of the film's rates the ones next to those that arrive, and what keeps them from it: only if that is the hill and the limit. */
export function answer(trace: TrioTrace): readonly Message[] {
  const { answer: clear, low: short } = ending(trace).values;
  if (clear !== 'both' || short !== 'dip') return [];
  const sorted = [...trace.runs.keys()].toSorted(
    (a, b) => (trace.runs[a]?.learningRate ?? 0) - (trace.runs[b]?.learningRate ?? 0),
  );
  const kinds = sorted.map((i) => trace.runs[i]?.verdict.kind);
  const first = kinds.indexOf('settles');
  const [low, rate, high] = [first - 1, first, kinds.lastIndexOf('settles') + 1].map((at) =>
    rateText(trace, sorted[at] ?? 0),
  );
  return [say('captionAnswer', { low: low ?? '', rate: rate ?? '', high: high ?? '' })];
}
