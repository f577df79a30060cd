import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LogError } from '../../src/logs/series.ts';
import { FIXTURES, fixture } from './understood.ts';

type Value = number | 'NaN' | 'Infinity' | '-Infinity' | null;

interface TrueSeries {
  readonly points: number;
  readonly first: Value;
  readonly last: Value;
  readonly notFinite?: readonly (readonly [step: number | null, kind: Value])[];
}

interface Entry {
  readonly log: string;
  readonly runs?: number;
  readonly refuse?: boolean;
  readonly series?: Readonly<Record<string, TrueSeries>>;
}

const entries: readonly Entry[] = JSON.parse(readFileSync(`${FIXTURES}truth.json`, 'utf8'));

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Some formats keep 32 bits of a number. */
const near = (a: Value, b: Value): boolean =>
  a === b ||
  (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-6 * Math.max(1e-9, Math.abs(b)));

describe('logs that programs really wrote', () => {
  it.each(entries.map((entry) => [entry.log, entry] as const))('%s', async (_, entry) => {
    if (entry.refuse) {
      await expect(fixture(entry.log)).rejects.toThrow(LogError);
      return;
    }
    const { runs } = await fixture(entry.log);
    if (entry.runs) expect(runs).toHaveLength(entry.runs);
    for (const [name, wanted] of Object.entries(entry.series ?? {})) {
      const named = runs.map(({ series }) =>
        series.filter(
          (one) => plain(one.name) === plain(name) || plain(one.name).endsWith(` ${plain(name)}`),
        ),
      );
      // A series that goes over several runs is counted over all of them.
      const whole = named
        .map((all) => all.find((one) => plain(one.name) === plain(name)) ?? all[0])
        .filter((one) => one !== undefined);
      const candidates = [
        ...named.flat(),
        {
          points: whole.reduce((sum, { points }) => sum + points, 0),
          first: whole[0]?.first ?? null,
          last: whole.at(-1)?.last ?? null,
          notFinite: whole.flatMap(({ notFinite }) => notFinite),
        },
      ];
      const found = candidates.filter(
        ({ points, first, last, notFinite }) =>
          points === wanted.points &&
          near(first, wanted.first) &&
          near(last, wanted.last) &&
          JSON.stringify(notFinite) === JSON.stringify(wanted.notFinite ?? []),
      );
      expect(found.length, `${name} among ${named.flat().map((one) => one.name)}`).toBeGreaterThan(0);
    }
  });
});
