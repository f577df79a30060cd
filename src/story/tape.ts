import type { Cue } from './script.ts';
import type { Message } from './words.ts';

/** Seconds from an event to its caption, and from a caption's end to the next step. */
const BREATH = 0.1;
const REST = 0.15;

/** Writes a run down in time: steps, and the pauses in which something is read about the state between two of them. */
export interface Tape {
  readonly captions: readonly Cue[];
  /** Seconds of each step, the pause before it included: what a clock is made of. */
  readonly durations: readonly number[];
  /** Seconds since the beginning. */
  now(): number;
  /** Steps so far. */
  done(): number;
  /** Seconds at which the last caption has been read, with a short rest. */
  read(): number;
  /** Nothing moves until then. */
  waitUntil(second: number): void;
  /** Says something while steps go on. */
  add(messages: readonly Message[]): void;
  step(seconds: number): void;
  /** Says something of the state at hand: the next step is held until it has been read. */
  hold(messages: readonly Message[]): void;
}

/**
 * A blank tape.
 *
 * @param readBy seconds at which the last of some captions has been read, see `script`
 * @param start seconds before the first step
 */
export function tape(readBy: (captions: readonly Cue[]) => number, start: number): Tape {
  const captions: Cue[] = [];
  const durations: number[] = [];
  let [now, held] = [start, start];
  const waitUntil = (second: number): void => {
    if (second <= now) return;
    held += second - now;
    now = second;
  };
  const add = (messages: readonly Message[]): void => {
    for (const message of messages) captions.push([now + BREATH, message]);
  };
  return {
    captions,
    durations,
    now: () => now,
    done: () => durations.length,
    read: () => (captions.length === 0 ? 0 : readBy(captions) + REST),
    waitUntil,
    add,
    step: (seconds) => {
      durations.push(held + seconds);
      now += seconds;
      held = 0;
    },
    hold: (messages) => {
      if (messages.length === 0) return;
      waitUntil(readBy(captions));
      add(messages);
      waitUntil(readBy(captions) + REST);
    },
  };
}
