import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../audio/node.ts';
import { decodeWav, encodeWav } from '../../audio/wav.ts';
import { entryPath } from '../../src/cache/store.ts';
import { soundIn, soundKey } from '../../src/film/kept-sound.ts';
import { wavOf } from '../../src/film/sound.ts';
import { decoderVersion, synthesisVersion } from '../../src/film/sources/sources-version.ts';
import { event, sheet } from '../audio/helpers.ts';

const root = mkdtempSync(join(tmpdir(), 'sound-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const cache = join(root, 'cache');

const [tick, chime] = (['tick', 'chime'] as const).map((kind) => sheet(1, { events: [event(kind, 0.5)] }));
const short = tick ?? sheet(1);
const other = chime ?? sheet(1);
const versions = { synthesis: synthesisVersion(cache), decoder: decoderVersion(cache) };
const entryOf = (score = short): string => entryPath(cache, 'sound', soundKey(score, versions));

describe('the WAV of a cue sheet', () => {
  it('is what is synthesized, cached under public for Remotion to find, and found there again', async () => {
    const wav = await wavOf(short, { cache });
    expect(Buffer.from(encodeWav(await synthesize(short))).equals(wav)).toBe(true);
    const entry = entryOf();
    expect(entry.startsWith(join(cache, 'public', 'sound'))).toBe(true);
    expect(readFileSync(entry).subarray(32).equals(wav)).toBe(true);
    // What is synthesized anew is put in the place of what was there.
    const { ino } = statSync(entry);
    expect((await wavOf(short, { cache })).every((byte, i) => byte === wav[i])).toBe(true);
    expect(statSync(entry).ino).toBe(ino);
  });

  it.each<readonly [what: string, spoil: (entry: string, foreign: string) => void]>([
    [
      'some samples of it were changed, with no change of size',
      (entry) => {
        const bytes = readFileSync(entry);
        bytes.fill(1, 32 + 44 + 4000, 32 + 44 + 8000);
        writeFileSync(entry, bytes);
      },
    ],
    ['another, whole, stands in its place', (entry, foreign) => copyFileSync(foreign, entry)],
    ['it is cut short', (entry) => writeFileSync(entry, readFileSync(entry).subarray(0, 1000))],
  ])('is synthesized again if %s', async (_, spoil) => {
    const wav = await wavOf(short, { cache });
    await wavOf(other, { cache });
    spoil(entryOf(), entryOf(other));
    expect((await wavOf(short, { cache })).every((byte, i) => byte === wav[i])).toBe(true);
    expect(readFileSync(entryOf()).subarray(32).equals(wav)).toBe(true);
  });

  it('is accepted by a page under the same conditions', async () => {
    const wav = await wavOf(short, { cache });
    const key = soundKey(short, versions);
    const entry = new Uint8Array(readFileSync(entryOf()));
    expect(soundIn(entry, key)?.every((byte, i) => byte === wav[i])).toBe(true);
    expect(soundIn(entry, soundKey(other, versions))).toBeNull();
    entry.fill(1, 5000, 9000);
    expect(soundIn(entry, key)).toBeNull();
    expect(soundIn(new Uint8Array(8), key)).toBeNull();
  });

  it('is not reused from another version of the synthesis', () => {
    expect(soundKey(short, { ...versions, synthesis: 'another' })).not.toBe(soundKey(short, versions));
    expect(soundKey(other, versions)).not.toBe(soundKey(short, versions));
  });

  it('is available even if the cache cannot be written', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    expect(decodeWav(await wavOf(short, { cache: join(file, 'cache') })).left.length).toBe(short.samples);
  });

  it('is refused naming the wrong field, and cancelled when aborted; nothing is cached', async () => {
    await expect(wavOf({ ...short, samples: 1.5 }, { cache })).rejects.toThrow('cue sheet: samples is 1.5');
    const abort = new AbortController();
    const long = sheet(60, { events: [event('chime', 1)] });
    const wav = wavOf(long, { cache, signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 50);
    await expect(wav).rejects.toThrow('enough');
    await expect(wavOf(short, { cache, signal: abort.signal })).rejects.toThrow('enough');
    expect(existsSync(entryOf(long))).toBe(false);
  });
});
