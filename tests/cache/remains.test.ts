import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OWNER, temporaryName } from '../../src/cache/owner.ts';
import { sweep } from '../../src/cache/remains.ts';
import { openStore } from '../../src/cache/store.ts';
import { writeWhole } from '../../src/cache/write-whole.ts';

const root = mkdtempSync(join(tmpdir(), 'remains-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const [host = '', pid = '', start = ''] = OWNER.split('.');
/** The id of a process that has ended. */
const { pid: dead } = spawnSync(process.execPath, ['--version']);
const REST = '0123456789ab-film.mp4';
const HOUR = 3_600_000;

/** A folder with one file, last written the given number of hours ago. */
function folderWith(name: string, hoursAgo = 0): string {
  const folder = mkdtempSync(join(root, 'out-'));
  writeFileSync(join(folder, name), 'half');
  const then = new Date(Date.now() - hoursAgo * HOUR);
  utimesSync(join(folder, name), then, then);
  return folder;
}

describe('what a killed process leaves behind', () => {
  it.each([
    ['a process that is gone', `.${host}.${dead}.${start}-${REST}`, 0],
    ['a process whose number another has now', `.${host}.${pid}.${Number(start) - 1}-${REST}`, 0],
    ['another machine, a day ago', `.00000000.${pid}.${start}-${REST}`, 25],
    ['a version that named no owner, a day ago', `.${REST}`, 25],
    ['a process that is gone, as a folder of temporary files', `lossreel-${host}.${dead}.${start}-x1Y2z3`, 0],
  ])('goes: that of %s', (_, name, hours) => {
    const folder = folderWith(name, hours);
    sweep(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['this process', temporaryName('film.mp4'), 100],
    ['another process that lives', `.${host}.${process.ppid}.-${REST}`, 0],
    ['another machine, of late', `.00000000.${pid}.${start}-${REST}`, 23],
    ['a version that named no owner, of late', `.${REST}`, 23],
    ['somebody else', '.gitignore', 1000],
    ['the user', 'film.mp4', 1000],
  ])('stays: that of %s', (_, name, hours) => {
    const folder = folderWith(name, hours);
    sweep(folder);
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('is removed when something is written to the folder, and when the cache is opened', async () => {
    const name = `.${host}.${dead}.${start}-${REST}`;
    const out = folderWith(name);
    await writeWhole(join(out, 'film.mp4'), async (path) => writeFileSync(path, 'whole'));
    expect(readdirSync(out)).toEqual(['film.mp4']);
    const cache = mkdtempSync(join(root, 'cache-'));
    mkdirSync(join(cache, 'tmp'));
    writeFileSync(join(cache, 'tmp', name), 'half');
    openStore(cache);
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
  });
});

describe('an atomically written file', () => {
  it('is named if it cannot be written, and so is another file if that is the cause', async () => {
    const full = (path: string) => Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path });
    const target = join(root, 'film.mp4');
    const own = writeWhole(target, (path) => Promise.reject(full(path)));
    await expect(own).rejects.toThrow(`cannot write ${target}: the disk is full`);
    const other = writeWhole(target, () => Promise.reject(full('/tmp/segment.mp4')));
    await expect(other).rejects.toThrow('cannot write /tmp/segment.mp4: the disk is full');
    expect(existsSync(target)).toBe(false);
  });
});
