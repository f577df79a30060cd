import type { Brand } from '../../story/brand.ts';
import { createTypeface } from './font-typeface.ts';
import type { Typefaces } from './typeface.ts';

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
