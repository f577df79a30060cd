import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { jsonHash } from '../../src/cache/hash.ts';
import { entryPath, openStore } from '../../src/cache/store.ts';
import { cacheFiles, prune } from '../../src/cache/store-limit.ts';
import { NOWHERE } from '../helpers/machine.ts';
import { canMount, withSmallDisk } from '../helpers/small-disk.ts';

const root = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folderFor = (name: string): string => join(root, name);
const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
/** Captures standard error meanwhile. */
function warnings(act: () => void): readonly string[] {
  const spy = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    act();
    return spy.mock.calls.map(([text]) => String(text));
  } finally {
    spy.mockRestore();
  }
}
const [one, two] = [jsonHash('one'), jsonHash('two')];

describe('a store', () => {
  it('returns what was stored, under its kind and key only', async () => {
    const store = openStore(folderFor('plain'));
    expect(store.get('segment', one)).toBeNull();
    store.put('segment', one, Buffer.from('bytes'));
    expect(store.get('segment', one)?.toString()).toBe('bytes');
    expect(store.get('segment', two)).toBeNull();
    expect(store.get('sound', one)).toBeNull();
    store.put('segment', one, Buffer.from('other bytes'));
    expect(store.get('segment', one)?.toString()).toBe('other bytes');
    store.put('segment', two, Buffer.alloc(0));
    expect(store.get('segment', two)?.length).toBe(0);
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
    store.put('segment', one, randomBytes(1000));
    store.put('segment', two, randomBytes(1000));
    const path = entryPath(store.folder, 'segment', one);
    spoil(path, entryPath(store.folder, 'segment', two));
    expect(store.get('segment', one)).toBeNull();
    expect(files(store.folder)).toEqual([two]);
    store.put('segment', one, Buffer.from('anew'));
    expect(store.get('segment', one)?.toString()).toBe('anew');
  });

  it.each<readonly [what: string, spoil: (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a folder with files', (path) => mkdirSync(join(path, 'deeper'), { recursive: true })],
    ['a link to itself', (path) => symlinkSync(path, path)],
    ['a link to a folder', (path) => symlinkSync(root, path)],
  ])('makes anew, with a warning, an entry that is %s', (what, spoil) => {
    const store = openStore(folderFor(`entry ${what}`));
    store.put('segment', one, 'bytes');
    const path = entryPath(store.folder, 'segment', one);
    rmSync(path);
    spoil(path);
    const said = warnings(() => {
      expect(store.get('segment', one)).toBeNull();
      store.put('segment', one, 'anew');
    });
    expect(said).toEqual([
      expect.stringMatching(/^lossreel: what is at \S.* is no entry of the cache: [^\n]+\n$/),
    ]);
    expect(store.get('segment', one)?.toString()).toBe('anew');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'makes anew, with a warning, an entry that may not be read',
    () => {
      const store = openStore(folderFor('unreadable'));
      store.put('segment', one, 'bytes');
      chmodSync(entryPath(store.folder, 'segment', one), 0);
      expect(warnings(() => expect(store.get('segment', one)).toBeNull())).toHaveLength(1);
      store.put('segment', one, 'anew');
      expect(store.get('segment', one)?.toString()).toBe('anew');
    },
  );

  it.each<readonly [what: string, spoil: (folder: string) => void]>([
    ['a file', (folder) => writeFileSync(folder, '')],
    ['a link to itself', (folder) => symlinkSync(folder, folder)],
  ])('makes anew, with a warning, the folder of an entry that is %s', (what, spoil) => {
    const store = openStore(folderFor(`folder ${what}`));
    store.put('segment', two, 'bytes');
    const above = dirname(entryPath(store.folder, 'segment', one));
    spoil(above);
    const said = warnings(() => {
      expect(store.get('segment', one)).toBeNull();
      store.put('segment', one, 'anew');
    });
    expect(said).toHaveLength(1);
    expect(store.get('segment', one)?.toString()).toBe('anew');
    expect(store.get('segment', two)?.toString()).toBe('bytes');
  });

  it('serves many processes at once, and leaves nothing incomplete', async () => {
    const folder = folderFor('many');
    const bytes = randomBytes(200_000);
    const used = Array.from({ length: 24 }, async () => {
      const store = openStore(folder);
      store.put('segment', one, bytes);
      const kept = store.get('segment', one);
      return kept?.equals(bytes);
    });
    expect(await Promise.all(used)).toEqual(used.map(() => true));
    expect(files(folder)).toEqual([one]);
  });

  it.each([
    ['a file', () => writeFileSync(folderFor('file'), ''), folderFor('file')],
    // One of its own: another test in this process may have been told of that place already.
    ['no place for folders', () => {}, join(NOWHERE, 'store')],
  ])('in %s keeps nothing, says so once, and does not fail', (_, prepare, folder) => {
    prepare();
    const said = warnings(() => {
      for (const key of [one, two]) openStore(folder).put('segment', key, 'x');
      expect(openStore(folder).get('segment', one)).toBeNull();
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^lossreel: cannot write the cache [^\n]+; going on without keeping[^\n]+\n$/);
    expect(said[0]).toContain(folder);
  });

  it.runIf(canMount)('on a full disk says so once, and leaves nothing half', async () => {
    const disk = folderFor('disk');
    await withSmallDisk(disk, '64k', async () => {
      const store = openStore(disk);
      store.put('segment', two, Buffer.alloc(1000));
      const said = warnings(() => {
        for (const kind of ['segment', 'sound'] as const) store.put(kind, one, Buffer.alloc(200_000));
      });
      expect(said).toEqual([expect.stringMatching(`cannot write the cache ${disk}: the disk is full;`)]);
      expect(files(disk)).toEqual([two]);
      expect(store.get('segment', two)?.length).toBe(1000);
    });
  });
});

describe('the limit of a cache', () => {
  const HOUR = 3_600_000;
  const now = Date.now();
  /** Entries of 1032 bytes, used the given number of hours ago. */
  async function filled(name: string, hoursAgo: readonly number[]) {
    const store = openStore(folderFor(name));
    for (const [i, hours] of hoursAgo.entries()) {
      store.put('segment', jsonHash(i), Buffer.alloc(1000));
      const used = new Date(now - hours * HOUR);
      utimesSync(entryPath(store.folder, 'segment', jsonHash(i)), used, used);
    }
    const kept = async () =>
      cacheFiles(store.folder).map(({ path }) => hoursAgo.findIndex((_, i) => path.endsWith(jsonHash(i))));
    return { store, kept: async () => (await kept()).sort() };
  }

  it('evicts the least recently used, and no more than necessary', async () => {
    const { store, kept } = await filled('order', [5, 1, 9, 3]);
    prune(store.folder, 4 * 1032);
    expect(await kept()).toEqual([0, 1, 2, 3]);
    prune(store.folder, 2500);
    expect(await kept()).toEqual([1, 3]);
  });

  it('counts reading an entry as use', async () => {
    const { store, kept } = await filled('use', [5, 1, 9]);
    store.get('segment', jsonHash(2));
    prune(store.folder, 1100);
    expect(await kept()).toEqual([2]);
  });

  it('keeps what was just used, even if the limit is zero', async () => {
    const { store, kept } = await filled('just', [5, 1, 9]);
    prune(store.folder, 0, new Set([entryPath(store.folder, 'segment', jsonHash(2))]));
    expect(await kept()).toEqual([2]);
  });

  it('holds with a clock at 1970 and with entries from the future', async () => {
    const { store, kept } = await filled('future', [5, -1000, 1, -5000]);
    prune(store.folder, 2500);
    expect(await kept()).toEqual([0, 2]);
    // Now everything is from the future, but the order of use still decides.
    prune(store.folder, 1100, new Set(), 0);
    expect(await kept()).toEqual([2]);
    expect(statSync(entryPath(store.folder, 'segment', jsonHash(2))).size).toBe(1032);
  });

  it('touches nothing outside the cache', async () => {
    const { store } = await filled('foreign', [5]);
    const entry = entryPath(store.folder, 'segment', jsonHash(0));
    const [own, other] = [join(store.folder, 'thesis.tex'), join(dirname(entry), 'notes.txt')];
    mkdirSync(join(store.folder, 'pictures'));
    for (const path of [own, other, join(store.folder, 'pictures', jsonHash('cat'))])
      writeFileSync(path, 'mine');
    prune(store.folder, 0);
    expect(new Set(files(store.folder))).toEqual(new Set([jsonHash('cat'), 'notes.txt', 'thesis.tex']));
  });

  it('evicts entries of earlier versions first', async () => {
    const { store, kept } = await filled('former', [5]);
    mkdirSync(join(store.folder, 'films', 'ab'), { recursive: true });
    writeFileSync(join(store.folder, 'films', 'ab', jsonHash('old')), 'former');
    prune(store.folder, 1032);
    expect(await kept()).toEqual([0]);
    expect(files(store.folder)).toEqual([jsonHash(0)]);
  });
});
