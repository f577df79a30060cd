// Our own, for determinism: Tone's reverberation is made of unseeded noise, and convolution differs between engines.

import exp from '@stdlib/math-base-special-exp';
import { SAMPLE_RATE } from './cue-sheet.ts';
import type { Channels } from './loudness.ts';

/** The room is computed at half the rate: what is above 12 kHz has no echo, as in a carpeted one. */
const RATE = SAMPLE_RATE / 2;
/** Lengths of the delay lines in samples of that rate (29 … 71 ms): primes, so that their echoes seldom coincide. */
const DELAYS = [701, 853, 997, 1151, 1297, 1447, 1571, 1709];
/** Seconds in which the room's sound falls by 60 dB. */
const DECAY = 1.5;
/** Amplitude of each line beside the direct sound. */
const WET = 0.06;
/** Share of the way to the next sample that the low-pass in each line goes: high tones fade sooner. */
const DAMPING = 0.7;
/** Samples computed together: no more than the shortest delay, so that none depends on another of its block. */
const BLOCK = 512;

/** A delay line with a low-pass at its end. */
interface Line {
  readonly memory: Float64Array;
  readonly gain: number;
  /** Whether it is heard on the left, with its sign; every other line is. */
  readonly isLeft: boolean;
  readonly sign: number;
  /** What leaves it in the current block, after the low-pass. */
  readonly damped: Float64Array;
  /** The state of the low-pass, and the place in memory. */
  low: number;
  at: number;
}

/** What the lines of a block add up to: all alike, and as heard on either side. */
interface Sums {
  readonly all: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

const lineOf = (delay: number, k: number): Line => ({
  memory: new Float64Array(delay),
  gain: exp((-3 * Math.LN10 * delay) / (RATE * DECAY)),
  isLeft: k % 2 === 0,
  sign: k % 4 < 2 ? WET : -WET,
  damped: new Float64Array(BLOCK),
  low: 0,
  at: 0,
});

/** Adds what leaves a line in a block to the sums. */
function hear(line: Line, sums: Sums): void {
  const { memory, damped, sign } = line;
  const side = line.isLeft ? sums.left : sums.right;
  const { all } = sums;
  const { length } = memory;
  let { at, low } = line;
  for (let j = 0; j < BLOCK; j++) {
    low += DAMPING * ((memory[at] as number) - low);
    at = at + 1 === length ? 0 : at + 1;
    damped[j] = low;
    all[j] = (all[j] as number) + low;
    side[j] = (side[j] as number) + sign * low;
  }
  line.low = low;
}

/** Feeds a line with a block: what left it less its share of what left all, and what is sent into the room. */
function feed(line: Line, { all }: Sums, sent: Float64Array): void {
  const { memory, damped, gain } = line;
  const { length } = memory;
  let { at } = line;
  for (let j = 0; j < BLOCK; j++) {
    memory[at] = ((damped[j] as number) - (all[j] as number) * 0.25) * gain + (sent[j] as number);
    at = at + 1 === length ? 0 : at + 1;
  }
  line.at = at;
}

/** Adds a block of half the rate to a sound, linear between its values. @param before the value before its first */
function addBlock(sound: Float32Array, start: number, block: Float64Array, before: number): number {
  let last = before;
  const count = Math.min(2 * BLOCK, sound.length - start);
  for (let i = 0; i < count; i += 2) {
    const value = block[i >> 1] as number;
    const at = start + i;
    sound[at] = (sound[at] as number) + (last + value) / 2;
    if (i + 1 < count) sound[at + 1] = (sound[at + 1] as number) + value;
    last = value;
  }
  return last;
}

/**
 * Adds the room to a sound: a feedback delay network of eight lines, linear and in plain arithmetic, so that the room
 * of a sum is the sum of the rooms. Each line feeds all through the Householder matrix I − (2 / 8) · 1 1ᵀ, which keeps
 * their energy, times gₖ = 10^(−3 · dₖ / (rate · DECAY)), after a one-pole low-pass.
 *
 * Source: Jot, Chaigne: Digital delay networks for designing artificial reverberators, 90th AES Convention (1991).
 */
export function inRoom({ left, right }: Channels): Channels {
  const lines = DELAYS.map(lineOf);
  const room = { left: left.slice(), right: right.slice() };
  const block = (): Float64Array => new Float64Array(BLOCK);
  const [sums, sent] = [{ all: block(), left: block(), right: block() }, block()];
  let [lastLeft, lastRight] = [0, 0];
  for (let start = 0; start < left.length; start += 2 * BLOCK) {
    for (const sum of Object.values(sums)) sum.fill(0);
    for (let j = 0; j < BLOCK; j++) {
      const at = start + 2 * j;
      sent[j] =
        at + 1 < left.length
          ? ((left[at] as number) +
              (right[at] as number) +
              (left[at + 1] as number) +
              (right[at + 1] as number)) /
            4
          : 0;
    }
    for (const line of lines) hear(line, sums);
    for (const line of lines) feed(line, sums, sent);
    lastLeft = addBlock(room.left, start, sums.left, lastLeft);
    lastRight = addBlock(room.right, start, sums.right, lastRight);
  }
  return room;
}
