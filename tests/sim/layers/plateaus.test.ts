import { describe, expect, it } from 'vitest';
import { createPlateau, type PlateauParams, plateauSchema } from '../../../src/sim/schedules/plateau.ts';
import { agrees } from '../../helpers/layer-oracles.ts';
import { trainingOracle } from '../../helpers/training-oracles.ts';

const { plateau: runs, sequences } = trainingOracle();

/** The rate after each loss, from 1. */
function rates(params: PlateauParams, losses: readonly number[]): readonly number[] {
  const { start, next } = createPlateau(plateauSchema.parse(params), 1);
  let state = start;
  return losses.map((loss) => {
    state = next(state, loss);
    return state.rate;
  });
}

type Library = 'pytorch' | 'keras' | 'optax';
/** The oracle's settings by our names, in each library. */
function paramsOf(semantics: Library, settings: Readonly<Record<string, number>>): PlateauParams {
  const { abs_threshold: threshold, min_lr: least, ...rest } = settings;
  const absolute = {
    pytorch: { thresholdMode: 'absolute' },
    keras: {},
    optax: { relativeThreshold: 0 },
  } as const;
  return {
    semantics,
    ...rest,
    ...(threshold === undefined ? {} : { threshold, ...absolute[semantics] }),
    ...(least === undefined ? {} : semantics === 'optax' ? { minScale: least } : { minRate: least }),
  };
}

const cases = runs.flatMap(({ sequence, settings, torch, keras, optax }) =>
  Object.entries({ pytorch: torch, keras, optax }).map(([library, want]) => ({
    name: `${library}, ${sequence}, ${JSON.stringify(settings)}`,
    params: paramsOf(library as Library, settings),
    losses: sequences[sequence] ?? [],
    want,
  })),
);

describe('the rate on a plateau falls when it falls in the library', () => {
  it.each(cases)('$name', ({ params, losses, want }) => {
    const got = rates(params, losses);
    expect(got.length).toBe(want.length);
    want.forEach((rate, k) => {
      expect(agrees(got[k] ?? Number.NaN, rate, 1e-12), `${got[k]} is not ${rate} after ${k}`).toBe(true);
    });
  });

  const flat = Array<number>(14).fill(1);
  const falls = (params: PlateauParams): readonly number[] =>
    rates(params, flat).flatMap((rate, k, all) => (k > 0 && rate !== all[k - 1] ? [k] : []));
  it('a cooldown of 2 covers two epochs in PyTorch and Optax, one in Keras', () => {
    const of = (semantics: Library) => falls({ semantics, patience: 2, cooldown: 2 });
    expect([of('pytorch'), of('keras'), of('optax')]).toEqual([
      [3, 8, 13],
      [2, 5, 8, 11],
      [2, 6, 10],
    ]);
  });

  it('NaN as the first loss is the best in Keras, and nothing is better; in PyTorch it is one bad epoch', () => {
    const losses = [Number.NaN, 3, 2, 1, 0.5];
    expect(rates({ semantics: 'keras', patience: 2, factor: 0.5 }, losses)).toEqual([1, 1, 0.5, 0.5, 0.25]);
    expect(rates({ patience: 2, factor: 0.5 }, losses)).toEqual([1, 1, 1, 1, 1]);
  });

  it('no change below 1e-8 happens in PyTorch, and Optax may average losses before it looks', () => {
    const small = createPlateau({ patience: 0, factor: 0.5 }, 1.5e-8);
    const bad = small.next(small.next(small.start, 1), 1);
    expect(bad.rate).toBe(1.5e-8);
    expect(falls({ semantics: 'optax', patience: 2, accumulation: 2 })).toEqual([5, 9, 13]);
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { semantics: 'keras', minScale: 0.1 },
      "Keras's fall of the rate on a plateau has no minScale; it has factor, patience, threshold, cooldown and minRate",
    ],
    [
      { semantics: 'optax', minRate: 0.1 },
      "Optax's fall of the rate on a plateau has no minRate; it has factor, patience, relativeThreshold, threshold, cooldown, minScale and accumulation",
    ],
  ] as const)('%j', (params, message) => {
    expect(plateauSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => createPlateau(params, 1)).toThrow(message);
  });

  it('and TensorFlow.js has none at all', () => {
    expect(plateauSchema.safeParse({ semantics: 'tfjs' }).success).toBe(false);
  });
});
