import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Channels, decodeWav } from '../../audio/index.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';

/** The sound of a film file as a player would start it: edit lists and start times applied. */
export async function decodedSound(file: string): Promise<Channels> {
  const folder = mkdtempSync(join(tmpdir(), 'lossreel-sound-'));
  try {
    const wav = join(folder, 'sound.wav');
    const aligned = ['-af', 'aresample=async=1:first_pts=0'];
    await runFfmpeg([
      '-i',
      file,
      '-vn',
      ...aligned,
      '-ac',
      '2',
      '-c:a',
      'pcm_s16le',
      '-map_metadata',
      '-1',
      '-bitexact',
      '-fflags',
      '+bitexact',
      '-y',
      wav,
    ]);
    return decodeWav(readFileSync(wav));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Second difference: leaves sharp onsets, removes sustained tones. */
const sharpened = (sound: Float32Array): Float32Array =>
  sound.map((value, i) => value - 2 * (sound[i - 1] ?? 0) + (sound[i - 2] ?? 0));

/**
 * Locates a short sound in a longer one by correlation.
 *
 * @param near expected sample
 * @param reach number of samples to search on either side
 * @returns the sample with the best match
 */
export function locate(template: Float32Array, sound: Float32Array, near: number, reach: number): number {
  const [needle, hay] = [sharpened(template), sharpened(sound)];
  let [best, at] = [Number.NEGATIVE_INFINITY, near];
  for (let shift = near - reach; shift <= near + reach; shift += 1) {
    let [sum, energy] = [0, 1e-12];
    for (let i = 2; i < needle.length; i += 1) {
      const heard = hay[shift + i] ?? 0;
      sum += (needle[i] ?? 0) * heard;
      energy += heard * heard;
    }
    // Likeness, not loudness: a tone that goes on louder is no better match.
    const likeness = sum / Math.sqrt(energy);
    if (likeness > best) [best, at] = [likeness, shift];
  }
  return at;
}
