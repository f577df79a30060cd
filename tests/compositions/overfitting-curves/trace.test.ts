import { describe, expect, it } from 'vitest';
import { overfittingCurves as film } from '../../../compositions/overfitting-curves/index.ts';
import type { RemedyRecord } from '../../../src/sim/trainings/remedies.ts';
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
    const own = trace.shown[3]?.points ?? [];
    expect(own).toHaveLength(4 * params.data.train);
    expect(own.slice(0, params.data.train)).toEqual(trace.points.train);
    expect(own.filter(({ flipped }) => flipped)).toHaveLength(20);
  });

  it('early stopping is the same training until its patience ends, then the epoch it keeps', () => {
    remedy('early-stopping').runs.forEach(({ stop, series, test }, i) => {
      const plain = runs[i]?.series.validationLoss ?? [];
      if (stop === null) {
        // Patience never runs out: nothing changes.
        expect([series, test]).toEqual([runs[i]?.series, runs[i]?.test]);
        return;
      }
      expect(stop.kept).toBe(leastAt(plain.slice(0, stop.epoch + 1)));
      expect(stop.epoch - stop.kept).toBe(10);
      expect(series.validationLoss.slice(0, stop.epoch)).toEqual(plain.slice(0, stop.epoch));
      expect(new Set(series.validationLoss.slice(stop.epoch))).toEqual(new Set([plain[stop.kept]]));
    });
  });

  it('never stops before its patience has run out', () => {
    const { remedies } = simulate({
      epochs: 4,
      network: { hidden: [4] },
      remedies: [{ kind: 'early-stopping', patience: 5 }],
    });
    expect(remedies[0]?.runs.every(({ stop }) => stop === null)).toBe(true);
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

const fail = (): never => {
  throw new Error('no run is shown');
};

describe('the errors', () => {
  it('are counted on points that the network calls by another class than their label', () => {
    const { series } = runs[facts.shown.run] ?? fail();
    const [{ maps = [] } = {}] = trace.shown;
    const side = Math.sqrt(maps[0]?.length ?? 0);
    for (const epoch of [0, 10, 50, 100]) {
      // The map's nearest sample instead of the network: it may differ for points next to the boundary.
      const called = trace.points.validation.filter(({ x, y, label }) => {
        const cell = (value: number): number => Math.round(((value / 1.06 + 1) / 2) * (side - 1));
        return (maps[epoch]?.[cell(y) * side + cell(x)] ?? 0) > 0 !== (label === 1);
      });
      expect(Math.abs(called.length - (series.validationErrors[epoch] ?? 0))).toBeLessThan(10);
    }
    for (const errors of series.trainErrors) expect(Number.isInteger(errors) && errors <= 50).toBe(true);
  });

  it('of the last epoch do not depend on the validation points', () => {
    const few = { epochs: 3, network: { hidden: [4] }, remedies: [] };
    const [all, fewer] = [20, 100].map((validation) => simulate({ ...few, data: { validation } }));
    expect(all?.runs.map(({ test }) => test)).toEqual(fewer?.runs.map(({ test }) => test));
  });

  it('are measured on test points of their own: training and validation do not change with them', () => {
    const few = { epochs: 3, network: { hidden: [4] }, remedies: [] };
    const [all, fewer] = [20, 400].map((test) => simulate({ ...few, data: { test } }));
    expect(all?.runs.map(({ series }) => series)).toEqual(fewer?.runs.map(({ series }) => series));
    expect({ ...all?.points, test: [] }).toEqual({ ...fewer?.points, test: [] });
    expect(all?.runs[0]?.test).not.toEqual(fewer?.runs[0]?.test);
  });

  it('of points that only check have losses of their own, whose mean is the validation loss', () => {
    const { series } = runs[facts.shown.run] ?? fail();
    const meanAt = (all: readonly Series[], epoch: number): number =>
      (all[epoch] ?? []).reduce((sum, loss) => sum + loss, 0) / (all[epoch]?.length ?? 0);
    for (const epoch of [0, 33, 42, 100]) {
      expect(meanAt(trace.checked, epoch)).toBeCloseTo(series.validationLoss[epoch] ?? 0, 9);
      expect(meanAt(trace.shown[0]?.losses ?? [], epoch)).toBeCloseTo(series.trainLoss[epoch] ?? 0, 9);
    }
  });

  it('state how many runs have a lower test loss with a remedy', () => {
    for (const { id, lowerIn, fewerIn, testLoss } of facts.remedies) {
      const tests = remedy(id).runs.map(({ test }) => test.loss);
      const errors = remedy(id).runs.map(({ test }) => test.errors);
      expect(fewerIn).toBe(errors.filter((n, i) => n < (runs[i]?.test.errors ?? 0)).length);
      expect(lowerIn).toBe(tests.filter((loss, i) => loss < (runs[i]?.test.loss ?? 0)).length);
      expect(testLoss).toBeCloseTo(tests.reduce((sum, loss) => sum + loss, 0) / tests.length, 12);
    }
  });
});

describe('the bend', () => {
  it('is at the wrong label farthest from the truth that is given for good past the best epoch, and not at it', () => {
    const { bend, bestEpoch } = facts.shown;
    const [{ losses = [] } = {}] = trace.shown;
    const given = (epoch: number, point: number): boolean => (losses[epoch]?.[point] ?? 9) < Math.LN2;
    const later = trace.points.train
      .map(({ x, y, flipped }, point) => ({
        point,
        flipped,
        away: Math.abs(Math.hypot(x, y) - Math.sqrt(0.6)),
      }))
      .filter(({ point, flipped }) => flipped && given(100, point) && !given(bestEpoch, point))
      .toSorted((a, b) => b.away - a.away);
    expect(later.map(({ point }) => point)).toEqual([47, 45]);
    expect(bend?.point).toBe(later[0]?.point);
    const since = losses.findLastIndex((_, epoch) => !given(epoch, bend?.point ?? -1)) + 1;
    expect(bend?.epoch).toBe(since);
  });

  it('comes with the test errors of the best epoch, which are those of early stopping where it keeps that', () => {
    const { stop, test } = remedy('early-stopping').runs[facts.shown.run] ?? fail();
    expect(stop?.kept).toBe(facts.shown.bestEpoch);
    expect(facts.shown.errorsAtBest).toBe(test.errors);
  });

  it('is none where nothing is overfitted, or no label is wrong', () => {
    const quick = { network: { hidden: [6] }, epochs: 6, remedies: [] };
    expect(simulate(quick).facts.shown.bend).toBeNull();
    expect(simulate({ ...quick, data: { flipped: 0 } }).facts.shown.bend).toBeNull();
  });
});

describe('a wrong label', () => {
  it('counts as believed while its loss is below that of a coin toss', () => {
    for (const { points, believed, losses } of trace.shown) {
      const wrong = points.flatMap(({ flipped }, i) => (flipped ? [i] : []));
      expect([believed.length, losses.length]).toEqual([101, 101]);
      for (let epoch = 0; epoch <= 100; epoch += 1)
        expect(believed[epoch]).toEqual(wrong.map((i) => (losses[epoch]?.[i] ?? 9) < Math.LN2));
    }
  });

  it('is none among the test points', () => {
    expect(trace.points.test.some(({ flipped }) => flipped)).toBe(false);
    expect(trace.points.validation.filter(({ flipped }) => flipped)).toHaveLength(20);
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
