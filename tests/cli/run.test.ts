import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lossreelHere } from '../helpers/command.ts';
import { FIXTURES } from '../logs/understood.ts';

const folder = mkdtempSync(join(tmpdir(), 'lossreel-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = join(FIXTURES, 'keras-csv/nan.csv');

describe('lossreel run --describe', () => {
  it('prints what was understood, as JSON in the shape that others read', async () => {
    const { code, stdout } = await lossreelHere(['run', log, '--describe', '--json']);
    expect(code).toBe(0);
    const told = JSON.parse(stdout);
    expect(Object.keys(told)).toEqual(['runs', 'warnings']);
    expect(told.runs[0]).toMatchObject({
      id: 'nan',
      producer: 'keras-csvlogger',
      axis: { name: 'epoch', unit: 'epoch', first: 0, last: 4 },
    });
    expect(told.runs[0].series[1]).toEqual({
      name: 'loss',
      role: 'train-loss',
      axis: 'epoch',
      unit: 'epoch',
      points: 5,
      first: 0.6187981367111206,
      last: 'NaN',
      min: [1, 0.5392477512359619],
      max: [0, 0.6187981367111206],
      notFinite: [
        [2, 'NaN'],
        [3, 'NaN'],
        [4, 'NaN'],
      ],
    });
    expect(told.runs[0].events).toContainEqual({
      kind: 'divergence',
      at: 2,
      says: 'loss is NaN from epoch 2 on, after 0.5392 at epoch 1',
    });
  });

  it('prints a table and what happened for people, warnings on standard error', async () => {
    const { code, stdout, stderr } = await lossreelHere([
      'run',
      join(FIXTURES, 'keras-csv/append.csv'),
      '--describe',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('append (1) (keras-csvlogger): epoch 0 to 2');
    expect(stdout).toMatch(/val_loss +validation-loss +epoch +3/);
    expect(stderr).toContain('--restart join');
  });

  it('takes what cannot be known: roles by --map, and the rule for restarts', async () => {
    const { stdout } = await lossreelHere([
      'run',
      log,
      '--describe',
      '--json',
      '--map',
      'metric=loss,val=accuracy',
    ]);
    const roles = JSON.parse(stdout).runs[0].series.map(({ name, role }: { name: string; role: string }) => [
      name,
      role,
    ]);
    expect(roles).toContainEqual(['loss', 'metric']);
    expect(roles).toContainEqual(['accuracy', 'validation-loss']);
    const joined = await lossreelHere([
      'run',
      join(FIXTURES, 'keras-csv/append.csv'),
      '--describe',
      '--json',
      '--restart',
      'join',
    ]);
    expect(JSON.parse(joined.stdout).runs).toHaveLength(1);
  });

  it('refuses what is no log with exit 1, and what was not understood of the call with exit 2', async () => {
    const calls: readonly (readonly [code: number, says: RegExp, args: readonly string[]])[] = [
      [1, /one row a run, no curve/, [join(FIXTURES, 'shapes/hyper-parameters.csv'), '--describe']],
      [1, /there is no such file or folder/, [join(folder, 'none.csv'), '--describe']],
      [2, /'tarin' cannot be set; did you mean 'train'/, [log, '--describe', '--map', 'tarin=loss']],
      [2, /no series 'los'; did you mean 'loss'/, [log, '--describe', '--map', 'train=los']],
      [2, /no column 'stp'; there are epoch/, [log, '--describe', '--map', 'step=stp']],
      [2, /is no KEY=NAME/, [log, '--describe', '--map', 'loss']],
      [2, /did you mean 'split'/, [log, '--describe', '--restart', 'spilt']],
    ];
    for (const [wanted, says, args] of calls) {
      const { code, stderr, stdout } = await lossreelHere(['run', ...args]);
      expect([code, stdout]).toEqual([wanted, '']);
      expect(stderr).toMatch(says);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe that is named as a file', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { code, stderr } = await lossreelHere(['run', pipe, '--describe']);
    expect(code).toBe(1);
    expect(stderr).toContain('not a file');
  });

  it('reads a table in pieces: of 60,000 rows no value is lost at their borders', async () => {
    const path = join(folder, 'long.csv');
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},${(i % 977) / 7},${i % 3 === 0 ? '' : i}`);
    writeFileSync(path, `step,loss,other\n${rows.join('\n')}\n`);
    const { stdout } = await lossreelHere(['run', path, '--describe', '--json']);
    const [loss, other] = JSON.parse(stdout).runs[0].series;
    expect(loss).toMatchObject({ points: 60_000, min: [0, 0], max: [976, 976 / 7] });
    expect(other).toMatchObject({ points: 40_000, first: 1, last: 59_999 });
  });
});
