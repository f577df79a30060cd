import { describe, expect, it } from 'vitest';
import { overfittingCurves as film } from '../../../compositions/overfitting-curves/index.ts';
import type { RemedyRecord } from '../../../compositions/overfitting-curves/simulation.ts';
import { simulated } from '../../helpers/films.ts';

const simulate = (props: unknown = {}, seed = '1') => simulated(film, film.params.parse(props), seed);
const trace = simulate();
const { runs, facts, params } = trace;

type Series = readonly number[];
const meanOf = (all: readonly Series[]): Series =>
  (all[0] ?? []).map((_, k) => all.reduce((sum, one) => sum + (one[k] ?? Number.NaN), 0) / all.length);
const leastAt = (values: Series): number => values.indexOf(Math.min(...values));
const validation = meanOf(runs.map(({ series }) => series.validationLoss));
const training = meanOf(runs.map(({ series }) => series.trainLoss));
const at = (series: Series, k: number): number => series.at(k) ?? Number.NaN;

const remedy = (id: string): RemedyRecord => {
  const found = trace.remedies.find((record) => record.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

describe('the trace', () => {
  it('has one run per seed, and a loss for the start and each epoch', () => {
    expect(runs).toHaveLength(8);
    for (const { losses, series, points } of runs) {
      expect(points).toBeUndefined();
      expect(losses).toEqual(series.trainLoss);
      expect(series.trainLoss).toHaveLength(params.epochs + 1);
      expect(series.validationLoss).toHaveLength(params.epochs + 1);
    }
    expect(new Set(runs.map(({ losses }) => losses[0])).size).toBe(8);
  });

  it.each(['1', '2', '3'])(
    'has its minimum mean validation loss between epochs 35 and 45 (seed %s)',
    (seed) => {
      const { bestEpoch } = simulate({ remedies: [] }, seed).facts;
      expect(bestEpoch).toBeGreaterThanOrEqual(35);
      expect(bestEpoch).toBeLessThanOrEqual(45);
    },
  );

  it('states the best epoch and the gaps of its own series', () => {
    expect(facts.bestEpoch).toBe(leastAt(validation));
    expect(facts.bestValidationLoss).toBeCloseTo(Math.min(...validation), 12);
    expect(facts.finalGap).toBeCloseTo(at(validation, -1) - at(training, -1), 12);
    expect(facts.gapAtBest).toBeCloseTo(at(validation, facts.bestEpoch) - at(training, facts.bestEpoch), 12);
  });

  it('overfits: training loss falls to the end while validation loss rises', () => {
    expect(at(training, -1)).toBeLessThan(0.6 * at(training, facts.bestEpoch));
    expect(at(validation, -1)).toBeGreaterThan(1.2 * facts.bestValidationLoss);
    expect(facts.finalGap).toBeGreaterThan(2 * facts.gapAtBest);
  });

  it('learns nothing from a learning rate next to zero', () => {
    const [first] = simulate({ network: { learningRate: 1e-5 }, epochs: 2, remedies: [] }).runs;
    const losses = first?.losses ?? [];
    expect(Math.abs(at(losses, -1) - at(losses, 0))).toBeLessThan(0.01);
  });
});

describe('a remedy is a counterfactual', () => {
  it.each(['weight-decay', 'dropout'])('%s starts from the same weights and points', (id) => {
    remedy(id).runs.forEach((run, i) => {
      expect(run.series.trainLoss[0]).toBe(runs[i]?.series.trainLoss[0]);
      expect(run.series.validationLoss[0]).toBe(runs[i]?.series.validationLoss[0]);
      expect(run.series.validationLoss[1]).not.toBe(runs[i]?.series.validationLoss[1]);
    });
  });

  it('more data starts from the same weights, and is validated on the same points', () => {
    remedy('more-data').runs.forEach((run, i) => {
      expect(run.series.validationLoss[0]).toBe(runs[i]?.series.validationLoss[0]);
    });
    expect(trace.points.more).toHaveLength(4 * params.data.train);
    expect(trace.points.more.slice(0, params.data.train)).toEqual(trace.points.train);
  });

  it('early stopping is the same training until its patience ends, then the epoch it keeps', () => {
    remedy('early-stopping').runs.forEach(({ stop, series }, i) => {
      const plain = runs[i]?.series.validationLoss ?? [];
      if (stop === null) throw new Error('no stop');
      expect(stop.kept).toBe(leastAt(plain.slice(0, stop.epoch + 1)));
      expect(stop.epoch - stop.kept).toBe(10);
      expect(series.validationLoss.slice(0, stop.epoch)).toEqual(plain.slice(0, stop.epoch));
      expect(new Set(series.validationLoss.slice(stop.epoch))).toEqual(new Set([plain[stop.kept]]));
    });
  });

  it('states the best loss and the final gap of its own runs', () => {
    expect(facts.remedies.map(({ id }) => id)).toEqual([
      'weight-decay',
      'dropout',
      'more-data',
      'early-stopping',
    ]);
    for (const { id, bestValidationLoss, finalGap } of facts.remedies) {
      const validated = meanOf(remedy(id).runs.map(({ series }) => series.validationLoss));
      const learned = meanOf(remedy(id).runs.map(({ series }) => series.trainLoss));
      expect(bestValidationLoss).toBeCloseTo(Math.min(...validated), 12);
      expect(finalGap).toBeCloseTo(at(validated, -1) - at(learned, -1), 12);
      expect(finalGap).toBeLessThan(facts.finalGap);
    }
  });

  it('distinguishes repeats of a kind', () => {
    const remedies = [2, 5].map((patience) => ({ kind: 'early-stopping', patience }));
    const ids = simulate({ epochs: 3, remedies }).remedies.map(({ id }) => id);
    expect(ids).toEqual(['early-stopping', 'early-stopping-2']);
  });
});

describe('the seed', () => {
  it('determines points, weights and order; more seeds add runs without changing any', () => {
    const few = { epochs: 2, remedies: [] };
    const eight = simulate(few).runs;
    const nine = simulate({ ...few, seeds: 9 }).runs;
    expect(nine.slice(0, 8)).toEqual(eight);
    expect(simulate(few, 'other').runs[0]?.losses).not.toEqual(eight[0]?.losses);
  });
});
