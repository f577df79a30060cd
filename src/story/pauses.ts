import type { Cue, Script } from './script.ts';
import type { Message } from './words.ts';

/** Something said from a step on. */
export interface Remark {
  readonly at: number;
  readonly message: Message;
}

/** How stations on an axis are passed in a given time, with pauses in which a remark is read. */
export interface Passage {
  /** Where time stops, one after the other: the stations, those at which is waited twice. */
  readonly stops: readonly number[];
  /** Seconds from each stop to the next: what a clock is made of. What is waited for is a step of its own. */
  readonly durations: readonly number[];
  readonly captions: readonly Cue[];
}

/** Seconds for which a remark is waited for beyond its reading time. */
const PAUSE = 0.2;
/** At least this share of the time is motion. */
const MOVING = 0.4;
const ROUNDS = 6;

/**
 * Passes stations in a given time: whatever is said of one is read there, and the rest of the time is motion.
 *
 * @param plan.paces how long each stretch between two stations takes, relative to the others
 * @param plan.seconds in all, from the first `lead` on
 * @param plan.remarks in order
 * @param plan.opening said while it begins
 * @param forced even if less than two fifths of the time is motion
 * @returns `null` if there is too little time for it
 */
export function passage(
  { readBy }: Pick<Script, 'readBy'>,
  plan: {
    readonly stations: readonly number[];
    readonly paces: readonly number[];
    readonly seconds: number;
    readonly lead: number;
    readonly remarks: readonly Remark[];
    readonly opening: Cue;
  },
  forced = false,
): Passage | null {
  const { stations, paces, seconds, lead, remarks, opening } = plan;
  const whole = paces.reduce((sum, pace) => sum + pace, 0);
  // What is waited for depends on when it comes, and that on what is waited for before: after a few rounds both agree.
  let moving = 0.7 * (seconds - lead);
  for (let round = 0; round < ROUNDS; round++) {
    const captions: Cue[] = [opening];
    const [stops, durations]: [number[], number[]] = [[stations[0] ?? 0], []];
    let time = lead;
    stations.forEach((station, k) => {
      if (k > 0) {
        const duration = whole > 0 ? (moving * (paces[k - 1] ?? 0)) / whole : 0;
        stops.push(station);
        durations.push(duration);
        time += duration;
      }
      for (const { at, message } of remarks) {
        if (at > station || at <= (stations[k - 1] ?? Number.NEGATIVE_INFINITY)) continue;
        captions.push([time + 0.05, message]);
        const until = readBy(captions) + PAUSE;
        if (until <= time) continue;
        stops.push(stops.at(-1) ?? 0);
        durations.push(until - time);
        time = until;
      }
    });
    const left = seconds - time - PAUSE;
    if (Math.abs(left) < 0.01 || round === ROUNDS - 1)
      return forced || (moving >= MOVING * seconds && left > -0.05) ? { stops, durations, captions } : null;
    moving = Math.max(1, moving + left);
  }
  return null;
}

/** An event slows time down within this share of the axis, by this factor at most. */
const NEAR = 0.05;
const SLOW = 4;

/**
 * How long each stretch between two stations takes, relative to the others: as long as it is, and longer near events.
 *
 * @param stations and events as places on the axis, 0 to 1
 */
export const slowNear = (stations: readonly number[], events: readonly number[]): readonly number[] =>
  stations.slice(1).map((to, i) => {
    const from = stations[i] ?? to;
    const closest = events.reduce((least, event) => Math.min(least, Math.abs(event - (from + to) / 2)), 1);
    return (to - from) * (1 + (SLOW - 1) * Math.max(0, 1 - closest / NEAR));
  });
