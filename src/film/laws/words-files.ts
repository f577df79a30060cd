import type { Language } from '../../story/look.ts';
import { namesIn, parseMessage } from '../../story/message.ts';
import { SHARED_WORDS } from '../../story/words/index.ts';
import type { FilmWords } from '../../story/words.ts';
import type { Finding } from './finding.ts';

const valuesOf = (texts: string | readonly string[] = []): ReadonlySet<string> =>
  new Set([texts].flat().flatMap((text) => namesIn(parseMessage(text))));

const quoted = (keys: readonly string[]): string => keys.map((key) => `"${key}"`).join(', ');

/** Law 5: the words of a language are of keys that English has, and need no values that English does not. */
export function knownKeys({ files }: FilmWords, language: Language): readonly Finding[] {
  const [english, other] = [files.en ?? {}, files[language] ?? {}];
  const told = (what: string, todo: string): Finding => ({
    law: 5,
    what,
    todo,
    where: { function: 'words', languages: [language] },
  });
  const adds = Object.keys(other).filter((key) => english[key] === undefined);
  return [
    ...(adds.length === 0
      ? []
      : [
          told(
            `${language} has words for ${quoted(adds)}, which English has not`,
            'add them to en.json, or remove them',
          ),
        ]),
    ...Object.entries(other).flatMap(([key, texts]) => {
      const known = valuesOf(english[key]);
      const unknown = [...valuesOf(texts)].filter((name) => english[key] !== undefined && !known.has(name));
      return unknown.map((name) =>
        told(
          `the words of "${key}" need {${name}}, which English does not`,
          'use the values that en.json uses',
        ),
      );
    }),
  ];
}

/** Keys that a film has no words for in a language: English stands in. None if it has no words in it at all. */
export const missingKeys = ({ files }: FilmWords, language: Language): readonly string[] =>
  files[language] === undefined
    ? []
    : Object.keys(files.en ?? {}).filter((key) => files[language]?.[key] === undefined);

/** Words that a language lacks. */
export function missingWords(words: FilmWords, language: Language): readonly Finding[] {
  const lacks = missingKeys(words, language);
  return lacks.length === 0
    ? []
    : [
        {
          law: 'taste',
          what: `${language} has no words for ${quoted(lacks)}: English stands in`,
          todo: `add them to ${language}.json`,
          where: { function: 'words', languages: [language] },
        },
      ];
}

/**
 * Keys of a film's words that its sources never say. What every film has words for is said by the kit, in a film's own
 * words too.
 *
 * @param sources all of the film's modules as one text
 */
export function unusedKeys({ files }: FilmWords, sources: string): readonly Finding[] {
  // A key that begins like a composed one, `label-${kind}`, counts as used.
  const composed = [...sources.matchAll(/say\(\s*`([\w-]+)\$\{/g)].map(([, beginning = '']) => beginning);
  const said = (key: string): boolean =>
    key === 'title' ||
    Object.hasOwn(SHARED_WORDS.en, key) ||
    composed.some((beginning) => key.startsWith(beginning)) ||
    ["'", '"', '`'].some((mark) => sources.includes(`${mark}${key}${mark}`));
  return Object.keys(files.en ?? {})
    .filter((key) => !said(key))
    .map((key) => ({
      law: 'taste',
      what: `the words of "${key}" are never said`,
      todo: 'say them, or remove them from every words file',
      where: { function: 'words' },
    }));
}
