import { lerp } from '../../sim/maths.ts';
import { type AttentionFilmTrace, headName } from '../../story/attention/readings.ts';
import { fixed } from '../../story/numbers.ts';
import type { HeadRow } from './HeadTable.tsx';

/** The heads at a look that lies between two. */
export const headsAt = (
  trace: AttentionFilmTrace,
  at: number,
  framed = trace.facts.focus,
): readonly HeadRow[] =>
  trace.facts.heads.map(({ course, looks, ...place }, i) => {
    const [from, t] = [Math.min(Math.floor(at), course.length - 1), at - Math.floor(at)];
    const next = course[from + 1] ?? course[from] ?? [];
    return {
      name: headName(place),
      framed: i === framed,
      weights: (course[from] ?? []).map((weight, k) => lerp(weight, next[k] ?? weight, t)),
      bars: [{ share: looks.at(-1) ?? 0, words: fixed(100 * (looks.at(-1) ?? 0), 0) }],
    };
  });
