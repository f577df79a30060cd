import type { FrameRange } from '../story/clock.ts';
import { UsageError } from './errors.ts';

/** A range of frames as people write it, last frame included. */
type FirstAndLast = { readonly first: number; readonly last: number };

export const rangeFrom = ({ first, last }: FirstAndLast): FrameRange => ({ start: first, end: last + 1 });
export const firstAndLast = ({ start, end }: FrameRange): FirstAndLast => ({ first: start, last: end - 1 });

/** `frame 7`, `frames 7-9`. */
export const rangeText = ({ start, end }: FrameRange): string =>
  end - start === 1 ? `frame ${start}` : `frames ${start}-${end - 1}`;

/** The requested frames of a film; all of them by default. @throws UsageError if they are outside the film */
export function rangeWithin(wanted: FrameRange | undefined, frames: number): FrameRange {
  const range = wanted ?? { start: 0, end: frames };
  if (range.end <= frames) return range;
  const verb = range.end - range.start === 1 ? 'is' : 'are';
  throw new UsageError(`${rangeText(range)} ${verb} outside the film, whose frames are 0-${frames - 1}`);
}
