import type { UpdateParts } from '../../src/sim/optimizers/optimizer.ts';
import { type Fps, positionAt, type StepClock } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import type { RaceRun } from './simulation.ts';

type Vector = readonly [x: number, y: number];

/** An update as it is drawn: x to the right, y upwards, the longest part of length 1. */
export interface UpdateSketch {
  /** Against the gradient, from the middle. */
  readonly gradient: Vector;
  /** What is remembered, from the gradient's tip; `null` where nothing is. */
  readonly memory: Vector | null;
  /** Learning rate of each axis as a share of the larger one; `null` where they are equal by design. */
  readonly rates: Vector | null;
  /** The step that comes of it. */
  readonly step: Vector;
}

/** Which update is on show at a frame. */
export interface UpdateOnShow {
  /** Update `step` leads from state `step` to the next. */
  readonly step: number;
  /** The one shown before, and how far the new one has replaced it. */
  readonly before: number;
  readonly share: number;
}

/** Seconds for which an update stays when steps are faster, and in which one turns into the next. */
const STAY = 0.5;
const TURN = 0.22;

/**
 * The update that is drawn at a frame: that of the current step, or, when steps follow each other faster than arrows
 * can be read, that of the step at which the current stretch of half a second began.
 */
export function updateOnShow(clock: StepClock, frame: number, fps: Fps): UpdateOnShow {
  const last = Math.max(0, clock.onsets.length - 2);
  const from = clock.onsets[0] ?? 0;
  const stay = Math.round(STAY * fps);
  const stepAt = (at: number): number => Math.min(positionAt(clock, at, clock.onsets.length).step, last);
  const end = clock.onsets.at(-1) ?? from;
  if (frame <= from) return { step: 0, before: 0, share: 1 };
  const current = stepAt(Math.min(frame, end - 1));
  const onset = clock.onsets[current] ?? from;
  const length = (clock.onsets[current + 1] ?? onset) - onset;
  const slow = length >= stay;
  const begun = slow ? onset : from + Math.floor((Math.min(frame, end - 1) - from) / stay) * stay;
  const step = slow ? current : stepAt(begun);
  const before = step === 0 ? 0 : stepAt(Math.max(from, begun - 1) - (slow ? 0 : stay - 1));
  return { step, before, share: easeOut(Math.min(1, (frame - begun) / (TURN * fps))) };
}

const at = (point: readonly number[] | null, i: number): number => point?.[i] ?? 0;
const vector = (x: number, y: number): Vector => [x, y];
const size = ([x, y]: Vector): number => Math.sqrt(x * x + y * y);

/** The parts of an update as arrows of comparable length. */
export function sketchOf({ gradient, memory, rates, decay }: UpdateParts): UpdateSketch {
  const most = Math.max(...rates, Number.MIN_VALUE);
  const even = rates.every((rate) => rate === rates[0]);
  const share = vector(at(rates, 0) / most, at(rates, 1) / most);
  const down = vector(-at(gradient, 0), -at(gradient, 1));
  const coasting = vector(-at(memory, 0), -at(memory, 1));
  const step = vector(
    share[0] * (down[0] + coasting[0]) - at(decay, 0) / most,
    share[1] * (down[1] + coasting[1]) - at(decay, 1) / most,
  );
  const sum = vector(down[0] + coasting[0], down[1] + coasting[1]);
  const longest = Math.max(size(down), size(sum), size(step));
  const scaled = ([x, y]: Vector): Vector => (longest > 0 ? [x / longest, y / longest] : [0, 0]);
  return {
    gradient: scaled(down),
    memory: memory === null ? null : scaled(coasting),
    rates: even ? null : share,
    step: scaled(step),
  };
}

const mixed = (a: Vector, b: Vector, t: number): Vector => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** What is drawn of a run's update at a frame; `null` for a run without updates. */
export function sketchAt(run: RaceRun, { step, before, share }: UpdateOnShow): UpdateSketch | null {
  const last = run.updates.length - 1;
  const [to, from] = [run.updates[Math.min(step, last)], run.updates[Math.min(before, last)]];
  if (to === undefined) return null;
  const next = sketchOf(to);
  if (from === undefined || share >= 1) return next;
  const previous = sketchOf(from);
  const circle: Vector = [1, 1];
  return {
    gradient: mixed(previous.gradient, next.gradient, share),
    memory: next.memory && mixed(previous.memory ?? [0, 0], next.memory, share),
    rates: next.rates && mixed(previous.rates ?? circle, next.rates, share),
    step: mixed(previous.step, next.step, share),
  };
}
