import type { Language, Look, Rewording } from '../story/look.ts';
import type { Rect } from './rect.ts';
import { brandedTheme, type Theme } from './theme.ts';
import type { Typefaces } from './type/typeface.ts';

/** Sizes in scene units: the short side is always 1080; 4K and drafts are the same drawing at another scale. */
export const FORMATS = {
  landscape: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
  square: { width: 1080, height: 1080 },
} as const;
/** The name of a format: a key of {@link FORMATS}. */
export type Format = keyof typeof FORMATS;
/** The names of all formats: `landscape`, `portrait`, `square`. */
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

/** Safe margins for text: 5 % on screens, more on phones, whose players cover the top and the bottom. */
const SAFE: Readonly<Record<Format, Rect>> = {
  landscape: { x: 96, y: 54, width: 1728, height: 972 },
  portrait: { x: 60, y: 130, width: 960, height: 1570 },
  square: { x: 54, y: 54, width: 972, height: 972 },
};

/** What a scene draws on: size, safe area, bands, theme, language and type. */
export interface Stage {
  readonly format: Format;
  readonly width: number;
  readonly height: number;
  readonly safe: Rect;
  /** The band of the heading, the body for the scene itself, and the band reserved for captions. */
  readonly header: Rect;
  readonly body: Rect;
  readonly captions: Rect;
  readonly theme: Theme;
  readonly language: Language;
  /** Words put otherwise than the film puts them. */
  readonly words: Rewording;
  readonly type: Typefaces;
  /** False if captions are delivered only as sidecars. */
  readonly burnCaptions: boolean;
}

/** Font sizes in scene units; text that does not fit is set smaller; the laws refuse anything below `smallest`. */
export const SIZE = {
  title: 92,
  heading: 50,
  caption: 48,
  large: 40,
  medium: 34,
  small: 32,
  smallest: 32,
} as const;

const HEADER_HEIGHT = 72;
const CAPTION_HEIGHT = 132;
const BAND_GAP = 20;

/**
 * The stage of a film in a format.
 *
 * @param type the typefaces for measuring and drawing words: of a look with a brand, those of `brandedTypefaces`
 */
export function createStage(
  format: Format,
  { theme, language, words, brand, captions: shown }: Look,
  type: Typefaces,
): Stage {
  const safe = SAFE[format];
  const header = { ...safe, height: HEADER_HEIGHT };
  const captions = { ...safe, y: safe.y + safe.height - CAPTION_HEIGHT, height: CAPTION_HEIGHT };
  const top = header.y + header.height + BAND_GAP;
  const body = { ...safe, y: top, height: captions.y - BAND_GAP - top };
  return {
    format,
    ...FORMATS[format],
    safe,
    header,
    body,
    captions,
    theme: brandedTheme(theme, brand),
    language,
    words,
    type,
    burnCaptions: shown === 'burned',
  };
}
