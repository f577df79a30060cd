import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { synthesize, synthesizeStem, synthesizeWav } from '../../audio/node.ts';
import { encodeWav } from '../../audio/wav.ts';
import { event, phrase, sheet, trio, voice } from './helpers.ts';

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const short = sheet(1, { voices: [voice('v', [phrase(0.1, 0.8, 300)])], events: [event('tick', 0.5)] });

describe('the bytes of a sound', () => {
  it('are the same twice in one process, sequentially and concurrently', async () => {
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
      import { createHash } from 'node:crypto';
      import { synthesize, synthesizeWav } from ${JSON.stringify(new URL('../../audio/node.ts', import.meta.url).href)};
      import { encodeWav } from ${JSON.stringify(new URL('../../audio/wav.ts', import.meta.url).href)};
      const sheet = ${JSON.stringify(trio)};
      for (const wav of [encodeWav(await synthesize(sheet)), await synthesizeWav(sheet)])
        console.log(createHash('sha256').update(wav).digest('hex'));`;
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const output = execFileSync(
      process.execPath,
      ['--import', loader, '--input-type=module', '--eval', script],
      { cwd: tmpdir(), encoding: 'utf8' },
    );
    const hashes = output.trim().split('\n');
    expect(hashes).toEqual([here, here]);
  });
});

describe('synthesizeWav', () => {
  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    const wav = synthesizeWav(trio, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(wav).rejects.toThrow('enough');
    await expect(synthesizeWav(trio, { signal: abort.signal })).rejects.toThrow('enough');
  });

  it('refuses a bad sheet, naming the field', async () => {
    await expect(synthesizeWav({ ...short, samples: 1.5 })).rejects.toThrow('cue sheet: samples is 1.5');
  });
});

it('does not make Node look like a browser', async () => {
  await synthesize(short);
  expect(['window', 'self', 'AudioContext'].filter((name) => name in globalThis)).toEqual([]);
});
