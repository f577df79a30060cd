import type { Sound } from '../../render/encode/decode-sound.ts';
import type { FrameRange } from '../../story/clock.ts';
import { type Check, checkThat } from './check.ts';

const RATE = 48_000;
/** Length in samples of the stretches that are compared separately. */
const WINDOW = RATE;
/** Stretches below this fraction of the overall power are too quiet to distinguish from AAC's noise. */
const QUIET = 1e-4;

/** How similar two sounds are. */
export interface Likeness {
  /** Normalized correlation without shift: 1 for equal sounds, whatever their levels. */
  readonly whole: number;
  /** The minimum over the seconds that contain something audible. */
  readonly worst: number;
  /** The second of that minimum. */
  readonly at: number;
  /** Power of the first relative to the second, in decibels. */
  readonly level: number;
}

/** Σ a·b over a stretch of both channels. */
function product(a: Sound, b: Sound, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1)
    sum += (a.left[i] ?? 0) * (b.left[i] ?? 0) + (a.right[i] ?? 0) * (b.right[i] ?? 0);
  return sum;
}

/** Compares two sounds sample by sample, Σ a·b / √(Σ a² · Σ b²). Two silences count as equal. */
export function likeness(a: Sound, b: Sound): Likeness {
  const length = Math.max(a.left.length, b.left.length);
  let [ab, aa, bb] = [0, 0, 0];
  const windows: { readonly at: number; readonly ab: number; readonly aa: number; readonly bb: number }[] =
    [];
  for (let from = 0; from < length; from += WINDOW) {
    const to = Math.min(length, from + WINDOW);
    const sums = {
      at: from / RATE,
      ab: product(a, b, from, to),
      aa: product(a, a, from, to),
      bb: product(b, b, from, to),
    };
    windows.push(sums);
    [ab, aa, bb] = [ab + sums.ab, aa + sums.aa, bb + sums.bb];
  }
  const ratio = (product: number, p: number, q: number): number =>
    p === 0 && q === 0 ? 1 : p === 0 || q === 0 ? 0 : product / Math.sqrt(p * q);
  const loud = (QUIET * Math.max(aa, bb)) / Math.max(1, windows.length);
  const audible = windows
    .filter((window) => Math.max(window.aa, window.bb) > loud)
    .map((window) => ({ at: window.at, value: ratio(window.ab, window.aa, window.bb) }));
  const worst = audible.reduce((p, q) => (q.value < p.value ? q : p), { at: 0, value: 1 });
  const level = aa === bb ? 0 : 10 * Math.log10(aa / bb);
  return { whole: ratio(ab, aa, bb), worst: worst.value, at: worst.at, level };
}

/** Measured on the films: after AAC, at least 0.999 overall and 0.99 in any second. */
const ALIKE = { whole: 0.98, second: 0.9, decibels: 0.5 };

/** Checks that an MP4's decoded sound is the one that was synthesized. */
export function checkSound(decoded: Sound, synthesized: Sound): Check {
  const found = likeness(decoded, synthesized);
  const how = `correlation ${found.whole.toFixed(3)}`;
  const failed =
    found.whole < ALIKE.whole
      ? `the sound is not that of the film (${how})`
      : found.worst < ALIKE.second
        ? `the sound differs from the film's at ${found.at} s (correlation ${found.worst.toFixed(3)})`
        : `the sound is ${Math.abs(found.level).toFixed(1)} dB ${found.level > 0 ? 'louder' : 'quieter'} than the film's`;
  const right =
    found.whole >= ALIKE.whole && found.worst >= ALIKE.second && Math.abs(found.level) <= ALIKE.decibels;
  const measured = { correlation: found.whole, leastCorrelation: found.worst, decibels: found.level };
  return checkThat('sound', '.mp4', right, { ok: `the sound matches the film (${how})`, failed }, measured);
}

/** The sound of a range of the film's frames. */
export function pieceOf(sound: Sound, { start, end }: FrameRange, fps: number): Sound {
  const [from, to] = [Math.round((start * RATE) / fps), Math.round((end * RATE) / fps)];
  return { left: sound.left.subarray(from, to), right: sound.right.subarray(from, to) };
}

/** Guaranteed for every film: LUFS, dBTP. */
const PROMISED = { loudness: -16, tolerance: 1, peak: -1.5 } as const;

/** Checks the loudness and the true peak of a whole film. @param loudness LUFS @param peak dBTP */
export function checkLevels({
  loudness,
  peak,
}: Readonly<Record<'loudness' | 'peak', number>>): readonly Check[] {
  const [loud, high] = [`${loudness.toFixed(1)} LUFS`, `${peak.toFixed(1)} dBTP`];
  const promised = `${PROMISED.loudness} ± ${PROMISED.tolerance}`;
  const loudnessSays = { ok: loud, failed: `the loudness is ${loud} instead of ${promised}` };
  const peakSays = { ok: high, failed: `the true peak is ${high}, above ${PROMISED.peak}` };
  const near = Math.abs(loudness - PROMISED.loudness) <= PROMISED.tolerance;
  return [
    checkThat('loudness', '.mp4', near, loudnessSays, { loudness }),
    checkThat('peak', '.mp4', peak <= PROMISED.peak, peakSays, { peak }),
  ];
}
