/** The scan over all rates: it stops where there is something to say. */

import type { DescentTrace } from '../../sim/descents.ts';
import { lerp } from '../../sim/maths.ts';
import { type RateTrial, rateSweep } from '../../sim/rate-sweep.ts';
import { type FrameRange, progress } from '../clock.ts';
import { easeInOut } from '../ease.ts';

/** A stretch of the scan: up to which rate it goes, and when. */
export interface ScanStretch extends FrameRange {
  readonly to: number;
}

/** The rate that a scan has reached at a frame. */
export const scannedTo = (trace: DescentTrace, scan: readonly ScanStretch[], frame: number): number =>
  scan.reduce(
    (from, stretch) => lerp(from, Math.max(from, stretch.to), easeInOut(progress(stretch, frame))),
    rateSweep(trace)[0]?.rate ?? 0,
  );

/** The last trial up to a rate. */
export const trialUpTo = (trace: DescentTrace, reached: number): RateTrial | undefined =>
  rateSweep(trace).findLast(({ rate }) => rate <= reached * (1 + 1e-9));
