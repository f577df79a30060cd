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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from '../../audio/wav.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { bytesHash } from '../../src/cache/hash.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { readPlan } from '../../src/series/read-plan.ts';
import { lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'narration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: readonly string[]): string => join(folder, ...names);

/** A tone in place of a voice. */
function tone(seconds: number, hertz = 220): Uint8Array {
  const left = Float32Array.from(
    { length: Math.round(seconds * 48_000) },
    (_, i) => 0.1 * Math.sin((2 * Math.PI * hertz * i) / 48_000),
  );
  return encodeWav({ left, right: left });
}

/** Silence of any length in few bytes: 8 bits, mono, at 8 kHz. */
function silence(seconds: number): Uint8Array {
  const samples = seconds * 8000;
  const wav = Buffer.alloc(44 + samples, 128);
  wav.write('RIFF\0\0\0\0WAVEfmt ', 'latin1');
  wav.writeUInt32LE(36 + samples, 4);
  wav.writeUInt32LE(16, 16);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    wav.writeUInt16LE(value, at);
  for (const at of [24, 28]) wav.writeUInt32LE(8000, at);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples, 40);
  return wav;
}

const PROPS = JSON.stringify({ steps: 1, learningRates: [0.1] });
// Short, as all of its sound is made each time.
const film = ['learning-rate-trio', '--props', PROPS, '--pace', '2'];
const withVoice = (name: string, command: string, ...flags: readonly string[]) =>
  lossreelHere([command, ...film, '--narration', at(name), ...flags]);
const render = (voice: string, ...flags: readonly string[]) =>
  withVoice(
    voice,
    ...(['render', '--frames', '10-24', '--scale', '0.1', '--draft', '--json'] as const),
    ...['--out', at('films', 'out'), '--cache', at('cache'), ...flags],
  );
const events = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

interface Part {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly lines: readonly { readonly start: number; readonly end: number }[];
}
const partsOf = async (...flags: readonly string[]): Promise<readonly Part[]> => {
  const { code, stdout, stderr } = await lossreelHere(['script', ...film, '--json', ...flags]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).parts;
};
const lasting = ({ start, end }: Part): number => end - start;

/** Makes a folder of files. */
function voice(name: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  mkdirSync(at(name), { recursive: true });
  for (const [file, bytes] of Object.entries(files)) writeFileSync(at(name, file), bytes);
}

beforeAll(async () => {
  voice('voice', { 'landscape.wav': tone(7), 'end.wav': tone(1, 330), 'notes.md': 'Take 2.' });
  writeFileSync(at('run.wav'), tone(9));
  await runFfmpeg(['-i', at('run.wav'), '-c:a', 'libmp3lame', at('voice', 'run-1.mp3')]);
  writeFileSync(
    at('voice', 'run-1.txt'),
    'At a rate of 0.1\nit crawls downhill, and takes its time over it.\n',
  );
});

describe('--narration', () => {
  it('makes parts as long as their recordings take, with a breath, and leaves the others as they are', async () => {
    const before = await partsOf();
    const after = await partsOf('--narration', at('voice'));
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    after.forEach((part, i) => {
      const own = lasting(before[i] ?? part);
      if (part.id === 'landscape') expect(lasting(part)).toBeCloseTo(7.8, 1);
      else if (part.id === 'end') expect(lasting(part)).toBeCloseTo(1.8, 1);
      else if (part.id === 'run-1') expect(lasting(part)).toBeCloseTo(9.8, 0);
      else expect(lasting(part)).toBeCloseTo(own, 1);
    });
  });

  it('slows a part down as a whole: captions stay with what they are about, as long as can be', async () => {
    const [before, after] = [await partsOf(), await partsOf('--narration', at('voice'))];
    for (const id of ['landscape', 'run-1']) {
      const [own, slow] = [before, after].map((parts) => parts.find((part) => part.id === id));
      if (own === undefined || slow === undefined) throw new Error(`no part ${id}`);
      const ratio = lasting(slow) / lasting(own);
      own.lines.forEach((line, i) => {
        const slowed = slow.lines[i] ?? line;
        expect(slowed.start - slow.start).toBeCloseTo(ratio * (line.start - own.start), 1);
        const longest = Math.max(7, line.end - line.start);
        expect(slowed.end - slowed.start).toBeCloseTo(Math.min(ratio * (line.end - line.start), longest), 0);
      });
    }
  });

  it('says once which parts have no recording', async () => {
    const { stderr } = await withVoice('voice', 'score');
    expect(stderr).toBe('lossreel: warning: narration: without a recording are the parts question, sweep\n');
  });

  it('is in the sound where its part begins, in any format', async () => {
    const formats = [
      ['mp3', 'libmp3lame', 'mp3'],
      ['m4a', 'aac', 'mp4'],
      ['ogg', 'libopus', 'ogg'],
    ] as const;
    for (const [ending, codec, muxer] of formats) {
      mkdirSync(at(ending));
      await runFfmpeg(['-i', at('run.wav'), '-c:a', codec, '-f', muxer, at(ending, `run-1.${ending}`)]);
      const [run] = (await partsOf('--narration', at(ending))).filter(({ id }) => id === 'run-1');
      expect(run && lasting(run)).toBeCloseTo(9.8, 0);
    }
    const { code, stderr, stdout } = await withVoice('voice', 'score', '--wav', at('film.wav'), '--stems');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/-1[567]\.\d LUFS, true peak -\d+\.\d dBTP/);
    const stem = readFileSync(at('film-stems', 'narration.wav'));
    const begin = stem.indexOf('data') + 8;
    const first = Array.from({ length: (stem.length - begin) / 8 }, (_, i) => i).find(
      (i) => Math.abs(stem.readFloatLE(begin + 8 * i)) > 0.001,
    );
    const [part] = (await partsOf('--narration', at('voice'))).filter(({ id }) => id === 'landscape');
    expect((first ?? 0) / 48_000 - (part?.start ?? 0)).toBeCloseTo(0.2, 2);
    expect(decodeWav(readFileSync(at('film.wav'))).left.length).toBe((stem.length - begin) / 8);
  });

  it.each<
    readonly [name: string, files: Readonly<Record<string, Uint8Array | string>>, code: number, told: RegExp]
  >([
    [
      'unknown',
      { 'run-l.wav': tone(1) },
      2,
      /narration: 'run-l\.wav' is named after no part of the film: did you mean 'run-1'\?/,
    ],
    [
      'damaged',
      { 'run-1.mp3': 'These are words, not sound.' },
      1,
      /narration: '.*run-1\.mp3' cannot be read as sound/,
    ],
    ['empty', { 'run-1.wav': '' }, 1, /narration: '.*run-1\.wav' is empty/],
    [
      'soundless',
      { 'run-1.wav': tone(0) },
      1,
      /narration: (there is no sound in '.*run-1\.wav'|'.*run-1\.wav' cannot be read as sound)/,
    ],
    [
      'twice',
      { 'run-1.wav': tone(1), 'run-1.mp3': tone(1) },
      2,
      /narration: 'run-1\.mp3' and 'run-1\.wav' are of one part/,
    ],
    [
      'text',
      { 'run-1.wav': tone(1), 'end.txt': 'The end.' },
      2,
      /narration: 'end\.txt' has no sound of that name beside it/,
    ],
    [
      'binary',
      { 'run-1.wav': tone(1), 'run-1.txt': new Uint8Array([0xff, 0xfe, 0]) },
      2,
      /narration: '.*run-1\.txt' is not text in UTF-8/,
    ],
    ['nothing', { 'notes.md': 'To be recorded.' }, 2, /narration: there is no file of sound in '.*nothing'/],
    ['long', { 'run-1.wav': silence(600.5) }, 2, /narration: '.*run-1\.wav' lasts more than 10 minutes/],
  ])('is refused in one line where it is %s', async (name, files, code, told) => {
    voice(name, files);
    const refused = await render(name);
    expect(refused.stderr + refused.stdout).toMatch(told);
    expect(refused.code).toBe(code);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('has no stems to be written where there is no sound', async () => {
    const { code, stderr } = await render('voice', '--stems', '--mute');
    expect(stderr).toContain('--stems: a film without sound has no parts of it');
    expect(code).toBe(2);
  });

  it('is refused where there is no such folder', async () => {
    const { code, stderr } = await withVoice('nowhere', 'script');
    expect(stderr).toMatch(/narration: there is no folder '.*nowhere'/);
    expect(code).toBe(2);
  });

  it('cut short is damaged', async () => {
    const whole = readFileSync(at('voice', 'landscape.wav'));
    voice('cut', { 'landscape.wav': whole.subarray(0, 400_000) });
    const { code, stderr } = await withVoice('cut', 'script');
    expect(stderr).toMatch(/narration: '.*landscape\.wav' is cut short: \d+ bytes of it are missing/);
    expect(code).toBe(1);
  });

  it('is part of a film, which is made again when a recording changes, and only then', async () => {
    const statuses: string[] = [];
    for (const [hertz, ...flags] of [[330], [330], [350, '--stems']] as const) {
      writeFileSync(at('voice', 'end.wav'), tone(1, hertz));
      const { code, stdout, stderr } = await render('voice', ...flags);
      expect(code, stderr).toBe(0);
      statuses.push(events(stdout).find(({ status }) => status)?.status);
    }
    expect(statuses).toEqual(['rendered', 'unchanged', 'rendered']);
    // Of the frames that were rendered alone, beside them.
    const stems = at('films', 'out', 'learning-rate-trio-10-24-stems');
    expect(readdirSync(stems)).toEqual(expect.arrayContaining(['ground.wav', 'narration.wav', 'ticks.wav']));
    const stem = readFileSync(join(stems, 'narration.wav'));
    expect(stem.length - stem.indexOf('data') - 8).toBe(15 * 1600 * 8);
    const text = readFileSync(at('films', 'out', 'learning-rate-trio-10-24.json'), 'utf8');
    expect(JSON.parse(text).look.narration).toMatchObject({
      end: { name: 'end.wav', bytes: 192_044, sha256: bytesHash(tone(1, 350)), seconds: 1 },
      'run-1': {
        name: 'run-1.mp3',
        text: 'At a rate of 0.1 it crawls downhill, and takes its time over it.',
      },
    });
    expect(text).not.toContain(folder);
  });

  it('is found again when the film is verified, by what is in it; if it is lost, all else is checked', async () => {
    const verify = async (...flags: readonly string[]) => {
      const path = at('films', 'out', 'learning-rate-trio-10-24.mp4');
      const { code, stdout } = await lossreelHere(['verify', path, '--json', ...flags]);
      const { checks } = events(stdout).find(({ event }) => event === 'film');
      const of = (id: string) => checks.find((check: { readonly id: string }) => check.id === id);
      return { code, inputs: of('inputs'), wav: of('wav'), sound: of('sound') };
    };
    const lost = await verify();
    expect(lost).toMatchObject({ code: 0, wav: { status: 'skipped' }, sound: { status: 'skipped' } });
    expect(lost.inputs?.says).toContain('name the folder of the narration by --narration');
    const named = await verify('--narration', at('voice'));
    expect(named).toMatchObject({
      code: 0,
      inputs: { status: 'ok' },
      wav: { status: 'ok' },
      sound: { status: 'ok' },
    });
    renameSync(at('voice'), at('films', 'voice'));
    expect(await verify()).toMatchObject({ code: 0, inputs: { status: 'ok' }, wav: { status: 'ok' } });
    writeFileSync(at('films', 'voice', 'end.wav'), tone(1, 360));
    expect((await verify('--narration', at('films', 'voice'))).code).toBe(1);
    renameSync(at('films', 'voice'), at('voice'));
  });

  it('is a setting of a series, relative to its manifest, for each language its own', async () => {
    const plan = async (narration: unknown) => {
      const defaults = { narration, languages: ['en', 'de'] };
      const manifest = { title: 'T', defaults, episodes: [{ id: 'a', film: 'learning-rate-trio' }] };
      writeFileSync(at('series.json'), JSON.stringify(manifest));
      const { films } = await readPlan(at('series.json'), CATALOGUE, { scale: undefined, draft: false });
      return films.map(({ job }) => [Object.keys(job.look.narration), Object.keys(job.narrationFiles ?? {})]);
    };
    const all = ['end', 'landscape', 'run-1'];
    expect(await plan('voice')).toEqual([
      [all, all],
      [all, all],
    ]);
    expect(await plan({ de: 'ogg' })).toEqual([
      [[], []],
      [['run-1'], ['run-1']],
    ]);
    await expect(plan('lost')).rejects.toThrow(/episodes\[0\]: narration: there is no folder '.*lost'/);
    expect(readdirSync(folder)).toContain('voice');
  });
});
