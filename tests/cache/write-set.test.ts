import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesHash } from '../../src/cache/hash.ts';
import { OWNER } from '../../src/cache/owner.ts';
import { sweep } from '../../src/cache/remains.ts';
import { writeSet } from '../../src/cache/write-set.ts';
import { WINDOWS } from '../helpers/machine.ts';
import { canMount, withSmallDisk } from '../helpers/small-disk.ts';

const root = mkdtempSync(join(tmpdir(), 'write-set-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ENDINGS = ['.mp4', '.srt', '.json'] as const;
const [OLD, NEW] = ['old', 'new'].map((age) =>
  Object.fromEntries(ENDINGS.map((e) => [`film${e}`, `${age} ${e}`])),
);

/** Every file of a folder with its text; folders as `null`. */
const state = (folder: string): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true }).map((entry) => [
      entry.name,
      entry.isDirectory() ? null : readFileSync(join(folder, entry.name), 'utf8'),
    ]),
  );

/** A folder with the old set. */
function oldSet(endings: readonly string[] = ENDINGS): string {
  const folder = mkdtempSync(join(root, 'out-'));
  for (const ending of endings) writeFileSync(join(folder, `film${ending}`), `old ${ending}`);
  return folder;
}

const replaced = (folder: string, text: (ending: string) => string = (ending) => `new ${ending}`) =>
  writeSet(join(folder, 'film'), ENDINGS, async (pathOf) => {
    for (const ending of ENDINGS) writeFileSync(pathOf(ending), text(ending));
    return 'written';
  });

describe('a set of files', () => {
  it('is written where there is none, and replaces one, and nothing else is left', async () => {
    const folder = join(root, 'made', 'deeper');
    expect(await replaced(folder)).toBe('written');
    expect(state(folder)).toEqual(NEW);
    const other = oldSet();
    await replaced(other);
    expect(state(other)).toEqual(NEW);
  });

  it.each(ENDINGS)('is refused before any work if a folder has the name of its %s', async (ending) => {
    const folder = oldSet(ENDINGS.filter((other) => other !== ending));
    mkdirSync(join(folder, `film${ending}`));
    const before = state(folder);
    let asked = false;
    const refused = writeSet(join(folder, 'film'), ENDINGS, async () => {
      asked = true;
    });
    await expect(refused).rejects.toThrow(
      `cannot write ${join(folder, `film${ending}`)}: it is a folder, not a file`,
    );
    expect({ asked, state: state(folder) }).toEqual({ asked: false, state: before });
  });

  it.each(ENDINGS)('stays as it was if a folder takes the place of its %s meanwhile', async (ending) => {
    const folder = oldSet(ENDINGS.filter((other) => other !== ending));
    const before = { ...state(folder), [`film${ending}`]: null };
    const failed = replaced(folder, (now) => {
      if (now === '.json') mkdirSync(join(folder, `film${ending}`));
      return 'new';
    });
    await expect(failed).rejects.toThrow(
      /^cannot write \S+film\.(mp4|srt|json): it is a folder, not a file$/,
    );
    expect(state(folder)).toEqual(before);
  });

  it.runIf(canMount)('stays as it was if one of its files cannot be replaced', async () => {
    const folder = oldSet();
    const held = join(folder, 'film.srt');
    execFileSync('mount', ['--bind', held, held]);
    try {
      await expect(replaced(folder)).rejects.toThrow(
        `cannot write ${held}: another program has the file open`,
      );
    } finally {
      execFileSync('umount', [held]);
    }
    expect(state(folder)).toEqual(OLD);
  });

  it('stays as it was if one of its files is not written, and no temporary name is told', async () => {
    const folder = oldSet();
    const failed = writeSet(join(folder, 'film'), ENDINGS, async (pathOf) => {
      writeFileSync(pathOf('.mp4'), 'new');
      throw new Error(`cannot write ${pathOf('.srt')}: the disk is full`);
    });
    await expect(failed).rejects.toThrow(`cannot write ${join(folder, 'film.srt')}: the disk is full`);
    expect(state(folder)).toEqual(OLD);
  });

  it.runIf(canMount).each([
    ['for the new files', '64k', 6_000],
    // Inodes for the new files, but not for second names of the old ones.
    ['for what it takes to undo it', '64k,nr_inodes=8', 1],
  ])('stays as it was on a disk that has no room %s', async (what, size, letters) => {
    const disk = join(root, what.replaceAll(' ', '-'));
    await withSmallDisk(disk, size, async () => {
      for (const ending of ENDINGS) writeFileSync(join(disk, `film${ending}`), `old ${ending}`);
      await expect(replaced(disk, (ending) => ending.repeat(letters))).rejects.toThrow(
        /ENOSPC|^cannot write \S+film\.\w+: the disk is full$/,
      );
      expect(state(disk)).toEqual(OLD);
    });
  });

  it('is whole, one or another, if several replace it at once', async () => {
    const folder = oldSet();
    await Promise.all(['a', 'b', 'c', 'd'].map((who) => replaced(folder, () => who)));
    expect(Object.keys(state(folder)).sort()).toEqual(Object.keys(NEW ?? {}).sort());
    expect(new Set(Object.values(state(folder))).size).toBe(1);
  });
});

describe.skipIf(WINDOWS)('a set of which a killed process has renamed so many', () => {
  it('is undone by the next command, whether it was there before or not', () => {
    const folders = [[...ENDINGS], []].flatMap((there) => [0, 1, 2, 3].map(() => oldSet(there)));
    const script = join(import.meta.dirname, 'stopped-sets.ts');
    const { signal, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...folders], {
      encoding: 'utf8',
    });
    expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
    const renamed = folders.map(
      (folder) => ENDINGS.filter((ending) => state(folder)[`film${ending}`] === `new ${ending}`).length,
    );
    expect(renamed).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    for (const folder of folders) sweep(folder);
    expect(folders.map(state)).toEqual([OLD, OLD, OLD, OLD, {}, {}, {}, {}]);
  });
});

describe('a journal', () => {
  const name = `.lossreel-${bytesHash('film').slice(0, 16)}.journal`;
  const gone = OWNER.replace(/\.\d+\./, '.4194305.');
  const put = (folder: string, text: string): void => writeFileSync(join(folder, name), text);

  it('that is not whole goes after a minute', () => {
    const folder = oldSet();
    put(folder, '{"owner":');
    sweep(folder);
    expect(Object.keys(state(folder))).toContain(name);
    sweep(folder, Date.now() + 61_000);
    expect(state(folder)).toEqual(OLD);
  });

  it('of a running process is left alone', () => {
    const folder = oldSet([]);
    put(folder, JSON.stringify({ owner: OWNER, steps: [] }));
    sweep(folder, Date.now() + 1e9);
    expect(Object.keys(state(folder))).toEqual([name]);
  });

  it.each([
    ['from', { from: '../other', to: 'film.mp4', old: null }],
    ['to', { from: '.x', to: '../film.mp4', old: null }],
    ['old', { from: '.x', to: 'film.mp4', old: 'sub/film' }],
  ])('that leads out of its folder moves nothing: %s', (_, step) => {
    const folder = oldSet();
    put(folder, JSON.stringify({ owner: gone, steps: [step] }));
    sweep(folder, Date.now() + 61_000);
    expect(state(folder)).toEqual(OLD);
  });
});
