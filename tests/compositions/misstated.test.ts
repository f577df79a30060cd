import { describe, expect, it } from 'vitest';
import { learningRateTrio } from '../../compositions/learning-rate-trio/index.ts';
import { optimizerRace } from '../../compositions/optimizer-race/index.ts';
import type { Film } from '../../src/film/film.ts';
import { subjectOf } from '../../src/film/laws/subject.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { spokenAt } from '../../src/story/claims.ts';
import type { Story } from '../../src/story/story.ts';
import type { Message, Value } from '../../src/story/words.ts';

/** Values that no claim needs: names that stand in a caption only beside another one. */
const BESIDE = new Set(['captionOut second']);

/** Every caption of a film, with each of its numbers, answers and names put wrong, one at a time. */
function misstated<T extends Trace, S extends Story>(film: Film<object, T, S>, props: unknown) {
  const params = film.params.parse(props);
  const { trace, story } = subjectOf(film, params, film.simulate(params, '1'));
  const wrong = (value: Value): Value =>
    typeof value === 'number'
      ? value + (Number.isInteger(value) ? 1 : 0.5 * value + 1)
      : typeof value === 'boolean'
        ? !value
        : 'nobody';
  return (story as Story).captions.flatMap(({ message, start }) => {
    const claim = film.claims?.[message.key];
    if (claim === undefined || claim === 'definition') return [];
    const now = spokenAt<T, S>(trace as T, story as S, start);
    const holds = (values: Message['values']): boolean => claim(values, now);
    return Object.entries(message.values)
      .filter(
        ([name, value]) =>
          value !== null && typeof value !== 'object' && !BESIDE.has(`${message.key} ${name}`),
      )
      .map(([name, value]) => ({
        said: `${message.key} ${name}`,
        right: holds(message.values),
        wrong: holds({ ...message.values, [name]: wrong(value) }),
      }));
  });
}

const races = {
  races: [
    {
      surface: 'ravine',
      start: [1, 1],
      steps: 20,
      optimizers: [
        { kind: 'sgd', learningRate: 0.5 },
        { kind: 'adam', learningRate: 0.1 },
        { kind: 'adam', learningRate: 0.1 },
        { kind: 'radam', learningRate: 0.01 },
      ],
    },
  ],
};

describe.each([
  ['races', misstated(optimizerRace as never, {})],
  ['other races', misstated(optimizerRace as never, races)],
  [
    'one optimizer',
    misstated(optimizerRace as never, {
      races: [{ ...races.races[0], optimizers: [{ kind: 'sgd', learningRate: 0.03 }] }],
    }),
  ],
  ['descents', misstated(learningRateTrio as never, {})],
  ['other descents', misstated(learningRateTrio as never, { learningRates: [0.001, 0.3, 1.2], steps: 3 })],
])('claims about %s', (_, cases) => {
  it('hold as captions put them, and for no other numbers, answers or names', () => {
    expect(cases.length).toBeGreaterThan(2);
    expect(cases.filter(({ right, wrong }) => !right || wrong)).toEqual([]);
  });
});
