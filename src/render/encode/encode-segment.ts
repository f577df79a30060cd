import type { FrameStream } from '../paint/frame-painter.ts';
import { type EncoderSettings, startEncoder } from './encoder.ts';
import type { Segment } from './segments.ts';

/** A segment to encode, and its output file. */
export interface SegmentOrder {
  readonly segment: Segment;
  readonly file: string;
}

/**
 * Paints and encodes one segment. Painting a frame overlaps with encoding the previous ones.
 *
 * @param hashes of its frames, if known: a frame equal to the previous one is skipped entirely
 * @param stream not used by any other segment at the same time
 * @param onFrame called after each frame passed to the encoder
 * @throws Error if FFmpeg fails; the signal's reason if aborted
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
    let picture = stream.paint(segment.start);
    for (let frame = segment.start; frame < segment.end; frame += 1) {
      signal?.throwIfAborted();
      const i = frame - segment.start;
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
