import type { Weight } from './typeface.ts';

/** The font files of each weight, as module paths of the pinned font packages, in order of preference. */
export const FONT_FILES: Readonly<Record<Weight, readonly string[]>> = {
  regular: [
    '@fontsource/inter/files/inter-latin-400-normal.woff',
    '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff',
  ],
  semibold: [
    '@fontsource/inter/files/inter-latin-600-normal.woff',
    '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff',
  ],
};
