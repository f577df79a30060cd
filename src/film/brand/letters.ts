import { brandedTypefaces } from '../../scene/type/branded-typefaces.ts';
import type { Typefaces } from '../../scene/type/typeface.ts';
import { type BrandText, brandText } from '../../story/brand.ts';
import type { Look } from '../../story/look.ts';
import { type Pattern, parseMessage } from '../../story/message.ts';
import { type FilmWords, sharedWords } from '../../story/words.ts';
import { UsageError } from '../errors.ts';

/** What numbers are written with in every language. */
const NUMBERS = '0123456789.,−×%';

/** What a message says itself, whatever its values. */
const said = (pattern: Pattern): string =>
  pattern
    .map((token) =>
      token.type === 'content'
        ? token.value
        : 'cases' in token
          ? token.cases.map(({ tokens }) => said(tokens as Pattern)).join('')
          : '',
    )
    .join('');

/** All texts that a look shows of a film, and what needs them. */
function textsOf({ files }: FilmWords, { language, brand }: Look): readonly (readonly [string, string])[] {
  const words = {
    ...sharedWords('en'),
    ...files.en,
    ...(files[language] && sharedWords(language)),
    ...files[language],
  };
  const { intro, endCard, lowerThird, credit, name = '' } = brand ?? {};
  const own: readonly (BrandText | undefined)[] = [
    ...[name, credit, intro?.title, intro?.text],
    ...[endCard?.title, endCard?.text, lowerThird?.name, lowerThird?.text],
  ];
  return [
    ['numbers', NUMBERS],
    ...own.map((text) => ['the brand', brandText(text, language)] as const),
    ...Object.entries(words).map(
      ([key, texts]) =>
        [
          `the words of "${key}"`,
          [texts]
            .flat()
            .map((text) => said(parseMessage(text)))
            .join(''),
        ] as const,
    ),
  ];
}

/**
 * Checks that the font of a brand has the letters of all words of a film in the language of the look. Symbols that the
 * usual type has from a font of symbols are taken from there.
 *
 * @param usual the typefaces without a brand
 * @throws UsageError naming the first that it has not, and what needs it
 */
export function requireLetters(words: FilmWords, look: Look, usual: Typefaces): void {
  if (look.brand?.font === undefined) return;
  const type = brandedTypefaces(usual, look.brand);
  for (const [what, text] of textsOf(words, look))
    for (const letter of text)
      for (const weight of ['regular', 'semibold'] as const)
        if (usual[weight].has(letter) && !type[weight].has(letter))
          throw new UsageError(`brand: font: its ${weight} has no "${letter}", which ${what} need`);
}
