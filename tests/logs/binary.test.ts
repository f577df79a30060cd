import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { withWal } from '../../src/logs/sqlite/wal.ts';
import { eventFile, scalars } from './event-file.ts';
import { FIXTURES, fixture, pointsOf, seriesNamed, understood, understoodAt } from './understood.ts';

const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);
const read = (log: string): Uint8Array => readFileSync(join(FIXTURES, log));

const folders: string[] = [];
/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lossreel-logs-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('event files', () => {
  it('a torn tail: the last whole record counts, and it is said', async () => {
    const bytes = eventFile(scalars('loss', upTo(0, 20)));
    const told = await understood(bytes.subarray(0, bytes.length - 5));
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(19);
    expect(told.warnings.join()).toContain('not finished');
  });

  it('a damaged record: what stands before it is used, and the byte is named', async () => {
    const bytes = Uint8Array.from(eventFile(scalars('loss', upTo(0, 20))));
    bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 0xff;
    const told = await understood(bytes);
    expect(seriesNamed(told, 'loss')[0]?.points).toBeLessThan(20);
    expect(told.warnings.join()).toMatch(/damaged at byte \d+/);
  });

  it('a resumed run: the later file wins from its first step on', async () => {
    const folder = folderWith({
      'events.out.tfevents.100.host.1.0': eventFile(scalars('loss', upTo(0, 100))),
      'events.out.tfevents.200.host.1.0': eventFile(scalars('loss', upTo(60, 150), 0.5)),
    });
    const told = await understoodAt([folder]);
    expect(told.runs).toHaveLength(1);
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 150 });
    expect(told.runs[0]?.events.map(({ kind, at }) => [kind, at])).toContainEqual(['restart', 60]);
    expect(told.warnings.join()).toContain('40 points before it replaced');
  });

  it('files are ordered by the numbers in their names, not by their letters', async () => {
    const folder = folderWith({
      'events.out.tfevents.900.host.1.0': eventFile(scalars('loss', upTo(0, 10))),
      'events.out.tfevents.1000.host.1.0': eventFile(scalars('loss', upTo(5, 12), 0.5)),
    });
    expect(seriesNamed(await understoodAt([folder]), 'loss')[0]).toMatchObject({ points: 12 });
  });

  it('a writer that purges takes back what stood at its step or later', async () => {
    const told = await understood(
      eventFile([
        ...scalars('loss', upTo(0, 10)),
        { step: 6, starts: true },
        { tag: 'loss', step: 6, value: 9 },
      ]),
    );
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 7, last: 9 });
  });

  it('points that are only out of order are all kept', async () => {
    const told = await understood(eventFile(scalars('loss', [0, 1, 2, 2, 1, 3])));
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(6);
    expect(told.warnings.join()).toContain('out of order');
  });

  it('negative and huge steps', async () => {
    const told = await understood(eventFile(scalars('loss', [-1, 3, 3_000_000_000, 2 ** 40])));
    expect(told.runs[0]?.axis).toMatchObject({ first: -1, last: 2 ** 40 });
  });

  it('Keras’ two axes are told apart', async () => {
    const told = await fixture('keras-tb/batch');
    const units = Object.fromEntries(
      told.runs.flatMap(({ series }) => series.map(({ name, unit }) => [name.split('/')[1], unit])),
    );
    expect(units).toMatchObject({
      batch_loss: 'iteration',
      epoch_loss: 'epoch',
      evaluation_loss_vs_iterations: 'iteration',
    });
    expect(told.warnings.join()).toMatch(/different axes/);
    expect(told.warnings.join()).toMatch(/batch_loss.*running mean/);
    expect(seriesNamed(told, 'train/batch_loss')[0]?.role).toBe('other');
  });
});

describe('databases', () => {
  it('points that a killed run left in the write-ahead log are read; its absence is told', async () => {
    const log = 'swanlab/local-killed/swanlog/runs.swanlab';
    const merged = withWal(read(log), read(`${log}-wal`));
    expect(merged.length).toBeGreaterThanOrEqual(read(log).length);
    expect(Buffer.from(merged).includes('run-20261127_122601-abcdefgh')).toBe(true);
    expect(Buffer.from(read(log)).includes('run-20261127_122601-abcdefgh')).toBe(false);
  });

  it('a torn write-ahead log counts up to its last commit', () => {
    const log = 'swanlab/local-killed/swanlog/runs.swanlab';
    const [database, wal] = [read(log), read(`${log}-wal`)];
    expect(() => withWal(database, wal.subarray(0, wal.length - 3000))).not.toThrow();
    expect(withWal(database, wal.subarray(0, 20))).toBe(database);
  });

  it('without SwanLab’s database its series are numbered, and it is said why', async () => {
    const run = 'run-20261127_121908-nqxf3hlc';
    const folder = folderWith({});
    mkdirSync(join(folder, run, 'logs', '1'), { recursive: true });
    copyFileSync(
      join(FIXTURES, 'swanlab/local/swanlog', run, 'logs/1/1000.log'),
      join(folder, run, 'logs/1/1000.log'),
    );
    const told = await understoodAt([folder]);
    expect(pointsOf(told)).toEqual({ 'metric 1': 15 });
    expect(told.warnings.join()).toContain('runs.swanlab');
  });

  it('a database that is cut is refused in one line', async () => {
    await expect(understood(read('trackio/full/film.db').subarray(0, 5000))).rejects.toThrow(
      /cannot be read|no known tracker/,
    );
  });

  it('a trackio database without its log says that points may be missing', async () => {
    expect((await fixture('trackio/full/film.db')).warnings.join()).toContain('film.db-wal');
  });
});

describe('other binary logs', () => {
  it('W&B: killed runs keep what is whole', async () => {
    const bytes = read('wandb-offline/full/offline-run-20261127_121451-dc6jl2og/run-dc6jl2og.wandb');
    const told = await understood(bytes.subarray(0, 3000));
    expect(told.runs).toHaveLength(1);
    expect(told.warnings.join()).toMatch(/torn|killed/);
  });

  it('W&B: a run resumed offline goes on after its first part', async () => {
    const told = await fixture('wandb-offline/resumed');
    expect(told.runs).toHaveLength(1);
    expect(told.runs[0]?.axis).toMatchObject({ first: 0, last: 9 });
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 10, first: 1, last: 0.1 });
    expect(told.warnings.join()).toContain('placed after step 4');
  });

  it('VisualDL: an unfinished record ends the file', async () => {
    const bytes = read('visualdl/log/vdlrecords.demo.log');
    const told = await understood(bytes.subarray(0, bytes.length - 3));
    expect(told.warnings.join()).toContain('not finished');
  });

  it('gzip and zip: cut ones and strange ones are named', async () => {
    const table = new TextEncoder().encode('epoch,loss\n1,0.5\n2,0.4\n');
    expect(pointsOf(await understood(gzipSync(table)))).toEqual({ loss: 2 });
    await expect(understood(gzipSync(table).subarray(0, 20))).rejects.toThrow(/cut or damaged/);
    await expect(understood(zipSync({ 'a.txt': table }))).rejects.toThrow(/no known program/);
  });

  it('a file of no known program is named by its first bytes', async () => {
    await expect(understood(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]))).rejects.toThrow(
      /7f 45 4c 46/,
    );
  });
});

describe('folders', () => {
  it('a run that goes on in the next folder is one run', async () => {
    const told = await fixture('lightning-csv/resumed');
    expect(told.runs).toHaveLength(1);
    expect(seriesNamed(told, 'train_loss_step')[0]?.points).toBe(16);
    expect(told.warnings.join()).toContain('goes on where');
  });

  it('runs of their own stay apart, and console output beside a table is left out', async () => {
    const folder = folderWith({
      'a/metrics.csv': 'epoch,loss\n0,1\n1,0.5\n',
      'a/console.txt': 'Epoch 0: loss: 1.0\nEpoch 1: loss: 0.5\n',
      'b/metrics.csv': 'epoch,loss\n0,1\n1,0.7\n',
      'README.md': '# nothing\n',
    });
    const told = await understoodAt([folder]);
    expect(told.runs.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(told.warnings.join()).toContain('a/console.txt');
  });

  it('several files at once are several runs', async () => {
    const folder = folderWith({ 'x.csv': 'epoch,loss\n0,1\n1,2\n', 'y.csv': 'epoch,loss\n0,1\n1,3\n' });
    const told = await understoodAt([join(folder, 'x.csv'), join(folder, 'y.csv')]);
    expect(told.runs.map(({ id }) => id)).toEqual(['x', 'y']);
  });

  it('of checkpoints the last has the longest history', async () => {
    const told = await fixture('transformers/resumed');
    expect(told.runs.map(({ producer }) => producer)).toEqual(['transformers-trainer_state']);
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(6);
  });

  it('a folder without logs says what it looked at', async () => {
    const folder = folderWith({ 'a.txt': 'hello\n', 'b.yaml': 'lr: 0.1\n' });
    await expect(understoodAt([folder])).rejects.toThrow(
      /no logs in this folder; looked at 2 files: a.txt, b.yaml/,
    );
    await expect(understoodAt([folderWith({})])).rejects.toThrow(/it has no files/);
    await expect(understoodAt(['/nowhere/x.csv'])).rejects.toThrow(/no such file/);
  });
});
