import { readFile } from 'node:fs/promises';
import { type DisplayList, flattened } from '../paint/display-list.ts';
import { frameHash } from '../paint/frame-hash.ts';
import {
  createFramePainter,
  type FramePainter,
  type FrameSource,
  type FrameStream,
} from '../paint/frame-painter.ts';
import { drawnFrame } from '../paint/markup.ts';
import { scaledSize } from '../paint/picture.ts';
import { type DrawnFrames, encodeSegment, type SegmentOrder } from './encode-segment.ts';
import { type EncoderSettings, segmentArguments } from './encoder.ts';
import { frameCount } from './frame-count.ts';
import { fetchPiece, type Piece, type PieceKeeper } from './pieces.ts';
import type { Segment } from './segments.ts';

/** A finished segment in its output file. */
export interface SegmentPiece extends Piece {
  /** The hash of each frame's markup; empty without a keeper, as only that needs them. */
  readonly frames: readonly string[];
}

/** Paints and encodes segments in one thread. */
export interface Lanes {
  /** Fetches one segment, or paints and encodes it; concurrent segments take turns painting. */
  readonly encode: (order: SegmentOrder) => Promise<SegmentPiece>;
  /** Waits for work in progress, then frees the memory. */
  readonly end: () => Promise<void>;
}

/**
 * Letters of markup up to which a segment's frames are kept until they are painted; those beyond are drawn once more. What
 * a frame draws takes some six times the memory of its markup, and a surface in space has 250,000 letters a frame.
 */
const KEPT = 5_000_000;

/** Draws the frames of a segment. Yields between frames to others that paint in this thread. */
async function drawSegment(source: FrameSource, segment: Segment, signal: AbortSignal): Promise<DrawnFrames> {
  const hashes: string[] = [];
  const lists = new Map<number, DisplayList>();
  let [before, kept] = ['', 0];
  for (let frame = segment.start; frame < segment.end; frame += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    const drawn = drawnFrame(source.element(frame));
    const last = hashes.at(-1);
    if (last !== undefined && drawn.markup === before) {
      hashes.push(last);
      continue;
    }
    hashes.push(frameHash(drawn.markup));
    // Much smaller than the elements, which live only now.
    if (kept < KEPT) lists.set(frame, flattened(drawn.elements));
    kept += drawn.markup.length;
    before = drawn.markup;
  }
  return { hashes, lists };
}

/**
 * Opens a film for painting in this thread.
 *
 * @param scale pixels per scene unit
 * @param keeper cache of segments; without it, every segment is made
 * @param onFrame called after each frame passed to an encoder or fetched
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
  // Opened for the first segment that is not cached.
  let painter: Promise<FramePainter> | undefined;
  // A stream continues where it stopped: a segment's first frame need not be painted from scratch.
  const idle: FrameStream[] = [];
  const busy = new Set<Promise<unknown>>();
  const paint = async (order: SegmentOrder, drawn: DrawnFrames | undefined): Promise<void> => {
    painter ??= createFramePainter(source, scale);
    const { stream: open } = await painter;
    const stream = idle.pop() ?? open();
    try {
      await encodeSegment(order, drawn, stream, video, onFrame, signal);
    } finally {
      idle.push(stream);
    }
  };
  const fetch = async (order: SegmentOrder): Promise<SegmentPiece> => {
    const { segment, file } = order;
    const drawn = keeper === undefined ? undefined : await drawSegment(source, segment, signal);
    const frames = drawn?.hashes ?? [];
    const content = { frames, scale, arguments: segmentArguments(video) };
    const isRight = async () => frameCount(await readFile(file)) === segment.end - segment.start;
    const make = () => paint(order, drawn);
    const piece = await fetchPiece(keeper, { content, file, isRight, make });
    if (!piece.made) for (let frame = segment.start; frame < segment.end; frame += 1) onFrame();
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
      // If it could not be opened, the segment that needed it has already reported that.
      await painter?.then(
        ({ dispose }) => dispose(),
        () => {},
      );
    },
  };
}
