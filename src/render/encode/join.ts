import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXACT } from './encoder.ts';
import { runFfmpeg } from './ffmpeg.ts';

/**
 * Joins segments and sound into one MP4 by copying their streams: nothing is re-encoded.
 *
 * @param segments paths in order
 * @param sound path of the encoded sound; omit for a silent film
 * @param folder for a temporary file
 * @param out the MP4's path
 * @throws Error, one line; the signal's reason if aborted
 */
export async function joinPieces(
  { segments, sound }: { readonly segments: readonly string[]; readonly sound: string | undefined },
  folder: string,
  out: string,
  signal?: AbortSignal,
): Promise<void> {
  const list = join(folder, 'segments.txt');
  await writeFile(list, segments.map((file) => `file '${file.replaceAll("'", "'\\''")}'\n`).join(''));
  const input = ['-f', 'concat', '-safe', '0', '-i', list, ...(sound === undefined ? [] : ['-i', sound])];
  const output = ['-c', 'copy', '-map_metadata', '-1', ...EXACT, '-movflags', '+faststart', '-f', 'mp4'];
  await runFfmpeg([...input, ...output, '-y', out], { signal });
}
