import type { Series } from '../series.ts';
import { brief, type Event, median } from './event.ts';

export interface PlateauThresholds {
  /** Fewer points have no plateau. */
  readonly points: number;
  /** The share of a run that must lie in it. */
  readonly share: number;
  /** What is gained within it, as a share of all that was gained before. */
  readonly gain: number;
}

export const PLATEAU: PlateauThresholds = { points: 20, share: 0.3, gain: 0.02 };

const BLOCKS = 20;

/**
 * Where a loss stops falling.
 *
 * Rule: of twenty blocks of equal length the medians are taken; the plateau begins with the first block from which on to the
 * end, over `share` of the run at least, no median differs from that block's by more than `gain` of the range of all medians.
 */
export function plateau(
  loss: Series,
  { points, share, gain }: PlateauThresholds = PLATEAU,
): readonly Event[] {
  const { name, axis, steps, values } = loss;
  if (values.length < points || values.some((value) => !Number.isFinite(value))) return [];
  const size = values.length / BLOCKS;
  const starts = Array.from({ length: BLOCKS }, (_, block) => Math.floor(block * size));
  const medians = starts.map((from, block) =>
    median(values.subarray(from, starts[block + 1] ?? values.length)),
  );
  const range = Math.max(...medians) - Math.min(...medians);
  if (range === 0) return [];
  const within = (from: number): boolean =>
    medians.slice(from).every((value) => Math.abs(value - (medians[from] ?? 0)) <= gain * range);
  const begins = medians.findIndex((_, block) => within(block));
  if (begins <= 0 || (BLOCKS - begins) / BLOCKS < share) return [];
  const at = steps[starts[begins] ?? 0] ?? 0;
  return [
    {
      kind: 'plateau',
      at,
      series: name,
      value: medians[begins] ?? 0,
      says: `${name} stays near ${brief(medians[begins] ?? 0)} from ${axis.name} ${brief(at)} to the end`,
    },
  ];
}
