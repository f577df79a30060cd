import type { ReactElement } from 'react';
import type { ZodObject, ZodType } from 'zod';
import type { CueSheet } from '../../audio/cue-sheet.ts';
import type { Stage } from '../scene/stage.ts';
import type { Seed } from '../sim/random.ts';
import type { Trace } from '../sim/trace.ts';
import type { Claims } from '../story/claims.ts';
import type { Fps } from '../story/clock.ts';
import type { Look } from '../story/look.ts';
import type { Story } from '../story/story.ts';
import type { FilmWords } from '../story/words.ts';

/** What a scene is given: everything that a frame follows from, and nothing else. */
export interface SceneProps<T = Trace, S = Story> {
  readonly trace: T;
  readonly story: S;
  /** The frame to draw, counted from 0; less than `story.frames`. */
  readonly frame: number;
  /** What it is drawn on: size, safe area, theme, language and type. */
  readonly stage: Stage;
}

/** A file named in the params. */
export interface InputRef {
  /** Its path within the params, e.g. `data.images`. */
  readonly name: string;
  /** Its file path, or for Remotion the name of a static file. */
  readonly path: string;
  /** Somebody's own: its name, size and hash go into the provenance, not where it lies. */
  readonly private?: true;
}

/** The bytes of the files named in the params, unpacked, by {@link InputRef.name}. */
export type Inputs = Readonly<Record<string, Uint8Array>>;

/** Where a film comes from that is somebody's own. Plain data, so that a thread can import it too. */
export interface FilmOrigin {
  /** Absolute path of its folder, or of its module where that was named. */
  readonly path: string;
  /** Absolute path of the module whose default export it is. */
  readonly entry: string;
  /** Absolute path of the JavaScript that this, and all that it imports, was bundled to. */
  readonly module: string;
  /** SHA-256 of that JavaScript, the same wherever the film and lossreel lie. */
  readonly hash: string;
  /** The modules of lossreel that it imports, as paths from the project. */
  readonly toolkit: readonly string[];
}

/** Called with the progress of a long simulation; it cannot affect the trace. */
export type ProgressReporter = (done: number, total: number) => void;

/**
 * What a film is. Every function is pure; the laws in src/film/laws hold for each film of the
 * catalogue. The functions are methods on purpose: method bivariance lets films with different types share a list, and
 * each is only ever given its own trace and story.
 */
export interface Film<Params = unknown, T extends Trace = Trace, S extends Story = Story> {
  /** Its name on the command line and in file names: lower case, words joined by hyphens. */
  readonly id: string;
  /** Set by whoever loads it, if it is not of the catalogue. */
  readonly origin?: FilmOrigin;
  /** Its words; `title` is its name. */
  readonly words: FilmWords;
  /** For cost predictions: seconds at the default params, and the time per frame relative to the fastest film. */
  readonly typical?: { readonly seconds: number; readonly effort: number };
  /** Typed params with defaults and ranges, strict about unknown fields. */
  readonly params: ZodObject & ZodType<Params>;
  /**
   * Params that had another name in an earlier version, old path → new name, e.g. `races[].rate` → `learningRate`: whoever
   * uses the old name is told the new one.
   */
  readonly renamed?: Readonly<Record<string, string>>;
  /** The files named in these params. The caller of `simulate` reads them; their hashes go into provenance and cache keys. */
  inputs?(params: Params): readonly InputRef[];
  /** The columns of each file, by {@link InputRef.name}, where its maker wants all of its origin in the provenance. */
  columns?(params: Params, inputs: Inputs): Readonly<Record<string, readonly string[]>> | null;
  /** Set if simulating takes seconds, or files: a page then does it in a worker and shows the progress. */
  readonly trains?: true;
  /**
   * Computes the trace: the same params, seed and files always give the same one.
   *
   * @throws InputError if a file is malformed
   */
  simulate(params: Params, seed: Seed, inputs?: Inputs, report?: ProgressReporter): T;
  /** Bulky fields of the trace or its runs, which `lossreel trace` prints only with `--full`. */
  readonly bulk?: readonly string[];
  /** The trace plus data too large to carry along while drawing; for `lossreel trace --full`. */
  simulateFully?(params: Params, seed: Seed, inputs?: Inputs, report?: ProgressReporter): T;
  /** Lays the trace out in time: parts, captions, chapters, and the clock that turns steps into frames. */
  tell(trace: T, fps: Fps, look: Look): S;
  /** Draws one frame as portable SVG; no hooks, no state, any frame in any order. */
  Scene(props: SceneProps<T, S>): ReactElement;
  /** Writes the sound, exactly as long as the story. */
  score(trace: T, story: S, look: Look): CueSheet;
  /** What whoever renders it should know of its inputs, a line each: shown as warnings. */
  notes?(trace: T): readonly string[];
  /** What makes each caption true; law 8 asks it for every frame at which the caption stands. */
  readonly claims?: Claims<T, S>;
}
