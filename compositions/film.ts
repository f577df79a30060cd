import type { ReactElement } from 'react';
import type { ZodObject, ZodType } from 'zod';
import type { CueSheet } from '../audio/cue-sheet.ts';
import type { Format, Stage } from '../src/scene/stage.ts';
import type { Seed } from '../src/sim/random.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { Language, Message } from '../src/story/captions.ts';
import type { Fps } from '../src/story/clock.ts';
import type { Story } from '../src/story/story.ts';

export interface SceneProps<T = Trace, S = Story> {
  readonly trace: T;
  readonly story: S;
  readonly frame: number;
  readonly stage: Stage;
}

/**
 * What a film is. Every function is pure; the laws in tests/compositions/laws.test.ts hold for each film of the
 * catalogue. The functions are methods on purpose: a film then fits a list of films, and what it is given
 * (a trace, a story) is always its own.
 */
export interface Film<Params = unknown, T extends Trace = Trace, S extends Story = Story> {
  readonly id: string;
  readonly title: string;
  /** Typed params with defaults and ranges, strict about unknown fields. */
  readonly params: ZodObject & ZodType<Params>;
  simulate(params: Params, seed: Seed): T;
  tell(trace: T, fps: Fps): S;
  Scene(props: SceneProps<T, S>): ReactElement;
  score(trace: T, story: S): CueSheet;
  /** Words a message of this film's story. */
  word(message: Message, language: Language): string;
}

/** The id of a film's Remotion composition in a format: landscape is the film itself. */
export const compositionId = (film: string, format: Format): string =>
  format === 'landscape' ? film : `${film}-${format}`;
