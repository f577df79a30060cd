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

/** A file that params name. */
export interface InputRef {
  /** Where in the params it stands, e.g. `data.images`. */
  readonly name: string;
  /** Its path, or for Remotion the name of a static file. */
  readonly path: string;
}

/** The bytes of the files that params name, unpacked, by {@link InputRef.name}. */
export type Inputs = Readonly<Record<string, Uint8Array>>;

/** Told how far a long simulation has come; nothing it does can change the trace. */
export type Watch = (done: number, total: number) => void;

/**
 * What a film is. Every function is pure; the laws in tests/compositions/laws.test.ts hold for each film of the
 * catalogue. The functions are methods on purpose: a film then fits a list of films, and what it is given
 * (a trace, a story) is always its own.
 */
export interface Film<Params = unknown, T extends Trace = Trace, S extends Story = Story> {
  readonly id: string;
  readonly title: string;
  /** What a series predicts its work from: seconds at the default params, and the time a frame takes beside the quickest film's. */
  readonly typical: { readonly seconds: number; readonly effort: number };
  /** Typed params with defaults and ranges, strict about unknown fields. */
  readonly params: ZodObject & ZodType<Params>;
  /** The files that these params name. Whoever simulates reads them; their hashes enter provenance and cache keys. */
  inputs?(params: Params): readonly InputRef[];
  /** Set where it takes seconds to simulate, or files: a page then has a worker do it, and shows how far that is. */
  readonly trains?: true;
  /** @throws InputError when a file is not what it should be */
  simulate(params: Params, seed: Seed, inputs?: Inputs, watch?: Watch): T;
  /** Fields of the trace, or of its runs, too long to be read: `lossreel trace` prints them with `--full` only. */
  readonly bulk?: readonly string[];
  /** The trace with what is too much to be carried along while the film is drawn; for `lossreel trace --full`. */
  simulateFully?(params: Params, seed: Seed, inputs?: Inputs, watch?: Watch): T;
  tell(trace: T, fps: Fps): S;
  Scene(props: SceneProps<T, S>): ReactElement;
  score(trace: T, story: S): CueSheet;
  /** Words a message of this film's story; `title`, without values, is the film's name. */
  word(message: Message, language: Language): string;
}

/** The id of a film's Remotion composition in a format: landscape is the film itself. */
export const compositionId = (film: string, format: Format): string =>
  format === 'landscape' ? film : `${film}-${format}`;

/** The id of the still that is that composition's poster. */
export const posterId = (film: string, format: Format): string => `${compositionId(film, format)}-poster`;
