import { describe, expect, it } from 'vitest';
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import { createOptimizer, optimizerSchema } from '../../src/sim/optimizers/registry.ts';
import { simulate } from '../../src/sim/trace.ts';
import { SEARCH, tuned } from '../../src/sim/tuning.ts';

const ravine = { surface: SURFACES.ravine, start: [-5.5, -2.5], steps: 10 } as const;
const search = (kind: string, course: Parameters<typeof tuned>[0] = ravine) =>
  tuned(course, optimizerSchema.parse({ kind }));

describe('the search for a rate', () => {
  it.each(['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw'])(
    'gives %s as many trials as everyone else',
    (kind) => {
      const { trials, best } = search(kind);
      const momenta = 'momentum' in best ? SEARCH.momenta.length : 1;
      expect(trials.length * momenta).toBe(SEARCH.trials);
      const rates = trials.map(({ optimizer }) => optimizer.learningRate);
      expect([rates[0], rates.at(-1)]).toEqual([SEARCH.lowest, SEARCH.highest]);
    },
  );

  it.each(['sgd', 'momentum', 'adagrad', 'adam'])(
    'finds for %s what trying every rate one by one finds',
    (kind) => {
      const { trials, best } = search(kind);
      const start = ravine.surface.value(ravine.start);
      const momenta = 'momentum' in best ? SEARCH.momenta : [0];
      const ends = trials.flatMap(({ optimizer: { learningRate } }) =>
        momenta.map((momentum) => {
          const params = { kind, learningRate, ...('momentum' in best ? { momentum } : {}) };
          const { losses, overflowed } = simulate(
            ravine.surface,
            createOptimizer(optimizerSchema.parse(params)),
            ravine.start,
            ravine.steps,
          );
          const valid = !overflowed && losses.every((loss) => loss <= start);
          return { params, end: valid ? (losses.at(-1) ?? Number.NaN) : Number.POSITIVE_INFINITY };
        }),
      );
      const lowest = ends.reduce((a, b) => (b.end < a.end ? b : a));
      expect(best).toMatchObject(lowest.params);
    },
  );

  it('finds gradient descent the rate that closed forms ask for', () => {
    // On a bowl with curvatures 1 and 25 the slower of both directions decides: 2 / (1 + 25), if there is time enough.
    const { best } = search('sgd', { ...ravine, start: [-3, -3], steps: 2000 });
    expect(best.learningRate).toBeGreaterThan(1 / 25);
    expect(best.learningRate).toBeLessThan(2 / 25);
    const short = search('sgd', { ...ravine, start: [-3, -0.12], steps: 60 }).best.learningRate;
    expect(Math.abs(short / (2 / 26) - 1)).toBeLessThan(0.06);
  });

  it('leaves out trials that climb above the start', () => {
    const { trials } = search('sgd');
    expect(trials.filter(({ excess }) => excess === null).length).toBeGreaterThan(0);
    expect(trials.every(({ optimizer, excess }) => excess !== null || optimizer.learningRate > 2 / 25)).toBe(
      true,
    );
  });

  it('keeps everything but rate and momentum as given', () => {
    const { best } = tuned(ravine, optimizerSchema.parse({ kind: 'adam', beta1: 0.5, epsilon: 0.001 }));
    expect(best).toMatchObject({ kind: 'adam', beta1: 0.5, beta2: 0.999, epsilon: 0.001 });
  });
});
