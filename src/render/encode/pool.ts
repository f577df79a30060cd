import type { FrameSource } from '../paint/frame-painter.ts';
import type { SegmentOrder } from './encode-segment.ts';
import { following } from './following.ts';
import { type Lanes, openLanes, type SegmentPiece } from './lanes.ts';
import type { PieceKeeper } from './pieces.ts';
import type { WorkerReport, WorkerStart } from './segment-worker.ts';
import { startWorker } from './worker-thread.ts';

/** Encoders per painting thread: x264 takes far longer per frame than painting what changed in it. */
const ENCODERS_PER_THREAD = 2;

/** Opens a film for painting in a worker thread. */
function openLanesThere(module: URL, start: WorkerStart, onFrame: () => void): Promise<Lanes> {
  const worker = startWorker(module, start);
  const waiting = new Map<number, (piece: SegmentPiece) => void>();
  let ending = false;
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const exited = new Promise<void>((done) => {
    worker.on('exit', (code) => {
      if (!ending) fail(new Error(`a render worker ended early (exit ${code})`));
      done();
    });
  });
  worker.on('error', (error) => fail(new Error(`a render worker failed: ${error.message}`)));
  const ready = new Promise<void>((resolve) => {
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'ready') resolve();
      else if (report.kind === 'frame') onFrame();
      else if (report.kind === 'done') waiting.get(report.index)?.(report.piece);
      else fail(new Error(report.message));
    });
  });
  const lanes: Lanes = {
    encode: (order) => {
      const done = new Promise<SegmentPiece>((resolve) => {
        waiting.set(order.segment.index, resolve);
      });
      worker.postMessage(order);
      return Promise.race([done, failed]);
    },
    end: async () => {
      ending = true;
      worker.postMessage('stop');
      await exited;
    },
  };
  return Promise.race([ready.then(() => lanes), failed]);
}

/**
 * Encodes segments in parallel. Each encoder takes the next segment when it has finished its last; which one takes
 * which never affects the bytes. Every two encoders share a thread that paints for them: the first is this one, which
 * already has the film loaded; the others are workers. Cached segments are fetched.
 *
 * @param workers number of parallel encoders, ≥ 1
 * @returns the segments in the order requested
 * @throws Error of whatever fails first; the signal's reason if aborted. Nothing keeps running afterwards.
 */
export async function encodeSegments(options: {
  readonly source: FrameSource;
  readonly module: URL;
  readonly keeper: PieceKeeper | undefined;
  readonly start: WorkerStart;
  readonly orders: readonly SegmentOrder[];
  readonly workers: number;
  readonly onFrame: () => void;
  readonly signal: AbortSignal;
}): Promise<readonly SegmentPiece[]> {
  const { source, module, keeper, start, orders, onFrame } = options;
  options.signal.throwIfAborted();
  const { controller: stop, release } = following(options.signal);
  const { signal } = stop;
  const encoders = Math.min(options.workers, orders.length);
  const threads = Array.from({ length: Math.ceil(encoders / ENCODERS_PER_THREAD) }, (_, i) =>
    i === 0
      ? Promise.resolve(openLanes(source, start, keeper, onFrame, signal))
      : openLanesThere(module, start, onFrame),
  );
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  const waiting = [...orders.entries()];
  const pieces: SegmentPiece[] = [];
  const serve = async (thread: Promise<Lanes>): Promise<void> => {
    const { encode } = await thread;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      signal.throwIfAborted();
      const [place, order] = next;
      pieces[place] = await encode(order);
    }
  };
  const served = threads.flatMap((thread, i) =>
    Array.from({ length: Math.min(ENCODERS_PER_THREAD, encoders - i * ENCODERS_PER_THREAD) }, () =>
      serve(thread),
    ),
  );
  try {
    await Promise.race([Promise.all(served), aborted]);
    return pieces;
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    const opened = await Promise.allSettled(threads);
    await Promise.allSettled(
      opened.map((thread) => (thread.status === 'fulfilled' ? thread.value.end() : undefined)),
    );
    await Promise.allSettled(served);
    release();
  }
}
