import { join } from 'node:path';
import { withTemporaryFolder, writeWhole } from '../cache/write-whole.ts';
import type { FrameRange } from '../story/clock.ts';
import type { EncoderSettings } from './encode/encoder.ts';
import { following } from './encode/following.ts';
import { joinPieces } from './encode/join.ts';
import type { SegmentPiece } from './encode/lanes.ts';
import type { Piece, PieceKeeper } from './encode/pieces.ts';
import { encodeSegments } from './encode/pool.ts';
import { planSegments } from './encode/segments.ts';
import { encodeSound } from './encode/sound.ts';
import { freeMemory, workersWithin } from './encode/workers.ts';
import type { FrameSource } from './paint/frame-painter.ts';
import { scaledSize } from './paint/picture.ts';

export interface VideoOptions {
  /** The film. */
  readonly source: FrameSource;
  /** The module of additional painting threads, which calls `serveSegments` and creates the same film from `job`. */
  readonly workerModule: URL;
  /** Plain data. */
  readonly job: unknown;
  /** Requested frames; all by default. */
  readonly range?: FrameRange | undefined;
  /** Pixels per scene unit, 0.1 to 2. */
  readonly scale: number;
  /** Number of parallel encoders, ≥ 1; fewer are started where memory is short. */
  readonly workers: number;
  readonly encoder: EncoderSettings;
  /** The whole film's sound as WAV, possibly still being synthesized; omit for a silent film. */
  readonly wav?: Promise<Uint8Array> | Uint8Array | undefined;
  /** Cache of encoded pieces; without it, every piece is encoded. */
  readonly keeper?: PieceKeeper | undefined;
  /** The MP4's path. */
  readonly out: string;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface VideoReport {
  readonly frames: number;
  readonly segments: readonly SegmentPiece[];
  readonly sound: Piece | null;
  /** Milliseconds for encoding all segments, and for joining them. */
  readonly encodingTime: number;
  readonly joiningTime: number;
}

/** Waits for a promise, but no longer than until the signal aborts. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}

/**
 * Renders a film to an MP4 with H.264 and AAC. Its bytes depend on the film and the encoder settings, never on the
 * number of workers or on earlier renders. An abort or a failure leaves the old file, or none.
 *
 * @throws Error, one line; the signal's reason if aborted
 */
export async function renderVideo(options: VideoOptions): Promise<VideoReport> {
  const { source, keeper, out } = options;
  const { frames, fps } = source;
  const range = options.range ?? { start: 0, end: frames };
  const plan = planSegments(frames, fps, range);
  const total = range.end - range.start;
  const pixels = scaledSize(source.width, options.scale) * scaledSize(source.height, options.scale);
  // Any failure stops everything else.
  const { controller: stop, release } = following(options.signal);
  const { signal } = stop;
  const wav = options.wav === undefined ? undefined : Promise.resolve(options.wav);
  // It may reject before anyone awaits it.
  wav?.catch(() => {});
  const started = performance.now();
  let [encoded, done] = [started, 0];
  const pieces = await writeWhole(out, (path) =>
    withTemporaryFolder(async (folder) => {
      const sound = join(folder, 'sound.mp4');
      const withSound =
        wav &&
        unlessAborted(wav, signal).then((bytes) => encodeSound(bytes, sound, { range, fps }, keeper, signal));
      const orders = plan.map((segment) => ({
        segment,
        file: join(folder, `${String(segment.index).padStart(5, '0')}.mp4`),
      }));
      const picture = encodeSegments({
        source,
        module: options.workerModule,
        keeper,
        start: { job: options.job, scale: options.scale, settings: options.encoder },
        orders,
        workers: workersWithin(options.workers, pixels, freeMemory()),
        onFrame: () => {
          done += 1;
          options.onProgress?.(done, total);
        },
        signal,
      });
      try {
        const made = await Promise.all([picture, withSound]);
        encoded = performance.now();
        const files = {
          segments: orders.map(({ file }) => file),
          sound: withSound === undefined ? undefined : sound,
        };
        await joinPieces(files, folder, path, signal);
        return made;
      } catch (error) {
        stop.abort(error);
        await Promise.allSettled([picture, withSound]);
        throw error;
      }
    }),
  ).finally(release);
  const [segments, sound] = pieces;
  return {
    frames: total,
    segments,
    sound: sound ?? null,
    encodingTime: encoded - started,
    joiningTime: performance.now() - encoded,
  };
}
