import { join } from 'node:path';
import type { EncoderSettings } from './encoder.ts';
import { following } from './following.ts';
import type { FrameSource } from './frame-painter.ts';
import { joinPieces } from './join.ts';
import type { SegmentPiece } from './lanes.ts';
import { withTemporaryFolder, writeWhole } from './output.ts';
import type { Piece, PieceKeeper } from './pieces.ts';
import { encodeSegments } from './pool.ts';
import { type FrameRange, planSegments } from './segments.ts';
import { encodeSound } from './sound.ts';

export interface VideoOptions {
  /** The film. */
  readonly source: FrameSource;
  /** The module of further painting threads, which calls `serveSegments` and makes the same film from `job`. */
  readonly workerModule: URL;
  /** Plain data. */
  readonly job: unknown;
  /** Frames wanted; all without it. */
  readonly range?: FrameRange | undefined;
  /** Pixels a scene unit, 0.1 to 2. */
  readonly scale: number;
  /** Encoders at once, ≥ 1. */
  readonly workers: number;
  readonly encoder: EncoderSettings;
  /** Path of the whole film's sound, which may still be in the making; a silent film without it. */
  readonly wav?: Promise<string> | string | undefined;
  /** Keeps what is encoded, and has what was encoded before; every piece is made without it. */
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
  /** Milliseconds until all segments were encoded, and for joining them. */
  readonly encodingTime: number;
  readonly joiningTime: number;
}

/** Waits no longer than the signal lets it. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}

/**
 * Renders a film to an MP4 with H.264 and AAC. Its bytes depend on the film and the encoder's settings, never on the
 * number of workers or on what ran before. An abort or a failure leaves the old file, or none.
 *
 * @throws Error, one line; the signal's reason when aborted
 */
export async function renderVideo(options: VideoOptions): Promise<VideoReport> {
  const { source, keeper, out } = options;
  const { frames, fps } = source;
  const range = options.range ?? { first: 0, last: frames - 1 };
  const plan = planSegments(frames, fps, options.range);
  const total = range.last + 1 - range.first;
  // One failure, wherever it happens, ends everything else.
  const { controller: stop, release } = following(options.signal);
  const { signal } = stop;
  const wav = options.wav === undefined ? undefined : Promise.resolve(options.wav);
  // It may fail before anyone waits for it.
  wav?.catch(() => {});
  const started = performance.now();
  let [encoded, done] = [started, 0];
  const pieces = await writeWhole(out, (path) =>
    withTemporaryFolder(async (folder) => {
      const sound = join(folder, 'sound.mp4');
      const withSound =
        wav &&
        unlessAborted(wav, signal).then((path) => encodeSound(path, sound, { range, fps }, keeper, signal));
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
        workers: options.workers,
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
