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
}

/** The languages a film may come in; English always exists. */
export const LANGUAGES = ['en', 'de'] as const;
/** A language that a film may come in, by its ISO 639-1 code. */
export type Language = (typeof LANGUAGES)[number];

/** The look of a film unless another is asked for. */
export const DEFAULT_LOOK: Look = { theme: 'dark', language: 'en', captions: 'burned', pace: 1, bed: '' };
