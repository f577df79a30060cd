import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Interrupted } from '../../cli/errors.ts';
import { interruptible } from '../../cli/interrupt.ts';
import { lossreel } from '../helpers/command.ts';
import { signalGroup, WINDOWS } from '../helpers/machine.ts';
import { canMount, withSmallDisk } from '../helpers/small-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'interruption-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FILM = 'learning-rate-trio';

describe('an interrupted render', () => {
  it.skipIf(WINDOWS)('exits with 130, keeps the old file and leaves nothing behind', async () => {
    const [out, scratch] = [join(folder, 'out'), join(folder, 'tmp')];
    mkdirSync(out);
    mkdirSync(scratch);
    const film = join(out, `${FILM}.mp4`);
    writeFileSync(film, 'the old film');
    const place = ['--out', out, '--cache', join(folder, 'cache')];
    const outcome = await lossreel(['render', FILM, ...place, '--scale', '0.3', '--mute', '--json'], {
      env: { TMPDIR: scratch },
      onStart: (child) => {
        let asked = false;
        child.stdout?.on('data', (chunk: Buffer) => {
          if (asked || !chunk.toString().includes('"progress"')) return;
          asked = true;
          // As a terminal does: the whole group, FFmpeg too, gets the signal.
          signalGroup(child, 'SIGINT');
        });
      },
    });
    expect(outcome.code).toBe(130);
    expect(JSON.parse(outcome.stderr)).toEqual({ error: { message: 'interrupted', code: 130 } });
    expect(readFileSync(film, 'utf8')).toBe('the old film');
    expect(readdirSync(out)).toEqual([`${FILM}.mp4`]);
    expect(readdirSync(scratch).filter((name) => name.startsWith('lossreel'))).toEqual([]);
  });
});

describe('what ends a command from outside', () => {
  it.each(['SIGHUP', 'SIGQUIT'] as const)('is a closed terminal or a break as well: %s', (name) => {
    const { signal, release } = interruptible();
    process.emit(name);
    release();
    expect(signal.reason).toBeInstanceOf(Interrupted);
    expect(process.listenerCount(name)).toBe(0);
  });
});

describe.runIf(canMount)('a disk that fills up', () => {
  it('is reported in one line, and nothing half-written is left', async () => {
    const disk = join(folder, 'disk');
    await withSmallDisk(disk, '12k', async () => {
      const { code, stderr } = await lossreel([
        'render',
        FILM,
        '--out',
        disk,
        '--cache',
        join(folder, 'cache'),
        '--scale',
        '0.3',
        '--frames',
        '0-240',
        '--mute',
      ]);
      expect(code).toBe(1);
      const lines = stderr
        .trimEnd()
        .split('\n')
        .filter((line) => !/\d+\/\d+ frames$/.test(line));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /the disk is full.*learning-rate-trio-0-240\.mp4|cannot write .*the disk is full/,
      );
      expect(readdirSync(disk)).toEqual([]);
    });
  });
});
