import { lerp } from '../../src/sim/maths.ts';
import type { UpdateParts } from '../../src/sim/optimizers/optimizer.ts';
import { endOf, type Fps, type StepClock } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import type { RaceRun } from './simulation.ts';

type Vector = readonly [x: number, y: number];

/** An update as it is drawn: x to the right, y upwards, the longest part of length 1. */
export interface UpdateSketch {
  /** Against the gradient, from the centre. */
  readonly gradient: Vector;
  /** Contribution of earlier gradients, from the gradient's tip; `null` if there is none. */
  readonly memory: Vector | null;
  /** Learning rate of each axis relative to the larger one; `null` if they are equal by design. */
  readonly rates: Vector | null;
  /** The resulting step; only its direction if the axes have rates of their own. */
  readonly step: Vector;
}

/** Which update is shown at a frame. */
interface UpdateOnShow {
  /** Update `step` leads from state `step` to the next. */
  readonly step: number;
  /** The previous one, and how far the new one has replaced it. */
  readonly before: number;
  readonly share: number;
}

/** Minimum seconds for which an update is shown, and in which one morphs into the next. */
const STAY = 0.5;
const TURN = 0.22;

/**
 * The update drawn at a frame: that of the current step, or, if steps follow each other faster than arrows can be
 * read, that of the step at which the current half-second interval began.
 */
export function updateOnShow(clock: StepClock, frame: number, fps: Fps): UpdateOnShow {
  const last = Math.max(0, clock.onsets.length - 2);
  const from = clock.onsets[0] ?? 0;
  if (frame <= from) return { step: 0, before: 0, share: 1 };
  const stay = Math.round(STAY * fps);
  const stepAt = (at: number): number => Math.min(playheadAt(clock, at).step, last);
  const until = Math.min(frame, endOf(clock) - 1);
  const current = stepAt(until);
  const onset = clock.onsets[current] ?? from;
  const slow = (clock.onsets[current + 1] ?? onset) - onset >= stay;
  const begun = slow ? onset : from + Math.floor((until - from) / stay) * stay;
  const step = slow ? current : stepAt(begun);
  const before = step === 0 ? 0 : stepAt(Math.max(from, begun - 1) - (slow ? 0 : stay - 1));
  return { step, before, share: easeOut(Math.min(1, (frame - begun) / (TURN * fps))) };
}

const vector = (of: (axis: 0 | 1) => number): Vector => [of(0), of(1)];
const mixed = (a: Vector, b: Vector, t: number): Vector => vector((axis) => lerp(a[axis], b[axis], t));

const unit = ([x, y]: Vector): Vector => {
  const length = Math.sqrt(x * x + y * y);
  return length > 0 ? [x / length, y / length] : [0, 0];
};

/** The parts of an update as arrows of comparable length. */
export function sketchOf({ gradient, memory, rates, decay }: UpdateParts): UpdateSketch {
  const most = Math.max(...rates, Number.MIN_VALUE);
  const even = rates.every((rate) => rate === rates[0]);
  const share = vector((axis) => (rates[axis] ?? 0) / most);
  const down = vector((axis) => -(gradient[axis] ?? 0));
  const coasting = vector((axis) => -(memory?.[axis] ?? 0));
  const sum = vector((axis) => down[axis] + coasting[axis]);
  const step = vector((axis) => share[axis] * sum[axis] - (decay?.[axis] ?? 0) / most);
  const longest = Math.max(...[down, sum, step].map(([x, y]) => Math.sqrt(x * x + y * y)));
  const scaled = (part: Vector): Vector => vector((axis) => (longest > 0 ? part[axis] / longest : 0));
  return {
    gradient: scaled(down),
    memory: memory === null ? null : scaled(coasting),
    rates: even ? null : share,
    // Beside a gradient across a steep axis the step would be too short to be seen: then only its direction counts.
    step: even ? scaled(step) : unit(step),
  };
}

/** The sketch of a run's update at a frame; `null` for a run without updates. */
export function sketchAt({ updates }: RaceRun, { step, before, share }: UpdateOnShow): UpdateSketch | null {
  const last = updates.length - 1;
  const [to, from] = [updates[Math.min(step, last)], updates[Math.min(before, last)]];
  if (to === undefined || from === undefined) return null;
  const [next, former] = [sketchOf(to), sketchOf(from)];
  return {
    gradient: mixed(former.gradient, next.gradient, share),
    memory: next.memory && mixed(former.memory ?? [0, 0], next.memory, share),
    rates: next.rates && mixed(former.rates ?? [1, 1], next.rates, share),
    step: mixed(former.step, next.step, share),
  };
}
