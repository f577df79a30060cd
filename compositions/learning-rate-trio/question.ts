/** The question that the film opens with, and what it comes to. */
import type { Verdict } from '../../src/sim/objectives/double-well-verdict.ts';
import { verdictMessage } from '../../src/story/descent/commentary.ts';
import type { Message } from '../../src/story/words.ts';
import type { TrioTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** The different endings, as worded. */
const endingsOf = (trace: TrioTrace): readonly string[] => [
  ...new Set(trace.runs.map((run) => words.word(verdictMessage(trace, run), 'en'))),
];

/** How many different endings there are, as worded; whether none of the runs has come to one yet. */
export const endings = (trace: TrioTrace) => ({
  runs: trace.runs.length,
  endings: endingsOf(trace).length,
  open: trace.runs.every(({ verdict }) => verdict.kind === 'crawling'),
});

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
  const dips = runs.filter(({ verdict: { kind } }) => kind === 'settles' || kind === 'stuck');
  if (new Set(dips.flatMap(({ verdict: { minimum } }) => minimum ?? [])).size > 1) return 'dips';
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
export const ending = (trace: TrioTrace): Message => say('ending', endings(trace));
