import { type EncoderSettings, startEncoder } from './encoder.ts';
import type { FrameStream } from './frame-painter.ts';
import type { Segment } from './segments.ts';

/** A segment to encode, and where to. */
export interface SegmentOrder {
  readonly segment: Segment;
  readonly file: string;
}

/**
 * Paints and encodes one segment. Painting a frame overlaps encoding the ones before.
 *
 * @param hashes of its frames, where they are known: what equals the frame before is not even looked at
 * @param stream used by no other segment at the same time
 * @param onFrame called after each frame handed over
 * @throws Error when FFmpeg fails; the signal's reason when aborted
 */
export async function encodeSegment(
  { segment, file }: SegmentOrder,
  hashes: readonly string[],
  stream: FrameStream,
  video: { readonly fps: number; readonly settings: EncoderSettings },
  onFrame: () => void,
  signal?: AbortSignal,
): Promise<void> {
  const { width, height } = stream;
  const encoder = startEncoder(file, { width, height, ...video });
  try {
    let writing = Promise.resolve();
    let picture = stream.paint(segment.from);
    for (let frame = segment.from; frame < segment.to; frame += 1) {
      signal?.throwIfAborted();
      const i = frame - segment.from;
      if (i > 0 && (hashes[i] === undefined || hashes[i] !== hashes[i - 1])) picture = stream.paint(frame);
      await writing;
      writing = encoder.write(picture);
      writing.catch(() => {});
      onFrame();
    }
    await writing;
    await encoder.finish(signal);
  } catch (error) {
    await encoder.kill();
    throw error;
  }
}
