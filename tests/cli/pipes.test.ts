import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'lossreel.js');
const folder = mkdtempSync(join(tmpdir(), 'pipes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILM = 'learning-rate-trio';

/** Runs lossreel and closes one of its pipes: at once, or after the first output. */
const closing = (stream: 'stdout' | 'stderr', when: 'at once' | 'after output', args: readonly string[]) =>
  new Promise<{ code: number | null; other: string }>((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
    let other = '';
    const rest = stream === 'stdout' ? child.stderr : child.stdout;
    rest.on('data', (chunk: Buffer) => {
      other += chunk.toString();
    });
    if (when === 'at once') child[stream].destroy();
    else child[stream].once('data', () => child[stream].destroy());
    child.on('close', (code) => resolve({ code, other }));
  });

describe('a reader that closes the pipe', () => {
  it('ends what only prints, quietly and soon', async () => {
    const begun = performance.now();
    const outcome = await closing('stdout', 'after output', ['frames', FILM, '--pixels', '--scale', '2']);
    expect(outcome).toEqual({ code: 0, other: '' });
    // All 1774 frames in 4K take minutes.
    expect(performance.now() - begun).toBeLessThan(30_000);
  });

  it('does not matter to one who does not print for long', async () => {
    expect(await closing('stdout', 'at once', ['list'])).toEqual({ code: 0, other: '' });
  });

  it('does not change the exit code of a refusal', async () => {
    expect(await closing('stderr', 'at once', ['rendr'])).toEqual({ code: 2, other: '' });
  });

  it('does not keep a film from being written', async () => {
    const args = ['render', FILM, '--frames', '0-40', '--scale', '0.1', '--mute', '--json'];
    const place = ['--out', folder, '--cache', join(folder, 'cache')];
    expect(await closing('stdout', 'after output', [...args, ...place])).toEqual({ code: 0, other: '' });
    expect(existsSync(join(folder, `${FILM}-0-40.json`))).toBe(true);
  });
});

describe.runIf(existsSync('/dev/full'))('a disk that takes no output', () => {
  it('is told of in one line', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [bin, 'list'], { stdio: ['ignore', full, 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    closeSync(full);
    expect(said).toBe('lossreel: cannot write the output: the disk is full\n');
    expect(code).toBe(1);
  });
});

describe.runIf(process.platform === 'linux')('a working directory that is gone', () => {
  it('is told of in one line', async () => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const child = spawn('/bin/sh', ['-c', 'rmdir "$PWD" && exec "$0" "$@"', process.execPath, bin, 'list'], {
      cwd: gone,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(said).toBe('lossreel: the folder that this was called in is gone: change into one that exists\n');
    expect(code).toBe(1);
  });
});
