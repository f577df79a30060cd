import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FONT_FILES } from '../../scene/type/font-files.ts';
import { createTypeface } from '../../scene/type/font-typeface.ts';
import type { Typefaces } from '../../scene/type/typeface.ts';
import { unpackWoff } from './woff.ts';

let loaded: Typefaces | undefined;

/** The typefaces, read from the pinned font packages; once per process. */
export function nodeTypefaces(): Typefaces {
  if (loaded === undefined) {
    const { resolve } = createRequire(import.meta.url);
    const { regular, semibold, mono } = FONT_FILES;
    // Unpacked once, as the typefaces share files.
    const files = new Set([...regular, ...semibold, ...mono]);
    const fonts = new Map([...files].map((file) => [file, unpackWoff(readFileSync(resolve(file)))]));
    const face = (names: readonly string[]) => createTypeface(names.flatMap((name) => fonts.get(name) ?? []));
    loaded = { regular: face(regular), semibold: face(semibold), mono: face(mono) };
  }
  return loaded;
}
