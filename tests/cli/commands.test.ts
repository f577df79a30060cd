import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cueSheetHash } from '../../audio/index.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { lossreel, lossreelHere } from '../helpers/command.ts';
import { decoded } from '../render/pixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILM = 'learning-rate-trio';
const film = CATALOGUE.find(({ id }) => id === FILM);
if (film === undefined) throw new Error('no film');
const trace = film.simulate(film.params.parse({}), '1');
const story = film.tell(trace, 30, DEFAULT_LOOK);

describe('lossreel', () => {
  it('has help for every command, and says what is missing without one', async () => {
    const commands = [
      'list',
      'render',
      'still',
      'sheet',
      'trace',
      'score',
      'frames',
      'series',
      'verify',
      'sign',
      'cache',
      'studio',
      'doctor',
      'completion',
    ];
    for (const command of commands) {
      const { code, stdout } = await lossreelHere([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`lossreel ${command}`);
    }
    expect((await lossreelHere([])).code).toBe(2);
  });

  it('lists every film', async () => {
    const { code, stdout } = await lossreelHere(['list', '--json']);
    expect(code).toBe(0);
    const films = JSON.parse(stdout) as readonly { id: string; seconds: number; schema: unknown }[];
    expect(films.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    expect(films.find(({ id }) => id === FILM)?.seconds).toBeCloseTo(story.frames / 30, 9);
  });

  it('explains every param: path, range, default, meaning', async () => {
    const { code, stdout } = await lossreelHere(['list', 'optimizer-race', '--params']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^optimizer-race {2}The optimizer race\nparam +values +default +meaning\n/);
    expect(stdout).toMatch(/races\[\]\.steps +1 to 2000, whole +200 +updates per optimizer/);
    expect(stdout).toMatch(/epsilon +0 to 1 +1e-10 +adagrad: /);
    expect(stdout).not.toContain('learningRates');
  });

  it('prints the trace as JSON, with any working directory', async () => {
    const { code, stdout } = await lossreel(['trace', FILM], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify({ schemaVersion: 1, ...trace })));
  });

  it('prints the trace as a table, one row per state', async () => {
    const { stdout } = await lossreelHere([
      'trace',
      FILM,
      '--csv',
      '--props',
      '{ "steps": 3, "learningRates": [0.1] }',
    ]);
    const [header, first, ...rest] = stdout.trimEnd().split('\n');
    expect(header).toBe('run,step,loss,x1,gradient');
    expect(first?.startsWith('rate-0.1,0,1.127')).toBe(true);
    expect(rest).toHaveLength(3);
  });

  it('prints the cue sheet and writes its sound', async () => {
    const wav = join(folder, 'sound.wav');
    const { code, stdout } = await lossreelHere(['score', FILM, '--json', '--wav', wav]);
    expect(code).toBe(0);
    const sheet = film.score(trace, story, DEFAULT_LOOK);
    const { wav: sound, ...printed } = JSON.parse(stdout);
    expect(cueSheetHash(printed)).toBe(cueSheetHash(sheet));
    expect(sound).toMatchObject({ out: wav, seconds: sheet.samples / 48_000 });
    expect(sound.lufs).toBeCloseTo(-16, 0);
    expect(readFileSync(wav).length).toBe(44 + 4 * sheet.samples);
  });

  it('prints one hash per frame, the same in two processes', async () => {
    const args = ['frames', FILM, '--frames', '100-119'];
    const one = await lossreel(args);
    const other = await lossreelHere(args);
    const pixels = await lossreelHere([...args, '--pixels', '--scale', '0.2']);
    expect(one.stdout.trimEnd().split('\n')).toHaveLength(20);
    expect(one.stdout).toMatch(/^([0-9a-f]{64}\n)+$/);
    expect(other.stdout).toBe(one.stdout);
    expect(pixels.stdout).toMatch(/^([0-9a-f]{64}\n)+$/);
    expect(pixels.stdout).not.toBe(one.stdout);
  });

  it('draws a still of the size of its format and scale', async () => {
    const png = join(folder, 'still.png');
    const { code } = await lossreelHere([
      'still',
      FILM,
      '--frame',
      '40',
      '--format',
      'portrait',
      '--scale',
      '0.25',
      '--out',
      png,
    ]);
    expect(code).toBe(0);
    expect(await decoded(readFileSync(png))).toMatchObject({ width: 270, height: 480 });
  });
});

describe('lossreel render', () => {
  it('renders every film with --all', async () => {
    const out = join(folder, 'all');
    const flags = ['--all', '--out', out, '--scale', '0.1', '--frames', '0-2', '--mute', '--draft'];
    expect((await lossreelHere(['render', ...flags])).code).toBe(0);
    const films = readdirSync(out).filter((name) => name.endsWith('.mp4'));
    expect(films.sort()).toEqual(CATALOGUE.map(({ id }) => `${id}-0-2.mp4`).sort());
  });

  it('writes the MP4 and its sidecars, and reports events as JSON', async () => {
    const out = join(folder, 'film');
    const flags = [
      '--out',
      out,
      '--cache',
      join(folder, 'cache'),
      '--scale',
      '0.1',
      '--theme',
      'light',
      '--format',
      'square',
      '--frames',
      '60-104',
      '--json',
    ];
    const { code, stdout } = await lossreelHere(['render', FILM, ...flags]);
    expect(code).toBe(0);
    const name = `${FILM}-square-light-60-104`;
    expect(readdirSync(out).sort()).toEqual(
      ['.chapters.txt', '.json', '.mp4', '.poster.png', '.srt', '.transcript.md', '.vtt'].map(
        (ending) => name + ending,
      ),
    );
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; done?: number });
    expect(events[0]?.event).toBe('start');
    expect(events.at(-1)?.event).toBe('done');
    expect(events.findLast(({ event }) => event === 'progress')?.done).toBe(45);

    const probe = await runFfmpeg(
      [
        '-show_entries',
        'stream=codec_name,width,height,nb_frames,sample_rate,channels',
        '-of',
        'json',
        join(out, `${name}.mp4`),
      ],
      { tool: 'ffprobe' },
    );
    expect(JSON.parse(probe.toString())).toMatchObject({
      streams: [
        { codec_name: 'h264', width: 108, height: 108, nb_frames: '45' },
        { codec_name: 'aac', sample_rate: '48000', channels: 2 },
      ],
    });
    const provenance = JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8')) as Record<string, unknown>;
    expect(provenance).toMatchObject({
      film: FILM,
      seed: '1',
      format: 'square',
      look: { theme: 'light', language: 'en', captions: 'burned', pace: 1 },
      frames: { first: 60, last: 104 },
    });
    expect(readFileSync(join(out, `${name}.srt`), 'utf8')).toContain('Same start, same rule.');
  });

  it('gives the same bytes with one worker and with two', async () => {
    const render = async (workers: string): Promise<Buffer> => {
      const out = join(folder, `workers-${workers}`);
      const place = ['--out', out, '--cache', join(out, 'cache')];
      const props = '{ "steps": 1, "learningRates": [0.3] }';
      const flags = [
        ...place,
        '--scale',
        '0.1',
        '--frames',
        '300-520',
        '--workers',
        workers,
        '--props',
        props,
      ];
      expect((await lossreelHere(['render', FILM, ...flags])).code).toBe(0);
      return readFileSync(join(out, `${FILM}-300-520.mp4`));
    };
    const one = await render('1');
    expect(one.equals(await render('2'))).toBe(true);
  });

  it('lets two concurrent renders of one film both finish, and leaves one complete file', async () => {
    const out = join(folder, 'twice');
    const place = ['--out', out, '--cache', join(folder, 'cache')];
    const args = ['render', FILM, ...place, '--scale', '0.1', '--frames', '0-29', '--mute'];
    const outcomes = await Promise.all([lossreel(args), lossreel(args)]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    const probe = await runFfmpeg(
      ['-show_entries', 'stream=nb_frames', '-of', 'csv=p=0', join(out, `${FILM}-0-29.mp4`)],
      { tool: 'ffprobe' },
    );
    expect(probe.toString().trim()).toBe('30');
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
