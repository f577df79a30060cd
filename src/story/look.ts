import type { Brand } from './brand.ts';
import type { Narration } from './recording.ts';
import { SHARED_WORDS } from './words/index.ts';

/** The colour schemes; `scene/theme.ts` defines their colours. */
export type ThemeName = 'dark' | 'light';

/**
 * How a film is presented, as opposed to what it is about: part of its cache key and provenance, never of its trace.
 * A look is always passed on as a whole, so that a new field automatically reaches every film, key and provenance.
 */
export interface Look {
  readonly theme: ThemeName;
  readonly language: Language;
  /** Captions drawn into the picture, or only in the sidecars. */
  readonly captions: 'burned' | 'none';
  /** Speed of the film, 1 by default: scales everything but reading time. */
  readonly pace: number;
  /** Path of a file of music to lie under the film's sound; empty for none. */
  readonly bed: string;
  /** What is said by a voice, for parts that have a recording of it. */
  readonly narration: Narration;
  /** Words put otherwise than the film puts them. */
  readonly words: Rewording;
  /** The channel that the film is presented by, or `null`. */
  readonly brand: Brand | null;
}

/** A language that a film may come in, by its ISO 639-1 code: each has a file in `words`. */
export type Language = keyof typeof SHARED_WORDS;
/** The languages a film may come in; English, which always exists, comes first. */
export const LANGUAGES = Object.keys(SHARED_WORDS) as readonly Language[];

/** Words of a film by language and key, as ICU messages: in place of its own, or in a language that it has none in. */
export type Rewording = { readonly [L in Language]?: Readonly<Record<string, string | readonly string[]>> };

/** The look of a film unless another is asked for. */
export const DEFAULT_LOOK: Look = {
  theme: 'dark',
  language: 'en',
  captions: 'burned',
  pace: 1,
  bed: '',
  narration: {},
  words: {},
  brand: null,
};
