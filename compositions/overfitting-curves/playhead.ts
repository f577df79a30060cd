import { lerp } from '../../src/sim/maths.ts';
import { positionAt, type StepClock } from '../../src/story/clock.ts';
import type { Series } from './statistics.ts';

/** Between which epochs a frame stands. What is drawn and heard in between is the straight line from one to the next. */
export interface Playhead {
  /** The last epoch reached. */
  readonly epoch: number;
  /** Share of the way to the next. */
  readonly t: number;
  /** Epochs that are over. */
  readonly done: number;
}

export function playheadAt(clock: StepClock, frame: number, epochs: number): Playhead {
  const { step, t } = positionAt(clock, frame, epochs + 1);
  return { epoch: step, t, done: t === 1 ? step + 1 : step };
}

/** A series' value at a playhead. */
export function valueAt(series: Series, { epoch, t }: Playhead): number {
  const from = series[epoch] ?? 0;
  return lerp(from, series[epoch + 1] ?? from, t);
}
