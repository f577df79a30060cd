import { readFile } from 'node:fs/promises';
import { encodeSegment, type SegmentOrder } from './encode-segment.ts';
import { type EncoderSettings, segmentArguments } from './encoder.ts';
import { frameCount } from './frame-count.ts';
import { frameHash } from './frame-hash.ts';
import {
  createFramePainter,
  type FramePainter,
  type FrameSource,
  type FrameStream,
} from './frame-painter.ts';
import { frameMarkup } from './markup.ts';
import { scaledSize } from './painter.ts';
import { fetchPiece, type Piece, type PieceKeeper } from './pieces.ts';
import type { Segment } from './segments.ts';

/** A segment that stands where it was ordered to. */
export interface SegmentPiece extends Piece {
  /** The hash of each frame's markup; empty without a keeper, who alone asks for them. */
  readonly frames: readonly string[];
}

/** One thread's painting and encoding of segments. */
export interface Lanes {
  /** Fetches one segment, or paints and encodes it; several at once take turns at painting. */
  readonly encode: (order: SegmentOrder) => Promise<SegmentPiece>;
  /** Waits for what is under way, then frees the memory. */
  readonly end: () => Promise<void>;
}

/** What each frame of a segment is. Between frames others that paint in this thread have their turn. */
async function segmentHashes(
  source: FrameSource,
  segment: Segment,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let frame = segment.from; frame < segment.to; frame += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    hashes.push(frameHash(frameMarkup(source.element(frame))));
  }
  return hashes;
}

/**
 * Opens a film for painting in this thread.
 *
 * @param scale pixels a scene unit
 * @param keeper of segments made before; all are made without it
 * @param onFrame called after each frame handed to an encoder or fetched
 */
export function openLanes(
  source: FrameSource,
  { scale, settings }: { readonly scale: number; readonly settings: EncoderSettings },
  keeper: PieceKeeper | undefined,
  onFrame: () => void,
  signal: AbortSignal,
): Lanes {
  const [width, height] = [scaledSize(source.width, scale), scaledSize(source.height, scale)];
  const video = { width, height, fps: source.fps, settings };
  // Opened for the first segment that nobody has kept.
  let painter: Promise<FramePainter> | undefined;
  // A stream goes on where it stopped: a segment's first frame need not be painted whole.
  const idle: FrameStream[] = [];
  const busy = new Set<Promise<unknown>>();
  const paint = async (order: SegmentOrder, frames: readonly string[]): Promise<void> => {
    painter ??= createFramePainter(source, scale);
    const { stream: open } = await painter;
    const stream = idle.pop() ?? open();
    try {
      await encodeSegment(order, frames, stream, video, onFrame, signal);
    } finally {
      idle.push(stream);
    }
  };
  const fetch = async (order: SegmentOrder): Promise<SegmentPiece> => {
    const { segment, file } = order;
    const frames = keeper === undefined ? [] : await segmentHashes(source, segment, signal);
    const content = { frames, scale, arguments: segmentArguments(video) };
    const isRight = async () => frameCount(await readFile(file)) === segment.to - segment.from;
    const make = () => paint(order, frames);
    const piece = await fetchPiece(keeper, 'segments', { content, file, isRight, make });
    if (!piece.made) for (let frame = segment.from; frame < segment.to; frame += 1) onFrame();
    return { ...piece, frames };
  };
  return {
    encode: async (order) => {
      const work = fetch(order);
      busy.add(work);
      try {
        return await work;
      } finally {
        busy.delete(work);
      }
    },
    end: async () => {
      await Promise.allSettled(busy);
      // One that could not be opened has been complained of by the segment that wanted it.
      await painter?.then(
        ({ dispose }) => dispose(),
        () => {},
      );
    },
  };
}
