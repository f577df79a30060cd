import { createElement } from 'react';
import { displayList } from '../../render/paint/display-list.ts';
import { logo } from '../../scene/logo.ts';
import { brandedTheme, type Colour, THEME_NAMES, type Theme } from '../../scene/theme.ts';
import { dataBytes } from '../../scene/type/branded-typefaces.ts';
import { createTypeface } from '../../scene/type/font-typeface.ts';
import type { Brand } from '../../story/brand.ts';
import { inOneLine, UsageError } from '../errors.ts';
import { contrastOf } from '../laws/contrast.ts';

/** Contrasts that law 5 demands. */
const [TEXT, MARK] = [4.5, 3];

/** Roles that words are set in; a mark has to be told from its ground alone. */
const WORDS = ['text', 'quiet', 'caption', 'train', 'validation', 'gradient', 'focus', 'runs'] as const;
const MARKS = ['curve', 'line', 'classes', 'classMarks'] as const;
const GROUNDS = ['background', 'panel'] as const;

/** All colours of a role, by the name that a palette has them under. */
const coloursOf = (theme: Theme, role: keyof Theme): readonly (readonly [string, Colour])[] =>
  [theme[role]].flat().map((ink, i) => [Array.isArray(theme[role]) ? `${role}[${i}]` : role, ink as Colour]);

/** The first two colours of a theme that are too alike, with their contrast. */
function tooAlike(theme: Theme, changed: readonly string[]): string | undefined {
  for (const [roles, least, what] of [
    [WORDS, TEXT, 'words need'],
    [MARKS, MARK, 'marks need'],
  ] as const)
    for (const role of roles)
      for (const [name, ink] of coloursOf(theme, role))
        for (const ground of GROUNDS) {
          // What a theme itself has is not the brand's.
          if (!changed.includes(role) && !changed.includes(ground)) continue;
          const ratio = contrastOf(ink, theme[ground]);
          if (ratio < least)
            return `${name} ${ink} on ${ground} ${theme[ground]} has a contrast of ${ratio.toFixed(2)}, and ${what} ${least}`;
        }
  return undefined;
}

/** Checks that a logo can be read, and drawn by both engines. @throws UsageError naming the element or attribute */
function checkLogo(url: string): void {
  try {
    const room = { x: 0, y: 0, width: 100, height: 100 };
    const { ops } = displayList(
      createElement('svg', { width: 100, height: 100 }, logo(url, room, '#000000')),
    );
    if (ops.length === 0) throw new Error('it draws nothing');
  } catch (error) {
    throw new UsageError(`brand: logo: ${inOneLine(String(error instanceof Error ? error.message : error))}`);
  }
}

/**
 * Checks what can be checked of a brand by itself: that its colours are told apart, and its logo and font can be read.
 *
 * @throws UsageError, one line: the first pair of colours whose contrast is too low, or what is wrong with the logo
 */
export function checkBrand(brand: Brand): void {
  for (const name of THEME_NAMES) {
    const wrong = tooAlike(brandedTheme(name, brand), Object.keys(brand.palette?.[name] ?? {}));
    if (wrong !== undefined) throw new UsageError(`brand: palette.${name}: ${wrong}`);
  }
  if (brand.logo !== undefined) checkLogo(brand.logo);
  for (const file of new Set(Object.values(brand.font ?? {})))
    try {
      createTypeface([dataBytes(file)]);
    } catch (error) {
      throw new UsageError(
        `brand: font: it cannot be read: ${inOneLine(String(error instanceof Error ? error.message : error))}`,
      );
    }
}
