import { displayList } from '../render/paint/display-list.ts';
import { nodeTypefaces } from '../render/paint/fonts.ts';
import { createStage } from '../scene/stage.ts';
import { brandedTypefaces } from '../scene/type/branded-typefaces.ts';
import { DEFAULT_LOOK, type Look } from '../story/look.ts';
import { requireLetters } from './brand/letters.ts';
import { requireReadable } from './caption-fit.ts';
import { UsageError } from './errors.ts';
import type { FilmJob } from './job.ts';
import type { Finding } from './laws/finding.ts';
import { legibleWords } from './laws/legibility.ts';
import { probeFrames, type Subject } from './laws/subject.ts';
import { oneLine } from './one-line.ts';
import type { ToldFilm } from './told-film.ts';

/** What is wrong with the words of some frames of a film. */
function placesOf(
  { film, story, trace }: Pick<Subject, 'film' | 'story' | 'trace'>,
  job: FilmJob,
  look: Look,
) {
  const stage = createStage(job.format, look, brandedTypefaces(nodeTypefaces(), look.brand));
  return probeFrames(story, 2).flatMap((frame): readonly Finding[] => {
    const list = displayList(film.Scene({ trace, story, frame, stage }));
    return legibleWords(list, stage).map((finding) => ({ ...finding, frame }));
  });
}

/** What is wrong whatever the numbers in it, which differ from frame to frame. */
const kindOf = ({ what }: Finding): string => what.replace(/[\d.,−⁰-⁹⁻]+/g, '#');

/** Whether a look leaves a film all its own words, as it sets them. */
const isPlain = ({ words, brand }: Look): boolean => Object.keys(words).length === 0 && brand === null;

/**
 * Checks that words fit that are not the film's own: captions on two lines in every format, with time to read them, and
 * all words within their places, in the format of the job; and those of a brand in its font. What the film's own words
 * do in their own type is left to the laws.
 *
 * @throws UsageError, one line, naming the first words that do not
 */
export function requireFitting({ job, trace, story }: ToldFilm): void {
  const { film, params, fps, format, look } = job;
  if (isPlain(look)) return;
  requireLetters(film.words, look, nodeTypefaces());
  const what = Object.keys(look.words).length > 0 ? 'words' : 'brand';
  requireReadable({ film, params, trace, story, look });
  let found: readonly Finding[];
  try {
    found = placesOf({ film, story, trace }, job, look);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${what}: ${oneLine(error)}`);
  }
  if (found.length === 0) return;
  const plain = { ...look, words: DEFAULT_LOOK.words, brand: DEFAULT_LOOK.brand };
  const told = film.tell(trace, fps, plain);
  const usual = new Set(placesOf({ film, story: told, trace }, job, plain).map(kindOf));
  const first = found.find((finding) => !usual.has(kindOf(finding)));
  if (first === undefined) return;
  throw new UsageError(
    `${what}: ${first.what} at frame ${first.frame}, ${((first.frame ?? 0) / fps).toFixed(1)} s, in ${format}: ${what === 'words' ? 'shorten it' : 'shorten it, or choose a narrower font'}`,
  );
}
