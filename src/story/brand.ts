import type { SHARED_WORDS } from './words/index.ts';

type Language = keyof typeof SHARED_WORDS;

/** A text of a brand, which is shown as it is: the same in all languages, or by language, English where one is missing. */
export type BrandText = string | { readonly [L in Language]?: string | undefined };

/** What a card before or after the film shows beside the brand itself. */
export interface BrandCard {
  readonly seconds: number;
  /** The film's title, if omitted, before the film; nothing after it. */
  readonly title?: BrandText | undefined;
  readonly text?: BrandText | undefined;
}

/** Who speaks, or makes the film: shown for a while when a part begins. */
export interface LowerThird {
  readonly name: BrandText;
  readonly text?: BrandText | undefined;
  /** The id of a part; the first, if omitted. */
  readonly part?: string | undefined;
  readonly seconds: number;
}

/** A colour, or several, by the role that they have in a theme. */
export type Palette = Readonly<Record<string, string | readonly string[]>>;

/** A channel's own look, complete in itself: JSON-safe, its files as `data:` URLs. */
export interface Brand {
  readonly name: string;
  /** An SVG or a PNG. */
  readonly logo?: string | undefined;
  readonly palette?:
    | { readonly dark?: Palette | undefined; readonly light?: Palette | undefined }
    | undefined;
  readonly font?: { readonly regular: string; readonly semibold: string } | undefined;
  readonly intro?: BrandCard | undefined;
  readonly endCard?: BrandCard | undefined;
  readonly lowerThird?: LowerThird | undefined;
  /** A line at the foot of the end card. */
  readonly credit?: BrandText | undefined;
}

/** A text of a brand in a language. */
export const brandText = (text: BrandText | undefined, language: Language): string =>
  typeof text === 'string' ? text : (text?.[language] ?? text?.en ?? '');
