import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileHash } from '../../src/cache/hash.ts';
import { readRegular } from '../../src/cache/regular-file.ts';
import { openStore } from '../../src/cache/store.ts';
import { bedOf } from '../../src/film/bed.ts';
import { readInput } from '../../src/film/inputs.ts';
import { readJson } from '../../src/film/json-file.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { WINDOWS } from '../helpers/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'regular-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'file');
writeFileSync(file, 'four');

describe('a file', () => {
  it('is read, through a link too, up to a size', () => {
    const link = join(folder, 'link');
    symlinkSync(file, link);
    expect(readRegular(file, 4).toString()).toBe('four');
    expect(readRegular(link).toString()).toBe('four');
    expect(() => readRegular(file, 3)).toThrow('it has 0 MB, more than 0 MB');
    expect(() => readRegular(folder)).toThrow('it is a folder');
  });
});

describe.skipIf(WINDOWS)('a pipe that nobody writes into, and a device that never ends', () => {
  const pipe = join(folder, 'pipe.json');
  if (!WINDOWS) execFileSync('mkfifo', [pipe]);
  const readers: readonly (readonly [string, (path: string) => unknown])[] = [
    ['as a file', readRegular],
    ['as an input', (path) => readInput('data.images', path)],
    ['as JSON', readJson],
    ['as music', (path) => bedOf({ ...DEFAULT_LOOK, bed: path })],
  ];
  it.each(readers)('are refused at once, %s', (_, read) => {
    for (const path of [pipe, '/dev/zero'])
      expect(() => read(path)).toThrow(/pipe or a device|is not a file/);
  });

  it('are refused as a film to compare', async () => {
    await expect(fileHash(pipe)).rejects.toThrow('a pipe or a device');
  });

  it('are no entry of a cache', () => {
    const store = openStore(join(folder, 'cache'));
    const entry = store.put('trace', 'ab'.repeat(32), Buffer.from('kept'));
    expect(entry).toBeUndefined();
    expect(store.get('trace', 'ab'.repeat(32))?.toString()).toBe('kept');
  });
});
