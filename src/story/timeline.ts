import { CAPTION_GAP, type Caption, captionSeconds, type Message, type Wording } from './captions.ts';
import { type Fps, type FrameRange, frameAt } from './clock.ts';

/** A caption wanted at a time, in seconds from the start of its beat; it moves back when the one before is still up. */
export interface Cue {
  readonly at: number;
  readonly message: Message;
}

/** A caption with the seconds between which it stands, from the start of its beat. */
export interface TimedCue {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

/** Gives each caption the time it takes to read, one after the other. */
export function timeCaptions(cues: readonly Cue[], word: Wording): readonly TimedCue[] {
  let free = 0;
  return cues.map(({ at, message }) => {
    const from = Math.max(at, free);
    const to = from + captionSeconds(message, word);
    free = to + CAPTION_GAP;
    return { from, to, message };
  });
}

/** The second at which the last caption has been read. */
export const captionsEnd = (cues: readonly TimedCue[]): number => cues.at(-1)?.to ?? 0;

/** A beat still in seconds. */
export interface Passage<Id extends string = string> {
  readonly id: Id;
  readonly seconds: number;
  readonly captions: readonly TimedCue[];
}

/** A passage with its frames. */
export interface Placed<Id extends string = string> extends FrameRange {
  readonly id: Id;
  readonly captions: readonly Caption[];
}

/**
 * Lays passages end to end. Boundaries are rounded from the running time, never from a sum of rounded lengths, so
 * that at every frame rate the film lasts the same time to within a frame.
 */
export function layOut<Id extends string>(passages: readonly Passage<Id>[], fps: Fps): readonly Placed<Id>[] {
  let time = 0;
  return passages.map(({ id, seconds, captions }) => {
    const begin = time;
    time += seconds;
    return {
      id,
      start: frameAt(begin, fps),
      end: frameAt(time, fps),
      captions: captions.map(({ from, to, message }) => ({
        message,
        start: frameAt(begin + from, fps),
        end: frameAt(begin + to, fps),
      })),
    };
  });
}
