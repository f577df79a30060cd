import type { Axes } from '../../src/logs/drawn/axes.ts';
import type { DrawnLog } from '../../src/logs/drawn/drawn-log.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import type { FrameRange } from '../../src/story/clock.ts';
import type { RunParams } from './params.ts';

export type { Curve, Lines } from '../../src/logs/drawn/curve.ts';
export type { RunEvent, RunEventOf } from '../../src/logs/drawn/happenings.ts';

export interface RunFacts
  extends Pick<
    DrawnLog,
    'kind' | 'unit' | 'better' | 'smoothing' | 'paired' | 'contest' | 'events' | 'equal' | 'left'
  > {
  readonly title: string;
  readonly producer: string;
  /** Runs in the log, and how many of them are drawn, by themselves or as the one whose values they have. */
  readonly runs: number;
  readonly shown: number;
  /** Numbers in the series that are judged. */
  readonly points: number;
  readonly axes: Axes;
  readonly warnings: readonly string[];
}

export interface RunTrace
  extends Trace<RunParams, Run, RunFacts>,
    Pick<DrawnLog, 'lines' | 'ghosts' | 'small' | 'stations'> {}

/** A place on the axis to which the camera goes, and from where on it shows the axis there. */
export interface Shot extends FrameRange {
  readonly at: number;
  readonly from: number | null;
  /** The series that it is about. */
  readonly series: string;
}

export const BULK = ['lines', 'ghosts', 'small', 'stations'] as const;
