import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '../../cache/write-whole.ts';
import { runFfmpeg } from '../../render/encode/ffmpeg.ts';
import { pictureFault } from './pictures.ts';

/** The picture of a PNG as yuv420p of a size. @throws Error, one line, if it is no picture */
async function decoded(file: string, { width, height }: Size): Promise<Uint8Array> {
  const picture = ['-vf', `scale=${width}:${height}`, '-pix_fmt', 'yuv420p'];
  return runFfmpeg(['-i', file, ...picture, '-c:v', 'rawvideo', '-f', 'image2pipe', '-']);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Whether a poster shows what it should, although its bytes are others: another version or platform may paint a few pixels
 * otherwise.
 *
 * @param found bytes of the PNG @param derived bytes of what it should be @param size in pixels
 */
export const showsTheSame = (found: Uint8Array, derived: Uint8Array, size: Size): Promise<boolean> =>
  withTemporaryFolder(async (folder) => {
    const [given, wanted] = [join(folder, 'given.png'), join(folder, 'wanted.png')];
    await writeFile(given, found);
    await writeFile(wanted, derived);
    try {
      const shown = await decoded(given, size);
      return pictureFault(shown, await decoded(wanted, size), size, 0) === undefined;
    } catch {
      return false;
    }
  });
