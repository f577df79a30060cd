/** Consecutive frames encoded by one encoder: `from` included, `to` excluded. */
export interface Segment {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Inclusive range of frames. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Seconds of a segment. Every segment starts an encoder and a picture coded on its own, which speaks for long ones;
 * workers that end together, seeking, and little to redo when a film changes speak for short ones.
 */
const LENGTH = 2.5;

/**
 * Cuts a film into segments of 2.5 seconds from frame 0 on, the last one as short as it comes. A function of frames
 * and fps alone, never of the workers; the cuts stay where they are when a film grows.
 *
 * @param frames of the whole film
 * @param range of frames wanted: the same cuts, its ends added
 * @throws Error when the range is not inside the film
 */
export function planSegments(frames: number, fps: number, range?: FrameRange): readonly Segment[] {
  const { first, last } = range ?? { first: 0, last: frames - 1 };
  if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 0 && first <= last && last < frames)) {
    throw new Error(`frames ${first}-${last} are not a range within 0-${frames - 1}`);
  }
  const length = Math.round(LENGTH * fps);
  const start = Math.floor(first / length);
  return Array.from({ length: Math.floor(last / length) - start + 1 }, (_, index) => ({
    index,
    from: Math.max(first, (start + index) * length),
    to: Math.min(last + 1, (start + index + 1) * length),
  }));
}
