/** What makes the captions of this film true that are said of no other descent. */
import type { RateRun } from '../../src/sim/descents.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import { carriedOn, DESCENT_CLAIMS, leaps, minimaOf, near } from '../../src/story/descent/claims.ts';
import { rateText } from '../../src/story/descent/commentary.ts';
import { SWEEP_CLAIMS } from '../../src/story/descent/sweep-claims.ts';
import type { Message } from '../../src/story/words.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioStory } from './story.ts';

/** The minimum that a run ends in: none if it does not come to rest. */
const restsIn =
  (trace: TrioTrace) =>
  (_: RateRun | undefined, index: number): readonly number[] =>
    minimaOf(trace).filter((minimum) => near(carriedOn(trace)[index] ?? [], minimum));

/** Whether the answer to the opening question is in the trace. */
function asked({ question, runs }: Message['values'], { trace }: Spoken<TrioTrace>): boolean {
  const kinds = trace.runs.map(({ verdict }) => verdict.kind);
  const some = (kind: string): boolean => kinds.filter((one) => one === kind).length === runs;
  switch (question) {
    case 'reach': {
      const there = trace.runs.filter((run, i) => {
        const [minimum = 0] = minimaOf(trace);
        const dip = Math.abs((run.points.at(-1)?.[0] ?? 0) - minimum);
        return restsIn(trace)(run, i).includes(minimum) && dip < Math.abs(trace.params.start - minimum) / 4;
      });
      return there.length === runs && there.length < kinds.length;
    }
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
  ...SWEEP_CLAIMS,
  captionQuestion: asked,
  captionAnswer: ({ low, rate, high }, { trace }) => {
    const [short, fits, far] = [low, rate, high].map((words) =>
      trace.runs.findIndex((_, i) => rateText(trace, i) === words),
    );
    const [minimum = 0] = minimaOf(trace);
    const limit = 2 / (4 * trace.params.objective.a * (3 * minimum * minimum - 1));
    const xs = (trace.runs[short ?? -1]?.points ?? []).map(([x]) => x);
    return (
      xs.length > 0 &&
      leaps(trace, xs).length === 0 &&
      restsIn(trace)(undefined, fits ?? -1).includes(minimum) &&
      (trace.runs[far ?? -1]?.learningRate ?? 0) > limit &&
      restsIn(trace)(undefined, far ?? -1).length === 0
    );
  },
};
