import type { DisplayList } from '../paint/display-list.ts';
import type { FrameStream } from '../paint/frame-painter.ts';
import { type EncoderSettings, startEncoder } from './encoder.ts';
import type { Segment } from './segments.ts';

/** A segment to encode, and its output file. */
export interface SegmentOrder {
  readonly segment: Segment;
  readonly file: string;
}

/** A segment's frames, of which the markup has been made already. */
export interface DrawnFrames {
  /** The hash of each frame's markup. */
  readonly hashes: readonly string[];
  /** What frames draw, as far as that is kept. Each is removed when it has been painted. */
  readonly lists: Map<number, DisplayList>;
}

/**
 * Paints and encodes one segment. Painting a frame overlaps with encoding the previous ones.
 *
 * @param drawn its frames, if known: one equal to the previous is skipped entirely
 * @param stream not used by any other segment at the same time
 * @param onFrame called after each frame passed to the encoder
 * @throws Error if FFmpeg fails; the signal's reason if aborted
 */
export async function encodeSegment(
  { segment, file }: SegmentOrder,
  drawn: DrawnFrames | undefined,
  stream: FrameStream,
  video: { readonly fps: number; readonly settings: EncoderSettings },
  onFrame: () => void,
  signal?: AbortSignal,
): Promise<void> {
  const { width, height } = stream;
  const encoder = startEncoder(file, { width, height, ...video });
  try {
    let writing = Promise.resolve();
    let picture: Uint8Array | undefined;
    for (let frame = segment.start; frame < segment.end; frame += 1) {
      signal?.throwIfAborted();
      const i = frame - segment.start;
      if (picture === undefined || drawn === undefined || drawn.hashes[i] !== drawn.hashes[i - 1]) {
        picture = stream.paint(frame, drawn?.lists.get(frame));
        drawn?.lists.delete(frame);
      }
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
