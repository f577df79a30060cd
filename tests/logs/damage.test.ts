import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogError } from '../../src/logs/series.ts';
import { FIXTURES, understood } from './understood.ts';

const SMALL = 20_000;

const fixtures = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => [path.slice(FIXTURES.length), readFileSync(path)] as const)
  .filter(([, bytes]) => bytes.length < SMALL);

describe('a log that is cut or damaged is read as far as it goes, or refused in one line', () => {
  const damages: readonly (readonly [how: string, damaged: (bytes: Uint8Array) => Uint8Array])[] = [
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['without its first byte', (bytes) => bytes.subarray(1)],
    ['with a bit turned', (bytes) => bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 4 : byte))],
  ];
  it.each(damages)('%s', async (_, damaged) => {
    for (const [name, bytes] of fixtures)
      try {
        const { runs, warnings } = await understood(damaged(bytes));
        expect(runs.length + warnings.length, name).toBeGreaterThan(0);
      } catch (error) {
        expect(error, name).toBeInstanceOf(LogError);
        expect(String(error), name).not.toContain('\n');
      }
  });
});
