import * as plurals from 'make-plural/plurals';
import { CAPTION, evenLines } from './captions.ts';
import { LANGUAGES, type Language, type Rewording } from './look.ts';
import { fillMessage, namesIn, type Pattern, parseMessage } from './message.ts';
import { fixed, graded, logged, percent, plain, rate, scientific, significant, times } from './numbers.ts';
import { SHARED_WORDS } from './words/index.ts';

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
export type SharedKey = keyof (typeof SHARED_WORDS)['en'];

/** The words of a film in its languages. */
export interface FilmWords<K extends string = string> {
  /** The film's name in English. */
  readonly title: string;
  /** The languages the film itself has words in, English first. */
  readonly languages: readonly Language[];
  /** Its words files, as they were given. */
  readonly files: Rewording;
  /** The same words with some of them put otherwise; the same object for the same rewording. @throws as {@link filmWords} */
  reworded(rewording: Rewording): FilmWords<K>;
  /** Creates a message. @throws Error naming the film, the key and a missing value that its words need */
  say(key: K | SharedKey, values?: Message['values']): Message;
  /** Puts a message into words; in English if the film lacks the language or the key. @throws Error naming film and key */
  word(message: Message, language: Language): string;
}

/** The plural rules of every language there is, by its code. */
const PLURALS: Readonly<Record<string, (n: number, ordinal?: boolean) => string>> = plurals;

function pluralRule(language: Language): (n: number, ordinal?: boolean) => string {
  const rule = PLURALS[language];
  if (rule === undefined) throw new Error(`there are no plural rules for the language "${language}"`);
  return rule;
}

/** The words that every film has in a language, as they stand in its file. */
export const sharedWords = (language: Language): WordsFile => SHARED_WORDS[language];

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
  logged,
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
  LANGUAGES.map((language) => [language, patternsOf(`shared words (${language})`, SHARED_WORDS[language])]),
) as Readonly<Record<Language, Patterns>>;

/**
 * How messages are created from words about one subject, which several films have among theirs.
 *
 * @param subject for error messages
 * @param english its words in English
 */
export function sayer<K extends string>(
  subject: string,
  english: WordsFile<K>,
): (key: K, values?: Message['values']) => Message {
  const patterns = patternsOf(subject, english);
  return (key, values = {}) => messageOf(subject, patterns.get(key) ?? [], key, values);
}

function messageOf(
  film: string,
  patterns: readonly Pattern[],
  key: string,
  values: Message['values'],
): Message {
  const missing = patterns.flatMap(namesIn).find((name) => values[name] === undefined);
  if (missing !== undefined) throw new Error(`${film}: "${key}" needs a value for {${missing}}`);
  return { key, values };
}

/** Patterns of a language by key, and the language whose rules of grammar they follow. */
interface Spoken {
  readonly found: readonly Pattern[];
  readonly grammar: Language;
}

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
  const patterns = (key: string, language: Language): Spoken => {
    for (const grammar of new Set<Language>(own.has(language) ? [language, 'en'] : ['en'])) {
      const found = own.get(grammar)?.get(key) ?? sharedPatterns[grammar].get(key);
      if (found !== undefined) return { found, grammar };
    }
    throw new Error(`${film}: no words for "${key}"`);
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
    const { found, grammar } = patterns(key, language);
    const filling = {
      plain: plainly,
      styled,
      // Unicode's plural rules use a number's absolute value; make-plural 8.1 uses its sign too.
      plural: (n: number, ordinal: boolean) => pluralRule(grammar)(Math.abs(n), ordinal),
    };
    const texts = found.map((pattern) => {
      try {
        return fillMessage(pattern, values, filling);
      } catch (error) {
        throw new Error(`${film}: the words of "${key}": ${error instanceof Error ? error.message : error}`);
      }
    });
    const fits = texts.find((text) => evenLines(text, CAPTION.lineLength.narrow) !== null);
    return written(fits ?? texts.at(-1) ?? '', language);
  };

  const versions = new WeakMap<Rewording, FilmWords<K>>();
  const reworded = (rewording: Rewording): FilmWords<K> => {
    const changed = LANGUAGES.filter((language) => rewording[language] !== undefined);
    if (changed.length === 0) return words;
    const known = versions.get(rewording);
    if (known !== undefined) return known;
    const merged = { ...files } as Record<string, Partial<WordsFile>>;
    for (const language of changed) merged[language] = { ...merged[language], ...rewording[language] };
    const made = filmWords<K>(film, merged as typeof files);
    versions.set(rewording, made);
    return made;
  };

  const words: FilmWords<K> = {
    get title() {
      return word({ key: 'title', values: {} }, 'en');
    },
    languages,
    files: files as Rewording,
    reworded,
    say: (key, values = {}) => messageOf(film, patterns(key, 'en').found, key, values),
    word,
  };
  return words;
}

/**
 * Words and formulas with the decimal mark of their language: 0.46 is 0,46 in German. In a film, a point between two
 * digits is always a decimal point.
 */
export function written(words: string, language: Language): string {
  const mark = String(SHARED_WORDS[language].decimalMark);
  return mark === '.' ? words : words.replace(/(?<=\d)\.(?=\d)/g, mark);
}
