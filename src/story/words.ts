import { de, en } from 'make-plural/plurals';
import { CAPTION, evenLines } from './captions.ts';
import { LANGUAGES, type Language } from './look.ts';
import { fillMessage, namesIn, type Pattern, parseMessage } from './message.ts';
import { fixed, graded, percent, plain, rate, scientific, significant, times } from './numbers.ts';
import sharedGerman from './words/de.json';
import sharedEnglish from './words/en.json';

/** A value that goes into a message; messages can be nested. */
export type Value = number | string | boolean | null | Message;

/** What is said, without its wording: a key of the film's words and the values that go into it. JSON-safe. */
export interface Message {
  readonly key: string;
  readonly values: Readonly<Record<string, Value>>;
}

/**
 * Words in one language: ICU messages by key. Given an array, the first one that fits on two caption lines in every
 * format is used, else the last.
 */
export type WordsFile<K extends string = string> = Readonly<Record<K, string | readonly string[]>>;

/** Keys that every film has, from `words/en.json`. */
export type SharedKey = keyof typeof sharedEnglish;

/** The words of a film in its languages. */
export interface FilmWords<K extends string = string> {
  /** The film's name in English. */
  readonly title: string;
  /** The languages the film itself has words in, English first. */
  readonly languages: readonly Language[];
  /** Its words files, as they were given. */
  readonly files: { readonly [L in Language]?: Readonly<Record<string, string | readonly string[]>> };
  /** Creates a message. @throws Error naming the film, the key and a missing value that its words need */
  say(key: K | SharedKey, values?: Message['values']): Message;
  /** Puts a message into words; in English if the film lacks the language or the key. @throws Error naming film and key */
  word(message: Message, language: Language): string;
}

const SHARED: Readonly<Record<Language, WordsFile>> = { en: sharedEnglish, de: sharedGerman };
const PLURALS: Readonly<Record<Language, typeof en>> = { en, de };

const isMessage = (value: Value): value is Message => typeof value === 'object' && value !== null;
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How `{value, style, parameter}` formats a number. */
const STYLES: Readonly<Record<string, (value: number, parameter: number) => string>> = {
  fixed,
  scientific,
  significant,
  rate,
  times,
  graded,
};

type Patterns = ReadonlyMap<string, readonly Pattern[]>;

const patternsOf = (film: string, file: Partial<WordsFile>): Patterns =>
  new Map(
    Object.entries(file).map(([key, texts]) => {
      try {
        return [key, [texts ?? []].flat().map(parseMessage)];
      } catch (error) {
        throw new Error(`${film}: the words of "${key}": ${error instanceof Error ? error.message : error}`);
      }
    }),
  );

const sharedPatterns = Object.fromEntries(
  LANGUAGES.map((language) => [language, patternsOf(`shared words (${language})`, SHARED[language])]),
) as Readonly<Record<Language, Patterns>>;

/**
 * The words of a film.
 *
 * @param film its id, for error messages
 * @param files one file per language; `title` is the film's name. Only English is required, and must be complete
 * @throws Error for text that is not a valid ICU message, with film, key and position
 */
export function filmWords<K extends string>(
  film: string,
  files: { readonly en: WordsFile<K> & { readonly title: string } } & {
    readonly [L in Language]?: Partial<WordsFile<NoInfer<K>>>;
  },
): FilmWords<K> {
  const languages = LANGUAGES.filter((language) => files[language] !== undefined);
  const own = new Map(
    languages.map((language) => [language, patternsOf(`${film} (${language})`, files[language] ?? {})]),
  );
  const patterns = (key: string, language: Language): readonly Pattern[] => {
    const found =
      own.get(language)?.get(key) ??
      (own.has(language) ? sharedPatterns[language].get(key) : undefined) ??
      own.get('en')?.get(key) ??
      sharedPatterns.en.get(key);
    if (found === undefined) throw new Error(`${film}: no words for "${key}"`);
    return found;
  };

  const word = ({ key, values }: Message, language: Language): string => {
    const shared = (name: string, n: Value): string => word({ key: name, values: { n } }, language);
    const plainly = (value: Value): string => {
      if (isMessage(value)) return word(value, language);
      return typeof value === 'number' ? plain(value) : String(value);
    };
    const styled = (value: Value, style: string, parameter: string): string => {
      if (style === 'capital') return capital(plainly(value));
      if (style === 'spelled')
        return parameter === 'capital' ? capital(shared(style, value)) : shared(style, value);
      if (style === 'whole') return plainly(value).replace(/\B(?=(\d{3})+$)/g, shared('groupMark', null));
      if (style === 'percent') {
        return shared(style, percent(Number(value), parameter === '' ? null : Number(parameter)));
      }
      const write = STYLES[style];
      if (write === undefined) throw new Error(`there is no style "${style}"`);
      return write(Number(value), Number(parameter));
    };
    const filling = {
      plain: plainly,
      styled,
      // Unicode's plural rules use a number's absolute value; make-plural 8.1 uses its sign too.
      plural: (n: number, ordinal: boolean) => PLURALS[language](Math.abs(n), ordinal),
    };
    const texts = patterns(key, language).map((pattern) => {
      try {
        return fillMessage(pattern, values, filling);
      } catch (error) {
        throw new Error(`${film}: the words of "${key}": ${error instanceof Error ? error.message : error}`);
      }
    });
    const fits = texts.find((text) => evenLines(text, CAPTION.lineLength.narrow) !== null);
    return written(fits ?? texts.at(-1) ?? '', language);
  };

  return {
    get title() {
      return word({ key: 'title', values: {} }, 'en');
    },
    languages,
    files: files as FilmWords['files'],
    say: (key, values = {}) => {
      const missing = patterns(key, 'en')
        .flatMap(namesIn)
        .find((name) => values[name] === undefined);
      if (missing !== undefined) throw new Error(`${film}: "${key}" needs a value for {${missing}}`);
      return { key, values };
    },
    word,
  };
}

/**
 * Words and formulas with the decimal mark of their language: 0.46 is 0,46 in German. In a film, a point between two
 * digits is always a decimal point.
 */
export const written = (words: string, language: Language): string =>
  language === 'en' ? words : words.replace(/(?<=\d)\.(?=\d)/g, String(SHARED[language].decimalMark));
