import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../../audio/index.ts';
import { optimizerRace as film } from '../../../compositions/optimizer-race/index.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { readableCaptions } from '../../../src/film/laws/words.ts';
import { random } from '../../../src/sim/random.ts';
import { DEFAULT_LOOK, LANGUAGES } from '../../../src/story/look.ts';

const KINDS = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw', 'adadelta', 'radam'];

/** Races from the whole range the schema allows: few steps and many, equals, starts at a minimum, rates far too high. */
function anyRaces(index: number): unknown {
  const next = random('any params', 'optimizer-race', index);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  const coordinate = (): number => pick(0, 6 * next() - 3, 20 * next() - 10);
  const races = Array.from({ length: 1 + Math.floor(next() * 3) }, () => ({
    surface: pick('ravine', 'rosenbrock', 'beale', 'himmelblau', 'saddle'),
    start: [coordinate(), coordinate()],
    steps: pick(1, 2, 5, 10, 30, 60),
    rates: pick('as given', 'as given', 'as given', 'tuned'),
    optimizers: Array.from({ length: 1 + Math.floor(next() * 7) }, () => ({
      kind: pick(...KINDS),
      learningRate: pick(0.0001, 0.01, 0.1, 1, 10 ** (5 * next() - 4)),
    })),
  }));
  return { races };
}

describe.each(Array.from({ length: 24 }, (_, i) => ({ i, props: anyRaces(i) })))('races $i', ({ props }) => {
  const trace = film.simulate(film.params.parse(props), '1');
  const subject = subjectOf(film, trace.params, trace);

  it('have captions that are true for as long as they stand, and can be read in every language', () => {
    const found = [...trueCaptions(subject), ...LANGUAGES.flatMap((each) => readableCaptions(subject, each))];
    expect(describeFindings(found)).toEqual([]);
  });

  it('can be heard', () => {
    const story = film.tell(trace, 30, DEFAULT_LOOK);
    expect(() => validateCueSheet(film.score(trace, story, DEFAULT_LOOK))).not.toThrow();
  });
});
