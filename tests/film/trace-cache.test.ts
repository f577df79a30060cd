import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonHash } from '../../src/cache/hash.ts';
import { entryPath } from '../../src/cache/store.ts';
import { cacheFiles } from '../../src/cache/store-limit.ts';
import { keepTrace, keptTrace, traceKey } from '../../src/film/trace-cache.ts';
import type { Trace } from '../../src/sim/trace.ts';

const folder = mkdtempSync(join(tmpdir(), 'traces-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('cached traces', () => {
  const subject = { film: { id: 'feature-space-evolution' }, params: { epochs: 2 }, seed: '1', inputs: {} };
  const example = {
    film: 'x',
    params: {},
    seed: '1',
    runs: [],
    facts: { numbers: [0.1, 2, -0] },
  } as unknown as Trace;
  const [a, b] = [jsonHash('a'), jsonHash('b')];

  it('are read back as written', () => {
    keepTrace(folder, a, example);
    expect(keptTrace(folder, a)).toEqual(example);
    expect(keptTrace(folder, b)).toBeNull();
  });

  it('are discarded if a single bit is wrong', () => {
    const path = entryPath(folder, 'trace', a);
    const bytes = readFileSync(path);
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(keptTrace(folder, a)).toBeNull();
  });

  it('are keyed by film, params, seed and the content of the files', () => {
    const others = [
      { ...subject, params: { epochs: 3 } },
      { ...subject, seed: '2' },
      { ...subject, inputs: { 'data.images': 'ab' } },
    ];
    const keys = [subject, ...others].map((each) => traceKey(each, folder));
    expect(new Set(keys).size).toBe(4);
    expect(traceKey(subject, folder)).toBe(keys[0]);
  });

  it('do not fill the disk', () => {
    const many = join(folder, 'many');
    for (let i = 0; i < 40; i += 1) keepTrace(many, jsonHash(i), example);
    expect(cacheFiles(many)).toHaveLength(24);
    expect(keptTrace(many, jsonHash(39))).toEqual(example);
  });
});
