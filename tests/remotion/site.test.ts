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
import { selectComposition } from '@remotion/renderer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../audio/node.ts';
import { remotionCli } from '../../cli/studio.ts';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { findBrowser, noBrowserMessage } from '../../src/render/browser.ts';
import { runFfmpeg } from '../../src/render/ffmpeg.ts';
import { chromeMode } from '../../src/render/remotion-settings.ts';
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

describe('the site that `remotion bundle` makes, served from another folder', () => {
  const out = mkdtempSync(join(tmpdir(), 'lossreel-site-'));
  const found = findBrowser(root);
  if (found === null) throw new Error(noBrowserMessage());
  const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;
  let server: Server;
  let serveUrl = '';
  beforeAll(async () => {
    // Below a folder of the server, as in a bucket.
    const deployed = join(out, 'www', 'sites', 'films');
    const [built, empty] = [join(out, 'built'), join(out, 'public')];
    mkdirSync(empty);
    const bundle = ['bundle', `--out-dir=${built}`, `--public-dir=${empty}`, '--log=error'];
    await run(process.execPath, [remotionCli(), ...bundle], { cwd: root });
    cpSync(built, deployed, { recursive: true });
    rmSync(built, { recursive: true });
    server = await serve(join(out, 'www'));
    const address = server.address();
    serveUrl = `http://localhost:${typeof address === 'object' ? address?.port : ''}/sites/films/index.html`;
  });
  afterAll(() => {
    server?.close();
    rmSync(out, { recursive: true, force: true });
  });

  const script = join(import.meta.dirname, 'render-range.js');
  /** Draws frames in a process of its own, in a folder of its own. */
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

  const trace = film.simulate(film.params.parse(PARAMS), '1');
  const story = film.tell(trace, 30);
  const sheet = film.score(trace, story);
  const tick = sheet.events.find(({ kind }) => kind === 'tick');
  const middle = Math.floor(((tick?.at ?? 0) * 30) / 48_000);
  const span: [number, number] = [middle - 15, middle + 15];

  it('is as long as its props make it', async () => {
    const composition = await selectComposition({ ...chrome, serveUrl, inputProps: PARAMS, id: film.id });
    expect(composition.durationInFrames).toBe(story.frames);
  });

  it('is drawn in two ranges by two processes as in one', async () => {
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
  async function media(name: string, ...more: readonly string[]): Promise<string> {
    const file = join(out, name);
    const range = [`--props=${JSON.stringify(PARAMS)}`, `--frames=${span[0]}-${span[1]}`, '--scale=0.1'];
    const command = ['render', serveUrl, film.id, file, ...range, ...more, '--log=error'];
    await run(process.execPath, [remotionCli(), ...command], { cwd: root });
    return file;
  }

  it.each(['wav', 'mp4'])(
    'sounds as in Node, from the same sample on, though no sound was deployed (%s)',
    async (kind) => {
      const native = await synthesize(sheet);
      const begin = (span[0] * 48_000) / 30;
      const expected = native.left.subarray(begin + 23_000, begin + 26_000);
      const { left } = await decodedSound(await media(`sound.${kind}`));
      expect(Math.abs(locate(expected, left, 23_000, 2400) - 23_000)).toBeLessThanOrEqual(1);
    },
  );

  it('can be rendered muted, and to another codec than the usual one', async () => {
    const file = await media('muted.webm', '--muted');
    const told = ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', file];
    expect((await runFfmpeg(told, { tool: 'ffprobe' })).toString().trim().split('\n')).toEqual(['vp8']);
  });
});
