import { describe, expect, it } from 'vitest';
import { afterCuts } from '../../src/logs/drawn/happenings.ts';
import { best, validationRise } from '../../src/logs/events/best.ts';
import { divergence, hiddenDivergence } from '../../src/logs/events/divergence.ts';
import { plateau } from '../../src/logs/events/plateau.ts';
import { rateDecay, rateDrops, warmUp } from '../../src/logs/events/rate.ts';
import { spikes } from '../../src/logs/events/spike.ts';
import { countedSeries, type Series } from '../../src/logs/series.ts';
import { fixture, understood } from './understood.ts';

const of = (values: readonly number[], name = 'loss'): Series =>
  countedSeries(name, { name: 'step', unit: 'step' }, values, 0);
const list = (count: number, value: (i: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, i) => value(i));
const at = (events: readonly { readonly at: number }[]): readonly number[] => events.map((event) => event.at);
/** Noise without chance: the same for each index, between −1 and 1. */
const noise = (i: number): number => ((i * 7919) % 101) / 50 - 1;

describe('best point', () => {
  it('is the first of the lowest, or of the highest where more is better', () => {
    expect(at(best(of([3, 1, 2, 1]), 'lower'))).toEqual([1]);
    expect(at(best(of([3, 4, 2, 4]), 'higher'))).toEqual([1]);
  });
  it('is not told of a constant, nor of two points', () => {
    expect(best(of([1, 1, 1]), 'lower')).toEqual([]);
    expect(best(of([2, 1]), 'lower')).toEqual([]);
  });
});

describe('a validation loss that rises', () => {
  it('is told with what training did meanwhile', () => {
    const [event] = validationRise(of([5, 3, 2, 2.5, 3, 3.5], 'val_loss'), of([5, 4, 3, 2, 1, 0.5]));
    expect(event).toMatchObject({ kind: 'validation-rise', at: 2 });
    expect(event?.says).toContain('while loss fell from 3 to 0.5');
  });
  it('is not told of one that only wavers, nor of one that falls', () => {
    expect(validationRise(of([5, 3, 2, 2.1, 2.05]), undefined)).toEqual([]);
    expect(validationRise(of([5, 4, 3, 2]), undefined)).toEqual([]);
  });
  it('is never told of a score where more is better', async () => {
    const told = await understood('epoch,val_accuracy\n0,0.5\n1,0.4\n2,0.6\n3,0.7\n4,0.8\n');
    expect(told.runs[0]?.events.map(({ kind }) => kind)).toEqual(['best']);
  });
});

describe('divergence', () => {
  it('is the first value that is no number, and says whether the loss comes back', () => {
    expect(divergence(of([3, 2, Number.NaN, Number.NaN]))).toMatchObject([
      { kind: 'divergence', at: 2, says: expect.stringContaining('from step 2 on') },
    ]);
    expect(divergence(of([3, 2, Number.POSITIVE_INFINITY, 1]))).toMatchObject([
      { at: 2 },
      { kind: 'recovery', at: 3 },
    ]);
  });
  it('is a loss that ends far above where it was, not one that is noisy or negative', () => {
    expect(at(divergence(of([3, 2, 1, 5, 40, 400])))).toEqual([2]);
    expect(divergence(of([3, 2, 1, 2, 3, 2]))).toEqual([]);
    expect(divergence(of([-1, -2, -3, -2, -1, 3]))).toEqual([]);
  });
  it('is seen behind a loss of 0 if the gradient is NaN, and only then', () => {
    const gradient = of([1, 1, Number.NaN, Number.NaN], 'grad_norm');
    expect(at(hiddenDivergence(of([3, 2, 1, 0]), gradient))).toEqual([2]);
    expect(hiddenDivergence(of([3, 2, 1, 0.5]), gradient)).toEqual([]);
    expect(hiddenDivergence(of([3, 2, 0, 0]), of([1, 1, 1, 1], 'grad_norm'))).toEqual([]);
  });
});

describe('plateau', () => {
  it('is where a loss stops falling', () => {
    const [event] = plateau(of(list(100, (i) => (i < 50 ? 10 - i / 5 : 0.001 * noise(i)))));
    expect(event?.at).toBeGreaterThanOrEqual(45);
    expect(event?.at).toBeLessThanOrEqual(60);
  });
  it('is none in a loss that falls to the end, in noise, or in few points', () => {
    expect(plateau(of(list(100, (i) => 10 - i / 10)))).toEqual([]);
    expect(plateau(of(list(100, noise)))).toEqual([]);
    expect(plateau(of([5, 1, 1, 1, 1]))).toEqual([]);
  });
});

describe('spikes', () => {
  it('are single values far above what is usual, from which the loss comes back', () => {
    const values = list(100, (i) => 2 + 0.05 * noise(i) + (i === 40 ? 5 : 0) + (i === 70 ? 8 : 0));
    expect(at(spikes(of(values)))).toEqual([40, 70]);
  });
  it('are not noise, nor a jump that stays', () => {
    expect(spikes(of(list(200, (i) => 2 + noise(i))))).toEqual([]);
    expect(spikes(of(list(100, (i) => (i < 50 ? 2 + 0.05 * noise(i) : 9))))).toEqual([]);
  });
});

describe('the rate', () => {
  const schedule = (values: readonly number[]): Series => of(values, 'lr');
  it('drops in steps, and what the loss did is told', () => {
    const [event] = rateDrops(schedule([0.1, 0.1, 0.1, 0.01, 0.01]), of([5, 4, 4, 3, 2]));
    expect(event).toMatchObject({ kind: 'rate-drop', at: 3 });
    expect(event?.says).toContain('loss went from 3 to 2');
  });
  it('does not drop where it only decays, or stays', () => {
    expect(rateDrops(schedule(list(50, (i) => 0.1 * 0.9 ** i)), undefined)).toEqual([]);
    expect(rateDrops(schedule(list(50, () => 0.1)), undefined)).toEqual([]);
  });

  it('that goes on falling is told once; not one that is cut twice, or rises again', () => {
    expect(rateDecay(schedule([0.1, 0.1, 0.05, 0.02, 0.01, 0.01]))).toMatchObject([
      { kind: 'rate-decay', from: 0.1, to: 0.01 },
    ]);
    expect(rateDecay(schedule([0.1, 0.1, 0.01, 0.01, 0.001]))).toEqual([]);
    expect(rateDecay(schedule([0.1, 0.05, 0.02, 0.03, 0.01]))).toEqual([]);
    expect(rateDecay(schedule([0.1, 0.099, 0.098, 0.097]))).toEqual([]);
  });

  it('cut: what the line did before is compared with what it did in as long after', () => {
    const cut = rateDrops(schedule(list(40, (i) => (i < 20 ? 0.1 : 0.01))), undefined);
    const loss = of(list(40, (i) => (i < 20 ? 40 - i : 20 - (i - 20) / 4)));
    expect(afterCuts(loss, loss.values, cut)).toMatchObject([{ values: [26, 20, 18.75] }]);
  });
  it('warms up where it rises at the beginning, not where it rises throughout or is highest at once', () => {
    expect(at(warmUp(schedule([0, 0.05, 0.1, 0.1, 0.09, 0.08])))).toEqual([2]);
    expect(warmUp(schedule([0.1, 0.2, 0.3, 0.4]))).toEqual([]);
    expect(warmUp(schedule([0.1, 0.09, 0.08]))).toEqual([]);
  });
});

describe('events of real logs', () => {
  it('NaN in the loss while accuracy stays finite', async () => {
    const { runs } = await fixture('keras-csv/nan.csv');
    expect(runs[0]?.events.filter(({ kind }) => kind === 'divergence')).toMatchObject([{ at: 2 }, { at: 2 }]);
  });
  it('a schedule that halves the rate', async () => {
    const { runs } = await fixture('lightning-csv/lr_step/version_0/metrics.csv');
    expect(at(runs[0]?.events.filter(({ kind }) => kind === 'rate-drop') ?? [])).toEqual([24, 44, 64]);
  });
  it('boosting past its best round', async () => {
    const { runs } = await fixture('catboost/overfit');
    expect(runs[0]?.events).toContainEqual(expect.objectContaining({ kind: 'best', at: 7 }));
  });
  it('two runs of one seed part where they differ', async () => {
    const { runs } = await fixture('keras-csv');
    const nan = runs.find(({ id }) => id === 'nan');
    expect(nan?.events).toContainEqual(expect.objectContaining({ kind: 'parting', at: 2 }));
  });
  it('a GAN, of which no overfitting is told', async () => {
    const { runs } = await fixture('shapes/gan.csv');
    expect(runs[0]?.events.map(({ kind }) => kind)).not.toContain('validation-rise');
  });
  it('training that stays a constant factor above validation is perhaps on another scale', async () => {
    const told = await understood('step,loss,eval_loss\n10,8.1,2\n20,6,1.5\n30,4.1,1\n');
    expect(told.warnings.join()).toContain('perhaps another scale');
    expect((await fixture('keras-csv/plain.csv')).warnings.join()).not.toContain('another scale');
  });
});
