import type { FilmJob } from './job.ts';
import { missingKeys } from './laws/words-files.ts';
import { unnarrated } from './narration/narrated.ts';
import type { ToldFilm } from './told-film.ts';

/** More keys than these are counted. */
const MOST = 5;

/**
 * What whoever renders a film should know of it, a line each: where English stands in for words that it has not, and, once it
 * has been told, what there is to know of its inputs, and which parts are not narrated though others are.
 */
export const warningsOf = (
  { film, look }: Pick<FilmJob, 'film' | 'look'>,
  told?: Told,
): readonly string[] => [
  ...missingWords({ film, look }),
  ...(told === undefined ? [] : warningsOfTold({ film, look }, told)),
];

type Told = Pick<ToldFilm, 'trace' | 'story'>;

/** Those that are known only once the film has been told. */
export const warningsOfTold = (
  { film, look }: Pick<FilmJob, 'film' | 'look'>,
  { trace, story }: Told,
): readonly string[] => [...(film.notes?.(trace) ?? []), ...unnarrated(story, look.narration)];

function missingWords({ film, look }: Pick<FilmJob, 'film' | 'look'>): readonly string[] {
  const { language } = look;
  if (!film.words.languages.includes(language))
    return [`${film.id} has no words in the language '${language}': English stands in`];
  const lacks = missingKeys(film.words, language);
  if (lacks.length === 0) return [];
  const named = lacks.slice(0, MOST).map((key) => `"${key}"`);
  const more = lacks.length - named.length;
  return [
    `${film.id} has no words in the language '${language}' for ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}: English stands in`,
  ];
}
