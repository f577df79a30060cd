import { lerp } from '../../src/sim/maths.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { positionAt, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { type RaceRun, stateAt } from './simulation.ts';

/** Where a race is at a frame. All its optimizers step together. */
export interface RacePosition {
  /** The last state reached; everyone is on the way to the next while 0 < t < 1. */
  readonly step: number;
  /** Share of the way, eased where steps are slow enough to be watched. */
  readonly t: number;
  /** The number of updates done. */
  readonly done: number;
}

/** Steps shorter than this many frames follow each other without a rest: easing them would stutter. */
const EASED = 6;

/** Reads the clock of a race. */
export function racePosition(clock: StepClock, frame: number): RacePosition {
  const { step, t, length } = positionAt(clock, frame, clock.onsets.length);
  return { step, t: length >= EASED ? easeInOut(t) : t, done: t === 1 ? step + 1 : step };
}

/** The state of a run that a frame shows and sounds: the straight line from one state to the next. */
export interface Playhead {
  /** The last state reached, and the share of the way to the next; 0 once the run has ended. */
  readonly state: number;
  readonly t: number;
  readonly place: Place2;
  readonly loss: number;
  /** True when it has left the race. */
  readonly out: boolean;
}

/** Reads a run at a position of its race; a run that has ended stays at its last finite state. */
export function playhead(run: RaceRun, { step, t, done }: RacePosition): Playhead {
  const state = stateAt(run, step);
  const [from, to] = [run.points[state], run.points[state + 1]];
  const [lossFrom, lossTo] = [run.losses[state], run.losses[state + 1]];
  if (from === undefined || lossFrom === undefined) throw new RangeError(`${run.id}: no state ${state}`);
  const out = run.outSince !== null && done >= run.outSince;
  if (to === undefined || lossTo === undefined || t === 0) {
    return { state, t: 0, place: from, loss: lossFrom, out };
  }
  return {
    state,
    t,
    place: [lerp(from[0], to[0], t), lerp(from[1], to[1], t)],
    loss: lerp(lossFrom, lossTo, t),
    out,
  };
}
