import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  makeCancelSignal,
  type RenderFramesOptions,
  renderFrames,
  selectComposition,
} from '@remotion/renderer';
import { withTemporaryFolder, writeWhole } from '../../src/cache/write-whole.ts';
import { frameHashes } from '../../src/film/frame-hashes.ts';
import type { RenderHooks } from '../../src/film/make/render-task.ts';
import type { ToldTask } from '../../src/film/make/told-task.ts';
import { EXACT, encoding } from '../../src/render/encode/encoder.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { joinPieces } from '../../src/render/encode/join.ts';
import { encodeSound } from '../../src/render/encode/sound.ts';
import { scaledSize } from '../../src/render/paint/picture.ts';
import { FORMATS } from '../../src/scene/stage.ts';
import { compositionId } from './composition-id.ts';
import { MUTED } from './muted.ts';
import { propsOf } from './prop-schema.ts';
import { REMOTION_SETTINGS } from './settings.ts';
import { COMPUTING_TIMEOUT } from './timeouts.ts';

/** A bundle of the films, and the browser that opens it. */
export type BrowserSite = Pick<
  RenderFramesOptions,
  'serveUrl' | 'browserExecutable' | 'logLevel' | 'puppeteerInstance'
> & { readonly chromeMode: 'headless-shell' | 'chrome-for-testing' };

/** Converts the browser's RGB to HD video colours, as Remotion does. */
const TO_HD_COLOURS = ['-vf', 'zscale=matrix=709:matrixin=709:range=limited'] as const;
/** x264 threads; fixed, as the bytes depend on the number. */
const THREADS = 4;

/** For each frame, the earliest frame from which on nothing has changed. */
const shownSince = (hashes: readonly string[]): readonly number[] => {
  let since = 0;
  return hashes.map((hash, i) => {
    if (hash !== hashes[since]) since = i;
    return since;
  });
};

/**
 * Renders a task's film through Remotion. The browser draws only frames whose markup differs from that of the frame
 * before: two thirds of the first film's frames are equal to it, and about two fifths of the others'.
 *
 * @param concurrency number of parallel tabs
 * @param wav the whole film's sound, possibly still being synthesized; omit for a silent film
 * @param path of the MP4
 * @returns SHA-256 of the markup of each frame
 * @throws the signal's reason if aborted
 */
export async function videoInBrowser(
  site: BrowserSite,
  concurrency: number,
  { job, source, range, encoder }: ToldTask,
  wav: Promise<Uint8Array> | undefined,
  path: string,
  { signal, onProgress }: RenderHooks,
): Promise<readonly string[]> {
  signal.throwIfAborted();
  const hashes = frameHashes(source, range);
  const since = shownSince(hashes);
  const drawn = [...new Set(since)];
  const id = compositionId(job.film.id, job.format);
  const props = { inputProps: propsOf(job) };
  const timeoutInMilliseconds = COMPUTING_TIMEOUT;
  const composition = await selectComposition({ ...site, ...props, id, timeoutInMilliseconds });
  const { cancelSignal, cancel } = makeCancelSignal();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await writeWhole(path, (out) =>
      withTemporaryFolder(async (folder) => {
        const picture = (i: number): string => join(folder, `${String(i).padStart(6, '0')}.png`);
        await renderFrames({
          ...site,
          ...props,
          cancelSignal,
          imageFormat: REMOTION_SETTINGS.imageFormat,
          composition,
          timeoutInMilliseconds,
          concurrency,
          muted: true,
          envVariables: MUTED,
          outputDir: null,
          frames: drawn.map((i) => range.start + i),
          // Remotion too requires even sizes, to which the native engine rounds.
          scale: scaledSize(FORMATS[job.format].width, job.scale) / FORMATS[job.format].width,
          onStart: () => {},
          onFrameBuffer: (buffer, frame) => writeFile(picture(frame - range.start), buffer),
          onFrameUpdate: (done) =>
            onProgress(Math.round((done / drawn.length) * hashes.length), hashes.length),
        });
        for (const [i, shown] of since.entries()) if (shown !== i) await link(picture(shown), picture(i));
        const [video, sound] = [join(folder, 'picture.mp4'), join(folder, 'sound.mp4')];
        const pictures = ['-framerate', String(job.fps), '-i', join(folder, '%06d.png')];
        await runFfmpeg(
          [...pictures, ...TO_HD_COLOURS, ...encoding(encoder, THREADS), ...EXACT, '-y', video],
          { signal },
        );
        if (wav !== undefined)
          await encodeSound(await wav, sound, { range, fps: job.fps }, undefined, signal);
        const pieces = { segments: [video], sound: wav === undefined ? undefined : sound };
        await joinPieces(pieces, folder, out, signal);
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  return hashes;
}
