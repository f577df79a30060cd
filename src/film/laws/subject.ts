import type { Trace } from '../../sim/trace.ts';
import type { FrameRange } from '../../story/clock.ts';
import { DEFAULT_LOOK, type Look } from '../../story/look.ts';
import type { Story } from '../../story/story.ts';
import type { Film, Inputs } from '../film.ts';

/** A film with params, simulated and told: what the laws are applied to. */
export interface Subject {
  readonly film: Film;
  readonly params: unknown;
  readonly trace: Trace;
  /** The files named in the params, if there are any. */
  readonly inputs?: Inputs | undefined;
  /** At 30 frames per second, in this look. */
  readonly story: Story;
  readonly look: Look;
}

/**
 * A film as a subject.
 *
 * @param trace its trace at seed "1", if already simulated
 */
export function subjectOf(
  film: Film,
  params: unknown,
  trace: Trace = film.simulate(params, '1'),
  look: Look = DEFAULT_LOOK,
): Subject {
  return { film, params, trace, story: film.tell(trace, 30, look), look };
}

const middle = ({ start, end }: FrameRange): number => Math.floor((start + end) / 2);

/** Frames that probe every part of a story: edges and middles of parts and captions, and regular samples in between. */
export function probeFrames({ frames, parts, captions, fps }: Story, everySeconds = 1): readonly number[] {
  const edges = [
    ...parts.flatMap((part) => [part.start, part.start + 1, middle(part), part.end - 1]),
    ...captions.flatMap((caption) => [caption.start, middle(caption)]),
  ];
  const steady = Array.from({ length: Math.ceil(frames / (fps * everySeconds)) }, (_, i) =>
    Math.round(i * fps * everySeconds),
  );
  return [...new Set([...edges, ...steady])]
    .filter((frame) => frame >= 0 && frame < frames)
    .sort((a, b) => a - b);
}

/** Frames at which most things are at rest: the middles of parts and captions. */
export const settledFrames = ({ parts, captions }: Story): readonly number[] =>
  [...new Set([...parts, ...captions].map(middle))].sort((a, b) => a - b);
