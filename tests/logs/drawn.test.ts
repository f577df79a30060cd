import { describe, expect, it } from 'vitest';
import { choiceOf } from '../../src/logs/choice.ts';
import { seenPoints } from '../../src/logs/decimate.ts';
import { parseReading, writeReading } from '../../src/logs/reading-file.ts';
import { countedSeries, type Series } from '../../src/logs/series.ts';
import { debiasedAverage, smoothingFor } from '../../src/logs/smooth.ts';
import { thinned } from '../../src/logs/thin.ts';

const STEP = { name: 'step', unit: 'step' } as const;
const series = (
  name: string,
  role: Series['role'],
  values: readonly number[],
  more: Partial<Series> = {},
): Series => countedSeries(name, STEP, values, 0, { ...(role === undefined ? {} : { role }), ...more });

describe('the points that are drawn', () => {
  const values = Array.from({ length: 100_000 }, (_, i) =>
    i === 54_321 ? 900 : i === 70_007 ? -900 : (i * 7919) % 13,
  );
  const seen = seenPoints(values, (i) => i / values.length, 700);

  it('are four a column at most', () => {
    expect(seen.length).toBeLessThanOrEqual(4 * 700);
  });

  it('keep the first, the last, and every spike however narrow', () => {
    expect(seen).toEqual(expect.arrayContaining([0, 54_321, 70_007, 99_999]));
  });

  it('keep the lowest and the highest of each column', () => {
    for (const column of [0, 123, 699]) {
      const of = (all: readonly number[]) =>
        all.filter((i) => Math.floor((i / values.length) * 700) === column);
      const range = (all: readonly number[]) => [
        Math.min(...all.map((i) => values[i] ?? 0)),
        Math.max(...all.map((i) => values[i] ?? 0)),
      ];
      expect(range(of(seen))).toEqual(range(of([...values.keys()])));
    }
  });

  it('keep where numbers break off and where they go on', () => {
    const broken = [1, 2, Number.NaN, Number.NaN, Number.NaN, 3];
    expect(seenPoints(broken, (i) => i / 6, 1)).toEqual([0, 1, 2, 4, 5]);
  });
});

describe('the average', () => {
  it('is TensorBoard’s: debiased, so that it begins with the first value', () => {
    // 0.6 · 0.4·1 … by hand: m₁ = 0.4·1, m₂ = 0.6·0.4 + 0.4·3, divided by 1 − 0.6 and 1 − 0.36
    const [first, second] = debiasedAverage([1, 3], 0.6);
    expect(first).toBeCloseTo(1, 12);
    expect(second).toBeCloseTo((0.6 * 0.4 + 0.4 * 3) / 0.64, 12);
  });

  it('passes over what is no number', () => {
    expect([...debiasedAverage([2, Number.NaN, 2], 0.9)].map((v) => Number(v.toFixed(6)))).toEqual([
      2,
      Number.NaN,
      2,
    ]);
  });

  it('is not needed where a series is short or smooth', () => {
    expect(smoothingFor([1, 5, 2, 6])).toBe(0);
    expect(smoothingFor(Array.from({ length: 500 }, (_, i) => 1 / (i + 1)))).toBe(0);
  });

  it('reaches further in longer series, and never beyond its limit', () => {
    const rough = (length: number): number =>
      smoothingFor(Array.from({ length }, (_, i) => (i % 2) + i / length));
    expect(rough(100)).toBeLessThan(rough(5000));
    expect(rough(1_000_000)).toBe(0.99);
  });
});

describe('a very long log', () => {
  it('is kept with fewer points, its spikes among them, and says so', () => {
    const values = Array.from({ length: 300_000 }, (_, i) => (i === 123_456 ? 7 : i % 3 ? 1 : 2));
    const loss = series('loss', 'train-loss', values);
    const reading = { runs: [{ id: 'a', producer: 'csv', series: [loss] }], warnings: [] };
    const { runs, warnings } = thinned(reading);
    const kept = runs[0]?.series[0];
    expect(kept?.values.length).toBeLessThanOrEqual(100_000);
    expect(kept?.steps[kept.values.indexOf(7)]).toBe(123_456);
    expect(warnings).toEqual([expect.stringContaining('the longest has 300000')]);
    expect(
      thinned({
        ...reading,
        runs: [{ id: 'a', producer: 'csv', series: [series('loss', 'train-loss', [1])] }],
      }).warnings,
    ).toEqual([]);
  });
});

describe('the series that are drawn', () => {
  it('are a training and a validation loss of one kind, not whichever come first', () => {
    const run = {
      id: 'a',
      producer: 'x',
      series: [
        series('train/cls_loss', 'train-loss', [3, 2]),
        series('train/loss', 'train-loss', [5, 4]),
        series('val/loss', 'validation-loss', [5, 4]),
        series('lr', 'rate', [0.1, 0.01]),
      ],
    };
    const choice = choiceOf(run, {});
    expect([choice?.train?.name, choice?.validation?.name, choice?.rate?.name]).toEqual([
      'train/loss',
      'val/loss',
      'lr',
    ]);
  });

  it('are what Vowpal Wabbit learned from and what it held out', () => {
    const run = {
      id: 'a',
      producer: 'x',
      series: [
        series('average loss', 'train-loss', [5, 4], { meaning: 'running-mean' }),
        series('since last', 'train-loss', [5, 3]),
        series('average loss (holdout)', 'validation-loss', [2, 1], { meaning: 'running-mean' }),
        series('since last (holdout)', 'validation-loss', [2, 0.5]),
      ],
    };
    expect(choiceOf(run, {})).toMatchObject({
      train: { name: 'since last' },
      validation: { name: 'since last (holdout)' },
    });
  });

  it('are what an agent earns, not its loss', () => {
    const run = {
      id: 'a',
      producer: 'x',
      series: [
        series('train/loss', 'train-loss', [5, 4]),
        series('rollout/ep_rew_mean', 'metric', [1, 2], { better: 'higher' }),
      ],
    };
    expect(choiceOf(run, {})).toMatchObject({ train: { name: 'rollout/ep_rew_mean' }, better: 'higher' });
  });

  it('are what each step adds where the log has a running total', () => {
    const run = {
      id: 'a',
      producer: 'x',
      series: [series('loss', 'other', [10, 18, 24, 9], { meaning: 'running-total' })],
    };
    expect([...(choiceOf(run, {})?.train?.values ?? [])]).toEqual([10, 8, 6, 9]);
  });

  it('lie on one axis', () => {
    const epochs = { name: 'epoch', unit: 'epoch' } as const;
    const run = {
      id: 'a',
      producer: 'x',
      series: [
        series('loss', 'train-loss', [5, 4, 3]),
        countedSeries('val_loss', epochs, [5, 4], 0, { role: 'validation-loss' }),
      ],
    };
    expect(choiceOf(run, {})).toMatchObject({ train: { name: 'loss' }, validation: undefined });
  });
});

describe('a reading that is kept', () => {
  it('comes back as it was, with what is no number', () => {
    const runs = [
      {
        id: 'a',
        producer: 'x',
        series: [series('loss', 'train-loss', [1, Number.NaN, Number.POSITIVE_INFINITY, -0.5])],
      },
    ];
    const kept = {
      title: 'a',
      files: [{ name: 'a.db', size: 3, sha256: 'f'.repeat(64) }],
      runs,
      warnings: ['w'],
    };
    expect(parseReading(new TextEncoder().encode(writeReading(kept)))).toEqual(kept);
  });

  it('is told from other JSON by how it begins', () => {
    expect(parseReading(new TextEncoder().encode('{"lossreel":"other"}'))).toBeNull();
  });
});
