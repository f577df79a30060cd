import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cueSheetHash } from '../../audio/cue-sheet-checks.ts';
import { ensureWav, ensureWavInWorker, synthesize, synthesizeStem } from '../../audio/node.ts';
import { encodeWav } from '../../audio/wav.ts';
import { event, phrase, scratch, sheet, trio, voice } from './helpers.ts';

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const short = sheet(1, { voices: [voice('v', [phrase(0.1, 0.8, 300)])], events: [event('tick', 0.5)] });

describe('the bytes of a sound', () => {
  it('are the same twice in one process, one after the other and at once', async () => {
    const first = sha(encodeWav(await synthesize(trio)));
    await synthesize(short);
    const [a, b, , c] = await Promise.all([
      synthesize(trio),
      synthesize(trio),
      synthesizeStem(trio, 'run-1'),
      synthesize(short),
    ]);
    expect([sha(encodeWav(a)), sha(encodeWav(b))]).toEqual([first, first]);
    expect(sha(encodeWav(c))).toBe(sha(encodeWav(await synthesize(short))));
  });

  it('are the same in another process and in a worker, started from another directory', async () => {
    const here = sha(encodeWav(await synthesize(trio)));
    const script = `
      import { ensureWav, ensureWavInWorker } from ${JSON.stringify(new URL('../../audio/node.ts', import.meta.url).href)};
      const sheet = ${JSON.stringify(trio)};
      console.log(await ensureWav(sheet, process.argv[1]));
      console.log(await ensureWavInWorker(sheet, process.argv[2]));`;
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const output = execFileSync(
      process.execPath,
      ['--import', loader, '--input-type=module', '--eval', script, scratch(), scratch()],
      { cwd: tmpdir(), encoding: 'utf8' },
    );
    const hashes = output
      .trim()
      .split('\n')
      .map((path) => sha(readFileSync(path)));
    expect(hashes).toEqual([here, here]);
  });
});

describe.each([
  ['ensureWav', ensureWav],
  ['ensureWavInWorker', ensureWavInWorker],
])('%s', (_name, ensure) => {
  it('writes the sound under its hash, and nothing else', async () => {
    const folder = join(scratch(), 'made', 'on demand');
    const path = await ensure(short, folder);
    expect(path).toBe(join(folder, `${cueSheetHash(short)}.wav`));
    expect(readdirSync(folder)).toEqual([`${cueSheetHash(short)}.wav`]);
    expect(sha(readFileSync(path))).toBe(sha(encodeWav(await synthesize(short))));
  });

  it('leaves a whole file alone and makes a damaged one anew', async () => {
    const folder = scratch();
    const path = await ensure(short, folder);
    const whole = readFileSync(path);
    utimesSync(path, 1, 1);
    await ensure(short, folder);
    expect(statSync(path).mtimeMs).toBe(1000);
    truncateSync(path, 1000);
    await ensure(short, folder);
    expect(readFileSync(path).equals(whole)).toBe(true);
    writeFileSync(path, Buffer.alloc(whole.length));
    await ensure(short, folder);
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it('serves two at once', async () => {
    const folder = scratch();
    const [a, b] = await Promise.all([ensure(short, folder), ensure(short, folder)]);
    expect(a).toBe(b);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('refuses a bad sheet by its field, and a folder that is a file', async () => {
    await expect(ensure({ ...short, samples: 1.5 }, scratch())).rejects.toThrow('cue sheet: samples is 1.5');
    const file = join(scratch(), 'file');
    writeFileSync(file, '');
    await expect(ensure(short, file)).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});

describe('ensureWavInWorker', () => {
  it('stops when it is aborted, and leaves nothing behind', async () => {
    const folder = join(scratch(), 'never');
    const abort = new AbortController();
    const wav = ensureWavInWorker(trio, folder, abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(wav).rejects.toThrow('enough');
    expect(existsSync(folder)).toBe(false);
    await expect(ensureWavInWorker(trio, folder, abort.signal)).rejects.toThrow('enough');
  });
});

it('does not pass Node off as a browser', async () => {
  await synthesize(short);
  expect(['window', 'self', 'AudioContext'].filter((name) => name in globalThis)).toEqual([]);
});
