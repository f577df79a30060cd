import { execFile } from 'node:child_process';
import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { openBrowser, renderMedia, selectComposition } from '@remotion/renderer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../audio/node.ts';
import { encodeWav } from '../../audio/wav.ts';
import { remotionCli } from '../../cli/studio.ts';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';
import { posterId } from '../../compositions/remotion/composition-id.ts';
import { chromeMode } from '../../compositions/remotion/settings.ts';
import { openStore } from '../../src/cache/store.ts';
import { soundKey } from '../../src/film/kept-sound.ts';
import { decoderNow, synthesisNow } from '../../src/film/sources/sources-version.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { decodedSound, locate } from '../helpers/sound.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Plain static files over HTTP, as a bucket serves them. */
const serve = (folder: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const file = join(folder, normalize(pathname));
      if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) response.writeHead(404).end();
      else {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      }
    });
    server.listen(0, () => resolve(server));
  });

/** A short film: one run of one step. */
const PARAMS = { learningRates: [0.46], steps: 2 };
/** One whose sound is deployed. */
const OTHER = { learningRates: [0.46], steps: 3 };

function sheetOf(params: object) {
  const trace = film.simulate(film.params.parse(params), '1');
  const story = film.tell(trace, 30, DEFAULT_LOOK);
  return { story, sheet: film.score(trace, story, DEFAULT_LOOK) };
}

const CLICK = new Float32Array(480).map((_, i) => (i % 2 === 0 ? 0.5 : -0.5) * (1 - i / 480));
/** A sound unlike any film's: silence, with one click where a frame begins. */
function clickAt(frame: number): Uint8Array {
  const left = new Float32Array(60 * 48_000);
  left.set(CLICK, (frame * 48_000) / 30);
  return encodeWav({ left, right: left });
}

describe('the site that `remotion bundle` makes, served from another folder', () => {
  const out = mkdtempSync(join(tmpdir(), 'lossreel-site-'));
  const found = findBrowser(root);
  if (found === null) throw new Error(noBrowserMessage());
  const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;
  let server: Server;
  let serveUrl = '';
  let puppeteerInstance: Awaited<ReturnType<typeof openBrowser>>;
  const select = (inputProps: Record<string, unknown>, id: string = film.id) =>
    selectComposition({ ...chrome, puppeteerInstance, serveUrl, inputProps, id });
  beforeAll(async () => {
    puppeteerInstance = await openBrowser('chrome', chrome);
    // In a subfolder of the server, as in a bucket.
    const deployed = join(out, 'www', 'sites', 'films');
    const built = join(out, 'built');
    openStore(out).put(
      'sound',
      soundKey(sheetOf(OTHER).sheet, { synthesis: synthesisNow(out), decoder: decoderNow(out) }),
      clickAt(middle),
    );
    const bundle = ['bundle', `--out-dir=${built}`, `--public-dir=${join(out, 'public')}`, '--log=error'];
    await run(process.execPath, [remotionCli(), ...bundle], { cwd: root });
    cpSync(built, deployed, { recursive: true });
    rmSync(built, { recursive: true });
    server = await serve(join(out, 'www'));
    const address = server.address();
    serveUrl = `http://localhost:${typeof address === 'object' ? address?.port : ''}/sites/films/index.html`;
  });
  afterAll(async () => {
    await puppeteerInstance?.close({ silent: true });
    server?.close();
    rmSync(out, { recursive: true, force: true });
  });

  const script = join(import.meta.dirname, 'render-range.js');
  /** Draws frames in a separate process, in a separate folder. */
  async function frames(name: string, first: number, last: number): Promise<readonly Buffer[]> {
    const folder = join(out, name);
    mkdirSync(folder);
    const range = [JSON.stringify(PARAMS), String(first), String(last), folder];
    await run(process.execPath, [script, serveUrl, film.id, ...range, found?.path ?? '', chrome.chromeMode], {
      cwd: out,
    });
    return readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file)));
  }

  const { story, sheet } = sheetOf(PARAMS);
  const tick = sheet.events.find(({ kind }) => kind === 'tick');
  const middle = Math.floor(((tick?.at ?? 0) * 30) / 48_000);
  const span: [number, number] = [middle - 15, middle + 15];

  it('has the length that its props imply', async () => {
    const composition = await select(PARAMS);
    expect(composition.durationInFrames).toBe(story.frames);
  });

  it('is rendered into a file beside that of the native engine', async () => {
    const { defaultOutName } = await select({ ...PARAMS, theme: 'light', lang: 'de' });
    expect(defaultOutName).toBe('learning-rate-trio-light-de-remotion');
  });

  it('ends with one line that names the prop and the rule, where a prop breaks one', async () => {
    const args = ['render', serveUrl, film.id, join(out, 'refused.mp4'), '--props={"steps":0}'];
    const failed = run(process.execPath, [remotionCli(), ...args, '--log=error'], { cwd: root });
    const { stderr } = await failed.then(
      () => ({ stderr: '' }),
      (error: { readonly stderr: string }) => error,
    );
    const line = 'lossreel: params of learning-rate-trio: steps: Too small: expected number to be >=1, got 0';
    expect(stderr.trim()).toBe(line);
  });

  it('refuses props of a poster, too', async () => {
    await expect(select({ theme: 'purple' }, posterId(film.id, 'square'))).rejects.toThrow(
      'lossreel: props of learning-rate-trio: theme: Invalid option: expected one of "dark"|"light", got "purple"',
    );
  });

  it('is drawn the same in two ranges by two processes as in one', async () => {
    const [one, other] = await Promise.all([
      frames('one', middle - 12, middle - 1),
      frames('other', middle, middle + 11),
    ]);
    const whole = await frames('whole', middle - 12, middle + 11);
    expect(whole.length).toBe(24);
    expect(new Set(whole.map((frame) => frame.toString('base64'))).size).toBeGreaterThan(5);
    expect([...one, ...other].map((frame, i) => frame.equals(whole[i] ?? Buffer.alloc(0)))).toEqual(
      whole.map(() => true),
    );
  });

  /** Renders some frames around the first tick by Remotion's command line, with the settings of this project. */
  async function media(name: string, params: object, ...more: readonly string[]): Promise<string> {
    const file = join(out, name);
    const range = [`--props=${JSON.stringify(params)}`, `--frames=${span[0]}-${span[1]}`, '--scale=0.1'];
    const command = ['render', serveUrl, film.id, file, ...range, ...more, '--log=error'];
    await run(process.execPath, [remotionCli(), ...command], { cwd: root });
    return file;
  }

  /** Their sound alone, by Remotion's library. */
  async function sound(name: string, params: Record<string, unknown>): Promise<string> {
    const outputLocation = join(out, name);
    const composition = await select(params);
    const options = { ...chrome, puppeteerInstance, serveUrl, inputProps: params, composition };
    await renderMedia({ ...options, codec: 'wav', frameRange: span, outputLocation });
    return outputLocation;
  }

  it.each(['wav', 'mp4'])(
    'sounds as in Node, from the same sample on, though no sound was deployed (%s)',
    async (kind) => {
      const native = await synthesize(sheet);
      const begin = (span[0] * 48_000) / 30;
      const expected = native.left.subarray(begin + 23_000, begin + 26_000);
      const file = `sound.${kind}`;
      const { left } = await decodedSound(await (kind === 'wav' ? sound : media)(file, PARAMS));
      expect(Math.abs(locate(expected, left, 23_000, 2400) - 23_000)).toBeLessThanOrEqual(1);
      if (kind === 'wav') return;
      // Where the sound ends in the middle of a packet, too.
      const ask = ['-show_entries', 'stream=codec_type,duration', '-of', 'csv=p=0', join(out, 'sound.mp4')];
      const told = (await runFfmpeg(ask, { tool: 'ffprobe' })).toString().trim().split('\n').sort();
      const seconds = ((span[1] - span[0] + 1) / 30).toFixed(3);
      expect(told).toEqual([`audio,${seconds}000`, expect.stringMatching(`^video,${seconds}`)]);
    },
  );

  it('uses the deployed sound, if there is one', async () => {
    const { left } = await decodedSound(await sound('deployed.wav', OTHER));
    const expected = ((middle - span[0]) * 48_000) / 30;
    expect(Math.abs(locate(CLICK, left, expected, 2400) - expected)).toBeLessThanOrEqual(1);
    expect(left.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeGreaterThan(0.3);
  });

  it('can be rendered muted, and with another codec than the default', async () => {
    const file = await media('muted.webm', PARAMS, '--muted');
    const told = ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', file];
    expect((await runFfmpeg(told, { tool: 'ffprobe' })).toString().trim().split('\n')).toEqual(['vp8']);
  });
});
