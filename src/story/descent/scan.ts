/** The scan over all rates: it goes on while something is said of them. */

import type { DescentTrace } from '../../sim/descents.ts';
import type { Interval } from '../../sim/interval.ts';
import { lerp } from '../../sim/maths.ts';
import { type RateTrial, rateSweep, sweepEdges } from '../../sim/rate-sweep.ts';
import { type FrameRange, progress } from '../clock.ts';
import { easeInOut } from '../ease.ts';

/** A stretch of the scan: up to which rate it goes, and when. */
export interface ScanStretch extends FrameRange {
  readonly to: number;
}

/** How far the picture goes beyond the rate from which on all fly off, and beyond the film's own rates. */
const [PAST, OWN] = [1.14, 1.03];

/** The rates in the picture, from the lowest to the highest. */
export function shownRates(trace: DescentTrace): Interval {
  const trials = rateSweep(trace);
  const [lowest, highest] = [trials[0]?.rate ?? 1, trials.at(-1)?.rate ?? 2];
  const { gone } = sweepEdges(trace);
  const own = OWN * Math.max(...trace.params.learningRates);
  return [lowest, gone === null ? highest : Math.min(highest, Math.max(PAST * gone, own))];
}

/** The rate that a scan has reached at a frame. */
export const scannedTo = (trace: DescentTrace, scan: readonly ScanStretch[], frame: number): number =>
  scan.reduce(
    (from, stretch) => lerp(from, Math.max(from, stretch.to), easeInOut(progress(stretch, frame))),
    shownRates(trace)[0],
  );

/** The last trial up to a rate. */
export const trialUpTo = (trace: DescentTrace, reached: number): RateTrial | undefined =>
  rateSweep(trace).findLast(({ rate }) => rate <= reached * (1 + 1e-9));
