import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'lossreel-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = join(folder, 'secret-place');
const log = join(secret, 'my-log.csv');
const rows = Array.from({ length: 30 }, (_, k) => `${k},${3 / (k + 1)},${1 / (k + 1) + k / 60}`);
const call = (...args: readonly string[]) => lossreelHere(['run', ...args, '--cache', join(folder, 'cache')]);
const small = ['--scale', '0.1', '--duration', '20s', '--draft'];

describe('lossreel run', () => {
  it('makes the film of a log, and tells nobody where the log lies', async () => {
    mkdirSync(secret);
    writeFileSync(log, `epoch,loss,val_loss\n${rows.join('\n')}\n`);
    const { code, stderr } = await call(log, '--out', join(folder, 'out'), '--frames', '0-20', ...small);
    expect(stderr.includes('rror') ? stderr : code).toBe(0);
    const files = readdirSync(join(folder, 'out'));
    expect(files).toContain('run-my-log.mp4');
    for (const file of files)
      expect(readFileSync(join(folder, 'out', file), 'latin1')).not.toContain('secret-place');
    const made = JSON.parse(readFileSync(join(folder, 'out', 'run-my-log.json'), 'utf8'));
    expect(made.params.logs).toEqual(['my-log.csv']);
    expect(made.inputSizes).toEqual({ 'logs[0]': readFileSync(log).length });
  });

  it('has its film verified against the log, found by its hash', async () => {
    const film = join(folder, 'out', 'run-my-log.mp4');
    const without = await lossreelHere(['verify', film]);
    expect([without.code, without.stdout]).toEqual([
      1,
      expect.stringContaining('not checked: input missing: my-log.csv'),
    ]);
    expect((await lossreelHere(['verify', film, '--inputs', secret])).code).toBe(0);
  });

  it('keeps path, host and column names where that is asked for, and is verified where the log lies', async () => {
    const out = join(folder, 'full');
    const asked = ['--out', out, '--frames', '0-5', '--provenance', 'full', ...small];
    expect((await call(log, ...asked)).code).toBe(0);
    const made = JSON.parse(readFileSync(join(out, 'run-my-log.json'), 'utf8'));
    expect(made.params.logs).toEqual([log]);
    expect(made.origins).toEqual({
      host: hostname(),
      files: { 'logs[0]': { path: log, columns: ['loss', 'val_loss'] } },
    });
    expect((await lossreelHere(['verify', join(out, 'run-my-log.mp4')])).code).toBe(0);
  });

  it('has no provenance to keep that in for a picture', async () => {
    const { code, stderr } = await call(log, '--out', join(folder, 'no.png'), '--provenance', 'full');
    expect([code, stderr]).toEqual([2, expect.stringContaining('only a film has a provenance')]);
  });

  it('draws the whole run as a picture', async () => {
    const picture = join(folder, 'run.png');
    expect((await call(log, '--out', picture, '--scale', '0.1')).code).toBe(0);
    expect(existsSync(picture)).toBe(true);
  });

  it('draws the film as a GIF, always the same bytes', async () => {
    const gifs = ['a.gif', 'b.gif'].map((name) => join(folder, name));
    for (const gif of gifs) {
      const { code, stdout } = await call(log, '--out', gif, '--scale', '0.1', '--duration', '20s');
      expect([code, stdout]).toEqual([0, `${gif}  108 × 108, 300 frames, 15 a second\n`]);
    }
    const [a, b] = gifs.map((gif) => readFileSync(gif));
    expect(a?.subarray(0, 6).toString()).toBe('GIF89a');
    expect(b !== undefined && a?.equals(b)).toBe(true);
  });

  it('says what differs between two logs, and refuses more or fewer', async () => {
    const { code, stdout } = await call(log, log, '--compare');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Lowest val_loss: my-log .*: equal; equal at all 30/),
    ]);
    const one = await call(log, '--compare');
    expect([one.code, one.stderr]).toEqual([
      2,
      expect.stringContaining('--compare takes two runs, and there is one'),
    ]);
  });

  it.each([
    [['--duration', '5s'], /duration/],
    [['--duration', 'long'], /--duration: 'long' is no number of seconds/],
    [['--smoothing', '2'], /smoothing/],
    [['--map', 'train=los'], /no series 'los'/],
  ])('refuses %j in one line', async (args, says) => {
    const { code, stderr } = await call(log, '--out', join(folder, 'none'), ...args);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(says);
  });
});
