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
    const read = (file: string): Buffer => unpackWoff(readFileSync(resolve(file)));
    const face = (files: readonly string[]) => createTypeface(files.map(read));
    loaded = { regular: face(FONT_FILES.regular), semibold: face(FONT_FILES.semibold) };
  }
  return loaded;
}
