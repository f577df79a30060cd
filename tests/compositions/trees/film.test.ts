import { describe, expect, it } from 'vitest';
import { trees as film } from '../../../compositions/trees/index.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { TWO_CLASS_SHAPES } from '../../../src/sim/data/two-class-shapes.ts';
import { random } from '../../../src/sim/random.ts';
import { TREE_LIBRARIES, wrongShare } from '../../../src/sim/trainings/tree-ensembles.ts';
import { growCart, leafValue, marginAt, randomState } from '../../../src/sim/trees/index.ts';
import {
  bestRound,
  disagreements,
  errorOf,
  errsLess,
  runOf,
  singleError,
} from '../../../src/story/trees/readings.ts';
import { misstated } from '../../helpers/misstated.ts';
import { expectWellTold } from '../../helpers/well-told.ts';

const traceOf = (props: unknown = {}, seed = '1', csv?: string) =>
  film.simulate(
    film.params.parse(props),
    seed,
    csv === undefined ? {} : { 'data.file': new TextEncoder().encode(csv) },
  );
const subject = (trace: ReturnType<typeof traceOf>) => subjectOf(film as never, trace.params, trace as never);
const usual = traceOf();
const { points, fresh, forest, alike, boosted } = usual.facts;
const sayings = (trace: ReturnType<typeof traceOf>): readonly string[] =>
  subject(trace).story.captions.map(({ message }) => film.words.word(message, 'en'));

/** The error of a vote on new points. */
const voted = (trees: readonly (typeof alike)[number][]): number =>
  wrongShare(fresh, (row) => {
    const { x = 0, y = 0 } = fresh[row] ?? {};
    return trees.reduce((sum, tree) => sum + (leafValue(tree, [x, y])[1] ?? 0), 0) / trees.length;
  });

describe('at the defaults, what is taken away costs what the film says', () => {
  it('a tree of the forest alone errs as often as the one tree, all together less', () => {
    expect(singleError(usual)).toBeCloseTo(
      forest.reduce((sum, { tree }) => sum + voted([tree]), 0) / forest.length,
      12,
    );
    expect(Math.abs(singleError(usual) - errorOf(usual, 'tree'))).toBeLessThan(0.03);
    expect(voted(forest.map(({ tree }) => tree))).toBeCloseTo(errorOf(usual, 'forest'), 12);
    expect(errsLess(usual, 'forest', 'tree')).toBe(true);
  });

  it('without the other trees, the vote is the first alone', () => {
    expect(runOf(usual, 'forest').losses[0]).toBeCloseTo(
      voted(forest.slice(0, 1).map(({ tree }) => tree)),
      12,
    );
  });

  it('without bootstrap the trees say the same, and nothing is gained', () => {
    const { forest: with_, alike: without } = disagreements(usual);
    expect(without).toBeLessThan(with_ / 2);
    expect(voted(alike)).toBeCloseTo(errorOf(usual, 'alike'), 12);
    expect(errsLess(usual, 'forest', 'alike')).toBe(true);
    expect(errsLess(usual, 'alike', 'tree')).toBe(false);
  });

  it('at a rate of 1, boosting errs more; without its last trees, as its curve says', () => {
    expect(errsLess(usual, 'boosted', 'hasty')).toBe(true);
    for (const rounds of [0, 1, bestRound(usual), boosted.trees.length]) {
      const error = wrongShare(fresh, (row) => {
        const { x = 0, y = 0 } = fresh[row] ?? {};
        return marginAt(boosted, [x, y], rounds) > 0 ? 1 : 0;
      });
      expect(runOf(usual, 'boosted').losses[rounds]).toBeCloseTo(error, 12);
    }
  });

  it('the tree cut off at a level is the tree that was grown to it, on its own points', () => {
    const x = points.map((point) => [point.x, point.y]);
    const targets = { y: points.map(({ label }) => label), classes: 2, weights: x.map(() => 1) };
    for (const maxDepth of [1, 2, 4]) {
      const tree = growCart(x, targets, { criterion: 'gini', maxDepth }, randomState(usual.facts.state));
      const error = wrongShare(points, (row) => leafValue(tree, x[row] ?? [])[1] ?? 0);
      expect(runOf(usual, 'depth').series.own?.[maxDepth]).toBeCloseTo(error, 12);
    }
  });

  it('the seed of the film is that of scikit-learn, if it is a number', () => {
    expect(usual.facts.state).toBe(1);
    expect(traceOf({ trees: 2, rounds: 1 }, 'oak').facts.state).toBeGreaterThan(1000);
  });

  it('the hook is answered with its number', () => {
    const said = sayings(usual);
    const percent = `${(100 * errorOf(usual, 'forest')).toFixed(0)}%`;
    expect(said[0]).toContain(percent);
    expect(said.at(-2)).toContain(percent);
  });
});

describe('what a library does otherwise', () => {
  it('LightGBM cuts nothing on 30 points, and the film says so', () => {
    const said = sayings(traceOf({ library: 'lightgbm', data: { points: 30 }, trees: 5 }));
    expect(said).toContain('On 30 points LightGBM cuts nothing: leaves need 20.');
    expect(said.some((words) => words.includes('each for what is left'))).toBe(false);
  });

  it.each(TREE_LIBRARIES)('%s grows its own trees', (library) => {
    const { trees } = traceOf({ library, trees: 2, rounds: 3 }).facts.boosted;
    const others = TREE_LIBRARIES.filter((other) => other !== library);
    for (const other of others)
      expect(traceOf({ library: other, trees: 2, rounds: 3 }).facts.boosted.trees).not.toEqual(trees);
  });
});

/** A table of flowers, as it were. */
const table = (rows: number, classOf: (i: number) => string): string =>
  `width,length,kind\n${Array.from({ length: rows }, (_, i) => `${(0.5 + ((i * 7) % 23) / 10).toFixed(2)},${100 + ((i * 5) % 19) * 10},${classOf(i)}`).join('\n')}`;
const flowers = table(90, (i) => (((i * 7) % 23) + ((i * 5) % 19) > 20 ? 'rose' : 'aster'));

describe('a file', () => {
  const trace = traceOf({ data: { file: 'flowers.csv' }, trees: 20, rounds: 20 }, '1', flowers);

  it('is split by the seed, a third held out, and cut in its own units', () => {
    expect([trace.facts.points.length, trace.facts.fresh.length]).toEqual([60, 30]);
    expect(describeFindings(trueCaptions(subject(trace)))).toEqual([]);
    expect(sayings(trace).some((words) => /cuts: (width|length)\u00a0≤\u00a0\d/.test(words))).toBe(true);
  });

  it.each([
    ['one class', table(90, () => 'rose'), 'one class, "rose"; there have to be two'],
    [
      'too few rows',
      table(9, (i) => String(i % 2)),
      '9 rows of data; at least 15 are needed, a third to be held out',
    ],
    ['one row of a class', table(15, (i) => String(Number(i === 3))), 'the rows to learn from have no'],
    [
      'one place',
      `x,y,c\n${Array.from({ length: 30 }, (_, i) => `1,2,${i % 2}`).join('\n')}`,
      'all rows have the same x and y',
    ],
  ])('of %s is refused', (_, csv, message) => {
    const tries = ['1', '2', '3', '4', '5', '6', '7', '8'];
    expect(() =>
      tries.map((seed) => traceOf({ data: { file: 'f.csv' }, trees: 2, rounds: 1 }, seed, csv)),
    ).toThrow(message);
  });
});

/** Params from the whole range the schema allows. */
function anyParams(index: number): unknown {
  const next = random('any params', 'trees', index);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  return {
    data: {
      shape: pick(...TWO_CLASS_SHAPES),
      points: pick(10, 11, 30, 60, 100, 250),
      noise: pick(0, 0.05, 0.15, 0.25, 0.4),
    },
    depth: pick(1, 2, 3, 6),
    trees: pick(2, 3, 20, 30),
    rounds: pick(1, 2, 20, 30),
    rate: pick(0.01, 0.1, 0.3, 1),
    library: pick(...TREE_LIBRARIES),
  };
}

describe.each(Array.from({ length: 18 }, (_, i) => i))('with params %i', (index) => {
  const trace = traceOf(anyParams(index), String(index));

  it('every number is finite, and every caption holds and fits for as long as it stands', () => {
    for (const { losses, series } of trace.runs)
      expect([...losses, ...Object.values(series).flat()].every((one) => one >= 0 && one <= 1)).toBe(true);
    expectWellTold(film as never, trace);
  });
});

it('every caption says other than what is true when a number, an answer or a name of it is put wrong', () => {
  const cases = [
    {},
    { library: 'lightgbm', data: { points: 30 }, trees: 5 },
    { library: 'catboost', trees: 5, rounds: 5 },
  ].flatMap((props) => misstated(film as never, props));
  expect(cases.length).toBeGreaterThan(40);
  expect(cases.filter(({ right, wrong }) => !right || wrong)).toEqual([]);
});
