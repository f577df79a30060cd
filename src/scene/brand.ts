import type { Brand } from '../story/brand.ts';
import type { ThemeName } from '../story/look.ts';
import { THEMES, type Theme } from './theme.ts';
import { createTypeface } from './type/font-typeface.ts';
import type { Typefaces } from './type/typeface.ts';

/** A theme in the colours of a brand. */
export const brandedTheme = (name: ThemeName, brand: Brand | null): Theme => ({
  ...THEMES[name],
  ...brand?.palette?.[name],
});

/** The bytes in a `data:` URL of base64, in Node and in a page. */
export const dataBytes = (url: string): Uint8Array =>
  Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.codePointAt(0) ?? 0);

const typefaces = new WeakMap<Typefaces, Map<string, Typefaces>>();

/** The typefaces of a film in the font of a brand, which is read once. Code keeps its own. */
export function brandedTypefaces(type: Typefaces, brand: Brand | null): Typefaces {
  const font = brand?.font;
  if (font === undefined) return type;
  const known = typefaces.get(type) ?? new Map<string, Typefaces>();
  typefaces.set(type, known);
  const key = font.regular + font.semibold;
  const found = known.get(key) ?? {
    regular: createTypeface([dataBytes(font.regular)], type.regular),
    semibold: createTypeface([dataBytes(font.semibold)], type.semibold),
    mono: type.mono,
  };
  known.set(key, found);
  return found;
}
