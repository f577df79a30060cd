import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  makeCancelSignal,
  type RenderFramesOptions,
  renderFrames,
  selectComposition,
} from '@remotion/renderer';
import { compositionId } from '../compositions/film.ts';
import { MUTED } from '../compositions/muted.ts';
import { EXACT, encoding } from '../src/render/encoder.ts';
import { runFfmpeg } from '../src/render/ffmpeg.ts';
import { joinPieces } from '../src/render/join.ts';
import { withTemporaryFolder, writeWhole } from '../src/render/output.ts';
import { scaledSize } from '../src/render/painter.ts';
import { REMOTION_SETTINGS } from '../src/render/remotion-settings.ts';
import { encodeSound } from '../src/render/sound.ts';
import { FORMATS } from '../src/scene/stage.ts';
import { VIDEO } from '../src/series/film-record.ts';
import { frameHashes } from '../src/series/frame-hashes.ts';
import type { FilmJob } from './film-options.ts';
import type { RenderWatch } from './render-film.ts';
import type { ToldTask } from './render-task.ts';

/** A bundle of the films, and the browser that opens it. */
export type BrowserSite = Pick<
  RenderFramesOptions,
  'serveUrl' | 'browserExecutable' | 'logLevel' | 'puppeteerInstance'
> & { readonly chromeMode: 'headless-shell' | 'chrome-for-testing' };

/** From a browser's RGB to the colours of HD video, as Remotion does it. */
const TO_HD_COLOURS = ['-vf', 'zscale=matrix=709:matrixin=709:range=limited'] as const;
/** Of x264; fixed, as other numbers give other bytes. */
const THREADS = 4;

/** A job as the props of its composition. */
const propsOf = ({ params, seed, fps, theme, language, burnCaptions }: FilmJob): Record<string, unknown> => ({
  ...(params as object),
  seed,
  fps,
  theme,
  lang: language,
  captions: burnCaptions ? 'burned' : 'none',
});

/** For each frame the first of those before it, itself included, from which on nothing has changed. */
const shownSince = (hashes: readonly string[]): readonly number[] => {
  let since = 0;
  return hashes.map((hash, i) => {
    if (hash !== hashes[since]) since = i;
    return since;
  });
};

/**
 * Renders a task's film through Remotion. The browser draws only frames whose markup differs from that of the frame
 * before: of the first film's frames two thirds equal theirs, of the others' about two fifths.
 *
 * @param concurrency tabs at once
 * @param wav path of the whole film's sound, which may still be in the making; a silent film without it
 * @returns SHA-256 of the markup of each frame
 * @throws the signal's reason when aborted
 */
export async function videoInBrowser(
  site: BrowserSite,
  concurrency: number,
  { job, told, span, target, encoder }: ToldTask,
  wav: Promise<string> | undefined,
  { signal, onProgress }: RenderWatch,
): Promise<readonly string[]> {
  signal.throwIfAborted();
  const hashes = frameHashes(told.source, span);
  const since = shownSince(hashes);
  const drawn = [...new Set(since)];
  const id = compositionId(job.film, job.format);
  const props = { inputProps: propsOf(job) };
  const composition = await selectComposition({ ...site, ...props, id });
  const { cancelSignal, cancel } = makeCancelSignal();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await writeWhole(`${target}${VIDEO}`, (out) =>
      withTemporaryFolder(async (folder) => {
        const picture = (i: number): string => join(folder, `${String(i).padStart(6, '0')}.png`);
        await renderFrames({
          ...site,
          ...props,
          cancelSignal,
          imageFormat: REMOTION_SETTINGS.imageFormat,
          composition,
          concurrency,
          muted: true,
          envVariables: MUTED,
          outputDir: null,
          frames: drawn.map((i) => span.first + i),
          // Remotion wants even sizes too, which the native engine rounds to.
          scale: scaledSize(FORMATS[job.format].width, job.scale) / FORMATS[job.format].width,
          onStart: () => {},
          onFrameBuffer: (buffer, frame) => writeFile(picture(frame - span.first), buffer),
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
          await encodeSound(await wav, sound, { range: span, fps: job.fps }, undefined, signal);
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
