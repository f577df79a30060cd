import { isLoudEnough, SOUND_PROMISES, type SoundReport } from '../../../audio/promises.ts';
import type { Sound } from '../../render/encode/decode-sound.ts';
import type { FrameRange } from '../../story/clock.ts';
import { type Check, checkThat } from './check.ts';

const RATE = 48_000;
/** Length in samples of the stretches that are compared separately. */
const WINDOW = RATE / 4;
/** Full scale squared of both channels over a stretch. */
const FULL = 2 * WINDOW;
/** A stretch is quiet below −50 dBFS: there correlation says nothing of what AAC leaves. */
const QUIET = FULL * 1e-5;

/** How similar two sounds are. */
export interface Likeness {
  /** Normalized correlation without shift: 1 for equal sounds, whatever their levels. */
  readonly whole: number;
  /** The minimum over the stretches in which there is something to be heard in both. */
  readonly worst: number;
  /** Seconds at which that stretch begins. */
  readonly at: number;
  /** Power of the first relative to the second, in decibels. */
  readonly level: number;
  /** The loudest of what differs where the second is quiet, in dBFS, and at how many seconds. */
  readonly stray: { readonly level: number; readonly at: number };
}

/** Σ a·b over a stretch of both channels. */
function product(a: Sound, b: Sound, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1)
    sum += (a.left[i] ?? 0) * (b.left[i] ?? 0) + (a.right[i] ?? 0) * (b.right[i] ?? 0);
  return sum;
}

const ratio = (product: number, p: number, q: number): number =>
  p === 0 && q === 0 ? 1 : p === 0 || q === 0 ? 0 : product / Math.sqrt(p * q);

/** Compares two sounds sample by sample, Σ a·b / √(Σ a² · Σ b²). Two silences count as equal. */
export function likeness(a: Sound, b: Sound): Likeness {
  const length = Math.max(a.left.length, b.left.length);
  let [ab, aa, bb] = [0, 0, 0];
  let worst = { at: 0, value: 1 };
  let stray = { at: 0, power: 0 };
  for (let from = 0; from < length; from += WINDOW) {
    const to = Math.min(length, from + WINDOW);
    const at = from / RATE;
    const sums = { ab: product(a, b, from, to), aa: product(a, a, from, to), bb: product(b, b, from, to) };
    [ab, aa, bb] = [ab + sums.ab, aa + sums.aa, bb + sums.bb];
    if (sums.bb <= QUIET) {
      const power = sums.aa - 2 * sums.ab + sums.bb;
      if (power > stray.power) stray = { at, power };
    } else {
      const value = ratio(sums.ab, sums.aa, sums.bb);
      if (value < worst.value) worst = { at, value };
    }
  }
  return {
    whole: ratio(ab, aa, bb),
    worst: worst.value,
    at: worst.at,
    level: aa === bb ? 0 : 10 * Math.log10(aa / bb),
    stray: { at: stray.at, level: 10 * Math.log10(stray.power / FULL) },
  };
}

/**
 * Measured on whole films after AAC: at least 0.999 overall and 0.995 in any quarter of a second, within 0.02 dB, and
 * −87 dBFS at most where the film is quiet.
 */
const ALIKE = { whole: 0.98, stretch: 0.9, decibels: 0.1, stray: -60 };

/** Checks that an MP4's decoded sound is the one that was synthesized. */
export function checkSound(decoded: Sound, synthesized: Sound): Check {
  const found = likeness(decoded, synthesized);
  const { whole, worst, level, stray } = found;
  const how = `correlation ${whole.toFixed(3)}`;
  const faults: readonly (readonly [boolean, string])[] = [
    [whole < ALIKE.whole, `the sound is not that of the film (${how})`],
    [
      worst < ALIKE.stretch,
      `the sound differs from the film's at ${found.at} s (correlation ${worst.toFixed(3)})`,
    ],
    [
      Math.abs(level) > ALIKE.decibels,
      `the sound is ${Math.abs(level).toFixed(1)} dB ${level > 0 ? 'louder' : 'quieter'} than the film's`,
    ],
    [
      stray.level > ALIKE.stray,
      `there is sound at ${stray.at} s, where the film is quiet (${stray.level.toFixed(0)} dBFS)`,
    ],
  ];
  const fault = faults.find(([wrong]) => wrong)?.[1];
  const measured = { correlation: whole, leastCorrelation: worst, decibels: level };
  const says = { ok: `the sound matches the film (${how})`, failed: fault ?? '' };
  return checkThat('sound', '.mp4', fault === undefined, says, measured);
}

/** The sound of a range of the film's frames. */
export function pieceOf(sound: Sound, { start, end }: FrameRange, fps: number): Sound {
  const [from, to] = [Math.round((start * RATE) / fps), Math.round((end * RATE) / fps)];
  return { left: sound.left.subarray(from, to), right: sound.right.subarray(from, to) };
}

/** Loudness in LUFS and true peak in dBTP. */
type Levels = Pick<SoundReport, 'loudness' | 'peak'>;

/** LU by which AAC may change a film's loudness. */
const ENCODED = 0.3;

/**
 * Checks the loudness and the true peak of a whole film.
 *
 * @param decoded of what the MP4 plays
 * @param synthesized of what was encoded: its peak tells whether it could have been louder
 */
export function checkLevels(decoded: Levels, synthesized: Levels): readonly Check[] {
  const { loudness, tolerance, peak } = SOUND_PROMISES;
  const told = (value: number): string => `${value.toFixed(1)} LUFS`;
  const [loud, high] = [told(decoded.loudness), `${decoded.peak.toFixed(1)} dBTP`];
  const limited = synthesized.loudness < loudness - tolerance;
  const wanted =
    isLoudEnough(synthesized) && limited ? told(synthesized.loudness) : `${loudness} ± ${tolerance}`;
  const right = limited
    ? isLoudEnough(synthesized) && Math.abs(decoded.loudness - synthesized.loudness) <= ENCODED
    : Math.abs(decoded.loudness - loudness) <= tolerance;
  const loudnessSays = {
    ok: limited ? `${loud}: its peaks let it be no louder` : loud,
    failed: `the loudness is ${loud} instead of ${wanted}`,
  };
  const peakSays = { ok: high, failed: `the true peak is ${high}, above ${peak}` };
  return [
    checkThat('loudness', '.mp4', right, loudnessSays, { loudness: decoded.loudness }),
    checkThat('peak', '.mp4', decoded.peak <= peak, peakSays, { peak: decoded.peak }),
  ];
}
