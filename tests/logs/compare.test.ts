import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/logs/compare.ts';
import { type Series, seriesOf } from '../../src/logs/series.ts';
import { type KnownRun, understand } from '../../src/logs/understand.ts';

const EPOCH = { name: 'epoch', unit: 'epoch' } as const;
const series = (name: string, values: readonly number[], more: Partial<Series> = {}): Series =>
  seriesOf(
    name,
    EPOCH,
    values.map((value, k) => [k, value]),
    more,
  );
function runOf(id: string, all: readonly Series[]): KnownRun {
  const [run] = understand({ runs: [{ id, producer: 'csv', series: all }], warnings: [] }).runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

describe('two runs', () => {
  const a = runOf('a', [
    series('loss', [4, 2, 1]),
    series('val_loss', [4, 3, 3.5]),
    series('lr', [0.1, 0.1, 0.1]),
  ]);
  const b = runOf('b', [
    series('loss', [4, 2, 1]),
    series('val_loss', [4, 2.5, 2.25]),
    series('lr', [0.2, 0.2, 0.2]),
  ]);

  it('are compared by their validation losses, as they are written', () => {
    expect(compareRuns([a, b]).says).toBe(
      'Lowest val_loss: a 3 at epoch 1, b 2.25 at epoch 2: b is lower by 0.75; equal for 1 point, apart from epoch 1 on; highest rate 0.1 against 0.2.',
    );
  });

  it('are equal to themselves', () => {
    expect(compareRuns([a, a])).toMatchObject({ alike: { points: 3, of: 3, partAt: null } });
    expect(compareRuns([a, a]).says).toContain('equal at all 3 common points');
  });

  it('are compared by training losses where only one was validated, and said to be without numbers', () => {
    const c = runOf('c', [series('loss', [4, 2, Number.NaN])]);
    const { says, runs } = compareRuns([a, c]);
    expect(runs.map((run) => run.series)).toEqual(['loss', 'loss']);
    expect(says).toContain('c has no number from epoch 2 on');
    expect(
      compareRuns([a, runOf('d', [series('loss', [Number.NaN, Number.NaN, Number.NaN])])]).says,
    ).toContain("d has no number in loss; a's lowest is 1 at epoch 2");
  });

  it('of scores the higher one is said to be so', () => {
    const [one, other] = [0.5, 0.75].map((value, i) =>
      runOf('ab'.charAt(i), [series('accuracy', [0, value, value])]),
    );
    if (one === undefined || other === undefined) throw new Error('no run');
    expect(compareRuns([one, other]).says).toContain(
      'Highest accuracy: a 0.5 at epoch 1, b 0.75 at epoch 1: b is higher by 0.25',
    );
  });

  it('with nothing in common are not compared', () => {
    const other = runOf('e', [
      seriesOf('loss', { name: 'step', unit: 'step' }, [
        [1, 2],
        [2, 3],
      ]),
    ]);
    expect(() => compareRuns([a, other])).toThrow(
      /no loss or score over one axis that both have: loss, val_loss, lr; loss/,
    );
  });
});
