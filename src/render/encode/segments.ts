import type { FrameRange } from '../../story/clock.ts';

/** Consecutive frames that one encoder encodes. */
export interface Segment extends FrameRange {
  readonly index: number;
}

/**
 * Length of a segment in seconds. Every segment costs an encoder start and a keyframe, which favours long ones; workers
 * finishing together, seeking, and little to redo when a film changes favour short ones.
 */
const LENGTH = 2.5;

/**
 * Cuts a film into segments of 2.5 seconds from frame 0 on; the last one may be shorter. Depends on frames and fps only,
 * never on the workers; the cuts stay in place when a film gets longer.
 *
 * @param frames of the whole film
 * @param range of requested frames: the same cuts, plus its ends
 * @throws Error if the range is not inside the film
 */
export function planSegments(frames: number, fps: number, range?: FrameRange): readonly Segment[] {
  const { start, end } = range ?? { start: 0, end: frames };
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= frames)) {
    throw new Error(`frames ${start}-${end - 1} are not a range within 0-${frames - 1}`);
  }
  const length = Math.round(LENGTH * fps);
  const first = Math.floor(start / length);
  return Array.from({ length: Math.ceil(end / length) - first }, (_, i) => ({
    index: i,
    start: Math.max(start, (first + i) * length),
    end: Math.min(end, (first + i + 1) * length),
  }));
}
