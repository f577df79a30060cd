import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from '../../audio/wav.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { bytesHash } from '../../src/cache/hash.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { readPlan } from '../../src/series/read-plan.ts';
import { lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: readonly string[]): string => join(folder, ...names);

/** Three seconds of a chord. */
function chord(...hertz: readonly number[]): Uint8Array {
  const left = Float32Array.from({ length: 3 * 48_000 }, (_, i) =>
    hertz.reduce((sum, f) => sum + 0.1 * Math.sin((2 * Math.PI * f * i) / 48_000), 0),
  );
  return encodeWav({ left, right: left });
}
writeFileSync(at('music.wav'), chord(220, 277, 330));
writeFileSync(at('text.mp3'), 'These are words, not music.');
mkdirSync(at('folder'));

// A film of a few seconds, as all of its sound is made each time.
const film = [join(import.meta.dirname, '..', '..', 'template'), '--props', '{"steps":1}'];
const score = (wav: string, ...flags: readonly string[]) =>
  lossreelHere(['score', ...film, '--wav', at(wav), ...flags]);
const render = (bed: string, ...flags: readonly string[]) =>
  lossreelHere([
    ...['render', ...film, '--bed', bed, '--frames', '30-44', '--scale', '0.1', '--draft'],
    ...['--out', at('out'), '--cache', at('cache'), '--json', ...flags],
  ]);
const report = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const MP4 = 'newtons-method-30-44';

describe('--bed', () => {
  it('mixes music under a film, whatever its format; the cue sheet remains', async () => {
    await runFfmpeg(['-i', at('music.wav'), '-c:a', 'libmp3lame', at('music.mp3')]);
    await runFfmpeg(['-i', at('music.wav'), '-c:a', 'aac', '-f', 'mp4', at('music.m4a')]);
    await runFfmpeg(['-i', at('music.wav'), '-c:a', 'libopus', at('music.ogg')]);
    expect((await score('none.wav')).code).toBe(0);
    const wavs = [readFileSync(at('none.wav'))];
    for (const format of ['wav', 'mp3', 'm4a', 'ogg']) {
      const { code, stderr } = await score(`${format}.wav`, '--bed', at(`music.${format}`));
      expect(code, stderr).toBe(0);
      wavs.push(readFileSync(at(`${format}.wav`)));
    }
    expect(new Set(wavs.map(bytesHash)).size).toBe(5);
    expect(new Set(wavs.map((wav) => wav.length)).size).toBe(1);
    const without = await lossreelHere(['score', ...film]);
    const under = await lossreelHere(['score', ...film, '--bed', at('music.mp3')]);
    expect(under.stdout).toBe(without.stdout);
  });

  it.each([
    ['none.mp3', /bed: '.*none\.mp3' cannot be read: there is no such file/],
    ['folder', /bed: '.*folder' cannot be read: it is a folder/],
    ['text.mp3', /bed: '.*text\.mp3' is not a sound that FFmpeg can read/],
  ])('is refused in one line where it is not music: %s', async (name, told) => {
    for (const call of [() => score('refused.wav', '--bed', at(name)), () => render(at(name))]) {
      const { code, stdout, stderr } = await call();
      expect(code).toBe(2);
      expect(stderr + stdout).toMatch(told);
      expect(stderr.trim().split('\n').length).toBe(1);
    }
    expect(readdirSync(folder)).not.toContain('refused.wav');
  });

  it('is part of a film, which is made again when the music changes, and only then', async () => {
    const statuses: string[] = [];
    for (const bed of [chord(220, 277, 330), chord(220, 277, 330), chord(196, 247, 294)]) {
      writeFileSync(at('theme.wav'), bed);
      const { code, stdout, stderr } = await render(at('theme.wav'));
      expect(code, stderr).toBe(0);
      statuses.push(report(stdout).find(({ status }) => status)?.status);
      const provenance = JSON.parse(readFileSync(at('out', `${MP4}.json`), 'utf8'));
      expect(provenance.inputs).toEqual({ 'look.bed': bytesHash(bed) });
      expect(provenance.look.bed).toBe(at('theme.wav'));
    }
    expect(statuses).toEqual(['rendered', 'unchanged', 'rendered']);
  });

  it('is found by its hash when a film is verified; if it is lost, all else is checked', async () => {
    const verify = async () => {
      const { code, stdout } = await lossreelHere(['verify', at('out', `${MP4}.mp4`), '--json']);
      const { checks } = report(stdout).find(({ event }) => event === 'film');
      const of = (id: string) => checks.find((check: { readonly id: string }) => check.id === id);
      return { code, inputs: of('inputs'), wav: of('wav'), sound: of('sound') };
    };
    expect(await verify()).toMatchObject({ code: 0, inputs: { status: 'ok' }, wav: { status: 'ok' } });
    renameSync(at('theme.wav'), at('out', 'renamed.wav'));
    expect(await verify()).toMatchObject({ code: 0, inputs: { status: 'ok' }, sound: { status: 'ok' } });
    rmSync(at('out', 'renamed.wav'));
    const lost = await verify();
    expect(lost).toMatchObject({ code: 0, wav: { status: 'skipped' }, sound: { status: 'skipped' } });
    expect(lost.inputs?.says).toContain('not checked: input missing');
  });

  it('is a setting of a series, relative to its manifest', async () => {
    const plan = async (bed: string) => {
      const manifest = { title: 'T', defaults: { bed }, episodes: [{ id: 'a', film: 'learning-rate-trio' }] };
      writeFileSync(at('series.json'), JSON.stringify(manifest));
      return (await readPlan(at('series.json'), CATALOGUE, { scale: undefined, draft: false })).films;
    };
    const [planned] = await plan('music.wav');
    expect(bytesHash(readFileSync(planned?.job.look.bed ?? ''))).toBe(bytesHash(chord(220, 277, 330)));
    await expect(plan('lost.wav')).rejects.toThrow("episodes[0]: bed: there is no file 'lost.wav'");
  });
});

describe('--stems', () => {
  it('writes the parts of a sound, which add up to it to the last bit of its WAV', async () => {
    const { code, stdout, stderr } = await score('mix.wav', '--stems', '--bed', at('music.wav'));
    expect(code, stderr).toBe(0);
    const files = readdirSync(at('mix-stems')).sort();
    expect(files).toEqual(['bed.wav', 'ticks.wav', 'voice-descent.wav']);
    for (const file of files) expect(stdout).toContain(at('mix-stems', file));
    const { left } = decodeWav(readFileSync(at('mix.wav')));
    const sum = new Float64Array(left.length);
    for (const file of files) {
      const wav = readFileSync(at('mix-stems', file));
      expect(wav.readUInt16LE(20)).toBe(3); // floating point
      const begin = wav.indexOf('data') + 8;
      expect(wav.length).toBe(begin + 8 * left.length);
      for (let i = 0; i < left.length; i++) sum[i] = (sum[i] ?? 0) + wav.readFloatLE(begin + 8 * i);
    }
    let most = 0;
    for (let i = 0; i < left.length; i++) most = Math.max(most, Math.abs((sum[i] ?? 0) - (left[i] ?? 0)));
    expect(most).toBeLessThanOrEqual(1 / 32_768);
  });

  it('wants the whole to be written too', async () => {
    const { code, stderr } = await lossreelHere(['score', ...film, '--stems']);
    expect(code).toBe(2);
    expect(stderr).toContain('--stems: the parts are written beside the whole: name that by --wav FILE');
  });
});
