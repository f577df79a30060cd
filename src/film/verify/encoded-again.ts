import { join } from 'node:path';
import { fileHash } from '../../cache/hash.ts';
import { withTemporaryFolder } from '../../cache/write-whole.ts';
import type { FrameSource } from '../../render/paint/frame-painter.ts';
import { renderVideo } from '../../render/video.ts';
import type { FrameRange } from '../../story/clock.ts';
import { painterJob } from '../make/painters.ts';
import type { Provenance } from '../sidecars/provenance.ts';
import { CACHE_FOLDER } from '../sources/project.ts';
import { piecesVersion } from '../sources/sources-version.ts';
import type { ToldFilm } from '../told-film.ts';
import { type Check, checkThat } from './check.ts';

/** What is encoded again. */
export interface Again {
  readonly provenance: Provenance;
  readonly told: ToldFilm;
  readonly source: FrameSource;
  readonly range: FrameRange;
  /** The whole film's sound; `undefined` for a silent film. */
  readonly wav: Uint8Array | undefined;
  /** The module of painting threads. */
  readonly workerModule: URL;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Encoders at a time: they share one painting thread. */
const WORKERS = 2;

/**
 * Renders a film's MP4 once more, by its provenance and with nothing from the cache, and compares the bytes. Only for what the
 * native engine has made with the current versions on this platform: elsewhere x264 may give other bytes.
 *
 * @throws Error, one line, if it cannot be encoded
 */
export function encodedAgain(file: string, again: Again): Promise<Check> {
  const { provenance, told, source, range, wav, workerModule, onProgress } = again;
  const { preset, crf, lookahead } = provenance.encoder;
  return withTemporaryFolder(async (folder) => {
    const out = join(folder, 'again.mp4');
    const cache = { folder: CACHE_FOLDER, version: piecesVersion(CACHE_FOLDER), fresh: true };
    await renderVideo({
      source,
      workerModule,
      job: painterJob(told.job, told.trace, cache),
      range,
      scale: provenance.scale,
      workers: WORKERS,
      encoder: provenance.encoder,
      wav,
      out,
      onProgress,
    });
    return checkThat('encoding', '.mp4', (await fileHash(out)) === (await fileHash(file)), {
      ok: 'encoded again, it is the same file, byte for byte',
      failed: `encoded again as its provenance says (${preset}, crf ${crf}, lookahead ${lookahead}), it is another file`,
    });
  });
}
