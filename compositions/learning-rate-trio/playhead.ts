import { lerp } from '../../src/sim/maths.ts';
import { type Phase, positionAt, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { RateRun } from './simulation.ts';

/**
 * The state of a run that a frame shows and sounds. Between two states there is nothing: the ball hops, and what is
 * drawn and heard in between is the straight line from one state's place and loss to the next one's.
 */
export interface Playhead {
  /** The last state reached; the ball is on its way to the next while 0 < t < 1. */
  readonly step: number;
  /** Eased share of the way to state step + 1. */
  readonly t: number;
  /** The number of updates done: step, or step + 1 once landed. */
  readonly done: number;
  readonly phase: Phase;
  /** Frames that this step lasts; 0 before the first and after the last. */
  readonly length: number;
  readonly x: number;
  readonly loss: number;
  /** The states this step goes from and to. */
  readonly from: { readonly x: number; readonly loss: number; readonly slope: number };
  readonly to: { readonly x: number; readonly loss: number } | null;
}

/** Reads a run at a frame by the clock of its beat. */
export function playhead(run: RateRun, clock: StepClock, frame: number): Playhead {
  const { step, t, phase, length } = positionAt(clock, frame, run.points.length);
  const eased = easeInOut(t);
  const state = (k: number) => {
    const x = run.points[k]?.[0];
    const loss = run.losses[k];
    return x === undefined || loss === undefined ? null : { x, loss };
  };
  const from = state(step);
  if (from === null) throw new RangeError(`${run.id}: no state ${step}`);
  const to = state(step + 1);
  return {
    step,
    t: eased,
    done: t === 1 ? step + 1 : step,
    phase,
    length,
    x: to === null ? from.x : lerp(from.x, to.x, eased),
    loss: to === null ? from.loss : lerp(from.loss, to.loss, eased),
    from: { ...from, slope: run.series.gradient[step] ?? 0 },
    to,
  };
}
