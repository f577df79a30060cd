import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../src/sim/clusters.ts';
import { fixedView } from '../../src/sim/projections/fixed-view.ts';
import { fitPca, projectPca } from '../../src/sim/projections/pca.ts';
import { STAR_DIRECTIONS, starCoordinates, starVarianceShare } from '../../src/sim/projections/star.ts';
import { symmetricEigen } from '../../src/sim/projections/symmetric-eigen.ts';
import { random } from '../../src/sim/random.ts';
import { within } from '../helpers/oracles.ts';
import { projectionOracle } from '../helpers/projection-oracles.ts';

const { data, pca, star, tolerance } = projectionOracle();

/** The numbers of two lists of lists that differ by more than the oracle's tolerance. */
const differing = (got: readonly (readonly number[])[], want: readonly (readonly number[])[]) =>
  want.flatMap((row, i) =>
    row.flatMap((value, j) => {
      const found = got[i]?.[j] ?? Number.NaN;
      return within(found, value, tolerance) ? [] : [[i, j, found, value]];
    }),
  );

const matrices: Readonly<Record<string, readonly (readonly number[])[]>> = data;
const fitted = (name: string) => (name.startsWith('softmax') ? data.softmax_late : data.X);

describe('principal components', () => {
  it.each(Object.keys(pca))('of %s agree with scikit-learn', (name) => {
    const want = pca[name];
    if (want === undefined) throw new Error(`no ${name}`);
    const got = fitPca(fitted(name), want.n_components, { standardise: want.standardised });
    expect(differing([got.mean], [want.mean])).toEqual([]);
    if (want.std_population_ddof0) expect(differing([got.scale], [want.std_population_ddof0])).toEqual([]);
    expect(differing(got.components, want.components)).toEqual([]);
    expect(differing([got.eigenvalues], [want.eigenvalues_all])).toEqual([]);
    expect(differing([got.explainedVariance], [want.explained_variance])).toEqual([]);
    expect(differing([got.explainedVarianceRatio], [want.explained_variance_ratio])).toEqual([]);
    for (const [samples, places] of Object.entries(want.projected)) {
      const rows = samples === 'fit_matrix' ? fitted(name) : (matrices[samples] ?? []);
      expect(
        differing(
          rows.map((row) => projectPca(got, row)),
          places,
        ),
      ).toEqual([]);
    }
  });

  it('have their entry of largest magnitude positive', () => {
    for (const component of fitPca(data.X, 10).components) {
      const sizes = component.map(Math.abs);
      expect(component[sizes.indexOf(Math.max(...sizes))]).toBeGreaterThan(0);
    }
  });

  it('refuse too few samples, too many components and ragged rows', () => {
    expect(() => fitPca([[1, 2]], 1)).toThrow('1 samples');
    expect(() =>
      fitPca(
        [
          [1, 2],
          [3, 4],
        ],
        3,
      ),
    ).toThrow('3 components of 2 features');
    expect(() => fitPca([[1, 2], [3]], 1)).toThrow('different length');
  });

  it('of identical samples explain nothing, without dividing by zero', () => {
    const { explainedVarianceRatio } = fitPca(
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      2,
    );
    expect(explainedVarianceRatio).toEqual([0, 0]);
  });
});

describe('the eigenvectors of a symmetric matrix', () => {
  const next = random('eigen', 'test');
  const size = 24;
  const half = Array.from({ length: size }, () => Array.from({ length: size }, () => next() - 0.5));
  const matrix = half.map((row, i) => row.map((x, j) => x + (half[j]?.[i] ?? 0)));
  const pairs = symmetricEigen(matrix);
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

  it('are only scaled by the matrix', () => {
    for (const { value, vector } of pairs) {
      matrix.forEach((row, i) => {
        expect(dot(row, vector)).toBeCloseTo(value * (vector[i] ?? 0), 12);
      });
    }
  });

  it('are orthonormal, in order of decreasing eigenvalue, and preserve the trace', () => {
    pairs.forEach(({ vector }, i) => {
      for (const [j, other] of pairs.entries())
        expect(dot(vector, other.vector)).toBeCloseTo(i === j ? 1 : 0, 12);
    });
    const values = pairs.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const trace = matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
    expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(trace, 12);
  });

  it('refuse non-finite entries', () => {
    expect(() => symmetricEigen([[Number.NaN]])).toThrow('not finite');
  });
});

describe('star coordinates', () => {
  it.each(Object.keys(star))('of %s agree with NumPy', (name) => {
    const want = star[name];
    if (want === undefined) throw new Error(`no ${name}`);
    expect(differing(STAR_DIRECTIONS, want.axes)).toEqual([]);
    expect(differing((matrices[name] ?? []).map(starCoordinates), want.positions)).toEqual([]);
  });

  it('put certainty at the end of an axis and ten equal values at the centre', () => {
    for (const [k, direction] of STAR_DIRECTIONS.entries()) {
      expect(starCoordinates(STAR_DIRECTIONS.map((_, i) => (i === k ? 1 : 0)))).toEqual(direction);
    }
    const [x, y] = starCoordinates(Array<number>(10).fill(0.1));
    expect(Math.abs(x) + Math.abs(y)).toBeLessThan(1e-15);
  });

  it('show all of the variance if samples vary only within the plane, none if only across it', () => {
    const rows = (direction: (k: number) => number) =>
      [-1, 0, 2].map((t) => STAR_DIRECTIONS.map((_, k) => t * direction(k)));
    expect(starVarianceShare(rows((k) => STAR_DIRECTIONS[k]?.[0] ?? 0))).toBeCloseTo(1, 12);
    expect(starVarianceShare(rows((k) => (k % 2 === 0 ? 1 : -1)))).toBeCloseTo(0, 12);
  });
});

describe('a fixed view', () => {
  // Wide along the third feature, then the second; at the first step wide along the first alone.
  const first = [-5, -1, 0, 1, 5].map((value) => [value, 0, 0]);
  const last = [
    [0, 1, 4],
    [0, -1, 4],
    [0, 1, -4],
    [0, -1, -4],
    [0.1, 0, 0],
  ];
  const view = fixedView([first, last], 1, 'pca');

  it('shows every step in the plane of the one that it was fitted to', () => {
    expect(view.positions[1]?.map(([x]) => Math.abs(x)).slice(0, 4)).toEqual(
      expect.arrayContaining([expect.closeTo(4, 6)]),
    );
    expect(view.shares[1]).toBeGreaterThan(0.99);
    expect(view.ratios?.[0]).toBeCloseTo(16 / 17, 2);
    // What was wide at the first step is seen from its end.
    expect(view.shares[0]).toBeLessThan(0.01);
    expect(Math.max(...(view.depths?.[0] ?? []).map(Math.abs))).toBeGreaterThan(4.9);
  });

  it('has no depth with two features, and none of star coordinates', () => {
    expect(fixedView([first.map((row) => row.slice(0, 2))], 0, 'pca').depths).toBeNull();
    const shares = [Array.from({ length: 10 }, (_, k) => (k === 0 ? 1 : 0))];
    const star = fixedView([shares], 0, 'star');
    expect([star.depths, star.ratios, star.positions[0]?.[0]]).toEqual([null, null, [1, 0]]);
  });

  it('is finite even where squares are not', () => {
    const huge = first.map((row) => row.map((value) => value * 1e200));
    const { positions, shares } = fixedView([huge], 0, 'pca');
    expect([...positions.flat(2), ...shares].every(Number.isFinite)).toBe(true);
  });
});

it('clusters have their centroids in the middle, and points may be nearer to another', () => {
  const points = [
    [0, 0],
    [2, 0],
    [10, 0],
    [1, 0],
  ] as const;
  const { centres, near } = clustersOf(points, [[0, 1], [2, 3], []]);
  expect(centres).toEqual([[1, 0], [5.5, 0], null]);
  expect(near).toEqual([2, 0, 0]);
});

it('a point is not its own company: two points far apart are no cluster, and one alone is none', () => {
  const points = [
    [0, 0],
    [9, 0],
    [4, 5],
    [4, 6],
    [50, 50],
  ] as const;
  expect(clustersOf(points, [[0, 1], [2, 3], [4]]).near).toEqual([0, 2, 0]);
});
