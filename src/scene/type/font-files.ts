import type { Typefaces } from './typeface.ts';

/** The font files of each typeface, as module paths of the pinned font packages, in order of preference. */
export const FONT_FILES: Readonly<Record<keyof Typefaces, readonly string[]>> = {
  regular: [
    '@fontsource/inter/files/inter-latin-400-normal.woff',
    '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff',
  ],
  semibold: [
    '@fontsource/inter/files/inter-latin-600-normal.woff',
    '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff',
  ],
  mono: [
    '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff',
    '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff',
  ],
};
