import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { openBrowser, renderStill, selectComposition } from '@remotion/renderer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyCueSheet } from '../../audio/index.ts';
import { synthesize } from '../../audio/node.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { compositionId } from '../../compositions/film.ts';
import { findBrowser, noBrowserMessage } from '../../src/render/browser.ts';
import { nodeTypefaces } from '../../src/render/fonts.ts';
import { chromeMode } from '../../src/render/remotion-settings.ts';
import { openPixels } from '../../src/render/still.ts';
import { createStage, FORMAT_NAMES, FORMATS } from '../../src/scene/stage.ts';
import { decodedSound, locate } from '../helpers/sound.ts';
import { decoded, similarity } from '../render/pixels.ts';

const root = join(import.meta.dirname, '..', '..');
const out = mkdtempSync(join(tmpdir(), 'lossreel-engines-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const found = findBrowser(root);
if (found === null) throw new Error(noBrowserMessage());
const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;

/** A native picture and Remotion's of one frame must agree to this structural similarity. */
const ALIKE = 0.99;
const SCALE = 0.5;

describe('the native engine and Chromium', () => {
  let serveUrl = '';
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  beforeAll(async () => {
    [serveUrl, browser] = await Promise.all([
      bundle({ entryPoint: join(root, 'compositions', 'index.ts'), publicDir: join(out, 'public') }),
      openBrowser('chrome', chrome),
    ]);
  });
  afterAll(async () => {
    await browser?.close({ silent: true });
    rmSync(serveUrl, { recursive: true, force: true });
  });

  const pairs = CATALOGUE.flatMap((film) => FORMAT_NAMES.map((format) => ({ id: film.id, film, format })));

  it.each(pairs)('draw the same picture of $id in $format', async ({ film, format }) => {
    const trace = film.simulate(film.params.parse({}), '1');
    const story = film.tell(trace, 30);
    const stage = createStage({ format, theme: 'dark', language: 'en', type: nodeTypefaces() });
    const element = (frame: number) => film.Scene({ trace, story, frame, stage });
    const pixels = await openPixels({ ...FORMATS[format], fps: 30, frames: story.frames, element }, SCALE);
    const options = { serveUrl, inputProps: {}, ...chrome, ...(browser && { puppeteerInstance: browser }) };
    const composition = await selectComposition({ ...options, id: compositionId(film.id, format) });
    expect(composition).toMatchObject({ ...FORMATS[format], durationInFrames: story.frames, fps: 30 });
    const share = format === 'landscape' ? [0.1, 0.3, 0.5, 0.7, 0.83] : [0.4, 0.85];
    for (const frame of share.map((part) => Math.floor(part * story.frames))) {
      const { buffer } = await renderStill({
        ...options,
        composition,
        frame,
        scale: SCALE,
        imageFormat: 'png',
      });
      if (buffer === null) throw new Error('no picture');
      const [native, remotion] = [await decoded(pixels.png(frame)), await decoded(buffer)];
      expect(similarity(native, remotion)).toBeGreaterThanOrEqual(ALIKE);
    }
    pixels.close();
  });
});

describe.each(['native', 'chromium'])('an MP4 of the %s engine', (engine) => {
  it.each(CATALOGUE)('has the first tick of $id within 1 ms of its frame', async (film) => {
    const trace = film.simulate(film.params.parse({}), '1');
    const story = film.tell(trace, 30);
    const tick = film.score(trace, story).events.find(({ kind }) => kind === 'tick');
    if (tick === undefined) throw new Error('no tick');
    const frame = (tick.at * story.fps) / 48_000;
    const [first, last] = [frame - 15, frame + 15];
    const span = `${first}-${last}`;
    const flags = ['--scale', '0.1', '--frames', span, '--engine', engine, '--out', out];
    execFileSync(process.execPath, [join(root, 'bin', 'lossreel.js'), 'render', film.id, ...flags], {
      stdio: 'pipe',
    });
    const file = join(out, `${film.id}-${span}.mp4`);
    expect(readFileSync(file).length).toBeGreaterThan(1000);

    const { left, right } = await decodedSound(file);
    const mono = left.map((value, i) => value + (right[i] ?? 0));
    // The sound of the tick alone, from a sheet that has nothing else.
    const { left: alone } = await synthesize({
      ...emptyCueSheet(48_000),
      events: [{ ...tick, at: 0, pan: 0 }],
    });
    const expected = ((frame - first) * 48_000) / story.fps;
    const at = locate(alone.subarray(0, 960), mono, expected, 2400);
    expect(Math.abs(at - expected)).toBeLessThanOrEqual(48);
  });
});
