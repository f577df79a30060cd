import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRAFT, FINAL } from '../../src/render/encode/encoder.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { openPixels } from '../../src/render/still.ts';
import { renderVideo, type VideoOptions } from '../../src/render/video.ts';
import { NOWHERE, NOWHERE_SAID } from '../helpers/machine.ts';
import { smallFilm } from './picture.tsx';
import { decoded, similarity } from './pixels.ts';

const RATE = 48_000;
const CLICK = 2;
const film = smallFilm();

/** The film's length of silence as 16-bit stereo WAV, with one click. */
function clickTrack(): Buffer {
  const samples = new Int16Array((film.frames / film.fps) * RATE * 2);
  for (let i = 0; i < 4; i += 1)
    samples.fill(i % 2 === 0 ? 30_000 : 20_000, (CLICK * RATE + i) * 2, (CLICK * RATE + i + 1) * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

/** Seconds from a film's first frame to the loudest sample of its sound. */
async function loudestMoment(file: string): Promise<number> {
  const wav = await runFfmpeg(['-i', file, '-map', '0:a', '-ac', '1', '-f', 'wav', '-']);
  const samples = wav.subarray(wav.indexOf('data') + 8);
  let [loudest, at] = [0, 0];
  for (let i = 0; i + 1 < samples.length; i += 2) {
    const level = Math.abs(samples.readInt16LE(i));
    if (level > loudest) [loudest, at] = [level, i / 2];
  }
  return at / RATE;
}

const probe = async (file: string, entries: string): Promise<string> =>
  (await runFfmpeg(['-show_entries', entries, '-of', 'csv=p=0', file], { tool: 'ffprobe' }))
    .toString()
    .trim();

let folder = '';
let wav = '';
const sound: Uint8Array = clickTrack();
const options = (more: Partial<VideoOptions> & { readonly out: string }): VideoOptions => ({
  source: film,
  workerModule: new URL('./small-film-worker.ts', import.meta.url),
  job: undefined,
  scale: 1,
  workers: 2,
  encoder: DRAFT,
  wav: sound,
  ...more,
});

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lossreel-test-'));
  wav = join(folder, 'click.wav');
  writeFileSync(wav, sound);
  // A temporary folder that no other test uses.
  process.env.TMPDIR = join(folder, 'temporary');
  mkdirSync(process.env.TMPDIR);
});
afterAll(() => {
  delete process.env.TMPDIR;
  rmSync(folder, { recursive: true, force: true });
});

describe('a rendered film', () => {
  let file = '';
  beforeAll(async () => {
    file = join(folder, 'film.mp4');
    const seen: number[] = [];
    await renderVideo(
      options({
        out: file,
        encoder: FINAL,
        wav: Promise.resolve(sound),
        onProgress: (done) => seen.push(done),
      }),
    );
    expect(seen).toEqual(Array.from({ length: 160 }, (_, i) => i + 1));
  });

  test('has every frame once, at its time, in H.264 with BT.709 colours', async () => {
    expect(
      await probe(
        file,
        'stream=codec_name,width,height,pix_fmt,color_range,color_space,color_transfer,color_primaries,r_frame_rate',
      ),
    ).toBe('h264,320,180,yuv420p,tv,bt709,bt709,bt709,30/1\naac,0/0');
    const times = (await probe(file, 'packet=stream_index,pts_time,duration_time'))
      .split('\n')
      .filter((line) => line.startsWith('0,'))
      .map((line) => line.split(',').slice(1).map(Number))
      .sort(([a = 0], [b = 0]) => a - b);
    expect(times).toHaveLength(160);
    times.forEach(([at, duration], i) => {
      expect(at).toBeCloseTo(i / 30, 5);
      expect(duration).toBeCloseTo(1 / 30, 5);
    });
    expect(readFileSync(file).indexOf('moov')).toBeLessThan(100);
  });

  test('shows in each frame what the still shows', async () => {
    const pixels = await openPixels(film);
    for (const frame of [0, 29, 60, 74, 75, 149, 150, 159]) {
      const png = await runFfmpeg([
        '-i',
        file,
        '-vf',
        `trim=start_frame=${frame}:end_frame=${frame + 1}`,
        '-fps_mode',
        'passthrough',
        '-frames:v',
        '1',
        '-c:v',
        'png',
        '-f',
        'image2pipe',
        '-',
      ]);
      const shown = await decoded(png);
      const wanted = await decoded(pixels.png(frame));
      expect(similarity(shown, wanted), `frame ${frame}`).toBeGreaterThan(0.98);
    }
    pixels.close();
  });

  test('sounds at the right moment, to a millisecond', async () => {
    expect(Math.abs((await loudestMoment(file)) - CLICK)).toBeLessThan(0.001);
    expect(Number(await probe(file, 'format=duration'))).toBeCloseTo(160 / 30, 1);
  });

  test('in part has its frames and its part of the sound', async () => {
    const part = join(folder, 'part.mp4');
    const report = await renderVideo(options({ out: part, range: { start: 25, end: 75 } }));
    expect(report.frames).toBe(50);
    expect(await probe(part, 'stream=nb_frames')).toMatch(/^50\n/);
    expect(Math.abs((await loudestMoment(part)) - (CLICK - 25 / 30))).toBeLessThan(0.001);
  });

  test('has the same bytes with 1, 2 and 3 encoders, and from another process', async () => {
    const bytes: Buffer[] = [];
    for (const workers of [1, 2, 3]) {
      const out = join(folder, `workers-${workers}.mp4`);
      await renderVideo(options({ out, workers }));
      bytes.push(readFileSync(out));
    }
    const out = join(folder, 'process.mp4');
    execFileSync(process.execPath, [
      '--import',
      'tsx',
      fileURLToPath(new URL('./render-small-film.ts', import.meta.url)),
      out,
      wav,
    ]);
    bytes.push(readFileSync(out));
    for (const other of bytes.slice(1)) expect(other.equals(bytes[0] ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('a render that cannot be finished', () => {
  const leftovers = () => [
    ...readdirSync(folder).filter((name) => name.startsWith('.')),
    ...readdirSync(tmpdir()).filter((name) => name.startsWith('lossreel-')),
  ];
  const running = () =>
    execFileSync('ps', ['-Ao', 'ppid=,comm='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('ffmpeg') && line.trim().startsWith(`${process.pid} `));

  test('when aborted leaves only the old file, and no FFmpeg running', async () => {
    const out = join(folder, 'old.mp4');
    writeFileSync(out, 'old');
    for (const after of [1, 80, 159]) {
      const abort = new AbortController();
      const reason = new Error('interrupted');
      const onProgress = (done: number) => {
        if (done === after) abort.abort(reason);
      };
      await expect(renderVideo(options({ out, workers: 3, signal: abort.signal, onProgress }))).rejects.toBe(
        reason,
      );
    }
    expect(readFileSync(out, 'utf8')).toBe('old');
    expect(leftovers()).toEqual([]);
    expect(running()).toEqual([]);
    await expect(
      renderVideo(options({ out, signal: AbortSignal.abort(new Error('at once')) })),
    ).rejects.toThrow('at once');
  });

  const fails = async (what: Partial<VideoOptions>, message: RegExp): Promise<void> => {
    const out = join(folder, 'never.mp4');
    const failure = await renderVideo(options({ out, ...what })).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toMatch(message);
    expect(String(failure)).not.toContain('\n');
    expect(existsSync(out)).toBe(false);
    expect(leftovers()).toEqual([]);
  };

  test('says why in one line', async () => {
    await fails({ workers: 3, job: 'fail' }, /the film cannot be opened/);
    await fails({ wav: Promise.reject(new Error('no sound')) }, /no sound/);
    await fails({ wav: Buffer.from('no sound') }, /FFmpeg failed while writing .*sound/);
    await fails({ out: join(wav, 'film.mp4') }, /cannot write .*click\.wav.*file, not a folder/);
    await fails({ out: join(NOWHERE, 'film.mp4') }, NOWHERE_SAID);
    await fails({ encoder: { ...DRAFT, preset: 'hasty' as 'fast' } }, /FFmpeg failed .*hasty/);
    const element = (frame: number) => film.element(frame === 70 ? Number.NaN : frame);
    await fails({ source: { ...film, element } }, /expected a finite number/);
  });
});
