import type { SegmentOrder } from './encode-segment.ts';
import { following } from './following.ts';
import type { FrameSource } from './frame-painter.ts';
import { type Lanes, openLanes, type SegmentPiece } from './lanes.ts';
import type { PieceKeeper } from './pieces.ts';
import type { WorkerReport, WorkerStart } from './segment-worker.ts';
import { startWorker } from './worker-thread.ts';

/** Encoders that one thread paints for: x264 takes far longer for a frame than painting what changed in it. */
const ENCODERS_A_THREAD = 2;

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
 * Has segments encoded, several at once. Each encoder takes the next segment when it has finished its last; which
 * takes which never matters to the bytes. Every two encoders have a thread that paints for them: the first is this
 * one, which has the film at hand and nothing to load twice; the others are workers. Segments that are kept are fetched.
 *
 * @param workers encoders at once, ≥ 1
 * @returns the segments in the order of their orders
 * @throws Error of whatever fails first; the signal's reason when aborted. Nothing runs afterwards.
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
  const threads = Array.from({ length: Math.ceil(encoders / ENCODERS_A_THREAD) }, (_, i) =>
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
    Array.from({ length: Math.min(ENCODERS_A_THREAD, encoders - i * ENCODERS_A_THREAD) }, () =>
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
