import type { Axes } from '../../src/logs/drawn/axes.ts';
import type { DrawnLog } from '../../src/logs/drawn/drawn-log.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import type { RunParams } from './params.ts';

export type { Curve, Lines } from '../../src/logs/drawn/curve.ts';
export type { RunEvent, RunEventOf } from '../../src/logs/drawn/happenings.ts';

export interface RunFacts
  extends Pick<DrawnLog, 'kind' | 'unit' | 'better' | 'smoothing' | 'paired' | 'events'> {
  readonly title: string;
  readonly producer: string;
  /** Runs in the log, and how many of them are drawn. */
  readonly runs: number;
  readonly shown: number;
  readonly axes: Axes;
  readonly warnings: readonly string[];
}

export interface RunTrace
  extends Trace<RunParams, Run, RunFacts>,
    Pick<DrawnLog, 'lines' | 'ghosts' | 'small' | 'stations'> {}

export const BULK = ['lines', 'ghosts', 'small', 'stations'] as const;
