import { parentPort, workerData } from 'node:worker_threads';
import type { FrameSource } from '../paint/frame-painter.ts';
import type { SegmentOrder } from './encode-segment.ts';
import type { EncoderSettings } from './encoder.ts';
import { openLanes, type SegmentPiece } from './lanes.ts';
import type { PieceKeeper } from './pieces.ts';

/** What a pool passes to a worker at its start. */
export interface WorkerStart {
  readonly job: unknown;
  readonly scale: number;
  readonly settings: EncoderSettings;
}

/** What a worker reports to its pool. */
export type WorkerReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'frame' }
  | { readonly kind: 'done'; readonly index: number; readonly piece: SegmentPiece }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Turns this thread into a worker of `renderVideo`: it paints and encodes the segments it is sent, until it is stopped.
 *
 * @param open creates the film from the job given to `renderVideo`
 * @param openKeeper opens the job's segment cache, if any
 * @param describe says in a line what went wrong
 */
export async function serveSegments(
  open: (job: unknown) => Promise<FrameSource> | FrameSource,
  openKeeper?: (job: unknown) => PieceKeeper | undefined,
  describe: (error: unknown) => string = (error) => (error instanceof Error ? error.message : String(error)),
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('serveSegments runs in a worker thread only');
  const tell = (report: WorkerReport) => port.postMessage(report);
  const fail = (error: unknown) => tell({ kind: 'failed', message: describe(error) });
  const { job, ...start } = workerData as WorkerStart;
  const stop = new AbortController();
  try {
    const onFrame = () => tell({ kind: 'frame' });
    const lanes = openLanes(await open(job), start, openKeeper?.(job), onFrame, stop.signal);
    port.on('message', (order: SegmentOrder | 'stop') => {
      if (order === 'stop') {
        stop.abort(new Error('the render was stopped'));
        // The thread exits on its own when the last encoder is done and no listeners are left.
        void lanes.end().then(() => port.close());
      } else {
        const { index } = order.segment;
        lanes.encode(order).then((piece) => tell({ kind: 'done', index, piece }), fail);
      }
    });
    tell({ kind: 'ready' });
  } catch (error) {
    fail(error);
  }
}
