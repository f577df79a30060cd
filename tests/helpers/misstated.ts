import type { Film } from '../../src/film/film.ts';
import { subjectOf } from '../../src/film/laws/subject.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { spokenAt } from '../../src/story/claims.ts';
import type { Story } from '../../src/story/story.ts';
import type { Message, Value } from '../../src/story/words.ts';

/** A caption as it is and with one of its values put wrong, and whether its claim holds. */
export interface Misstatement {
  readonly said: string;
  readonly right: boolean;
  readonly wrong: boolean;
}

/** Another number that no rounding makes equal, also one already written; the other answer, or nobody's name; a count is one too many. */
const putWrong = (value: Value): Value => {
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1000 ? value + 1 : 1.5 * value + 1;
  if (typeof value === 'boolean') return !value;
  return /^−?\d/.test(String(value)) ? `9${String(value)}` : 'nobody';
};

/**
 * Every caption of a film, with each of its numbers, answers and names put wrong, one at a time.
 *
 * @param beside values that no claim needs, as `key name`: names that stand in a caption only beside another one
 */
export function misstated<T extends Trace, S extends Story>(
  film: Film<object, T, S>,
  props: unknown,
  beside: ReadonlySet<string> = new Set(),
): readonly Misstatement[] {
  const params = film.params.parse(props);
  const { trace, story } = subjectOf(film, params, film.simulate(params, '1'));
  return (story as Story).captions.flatMap(({ message, start }) => {
    const claim = film.claims?.[message.key];
    if (claim === undefined || claim === 'definition') return [];
    const now = spokenAt<T, S>(trace as T, story as S, start);
    const holds = (values: Message['values']): boolean => claim(values, now);
    return Object.entries(message.values)
      .filter(
        ([name, value]) =>
          value !== null && typeof value !== 'object' && !beside.has(`${message.key} ${name}`),
      )
      .map(([name, value]) => ({
        said: `${message.key} ${name}`,
        right: holds(message.values),
        wrong: holds({ ...message.values, [name]: putWrong(value) }),
      }));
  });
}
