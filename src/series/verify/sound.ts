import { type Check, judge } from './check.ts';
import type { Sound } from './decode.ts';

const RATE = 48_000;
/** Samples of the stretches that are compared on their own. */
const WINDOW = RATE;
/** Stretches this far below the whole's power (a factor) are too quiet to be told from what AAC adds. */
const QUIET = 1e-4;

/** How like two sounds are. */
export interface Likeness {
  /** Normalized correlation without shift: 1 for equal sounds, whatever their levels. */
  readonly whole: number;
  /** The least over the seconds in which there is something to hear. */
  readonly least: number;
  /** The second at which that is. */
  readonly at: number;
  /** Power of the first over that of the second, decibels. */
  readonly level: number;
}

/** Σ a·b over a stretch of both channels. */
function product(a: Sound, b: Sound, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1)
    sum += (a.left[i] ?? 0) * (b.left[i] ?? 0) + (a.right[i] ?? 0) * (b.right[i] ?? 0);
  return sum;
}

/** Compares two sounds sample by sample, Σ a·b / √(Σ a² · Σ b²). Two silences are alike. */
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
  return { whole: ratio(ab, aa, bb), least: worst.value, at: worst.at, level };
}

/** Measured on the films: AAC leaves at least 0.999 of the whole and 0.99 of any second. */
const ALIKE = { whole: 0.98, second: 0.9, decibels: 0.5 };

/** Checks that an MP4's decoded sound is the one that was synthesized. */
export function checkSound(decoded: Sound, synthesized: Sound): Check {
  const found = likeness(decoded, synthesized);
  const how = `correlation ${found.whole.toFixed(3)}`;
  const failed =
    found.whole < ALIKE.whole
      ? `the sound is not that of the film (${how})`
      : found.least < ALIKE.second
        ? `the sound differs from the film's at ${found.at} s (correlation ${found.least.toFixed(3)})`
        : `the sound is ${Math.abs(found.level).toFixed(1)} dB ${found.level > 0 ? 'louder' : 'quieter'} than the film's`;
  const right =
    found.whole >= ALIKE.whole && found.least >= ALIKE.second && Math.abs(found.level) <= ALIKE.decibels;
  return judge(
    'sound',
    '.mp4',
    right,
    { ok: `the sound is that of the film (${how})`, failed },
    { correlation: found.whole, leastCorrelation: found.least, decibels: found.level },
  );
}

/** The sound of a piece of the film. @param first frame, @param last frame, included */
export function pieceOf(
  sound: Sound,
  { first, last }: { readonly first: number; readonly last: number },
  fps: number,
): Sound {
  const [from, to] = [Math.round((first * RATE) / fps), Math.round(((last + 1) * RATE) / fps)];
  return { left: sound.left.subarray(from, to), right: sound.right.subarray(from, to) };
}

/** Promised of every film: LUFS, dBTP. */
export const PROMISED = { loudness: -16, tolerance: 1, peak: -1.5 } as const;

/** Checks the loudness and the true peak of a whole film. @param loudness LUFS @param peak dBTP */
export function checkLevels({
  loudness,
  peak,
}: {
  readonly loudness: number;
  readonly peak: number;
}): readonly Check[] {
  return [
    judge(
      'loudness',
      '.mp4',
      Math.abs(loudness - PROMISED.loudness) <= PROMISED.tolerance,
      {
        ok: `${loudness.toFixed(1)} LUFS`,
        failed: `the loudness is ${loudness.toFixed(1)} LUFS instead of ${PROMISED.loudness} ± ${PROMISED.tolerance}`,
      },
      { loudness },
    ),
    judge(
      'peak',
      '.mp4',
      peak <= PROMISED.peak,
      {
        ok: `${peak.toFixed(1)} dBTP`,
        failed: `the true peak is ${peak.toFixed(1)} dBTP, above ${PROMISED.peak}`,
      },
      { peak },
    ),
  ];
}
