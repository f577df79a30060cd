import type { Story } from '../story/story.ts';
import type { FilmJob } from './job.ts';
import { missingKeys } from './laws/words-files.ts';
import { unnarrated } from './narration/narrated.ts';

/** More keys than these are counted. */
const MOST = 5;

/**
 * What whoever renders a film should know of it, a line each: where English stands in for words that it has not, and, once it
 * has been told, which parts are not narrated though others are.
 */
export const warningsOf = (
  { film, look }: Pick<FilmJob, 'film' | 'look'>,
  story?: Story,
): readonly string[] => [
  ...missingWords({ film, look }),
  ...(story === undefined ? [] : unnarrated(story, look.narration)),
];

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
