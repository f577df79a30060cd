/** What makes the captions of this film true that are said of no other descent. */
import type { RateRun } from '../../src/sim/descents.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import { carriedOn, DESCENT_CLAIMS, minimaOf, movesIn, near } from '../../src/story/descent/claims.ts';
import { rateText } from '../../src/story/descent/commentary.ts';
import type { Message } from '../../src/story/words.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioStory } from './story.ts';

/** The minimum that a run ends in: none if it does not come to rest. */
const restsIn =
  (trace: TrioTrace) =>
  (_: RateRun, index: number): readonly number[] =>
    minimaOf(trace).filter((minimum) => near(carriedOn(trace)[index] ?? [], minimum));

/** Whether the answer to the opening question is in the trace. */
function asked({ question, runs }: Message['values'], { trace }: Spoken<TrioTrace>): boolean {
  const kinds = trace.runs.map(({ verdict }) => verdict.kind);
  const some = (kind: string): boolean => kinds.filter((one) => one === kind).length === runs;
  switch (question) {
    case 'diverges':
      return some('diverges') && runs !== kinds.length;
    case 'cycle':
      return some('cycle') && runs !== kinds.length;
    case 'slow':
      return some('crawling') && runs !== kinds.length;
    case 'dips':
      return runs === kinds.length && new Set(trace.runs.flatMap(restsIn(trace))).size > 1;
    case 'single':
      return kinds.length === 1;
    default:
      return runs === kinds.length;
  }
}

/** What makes each caption of the trio true. */
export const claims: Claims<TrioTrace, TrioStory> = {
  ...DESCENT_CLAIMS,
  captionQuestion: asked,
  captionLandscape: 'definition',
  captionCompare: ({ steps }, { trace }) => trace.params.steps === steps,
  captionEndings: ({ endings, runs, open }, { trace }) => {
    const ends = trace.runs.map(({ points, verdict: { kind, minimum, period } }) => {
      if (kind !== 'crawling') return JSON.stringify([kind, kind === 'cycle' ? period : minimum]);
      const way = Math.abs(trace.params.start - (minimum ?? trace.params.start));
      return `crawling ${movesIn(points.map(([x]) => x)).every((move) => move < way / 10)}`;
    });
    const going = trace.runs.every(({ verdict: { since } }) => since === null);
    return runs === ends.length && endings === new Set(ends).size && open === going;
  },
  captionAnswer: ({ rate, threshold }, { trace }) => {
    const { a } = trace.params.objective;
    const limits = minimaOf(trace).map((x) => 2 / (4 * a * (3 * x * x - 1)));
    const limit = limits.find((one) => Math.abs(one - Number(threshold)) < 1e-9 * one);
    const at = trace.runs.findIndex((_, i) => rateText(trace, i) === rate);
    const rests = minimaOf(trace).some((minimum) => near(carriedOn(trace)[at] ?? [], minimum));
    return limit !== undefined && (trace.runs[at]?.learningRate ?? 0) > limit && !rests;
  },
};
