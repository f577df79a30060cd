/** What is told of several runs together. */
import type { Better } from '../choice.ts';
import type { LeftOut } from './cast.ts';
import { type Lines, rankedBy, valueAt } from './curve.ts';
import type { RunEvent } from './happenings.ts';

/** Of fewer stations nobody is told to be ahead. */
const FEWEST = 8;
/** A lead is told that is kept for this share of the stations at least. */
const KEPT = 0.1;

/** How many runs are not drawn, by reason. */
export const leftOf = (left: readonly LeftOut[], at: number): readonly RunEvent[] =>
  (['none', 'other', 'many'] as const).flatMap((why): readonly RunEvent[] => {
    const count = left.filter((one) => one.why === why).length;
    return count === 0 ? [] : [{ kind: 'left', run: 0, at, series: '', why, count }];
  });

/** The run that most others equal to the last digit. */
export function equalOf(lines: readonly Lines[], equal: readonly number[], at: number): readonly RunEvent[] {
  const count = Math.max(0, ...equal);
  const run = equal.indexOf(count);
  const curve = lines[run]?.[rankedBy(lines)];
  return count === 0
    ? []
    : [{ kind: 'equal', run, at: curve?.steps[0] ?? at, series: curve?.name ?? '', count }];
}

/** The logs that end before the last step of all, of which the film says so. */
export const endedOf = (lines: readonly Lines[], last: number): readonly RunEvent[] =>
  lines.flatMap((line, run): readonly RunEvent[] => {
    const curve = line[rankedBy(lines)] ?? line.train;
    const at = curve?.steps.at(-1);
    const all = lines.flatMap((one) => (one[rankedBy(lines)] ?? one.train)?.steps.at(-1) ?? []);
    return curve === null || at === undefined || at >= Math.max(...all) || at >= last
      ? []
      : [{ kind: 'ended', run, at, series: curve.name }];
  });

/** Who is ahead at the end of a race, alone, and since when; of one that always is, where it is furthest ahead. */
export function leadOf(
  lines: readonly Lines[],
  better: Better,
  stations: readonly number[],
): readonly RunEvent[] {
  const curves = lines.map((line) => line[rankedBy(lines)] ?? line.train);
  if (better === 'none') return [];
  const standing = (at: number): readonly (readonly [run: number, value: number])[] =>
    curves
      .flatMap((curve, run): (readonly [number, number])[] => {
        const value = curve === null ? null : valueAt({ ...curve, smooth: null }, at);
        return value === null ? [] : [[run, better === 'higher' ? -value : value]];
      })
      .toSorted(([, a], [, b]) => a - b);
  const first = (at: number): number | null => {
    const [one, other] = standing(at);
    return one === undefined || one[1] === other?.[1] ? null : one[0];
  };
  const winner = first(stations.at(-1) ?? 0);
  if (winner === null) return [];
  const before = stations.findLastIndex((at) => first(at) !== winner);
  const at = stations[before + 1];
  const series = curves[winner]?.name ?? '';
  if (before < 0 && stations.length >= FEWEST) {
    // A log that has ended is no rival any more.
    const ends = curves.flatMap(
      (curve) => curve?.steps[curve.values.findLastIndex((value) => value !== null)] ?? [],
    );
    const until = Math.min(...ends);
    const margins = stations.flatMap((step) => {
      const [one, other] = standing(step);
      return step > until || one === undefined || other === undefined
        ? []
        : [{ step, by: other[1] - one[1] }];
    });
    const widest = margins.reduce((most, one) => (one.by > most.by ? one : most), { step: 0, by: 0 });
    return widest.by > 0 ? [{ kind: 'margin', run: winner, at: widest.step, series, by: widest.by }] : [];
  }
  // The lead of the last few is no event.
  return before < 0 || at === undefined || stations.length - before - 1 < KEPT * stations.length
    ? []
    : [{ kind: 'lead', run: winner, at, series }];
}
