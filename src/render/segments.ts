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

/** Seconds of a segment, and of each of the last ones. */
const [LENGTH, LAST_LENGTH] = [2, 1];
/** Seconds at the film's end that are cut finer, so that workers finish together. */
const FINE = 4;

/**
 * Cuts a film into segments: two seconds each from frame 0 on, the last four seconds or so into single seconds. A
 * function of frames and fps alone, never of the workers; all but the last seconds do not move when a film grows.
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
  const cuts = [0];
  const end = () => cuts[cuts.length - 1] ?? 0;
  while (end() < frames) {
    const length = frames - end() > FINE * fps ? LENGTH : LAST_LENGTH;
    cuts.push(Math.min(frames, end() + length * fps));
  }
  return cuts
    .slice(1)
    .map((to, i) => ({ from: Math.max(first, cuts[i] ?? 0), to: Math.min(last + 1, to) }))
    .filter(({ from, to }) => from < to)
    .map((segment, index) => ({ index, ...segment }));
}
