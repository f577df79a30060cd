import type { Language, Message, Wording } from './captions.ts';
import { written } from './numbers.ts';

/** The words of a film in one language: for each key a function from values to words. */
type Texts = Readonly<Record<string, (values: never) => string>>;

/** The same keys and values as in `T`, in any words. */
export type AnyWords<T extends Texts> = { readonly [K in keyof T]: (...values: Parameters<T[K]>) => string };

/** How a film makes its messages and words them. */
interface FilmWording<T extends Texts> {
  /** A message: what is to be said, checked against the values its words need. */
  readonly say: <K extends keyof T & string>(
    key: K,
    ...values: Parameters<T[K]> extends [] ? [] : Parameters<T[K]>
  ) => Message;
  /** Words a message. @throws Error naming the film, the language and the key of a missing text */
  readonly word: Wording;
}

/**
 * The words of a film in every language.
 *
 * @param film its id, for complaints
 * @param texts the same keys in each language: one that lacks a text does not compile
 */
export function wording<T extends Texts>(film: string, texts: Readonly<Record<Language, T>>): FilmWording<T> {
  return {
    say: (key, ...[values]) => ({ key, values: values ?? {} }),
    word: ({ key, values }, language) => {
      const text = texts[language][key];
      if (text === undefined) throw new Error(`${film}: no ${language} text for "${key}"`);
      return written(text(values as never), language);
    },
  };
}
