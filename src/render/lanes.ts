import { encodeSegment, type SegmentOrder } from './encode-segment.ts';
import type { EncoderSettings } from './encoder.ts';
import { createFramePainter, type FrameSource, type FrameStream } from './frame-painter.ts';

/** One thread's painting and encoding of segments. */
export interface Lanes {
  /** Paints and encodes one segment; several at once take turns at painting. */
  readonly encode: (order: SegmentOrder) => Promise<void>;
  /** Waits for what is under way, then frees the memory. */
  readonly end: () => Promise<void>;
}

/**
 * Opens a film for painting in this thread.
 *
 * @param scale pixels a scene unit
 * @param onFrame called after each frame handed to an encoder
 */
export async function openLanes(
  source: FrameSource,
  { scale, settings }: { readonly scale: number; readonly settings: EncoderSettings },
  onFrame: () => void,
  signal: AbortSignal,
): Promise<Lanes> {
  const painter = await createFramePainter(source, scale);
  const video = { fps: source.fps, settings };
  // A stream goes on where it stopped: a segment's first frame need not be painted whole.
  const idle: FrameStream[] = [];
  const busy = new Set<Promise<void>>();
  return {
    encode: async (order) => {
      const stream = idle.pop() ?? painter.stream();
      const work = encodeSegment(order, stream, video, onFrame, signal);
      busy.add(work);
      try {
        await work;
      } finally {
        busy.delete(work);
        idle.push(stream);
      }
    },
    end: async () => {
      await Promise.allSettled(busy);
      painter.dispose();
    },
  };
}
