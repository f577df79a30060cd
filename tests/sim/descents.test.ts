import { describe, expect, it } from 'vitest';
import { type DescentParams, descents } from '../../src/sim/descents.ts';
import type { DoubleWell } from '../../src/sim/objectives/double-well.ts';
import { criticalPointOracle, within } from '../helpers/oracles.ts';

const { sweeps, wells, tolerance } = criticalPointOracle();

const rows = sweeps.flatMap(({ a, b, start, rows: outcomes }) =>
  outcomes.filter(({ outcome }) => outcome !== 'not predictable').map((row) => ({ a, b, start, ...row })),
);

type Changed = Partial<Omit<DescentParams, 'objective'>> & { readonly objective?: Partial<DoubleWell> };

const run = ({ objective, ...others }: Changed) =>
  descents({
    objective: { a: 0.4, b: 0.22, ...objective },
    ...{ start: -1.55, learningRates: [0.02, 0.46, 0.6], steps: 40, ...others },
  });

describe('the verdict after 600 steps', () => {
  it.each(rows)(
    'agrees with NumPy: from $start at rate $lr, $outcome',
    ({ a, b, start, lr, outcome, values = [] }) => {
      const [result] = run({ objective: { a, b }, start, learningRates: [lr], steps: 600 }).runs;
      const verdict = result?.verdict;
      if (outcome === 'escapes') {
        expect(verdict).toMatchObject({ kind: 'diverges', minimum: null, period: null });
        expect(result?.status).toBe('diverged');
      } else if (outcome === 'converges') {
        const global = wells
          .find((well) => well.a === a && well.b === b)
          ?.critical_points.find(({ role }) => role === 'global');
        expect(verdict?.kind).toBe(
          Math.abs((values[0] ?? 0) - (global?.x ?? 0)) < 1e-6 ? 'settles' : 'stuck',
        );
        expect(Math.abs((verdict?.minimum ?? 99) - (values[0] ?? 0))).toBeLessThan(1e-9);
      } else {
        const period = Number(/period (\d+)/.exec(outcome)?.[1]);
        expect(verdict).toMatchObject({ kind: 'cycle', period });
        const last = result?.points.slice(-period).map(([x]) => x) ?? [];
        [...last]
          .sort((p, q) => p - q)
          .forEach((x, i) => {
            expect(within(x, values[i] ?? Number.NaN, { abs: 1e-6, rel: 0 })).toBe(true);
          });
      }
    },
  );
});

describe('the verdicts at three rates', () => {
  it('are stuck, settled and a cycle of period 2', () => {
    expect(run({}).runs.map(({ verdict: { kind, period } }) => [kind, period])).toEqual([
      ['stuck', null],
      ['settles', null],
      ['cycle', 2],
    ]);
  });

  it('change when the params change', () => {
    const kinds = (changed: Changed) => run(changed).runs.map(({ verdict }) => verdict.kind);
    expect(kinds({ objective: { b: -0.22 } })).toEqual(['settles', 'settles', 'stuck']);
    expect(kinds({ learningRates: [0.0005, 1.1] })).toEqual(['crawling', 'diverges']);
    expect(kinds({ steps: 3 })).not.toContain('cycle');
  });
});

describe('the facts', () => {
  it.each(wells)(
    'name the minima as NumPy finds them for a = $a, b = $b',
    ({ a, b, critical_points: points }) => {
      const { facts } = run({ objective: { a, b } });
      const global = points.filter(({ role }) => role?.startsWith('global')).map(({ x }) => x);
      const local = points.find(({ role }) => role === 'local');
      expect(global.some((x) => within(facts.globalMinimum[0], x, tolerance))).toBe(true);
      expect(facts.equalMinima).toBe(b === 0);
      expect(facts.localMinimum === null).toBe(points.length === 1);
      if (local !== undefined) expect(within(facts.localMinimum?.[0] ?? 99, local.x, tolerance)).toBe(true);
      const threshold = points.find(({ x }) =>
        within(x, facts.globalMinimum[0], tolerance),
      )?.gd_stability_threshold;
      expect(within(facts.stabilityThreshold, threshold ?? Number.NaN, tolerance)).toBe(true);
    },
  );
});
