import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import { synthesizeStems } from '../../audio/node.ts';
import { encodeFloatWav } from '../../audio/wav.ts';
import { writeWhole } from '../cache/write-whole.ts';
import type { FrameRange } from '../story/clock.ts';
import { decodedFor, soundFiles } from './sound.ts';
import type { ToldFilm } from './told-film.ts';

/**
 * Writes the parts of a film's sound, which add up to it, as 32-bit floating-point WAV into the folder `TARGET-stems`.
 *
 * @param target path of the whole, without extension
 * @param range of the frames that the whole is of
 * @returns their paths
 * @throws Error if the sound cannot be made, or a file not be written
 */
export async function writeStems(
  { job, sheet, story }: ToldFilm,
  target: string,
  { start, end }: FrameRange = { start: 0, end: story.frames },
): Promise<readonly string[]> {
  const folder = `${target}-stems`;
  const { bed, narration } = await decodedFor(sheet, soundFiles(job));
  const stems = await synthesizeStems(sheet, bed, narration);
  await mkdir(folder, { recursive: true });
  const [from, to] = [start, end].map((frame) => (frame * SAMPLE_RATE) / story.fps);
  const paths: string[] = [];
  for (const { id, left, right } of stems) {
    const file = join(folder, `${encodeURIComponent(id)}.wav`);
    const wav = encodeFloatWav({ left: left.subarray(from, to), right: right.subarray(from, to) });
    await writeWhole(file, (path) => writeFile(path, wav));
    paths.push(file);
  }
  return paths;
}
