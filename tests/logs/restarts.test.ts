import { describe, expect, it } from 'vitest';
import { fallsOf } from '../../src/logs/restarts.ts';
import { seriesNamed, understood } from './understood.ts';

const table = (steps: readonly number[]): string =>
  `step,loss\n${steps.map((step, i) => `${step},${i + 1}`).join('\n')}\n`;

describe('steps that fall back', () => {
  it('begin again at the first number, lie inside what was there, or are out of order', () => {
    const kinds = (...steps: readonly number[]) => fallsOf(steps).map(({ at, kind }) => [at, kind]);
    expect(kinds(0, 1, 2, 0, 1, 2)).toEqual([[3, 'again']]);
    expect(kinds(0, 1, 2, 3, 4, 2, 3, 4, 5)).toEqual([[5, 'inside']]);
    expect(kinds(0, 1, 2, 2, 1, 3)).toEqual([[4, 'disorder']]);
    expect(kinds(0, 1, 2, 20, 20, 15, 21)).toEqual([[5, 'disorder']]);
    expect(kinds(44, 45, 46, 0, 1, 2)).toEqual([[3, 'again']]);
    expect(kinds(0, 1, 2, 0, 1, 2, 0, 1)).toEqual([
      [3, 'again'],
      [6, 'again'],
    ]);
    expect(kinds(0, 1, 2, 3)).toEqual([]);
    expect(kinds(5, 5, 5)).toEqual([]);
  });

  it('a single point that falls back is a restart where another writer begins', () => {
    expect(fallsOf([0, 1, 2, 3, 2], new Set([4]))).toEqual([{ at: 4, kind: 'inside' }]);
  });

  it('again: two runs by default, one that goes on with join, the last alone with latest', async () => {
    const log = table([0, 1, 2, 0, 1, 2]);
    const split = await understood(log);
    expect(split.runs.map(({ axis }) => [axis.first, axis.last])).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(split.warnings.join()).toContain('--restart join');
    const join = await understood(log, {}, { restart: 'join' });
    expect(join.runs.map(({ axis }) => axis.last)).toEqual([5]);
    expect(seriesNamed(join, 'loss')[0]).toMatchObject({ points: 6, max: [5, 6] });
    const latest = await understood(log, {}, { restart: 'latest' });
    expect(seriesNamed(latest, 'loss')).toMatchObject([{ points: 3, first: 4, last: 6 }]);
  });

  it('inside: the later part counts by default, two runs with split', async () => {
    const log = table([0, 1, 2, 3, 4, 3, 4, 5]);
    const latest = await understood(log);
    expect(seriesNamed(latest, 'loss')).toMatchObject([{ points: 6, last: 8, max: [5, 8] }]);
    expect(latest.warnings.join()).toContain('2 points before it replaced');
    const split = await understood(log, {}, { restart: 'split' });
    expect(seriesNamed(split, 'loss').map(({ points }) => points)).toEqual([5, 3]);
  });

  it('columns that are empty now and then are cut where the rows are', async () => {
    const told = await understood('epoch,loss,val_loss\n0,5,\n1,4,3\n2,3,\n0,5,\n1,4,2\n2,3,\n');
    expect(seriesNamed(told, 'val_loss').map(({ points, last }) => [points, last])).toEqual([
      [1, 3],
      [1, 2],
    ]);
  });

  it('of a step that stands twice both points are kept, and it is said which counts', async () => {
    const told = await understood(table([0, 1, 1, 2]));
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(4);
    expect(told.warnings.join()).toContain('step 1 stands more than once: the later value counts');
  });
});
