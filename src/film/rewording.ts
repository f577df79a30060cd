import { z } from 'zod';
import { LANGUAGES, type Language, type Look, type Rewording } from '../story/look.ts';
import { namesIn, parseMessage } from '../story/message.ts';
import { type FilmWords, sharedWords } from '../story/words.ts';
import { UsageError } from './errors.ts';
import { insteadOf } from './nearest.ts';

type Texts = string | readonly string[];

const texts = z.union([z.string(), z.array(z.string()).min(1).readonly()], {
  error: 'is neither text nor a list of texts',
});

/** Words as they are given: by key, of one language; or those of several, by their codes. */
export const rewordingSchema = z.record(
  z.string(),
  z.union([texts, z.record(z.string(), texts)], {
    error: 'is neither text, nor a list of texts, nor the words of a language',
  }),
) as unknown as z.ZodType<Rewording>;

const isTexts = (value: unknown): value is Texts => typeof value === 'string' || Array.isArray(value);
const isLanguage = (code: string): code is Language => LANGUAGES.some((known) => known === code);
const sorted = <Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Words by language, in the order of the languages and of their keys.
 *
 * @param given by key, or by language and key
 * @param asked the language of words that are given by key alone
 * @throws UsageError if they are given in both ways, or in a language that there is not
 */
export function rewordingOf(given: object, asked: Language): Rewording {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(given);
  const flat = entries.filter(([, value]) => isTexts(value));
  if (flat.length === entries.length)
    return flat.length === 0 ? {} : { [asked]: sorted(Object.fromEntries(flat)) };
  const [mixed] = flat;
  if (mixed !== undefined)
    throw new UsageError(
      `words: '${mixed[0]}' is a text, and others are the words of a language: put it into one of these`,
    );
  const unknown = entries.find(([code]) => !isLanguage(code));
  if (unknown !== undefined)
    throw new UsageError(`words: there is no language '${unknown[0]}': ${insteadOf(unknown[0], LANGUAGES)}`);
  const by = new Map(entries);
  return Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const words = by.get(language);
      return words === undefined ? [] : [[language, sorted(words as Readonly<Record<string, Texts>>)]];
    }),
  );
}

/** A text that an ICU message has for itself: what is markup in it, quoted. */
const verbatim = (text: string): string => text.replaceAll("'", "''").replace(/[{}]+/g, "'$&'");

/** A look in which the film has another title in its language. @throws UsageError if it is blank or not one line */
export function titled(look: Look, title: string): Look {
  if (!/^[^\p{Cc}]*\S[^\p{Cc}]*$/u.test(title))
    throw new UsageError(`title: ${JSON.stringify(title)} is not one non-blank line of text`);
  const { language, words } = look;
  return {
    ...look,
    words: rewordingOf({ ...words, [language]: { ...words[language], title: verbatim(title) } }, language),
  };
}

const namesOf = (words: Texts): readonly string[] =>
  [words].flat().flatMap((text) => namesIn(parseMessage(text)));

const braced = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ');

/**
 * Checks that words can take the place of a film's own: there are such words, they are messages, and need no value that
 * the film does not give.
 *
 * @throws UsageError naming language, key and value
 */
export function checkRewording({ files }: FilmWords, rewording: Rewording): void {
  if (Object.keys(rewording).length === 0) return;
  const own: Readonly<Record<string, Texts>> = { ...sharedWords('en'), ...files.en };
  for (const language of LANGUAGES) {
    for (const [key, words] of Object.entries(rewording[language] ?? {})) {
      const place = `words: ${language}.${key}:`;
      const english = own[key];
      if (english === undefined)
        throw new UsageError(`${place} the film has no such words: ${insteadOf(key, Object.keys(own))}`);
      let names: readonly string[];
      try {
        names = namesOf(words);
      } catch (error) {
        throw new UsageError(`${place} ${error instanceof Error ? error.message : error}`);
      }
      const known = new Set(namesOf(english));
      const unknown = names.find((name) => !known.has(name));
      if (unknown !== undefined)
        throw new UsageError(
          `${place} the film gives no value {${unknown}}${known.size === 0 ? ', nor any other' : `; it gives ${braced([...known])}`}`,
        );
    }
  }
}
