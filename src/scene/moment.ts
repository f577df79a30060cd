import type { ReactElement } from 'react';
import { type FrameRange, progress, type StepClock } from '../story/clock.ts';
import { easeInOut, easeOut } from '../story/ease.ts';
import { type Playhead, playheadAt } from '../story/playhead.ts';
import { type Part, partAt, type Story } from '../story/story.ts';
import type { FilmWords, Message, SharedKey } from '../story/words.ts';
import { type TextBlock, type TextStyle, text, textBlock } from './parts/Text.tsx';
import type { Place } from './rect.ts';
import type { Stage } from './stage.ts';

/** What a scene knows about a frame: where in the story it is, how far animations have progressed, and how to set text. */
export interface Moment<P extends Part = Part, K extends string = string> {
  readonly stage: Stage;
  readonly story: Story<P>;
  readonly frame: number;
  /** The part of the story that the frame belongs to. */
  readonly part: P;
  /** Words by key, in the stage's language. */
  say(key: K | SharedKey, values?: Message['values']): string;
  /** The words of a message. */
  word(message: Message): string;
  /** Progress of an entrance that begins `delay` seconds into the part: 0 … 1, eased out. */
  enter(delay?: number, seconds?: number): number;
  /** What is left of something on its way out, `before` seconds ahead of the part's end: 1 … 0, gone by then. */
  leave(seconds?: number, before?: number): number;
  /** Progress through a range of frames: 0 … 1, eased in and out. */
  through(range: FrameRange): number;
  /** The same for a range given by its start and length, in seconds of the part. */
  between(delay: number, seconds: number): number;
  /** True from a given frame on. */
  since(frame: number): boolean;
  /** The playhead of a clock's run. @param states number of states, for a run that ends before the clock does */
  head(clock: StepClock, states?: number): Playhead;
  /** One line of type, see {@link text}. */
  text(words: string, at: Place, style?: TextStyle): ReactElement | null;
  /** Words broken into lines, see {@link textBlock}. */
  block(words: string, width: number, style?: Parameters<typeof textBlock>[3]): TextBlock;
}

/** A frame's moment. @throws RangeError if the frame is outside the film */
export function moment<P extends Part, K extends string>(
  own: FilmWords<K>,
  { story, frame, stage }: { readonly story: Story<P>; readonly frame: number; readonly stage: Stage },
): Moment<P, K> {
  const words = own.reworded(stage.words);
  const part = partAt(story, frame);
  const after = (delay: number, seconds: number): FrameRange => {
    const start = part.start + Math.round(delay * story.fps);
    return { start, end: start + Math.round(seconds * story.fps) };
  };
  const word = (message: Message): string => words.word(message, stage.language);
  return {
    stage,
    story,
    frame,
    part,
    word,
    say: (key, values) => word(words.say(key, values)),
    enter: (delay = 0, seconds = 0.6) => easeOut(progress(after(delay, seconds), frame)),
    leave: (seconds = 0.3, before = 0) => {
      const end = part.end - Math.round(before * story.fps);
      const start = end - Math.max(1, Math.round(seconds * story.fps));
      return 1 - easeInOut(progress({ start, end }, frame + 1));
    },
    through: (range) => easeInOut(progress(range, frame)),
    between: (delay, seconds) => easeInOut(progress(after(delay, seconds), frame)),
    since: (first) => frame >= first,
    head: (clock, states) => playheadAt(clock, frame, states),
    text: (said, at, style) => text(stage, said, at, style),
    block: (said, width, style) => textBlock(stage, said, width, style),
  };
}
