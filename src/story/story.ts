import type { Caption, Message } from './captions.ts';
import type { Fps, FrameRange } from './clock.ts';

/** A stretch of the film that tells one thing. */
export interface Beat extends FrameRange {
  readonly id: string;
}

export interface Chapter {
  readonly frame: number;
  readonly title: Message;
}

/** The film laid out in time: everything that picture, sound, captions and chapters have to agree on. */
export interface Story<B extends Beat = Beat> {
  readonly fps: Fps;
  readonly frames: number;
  readonly beats: readonly B[];
  readonly captions: readonly Caption[];
  readonly chapters: readonly Chapter[];
  /** The frame that stands for the film. */
  readonly posterFrame: number;
}

/** The beat that a frame belongs to. @throws RangeError when the frame is outside the film */
export function beatAt<B extends Beat>(story: Story<B>, frame: number): B {
  const beat = story.beats.find(({ start, end }) => frame >= start && frame < end);
  if (beat === undefined) throw new RangeError(`frame ${frame} is outside the film (0–${story.frames - 1})`);
  return beat;
}
