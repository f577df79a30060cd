import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { entryPath, keyOf, openStore } from '../../src/series/store.ts';
import { cacheFiles, prune } from '../../src/series/store-limit.ts';
import { canMount, withSmallDisk } from '../helpers/small-disk.ts';

const root = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folderFor = (name: string): string => join(root, name);
const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const [one, two] = [keyOf('one'), keyOf('two')];

describe('a store', () => {
  it('gives back what was kept, under its kind and key only', async () => {
    const store = openStore(folderFor('plain'));
    expect(await store.get('segments', one)).toBeNull();
    await store.put('segments', one, Buffer.from('bytes'));
    expect((await store.get('segments', one))?.toString()).toBe('bytes');
    expect(await store.get('segments', two)).toBeNull();
    expect(await store.get('sounds', one)).toBeNull();
    await store.put('segments', one, Buffer.from('other bytes'));
    expect((await store.get('segments', one))?.toString()).toBe('other bytes');
    await store.put('segments', two, Buffer.alloc(0));
    expect((await store.get('segments', two))?.length).toBe(0);
  });

  it.each<readonly [what: string, spoil: (path: string, foreign: string) => void]>([
    [
      'with a wrong bit',
      (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
    ],
    ['cut short', (path) => writeFileSync(path, readFileSync(path).subarray(0, -1))],
    ['longer than it was', (path) => writeFileSync(path, 'x', { flag: 'a' })],
    ['that is empty', (path) => writeFileSync(path, '')],
    ["that is another's, whole", (path, foreign) => copyFileSync(foreign, path)],
  ])('takes an entry %s for none, and removes it', async (what, spoil) => {
    const store = openStore(folderFor(what));
    await store.put('segments', one, randomBytes(1000));
    await store.put('segments', two, randomBytes(1000));
    const path = entryPath(store.folder, 'segments', one);
    spoil(path, entryPath(store.folder, 'segments', two));
    expect(await store.get('segments', one)).toBeNull();
    expect(files(store.folder)).toEqual([two]);
    await store.put('segments', one, Buffer.from('anew'));
    expect((await store.get('segments', one))?.toString()).toBe('anew');
  });

  it('serves many at once, and leaves nothing half', async () => {
    const folder = folderFor('many');
    const bytes = randomBytes(200_000);
    const used = Array.from({ length: 24 }, async () => {
      const store = openStore(folder);
      await store.put('segments', one, bytes);
      const kept = await store.get('segments', one);
      return kept?.equals(bytes);
    });
    expect(await Promise.all(used)).toEqual(used.map(() => true));
    expect(files(folder)).toEqual([one]);
  });

  it('says in one line where nothing can be kept', async () => {
    writeFileSync(folderFor('file'), '');
    for (const folder of [folderFor('file'), '/proc/nowhere'])
      await expect(openStore(folder).put('segments', one, Buffer.from('x'))).rejects.toThrow(
        /^cannot write [^\n]+$/,
      );
  });

  it.runIf(canMount)('on a full disk says so, and leaves nothing half', async () => {
    const disk = folderFor('disk');
    await withSmallDisk(disk, '64k', async () => {
      const store = openStore(disk);
      await store.put('segments', two, Buffer.alloc(1000));
      await expect(store.put('segments', one, Buffer.alloc(200_000))).rejects.toThrow(/the disk is full$/);
      expect(files(disk)).toEqual([two]);
      expect((await store.get('segments', two))?.length).toBe(1000);
    });
  });
});

describe('the limit of a cache', () => {
  const HOUR = 3_600_000;
  const now = Date.now();
  /** Entries of 1032 bytes, used so many hours ago. */
  async function filled(name: string, hoursAgo: readonly number[]) {
    const store = openStore(folderFor(name));
    for (const [i, hours] of hoursAgo.entries()) {
      await store.put('segments', keyOf(i), Buffer.alloc(1000));
      const used = new Date(now - hours * HOUR);
      utimesSync(entryPath(store.folder, 'segments', keyOf(i)), used, used);
    }
    const kept = async () =>
      (await cacheFiles(store.folder)).map(({ path }) =>
        hoursAgo.findIndex((_, i) => path.endsWith(keyOf(i))),
      );
    return { store, kept: async () => (await kept()).sort() };
  }

  it('lets go what is longest unused, and no more than must be', async () => {
    const { store, kept } = await filled('order', [5, 1, 9, 3]);
    await prune(store.folder, 4 * 1032);
    expect(await kept()).toEqual([0, 1, 2, 3]);
    await prune(store.folder, 2500);
    expect(await kept()).toEqual([1, 3]);
  });

  it('counts a look at an entry as a use', async () => {
    const { store, kept } = await filled('use', [5, 1, 9]);
    await store.get('segments', keyOf(2));
    await prune(store.folder, 1100);
    expect(await kept()).toEqual([2]);
  });

  it('keeps what was just used, even where the limit is nothing', async () => {
    const { store, kept } = await filled('just', [5, 1, 9]);
    await prune(store.folder, 0, new Set([entryPath(store.folder, 'segments', keyOf(2))]));
    expect(await kept()).toEqual([2]);
  });

  it('is kept with a clock at 1970 and with entries from the future', async () => {
    const { store, kept } = await filled('future', [5, -1000, 1, -5000]);
    await prune(store.folder, 2500);
    expect(await kept()).toEqual([0, 2]);
    // Now everything is from the future, and still the order of use decides.
    await prune(store.folder, 1100, new Set(), 0);
    expect(await kept()).toEqual([2]);
    expect(statSync(entryPath(store.folder, 'segments', keyOf(2))).size).toBe(1032);
  });

  it('touches nothing that is not of the cache; remains of killed renders go after a day', async () => {
    const { store } = await filled('foreign', [5]);
    const entry = entryPath(store.folder, 'segments', keyOf(0));
    const [own, other] = [join(store.folder, 'thesis.tex'), join(dirname(entry), 'notes.txt')];
    mkdirSync(join(store.folder, 'pictures'));
    for (const path of [own, other, join(store.folder, 'pictures', keyOf('cat'))])
      writeFileSync(path, 'mine');
    const remains = [1, 30].map((hours) => {
      const path = join(dirname(entry), `.${String(hours).padStart(12, '0')}-${keyOf(0)}`);
      writeFileSync(path, 'half');
      utimesSync(path, new Date(now - hours * HOUR), new Date(now - hours * HOUR));
      return path;
    });
    await prune(store.folder, 0);
    const [young = ''] = remains;
    const left = [basename(young), keyOf('cat'), 'notes.txt', 'thesis.tex'];
    expect(new Set(files(store.folder))).toEqual(new Set(left));
  });
});
